"""Messages about paydays: the calendar that was assumed, and a year of one paycheck more."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.kernel.message import Message, message
from megaroth.model.household import Household, Job
from megaroth.payroll.paydays import (
    USUAL_PAYCHECKS,
    all_paydays,
    due_next_year,
    extra_paycheck_is_open,
    has_extra_paycheck,
)


def parts_of_pay(job: Job) -> tuple[int, int]:
    """The part of annual pay that a paycheck is: one of the usual number, or one of one more."""
    usual = USUAL_PAYCHECKS[job.pay_frequency]
    return usual, usual + 1


def warnings(job: Job, year: int) -> Iterator[Message]:
    """Warnings if the size of each paycheck is not stated."""
    if not job.second_plan_of and extra_paycheck_is_open(job, year):
        usual, more = parts_of_pay(job)
        yield message("extra_paycheck_open", usual=usual, more=more, calendar=_calendar(job, year))


def assumptions(job: Job, year: int) -> Iterator[Message]:
    """The calendar that nobody stated, and how a year of one more check is paid where that is
    known."""
    if job.self_employed or job.second_plan_of:
        return
    if job.first_payday is None and not job.paydays:
        yield message(
            "first_payday_unstated",
            employer=job.employer,
            frequency=job.pay_frequency,
            first=all_paydays(job, year)[0],
        )
    if not has_extra_paycheck(job, year) or extra_paycheck_is_open(job, year):
        return
    if job.pay is None:
        yield message("extra_paycheck_of_period", calendar=_calendar(job, year))
        return
    usual, more = parts_of_pay(job)
    part = usual if job.extra_paycheck == "full" else more
    yield message("extra_paycheck_part", part=part, calendar=_calendar(job, year))


def pay_counted(household: Household) -> Iterator[Message]:
    """Which pay taxes and the years ahead count, where a year of one check more leaves it open."""
    for person in household.people:
        for job in person.jobs:
            if extra_paycheck_is_open(job, household.year):
                usual, more = parts_of_pay(job)
                calendar = _calendar(job, household.year)
                yield message("extra_paycheck_counted", usual=usual, more=more, calendar=calendar)


def _calendar(job: Job, year: int) -> Message:
    """How often an employer pays in a year of one paycheck more, and why."""
    days = all_paydays(job, year)
    return message(
        "extra_paycheck_calendar",
        employer=job.employer,
        year=year,
        paydays=len(days),
        first=days[0],
        last=days[-1],
        due=due_next_year(job, year),
    )
