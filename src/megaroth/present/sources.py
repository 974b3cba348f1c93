"""The sources of an answer: the sections and notices that it read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from megaroth.kernel.money import PPM, dollars
from megaroth.kernel.trace import Read, Step, listen
from megaroth.law.terms import spoken

T = TypeVar("T")
_MOST_VALUES = 2
_PPM_OF_A_PERCENT = PPM // 100


def with_sources(ask: Callable[..., T], *args: Any, **kwargs: Any) -> tuple[T, list[str]]:
    """An answer with the sections and notices of every number of the law that it read, sorted, with
    the names and values of the numbers.

    Projected numbers are marked.
    """
    with listen() as root:
        answer = ask(*args, **kwargs)
    found: dict[str, dict[str, set[str]]] = {}
    for read in _reads(root):
        source = f"{read.section}: {read.source}" + (
            " (projected)" if read.status == "projected" else ""
        )
        found.setdefault(source, {}).setdefault(spoken(read.name), set()).add(_value(read))
    return answer, sorted(
        f"{source} [{'; '.join(map(_named, sorted(names.items())))}]"
        for source, names in found.items()
    )


def _named(number: tuple[str, set[str]]) -> str:
    """A number with its value; without it where it has many, such as one for each age."""
    name, values = number
    return f"{name} {' and '.join(sorted(values))}" if len(values) <= _MOST_VALUES else name


def _value(read: Read) -> str:
    match read.unit:
        case "cents":
            return dollars(read.value).removesuffix(".00")
        case "ppm":
            return f"{read.value / _PPM_OF_A_PERCENT:g}%"
    return str(read.value)


def _reads(step: Step) -> Iterator[Read]:
    yield from step.reads
    for inner in step.steps:
        yield from _reads(inner)
