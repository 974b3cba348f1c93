"""Levels of one source that fit the limits, the room and the take-home pay that others leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from megaroth.kernel.money import DOLLAR
from megaroth.planyear.elections.level_fill import Levels, fits
from megaroth.planyear.elections.problem import (
    Problem,
    changes_of,
    highest_level,
    leaves_enough,
    simulated,
)
from megaroth.planyear.elections.slots import Grid, Source

Choose = Callable[[Grid, Sequence[int], Sequence[int], Sequence[int]], Levels]
"""Finds levels for targets by case, between the lowest and the highest level of each slot."""

Bound = Literal["take_home_floor", "election_maximum"]


@dataclass(frozen=True)
class Finder:
    """How levels are found.

    Attributes:
        by_slot: each slot may have a level of its own.
    """

    choose: Choose
    by_slot: bool = False


@dataclass(frozen=True)
class SourceFit:
    """Levels of one source that fit what the others leave.

    Attributes:
        others: the levels of the other sources.
        low: what each slot should have for its match.
        finder: finds levels for targets.
    """

    problem: Problem
    grid: Grid
    others: Mapping[Source, Levels]
    source: Source
    low: Levels
    finder: Finder

    def within_room(self, targets: list[int]) -> tuple[list[int], Levels, Bound | None]:
        """Targets that leave room for the match that this source brings, their levels, and what
        kept a check from more."""
        limits = targets
        while True:
            levels, bound = self._within_floor(targets)
            over = self._over_room(levels)
            if max(over) <= 0:
                break
            targets = self._lowered(targets, levels, over)
        if targets is not limits and self.finder.by_slot and self.grid.step.unit == "percent":
            levels = self._raised(levels, limits)
        return targets, levels, bound

    def _raised(self, levels: Levels, limits: Sequence[int]) -> Levels:
        """Levels raised by single steps, from the last check on, as long as one fits: what room a
        step takes depends on the match of its check."""
        again = True
        while again:
            again = False
            for slot in reversed(range(len(levels))):
                more = (*levels[:slot], levels[slot] + 1, *levels[slot + 1 :])
                if self._fits(slot, more, limits):
                    levels, again = more, True
        return levels

    def _fits(self, slot: int, levels: Levels, limits: Sequence[int]) -> bool:
        most = highest_level(self.problem, self.grid, self.others, self.source, slot)
        return (
            levels[slot] <= most
            and fits(self.grid, limits, levels)
            and self._leaves_enough(slot, levels[slot])
            and max(self._over_room(levels)) <= 0
        )

    def _lowered(self, targets: Sequence[int], levels: Levels, over: Sequence[int]) -> list[int]:
        """Targets lowered as little as the room asks for.

        Less of a source brings less match too, so lowering it by all that exceeds the room is the
        most that it takes.
        """
        totals = [self.grid.total(case, levels) for case in self.grid.cases]
        most = max(over)

        def lowered(by: int) -> list[int]:
            # Cases whose room is not exceeded keep their targets.
            return [
                max(0, min(target, whole - -(-by * max(one, 0) // most)) if one > 0 else target)
                for target, whole, one in zip(targets, totals, over, strict=True)
            ]

        too_little, enough = 0, most
        # Closer than half a step brings no other levels.
        close = max(self.grid.one_step // 2, 1)
        while enough - too_little > close:
            middle = (too_little + enough) // 2
            trial, _ = self._within_floor(lowered(middle))
            fits = max(self._over_room(trial)) <= 0
            too_little, enough = (too_little, middle) if fits else (middle, enough)
        return lowered(enough)

    def _over_room(self, levels: Levels) -> list[int]:
        """By how much the annual additions exceed their limit in each case, cents."""
        if not any(levels):
            return [0] * len(self.problem.cases)
        trial = {**self.others, self.source: levels}
        changes = tuple(changes_of(self.problem, self.grid, trial))
        return [-int(one.totals.room_left) for one in simulated(self.problem, changes)]

    def _within_floor(self, targets: Sequence[int]) -> tuple[Levels, Bound | None]:
        """Levels that leave every check its least take-home pay."""
        problem, grid = self.problem, self.grid
        high = [
            highest_level(problem, grid, self.others, self.source, slot)
            for slot in range(len(grid.slots))
        ]
        bound: Bound | None = None
        while True:
            levels = self.finder.choose(grid, targets, self.low, high)
            below = [
                slot
                for slot, level in enumerate(levels)
                if level and not self._leaves_enough(slot, level)
            ]
            if not below:
                break
            bound = "take_home_floor"
            for slot in below:
                high[slot] = self._most_that_leaves_enough(slot, levels[slot])
            _even_out(grid, high, below)
        short = min(target - grid.total(case, levels) for case, target in enumerate(targets))
        at_most = all(level >= most for level, most in zip(levels, high, strict=True))
        if not at_most or short <= 0:
            return levels, None
        return levels, bound or "election_maximum"

    def _leaves_enough(self, slot: int, level: int) -> bool:
        elected = {one: levels[slot] for one, levels in self.others.items()}
        return leaves_enough(self.problem, self.grid, elected | {self.source: level}, slot)

    def _most_that_leaves_enough(self, slot: int, level: int) -> int:
        under, over = 0, level
        while over - under > 1:
            middle = (under + over) // 2
            if self._leaves_enough(slot, middle):
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
