"""Receipts of a plan year: what the household gets in addition to pay."""

from __future__ import annotations

from collections.abc import Sequence

from megaroth.kernel.money import Cents, rounded, total
from megaroth.model.household import Household, Person


def untaxed_receipts(household: Household) -> Cents:
    """Receipts of the household's year that are not income on its returns, cents."""
    return total(
        *(
            one.amount
            for one in household.receipts
            if not one.taxable and household.pays(one, household.year)
        )
    )


def taxable_receipts(household: Household, people: Sequence[Person], parts: int) -> Cents:
    """Receipts that are income on one of the household's returns, cents.

    Args:
        household: of the year.
        people: those on the return.
        parts: the number of returns. They share what belongs to nobody.
    """
    names = {person.name for person in people}
    due = [one for one in household.receipts if one.taxable and household.pays(one, household.year)]
    return total(
        *(
            rounded(one.amount, parts) if one.person is None else one.amount
            for one in due
            if one.person is None or one.person in names
        )
    )
