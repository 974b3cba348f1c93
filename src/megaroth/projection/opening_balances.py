"""The balances on the first January 1 of a projection."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from megaroth.kernel.money import Column
from megaroth.law.law import Law
from megaroth.model.household import Balance, Balances, Household, Job
from megaroth.model.sources import EMPLOYER, PRE_TAX_ACCOUNTS
from megaroth.planyear.eligibility import made_unstated, may_have_moved
from megaroth.projection.account_returns import level_returns
from megaroth.projection.accounts import (
    NEVER,
    Accounts,
    Money,
    RothIra,
    RothPlan,
    no_payments,
    zeros,
)
from megaroth.projection.timeline import Outlook
from megaroth.rules.catch_up import roth_catch_up_required

_DAYS = 365


def opened(ahead: Outlook, rows: int) -> Accounts:
    """The balances on January 1 of the first year, each (rows,).

    Plan balances of a later day (``as_of``) are discounted to January 1 at their assumed growth, less
    contributions since then. The projection adds the whole year's contributions.
    """

    def held(amount: object) -> Column:
        return zeros(rows) + int(amount)  # type: ignore[call-overload, no-any-return]

    household, law = ahead.household, ahead.law(ahead.first)
    plans, iras, roth, roth_plan, after_tax = [], [], [], [], []
    # The file does not have the start of a Roth IRA or Roth account, so its five-year period is
    # assumed to be over.
    long_ago = household.year - law.roth_qualification_years
    for person in household.people:
        balances = [_january(job, household, law) for job in person.jobs]
        before = sum(
            int(one.value)
            for held_in in balances
            for name in PRE_TAX_ACCOUNTS
            if (one := getattr(held_in, name)) is not None
        )
        plans.append(Money(held(before), held(0)))
        traditional = [one for one in person.iras if one.kind != "roth"]
        iras.append(
            Money(
                held(sum(int(one.value) for one in traditional)),
                held(sum(int(one.basis) for one in traditional)),
            )
        )
        own = [one for one in person.iras if one.kind == "roth"]
        since = long_ago if own else NEVER
        roth.append(
            RothIra(
                held(sum(int(one.value) for one in own)),
                held(sum(int(one.basis) for one in own)),
                held(since),
            )
        )
        plan_roth = [one.roth for one in balances if one.roth is not None]
        begun = long_ago if plan_roth else NEVER
        roth_plan.append(
            RothPlan(
                held(sum(int(one.value) for one in plan_roth)),
                held(sum(int(one.basis) for one in plan_roth)),
                held(begun),
            )
        )
        unmoved = [one.after_tax for one in balances if one.after_tax is not None]
        after_tax.append(
            Money(
                held(sum(int(one.value) for one in unmoved)),
                held(sum(int(one.basis) for one in unmoved)),
            )
        )
    taxable = household.taxable
    health = held(
        sum(int(person.hsa.value) for person in household.people if person.hsa is not None)
    )
    return Accounts(
        plans,
        iras,
        roth,
        roth_plan,
        after_tax,
        health,
        # The file states no basis of health savings: a state that taxes them has taxed it all.
        health,
        Money(held(taxable.value), held(taxable.basis)),
        owed=held(0),
        ran_out=held(0) > 0,
        ira_taxed=held(
            sum(int(one.taxed_by_state) for person in household.people for one in person.iras)
        ),
        payments=[no_payments(held(0)) for _ in household.people],
    )


def moved_before(job: Job, household: Household, law: Law) -> int:
    """After-tax contributions of this year that have left the plan's after-tax source, cents."""
    return int(made_unstated(job)) if may_have_moved(job, household, law) else 0


def _january(job: Job, household: Household, law: Law) -> Balances:
    """The balances of a job's plan on January 1."""
    if household.as_of is None:
        return job.balances
    made, moved = job.made, moved_before(job, household, law)
    wages = (
        0
        if job.fica_wages_last_year is None or job.self_employed
        else int(job.fica_wages_last_year)
    )
    must_be_roth = bool(roth_catch_up_required(law, wages))
    roth_catch_up = int(made.catch_up) if must_be_roth or job.elections.kind == "roth" else 0
    inside = job.plan is not None and job.plan.in_plan_roth_rollover not in (None, "no", "unknown")
    since = {
        "pre_tax": int(made.pre_tax) + int(made.catch_up) - roth_catch_up,
        "roth": int(made.roth) + roth_catch_up + (moved if inside else 0),
        "after_tax": int(made.after_tax) - moved,
    }
    for one in EMPLOYER:
        account = one.account or one.name
        since[account] = since.get(account, 0) + int(getattr(made, one.name))
    elapsed = (household.as_of - date(household.year, 1, 1)).days / _DAYS
    level = level_returns(household.assumptions)
    found = {
        name: _before(
            balance,
            since.get(name, 0),
            float((level.plan if name in PRE_TAX_ACCOUNTS else level.plan_roth)[0]) * elapsed,
        )
        for name, balance in vars(job.balances).items()
    }
    return replace(job.balances, **found)


def _before(balance: Balance | None, since: int, growth: float) -> Balance | None:
    """A balance without the even contributions since January 1 and without the growth of that
    time."""
    if balance is None:
        return None
    value = max(round((int(balance.value) - since * (1 + growth / 2)) / (1 + growth)), 0)
    return replace(balance, value=value, basis=max(int(balance.basis) - since, 0))
