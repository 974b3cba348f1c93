"""Income tax withheld from a paycheck by the percentage method."""

from __future__ import annotations

from megaroth.kernel.money import Cents, positive, rounded, total
from megaroth.kernel.trace import rule
from megaroth.law.law import Law
from megaroth.tax.brackets import ordinary_tax
from megaroth.tax.filing_status import by_status


@rule(cites="IRC 3402(a)")
def withholding(
    law: Law,
    wages: Cents,
    periods: int,
    status: str,
    *,
    two_jobs: bool = False,
    other_income: Cents = 0,
    deductions: Cents = 0,
    credits: Cents = 0,
    extra: Cents = 0,
) -> Cents:
    """Federal income tax withheld from one paycheck, by Worksheet 1A of Pub. 15-T (Forms W-4 of
    2020 or later).

    The publication's tables are the year's brackets shifted by the standard deduction less line 1g.
    With the box of step 2 they are halved and begin at half the standard deduction. They are
    computed from the brackets here, in cents and without the table's rounding of halves.

    Args:
        law: the numbers of the year, 2023 or later.
        wages: taxable wages of the paycheck, cents, scalar or (n,).
        periods: paychecks a year: 52, 26, 24 or 12.
        status: filing status as on the W-4.
        two_jobs: the box of step 2 of the W-4: two jobs, or both spouses at work.
        other_income: step 4(a), cents a year.
        deductions: step 4(b), cents a year.
        credits: step 3, cents a year.
        extra: step 4(c), cents a paycheck.

    Returns:
        Cents, >= 0, in the shape of ``wages``.

    Raises:
        LawError: the year's income tax is not in the law.

    Source:
        26 USC 3402(a), (f); Pub. 15-T section 1, Worksheet 1A.

    >>> from megaroth.law.load import law
    >>> withholding(law(2026), 2_000_00, 26, "single"), withholding(law(2026), 2_000_00, 26, "single", two_jobs=True)
    (15615, 27019)
    """
    standard = by_status(law, "withholding_standard_deduction", status)
    annual = total(wages * periods, other_income, -deductions)
    if two_jobs:
        # A halved schedule on the wages equals half of the full schedule on twice the wages.
        year = rounded(ordinary_tax(law, positive(2 * annual - standard), status), 2)
    else:
        adjusted = positive(annual - by_status(law, "withholding_allowance", status))
        start = standard - by_status(law, "withholding_allowance", status)
        year = ordinary_tax(law, positive(adjusted - start), status)
    return positive(rounded(year, periods) - rounded(credits, periods)) + extra
