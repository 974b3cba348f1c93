"""How much a person may defer as designated Roth contributions, under each limit of its own."""

from __future__ import annotations

from collections.abc import Sequence

from megaroth.kernel.money import Cents, smaller, sum_of
from megaroth.planyear.job_year import JobYear, pay_of
from megaroth.planyear.year_state import PersonYear, YearState
from megaroth.rules import catch_up, deferrals


def roth_deferral_limits(plan_year: YearState, person: PersonYear) -> list[Cents]:
    """The Roth contributions that each limit allows a person, cents.

    Returns:
        One amount for the 401(k) and 403(b) plans and one for the 457(b) plans that take them, if
        there are such plans: the limits are separate (IRC 402(g)(3), 457(c), (e)(15)), catch-up too
        (IRC 414(v)(2)(D)).
    """
    if not plan_year.law.designated_roth_accounts:
        return []
    pools = [
        [job for job in person.pool(of_457b=of_457b) if job.has_plan and job.plan.roth]
        for of_457b in (False, True)
    ]
    return [_limit(plan_year, person, takers) for takers in pools if takers]


def _limit(plan_year: YearState, person: PersonYear, takers: Sequence[JobYear]) -> Cents:
    plans = sum_of(_plans_limit(plan_year, person, jobs) for jobs in _by_employer(takers))
    return smaller(plans, deferrals.person_deferral_limit(plan_year.law, person.age))


def _by_employer(jobs: Sequence[JobYear]) -> list[list[JobYear]]:
    """Jobs of one employer, or of related ones, together."""
    return [
        [job for job in jobs if job.employer_group == group]
        for group in dict.fromkeys(job.employer_group for job in jobs)
    ]


def _plans_limit(plan_year: YearState, person: PersonYear, jobs: list[JobYear]) -> Cents:
    """The most that the plans of one employer can accept from a person (IRC 401(a)(30), 414(v)),
    cents."""
    pay = pay_of(jobs)
    limit = deferrals.elective_deferral_limit(plan_year.law, pay)
    catches_up = any(job.takes_catch_up for job in jobs)
    return limit + (
        catch_up.catch_up_limit(plan_year.law, person.age, pay, limit) if catches_up else 0
    )
