"""A plan year on one page: what to enter now, and the next steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from megaroth.planyear.result import PlannedStep, PlanYear
from megaroth.present.plan import is_election, steps_at

_COMING = 2


@dataclass(frozen=True)
class Steps:
    """The steps of a plan year on a day.

    Attributes:
        elections: what to enter in the payroll portal, each with whether it is overdue.
        late: other steps that are overdue and still possible.
        coming: the next two steps that are not overdue.
        more: how many steps come after those.
    """

    elections: list[tuple[PlannedStep, bool]]
    late: list[PlannedStep]
    coming: list[PlannedStep]
    more: int


def steps_of(answer: PlanYear, day: date) -> Steps:
    """The steps still possible on a day, elections apart, because they have their own place."""
    steps = steps_at(answer, day)
    others = [(step, late) for step, late in steps if not is_election(step)]
    coming = [step for step, late in others if not late]
    still = {id(step): late for step, late in steps}
    elections = [(step, still.get(id(step), False)) for step in answer.steps if is_election(step)]
    late = [step for step, is_late in others if is_late]
    return Steps(elections, late, coming[:_COMING], len(coming[_COMING:]))
