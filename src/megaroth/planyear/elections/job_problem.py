"""What the elections of one job should bring: the household's year as a problem of payroll."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, cast

from megaroth.kernel.money import Cents, sum_of
from megaroth.payroll.payroll_rules import UNBOUNDED, PayrollRules, YearToDate
from megaroth.planyear.election_maximum import within_highest
from megaroth.planyear.elections.problem import Problem
from megaroth.planyear.elections.result import LateNumber
from megaroth.planyear.elections.slots import Case
from megaroth.planyear.elections.take_home import Taken, take_home_of
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.year_state import PersonYear, YearState
from megaroth.rules import after_tax as after_tax_rules
from megaroth.rules import deferrals


@dataclass(frozen=True, kw_only=True)
class Left:
    """What earlier jobs of a person left of what they should have contributed, cents."""

    deferral: int = 0
    catch_up: int = 0

    def taken_by(self, job: JobYear) -> Left:
        """The part that a job can take over: nothing where the household states its own amount."""
        stated = job.job.elections
        return Left(
            deferral=self.deferral if stated.deferral is None else 0,
            catch_up=self.catch_up if stated.catch_up is None else 0,
        )

    def after(self, taken: Left, missing: Left) -> Left:
        """What is left once a job took a part of it and could not elect all of its own."""
        return Left(
            deferral=self.deferral - taken.deferral + missing.deferral,
            catch_up=self.catch_up - taken.catch_up + missing.catch_up,
        )


def problem_of(
    plan_year: YearState,
    person: PersonYear,
    job: JobYear,
    *,
    others: Sequence[PayrollRules] = (),
    left: Left = Left(),
    taken: Taken,
    max_changes: int | None = None,
) -> Problem:
    """One job's elections as a problem.

    Args:
        plan_year: the year, every contribution decided.
        person: whose job it is.
        job: the job.
        others: its payroll and plan with other answers to unknown rules.
        left: what jobs that are solved already could not elect and this one takes over.
        taken: what other plans take from the same checks.
        max_changes: on how many days elections of this job may change.
    """
    household = plan_year.household
    payer = job.paid_by or job
    rules = _with_limits(plan_year, person, job, job.payroll, left)
    deferral = _wanted(job.deferral - job.made_deferral, left.deferral)
    kind = cast(Literal["pre_tax", "roth"], job.job.elections.kind)
    return Problem(
        cases=tuple(_cases(plan_year, person, job, rules, others, left)),
        start=_start(job, household.as_of),
        take_home=take_home_of(plan_year, payer, payer.most_events, taken),
        deferral=UNBOUNDED if _defers_all_it_can(plan_year, job) else deferral,
        catch_up=_wanted(job.catch_up - job.made_catch_up, left.catch_up),
        after_tax=_after_tax(plan_year, job),
        deferral_kind=kind,
        floor=int(person.person.take_home_floor),
        prefer="early" if household.prefer == "early" else "level",
        max_changes=max_changes,
    )


def _wanted(new: Cents, left: int) -> int:
    return max(int(new), 0) + left


def _defers_all_it_can(plan_year: YearState, job: JobYear) -> bool:
    """Whether deferrals are as much as the limits allow, so that a better schedule can bring more
    than even checks do."""
    household = plan_year.household
    order = household.order
    if "deferral" not in order or household.spare_cash is not None:
        return False
    before = "after_tax" not in order or order.index("deferral") < order.index("after_tax")
    return before and job.job.elections.deferral is None


def _after_tax(plan_year: YearState, job: JobYear) -> int:
    """After-tax contributions wanted from the checks to come: without bound where room, pay or the
    plan's highest elections set it."""
    new = int(job.after_tax) - int(job.job.made.after_tax)
    room = int(job.after_tax_allowed) - int(job.job.made.after_tax)
    carried = job.after_tax_pay_left
    if new > 0 and (new >= room or (carried is not None and new >= carried)):
        return UNBOUNDED
    return UNBOUNDED if _highest_elections_bind(plan_year, job) else max(new, 0)


def _highest_elections_bind(plan_year: YearState, job: JobYear) -> bool:
    """Whether after-tax contributions are all that the plan's highest elections leave to them, and
    neither cash nor an election asks for less."""
    household = plan_year.household
    return (
        bool(job.takes_after_tax)
        and "after_tax" in household.order
        and household.spare_cash is None
        and job.job.elections.after_tax is None
        and int(within_highest(job, "after_tax", household.as_of)) == 0
    )


def _with_limits(
    plan_year: YearState, person: PersonYear, job: JobYear, rules: PayrollRules, left: Left
) -> PayrollRules:
    """The rules with the limits of the year that other jobs leave to this one."""
    law = plan_year.law
    open_deferral = (
        max(
            int(law.deferral_457b) - int(sum_of(one.deferral for one in person.pool(of_457b=True))),
            0,
        )
        if job.is_457b
        else int(deferrals.elective_deferral_limit(law, UNBOUNDED, person.deferred()))
    )
    group = [other for other in plan_year.group(job) if other is not job]
    base, rate, amount = job.cap()
    cap = after_tax_rules.after_tax_allowed(UNBOUNDED, base, rate, amount)
    return replace(
        rules,
        deferral_limit=int(job.deferral) + open_deferral + left.deferral,
        catch_up_limit=max(int(job.catch_up), int(job.made_catch_up)) + left.catch_up,
        catch_up_is_roth=job.catch_up_is_roth,
        additions_limit=int(plan_year.limit_of(job))
        - int(sum_of(one.additions() for one in group)),
        after_tax_limit=int(cap) if job.takes_after_tax else 0,
    )


def _cases(
    plan_year: YearState,
    person: PersonYear,
    job: JobYear,
    rules: PayrollRules,
    others: Sequence[PayrollRules],
    left: Left,
) -> Iterator[Case]:
    payer = job.paid_by or job
    yield Case(events=payer.events, rules=rules)
    if payer.most_events != payer.events:
        for_, day = _open_pay(job, payer)
        yield Case(events=payer.most_events, rules=rules, for_=for_, known_on=day)
    for other in others:
        differs = _differs(job.payroll, other)
        if differs is not None:
            yield Case(
                events=payer.most_events,
                rules=_with_limits(plan_year, person, job, other, left),
                for_=differs,
                known_on=_known_on(other, plan_year.household.year),
            )


def _open_pay(job: JobYear, payer: JobYear) -> tuple[LateNumber, date]:
    """Which part of the pay is not known, and when it is: the last check that differs."""
    pairs = zip(payer.events, payer.most_events, strict=True)
    bonuses = [one.date for one, most in pairs if one.kind == "bonus" and one.gross != most.gross]
    if bonuses:
        return "bonus", max(bonuses)
    ahead = job.ahead or job.paydays
    return "extra_paycheck", ahead[0] if ahead else payer.events[-1].date


_EMPLOYER: dict[LateNumber, tuple[str, ...]] = {
    "match": ("match", "match_most", "match_period", "match_on_after_tax", "pay_cap_method"),
    "true_up": ("true_up", "true_up_if_employed_on"),
    "nonelective": ("nonelective_rate", "other_employer"),
}
"""Rules of employer money, by what they decide."""


def _differs(rules: PayrollRules, other: PayrollRules) -> LateNumber | None:
    for late, names in _EMPLOYER.items():
        if any(getattr(rules, name) != getattr(other, name) for name in names):
            return late
    return None


def _known_on(rules: PayrollRules, year: int) -> date:
    return rules.true_up or rules.nonelective_posted or date(year, 12, 31)


def _start(job: JobYear, through: date | None) -> YearToDate:
    """What was contributed through the last stub."""
    made = job.job.made
    roth = max(int(made.roth) - int(job.made_roth_catch_up), 0)
    roth = min(roth, int(job.made_deferral))
    return YearToDate(
        through=through,
        pre_tax=int(job.made_deferral) - roth,
        roth=roth,
        catch_up=int(job.made_catch_up),
        after_tax=int(made.after_tax),
        match=int(job.made_match),
        nonelective=int(job.made_employer) - int(job.made_match),
    )
