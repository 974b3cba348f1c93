"""Paydays of a job in a year, and what each paycheck is.

A nominal payday is the day of the employer's schedule. The pay arrives on it or, where no bank
settles then, on the banking day before, and counts in the year in which it arrives.
"""

from __future__ import annotations

import calendar
import functools
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from megaroth.kernel.money import Cents, rounded
from megaroth.model.household import Job
from megaroth.payroll.banking_days import banking_day_by

USUAL_PAYCHECKS = {"weekly": 52, "biweekly": 26, "semimonthly": 24, "monthly": 12}
"""Paychecks of an ordinary year."""

_ROUNDS = {"weekly": timedelta(7), "biweekly": timedelta(14)}
_HALF_MONTH, _LONGEST_MONTH = 15, 31
_FRIDAY = 4


def first_payday(job: Job, year: int) -> date:
    """The first nominal payday of the year: as stated, else one that makes the usual number of
    paychecks.

    Nobody who does not state a payday has a 53rd or 27th paycheck: of the Fridays, then the
    Thursdays, the first that brings none.
    """
    if job.first_payday:
        return job.first_payday
    if job.pay_frequency not in _ROUNDS:
        return date(year, 1, _HALF_MONTH if job.pay_frequency == "semimonthly" else _LONGEST_MONTH)
    return _usual_first(job.pay_frequency, year)


@functools.lru_cache(maxsize=512)
def _usual_first(frequency: str, year: int) -> date:
    usual = USUAL_PAYCHECKS[frequency]
    return next(
        day for day in _candidates(frequency, year) if len(_paid(frequency, day, year)) == usual
    )


def _candidates(frequency: str, year: int) -> Iterator[date]:
    """First paydays of a round of pay, from the most usual weekday on."""
    new_year, whole_round = date(year, 1, 1), _ROUNDS[frequency].days
    for weekday in range(_FRIDAY, -1, -1):
        first = new_year + timedelta((weekday - new_year.weekday()) % 7)
        yield from (first + timedelta(week) for week in range(0, whole_round, 7))


def latest_first_payday(frequency: str, year: int) -> date:
    """The latest day that can be the first nominal payday of a year: the one before it was paid in
    the year before."""
    if frequency == "monthly":
        return date(year, 1, _LONGEST_MONTH)
    step = _ROUNDS.get(frequency, timedelta(_HALF_MONTH))
    latest = date(year - 1, 12, 31)
    while banking_day_by(latest + timedelta(1)).year < year:
        latest += timedelta(1)
    return latest + step


def all_paydays(job: Job, year: int) -> list[date]:
    """Every day of the year on which the employer pays, worked or not."""
    return list(_paid(job.pay_frequency, first_payday(job, year), year))


def due_next_year(job: Job, year: int) -> date | None:
    """The nominal payday of the next January that is paid in this year; None for none."""
    found = (
        day for day in _nominal(job.pay_frequency, first_payday(job, year), year) if day.year > year
    )
    return next((day for day in found if banking_day_by(day).year == year), None)


@functools.lru_cache(maxsize=4096)
def _paid(frequency: str, first: date, year: int) -> tuple[date, ...]:
    """The days of a year on which the nominal paydays from ``first`` on are paid."""
    return tuple(
        day
        for nominal in _nominal(frequency, first, year)
        if (day := banking_day_by(nominal)).year == year
    )


def _nominal(frequency: str, first: date, year: int) -> Iterator[date]:
    """Nominal paydays from ``first`` on; those of the next January too, since a weekend or a
    holiday can move some into this year."""
    last = date(year + 1, 1, _LONGEST_MONTH)
    if frequency in _ROUNDS:
        step = _ROUNDS[frequency].days
        yield from (
            date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1, step)
        )
        return
    for month_start in (*(date(year, month, 1) for month in range(1, 13)), date(year + 1, 1, 1)):
        end = calendar.monthrange(month_start.year, month_start.month)[1]
        yield month_start.replace(day=min(first.day, end))
        if frequency == "semimonthly":
            yield month_start.replace(
                day=min(first.day + _HALF_MONTH, end) if first.day < _HALF_MONTH else end
            )


def paydays(job: Job, year: int) -> list[date]:
    """The paydays on which this job pays: those between its first and last day."""
    return [
        day
        for day in all_paydays(job, year)
        if (job.started is None or day >= job.started) and (job.ended is None or day <= job.ended)
    ]


def pay_of_year(job: Job, year: int) -> Cents:
    """What the job pays in the year, cents: its annual pay by the share of paydays worked, or net
    profit."""
    if job.self_employed:
        return job.pay if job.pay is not None else 0
    worked = len(paydays(job, year))
    if job.pay_per_period is not None:
        return job.pay_per_period * worked
    assert job.pay is not None
    return rounded(job.pay * worked, paychecks_of_pay(job, year))


def paychecks_of_pay(job: Job, year: int) -> int:
    """Into how many paychecks the employer divides annual pay: the usual number, or in a year of
    one more all of them."""
    usual = USUAL_PAYCHECKS[job.pay_frequency]
    if job.pay_frequency not in _ROUNDS or job.extra_paycheck == "full":
        return usual
    return len(all_paydays(job, year))


def has_extra_paycheck(job: Job, year: int) -> bool:
    """Whether the employer pays a 27th time in the year, or a weekly one a 53rd time."""
    return (
        job.pay_frequency in _ROUNDS
        and len(all_paydays(job, year)) > USUAL_PAYCHECKS[job.pay_frequency]
    )


def extra_paycheck_is_open(job: Job, year: int) -> bool:
    """Whether pay of the year depends on what the file does not say: the size of the checks in a
    year of one more."""
    answered = job.extra_paycheck in ("full", "spread")
    return not (answered or job.self_employed or job.pay is None) and has_extra_paycheck(job, year)


def most_pay_of_year(job: Job, year: int) -> Cents:
    """What the job pays in the year at the most: with a full extra paycheck, where that is not
    answered, cents."""
    return pay_of_year(
        replace(job, extra_paycheck="full") if extra_paycheck_is_open(job, year) else job, year
    )


def spread(total: Cents, parts: int) -> list[Cents]:
    """A total in even parts of whole cents that add up to it.

    >>> spread(100, 3)
    [33, 33, 34]
    """
    edges = [total * part // parts for part in range(parts + 1)]
    return [after - before for before, after in itertools.pairwise(edges)]


def quarter_ends(year: int) -> list[date]:
    """The last days of the four quarters."""
    return [date(year, 3, 31), date(year, 6, 30), date(year, 9, 30), date(year, 12, 31)]


def ahead(days: Sequence[date], as_of: date | None) -> list[date]:
    """The days still to come: all of them, or those after the day through which everything paid is
    known."""
    return [day for day in days if as_of is None or day > as_of]
