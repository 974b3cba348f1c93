"""Schedules with at most so many changes: on which days, and at which levels in between.

They are measured against the schedule with any number of changes: one that brings as much to a step
cannot be beaten. The first search fills source by source and moves the days one at a time as long
as that helps. Where it finds no such schedule, every schedule is tried if there are few enough of
them. Otherwise the answer says how much a better schedule could bring at the most.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import comb

from megaroth.kernel.money import DOLLAR, PPM, share
from megaroth.planyear.elections.every_schedule import (
    EverySchedule,
    TooManySchedulesError,
)
from megaroth.planyear.elections.problem import Brings, Problem
from megaroth.planyear.elections.slots import SOURCES, Grid
from megaroth.planyear.elections.solve import Schedule, schedule, with_levels
from megaroth.planyear.elections.stretch_levels import Days, StretchLevels, enough

_MOST_SETS = 64
"""Sets of days that are all tried."""

_MOST_MOVES = 160
"""Sets of days that are tried where there are more, of few checks."""

_FEWEST_MOVES = 24
"""Sets of days that are tried in any case."""

_MOST_CHECKS_MOVED = 12_000
"""Checks in all those sets together, so that many checks and cases do not take seconds."""

_MOST_WORK = 8_000
"""Combinations of levels that are tried in all."""

_MOST_CHECKS = 20_000
"""Checks that are simulated to try every schedule."""


@dataclass(frozen=True)
class Found:
    """A schedule and by how much a better one could fill its targets more, cents: 0 if none can."""

    schedule: Schedule
    gap: int


def with_few_changes(problem: Problem, grid: Grid, most: int, free: Schedule) -> Found:
    """The best schedule whose elections change on at most so many days after the first.

    Args:
        problem: what the elections should bring.
        grid: the checks to come.
        most: days.
        free: the schedule with any number of changes.
    """
    starts = _starts(grid)
    most = min(most, len(starts))
    if not grid.slots:
        return Found(free, 0)
    search = _Search(problem, replace(grid, plans_all=True), free)
    few = comb(len(starts), most) <= _MOST_SETS
    sets = list(itertools.combinations(starts, most)) if few else []
    if days_of_change(free) <= most:
        search.best = free
    elif few:
        for days in sets:
            search.consider(days)
            if search.is_full:
                break
    else:
        search.move(starts, _spread_evenly(starts, most))
    assert search.best is not None
    proven = search.fills_all or (few and search.try_every(sets))
    return Found(search.best, 0 if proven else search.gap)


def days_of_change(found: Schedule) -> int:
    """On how many days elections change after the first."""
    return max(len({change.effective for change in found.changes}) - 1, 0)


def _steps(problem: Problem, grid: Grid) -> Brings:
    rate = max((tier.rate for tier in problem.rules.match), default=0)
    step = enough(grid)
    return max(step * rate // PPM, DOLLAR), step, step, step


def _starts(grid: Grid) -> tuple[int, ...]:
    """The first slot of each day but the first one."""
    days = [slot.day for slot in grid.slots]
    return tuple(place for place in range(1, len(days)) if days[place] != days[place - 1])


def _spread_evenly(starts: Sequence[int], most: int) -> Days:
    return tuple(starts[len(starts) * place // (most + 1)] for place in range(1, most + 1))


class _Search:
    """The best schedule so far.

    Attributes:
        free: the schedule with any number of changes.
        steps: what counts as one step of the match and of each source, cents.
    """

    def __init__(self, problem: Problem, grid: Grid, free: Schedule) -> None:
        self.problem, self.grid, self.free = problem, grid, free
        self.steps = _steps(problem, grid)
        self.best: Schedule | None = None
        self.work = _MOST_WORK
        self.tried: dict[Days, Brings] = {}
        checks = sum(len(case.events) for case in problem.cases)
        self.most_moves = min(max(_MOST_CHECKS_MOVED // checks, _FEWEST_MOVES), _MOST_MOVES)

    @property
    def is_full(self) -> bool:
        """Whether it brings what any number of changes could, to one step of the smallest check."""
        return self.best is not None and not any(self._lacks(self.best))

    @property
    def fills_all(self) -> bool:
        """Whether it comes to every target, and so no schedule can bring more by a step."""
        assert self.best is not None
        lacks = (amount // self.steps[-1] for amount in self.best.missing)
        match_lost = int(self.best.simulated[0].totals.match_lost)
        return self.is_full and not any(lacks) and match_lost < self.steps[0]

    @property
    def gap(self) -> int:
        """What a better schedule can bring more at the most, cents: what the one with any number of
        changes does, or what steps alone keep from the sources, with its match."""
        assert self.best is not None
        pairs = zip(self.free.brings, self.best.brings, strict=True)
        more = 0 if self.is_full else sum(max(free - mine, 0) for free, mine in pairs)
        lacking = sum(
            lacks
            for source, lacks in zip(SOURCES, self.best.missing, strict=True)
            if lacks >= self.steps[-1] and source not in self.best.bounds
        )
        rate = max((tier.rate for tier in self.problem.rules.match), default=0)
        return max(more, lacking + int(share(lacking, rate)))

    def _lacks(self, found: Schedule) -> Brings:
        """What a schedule brings less than the one with any number of changes, in steps."""
        match, deferral, catch_up, after_tax = (
            max(free - mine, 0) // step
            for free, mine, step in zip(self.free.brings, found.brings, self.steps, strict=True)
        )
        return match, deferral, catch_up, after_tax

    def consider(self, days: Days) -> Brings:
        """What elections that change on some days lack, in steps; keeps the best schedule."""
        if days not in self.tried:
            finder = StretchLevels(days, self.problem.prefer, self.work)
            found = schedule(self.problem, self.grid, finder.choose)
            self.work = finder.work
            self.tried[days] = self._lacks(found)
            if self.best is None or self.tried[days] < self._lacks(self.best):
                self.best = found
        return self.tried[days]

    def try_every(self, sets: Sequence[Days]) -> bool:
        """Try every schedule that changes on one of some sets of days; whether all were tried."""
        every = EverySchedule(self.problem, self.grid, self.steps, _MOST_CHECKS)
        try:
            levels = every.best(sets)
        except TooManySchedulesError:
            return False
        if levels is not None:
            better = with_levels(self.problem, self.grid, levels)
            if self.best is None or every.is_better(better.brings, self.best.brings):
                # What binds stays what it was: the floor and the plan's highest elections.
                better.bounds = {} if self.best is None else self.best.bounds
                self.best = better
        return True

    def move(self, starts: Sequence[int], days: Days) -> None:
        """Move one day at a time to where the schedule is best, as long as it gets better."""
        best, better = self.consider(days), True
        while better and not self.is_full:
            better = False
            for place in range(len(days)):
                for other in _nearest_first(starts, days, place):
                    if self.is_full or len(self.tried) >= self.most_moves:
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
