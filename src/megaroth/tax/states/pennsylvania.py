"""Pennsylvania's personal income tax, PA-40."""

from __future__ import annotations

from megaroth.kernel.money import PPM, choose, positive, share, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.resident import Resident, StateTax, steps


@rule(cites="72 P.S. 7302-7304")
def pennsylvania_tax(resident: Resident) -> StateTax:
    """Pennsylvania's tax of a resident, without local earned income tax.

    Args:
        resident: the year. Deferrals are taxed: wages are those of the additional Medicare tax
            where they are known.

    Returns:
        The lines of the return, cents.

    Source:
        72 P.S. 7302, 7303(a), 7304(d); 61 Pa. Code 101.6(c)(8); PA-40, Schedule SP. Conversions are
        not taxed.
    """
    items = resident.items
    wages = (
        total(*resident.wages)
        if items.medicare_wages is None
        else total(items.medicare_wages, items.business_income)
    )
    distributions = total(items.ira_distributions, items.pensions)
    first, second = resident.ages
    spouse = resident.state_items.spouse_retirement - resident.state_items.spouse_conversions
    early = total(
        choose(resident.reached(first, "retirement"), 0, distributions - spouse),
        choose(resident.reached(second, "retirement"), 0, spouse),
    )
    gains = positive(resident.federal.net_gain)
    interest = total(items.interest, resident.other_states_interest)
    income = total(wages, interest, items.dividends, gains, early, positive(items.other_income))
    taxable = positive(income - items.hsa_deduction)
    tax = resident.by_schedule(taxable)
    amounts = resident.law.amounts
    limit = resident.by_status("forgiveness_limit") + items.children * amounts["forgiveness_child"]
    lost = steps(taxable - limit, amounts["forgiveness_step"]) * resident.law.rate(
        "forgiveness_lost_a_step"
    )
    return StateTax(taxable_income=taxable, tax=tax, credits=share(tax, positive(PPM - lost)))
