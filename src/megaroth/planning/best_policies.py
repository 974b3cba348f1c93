"""The best policy of each alternative at the assumed growth, out of the family: a grid of policies
is the rows of one projection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from megaroth.kernel.money import PPM
from megaroth.planning.affordable_years import years_of_work
from megaroth.planning.after_tax_wealth import Numbers
from megaroth.planning.measured_results import PolicyChoice
from megaroth.planning.measures import cash_out, estate
from megaroth.planning.policy_family import family, kinds_of, plain
from megaroth.planning.prepare import Prepared
from megaroth.planning.spending import at_level
from megaroth.planning.sustainable_spending import first_free, sustainable
from megaroth.projection.accounts import Returns
from megaroth.projection.policy import Policy, policy_rows, stated_policy
from megaroth.projection.run import Start, project
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.stacking import groups, started, together
from megaroth.projection.timeline import Outlook
from megaroth.projection.working_years import WorkingYear

_SEARCHED = 3
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


@dataclass(frozen=True)
class _Variant:
    """An alternative with one kind of deferrals."""

    place: int
    kind: str | None
    inputs: ScenarioInputs


@dataclass(frozen=True)
class _Grid:
    """Wealth of every variant under every policy, (variants, policies), cents."""

    cash_out: Numbers
    estate: Numbers
    lasts: npt.NDArray[np.bool_]

    def part(self, variants: slice) -> _Grid:
        """Some of the variants."""
        return _Grid(self.cash_out[variants], self.estate[variants], self.lasts[variants])


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
        variants, policies = _variants(prepared), family(prepared.ahead)
    else:
        policies = [stated_policy(prepared.ahead.household.assumptions)]
        variants = [
            _Variant(place, next(kinds_of(choice))[0], inputs)
            for place, (choice, inputs) in enumerate(
                zip(prepared.chosen, prepared.inputs, strict=True)
            )
        ]
    begun = _Begun([one.inputs for one in variants])
    levels = _of_first_policy(variants, policies, begun)
    if levels and len(levels) < len(variants) * len(policies):
        grid, left = _grids(variants, policies, levels, begun)
        levels |= _searched(variants, policies, left, levels, begun)
    else:
        grid = _grid([one.inputs for one in variants], policies, begun)
    by_spending = _by_spending(variants, policies, levels)
    found = []
    for place in range(len(prepared.inputs)):
        own = [at for at, one in enumerate(variants) if one.place == place]
        cash, heirs = (_first_of(column, own) for column in (grid.cash_out, grid.estate))
        spends = by_spending.get(place)
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


def _way(variants: list[_Variant], policies: list[Policy], at: tuple[int, int]) -> Way:
    variant, policy = variants[at[0]], policies[at[1]]
    inputs = replace(variant.inputs, policies=policy_rows([policy]))
    return Way(plain(policy), variant.kind, inputs)


def _variants(prepared: Prepared) -> list[_Variant]:
    """Each alternative with each kind of deferrals that its file leaves open."""
    found: list[_Variant] = []
    known: list[tuple[object, Mapping[int, WorkingYear]]] = [
        (inputs.ahead.household, inputs.working) for inputs in prepared.inputs
    ]
    for place, (choice, inputs) in enumerate(zip(prepared.chosen, prepared.inputs, strict=True)):
        for kind, household in kinds_of(choice):
            if kind in (None, "pre_tax"):
                # Deferrals are pre-tax where the file leaves it open: these years are known.
                found.append(_Variant(place, kind, inputs))
                continue
            ahead = replace(inputs.ahead, household=household)
            # Alternatives that differ only in the kind have the same years.
            working = next((years for one, years in known if one == household), None)
            if working is None:
                working = years_of_work(ahead, inputs.benefits, spent=inputs.spending)
                known.append((household, working))
            found.append(_Variant(place, kind, replace(inputs, ahead=ahead, working=dict(working))))
    return found


def _grid(all_inputs: Sequence[ScenarioInputs], policies: Sequence[Policy], begun: _Begun) -> _Grid:
    """Wealth of alternatives under every policy at the assumed growth."""
    many = len(policies)
    shape = len(all_inputs), many
    found = _Grid(np.zeros(shape), np.zeros(shape), np.zeros(shape, dtype=np.bool_))
    for places in groups(all_inputs):
        ours = [replace(all_inputs[at], policies=policy_rows(policies)) for at in places]
        inputs, rows = together(ours, many, begun.place), len(ours) * many
        end = project(inputs, _level(inputs, rows), start=begun.of(places, many))
        measured = cash_out(inputs, end.accounts), estate(inputs, end.accounts)
        found.cash_out[places], found.estate[places] = (
            one.reshape(len(ours), many) for one in measured
        )
        found.lasts[places] = ~end.accounts.ran_out.reshape(len(ours), many)
    return found


def _grids(
    variants: list[_Variant],
    policies: Sequence[Policy],
    levels: Mapping[tuple[int, int], int],
    begun: _Begun,
) -> tuple[_Grid, _Grid]:
    """Wealth of every variant with its spending, and at what the first policy of its alternative
    can spend, as the rows of one projection."""
    own = [one.inputs for one in variants]
    by_place = {variants[at].place: level for (at, _), level in levels.items()}
    lasting = [
        replace(one.inputs, spending=at_level(one.inputs, by_place[one.place])) for one in variants
    ]
    both = _grid([*own, *lasting], policies, begun)
    return both.part(slice(len(own))), both.part(slice(len(own), None))


class _Begun:
    """Every alternative after the years that neither policies nor spending after work change: those
    in which somebody works and nobody may draw on plans and IRAs.

    Attributes:
        place: the index of the next year.
    """

    def __init__(self, all_inputs: Sequence[ScenarioInputs]) -> None:
        ahead, free = all_inputs[0].ahead, first_free(all_inputs[0])
        drawn = (place for place, year in enumerate(ahead.years) if _may_draw(ahead, year))
        self.place = min(next(drawn, free), free)
        self._state: dict[int, tuple[Start, int]] = {}
        for places in groups(all_inputs):
            ours = [replace(all_inputs[at], policies=policy_rows([Policy()])) for at in places]
            level = _level(ours[0], len(ours))
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


def _may_draw(ahead: Outlook, year: int) -> bool:
    """Whether anybody may draw on plans and IRAs in a year."""
    early = ahead.law(year).early_distribution_age_in_half_years
    return any(
        ahead.left_jobs(person, year) or 2 * person.age(year) >= early
        for person in ahead.household.people
    )


def _level(inputs: ScenarioInputs, rows: int) -> Returns:
    growth = int(inputs.ahead.household.assumptions.growth) / PPM
    return np.full((rows, len(inputs.ahead.years)), growth)


def _of_first_policy(
    variants: list[_Variant], policies: list[Policy], begun: _Begun
) -> dict[tuple[int, int], int]:
    """What the first variant of each alternative can spend a year after work under the first
    policy, by variant and policy; empty where nobody stops working."""
    if first_free(variants[0].inputs) == len(variants[0].inputs.ahead.years):
        return {}
    firsts = {one.place: at for at, one in reversed(list(enumerate(variants)))}
    return _sustainable(variants, [(at, 0) for at in firsts.values()], policies, begun)


def _by_spending(
    variants: list[_Variant], policies: list[Policy], levels: Mapping[tuple[int, int], int]
) -> dict[int, tuple[int, Way]]:
    """The most that can be spent a year after work, and the way that it is with, by the place of
    each alternative."""
    found: dict[int, tuple[int, Way]] = {}
    for at, level in levels.items():
        place = variants[at[0]].place
        if place not in found or level > found[place][0]:
            found[place] = level, _way(variants, policies, at)
    return found


def _searched(
    variants: list[_Variant],
    policies: list[Policy],
    left: _Grid,
    levels: Mapping[tuple[int, int], int],
    begun: _Begun,
) -> dict[tuple[int, int], int]:
    """Sustainable spending under the policies and kinds that leave most at what the first policy
    of each alternative can spend, which is ``levels``."""
    score = left.cash_out - np.where(left.lasts, 0.0, _MUCH)
    near = {variants[at].place: level for (at, _), level in levels.items()}
    searched = [
        (rows[place // len(policies)], place % len(policies))
        for rows in (
            [at for at, one in enumerate(variants) if one.place == place] for place in near
        )
        for place in np.argsort(-score[rows], axis=None, kind="stable")[:_SEARCHED]
    ]
    return _sustainable(variants, searched, policies, begun, near)


_MUCH = 1e15
"""More than anything is worth: plans that last come first."""


def _sustainable(
    variants: list[_Variant],
    places: Sequence[tuple[int, int]],
    policies: list[Policy],
    begun: _Begun,
    near: Mapping[int, int] | None = None,
) -> dict[tuple[int, int], int]:
    """Sustainable spending a year of variants under policies, searched at once; ``near`` has an
    estimate for each alternative."""
    all_inputs = [
        replace(variants[at].inputs, policies=policy_rows([policies[policy]]))
        for at, policy in places
    ]
    found: dict[tuple[int, int], int] = {}
    for some in groups(all_inputs):
        ours = [all_inputs[at] for at in some]
        inputs, level = together(ours, 1, begun.place), _level(ours[0], len(ours))
        start = begun.of([places[at][0] for at in some])
        start = project(inputs, level, start=start, until=first_free(ours[0])).end
        guess = None
        if near is not None:
            guess = np.array([float(near[variants[places[at][0]].place]) for at in some])
        levels = sustainable(inputs, level, start, near=guess)
        found |= {places[at]: int(most) for at, most in zip(some, levels, strict=True)}
    return found
