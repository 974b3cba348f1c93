"""One plan year, in order. Scalars and columns take the same path."""

from __future__ import annotations

from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.planyear.answer import answer
from megaroth.planyear.excesses import excesses
from megaroth.planyear.result import PlanYear
from megaroth.planyear.settle import settle
from megaroth.planyear.tax_on_moves import tax_on_moves


def run(household: Household, law_book: LawBook) -> PlanYear:
    """Plan one year of a household whose plan rules are all known.

    Args:
        household: the household; pay, growth and balances may be columns of one length.
        law_book: the law, with a user's figures and reforms.

    Returns:
        The plan year, in cents of the shape that went in.

    Raises:
        LawError: megaroth holds no law of the year.
    """
    settled = settle(household, law_book)
    beyond_limits = excesses(settled.year)
    taxes = tax_on_moves(settled)
    return answer(settled, beyond_limits, taxes)
