"""Paydays in sentences: the calendar that was assumed, and a year of one paycheck more."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.model.household import Household, Job
from megaroth.payroll.paydays import (
    USUAL_PAYCHECKS,
    all_paydays,
    due_next_year,
    extra_paycheck_is_open,
    has_extra_paycheck,
)


def parts_of_pay(job: Job) -> tuple[str, str]:
    """What a paycheck is of annual pay: one of the usual number, or one of one more."""
    return ("52nd", "53rd") if job.pay_frequency == "weekly" else ("26th", "27th")


def question(job: Job, year: int) -> str:
    """How big each check is, as one would ask it."""
    usual, more = parts_of_pay(job)
    return (
        f"You pay {USUAL_PAYCHECKS[job.pay_frequency] + 1} times in {year}. Is each paycheck of "
        f"{year} a {usual} or a {more} of annual "
        "pay?"
    )


def warnings(job: Job, year: int) -> Iterator[str]:
    """What to know while the size of each check is not stated."""
    if job.second_plan_of or not extra_paycheck_is_open(job, year):
        return
    usual, more = parts_of_pay(job)
    yield (
        f"{_pays(job, year)} The employer decides whether each check is a {usual} or a {more} of "
        "annual pay. Ask, and state "
        'extra_paycheck = "full" or "spread". Until then the elections here stay within every '
        "limit either way: the year counts the "
        "lower pay and the larger employer contributions."
    )


def assumptions(job: Job, year: int) -> Iterator[str]:
    """The calendar that nobody stated, and how a year of one more check is paid where that is
    known."""
    if job.self_employed or job.second_plan_of:
        return
    if job.first_payday is None:
        yield (
            f"{job.employer}: first_payday is not stated; paid {job.pay_frequency} from "
            f"{all_paydays(job, year)[0]}."
        )
    if not has_extra_paycheck(job, year) or extra_paycheck_is_open(job, year):
        return
    if job.pay is None:
        yield f"{_pays(job, year)} Each check is the stated pay_per_period."
        return
    usual, more = parts_of_pay(job)
    yield (
        f"{_pays(job, year)} Each check is a {usual if job.extra_paycheck == 'full' else more} "
        "of annual pay (extra_paycheck)."
    )


def pay_counted(household: Household) -> Iterator[str]:
    """Which pay taxes and the years ahead count, where a year of one check more leaves it open."""
    for person in household.people:
        for job in person.jobs:
            if extra_paycheck_is_open(job, household.year):
                usual, more = parts_of_pay(job)
                yield (
                    f"{_pays(job, household.year)} Pay of the year is assumed to be the stated "
                    f"annual pay, each check a {more} of it; "
                    f'where each is a {usual}, state extra_paycheck = "full".'
                )


def _pays(job: Job, year: int) -> str:
    days, late = all_paydays(job, year), due_next_year(job, year)
    how = (
        f"from {days[0]} to {days[-1]}"
        if late is None
        else f"because the paycheck due on {late} is paid on {days[-1]}"
    )
    return f"{job.employer} pays {len(days)} times in {year}, {how}."
