"""Returns and prices of the years ahead: from the files of the record by hand, and the same for a
seed in every version."""

from __future__ import annotations

import csv
import itertools
import math
from dataclasses import replace
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest

import megaroth.projection
from megaroth.model.assumptions import Assumptions
from megaroth.projection.market import (
    BLOCK,
    Markets,
    calendar_years,
    paths,
    price_habits,
    some_paths,
)

DATA = Path(megaroth.projection.__file__).parent / "data"
ASSUMED = 24_000
"""Assumed price growth, parts per million: 2.4%."""
GIVEN = Assumptions(paths=50, seed=7)


def drawn(given: Assumptions, years: int) -> Markets:
    """The first block of paths."""
    return next(paths(given, ASSUMED, years))


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(newline="") as file:
        return list(csv.DictReader(file))


def test_real_returns_of_calendar_years_are_those_of_the_file() -> None:
    """2022: stocks -18.04%, ten-year notes -17.83%, prices 6.45%: 0.8196 / 1.0645 and 0.8217 /
    1.0645."""
    at = [row["year"] for row in rows("us_annual.csv")].index("2022")
    stocks, notes, inflation = (float(one[at]) for one in calendar_years())
    assert stocks == pytest.approx(0.8196 / 1.0645 - 1)
    assert notes == pytest.approx(0.8217 / 1.0645 - 1)
    assert inflation == pytest.approx(0.0645)


@pytest.mark.parametrize("stocks", [0, 300_000, 1_000_000])
def test_a_path_of_history_is_the_record_from_its_year(stocks: int) -> None:
    """From January 1871 on: the real return of each year at the assumed prices, prices against
    those assumed, and bonds at their own real return."""
    januaries = [
        row
        for row in rows("us_monthly.csv")
        if row["month"] == "1" and row["real_total_return_price"]
    ]
    found = drawn(replace(GIVEN, model="history", stocks=stocks), 3)
    assert len(found.returns) == len(januaries) - 3
    for path in (0, 5, len(found.returns) - 1):
        for year in range(3):
            before, after = januaries[path + year], januaries[path + year + 1]
            real, bonds, prices = (
                float(after[name]) / float(before[name])
                for name in ("real_total_return_price", "real_bond_index", "cpi")
            )
            mixed = stocks / 1e6 * real + (1 - stocks / 1e6) * bonds
            assert found.returns[path, year] == pytest.approx(mixed * 1.024 - 1)
            assert found.bonds[path, year] == pytest.approx(bonds * 1.024 - 1)
            assert found.prices[path, year] == pytest.approx(prices / 1.024)


def test_every_year_of_a_bootstrap_is_a_year_of_the_record() -> None:
    """Its real return at the assumed prices, and prices around the mean of the record."""
    stocks, notes, inflation = calendar_years()
    usual = math.exp(fmean(math.log1p(one) for one in inflation))
    found = drawn(replace(GIVEN, model="bootstrap", stocks=600_000), 12)
    years = {
        (round(0.6 * stock + 0.4 * note, 9), round(note, 9), round((1 + price) / usual, 9))
        for stock, note, price in zip(stocks, notes, inflation, strict=True)
    }
    mixed, bonds = ((1 + one) / 1.024 - 1 for one in (found.returns, found.bonds))
    found_years = {
        (round(a, 9), round(b, 9), round(c, 9))
        for a, b, c in zip(mixed.flat, bonds.flat, found.prices.flat, strict=True)
    }
    assert found_years <= years


def test_fixed_growth_and_interest_have_no_spread() -> None:
    found = drawn(replace(GIVEN, model="fixed", growth=50_000), 4)
    for one, value in ((found.returns, 0.05), (found.prices, 1.0), (found.bonds, 0.04)):
        assert one.shape == (1, 4)
        assert np.allclose(one, value)


def test_prices_return_to_their_mean_as_they_did() -> None:
    """An autoregression of logarithms since 1928, by hand: what remains of last year's distance,
    the deviation of the shocks, and their correlation with the return."""
    record = rows("us_annual.csv")
    logs = [math.log1p(float(row["inflation_pct"]) / 100) for row in record]
    apart = [one - fmean(logs) for one in logs]
    kept = sum(a * b for a, b in itertools.pairwise(apart)) / sum(a * a for a in apart[:-1])
    shocks = [b - kept * a for a, b in itertools.pairwise(apart)]
    real = [
        math.log(
            0.25 * (1 + float(row["stocks_pct"]) / 100)
            + 0.75 * (1 + float(row["treasury_notes_pct"]) / 100)
        )
        - log
        for row, log in zip(record, logs, strict=True)
    ][1:]
    found = price_habits(250_000)
    assert found[0] == pytest.approx(kept)
    assert found[1] == pytest.approx(float(np.std(shocks)))
    assert found[2] == pytest.approx(float(np.corrcoef(shocks, real)[0, 1]))


def test_paths_beyond_a_block_have_their_own_draws() -> None:
    given = replace(GIVEN, model="lognormal", paths=BLOCK + 3)
    first, second = (one.returns for one in paths(given, ASSUMED, 2))
    assert (len(first), len(second)) == (BLOCK, 3)
    assert not np.isclose(first[:3], second).any()
    across = some_paths(given, ASSUMED, 2, range(BLOCK - 2, BLOCK + 1)).returns
    assert np.array_equal(across, [*first[-2:], second[0]])


def small(*returns: float) -> Markets:
    """Paths of one year."""
    column = np.array([returns]).T
    return Markets(column, column + 1, column + 2)


def test_paths_follow_one_after_the_other() -> None:
    twice = small(0.1, 0.2).repeated(2).and_then(small(0.3))
    for one, more in ((twice.returns, 0), (twice.prices, 1), (twice.bonds, 2)):
        assert one.shape == (5, 1)
        assert list(one[:, 0]) == pytest.approx([x + more for x in (0.1, 0.2, 0.1, 0.2, 0.3)])
    assert list(twice.first(2).returns[:, 0]) == [0.1, 0.2]


def test_a_level_path_has_the_assumed_growth_and_interest() -> None:
    two_years = small(0.1, 0.2)
    wide = Markets(*(np.hstack([one, one]) for one in vars(two_years).values()))
    found = wide.with_level(replace(GIVEN, growth=70_000, bond_interest=30_000))
    assert [one.shape for one in vars(found).values()] == [(3, 2)] * 3
    assert [list(one[-1]) for one in vars(found).values()] == [[0.07] * 2, [1.0] * 2, [0.03] * 2]


def test_bonds_pay_interest_in_dollars_of_each_year() -> None:
    """Their interest is worth less where prices grow faster than assumed."""
    found = drawn(replace(GIVEN, model="lognormal", bond_interest=30_000), 2)
    assert np.allclose((1 + found.bonds) * found.prices, 1.03)
    assert found.prices.std() > 0.001


def test_nobody_changes_the_paths_that_alternatives_share() -> None:
    shared = some_paths(GIVEN, ASSUMED, 2, range(3))
    for one in vars(shared).values():
        with pytest.raises(ValueError, match="read-only"):
            one[0, 0] = 0.0


DRAWN = {
    # The last return and price of the last path, and the sums of all.
    "lognormal": (0.2989319749758794, 0.9558093384566599, 95.407467642358, 1497.52247125283),
    "bootstrap": (-0.11590290598290598, 0.9084224112744381, 149.0407013132781, 1499.0065522034993),
}


@pytest.mark.parametrize("model", DRAWN)
def test_a_seed_draws_the_same_paths_in_every_version(model: str) -> None:
    """Nobody's answer changes because another version drew other markets. Recorded in version
    0.1.0."""
    found = drawn(replace(GIVEN, model=model), 30)
    last, total = (
        (float(of(found.returns)), float(of(found.prices)))
        for of in (lambda one: one[-1, -1], np.sum)
    )
    assert (*last, *total) == pytest.approx(DRAWN[model], rel=1e-12)
