"""Paydays of a job in a year, and what each paycheck is."""

from __future__ import annotations

import calendar
import itertools
from collections.abc import Sequence
from datetime import date, timedelta

from megaroth.kernel.cents import Cents, rounded
from megaroth.model.household import Job

_FRIDAY = 4


def first_payday(job: Job, year: int) -> date:
    """The first payday of the year: as stated, else the first Friday (weekly, biweekly) or the day that the frequency fixes."""
    if job.first_payday:
        return job.first_payday
    if job.pay_frequency in ("weekly", "biweekly"):
        new_year = date(year, 1, 1)
        return new_year + timedelta((_FRIDAY - new_year.weekday()) % 7)
    return date(year, 1, 15 if job.pay_frequency == "semimonthly" else 31)


def all_paydays(job: Job, year: int) -> list[date]:
    """Every payday of the whole year, worked or not."""
    first = first_payday(job, year)
    if job.pay_frequency in ("weekly", "biweekly"):
        step = 7 if job.pay_frequency == "weekly" else 14
        return [date.fromordinal(day) for day in range(first.toordinal(), date(year, 12, 31).toordinal() + 1, step)]
    ends = [calendar.monthrange(year, month)[1] for month in range(1, 13)]
    if job.pay_frequency == "monthly":
        return [date(year, month, min(first.day, ends[month - 1])) for month in range(1, 13)]
    second = [min(first.day + 15, end) if first.day < 15 else end for end in ends]
    return [date(year, month, day) for month in range(1, 13) for day in (first.day, second[month - 1])]


def paydays(job: Job, year: int) -> list[date]:
    """The paydays on which this job pays: those between its first and last day."""
    return [
        day
        for day in all_paydays(job, year)
        if (job.started is None or day >= job.started) and (job.ended is None or day <= job.ended)
    ]


def pay_of_year(job: Job, year: int) -> Cents:
    """What the job pays in the year, cents: its annual pay by the share of paydays worked, or net profit."""
    if job.self_employed:
        return job.pay if job.pay is not None else 0
    worked = len(paydays(job, year))
    if job.pay_per_period is not None:
        return job.pay_per_period * worked
    assert job.pay is not None
    return rounded(job.pay * worked, len(all_paydays(job, year)))


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


def left(days: Sequence[date], start: date) -> list[date]:
    """The days on or after ``start``."""
    return [day for day in days if day >= start]
