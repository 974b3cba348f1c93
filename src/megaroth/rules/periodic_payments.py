"""Substantially equal periodic payments, which have no additional tax before 59 1/2."""

from __future__ import annotations

from megaroth.kernel.money import PPM, Cents, share
from megaroth.kernel.trace import rule
from megaroth.law.law import Law
from megaroth.law.retirement_tables import TENTHS, single_life


@rule(cites="IRC 72(t)(2)(A)(iv)")
def periodic_payment(law: Law, balance: Cents, age: int) -> Cents:
    """The largest yearly payment by the fixed amortization method: level over the owner's life
    expectancy, at the highest interest rate that is always permitted.

    Args:
        law: the numbers of the year of the first payment.
        balance: of the account that pays, cents, scalar or (n,).
        age: attained in the year of the first payment, 18 to 60.

    Returns:
        Cents a year, in the shape of ``balance``.

    Source:
        26 USC 72(t)(2)(A)(iv); Notice 2022-6, sections 3.01(b), 3.02(a)-(c).

    >>> from megaroth.law.load import law
    >>> periodic_payment(law(2026), 400_000_00, 50)
    2412480
    """
    years, rate = single_life(age) / TENTHS, law.periodic_payment_rate / PPM
    return share(balance, int(PPM * rate / (1 - (1 + rate) ** -years)))


@rule(cites="IRC 72(t)(4)(A)")
def last_payment_year(law: Law, first: int, born: int) -> int:
    """The last year in which such payments may not change: until 59 1/2, and for five years.

    Args:
        law: the numbers of the first year.
        first: the year of the first payment.
        born: the owner's year of birth.

    Returns:
        A calendar year; 59 1/2 counts from the year of the 60th birthday.

    Source:
        26 USC 72(t)(4)(A)(ii).

    >>> from megaroth.law.load import law
    >>> last_payment_year(law(2026), 2026, 1981), last_payment_year(law(2026), 2026, 1968)
    (2040, 2030)
    """
    young = born + law.early_distribution_age_in_half_years // 2
    return max(young, first + law.periodic_payment_years - 1)
