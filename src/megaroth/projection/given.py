"""What a year of a projection is given, and what is decided of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from megaroth.kernel.cents import Cents, Column
from megaroth.projection.future import Outlook
from megaroth.projection.working import WorkingYear
from megaroth.tax.federal import FederalTax, Return
from megaroth.tax.states.resident import StateTax


@dataclass(frozen=True)
class Decision:
    """What is decided of a year, cents, each a scalar or (paths,).

    Attributes:
        pre_tax: drawn, required distributions included; what is not needed goes to the taxable account.
        roth: drawn, likewise.
        converted: to Roth; of those who work before 59 1/2 only from IRAs.
        draws: whether ``pre_tax`` and ``roth`` stand in the place of the order of withdrawals.
    """

    pre_tax: Cents = 0
    roth: Cents = 0
    converted: Cents = 0
    draws: bool = True


@dataclass
class Given:
    """What the years of one alternative have in common.

    Attributes:
        ahead: the household's years.
        working: its years of work, played.
        spending: of each year, cents, a scalar or (paths,): the same for every alternative.
        benefits: Social Security of each year, cents.
        split: earnings of rollovers to a Roth IRA go to a traditional IRA instead (Notice 2014-54).
        decisions: of some years, in the place of an order of withdrawals and of a bracket to fill.
    """

    ahead: Outlook
    working: dict[int, WorkingYear]
    spending: Mapping[int, Cents]
    benefits: dict[int, int]
    split: bool = False
    decisions: Mapping[int, Decision] = field(default_factory=dict)


@dataclass
class Assessed:
    """The tax of a year with what is drawn in it, each (paths,), cents."""

    federal: Column
    state: Column
    magi: Column
    ordinary: Column

    @property
    def tax(self) -> Column:
        """Federal and state income tax."""
        return self.federal + self.state


@dataclass(frozen=True)
class TaxReturns:
    """The returns of a year on one path.

    Attributes:
        items, federal: of the federal return, and its lines.
        state: the lines of the state return; None where no state is stated.
        code: the state.
    """

    items: Return
    federal: FederalTax
    state: StateTax | None
    code: str | None


def idle_return(ahead: Outlook, year: int) -> Return:
    """The return of a year in which nobody works, without what accounts and Social Security give."""
    household = ahead.at(year)
    income = household.income
    return Return(
        status=household.filing_status,
        age=household.people[0].age(year),
        spouse_age=household.people[1].age(year) if len(household.people) > 1 else 0,
        children=income.children,
        interest=income.interest,
        tax_exempt_interest=income.tax_exempt_interest,
        pensions=income.pensions,
        other_income=household.other_income,
        state_taxes=income.state_taxes,
        mortgage_interest=income.mortgage_interest,
        charity=income.charity,
    )
