"""The law book: every year's law, with a user's published figures and reforms laid over it."""

from __future__ import annotations

import functools
from collections.abc import Callable

from megaroth.law.entry import Entry, Limits
from megaroth.law.figures import Figures
from megaroth.law.indices import DEFAULT_INFLATION_PPM
from megaroth.law.law import Law
from megaroth.law.reform import Reform
from megaroth.law.state_payroll import Contribution, state_contributions
from megaroth.law.states import StateLaw, state_law
from megaroth.law.year_files import file_of, limits_of
from megaroth.law.years import FIRST_YEAR, LAST_WHOLE_YEAR

_YEARS_KEPT = 512
_STATES_KEPT = 1024


class LawBook:
    """The law of every year: the law data, published figures that a user enters, and reforms.

    A book never changes. :meth:`with_figures` and :meth:`with_reforms` give another book, and every
    answer is that of the book it was asked with. A book keeps what it has read and projected; no
    other book sees it.

    Attributes:
        figures: a user's published figures, which replace projections.
        reforms: a user's reforms, over the figures; the last one on top.

    >>> from megaroth.law.entry import Entry
    >>> lower = Entry("catch_up_age", {"": 45}, "years", "bill", "bill")
    >>> book = LawBook().with_reforms(Reform("lower age", 2030, 2032, entries={"catch_up_age": lower}))
    >>> book.law(2029).catch_up_age, book.law(2030).catch_up_age, LawBook().law(2030).catch_up_age
    (50, 45, 50)
    """

    def __init__(self, figures: tuple[Figures, ...] = (), reforms: tuple[Reform, ...] = ()) -> None:
        self._figures, self._reforms = figures, reforms
        # Reforms lie over this book. It keeps what they cannot change.
        self._under: LawBook | None = LawBook(figures) if reforms else None
        self._law: Callable[[int, int], Law] = functools.lru_cache(_YEARS_KEPT)(self._read_law)
        self._state: Callable[[str, int, int], StateLaw] = functools.lru_cache(_STATES_KEPT)(
            state_law
        )
        self._contributions = functools.lru_cache(_STATES_KEPT)(self._read_contributions)

    @property
    def figures(self) -> tuple[Figures, ...]:
        """A user's published figures; of two files the last one wins."""
        return self._figures

    @property
    def reforms(self) -> tuple[Reform, ...]:
        """A user's reforms, the last one on top."""
        return self._reforms

    def with_figures(self, *figures: Figures) -> LawBook:
        """The book with published figures in the place of projections, below its reforms."""
        return LawBook((*self.figures, *figures), self.reforms) if figures else self

    def with_reforms(self, *reforms: Reform) -> LawBook:
        """The book with reforms on top."""
        if not reforms:
            return self
        book = LawBook(self.figures, (*self.reforms, *reforms))
        book._under = self._under or self
        return book

    def __repr__(self) -> str:
        names = [*(one.name for one in self.figures), *(one.name for one in self.reforms)]
        return f"<LawBook: {', '.join(['published law', *names])}>"

    def __reduce__(self) -> tuple[Callable[..., LawBook], tuple[object, ...]]:
        """Another process makes the same book and reads the law itself."""
        return _book, (self.figures, self.reforms)

    def law(self, year: int, inflation: int | None = None) -> Law:
        """The federal law of a year.

        Args:
            year: from 2002; numbers that are not published are projected by the statutory indexing
                rules.
            inflation: yearly price growth after the last published month, parts per million;
                default 24,000 (2.4%).

        Returns:
            The law of that year; its ``status`` and each entry's say what is projected.

        Raises:
            LawError: megaroth has no law for that year.

        >>> LawBook().law(2026).annual_additions, LawBook().law(2027).status
        (7200000, 'projected')
        """
        return self._law(year, DEFAULT_INFLATION_PPM if inflation is None else inflation)

    def state(self, code: str, year: int, inflation: int | None = None) -> StateLaw:
        """The income tax law of a state, which federal figures and reforms do not change.

        Args:
            code: two letters, one of :data:`megaroth.law.states.STATES`.
            year: the taxable year, 2023 or later; one after the state's last complete year is
                projected.
            inflation: as for :meth:`law`.

        Raises:
            LawError: megaroth has no law for that state or year.
        """
        if self._under is not None:
            return self._under.state(code, year, inflation)
        return self._state(code, year, DEFAULT_INFLATION_PPM if inflation is None else inflation)

    def contributions(
        self, code: str, year: int, inflation: int | None = None
    ) -> tuple[Contribution, ...]:
        """What a state takes from wages in addition to income tax.

        Args:
            code: two letters.
            year: the calendar year; none is in the data before 2023.
            inflation: as for :meth:`law`.

        >>> [(one.name, one.rate) for one in LawBook().contributions("CA", 2026)]
        [('disability insurance', 13000)]
        """
        rate = DEFAULT_INFLATION_PPM if inflation is None else inflation
        return self._contributions(code, year, rate)

    def history(self, name: str, last: int = LAST_WHOLE_YEAR + 1) -> dict[int, Entry]:
        """One limit in every year that has it, from 2002 to ``last``.

        Raises:
            LawError: no year has it.
        """
        found = {
            year: entry
            for year in range(FIRST_YEAR, last + 1)
            if (entry := self.law(year).entries.get(name))
        }
        if not found:
            self.law(LAST_WHOLE_YEAR).entry(name)
        return found

    def _read_law(self, year: int, inflation: int) -> Law:
        if self._under is None:
            return Law(year, limits_of(year, inflation, self.figures), inflation, self)
        below = self._under.law(year, inflation)
        limits = Limits(below.entries, below.switches)
        for one in self.reforms:
            limits = one.applied(limits, year, inflation, file_of(LAST_WHOLE_YEAR).entries)
        return Law(year, limits, inflation, self)

    def _read_contributions(self, code: str, year: int, inflation: int) -> tuple[Contribution, ...]:
        return state_contributions(
            code, year, lambda of: self.law(of, inflation).social_security_wage_base
        )


def _book(figures: tuple[Figures, ...], reforms: tuple[Reform, ...]) -> LawBook:
    return LawBook(figures, reforms) if figures or reforms else PUBLISHED


PUBLISHED = LawBook()
"""The law without a user's figures and reforms. It reads its files when it is first asked."""
