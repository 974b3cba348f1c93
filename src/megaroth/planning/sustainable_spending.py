"""The most that can be spent after work so that the money lasts, searched on every path with many
levels at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from megaroth.kernel.money import Column
from megaroth.planning.after_tax_wealth import Numbers
from megaroth.planning.spending import survivor_share
from megaroth.projection.accounts import Returns
from megaroth.projection.run import Start, project
from megaroth.projection.scenario_inputs import Given

_CANDIDATES = 240
"""The number of rows of one search."""

_CLOSE = 10_00
"""The precision of the search, cents a year."""

_MARGIN, _LEAST_SHARE = 1_000_00, 0.1


def first_free(given: Given) -> int:
    """The index of the first year in which nobody works; the number of years if there is none."""
    years = given.ahead.years
    return next(
        (place for place, year in enumerate(years) if year not in given.working), len(years)
    )


def sustainable(
    given: Given, returns: Returns, start: Start | None = None, *, prices: Returns | None = None
) -> Column:
    """The most that can be spent in each year after work, in today's money, so that the money
    lasts; after a death the survivor's share.

    Args:
        given: the inputs of the projection; spending while anybody works stays the same.
        returns: (paths, years).
        start: the state at the first year in which nobody works, with as many rows, if it is known.
        prices: ratios of price growth to the assumed growth, (paths, years); as assumed if omitted.

    Returns:
        (paths,), cents a year, within ten dollars; 0 if no spending lasts.
    """
    rows, free = len(returns), first_free(given)
    if start is None:
        start = project(given, returns, until=free, prices=prices).end
    each = max(_CANDIDATES // rows, 1)
    low = np.zeros(rows)
    high = np.full(rows, _most(given, start))
    repeated = start.repeated(each)
    if given.policies is not None and len(given.policies.order) > 1:
        given = replace(given, policies=given.policies.repeated(each))
    many: Returns = np.repeat(returns, each, axis=0)
    dearer = None if prices is None else np.repeat(prices, each, axis=0)
    parts = np.arange(1, each + 1) / (each + 1)
    while float(np.max(high - low)) > _CLOSE:
        tried = low[:, None] + (high - low)[:, None] * parts
        lasts = _lasts(given, many, dearer, repeated, tried.ravel()).reshape(rows, each)
        # Money that lasts at one level lasts at any lower one, so search on from the first level at
        # which it does not.
        fails = np.where(np.all(lasts, axis=1), each, np.argmin(lasts, axis=1))
        edges = np.column_stack([low, tried, high])
        low, high = edges[np.arange(rows), fails], edges[np.arange(rows), fails + 1]
    return np.rint(low).astype(np.int64)


def _most(given: Given, start: Start) -> float:
    """An upper limit for yearly spending, in today's money: assets and income at a high return."""
    ahead = given.ahead
    owned = sum(float(np.max(one)) for one in start.accounts.by_character().values())
    year = ahead.years[start.place]
    beside = ahead.household.income
    stated = (
        beside.pensions,
        beside.interest,
        beside.tax_exempt_interest,
        ahead.household.other_income,
    )
    income = max(sum(one) for one in given.benefits.values()) + sum(
        max(int(one), 0) for one in stated
    )
    share = min(survivor_share(ahead, one) for one in ahead.years)
    return (max(owned, 0.0) / ahead.prices(year) + 2 * income + _MARGIN) / max(share, _LEAST_SHARE)


def _lasts(
    given: Given, returns: Returns, prices: Returns | None, start: Start, spending: Numbers
) -> npt.NDArray[np.bool_]:
    """Whether the money lasts at each level of spending after work."""
    ahead = given.ahead
    spent = dict(given.spending)
    for year in ahead.years[start.place :]:
        if year not in given.working:
            spent[year] = np.rint(
                spending * (ahead.prices(year) * survivor_share(ahead, year))
            ).astype(np.int64)
    # A projection changes its starting state.
    return ~project(
        replace(given, spending=spent), returns, start=start.repeated(1), prices=prices
    ).accounts.ran_out
