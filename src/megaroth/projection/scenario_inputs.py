"""The inputs of a projection's years."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field

from megaroth.kernel.money import Cents, Column, Flag, rounded
from megaroth.model.household import Household, Person
from megaroth.planyear.pensions import taxable_pensions
from megaroth.planyear.receipts import taxable_receipts
from megaroth.projection.decisions import Decision
from megaroth.projection.policy import PolicyRows, policy_rows, stated_policy
from megaroth.projection.timeline import Outlook
from megaroth.projection.working_years import WorkingYear
from megaroth.tax.federal import Return
from megaroth.tax.states.resident import StateItems


@dataclass
class ScenarioInputs:
    """The inputs of one alternative's projection.

    Attributes:
        ahead: the household's years.
        working: its years of work, calculated.
        spending: of each year, cents, a scalar or (paths,): the same for every alternative.
        benefits: Social Security of each person in each year, cents.
        split: earnings of rollovers to a Roth IRA go to a traditional IRA instead (Notice 2014-54);
            scalar or (paths,).
        decisions: withdrawals and conversions of some years, which replace the policy.
        policies: how years after work are paid for, one for each row or one for all; from the
            household's assumptions if omitted.
    """

    ahead: Outlook
    working: dict[int, WorkingYear]
    spending: Mapping[int, Cents]
    benefits: dict[int, tuple[int, ...]]
    split: Flag = False
    decisions: Mapping[int, Decision] = field(default_factory=dict)
    policies: PolicyRows | None = None

    @functools.cached_property
    def policy(self) -> PolicyRows:
        """The policies, or those of the household's assumptions."""
        if self.policies is not None:
            return self.policies
        return policy_rows([stated_policy(self.ahead.household.assumptions)])


@dataclass
class YearTax:
    """The tax of a year with its withdrawals, each (paths,), cents.

    Attributes:
        federal, state: the tax of all returns.
        magi: income for Medicare premiums, of each return.
        ordinary: taxable income of each return without voluntary withdrawals; negative for an
            unused deduction.
        penalty: additional tax on early distributions, federal and state; a part of both.
        modest: ``magi`` without voluntary withdrawals.
        credit: the premium tax credit, which pays for health insurance and is in neither tax.
    """

    federal: Column
    state: Column
    magi: list[Column]
    ordinary: list[Column]
    penalty: Column
    modest: list[Column]
    credit: Column

    @property
    def tax(self) -> Column:
        """Federal and state income tax, less the premium tax credit."""
        return self.federal + self.state - self.credit


def idle_returns(ahead: Outlook, year: int) -> list[Return]:
    """The returns of a year in which nobody works, without income from accounts and Social
    Security. Separate returns share the income."""
    household = ahead.at(year)
    income, filed = household.income, _filed(household)
    parts = len(filed)
    return [
        Return(
            status=household.filing_status,
            lived_apart=household.lived_apart,
            age=filing[0].age(year),
            spouse_age=filing[1].age(year) if len(filing) > 1 else 0,
            blind=sum(person.blind for person in filing),
            dependent=filing[0].dependent,
            spouse_dependent=len(filing) > 1 and filing[1].dependent,
            children=income.children if parts == 1 else 0,
            interest=rounded(income.interest, parts),
            tax_exempt_interest=rounded(income.tax_exempt_interest, parts),
            other_states_interest=rounded(income.other_states_interest, parts),
            pensions=rounded(income.pensions, parts) + taxable_pensions(filing, year),
            other_income=rounded(household.other_income, parts)
            + taxable_receipts(household, filing, parts),
            state_taxes=rounded(income.state_taxes, parts),
            mortgage_interest=rounded(income.mortgage_interest, parts),
            charity=rounded(income.charity, parts),
        )
        for filing in filed
    ]


def idle_state_items(ahead: Outlook, year: int) -> list[StateItems]:
    """What the state returns of such a year need in addition to the federal ones."""
    household = ahead.at(year)
    return [
        StateItems(city=household.city or "", spouse_retirement=taxable_pensions(filing[1:], year))
        for filing in _filed(household)
    ]


def _filed(household: Household) -> list[list[Person]]:
    """The people on each return."""
    people = household.people
    return [[person] for person in people] if household.files_apart else [list(people)]
