"""One job's elections as a problem of payroll, and what levels of its sources do to a check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from megaroth.payroll.elections import NOTHING, ElectionChange, ElectionKind, Elections
from megaroth.payroll.payroll_rules import (
    UNBOUNDED,
    HighestElections,
    PayrollRules,
    YearToDate,
)
from megaroth.payroll.results import JobPayroll
from megaroth.payroll.simulator import simulate
from megaroth.planyear.elections.level_fill import Levels, Prefer
from megaroth.planyear.elections.slots import SOURCES, Case, Grid, Source, TakeHome

Brings = tuple[int, int, int, int]
"""What a schedule brings in the order of wishes: the match, deferrals, catch-up contributions and
after-tax contributions of the year, cents."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What one job's elections should bring.

    Attributes:
        cases: what the year may turn out to be; the first is the expected one.
        start: what was contributed through the last stub.
        deferral, catch_up, after_tax: the most that is wanted from the checks to come, cents.
        deferral_kind: the source of deferrals.
        take_home: of a check.
        floor: the least take-home pay of a regular check, cents.
        prefer: early, or as even as it can be.
        max_changes: how many days may change elections after the first; None for any number.
    """

    cases: tuple[Case, ...]
    start: YearToDate
    take_home: TakeHome
    deferral: int = UNBOUNDED
    catch_up: int = 0
    after_tax: int = UNBOUNDED
    deferral_kind: Literal["pre_tax", "roth"] = "pre_tax"
    floor: int = 0
    prefer: Prefer = "level"
    max_changes: int | None = None

    @property
    def rules(self) -> PayrollRules:
        """Payroll and plan in the expected case."""
        return self.cases[0].rules


def brought(year: JobPayroll) -> Brings:
    """What a year of payroll brings, in the order of wishes."""
    totals = year.totals
    return (
        int(totals.match),
        int(totals.pre_tax) + int(totals.roth),
        int(totals.catch_up),
        int(totals.after_tax),
    )


def simulated(problem: Problem, changes: Sequence[ElectionChange]) -> list[JobPayroll]:
    """The year in each case."""
    return [simulate(case.events, changes, case.rules, problem.start) for case in problem.cases]


def limits_of(problem: Problem, source: Source) -> list[int]:
    """The most that a source may add in each case, cents."""
    start = problem.start
    found = []
    for case in problem.cases:
        rules = case.rules
        limit, made, wanted = {
            "deferral": (rules.deferral_limit, start.pre_tax + start.roth, problem.deferral),
            "catch_up": (rules.catch_up_limit, start.catch_up, problem.catch_up),
            "after_tax": (rules.after_tax_limit, start.after_tax, problem.after_tax),
        }[source]
        found.append(max(0, min(int(limit) - int(made), wanted)))
    return found


def highest_level(
    problem: Problem, grid: Grid, levels: Mapping[Source, Levels], source: Source, slot: int
) -> int:
    """The highest level of a source in a slot that the plan accepts with those of the others."""
    if not grid.is_planned(slot):
        # What may not come at all is no part of the plan: its check is elected nothing.
        return 0
    highest: HighestElections = problem.cases[0].rules.highest
    name = problem.deferral_kind if source == "deferral" else source
    taken = sum(of_other[slot] for other, of_other in levels.items() if other != source)
    return max(
        0,
        min(
            grid.highest(slot, getattr(highest, name)),
            grid.highest(slot, highest.combined) - taken,
        ),
    )


def leaves_enough(problem: Problem, grid: Grid, elected: Mapping[Source, int], slot: int) -> bool:
    """Whether the checks of a slot keep their least take-home pay with a level of each source."""
    for case in grid.cases:
        for event in grid.checks[case][slot]:
            amounts = {one: grid.of_check(event, elected[one]) for one in SOURCES}
            before_tax = amounts["deferral"] if problem.deferral_kind == "pre_tax" else 0
            if not problem.cases[case].rules.catch_up_is_roth:
                before_tax += amounts["catch_up"]
            after = sum(amounts.values()) - before_tax
            floor = problem.floor if event.kind == "regular" else 0
            if problem.take_home(event, before_tax, after) < floor:
                return False
    return True


def changes_of(
    problem: Problem, grid: Grid, levels: Mapping[Source, Levels]
) -> Iterator[ElectionChange]:
    """What to enter: the first elections on the first day, and others where the levels of a slot
    differ from those of the one before of its kind.

    Elections for bonuses change together with those of regular pay where they can.
    """
    first = grid.slots[0].day if grid.slots else date.max
    days: list[date] = []
    for kind in _KINDS:
        before, since = None, date.min
        for place, slot in enumerate(grid.slots):
            if slot.kind != kind:
                continue
            now = tuple(levels[source][place] for source in SOURCES)
            if before != now:
                together = [day for day in days if since < day <= slot.day]
                day = first if before is None else max(together, default=slot.day)
                days.append(day)
                yield ElectionChange(day, _elections(problem, grid, now), kind)
            before, since = now, slot.day


_KINDS: tuple[ElectionKind, ...] = ("regular", "bonus")


def _elections(problem: Problem, grid: Grid, levels: tuple[int, ...]) -> Elections:
    deferral, catch_up, after_tax = (grid.election(level) if level else NOTHING for level in levels)
    return Elections(**{problem.deferral_kind: deferral}, catch_up=catch_up, after_tax=after_tax)
