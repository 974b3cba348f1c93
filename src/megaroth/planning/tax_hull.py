"""The income tax of a year in the linear program: planes under the engine's tax of each return, over
every kind of income that the program decides."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from megaroth.kernel.money import Column
from megaroth.law.law import Law
from megaroth.model.household import Household
from megaroth.planning.after_tax_wealth import Numbers
from megaroth.planning.lower_planes import Grid, Planes, planes_under
from megaroth.planyear.state_return import Residence, state_return
from megaroth.projection.scenario_inputs import ScenarioInputs, idle_returns, idle_state_items
from megaroth.tax.federal import FederalTax, Return, federal_tax
from megaroth.tax.states.resident import StateItems
from megaroth.tax.surtaxes import medicare_premiums

KINDS = ("draw", "early", "interest", "convert")
"""Ordinary income of accounts: pre-tax money withdrawn, withdrawn with the additional tax of IRC
72(t), or converted to Roth; and interest and unqualified dividends of the taxable account."""

AMOUNTS = ("draw", "early", "convert", "defer", "gain", "interest")
"""The amounts of a return that the program decides; ``gain`` includes qualified dividends."""

_TAKEN = np.concatenate(
    [[0.0], np.linspace(4, 160, 40), np.geomspace(170, 1_000, 18), np.geomspace(1_500, 40_000, 6)]
)
_GAINS = np.array(
    [0, 5, 12, 24, 36, 48, 60, 70, 80, 90, 105, 130, 200, 300, 600, 5_000], dtype=float
)
"""Pre-tax money, and dividends and gains, at which the tax is calculated, thousands of dollars of
the first year."""

_DEFERRALS = 7
_ROUNDED = 1.0
"""The difference of two taxes that is rounding, dollars."""

_QUARTERS = 4
"""The number of parts of retirement income that may belong to the second spouse."""


def all_pre_tax(household: Household) -> bool:
    """Whether deferrals are elected pre-tax; Roth amounts are then catch-up that must be Roth (IRC
    414(v)(7))."""
    return {job.elections.kind for person in household.people for job in person.jobs} == {"pre_tax"}


@dataclass(frozen=True)
class Filed:
    """A return of a year, cents.

    Attributes:
        items: without income from accounts.
        elected: deferrals excluded from wages.
        most: the most that can be deferred pre-tax.
        state_items: what the state return needs in addition to the federal one.
    """

    items: Return
    elected: int
    most: int
    state_items: StateItems


def residence(inputs: ScenarioInputs, year: int) -> Residence:
    """Where the household lives in a year."""
    work, household, state = (
        inputs.working.get(year),
        inputs.ahead.household,
        inputs.ahead.state(year),
    )
    return (
        work.home
        if work
        else Residence(year, state, household.city if state == household.state else None)
    )


def returns_of(inputs: ScenarioInputs, year: int) -> tuple[Filed, ...]:
    """The returns of a year: one joint return, or one for each person."""
    ahead, work, benefits = inputs.ahead, inputs.working.get(year), inputs.benefits[year]
    pre_tax = all_pre_tax(ahead.household)
    found = []
    for at, places in enumerate(ahead.filers(year)):
        items = (work.returns if work else idle_returns(ahead, year))[at]
        deferral = elected_roth = 0
        if work:
            flows = [work.people[place] for place in work.filers[at]]
            names = {work.household.people[place].name for place in work.filers[at]}
            deferral = sum(
                one.deferral + one.catch_up for one in work.elected if one.person in names
            )
            elected_roth = sum(int(one.roth) for one in flows)
        items = replace(items, social_security=sum(benefits[place] for place in places))
        state_items = (work.state_items if work else idle_state_items(ahead, year))[at]
        found.append(
            Filed(
                items,
                deferral - elected_roth,
                deferral - (elected_roth if pre_tax else 0),
                state_items,
            )
        )
    return tuple(found)


@functools.lru_cache(maxsize=4096)
def tax_planes(
    numbers: Law, home: Residence, one: Filed, prices: float, kinds: tuple[str, ...]
) -> Planes:
    """Planes under the engine's federal and state tax of one return, dollars, over
    :data:`AMOUNTS`.

    Args:
        numbers: the law of the year.
        home: where the household lives.
        one: the return.
        prices: of the year against the first: the grid grows with them.
        kinds: those of :data:`KINDS` that the year has. What a state taxes in one of them and not
            in another has a slope of its own.
    """
    axes = _axes(one, prices, kinds)
    base = _on_grid(numbers, home, one, axes, {kinds[-1]: 1.0} if kinds else {})
    grids = [Grid(axes, base, _columns({kinds[-1]: 1.0} if kinds else {}))]
    slopes: dict[str, float | Numbers] = {}
    for kind in kinds[:-1]:
        other = _on_grid(numbers, home, one, axes, {kind: 1.0})
        rate = float((other - base)[-1, 0, 0] / axes[0][-1])
        slopes[kind] = rate
        if np.max(np.abs(other - base - rate * axes[0][:, None, None])) > _ROUNDED:
            slopes[kind] = other
            grids.append(Grid(axes, other, _columns({kind: 1.0})))
    for pair in itertools.combinations(kinds, 2) if len(grids) > 1 else ():
        parts = dict.fromkeys(pair, 0.5)
        grids.append(Grid(axes, _on_grid(numbers, home, one, axes, parts), _columns(parts)))
    return planes_under(grids, {AMOUNTS.index(kind): one for kind, one in slopes.items()})


@dataclass(frozen=True)
class Covered:
    """People whose Medicare premiums depend on a return two years before.

    Attributes:
        law: the numbers of the year of the premiums.
        people: how many.
        joint, apart: whether the return is joint, or a separate one of spouses who live together.
    """

    law: Law
    people: int
    joint: bool
    apart: bool


@functools.lru_cache(maxsize=4096)
def premium_planes(
    numbers: Law, one: Filed, prices: float, kinds: tuple[str, ...], covered: Covered
) -> Planes:
    """Planes under the premiums of high incomes that a return causes, dollars, over
    :data:`AMOUNTS`; the arguments as above."""
    axes = _axes(one, prices, kinds)
    taken, deferred, gained = _points(axes)
    items = replace(
        one.items,
        wages=one.items.wages + one.elected - deferred,
        ira_distributions=taken,
        long_term_gain=gained,
    )
    magi = np.asarray(federal_tax(numbers, items).irmaa_magi) + taken * 0
    each = medicare_premiums(covered.law, magi, covered.joint, covered.apart)
    least = medicare_premiums(covered.law, 0, covered.joint, covered.apart)
    more = covered.people * (np.asarray(each) - int(least)) / 100
    on_grid = more.reshape([len(axis) for axis in axes])
    grid = Grid(axes, on_grid, _columns({kinds[-1]: 1.0} if kinds else {}))
    return planes_under([grid], {AMOUNTS.index(kind): 0.0 for kind in kinds[:-1]})


def _points(axes: Sequence[Numbers]) -> list[Column]:
    """The amounts at every point of a grid, cents."""
    return [
        np.rint(each.ravel() * 100).astype(np.int64) for each in np.meshgrid(*axes, indexing="ij")
    ]


def _axes(one: Filed, prices: float, kinds: tuple[str, ...]) -> tuple[Numbers, ...]:
    """Pre-tax money, deferrals, and gains at which the tax is calculated, dollars."""
    scale = 1_000 * prices
    taken = _TAKEN * scale if kinds else np.zeros(1)
    most = one.most / 100
    few = 3 if kinds else _DEFERRALS
    return taken, np.linspace(0, most, few) if most else np.zeros(1), _GAINS * scale


def _columns(parts: Mapping[str, float]) -> Numbers:
    """How the axes of a grid are amounts of the program."""
    found = np.zeros((3, len(AMOUNTS)))
    for kind, part in parts.items():
        found[0, AMOUNTS.index(kind)] = part
    found[1, AMOUNTS.index("defer")] = found[2, AMOUNTS.index("gain")] = 1.0
    return found


def _on_grid(
    numbers: Law,
    home: Residence,
    one: Filed,
    axes: Sequence[Numbers],
    parts: Mapping[str, float],
) -> Numbers:
    """The tax at every point of a grid, dollars."""
    taken, deferred, gained = _points(axes)
    each = {kind: np.rint(taken * part).astype(np.int64) for kind, part in parts.items()}
    tax = tax_of(numbers, home, one, each, deferred, gained)
    return tax.reshape([len(axis) for axis in axes]) / 100


def tax_of(
    numbers: Law,
    home: Residence,
    one: Filed,
    taken: Mapping[str, Column],
    deferred: Column,
    gained: Column,
) -> Numbers:
    """The least federal and state income tax of columns of amounts, cents.

    Qualified dividends and long-term gains are taxed as those that the state taxes less, and
    retirement income belongs to the spouse with whom the state taxes it least, because the program
    does not know either.
    """
    none = deferred * 0
    early, converted = taken.get("early", none), taken.get("convert", none)
    drawn = taken.get("draw", none) + early
    items = replace(
        one.items,
        interest=one.items.interest + taken.get("interest", none),
        wages=one.items.wages + one.elected - deferred,
        ira_distributions=drawn,
        roth_conversions=converted,
        early_distributions=early,
    )
    of_gains = replace(items, long_term_gain=gained)
    of_dividends = replace(items, dividends=gained, qualified_dividends=gained)
    least = None
    for each in (of_gains, of_dividends) if home.state is not None else (of_gains,):
        federal = federal_tax(numbers, each)
        found = np.asarray(federal.total) + _least_state_tax(
            numbers, home, one, each, federal, drawn, converted
        )
        least = found if least is None else np.minimum(least, found)
    return np.asarray(least, dtype=float)


def _least_state_tax(
    numbers: Law,
    home: Residence,
    one: Filed,
    items: Return,
    federal: FederalTax,
    drawn: Column,
    converted: Column,
) -> Numbers:
    """The state tax, cents, however retirement income is divided between spouses."""
    parts = range(_QUARTERS + 1) if one.items.spouse_age else range(1)
    found = []
    for part in parts:
        of_state = state_return(
            numbers,
            home,
            items,
            federal,
            replace(
                one.state_items,
                spouse_retirement=one.state_items.spouse_retirement
                + part * (drawn + converted) // _QUARTERS,
                spouse_conversions=part * converted // _QUARTERS,
            ),
        )
        if of_state is None:
            return np.zeros(len(drawn))
        found.append(np.asarray(of_state.total) + drawn * 0)
        if part and np.array_equal(found[0], found[-1]):
            # The state does not ask whose income it is.
            break
    least: Numbers = np.min(found, axis=0)
    return least
