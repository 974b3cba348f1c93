"""The best plan in words."""

from __future__ import annotations

from megaroth.planning.aim import Aim


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
