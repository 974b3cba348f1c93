"""The effect of an alternative on the year's income tax, as exact differences of the returns."""

from __future__ import annotations

from dataclasses import replace

from megaroth.kernel.money import PPM, Cents, positive, rounded, smaller, some, sum_of, total
from megaroth.planyear.business import with_businesses
from megaroth.planyear.federal_return import (
    all_moves,
    has_income_tax,
    items_of_all,
    plan_moves,
    returns_of,
)
from megaroth.planyear.household_tax import stated_tax, tax_of_returns
from megaroth.planyear.roth_deferrals import roth_deferral_limits
from megaroth.planyear.state_return import has_state_tax
from megaroth.planyear.year_state import MoveIncome, PersonYear, YearState
from megaroth.tax.federal import Return
from megaroth.tax.separate_returns import with_elections


def alternative_tax(
    plan_year: YearState, person: PersonYear, name: str, amount: Cents
) -> Cents | None:
    """The year's federal and state income tax with all of an alternative, less that without it, the
    rest as planned.

    For ``roth_401k`` it is what Roth deferrals cost compared with pre-tax ones of the same amount.
    A stated marginal rate is used as it is.

    Args:
        plan_year: the decided year.
        person: whose alternative it is.
        name: ``roth_401k``, ``roth_ira``, ``backdoor_roth`` or ``hsa``.
        amount: how much of it there is, cents.

    Returns:
        Cents, negative for a saving; None where the year's income tax is not in the law and no rate
        is stated.
    """
    if name == "roth_ira" or not some(amount > 0):
        return 0
    household, taxed = plan_year.household, _taxed_amount(plan_year, person, name, amount)
    if household.marginal_rate is not None and (
        household.state_marginal_rate is not None or not has_state_tax(household)
    ):
        return stated_tax(household, taxed)
    if not has_income_tax(plan_year.law):
        return None if household.marginal_rate is None else stated_tax(household, taxed)

    def moves(one: PersonYear) -> MoveIncome:
        """The rest of the year is as planned: ordinary conversions too, except the one that is
        asked about."""
        return plan_moves(one) if name == "backdoor_roth" and one is person else all_moves(one)

    filed = items_of_all(plan_year, moves)
    at = next(at for at, people in enumerate(returns_of(plan_year)) if person in people)
    excess = person.excess_in_income(plan_year.law)
    without, with_it = _pair(
        plan_year,
        person,
        filed[at],
        name,
        amount,
        taxed,
        excess,
        first=person is returns_of(plan_year)[at][0],
    )
    converted = with_it.roth_conversions - without.roth_conversions

    def moves_with_it(one: PersonYear) -> MoveIncome:
        planned = moves(one)
        return (
            replace(planned, to_roth_ira=planned.to_roth_ira + converted)
            if one is person
            else planned
        )

    before = tax_of_returns(
        plan_year, with_elections(plan_year.law, [*filed[:at], without, *filed[at + 1 :]]), moves
    )
    after = tax_of_returns(
        plan_year,
        with_elections(plan_year.law, [*filed[:at], with_it, *filed[at + 1 :]]),
        moves_with_it,
    )
    if household.marginal_rate is not None:
        return rounded(taxed * household.marginal_rate, PPM) + after.state - before.state
    if household.state_marginal_rate is not None:
        return after.federal - before.federal + rounded(taxed * household.state_marginal_rate, PPM)
    return total(after.federal, after.state) - total(before.federal, before.state)


def _pair(
    plan_year: YearState,
    person: PersonYear,
    base: Return,
    name: str,
    amount: Cents,
    taxed: Cents,
    excess: Cents,
    *,
    first: bool,
) -> tuple[Return, Return]:
    """The return without the alternative and with it; ``excess`` deferrals are in its wages
    already."""
    match name:
        case "hsa":
            none = replace(base, hsa_deduction=base.hsa_deduction - person.hsa_deducted)
            return none, replace(none, hsa_deduction=none.hsa_deduction + amount)
        case "backdoor_roth":
            return base, replace(base, roth_conversions=base.roth_conversions + taxed)
        case _ if any(
            job.job.self_employed for job in person.jobs if job.has_plan and job.plan.roth
        ):
            # The deferral of a self-employed business is an adjustment, not less pay.
            own = sum_of(job.pre_tax() for job in person.jobs if job.job.self_employed)
            roth = base.other_adjustments - own
            people = next(people for people in returns_of(plan_year) if person in people)

            def own_return(adjusted: Cents) -> Return:
                """The return where the person's businesses deduct so much of deferrals, which
                lowers their qualified income too."""
                first_own = next(job for job in person.jobs if job.job.self_employed)
                items = replace(base, other_adjustments=roth + adjusted)
                return with_businesses(
                    plan_year.law,
                    items,
                    people,
                    lambda job: (
                        job.pre_tax()
                        if job not in person.jobs
                        else adjusted
                        if job is first_own
                        else 0
                    ),
                )

            return own_return(taxed), own_return(0)
        case _:
            field = "wages" if first else "spouse_wages"
            taken = sum_of(job.pre_tax() for job in person.jobs if not job.job.self_employed)
            pay = getattr(base, field) + taken - excess
            deferred = smaller(taxed, positive(pay))
            return replace(base, **{field: pay - deferred}), replace(base, **{field: pay})


def _taxed_amount(plan_year: YearState, person: PersonYear, name: str, amount: Cents) -> Cents:
    """The income that the alternative adds, or (an HSA) takes away."""
    match name:
        case "hsa":
            return -amount
        case "backdoor_roth":
            return amount - person.untaxed_conversion(amount)
        case _:
            if not any(job.roth_catch_up_required for job in person.jobs):
                return amount
            # Catch-up is Roth either way, so only what is below each limit costs a deduction.
            return sum_of(
                smaller(limit, plan_year.law.elective_deferral)
                for limit in roth_deferral_limits(plan_year, person)
            )
