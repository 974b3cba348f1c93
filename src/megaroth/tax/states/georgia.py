"""Georgia's individual income tax, Form 500."""

from __future__ import annotations

from megaroth.kernel.money import Cents, choose, positive, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.resident import Resident, StateTax


@rule(cites="O.C.G.A. 48-7-20, 48-7-26, 48-7-27")
def georgia_tax(resident: Resident) -> StateTax:
    """Georgia's tax of a resident: retirement income is excluded from 62, more from 65.

    Args:
        resident: the year, with the standard deduction.

    Returns:
        The lines of the return, cents.

    Source:
        O.C.G.A. 48-7-20(a.1), 48-7-26, 48-7-27(a)(1), (5), (7); Form 500.
    """
    law = resident.law.amounts
    people = zip(
        resident.ages, resident.retirement, resident.investment, resident.wages, strict=True
    )
    excluded = total(
        *(
            smaller(
                _most_excluded(resident, age),
                total(retirement, positive(investment), smaller(wages, law["retirement_earned"])),
            )
            for age, retirement, investment, wages in people
        )
    )
    deducted = total(
        resident.by_status("standard_deduction"),
        resident.by_status("personal_exemption"),
        resident.seniors * law["senior_deduction"],
        resident.items.children * law["dependent_exemption"],
    )
    taxable = positive(
        resident.agi_without_benefits + resident.other_states_interest - excluded - deducted
    )
    return StateTax(taxable_income=taxable, tax=resident.by_schedule(taxable))


def _most_excluded(resident: Resident, age: Cents) -> Cents:
    law = resident.law.amounts
    younger = choose(
        resident.reached(age, "retirement_exclusion"), law["retirement_exclusion_62"], 0
    )
    return choose(resident.reached(age, "senior"), law["retirement_exclusion_65"], younger)
