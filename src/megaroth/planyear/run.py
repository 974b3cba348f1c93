"""One plan year, in order. Scalars and columns take the same path."""

from __future__ import annotations

import operator

from megaroth.kernel.money import PPM, Cents, rounded, some, sum_of
from megaroth.kernel.trace import figure, listening, part
from megaroth.law.law import Law
from megaroth.law.load import law as law_of
from megaroth.model.household import Household
from megaroth.planyear import action_items, eligibility, messages, plan_accounts, waterfall
from megaroth.planyear.alternatives import alternatives
from megaroth.planyear.elections import per_paycheck
from megaroth.planyear.excess_after_tax import held_back
from megaroth.planyear.excesses import excess_of, excesses
from megaroth.planyear.federal_return import has_income_tax
from megaroth.planyear.ira_and_hsa import write_beside
from megaroth.planyear.job_year import UNBOUNDED, JobYear
from megaroth.planyear.journal import Journal
from megaroth.planyear.plan_accounts import PlanMoney, run_plan
from megaroth.planyear.result import Contributions, Conversion, Excess, JobResult, PersonResult, PlanYear, Range, Rollover
from megaroth.planyear.setup import set_up
from megaroth.planyear.state_return import has_state_tax
from megaroth.planyear.tax_bill import added_tax, stated_tax
from megaroth.planyear.year_state import PersonYear, YearState
from megaroth.rules import catch_up, deferrals


def run(household: Household) -> PlanYear:
    """Plan one year of a household whose plan rules are all known.

    Args:
        household: the household; pay, growth and balances may be columns of one length.

    Returns:
        The plan year, in cents of the shape that went in.

    Raises:
        LawError: megaroth holds no law of the year.
    """
    law = _law(household)
    journal = Journal()
    return _answer(*_settled(household, law, journal), journal)


def play(household: Household) -> tuple[YearState, list[Rollover], list[Conversion]]:
    """The decided year with its moves: what :func:`run` makes its answer of. Raises as it does."""
    law = _law(household)
    year, money = _settled(household, law, None)
    return year, [moved for moving in money for moved in moving.rollovers], write_beside(year, Journal())


def _law(household: Household) -> Law:
    # One rate for all rows: a column of them raises TypeError.
    return law_of(household.year, None if household.inflation is None else operator.index(household.inflation))


def _settled(household: Household, law: Law, journal: Journal | None) -> tuple[YearState, list[PlanMoney]]:
    year, money = _play(household, law, {}, {}, journal)
    outside = {person.person.name: _income_of(money, person, "roth_ira") for person in year.people}
    found = {person.person.name: _income_of(money, person, "designated_roth") for person in year.people}
    if household.magi is None and any(some(income > 0) for income in (*found.values(), *outside.values())):
        # What the moves bring counts in the income that decides about the Roth IRA: where it changes that, once more.
        year.in_plan_income, year.rollover_income = found, outside
        if listening() or _ira_limits_change(year):
            return _play(household, law, found, outside, journal)
    return year, money


def _ira_limits_change(year: YearState) -> bool:
    """Whether the income that is known now changes what may go to an IRA, or be deducted; the limits are found anew."""
    before = [(person.roth_ira_limit, person.deductible_ira) for person in year.people]
    for person in year.people:
        waterfall.ira_limits(year, person)
    pairs = zip(before, year.people, strict=True)
    return any(
        some(limit != person.roth_ira_limit) or some(deductible != person.deductible_ira) for (limit, deductible), person in pairs
    )


def _play(
    household: Household, law: Law, in_plan_income: dict[str, Cents], rollover_income: dict[str, Cents], journal: Journal | None
) -> tuple[YearState, list[PlanMoney]]:
    """The order of events: set up, decide every contribution, then let money flow through the year."""
    year = set_up(household, law, in_plan_income)
    year.rollover_income = rollover_income
    waterfall.flow(year)
    if journal is not None:
        journal.movements.clear()
    money = [run_plan(job, household, law, journal, held_back(year, job)) for job in year.jobs if job.has_plan]
    for person in year.people:
        waterfall.set_conversion(person, _rolled_to_traditional(money, person))
    return year, money


def _moves(money: list[PlanMoney], person: PersonYear) -> list[Rollover]:
    return [moved for moving in money if moving.state.person is person.person for moved in moving.rollovers]


def _rolled_to_traditional(money: list[PlanMoney], person: PersonYear) -> Cents:
    """Plan money that reached a traditional IRA this year: it is in the year-end value of Form 8606 line 6."""
    return sum_of(moved.amount for moved in _moves(money, person) if moved.to == "traditional_ira")


def _income_of(money: list[PlanMoney], person: PersonYear, to: str) -> Cents:
    """Income of a person's moves to one destination, cents."""
    return sum_of(moved.taxable for moved in _moves(money, person) if moved.to == to)


def _answer(year: YearState, money: list[PlanMoney], journal: Journal) -> PlanYear:
    household = year.household
    conversions = write_beside(year, journal)
    for conversion in conversions:
        with part(conversion.person):
            figure("amount", conversion.amount, "Converted from a traditional IRA", "IRC 408A(d)(3)")
    rollovers = sorted((moved for moving in money for moved in moving.rollovers), key=lambda moved: moved.date)
    by_job = {id(moving.state): moving for moving in money}
    found = excesses(year)
    people = [_person(year, person, by_job, found) for person in year.people]
    verdict = eligibility.household_verdict([job.verdict for person in people for job in person.jobs])
    taxable = plan_accounts.taxable_of(rollovers)
    converted = sum_of(conversion.taxable for conversion in conversions)
    outside = {person.person.name: _income_of(money, person, "roth_ira") for person in year.people}
    inside = {person.person.name: _income_of(money, person, "designated_roth") for person in year.people}
    by_person = {conversion.person: conversion.taxable for conversion in conversions}
    year.rollover_income = outside
    own = sum_of(
        person.hsa + person.roth_ira + person.traditional_ira + person.person.beside_made for person in year.people
    ) + sum_of(
        job.deferral + job.catch_up + job.after_tax + (job.nonelective if job.job.self_employed else 0) for job in year.jobs
    )
    employer = sum_of(job.match() + (0 if job.job.self_employed else job.nonelective) for job in year.jobs)
    return PlanYear(
        year=household.year,
        status=year.law.status,
        excesses=found,
        verdict=verdict,
        reasons=list(
            dict.fromkeys(
                [*(one.text for one in found), *(reason for person in people for job in person.jobs for reason in job.reasons)]
            )
        ),
        questions=[],
        people=people,
        rollovers=rollovers,
        conversions=conversions,
        to_roth=figure(
            "to_roth",
            plan_accounts.reached_roth(rollovers),
            "After-tax money that reaches Roth this year",
            rollovers=len(rollovers),
        ),
        own_contributions=figure("own_contributions", own, "What the household puts away this year, by all steps"),
        employer_contributions=figure("employer_contributions", employer, "Matching and nonelective contributions of all jobs"),
        spare_cash_left=figure("spare_cash_left", year.cash.left, "Cash left of spare_cash") if year.cash.bounded else None,
        taxable=figure(
            "taxable",
            taxable,
            "Income that the moves of after-tax money bring",
            "IRC 402(c), 402A(c)(4)(A), 408A(d)(3)",
        ),
        tax=_tax(year, taxable, "tax", outside, inside),
        conversion_tax=_tax(year, converted, "conversion_tax", by_person, inside),
        alternatives=list(alternatives(year)),
        steps=action_items.steps(year, rollovers, found),
        refused=list(messages.refused(year)),
        warnings=list(messages.warnings(year, money, found)),
        assumptions=list(messages.assumptions(year)),
        journal=journal,
    )


_TITLES = {
    "tax": "Tax on the year's moves of after-tax money",
    "conversion_tax": "Tax on the year's ordinary Roth conversions",
}


def _tax(year: YearState, taxable: Cents, name: str, conversions: dict[str, Cents], in_plan: dict[str, Cents]) -> Cents | Range:
    """Tax on the year's moves: at the stated marginal rates, else the exact difference that they make to the returns.

    A federal rate alone says nothing of the state's tax. Where neither a rate nor a return is to be had the federal part is a range up to
    the highest rate.
    """
    household, title = year.household, _TITLES[name]
    whole = household.state_marginal_rate is not None or not (has_state_tax(household) and has_income_tax(year.law))
    if (isinstance(taxable, int) and not taxable) or (household.marginal_rate is not None and whole):
        rate = (household.marginal_rate or 0) + (household.state_marginal_rate or 0)
        how = "stated marginal rates" if rate else "nothing of it is income"
        return figure(name, stated_tax(household, taxable), title, how, taxable=taxable, marginal_rate=rate)
    beside = rounded(taxable * (household.state_marginal_rate or 0), PPM)
    if not has_income_tax(year.law):
        return Range(beside, beside + rounded(taxable * year.law.income_tax_top_rate, PPM))
    with part(title):
        added, of_state = added_tax(year, conversions, in_plan, "rollovers" if name == "tax" else "conversions")
    beside = of_state if household.state_marginal_rate is None else beside
    how = "difference of the returns"
    if household.marginal_rate is not None:
        added, how = rounded(taxable * household.marginal_rate, PPM), "stated federal rate, difference of the state returns"
    return figure(name, added + beside, title, how, taxable=taxable, federal=added, state=beside)


def _person(year: YearState, person: PersonYear, money: dict[int, PlanMoney], found: list[Excess]) -> PersonResult:
    law = year.law
    with part(person.person.name):
        months = person.hsa_coverage
        figure("hsa_limit", person.hsa_limit, "Limit of the health savings account", "IRC 223(b)", coverage=months)
        figure("hsa", person.hsa, "Health savings account contribution", "IRC 223(b)", limit=person.hsa_limit)
        figure("traditional_ira", person.traditional_ira, "Contributed by the back door", "IRC 408(o)", ira=person.ira)
        figure("roth_ira", person.roth_ira, "Contributed to a Roth IRA directly", "IRC 408A(c)", ira=person.ira)
        return PersonResult(
            name=person.person.name,
            age=person.age,
            elective_deferral_limit=deferrals.elective_deferral_limit(law, UNBOUNDED),
            catch_up_limit=catch_up.catch_up_dollar_limit(law, person.age),
            hsa_limit=person.hsa_limit,
            hsa=person.hsa,
            ira_limit=person.ira_limit,
            roth_ira_limit=person.roth_ira_limit,
            magi=figure("magi", person.magi, "Modified adjusted gross income for the Roth IRA", "IRC 408A(c)(3)(B)"),
            deductible_ira=person.deductible_ira,
            roth_ira=person.roth_ira,
            traditional_ira=person.traditional_ira,
            jobs=[_job(year, job, money.get(id(job)), found) for job in person.jobs],
        )


def _job(year: YearState, job: JobYear, money: PlanMoney | None, found: list[Excess]) -> JobResult:
    over = excess_of(year, job, found)
    verdict, reasons = eligibility.verdict(job, year.household, year.law, None if over is None else over.text)
    made = job.job.made
    pre_tax = job.pre_tax_deferral()
    with part(f"{job.person.name}, {job.job.employer}"):
        figure("match", job.match(), "Matching contributions of the year", "IRC 401(m)(4)(A)", elective_deferral=job.deferral)
        figure(
            "compensation",
            job.section_415_pay(),
            "Section 415 compensation of the year",
            "IRC 415(c)(3)",
            paydays=len(job.paydays),
        )
        figure(
            "nonelective",
            job.nonelective,
            "Nonelective and other employer contributions",
            "IRC 401(k)(3)(D), 415(c)(2)(A)",
        )
        figure("pre_tax", pre_tax, "Pre-tax elective deferrals of the year", "IRC 402(g)", elective_deferral=job.deferral)
        figure(
            "roth",
            job.deferral - pre_tax,
            "Designated Roth contributions of the year",
            "IRC 402A",
            elective_deferral=job.deferral,
        )
        figure(
            "annual_additions",
            job.additions(),
            "Annual additions of the year",
            "IRC 415(c)(2)",
            elective_deferral=job.deferral,
            employer=job.employer(),
            after_tax=job.after_tax,
        )
        return JobResult(
            employer=job.job.employer,
            verdict=verdict,
            reasons=reasons,
            compensation=job.section_415_pay(),
            annual_additions_limit=job.limit,
            limited_by=job.limited_by,
            after_tax_room=job.after_tax_room,
            after_tax_allowed=job.after_tax_allowed,
            catch_up_is_roth=job.catch_up_is_roth,
            contributions=Contributions(
                pre_tax=pre_tax,
                roth=job.deferral - pre_tax,
                catch_up=job.catch_up,
                after_tax=job.after_tax,
                match=job.match(),
                nonelective=job.nonelective,
            ),
            annual_additions=job.additions(),
            per_paycheck=per_paycheck(year, job),
            after_tax_left=figure(
                "after_tax_left", money.after_tax.value if money else made.after_tax, "After-tax money left in the plan"
            ),
            after_tax_left_basis=figure(
                "after_tax_left_basis", money.basis_left if money else made.after_tax, "Basis left in the plan"
            ),
        )
