"""Races for the most that can be spent after work: rows are tried at many levels at once, and those
with which the money does not last where it lasts with others drop out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from megaroth.kernel.money import Column
from megaroth.planning.after_tax_wealth import Numbers
from megaroth.planning.spending import at_level, survivor_share
from megaroth.projection.accounts import Returns
from megaroth.projection.each_column import Rows
from megaroth.projection.run import Start, project
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.stacking import some_rows

_CANDIDATES = 360
"""The number of rows of one search."""

_CLOSE = 10_00
"""The precision of the search, cents a year."""

_DOLLAR = 1_00

AROUND = 6
"""From this many levels a path, levels around a guess find the answer faster than equal steps."""

_KEPT, _KEPT_IN_ALL = 12, 1000
"""Of the rows of a race, so many go on at least, and so many times the width of its bounds as a
share of the higher one."""

_MARGIN, _LEAST_SHARE = 1_000_00, 0.1


@dataclass(frozen=True)
class Race:
    """The most that can be spent after work in some races, each of some rows.

    Attributes:
        levels: of each race, cents a year, within ten dollars; 0 if no spending lasts.
        first: the row of each race with which the money lasts at that level.
    """

    levels: Column
    first: Rows


def race(
    inputs: ScenarioInputs,
    returns: Returns,
    start: Start,
    of_rows: Rows,
    *,
    prices: Returns | None = None,
    bonds: Returns | None = None,
    near: Numbers | None = None,
    least: int = 1,
) -> Race:
    """The most that can be spent in each year after work so that the money lasts with one of the
    rows of a race: rows with which it does not last where it lasts with others drop out.

    Args:
        inputs: the inputs of the projection, as for :func:`sustainable`.
        returns: (rows, years).
        start: the state at the first year in which nobody works, with as many rows.
        of_rows: the race of each row; each has one row or more.
        prices: as for :func:`sustainable`, (rows, years).
        bonds: as for :func:`sustainable`, (rows, years).
        near: a first guess for each race, cents a year; not a number for none.
        least: of the levels that a row is tried with at once.
    """
    races, many = int(np.max(of_rows)) + 1, len(returns)
    low, ends = np.zeros(races), np.full((races, 2), np.nan)
    high = np.full(races, _most(inputs, start))
    guess = np.full(races, np.nan) if near is None else near
    inputs = from_year(inputs, start.place)
    running, at = np.arange(many), np.arange(races)
    first = running[np.unique(of_rows, return_index=True)[1]]
    while True:
        each = max(_CANDIDATES // len(running), least)
        tried = _next_tries(low, high, guess, each)
        rows, own = np.repeat(running, each), of_rows[running]
        lasting, left = _lasts(
            some_rows(inputs, rows, many),
            returns[rows],
            None if prices is None else prices[rows],
            None if bonds is None else bonds[rows],
            start.rows(rows),
            tried[own].ravel(),
        )
        lasts, owned = lasting.reshape(-1, each), left.reshape(-1, each)
        of_races = np.zeros((races, each), dtype=np.bool_)
        np.logical_or.at(of_races, own, lasts)
        most = np.full((races, each), -np.inf)
        np.maximum.at(most, own, owned)
        # Money that lasts at one level lasts at any lower one, so search on from the first level at
        # which it does not.
        fails = np.where(np.all(of_races, axis=1), each, np.argmin(of_races, axis=1))
        edges = np.column_stack([low, tried, high])
        most = np.column_stack([ends[:, 0], most, ends[:, 1]])
        low, high = edges[at, fails], edges[at, fails + 1]
        ends = np.column_stack([most[at, fails], most[at, fails + 1]])
        reached = np.maximum(fails[own] - 1, 0)[:, None]
        runs = np.take_along_axis(lasts, reached, axis=1)[:, 0] | (fails[own] == 0)
        leads = runs & (np.take_along_axis(owned, reached, axis=1)[:, 0] >= ends[own, 0])
        first[own[leads]] = running[leads]
        of_low = np.take_along_axis(owned, reached, axis=1)[:, 0]
        kept = np.where(fails > 0, _kept(low, high), many)
        running = running[runs & (_ranks(of_low, own) < kept[own])]
        if float(np.max(high - low)) <= _CLOSE:
            return Race(np.rint(low).astype(np.int64), first)
        guess = _nothing_left(low, high, ends)


def to_the_dollar(inputs: ScenarioInputs, returns: Returns, start: Start, found: Race) -> Race:
    """The whole dollars that last with the row that leads each race, so that an answer does not
    depend on what else was searched."""
    dollars = np.arange(_CLOSE // _DOLLAR + 1) * _DOLLAR
    tried = (found.levels // _DOLLAR * _DOLLAR)[:, None] + dollars
    rows = np.repeat(found.first, len(dollars))
    inputs = some_rows(from_year(inputs, start.place), rows, len(returns))
    lasting, _ = _lasts(
        inputs, returns[rows], None, None, start.rows(rows), tried.ravel().astype(np.float64)
    )
    lasts = lasting.reshape(tried.shape)
    last = np.where(np.all(lasts, axis=1), len(dollars), np.argmin(lasts, axis=1)) - 1
    exact = np.take_along_axis(tried, np.maximum(last, 0)[:, None], axis=1)[:, 0]
    return Race(np.where(last < 0, found.levels, exact), found.first)


def _kept(low: Numbers, high: Numbers) -> Numbers:
    """How many rows of each race go on: those that leave most at the level that it reached. At one
    level of spending, those that leave most can spend most; the nearer the bounds, the surer."""
    apart = np.divide(high - low, high, out=np.zeros_like(high), where=high > 0)
    found: Numbers = np.maximum(_KEPT, _KEPT_IN_ALL * apart)
    return found


def _ranks(values: Numbers, own: Rows) -> Rows:
    """The rank of each row in its race, from 0 for the highest value."""
    order = np.lexsort((-values, own))
    found = np.empty(len(own), dtype=np.intp)
    found[order] = np.arange(len(own)) - np.searchsorted(own[order], own[order])
    return found


def from_year(inputs: ScenarioInputs, place: int) -> ScenarioInputs:
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
    if each < AROUND:
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
    end = project(
        replace(inputs, spending=spent), returns, start=start, prices=prices, bonds=bonds
    ).accounts
    left = sum(end.by_character().values()) - end.owed
    return ~end.ran_out, left / ahead.prices(ahead.years[-1])
