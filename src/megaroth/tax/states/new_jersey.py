"""New Jersey's gross income tax, Form NJ-1040."""

from __future__ import annotations

from megaroth.kernel.money import Cents, choose, positive, share, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.resident import Resident, StateTax


@rule(cites="N.J.S.A. 54A:2-1, 2-4, 3-1, 6-10, 6-15")
def new_jersey_tax(resident: Resident) -> StateTax:
    """New Jersey's tax of a resident.

    Args:
        resident: the year; losses are not deducted.

    Returns:
        The lines of the return, cents.

    Source:
        N.J.S.A. 54A:2-1, 2-4, 3-1, 5-1, 6-2, 6-10, 6-15, 6-21; Form NJ-1040, IRA Worksheet C,
        Worksheet D. Of deferrals only those to 401(k) plans are untaxed, and health savings
        accounts are ordinary accounts.
    """
    law, items = resident.law.amounts, resident.items
    gains = positive(resident.federal.net_gain)
    state_items = resident.state_items
    pay = total(*resident.wages, state_items.deferrals_403b, state_items.hsa_employer)
    invested = total(
        items.interest,
        items.dividends,
        gains,
        state_items.hsa_earnings,
        resident.other_states_interest,
    )
    retirement = total(*resident.retirement, -resident.ira_basis_recovered)
    whole = total(pay, invested, retirement, positive(items.other_income))
    gross = whole - _exclusions(resident, whole, pay)
    exempt = total(
        resident.by_status("personal_exemption"),
        resident.seniors * law["senior_exemption"],
        items.children * law["dependent_exemption"],
    )
    taxable = choose(gross <= resident.by_status("filing_threshold"), 0, positive(gross - exempt))
    return StateTax(taxable_income=taxable, tax=resident.by_schedule(taxable))


def _exclusions(resident: Resident, whole: Cents, pay: Cents) -> Cents:
    """The exclusion of retirement income (line 28a) and, with little earned income, its unused part
    for other income (line 28b)."""
    first, second = resident.retirement
    pensions = _of_age(resident, first - resident.ira_basis_recovered, second)
    used = _excluded(resident, pensions, whole)
    spouse = total(resident.wages[1], resident.investment[1], second)
    income = _of_age(resident, positive(whole - spouse), positive(spouse))
    other = positive(_excluded(resident, income, whole) - used)
    return used + choose(pay <= resident.law.amounts["other_retirement_earned_limit"], other, 0)


def _of_age(resident: Resident, first: Cents, second: Cents) -> Cents:
    """The amounts of the spouses who have reached the retirement exclusion age."""
    return total(
        *(
            choose(resident.reached(age, "retirement_exclusion"), own, 0)
            for own, age in zip((first, second), resident.ages, strict=True)
        ),
    )


def _excluded(resident: Resident, own: Cents, whole: Cents) -> Cents:
    """The excluded part of an amount: all of it up to the first income limit, a share up to the
    next two, and none above."""
    law, most = resident.law.amounts, resident.by_status("retirement_most")
    middle, last = (
        share(own, resident.rate("retirement_middle_rate")),
        share(own, resident.rate("retirement_last_rate")),
    )
    part = choose(whole <= law["retirement_middle_income"], middle, last)
    part = choose(whole <= law["retirement_whole_income"], own, part)
    return choose(whole <= law["retirement_income_limit"], smaller(part, most), 0)
