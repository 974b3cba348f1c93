"""The measure that leads of some alternatives, each under the best policy of the whole family: at
one growth or at several, where nothing else is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from megaroth.kernel.money import PPM, Column
from megaroth.planning.after_tax_wealth import Numbers
from megaroth.planning.best_policies import Way
from megaroth.planning.measured_results import LeadingMeasure, PolicyChoice
from megaroth.planning.measures import cash_out
from megaroth.planning.policy_family import family, kinds_of, plain
from megaroth.planning.prepare import Prepared, Variant
from megaroth.planning.sustainable_spending import best_lasting, first_free
from megaroth.projection.accounts import Returns
from megaroth.projection.each_column import Rows
from megaroth.projection.policy import Policy, policy_rows, stated_policy
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.stacking import ends


@dataclass(frozen=True)
class BestLevel:
    """The measure that leads of an alternative at its best.

    Attributes:
        measure: which one it is.
        levels: at each growth, in today's money, cents.
        ways: how it is reached, at each growth.
    """

    measure: LeadingMeasure
    levels: Numbers
    ways: list[Way]


def best_levels(
    prepared: Prepared,
    places: Sequence[int],
    policy: PolicyChoice,
    *,
    near: Sequence[float] | None = None,
    growths: Numbers | None = None,
) -> list[BestLevel]:
    """The measure that leads of some alternatives, each at its best.

    Args:
        prepared: with the variants of these alternatives.
        places: of the alternatives.
        policy: ``best`` for the best of the family, ``same`` for the household's own.
        near: a first guess of each level, cents.
        growths: of every year, (growths,); the assumed one if omitted.
    """
    ahead = prepared.ahead
    levels = np.array([int(ahead.household.assumptions.growth) / PPM])
    levels = levels if growths is None else growths
    returns = np.repeat(levels[:, None], len(ahead.years), axis=1)
    tried = [_tried(prepared, place, policy) for place in places]
    measure = measure_of(prepared.inputs[0])
    found: Sequence[tuple[Numbers | Column, Rows]]
    if measure == "cash_out":
        found = [_most_cashed_out(ones, returns) for ones in tried]
    else:
        ways = [[(variant.inputs, one) for variant, one in ones] for ones in tried]
        found = best_lasting(ways, returns, near or [np.nan] * len(tried))
    return [
        BestLevel(measure, np.asarray(level, dtype=np.float64), [_way(*ones[at]) for at in best])
        for ones, (level, best) in zip(tried, found, strict=True)
    ]


def measure_of(inputs: ScenarioInputs) -> LeadingMeasure:
    """The measure that leads: what can be spent where somebody stops working."""
    nobody_stops = first_free(inputs) == len(inputs.ahead.years)
    return "cash_out" if nobody_stops else "spending_per_year"


def _tried(prepared: Prepared, place: int, policy: PolicyChoice) -> list[tuple[Variant, Policy]]:
    """An alternative with every kind of deferrals that its file leaves open, under every policy."""
    policies = [stated_policy(prepared.ahead.household.assumptions)]
    kinds = [next(kinds_of(prepared.chosen[place]))[0]]
    variants = [one for one in prepared.variants if one.place == place]
    if policy == "best":
        policies, kinds = family(prepared.ahead), [one.kind for one in variants]
    return [(one, rule) for one in variants if one.kind in kinds for rule in policies]


def _way(variant: Variant, policy: Policy) -> Way:
    inputs = replace(variant.inputs, policies=policy_rows([policy]))
    return Way(plain(policy), variant.kind, inputs)


def _most_cashed_out(
    tried: Sequence[tuple[Variant, Policy]], returns: Returns
) -> tuple[Numbers, Rows]:
    """What cashing out leaves under the best of some policies, and its place."""
    all_inputs = [_way(*one).inputs for one in tried]
    left = np.array(
        [
            cash_out(inputs, accounts)[rows]
            for inputs, (accounts, rows) in zip(all_inputs, ends(all_inputs, returns), strict=True)
        ]
    )
    return np.max(left, axis=0), np.argmax(left, axis=0)
