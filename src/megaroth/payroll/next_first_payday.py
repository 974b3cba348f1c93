"""The first payday of the next year on the pay cycle of a job."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from megaroth.model.household import Job
from megaroth.payroll.paydays import first_payday, paid_on

_ROUNDS = {"weekly": timedelta(7), "biweekly": timedelta(14)}


def next_first_payday(job: Job, year: int) -> date:
    """The first nominal payday that is paid in the year after ``year``.

    A payday of early January that a weekend or a holiday moves to December belongs to ``year``, so
    the cycle goes on with the one after it. Semimonthly and monthly paydays keep their day.

    >>> next_first_payday(Job(employer="Acme", first_payday=date(2026, 1, 2)), 2026)
    datetime.date(2027, 1, 15)
    """
    first = first_payday(job, year)
    step = _ROUNDS.get(job.pay_frequency)
    if step is None:
        last = calendar.monthrange(year + 1, 1)[1]
        return date(year + 1, 1, min(first.day, last))
    while min(first, paid_on(first, job.holiday_rule)).year <= year:
        first += step
    return first
