"""Required minimum distributions."""

from __future__ import annotations

from megaroth.kernel.money import Cents, rounded
from megaroth.kernel.trace import rule
from megaroth.law.retirement_tables import TENTHS, required_beginning_age, uniform_lifetime


@rule(cites="IRC 401(a)(9)(C)")
def first_rmd_year(
    born: int, retires: int | None = None, *, five_percent_owner: bool = False
) -> int:
    """The first year for which a minimum must be distributed.

    Args:
        born: year of birth.
        retires: year of retirement from this plan's employer; None for an IRA or a former employee,
            for whom only age counts.
        five_percent_owner: for owners of more than 5% only age counts.

    Returns:
        A calendar year; its distribution may wait until April 1 of the next.

    Source:
        26 USC 401(a)(9)(C)(i)-(ii), (v), 408(a)(6).

    >>> first_rmd_year(1960), first_rmd_year(1953, retires=2030)
    (2035, 2030)
    """
    by_age = born + required_beginning_age(born) // 2
    return by_age if retires is None or five_percent_owner else max(by_age, retires)


@rule(cites="IRC 401(a)(9)(A)")
def required_minimum(balance: Cents, age: int) -> Cents:
    """The minimum that must be distributed in a year from pre-tax accounts of one kind.

    Roth IRAs and, from 2024, designated Roth accounts have none in their owner's life (IRC
    408A(c)(4), 402A(d)(5)).

    Args:
        balance: of December 31 before, cents, scalar or (n,).
        age: reached in the year, 72 or more.

    Returns:
        Cents, in the shape of ``balance``; by the Uniform Lifetime Table (with a spouse more than
        ten years younger it would be lower).

    Source:
        26 USC 401(a)(9)(A)(ii); 26 CFR 1.401(a)(9)-5, -9(c).

    >>> required_minimum(500_000_00, 75)
    2032520
    """
    return rounded(balance * TENTHS, uniform_lifetime(age))
