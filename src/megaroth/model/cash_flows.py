"""Pensions, and expenses and receipts of some years, in addition to pay and the spending of every
year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from megaroth.kernel.money import PPM
from megaroth.model.catalog import Ask, Key, Line
from megaroth.model.fields import Age, Flag, Money, Name, Rate, Year


@dataclass(frozen=True, kw_only=True)
class YearlyAmount:
    """An amount that is paid in some years."""

    name: Annotated[
        Name,
        Key(
            "what it is.", ask=Ask("ahead", "What is it?", "A word or two."), line=Line('"College"')
        ),
    ]
    amount: Annotated[
        Money,
        Key(
            "dollars a year.",
            ask=Ask("ahead", "Amount a year", "Dollars."),
            line=Line("80_000", "a year"),
        ),
    ]
    year: Annotated[
        Year | None,
        Key(
            "the only calendar year, for an amount that is paid once.",
            ask=Ask(
                "ahead",
                "Only in year",
                "If it is paid once. Leave the other years and ages empty then.",
                default="every year from the first to the last",
            ),
        ),
    ] = None
    age: Annotated[Age | None, Key("the same by the age that is reached in that year.")] = None
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
            line=Line("2031", "the first year; or from_age"),
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
            "the last calendar year; if omitted, the end of the plan.",
            ask=Ask(
                "ahead", "Last year", "State this or the age below.", default="the end of the plan"
            ),
            line=Line("2034", "the last year, the same one if it is paid once; or until_age"),
        ),
    ] = None
    until_age: Annotated[
        Age | None,
        Key(
            "the same by the age that is reached in that year.",
            ask=Ask("ahead", "or until age", "Reached in the last year."),
        ),
    ] = None
    person: Annotated[
        Name | None,
        Key(
            "the person whose age counts, and with whose death it ends; if omitted, the age of the "
            "first person, and no death ends it."
        ),
    ] = None
    nominal: Annotated[
        Flag,
        Key(
            "the amount is in dollars of each year, such as the payments of a mortgage; if "
            "omitted, it is in today's money and grows with prices.",
            ask=Ask(
                "ahead",
                "Does the amount stay the same in dollars?",
                "A mortgage does. Other amounts are in today's money and grow with prices.",
                default="no",
            ),
            line=Line("true", "the same dollars each year, such as a mortgage"),
        ),
    ] = False

    def paid_in(self, year: int, born: int) -> bool:
        """Whether it is paid in a calendar year, for a person born in another one."""
        once = _year(self.year, self.age, born)
        if once is not None:
            return year == once
        first = _year(self.from_year, self.from_age, born)
        last = _year(self.until_year, self.until_age, born)
        return (first is None or first <= year) and (last is None or year <= last)


def _year(year: int | None, age: int | None, born: int) -> int | None:
    """The calendar year that is stated, or stated by the age that is reached in it."""
    return year if age is None else born + age


@dataclass(frozen=True, kw_only=True)
class Expense(YearlyAmount):
    """An expense of some years, in addition to the spending of every year: a house, college, a
    mortgage that ends."""


@dataclass(frozen=True, kw_only=True)
class Receipt(YearlyAmount):
    """Money that comes in some years, in addition to pay: an inheritance, the sale of a house, rent
    or another income that ends."""

    taxable: Annotated[
        Flag,
        Key(
            "it is ordinary income on the return, without Social Security and Medicare tax; if "
            "omitted, it is not taxed, such as an inheritance.",
            ask=Ask(
                "ahead",
                "Is it taxed as income?",
                "An inheritance is not. Rent after its costs is.",
                default="no",
            ),
            line=Line("true", "ordinary income, such as rent; an inheritance is not taxed"),
        ),
    ] = False


@dataclass(frozen=True, kw_only=True)
class Pension:
    """A pension of a person: yearly payments for life or until an age. They are ordinary income
    without Social Security and Medicare tax."""

    name: Annotated[
        Name,
        Key(
            "what it is.",
            ask=Ask("ahead", "Which pension?", "A word or two."),
            line=Line('"State pension"'),
        ),
    ]
    amount: Annotated[
        Money,
        Key(
            "dollars a year, when it begins; of this year if it is already paid.",
            ask=Ask("ahead", "Pension a year", "When it begins, before tax."),
            line=Line("24_000", "a year, when it begins"),
        ),
    ]
    from_age: Annotated[
        Age | None,
        Key(
            "the age that is reached in the first year; if omitted, it is already paid.",
            ask=Ask(
                "ahead", "Begins at age", "Your statement shows it.", default="it is already paid"
            ),
            line=Line("62", "the age at which it begins; if omitted, it is already paid"),
        ),
    ] = None
    until_age: Annotated[
        Age | None,
        Key(
            "the age that is reached in the last year, for example of a supplement until 62; if "
            "omitted, for life.",
            ask=Ask(
                "ahead", "Ends at age", "Only if it is paid for some years.", default="for life"
            ),
        ),
    ] = None
    nominal: Annotated[
        Flag,
        Key(
            "the amount is in dollars of the year in which it begins, as in most statements of a "
            "pension; if omitted, in today's money, so that it grows with prices until then.",
            ask=Ask(
                "ahead",
                "Is it in dollars of the year it begins?",
                "Most statements of a pension are. Otherwise it is in today's money.",
                default="no",
            ),
            line=Line("true", "in dollars of the year it begins, not in today's money"),
        ),
    ] = False
    cola: Annotated[
        Rate | None,
        Key(
            "increase each year after it begins; with `indexed`, the most that it increases with "
            "prices; if omitted, none.",
            ask=Ask(
                "ahead",
                "Increase each year after it begins",
                "A fixed cost-of-living increase, or the most of one that follows prices.",
                default="none",
            ),
            line=Line('"2%"', "increase each year after it begins; none if omitted"),
        ),
    ] = None
    indexed: Annotated[
        Flag,
        Key(
            "it increases with prices each year after it begins, by at most `cola` if that is "
            "stated.",
            ask=Ask(
                "ahead",
                "Does the increase follow prices?",
                "Then it is at most the increase above.",
                default="no",
            ),
            line=Line("true", "the increase follows prices, up to cola"),
        ),
    ] = False
    survivor: Annotated[
        Rate,
        Key(
            "share of it that goes on to a surviving spouse; if omitted, none.",
            ask=Ask(
                "ahead",
                "Share that a surviving spouse gets",
                "50%, 75% and 100% are usual.",
                default="none",
            ),
            line=Line('"50%"', "the share that a surviving spouse gets"),
        ),
    ] = 0
    taxable: Annotated[
        Rate,
        Key(
            "the taxable share; less than 100% if you paid for a part of it with taxed money (Form "
            "1099-R, box 2a divided by box 1)."
        ),
    ] = PPM

    def paid_in(self, year: int, born: int) -> bool:
        """Whether it is paid in a calendar year, for a person born in another one."""
        begun = self.from_age is None or year >= born + self.from_age
        return begun and (self.until_age is None or year <= born + self.until_age)
