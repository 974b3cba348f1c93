"""Paths of yearly returns: fixed, lognormal, drawn in blocks from the record, or the record itself.

Returns are nominal at the household's assumed inflation, since the law is indexed by that: a path's *real* returns are drawn or
read, and the assumed inflation is put on top. A decision of a year never sees the year's own return.
"""

from __future__ import annotations

import csv
import functools
import math
from collections.abc import Iterator
from importlib import resources

import numpy as np
import numpy.typing as npt

from megaroth.kernel.cents import PPM
from megaroth.kernel.errors import InputError, Problem
from megaroth.model.outlook import Assumptions

BLOCK = 8192
"""Paths of one block, drawn from a generator of its own: the same whatever else is drawn, and by whom."""

MEAN_BLOCK_YEARS = 10
"""Mean length of the bootstrap's blocks (Politis and Romano's stationary bootstrap)."""

Returns = npt.NDArray[np.float64]


def _read(name: str) -> list[dict[str, str]]:
    text = (resources.files("megaroth.projection") / "data" / name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@functools.cache
def calendar_years() -> tuple[Returns, Returns, Returns]:
    """Real returns of stocks, of ten-year notes, and inflation, by calendar year from 1928."""
    rows = _read("us_annual.csv")
    stocks, notes, inflation = (
        np.array([float(row[name]) / 100 for row in rows]) for name in ("stocks_pct", "treasury_notes_pct", "inflation_pct")
    )
    return (1 + stocks) / (1 + inflation) - 1, (1 + notes) / (1 + inflation) - 1, inflation


@functools.cache
def january_years() -> tuple[int, Returns, Returns]:
    """The first year, and real returns of stocks and bonds from January to January, from 1871."""
    rows = [row for row in _read("us_monthly.csv") if row["month"] == "1" and row["real_total_return_price"]]
    stocks, bonds = (np.array([float(row[name]) for row in rows]) for name in ("real_total_return_price", "real_bond_index"))
    return int(rows[0]["year"]), stocks[1:] / stocks[:-1] - 1, bonds[1:] / bonds[:-1] - 1


def count_of_paths(assumptions: Assumptions, years: int) -> int:
    """How many paths the model has.

    Raises:
        InputError: the record is shorter than the plan.
    """
    match assumptions.model:
        case "fixed":
            return 1
        case "history":
            found = len(january_years()[1]) - years + 1
            if found < 1:
                problem = Problem(
                    "assumptions.plan_until", f"{years} years", f"a plan of at most {len(january_years()[1])} years for history"
                )
                raise InputError([problem])
            return found
        case _:
            return assumptions.paths


def paths(assumptions: Assumptions, inflation: int, years: int) -> Iterator[Returns]:
    """Nominal returns in blocks of at most :data:`BLOCK` paths.

    Args:
        assumptions: the model and its numbers.
        inflation: the assumed price growth, parts per million.
        years: how many.

    Yields:
        (paths, years), fractions.
    """
    for block in range(-(-count_of_paths(assumptions, years) // BLOCK)):
        yield block_of(assumptions, inflation, years, block)


def block_of(assumptions: Assumptions, inflation: int, years: int, block: int) -> Returns:
    """One block of :func:`paths`, by its place; the same whoever draws it."""
    rows = min(BLOCK, count_of_paths(assumptions, years) - block * BLOCK)
    return _block(assumptions, inflation / PPM, years, block, rows)


def _block(assumptions: Assumptions, inflation: float, years: int, block: int, rows: int) -> Returns:
    share = assumptions.stocks / PPM
    if assumptions.model == "fixed":
        return np.full((1, years), assumptions.growth / PPM)
    if assumptions.model == "history":
        _, stocks, bonds = january_years()
        real = share * stocks + (1 - share) * bonds
        starts = np.arange(rows) + block * BLOCK
        record: Returns = (1 + real[starts[:, None] + np.arange(years)]) * (1 + inflation) - 1
        return record
    generator = np.random.Generator(np.random.SFC64(np.random.SeedSequence([assumptions.seed, block])))
    if assumptions.model == "lognormal":
        deviation = _log_deviation(assumptions)
        mean = math.log1p(assumptions.growth / PPM) - deviation**2 / 2
        # A year at a time and the whole block: more years or paths never change the first ones.
        drawn = np.stack([generator.standard_normal(BLOCK) for _ in range(years)], axis=1)[:rows]
        found: Returns = np.expm1(mean + deviation * drawn)
        return found
    stocks, notes, _ = calendar_years()
    real = share * stocks + (1 - share) * notes
    nominal: Returns = (1 + real[_places(generator, len(real), years)[:rows]]) * (1 + inflation) - 1
    return nominal


def _log_deviation(assumptions: Assumptions) -> float:
    """The deviation of the logarithm that gives the yearly return its own."""
    relative = assumptions.volatility / PPM / (1 + assumptions.growth / PPM)
    return math.sqrt(math.log1p(relative**2))


def _places(generator: np.random.Generator, length: int, years: int) -> npt.NDArray[np.int64]:
    """Years of the record, in blocks of random length that wrap around its end."""
    places = np.empty((BLOCK, years), dtype=np.int64)
    here = np.zeros(BLOCK, dtype=np.int64)
    for year in range(years):
        fresh = generator.integers(0, length, BLOCK)
        anew = generator.random(BLOCK) < 1 / MEAN_BLOCK_YEARS if year else np.ones(BLOCK, dtype=bool)
        here = np.where(anew, fresh, (here + 1) % length)
        places[:, year] = here
    return places
