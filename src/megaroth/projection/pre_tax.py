"""What a person's plans and traditional IRAs give in a year, and the untaxed part of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from megaroth.kernel.money import Cents, Column, total
from megaroth.projection.accounts import Money, Returns, grown, part
from megaroth.projection.withdraw import divided
from megaroth.projection.working_years import PersonFlows


@dataclass
class Taken:
    """Pre-tax money that leaves one person's accounts in a year, each (paths,), cents.

    Attributes:
        plan, ira: distributed, required distributions included.
        plan_converted, ira_converted: to Roth.
        back_door: contributed to a traditional IRA and converted.
        share: of IRA money that leaves, the part that is basis.
        plan_share: likewise of plan money.
    """

    plan: Column
    ira: Column
    plan_converted: Column
    ira_converted: Column
    back_door: Cents
    share: Returns
    plan_share: Returns

    @property
    def from_iras(self) -> Column:
        """Everything that leaves IRAs."""
        return self.ira + self.ira_converted + self.back_door

    def untaxed(self, amount: Column) -> Column:
        """The basis in some of the IRA money that leaves."""
        return part(amount, self.share)

    def untaxed_of_plan(self, amount: Column) -> Column:
        """The basis in some of the plan money that leaves."""
        return part(amount, self.plan_share)


@dataclass(frozen=True)
class Sources:
    """One person's pre-tax accounts of January 1 and what must leave them, (paths,), cents.

    Attributes:
        plan: pre-tax plan money with its basis, 0 where nothing may be taken out of it.
        ira: traditional IRAs.
        plan_required, ira_required: minimum distributions.
        plan_first: whether plan money is drawn before IRAs, for it alone bears no additional tax
            (IRC 72(t)(2)(A)(v), (3)(A)).
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
    back_door: Cents,
    growth: Returns | float,
    rolled_in: Column | int = 0,
) -> Taken:
    """Divide what is drawn and converted between plans and IRAs, and find the basis in it.

    Args:
        there: the accounts.
        drawn: beside required distributions, cents.
        converted: cents.
        back_door: contributed to a traditional IRA without a deduction, and converted within the
            year, cents.
        growth: of IRAs from January 1 to December 31, for what stays counts in the ratio at its
            value then.
        rolled_in: to IRAs within the year, at its value of December 31, cents.

    Returns:
        In proportion to what is there; distributions and conversions of all traditional, SEP and
        SIMPLE IRAs are one (IRC 408(d)(2)), and what leaves a plan carries its part of the basis in
        it (IRC 72(e)(8)).
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
    leaves = there.ira_required + from_ira + ira_converted + back_door
    share: Returns = np.minimum((there.ira.basis + back_door) / np.maximum(left + leaves, 1.0), 1.0)
    plan_share: Returns = np.minimum(there.plan.basis / np.maximum(there.plan.value, 1.0), 1.0)
    from_plan, from_ira = there.plan_required + from_plan, there.ira_required + from_ira
    return Taken(from_plan, from_ira, plan_converted, ira_converted, back_door, share, plan_share)


def leaves_contract(
    flows: PersonFlows, source: Money, plan: Money, rate: Returns, *, as_played: bool
) -> tuple[Column, Column]:
    """After-tax money that leaves a plan that is one contract with it.

    Args:
        flows: the year's.
        source: after-tax money of January 1 with its basis.
        plan: the rest of the plan, with the basis left behind in it; required distributions are
            taken already.
        rate: the year's return.
        as_played: take the basis of the plan year as it was played, day by day.

    Returns:
        What leaves, at its value of December 31, and the basis in it: of all the basis the part
        that it is of the whole plan (IRC 72(e)(8)).
    """
    half = rate / 2
    ended = grown(source.value, rate) + grown(source.value * 0 + flows.after_tax, half)
    amount = part(ended, flows.moved_share)
    contract = ended + grown(plan.value, rate) + grown(plan.value * 0 + flows.pre_tax, half)
    all_basis = source.basis + flows.after_tax + plan.basis
    if as_played:
        basis = amount * 0 + total(*(one.basis for one in flows.moved.values()))
    else:
        basis = part(amount, np.minimum(all_basis / np.maximum(contract, 1), 1.0))
    return amount, np.minimum(np.minimum(basis, amount), all_basis)


def usable_part(money: Money, usable: bool) -> Money:
    """Money that may be taken, or nothing."""
    return money if usable else Money(money.value * 0, money.basis * 0)
