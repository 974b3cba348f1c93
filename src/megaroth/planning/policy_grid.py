"""A grid of policies for alternatives, as the rows of one projection: what each leaves at the assumed
growth, and the spending that lasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from megaroth.kernel.money import PPM
from megaroth.planning.after_tax_wealth import Numbers
from megaroth.planning.measures import cash_out, estate
from megaroth.planning.prepare import Variant
from megaroth.planning.spending import at_level
from megaroth.planning.sustainable_spending import first_drawn, first_free, sustainable
from megaroth.projection.accounts import Returns
from megaroth.projection.policy import Policy, policy_rows
from megaroth.projection.run import Start, project
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.stacking import groups, started, together


@dataclass(frozen=True)
class Grid:
    """Wealth of every variant under every policy, (variants, policies), cents."""

    cash_out: Numbers
    estate: Numbers
    lasts: npt.NDArray[np.bool_]

    def part(self, variants: slice) -> Grid:
        """Some of the variants."""
        return Grid(self.cash_out[variants], self.estate[variants], self.lasts[variants])


def grid_of(all_inputs: Sequence[ScenarioInputs], policies: Sequence[Policy], begun: Begun) -> Grid:
    """Wealth of alternatives under every policy at the assumed growth."""
    many = len(policies)
    shape = len(all_inputs), many
    found = Grid(np.zeros(shape), np.zeros(shape), np.zeros(shape, dtype=np.bool_))
    for places in groups(all_inputs):
        ours = [replace(all_inputs[at], policies=policy_rows(policies)) for at in places]
        inputs, rows = together(ours, many, begun.place), len(ours) * many
        end = project(inputs, level_of(inputs, rows), start=begun.of(places, many))
        measured = cash_out(inputs, end.accounts), estate(inputs, end.accounts)
        found.cash_out[places], found.estate[places] = (
            one.reshape(len(ours), many) for one in measured
        )
        found.lasts[places] = ~end.accounts.ran_out.reshape(len(ours), many)
    return found


class Begun:
    """Every alternative after the years that neither policies nor spending after work change: those
    in which somebody works and nobody may draw on plans and IRAs.

    Attributes:
        place: the index of the next year.
    """

    def __init__(self, all_inputs: Sequence[ScenarioInputs]) -> None:
        self.place = first_drawn(all_inputs[0])
        self._state: dict[int, tuple[Start, int]] = {}
        for places in groups(all_inputs):
            ours = [replace(all_inputs[at], policies=policy_rows([Policy()])) for at in places]
            level = level_of(ours[0], len(ours))
            end = project(together(ours, 1), level, start=started(ours, 1), until=self.place).end
            self._state |= {place: (end, row) for row, place in enumerate(places)}

    def of(self, places: Sequence[int], many: int = 1) -> Start:
        """The state of some alternatives of a group, each in so many rows.

        Args:
            places: of the alternatives, counted on where they come again with other spending after
                work.
            many: the rows of each.
        """
        states = [self._state[place % len(self._state)] for place in places]
        return states[0][0].rows(np.repeat([row for _, row in states], many))


def level_of(inputs: ScenarioInputs, rows: int) -> Returns:
    """The assumed growth in every year, (rows, years)."""
    growth = int(inputs.ahead.household.assumptions.growth) / PPM
    return np.full((rows, len(inputs.ahead.years)), growth)


def most_of(
    variants: Sequence[Variant],
    places: Sequence[tuple[int, int]],
    policies: Sequence[Policy],
    begun: Begun,
) -> dict[tuple[int, int], int]:
    """Sustainable spending a year of variants under policies, searched at once."""
    all_inputs = [
        replace(variants[at].inputs, policies=policy_rows([policies[policy]]))
        for at, policy in places
    ]
    found: dict[tuple[int, int], int] = {}
    for some in groups(all_inputs):
        ours = [all_inputs[at] for at in some]
        inputs, level = together(ours, 1, begun.place), level_of(ours[0], len(ours))
        start = begun.of([places[at][0] for at in some])
        start = project(inputs, level, start=start, until=first_free(ours[0])).end
        levels = sustainable(inputs, level, start)
        found |= {places[at]: int(most) for at, most in zip(some, levels, strict=True)}
    return found


_MUCH = 1e15
"""More than anything is worth: plans that last come first."""


def leaving_most(
    variants: Sequence[Variant], left: Grid, many: int
) -> dict[int, list[tuple[int, int]]]:
    """So many variants and policies of each alternative that leave most when a level is spent after
    work, the one that leaves most first, by the place of the alternative.

    At one level of spending, those that leave most can spend most.

    Args:
        variants: of the alternatives.
        left: what each leaves, the same level spent by all variants of an alternative.
        many: how many of each alternative.
    """
    score = left.cash_out - np.where(left.lasts, 0.0, _MUCH)
    found, policies = {}, score.shape[1]
    for alternative in dict.fromkeys(one.place for one in variants):
        rows = [at for at, one in enumerate(variants) if one.place == alternative]
        best = np.argsort(-score[rows], axis=None, kind="stable")[:many]
        found[alternative] = [(rows[at // policies], int(at % policies)) for at in best]
    return found


def grids_of(
    variants: Sequence[Variant],
    policies: Sequence[Policy],
    levels: Mapping[int, int],
    begun: Begun,
) -> tuple[Grid, Grid]:
    """Wealth of every variant with its spending, and at a level of its alternative after work, as
    the rows of one projection."""
    own = [one.inputs for one in variants]
    at_levels = [
        replace(one.inputs, spending=at_level(one.inputs, levels[one.place])) for one in variants
    ]
    both = grid_of([*own, *at_levels], policies, begun)
    return both.part(slice(len(own))), both.part(slice(len(own), None))
