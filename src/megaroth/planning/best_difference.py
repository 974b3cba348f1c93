"""The best plan with after-tax contributions, and the best plan without them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from megaroth.kernel.money import Cents
from megaroth.law.law_book import PUBLISHED, LawBook
from megaroth.model.household import Household
from megaroth.planning.aim import Aim
from megaroth.planning.alternatives import all_elected
from megaroth.planning.measured_results import BestPlans, Bounded, Measure
from megaroth.planning.optimize import optimize

_HALF = 1_000
"""Steps that each of the two searches counts as."""

STEPS = 2 * _HALF
"""Steps of both searches, for progress."""


def best_difference(
    household: Household,
    measure: Measure,
    tick: Callable[[int, int], None] | None = None,
    *,
    spent: Mapping[int, Cents] | None = None,
    law_book: LawBook = PUBLISHED,
) -> BestPlans | None:
    """The best plans with and without after-tax contributions, each with its upper bound.

    Args:
        household: with no unknown plan rule.
        measure: what the plans are best in.
        tick: called with the steps done and their number.
        spent: spending of each year, cents, the same in both.
        law_book: the law, with a user's figures and reforms.

    Returns:
        Both at the assumed growth with the claiming ages of the file; None if no plan accepts
        after-tax contributions.

    Raises:
        InputError: the household cannot be projected.
    """
    choices = all_elected(household)
    if len(choices) == 1:
        return None
    found = []
    for place, choice in enumerate(choices):

        def step(done: int, whole: int, begun: int = place * _HALF) -> None:
            if tick is not None:
                tick(begun + _HALF * done // max(whole, 1), STEPS)

        # Both search from the same household, except for the elections.
        changed = replace(choice.household, alternatives=())
        aim = Aim(objective=measure, keep_claims=True)
        best = optimize(changed, aim, step, spent=spent, law_book=law_book)
        found.append(Bounded(best.value, best.bound))
    without, with_after_tax = found
    apart = Bounded(with_after_tax.value - without.value, with_after_tax.bound - without.value)
    return BestPlans(measure, with_after_tax, without, apart)
