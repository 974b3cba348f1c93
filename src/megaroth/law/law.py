"""The law of one year: its numbers as attributes in cents, parts per million, years or counts, and
its book."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from megaroth.law.entry import Limits
from megaroth.law.figures import Figures
from megaroth.law.plan_limits import PlanLimits
from megaroth.law.reform import Reform
from megaroth.law.state_payroll import Contribution
from megaroth.law.states import StateLaw
from megaroth.law.tax_limits import TaxLimits
from megaroth.law.year_numbers import limit_names


class Book(Protocol):
    """What the law of a year needs from its book, a
    :class:`~megaroth.law.law_book.LawBook`."""

    @property
    def figures(self) -> tuple[Figures, ...]:
        """A user's published figures."""

    @property
    def reforms(self) -> tuple[Reform, ...]:
        """A user's reforms, the last one on top."""

    def law(self, year: int, inflation: int | None = None) -> Law:
        """The federal law of a year."""

    def state(self, code: str, year: int, inflation: int | None = None) -> StateLaw:
        """The income tax law of a state in a year."""

    def contributions(
        self, code: str, year: int, inflation: int | None = None
    ) -> tuple[Contribution, ...]:
        """What a state takes from wages in a year."""


class Law(PlanLimits, TaxLimits):
    """The law of one year, as numbers.

    Each attribute is a limit of that name in ``law/data``: cents, parts per million, years or a
    count. Those that differ by filing status or coverage are called with it:
    ``law.standard_deduction("single")``.

    Attributes:
        year: the calendar year.
        inflation: price growth used for projections, parts per million a year.
        book: the book that it is in, which has the law of other years and of states.
    """

    def __init__(self, year: int, limits: Limits, inflation: int, book: Book) -> None:
        super().__init__(year, limits)
        self.inflation = inflation
        self.book = book

    def __reduce__(self) -> tuple[Callable[..., Law], tuple[Book, int, int]]:
        """Another process gets the book, and finds the year in it."""
        return _in_book, (self.book, self.year, self.inflation)

    def in_year(self, year: int) -> Law:
        """The law of another year in the same book, at the same price growth."""
        return self.book.law(year, self.inflation)

    def state(self, code: str) -> StateLaw:
        """The income tax law of a state in the same year.

        Raises:
            LawError: megaroth has no law for that state or year.
        """
        return self.book.state(code, self.year, self.inflation)

    def state_contributions(self, code: str) -> tuple[Contribution, ...]:
        """What a state takes from wages in the same year."""
        return self.book.contributions(code, self.year, self.inflation)

    def __repr__(self) -> str:
        return f"<Law {self.year}, {self.status}>"

    def projected_names(self) -> list[str]:
        """Limits that are projected, those of plans and IRAs first."""
        order = {name: place for place, name in enumerate(limit_names(Law))}
        names = [name for name, entry in self.entries.items() if entry.status == "projected"]
        return sorted(names, key=lambda name: (order.get(name, len(order)), name))


def _in_book(book: Book, year: int, inflation: int) -> Law:
    return book.law(year, inflation)


def about(law: Law) -> dict[str, Any]:
    """The year as plain data: every limit with its values in its own unit, section, source and
    status."""
    return {
        name: {
            "values": dict(entry.values),
            "unit": entry.unit,
            "section": entry.section,
            "source": entry.source,
            "status": entry.status,
            "evidence": entry.evidence,
        }
        for name, entry in law.entries.items()
        if entry.values
    }
