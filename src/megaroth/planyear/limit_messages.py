"""Messages about limits: who shares one, catch-up that must be Roth, and last year's pay."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.kernel.message import Amount, Message, message
from megaroth.kernel.money import positive, some
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.prior_year_pay import pay_last_year, roth_catch_up_is_open
from megaroth.planyear.year_state import PersonYear, YearState


def catch_up_warnings(plan_year: YearState, person: PersonYear) -> Iterator[Message]:
    """Messages about the Roth catch-up requirement, and about last year's wages if they decide
    it."""
    if person.age < plan_year.law.catch_up_age:
        return
    for job in person.jobs:
        if not job.has_plan:
            continue
        yield from _roth_catch_up_warnings(person, job)
        if job.roth_catch_up_required and job.takes_catch_up and not job.plan.roth:
            yield message(
                "roth_catch_up_not_offered", employer=job.job.employer, person=person.person.name
            )
        if job.takes_catch_up and roth_catch_up_is_open(
            plan_year.law, job.job, plan_year.household.year
        ):
            yield message(
                "wages_last_year_unstated",
                employer=job.job.employer,
                person=person.person.name,
                threshold=Amount.of(plan_year.law.roth_catch_up_wage_threshold),
            )


def _roth_catch_up_warnings(person: PersonYear, job: JobYear) -> Iterator[Message]:
    """Messages about the effect of the Roth catch-up requirement; none if the deferrals are Roth or
    enough Roth was contributed."""
    new = job.job.elections.kind != "roth" and some(job.catch_up - job.made_catch_up > 0)
    if job.roth_catch_up_required and (new or some(job.job.made.catch_up > 0)):
        yield message("catch_up_must_be_roth", employer=job.job.employer, person=person.person.name)
    late = positive(job.made_catch_up - job.job.made.catch_up - job.made_roth_catch_up)
    if job.roth_catch_up_required and some(late > 0):
        yield message(
            "catch_up_made_pre_tax",
            employer=job.job.employer,
            person=person.person.name,
            amount=Amount.of(late),
        )


def pay_twice_warnings(person: PersonYear) -> Iterator[Message]:
    """Two tables that look like two plans of one job and state its pay each: the return counts it
    twice."""
    jobs = [
        job
        for job in person.jobs
        if job.has_plan and not job.job.self_employed and job.paid_by is None
    ]
    for place, job in enumerate(jobs):
        for other in jobs[:place]:
            related = other.employer_group == job.employer_group or job.is_457b != other.is_457b
            if related and _same_pay(job, other):
                yield message(
                    "pay_stated_twice",
                    first=other.job.employer,
                    second=job.job.employer,
                    pay=Amount.of(job.compensation),
                )


def _same_pay(one: JobYear, other: JobYear) -> bool:
    pays = (one.job.pay, one.job.pay_per_period), (other.job.pay, other.job.pay_per_period)
    known = all(isinstance(pay, int | None) for pair in pays for pay in pair)
    return known and pays[0] == pays[1] and one.paydays == other.paydays


def limit_assumptions(plan_year: YearState, job: JobYear) -> Iterator[Message]:
    """The plans that share a limit, and the facts about it that the file does not state."""
    employer, plans = job.job.employer, [other for other in plan_year.group(job) if other.has_plan]
    if job.is_457b:
        yield message("limit_of_457b", employer=employer)
        if not job.plan.governmental:
            yield message("sponsor_not_government", employer=employer)
        return
    if len(plans) > 1 and plans[0] is job:
        yield message(
            "limit_shared",
            employers=tuple(other.job.employer for other in plans),
            controlled=len({other.plan.kind for other in plans}) > 1,
        )
    apart = [
        other
        for other in plan_year.same_employer(job)
        if other.has_plan and other.limit_group != job.limit_group
    ]
    if job.plan.kind == "403(b)" and any(not other.is_457b for other in apart):
        yield message("limit_of_403b", employer=employer)
    unstated = (
        pay_last_year(job.job, plan_year.household.year) is None and not job.job.self_employed
    )
    if unstated and job.highly_compensated is False and some(job.after_tax > 0):
        yield message("pay_last_year_unstated", employer=employer, person=job.person.name)
