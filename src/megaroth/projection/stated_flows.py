"""Expenses, receipts and pensions of a later year, in that year's dollars."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from megaroth.kernel.money import PPM
from megaroth.model.cash_flows import Pension, Receipt, YearlyAmount
from megaroth.model.household import Household, Person


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


def pensions_of(
    household: Household, person: Person, year: int, prices: Callable[[int], float]
) -> tuple[Pension, ...]:
    """What a person gets of own pensions and as a survivor in a year, each as a pension of that
    year.

    Args:
        household: of the first year.
        person: who gets it.
        year: the calendar year, in which the person is alive.
        prices: of a year as a ratio to those of the first.
    """
    return tuple(
        replace(
            one,
            amount=round(_pension(household, owner, one, year, prices) * kept / PPM),
            from_age=None,
            until_age=None,
        )
        for owner, one, kept in _due(household, person, year)
    )


def level_pensions_of(
    household: Household, person: Person, year: int, prices: Callable[[int], float]
) -> list[tuple[Pension, int]]:
    """Those of these pensions that do not follow prices, each with the year from which on it does
    not; the arguments as above."""
    due = _due(household, person, year)
    return [
        (paid, household.year if one.nominal else _begins(household, owner, one))
        for paid, (owner, one, _) in zip(
            pensions_of(household, person, year, prices), due, strict=True
        )
        if not one.indexed
    ]


def _due(household: Household, person: Person, year: int) -> list[tuple[Person, Pension, int]]:
    """The pensions that a person gets in a year, each with its owner and the share that is paid,
    parts per million."""
    found = []
    for owner in household.people:
        part = PPM if owner is person else 0 if owner.alive(year) else None
        for one in owner.pensions:
            kept = int(one.survivor) if part is None else part
            if kept and one.paid_in(year, owner.born.year):
                found.append((owner, one, kept))
    return found


def _begins(household: Household, owner: Person, one: Pension) -> int:
    """The first year of the plan in which a pension is paid."""
    begins = household.year if one.from_age is None else owner.born.year + one.from_age
    return max(household.year, begins)


def _pension(
    household: Household,
    owner: Person,
    one: Pension,
    year: int,
    prices: Callable[[int], float],
) -> float:
    """A year of a pension before any death, cents."""
    begins = _begins(household, owner, one)
    first = int(one.amount) * (1.0 if one.nominal else prices(begins))
    fixed = (1 + int(one.cola or 0) / PPM) ** (year - begins)
    if not one.indexed:
        return first * fixed
    # A pension that follows prices does not fall with them.
    grown = max(prices(year) / prices(begins), 1.0)
    return first * (grown if one.cola is None else min(grown, fixed))


def _then(one: YearlyAmount, prices: float) -> int:
    return int(one.amount) if one.nominal else round(int(one.amount) * prices)
