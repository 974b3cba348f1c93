"""One plan year, in order. Scalars and columns take the same path."""

from __future__ import annotations

from megaroth.kernel.cents import PPM, Cents, rounded
from megaroth.kernel.trace import figure, part
from megaroth.law.law import Law
from megaroth.law.load import law as law_of
from megaroth.ledger.journal import Journal
from megaroth.model.household import Household, Hsa
from megaroth.planyear import eligibility, move, notes, state, steps, waterfall
from megaroth.planyear.alternatives import alternatives
from megaroth.planyear.move import PlanMoney, run_plan
from megaroth.planyear.paydays import pay_of_year
from megaroth.planyear.result import Contributions, Conversion, JobResult, PersonResult, PlanYear, Range
from megaroth.planyear.state import Cash, JobYear, PersonYear, YearState, job_year, sum_of
from megaroth.rules import catch_up, deferrals

TOP_RATE = 370_000
"""The highest federal rate (IRC 1(j)(2)): the upper end of the tax where no marginal rate is stated."""


def run(household: Household) -> PlanYear:
    """Plan one year of a household whose plan rules are all known.

    Args:
        household: the household; pay, growth and balances may be columns of one length.

    Returns:
        The plan year, in cents of the shape that went in.

    Raises:
        LawError: megaroth holds no law of the year.
    """
    law = law_of(household.year, household.inflation if isinstance(household.inflation, int) else None)
    year = set_up(household, law)
    waterfall.flow(year)
    journal = Journal()
    conversions = steps.ira_moves(year, journal)
    money = [run_plan(job, household, law, journal) for job in year.jobs if job.has_plan]
    return _answer(year, money, conversions, journal)


def set_up(household: Household, law: Law) -> YearState:
    """Every person and job at the start of planning."""
    people = []
    for person in household.people:
        wages = sum_of(pay_of_year(job, household.year) for job in person.jobs if not job.self_employed)
        jobs = [job_year(person, job, household, law, wages) for job in person.jobs]
        for job in jobs:
            job.highly_compensated = notes.is_highly_compensated(job, household.year)
        people.append(PersonYear(person, person.age(household.year), jobs, hsa_coverage=_coverage(household, person.hsa)))
    made = sum_of(
        made.pre_tax + made.roth + made.catch_up + made.after_tax
        for person in household.people
        for made in (job.made for job in person.jobs)
    )
    cash = None if household.spare_cash is None else household.spare_cash - made
    return YearState(household, law, people, Cash(cash))


def _coverage(household: Household, account: Hsa | None) -> tuple[str, ...]:
    """Coverage by month: none from Medicare on; family for both spouses where either has it (IRC 223(b)(5)(A))."""
    if account is None:
        return ("none",) * 12
    months = list(account.coverage)
    for other in household.people:
        if other.hsa is not None and household.filing_status.startswith("married"):
            months = [
                "family" if mine != "none" and theirs == "family" else mine
                for mine, theirs in zip(months, other.hsa.coverage, strict=True)
            ]
    if account.medicare_from is not None:
        for month in range(1, 13):
            if (household.year, month) >= (account.medicare_from.year, account.medicare_from.month):
                months[month - 1] = "none"
    return tuple(months)


def _answer(year: YearState, money: list[PlanMoney], conversions: list[Conversion], journal: Journal) -> PlanYear:
    household = year.household
    rollovers = sorted((moved for moving in money for moved in moving.rollovers), key=lambda moved: moved.date)
    by_job = {id(moving.state): moving for moving in money}
    people = [_person(year, person, by_job) for person in year.people]
    verdict = eligibility.household_verdict([job.verdict for person in people for job in person.jobs])
    taxable = move.taxable_of(rollovers)
    converted = sum_of(conversion.taxable for conversion in conversions)
    own = sum_of(person.hsa + person.roth_ira + person.traditional_ira for person in year.people) + sum_of(
        job.deferral + job.catch_up + job.after_tax + (job.nonelective if job.job.self_employed else 0) for job in year.jobs
    )
    employer = sum_of(job.match() + (0 if job.job.self_employed else job.nonelective) for job in year.jobs)
    return PlanYear(
        year=household.year,
        status=year.law.status,
        verdict=verdict,
        reasons=[reason for person in people for job in person.jobs for reason in job.reasons],
        questions=[],
        people=people,
        rollovers=rollovers,
        conversions=conversions,
        to_roth=figure(
            "to_roth",
            move.reached_roth(rollovers),
            "After-tax money that reaches Roth this year",
            rollovers=len(rollovers),
        ),
        own_contributions=figure("own_contributions", own, "What the household puts away this year, by all steps"),
        employer_contributions=figure("employer_contributions", employer, "Matching and nonelective contributions of all jobs"),
        spare_cash_left=year.cash.left if year.cash.bounded else 0,
        magi=figure("magi", waterfall.magi(year), "Modified adjusted gross income for the Roth IRA", "IRC 408A(c)(3)(B)"),
        taxable=figure(
            "taxable",
            taxable,
            "Income that the moves of after-tax money bring",
            "IRC 402(c), 402A(c)(4)(A), 408A(d)(3)",
        ),
        tax=_tax(household, taxable, "tax", "Tax on the year's moves of after-tax money"),
        conversion_tax=_tax(household, converted, "conversion_tax", "Tax on the year's ordinary Roth conversions"),
        alternatives=list(alternatives(year)),
        steps=steps.steps(year, rollovers),
        warnings=list(notes.warnings(year, money)),
        assumptions=list(notes.assumptions(year)),
        journal=journal,
    )


def _tax(household: Household, taxable: Cents, name: str, title: str) -> Cents | Range:
    """Tax at the stated marginal rates; a range up to the highest federal rate where none is stated and it matters."""
    rate = (household.marginal_rate or 0) + (household.state_marginal_rate or 0)
    if household.marginal_rate is None and (not isinstance(taxable, int) or taxable):
        return Range(rounded(taxable * (household.state_marginal_rate or 0), PPM), rounded(taxable * (rate + TOP_RATE), PPM))
    return figure(
        name,
        rounded(taxable * rate, PPM),
        title,
        "at the stated marginal rates",
        taxable=taxable,
        marginal_rate=rate,
    )


def _person(year: YearState, person: PersonYear, money: dict[int, PlanMoney]) -> PersonResult:
    law = year.law
    with part(person.person.name):
        return PersonResult(
            name=person.person.name,
            age=person.age,
            elective_deferral_limit=deferrals.elective_deferral_limit(law, state.UNBOUNDED),
            catch_up_limit=catch_up.catch_up_dollar_limit(law, person.age),
            hsa_limit=person.hsa_limit,
            hsa=person.hsa,
            ira_limit=person.ira_limit,
            roth_ira_limit=person.roth_ira_limit,
            deductible_ira=person.deductible_ira,
            roth_ira=person.roth_ira,
            traditional_ira=person.traditional_ira,
            jobs=[_job(year, job, money.get(id(job))) for job in person.jobs],
        )


def _job(year: YearState, job: JobYear, money: PlanMoney | None) -> JobResult:
    verdict, reasons = eligibility.verdict(job, year.household, year.law)
    made = job.job.made
    pre_tax = waterfall.pre_tax(job) - (0 if job.catch_up_is_roth else job.catch_up)
    with part(f"{job.person.name}, {job.job.employer}"):
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
            per_paycheck=steps.per_paycheck(job),
            after_tax_left=money.after_tax.value if money else made.after_tax,
            after_tax_left_basis=money.after_tax.basis if money else made.after_tax,
        )
