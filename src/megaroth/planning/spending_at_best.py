"""The most that can be spent a year after work, under the best alternative and policy, for a
household and changes of it."""

from __future__ import annotations

from collections.abc import Sequence

from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.planning.best_levels import best_levels, measure_of
from megaroth.planning.deferral_variants import with_variants
from megaroth.planning.prepare import Prepared, prepare
from megaroth.planning.results import IF_OFFERED


def spending_at_best(households: Sequence[Household], law_book: LawBook) -> list[int | None]:
    """The most that each household can spend a year after work with the assumed growth in every
    year, in today's money, cents; None if nobody stops working.

    Until then all spend the same in each year: the least that any of them would. Otherwise one that
    pays more tax now would spend less now, and seem better off later.

    Args:
        households: one household, and changes of it, without unknown plan rules.
        law_book: the law, with a user's figures and reforms.

    Raises:
        InputError: a household cannot be projected.
    """
    prepared = [prepare(one, law_book=law_book) for one in households]
    spent = [one.inputs[0].spending for one in prepared]
    least = {year: min(one.get(year, most) for one in spent) for year, most in spent[0].items()}
    return [_most(one.spending({**one.inputs[0].spending, **least})) for one in prepared]


def _most(prepared: Prepared) -> int | None:
    if measure_of(prepared.inputs[0]) != "spending_per_year":
        return None
    places = [place for place, one in enumerate(prepared.chosen) if one.name != IF_OFFERED]
    found = best_levels(with_variants(prepared, places), places, "best")
    return round(max(float(one.levels[0]) for one in found))
