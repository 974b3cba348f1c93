"""A plan year on one page: figures in the headline, what to enter now, and the next steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from megaroth.planyear.result import PlannedStep, PlanYear
from megaroth.present.plan import is_election, steps_at
from megaroth.present.words import money

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


def figures_in(text: str, figures: Sequence[tuple[str, Any]]) -> list[tuple[str, str]]:
    """A text in parts, each with the figure whose amount it is, or "" for plain words.

    Args:
        text: a headline.
        figures: names and amounts in the order in which the text has them. A figure that the text
            does not have is skipped.

    >>> figures_in("$5.00 of $7.00 fits.", [("fits", 5_00), ("tax", 1_00), ("all", 7_00)])
    [('$5.00', 'fits'), (' of ', ''), ('$7.00', 'all'), (' fits.', '')]
    """
    found = []
    for name, amount in figures:
        before, shown, after = text.partition(money(amount))
        if shown and after[:1] not in ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"):
            found += [(before, ""), (shown, name)]
            text = after
    return [(part, name) for part, name in [*found, (text, "")] if part]
