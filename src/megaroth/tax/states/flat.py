"""States with one rate on federal income: Illinois, North Carolina, Georgia and Colorado."""

from __future__ import annotations

from megaroth.kernel.money import Cents, choose, larger, positive, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.resident import SENIOR, Resident, StateTax


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
    taxable = positive(resident.agi_without_benefits + resident.other_states_interest - total(*resident.retirement) - exempt)
    return StateTax(taxable_income=taxable, tax=resident.by_schedule(taxable))


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
    # The tiers go by the adjusted gross income of the federal return: "up to" the start of the next one.
    children = resident.items.children * resident.by_tier("child_deduction", resident.federal.agi, above=True)
    income = total(resident.agi_without_benefits, resident.other_states_interest)
    taxable = positive(income - resident.by_status("standard_deduction") - children)
    return StateTax(taxable_income=taxable, tax=resident.by_schedule(taxable))


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
    people = zip(resident.ages, resident.retirement, resident.investment, resident.wages, strict=True)
    excluded = total(
        *(
            smaller(
                _georgia_most(resident, age),
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
    taxable = positive(resident.agi_without_benefits + resident.other_states_interest - excluded - deducted)
    return StateTax(taxable_income=taxable, tax=resident.by_schedule(taxable))


def _georgia_most(resident: Resident, age: Cents) -> Cents:
    law = resident.law.amounts
    younger = choose(age >= 62, law["retirement_exclusion_62"], 0)
    return choose(age >= SENIOR, law["retirement_exclusion_65"], younger)


@rule(cites="C.R.S. 39-22-104, 39-22-2003")
def colorado_tax(resident: Resident) -> StateTax:
    """Colorado's tax of a resident, with its refunds of excess revenue apart.

    Args:
        resident: the year; the federal deduction, itemized or standard, is taken over, state taxes included.

    Returns:
        The lines of the return, cents.

    Source:
        C.R.S. 39-22-104(1.7), (3)(o), (3)(p.5), (3)(p.7), (4)(f)-(g), 39-22-544, 39-22-2003; DR 0104.
    """
    law, federal = resident.law.amounts, resident.federal
    people = zip(resident.ages, resident.benefits, resident.retirement, strict=True)
    subtracted = total(*(_colorado_subtraction(resident, age, own, retirement) for age, own, retirement in people))
    over = positive(federal.deduction - resident.by_status("federal_deduction_allowed"))
    # "Equal to or exceeding": the amount itself is enough.
    added = choose(federal.agi >= law["addback_start"], over, 0)
    rich = federal.agi > resident.by_status("business_addback_start")
    of_business = choose(rich, federal.business_deduction, federal.business_deduction * 0)
    taxable = positive(total(federal.taxable_income, added, of_business, resident.other_states_interest, -subtracted))
    return StateTax(taxable_income=taxable, tax=resident.by_schedule(taxable), rebates=_colorado_refunds(resident))


def _colorado_subtraction(resident: Resident, age: Cents, benefits: Cents, retirement: Cents) -> Cents:
    law = resident.law.amounts
    both = total(benefits, retirement)
    senior = larger(benefits, smaller(law["retirement_subtraction_65"], both))
    capped = smaller(law["retirement_subtraction_55"], both)
    whole = resident.federal.agi <= resident.by_status("social_security_whole_income_55")
    younger = choose(whole, larger(benefits, capped), capped)
    return choose(age >= SENIOR, senior, choose(age >= 55, younger, 0))


def _colorado_refunds(resident: Resident) -> Cents:
    """The sales tax refund and, in 2024, the senior housing credit."""
    law, found = resident.law.amounts, resident.federal.agi * 0
    if "sales_tax_refund" in resident.law.tiers:
        income = total(resident.federal.agi, resident.items.social_security, -resident.taxed_benefits)
        found = found + resident.by_tier("sales_tax_refund", income) * resident.persons
    if "senior_housing_credit" in resident.law.by_status:
        lost = positive(resident.federal.agi - law["senior_housing_start"]) // law["senior_housing_step"]
        lost = lost * resident.by_status("senior_housing_step_loss")
        credit = positive(resident.by_status("senior_housing_credit") - lost)
        within = (resident.seniors > 0) & (resident.federal.agi <= resident.by_status("senior_housing_income_limit"))
        found = found + choose(within, credit, 0)
    return found
