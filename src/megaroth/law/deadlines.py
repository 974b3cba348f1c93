"""Days by which a return or form is due, or an excess must be announced or corrected."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date

from megaroth.law.data_files import tables_of


@dataclass(frozen=True)
class Deadline:
    """A day of the year after the one that it concerns.

    Attributes:
        month, day: of that year. Weekends do not move it: the statute names the day, or a later day
        would only help. section, source: its authority.
    """

    month: int
    day: int
    section: str
    source: str

    def after(self, year: int) -> date:
        """The day for what happened in ``year``."""
        return date(year + 1, self.month, self.day)


@functools.cache
def deadlines() -> dict[str, Deadline]:
    """Every deadline by its name.

    >>> deadlines()["excess_deferral_notice"].after(2026)
    datetime.date(2027, 3, 1)
    """
    return {name: Deadline(**table) for name, table in tables_of("deadlines").items()}
