"""Illinois' income tax, Form IL-1040."""

from __future__ import annotations

from megaroth.kernel.money import choose, positive, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.resident import Resident, StateTax


@rule(cites="35 ILCS 5/201, 203, 204")
def illinois_tax(resident: Resident) -> StateTax:
    """Illinois' tax of a resident: distributions and conversions of retirement plans are not taxed.

    Args:
        resident: the year.

    Returns:
        The lines of the return, cents.

    Source:
        35 ILCS 5/201(b)(5.4), 203(a)(2)(F), (L), 204; Form IL-1040.
    """
    law = resident.law.amounts
    exempt = total(
        resident.by_status("personal_exemption"),
        resident.seniors * law["senior_exemption"],
        resident.items.children * law["dependent_exemption"],
    )
    exempt = choose(resident.federal.agi > resident.by_status("exemption_income_limit"), 0, exempt)
    taxable = positive(
        resident.agi_without_benefits
        + resident.other_states_interest
        - total(*resident.retirement)
        - exempt
    )
    return StateTax(taxable_income=taxable, tax=resident.by_schedule(taxable))
