"""The price and wage indices, published and assumed.

CPI-U and chained CPI-U (C-CPI-U), not seasonally adjusted, US city average, all items, and the
national average wage index. A month that was never published (October 2025) is the mean of its
neighbours; months after the last published one grow by the inflation rate that the caller states.
The Part B premium is the one that the trustees of Medicare projected in 2025 (report of that year,
table of Part B premiums).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from megaroth.law.data_files import rows_of

DEFAULT_INFLATION_PPM = 24_000
"""Default price growth after the last published month: 2.4% a year, the long-range
intermediate assumption of the Social Security trustees (2025 report)."""

REAL_WAGE_GROWTH_PPM = 12_000
"""Default growth of the average wage above prices: about 1.2 points a year in the same report."""

CHAINED_SINCE = 2018
"""First tax year indexed by the chained index (Pub. L. 115-97 sec. 11002)."""

HSA_CHAINED_SINCE = 2019
"""First year of health savings account limits on the chained index: those of 2018 stayed as
published before the act (Rev. Proc. 2017-37; Rev. Proc. 2018-27)."""

PREMIUM_ABOVE_PRICES_PPM = 20_000
"""Growth of the Medicare Part B premium above prices after the last year that the trustees project
(2025 report: about two points in the long range)."""

_LINK = 2016
"""The year whose means join the two indices (IRC 1(f)(6)(C))."""


@functools.cache
def _monthly(column: str) -> dict[int, float]:
    """Published values by month number, year x 12 + month - 1, with inner gaps filled."""
    known = {
        int(row["year"]) * 12 + int(row["month"]) - 1: float(row[column])
        for row in rows_of("cpi_monthly")
        if row[column]
    }
    for month in range(min(known), max(known)):
        if month not in known:
            known[month] = (known[month - 1] + known[month + 1]) / 2
    return known


@functools.cache
def _wages() -> dict[int, float]:
    return {int(row["year"]): float(row["nawi"]) for row in rows_of("average_wage_index")}


@functools.cache
def _premiums() -> dict[int, float]:
    return {int(row["year"]): float(row["monthly"]) for row in rows_of("part_b_premium")}


@functools.lru_cache(maxsize=4096)
def _mean(inflation: float, column: str, last_month: int, months: int) -> float:
    return (
        sum(
            _value(inflation, column, month)
            for month in range(last_month - months + 1, last_month + 1)
        )
        / months
    )


def _value(inflation: float, column: str, month: int) -> float:
    known = _monthly(column)
    last = max(known)
    if month <= last:
        return known[month]
    return float(known[last] * (1 + inflation) ** ((month - last) / 12))


@dataclass(frozen=True)
class Indices:
    """The indices, extended beyond what is published at a steady inflation.

    Attributes:
        inflation: yearly price growth after the last published month, as a fraction.
    """

    inflation: float = DEFAULT_INFLATION_PPM / 1e6

    def _mean(self, column: str, last_month: int, months: int) -> float:
        return _mean(self.inflation, column, last_month, months)

    def third_quarter(self, year: int) -> float:
        """Mean CPI-U of July to September."""
        return self._mean("cpi_u_nsa", year * 12 + 8, 3)

    def cost_of_living(
        self, limit_year: int, base_year: int, last_month: int, chained_since: int
    ) -> float:
        """The 1(f) ratio for a limit of ``limit_year``, from means of twelve months to
        ``last_month`` (1 to 12)."""

        def mean(column: str, year: int) -> float:
            return self._mean(column, year * 12 + last_month - 1, 12)

        year = limit_year - 1
        if limit_year < chained_since:
            return mean("cpi_u_nsa", year) / mean("cpi_u_nsa", base_year)
        if base_year > _LINK:
            return mean("c_cpi_u_nsa", year) / mean("c_cpi_u_nsa", base_year)
        base = mean("cpi_u_nsa", base_year) * mean("c_cpi_u_nsa", _LINK) / mean("cpi_u_nsa", _LINK)
        return mean("c_cpi_u_nsa", year) / base

    def average_wage(self, year: int) -> float:
        """The national average wage index."""
        known = _wages()
        last = max(known)
        if year <= last:
            return known[year]
        return float(
            known[last] * (1 + self.inflation + REAL_WAGE_GROWTH_PPM / 1e6) ** (year - last)
        )

    def prices_to_august(self, year: int) -> float:
        """Mean CPI-U of the twelve months to August."""
        return self._mean("cpi_u_nsa", year * 12 + 7, 12)

    def prices_of(self, year: int) -> float:
        """Mean CPI-U of a calendar year."""
        return self._mean("cpi_u_nsa", year * 12 + 11, 12)

    def part_b_premium(self, year: int) -> float:
        """The monthly Part B premium as the trustees of Medicare projected it in 2025, dollars."""
        known = _premiums()
        last = max(known)
        if year <= last:
            return known[year]
        return float(
            known[last] * (1 + self.inflation + PREMIUM_ABOVE_PRICES_PPM / 1e6) ** (year - last)
        )
