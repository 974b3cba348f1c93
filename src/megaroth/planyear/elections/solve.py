"""The elections of one job: source by source, in the order of the household's wishes.

Whatever a schedule brings is what the simulator says. Limits hold in every case of what is not
known yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from megaroth.kernel.money import DOLLAR
from megaroth.payroll.elections import NOTHING, ElectionChange, ElectionKind, Elections
from megaroth.payroll.payroll_rules import (
    UNBOUNDED,
    HighestElections,
    PayrollRules,
    YearToDate,
)
from megaroth.payroll.results import JobPayroll
from megaroth.payroll.simulator import simulate
from megaroth.planyear.elections.level_fill import Levels, Prefer, fill
from megaroth.planyear.elections.match_needs import levels_for_match
from megaroth.planyear.elections.slots import Case, Grid, TakeHome

Source = Literal["deferral", "catch_up", "after_tax"]
SOURCES: tuple[Source, ...] = ("deferral", "catch_up", "after_tax")
"""In the order in which one gives way to another: the last one first."""

Choose = Callable[[Grid, Sequence[int], Sequence[int], Sequence[int]], Levels]
"""Finds levels for targets by case, between the lowest and the highest level of each slot."""

Bound = Literal["take_home_floor", "election_maximum"]


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


@dataclass
class Schedule:
    """Levels of each source by slot, and what they bring.

    Attributes:
        levels: for each source.
        targets: what each source should have come to, in the tightest case, cents.
        reached: what it comes to in that case, cents.
        bounds: what kept a source from its target, where that is not the step of elections.
        simulated: the year in each case.
    """

    levels: dict[Source, Levels] = field(default_factory=dict)
    targets: dict[Source, int] = field(default_factory=dict)
    reached: dict[Source, int] = field(default_factory=dict)
    bounds: dict[Source, Bound] = field(default_factory=dict)
    simulated: list[JobPayroll] = field(default_factory=list)
    changes: tuple[ElectionChange, ...] = ()

    @property
    def missing(self) -> tuple[int, ...]:
        """What each source lacks of its target, cents, in the order of wishes."""
        return tuple(self.targets[one] - self.reached[one] for one in SOURCES)


def schedule(problem: Problem, grid: Grid, choose: Choose | None = None) -> Schedule:
    """The elections of a job.

    Args:
        problem: what they should bring.
        grid: its checks to come.
        choose: finds the levels of a source; as even, or as early, as they can be where omitted.
    """
    finder = choose or _filling(problem.prefer)
    found = Schedule()
    nothing = (0,) * len(grid.slots)
    found.levels = dict.fromkeys(SOURCES, nothing)
    for source in SOURCES:
        _add(problem, grid, found, source, finder)
    found.changes = tuple(changes_of(problem, grid, found.levels))
    found.simulated = _simulated(problem, found.changes)
    return found


def _filling(prefer: Prefer) -> Choose:
    def choose(
        grid: Grid, targets: Sequence[int], low: Sequence[int], high: Sequence[int]
    ) -> Levels:
        return fill(grid, targets, low, high, prefer)

    return choose


def _simulated(problem: Problem, changes: Sequence[ElectionChange]) -> list[JobPayroll]:
    return [simulate(case.events, changes, case.rules, problem.start) for case in problem.cases]


def _add(problem: Problem, grid: Grid, found: Schedule, source: Source, choose: Choose) -> None:
    """Elect one more source, within its limits and the room that the others leave."""
    targets = _limits(problem, source)
    low = levels_for_match(grid, problem.cases) if source == "deferral" else (0,) * len(grid.slots)
    if source == "after_tax":
        simulated = _simulated(problem, tuple(changes_of(problem, grid, found.levels)))
        targets = [
            max(0, min(target, int(one.totals.room_left)))
            for target, one in zip(targets, simulated, strict=True)
        ]
    found.targets[source] = min(targets)
    while True:
        levels, bound = _within_floor(problem, grid, found, source, targets, low, choose)
        trial = found.levels | {source: levels}
        over = _over_room(problem, grid, trial) if any(levels) else 0
        if over <= 0:
            break
        # A match on this source uses room too: less of both fits.
        targets = [max(0, grid.total(case, levels) - over) for case in grid.cases]
    found.levels = trial
    tightest = min(grid.cases, key=lambda case: targets[case] - grid.total(case, levels))
    found.reached[source] = grid.total(tightest, levels)
    if bound is not None:
        found.bounds[source] = bound


def _limits(problem: Problem, source: Source) -> list[int]:
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


def _over_room(problem: Problem, grid: Grid, levels: dict[Source, Levels]) -> int:
    """By how much the annual additions exceed their limit in the worst case, cents."""
    simulated = _simulated(problem, tuple(changes_of(problem, grid, levels)))
    return max(-int(one.totals.room_left) for one in simulated)


def _within_floor(
    problem: Problem,
    grid: Grid,
    found: Schedule,
    source: Source,
    targets: Sequence[int],
    low: Sequence[int],
    choose: Choose,
) -> tuple[Levels, Bound | None]:
    """Levels that leave every check its least take-home pay."""
    high = [_highest(problem, grid, found, source, slot) for slot in range(len(grid.slots))]
    bound: Bound | None = None
    while True:
        levels = choose(grid, targets, low, high)
        below = [
            slot
            for slot, level in enumerate(levels)
            if level and not _leaves_enough(problem, grid, found, source, slot, level)
        ]
        if not below:
            break
        bound = "take_home_floor"
        for slot in below:
            high[slot] = _most_that_leaves_enough(problem, grid, found, source, slot, levels[slot])
        _even_out(grid, high, below)
    short = min(target - grid.total(case, levels) for case, target in enumerate(targets))
    at_most = all(level >= most for level, most in zip(levels, high, strict=True))
    if not at_most or short <= 0:
        return levels, None
    return levels, bound or "election_maximum"


def _highest(problem: Problem, grid: Grid, found: Schedule, source: Source, slot: int) -> int:
    if not grid.is_planned(slot):
        # What may not come at all is no part of the plan: its check is elected nothing.
        return 0
    highest: HighestElections = problem.cases[0].rules.highest
    name = problem.deferral_kind if source == "deferral" else source
    taken = sum(levels[slot] for levels in found.levels.values())
    return max(
        0,
        min(
            grid.highest(slot, getattr(highest, name)),
            grid.highest(slot, highest.combined) - taken,
        ),
    )


def _leaves_enough(
    problem: Problem, grid: Grid, found: Schedule, source: Source, slot: int, level: int
) -> bool:
    levels = {one: found.levels[one][slot] for one in SOURCES} | {source: level}
    for case in grid.cases:
        for event in grid.checks[case][slot]:
            amounts = {one: grid.of_check(event, levels[one]) for one in SOURCES}
            before_tax = amounts["deferral"] if problem.deferral_kind == "pre_tax" else 0
            if not problem.cases[case].rules.catch_up_is_roth:
                before_tax += amounts["catch_up"]
            after = sum(amounts.values()) - before_tax
            floor = problem.floor if event.kind == "regular" else 0
            if problem.take_home(event, before_tax, after) < floor:
                return False
    return True


def _most_that_leaves_enough(
    problem: Problem, grid: Grid, found: Schedule, source: Source, slot: int, level: int
) -> int:
    under, over = 0, level
    while over - under > 1:
        middle = (under + over) // 2
        if _leaves_enough(problem, grid, found, source, slot, middle):
            under = middle
        else:
            over = middle
    return under


def _even_out(grid: Grid, high: list[int], slots: Sequence[int]) -> None:
    """Give checks that can carry nearly the same the least of it: no election of its own for cents
    of payroll tax."""
    if grid.step.unit == "percent":
        return
    least: int | None = None
    for slot in sorted(slots, key=lambda slot: high[slot]):
        if least is None or (high[slot] - least) * grid.step.size >= DOLLAR:
            least = high[slot]
        high[slot] = least


def changes_of(
    problem: Problem, grid: Grid, levels: dict[Source, Levels]
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
