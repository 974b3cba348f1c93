"""Money beside the plans: IRA contributions, ordinary Roth conversions, health savings accounts."""

from __future__ import annotations

from datetime import date, timedelta

from megaroth.kernel.money import PPM, Cents, percent, some
from megaroth.model.household import Household
from megaroth.planyear.journal import Account, Journal, Movement
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


def taxed_share(taxed: Cents, converted: Cents) -> str:
    """How much of a conversion is taxed, in words; of a column only that part of it is."""
    if isinstance(taxed, int) and isinstance(converted, int):
        return percent(taxed * PPM // converted, 1)
    return "part"


def write_beside(state: YearState, journal: Journal) -> list[Conversion]:
    """Write IRA and HSA movements of the year into the journal; gives the ordinary Roth conversions."""
    conversions = []
    for person in state.people:
        conversions += _ira(person, state.household, journal)
        _hsa(person, state.household, journal)
    return conversions


def _ira(person: PersonYear, household: Household, journal: Journal) -> list[Conversion]:
    name, day = person.person.name, contribution_day(household)
    before, cash, roth, traditional = (
        Account(name, None, source) for source in ("before", "cash", "roth_ira", "traditional_ira")
    )
    for account in person.person.iras:
        target = roth if account.kind == "roth" else traditional
        journal.write(Movement(day, "opening", before, target, account.value, account.basis))
    amount, basis = person.traditional_ira, person.conversion_basis
    journal.write(Movement(day, "contribution", cash, roth, person.roth_ira, person.roth_ira))
    journal.write(Movement(day, "contribution", cash, traditional, amount, amount))
    if not some(amount > 0):
        return []
    move = Conversion(
        date=conversion_day(household),
        person=name,
        from_="traditional_ira",
        to="roth_ira",
        amount=amount,
        basis=basis,
        taxable=amount - basis,
    )
    journal.write(Movement(move.date, "roth_conversion", traditional, roth, amount, basis, move.taxable))
    return [move]


def _hsa(person: PersonYear, household: Household, journal: Journal) -> None:
    name, day = person.person.name, contribution_day(household)
    account = Account(name, None, "hsa")
    journal.write(Movement(day, "contribution", Account(name, None, "cash"), account, person.hsa))
    if person.person.hsa is not None:
        journal.write(Movement(day, "contribution", Account(name, None, "employer"), account, person.person.hsa.employer))
