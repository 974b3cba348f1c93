"""Schedules with at most so many changes: on which days, and at which levels in between.

Every set of days and every level is tried where there are few enough of both, so that no schedule
is better by a step. Otherwise the days are moved one at a time as long as that helps, and the answer says how
much a better schedule could bring at the most.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import comb

from megaroth.planyear.elections.level_fill import Levels, fits
from megaroth.planyear.elections.slots import Grid
from megaroth.planyear.elections.solve import Problem, Schedule, schedule

_MOST_SETS = 64
"""Sets of days that are all tried."""

_MOST_MOVES = 160
"""Sets of days that are tried where there are more."""

_MOST_LEVELS = 400
"""Combinations of levels that are tried for one source and one set of days."""

_MOST_WORK = 8_000
"""Combinations of levels that are tried in all."""

Days = tuple[int, ...]
"""The slots from which on elections change, rising."""


@dataclass(frozen=True)
class Found:
    """A schedule and by how much a better one could fill its targets more, cents: 0 if none can."""

    schedule: Schedule
    gap: int


def with_few_changes(problem: Problem, grid: Grid, most: int) -> Found:
    """The best schedule whose elections change on at most so many days after the first.

    Args:
        problem: what the elections should bring.
        grid: the checks to come.
        most: days.
    """
    starts = _starts(grid)
    most = min(most, len(starts))
    search = _Search(problem, replace(grid, plans_all=True))
    free = schedule(problem, grid)
    if not grid.slots or (days_of_change(free) <= most and search.is_as_full(free)):
        return Found(free, 0)
    whole = comb(len(starts), most) <= _MOST_SETS
    if whole:
        for days in itertools.combinations(starts, most):
            search.consider(days)
            if search.is_full:
                break
    else:
        search.move(starts, _spread_evenly(starts, most))
    assert search.best is not None
    proven = search.is_full or (whole and search.exact)
    return Found(search.best, 0 if proven else sum(search.best.missing))


def days_of_change(found: Schedule) -> int:
    """On how many days elections change after the first."""
    return max(len({change.effective for change in found.changes}) - 1, 0)


def _starts(grid: Grid) -> tuple[int, ...]:
    """The first slot of each day but the first one."""
    days = [slot.day for slot in grid.slots]
    return tuple(place for place in range(1, len(days)) if days[place] != days[place - 1])


def _spread_evenly(starts: Sequence[int], most: int) -> Days:
    return tuple(starts[len(starts) * place // (most + 1)] for place in range(1, most + 1))


class _Search:
    """The best schedule so far, and whether every level was tried for all of them."""

    def __init__(self, problem: Problem, grid: Grid) -> None:
        self.problem, self.grid = problem, grid
        self.best: Schedule | None = None
        self.exact = True
        self.work = _MOST_WORK
        self.tried: dict[Days, tuple[int, ...]] = {}

    @property
    def is_full(self) -> bool:
        """Whether every source comes to its target, to one step of the smallest check."""
        return self.best is not None and self.is_as_full(self.best)

    def is_as_full(self, found: Schedule) -> bool:
        """Whether every source of a schedule comes to its target, to one step."""
        return not any(self._in_steps(found))

    def _in_steps(self, found: Schedule) -> tuple[int, ...]:
        """What each source lacks, counted in election steps of the smallest check."""
        return tuple(lacks // self.grid.one_step for lacks in found.missing)

    def consider(self, days: Days) -> tuple[int, ...]:
        """What each source lacks with changes on some days, in steps; keeps the best."""
        if days not in self.tried:
            finder = _Segments(days, self.problem.prefer, self.work)
            found = schedule(self.problem, self.grid, finder.choose)
            self.exact = self.exact and finder.exact
            self.work = finder.work
            self.tried[days] = self._in_steps(found)
            if self.best is None or self.tried[days] < self._in_steps(self.best):
                self.best = found
        return self.tried[days]

    def move(self, starts: Sequence[int], days: Days) -> None:
        """Move one day at a time to where the schedule is best, as long as it gets better."""
        best, better = self.consider(days), True
        while better and not self.is_full:
            better = False
            for place in range(len(days)):
                for other in _nearest_first(starts, days, place):
                    if self.is_full or len(self.tried) >= _MOST_MOVES:
                        return
                    moved = (*days[:place], other, *days[place + 1 :])
                    if (lacks := self.consider(moved)) < best:
                        days, best, better = moved, lacks, True


def _nearest_first(starts: Sequence[int], days: Days, place: int) -> list[int]:
    """The days that one of them can move to, between its neighbors."""
    after = days[place - 1] if place else 0
    before = days[place + 1] if place + 1 < len(days) else starts[-1] + 1
    between = [start for start in starts if after < start < before and start != days[place]]
    return sorted(between, key=lambda start: abs(start - days[place]))


@dataclass
class _Segments:
    """Finds one level for each stretch of slots between two days.

    Attributes:
        work: combinations of levels that may still be tried.
        exact: no combination of levels was left out.
    """

    days: Days
    prefer: str
    work: int
    exact: bool = True

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
        if not fits(grid, targets, _spelled(stretches, least)):
            most, least = least, [0] * len(least)
        found = self._closest(grid, targets, stretches, least, most)
        return _spelled(stretches, found)

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
        if best_left < grid.one_step:
            return best
        even = _even_level(sums, targets, least, most)
        for number, head in enumerate(self._heads(even, least[:-1], most[:-1])):
            if number >= _MOST_LEVELS or not self.work:
                self.exact = False
                break
            self.work -= 1
            left = sums.left(targets, head)
            last = sums.highest(left, least[-1], most[-1])
            if last is None:
                continue
            remains = min(one - sums.of(case, len(head), last) for case, one in enumerate(left))
            if remains < best_left:
                best, best_left = [*head, last], remains
                if remains < grid.one_step:
                    break
        return best

    def _heads(
        self, even: int, least: Sequence[int], most: Sequence[int]
    ) -> Iterator[tuple[int, ...]]:
        """Levels of all stretches but the last: the even ones first, or the high ones."""
        if self.prefer == "early":
            yield from itertools.product(
                *(range(top, bottom - 1, -1) for bottom, top in zip(least, most, strict=True))
            )
            return
        reach = max(
            (
                max(abs(even - bottom), abs(top - even))
                for bottom, top in zip(least, most, strict=True)
            ),
            default=0,
        )
        for distance in range(reach + 1):
            near = [
                [
                    level
                    for level in range(even - distance, even + distance + 1)
                    if bottom <= level <= top
                ]
                for bottom, top in zip(least, most, strict=True)
            ]
            for head in itertools.product(*near):
                if max((abs(level - even) for level in head), default=0) == distance:
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


def _spelled(stretches: Sequence[range], levels: Sequence[int]) -> Levels:
    """A level for each slot."""
    return tuple(level for stretch, level in zip(stretches, levels, strict=True) for _ in stretch)
