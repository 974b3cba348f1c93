"""The best plan in words, and the best plans with and without after-tax contributions."""

from __future__ import annotations

from megaroth.planning.aim import Aim
from megaroth.planning.measured_results import BestPlans
from megaroth.present.measure_tables import MeasureTable
from megaroth.present.words import whole


def measure(aim: Aim) -> tuple[str, str]:
    """The value of the best plan in words: for a sentence, and for the head of a column."""
    return {
        "wealth": ("after tax at the end in today's money", "after-tax wealth"),
        "bequest": ("to heirs after their tax at the end in today's money", "bequest"),
        "cash_out": (
            "after cashing everything out at the end, after tax, in today's money",
            "cash-out value",
        ),
        "estate": ("to heirs after their tax in today's money", "estate"),
        "spending_per_year": ("a year to spend after work in today's money", "spending a year"),
        "roth": (f"in Roth at {aim.at_age} in today's money", "Roth"),
    }[aim.objective]


def best_plans_table(found: BestPlans) -> MeasureTable:
    """The best plans with and without after-tax contributions, each with its upper bound."""
    words = measure(Aim(objective=found.measure))[1]
    rows = [
        ("with after-tax contributions", found.with_after_tax),
        ("without them", found.without_after_tax),
        ("difference", found.difference),
    ]
    return MeasureTable(
        f"Best plans: {words} in today's money",
        ["plan", "best found", "upper bound"],
        [[name, whole(one.value), whole(one.bound)] for name, one in rows],
    )
