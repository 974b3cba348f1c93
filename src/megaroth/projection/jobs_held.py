"""The jobs that a person holds in a year, and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from megaroth.law.law import Law
from megaroth.model.household import Job, Person
from megaroth.model.person import RETIRES_AT
from megaroth.payroll.pay_events import pay_of_year


def retirement_age(person: Person, first: int) -> int:
    """The age at the start of whose year a person's work ends.

    Args:
        person: the person.
        first: the first year of the plan.

    Returns:
        The stated age; else :data:`RETIRES_AT`, or the age after the first year of a job that is
        held or begins beyond it.
    """
    if person.retires_at is not None:
        return person.retires_at
    begins = [job.started.year for job in person.jobs if job.started is not None]
    working = [first] if jobs_of(person, first) else []
    return max([RETIRES_AT, *(person.age(year) + 1 for year in (*working, *begins))])


def separated_late(person: Person, first: int, law: Law) -> bool:
    """Whether every job of a person that has a plan ends in or after the year of the 55th birthday,
    so that its money is free of the additional tax (IRC 72(t)(2)(A)(v)).

    Args:
        person: the person.
        first: the first year of the plan.
        law: the numbers of the year of a distribution.
    """
    last = person.born.year + retirement_age(person, first) - 1
    ends = [
        last if job.ended is None else min(job.ended.year, last)
        for job in with_plans(person) or person.jobs
    ]
    return min(ends, default=last) - person.born.year >= law.separation_exception_age


def worked_part(job: Job, year: int) -> float:
    """The share of a year between the first and the last day of a job."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    begins, ends = max(job.started or first, first), min(job.ended or last, last)
    return max((ends - begins).days + 1, 0) / ((last - first).days + 1)


def with_plans(person: Person) -> list[Job]:
    """The jobs whose plans can hold money."""
    return [
        job
        for job in person.jobs
        if job.plan is not None or any(one is not None for one in vars(job.balances).values())
    ]


def jobs_of(person: Person, year: int) -> tuple[Job, ...]:
    """The jobs that pay in a year."""
    return tuple(
        job
        for job in person.jobs
        if (job.started is None or job.started.year <= year)
        and (job.ended is None or job.ended.year >= year)
        and not job.on_leave(year, person.born.year)
    )


def between_jobs(person: Person, year: int) -> bool:
    """Whether a person holds no job in a year; one on leave holds it."""
    return not any(
        (job.started is None or job.started.year <= year)
        and (job.ended is None or job.ended.year >= year)
        for job in person.jobs
    )


def pay_before_growth(job: Job, person: Person, year: int) -> int:
    """What a job pays in a year, at the pay level of the first year."""
    return int(pay_of_year(replace(job.in_year(year, person.born.year), first_payday=None), year))


def leaves_plans(person: Person, year: int) -> bool:
    """Whether a person leaves the last plan held so far in a year, before a later job begins."""
    begun = [
        job
        for job in person.jobs
        if job.plan is not None and (job.started is None or job.started.year <= year)
    ]
    ends = [None if job.ended is None else job.ended.year for job in begun]
    return bool(ends) and None not in ends and max(one for one in ends if one is not None) == year
