"""Every schedule with a few changes: all days, all levels of all sources, each simulated.

It takes the time that it takes, so it is tried for small problems only: where it ends, no schedule
is better by a step.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod

from megaroth.payroll.results import JobPayroll
from megaroth.payroll.simulator import simulate
from megaroth.planyear.elections.level_fill import Levels
from megaroth.planyear.elections.problem import (
    Brings,
    Problem,
    brought,
    changes_of,
    highest_level,
    leaves_enough,
    limits_of,
)
from megaroth.planyear.elections.slots import SOURCES, Grid, Source
from megaroth.planyear.elections.stretch_levels import Days, spelled

AllLevels = dict[Source, Levels]


class TooManySchedulesError(Exception):
    """More schedules than may be simulated."""


@dataclass
class EverySchedule:
    """Tries every level of every source between days of change.

    Attributes:
        problem: what the elections should bring.
        grid: the checks to come.
        steps: amounts that count as one step: of the match and of each source, cents.
        checks_left: how many checks may still be simulated, or held against their floor.
    """

    problem: Problem
    grid: Grid
    steps: Brings
    checks_left: int

    def best(self, sets: Sequence[Days]) -> AllLevels | None:
        """The levels that bring the most in the order of wishes; None if nothing can be elected.

        Raises:
            TooManySchedulesError: if it may not simulate enough checks to try all.
        """
        best: AllLevels | None = None
        most: Brings | None = None
        for days in sets:
            edges = (0, *days, len(self.grid.slots))
            stretches = [range(start, end) for start, end in itertools.pairwise(edges)]
            for levels in self._schedules(stretches):
                brings = self._value(levels)
                if brings is not None and (most is None or self.is_better(brings, most)):
                    best, most = levels, brings
        return best

    def is_better(self, one: Brings, other: Brings) -> bool:
        """Whether one brings more by a step, in the order of wishes."""
        return self._in_steps(one) > self._in_steps(other)

    def _in_steps(self, brings: Brings) -> Brings:
        match, deferral, catch_up, after_tax = (
            amount // step for amount, step in zip(brings, self.steps, strict=True)
        )
        return match, deferral, catch_up, after_tax

    def _schedules(self, stretches: Sequence[range]) -> Iterator[AllLevels]:
        nothing = (0,) * len(self.grid.slots)
        kept: list[AllLevels] = [dict.fromkeys(SOURCES, nothing)]
        for source in SOURCES:
            kept = [
                more for levels in kept for more in self._with_source(levels, source, stretches)
            ]
            kept = self._most_so_far(kept, source)
        yield from kept

    def _most_so_far(self, kept: list[AllLevels], source: Source) -> list[AllLevels]:
        """Those that bring the most so far, where no later source can make up for less."""
        if source == "after_tax" or self._later_match(source) or len(kept) == 1:
            return kept
        place = SOURCES.index(source) + 2
        values = [self._value(levels) for levels in kept]
        reached = [None if one is None else self._in_steps(one)[:place] for one in values]
        most = max((one for one in reached if one is not None), default=None)
        return [levels for levels, one in zip(kept, reached, strict=True) if one == most]

    def _later_match(self, source: Source) -> bool:
        rules = [case.rules for case in self.problem.cases if case.rules.match]
        after_tax = any(one.match_on_after_tax for one in rules)
        return after_tax or (source == "deferral" and any(one.match_on_catch_up for one in rules))

    def _with_source(
        self, levels: AllLevels, source: Source, stretches: Sequence[range]
    ) -> Iterator[AllLevels]:
        """Every level of all stretches but the last, which takes the highest that fits; every one
        of those below it too where a later source can earn more match with the room."""
        *heads, last = [range(self._highest(levels, source, one) + 1) for one in stretches]
        if prod(len(one) for one in heads) > self.checks_left:
            raise TooManySchedulesError
        for head in itertools.product(*heads):
            under, over = -1, len(last)
            while over - under > 1:
                middle = (under + over) // 2
                trial = levels | {source: spelled(stretches, (*head, middle))}
                under, over = (middle, over) if self._fits(trial) else (under, middle)
            for level in range(0 if self._later_match(source) else max(under, 0), under + 1):
                # Steps of a cent have millions of levels, and each is kept.
                self._count(len(self.grid.slots))
                yield levels | {source: spelled(stretches, (*head, level))}

    def _highest(self, levels: AllLevels, source: Source, stretch: range) -> int:
        """The highest level of a stretch whose contributions alone are within their limit."""
        under, over = (
            0,
            1
            + min(highest_level(self.problem, self.grid, levels, source, slot) for slot in stretch),
        )
        limits = limits_of(self.problem, source)
        while over - under > 1:
            middle = (under + over) // 2
            fits = all(
                sum(self.grid.amount(case, slot, middle) for slot in stretch) <= limits[case]
                for case in self.grid.cases
            )
            under, over = (middle, over) if fits else (under, middle)
        return under

    def _fits(self, levels: AllLevels) -> bool:
        """Whether levels exceed no limit in any case, and leave each check its floor."""
        for slot in range(len(self.grid.slots)):
            self._count(1)
            elected = {source: levels[source][slot] for source in SOURCES}
            if any(elected.values()) and not leaves_enough(self.problem, self.grid, elected, slot):
                return False
        return all(self._is_within(case, one) for case, one in self._simulated(levels))

    def _is_within(self, case: int, year: JobPayroll) -> bool:
        problem, totals = self.problem, year.totals
        rules, start = problem.cases[case].rules, problem.start
        deferred = int(totals.pre_tax) + int(totals.roth)
        limits = (
            (deferred, int(start.pre_tax + start.roth), rules.deferral_limit, problem.deferral),
            (totals.catch_up, int(start.catch_up), rules.catch_up_limit, problem.catch_up),
            (totals.after_tax, int(start.after_tax), rules.after_tax_limit, problem.after_tax),
        )
        return int(totals.room_left) >= 0 and all(
            int(made) <= max(min(int(limit), before + wanted), before)
            for made, before, limit, wanted in limits
        )

    def _value(self, levels: AllLevels) -> Brings | None:
        if not any(any(one) for one in levels.values()):
            return None
        return brought(next(iter(self._simulated(levels)))[1])

    def _simulated(self, levels: AllLevels) -> Iterator[tuple[int, JobPayroll]]:
        changes = tuple(changes_of(self.problem, self.grid, levels))
        for number, case in enumerate(self.problem.cases):
            self._count(len(case.events))
            yield number, simulate(case.events, changes, case.rules, self.problem.start)

    def _count(self, checks: int) -> None:
        self.checks_left -= checks
        if self.checks_left < 0:
            raise TooManySchedulesError
