"""Social Security benefits of workers, spouses and survivors, and the earnings test."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

from megaroth.kernel.money import DOLLAR, PPM, rounded
from megaroth.kernel.trace import rule
from megaroth.law.indices import Indices
from megaroth.law.social_security import (
    MONTHS,
    bend_points,
    formula,
    full_retirement_months,
    survivor_full_months,
)


@rule(cites="42 USC 415(a)(1), (b)")
def primary_insurance_amount(earnings: Mapping[int, int], born: int, indices: Indices) -> int:
    """The monthly benefit at full retirement age, at the prices of the year of the 62nd birthday.

    Args:
        earnings: covered earnings by year, each at most that year's contribution and benefit base,
            cents.
        born: year of birth.
        indices: the average wage index.

    Returns:
        Cents a month, rounded down to ten cents.

    Source:
        42 USC 415(a)(1)(A)-(B), (b)(2)-(3): the highest 35 years, indexed to the year of age 60.

    >>> primary_insurance_amount({year: 50_000_00 for year in range(1985, 2020)}, 1958, Indices())
    262670
    """
    law = formula()
    eligible = born + law.eligibility_age
    base = eligible - law.wage_index_years
    indexed = sorted(
        (
            round(amount * indices.average_wage(base) / indices.average_wage(year))
            if year < base
            else amount
            for year, amount in earnings.items()
        ),
        reverse=True,
    )[: law.counted_years]
    average = sum(indexed) // (law.counted_years * MONTHS) // DOLLAR * DOLLAR
    first, second = bend_points(eligible, indices)
    parts = (min(average, first), max(min(average, second) - first, 0), max(average - second, 0))
    rates = (law.first_rate, law.second_rate, law.third_rate)
    whole = sum(part * rate for part, rate in zip(parts, rates, strict=True))
    return int(rounded(whole, PPM, to=law.benefit_step, direction="down"))


def _times(amount: int, factor: Fraction) -> int:
    """An amount times an exact factor, whole cents."""
    return int(rounded(amount * factor.numerator, factor.denominator))


def _after_early_claim(months: int, first: Fraction) -> Fraction:
    """What a claim some months before full retirement age leaves of a benefit; ``first`` is the
    reduction for each of the first months."""
    law = formula()
    early = max(months, 0)
    at_first = min(early, law.early_months)
    return 1 - at_first * first - (early - at_first) * law.later_early_reduction


@rule(cites="42 USC 416(l), 402(q), 402(w)")
def claimed_benefit(full: int, born: int, from_age: int, held_back: int = 0) -> int:
    """The monthly benefit claimed before or after full retirement age.

    Args:
        full: the primary insurance amount, cents a month.
        born: year of birth.
        from_age: the age at which it is claimed, 62 to 70.
        held_back: months before full retirement age in which earnings withheld the benefit; from
            full retirement age on they no longer count as early.

    Returns:
        Cents a month.

    Source:
        42 USC 416(l)(1); 402(q)(1), (9): 5/9% for each of the first 36 months early, 5/12% for each
        more; 402(w): 2/3% for each month of delay; 402(q)(7)(A): months with a deduction for
        earnings.

    >>> claimed_benefit(2_000_00, 1962, 62), claimed_benefit(2_000_00, 1962, 67), claimed_benefit(2_000_00, 1962, 70)
    (140000, 200000, 248000)
    """
    law, months = formula(), from_age * MONTHS - full_retirement_months(born)
    if months >= 0:
        return _times(full, 1 + months * law.delay_credit)
    return _times(full, _after_early_claim(-months - held_back, law.early_reduction))


@rule(cites="42 USC 402(b), (c), (k)(3), (q)")
def spouse_benefit(worker: int, own: int, born: int, from_age: int, held_back: int = 0) -> int:
    """The spouse's benefit on top of the own benefit, once both have claimed.

    Args:
        worker: the primary insurance amount of the other spouse, cents.
        own: the spouse's own primary insurance amount, cents.
        born: the spouse's year of birth.
        from_age: the age at which both have claimed, 62 or more.
        held_back: as in :func:`claimed_benefit`.

    Returns:
        Cents for the same period: half of the worker's amount less the own amount, if positive;
        less 25/36% for each of the first 36 months before full retirement age and 5/12% for each
        more. Delay adds nothing.

    Source:
        42 USC 402(b)(2), (c)(2): half of the primary insurance amount; 402(k)(3)(A): only what
        exceeds the own one; 402(q)(1)(A), (9).

    >>> spouse_benefit(2_000_00, 0, 1962, 62), spouse_benefit(2_000_00, 0, 1962, 67), spouse_benefit(2_000_00, 600_00, 1962, 70)
    (65000, 100000, 40000)
    """
    law = formula()
    share = law.spouse_share
    # Kept exact until the end: the share of the worker's benefit, less the own one.
    excess = max(worker - own / share, Fraction(0))
    early = full_retirement_months(born) - from_age * MONTHS - held_back
    exact = excess * share * _after_early_claim(early, law.spouse_early_reduction)
    return _times(exact.numerator, Fraction(1, exact.denominator))


@rule(cites="42 USC 403(b), (f)")
def held_back_by_earnings(earnings: int, exempt: int, *, reaches_full: bool) -> int:
    """Benefits of a year withheld because of earnings before full retirement age.

    Args:
        earnings: of the year, or in the year of full retirement age of the months before it, cents.
        exempt: the exempt amount of the earnings test, cents.
        reaches_full: whether full retirement age is reached in the year.

    Returns:
        Cents, whole dollars: half of the excess over the exempt amount, or a third in the year of
        full retirement age.

    Source:
        42 USC 403(f)(3), (8)(D), (9).

    >>> held_back_by_earnings(29_560_00, 19_560_00, reaches_full=False)
    500000
    """
    law = formula()
    share = law.withheld_share_in_last_year if reaches_full else law.withheld_share
    return math.floor(max(earnings - exempt, 0) * share / DOLLAR) * DOLLAR


@rule(cites="42 USC 402(e), (f), (q)")
def survivor_benefit(full: int, had: int, born: int, from_age: int) -> int:
    """A surviving spouse's benefit, taken at an age.

    Args:
        full: the primary insurance amount of the deceased, cents.
        had: the benefit of the deceased, with credits for delay; ``full`` for a person who died
            before claiming, cents.
        born: the survivor's year of birth.
        from_age: the age at which it is taken, 60 or more.

    Returns:
        Cents for the same period: 71.5% at 60, rising evenly to 100% at full retirement age, which
        a survivor reaches like a person born two years earlier; after an early claim of the
        deceased, at most the larger of that benefit and 82.5% of ``full``.

    Source:
        42 USC 402(e)(2)(A), (C)-(D), (f)(2), (q)(1)(A); 416(l)(2).

    >>> survivor_benefit(1_000_00, 1_000_00, 1950, 60), survivor_benefit(1_000_00, 1_000_00, 1950, 62)
    (71500, 81000)
    >>> survivor_benefit(1_000_00, 700_00, 1950, 66)
    82500
    """
    law, whole_age = formula(), survivor_full_months(born)
    months, early = whole_age - law.widow_age * MONTHS, max(whole_age - from_age * MONTHS, 0)
    taken = _times(max(full, had), 1 - law.survivor_reduction * early / months)
    return taken if had >= full else min(taken, max(had, _times(full, law.survivor_floor)))
