"""The measure that leads a comparison, of each alternative under its best policy: at the assumed
growth and on the paths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from megaroth.kernel.money import Column
from megaroth.planning.after_tax_wealth import Numbers
from megaroth.planning.best_policies import Best
from megaroth.planning.measured_results import Measure, Spread
from megaroth.planning.monte_carlo import BlockResult, simulate_all
from megaroth.planning.sustainable_spending import lasting_of
from megaroth.projection.market import paths

SPENDING_PATHS = 250
"""Paths on which the spending that lasts is searched."""

_PERCENTILES = (5, 50, 95)


@dataclass(frozen=True)
class Lead:
    """An alternative in the measure that leads, in today's money, cents.

    Attributes:
        measure: what can be spent a year after work so that it lasts, or what cashing everything
            out leaves where nobody stops working.
        level: at the assumed growth.
        on_paths: on each path, the same paths for every alternative; one if the growth is fixed.
    """

    measure: Measure
    level: int
    on_paths: Numbers | Column

    def ahead_of(self, other: Lead) -> Numbers | Column:
        """How far ahead of another it is, on each path."""
        return self.on_paths - other.on_paths

    def difference(self, other: Lead) -> Spread:
        """How far ahead of another it is."""
        return spread(self.level - other.level, self.ahead_of(other))


def spread(level: int, on_paths: Numbers | Column | None) -> Spread:
    """A figure with its distribution; at a fixed growth there is none."""
    if on_paths is None or len(on_paths) <= 1:
        return Spread(level)
    low, middle, high = (round(float(one)) for one in np.percentile(on_paths, _PERCENTILES))
    return Spread(level, low, middle, high, round(float(np.mean(on_paths))))


def leads_of(best: Sequence[Best], cash_out: Sequence[Numbers]) -> list[Lead]:
    """Each alternative in the measure that leads.

    Args:
        best: the best ways of each.
        cash_out: what cashing out leaves of each on the paths.
    """
    levels = [one.spending for one in best if one.spending is not None]
    if len(levels) < len(best):
        return [
            Lead("cash_out", one.cash_out, on_paths)
            for one, on_paths in zip(best, cash_out, strict=True)
        ]
    spent = _spending_on_paths(best) or [np.array([level], dtype=np.int64) for level in levels]
    return [
        Lead("spending_per_year", level, on_paths)
        for level, on_paths in zip(levels, spent, strict=True)
    ]


def leads_alone(best: Sequence[Best]) -> list[Lead]:
    """Each alternative in the measure that leads, where nothing else is asked for."""
    if all(one.spending is not None for one in best):
        return leads_of(best, [])
    runs = simulate_all([one.by_cash_out.inputs for one in best], 1, lambda _years: None)
    return leads_of(best, [cash_of(blocks) for blocks in runs])


def cash_of(blocks: Sequence[BlockResult]) -> Numbers:
    """What cashing out leaves on all paths of some blocks."""
    return np.concatenate([one.cash_out for one in blocks])


def _spending_on_paths(best: Sequence[Best]) -> list[Column] | None:
    """The spending that lasts on each of some paths; None if the growth is fixed."""
    ways = [one.by_spending for one in best if one.by_spending is not None]
    ahead = best[0].leading.inputs.ahead
    assumed = ahead.household.assumptions
    if assumed.model == "fixed":
        return None
    drawn = next(paths(assumed, ahead.inflation, len(ahead.years))).first(SPENDING_PATHS)
    guesses = [float(one.spending or 0) for one in best]
    return lasting_of([way.inputs for way in ways], drawn, guesses)
