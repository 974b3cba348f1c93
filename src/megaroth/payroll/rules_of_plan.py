"""The payroll rules that a household file states for a job, in numbers."""

from __future__ import annotations

from datetime import date
from typing import cast

from megaroth.kernel.money import MOST_CENTS, PPM
from megaroth.law.law import Law
from megaroth.model.fields import is_unknown, known_amount
from megaroth.model.household import Job
from megaroth.model.plan import Plan
from megaroth.model.plan_formulas import known_tiers
from megaroth.model.plan_payroll import ElectionMaximum
from megaroth.payroll.elections import STEPS
from megaroth.payroll.paydays import USUAL_PAYCHECKS
from megaroth.payroll.payroll_rules import (
    UNBOUNDED,
    HighestElections,
    MatchTier,
    PayCapMethod,
    PayrollRules,
)
from megaroth.rules.compensation import limited_compensation


def payroll_of_plan(job: Job, year: int, law: Law) -> PayrollRules:
    """What payroll and the plan do with each check of a job.

    The limits of the year (deferrals, catch-up, annual additions) are those of a person and of
    several jobs together, so they are left open. Rules that say how contributions come out of
    checks, and that the file does not know, are those that payroll has without them: no stop at
    limits, no spillover, elections in dollars and cents.

    Args:
        job: the job, its other plan rules known.
        year: the calendar year.
        law: its numbers.
    """
    plan = job.plan or Plan()
    ended_then = job.ended is not None and job.ended.year <= year
    return PayrollRules(
        step=STEPS["$0.01" if is_unknown(plan.election_step) else plan.election_step],
        highest=_highest(plan.election_maximum),
        separate_bonus_election=plan.separate_bonus_election is True,
        stops_at_limit=plan.stops_at_limit is True,
        spillover=plan.spillover is True,
        pay_limit=limited_compensation(law, MOST_CENTS),
        pay_cap_method=_method(plan),
        paychecks=USUAL_PAYCHECKS[job.pay_frequency],
        match=tuple(
            MatchTier(
                rate=tier.rate,
                up_to=tier.up_to,
                up_to_dollars=None if tier.up_to_dollars is None else int(tier.up_to_dollars),
            )
            for tier in known_tiers(plan.match)
        ),
        match_most=UNBOUNDED if plan.match_most is None else known_amount(plan.match_most),
        match_period="year" if plan.match_period == "year" else "paycheck",
        match_from=_in_year(_day(plan.match_from), year),
        match_on_after_tax=plan.match_on_after_tax is True,
        true_up=_posted(plan, year),
        true_up_if_employed_on=_day(plan.true_up_if_employed_on),
        nonelective_rate=int(known_amount(plan.nonelective)),
        other_employer=known_amount(plan.other_employer),
        nonelective_posted=date(year, 12, 31),
        left_on=job.ended if ended_then else None,
    )


def _highest(stated: object) -> HighestElections:
    if not isinstance(stated, ElectionMaximum):
        return HighestElections()
    return HighestElections(
        **{name: PPM if rate is None else rate for name, rate in vars(stated).items()}
    )


def _method(plan: Plan) -> PayCapMethod:
    stated = plan.pay_cap_method
    if stated is None or is_unknown(stated):
        return "proportional"
    return cast(PayCapMethod, stated)


def _posted(plan: Plan, year: int) -> date | None:
    """The day of a true-up; of a yearly match, the end of the year."""
    return date(year, 12, 31) if plan.match_period == "year" else _day(plan.true_up)


def _day(stated: object) -> date | None:
    return stated if isinstance(stated, date) else None


def _in_year(day: date | None, year: int) -> date | None:
    """A day on which something begins, if it is not before the year."""
    return day if day is not None and day > date(year, 1, 1) else None
