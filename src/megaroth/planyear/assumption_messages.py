"""What a plan year assumes where the household file says nothing, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.kernel.money import some
from megaroth.law.figures import figures_notes
from megaroth.law.law import Law
from megaroth.law.reform import reform_notes
from megaroth.model.household import Household
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


def assumptions(state: YearState) -> Iterator[str]:
    """What the answer assumes where the file says nothing."""
    household = state.household
    if household.growth == 0 if isinstance(household.growth, int) else False:
        yield "growth is not stated: after-tax money earns nothing before it moves."
    else:
        yield "Growth accrues daily, without compounding, from each contribution to its move."
    if household.spare_cash is None:
        yield "spare_cash is not stated: contributions are as much as law, plan and pay allow."
    else:
        yield (
            "spare_cash limits the household's own contributions of the year; pre-tax "
            "contributions count in full."
        )
    if household.magi is None:
        yield "Modified AGI is estimated from the planned return: pay, income and other_income."
    if has_income_tax(state.law):
        yield from _tax_assumptions(state.law, household)
    yield "Cash is used in this order: " + ", ".join(household.order) + "."
    if state.law.status == "projected":
        yield from _projected(state.law)
    yield from figures_notes(state.law.book.figures, household.year, state.law.projected_names())
    yield from reform_notes(state.law.book.reforms, household.year)
    for job in state.jobs:
        yield from _job_assumptions(state, job)
    yield from _order_assumptions(state)


def _projected(law: Law) -> Iterator[str]:
    sources = [
        entry.source
        for entry in law.entries.values()
        if entry.status == "projected" and entry.evidence == "formula"
    ]
    if sources:
        yield f"{sources[0][0].upper()}{sources[0][1:]}."


def _tax_assumptions(law: Law, household: Household) -> Iterator[str]:
    if household.marginal_rate is not None:
        if household.state_marginal_rate is None and has_state_tax(household):
            yield (
                "Tax on the moves uses the stated federal rate and the exact difference between "
                "the state returns."
            )
            yield from state_notes(law, household)
        elif household.state_marginal_rate is None and household.state is None:
            yield (
                "Tax on the moves uses the stated federal rate; state income tax is not "
                "included (state_marginal_rate adds a rate)."
            )
    elif household.state_marginal_rate is not None:
        yield (
            "Tax on the moves is the exact difference between the federal returns, plus the "
            "stated state rate."
        )
    elif has_state_tax(household):
        yield "Tax on the moves is the exact difference between the federal and state returns."
        yield from state_notes(law, household)
    else:
        yield (
            "Tax on the moves is the exact difference between the federal returns; state income "
            "tax is not included (state_marginal_rate "
            "adds a rate)."
        )


def _job_assumptions(state: YearState, job: JobYear) -> Iterator[str]:
    employer = job.job.employer
    yield from payday_messages.assumptions(job.job, state.household.year)
    if not job.has_plan:
        return
    if job.job.elections.kind == "pre_tax":
        yield f"{employer}: deferrals are pre-tax (elections.deferral_kind chooses Roth)."
    way = way_out(job, state.household, state.law) if job.plan.after_tax else None
    if way and way[1] == "on_request":
        yield f"{employer}: moves on request are made at the end of each quarter."
    yield from limit_assumptions(state, job)
    if job.plan.after_tax and job.plan.separate_after_tax_source:
        yield (
            f"{employer}: the plan accounts for after-tax money and its earnings separately "
            "(IRC 72(d)(2))."
        )
    if job.plan.match and some(job.plan_pay > state.law.compensation_limit):
        yield (
            f"{employer}: the match counts pay up to the 401(a)(17) limit, spread evenly over the "
            "paychecks. A plan that stops counting "
            "pay once it reaches the limit can match less: ask which method it uses."
        )


def _order_assumptions(state: YearState) -> Iterator[str]:
    for person in state.people:
        jobs = [job for job in person.pool() if job.has_plan]
        keep = [job for job in jobs if usable_after_tax(state, job)]
        first = [job for job in jobs if not usable_after_tax(state, job) and some(job.deferral > 0)]
        if keep and first:
            yield (
                f"{person.person.name}: beyond the match, deferrals go first to "
                f"{first[0].job.employer}, so that the annual additions "
                f"limit at {keep[0].job.employer} stays free for after-tax money."
            )
