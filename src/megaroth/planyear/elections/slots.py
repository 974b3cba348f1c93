"""The checks that elections apply to, and what an election takes from them in every case."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from megaroth.kernel.money import PPM
from megaroth.payroll.elections import Election, ElectionKind, ElectionStep
from megaroth.payroll.pay_events import PayEvent
from megaroth.payroll.payroll_rules import PayrollRules
from megaroth.planyear.elections.result import LateNumber

Source = Literal["deferral", "catch_up", "after_tax"]
SOURCES: tuple[Source, ...] = ("deferral", "catch_up", "after_tax")
"""In the order in which one gives way to another: the last one first."""

TakeHome = Callable[[PayEvent, int, int], int]
"""Take-home pay of a check with so many cents contributed before taxes and so many after them."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """What the year may turn out to be.

    Attributes:
        events: every check of the year, days rising.
        rules: of payroll and plan.
        for_: the number that is at its worst here; None in the case that is expected.
        known_on: the day on which that number is known.
    """

    events: tuple[PayEvent, ...]
    rules: PayrollRules
    for_: LateNumber | None = None
    known_on: date | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """The checks of one day that one election applies to."""

    day: date
    kind: ElectionKind


@dataclass
class Grid:
    """What an election at a level, so many steps, takes from each slot in every case.

    Attributes:
        slots: by day.
        step: of elections.
        checks: the checks of each slot, for each case.
        plans_all: checks that may not come have elections too, so that no day changes them for
            those checks alone.
    """

    slots: tuple[Slot, ...]
    step: ElectionStep
    checks: list[list[list[PayEvent]]]
    plans_all: bool = False
    _known: dict[tuple[int, int, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, cases: Sequence[Case], through: date | None, step: ElectionStep) -> Grid:
        """The checks after a day."""
        ahead = [
            [
                event
                for event in case.events
                if (through is None or event.date > through) and _can_give(event, step)
            ]
            for case in cases
        ]
        slots = sorted({_slot(event) for events in ahead for event in events}, key=_in_order)
        return cls(tuple(slots), step, [_by_slot(events, slots) for events in ahead])

    @property
    def cases(self) -> range:
        """The places of the cases."""
        return range(len(self.checks))

    def amount(self, case: int, slot: int, level: int) -> int:
        """What a level takes from a slot, cents."""
        key = (case, slot, level)
        if key not in self._known:
            self._known[key] = sum(self.of_check(event, level) for event in self.checks[case][slot])
        return self._known[key]

    def of_check(self, event: PayEvent, level: int) -> int:
        """What a level takes from one check: as the simulator does."""
        return min(int(self.election(level).of_check(event.gross)), int(event.gross))

    def election(self, level: int) -> Election:
        """The election at a level."""
        size = level * self.step.size
        return Election(rate=size) if self.step.unit == "percent" else Election(dollars=size)

    def total(self, case: int, levels: Iterable[int]) -> int:
        """What a level for each slot takes from all of them, cents."""
        return sum(self.amount(case, slot, level) for slot, level in enumerate(levels))

    @functools.cached_property
    def one_step(self) -> int:
        """What one step takes from the smallest check, cents: what lacks less of a target is as
        close to it as elections can be."""
        return min(self._steps, default=1)

    @property
    def largest_step(self) -> int:
        """What one step takes from the largest check, cents."""
        return max(self._steps, default=1)

    @functools.cached_property
    def usual_step(self) -> int:
        """What one step takes from the median check, cents. A schedule that lacks less of a target
        is good enough: more would need an odd election for one smaller check."""
        return sorted(self._steps)[len(self._steps) // 2] if self._steps else 1

    @property
    def _steps(self) -> list[int]:
        steps = (self.amount(0, slot, 1) for slot in range(len(self.slots)))
        return [one for one in steps if one]

    def highest(self, slot: int, rate: int) -> int:
        """The highest level that takes at most a share of each check of a slot."""
        if self.step.unit == "percent":
            return rate // self.step.size
        pays = [int(event.gross) for case in self.cases for event in self.checks[case][slot]]
        # Dollars beyond a check take all of it; a plan that limits shares limits those of the
        # smallest check that may come.
        pay = max(pays, default=0) if rate == PPM else min(filter(None, pays), default=0)
        return pay * rate // PPM // self.step.size

    def is_planned(self, slot: int) -> bool:
        """Whether a slot has elections: where not all have, those of the expected case, which is
        the first."""
        return self.plans_all or bool(self.checks[0][slot])


def _can_give(event: PayEvent, step: ElectionStep) -> bool:
    """Whether elections take something from a check. Dollars for regular pay are not taken from
    other pay: such a check has no election, so none changes for it."""
    if event.elections is None or not event.plan_eligible:
        return False
    return step.unit == "percent" or event.kind == "regular" or event.elections != "regular"


def _slot(event: PayEvent) -> Slot:
    assert event.elections is not None
    return Slot(event.date, event.elections)


def _in_order(slot: Slot) -> tuple[date, str]:
    return slot.day, slot.kind


def _by_slot(events: Sequence[PayEvent], slots: Sequence[Slot]) -> list[list[PayEvent]]:
    return [[event for event in events if _slot(event) == slot] for slot in slots]
