"""Health insurance that a household buys between work and Medicare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from megaroth.model.catalog import Ask, Key, Line
from megaroth.model.fields import Flag, Money


@dataclass(frozen=True, kw_only=True)
class Marketplace:
    """Health insurance from a marketplace."""

    buys: Annotated[
        Flag,
        Key(
            "whether the household buys health insurance on a marketplace in years between work "
            "and Medicare. Its premiums then come on top of spending, and the premium tax credit "
            "is counted.",
            ask=Ask(
                "ahead",
                "Will you buy health insurance on a marketplace between work and Medicare?",
                "Its premiums then come on top of your spending, and the premium tax credit, which "
                "depends on income, is counted.",
                default="no: your spending includes health insurance",
            ),
            line=Line("true", "between work and Medicare; premiums come on top of spending"),
        ),
    ] = False
    benchmark: Annotated[
        Money | None,
        Key(
            "premium a year of the second-lowest silver plan for everybody without Medicare, at "
            "their ages in the year of the file and in today's money; if omitted, the national "
            "average by age.",
            ask=Ask(
                "ahead",
                "Benchmark premium a year",
                "Of the second-lowest silver plan for everybody without Medicare, at today's ages. "
                "The marketplace shows it.",
                default="the national average by age",
                later=True,
            ),
            line=Line("9_600", "a year: the second-lowest silver plan, at today's ages"),
        ),
    ] = None
    premium: Annotated[
        Money | None,
        Key(
            "premium a year of the plan that they would buy, for the same people and in the same "
            "money; if omitted, the benchmark.",
            ask=Ask(
                "ahead",
                "Premium a year of the plan you would buy",
                "For the same people, at today's ages.",
                default="the benchmark premium",
                later=True,
            ),
        ),
    ] = None
