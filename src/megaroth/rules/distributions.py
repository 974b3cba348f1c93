"""Tax on a distribution itself: withholding, and the additional tax on early distributions."""

from __future__ import annotations

from megaroth.kernel.money import Cents, share
from megaroth.kernel.trace import rule
from megaroth.law.law import Law


@rule(cites="IRC 3405(c), (e)(1)(B)(ii)")
def rollover_withholding(law: Law, pre_tax_paid_out: Cents) -> Cents:
    """Mandatory withholding on an eligible rollover distribution: 20% of the taxable part that is
    paid to the person.

    None on a direct rollover, nor on after-tax dollars, which are not includible. A later 60-day
    rollover does not undo it.

    Args:
        law: the numbers of the year.
        pre_tax_paid_out: pre-tax dollars paid to the person, in cash and for 60-day rollovers,
            cents, scalar or (n,).

    Returns:
        Cents, in the shape of ``pre_tax_paid_out``.

    Source:
        26 USC 3405(c)(1)-(2), (e)(1)(B)(ii); 26 CFR 31.3405(c)-1.

    >>> from megaroth.law.load import law
    >>> rollover_withholding(law(2026), 60_000_00)
    1200000
    """
    return share(pre_tax_paid_out, law.eligible_rollover_withholding_rate)


@rule(cites="IRC 72(t)(1)-(2), 408A(d)(3)(A)(ii)")
def early_distribution_tax(
    law: Law, taxable_kept: Cents, half_years: int, separated_at: int | None = None
) -> Cents:
    """The 10% additional tax on taxable dollars that are neither rolled over nor converted.

    Args:
        law: the numbers of the year.
        taxable_kept: taxable dollars that no rollover covers, cents, scalar or (n,).
        half_years: the person's age in whole half-years (59 1/2 is 119).
        separated_at: age reached by the end of the year of separation from this plan's employer;
            None if still employed.

    Returns:
        Cents, in the shape of ``taxable_kept``.

    Source:
        26 USC 72(t)(1), (2)(A)(i), (v); 408A(d)(3)(A)(ii): a conversion has none.

    >>> from megaroth.law.load import law
    >>> early_distribution_tax(law(2026), 2_000_00, 2 * 42)
    20000
    """
    exempt = half_years >= law.early_distribution_age_in_half_years
    if separated_at is not None:
        exempt = exempt or separated_at >= law.separation_exception_age
    return taxable_kept * 0 if exempt else share(taxable_kept, law.early_distribution_rate)
