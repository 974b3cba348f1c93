"""Spending that the file must state before the years ahead can be calculated."""

from __future__ import annotations

from megaroth.kernel.errors import Problem
from megaroth.kernel.message import message
from megaroth.projection.timeline import Outlook

NO_SPENDING = Problem(
    "spending_in_retirement",
    message("nothing"),
    message("spending_because_nobody_works"),
)


NO_SPENDING_AT_WORK = Problem(
    "spending",
    message("nothing"),
    message("spending_because_of_expenses"),
)


def unstated_spending(ahead: Outlook) -> list[Problem]:
    """Spending that must be stated: nobody works and it cannot follow from pay, or expenses while
    somebody works come on top of it."""
    household = ahead.household
    stated = household.spending is not None or household.spending_in_retirement is not None
    found = []
    if not stated and not any(ahead.working(year) for year in ahead.years):
        found.append(NO_SPENDING)
    if household.spending is None and expenses_of_work(ahead):
        found.append(NO_SPENDING_AT_WORK)
    return found


def expenses_of_work(ahead: Outlook) -> bool:
    """Whether the file states expenses of a year in which somebody works."""
    return bool(ahead.household.expenses) and any(
        ahead.working(year) and ahead.expenses(year) for year in ahead.years
    )
