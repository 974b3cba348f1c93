"""Deferrals and annual additions over a limit of the law, in cents."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.kernel.money import Cents, positive, smaller, some, sum_of
from megaroth.law.law import Law
from megaroth.planyear.job_year import JobYear, pay_of
from megaroth.planyear.year_state import PersonYear, YearState
from megaroth.rules.annual_additions import excess_annual_addition
from megaroth.rules.catch_up import catch_up_dollar_limit
from megaroth.rules.deferrals import excess_of_plan


@dataclass(frozen=True)
class PlanExcess:
    """Deferrals beyond what the plans of one employer may take from a person (IRC 401(a)(30)).

    Attributes:
        jobs: at that employer.
        limit: what its plans may take, cents.
        amount: what is beyond it, cents.
        plan_only: the part that is no excess of the person's own limit, cents.
    """

    jobs: list[JobYear]
    limit: Cents
    amount: Cents
    plan_only: Cents


def plan_excesses(plan_year: YearState, person: PersonYear) -> list[PlanExcess]:
    """One for each employer whose plans took deferrals; the person's own excess is laid on the
    plans that took too much first."""
    law, left, found = plan_year.law, person.excess_deferral(plan_year.law), []
    for jobs in _employers(person):
        allowed = _catch_up_of_plans(law, person, jobs)
        amount = excess_of_plan(law, sum_of(job.deferral + job.catch_up for job in jobs), allowed)
        shared = smaller(amount, left)
        left = left - shared
        found.append(PlanExcess(jobs, law.elective_deferral + allowed, amount, amount - shared))
    return found


def _employers(person: PersonYear) -> list[list[JobYear]]:
    """A person's jobs with plans, those of related employers together."""
    found: dict[int, list[JobYear]] = {}
    for job in person.pool():
        if job.has_plan:
            found.setdefault(job.employer_group, []).append(job)
    return list(found.values())


def _catch_up_of_plans(law: Law, person: PersonYear, jobs: list[JobYear]) -> Cents:
    """Catch-up contributions that any of an employer's plans allows this person."""
    offered = any(
        job.takes_catch_up and (job.plan.roth or not job.roth_catch_up_required) for job in jobs
    )
    return catch_up_dollar_limit(law, person.age) if offered else 0


@dataclass(frozen=True)
class AdditionsExcess:
    """Annual additions beyond the limit that some jobs share.

    Attributes:
        jobs: those that share it.
        amount: beyond the limit, once excess deferrals are paid back, cents.
        to_come: the part that employer contributions still to come bring, cents.
        made: additions so far, cents.
    """

    jobs: list[JobYear]
    amount: Cents
    to_come: Cents
    made: Cents


def additions_excesses(plan_year: YearState, person: PersonYear) -> list[AdditionsExcess]:
    """A person's excesses over the annual additions limits.

    Excess deferrals that are paid back in time are no annual additions (26 CFR
    1.415(c)-1(b)(2)(ii)(D)), so no dollar is two excesses. Catch-up contributions are none either
    (IRC 414(v)(3)(A)(i)): paying them back makes no room.
    """
    plans = plan_excesses(plan_year, person)
    own = person.excess_deferral(plan_year.law)
    found = []
    for jobs in plan_year.groups(person):
        pay = pay_of(jobs)
        over = excess_annual_addition(plan_year.law, pay, sum_of(job.additions() for job in jobs))
        by_plan = sum_of(one.plan_only for one in plans if any(one.jobs[0] is job for job in jobs))
        counted = sum_of(job.counted_deferral() for job in jobs)
        relief = smaller(over, smaller(by_plan + own, counted))
        own = own - smaller(own, positive(relief - by_plan))
        made = sum_of(job.additions_made() for job in jobs)
        over_now = positive(excess_annual_addition(plan_year.law, pay, made) - relief)
        amount = over - relief
        if some(amount > 0):
            found.append(AdditionsExcess(jobs, amount, positive(amount - over_now), made))
    return found
