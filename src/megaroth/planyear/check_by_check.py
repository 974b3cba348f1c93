"""The checks of a decided year: what is contributed from each, and the match that it brings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from megaroth.kernel.money import (
    PPM,
    Cents,
    Flag,
    choose,
    positive,
    proportion,
    rounded,
    smaller,
    some,
    sum_of,
)
from megaroth.kernel.trace import untraced
from megaroth.payroll.elections import Election, Elections
from megaroth.payroll.match_by_check import counted_pay, is_matched
from megaroth.payroll.pay_events import PayEvent
from megaroth.payroll.paydays import spread
from megaroth.payroll.payroll_rules import PayrollRules, YearToDate
from megaroth.payroll.results import JobPayroll
from megaroth.payroll.simulator import simulate_elected
from megaroth.planyear.job_year import JobYear


def simulated(job: JobYear, through: date | None) -> JobPayroll:
    """The checks of a job with the contributions that are decided, level over the checks to come.

    With even pay that is the same amount from each check, to a cent. Otherwise it is the same share
    of each check that elections apply to, and for deferrals of the pay that the match counts.
    Where pay is not known, employer money counts at the most that either pay brings: tiers that
    rise can match the same deferral more on less pay.

    Args:
        job: decided, with checks to come.
        through: the day through which checks are paid.
    """
    payer = job.paid_by or job
    least = [event for event in payer.events if _is_ahead(event, through)]
    events = [_with_own_election(event) for event in payer.most_events]
    # What is elected is within every limit already.
    rules = replace(job.payroll, stops_at_limit=False, spillover=False)
    start = year_to_date(job, through)
    with untraced():
        elected = _level_elections(job, least)
        found = simulate_elected(events, elected, rules, start)
        if payer.most_events is payer.events:
            return found
        own = [_with_own_election(event) for event in payer.events]
        return _with_more_match(found, simulate_elected(own, elected, rules, start))


def _with_more_match(found: JobPayroll, other: JobPayroll) -> JobPayroll:
    """A payroll with the match of another in the rows where that is more."""
    more = other.totals.match > found.totals.match
    if not some(more):
        return found
    added: Cents = 0
    checks = []
    for check, one in zip(found.checks, other.checks, strict=True):
        match = choose(more, one.match, check.match)
        added = added + match - check.match
        checks.append(replace(check, match=match, room_left=check.room_left - added))
    late = tuple(
        replace(
            one,
            amount=choose(more, another.amount, one.amount),
            lost=choose(more, another.lost, one.lost),
        )
        if one.kind != "nonelective"
        else one
        for one, another in zip(found.late, other.late, strict=True)
    )
    totals, others = found.totals, other.totals
    added = choose(more, others.match - totals.match, 0)
    return JobPayroll(
        tuple(checks),
        late,
        replace(
            totals,
            match=totals.match + added,
            annual_additions=totals.annual_additions + added,
            match_lost=choose(more, others.match_lost, totals.match_lost),
            true_up_restores=choose(more, others.true_up_restores, totals.true_up_restores),
            room_left=totals.room_left - added,
        ),
    )


def even_after_tax(job: JobYear, through: date | None) -> dict[date, Cents] | None:
    """The after-tax contributions of each check where all are even, as :func:`simulated` has them;
    None where they are not."""
    payer = job.paid_by or job
    if not _has_even_year(job, through):
        return None
    new = job.after_tax - job.job.made.after_tax
    days = [event.date for event in payer.events]
    return dict(zip(days, spread(new, len(days)), strict=True))


def _has_even_year(job: JobYear, through: date | None) -> bool:
    """Whether the plan counts the same of every check of the year, and all are to come."""
    return through is None and job.has_even_checks and _counts_evenly(job)


def _counts_evenly(job: JobYear) -> bool:
    return job.payroll.pay_cap_method == "proportional"


def year_to_date(job: JobYear, through: date | None) -> YearToDate:
    """What was contributed to a job's plan through the last stub."""
    made = job.job.made
    roth = smaller(positive(made.roth - job.made_roth_catch_up), job.made_deferral)
    return YearToDate(
        through=through,
        pre_tax=job.made_deferral - roth,
        roth=roth,
        catch_up=job.made_catch_up,
        after_tax=made.after_tax,
        match=job.made_match,
        nonelective=job.made_employer - job.made_match,
    )


def takes_elections(event: PayEvent, rules: PayrollRules) -> bool:
    """Whether contributions come out of a check: elections in dollars for regular pay are not taken
    from bonuses."""
    if not event.plan_eligible or event.elections is None:
        return False
    of_regular_pay = event.kind == "bonus" and event.elections == "regular"
    return rules.step.unit == "percent" or not of_regular_pay


def matched_ahead(job: JobYear, through: date | None) -> tuple[Cents, Cents] | None:
    """The pay that can still earn a match, at the least and at the most, where checks differ; None
    where they are even."""
    payer = job.paid_by or job
    if job.has_even_checks or job.job.self_employed:
        return None
    found = []
    for events in (payer.events, payer.most_events):
        counted = counted_pay(events, job.payroll)
        if job.whole_year_match:
            pay = sum_of(event.gross for event in events if is_matched(event, job.payroll))
            found.append(smaller(pay, job.payroll.pay_limit))
        else:
            found.append(
                sum_of(
                    pay
                    for pay, event in zip(counted, events, strict=True)
                    if _is_ahead(event, through) and takes_elections(event, job.payroll)
                )
            )
    return found[0], found[1]


def contributing(job: JobYear, through: date | None) -> list[PayEvent]:
    """The checks to come that contributions come out of, at the least that they can be."""
    events = (job.paid_by or job).events
    return [
        event
        for event in events
        if _is_ahead(event, through) and takes_elections(event, job.payroll)
    ]


def _is_ahead(event: PayEvent, through: date | None) -> bool:
    return through is None or event.date > through


def _with_own_election(event: PayEvent) -> PayEvent:
    """A check whose elections are its own, be it a bonus."""
    if event.kind == "regular" or event.elections is None:
        return event
    return replace(event, elections="bonus")


def _level_elections(job: JobYear, ahead: Sequence[PayEvent]) -> list[Elections]:
    """The elections of each check to come, in dollars."""
    open_to = [event for event in ahead if takes_elections(event, job.payroll)]
    amounts = (
        job.deferral - job.made_deferral,
        job.catch_up - job.made_catch_up,
        job.after_tax - job.job.made.after_tax,
    )
    if job.has_even_checks and _counts_evenly(job):
        parts = [spread(amount, len(open_to)) for amount in amounts]
    else:
        pays: list[Cents] = [event.gross for event in open_to]
        parts = [in_proportion(amount, pays) for amount in amounts]
        parts[0] = _for_the_match(job, open_to, amounts[0], parts[0])
    of_each = map(_elections, [job.job.elections.kind] * len(open_to), *parts)
    nothing = Elections()
    return [next(of_each) if takes_elections(event, job.payroll) else nothing for event in ahead]


def _elections(kind: str, deferral: Cents, catch_up: Cents, after_tax: Cents) -> Elections:
    return Elections(
        **{kind: Election(dollars=deferral)},
        catch_up=Election(dollars=catch_up),
        after_tax=Election(dollars=after_tax),
    )


def _for_the_match(
    job: JobYear, checks: Sequence[PayEvent], amount: Cents, level: list[Cents]
) -> list[Cents]:
    """Level deferrals where they earn the whole match of each check; otherwise the same amount in
    proportion to the pay that the match counts."""
    if not job.payroll.match:
        return level
    events = (job.paid_by or job).events
    counted = {
        id(event): pay for event, pay in zip(events, counted_pay(events, job.payroll), strict=True)
    }
    pays = [counted[id(event)] for event in checks]
    whole = sum_of(pays)
    last = job.payroll.match[-1]
    enough: Flag = True
    for pay, part in zip(pays, level, strict=True):
        end = (
            proportion(last.up_to_dollars or 0, pay, whole)
            if last.up_to is None
            else rounded(pay * last.up_to, PPM, direction="up")
        )
        enough = enough & (part >= end)
    enough = enough | (whole == 0)
    matched = in_proportion(amount, pays)
    return [choose(enough, one, other) for one, other in zip(level, matched, strict=True)]


def in_proportion(amount: Cents, pays: Sequence[Cents]) -> list[Cents]:
    """An amount in parts of whole cents, in proportion to pays, that add up to it."""
    whole = sum_of(pays)
    parts: list[Cents] = []
    so_far: Cents = 0
    before: Cents = 0
    for pay in pays:
        so_far = so_far + pay
        edge = proportion(amount, so_far, whole)
        parts.append(edge - before)
        before = edge
    return parts


def match_short(job: JobYear, through: date | None, *, keep_checks: bool) -> Cents:
    """What the checks of a decided job bring less of the match than it counts with, cents.

    Args:
        job: decided.
        through: the day through which checks are paid.
        keep_checks: whether the checks are simulated and kept where that is known: even ones of a
            whole year bring the match of the formula.
    """
    payer = job.paid_by or job
    if not job.payroll.match or job.job.self_employed or not payer.ahead:
        return 0
    if not keep_checks and _has_even_year(job, through):
        return 0
    job.checks = simulated(job, through)
    return job.match() - job.checks.totals.match
