"""Days on which a direct deposit settles: those on which the Federal Reserve Banks are open."""

from __future__ import annotations

import calendar
import functools
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from megaroth.law.data_files import tables_of

_SATURDAY, _SUNDAY = 5, 6
_ONE_DAY = timedelta(1)


def is_banking_day(day: date) -> bool:
    """Whether the Federal Reserve Banks settle payments on a day.

    >>> is_banking_day(date(2026, 7, 3)), is_banking_day(date(2027, 1, 1))
    (True, False)
    """
    return day.weekday() < _SATURDAY and day not in holidays(day.year)


def banking_day_by(day: date) -> date:
    """The last banking day on or before a day: when a payroll due on that day is paid.

    >>> str(banking_day_by(date(2027, 1, 1)))
    '2026-12-31'
    """
    while not is_banking_day(day):
        day -= _ONE_DAY
    return day


def banking_day_from(day: date) -> date:
    """The first banking day on or after a day.

    >>> str(banking_day_from(date(2027, 1, 1)))
    '2027-01-04'
    """
    while not is_banking_day(day):
        day += _ONE_DAY
    return day


@functools.lru_cache(maxsize=256)
def holidays(year: int) -> frozenset[date]:
    """The weekdays of a year on which the Federal Reserve Banks are closed."""
    return frozenset(_observed(year))


def _observed(year: int) -> Iterator[date]:
    tables = _tables()
    for one in tables["fixed"]:
        day = date(year, one["month"], one["day"])
        if year < one.get("first_year", year) or day.weekday() == _SATURDAY:
            continue
        yield day + _ONE_DAY if day.weekday() == _SUNDAY else day
    for one in tables["floating"]:
        month = calendar.monthcalendar(year, one["month"])
        days = [week[one["weekday"]] for week in month if week[one["weekday"]]]
        number = one["number"]
        yield date(year, one["month"], days[number - 1 if number > 0 else number])


@functools.cache
def _tables() -> dict[str, Any]:
    return tables_of("bank_holidays")
