"""Gross income: capital gains and losses, and the taxable part of Social Security."""

from __future__ import annotations

from megaroth.kernel.money import (
    Cents,
    Flag,
    choose,
    larger,
    positive,
    rounded,
    share,
    smaller,
    total,
)
from megaroth.kernel.trace import idle, rule
from megaroth.law.law import Law
from megaroth.tax.filing_status import Status, by_status, is_status


@rule(cites="IRC 1211(b), 1222")
def net_gain(law: Law, short_term: Cents, long_term: Cents, status: Status) -> Cents:
    """Capital gain, or the loss that may be deducted, in adjusted gross income.

    Args:
        law: the numbers of the taxable year.
        short_term: net short-term gain, carried losses included, cents, scalar or (n,).
        long_term: net long-term gain, carried losses included, cents, scalar or (n,).
        status: filing status.

    Returns:
        Cents, at least minus the loss limit, in the shape of the arguments.

    Source:
        26 USC 1211(b)(1); Schedule D lines 16 and 21.

    >>> from megaroth.law.load import law
    >>> net_gain(law(2026), -20_000_00, 5_000_00, "single")
    -300000
    """
    return larger(total(short_term, long_term), -by_status(law, "capital_loss_limit", status))


@rule(cites="IRC 1222(11)")
def net_capital_gain(short_term: Cents, long_term: Cents) -> Cents:
    """The gain taxed at preferential rates: net long-term gain above net short-term loss.

    Args:
        short_term: net short-term gain, cents, scalar or (n,).
        long_term: net long-term gain, cents, scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 1222(11); Schedule D line 17.

    >>> net_capital_gain(-4_000_00, 10_000_00), net_capital_gain(3_000_00, 10_000_00)
    (600000, 1000000)
    """
    return positive(smaller(long_term, total(short_term, long_term)))


@rule(cites="IRC 1212(b)")
def carried_losses(
    law: Law, short_term: Cents, long_term: Cents, status: Status
) -> tuple[Cents, Cents]:
    """Losses carried to the next year, short-term and long-term, each as a negative amount.

    Args:
        law: the numbers of the taxable year.
        short_term: net short-term gain of the year, cents, scalar or (n,).
        long_term: net long-term gain of the year, cents, scalar or (n,).
        status: filing status.

    Returns:
        Two amounts in cents, <= 0, in the shape of the arguments; the deduction uses short-term
        losses first.

    Source:
        26 USC 1212(b)(1)-(2); Capital Loss Carryover Worksheet.

    >>> from megaroth.law.load import law
    >>> carried_losses(law(2026), -5_000_00, -4_000_00, "single")
    (-200000, -400000)
    """
    deducted = -smaller(net_gain(law, short_term, long_term, status), 0)
    short_loss = positive(-short_term - positive(long_term))
    long_loss = positive(-long_term - positive(short_term))
    short_left = positive(short_loss - deducted)
    long_left = positive(long_loss - positive(deducted - short_loss))
    return -short_left, -long_left


@rule(cites="IRC 32(i)(2)")
def disqualified_income(
    interest: Cents, dividends: Cents, short_term: Cents, long_term: Cents
) -> Cents:
    """Investment income that rules out the earned income credit above the limit.

    Capital gain net income is never below zero (IRC 1222(9)): a loss does not make up for interest
    or dividends.

    Args:
        interest: taxable and tax-exempt interest, cents, scalar or (n,).
        dividends: all dividends, cents, scalar or (n,).
        short_term: net short-term gain, cents, scalar or (n,).
        long_term: net long-term gain, cents, scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 32(i)(2)(A)-(B), (D), 1222(9); Pub. 596 worksheet 1 lines 1 to 5.

    >>> disqualified_income(12_500_00, 0, -3_000_00, 0)
    1250000
    """
    return positive(interest) + positive(dividends) + positive(short_term + long_term)


@rule(cites="IRC 86(a)-(c)")
def taxable_social_security(
    law: Law, benefits: Cents, other_income: Cents, status: Status, lived_apart: Flag = False
) -> Cents:
    """The taxable part of Social Security benefits.

    Args:
        law: the numbers of the taxable year.
        benefits: benefits of the year, cents, scalar or (n,).
        other_income: modified adjusted gross income without them, tax-exempt interest included,
            cents, scalar or (n,).
        status: filing status.
        lived_apart: separate filers lived apart from their spouse all year, and so use the amounts
            for single filers.

    Returns:
        Cents, at most 85% of the benefits, in the shape of the arguments.

    Source:
        26 USC 86(a)-(c); Social Security Benefits Worksheet, Form 1040 line 6b.

    >>> from megaroth.law.load import law
    >>> taxable_social_security(law(2026), 30_000_00, 28_500_00, "single")
    1257500
    """
    if idle(benefits):
        return 0
    apart = is_status(status, "married_separate") & lived_apart

    def base_amount(name: str) -> Cents:
        return choose(apart, by_status(law, name, "single"), by_status(law, name, status))

    base, adjusted = (
        base_amount("social_security_base"),
        base_amount("social_security_adjusted_base"),
    )
    half = share(benefits, law.social_security_first_rate)
    provisional = other_income + half
    first = smaller(rounded(positive(smaller(provisional, adjusted) - base), 2), half)
    second = share(positive(provisional - adjusted), law.social_security_second_rate)
    return smaller(first + second, share(benefits, law.social_security_second_rate))
