"""One job's elections with what they bring, which wishes gave way, and what was held back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from megaroth.kernel.money import DOLLAR
from megaroth.payroll.simulator import simulate
from megaroth.planyear.elections.few_changes import with_few_changes
from megaroth.planyear.elections.match_needs import levels_for_match, matched_by_check
from megaroth.planyear.elections.problem import Problem, changes_of
from megaroth.planyear.elections.result import HeldBack, Wish
from megaroth.planyear.elections.slots import SOURCES, Grid
from megaroth.planyear.elections.solve import Schedule, schedule

_ROUNDING_OF_CHECKS = DOLLAR
"""What the rounding of checks may take from a match, cents: less is no loss."""

_FEW_CHECKS = 4
"""Checks whose schedules may be few enough to try all of them."""


@dataclass(frozen=True)
class GaveWay:
    """A wish that gave way to another, and what it lacks, cents."""

    wish: Wish
    to: Wish
    cost: int


@dataclass(frozen=True)
class JobSolution:
    """A job's elections.

    Attributes:
        grid: the checks to come.
        schedule: levels by source, the changes to enter, and the year in each case.
        gap: by how much a better schedule could fill the targets more at the most, cents.
        gave_way: wishes that did.
        held_back: room left free for what is not known.
        safe_stop: the last payday with after-tax contributions, where something is held back.
        lost_before: the match that contributions through the last stub have lost and no true-up
            brings back, cents.
    """

    grid: Grid
    schedule: Schedule
    gap: int
    gave_way: list[GaveWay]
    held_back: list[HeldBack]
    safe_stop: date | None
    lost_before: int = 0

    @property
    def look_again(self) -> list[date]:
        """The days on which something held back is known."""
        return sorted({one.known_on for one in self.held_back})


def solve_job(problem: Problem) -> JobSolution:
    """The elections of a job.

    >>> from megaroth.payroll.elections import STEPS
    >>> from megaroth.payroll.pay_events import PayEvent
    >>> from megaroth.payroll.payroll_rules import PayrollRules, YearToDate
    >>> from megaroth.planyear.elections.slots import Case
    >>> checks = tuple(PayEvent(date(2026, month, 15), 10_000_00) for month in range(1, 13))
    >>> rules = PayrollRules(step=STEPS["1%"], additions_limit=72_000_00, deferral_limit=24_500_00)
    >>> found = solve_job(
    ...     Problem(
    ...         cases=(Case(events=checks, rules=rules),),
    ...         start=YearToDate(),
    ...         take_home=lambda check, pre_tax, other: check.gross - pre_tax - other,
    ...     )
    ... )
    >>> totals = found.schedule.simulated[0].totals
    >>> totals.pre_tax, totals.after_tax, totals.room_left
    (2450000, 4750000, 0)
    """
    grid = Grid.of(problem.cases, problem.start.through, problem.rules.step)
    free = schedule(problem, grid)
    found, gap = free, 0
    most = problem.max_changes
    if most is None and (free.room_binds or len(grid.slots) <= _FEW_CHECKS):
        # Source by source is no proof where a match competes for the room: what is small enough is
        # searched whole.
        most = len(grid.slots)
    if most is not None:
        few = with_few_changes(problem, grid, most, free)
        found, gap = few.schedule, few.gap
    stops = _last_after_tax(grid, found)
    # Room that after-tax contributions do not use needs no part of it held back.
    held_back = [] if stops is None else list(_held_back(problem, found))
    return JobSolution(
        grid,
        found,
        gap,
        list(_gave_way(problem, grid, found, free)),
        held_back,
        stops if held_back else None,
        _lost_before(problem, found, free),
    )


def _gave_way(problem: Problem, grid: Grid, found: Schedule, free: Schedule) -> Iterator[GaveWay]:
    lost = _whole_match(problem) - int(found.simulated[0].totals.match)
    # What was lost before these elections gave way to none of their wishes.
    lost -= _lost_before(problem, found, free)
    if lost >= _ROUNDING_OF_CHECKS:
        yield GaveWay("match", _to_what(found, free, "deferral", "limits"), lost)
    for source, lacks in zip(SOURCES, found.missing, strict=True):
        if lacks >= grid.largest_step and found.targets[source]:
            yield GaveWay(source, _to_what(found, free, source, "match"), lacks)


def _lost_before(problem: Problem, found: Schedule, free: Schedule) -> int:
    """The match lost because contributions through the last stub came before the checks that would
    have matched them, cents: the deferral limit alone keeps the checks to come from earning it."""
    made = problem.start.pre_tax + problem.start.roth
    if problem.start.through is None or not made:
        return 0
    if _to_what(found, free, "deferral", "limits") != "limits":
        return 0
    totals = found.simulated[0].totals
    return int(totals.match_lost) - int(totals.true_up_restores)


def _to_what(found: Schedule, free: Schedule, source: str, otherwise: Wish) -> Wish:
    """What a source gave way to."""
    place = SOURCES.index(source)
    if found.missing[place] > free.missing[place] and found is not free:
        return "changes"
    return found.bounds.get(SOURCES[place], otherwise)


def _whole_match(problem: Problem) -> int:
    """The match of the year if each check to come earned all of its match, cents."""
    case = problem.cases[0]
    if not matched_by_check(case.rules):
        return 0
    grid = Grid.of((case,), problem.start.through, case.rules.step)
    levels = dict.fromkeys(SOURCES, (0,) * len(grid.slots))
    levels["deferral"] = levels_for_match(grid, (case,))
    changes = tuple(changes_of(problem, grid, levels))
    # Without limits the checks alone decide.
    open_rules = replace(case.rules, stops_at_limit=False, spillover=False)
    totals = simulate(case.events, changes, open_rules, problem.start).totals
    # Whole steps of each check come to a few cents less than the formula of the year.
    lacks = int(totals.match_lost)
    return int(totals.match) + (lacks if lacks < len(case.events) else 0)


def _held_back(problem: Problem, found: Schedule) -> Iterator[HeldBack]:
    expected = found.simulated[0]
    for late in expected.late:
        if late.amount > 0:
            yield HeldBack(for_=late.kind, amount=int(late.amount), known_on=late.posted)
    for case, simulated in zip(problem.cases[1:], found.simulated[1:], strict=True):
        amount = int(expected.totals.room_left) - int(simulated.totals.room_left)
        if amount > 0 and case.for_ is not None and case.known_on is not None:
            yield HeldBack(for_=case.for_, amount=amount, known_on=case.known_on)


def _last_after_tax(grid: Grid, found: Schedule) -> date | None:
    levels = found.levels["after_tax"]
    days = [slot.day for slot, level in zip(grid.slots, levels, strict=True) if level]
    return max(days, default=None)
