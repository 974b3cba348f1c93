"""One year of a projection: balances, taxes, flows."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.kernel.money import Cents, Column
from megaroth.projection.accounts import (
    sum_columns,
)


@dataclass
class ProjectedYear:
    """One year of a projection, each (paths,), cents of that year.

    Attributes:
        year: the calendar year.
        balances: at its end, by tax character.
        federal_tax, state_tax: of the year.
        payroll_tax: of employees, and what states take from wages.
        premiums: of Medicare.
        insurance: premiums of health insurance bought between work and Medicare.
        premium_credit: the premium tax credit toward them; the taxes are without it.
        spending: what was spent.
        income: pay, benefits, pensions and other income.
        deposited: what was left and went into the taxable account; below zero what came out of it
            to settle the tax.
        drawn_from: taken out of accounts by tax character, required distributions included.
        converted: to Roth between work and required distributions.
        contributions: by kind, of everybody.
        own: the part that was paid from pay.
        dividends, interest: paid by the taxable account and spent or put back.
        account_fees: yearly fees of accounts.
        conversion_fees: of rollovers of after-tax money and of conversions.
        health: what health savings paid for premiums and medical costs.
        moves: after-tax money that left its plan, by where it went: ``roth`` or ``pre_tax``.
        repaid: of what was left over, what paid back spending owed.
        penalty: additional tax on early distributions, in the federal and state tax.
        owed: spending that no money was left for, at its end.
        wealth: what is owned at the end, before the tax on it.
    """

    year: int
    balances: dict[str, Column]
    federal_tax: Column
    state_tax: Column
    payroll_tax: Cents
    premiums: Column
    insurance: Cents
    premium_credit: Column
    spending: Column
    income: Column
    deposited: Column
    drawn_from: dict[str, Column]
    converted: Column
    contributions: dict[str, Cents]
    own: Cents
    owed: Column
    dividends: Column
    interest: Column
    conversion_fees: Column
    account_fees: Column
    health: Column
    moves: dict[str, Column]
    repaid: Column
    penalty: Column

    @property
    def drawn(self) -> Column:
        """Everything taken out of accounts."""
        return sum_columns(list(self.drawn_from.values()))

    @property
    def wealth(self) -> Column:
        """Everything owned at the end of the year."""
        return sum_columns(list(self.balances.values()))
