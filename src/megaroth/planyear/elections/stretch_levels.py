"""One level for each stretch of checks between two days of change."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from megaroth.kernel.money import DOLLAR
from megaroth.planyear.elections.level_fill import Levels, fits
from megaroth.planyear.elections.slots import Grid

_MOST_LEVELS = 400
"""Combinations of levels that are tried for one source and one set of days."""

Days = tuple[int, ...]
"""The slots from which on elections change, rising."""


def enough(grid: Grid) -> int:
    """What may be left of a target, cents: less than a step of the smallest check, or a dollar,
    is not worth another change."""
    return max(grid.one_step, DOLLAR)


@dataclass
class StretchLevels:
    """Finds one level for each stretch of slots between two days.

    Attributes:
        work: combinations of levels that may still be tried.
    """

    days: Days
    prefer: str
    work: int

    def choose(
        self, grid: Grid, targets: Sequence[int], low: Sequence[int], high: Sequence[int]
    ) -> Levels:
        """The levels that come closest to the targets."""
        edges = (0, *self.days, len(high))
        stretches = [range(start, end) for start, end in itertools.pairwise(edges)]
        most = [min(high[slot] for slot in stretch) for stretch in stretches]
        least = [
            min(max((low[slot] for slot in stretch), default=0), top)
            for stretch, top in zip(stretches, most, strict=True)
        ]
        if not fits(grid, targets, spelled(stretches, least)):
            most, least = least, [0] * len(least)
        found = self._closest(grid, targets, stretches, least, most)
        return spelled(stretches, found)

    def _closest(
        self,
        grid: Grid,
        targets: Sequence[int],
        stretches: Sequence[range],
        least: Sequence[int],
        most: Sequence[int],
    ) -> list[int]:
        sums = _Sums(grid, stretches)
        # No stretch can have more than its target and what the others need at least leave.
        most = [sums.most_alone(targets, least, place, top) for place, top in enumerate(most)]
        best, best_left = list(least), min(sums.left(targets, least))
        if best_left < enough(grid):
            return best
        for number, head in enumerate(self._heads(sums, targets, least, most)):
            # The first one is tried in any case.
            if number and (number >= _MOST_LEVELS or self.work <= 0):
                break
            self.work -= 1
            left = sums.left(targets, head)
            last = sums.highest(left, least[-1], most[-1])
            if last is None:
                continue
            remains = min(one - sums.of(case, len(head), last) for case, one in enumerate(left))
            if remains < best_left:
                best, best_left = [*head, last], remains
                if remains < enough(grid):
                    break
        return best

    def _heads(
        self, sums: _Sums, targets: Sequence[int], least: Sequence[int], most: Sequence[int]
    ) -> Iterator[tuple[int, ...]]:
        """Levels of all stretches but the last: the high ones first, or the even ones."""
        if self.prefer == "early":
            earliest = tuple(sums.earliest(targets, least, most)[:-1])
            return itertools.chain([earliest], _high_first(most[:-1], least[:-1]))
        even = _even_level(sums, targets, least, most)
        return _even_first(even, least[:-1], most[:-1])


def _high_first(most: Sequence[int], least: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Levels from the highest ones on; those of the last stretches fall first."""
    if not most:
        yield ()
        return
    for level in range(most[0], least[0] - 1, -1):
        for others in _high_first(most[1:], least[1:]):
            yield (level, *others)


def _even_first(even: int, least: Sequence[int], most: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Levels from the even ones on, then those that are further and further away."""
    centers = [min(max(even, bottom), top) for bottom, top in zip(least, most, strict=True)]
    bounds = list(zip(centers, least, most, strict=True))
    reach = max((max(at - bottom, top - at) for at, bottom, top in bounds), default=0)
    for distance in range(reach + 1):
        near = [
            range(max(at - distance, bottom), min(at + distance, top) + 1)
            for at, bottom, top in bounds
        ]
        for head in itertools.product(*near):
            away = (abs(level - at) for level, at in zip(head, centers, strict=True))
            if max(away, default=0) == distance:
                yield head


class _Sums:
    """What a level takes from a stretch of slots in each case."""

    def __init__(self, grid: Grid, stretches: Sequence[range]) -> None:
        self.grid, self.stretches = grid, stretches
        self.known: dict[tuple[int, int, int], int] = {}

    def of(self, case: int, stretch: int, level: int) -> int:
        """Cents of one stretch."""
        key = (case, stretch, level)
        if key not in self.known:
            self.known[key] = sum(
                self.grid.amount(case, slot, level) for slot in self.stretches[stretch]
            )
        return self.known[key]

    def left(self, targets: Sequence[int], head: Sequence[int]) -> list[int]:
        """What the first stretches leave of the targets."""
        return [
            target - sum(self.of(case, stretch, level) for stretch, level in enumerate(head))
            for case, target in enumerate(targets)
        ]

    def most_alone(self, targets: Sequence[int], least: Sequence[int], place: int, top: int) -> int:
        """The highest level of one stretch that fits while the others have their least."""
        under, over = least[place], max(top, least[place]) + 1
        while over - under > 1:
            middle = (under + over) // 2
            levels = [*least[:place], middle, *least[place + 1 :]]
            fits_all = all(one >= 0 for one in self.left(targets, levels))
            under, over = (middle, over) if fits_all else (under, middle)
        return under

    def earliest(
        self, targets: Sequence[int], least: Sequence[int], most: Sequence[int]
    ) -> list[int]:
        """Levels that take as much as fits from each stretch before the next one."""
        levels = list(least)
        for place, top in enumerate(most):
            levels[place] = self.most_alone(targets, levels, place, top)
        return levels

    def highest(self, left: Sequence[int], least: int, most: int) -> int | None:
        """The highest level of the last stretch that fits; None if none does."""
        last = len(self.stretches) - 1
        under, over = least - 1, most + 1
        while over - under > 1:
            middle = (under + over) // 2
            fits_all = all(self.of(case, last, middle) <= one for case, one in enumerate(left))
            under, over = (middle, over) if fits_all else (under, middle)
        return under if under >= least else None


def _even_level(
    sums: _Sums, targets: Sequence[int], least: Sequence[int], most: Sequence[int]
) -> int:
    """The highest level that fits if all stretches have it, as far as each can."""
    under, over = -1, max(most) + 1
    while over - under > 1:
        middle = (under + over) // 2
        levels = [min(max(middle, low), top) for low, top in zip(least, most, strict=True)]
        fits_all = all(one >= 0 for one in sums.left(targets, levels))
        under, over = (middle, over) if fits_all else (under, middle)
    return max(under, 0)


def spelled(stretches: Sequence[range], levels: Sequence[int]) -> Levels:
    """A level for each slot."""
    return tuple(level for stretch, level in zip(stretches, levels, strict=True) for _ in stretch)
