"""The most that can be spent after work so that the money lasts, searched on every path with many
levels at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from megaroth.kernel.money import Column
from megaroth.planning.after_tax_wealth import Numbers
from megaroth.planning.spending import at_level, survivor_share
from megaroth.projection.accounts import Returns
from megaroth.projection.run import Start, project
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.stacking import repeated

_CANDIDATES = 360
"""The number of rows of one search."""

_CLOSE = 10_00
"""The precision of the search, cents a year."""

_AROUND = 6
"""From this many levels a path, levels around a guess find the answer faster than equal steps."""

_MARGIN, _LEAST_SHARE = 1_000_00, 0.1


def first_free(inputs: ScenarioInputs) -> int:
    """The index of the first year in which nobody works; the number of years if there is none."""
    years = inputs.ahead.years
    return next(
        (place for place, year in enumerate(years) if year not in inputs.working), len(years)
    )


def sustainable(
    inputs: ScenarioInputs,
    returns: Returns,
    start: Start | None = None,
    *,
    prices: Returns | None = None,
    bonds: Returns | None = None,
    near: Numbers | None = None,
) -> Column:
    """The most that can be spent in each year after work, in today's money, so that the money
    lasts; after a death the survivor's share.

    Args:
        inputs: the inputs of the projection; spending while anybody works stays the same.
        returns: (paths, years).
        start: the state at the first year in which nobody works, with as many rows, if it is known.
        prices: ratios of price growth to the assumed growth, (paths, years); as assumed if omitted.
        bonds: returns of bonds, like ``returns``; their stated interest if omitted.
        near: a first guess, (paths,), cents a year.

    Returns:
        (paths,), cents a year, within ten dollars; 0 if no spending lasts.
    """
    rows, free = len(returns), first_free(inputs)
    if start is None:
        start = project(inputs, returns, until=free, prices=prices, bonds=bonds).end
    each = max(_CANDIDATES // rows, 1)
    low = np.zeros(rows)
    high = np.full(rows, _most(inputs, start))
    begins = start.repeated(each)
    inputs = repeated(_from(inputs, start.place), each)
    many: Returns = np.repeat(returns, each, axis=0)
    dearer, safer = (
        None if one is None else np.repeat(one, each, axis=0) for one in (prices, bonds)
    )
    at = np.arange(rows)
    tried = _next_tries(low, high, np.full(rows, np.nan) if near is None else near, each)
    ends = np.full((rows, 2), np.nan)
    while True:
        enough, left = _lasts(inputs, many, dearer, safer, begins, tried.ravel())
        lasts = enough.reshape(rows, each)
        # Money that lasts at one level lasts at any lower one, so search on from the first level at
        # which it does not.
        fails = np.where(np.all(lasts, axis=1), each, np.argmin(lasts, axis=1))
        edges = np.column_stack([low, tried, high])
        left = np.column_stack([ends[:, 0], left.reshape(rows, each), ends[:, 1]])
        low, high = edges[at, fails], edges[at, fails + 1]
        if float(np.max(high - low)) <= _CLOSE:
            return np.rint(low).astype(np.int64)
        ends = np.column_stack([left[at, fails], left[at, fails + 1]])
        tried = _next_tries(low, high, _nothing_left(low, high, ends), each)


def _from(inputs: ScenarioInputs, place: int) -> ScenarioInputs:
    """The inputs without years of work before one, by its index, which are not projected again."""
    years = inputs.ahead.years[place:]
    working = {year: work for year, work in inputs.working.items() if year in years}
    return replace(inputs, working=working)


def _nothing_left(low: Numbers, high: Numbers, left: Numbers) -> Numbers:
    """About the spending at which nothing is left: what is owed grows as what is owned does, so
    that a line between both ends meets zero near it; not a number where an end is not known."""
    fall = left[:, 0] - left[:, 1]
    found: Numbers = low + (high - low) * left[:, 0] / np.where(fall > 0, fall, np.nan)
    return found


def _next_tries(low: Numbers, high: Numbers, guess: Numbers, each: int) -> Numbers:
    """Levels to try next, between the highest that lasts and the lowest that does not: around a
    guess at growing distances, or evenly spaced without a guess or for few levels."""
    width = (high - low)[:, None]
    evenly = low[:, None] + width * np.arange(1, each + 1) / (each + 1)
    if each < _AROUND:
        return evenly
    inside = np.isfinite(guess) & (guess > low) & (guess < high)
    side = each // 2
    steps = width * (_CLOSE / 2 / np.maximum(width, _CLOSE)) ** (np.arange(1, side + 1) / side)
    center = np.where(inside, guess, low)[:, None]
    around = np.column_stack([center - steps, center + steps])
    if around.shape[1] < each:
        around = np.column_stack([around, center])
    around = np.sort(np.clip(around, low[:, None], high[:, None]), axis=1)
    found: Numbers = np.where(inside[:, None], around, evenly)
    return found


def _most(inputs: ScenarioInputs, start: Start) -> float:
    """An upper limit for yearly spending, in today's money: assets and income at a high return."""
    ahead = inputs.ahead
    owned = sum(float(np.max(one)) for one in start.accounts.by_character().values())
    year = ahead.years[start.place]
    stated_income = ahead.household.income
    stated = (
        stated_income.pensions,
        stated_income.interest,
        stated_income.tax_exempt_interest,
        ahead.household.other_income,
        *(one.amount for one in ahead.household.receipts),
    )
    pensions = max(
        sum(
            int(one.amount)
            for person in ahead.living(later)
            for one in ahead.pensions(person, later)
        )
        / ahead.prices(later)
        for later in ahead.years
    )
    income = max(sum(one) for one in inputs.benefits.values()) + pensions
    income += sum(max(int(one), 0) for one in stated)
    share = min(survivor_share(ahead, one) for one in ahead.years)
    return (max(owned, 0.0) / ahead.prices(year) + 2 * income + _MARGIN) / max(share, _LEAST_SHARE)


def _lasts(
    inputs: ScenarioInputs,
    returns: Returns,
    prices: Returns | None,
    bonds: Returns | None,
    start: Start,
    spending: Numbers,
) -> tuple[npt.NDArray[np.bool_], Numbers]:
    """Whether the money lasts at some spending after work, and what is left of it, a row each."""
    ahead = inputs.ahead
    spent = at_level(inputs, spending)
    # A projection uses its start up.
    end = project(
        replace(inputs, spending=spent),
        returns,
        start=start.repeated(1),
        prices=prices,
        bonds=bonds,
    ).accounts
    left = sum(end.by_character().values()) - end.owed
    return ~end.ran_out, left / ahead.prices(ahead.years[-1])
