"""North Carolina's individual income tax, Form D-400."""

from __future__ import annotations

from megaroth.kernel.money import positive, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.resident import Resident, StateTax


@rule(cites="N.C.G.S. 105-153.5, 105-153.7")
def north_carolina_tax(resident: Resident) -> StateTax:
    """North Carolina's tax of a resident.

    Args:
        resident: the year, with the standard deduction.

    Returns:
        The lines of the return, cents.

    Source:
        N.C.G.S. 105-153.4, 105-153.5(a)(1), (a1), (b)(3), 105-153.7; Form D-400, lines 10b and 11.
    """
    # The tiers use federal adjusted gross income, each "up to" the start of the next one.
    children = resident.items.children * resident.by_tier(
        "child_deduction", resident.federal.agi, above=True
    )
    income = total(resident.agi_without_benefits, resident.other_states_interest)
    taxable = positive(income - resident.by_status("standard_deduction") - children)
    return StateTax(taxable_income=taxable, tax=resident.by_schedule(taxable))
