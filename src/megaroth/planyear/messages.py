"""Warnings and assumptions of a plan year."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.kernel.message import Amount, Message, Share, message
from megaroth.kernel.money import DOLLAR, some
from megaroth.kernel.trace import untraced
from megaroth.planyear import payday_messages
from megaroth.planyear.after_tax_messages import nothing_after_tax
from megaroth.planyear.contributed_messages import made_warnings
from megaroth.planyear.election_messages import election_warnings
from megaroth.planyear.eligibility import way_out
from megaroth.planyear.ira_and_hsa import taxed_share
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.limit_messages import (
    catch_up_warnings,
    pay_twice_warnings,
)
from megaroth.planyear.paycheck_capacity import pay_left
from megaroth.planyear.plan_accounts import PlanAccounts, earnings_at_separation
from megaroth.planyear.result import Excess
from megaroth.planyear.settle import SettledYear
from megaroth.planyear.year_state import PersonYear, YearState
from megaroth.rules.hsa import hsa_limit, hsa_testing_failure

YEARS_SHOWN = 10
_A_HUNDREDTH = 100


def warnings(settled: SettledYear, excesses: list[Excess]) -> Iterator[Message]:
    """Warnings: mistakes, risks and hidden costs; excesses first."""
    plan_year = settled.year
    yield from (one.text for one in excesses)
    for person in plan_year.people:
        yield from _ira_warnings(person)
    for moving in settled.plans:
        yield from _job_warnings(plan_year, moving)
        yield from payday_messages.warnings(moving.job_year.job, plan_year.household.year)
    if plan_year.cash.bounded and some(plan_year.cash.left < 0):
        yield message("spare_cash_exceeded")
    for person in plan_year.people:
        yield from _hsa_warnings(plan_year, person)
        yield from catch_up_warnings(plan_year, person)
        yield from pay_twice_warnings(person)
    if plan_year.law.status == "projected":
        projected = plan_year.law.projected_names()
        known = ("annual_additions", "catch_up_50", "elective_deferral")
        named = [name for name in known if name in projected] or projected[:3]
        yield message("limits_projected", year=plan_year.law.year, limits=tuple(named))


def _ira_warnings(person: PersonYear) -> Iterator[Message]:
    yield from _basis_warnings(person)
    held = person.pre_tax_iras - person.rolled_to_traditional
    taxed = person.conversion_income
    if some(held > 0):
        yield message("ordinary_backdoor_pro_rata", person=person.person.name, held=Amount.of(held))
    if some(taxed > 0):
        much = taxed_share(taxed, person.traditional_ira)
        if some(person.rolled_to_traditional > 0):
            yield message(
                "rollover_taxes_backdoor",
                person=person.person.name,
                rolled=Amount.of(person.rolled_to_traditional),
                taxed=much,
            )
        else:
            yield message("backdoor_taxed", person=person.person.name, taxed=much)


def _basis_warnings(person: PersonYear) -> Iterator[Message]:
    """Basis above value: right after a loss, and more often the two figures changed places."""
    name = person.person.name
    for one in person.person.iras:
        if one.kind != "roth" and some(one.basis > one.value):
            yield message("basis_above_value", person=name, employer=None, kind=one.kind)
    for job in person.jobs:
        held = job.job.balances.after_tax
        if held is not None and some(held.basis > held.value):
            yield message(
                "basis_above_value", person=name, employer=job.job.employer, kind="after_tax"
            )


def _job_warnings(plan_year: YearState, moving: PlanAccounts) -> Iterator[Message]:
    job = moving.job_year
    employer = job.job.employer
    if not job.has_plan:
        return
    way = way_out(job, plan_year.household, plan_year.law)
    if job.plan.after_tax and way is None:
        stated = plan_year.household.growth
        growth = stated if some(stated != 0) else int(plan_year.household.assumptions.growth)
        yield message(
            "after_tax_waits",
            employer=employer,
            years=YEARS_SHOWN,
            growth=Share.of(growth),
            earnings=Amount.of(earnings_at_separation(moving, YEARS_SHOWN, growth)),
        )
    yield from nothing_after_tax(plan_year, job)
    if (
        some(job.after_tax > 0)
        and job.highly_compensated is not False
        and not job.job.self_employed
    ):
        yield message(
            "acp_test",
            employer=employer,
            person=job.person.name,
            highly_compensated=bool(job.highly_compensated),
        )
    yield from _basis_left_warnings(moving)
    yield from _pay_warnings(plan_year, job)
    yield from made_warnings(plan_year, job)
    yield from election_warnings(job)


def _basis_left_warnings(moving: PlanAccounts) -> Iterator[Message]:
    """Basis that stays behind when after-tax money moves."""
    if not moving.rollovers:
        return
    person, employer = moving.job_year.person.name, moving.job_year.job.employer
    if some(moving.basis_after_loss > 0):
        yield message(
            "loss_before_move",
            person=person,
            employer=employer,
            left=Amount.of(moving.basis_after_loss),
        )
    if moving.as_one and some(moving.basis_left > 0):
        yield message(
            "basis_stays_in_plan",
            person=person,
            employer=employer,
            basis=Amount.of(moving.basis_left),
        )


def _hsa_warnings(plan_year: YearState, person: PersonYear) -> Iterator[Message]:
    account = person.person.hsa
    if account is None:
        return
    if account.last_month_rule:
        by_months = hsa_limit(
            plan_year.law, person.age, person.hsa_coverage, person.hsa_family_shares
        )
        income, tax = hsa_testing_failure(
            plan_year.law, person.hsa_deducted + account.employer, by_months
        )
        if some(income > 0):
            yield message(
                "hsa_testing_period",
                person=person.person.name,
                year=plan_year.law.year + 1,
                income=Amount.of(income),
                tax=Amount.of(tax),
            )


def _pay_warnings(plan_year: YearState, job: JobYear) -> Iterator[Message]:
    if job.job.self_employed or not job.ahead:
        return
    ahead, every = job.part_ahead
    with untraced():
        left = pay_left(plan_year, job, pre_tax=False)
    if job.paid_by is None and some(left < job.compensation * ahead // every // _A_HUNDREDTH):
        yield message("paycheck_used_up", employer=job.job.employer)
    if job.plan.match and not job.whole_year_match:
        lost = 0 if job.checks is None else job.checks.totals.match_lost
        if plan_year.household.as_of is not None and some(lost >= DOLLAR):
            yield message("match_already_lost", employer=job.job.employer, amount=Amount.of(lost))
        elif some(job.match() > 0):
            yield message("match_without_true_up", employer=job.job.employer)
