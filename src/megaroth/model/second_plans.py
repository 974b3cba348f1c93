"""Several plans of one job: a job table for each plan, and the pay in one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from megaroth.model.household import Household, Job, Person

_OF_THE_JOB = (
    "pay_frequency",
    "first_payday",
    "paydays",
    "holiday_rule",
    "started",
    "ended",
)
_STATED_ONCE = ("fica_wages_last_year", "pay_last_year", "ownership", "group")


def with_second_plans(household: Household) -> Household:
    """The household whose second plans have the days, the owner and the past of the job that pays
    them, and no pay of their own.

    A household that is so already stays as it is.
    """
    if not any(job.second_plan_of for person in household.people for job in person.jobs):
        return household
    return replace(household, people=tuple(_person(person) for person in household.people))


def _person(person: Person) -> Person:
    return replace(person, jobs=tuple(_job(job, person.jobs) for job in person.jobs))


def _job(job: Job, jobs: Sequence[Job]) -> Job:
    name = job.second_plan_of or job.employer
    plans = [other for other in jobs if name in (other.employer, other.second_plan_of)]
    first = next((other for other in plans if other.employer == name), job)
    if len(plans) == 1:
        return job
    shared = {key: _stated([first, *plans], key) for key in _STATED_ONCE}
    shared["group"] = shared["group"] or f"plans of {name}"
    shared["five_percent_owner"] = any(one.five_percent_owner for one in plans)
    if job is first:
        return replace(job, **shared)
    return replace(
        job,
        **shared,
        **{key: getattr(first, key) for key in _OF_THE_JOB},
        pay=0,
        pay_per_period=None,
    )


def _stated(jobs: Sequence[Job], key: str) -> Any:
    return next((value for job in jobs if (value := getattr(job, key)) is not None), None)
