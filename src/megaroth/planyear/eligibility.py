"""Can I? The verdict on each job's plan, with its reasons."""

from __future__ import annotations

from megaroth.kernel.message import Message, message
from megaroth.kernel.money import Cents, positive, some
from megaroth.law.law import Law
from megaroth.model.household import Household, Job
from megaroth.model.plan import Plan
from megaroth.payroll.paydays import quarter_ends
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.result import Verdict

Way = tuple[str, str]
"""Where after-tax money goes (a destination) and how often (a frequency)."""


def ways_out(plan: Plan, law: Law) -> list[Way]:
    """The ways from the after-tax source to Roth while employed, the soonest first."""
    ways: list[Way] = []
    often = plan.in_plan_roth_rollover
    if often not in ("no", "unknown") and law.in_plan_roth_rollovers and plan.roth is True:
        ways.append(("designated_roth", often))
    if "after_tax" in plan.in_service_withdrawal:
        ways.append(("roth_ira", "on_request"))
    soonest = {"each_paycheck": 0, "on_request": 1, "quarterly": 2, "yearly": 3}
    return sorted(ways, key=lambda way: soonest[way[1]])


def way_out(job: JobYear, household: Household, law: Law) -> Way | None:
    """The way that the plan takes: to the household's destination if it states one, else the
    soonest."""
    ways = ways_out(job.plan, law)
    if household.destination:
        ways = [way for way in ways if way[0] == household.destination] or ways
    if ways:
        return ways[0]
    if job.job.ended is not None and job.job.ended.year == household.year:
        return ("roth_ira", "at_separation")
    return None


def made_unstated(job: Job) -> Cents:
    """After-tax contributions of the year so far that the stated after-tax balance does not hold,
    cents."""
    held = job.balances.after_tax
    return positive(job.made.after_tax - (0 if held is None else held.basis))


def may_have_moved(job: Job, household: Household, law: Law) -> bool:
    """Whether after-tax contributions of the year so far can have left the plan's after-tax source.

    They can where a day of the way out, or the end of the job, came before the plan begins.
    """
    start, ended = household.starts, job.ended
    if job.plan is None or (ended is not None and ended < start):
        return True
    open_before = {
        "each_paycheck": True,
        "on_request": True,
        "quarterly": any(day < start for day in quarter_ends(household.year)),
        "yearly": False,
    }
    return any(open_before[way[1]] for way in ways_out(job.plan, law))


def verdict(
    job: JobYear, household: Household, law: Law, excess: Message | None
) -> tuple[Verdict, list[Message]]:
    """``yes``, ``later`` or ``no`` for one job, and why.

    Args:
        job: decided.
        household: whose.
        law: the numbers of the year.
        excess: the excess of the annual additions limit that the job is part of; None
            for none.
    """
    if not job.has_plan:
        return "no", [message("no_plan", employer=job.job.employer)]
    if not job.plan.after_tax:
        if "after_tax" in job.plan.not_stated:
            return "no", [message("after_tax_unstated", employer=job.job.employer)]
        return "no", [message("no_after_tax", employer=job.job.employer)]
    reasons = [message("takes_after_tax", employer=job.job.employer)]
    way = way_out(job, household, law)
    if way is None:
        reasons.append(message("no_way_to_roth"))
        return "later", reasons
    reasons.append(message("way_to_roth", to=way[0], often=way[1]))
    if excess is not None:
        return "no", [excess, message("excess_comes_first"), *reasons]
    if some(job.after_tax > 0) or _left_behind(job):
        return "yes", reasons
    if not job.job.self_employed and not job.ahead:
        return "no", [*reasons, message("no_paychecks_left")]
    if not some(job.after_tax_allowed > 0):
        return "no", [*reasons, message("no_room")]
    if job.after_tax_pay_left is not None and not some(job.after_tax_pay_left > 0):
        return "no", [*reasons, message("pay_too_low")]
    return "yes", reasons


def _left_behind(job: JobYear) -> bool:
    """Whether older after-tax money waits in the plan."""
    balance = job.job.balances.after_tax
    return balance is not None and some(balance.value > 0)


_BEST_FIRST: tuple[Verdict, ...] = ("yes", "depends", "later")


def household_verdict(verdicts: list[Verdict]) -> Verdict:
    """The best of the jobs' verdicts."""
    return next((word for word in _BEST_FIRST if word in verdicts), "no")
