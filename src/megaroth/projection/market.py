"""Paths of yearly returns and prices: fixed, lognormal, drawn in blocks from the record, or the
record itself.

Amounts on a path are counted in dollars of the *assumed* prices. Amounts that follow prices
(limits, brackets, pay, benefits, spending) are then the same on every path. The growth of a path is
its real return plus the assumed inflation. Nominal amounts, such as the basis of accounts, shrink
if prices grow faster than assumed. Decisions of a year never see the year's own return.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from megaroth.kernel.money import PPM
from megaroth.model.assumptions import Assumptions
from megaroth.projection.record import count_of_paths, january_rows, rows_of

BLOCK = 8192
"""The number of paths of a block. Each block has its own generator, so it is the same whatever else
is drawn."""

MEAN_BLOCK_YEARS = 10
"""Mean length of the bootstrap's blocks (Politis and Romano's stationary bootstrap)."""

Returns = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Markets:
    """The returns and prices of a block of paths, each (paths, years).

    Attributes:
        returns: growth of a year in dollars of the assumed prices, a fraction.
        prices: the ratio of price growth to the assumed growth: 1.01 if prices grew one percent
            more.
        bonds: returns of bonds, like ``returns``.
    """

    returns: Returns
    prices: Returns
    bonds: Returns

    def first(self, rows: int) -> Markets:
        """The first paths."""
        return self.rows(slice(rows))

    def rows(self, rows: slice) -> Markets:
        """Some of the paths."""
        return Markets(self.returns[rows], self.prices[rows], self.bonds[rows])

    def and_then(self, others: Markets) -> Markets:
        """These paths and others."""
        pairs = zip(
            (self.returns, self.prices, self.bonds),
            (others.returns, others.prices, others.bonds),
            strict=True,
        )
        return Markets(*(np.vstack(pair) for pair in pairs))

    def repeated(self, times: int) -> Markets:
        """All paths so many times, one set after the other."""
        each = (np.tile(one, (times, 1)) for one in (self.returns, self.prices, self.bonds))
        return Markets(*each)

    def with_level(self, assumptions: Assumptions) -> Markets:
        """Add a path with the assumed growth and interest in every year and prices as assumed."""
        years = (1, self.returns.shape[1])
        return self.and_then(
            Markets(
                np.full(years, float(assumptions.growth) / PPM),
                np.ones(years),
                np.full(years, assumptions.bond_interest / PPM),
            )
        )


@functools.cache
def calendar_years() -> tuple[Returns, Returns, Returns]:
    """Real returns of stocks, of ten-year notes, and inflation, by calendar year from 1928."""
    rows = rows_of("us_annual.csv")
    stocks, notes, inflation = (
        np.array([float(row[name]) / 100 for row in rows])
        for name in ("stocks_pct", "treasury_notes_pct", "inflation_pct")
    )
    return (1 + stocks) / (1 + inflation) - 1, (1 + notes) / (1 + inflation) - 1, inflation


@functools.cache
def january_years() -> tuple[int, Returns, Returns, Returns]:
    """The first year, real returns of stocks and bonds, and inflation, from January to January,
    from 1871."""
    rows = january_rows()
    levels = (
        np.array([float(row[name]) for row in rows])
        for name in ("real_total_return_price", "real_bond_index", "cpi")
    )
    stocks, bonds, inflation = (level[1:] / level[:-1] - 1 for level in levels)
    return int(rows[0]["year"]), stocks, bonds, inflation


@functools.cache
def price_habits(share: int) -> tuple[float, float, float]:
    """The model of prices since 1928, in logarithms: the share of last year's distance from the
    mean that remains, the deviation of each year's shock, and its correlation with the real return.

    Args:
        share: the share of stocks, parts per million.
    """
    stocks, notes, inflation = calendar_years()
    apart = np.log1p(inflation) - np.log1p(inflation).mean()
    kept = float(apart[1:] @ apart[:-1] / (apart[:-1] @ apart[:-1]))
    shock = apart[1:] - kept * apart[:-1]
    real = np.log1p(share / PPM * stocks + (1 - share / PPM) * notes)
    return kept, float(shock.std()), float(np.corrcoef(shock, real[1:])[0, 1])


def paths(assumptions: Assumptions, inflation: int, years: int) -> Iterator[Markets]:
    """Returns and prices in blocks of at most :data:`BLOCK` paths.

    Args:
        assumptions: the model and its numbers.
        inflation: the assumed price growth, parts per million.
        years: the number of years.
    """
    count = count_of_paths(assumptions, years)
    for first in range(0, count, BLOCK):
        yield some_paths(assumptions, inflation, years, range(first, min(first + BLOCK, count)))


@functools.lru_cache(maxsize=1)
def some_paths(assumptions: Assumptions, inflation: int, years: int, wanted: range) -> Markets:
    """Some of all paths, always the same whatever else is drawn. Alternatives use them one after
    the other.

    Args:
        assumptions: the model and its numbers.
        inflation: the assumed price growth, parts per million.
        years: the number of years.
        wanted: indexes of the paths, without gaps.
    """
    parts = []
    for block in range(wanted.start // BLOCK, -(-wanted.stop // BLOCK)):
        first = block * BLOCK
        rows = slice(max(wanted.start - first, 0), wanted.stop - first)
        parts.append(_drawn(assumptions, inflation, years, block).rows(rows))
    found = functools.reduce(Markets.and_then, parts)
    for one in (found.returns, found.prices, found.bonds):
        one.flags.writeable = False
    return found


def _drawn(assumptions: Assumptions, inflation: int, years: int, block: int) -> Markets:
    rows = min(BLOCK, count_of_paths(assumptions, years) - block * BLOCK)
    share, assumed = assumptions.share_of_stocks / PPM, inflation / PPM
    match assumptions.model:
        case "fixed":
            return _held_at_interest(
                assumptions, np.full((1, years), assumptions.growth / PPM), np.ones((1, years))
            )
        case "history":
            _, stocks, bonds, prices = january_years()
            places = (np.arange(rows) + block * BLOCK)[:, None] + np.arange(years)
            # The record as it was, with prices.
            return _of_record(
                places,
                share * stocks + (1 - share) * bonds,
                bonds,
                (1 + prices) / (1 + assumed),
                assumed,
            )
        case "bootstrap":
            stocks, notes, prices = calendar_years()
            places = _places(_generator(assumptions, block), len(stocks), years)[:rows]
            usual = math.exp(float(np.log1p(prices).mean()))
            # Prices vary around the assumed inflation as they did around their mean.
            return _of_record(
                places,
                share * stocks + (1 - share) * notes,
                notes,
                (1 + prices) / usual,
                assumed,
            )
        case _:
            return _lognormal(assumptions, years, block, rows)


def _of_record(
    places: npt.NDArray[np.int64], real: Returns, bonds: Returns, prices: Returns, assumed: float
) -> Markets:
    returns, of_bonds = ((1 + one[places]) * (1 + assumed) - 1 for one in (real, bonds))
    return Markets(returns, prices[places], of_bonds)


def _held_at_interest(assumptions: Assumptions, returns: Returns, prices: Returns) -> Markets:
    """Paths on which bonds return their interest in dollars of each year, which are worth less
    where prices grow faster."""
    return Markets(returns, prices, (1.0 + assumptions.bond_interest / PPM) / prices - 1.0)


def _generator(assumptions: Assumptions, block: int, *more: int) -> np.random.Generator:
    return np.random.Generator(
        np.random.SFC64(np.random.SeedSequence([assumptions.seed, block, *more]))
    )


def _normal(generator: np.random.Generator, years: int, rows: int) -> Returns:
    """Draw a year at a time for the whole block, so that more years or paths do not change the
    first ones."""
    return np.stack([generator.standard_normal(BLOCK) for _ in range(years)], axis=1)[:rows]


def _lognormal(assumptions: Assumptions, years: int, block: int, rows: int) -> Markets:
    deviation = _log_deviation(assumptions)
    mean = math.log1p(assumptions.growth / PPM) - deviation**2 / 2
    drawn = _normal(_generator(assumptions, block), years, rows)
    kept, spread, together = price_habits(assumptions.share_of_stocks)
    own = _normal(_generator(assumptions, block, 1), years, rows)
    shock = spread * (together * drawn + math.sqrt(1 - together**2) * own)
    apart = np.zeros_like(shock)
    for year in range(years):
        apart[:, year] = shock[:, year] + (kept * apart[:, year - 1] if year else 0.0)
    return _held_at_interest(assumptions, np.expm1(mean + deviation * drawn), np.exp(apart))


def _log_deviation(assumptions: Assumptions) -> float:
    """The deviation of the logarithm that gives the stated deviation of yearly returns."""
    relative = assumptions.volatility / PPM / (1 + assumptions.growth / PPM)
    return math.sqrt(math.log1p(relative**2))


def _places(generator: np.random.Generator, length: int, years: int) -> npt.NDArray[np.int64]:
    """Years of the record in blocks of random length that continue at its start."""
    places = np.empty((BLOCK, years), dtype=np.int64)
    here = np.zeros(BLOCK, dtype=np.int64)
    for year in range(years):
        fresh = generator.integers(0, length, BLOCK)
        starts_block = (
            generator.random(BLOCK) < 1 / MEAN_BLOCK_YEARS if year else np.ones(BLOCK, dtype=bool)
        )
        here = np.where(starts_block, fresh, (here + 1) % length)
        places[:, year] = here
    return places
