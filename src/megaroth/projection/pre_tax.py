"""Withdrawals and conversions of a person's plans and traditional IRAs in a year, with their
basis."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from megaroth.kernel.money import Cents, Column, total
from megaroth.projection.account_returns import AccountReturns
from megaroth.projection.accounts import Money, Returns, grown, part
from megaroth.projection.withdraw import divided
from megaroth.projection.working_years import PersonFlows


@dataclass
class Taken:
    """Pre-tax money that leaves one person's accounts in a year, each (paths,), cents.

    Attributes:
        plan, ira: distributions, including required ones.
        plan_converted, ira_converted: conversions to Roth.
        backdoor_roth: contributed to a traditional IRA and converted.
        share: the share of basis in IRA money that leaves.
        plan_share: the share of basis in plan money that leaves.
    """

    plan: Column
    ira: Column
    plan_converted: Column
    ira_converted: Column
    backdoor_roth: Cents
    share: Returns
    plan_share: Returns

    @property
    def from_iras(self) -> Column:
        """Everything that leaves IRAs."""
        return self.ira + self.ira_converted + self.backdoor_roth

    def untaxed(self, amount: Column) -> Column:
        """The basis in an amount of IRA money that leaves."""
        return part(amount, self.share)

    def untaxed_of_plan(self, amount: Column) -> Column:
        """The basis in an amount of plan money that leaves."""
        return part(amount, self.plan_share)


@dataclass(frozen=True)
class Sources:
    """One person's pre-tax accounts on January 1 and their required distributions, (paths,), cents.

    Attributes:
        plan: pre-tax plan money with its basis; 0 if it cannot be withdrawn.
        ira: traditional IRAs.
        plan_required, ira_required: minimum distributions.
        plan_first: whether plan money is withdrawn before IRAs, because only it is free of the
            additional tax (IRC 72(t)(2)(A)(v), (3)(A)).
    """

    plan: Money
    ira: Money
    plan_required: Column
    ira_required: Column
    plan_first: bool


def take(
    there: Sources,
    drawn: Column,
    converted: Column,
    backdoor_roth: Cents,
    growth: Returns | float,
    rolled_in: Column | int = 0,
) -> Taken:
    """Divide withdrawals and conversions between plans and IRAs, and find their basis.

    Args:
        there: the accounts.
        drawn: withdrawals in addition to required distributions, cents.
        converted: conversions, cents.
        backdoor_roth: contributed to a traditional IRA without a deduction, and converted within
            the year, cents.
        growth: of IRAs during the year, because the ratio uses the value of December 31.
        rolled_in: rollovers to IRAs within the year, at their value of December 31, cents.

    Returns:
        Amounts in proportion to the balances. All traditional, SEP and SIMPLE IRAs count as one
        (IRC 408(d)(2)), and money that leaves a plan carries a proportional share of its basis (IRC
        72(e)(8)).
    """
    plan, ira = there.plan.value - there.plan_required, there.ira.value - there.ira_required
    plan_converted, ira_converted = divided(converted, [plan, ira])
    plan, ira = plan - plan_converted, ira - ira_converted
    if there.plan_first:
        from_plan = np.minimum(drawn, plan)
        from_ira = drawn - from_plan
    else:
        from_plan, from_ira = divided(drawn, [plan, ira])
    left = np.maximum((ira - from_ira) * (1.0 + growth), 0.0) + rolled_in
    leaves = there.ira_required + from_ira + ira_converted + backdoor_roth
    share: Returns = np.minimum(
        (there.ira.basis + backdoor_roth) / np.maximum(left + leaves, 1.0), 1.0
    )
    plan_share: Returns = np.minimum(there.plan.basis / np.maximum(there.plan.value, 1.0), 1.0)
    from_plan, from_ira = there.plan_required + from_plan, there.ira_required + from_ira
    return Taken(
        from_plan, from_ira, plan_converted, ira_converted, backdoor_roth, share, plan_share
    )


def leaves_contract(
    flows: PersonFlows, source: Money, plan: Money, by: AccountReturns, *, day_by_day: bool
) -> tuple[Column, Column]:
    """After-tax money that leaves a plan that is one contract with it.

    Args:
        flows: the person's flows of the year.
        source: after-tax money on January 1 with its basis.
        plan: the rest of the plan with the basis left in it, after required distributions.
        by: the year's returns.
        day_by_day: use the basis of the plan year, which was calculated day by day.

    Returns:
        The money that leaves, at its value of December 31, and its proportional share of the plan's
        basis (IRC 72(e)(8)).
    """
    rate, of_plan = by.plan_roth, by.plan
    ended = grown(source.value, rate) + grown(source.value * 0 + flows.after_tax, rate / 2)
    amount = part(ended, flows.moved_share)
    rest = grown(plan.value, of_plan) + grown(plan.value * 0 + flows.pre_tax, of_plan / 2)
    contract = ended + rest
    all_basis = source.basis + flows.after_tax + plan.basis
    if day_by_day:
        basis = amount * 0 + total(*(one.basis for one in flows.moved.values()))
    else:
        basis = part(amount, np.minimum(all_basis / np.maximum(contract, 1), 1.0))
    return amount, np.minimum(np.minimum(basis, amount), all_basis)


def usable_part(money: Money, usable: bool) -> Money:
    """Money that can be withdrawn; nothing if it cannot."""
    return money if usable else Money(money.value * 0, money.basis * 0)
