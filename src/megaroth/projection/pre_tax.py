"""What a person's plans and traditional IRAs give in a year, and the untaxed part of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from megaroth.kernel.cents import Column
from megaroth.projection.accounts import Money, Returns, part
from megaroth.projection.withdraw import divided


@dataclass
class Taken:
    """Pre-tax money that leaves one person's accounts in a year, each (paths,), cents.

    Attributes:
        plan, ira: distributed, required distributions included.
        plan_converted, ira_converted: to Roth.
        back_door: contributed to a traditional IRA and converted.
        share: of IRA money that leaves, the part that is basis.
    """

    plan: Column
    ira: Column
    plan_converted: Column
    ira_converted: Column
    back_door: int
    share: Returns

    @property
    def from_iras(self) -> Column:
        """Everything that leaves IRAs."""
        return self.ira + self.ira_converted + self.back_door

    def untaxed(self, amount: Column) -> Column:
        """The basis in some of the IRA money that leaves."""
        return part(amount, self.share)


@dataclass(frozen=True)
class Sources:
    """One person's pre-tax accounts of January 1 and what must leave them, (paths,), cents.

    Attributes:
        plan: pre-tax plan money, 0 where nothing may be taken out of it.
        ira: traditional IRAs.
        plan_required, ira_required: minimum distributions.
        plan_first: whether plan money is drawn before IRAs, for it alone bears no additional tax (IRC 72(t)(2)(A)(v), (3)(A)).
    """

    plan: Column
    ira: Money
    plan_required: Column
    ira_required: Column
    plan_first: bool


def take(there: Sources, drawn: Column, converted: Column, back_door: int, growth: Returns | float) -> Taken:
    """Divide what is drawn and converted between plans and IRAs, and find the basis in it.

    Args:
        there: the accounts.
        drawn: beside required distributions, cents.
        converted: cents.
        back_door: contributed to a traditional IRA without a deduction, and converted within the year, cents.
        growth: of IRAs from January 1 to December 31, for what stays counts in the ratio at its value then.

    Returns:
        In proportion to what is there; distributions and conversions of all traditional, SEP and SIMPLE IRAs are one (IRC 408(d)(2)).
    """
    plan, ira = there.plan - there.plan_required, there.ira.value - there.ira_required
    plan_converted, ira_converted = divided(converted, [plan, ira])
    plan, ira = plan - plan_converted, ira - ira_converted
    if there.plan_first:
        from_plan = np.minimum(drawn, plan)
        from_ira = drawn - from_plan
    else:
        from_plan, from_ira = divided(drawn, [plan, ira])
    left = np.maximum((ira - from_ira) * (1.0 + growth), 0.0)
    leaves = there.ira_required + from_ira + ira_converted + back_door
    share: Returns = np.minimum((there.ira.basis + back_door) / np.maximum(left + leaves, 1.0), 1.0)
    return Taken(there.plan_required + from_plan, there.ira_required + from_ira, plan_converted, ira_converted, back_door, share)
