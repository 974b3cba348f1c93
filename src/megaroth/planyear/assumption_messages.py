"""Assumptions of a plan year for facts that the household file does not state."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.kernel.message import Message, message
from megaroth.kernel.money import some
from megaroth.law.figures import figures_notes
from megaroth.law.law import Law
from megaroth.law.reform import reform_notes
from megaroth.model.household import Household
from megaroth.model.plan_features import DECIDING_RULES
from megaroth.planyear import payday_messages
from megaroth.planyear.elective_deferrals import usable_after_tax
from megaroth.planyear.eligibility import way_out
from megaroth.planyear.federal_return import has_income_tax
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.limit_messages import (
    limit_assumptions,
)
from megaroth.planyear.state_return import has_state_tax, state_notes
from megaroth.planyear.year_state import YearState


def assumptions(plan_year: YearState) -> Iterator[Message]:
    """The assumptions for facts that the file does not state."""
    household, book = plan_year.household, plan_year.law.book
    stated_growth = not isinstance(household.growth, int) or household.growth != 0
    yield message("growth_accrues" if stated_growth else "growth_unstated")
    limited = household.spare_cash is not None
    yield message("spare_cash_stated" if limited else "spare_cash_unstated")
    if household.magi is None:
        yield message("magi_estimated")
    if has_income_tax(plan_year.law):
        yield from _tax_assumptions(plan_year.law, household)
    yield message("cash_order", order=tuple(household.order))
    if plan_year.law.status == "projected":
        yield from _projected(plan_year.law)
    yield from figures_notes(book.figures, household.year, plan_year.law.projected_names())
    yield from reform_notes(book.reforms, household.year)
    for job in plan_year.jobs:
        yield from _job_assumptions(plan_year, job)
    yield from _order_assumptions(plan_year)


def _projected(law: Law) -> Iterator[Message]:
    sources = [
        entry.source
        for entry in law.entries.values()
        if entry.status == "projected" and entry.evidence == "formula"
    ]
    if sources:
        yield message("law_projected_by", source=sources[0])


def _tax_assumptions(law: Law, household: Household) -> Iterator[Message]:
    if household.marginal_rate is not None:
        if household.state_marginal_rate is None and has_state_tax(household):
            yield message("tax_by_rate_and_state_returns")
            yield from state_notes(law, household)
        elif household.state_marginal_rate is None and household.state is None:
            yield message("tax_by_federal_rate")
    elif household.state_marginal_rate is not None:
        yield message("tax_by_federal_returns_and_rate")
    elif has_state_tax(household):
        yield message("tax_by_returns")
        yield from state_notes(law, household)
    else:
        yield message("tax_by_federal_returns")


def _job_assumptions(plan_year: YearState, job: JobYear) -> Iterator[Message]:
    employer = job.job.employer
    yield from payday_messages.assumptions(job.job, plan_year.household.year)
    if not job.has_plan:
        return
    if job.job.elections.kind == "pre_tax":
        yield message("deferrals_pre_tax", employer=employer)
    way = way_out(job, plan_year.household, plan_year.law) if job.plan.after_tax else None
    if way and way[1] == "on_request":
        yield message("moves_on_request", employer=employer)
    yield from _omitted_rules(job, way is not None)
    yield from limit_assumptions(plan_year, job)
    if job.plan.after_tax and job.plan.separate_after_tax_source:
        yield message("after_tax_separate", employer=employer)
    if job.plan.match and some(job.plan_pay > plan_year.law.compensation_limit):
        yield message("match_spread_evenly", employer=employer)


def _omitted_rules(job: JobYear, moves: bool) -> Iterator[Message]:
    """The deciding rules that the file omits and that the answer turns on; ``moves`` is whether
    after-tax money has a way to Roth without them."""
    if moves or job.plan.kind == "457(b)":
        return
    turns_on = DECIDING_RULES if job.plan.after_tax else ("after_tax",)
    omitted = tuple(rule for rule in turns_on if rule in job.plan.not_stated)
    if omitted:
        yield message("rules_taken_as_no", employer=job.job.employer, rules=omitted)


def _order_assumptions(plan_year: YearState) -> Iterator[Message]:
    for person in plan_year.people:
        jobs = [job for job in person.pool() if job.has_plan]
        keep = [job for job in jobs if usable_after_tax(plan_year, job)]
        first = [
            job for job in jobs if not usable_after_tax(plan_year, job) and some(job.deferral > 0)
        ]
        if keep and first:
            yield message(
                "deferrals_elsewhere",
                person=person.person.name,
                first=first[0].job.employer,
                free=keep[0].job.employer,
            )
