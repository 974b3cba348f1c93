"""A figure of an answer: cents, or a range of them while a plan rule is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from megaroth.kernel.answer_fields import Unit
from megaroth.kernel.money import Cents

LimitedBy = Literal["dollar_limit", "compensation"]

AfterTaxBound = Literal["cash", "pay", "election", "highest_election"]
"""What keeps after-tax contributions below what the law and the plan allow."""
"""What sets an annual additions limit."""


@dataclass(frozen=True)
class Range:
    """The least and the most that an answer can be while a plan rule is unknown, cents."""

    low: Cents
    high: Cents


Figure = Cents | Range
"""A figure of an answer: cents, or a :class:`Range` of them where a plan rule is unknown."""


Percent = Annotated[Cents | Range, Unit.PARTS_PER_MILLION]
"""A rate, parts per million, or a :class:`Range` of them."""


def known(figure: Cents | Range) -> Cents:
    """A figure of a plan year whose plan rules are known, as cents to calculate with.

    Raises:
        TypeError: the figure is a range, so it comes from a plan year with unknown rules.

    >>> known(5_00)
    500
    """
    if isinstance(figure, Range):
        raise TypeError("a range is not one amount: settle the unknown plan rules first")
    return figure
