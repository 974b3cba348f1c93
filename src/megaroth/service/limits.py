"""Questions about the law: the limits of a year, and one limit through the years."""

from __future__ import annotations

from megaroth.contract.law import LimitHistory, LimitsOfYear, limits_of_year, through_years
from megaroth.law.law_book import LawBook


def law(
    year: int, law_book: LawBook, *, diff: int | None = None, inflation: int | None = None
) -> LimitsOfYear:
    """The limits of a year; with ``diff`` those that differ from another year's.

    Args:
        year: which one; later ones than the last published are projected.
        law_book: the law, with a user's figures and reforms.
        diff: the year to compare it with.
        inflation: assumed price growth a year for limits that are not published, parts per million.

    Raises:
        LawError: megaroth holds no law of such a year.
    """
    return limits_of_year(
        law_book.law(year, inflation), None if diff is None else law_book.law(diff, inflation)
    )


def law_history(limit: str, law_book: LawBook) -> LimitHistory:
    """One limit in every year that has it.

    Raises:
        LawError: no year has it.
    """
    return through_years(limit, law_book.history(limit.partition(".")[0]))
