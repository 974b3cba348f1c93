"""The published law: short names for those who have no figures or reforms of their own."""

from __future__ import annotations

from megaroth.law.entry import Entry
from megaroth.law.law import Law
from megaroth.law.law_book import PUBLISHED
from megaroth.law.years import LAST_WHOLE_YEAR


def law(year: int, inflation: int | None = None) -> Law:
    """The published law of one year, as :meth:`megaroth.law.law_book.LawBook.law` of a book without
    figures or reforms.

    Args:
        year: from 2002; numbers that are not published are projected by the statutory indexing
            rules.
        inflation: yearly price growth after the last published month, parts per million; default
            24,000 (2.4%).

    Returns:
        The law of that year; its ``status`` and each entry's say what is projected.

    Raises:
        LawError: megaroth has no law for that year.

    >>> law(2026).annual_additions, law(2026).status, law(2027).status
    (7200000, 'published', 'projected')
    """
    return PUBLISHED.law(year, inflation)


def history(name: str, last: int = LAST_WHOLE_YEAR + 1) -> dict[int, Entry]:
    """One published limit in every year that has it, from 2002 to ``last``.

    Raises:
        LawError: no year has it.
    """
    return PUBLISHED.history(name, last)
