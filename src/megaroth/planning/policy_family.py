"""The family of policies that every alternative is tried under, and the kinds of its deferrals."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from megaroth.model.assumptions import Assumptions
from megaroth.model.household import Household, Job
from megaroth.planning.alternatives import Choice
from megaroth.planning.measured_results import DeferralKind, Order, PolicyOut
from megaroth.projection.marketplace import insurance_of
from megaroth.projection.policy import Policy, stated_policy
from megaroth.projection.timeline import Outlook

_INCOMES = (15, 20, 25, 30, 40, 50, 60, 75, 90, 110, 130, 160, 200, 250)
"""Adjusted gross incomes that policies fill, thousands of dollars of the first year."""

_TIERS = (0, 1, 2, 3)
"""Tiers of Medicare premiums whose income policies fill."""

_THOUSAND = 1_000_00
_ORDERS = ("conventional", "proportional", "bracket", "taxable_then_bracket")
_AWARE = ("penalty_aware", "penalty_aware_bracket")
KINDS = ("pre_tax", "roth")


def family(ahead: Outlook) -> list[Policy]:
    """The policies that an alternative is tried under, the household's own first.

    What the file states binds: an order, a bracket, or whether to convert. Orders that avoid the
    additional tax are tried where somebody has stopped working before 59 1/2.
    """
    assumed = ahead.household.assumptions
    early = _spends_early(ahead)
    orders: tuple[str, ...] = (*_ORDERS, *_AWARE) if early else _ORDERS
    if assumed.withdrawals is not None:
        orders = (assumed.withdrawals,)
    found = [stated_policy(assumed)]
    for order, converting in itertools.product(orders, _conversions(ahead)):
        fills = converting["conversions"] or order.endswith("bracket")
        for level in _levels(ahead, assumed) if fills else [Policy()]:
            policy = replace(level, withdrawals=order, **converting)
            found.append(policy)
            if early and order in _AWARE:
                found.append(replace(policy, payments=True))
    return found


def _conversions(ahead: Outlook) -> list[dict[str, bool]]:
    """Without conversions, with those after work, and with those that begin when the first person
    stops working where others work on; what the file states binds."""
    assumed = ahead.household.assumptions
    tried = (False, True) if assumed.conversions is None else (assumed.conversions,)
    early = assumed.conversions_while_working
    if early is None:
        early_too = assumed.conversions is None and _works_on(ahead)
        starts = (False, True) if early_too else (False,)
    else:
        starts = (early,)
    return [
        {"conversions": converts, "while_working": start}
        for converts in tried
        for start in (starts if converts else (False,))
    ]


def _works_on(ahead: Outlook) -> bool:
    """Whether somebody has stopped working in a year in which another one works."""
    return any(
        ahead.working(year) and any(ahead.retired(one, year) for one in ahead.living(year))
        for year in ahead.years
    )


def _levels(ahead: Outlook, assumed: Assumptions) -> list[Policy]:
    """Incomes to fill: a stated bracket alone, else the deduction and each bracket but the last,
    amounts, and tiers of Medicare premiums."""
    if assumed.fill_to is not None:
        return [Policy(fill_to=int(assumed.fill_to))]
    rates = [int(rate) for rate in ahead.law(ahead.first).entry("income_tax").rates[:-1]]
    return [
        *(Policy(fill_to=rate) for rate in (0, *rates)),
        *(Policy(target=thousands * _THOUSAND) for thousands in _INCOMES),
        *(Policy(target=income) for income in _with_credit(ahead)),
        *(Policy(tier=tier) for tier in _TIERS),
    ]


def _with_credit(ahead: Outlook) -> list[int]:
    """The largest incomes that have a premium tax credit, in thousands of dollars of the first year
    rounded down, so that rounding in a later year does not lose the credit."""
    found = set[int]()
    for year in ahead.years:
        insurance = insurance_of(ahead, year)
        most = None if insurance is None else insurance.most_income(ahead.law(year))
        if most is not None:
            found.add(int(most / ahead.prices(year)) // _THOUSAND * _THOUSAND)
    return sorted(found)


def _spends_early(ahead: Outlook) -> bool:
    """Whether somebody has stopped working in a year before 59 1/2."""
    return any(
        2 * person.age(year) < ahead.law(year).early_distribution_age_in_half_years
        and ahead.left_jobs(person, year)
        for year in ahead.years
        for person in ahead.living(year)
    )


def kinds_of(choice: Choice) -> Iterator[tuple[str | None, Household]]:
    """Kinds of deferrals that an alternative may have, each with the household that makes them.

    A stated kind binds, and a plan without Roth deferrals has pre-tax ones; None where no job
    leaves the choice.
    """
    if not any(_open(job) for person in choice.household.people for job in person.jobs):
        yield None, choice.household
        return
    for kind in KINDS:
        yield kind, _with_kind(choice.household, kind)


def _open(job: Job) -> bool:
    """Whether the file leaves the kind of a job's deferrals open."""
    return job.plan is not None and job.plan.roth is True and job.elections.deferral_kind is None


def _with_kind(household: Household, kind: str) -> Household:
    def change(job: Job) -> Job:
        if not _open(job):
            return job
        return replace(job, elections=replace(job.elections, deferral_kind=kind))

    people = tuple(
        replace(person, jobs=tuple(change(job) for job in person.jobs))
        for person in household.people
    )
    return replace(household, people=people)


def plain(policy: Policy) -> Policy:
    """A policy without an income to fill where nothing fills it: conventional orders convert
    nothing."""
    if policy.conversions:
        return policy
    policy = replace(policy, while_working=False)
    if policy.withdrawals.endswith("bracket"):
        return policy
    return replace(policy, fill_to=None, target=None, tier=None)


def policy_out(policy: Policy, deferral_kind: str | None) -> PolicyOut:
    """A policy as an answer has it, with the kind of deferrals that the file leaves open."""
    policy = plain(policy)
    return PolicyOut(
        withdrawals=cast(Order, policy.withdrawals),
        conversions=policy.conversions,
        conversions_while_working=policy.while_working,
        fill_to=policy.fill_to,
        target=policy.target,
        premium_tier=policy.tier,
        periodic_payments=policy.payments,
        deferral_kind=cast(DeferralKind | None, deferral_kind),
    )


def policy_of(out: PolicyOut) -> Policy:
    """The policy of an answer."""
    return Policy(
        withdrawals=out.withdrawals,
        conversions=out.conversions,
        while_working=out.conversions_while_working,
        fill_to=out.fill_to,
        target=out.target,
        tier=out.premium_tier,
        payments=out.periodic_payments,
    )
