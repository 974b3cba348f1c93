"""A person's limits for IRA contributions, direct Roth IRA contributions and deductions, by known
income."""

from __future__ import annotations

from megaroth.kernel.money import Cents, smaller, sum_of, total
from megaroth.kernel.trace import listening, part
from megaroth.planyear.federal_return import has_income_tax, returns_of, roth_ira_magi, simple_magi
from megaroth.planyear.year_state import PersonYear, YearState
from megaroth.rules import ira


def find_ira_limits(plan_year: YearState) -> None:
    """Find what each person may contribute to IRAs, directly to Roth IRAs, and deduct, by the
    income that is known."""
    for people in returns_of(plan_year):
        magi: Cents | None = None
        for person in people:
            own = _compensation(plan_year, person)
            with part(person.person.name, title="IRA"):
                # Those on one return have one income; a trace shows it to each of them.
                if magi is None or listening():
                    magi = _magi(plan_year, person)
                _set_limits(plan_year, person, own, magi)


def _compensation(plan_year: YearState, person: PersonYear) -> Cents:
    """What a person's IRA contributions are limited by: own compensation, on a joint return with
    the spouse's."""
    law, own, spouse = plan_year.law, person.ira_compensation(), _spouse(plan_year, person)
    if spouse is None or plan_year.household.filing_status != "married_joint":
        return own
    other = spouse.ira_compensation()
    return ira.spousal_compensation(
        own, other, smaller(ira.ira_limit(law, spouse.age, other), other)
    )


def _spouse(plan_year: YearState, person: PersonYear) -> PersonYear | None:
    return next((other for other in plan_year.people if other is not person), None)


def _set_limits(plan_year: YearState, person: PersonYear, own: Cents, magi: Cents) -> None:
    law, status, spouse = plan_year.law, ira_status(plan_year), _spouse(plan_year, person)
    person.magi = magi
    person.ira_limit = ira.ira_limit(law, person.age, own)
    person.roth_ira_limit = ira.roth_ira_limit(law, person.ira_limit, magi, status)
    person.deductible_ira = ira.deductible_ira(
        law,
        person.ira_limit,
        total(magi, _rollover_income(plan_year, person)),
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
