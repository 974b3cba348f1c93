"""The alternatives of a comparison, each under its best policy, measured on the same paths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from megaroth.planning.after_tax_wealth import Numbers
from megaroth.planning.best_policies import Best
from megaroth.planning.leading_measure import Lead, cash_of, spread
from megaroth.planning.measured_results import Measures, PolicyOut, Spread
from megaroth.planning.monte_carlo import BlockResult
from megaroth.planning.policy_family import policy_out
from megaroth.planning.what_it_costs import Cost, costs_of
from megaroth.projection.scenario_inputs import ScenarioInputs


@dataclass(frozen=True)
class AtItsBest:
    """One alternative under its best policy.

    Attributes:
        policy: the policy behind the measure that leads.
        measures: what it comes to.
        differences: from the first alternative.
        probability_ahead: share of the paths on which it is ahead of the first in the measure that
            leads; None if the growth is fixed.
        cost: what it costs to have it.
        by_year: how far ahead of the first it is if everything is cashed out at the end of each
            year.
        heirs_ends: what is owned at the end at the assumed growth under the policy that is best for
            heirs, cents of that year.
    """

    policy: PolicyOut
    measures: Measures
    differences: Measures
    probability_ahead: float | None
    cost: Cost
    by_year: dict[int, Spread]
    heirs_ends: dict[str, int]


def ways_to_simulate(best: Sequence[Best]) -> tuple[list[ScenarioInputs], list[int]]:
    """The inputs whose paths the measures need: each alternative's best for cash-out, then those
    for heirs that differ; and the place of each one's best for heirs."""
    found = [one.by_cash_out.inputs for one in best]
    places = []
    for at, one in enumerate(best):
        if one.by_estate.same(one.by_cash_out):
            places.append(at)
        else:
            places.append(len(found))
            found.append(one.by_estate.inputs)
    return found, places


def at_their_best(
    best: Sequence[Best],
    blocks: Sequence[Sequence[BlockResult]],
    of_heirs: Sequence[int],
    leads: Sequence[Lead],
) -> list[AtItsBest]:
    """Each alternative's measures, with their spread where the returns are drawn.

    Args:
        best: the best ways of each alternative.
        blocks: the results on the paths of :func:`ways_to_simulate`, in its order.
        of_heirs: its places of the best for heirs.
        leads: each alternative in the measure that leads.
    """
    cash = [cash_of(parts) for parts in blocks[: len(best)]]
    heirs = [np.concatenate([one.estate for one in blocks[at]]) for at in of_heirs]
    first, years = best[0], best[0].leading.inputs.ahead.years
    costs = costs_of([one.leading for one in best])
    found = []
    for at, one in enumerate(best):
        lead, apart = leads[at], leads[at].ahead_of(leads[0])
        spends = lead.measure == "spending_per_year"
        measures = Measures(
            spread(lead.level, lead.on_paths) if spends else None,
            spread(one.estate, heirs[at]),
            spread(one.cash_out, cash[at]),
        )
        differences = Measures(
            lead.difference(leads[0]) if spends else None,
            spread(one.estate - first.estate, heirs[at] - heirs[0]),
            spread(one.cash_out - first.cash_out, cash[at] - cash[0]),
        )
        found.append(
            AtItsBest(
                policy_out(one.leading.policy, one.leading.deferral_kind),
                measures,
                differences,
                float(np.mean(apart > 0)) if len(apart) > 1 else None,
                costs[at],
                _by_year(years, blocks[at][0].by_year - blocks[0][0].by_year),
                blocks[of_heirs[at]][0].level_ends,
            )
        )
    return found


def _by_year(years: Sequence[int], apart: Numbers) -> dict[int, Spread]:
    """The difference at the end of each year: on some paths, and in the last column at the assumed
    growth."""
    return {
        year: spread(round(float(row[-1])), row[:-1])
        for year, row in zip(years, apart, strict=True)
    }
