"""What if: households next to each other, saved ones or one with common changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.message import Message
from megaroth.law.law_book import PUBLISHED, LawBook
from megaroth.model.household import Household
from megaroth.planyear.household_changes import CHANGES as CHANGES
from megaroth.planyear.household_changes import changed as changed
from megaroth.planyear.household_changes import usual_changes as usual_changes
from megaroth.planyear.scenarios import FIGURES as FIGURES
from megaroth.planyear.scenarios import Scenario as Scenario
from megaroth.planyear.scenarios import Scenarios as Scenarios
from megaroth.planyear.scenarios import differences, scenario
from megaroth.service.plan_year import plan

MOST = 6
"""The most households next to each other."""

Named = tuple[str, Household]
"""A household with its title."""


def scenarios(
    household: Household | Named,
    changes: Sequence[str] = (),
    others: Sequence[Named] = (),
    law_book: LawBook = PUBLISHED,
    today: date | None = None,
    *,
    ahead: bool = False,
    tick: Callable[[int, int], None] | None = None,
) -> Scenarios:
    """A household next to others, and next to itself with changes.

    Args:
        household: that the others are compared with; with its title, or it is called "as it is".
        changes: of that household, each alone: ``hr_says_no``, ``new_job``, ``state=TX``,
            ``roth_deferrals`` or ``retire_sooner``.
        others: households with their titles.
        law_book: the law, with a user's figures and reforms.
        today: the day of the question; if omitted, the plan is that of its first day.
        ahead: also find what can be spent a year after work, which takes seconds for each.
        tick: called with the steps done and their number.

    Raises:
        InputError: there is no such change, it changes nothing, or there are too many households.
    """
    first = household if isinstance(household, tuple) else ("as it is", household)
    if 1 + len(changes) + len(others) > MOST:
        raise InputError(
            [
                Problem(
                    "change",
                    f"{1 + len(changes) + len(others)} households",
                    f"at most {MOST} next to each other",
                )
            ]
        )
    columns: list[tuple[str, list[Message], Household]] = [(first[0], [], first[1])]
    for change in changes:
        other, what = changed(first[1], change)
        columns.append((change, [what], other))
    columns += [(title, [], other) for title, other in others]
    own = 1 + len(changes)
    if tick is not None:
        tick(0, len(columns))
    spending = _spending([one for _, _, one in columns], own, law_book) if ahead else None
    plans = [plan(one, law_book, today) for _, _, one in columns]
    found = [
        scenario(
            title,
            what,
            one,
            plans[place],
            law_book,
            None if spending is None else spending[place],
        )
        for place, (title, what, one) in enumerate(columns)
    ]
    compared = [replace(one, differs=differences(found[0], one)) for one in found[1:]]
    return Scenarios(scenarios=[found[0], *compared], assumptions=plans[0].assumptions)


def _spending(households: Sequence[Household], own: int, law_book: LawBook) -> list[int | None]:
    """What each can spend a year after work. The first ``own`` are one household with changes,
    which spend the same until then."""
    # The years ahead need numpy, which a plan year does without.
    from megaroth.planning.spending_at_best import spending_at_best
    from megaroth.service.years_ahead import has_unknown_rules, known_rules

    known = [known_rules(one, law_book) for one in households]
    places = [at for at, one in enumerate(known) if not has_unknown_rules(one, law_book)]
    mine = [at for at in places if at < own]
    found: list[int | None] = [None] * len(known)
    for group in [mine, *([at] for at in places if at >= own)]:
        if group:
            levels = spending_at_best([known[at] for at in group], law_book)
            for at, level in zip(group, levels, strict=True):
                found[at] = level
    return found
