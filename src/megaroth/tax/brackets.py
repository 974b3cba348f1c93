"""Tax by the rate schedules: ordinary income, gains and dividends stacked on top, and the
alternative minimum tax."""

from __future__ import annotations

from collections.abc import Sequence

from megaroth.kernel.money import (
    PPM,
    Cents,
    choose,
    dollars,
    larger,
    percent,
    positive,
    rounded,
    share,
    smaller,
    some,
)
from megaroth.kernel.stairs import Stairs
from megaroth.kernel.trace import figure, listening, rule
from megaroth.law.law import Law
from megaroth.tax.filing_status import Status, bracket_tops, by_status, is_status


@rule(cites="IRC 1(j)(2)")
def ordinary_tax(law: Law, taxable_income: Cents, status: Status) -> Cents:
    """Tax by the ordinary rate brackets.

    Args:
        law: the numbers of the taxable year.
        taxable_income: cents, >= 0, scalar or (n,).
        status: filing status.

    Returns:
        Cents, in the shape of the arguments; by the schedule, not the table in steps of 50 dollars.

    Source:
        26 USC 1(j)(2).

    >>> from megaroth.law.load import law
    >>> ordinary_tax(law(2026), 46_050_00, "single")
    527800
    """
    rates = law.entry("income_tax").rates
    if listening():
        trace_brackets(taxable_income, bracket_tops(law, status), rates)
    if isinstance(status, str):
        return rounded(_stairs(law, status).of(taxable_income), PPM)
    total = taxable_income * rates[0]
    for place, top in enumerate(bracket_tops(law, status)):
        total = total + positive(taxable_income - top) * (rates[place + 1] - rates[place])
    return rounded(total, PPM)


def _stairs(law: Law, status: str) -> Stairs:
    def made() -> Stairs:
        entry = law.entry("income_tax")
        return Stairs(entry.schedule[status], entry.rates)

    return law.keep(("income tax", status), made)


def trace_brackets(income: Cents, tops: Sequence[Cents], rates: Sequence[int]) -> None:
    """Record in the open trace how one income fills the brackets; columns are not recorded."""
    if (
        not listening()
        or not isinstance(income, int)
        or not all(isinstance(top, int) for top in tops)
    ):
        return
    below = 0
    for rate, top in zip(rates, [*(int(top) for top in tops), max(income, 0)], strict=True):
        inside = min(income, top) - below
        if inside > 0:
            figure(f"{percent(rate)} of {dollars(inside)}", share(inside, rate), "A bracket")
            below += inside


@rule(cites="IRC 1(h)")
def gains_tax(law: Law, ordinary: Cents, preferential: Cents, status: Status) -> Cents:
    """Tax on net capital gain and qualified dividends, stacked on ordinary income: 0%, 15% and 20%.

    Args:
        law: the numbers of the taxable year.
        ordinary: taxable income without them, cents, scalar or (n,).
        preferential: net capital gain and qualified dividends in taxable income, cents, scalar or
            (n,).
        status: filing status.

    Returns:
        Cents, in the shape of the arguments.

    Source:
        26 USC 1(h)(1), (j)(5); Qualified Dividends and Capital Gain Tax Worksheet. Gains taxed at
        25% or 28% are not modeled.

    >>> from megaroth.law.load import law
    >>> gains_tax(law(2026), 27_800_00, 60_000_00, "married_joint"), gains_tax(law(2026), 114_800_00, 8_000_00, "single")
    (0, 120000)
    """
    whole = ordinary + preferential
    zero, fifteen = (
        by_status(law, "long_term_gain_0_top", status),
        by_status(law, "long_term_gain_15_top", status),
    )
    untaxed = positive(smaller(whole, zero) - ordinary)
    middle = positive(smaller(whole, fifteen) - larger(ordinary, zero))
    high = preferential - untaxed - middle
    return rounded(middle * law.long_term_gain_15_rate + high * law.long_term_gain_20_rate, PPM)


@rule(cites="IRC 1(h)(1)")
def income_tax(law: Law, taxable_income: Cents, preferential: Cents, status: Status) -> Cents:
    """Regular income tax before credits.

    Args:
        law: the numbers of the taxable year.
        taxable_income: cents, >= 0, scalar or (n,).
        preferential: net capital gain and qualified dividends, cents, scalar or (n,).
        status: filing status.

    Returns:
        Cents, in the shape of the arguments.

    Source:
        26 USC 1(h)(1), (j)(2); Form 1040 line 16.

    >>> from megaroth.law.load import law
    >>> income_tax(law(2026), 122_800_00, 8_000_00, "single")
    2135000
    """
    preferential = smaller(preferential, taxable_income)
    ordinary = taxable_income - preferential
    stacked = ordinary_tax(law, ordinary, status) + gains_tax(law, ordinary, preferential, status)
    return smaller(stacked, ordinary_tax(law, taxable_income, status))


@rule(cites="IRC 55(d)")
def amt_exemption(law: Law, amt_income: Cents, status: Status) -> Cents:
    """The exemption of the alternative minimum tax, phased out with income.

    Args:
        law: the numbers of the taxable year.
        amt_income: alternative minimum taxable income, cents, scalar or (n,).
        status: filing status.

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 55(d)(1)-(2), (4); Form 6251 line 5.

    >>> from megaroth.law.load import law
    >>> amt_exemption(law(2026), 600_000_00, "single")
    4010000
    """
    over = positive(amt_income - by_status(law, "amt_phaseout_start", status))
    return positive(by_status(law, "amt_exemption", status) - share(over, law.amt_phaseout_rate))


def _untaxed_minimum(law: Law, status: Status) -> Cents:
    """Minimum taxable income on which there is certainly no tentative minimum tax."""
    return smaller(
        by_status(law, "amt_exemption", status), by_status(law, "amt_phaseout_start", status)
    )


def _separate_addition(law: Law, amt_income: Cents, status: Status) -> Cents:
    """The amount that a separate return adds to its minimum taxable income above the end of its
    exemption.

    It keeps two separate returns from having a larger exemption than a joint one (IRC 55(d)(2),
    last sentence; 55(d)(4)(A)(ii)(IV) reads 50 percent for 25 percent in that paragraph from 2026).
    """
    separate = is_status(status, "married_separate")
    if not some(separate):
        return 0
    exemption = by_status(law, "amt_exemption", status)
    gone = by_status(law, "amt_phaseout_start", status) + exemption * PPM // law.amt_phaseout_rate
    added = smaller(share(positive(amt_income - gone), law.amt_phaseout_rate), exemption)
    return choose(separate, added, added * 0)


@rule(cites="IRC 55(a)-(b)")
def alternative_minimum_tax(
    law: Law,
    amt_income: Cents,
    ordinary: Cents,
    preferential: Cents,
    regular: Cents,
    status: Status,
) -> Cents:
    """The alternative minimum tax: the excess of the tentative minimum tax over the regular tax.

    Args:
        law: the numbers of the taxable year.
        amt_income: alternative minimum taxable income, cents, scalar or (n,).
        ordinary: taxable income of the regular tax without gains and qualified dividends, cents,
            scalar or (n,).
        preferential: net capital gain and qualified dividends, cents, scalar or (n,).
        regular: regular income tax before credits, cents, scalar or (n,).
        status: filing status.

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 55(a)-(b), (d); Form 6251 line 4, parts II and III.

    >>> from megaroth.law.load import law
    >>> alternative_minimum_tax(law(2026), 195_000_00, 178_900_00, 0, 35_000_00, "single")
    0
    """
    if not listening() and not some(amt_income > _untaxed_minimum(law, status)):
        return regular * 0
    amt_income = amt_income + _separate_addition(law, amt_income, status)
    base = positive(amt_income - amt_exemption(law, amt_income, status))
    split = by_status(law, "amt_28_start", status)

    def flat(amount: Cents) -> Cents:
        step = law.amt_second_rate - law.amt_first_rate
        return rounded(amount * law.amt_first_rate + positive(amount - split) * step, PPM)

    whole = flat(base)
    if not listening() and not some(whole > regular):
        # The tentative tax is at most that of all income at 26% and 28%.
        return regular * 0
    gains = smaller(preferential, base)
    # Part III fills the 0% and 15% brackets from the regular tax's ordinary income, not from the
    # minimum tax's.
    zero, fifteen = (
        by_status(law, "long_term_gain_0_top", status),
        by_status(law, "long_term_gain_15_top", status),
    )
    untaxed = smaller(gains, positive(zero - ordinary))
    middle = smaller(gains - untaxed, positive(fifteen - larger(ordinary, zero)))
    high = gains - untaxed - middle
    preferred = rounded(
        middle * law.long_term_gain_15_rate + high * law.long_term_gain_20_rate, PPM
    )
    tentative = smaller(flat(base - gains) + preferred, whole)
    return positive(tentative - regular)
