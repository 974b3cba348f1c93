"""California's personal income tax, Form 540."""

from __future__ import annotations

from megaroth.kernel.money import PPM, choose, positive, rounded, share, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.filing_status import is_status
from megaroth.tax.states.resident import Resident, StateTax, steps


@rule(cites="Cal. R&TC 17041, 17043, 17054, 17054.1, 17085")
def california_tax(resident: Resident) -> StateTax:
    """California's tax of a resident, with the mental health services tax and the tax on early
    distributions, without the minimum tax.

    Args:
        resident: the year, with the standard deduction.

    Returns:
        The lines of the return, cents.

    Source:
        Cal. R&TC 17041, 17043, 17054, 17054.1, 17073.5, 17085(c), 17087; Form 540, Schedule CA, FTB
        3805P.
    """
    law, items = resident.law.amounts, resident.items
    state_items = resident.state_items
    # Health savings accounts are ordinary accounts here (R&TC 17215.4, 17131.4, 17131.5).
    agi = total(
        resident.agi_without_benefits,
        resident.other_states_interest,
        items.hsa_deduction,
        state_items.hsa_employer,
        state_items.hsa_earnings,
    )
    taxable = positive(agi - resident.by_status("standard_deduction"))
    lost = steps(
        resident.federal.agi - resident.by_status("credit_phaseout_start"),
        resident.by_status("credit_phaseout_step"),
    )
    lost = lost * law["credit_phaseout_step_loss"]
    # A surviving spouse claims two personal credits, as a couple does.
    persons = choose(
        resident.joint | is_status(resident.status, "qualifying_surviving_spouse"), 2, 1
    )
    credits = total(
        persons * positive(law["personal_credit"] - lost),
        resident.seniors * positive(law["senior_credit"] - lost),
        items.children * positive(law["dependent_credit"] - lost),
    )
    tax = resident.by_schedule(taxable)
    surtax = positive(taxable - law["mental_health_start"]) * resident.law.rate(
        "mental_health_rate"
    )
    early = share(items.early_distributions, resident.law.rate("early_distribution_rate"))
    return StateTax(
        taxable_income=taxable,
        tax=tax,
        credits=smaller(credits, tax),
        surtax=rounded(surtax, PPM) + early,
    )
