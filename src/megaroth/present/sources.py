"""The sources of an answer: the sections and notices that it read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from megaroth.kernel.trace import Read, Step, listen
from megaroth.law.terms import spoken

T = TypeVar("T")


def with_sources(ask: Callable[..., T], *args: Any, **kwargs: Any) -> tuple[T, list[str]]:
    """An answer with the sections and notices of every number of the law that it read, sorted, with
    the names of the numbers.

    Projected numbers are marked.
    """
    with listen() as root:
        answer = ask(*args, **kwargs)
    found: dict[str, set[str]] = {}
    for read in _reads(root):
        source = f"{read.section}: {read.source}" + (
            " (projected)" if read.status == "projected" else ""
        )
        found.setdefault(source, set()).add(spoken(read.name))
    return answer, sorted(
        f"{source} [{', '.join(sorted(names))}]" for source, names in found.items()
    )


def _reads(step: Step) -> Iterator[Read]:
    yield from step.reads
    for inner in step.steps:
        yield from _reads(inner)
