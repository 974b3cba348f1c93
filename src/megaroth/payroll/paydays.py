"""Paydays of a job in a year, and what each paycheck is.

A nominal payday is the day of the employer's schedule. The pay arrives on it or, where no bank
settles then, on the banking day before it (or after it: ``holiday_rule``), and counts in the year in
which it arrives. A file may state every payday instead.
"""

from __future__ import annotations

import calendar
import functools
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from megaroth.kernel.money import Cents
from megaroth.model.household import Job
from megaroth.payroll.banking_days import banking_day_by, banking_day_from

USUAL_PAYCHECKS = {"weekly": 52, "biweekly": 26, "semimonthly": 24, "monthly": 12}
"""Paychecks of an ordinary year."""

_ROUNDS = {"weekly": timedelta(7), "biweekly": timedelta(14)}
_HALF_MONTH, _LONGEST_MONTH = 15, 31
_FRIDAY = 4

_PAID: Mapping[str, Callable[[date], date]] = {
    "before": banking_day_by,
    "after": banking_day_from,
    "none": lambda day: day,
}
"""The day on which a nominal payday is paid, by the employer's rule."""


def paid_on(nominal: date, rule: str) -> date:
    """The day on which a nominal payday is paid, by the employer's rule for days without bank
    settlement."""
    return _PAID[rule](nominal)


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
    return _usual_first(job.pay_frequency, year, job.holiday_rule)


@functools.lru_cache(maxsize=512)
def _usual_first(frequency: str, year: int, rule: str) -> date:
    usual = USUAL_PAYCHECKS[frequency]
    return next(
        day
        for day in _candidates(frequency, year)
        if len(_paid(frequency, day, year, rule)) == usual
    )


def _candidates(frequency: str, year: int) -> Iterator[date]:
    """First paydays of a round of pay, from the most usual weekday on."""
    new_year, whole_round = date(year, 1, 1), _ROUNDS[frequency].days
    for weekday in range(_FRIDAY, -1, -1):
        first = new_year + timedelta((weekday - new_year.weekday()) % 7)
        yield from (first + timedelta(week) for week in range(0, whole_round, 7))


def latest_first_payday(frequency: str, year: int, rule: str = "before") -> date:
    """The latest day that can be the first nominal payday of a year: the one before it was
    due, or was paid, in the year before."""
    if frequency == "monthly":
        return date(year, 1, _LONGEST_MONTH)
    step = _ROUNDS.get(frequency, timedelta(_HALF_MONTH))
    latest = date(year - 1, 12, 31)
    while paid_on(latest + timedelta(1), rule).year < year:
        latest += timedelta(1)
    return latest + step


def all_paydays(job: Job, year: int) -> list[date]:
    """Every day of the year on which the employer pays, worked or not."""
    if stated := [day for day in job.paydays if day.year == year]:
        return sorted(stated)
    return list(_paid(job.pay_frequency, first_payday(job, year), year, job.holiday_rule))


def due_next_year(job: Job, year: int) -> date | None:
    """The nominal payday of the next January that is paid in this year; None for none."""
    if job.paydays:
        return None
    found = (
        day for day in _nominal(job.pay_frequency, first_payday(job, year), year) if day.year > year
    )
    return next((day for day in found if paid_on(day, job.holiday_rule).year == year), None)


@functools.lru_cache(maxsize=4096)
def _paid(frequency: str, first: date, year: int, rule: str) -> tuple[date, ...]:
    """The days of a year on which the nominal paydays around ``first`` are paid."""
    return tuple(
        day
        for nominal in _nominal(frequency, first, year)
        if (day := paid_on(nominal, rule)).year == year
    )


def _nominal(frequency: str, first: date, year: int) -> Iterator[date]:
    """Nominal paydays from ``first`` on, with the last one of the year before and those of the next
    January: a weekend or a holiday can move them into this year."""
    last = date(year + 1, 1, _LONGEST_MONTH)
    if frequency in _ROUNDS:
        step = _ROUNDS[frequency].days
        # The one before belongs to the year before, unless it is paid late.
        if (before := first - _ROUNDS[frequency]).year < year:
            yield before
        ordinals = range(first.toordinal(), last.toordinal() + 1, step)
        yield from (date.fromordinal(day) for day in ordinals)
        return
    months = [(year - 1, 12), *((year, month) for month in range(1, 13)), (year + 1, 1)]
    for month_start in (date(*month, 1) for month in months):
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


def paychecks_of_pay(job: Job, year: int) -> int:
    """Into how many paychecks the employer divides annual pay: the usual number, or in a year of
    one more all of them; of stated paydays, their number."""
    usual = USUAL_PAYCHECKS[job.pay_frequency]
    if job.extra_paycheck == "full" or not (job.paydays or job.pay_frequency in _ROUNDS):
        return usual
    count = len(all_paydays(job, year))
    return usual if job.paydays and _part_of_year(job, year) else count


def _part_of_year(job: Job, year: int) -> bool:
    """Whether the job begins or ends in the year."""
    return any(day is not None and day.year == year for day in (job.started, job.ended))


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
