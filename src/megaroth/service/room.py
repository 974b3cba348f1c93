"""The room for after-tax contributions from a few figures, of one person or of a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from megaroth.kernel.money import MOST_CENTS, Column
from megaroth.law.entry import Status
from megaroth.law.law import Law
from megaroth.law.law_book import LawBook
from megaroth.planyear.figure import Range, known
from megaroth.planyear.room import ANSWERS, LIMITS, TierTerms, room_table
from megaroth.planyear.room import Room as Room
from megaroth.planyear.room import room as room_of


@dataclass(frozen=True, kw_only=True)
class RoomFigures:
    """The inputs of the room, cents and parts per million; the arguments of
    :func:`megaroth.planyear.room.room`.

    Attributes:
        year: None for this year.
        age: reached by December 31; None if unknown, which makes the catch-up limit a range.
        pay: None where only the dollar limit counts.
        deferral: None for the most allowed.
        inflation: assumed price growth a year for limits that are not published, parts per million.
    """

    year: int | None = None
    age: int | None = None
    pay: int | None = None
    deferral: int | None = None
    catch_up: int = 0
    employer: int = 0
    after_tax: int = 0
    fica_wages_last_year: int = 0
    match: TierTerms = ()
    nonelective: int = 0
    inflation: int | None = None

    def law(self, today: date, law_book: LawBook) -> Law:
        """The law of the year that is asked about."""
        return law_book.law(self.year or today.year, self.inflation)


def room(asked: RoomFigures, today: date, law_book: LawBook) -> Room:
    """The limits of one job, and the room that they leave for after-tax contributions.

    Args:
        asked: the figures.
        today: says which year is meant where none is named.
        law_book: the law, with a user's figures and reforms.
    """
    numbers = asked.law(today, law_book)
    found = _room(numbers, asked, _age(numbers, asked))
    if asked.age is None:
        oldest = (
            numbers.higher_catch_up_first_age
            if numbers.higher_catch_up_at_60
            else numbers.catch_up_age
        )
        most = known(_room(numbers, asked, oldest).catch_up_limit)
        return replace(found, age=None, catch_up_limit=Range(0, most))
    return found


ROOM_FIGURES = ANSWERS
"""The figures of :func:`room` by name."""


def room_columns(
    year: int,
    columns: Mapping[str, Column],
    match: TierTerms,
    nonelective: int,
    law_book: LawBook,
    *,
    inflation: int | None = None,
) -> tuple[Mapping[str, Column], Status]:
    """The room of a table of people of one year, a row each.

    Args:
        year: of the limits.
        columns: arguments of :func:`megaroth.planyear.room.room` by name, (n,).
        match: tiers of the match on deferrals, for every row.
        nonelective: nonelective contribution, parts per million of pay.
        law_book: the law, with a user's figures and reforms.
        inflation: assumed price growth a year for limits that are not published, parts per million.

    Returns:
        Columns by the names in :data:`ROOM_FIGURES`, and the status of the law of that year.
    """
    numbers = law_book.law(year, inflation)
    return room_table(numbers, columns, match, nonelective), numbers.status_of(*LIMITS)


def _age(numbers: Law, asked: RoomFigures) -> int:
    return numbers.catch_up_age - 1 if asked.age is None else asked.age


def _room(numbers: Law, asked: RoomFigures, age: int) -> Room:
    return room_of(
        numbers,
        age,
        pay=MOST_CENTS if asked.pay is None else asked.pay,
        deferral=asked.deferral,
        catch_up=asked.catch_up,
        employer=asked.employer,
        after_tax=asked.after_tax,
        fica_wages_last_year=asked.fica_wages_last_year,
        match=asked.match,
        nonelective=asked.nonelective,
    )
