"""Changes of a job's pay in later years: part-time work, unpaid leave, a promotion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from megaroth.model.catalog import Ask, Key
from megaroth.model.fields import Age, Money, Rate, Year


@dataclass(frozen=True, kw_only=True)
class PayChange:
    """The pay of a job in some years. State `pay` or `share`; where changes overlap, the last one in
    the file counts."""

    pay: Annotated[
        Money | None,
        Key(
            "annual pay in those years, in this year's money; it grows as all pay does.",
            ask=Ask(
                "ahead",
                "Annual pay then",
                "In this year's money. State this or the share below.",
                default="the share below",
            ),
        ),
    ] = None
    share: Annotated[
        Rate | None,
        Key(
            "the same as a share of the usual pay: 50% for half time, 0% for unpaid leave.",
            ask=Ask(
                "ahead",
                "or share of pay",
                "50% for half time, 0% for unpaid leave.",
                default="the pay above",
            ),
        ),
    ] = None
    from_year: Annotated[
        Year | None,
        Key(
            "the first calendar year; if omitted, the first year of the plan.",
            ask=Ask(
                "ahead",
                "First year",
                "State this or the age below.",
                default="the first year of the plan",
            ),
        ),
    ] = None
    from_age: Annotated[
        Age | None,
        Key(
            "the same by the age that is reached in that year.",
            ask=Ask("ahead", "or from age", "Reached in the first year."),
        ),
    ] = None
    until_year: Annotated[
        Year | None,
        Key(
            "the last calendar year; if omitted, the end of the job.",
            ask=Ask(
                "ahead", "Last year", "State this or the age below.", default="the end of the job"
            ),
        ),
    ] = None
    until_age: Annotated[
        Age | None,
        Key(
            "the same by the age that is reached in that year.",
            ask=Ask("ahead", "or until age", "Reached in the last year."),
        ),
    ] = None

    def first(self, born: int) -> int | None:
        """The first calendar year, for a person born in a year; None if it is not stated."""
        return self.from_year if self.from_age is None else born + self.from_age

    def last(self, born: int) -> int | None:
        """The last calendar year; None if it is not stated."""
        return self.until_year if self.until_age is None else born + self.until_age

    def applies(self, year: int, born: int) -> bool:
        """Whether pay is changed in a calendar year, for a person born in another one."""
        first, last = self.first(born), self.last(born)
        return (first is None or first <= year) and (last is None or year <= last)
