"""Warnings of a plan year, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.kernel.money import dollars, percent, some
from megaroth.kernel.trace import untraced
from megaroth.planyear import payday_messages
from megaroth.planyear.basis_after_loss import loss_in_words
from megaroth.planyear.contributed_messages import made_warnings
from megaroth.planyear.election_messages import election_warnings, of_amount
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


def warnings(settled: SettledYear, excesses: list[Excess]) -> Iterator[str]:
    """What is wrong, could go wrong, or costs more than it seems; excesses first."""
    state = settled.year
    yield from (one.text for one in excesses)
    for person in state.people:
        yield from _ira_warnings(person)
    for moving in settled.plans:
        yield from _job_warnings(state, moving)
        yield from payday_messages.warnings(moving.state.job, state.household.year)
    if state.cash.bounded and some(state.cash.left < 0):
        yield "Contributions made so far are more than spare_cash."
    for person in state.people:
        yield from _hsa_warnings(state, person)
        yield from catch_up_warnings(state, person)
        yield from pay_twice_warnings(person)
    if state.law.status == "projected":
        projected = state.law.projected_names()
        named = [
            name
            for name in ("annual_additions", "catch_up_50", "elective_deferral")
            if name in projected
        ] or projected[:3]
        yield (
            f"Limits of {state.law.year} are projected, not published: {', '.join(named)} among "
            "them. "
            "Check again when the notice is out."
        )


def _ira_warnings(person: PersonYear) -> Iterator[str]:
    yield from _basis_warnings(person)
    held = person.pre_tax_iras - person.rolled_to_traditional
    taxed = person.conversion_income
    if some(held > 0):
        yield (
            f"{person.person.name}'s pre-tax IRA balance{of_amount(held)} makes the ordinary "
            "backdoor Roth pro rata. It does not affect "
            "the mega backdoor Roth: a 401(k)'s after-tax money has its own ratio."
        )
    if some(taxed > 0):
        of_conversion = taxed_share(taxed, person.traditional_ira)
        much = "part" if of_conversion is None else percent(of_conversion.low, 1)
        rolled = person.rolled_to_traditional
        if some(rolled > 0):
            yield (
                f"{person.person.name}: pre-tax plan money{of_amount(rolled)} rolled to a "
                "traditional IRA this year makes the backdoor Roth "
                f"pro rata: {much} of it is taxed. Do one or the other this year."
            )
        else:
            yield (
                f"{person.person.name}: {much} of the ordinary backdoor conversion is taxed. To "
                "skip it, remove ira from `order`; or "
                "move the pre-tax IRA into a plan first."
            )


def _basis_warnings(person: PersonYear) -> Iterator[str]:
    """Basis above value: right after a loss, and more often the two figures changed places."""
    held = [
        (f"{one.kind} IRA", one.value, one.basis)
        for one in person.person.iras
        if one.kind != "roth"
    ]
    held += [
        (
            f"after-tax money at {job.job.employer}",
            job.job.balances.after_tax.value,
            job.job.balances.after_tax.basis,
        )
        for job in person.jobs
        if job.job.balances.after_tax is not None
    ]
    for what, value, basis in held:
        if some(basis > value):
            name = person.person.name
            yield (
                f"{name}: the basis of the {what} is more than its value. That is right only "
                "after losses; check both figures."
            )


def _job_warnings(state: YearState, moving: PlanAccounts) -> Iterator[str]:
    job = moving.state
    employer = job.job.employer
    if not job.has_plan:
        return
    way = way_out(job, state.household, state.law)
    if job.plan.after_tax and way is None:
        stated = state.household.growth
        growth = stated if some(stated != 0) else int(state.household.assumptions.growth)
        later = earnings_at_separation(moving, YEARS_SHOWN, growth)
        at = f"{percent(growth)} a year" if isinstance(growth, int) else "the stated growth"
        wait = (
            f" After {YEARS_SHOWN} years at {at}, {dollars(later)} of earnings would be taxed."
            if isinstance(later, int)
            else ""
        )
        yield (
            f"{employer}: no in-service withdrawal of after-tax money and no in-plan Roth "
            "rollover. After-tax money waits until the job "
            f"ends, and its earnings are taxed then.{wait}"
        )
    if (
        some(job.after_tax > 0)
        and job.highly_compensated is not False
        and not job.job.self_employed
    ):
        who = (
            "is highly compensated"
            if job.highly_compensated
            else "may be highly compensated (last year's pay is not stated)"
        )
        yield (
            f"{employer}: {job.person.name} {who}; after-tax contributions count in the ACP test. "
            "If the plan fails it, some of them "
            "are paid back with their earnings, even if they have moved to Roth. Ask HR for last "
            "year's result."
        )
    yield from _basis_left_warnings(moving)
    yield from _pay_warnings(state, job)
    yield from made_warnings(state, job)
    yield from election_warnings(job)


def _basis_left_warnings(moving: PlanAccounts) -> Iterator[str]:
    """Basis that stays behind when after-tax money moves."""
    if not moving.rollovers:
        return
    who = f"{moving.state.person.name}, {moving.state.job.employer}"
    if some(moving.basis_after_loss > 0):
        yield f"{who}: {loss_in_words(moving.basis_after_loss)}"
    if moving.as_one and some(moving.basis_left > 0):
        yield (
            f"{who}: the plan is one contract, so basis{of_amount(moving.basis_left)} stays in it "
            "and comes out tax-free with later "
            "distributions (IRC 72(e)(8)). Keep a record of it."
        )


def _hsa_warnings(state: YearState, person: PersonYear) -> Iterator[str]:
    account = person.person.hsa
    if account is None:
        return
    if account.last_month_rule:
        by_months = hsa_limit(state.law, person.age, person.hsa_coverage, person.hsa_family_shares)
        income, tax = hsa_testing_failure(
            state.law, person.hsa_deducted + account.employer, by_months
        )
        if some(income > 0):
            yield (
                f"{person.person.name}: the last-month rule requires eligibility through December "
                f"of {state.law.year + 1}; otherwise"
                f"{of_amount(income)[3:]} is income of that year, with{of_amount(tax)[3:]} of "
                "additional tax (IRC 223(b)(8)(B))."
            )


def _pay_warnings(state: YearState, job: JobYear) -> Iterator[str]:
    if job.job.self_employed or not job.ahead:
        return
    ahead, every = job.part_ahead
    with untraced():
        left = pay_left(state, job, pre_tax=False)
    if job.paid_by is None and some(left < job.compensation * ahead // every // _A_HUNDREDTH):
        yield (
            f"{job.job.employer}: these contributions leave almost nothing of each paycheck after "
            "payroll tax and federal withholding. Set "
            "`spare_cash` to what you can spare."
        )
    if job.plan.match and not job.whole_year_match and some(job.match() > 0):
        yield (
            f"{job.job.employer} matches each paycheck without a true-up: front-loading deferrals "
            "would lose match. The even elections "
            "here lose none."
        )
