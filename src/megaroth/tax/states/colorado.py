"""Colorado's individual income tax, Form DR 0104."""

from __future__ import annotations

from megaroth.kernel.money import Cents, choose, larger, positive, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.resident import Resident, StateTax


@rule(cites="C.R.S. 39-22-104, 39-22-2003")
def colorado_tax(resident: Resident) -> StateTax:
    """Colorado's tax of a resident, with refunds of excess revenue as rebates.

    Args:
        resident: the year; the federal deduction counts, itemized or standard, state taxes
            included.

    Returns:
        The lines of the return, cents.

    Source:
        C.R.S. 39-22-104(1.7), (3)(o), (3)(p.5), (3)(p.7), (4)(f)-(g), 39-22-544, 39-22-2003; DR
        0104.
    """
    law, federal = resident.law.amounts, resident.federal
    people = zip(resident.ages, resident.benefits, resident.retirement, strict=True)
    subtracted = total(
        *(_subtraction(resident, age, own, retirement) for age, own, retirement in people)
    )
    over = positive(federal.deduction - resident.by_status("federal_deduction_allowed"))
    # "Equal to or exceeding": income equal to the amount counts.
    added = choose(federal.agi >= law["addback_start"], over, 0)
    rich = federal.agi > resident.by_status("business_addback_start")
    of_business = choose(rich, federal.business_deduction, federal.business_deduction * 0)
    taxable = positive(
        total(
            federal.taxable_income, added, of_business, resident.other_states_interest, -subtracted
        )
    )
    return StateTax(
        taxable_income=taxable, tax=resident.by_schedule(taxable), rebates=_refunds(resident)
    )


def _subtraction(resident: Resident, age: Cents, benefits: Cents, retirement: Cents) -> Cents:
    law = resident.law.amounts
    both = total(benefits, retirement)
    senior = larger(benefits, smaller(law["retirement_subtraction_65"], both))
    capped = smaller(law["retirement_subtraction_55"], both)
    whole = resident.federal.agi <= resident.by_status("social_security_whole_income_55")
    younger = choose(whole, larger(benefits, capped), capped)
    younger = choose(resident.reached(age, "retirement_subtraction"), younger, 0)
    return choose(resident.reached(age, "senior"), senior, younger)


def _refunds(resident: Resident) -> Cents:
    """The sales tax refund and, in 2024, the senior housing credit."""
    law, found = resident.law.amounts, resident.federal.agi * 0
    if "sales_tax_refund" in resident.law.tiers:
        income = total(
            resident.federal.agi, resident.items.social_security, -resident.taxed_benefits
        )
        found = found + resident.by_tier("sales_tax_refund", income) * resident.persons
    if "senior_housing_credit" in resident.law.by_status:
        lost = (
            positive(resident.federal.agi - law["senior_housing_start"])
            // law["senior_housing_step"]
        )
        lost = lost * resident.by_status("senior_housing_step_loss")
        credit = positive(resident.by_status("senior_housing_credit") - lost)
        within = (resident.seniors > 0) & (
            resident.federal.agi <= resident.by_status("senior_housing_income_limit")
        )
        found = found + choose(within, credit, 0)
    return found
