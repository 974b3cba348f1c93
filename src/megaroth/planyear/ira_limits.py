"""A person's limits for IRA contributions, direct Roth IRA contributions and deductions, by known
income."""

from __future__ import annotations

from megaroth.kernel.money import Cents, smaller, sum_of, total
from megaroth.kernel.trace import part
from megaroth.planyear.federal_return import has_income_tax, returns_of, roth_ira_magi, simple_magi
from megaroth.planyear.year_state import PersonYear, YearState
from megaroth.rules import ira


def find_ira_limits(plan_year: YearState, person: PersonYear) -> None:
    """Find what a person may contribute to IRAs, directly to Roth IRAs, and deduct, by the income
    that is known."""
    law, status = plan_year.law, ira_status(plan_year)
    own = person.ira_compensation()
    spouse = next((other for other in plan_year.people if other is not person), None)
    if spouse is not None and plan_year.household.filing_status == "married_joint":
        other = spouse.ira_compensation()
        own = ira.spousal_compensation(
            own, other, smaller(ira.ira_limit(law, spouse.age, other), other)
        )
    with part(person.person.name, title="IRA"):
        person.magi = _magi(plan_year, person)
        person.ira_limit = ira.ira_limit(law, person.age, own)
        person.roth_ira_limit = ira.roth_ira_limit(law, person.ira_limit, person.magi, status)
        deduction_magi = total(person.magi, _rollover_income(plan_year, person))
        person.deductible_ira = ira.deductible_ira(
            law,
            person.ira_limit,
            deduction_magi,
            status,
            _covered(person),
            spouse is not None and _covered(spouse),
        )


def _rollover_income(plan_year: YearState, person: PersonYear) -> Cents:
    """Income of rollovers to Roth IRAs on the person's return: it counts for the deduction (IRC
    219(g)(3)(A))."""
    people = next(people for people in returns_of(plan_year) if person in people)
    return sum_of(one.move_income.to_roth_ira for one in people)


def _covered(person: PersonYear) -> bool:
    """Whether the person is an active participant in an employer's plan; a 457(b) does not count
    (IRC 219(g)(5)(A))."""
    return any(job.has_plan and not job.is_457b for job in person.jobs)


def ira_status(plan_year: YearState) -> str:
    """The filing status for IRA phase-outs."""
    status = plan_year.household.filing_status
    if status != "married_separate":
        return status
    return "single" if plan_year.household.lived_apart else "married_separate_lived_with_spouse"


def _magi(plan_year: YearState, person: PersonYear) -> Cents:
    """Modified adjusted gross income for the Roth IRA: as stated, or estimated from what the file
    states.

    Spouses who file separately each have their own; other income is then halved. Income of in-plan
    Roth rollovers counts: IRC 408A(c)(3)(B)(i) leaves out only what arises under 408A(d)(3), and
    theirs arises under 402A(c)(4)(A).
    """
    if plan_year.household.magi is not None:
        return plan_year.household.magi
    return (
        roth_ira_magi(plan_year, person)
        if has_income_tax(plan_year.law)
        else simple_magi(plan_year, person)
    )
