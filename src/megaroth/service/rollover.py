"""A distribution split over its destinations, and what its forms must say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from megaroth.contract.rollover import RolloverAnswer
from megaroth.law.law import Law
from megaroth.law.law_book import LawBook
from megaroth.planyear.distribution import split
from megaroth.planyear.distribution_result import DESTINATIONS as DESTINATIONS
from megaroth.planyear.distribution_result import Split
from megaroth.taxforms.tax_forms import forms


@dataclass(frozen=True, kw_only=True)
class Distribution:
    """A distribution from a plan, cents; the arguments of
    :func:`megaroth.planyear.distribution.split`.

    Attributes:
        year: None for this year.
    """

    balance: int
    after_tax: int
    year: int | None = None
    distribute: int | None = None
    to: Sequence[tuple[str, int]] = ()
    separate_source: bool = False
    pre_1987: int = 0
    half_years: int | None = None
    separated_at: int | None = None
    prefer: Sequence[str] = ()

    def law(self, today: date, law_book: LawBook) -> Law:
        """The law of the year of the distribution."""
        return law_book.law(self.year or today.year)


def rollover(asked: Distribution, today: date, law_book: LawBook) -> RolloverAnswer:
    """A distribution split over its destinations, and what its forms must say.

    Args:
        asked: the distribution.
        today: says which year is meant where none is named.
        law_book: the law, with a user's figures and reforms.
    """
    numbers = asked.law(today, law_book)
    found = split_of(numbers, asked)
    return RolloverAnswer(found, forms(found, numbers, asked.half_years, asked.separated_at))


def split_of(numbers: Law, asked: Distribution) -> Split:
    """A distribution split over its destinations."""
    return split(
        numbers,
        balance=asked.balance,
        after_tax=asked.after_tax,
        distribute=asked.distribute,
        to=asked.to,
        separate_source=asked.separate_source,
        pre_1987=asked.pre_1987,
        half_years=asked.half_years,
        separated_at=asked.separated_at,
        prefer=asked.prefer,
    )
