"""The income tax of a year in the linear program: lines under the engine's tax, of one return or of
separate ones."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from megaroth.law.law import Law
from megaroth.model.household import Household
from megaroth.planning.after_tax_wealth import Numbers
from megaroth.planyear.state_return import Residence, state_return
from megaroth.projection.scenario_inputs import ScenarioInputs, idle_returns, idle_state_items
from megaroth.tax.federal import Return, federal_tax
from megaroth.tax.states.resident import StateItems

_DEFERRALS = 6
_GRID = np.concatenate(
    [np.linspace(0, 300_000_00, 121), np.geomspace(310_000_00, 20_000_000_00, 60)]
)
"""Pre-tax withdrawals of a year at which the tax is calculated, cents."""

_BETWEEN = (0.25, 0.5, 0.75)
"""Positions between two grid points at which lines are compared with the tax."""

_SURE, _CORNER = 0.99, 60.0
"""The margin for lines under the tax of investments, for corners between the points of comparison:
a factor, and dollars."""

_HALVES = 2
"""The number of parts of retirement income that may belong to the second spouse."""

_EVERY = 6
_INVESTED = np.concatenate(
    [np.linspace(0, 200_000_00, 26), np.geomspace(250_000_00, 20_000_000_00, 16)]
)
"""Dividends and realized gains of a year at which the tax is calculated, cents, at every sixth
point of the other grid."""


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


def residence(given: ScenarioInputs, year: int) -> Residence:
    """Where the household lives in a year."""
    work, household, state = given.working.get(year), given.ahead.household, given.ahead.state(year)
    return (
        work.home
        if work
        else Residence(year, state, household.city if state == household.state else None)
    )


def returns_of(given: ScenarioInputs, year: int) -> tuple[Filed, ...]:
    """The returns of a year: one joint return, or one for each person."""
    ahead, work, benefits = given.ahead, given.working.get(year), given.benefits[year]
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


@functools.lru_cache(maxsize=2048)
def tax_lines(
    numbers: Law, home: Residence, returns: tuple[Filed, ...], *, optimistic: bool
) -> Sequence[tuple[float, float]]:
    """The lower hull of the engine's tax over a grid of pre-tax withdrawals; deferrals count as
    negative withdrawals.

    With separate returns, money is withdrawn where it is taxed least. Optimistic lines are lowered
    by the most that they exceed the tax between grid points. The lines of a year do not depend on
    claims in other years.
    """
    hulls = [_return_hull(numbers, home, one, optimistic=optimistic) for one in returns]
    at, level = sum(one.begins for one in hulls), sum(one.level for one in hulls)
    steps = sorted(step for one in hulls for step in one.steps)
    found = []
    for slope, length in steps:
        found.append((float(slope), float(level - slope * at) / 100))
        at, level = at + length, level + slope * length
    if not optimistic:
        return found
    over = sum(one.over for one in hulls)
    # Tax never falls as withdrawals grow, so the tax without withdrawals is a floor.
    return [
        (0.0, sum(one.least for one in hulls) / 100),
        *((slope, level - over) for slope, level in found),
    ]


@functools.lru_cache(maxsize=2048)
def invested_lines(
    numbers: Law, home: Residence, returns: tuple[Filed, ...]
) -> Sequence[tuple[float, float]]:
    """Lines under the tax that dividends and realized gains of a taxable account add, as a function
    of their sum, dollars.

    They are the lines at the least other income, lowered by the most that they exceed the added tax
    at more of it. So together with :func:`tax_lines` they stay under the whole tax.
    """
    between = [_INVESTED[:-1] + part * np.diff(_INVESTED) for part in _BETWEEN]
    points = np.sort(np.concatenate([_INVESTED, *between]))
    rises = []
    for one in returns:
        drawn = np.concatenate([[-float(one.most)], _GRID[::_EVERY]])
        at, more = (
            grid.ravel() for grid in np.meshgrid(drawn, points / len(returns), indexing="ij")
        )
        kinds = [_tax_of(numbers, home, one, at, **{kind: more}) for kind in ("dividends", "gains")]
        tax = np.minimum(*kinds).reshape(len(drawn), len(points))
        rises.append(tax - tax[:, :1])
    added = np.sum([rise[0] for rise in rises], axis=0)[:: len(_BETWEEN) + 1]
    lines = []
    for before, after in itertools.pairwise(_hull(_INVESTED, added)):
        slope = float((added[after] - added[before]) / (_INVESTED[after] - _INVESTED[before]))
        lines.append((slope, float(added[before] - slope * _INVESTED[before])))
    highest = np.max([slope * points + level for slope, level in lines], axis=0)
    least = np.sum([np.min(rise, axis=0) for rise in rises], axis=0)
    over = float(np.max(np.maximum(highest - least, 0)))
    # Corners of the tax between the points: at most 60 dollars were seen, and 1% of the tax of
    # large amounts.
    return [(slope * _SURE, (level * _SURE - over) / 100 - _CORNER) for slope, level in lines]


@dataclass
class _ReturnHull:
    """Lines under one return's tax: their start, cents, slopes with lengths, and the most that they
    exceed the tax, dollars."""

    begins: float
    level: float
    steps: list[tuple[float, float]]
    over: float
    least: float


def _return_hull(numbers: Law, home: Residence, one: Filed, *, optimistic: bool) -> _ReturnHull:
    drawn = (
        np.concatenate([-np.linspace(one.most, 0, _DEFERRALS, endpoint=False), _GRID])
        if one.most
        else _GRID
    )
    tax = _tax_of(numbers, home, one, drawn)
    pairs = list(itertools.pairwise(_hull(drawn, tax)))
    steps = [
        (float((tax[b] - tax[a]) / (drawn[b] - drawn[a])), float(drawn[b] - drawn[a]))
        for a, b in pairs
    ]
    over = 0.0
    if optimistic:
        between = np.floor(
            np.concatenate([drawn[:-1] + part * np.diff(drawn) for part in _BETWEEN])
        )
        true = _tax_of(numbers, home, one, between) / 100
        lines = [
            (slope, tax[a] - slope * drawn[a])
            for (slope, _), (a, _) in zip(steps, pairs, strict=True)
        ]
        highest = np.max([slope * between / 100 + level / 100 for slope, level in lines], axis=0)
        over = float(np.max(np.maximum(highest - true, 0)))
    return _ReturnHull(float(drawn[0]), float(tax[0]), steps, over, float(np.min(tax)))


def _tax_of(
    numbers: Law,
    home: Residence,
    one: Filed,
    drawn: Numbers,
    *,
    dividends: Numbers | None = None,
    gains: Numbers | None = None,
) -> Numbers:
    """Federal and state income tax with pre-tax withdrawals and qualified dividends or long-term
    gains, cents."""
    amounts = drawn.astype(np.int64)
    items = one.items
    more = replace(
        items,
        wages=items.wages + one.elected + np.minimum(amounts, 0),
        ira_distributions=np.maximum(amounts, 0),
    )
    if dividends is not None:
        paid = dividends.astype(np.int64)
        more = replace(
            more,
            dividends=items.dividends + paid,
            qualified_dividends=items.qualified_dividends + paid,
        )
    if gains is not None:
        more = replace(more, long_term_gain=items.long_term_gain + gains.astype(np.int64))
    federal = federal_tax(numbers, more)
    found = np.asarray(federal.total) + np.zeros(len(amounts))
    # Some states exempt a part of each spouse's retirement income. Whose money is withdrawn is not
    # known here, so take the lowest tax.
    of_state = [
        state_return(
            numbers,
            home,
            more,
            federal,
            replace(
                one.state_items,
                spouse_retirement=one.state_items.spouse_retirement
                + part * more.ira_distributions // _HALVES,
            ),
        )
        for part in (range(_HALVES + 1) if items.spouse_age else range(1))
    ]
    least = [np.asarray(each.total) for each in of_state if each is not None]
    return found + np.min(least, axis=0) if least else found


def _hull(at: Numbers, value: Numbers) -> list[int]:
    """Indexes of the corners of the lower convex hull of points in order."""
    kept: list[int] = []
    for place in range(len(at)):
        while len(kept) > 1 and _is_above(at, value, kept[-2], kept[-1], place):
            kept.pop()
        kept.append(place)
    return kept


def _is_above(at: Numbers, value: Numbers, first: int, middle: int, last: int) -> bool:
    """Whether the middle point is on or above the line between the others."""
    rise = (value[last] - value[first]) * (at[middle] - at[first])
    return bool((value[middle] - value[first]) * (at[last] - at[first]) >= rise)
