"""What an alternative changes of the year's income tax, as exact differences of the returns."""

from __future__ import annotations

from dataclasses import replace

from megaroth.kernel.cents import PPM, Cents, positive, rounded, smaller, some, total
from megaroth.planyear.state import PersonYear, YearState, sum_of
from megaroth.planyear.state_return import has_state_tax
from megaroth.planyear.tax_bill import has_income_tax, items_of, returns_of, state_moves, stated_tax, taxed_return
from megaroth.tax.federal import Return


def alternative_tax(state: YearState, person: PersonYear, name: str, amount: Cents) -> Cents | None:
    """The year's federal and state income tax with all of an alternative, less that without it, the rest as planned.

    For ``roth_401k`` it is what Roth deferrals cost beside pre-tax ones of the same amount. A stated marginal rate is used as it is.

    Args:
        state: the decided year.
        person: whose alternative it is.
        name: ``roth_401k``, ``roth_ira``, ``backdoor_roth`` or ``hsa``.
        amount: how much of it there is, cents.

    Returns:
        Cents, negative for a saving; None where the year's income tax is not in the law and no rate is stated.
    """
    if name == "roth_ira" or not some(amount > 0):
        return 0
    household, taxed = state.household, _taxed_amount(state, person, name, amount)
    if household.marginal_rate is not None and (household.state_marginal_rate is not None or not has_state_tax(household)):
        return stated_tax(household, taxed)
    if not has_income_tax(state.law):
        return None if household.marginal_rate is None else stated_tax(household, taxed)
    people = next(people for people in returns_of(state) if person in people)
    names = [one.person.name for one in people]
    inside = sum_of(state.in_plan_income.get(one, 0) for one in names)
    # The rest of the year is as planned: ordinary conversions too, but for the one that is asked about.
    kept = [one for one in people if not (name == "backdoor_roth" and one is person)]
    base = items_of(state, people, state_moves(state, names) + sum_of(one.conversion_income for one in kept), inside)
    second = names[1:]
    moved = total(
        state_moves(state, second),
        sum_of(state.in_plan_income.get(one, 0) for one in second),
        sum_of(one.conversion_income for one in kept if one.person.name in second),
    )
    without, with_it = _pair(person, base, name, amount, taxed, first=person is people[0])
    converted = with_it.roth_conversions - without.roth_conversions if person is not people[0] else 0
    before = taxed_return(state, people, without, moved)
    after = taxed_return(state, people, with_it, total(moved, converted))
    if household.marginal_rate is not None:
        return rounded(taxed * household.marginal_rate, PPM) + after.state - before.state
    if household.state_marginal_rate is not None:
        return after.federal - before.federal + rounded(taxed * household.state_marginal_rate, PPM)
    return total(after.federal, after.state) - total(before.federal, before.state)


def _pair(person: PersonYear, base: Return, name: str, amount: Cents, taxed: Cents, *, first: bool) -> tuple[Return, Return]:
    """The return without the alternative and with it."""
    match name:
        case "hsa":
            none = replace(base, hsa_deduction=base.hsa_deduction - person.hsa_deducted)
            return none, replace(none, hsa_deduction=none.hsa_deduction + amount)
        case "backdoor_roth":
            return base, replace(base, roth_conversions=base.roth_conversions + taxed)
        case _ if any(job.job.self_employed for job in person.jobs if job.has_plan and job.plan.roth):
            # The deferral of one's own business is an adjustment, not less pay.
            own = sum_of(job.pre_tax() for job in person.jobs if job.job.self_employed)
            roth = base.other_adjustments - own
            return replace(base, other_adjustments=roth + taxed), replace(base, other_adjustments=roth)
        case _:
            field = "wages" if first else "spouse_wages"
            pay = getattr(base, field) + sum_of(job.pre_tax() for job in person.jobs if not job.job.self_employed)
            deferred = smaller(taxed, positive(pay))
            return replace(base, **{field: pay - deferred}), replace(base, **{field: pay})


def _taxed_amount(state: YearState, person: PersonYear, name: str, amount: Cents) -> Cents:
    """The income that the alternative adds, or (an HSA) takes away."""
    match name:
        case "hsa":
            return -amount
        case "backdoor_roth":
            return amount - person.untaxed_conversion(amount)
        case _:
            must_be_roth = any(job.roth_catch_up_required for job in person.jobs)
            return smaller(amount, state.law.elective_deferral) if must_be_roth else amount
