"""What an alternative changes of the year's income tax, as exact differences of the returns."""

from __future__ import annotations

from dataclasses import replace

from megaroth.kernel.cents import Cents, positive, proportion, smaller, some, total
from megaroth.planyear.state import PersonYear, YearState, sum_of
from megaroth.planyear.tax_bill import has_income_tax, items_of, return_tax, returns_of, state_moves, stated_tax
from megaroth.planyear.waterfall import pre_tax_iras
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
    if state.household.marginal_rate is not None:
        return stated_tax(state.household, _taxed_amount(state, person, name, amount))
    if not has_income_tax(state.law):
        return None
    people = next(people for people in returns_of(state) if person in people)
    names = [one.person.name for one in people]
    inside = sum_of(state.in_plan_income.get(one, 0) for one in names)
    base = items_of(state, people, state_moves(state, names), inside)
    second = names[1:]
    moved = total(state_moves(state, second), sum_of(state.in_plan_income.get(one, 0) for one in second))
    without, with_it = _pair(state, person, base, name, amount, first=person is people[0])
    converted = with_it.roth_conversions - without.roth_conversions if person is not people[0] else 0
    return return_tax(state, with_it, total(moved, converted)) - return_tax(state, without, moved)


def _pair(state: YearState, person: PersonYear, base: Return, name: str, amount: Cents, *, first: bool) -> tuple[Return, Return]:
    """The return without the alternative and with it."""
    match name:
        case "hsa":
            none = replace(base, hsa_deduction=base.hsa_deduction - person.hsa_deducted)
            return none, replace(none, hsa_deduction=none.hsa_deduction + amount)
        case "backdoor_roth":
            taxed = _taxed_amount(state, person, name, amount)
            return base, replace(base, roth_conversions=base.roth_conversions + taxed)
        case _:
            field = "wages" if first else "spouse_wages"
            roth = getattr(base, field) + sum_of(job.pre_tax() for job in person.jobs if not job.job.self_employed)
            deferred = smaller(_taxed_amount(state, person, name, amount), positive(roth))
            return replace(base, **{field: roth - deferred}), replace(base, **{field: roth})


def _taxed_amount(state: YearState, person: PersonYear, name: str, amount: Cents) -> Cents:
    """The income that the alternative adds, or (an HSA) takes away."""
    match name:
        case "hsa":
            return -amount
        case "backdoor_roth":
            pre_tax = pre_tax_iras(person)
            return proportion(amount, pre_tax, total(pre_tax, amount)) if some(pre_tax > 0) else 0
        case _:
            must_be_roth = any(job.roth_catch_up_required for job in person.jobs)
            return smaller(amount, state.law.elective_deferral) if must_be_roth else amount
