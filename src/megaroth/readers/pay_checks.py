"""Checks of what a job pays within the year: paydays, raises, bonuses, leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from megaroth.kernel.message import Amount, message
from megaroth.model.household import Job
from megaroth.model.pay_schedule import Bonus
from megaroth.readers.faults import NOTHING, Fault, Found

_SCHEDULE = ("paydays", "raises", "bonuses", "leaves")


def check_pay_schedule(job: Job, year: int) -> Found:
    """The contradictions between a job's paydays, raises, bonuses and leaves."""
    yield from _paid_without_checks(job)
    yield from _paydays(job, year)
    yield from _raises(job, year)
    for place, bonus in enumerate(job.bonuses):
        for key, fault in _bonus(bonus, year):
            yield ("bonuses", place, key), fault
    for place, leave in enumerate(job.leaves):
        if leave.last_day < leave.first_day:
            expected = message("day_from_first_day_on", first=leave.first_day)
            yield ("leaves", place, "last_day"), Fault(leave.last_day, expected)
        elif not leave.first_day.year <= year <= leave.last_day.year:
            yield ("leaves", place, "first_day"), _in_year(leave.first_day, year)


def _paid_without_checks(job: Job) -> Found:
    """An own business has no checks, and a second plan has those of the job that pays into it."""
    if job.self_employed or job.second_plan_of is not None:
        expected = (
            message("own_business_pays_no_checks")
            if job.self_employed
            else message("belongs_to_paying_job", employer=job.second_plan_of)
        )
        for key in _SCHEDULE:
            stated = getattr(job, key)
            # A second plan has the paydays of its job once the file is read.
            if stated and not (key == "paydays" and job.second_plan_of is not None):
                yield (key,), Fault(message("a_list"), expected)


def _in_year(day: date, year: int) -> Fault:
    return Fault(day, message("day_of_year", year=year))


def _paydays(job: Job, year: int) -> Found:
    if job.paydays and job.first_payday is not None:
        yield ("paydays",), Fault(message("both"), message("paydays_or_first_payday"))
    for place, day in enumerate(job.paydays):
        if day.year != year:
            yield ("paydays", place), _in_year(day, year)
        if place and day <= job.paydays[place - 1]:
            before = job.paydays[place - 1]
            found = (
                message("day_twice", day=day)
                if day == before
                else message("day_after", day=day, other=before)
            )
            yield ("paydays", place), Fault(found, message("each_payday_once"))


def _raises(job: Job, year: int) -> Found:
    stated = "pay" if job.pay_per_period is None else "pay_per_period"
    for place, one in enumerate(job.raises):
        path = ("raises", place)
        other = "pay_per_period" if stated == "pay" else "pay"
        if getattr(one, stated) is None or getattr(one, other) is not None:
            missing = getattr(one, stated) is None
            found = NOTHING if missing else message("other_key_too", key=other)
            yield (*path, stated), Fault(found, message("key_of_the_job", key=stated))
        if one.date.year != year:
            yield (*path, "date"), _in_year(one.date, year)
        if place and one.date <= job.raises[place - 1].date:
            expected = message("day_after_last_raise", day=job.raises[place - 1].date)
            yield (*path, "date"), Fault(one.date, expected)


def _bonus(bonus: Bonus, year: int) -> Iterator[tuple[str, Fault]]:
    ranged = bonus.least is not None, bonus.most is not None
    if bonus.amount is not None:
        if any(ranged):
            yield "amount", Fault(message("amount_and_range"), message("amount_or_range"))
    elif not all(ranged):
        yield "amount", Fault(NOTHING, message("amount_or_range"))
    elif bonus.least is not None and bonus.most is not None and bonus.most < bonus.least:
        expected = message("most_from_least_on", least=Amount.of(int(bonus.least)))
        yield "most", Fault(Amount.of(int(bonus.most)), expected)
    if bonus.date.year != year:
        yield "date", _in_year(bonus.date, year)
