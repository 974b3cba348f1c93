"""The law of any year from 2002: read from its file, or projected."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar

from megaroth.law.entry import Entry
from megaroth.law.figures import Figures
from megaroth.law.law import Law
from megaroth.law.law_book import PUBLISHED, LawBook
from megaroth.law.reform import Reform
from megaroth.law.years import LAST_WHOLE_YEAR

CURRENT: ContextVar[LawBook] = ContextVar("law_book", default=PUBLISHED)
"""The book of callers that do not pass one yet."""


def law(year: int, inflation: int | None = None) -> Law:
    """The numbers of one year. Arguments and errors as :meth:`megaroth.law.law_book.LawBook.law`.

    >>> law(2026).annual_additions, law(2026).status, law(2027).status
    (7200000, 'published', 'projected')
    """
    return CURRENT.get().law(year, inflation)


def history(name: str, last: int = LAST_WHOLE_YEAR + 1) -> dict[int, Entry]:
    """One limit through the years, as :meth:`megaroth.law.law_book.LawBook.history`."""
    return CURRENT.get().history(name, last)


@contextmanager
def under(book: LawBook) -> Iterator[None]:
    """Use a book for everything computed inside the ``with`` block."""
    token = CURRENT.set(book)
    try:
        yield
    finally:
        CURRENT.reset(token)


def reformed(*reforms: Reform) -> AbstractContextManager[None]:
    """Apply reforms to everything computed inside the ``with`` block."""
    return under(CURRENT.get().with_reforms(*reforms))


def stated(*figures: Figures) -> AbstractContextManager[None]:
    """Use the figures of a file for everything computed inside the ``with`` block."""
    return under(CURRENT.get().with_figures(*figures))
