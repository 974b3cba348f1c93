"""Massachusetts' personal income tax, Form 1."""

from __future__ import annotations

from megaroth.kernel.money import PPM, positive, rounded, share, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.resident import Resident, StateTax
from megaroth.tax.surtaxes import payroll_tax


@rule(cites="M.G.L. c.62 s.3B, 4")
def massachusetts_tax(resident: Resident) -> StateTax:
    """Massachusetts' tax of a resident, with the surtax on high income.

    Args:
        resident: the year; without no-tax status and the limited income credit.

    Returns:
        The lines of the return, cents.

    Source:
        M.G.L. c.62 s.2, 3B, 4; Mass. Const. Amend. art. 44; Form 1, Schedules X (IRA contributions
        taxed before come out first) and Y (HSA). Short-term gains have their own rate.
    """
    law, items = resident.law.amounts, resident.items
    gains = positive(resident.federal.net_gain)
    short_term = smaller(positive(items.short_term_gain), gains)
    retirement = total(*resident.retirement, -resident.ira_basis_recovered)
    interest = total(items.interest, resident.other_states_interest)
    income = total(
        *resident.wages,
        interest,
        items.dividends,
        gains - short_term,
        retirement,
        items.other_income,
    )
    paid = total(
        *(
            smaller(payroll_tax(resident.federal_law, own), law["fica_deduction"])
            for own in resident.wages
        )
    )
    exempt = total(
        paid,
        items.hsa_deduction,
        resident.by_status("personal_exemption"),
        resident.seniors * law["senior_exemption"],
        items.children * law["dependent_exemption"],
    )
    taxable = positive(income - exempt)
    short_taxable = positive(short_term - positive(exempt - income))
    tax = resident.by_schedule(taxable) + share(
        short_taxable, resident.law.rate("short_term_gain_rate")
    )
    whole = total(taxable, short_taxable)
    surtax = rounded(positive(whole - law["surtax_start"]) * resident.law.rate("surtax_rate"), PPM)
    return StateTax(taxable_income=whole, tax=tax, surtax=surtax)
