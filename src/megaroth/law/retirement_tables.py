"""Ages and tables of retirement as data: the Uniform Lifetime Table, when distributions begin, Social Security's ages and bend points."""

from __future__ import annotations

import csv
import functools
import math
from importlib import resources

from megaroth.kernel.errors import LawError
from megaroth.law.indices import Indices

TENTHS = 10
_OLDEST = 120
_BEND_POINTS = (180, 1_085)
_BEND_YEAR = 1977
"""Bend points of 1979, by the average wage of two years before (42 USC 415(a)(1)(B))."""

_EXEMPT = ((670, 1992), (2_500, 2000))
"""Monthly exempt amounts under the earnings test, dollars, by the average wage index of a year: of those who do not reach full
retirement age in the year, and of those who do (42 USC 403(f)(8)(B), (D))."""

_YOUNGEST = 72


@functools.cache
def _rows(name: str) -> list[dict[str, str]]:
    text = (resources.files("megaroth.law") / "data" / name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@functools.cache
def _table() -> dict[int, int]:
    return {int(row["age"]): round(float(row["years"]) * TENTHS) for row in _rows("uniform_lifetime.csv")}


def uniform_lifetime(age: int) -> int:
    """The distribution period of the Uniform Lifetime Table, tenths of a year.

    Args:
        age: attained in the year of the distribution, 72 or more; from 120 on the period is that of 120.

    Raises:
        LawError: the table has no such age.

    Source:
        26 CFR 1.401(a)(9)-9(c), for years after 2021.

    >>> uniform_lifetime(73)
    265
    """
    if age < _YOUNGEST:
        raise LawError(f"the Uniform Lifetime Table begins with age {_YOUNGEST}, not {age}")
    return _table()[min(age, _OLDEST)]


def required_beginning_age(born: int) -> int:
    """The age at which required minimum distributions begin, in whole half-years.

    Args:
        born: year of birth; of 1949 the second half.

    Source:
        26 USC 401(a)(9)(C)(v).

    >>> required_beginning_age(1958), required_beginning_age(1960)
    (146, 150)
    """
    found = 0
    for row in _rows("required_beginning.csv"):
        if born >= int(row["born_from"]):
            found = int(row["age_in_half_years"])
    return found


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
    for row in _rows("full_retirement.csv"):
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
    return full_retirement_months(born - 2)


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
    growth = indices.average_wage(eligible - 2) / indices.average_wage(_BEND_YEAR)
    first, second = (round(point * growth) * 100 for point in _BEND_POINTS)
    return first, second


@functools.cache
def _increases() -> dict[int, float]:
    return {int(row["year"]): float(row["percent"]) / 100 for row in _rows("benefit_increases.csv")}


def benefit_increases(eligible: int, year: int, inflation: float) -> float:
    """What cost-of-living increases make of a benefit, a ratio.

    Args:
        eligible: the year of the 62nd birthday, 1975 or later: the first increase is that of its December.
        year: the year in which the benefit is paid; the last increase is that of the December before.
        inflation: of years that are not published, a fraction; where prices fall benefits stay.

    Source:
        42 USC 415(i), which knows no decrease. Those of 1975 to 2026 are published (SSA).

    >>> round(benefit_increases(2021, 2026, 0.0), 4)
    1.2518
    """
    known = _increases()
    return math.prod(1 + known.get(one, max(inflation, 0.0)) for one in range(eligible, year))


def exempt_earnings(year: int, indices: Indices) -> tuple[int, int]:
    """Earnings of a year that hold no Social Security benefit back, cents: before the year of full retirement age, and in it.

    Args:
        year: the calendar year, 2003 or later.
        indices: the average wage index.

    Source:
        42 USC 403(f)(8)(A)-(B), (D): by the average wage of two years before, a month's amount to ten dollars, and never less than
        the year before's. Those of 2026, 24,480 and 65,160, are published (SSA).

    >>> exempt_earnings(2026, Indices()), exempt_earnings(2025, Indices())
    ((2448000, 6516000), (2340000, 6216000))
    """

    def monthly(base: int, base_year: int) -> int:
        of_years = (base * indices.average_wage(one - 2) / indices.average_wage(base_year) for one in (year - 1, year))
        return max(int(amount / 10 + 0.5) for amount in of_years) * 10

    lower, higher = (monthly(*one) * 12 * 100 for one in _EXEMPT)
    return lower, higher
