"""Minnesota's individual income tax, Form M1."""

from __future__ import annotations

from megaroth.kernel.money import (
    PPM,
    Cents,
    choose,
    larger,
    positive,
    rounded,
    share,
    smaller,
    total,
)
from megaroth.kernel.trace import rule
from megaroth.tax.states.resident import Resident, StateTax, steps


@rule(cites="Minn. Stat. 290.06, 290.0123, 290.0132, 290.033, 290.0675")
def minnesota_tax(resident: Resident) -> StateTax:
    """Minnesota's tax of a resident, with the net investment income tax, without the minimum tax.

    Args:
        resident: the year, with the standard deduction.

    Returns:
        The lines of the return, cents.

    Source:
        Minn. Stat. 290.06 subd. 2c, 290.0121, 290.0123, 290.0132 subd. 26, 290.033, 290.0675; Form
        M1, Schedule M1MA.
    """
    agi, amounts, rates = resident.federal.agi, resident.law.amounts, resident.law.rate
    lost = steps(
        agi - resident.by_status("dependent_phaseout_start"),
        resident.by_status("dependent_phaseout_step"),
    )
    dependents = resident.items.children * amounts["dependent_exemption"]
    dependents = share(dependents, positive(PPM - lost * rates("dependent_lost_a_step")))
    taxable = positive(
        agi
        + resident.other_states_interest
        - _standard_deduction(resident)
        - _social_security(resident)
        - dependents
    )
    tax, surtax = resident.by_schedule(taxable), agi * 0
    if "investment_tax_start" in amounts:
        investment = total(*resident.investment)
        surtax = share(
            positive(investment - amounts["investment_tax_start"]), rates("investment_tax_rate")
        )
    return StateTax(
        taxable_income=taxable,
        tax=tax,
        credits=_marriage_credit(resident, taxable, tax),
        surtax=surtax,
    )


def _standard_deduction(resident: Resident) -> Cents:
    """The standard deduction after its reduction for high income."""
    agi, rates = resident.federal.agi, resident.law.rate
    whole = resident.by_status("standard_deduction") + resident.seniors * resident.by_status(
        "senior_deduction"
    )
    first, second = (
        resident.by_status("reduction_start"),
        resident.by_status("second_reduction_start"),
    )
    low, high = positive(smaller(agi, second) - first), positive(agi - second)
    lost = rounded(low * rates("reduction_rate") + high * rates("second_reduction_rate"), PPM)
    most = share(whole, rates("reduction_most"))
    reduction: Cents = choose(
        agi > resident.law.amounts["whole_reduction_income"], most, smaller(lost, most)
    )
    return total(whole, -reduction)


def _social_security(resident: Resident) -> Cents:
    """The larger of the simplified and the alternate subtraction, at most the taxed benefits."""
    agi, taxed, rates = resident.federal.agi, resident.taxed_benefits, resident.law.rate
    lost = steps(
        agi - resident.by_status("social_security_start"),
        resident.by_status("social_security_step"),
    )
    simplified = share(taxed, positive(PPM - lost * rates("social_security_lost_a_step")))
    provisional = total(resident.agi_without_benefits, rounded(resident.items.social_security, 2))
    over = positive(provisional - resident.by_status("social_security_alternate_start"))
    alternate = positive(
        resident.by_status("social_security_alternate")
        - share(over, rates("social_security_alternate_rate"))
    )
    return smaller(taxed, larger(simplified, alternate))


def _marriage_credit(resident: Resident, taxable: Cents, tax: Cents) -> Cents:
    """What two single returns would save, by the formula (the table for lower incomes differs by a
    few dollars)."""
    law = resident.law.amounts
    people = [
        total(*own)
        for own in zip(resident.wages, resident.retirement, resident.benefits, strict=True)
    ]
    lesser = smaller(people[0], people[1])
    alone = positive(smaller(lesser - law["marriage_half_deduction"], taxable))
    apart = resident.by_schedule(alone, status="single") + resident.by_schedule(
        taxable - alone, status="single"
    )
    credit = smaller(positive(tax - apart), law["marriage_most"])
    both_earn = (lesser >= law["marriage_least_lesser"]) & (taxable >= law["marriage_least_joint"])
    return choose(resident.joint & both_earn, credit, 0)
