"""Virginia's individual income tax, Form 760."""

from __future__ import annotations

from megaroth.kernel.money import Cents, choose, positive, rounded, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.resident import Resident, StateTax


@rule(cites="Va. Code 58.1-320, 58.1-322.03, 58.1-324")
def virginia_tax(resident: Resident) -> StateTax:
    """Virginia's tax of a resident, with the spouse tax adjustment as a credit.

    Args:
        resident: the year, with the standard deduction.

    Returns:
        The lines of the return, cents.

    Source:
        Va. Code 58.1-320, 58.1-321, 58.1-322.02, 58.1-322.03, 58.1-324; Form 760.
    """
    law, income = resident.law.amounts, resident.agi_without_benefits
    over = positive(income - resident.by_status("age_deduction_phaseout_start"))
    age_deduction = positive(resident.seniors * law["age_deduction"] - over)
    exempt = total(
        resident.persons * law["personal_exemption"],
        resident.seniors * law["senior_exemption"],
        resident.items.children * law["personal_exemption"],
    )
    income = total(income, resident.other_states_interest)
    taxable = positive(income - age_deduction - resident.by_status("standard_deduction") - exempt)
    taxable = choose(income - age_deduction < resident.by_status("filing_threshold"), 0, taxable)
    tax = resident.by_schedule(taxable)
    rebates = (
        smaller(resident.by_status("rebate"), tax) if "rebate" in resident.law.by_status else 0
    )
    return StateTax(
        taxable_income=taxable,
        tax=tax,
        credits=_spouse_adjustment(resident, taxable, tax, age_deduction),
        rebates=rebates,
    )


def _spouse_adjustment(
    resident: Resident, taxable: Cents, tax: Cents, age_deduction: Cents
) -> Cents:
    """What taxing the lower-income spouse separately by the schedule would save."""
    lower: Cents | None = None
    people = zip(
        resident.wages, resident.retirement, resident.investment, resident.ages, strict=True
    )
    for wages, retirement, investment, age in people:
        senior = choose(resident.reached(age, "senior"), 1, 0)
        own_deduction: Cents = senior * choose(
            resident.seniors > 1, rounded(age_deduction, 2), age_deduction
        )
        exempt: Cents = (
            resident.law.amounts["personal_exemption"]
            + senior * resident.law.amounts["senior_exemption"]
        )
        own = total(wages, retirement, investment, -own_deduction, -exempt)
        lower = own if lower is None else smaller(lower, own)
    assert lower is not None
    split = positive(smaller(lower, rounded(taxable, 2, direction="down")))
    apart = resident.by_schedule(split) + resident.by_schedule(taxable - split)
    return choose(resident.joint, positive(tax - apart), 0)
