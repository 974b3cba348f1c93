"""The same day a year later."""

from __future__ import annotations

import calendar
from datetime import date


def year_later(day: date) -> date:
    """The same day a year later; of February 29 the last day of February.

    >>> year_later(date(2028, 2, 29))
    datetime.date(2029, 2, 28)
    """
    last = calendar.monthrange(day.year + 1, day.month)[1]
    return day.replace(year=day.year + 1, day=min(day.day, last))
