"""Premiums of health insurance marketplaces as data: the average benchmark premium, and the curve
by which premiums rise with age."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from megaroth.kernel.money import to_cents
from megaroth.law.data_files import rows_of, tables_of

_MONTHS = 12
_THOUSAND = 1_000


@dataclass(frozen=True)
class AverageBenchmark:
    """The average premium of the second-lowest silver plan.

    Attributes:
        age: the age that it is for.
        yearly: cents a year.
        year: the year whose premiums these are.
        source: who published it.
    """

    age: int
    yearly: int
    year: int
    source: str


@functools.cache
def average_benchmark() -> AverageBenchmark:
    """The national average benchmark premium.

    >>> average_benchmark().yearly
    750000
    """
    found = tables_of("marketplace")["average_benchmark"]
    return AverageBenchmark(
        int(found["age"]),
        to_cents(found["monthly"]) * _MONTHS,
        int(found["year"]),
        str(found["source"]),
    )


@functools.cache
def _curve() -> tuple[tuple[int, int], ...]:
    rows = rows_of("premium_age_curve")
    return tuple((int(row["from_age"]), round(float(row["factor"]) * _THOUSAND)) for row in rows)


def age_factor(age: int) -> int:
    """The premium of an age in thousandths of the premium at 21.

    Source:
        45 CFR 147.102(d)-(e); the federal default age curve, which most states use.

    >>> age_factor(40), age_factor(64)
    (1278, 3000)
    """
    return [factor for first, factor in _curve() if first <= max(age, 0)][-1]
