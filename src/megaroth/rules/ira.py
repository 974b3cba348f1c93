"""IRA contributions: the limit, the Roth phase-out, the deduction, and the tax on an ordinary
conversion."""

from __future__ import annotations

from megaroth.kernel.money import Cents, choose, larger, positive, proportion, rounded, smaller
from megaroth.kernel.trace import least, rule
from megaroth.law.law import Law


@rule(cites="IRC 219(b)(1), (5), 408A(c)(2)")
def ira_limit(law: Law, age: int, compensation: Cents) -> Cents:
    """The IRA limit, traditional and Roth together: the dollar amount with catch-up, or
    compensation.

    Args:
        law: the numbers of the taxable year.
        age: years of age on December 31.
        compensation: the person's compensation, or what :func:`spousal_compensation` gives, cents,
            scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of ``compensation``.

    Source:
        26 USC 219(b)(1), (5)(A)-(B), 408A(c)(2).

    >>> from megaroth.law.load import law
    >>> ira_limit(law(2020), 40, 3_500_00), ira_limit(law(2026), 55, 90_000_00)
    (350000, 860000)
    """
    dollar_limit = law.ira_contribution + (
        law.ira_catch_up_50 if age >= law.ira_catch_up_age else 0
    )
    return least(dollar_limit=dollar_limit, compensation=positive(compensation))


@rule(cites="IRC 219(c)")
def spousal_compensation(own: Cents, spouse: Cents, spouse_contributions: Cents) -> Cents:
    """Compensation that supports a joint filer's contribution: the couple's, less the higher
    earner's contributions.

    Args:
        own: the person's own compensation, cents, scalar or (n,).
        spouse: the spouse's compensation, cents, scalar or (n,).
        spouse_contributions: the spouse's traditional and Roth IRA contributions, cents, scalar or
            (n,).

    Returns:
        Cents, in the shape of the arguments; the person's own compensation if it is higher.

    Source:
        26 USC 219(c)(1)-(2).

    >>> spousal_compensation(0, 60_000_00, 6_000_00)
    5400000
    """
    return choose(spouse > own, own + positive(spouse - spouse_contributions), own)


def _phased(law: Law, limit: Cents, magi: Cents, start: int, end: int) -> Cents:
    """A limit after its phase-out: the reduction is rounded down to 10, and at least 200 remains
    until the limit is gone."""
    over = smaller(positive(magi - start), end - start)
    exact = rounded(limit * over, end - start, to=law.roth_ira_phaseout_step, direction="down")
    left = larger(limit - exact, smaller(limit, law.roth_ira_phaseout_floor))
    return choose(magi >= end, 0, choose(magi <= start, limit, left))


@rule(cites="IRC 408A(c)(3)")
def roth_ira_limit(
    law: Law, limit: Cents, magi: Cents, status: str, traditional: Cents = 0
) -> Cents:
    """The most that may go into a Roth IRA directly.

    Args:
        law: the numbers of the taxable year.
        limit: the person's IRA limit, cents, scalar or (n,).
        magi: modified adjusted gross income without conversion income, cents, scalar or (n,).
        status: ``single``, ``married_joint``, ``married_separate_lived_with_spouse``,
            ``head_of_household`` or ``qualifying_surviving_spouse``; married filing separately and
            apart all year counts as ``single``.
        traditional: traditional IRA contributions of the year, cents, scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 408A(c)(2)-(3), 219(g)(2)(B)-(C), (4).

    >>> from megaroth.law.load import law
    >>> roth_ira_limit(law(2026), 7_500_00, 160_000_00, "single"), roth_ira_limit(law(2026), 7_500_00, 167_900_00, "single")
    (400000, 20000)
    """
    phased = _phased(
        law, limit, magi, law.roth_ira_phaseout_start(status), law.roth_ira_phaseout_end(status)
    )
    return least(phase_out=phased, less_traditional=positive(limit - traditional))


@rule(cites="IRC 219(g)")
def deductible_ira(
    law: Law, limit: Cents, magi: Cents, status: str, covered: bool, spouse_covered: bool = False
) -> Cents:
    """The part of a traditional IRA contribution that may be deducted.

    Args:
        law: the numbers of the taxable year.
        limit: the person's IRA limit, cents, scalar or (n,).
        magi: modified adjusted gross income, cents, scalar or (n,).
        status: as for :func:`roth_ira_limit`.
        covered: whether the person is an active participant in an employer's plan.
        spouse_covered: whether the spouse is.

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 219(g)(1)-(3), (7), (8).

    >>> from megaroth.law.load import law
    >>> deductible_ira(law(2026), 7_500_00, 86_000_00, "single", covered=True)
    375000
    """
    if covered or (spouse_covered and status == "married_separate_lived_with_spouse"):
        start = law.ira_deduction_phaseout_start_covered(status)
        return _phased(law, limit, magi, start, law.ira_deduction_phaseout_end_covered(status))
    if spouse_covered and status == "married_joint":
        start = law.ira_deduction_phaseout_start_spouse_covered(status)
        return _phased(
            law, limit, magi, start, law.ira_deduction_phaseout_end_spouse_covered(status)
        )
    return limit + magi * 0


@rule(cites="IRC 408(d)(1)-(2)")
def ira_conversion_basis(converted: Cents, basis: Cents, year_end_value: Cents) -> Cents:
    """The untaxed part of an IRA conversion: all traditional, SEP and SIMPLE IRAs are one contract.

    A 401(k) balance never enters this ratio.

    Args:
        converted: converted to Roth in the year, cents, scalar or (n,).
        basis: basis of all those IRAs with this year's nondeductible contributions, cents, scalar
            or (n,).
        year_end_value: their value on December 31 after the conversion, cents, scalar or (n,).

    Returns:
        Cents, 0 <= answer <= converted, in the shape of the arguments.

    Source:
        26 USC 408(d)(2); Form 8606 lines 6-11.

    >>> ira_conversion_basis(5_000_00, 2_300_00, 20_000_00)
    46000
    """
    return smaller(converted, proportion(converted, basis, year_end_value + converted))
