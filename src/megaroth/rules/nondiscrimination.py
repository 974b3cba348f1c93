"""Nondiscrimination: who is highly compensated, and the ACP limit for them."""

from __future__ import annotations

from megaroth.kernel.money import PPM, Cents, Flag, larger, rounded, share, smaller
from megaroth.kernel.trace import rule
from megaroth.law.law import Law


@rule(cites="IRC 414(q)(1)")
def highly_compensated(
    law_last_year: Law, compensation_last_year: Cents, five_percent_owner: bool = False
) -> Flag:
    """Whether an employee is highly compensated: last year's pay above last year's threshold, or a
    5% owner.

    Args:
        law_last_year: the numbers of the look-back year.
        compensation_last_year: section 415 compensation of the look-back year, cents, scalar or
            (n,).
        five_percent_owner: owned more than 5% this year or last.

    Returns:
        True or False, in the shape of ``compensation_last_year``.

    Source:
        26 USC 414(q)(1)(A)-(B); the election for the top-paid group is not modeled.

    >>> from megaroth.law.load import law
    >>> highly_compensated(law(2025), 160_000_00), highly_compensated(law(2025), 160_000_01)
    (False, True)
    """
    above = compensation_last_year > law_last_year.hce_threshold
    return above | (compensation_last_year >= 0) if five_percent_owner else above


FAR_BELOW = 750_000
"""Not law: pay of at most three quarters of the threshold is far below it."""


@rule(cites="IRC 414(q)(1)(B)")
def may_be_highly_compensated(law_last_year: Law, pay: Cents) -> Flag:
    """Whether to ask for last year's pay: this year's annual pay is not far below last year's
    threshold.

    This year's pay does not prove last year's; it only decides whether to ask.

    Args:
        law_last_year: the numbers of the look-back year.
        pay: this year's annual pay from the employer and those related to it, cents, scalar or
            (n,).

    Returns:
        True or False, in the shape of ``pay``.

    Source:
        26 USC 414(q)(1)(B) for the threshold; the distance from it is a choice of this library
        (docs/accuracy.md).

    >>> from megaroth.law.load import law
    >>> may_be_highly_compensated(law(2025), 60_000_00), may_be_highly_compensated(law(2025), 150_000_00)
    (False, True)
    """
    return pay > share(law_last_year.hce_threshold, FAR_BELOW)


@rule(cites="IRC 401(m)(2)(A)")
def acp_limit(law: Law, others_average: Cents) -> Cents:
    """The average contribution percentage that highly compensated employees may have.

    Args:
        law: the numbers of the plan year.
        others_average: the average of the other employees, parts per million, scalar or (n,).

    Returns:
        Parts per million, in the shape of ``others_average``: 1.25 times it, or the lesser of twice
        it and 2 points more.

    Source:
        26 USC 401(m)(2)(A); 26 CFR 1.401(m)-2(a)(1)(i).

    >>> from megaroth.law.load import law
    >>> [acp_limit(law(2024), points * 10_000) / 10_000 for points in (1, 3, 6, 8, 10)]
    [2.0, 5.0, 8.0, 10.0, 12.5]
    """
    basic = rounded(others_average * law.acp_ratio, PPM)
    return larger(basic, smaller(2 * others_average, others_average + law.acp_points))
