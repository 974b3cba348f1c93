"""The elections of one job: source by source, in the order of the household's wishes.

Whatever a schedule brings is what the simulator says. Limits hold in every case of what is not
known yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from megaroth.payroll.elections import ElectionChange
from megaroth.payroll.results import JobPayroll
from megaroth.planyear.elections.level_fill import Levels, Prefer, fill
from megaroth.planyear.elections.match_needs import levels_for_match
from megaroth.planyear.elections.problem import (
    Brings,
    Problem,
    brought,
    changes_of,
    limits_of,
    simulated,
)
from megaroth.planyear.elections.slots import SOURCES, Grid, Source
from megaroth.planyear.elections.source_fit import Bound, Choose, Finder, SourceFit


@dataclass
class Schedule:
    """Levels of each source by slot, and what they bring.

    Attributes:
        levels: for each source.
        targets: what each source should have come to, in the tightest case, cents.
        reached: what it comes to in that case, cents.
        bounds: what kept a source from its target, where that is not the step of elections.
        room_binds: the room for annual additions left less of a source that is matched.
        simulated: the year in each case.
    """

    levels: dict[Source, Levels] = field(default_factory=dict)
    targets: dict[Source, int] = field(default_factory=dict)
    reached: dict[Source, int] = field(default_factory=dict)
    bounds: dict[Source, Bound] = field(default_factory=dict)
    room_binds: bool = False
    simulated: list[JobPayroll] = field(default_factory=list)
    changes: tuple[ElectionChange, ...] = ()

    @property
    def brings(self) -> Brings:
        """What it brings in the expected case."""
        return brought(self.simulated[0])

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
    finder = Finder(choose) if choose else Finder(_filling(problem.prefer), by_slot=True)
    finders = dict.fromkeys(SOURCES, finder)
    found = _schedule(problem, grid, finders)
    matched = any(case.rules.match_on_catch_up for case in problem.cases)
    if not (found.room_binds and matched and problem.catch_up):
        return found
    # Catch-up is no annual addition, so where deferrals use up the room it can earn more match.
    other = _schedule(problem, grid, finders, ("catch_up", "deferral", "after_tax"))
    other.room_binds = True
    return max(found, other, key=lambda one: one.brings)


def with_levels(problem: Problem, grid: Grid, levels: Mapping[Source, Levels]) -> Schedule:
    """The schedule of levels that are known to fit."""
    return _schedule(problem, grid, {source: Finder(_always(levels[source])) for source in SOURCES})


def _always(levels: Levels) -> Choose:
    def choose(
        _grid: Grid, _targets: Sequence[int], _low: Sequence[int], _high: Sequence[int]
    ) -> Levels:
        return levels

    return choose


def _schedule(
    problem: Problem,
    grid: Grid,
    finders: Mapping[Source, Finder],
    order: Sequence[Source] = SOURCES,
) -> Schedule:
    found = Schedule()
    nothing = (0,) * len(grid.slots)
    found.levels = dict.fromkeys(SOURCES, nothing)
    for source in order:
        _add(problem, grid, found, source, finders[source])
    found.changes = tuple(changes_of(problem, grid, found.levels))
    found.simulated = simulated(problem, found.changes)
    return found


def _filling(prefer: Prefer) -> Choose:
    def choose(
        grid: Grid, targets: Sequence[int], low: Sequence[int], high: Sequence[int]
    ) -> Levels:
        return fill(grid, targets, low, high, prefer)

    return choose


def _add(problem: Problem, grid: Grid, found: Schedule, source: Source, finder: Finder) -> None:
    """Elect one more source, within its limits and the room that the others leave."""
    targets = limits_of(problem, source)
    others = {one: found.levels[one] for one in SOURCES if one != source}
    low = levels_for_match(grid, problem.cases, source, others)
    if source == "after_tax":
        years = simulated(problem, tuple(changes_of(problem, grid, found.levels)))
        targets = [
            max(0, min(target, int(year.totals.room_left)))
            for target, year in zip(targets, years, strict=True)
        ]
    found.targets[source] = min(targets)
    fit = SourceFit(problem, grid, others, source, low, finder)
    within, levels, bound = fit.within_room(targets)
    found.room_binds = found.room_binds or within != targets
    targets = within
    found.levels = found.levels | {source: levels}
    tightest = min(grid.cases, key=lambda case: targets[case] - grid.total(case, levels))
    found.reached[source] = grid.total(tightest, levels)
    if bound is not None:
        found.bounds[source] = bound
