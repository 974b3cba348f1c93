"""Health savings accounts: monthly limits, the family's shared limit, catch-up and Medicare."""

from __future__ import annotations

from collections.abc import Sequence

from megaroth.kernel.money import PPM, Cents, positive, rounded, share
from megaroth.kernel.trace import rule
from megaroth.law.law import Law

MONTHS = 12


@rule(cites="IRC 223(b)(1)-(3), (7), (8)")
def hsa_limit(
    law: Law,
    age: int,
    coverage: Sequence[str],
    family_shares: Sequence[int] = (PPM,) * MONTHS,
    last_month_rule: bool = False,
) -> int:
    """The limit on contributions to a person's health savings accounts for the year, employer
    contributions included.

    Each month adds a twelfth of the limit for the coverage on its first day. From age 55 a catch-up
    is added, also by months and never shared with a spouse. Months of Medicare entitlement add
    nothing.

    Args:
        law: the numbers of the calendar year.
        age: years of age on December 31.
        coverage: twelve of ``family``, ``self_only``, ``none`` (``none`` from the first month of
            Medicare).
        family_shares: this person's part of each month's family limit, parts per million; spouses
            who are both eligible share it equally unless they agree otherwise.
        last_month_rule: a person eligible in December may use its coverage for the whole year if
            that gives more, but must stay eligible through the next December.

    Returns:
        Cents, >= 0.

    Source:
        26 USC 223(b)(1)-(3), (5), (7), (8).

    >>> from megaroth.law.load import law
    >>> hsa_limit(law(2026), 57, ["self_only"] * 3 + ["none"] * 9)
    135000
    """
    catch_up = law.hsa_catch_up_55 if age >= law.hsa_catch_up_age else 0
    limits = {"family": law.hsa_family, "self_only": law.hsa_self_only}

    def month(kind: str, part: int) -> Cents:
        return (
            0
            if kind == "none"
            else share(limits[kind], part if kind == "family" else PPM) + catch_up
        )

    total = sum(month(kind, part) for kind, part in zip(coverage, family_shares, strict=True))
    if last_month_rule:
        total = max(total, MONTHS * month(coverage[-1], family_shares[-1]))
    return int(rounded(total, MONTHS))


@rule(cites="IRC 223(b)(4)")
def hsa_room(limit: Cents, employer: Cents) -> Cents:
    """Room for the person's own contributions: the limit less contributions of the employer and a
    cafeteria plan.

    Args:
        limit: the person's limit, cents.
        employer: employer contributions, cents, scalar or (n,).

    Returns:
        Cents, >= 0.

    Source:
        26 USC 223(b)(4)(B), 106(d).

    >>> hsa_room(8_750_00, 1_000_00)
    775000
    """
    return positive(limit - employer)


@rule(cites="IRC 223(b)(8)(B)")
def hsa_testing_failure(
    law: Law, contributed: Cents, limit_by_months: Cents
) -> tuple[Cents, Cents]:
    """The cost of failing the last-month rule's testing period: income, and the additional tax on
    it.

    Args:
        law: the numbers of the year.
        contributed: contributed for the year under the last-month rule, cents, scalar or (n,).
        limit_by_months: the limit without that rule, cents, scalar or (n,).

    Returns:
        Income of the year of failure and its 10% tax, cents, each in the shape of the arguments.

    Source:
        26 USC 223(b)(8)(B)(i).

    >>> from megaroth.law.load import law
    >>> hsa_testing_failure(law(2026), 8_750_00, hsa_limit(law(2026), 40, ["none"] * 11 + ["family"]))
    (802083, 80208)
    """
    income = positive(contributed - limit_by_months)
    return income, share(income, law.early_distribution_rate)
