"""Social Security's benefit formula as data: its ages, rates, bend points and cost-of-living
increases, and the earnings test."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

from megaroth.kernel.errors import LawError
from megaroth.kernel.money import DOLLAR, to_cents, to_ppm
from megaroth.law.data_files import rows_of, tables_of
from megaroth.law.indices import Indices

MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class Formula:
    """The numbers of ``law/data/social_security.toml``: ages and periods in years, amounts in
    cents, rates in parts per million.

    Attributes:
        eligibility_age: the first age of a retirement benefit.
        latest_claim_age: the age from which delay brings no credit.
        widow_age: the first age of a surviving spouse's benefit.
        counted_years: years of earnings in the average.
        wage_index_years: years between the wage index that is used and the year it is used for.
        first_rate, second_rate, third_rate: of average earnings below, between and above the bend
        points. first_bend_point, second_bend_point: monthly amounts of 1979.
        bend_point_wages: the year whose average wage the bend points grow from.
        benefit_step: what a monthly benefit is rounded down to.
        early_months: months of an early claim with the first reduction.
        early_reduction, spouse_early_reduction, later_early_reduction: for a month of an early
        claim.
        delay_credit: for a month of delay.
        spouse_share: of the worker's primary insurance amount.
        survivor_reduction: at the first age of a survivor's benefit.
        survivor_floor: of the primary insurance amount, after an early claim of the deceased.
        survivor_born_earlier: years by which a survivor's birth year counts as earlier.
        withheld_share, withheld_share_in_last_year: of earnings above the exempt amount; the last
        year is that of full retirement age. exempt_earnings, exempt_earnings_in_last_year: monthly
        amounts of the earnings test. exempt_earnings_wages, exempt_earnings_in_last_year_wages: the
        years whose average wage they grow from.
        exempt_earnings_step: what they are rounded to.
    """

    eligibility_age: int
    latest_claim_age: int
    widow_age: int
    counted_years: int
    wage_index_years: int
    first_rate: int
    second_rate: int
    third_rate: int
    first_bend_point: int
    second_bend_point: int
    bend_point_wages: int
    benefit_step: int
    early_months: int
    early_reduction: Fraction
    spouse_early_reduction: Fraction
    later_early_reduction: Fraction
    delay_credit: Fraction
    spouse_share: Fraction
    survivor_reduction: Fraction
    survivor_floor: Fraction
    survivor_born_earlier: int
    withheld_share: Fraction
    withheld_share_in_last_year: Fraction
    exempt_earnings: int
    exempt_earnings_wages: int
    exempt_earnings_in_last_year: int
    exempt_earnings_in_last_year_wages: int
    exempt_earnings_step: int


@functools.cache
def formula() -> Formula:
    """The benefit formula.

    Raises:
        LawError: the data file lacks a number, or a number lacks its section or source.

    >>> formula().eligibility_age, formula().early_reduction
    (62, Fraction(1, 180))
    """
    tables = tables_of("social_security")
    names = [one.name for one in fields(Formula)]
    if sorted(tables) != sorted(names):
        raise LawError(
            f"social_security.toml: {', '.join(sorted(set(tables) ^ set(names)))} missing or "
            "unknown"
        )
    return Formula(**{name: _number(name, tables[name]) for name in names})


def _number(name: str, table: dict[str, Any]) -> Any:
    """A number in the unit that its key names."""
    if not (table.get("section") and table.get("source")):
        raise LawError(f"social_security.toml: [{name}] needs its section and its source")
    match {key: value for key, value in table.items() if key not in ("section", "source")}:
        case {"age": whole} | {"years": whole} | {"count": whole}:
            return int(whole)
        case {"amount": amount}:
            return to_cents(amount)
        case {"rate": rate}:
            return to_ppm(rate)
        case {"fraction": fraction}:
            return Fraction(fraction)
        case other:
            raise LawError(f"social_security.toml: [{name}] has no number in {other}")


def full_retirement_months(born: int) -> int:
    """Full retirement age in months.

    Args:
        born: year of birth.

    Source:
        42 USC 416(l)(1), (3).

    >>> full_retirement_months(1957), full_retirement_months(1960)
    (798, 804)
    """
    found = 0
    for row in rows_of("full_retirement"):
        if born >= int(row["born_from"]):
            found = int(row["months"])
    return found


def survivor_full_months(born: int) -> int:
    """Full retirement age of a surviving spouse in months.

    Args:
        born: year of birth.

    Source:
        42 USC 416(l)(2): that of one born two years earlier.

    >>> survivor_full_months(1962), survivor_full_months(1958)
    (804, 796)
    """
    return full_retirement_months(born - formula().survivor_born_earlier)


def bend_points(eligible: int, indices: Indices) -> tuple[int, int]:
    """The bend points of the benefit formula, cents a month.

    Args:
        eligible: the year of the 62nd birthday.
        indices: the average wage index.

    Source:
        42 USC 415(a)(1)(B).

    >>> bend_points(2020, Indices())
    (96000, 578500)
    """
    data = formula()
    growth = indices.average_wage(eligible - data.wage_index_years) / indices.average_wage(
        data.bend_point_wages
    )
    first, second = (
        round(point / DOLLAR * growth) * DOLLAR
        for point in (data.first_bend_point, data.second_bend_point)
    )
    return first, second


@functools.cache
def _increases() -> dict[int, float]:
    return {int(row["year"]): float(row["percent"]) / 100 for row in rows_of("benefit_increases")}


def benefit_increases(eligible: int, year: int, inflation: float) -> float:
    """The growth of a benefit by cost-of-living increases, a ratio.

    Args:
        eligible: the year of the 62nd birthday, 1975 or later: the first increase is that of its
            December.
        year: the year in which the benefit is paid; the last increase is that of the December
            before.
        inflation: for years that are not published, a fraction; benefits do not fall with prices.

    Source:
        42 USC 415(i), which has no decrease. Those of 1975 to 2026 are published (SSA).

    >>> round(benefit_increases(2021, 2026, 0.0), 4)
    1.2518
    """
    known = _increases()
    return math.prod(1 + known.get(one, max(inflation, 0.0)) for one in range(eligible, year))


def exempt_earnings(year: int, indices: Indices) -> tuple[int, int]:
    """Exempt amounts of the earnings test for a year, cents: before the year of full retirement
    age, and in that year.

    Args:
        year: the calendar year, 2003 or later.
        indices: the average wage index.

    Source:
        42 USC 403(f)(8)(A)-(B), (D): by the average wage of two years before, a month's amount to
        ten dollars, and never less than the year before's. Those of 2026, 24,480 and 65,160, are
        published (SSA).

    >>> exempt_earnings(2026, Indices()), exempt_earnings(2025, Indices())
    ((2448000, 6516000), (2340000, 6216000))
    """
    data = formula()
    step = data.exempt_earnings_step

    def yearly(base: int, base_year: int) -> int:
        index = indices.average_wage(base_year)
        months = (
            base * indices.average_wage(one - data.wage_index_years) / index
            for one in (year - 1, year)
        )
        return max(int(month / step + 0.5) for month in months) * step * MONTHS

    before = yearly(data.exempt_earnings, data.exempt_earnings_wages)
    return before, yearly(
        data.exempt_earnings_in_last_year, data.exempt_earnings_in_last_year_wages
    )
