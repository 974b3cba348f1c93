"""The contributions of a projected year, and rollovers of its after-tax money."""

from __future__ import annotations

import numpy as np

from megaroth.kernel.money import Cents, Column
from megaroth.kernel.trace import idle
from megaroth.projection.accounts import Accounts, Returns, above_zero, part, zeros
from megaroth.projection.moved_after_tax import Moved, earned_of
from megaroth.projection.working_years import PersonFlows
from megaroth.projection.year import Year


def contribute(
    now: Year,
    place: int,
    flows: PersonFlows,
    moves: dict[str, Column],
    contract: tuple[Column, Column] | None,
    opening: Column,
) -> None:
    """A person's contributions with half a year's growth, and rollovers of after-tax money.

    Args:
        now: the year.
        place: the index of the person.
        flows: contributions and rollovers of the person.
        moves: after-tax money that moved, by destination; this person's amounts are added.
        contract: money that leaves a plan that is one contract, and its basis; None for others.
        opening: after-tax money in the plans on January 1.
    """
    accounts, by = now.accounts, now.growth

    def put(amount: Cents, rate: Returns) -> Cents:
        return 0 if idle(amount) else np.rint(amount * (1.0 + rate / 2)).astype(np.int64)

    if not idle(flows.ira_returned):
        _return_ira_excess(accounts, place, flows.ira_returned)
    plan = accounts.plans[place]
    plan.value = plan.value + put(flows.pre_tax, by.plan)
    plan_roth, roth = accounts.roth_plan[place], accounts.roth[place]
    plan_roth.value, plan_roth.basis = (
        plan_roth.value + put(flows.roth, by.plan_roth),
        plan_roth.basis + flows.roth,
    )
    plan_roth.begin(now.year, flows.roth > 0)
    roth.value, roth.regular = (
        roth.value + put(flows.roth_ira + flows.backdoor_roth, by.roth),
        roth.regular + flows.roth_ira,
    )
    roth.begin(now.year, flows.roth_ira > 0)
    accounts.hsa = accounts.hsa + put(flows.hsa, by.hsa)
    accounts.hsa_basis = accounts.hsa_basis + flows.hsa
    after_tax = accounts.after_tax[place]
    after_tax.value, after_tax.basis = (
        after_tax.value + put(flows.after_tax, by.plan_roth),
        after_tax.basis + flows.after_tax,
    )
    if contract is not None:
        if flows.moved:
            _move_of_contract(now, place, contract, moves)
        return
    source = opening + flows.after_tax
    for to, moved in flows.moved.items():
        at_no_growth = moved.basis + moved.earned[0]
        share = np.minimum(at_no_growth / np.maximum(source, 1), 1.0)
        source = source - at_no_growth
        _move(now, place, to, moved, share, moves)


def _return_ira_excess(accounts: Accounts, place: int, amount: Cents) -> None:
    """Take contributions above the IRA limit out of a person's IRAs (IRC 408(d)(4)).

    The file does not say which kind took them: a Roth IRA returns them first. What a traditional
    IRA returns was not deducted, so it lowers the basis.
    """
    roth, ira = accounts.roth[place], accounts.iras[place]
    of_roth = np.minimum(amount, above_zero(roth.value))
    roth.value, roth.regular = roth.value - of_roth, above_zero(roth.regular - of_roth)
    of_ira = np.minimum(amount - of_roth, above_zero(ira.value))
    ira.value, ira.basis = ira.value - of_ira, above_zero(ira.basis - of_ira)


def _move_of_contract(
    now: Year, place: int, contract: tuple[Column, Column], moves: dict[str, Column]
) -> None:
    """Move after-tax money of a plan that is one contract. The part that is not basis stays pre-tax
    or is taxed in the plan.

    Outside the plan, basis goes to a Roth IRA and the rest to a traditional IRA (Notice 2014-54).
    Remaining basis stays with the plan.
    """
    accounts, flows = now.accounts, now.flows[place]
    after_tax, plan = accounts.after_tax[place], accounts.plans[place]
    roth, plan_roth = accounts.roth[place], accounts.roth_plan[place]
    amount = np.minimum(contract[0], after_tax.value)
    basis = np.minimum(contract[1], amount)
    stays = part(after_tax.basis, 1.0 - flows.moved_share)
    plan.basis = above_zero(plan.basis + after_tax.basis - stays - basis)
    after_tax.value, after_tax.basis = after_tax.value - amount, stays
    if "designated_roth" in flows.moved:
        plan_roth.value, plan_roth.basis = plan_roth.value + amount, plan_roth.basis + amount
        plan_roth.begin(now.year, amount > 0)
        moves["roth"] = moves["roth"] + amount
        return
    ira = accounts.iras[place]
    ira.value, roth.value = ira.value + amount - basis, roth.value + basis
    roth.begin(now.year, basis > 0)
    roth.convert(now.law, zeros(now.rows), basis)
    moves["roth"], moves["pre_tax"] = moves["roth"] + basis, moves["pre_tax"] + amount - basis


def _move(
    now: Year, place: int, to: str, moved: Moved, share: Returns, moves: dict[str, Column]
) -> None:
    """After-tax money that moved in the year: its share of the source, with earnings before and
    after the rollover."""
    accounts = now.accounts
    after_tax, roth, plan_roth = (
        accounts.after_tax[place],
        accounts.roth[place],
        accounts.roth_plan[place],
    )
    value = part(after_tax.value, share)
    earned = np.minimum(earned_of(moved, now.growth.plan_roth), value)
    basis = np.minimum(after_tax.basis, moved.basis)
    after_tax.value, after_tax.basis = after_tax.value - value, after_tax.basis - basis
    split = zeros(now.rows)
    if to == "designated_roth":
        plan_roth.value, plan_roth.basis = plan_roth.value + value, plan_roth.basis + basis + earned
        plan_roth.begin(now.year, value > 0)
    elif to == "roth_ira":
        split = np.where(now.inputs.split, earned, 0)
        accounts.iras[place].value = accounts.iras[place].value + split
        roth.value = roth.value + value - split
        roth.begin(now.year, value > split)
        roth.convert(now.law, earned - split, basis)
    else:
        ira = accounts.iras[place]
        ira.value, ira.basis = ira.value + value, ira.basis + basis
        split = value
    moves["roth"], moves["pre_tax"] = moves["roth"] + value - split, moves["pre_tax"] + split
