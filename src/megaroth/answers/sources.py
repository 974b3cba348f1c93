"""What an answer rests on: the sections and notices that it read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from megaroth.kernel.trace import Step, listen

T = TypeVar("T")


def with_sources(ask: Callable[..., T], *args: Any, **kwargs: Any) -> tuple[T, list[str]]:
    """An answer with the sections and notices of every number of the law that it read, sorted; projected ones say so."""
    with listen() as root:
        answer = ask(*args, **kwargs)
    return answer, sorted(_of(root))


def _of(step: Step) -> set[str]:
    found = {f"{read.section}: {read.source}" + (" (projected)" if read.status == "projected" else "") for read in step.reads}
    for inner in step.steps:
        found |= _of(inner)
    return found
