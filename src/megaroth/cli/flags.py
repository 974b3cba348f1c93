"""Read flags. Problems are collected, so that one run reports all of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from megaroth.kernel.errors import InputError, Problem, nearest, one_of
from megaroth.kernel.message import Shown
from megaroth.kernel.money import to_ppm
from megaroth.model.fields import OLDEST, Kind
from megaroth.readers.kinds import RefusedError
from megaroth.readers.texts import of_text

_AMOUNT, _YEAR, _AGE = Kind("money"), Kind("year"), Kind("count", most=OLDEST)


class Flags:
    """Reads the texts of flags, or of a table's cells, into values of the model, and collects
    problems.

    Attributes:
        file, line: the origin of the texts, if not the command line.
        called: the table's own name of a column, if it differs.
    """

    def __init__(self, file: str | None = None) -> None:
        self.problems: list[Problem] = []
        self.file = file
        self.line: int | None = None
        self.called: dict[str, str] = {}

    def refuse(self, flag: str, found: str, expected: Shown, near: str | None = None) -> None:
        """Add a problem."""
        shown = found if len(found) <= 40 else found[:37] + "..."
        self.problems.append(
            Problem(self.called.get(flag, flag), shown, expected, self.file, self.line, near)
        )

    def done(self) -> None:
        """Raise all problems found."""
        if self.problems:
            raise InputError(dict.fromkeys(self.problems))

    def field(self, flag: str, text: str, kind: Kind) -> Any:
        """The value of a text for a field, within the bounds of the household file; None if it is
        refused."""
        try:
            return of_text(kind, text)
        except RefusedError as error:
            self.refuse(
                flag,
                repr(text),
                str(error),
                nearest(text.strip(), error.choices) if error.choices else None,
            )
            return None

    def money(self, flag: str, text: str | None) -> int | None:
        """An amount of 0 or more in dollars, as cents."""
        if text is None:
            return None
        found: int | None = self.field(flag, text, _AMOUNT)
        return found

    def rate(self, flag: str, text: str | None, most: int = 1_000_000) -> int | None:
        """A rate of 0% or more, as parts per million."""
        if text is None:
            return None
        try:
            rate = to_ppm(text)
        except ValueError as error:
            self.refuse(flag, repr(text), str(error))
            return None
        if not 0 <= rate <= most:
            self.refuse(flag, repr(text), f"a rate from 0% to {most // 10_000}%")
        return rate

    def year(self, flag: str, text: str | int | None) -> int | None:
        """A year that the law covers."""
        if text is None:
            return None
        found: int | None = self.field(flag, str(text), _YEAR)
        return found

    def age(self, flag: str, text: str | None) -> int | None:
        """An age in whole years."""
        if text is None:
            return None
        try:
            found: int = of_text(_AGE, text)
        except RefusedError:
            self.refuse(flag, repr(text), f"whole years from 0 to {OLDEST}")
            return None
        return found

    def half_years(self, flag: str, text: str | None) -> int | None:
        """An age such as 59.5, in half-years, rounded down."""
        if text is None:
            return None
        try:
            value = Decimal(text)
            if not value.is_finite() or not 0 <= value <= OLDEST:
                raise ValueError
        except (InvalidOperation, ValueError):
            self.refuse(flag, repr(text), f"an age from 0 to {OLDEST}, such as 42 or 59.5")
            return None
        return int(value * 2)

    def born(self, flag: str, text: str | None, year: int | None) -> int | None:
        """The age reached by the end of the year, from a birth date."""
        if text is None or year is None:
            return None
        try:
            day = date.fromisoformat(text)
        except ValueError:
            self.refuse(flag, repr(text), "a date such as 1979-05-14")
            return None
        if not 0 <= year - day.year <= OLDEST:
            self.refuse(
                flag, repr(text), f"a birth date that makes an age from 0 to {OLDEST} in {year}"
            )
            return None
        return year - day.year

    def tiers(self, flag: str, texts: list[str] | None) -> tuple[tuple[int, int], ...]:
        """Match tiers such as ``50%:6%``. Each starts where the one before it ends."""
        tiers: list[tuple[int, int]] = []
        for text in texts or []:
            rate_text, colon, reach_text = text.partition(":")
            if not colon:
                self.refuse(
                    flag,
                    repr(text),
                    "a tier such as 50%:6% (the rate, then the share of pay that it covers)",
                )
                continue
            rate, reach = self.rate(flag, rate_text, most=10_000_000), self.rate(flag, reach_text)
            if rate is None or reach is None:
                continue
            if tiers and reach <= tiers[-1][1]:
                self.refuse(flag, repr(text), "a share of pay above that of the tier before")
            tiers.append((rate, reach))
        return tuple(tiers)

    def word(self, flag: str, text: str, words: tuple[str, ...]) -> str | None:
        """One of a list of words."""
        if text in words:
            return text
        self.refuse(flag, repr(text), one_of(words), nearest(text, words))
        return None
