"""The best policy of each alternative at the assumed growth, out of the family: a grid of policies
is the rows of one projection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from megaroth.planning.after_tax_wealth import Numbers
from megaroth.planning.deferral_variants import variants_of
from megaroth.planning.measured_results import PolicyChoice
from megaroth.planning.policy_family import family, kinds_of, plain
from megaroth.planning.policy_grid import (
    Begun,
    Grid,
    grid_of,
    grids_of,
    leaving_most,
    level_of,
    most_of,
)
from megaroth.planning.prepare import Prepared, Variant
from megaroth.planning.sustainable_spending import best_lasting, first_free
from megaroth.projection.policy import Policy, policy_rows, stated_policy
from megaroth.projection.scenario_inputs import ScenarioInputs

_SEARCHED = 24
"""How many of the policies that leave most are searched for the spending that lasts."""


@dataclass(frozen=True)
class Way:
    """An alternative under one policy.

    Attributes:
        policy: how years after work are paid for.
        deferral_kind: ``pre_tax`` or ``roth`` where the file leaves it open.
        inputs: the alternative's years with that policy and kind.
    """

    policy: Policy
    deferral_kind: str | None
    inputs: ScenarioInputs

    def same(self, other: Way) -> bool:
        """Whether the other has the same policy and kind."""
        return (self.policy, self.deferral_kind) == (other.policy, other.deferral_kind)


@dataclass(frozen=True)
class Best:
    """The best ways of one alternative, each in its measure at the assumed growth, in today's
    money, cents.

    Attributes:
        spending: what can be spent a year after work so that it lasts; None where the plan has no
            year after work.
        estate: what heirs get after tax.
        cash_out: what cashing everything out leaves.
        by_spending, by_estate, by_cash_out: the way behind each.
    """

    spending: int | None
    estate: int
    cash_out: int
    by_spending: Way | None
    by_estate: Way
    by_cash_out: Way

    @property
    def leading(self) -> Way:
        """The way behind the measure that leads."""
        return self.by_spending or self.by_cash_out

    @property
    def level(self) -> int:
        """The measure that leads, at the assumed growth."""
        return self.cash_out if self.spending is None else self.spending


def best_ways(prepared: Prepared, policy: PolicyChoice = "best") -> list[Best]:
    """The best ways of every alternative.

    Args:
        prepared: the alternatives with the spending that all share.
        policy: ``best`` for the best of the family; ``same`` for the household's own policy, with
            the kind of deferrals that a plan year assumes.

    Returns:
        One each. In no measure is one worse than under the household's own policy.
    """
    if policy == "best":
        variants, policies = prepared.variants or variants_of(prepared), family(prepared.ahead)
    else:
        policies = [stated_policy(prepared.ahead.household.assumptions)]
        variants = [
            Variant(place, next(kinds_of(choice))[0], inputs)
            for place, (choice, inputs) in enumerate(
                zip(prepared.chosen, prepared.inputs, strict=True)
            )
        ]
    begun = Begun([one.inputs for one in variants])
    near = _of_first_policy(variants, policies, begun)
    if near:
        grid, left = grids_of(variants, policies, near, begun)
        lasting = _by_spending(variants, policies, left, near)
    else:
        grid, lasting = grid_of([one.inputs for one in variants], policies, begun), {}
    found = []
    for place in range(len(prepared.inputs)):
        own = [at for at, one in enumerate(variants) if one.place == place]
        cash, heirs = (_first_of(column, own) for column in (grid.cash_out, grid.estate))
        spends = lasting.get(place)
        found.append(
            Best(
                None if spends is None else spends[0],
                round(float(grid.estate[heirs])),
                round(float(grid.cash_out[cash])),
                None if spends is None else spends[1],
                _way(variants, policies, heirs),
                _way(variants, policies, cash),
            )
        )
    return found


def _first_of(values: Numbers, rows: list[int]) -> tuple[int, int]:
    """The variant and policy with the highest value."""
    at = int(np.argmax(values[rows]))
    return rows[at // values.shape[1]], at % values.shape[1]


def _way(variants: list[Variant], policies: list[Policy], at: tuple[int, int]) -> Way:
    variant, policy = variants[at[0]], policies[at[1]]
    inputs = replace(variant.inputs, policies=policy_rows([policy]))
    return Way(plain(policy), variant.kind, inputs)


def _of_first_policy(
    variants: list[Variant], policies: list[Policy], begun: Begun
) -> dict[int, int]:
    """What the first variant of each alternative can spend a year after work under the first
    policy, by the place of the alternative; empty where nobody stops working."""
    if first_free(variants[0].inputs) == len(variants[0].inputs.ahead.years):
        return {}
    firsts = {one.place: at for at, one in reversed(list(enumerate(variants)))}
    levels = most_of(variants, [(at, 0) for at in firsts.values()], policies, begun)
    return {variants[at].place: level for (at, _), level in levels.items()}


def _by_spending(
    variants: list[Variant], policies: list[Policy], left: Grid, near: Mapping[int, int]
) -> dict[int, tuple[int, Way]]:
    """The most that can be spent a year after work, and the way that it is with, by the place of
    each alternative.

    Args:
        variants: of the alternatives.
        policies: tried for each.
        left: what they leave where each alternative spends ``near``.
        near: what each can spend under the first policy.
    """
    most = leaving_most(variants, left, _SEARCHED)
    firsts = {one.place: at for at, one in reversed(list(enumerate(variants)))}
    # The household's own is one of them, so that none is worse than under it.
    ways = {place: list(dict.fromkeys([*ats, (firsts[place], 0)])) for place, ats in most.items()}
    found = best_lasting(
        [[(variants[at].inputs, policies[rule]) for at, rule in ones] for ones in ways.values()],
        level_of(variants[0].inputs, 1),
        [float(near[place]) for place in ways],
    )
    return {
        place: (int(level[0]), _way(variants, policies, ways[place][int(at[0])]))
        for place, (level, at) in zip(ways, found, strict=True)
    }
