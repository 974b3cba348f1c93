"""How a number is calculated: while a trace is open, each rule records itself and the numbers of
law that it reads.

Without an open trace a rule costs one look at a context variable. ``present`` turns a trace into
worksheets.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar, cast

from megaroth.kernel.columns import is_whole
from megaroth.kernel.money import Cents, smaller

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Read:
    """A number of the law that was read: its name, value (cents, or parts per million), section,
    source and status."""

    name: str
    value: int
    section: str
    source: str
    status: str
    unit: str = "cents"


@dataclass
class Step:
    """One call of a rule, or one named figure.

    Attributes:
        name: the rule's or figure's name.
        title: what it is, in words.
        cites: its authority.
        inputs: its arguments by parameter name.
        result: its return value.
        bound: the bound that decided a ``least``, if one was taken.
        reads: numbers of the law that it read.
        steps: the rules that it called in turn.
        groups: whether it is a part of the work (a person, a job) that groups other steps.
    """

    name: str
    title: str = ""
    cites: str = ""
    inputs: dict[str, Any] = field(default_factory=dict)
    result: Any = None
    bound: str | None = None
    reads: list[Read] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    groups: bool = False

    def find(self, name: str) -> Iterator[Step]:
        """Every step with that name below this one, outermost first."""
        for step in self.steps:
            if step.name == name:
                yield step
            else:
                yield from step.find(name)

    def names(self) -> set[str]:
        """The names of all steps below this one."""
        return {step.name for step in self.steps}.union(*(step.names() for step in self.steps))


_current: ContextVar[Step | None] = ContextVar("megaroth_trace", default=None)

open_trace = _current.get
"""The step of the open trace, or None: for whoever asks too often for a call of
:func:`listening`."""


@contextmanager
def listen() -> Iterator[Step]:
    """Trace every rule called inside the block; yields the root step."""
    root = Step("root")
    token = _current.set(root)
    try:
        yield root
    finally:
        _current.reset(token)


class _Part:
    """The context of :func:`part`: a class, because a year's plan enters dozens while nobody
    listens."""

    __slots__ = ("_name", "_title", "_token")

    def __init__(self, name: str, title: str = "") -> None:
        self._name, self._title = name, title
        self._token: Token[Step | None] | None = None

    def __enter__(self) -> None:
        parent = _current.get()
        if parent is not None:
            step = Step(self._name, title=self._title, groups=True)
            parent.steps.append(step)
            self._token = _current.set(step)

    def __exit__(self, *error: object) -> None:
        if self._token is not None:
            _current.reset(self._token)


class _Untraced:
    """The context of :func:`untraced`."""

    __slots__ = ("_token",)

    def __enter__(self) -> None:
        self._token = _current.set(None)

    def __exit__(self, *error: object) -> None:
        _current.reset(self._token)


def part(name: str, title: str = "") -> _Part:
    """Name a part of the work (a person, a job) to group its steps."""
    return _Part(name, title)


def untraced() -> _Untraced:
    """Leave the work inside the block out of the trace, as for a search; a figure records its
    outcome."""
    return _Untraced()


def listening() -> bool:
    """Whether a trace is open."""
    return _current.get() is not None


def idle(*amounts: object) -> bool:
    """Whether all amounts are the scalar zero and no trace is open: what follows from them alone is
    zero, and nobody reads how."""
    if _current.get() is not None:
        return False
    # A loop, because the tax of a projected year asks thousands of times.
    for one in amounts:  # noqa: SIM110
        if not isinstance(one, int) or one:
            return False
    return True


def note_read(read: Read) -> None:
    """Record a number of the law in the open trace."""
    step = _current.get()
    if step is not None and read not in step.reads:
        step.reads.append(read)


def figure(name: str, value: R, title: str, cites: str = "", **inputs: Any) -> R:
    """Record a figure that is computed outside a rule, with its inputs; returns the value."""
    step = _current.get()
    if step is not None:
        step.steps.append(Step(name, title=title, cites=cites, inputs=inputs, result=value))
    return value


def summary(described: object) -> str:
    """The first paragraph of a docstring, on one line; empty if there is none."""
    return " ".join((described.__doc__ or "").strip().partition("\n\n")[0].split())


def rule(*, cites: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function a rule: it carries its citation and adds a step to an open trace."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        title = summary(function).rstrip(".")
        parameters = tuple(inspect.signature(function).parameters)

        @functools.wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            parent = _current.get()
            if parent is None:
                return function(*args, **kwargs)
            inputs = dict(zip(parameters, args, strict=False)) | kwargs
            inputs.pop("law", None)
            step = Step(function.__name__, title=title, cites=cites, inputs=inputs)
            parent.steps.append(step)
            token = _current.set(step)
            try:
                step.result = function(*args, **kwargs)
            finally:
                _current.reset(token)
            return cast(R, step.result)

        call.cites = cites  # type: ignore[attr-defined]
        return call

    return decorate


def least(**bounds: Cents) -> Cents:
    """The least of named bounds, row by row; an open trace records which one binds.

    >>> least(dollar_limit=72_000_00, compensation=60_000_00)
    6000000
    """
    values = list(bounds.values())
    result = functools.reduce(smaller, values)
    step = _current.get()
    if step is not None and is_whole(result):
        step.bound = next(name for name, value in bounds.items() if value == result)
    return result


def decided(name: str, title: str, cites: str, **bounds: Cents) -> Cents:
    """The least of named bounds as a figure of its own: an open trace records every bound and which
    one binds."""
    result = functools.reduce(smaller, bounds.values())
    parent = _current.get()
    if parent is not None:
        step = Step(name, title=title, cites=cites, inputs=dict(bounds), result=result)
        if is_whole(result):
            step.bound = next(name for name, value in bounds.items() if value == result)
        parent.steps.append(step)
    return result
