"""New Hampshire's interest and dividends tax, Form DP-10, which ended with 2024."""

from __future__ import annotations

from megaroth.kernel.money import Cents, positive, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.resident import Resident, StateTax


@rule(cites="RSA 77:1, 77:3, 77:5")
def new_hampshire_tax(resident: Resident) -> StateTax:
    """New Hampshire's tax on interest and dividends until 2024.

    Args:
        resident: the year.

    Returns:
        The lines of the return, cents; none from 2025.

    Source:
        RSA 77:1, 77:3, 77:4, 77:5; Form DP-10.
    """
    nothing: Cents = resident.federal.agi * 0
    if not resident.law.taxes_income:
        return StateTax(taxable_income=nothing, tax=nothing)
    exempt = total(
        resident.by_status("personal_exemption"),
        resident.seniors * resident.law.amounts["senior_exemption"],
    )
    taxable = positive(
        total(resident.items.interest, resident.items.dividends, resident.other_states_interest)
        - exempt
    )
    return StateTax(taxable_income=taxable, tax=resident.by_schedule(taxable))
