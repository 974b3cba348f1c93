"""Amounts that stay the same in dollars, on paths whose prices grow otherwise than assumed.

Amounts of a projection are in dollars of the assumed prices. A mortgage or a pension without an
increase is worth less of them where prices grew faster, and more where they grew less.
"""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.kernel.money import Column, rounded, share
from megaroth.model.household import Household
from megaroth.projection.accounts import Accounts, Returns, part, zeros
from megaroth.projection.stated_flows import level_pensions_of
from megaroth.projection.timeline import Outlook


@dataclass
class Lost:
    """What level amounts of a year are worth less than at the assumed prices, each (paths,), cents.

    Attributes:
        expenses: of stated expenses.
        untaxed: of receipts and parts of pensions that are not income on a return.
        pensions, receipts: of the income of each return.
    """

    expenses: Column
    untaxed: Column
    pensions: list[Column]
    receipts: list[Column]


def has_level_amounts(household: Household) -> bool:
    """Whether the file states amounts that stay the same in dollars."""
    amounts = (*household.expenses, *household.receipts)
    return any(one.nominal for one in amounts) or any(
        not one.indexed for person in household.people for one in person.pensions
    )


def lost_to_prices(ahead: Outlook, accounts: Accounts, year: int) -> Lost:
    """What level amounts lose to prices on each path by January 1 of a year."""
    household, filers, levels = ahead.household, ahead.filers(year), accounts.price_levels
    now = levels[year - ahead.first]
    rows = len(now)

    def loss(amount: int, since: int) -> Column:
        kept: Returns = levels[since - ahead.first] / now
        return amount - part(zeros(rows) + amount, kept)

    found = Lost(
        zeros(rows),
        zeros(rows),
        [zeros(rows) for _ in filers],
        [zeros(rows) for _ in filers],
    )
    for expense in household.expenses:
        if expense.nominal and household.pays(expense, year):
            found.expenses = found.expenses + loss(int(expense.amount), ahead.first)
    for receipt in household.receipts:
        if not receipt.nominal or not household.pays(receipt, year):
            continue
        less = loss(int(receipt.amount), ahead.first)
        if not receipt.taxable:
            found.untaxed = found.untaxed + less
            continue
        for at, places in enumerate(filers):
            names = [household.people[place].name for place in places]
            if receipt.person is None:
                found.receipts[at] = found.receipts[at] + rounded(less, len(filers))
            elif receipt.person in names:
                found.receipts[at] = found.receipts[at] + less
    for person in ahead.living(year):
        at = next(
            at for at, places in enumerate(filers) if _place(household, person.name) in places
        )
        for pension, since in level_pensions_of(household, person, year, ahead.prices):
            less = loss(int(pension.amount), since)
            taxed = share(less, pension.taxable)
            found.pensions[at] = found.pensions[at] + taxed
            found.untaxed = found.untaxed + less - taxed
    return found


def _place(household: Household, name: str) -> int:
    return next(at for at, person in enumerate(household.people) if person.name == name)
