"""Assemble the plan year: figures of a settled year for each person and job, steps and messages."""

from __future__ import annotations

from megaroth.kernel.money import sum_of
from megaroth.kernel.trace import figure, part
from megaroth.model.sources import CONTRIBUTED
from megaroth.planyear import action_items, eligibility
from megaroth.planyear.alternatives import alternatives
from megaroth.planyear.assumption_messages import assumptions
from megaroth.planyear.election_messages import refused
from megaroth.planyear.elections.even_checks import even_checks
from megaroth.planyear.excesses import excess_of
from megaroth.planyear.figure import known
from megaroth.planyear.job_year import UNBOUNDED, JobYear
from megaroth.planyear.messages import warnings
from megaroth.planyear.result import Contributions, Excess, JobResult, PersonResult, PlanYear
from megaroth.planyear.settle import SettledYear
from megaroth.planyear.tax_on_moves import MoveTaxes
from megaroth.planyear.year_state import PersonYear
from megaroth.rules import catch_up, deferrals


def answer(settled: SettledYear, excesses: list[Excess], taxes: MoveTaxes) -> PlanYear:
    """The plan year of a settled year.

    Args:
        settled: the year.
        excesses: its contributions beyond a limit.
        taxes: what its moves add to the tax.
    """
    year = settled.year
    _note_conversions(settled)
    people = [_person(settled, person, excesses) for person in year.people]
    jobs = [job for person in people for job in person.jobs]
    reasons = [*(one.text for one in excesses), *(reason for job in jobs for reason in job.reasons)]
    return PlanYear(
        year=year.household.year,
        status=year.law.status,
        excesses=excesses,
        verdict=eligibility.household_verdict([job.verdict for job in jobs]),
        reasons=list(dict.fromkeys(reasons)),
        questions=[],
        people=people,
        rollovers=settled.rollovers,
        conversions=settled.conversions,
        to_roth=figure(
            "to_roth",
            sum_of(
                known(move.amount) for move in settled.rollovers if move.to != "traditional_ira"
            ),
            "After-tax money that reaches Roth this year",
            rollovers=len(settled.rollovers),
        ),
        own_contributions=figure(
            "own_contributions",
            year.own_contributions(),
            "What the household puts away this year, by all steps",
        ),
        employer_contributions=figure(
            "employer_contributions",
            year.employer_contributions(),
            "Matching and nonelective contributions of all jobs",
        ),
        spare_cash_left=figure("spare_cash_left", year.cash.left, "Cash left of spare_cash")
        if year.cash.bounded
        else None,
        taxable=figure(
            "taxable",
            taxes.taxable,
            "Income that the moves of after-tax money bring",
            "IRC 402(c), 402A(c)(4)(A), 408A(d)(3)",
        ),
        tax=taxes.tax,
        conversion_tax=taxes.conversion_tax,
        alternatives=list(alternatives(year)),
        steps=action_items.steps(settled, excesses),
        refused=list(refused(year)),
        warnings=list(warnings(settled, excesses)),
        assumptions=list(assumptions(year)),
        journal=settled.journal,
    )


def _note_conversions(settled: SettledYear) -> None:
    for conversion in settled.conversions:
        with part(conversion.person):
            figure(
                "amount", conversion.amount, "Converted from a traditional IRA", "IRC 408A(d)(3)"
            )


def _person(settled: SettledYear, person: PersonYear, excesses: list[Excess]) -> PersonResult:
    law = settled.year.law
    with part(person.person.name):
        months = person.hsa_coverage
        figure(
            "hsa_limit",
            person.hsa_limit,
            "Limit of the health savings account",
            "IRC 223(b)",
            coverage=months,
        )
        figure(
            "hsa",
            person.hsa,
            "Health savings account contribution",
            "IRC 223(b)",
            limit=person.hsa_limit,
        )
        figure(
            "traditional_ira",
            person.traditional_ira,
            "Contributed as backdoor Roth",
            "IRC 408(o)",
            ira=person.ira,
        )
        figure(
            "roth_ira",
            person.roth_ira,
            "Contributed to a Roth IRA directly",
            "IRC 408A(c)",
            ira=person.ira,
        )
        return PersonResult(
            name=person.person.name,
            age=person.age,
            elective_deferral_limit=deferrals.elective_deferral_limit(law, UNBOUNDED),
            catch_up_limit=catch_up.catch_up_dollar_limit(law, person.age),
            hsa_limit=person.hsa_limit,
            hsa=person.hsa,
            ira_limit=person.ira_limit,
            roth_ira_limit=person.roth_ira_limit,
            magi=figure(
                "magi",
                person.magi,
                "Modified adjusted gross income for the Roth IRA",
                "IRC 408A(c)(3)(B)",
            ),
            deductible_ira=person.deductible_ira,
            roth_ira=person.roth_ira,
            traditional_ira=person.traditional_ira,
            jobs=[_job(settled, job, excesses) for job in person.jobs],
        )


def _job(settled: SettledYear, job: JobYear, excesses: list[Excess]) -> JobResult:
    with part(f"{job.person.name}, {job.job.employer}"):
        _note_contributions(job)
        return _job_result(settled, job, excesses)


def _note_contributions(job: JobYear) -> None:
    """Record in the trace how the job's figures without a rule are calculated."""
    for one in CONTRIBUTED:
        # Rules and steps say how the others are made.
        if one.contribution in ("deferral", "match", "nonelective"):
            made_of = (
                {} if one.contribution == "nonelective" else {"elective_deferral": job.deferral}
            )
            figure(one.name, job.contributed(one), one.title, one.section, **made_of)
    figure(
        "compensation",
        job.section_415_pay(),
        "Section 415 compensation of the year",
        "IRC 415(c)(3)",
        paydays=len(job.paydays),
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


def _job_result(settled: SettledYear, job: JobYear, excesses: list[Excess]) -> JobResult:
    year, accounts, made = settled.year, settled.accounts_of(job), job.job.made.after_tax
    over = excess_of(year, job, excesses)
    verdict, reasons = eligibility.verdict(
        job, year.household, year.law, None if over is None else over.text
    )
    left, basis_left = (accounts.after_tax.value, accounts.basis_left) if accounts else (made, made)
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
        contributions=Contributions(**{one.name: job.contributed(one) for one in CONTRIBUTED}),
        annual_additions=job.additions(),
        paychecks_left=len(job.ahead),
        after_tax_to_come=job.after_tax - made,
        even_checks=even_checks(year, job),
        after_tax_left=figure("after_tax_left", left, "After-tax money left in the plan"),
        after_tax_left_basis=figure("after_tax_left_basis", basis_left, "Basis left in the plan"),
    )
