"""Can I? The verdict on each job's plan, with its reasons."""

from __future__ import annotations

from megaroth.kernel.money import Cents, positive, some
from megaroth.law.law import Law
from megaroth.model.household import Household, Job
from megaroth.model.plan import Plan
from megaroth.payroll.paydays import quarter_ends
from megaroth.planyear.job_year import JobYear

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


_OFTEN = {
    "each_paycheck": "after each paycheck",
    "quarterly": "every quarter",
    "yearly": "once a year",
    "on_request": "on request",
    "at_separation": "when the job ends",
}


def often(way: Way) -> str:
    """How often a way is open, in words."""
    return _OFTEN[way[1]]


def verdict(
    job: JobYear, household: Household, law: Law, excess: str | None
) -> tuple[str, list[str]]:
    """``yes``, ``later`` or ``no`` for one job, and why.

    Args:
        job: decided.
        household: whose.
        law: the numbers of the year.
        excess: the excess of the annual additions limit that the job is part of, in sentences; None
            for none.
    """
    if not job.has_plan:
        return "no", [f"{job.job.employer} has no plan."]
    if not job.plan.after_tax:
        return "no", [f"{job.job.employer}'s plan takes no after-tax contributions."]
    reasons = [f"{job.job.employer}'s plan takes after-tax contributions."]
    way = way_out(job, household, law)
    if way is None:
        reasons.append(
            "After-tax money has no way to Roth while you work there (neither an in-plan Roth "
            "rollover nor an in-service withdrawal "
            "of after-tax money): it waits until the job ends, and its earnings are taxed then."
        )
        return "later", reasons
    where = "the plan's designated Roth account" if way[0] == "designated_roth" else "a Roth IRA"
    reasons.append(f"After-tax money can move to {where} {often(way)}.")
    if excess is not None:
        return "no", [
            excess,
            "No more after-tax contributions can be made until that is corrected.",
            *reasons,
        ]
    if some(job.after_tax > 0) or _left_behind(job):
        return "yes", reasons
    if not job.job.self_employed and not job.ahead:
        return "no", [*reasons, "No paychecks are left to contribute from."]
    if not some(job.after_tax_allowed > 0):
        return "no", [
            *reasons,
            "There is no room: other contributions fill the annual additions limit or the plan's "
            "cap.",
        ]
    if job.after_tax_pay_left is not None and not some(job.after_tax_pay_left > 0):
        return "no", [
            *reasons,
            "Pay is too low: payroll tax, withholding and other contributions take all of each "
            "paycheck.",
        ]
    return "yes", reasons


def _left_behind(job: JobYear) -> bool:
    """Whether older after-tax money waits in the plan."""
    balance = job.job.balances.after_tax
    return balance is not None and some(balance.value > 0)


def household_verdict(verdicts: list[str]) -> str:
    """The best of the jobs' verdicts."""
    return next((word for word in ("yes", "depends", "later") if word in verdicts), "no")
