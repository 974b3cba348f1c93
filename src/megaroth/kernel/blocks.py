"""Run a column function in blocks that stay in the processor's cache."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from megaroth.kernel.columns import np, npt

ROWS = 16_384
"""Rows a block: measured fastest on two cores (docs/decisions.md); larger blocks leave the
cache."""


def blocks(rows: int) -> Iterator[slice]:
    """Slices that cover ``rows`` rows in order."""
    for start in range(0, rows, ROWS):
        yield slice(start, min(start + ROWS, rows))


def in_blocks(
    function: Callable[..., Mapping[str, Any]],
    columns: Mapping[str, npt.NDArray[Any]],
    out: Mapping[str, npt.NDArray[Any]],
) -> None:
    """Call ``function(**block)`` for each block of the columns and store its answers in ``out``, in
    place.

    Args:
        function: takes the columns by name and gives a mapping of answers, each (block,) or scalar.
        columns: inputs of equal length.
        out: one preallocated array for each answer wanted.
    """
    rows = len(next(iter(columns.values())))
    for block in blocks(rows):
        answers = function(**{name: column[block] for name, column in columns.items()})
        for name, target in out.items():
            np.copyto(target[block], answers[name], casting="unsafe")
