"""Washington's excise on long-term capital gains."""

from __future__ import annotations

from megaroth.kernel.money import positive
from megaroth.kernel.trace import rule
from megaroth.tax.states.resident import Resident, StateTax


@rule(cites="RCW 82.87.040, 82.87.060")
def washington_tax(resident: Resident) -> StateTax:
    """Washington's excise on long-term gains; it taxes no other income.

    Args:
        resident: the year; gains of real estate and of retirement accounts are exempt and must not
            be in the gains. Spouses who file separately share one deduction, which is not modeled.

    Returns:
        The lines of the return, cents.

    Source:
        RCW 82.87.020, 82.87.040, 82.87.060; ESSB 5813 of 2025. The net long-term gain, before
        short-term losses.
    """
    taxable = positive(resident.items.long_term_gain - resident.law.amounts["gains_deduction"])
    return StateTax(taxable_income=taxable, tax=resident.by_schedule(taxable, "gains"))
