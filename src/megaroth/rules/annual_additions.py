"""Annual additions: everything that goes into one employer's defined contribution plans in a
limitation year."""

from __future__ import annotations

from megaroth.kernel.money import Cents, positive, share
from megaroth.kernel.trace import least, rule
from megaroth.law.law import Law


@rule(cites="IRC 415(c)(1)")
def annual_additions_limit(law: Law, compensation: Cents) -> Cents:
    """The annual additions limit: the dollar amount, or 100% of compensation.

    One limit applies to all defined contribution plans of an employer and those related to it; each
    unrelated employer has its own. Catch-up contributions and rollovers are outside it.

    Args:
        law: the numbers of the year in which the limitation year ends.
        compensation: section 415(c)(3) compensation, deferrals included, cents, scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of ``compensation``.

    Source:
        26 USC 415(c)(1), (c)(3), (f)(1)(B), (h), 414(v)(3)(A)(i); 26 CFR 1.415(c)-1(a), (b)(3).

    >>> from megaroth.law.load import law
    >>> annual_additions_limit(law(2026), 60_000_00)
    6000000
    """
    return least(
        dollar_limit=law.annual_additions,
        compensation=positive(share(compensation, law.annual_additions_share_of_compensation)),
    )


@rule(cites="IRC 415(c)(2)")
def after_tax_room(
    law: Law, compensation: Cents, elective_deferral: Cents, employer: Cents
) -> Cents:
    """Room left under the annual additions limit for after-tax employee contributions.

    Catch-up contributions do not count (IRC 414(v)(3)(A)). Every employer contribution and
    forfeiture does.

    Args:
        law: the numbers of the limitation year.
        compensation: section 415 compensation, cents, scalar or (n,).
        elective_deferral: pre-tax and Roth deferrals without catch-up, cents, scalar or (n,).
        employer: matching and nonelective contributions and forfeitures, cents, scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 415(c)(2); 26 CFR 1.415(c)-1(b).

    >>> from megaroth.law.load import law
    >>> after_tax_room(law(2026), 300_000_00, 24_500_00, 12_000_00)
    3550000
    """
    return positive(annual_additions_limit(law, compensation) - elective_deferral - employer)


@rule(cites="IRC 415(c)(1), (2)")
def excess_annual_addition(law: Law, compensation: Cents, total_additions: Cents) -> Cents:
    """Annual additions beyond the limit, to be corrected by the plan (EPCRS), unmatched after-tax
    money first.

    Args:
        law: the numbers of the limitation year.
        compensation: section 415 compensation, cents, scalar or (n,).
        total_additions: deferrals without catch-up, employer and after-tax contributions, cents,
            scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 415(c)(1)-(2); Rev. Proc. 2021-30 sec. 6.06(2).

    >>> from megaroth.law.load import law
    >>> excess_annual_addition(law(2025), 350_000_00, 84_000_00)
    1400000
    """
    return positive(total_additions - annual_additions_limit(law, compensation))
