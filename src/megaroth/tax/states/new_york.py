"""New York's personal income tax and that of New York City, Form IT-201."""

from __future__ import annotations

from megaroth.kernel.money import Cents, choose, larger, positive, rounded, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.resident import Resident, StateTax

NEW_YORK_CITY = "New York City"


@rule(cites="N.Y. Tax Law 601, 612, 614, 616, 1304")
def new_york_tax(resident: Resident) -> StateTax:
    """New York's tax of a resident, with the supplemental tax and the city's.

    Args:
        resident: the year, with the standard deduction.

    Returns:
        The lines of the return, cents.

    Source:
        N.Y. Tax Law 601(a)-(d-4), 612(c)(3-a), (3-c), 614, 616, 1304; Form IT-201. The supplemental
        tax takes back the lower brackets over 50,000 dollars of income above each tier.
    """
    law = resident.law.amounts
    excluded = total(
        *(
            choose(
                resident.reached(age, "retirement_exclusion"),
                smaller(own, law["retirement_exclusion"]),
                0,
            )
            for own, age in zip(resident.retirement, resident.ages, strict=True)
        )
    )
    agi = total(resident.agi_without_benefits, resident.other_states_interest, -excluded)
    taxable = positive(
        agi
        - resident.by_status("standard_deduction")
        - resident.items.children * law["dependent_exemption"]
    )
    tax = total(resident.by_schedule(taxable), _supplemental(resident, agi, taxable))
    city = _city_tax(resident, taxable) if resident.state_items.city == NEW_YORK_CITY else 0
    return StateTax(taxable_income=taxable, tax=tax, city_tax=city)


def _supplemental(resident: Resident, agi: Cents, taxable: Cents) -> Cents:
    law = resident.law.amounts
    begin = resident.by_tier("supplemental", taxable, 0, above=True)
    base = resident.by_tier("supplemental", taxable, 1, above=True)
    benefit = resident.by_tier("supplemental", taxable, 2, above=True)
    over = smaller(
        positive(agi - larger(begin, law["supplemental_start"])), law["supplemental_width"]
    )
    phased = rounded(benefit * over, law["supplemental_width"])
    return choose(agi > law["supplemental_start"], base + phased, 0)


def _city_tax(resident: Resident, taxable: Cents) -> Cents:
    law = resident.law.amounts
    income = positive(resident.federal.agi - resident.items.ira_distributions)
    fixed = choose(
        income <= law["city_school_credit_income_limit"],
        resident.by_status("city_school_credit"),
        0,
    )
    limit = law["city_rate_reduction_income_limit"]
    reduction = choose(
        (income <= limit) & (taxable <= limit),
        resident.by_schedule(taxable, "city_rate_reduction"),
        0,
    )
    return resident.by_schedule(taxable, "city") - total(fixed, reduction)
