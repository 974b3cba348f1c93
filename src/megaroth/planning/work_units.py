"""How the paths of a comparison are divided into projections: equal pieces of the paths, with several
alternatives as the rows of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_MOST_ROWS = 16_384
"""The rows of one projection. A year costs the same some hundred passes whatever their number, so
that many rows are faster than few, until they no longer fit the processor's cache."""

LEAST_PATHS = 2_048
"""The paths of a piece when processes share them: fewer take as long."""


@dataclass(frozen=True)
class WorkUnit:
    """One projection.

    Attributes:
        places: of its alternatives.
        piece: the index of its piece of the paths.
        paths: the paths.
    """

    places: tuple[int, ...]
    piece: int
    paths: range


def pieces(paths: int, workers: int) -> list[range]:
    """Paths in equal pieces, as few as projections can hold and processes can share."""
    least = -(-paths // _MOST_ROWS)
    many = max(least, min(workers, paths // LEAST_PATHS), 1)
    edges = [paths * one // many for one in range(many + 1)]
    return [range(first, last) for first, last in pairwise(edges)]


def units(groups: Sequence[Sequence[int]], paths: int, workers: int) -> Iterator[WorkUnit]:
    """The projections of all alternatives on all paths, those of a piece together.

    Args:
        groups: places of alternatives that can be rows of one projection.
        paths: their number.
        workers: how many processes share the work.
    """
    divided = pieces(paths, workers)
    # Each process gets work, be the paths few.
    idle = -(-workers // (len(divided) * len(groups)))
    for piece, some in enumerate(divided):
        for group in groups:
            together = max(_MOST_ROWS // len(some), 1)
            parts = min(max(-(-len(group) // together), idle), len(group))
            for part in range(parts):
                first, last = (len(group) * one // parts for one in (part, part + 1))
                yield WorkUnit(tuple(group[first:last]), piece, some)
