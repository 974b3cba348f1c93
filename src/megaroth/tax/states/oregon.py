"""Oregon's personal income tax, Form OR-40."""

from __future__ import annotations

from megaroth.kernel.money import choose, positive, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.resident import Resident, StateTax


@rule(cites="ORS 316.037, 316.085, 316.680, 316.695")
def oregon_tax(resident: Resident) -> StateTax:
    """Oregon's tax of a resident, before the surplus credit ("kicker"), which follows the tax of
    the year before.

    Args:
        resident: the year, with the standard deduction.

    Returns:
        The lines of the return, cents.

    Source:
        ORS 316.037, 316.054, 316.085, 316.680, 316.695; Form OR-40. Federal income tax is
        subtracted up to a limit.
    """
    law, federal, items = resident.law.amounts, resident.federal, resident.items
    paid = positive(
        total(
            federal.tax_before_credits,
            federal.amt,
            -total(federal.child_credit, federal.savers_credit),
        )
    )
    subtracted = smaller(paid, resident.by_tier("federal_tax_most", federal.agi))
    deduction = resident.by_status("standard_deduction") + resident.seniors * resident.by_status(
        "senior_deduction"
    )
    taxable = positive(
        resident.agi_without_benefits + resident.other_states_interest - subtracted - deduction
    )
    tax = resident.by_schedule(taxable)
    credit = (resident.persons + items.children) * law["personal_credit"]
    credit = choose(federal.agi <= resident.by_status("credit_income_limit"), credit, 0)
    return StateTax(taxable_income=taxable, tax=tax, credits=smaller(credit, tax))
