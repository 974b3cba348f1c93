"""The District of Columbia's income tax, Form D-40."""

from __future__ import annotations

from megaroth.kernel.money import Cents, choose, larger, positive, rounded, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.resident import Resident, StateTax


@rule(cites="D.C. Code 47-1801.04, 47-1803.02, 47-1805.01, 47-1806.03")
def district_tax(resident: Resident) -> StateTax:
    """The District's tax of a resident; a couple is taxed separately on the same return if that is
    less.

    Args:
        resident: the year, with the standard deduction.

    Returns:
        The lines of the return, cents.

    Source:
        D.C. Code 47-1801.04, 47-1803.02(a)(2)(L), 47-1805.01(d), 47-1806.03(a); Form D-40, Schedule
        S Calculation J.
    """
    deduction = resident.by_status("standard_deduction") + resident.seniors * resident.by_status(
        "senior_deduction"
    )
    taxable = positive(resident.agi_without_benefits - deduction)
    together = resident.by_schedule(taxable)
    apart = _apart(resident, deduction)
    return StateTax(
        taxable_income=taxable, tax=choose(resident.joint, smaller(together, apart), together)
    )


def _apart(resident: Resident, deduction: Cents) -> Cents:
    """Tax of each spouse by the schedule, with the deduction divided to make their taxable incomes
    as equal as possible."""
    second = total(resident.wages[1], resident.retirement[1], resident.investment[1])
    first = resident.agi_without_benefits - second
    low, high = smaller(first, second), larger(first, second)
    to_high = smaller(deduction, rounded(high - low + deduction, 2, direction="down"))
    parts = (positive(high - to_high), positive(low - (deduction - to_high)))
    return total(*(resident.by_schedule(part) for part in parts))
