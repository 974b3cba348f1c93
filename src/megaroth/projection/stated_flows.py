"""Expenses and receipts of a later year, in the money of that year."""

from __future__ import annotations

from dataclasses import replace

from megaroth.model.cash_flows import Receipt, YearlyAmount
from megaroth.model.household import Household


def expenses_of(household: Household, year: int, prices: float) -> int:
    """Expenses of a year, cents of that year.

    Args:
        household: of the first year, with its expenses in today's money.
        year: the calendar year.
        prices: of that year as a ratio to those of the first.
    """
    return sum(_then(one, prices) for one in household.expenses if household.pays(one, year))


def receipts_of(household: Household, year: int, prices: float) -> tuple[Receipt, ...]:
    """Receipts of a year as those of a household of that year; the arguments as above."""
    return tuple(
        replace(
            one,
            amount=_then(one, prices),
            year=year,
            age=None,
            from_year=None,
            from_age=None,
            until_year=None,
            until_age=None,
            nominal=True,
        )
        for one in household.receipts
        if household.pays(one, year)
    )


def _then(one: YearlyAmount, prices: float) -> int:
    return int(one.amount) if one.nominal else round(int(one.amount) * prices)
