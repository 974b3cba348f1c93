"""A statement as data: a code and its parameters.

A message is made where its fact is known. Programs decide by its code and parameters, and scenarios
are merged parameter by parameter. ``present`` alone makes the sentence.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Self, TypeAlias, cast, overload

from megaroth.kernel.columns import Cents


@dataclass(frozen=True, slots=True)
class Quantity:
    """A measured value; the least and the most of it where scenarios differ.

    Attributes:
        low, high: the two ends, equal for a value that is known.
    """

    low: int
    high: int

    @overload
    @classmethod
    def of(cls, value: int) -> Self: ...

    @overload
    @classmethod
    def of(cls, value: Cents) -> Self | None: ...

    @classmethod
    def of(cls, value: Cents) -> Self | None:
        """A value to tell; None for a column, whose rows each have their own."""
        return cls(value, value) if isinstance(value, int) else None

    def __str__(self) -> str:
        """The value in words."""
        return as_words(self)


class Amount(Quantity):
    """An amount, cents."""

    __slots__ = ()


class Share(Quantity):
    """A share or a rate, parts per million."""

    __slots__ = ()


class Count(Quantity):
    """How many of something."""

    __slots__ = ()


Parameter: TypeAlias = (
    "Quantity | date | str | int | bool | tuple[str, ...] | Message | tuple[Message, ...] | None"
)
"""What a message holds: quantities, which merge to ranges; and what identifies its subject: days,
names, flags, plain integers such as years and ages, and messages that are part of this one. None is
what differs by row or does not apply."""

_SENTENCES = "megaroth.present.sentences.sentence"
"""Where messages and values become words: above this floor, so it is named and loaded on demand."""


@dataclass(frozen=True, slots=True)
class Message:
    """A fact to tell, as data.

    Attributes:
        code: which fact; it has one sentence.
        parameters: its values by name.
    """

    code: str
    parameters: tuple[tuple[str, Parameter], ...] = ()

    def value(self, name: str) -> Parameter:
        """A parameter by its name.

        >>> message("ends", year=2026).value("year")
        2026
        """
        return dict(self.parameters)[name]

    def includes(self, code: str) -> bool:
        """Whether this message, or one that is part of it, has a code."""
        parts = [
            one
            for _, value in self.parameters
            for one in (value if isinstance(value, tuple) else (value,))
            if isinstance(one, Message)
        ]
        return self.code == code or any(one.includes(code) for one in parts)

    def __str__(self) -> str:
        """The sentence, in the words of the household file."""
        return as_words(self)


def message(code: str, **parameters: Parameter) -> Message:
    """A message of a code with its parameters by name.

    >>> message("owed", amount=Amount.of(5_00))
    Message(code='owed', parameters=(('amount', Amount(low=500, high=500)),))
    """
    return Message(code, tuple(parameters.items()))


Shown: TypeAlias = Message | Quantity | date | int | str
"""A value or a phrase in an error. A text is shown as it is: what somebody typed, or what an
interface says about its own flags."""


def as_words(value: Shown) -> str:
    """A value, or the sentence of a message, in the words of the household file."""
    return value if isinstance(value, str) else cast(str, import_module(_SENTENCES).shown(value))


def merge_alike(messages: Iterable[Message]) -> list[Message]:
    """Messages that differ in their quantities alone as one each, with the least and the most.

    >>> few, many = (message("owed", amount=Amount.of(cents)) for cents in (5_00, 9_00))
    >>> [one.value("amount") for one in merge_alike([many, few])]
    [Amount(low=500, high=900)]
    """
    groups: dict[Hashable, list[Message]] = {}
    for one in messages:
        groups.setdefault(_subject(one), []).append(one)
    return [cast(Message, _span(group)) for group in groups.values()]


def _subject(value: Parameter) -> Hashable:
    """The parts of a message that must agree to merge it: all but the quantities."""
    match value:
        case Quantity():
            return type(value).__name__
        case Message():
            return (value.code, tuple((name, _subject(one)) for name, one in value.parameters))
        case tuple():
            return tuple(_subject(one) for one in value)
        case _:
            return value


def _span(values: Sequence[Parameter]) -> Parameter:
    """Values about the same subject, merged into one."""
    first = values[0]
    if isinstance(first, Quantity):
        alike = cast(Sequence[Quantity], values)
        return type(first)(min(one.low for one in alike), max(one.high for one in alike))
    if isinstance(first, Message):
        names = [name for name, _ in first.parameters]
        rows = [[one for _, one in each.parameters] for each in cast(Sequence[Message], values)]
        spans = (_span(column) for column in zip(*rows, strict=True))
        return Message(first.code, tuple(zip(names, spans, strict=True)))
    if isinstance(first, tuple):
        columns = zip(*cast(Sequence[tuple[Parameter, ...]], values), strict=True)
        return cast(Parameter, tuple(_span(column) for column in columns))
    return first
