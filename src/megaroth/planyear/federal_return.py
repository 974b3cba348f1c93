"""The items of a household's federal returns, from the decided year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from megaroth.kernel.money import Cents, rounded, sum_of, total
from megaroth.law.law import Law
from megaroth.planyear.business import own_self_employment_tax, with_businesses
from megaroth.planyear.pensions import taxable_pensions
from megaroth.planyear.receipts import taxable_receipts
from megaroth.planyear.savers_credit import retirement_contributions
from megaroth.planyear.year_state import NO_MOVES, MoveIncome, PersonYear, YearState
from megaroth.tax.federal import Return, gross_income
from megaroth.tax.separate_returns import with_elections


def returns_of(plan_year: YearState) -> list[list[PersonYear]]:
    """The people on each return: one joint return, or one for each."""
    if plan_year.household.files_apart:
        return [[person] for person in plan_year.people]
    return [plan_year.people]


def items_of(
    plan_year: YearState, people: list[PersonYear], conversions: Cents = 0, in_plan: Cents = 0
) -> Return:
    """The items of a return of these people, as far as they are decided.

    Args:
        plan_year: the year.
        people: those on the return.
        conversions: income of Roth conversions and of rollovers to Roth IRAs, cents.
        in_plan: income of in-plan Roth rollovers, cents; what employers contribute as Roth is
            income in any case.
    """
    household, income = plan_year.household, plan_year.household.income
    parts = len(returns_of(plan_year))
    jobs = [job for person in people for job in person.jobs]
    own = [job for job in jobs if job.job.self_employed]
    wages = [_wages_in_income(plan_year.law, person) for person in people]
    gross = sum_of(job.compensation for job in jobs if not job.job.self_employed)
    profit = sum_of(job.job.pay if job.job.pay is not None else 0 for job in own)
    items = Return(
        status=household.filing_status,
        lived_apart=household.lived_apart,
        age=people[0].age,
        spouse_age=people[1].age if len(people) > 1 else 0,
        blind=sum(person.person.blind for person in people),
        dependent=people[0].person.dependent,
        spouse_dependent=len(people) > 1 and people[1].person.dependent,
        children=income.children if parts == 1 else 0,
        wages=wages[0],
        spouse_wages=wages[1] if len(wages) > 1 else 0,
        medicare_wages=gross,
        business_income=profit,
        self_employment_tax=sum_of(
            own_self_employment_tax(plan_year.law, person) for person in people
        )
        if own
        else 0,
        interest=rounded(income.interest, parts),
        tax_exempt_interest=rounded(income.tax_exempt_interest, parts),
        other_states_interest=rounded(income.other_states_interest, parts),
        dividends=rounded(income.dividends, parts),
        qualified_dividends=rounded(income.qualified_dividends, parts),
        short_term_gain=rounded(income.short_term_gain, parts),
        long_term_gain=rounded(income.long_term_gain, parts),
        ira_distributions=rounded(income.ira_distributions, parts),
        roth_conversions=conversions,
        # Employer contributions made as Roth are reported as in-plan Roth rollovers are.
        in_plan_rollovers=total(in_plan, sum_of(person.taxed_employer for person in people)),
        pensions=rounded(income.pensions, parts)
        + taxable_pensions([person.person for person in people], household.year),
        social_security=rounded(income.social_security, parts),
        other_income=rounded(household.other_income, parts)
        + taxable_receipts(household, [person.person for person in people], parts)
        + sum_of(person.taxed_hsa for person in people),
        hsa_deduction=sum_of(person.hsa_deducted for person in people),
        other_adjustments=sum_of(job.pre_tax() + job.employer() for job in own)
        - sum_of(
            person.excess_in_income(plan_year.law) for person in people if not _is_employed(person)
        ),
        retirement_contributions=retirement_contributions(people[0]),
        spouse_retirement_contributions=retirement_contributions(people[1])
        if len(people) > 1
        else 0,
        state_taxes=rounded(income.state_taxes, parts),
        mortgage_interest=rounded(income.mortgage_interest, parts),
        charity=rounded(income.charity, parts),
    )
    return with_businesses(plan_year.law, items, people) if own else items


def _is_employed(person: PersonYear) -> bool:
    return any(not job.job.self_employed for job in person.jobs)


def _wages_in_income(law: Law, person: PersonYear) -> Cents:
    """Wages of a person's return: deferrals are not in them, but those beyond the person's limit
    are (IRC 402(g)(1)(A); 26 CFR 1.457-4(a)).

    Someone whose own business alone took too much deducts that much less instead.
    """
    paid = sum_of(
        job.compensation - job.pre_tax() for job in person.jobs if not job.job.self_employed
    )
    return total(paid, person.excess_in_income(law)) if _is_employed(person) else paid


Moves = Callable[[PersonYear], MoveIncome]
"""Which of each person's moves count on a return."""


def no_moves(_: PersonYear) -> MoveIncome:
    """None of a person's moves."""
    return NO_MOVES


def plan_moves(person: PersonYear) -> MoveIncome:
    """A person's moves of after-tax money out of plans."""
    return person.move_income


def all_moves(person: PersonYear) -> MoveIncome:
    """Rollovers of plans and ordinary Roth conversions."""
    return replace(
        person.move_income,
        to_roth_ira=total(person.move_income.to_roth_ira, person.conversion_income),
    )


def items_of_all(plan_year: YearState, moves: Moves) -> list[Return]:
    """The items of every return of the household with some of its moves; separate ones with their
    election."""
    filed = []
    for people in returns_of(plan_year):
        moved = [moves(person) for person in people]
        filed.append(
            items_of(
                plan_year,
                people,
                sum_of(one.to_roth_ira for one in moved),
                sum_of(one.in_plan for one in moved),
            )
        )
    return with_elections(plan_year.law, filed)


def roth_ira_magi(plan_year: YearState, person: PersonYear) -> Cents:
    """Modified adjusted gross income for the Roth IRA, from the planned return, cents."""
    people = next(people for people in returns_of(plan_year) if person in people)
    in_plan = sum_of(one.move_income.in_plan for one in people)
    return gross_income(plan_year.law, items_of(plan_year, people, 0, in_plan)).agi


def simple_magi(plan_year: YearState, person: PersonYear) -> Cents:
    """The same where the year has no income tax in the law: pay and other income less what leaves
    it, cents."""
    household, income = plan_year.household, plan_year.household.income
    separate = len(returns_of(plan_year)) > 1
    people = [person] if separate else plan_year.people
    other_income = total(
        household.other_income,
        income.interest,
        income.dividends,
        income.short_term_gain,
        income.long_term_gain,
        income.ira_distributions,
        income.pensions,
    )
    found = rounded(other_income, 2) if separate else other_income
    on_return = [one.person for one in people]
    found = found + taxable_receipts(household, on_return, 1 + separate)
    found = found + taxable_pensions(on_return, household.year)
    for one in people:
        found = found + one.taxed_hsa + one.excess_in_income(plan_year.law)
        found = found - one.hsa_deducted + one.move_income.in_plan + one.taxed_employer
        for job in one.jobs:
            found = (
                found
                + job.compensation
                - job.pre_tax()
                - (job.employer() if job.job.self_employed else 0)
            )
    return found


def has_income_tax(law: Law) -> bool:
    """Whether the law of the year holds the income tax."""
    return law.has("income_tax") and law.has("amt_exemption")
