"""The alternatives of a comparison, each under its best policy, measured on the same paths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np

from megaroth.kernel.money import Column
from megaroth.planning.after_tax_wealth import Numbers
from megaroth.planning.best_policies import Best, Way
from megaroth.planning.measured_results import (
    DeferralKind,
    Measures,
    Order,
    PolicyOut,
    Spread,
)
from megaroth.planning.monte_carlo import BlockResult
from megaroth.planning.sustainable_spending import sustainable
from megaroth.planning.what_it_costs import Cost, costs_of
from megaroth.projection.market import paths
from megaroth.projection.policy import in_rows
from megaroth.projection.run import project
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.stacking import groups, started, together

_SPENDING_PATHS = 250
"""Paths on which the spending that lasts is searched."""


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
    """

    policy: PolicyOut
    measures: Measures
    differences: Measures
    probability_ahead: float | None
    cost: Cost
    by_year: dict[int, Spread]


def ways_to_play(best: Sequence[Best]) -> tuple[list[ScenarioInputs], list[int]]:
    """The inputs whose paths the measures need: each alternative's best for cash-out, then those
    for heirs that differ; and the place of each one's best for heirs."""
    found = [one.by_cash_out.given for one in best]
    places = []
    for at, one in enumerate(best):
        if one.by_estate.same(one.by_cash_out):
            places.append(at)
        else:
            places.append(len(found))
            found.append(one.by_estate.given)
    return found, places


def at_their_best(
    best: Sequence[Best], blocks: Sequence[Sequence[BlockResult]], of_heirs: Sequence[int]
) -> list[AtItsBest]:
    """Each alternative's measures, with their spread where the returns are drawn.

    Args:
        best: the best ways of each alternative.
        blocks: the results on the paths of :func:`ways_to_play`, in its order.
        of_heirs: its places of the best for heirs.
    """
    many = len(best)
    cash = [np.concatenate([one.cash_out for one in parts]) for parts in blocks[:many]]
    heirs = [np.concatenate([one.estate for one in blocks[at]]) for at in of_heirs]
    spent = _spending_on_paths(best)
    measures = [
        Measures(
            None
            if one.spending is None
            else _spread(one.spending, None if spent is None else spent[at]),
            _spread(one.estate, heirs[at]),
            _spread(one.cash_out, cash[at]),
        )
        for at, one in enumerate(best)
    ]
    first = best[0]
    differences = [
        Measures(
            None
            if one.spending is None or first.spending is None
            else _spread(
                one.spending - first.spending, None if spent is None else spent[at] - spent[0]
            ),
            _spread(one.estate - first.estate, heirs[at] - heirs[0]),
            _spread(one.cash_out - first.cash_out, cash[at] - cash[0]),
        )
        for at, one in enumerate(best)
    ]
    random = len(cash[0]) > 1
    lead: Sequence[Numbers | Column] = cash if spent is None else spent
    costs = costs_of([one.leading for one in best])
    return [
        AtItsBest(
            _policy_out(one.leading),
            measures[at],
            differences[at],
            float(np.mean(lead[at] > lead[0])) if random else None,
            costs[at],
            _by_year(first.leading.given.ahead.years, blocks[at][0].by_year - blocks[0][0].by_year),
        )
        for at, one in enumerate(best)
    ]


def _by_year(years: Sequence[int], apart: Numbers) -> dict[int, Spread]:
    """The difference at the end of each year: on some paths, and in the last column at the assumed
    growth."""
    return {
        year: _spread(round(float(row[-1])), row[:-1])
        for year, row in zip(years, apart, strict=True)
    }


def _spread(level: int, on_paths: Numbers | Column | None) -> Spread:
    """A figure with its distribution; at a fixed growth there is none."""
    if on_paths is None or len(on_paths) <= 1:
        return Spread(level)
    low, middle, high = (round(float(one)) for one in np.percentile(on_paths, (5, 50, 95)))
    return Spread(level, low, middle, high, round(float(np.mean(on_paths))))


def _spending_on_paths(best: Sequence[Best]) -> list[Column] | None:
    """The spending that lasts on each of some paths; None if the growth is fixed or nobody stops
    working."""
    ways = [one.by_spending for one in best if one.by_spending is not None]
    ahead = best[0].leading.given.ahead
    assumed = ahead.household.assumptions
    if assumed.model == "fixed" or len(ways) < len(best):
        return None
    drawn = next(paths(assumed, ahead.inflation, len(ahead.years))).first(_SPENDING_PATHS)
    rows = len(drawn.returns)
    found: dict[int, Column] = {}
    givens = [way.given for way in ways]
    for places in groups(givens):
        ours = [givens[at] for at in places]
        given = together(ours, rows)
        if given.policies is None or len(given.policies.order) == 1:
            given = replace(given, policies=in_rows([one.policy for one in ours], rows))
        returns = np.tile(drawn.returns, (len(ours), 1))
        prices = None if drawn.prices is None else np.tile(drawn.prices, (len(ours), 1))
        free = next(at for at, year in enumerate(ahead.years) if year not in given.working)
        start = project(given, returns, start=started(ours, rows), until=free, prices=prices).end
        guess = np.repeat([float(best[at].spending or 0) for at in places], rows)
        levels = sustainable(given, returns, start, prices=prices, near=guess)
        found |= {place: levels[at * rows : (at + 1) * rows] for at, place in enumerate(places)}
    return [found[at] for at in range(len(best))]


def _policy_out(way: Way) -> PolicyOut:
    policy = way.policy
    return PolicyOut(
        withdrawals=cast(Order, policy.withdrawals),
        conversions=policy.conversions,
        fill_to=policy.fill_to,
        target=policy.target,
        premium_tier=policy.tier,
        periodic_payments=policy.payments,
        deferral_kind=cast(DeferralKind | None, way.deferral_kind),
    )
