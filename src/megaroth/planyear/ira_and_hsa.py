"""Money outside employers' plans: IRA contributions, ordinary Roth conversions and health savings
accounts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from megaroth.kernel.message import Share
from megaroth.kernel.money import PPM, Cents, some
from megaroth.model.household import Household
from megaroth.planyear.journal import Account, Movement
from megaroth.planyear.result import Conversion
from megaroth.planyear.year_state import PersonYear, YearState

CLEARING = timedelta(3)
"""Days between a contribution and its conversion: until the contribution has settled."""


def contribution_day(household: Household) -> date:
    """The first business day on which an IRA contribution of the year can be made."""
    return max(household.starts, date(household.year, 1, 2))


def conversion_day(household: Household) -> date:
    """The day of the ordinary conversion, within the year."""
    return min(contribution_day(household) + CLEARING, date(household.year, 12, 31))


def taxed_share(taxed: Cents, converted: Cents) -> Share | None:
    """How much of a conversion is taxed; None for a column."""
    if isinstance(taxed, int) and isinstance(converted, int):
        return Share.of(taxed * PPM // converted)
    return None


def conversions(plan_year: YearState) -> list[Conversion]:
    """The year's ordinary Roth conversions, one a person at most."""
    day = conversion_day(plan_year.household)
    return [
        Conversion(
            date=day,
            person=person.person.name,
            from_="traditional_ira",
            to="roth_ira",
            amount=person.traditional_ira,
            basis=person.conversion_basis,
            taxable=person.conversion_income,
        )
        for person in plan_year.people
        if some(person.traditional_ira > 0)
    ]


def movements(plan_year: YearState) -> Iterator[Movement]:
    """Contributions to everybody's IRAs and health savings accounts, and conversions."""
    for person in plan_year.people:
        yield from _ira_movements(person, plan_year.household)
        yield from _hsa_movements(person, plan_year.household)


def _ira_movements(person: PersonYear, household: Household) -> Iterator[Movement]:
    name, day = person.person.name, contribution_day(household)
    before, cash, roth, traditional = (
        Account(name, None, source) for source in ("before", "cash", "roth_ira", "traditional_ira")
    )
    for account in person.person.iras:
        target = roth if account.kind == "roth" else traditional
        yield Movement(day, "opening", before, target, account.value, account.basis)
    amount, basis = person.traditional_ira, person.conversion_basis
    yield Movement(day, "contribution", cash, roth, person.roth_ira, person.roth_ira)
    yield Movement(day, "contribution", cash, traditional, amount, amount)
    if some(amount > 0):
        converted = person.conversion_income
        yield Movement(
            conversion_day(household),
            "roth_conversion",
            traditional,
            roth,
            amount,
            basis,
            converted,
        )


def _hsa_movements(person: PersonYear, household: Household) -> Iterator[Movement]:
    name, day = person.person.name, contribution_day(household)
    account = Account(name, None, "hsa")
    yield Movement(day, "contribution", Account(name, None, "cash"), account, person.hsa)
    if person.person.hsa is not None:
        yield Movement(
            day,
            "contribution",
            Account(name, None, "employer"),
            account,
            person.person.hsa.employer,
        )
