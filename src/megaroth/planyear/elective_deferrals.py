"""Elective deferrals: what law, plan and pay still allow at a job, and taking it."""

from __future__ import annotations

from megaroth.kernel.money import Cents, positive, smaller, sum_of
from megaroth.kernel.trace import decided
from megaroth.planyear.election_maximum import within_highest
from megaroth.planyear.eligibility import way_out
from megaroth.planyear.job_year import UNBOUNDED, JobYear, pay_of
from megaroth.planyear.paycheck_capacity import pay_left
from megaroth.planyear.year_state import PersonYear, YearState
from megaroth.rules import deferrals, match


def room(plan_year: YearState, job: JobYear) -> Cents:
    """The room left under the limit on contributions to the plan, which plans may share."""
    return positive(
        plan_year.limit_of(job) - sum_of(other.additions() for other in plan_year.group(job))
    )


def usable_after_tax(plan_year: YearState, job: JobYear) -> bool:
    """Whether the plan takes after-tax money and lets it move to Roth this year."""
    return job.takes_after_tax and way_out(job, plan_year.household, plan_year.law) is not None


def in_order(plan_year: YearState, person: PersonYear) -> list[JobYear]:
    """Jobs in the order in which they take deferrals: first those whose room no after-tax money
    could use."""
    with_plan = [job for job in person.jobs if job.has_plan]
    return sorted(with_plan, key=lambda job: usable_after_tax(plan_year, job))


def deferral_room(plan_year: YearState, person: PersonYear, job: JobYear) -> Cents:
    """The most that law, plan and pay let this person still defer at this job."""
    within = fits_within(plan_year, job, matched=True)
    carried = pay_left(plan_year, job, pre_tax=job.job.elections.kind == "pre_tax")
    if job.is_457b:
        about = "What law, plan and pay still let this person defer to the 457(b) plan"
        return decided(
            "deferral_room", about, "IRC 457(b)(2)", deferral_limit_457b=within, pay_left=carried
        )
    limit = deferrals.elective_deferral_limit(plan_year.law, UNBOUNDED, person.deferred())
    return decided(
        "deferral_room",
        "What law, plan and pay still let this person defer here",
        "IRC 402(g)(1), 415(c)(1)",
        elective_deferral_limit=limit,
        annual_additions_room=within,
        pay_left=carried,
    )


def fits_within(plan_year: YearState, job: JobYear, *, matched: bool) -> Cents:
    """The most that one more contribution, with the match that it brings, can be within the
    employer's limit."""
    left = room(plan_year, job)
    if not matched or not job.plan.match:
        return left
    before, (tiers, most) = job.contributions_ahead(with_after_tax=True), job.match_ahead()
    fits = match.contribution_within(left, before, tiers, most)
    if job.job.self_employed:
        # An owner's own match also lowers the pay that is the limit, so there each of its dollars
        # takes two of room.
        twice = [(2 * rate, top) for rate, top in tiers]
        # A cent is kept back: twice a rounded match can be a cent more than the match at twice the
        # rate.
        group = plan_year.group(job)
        still = positive(pay_of(group) - sum_of(other.additions() for other in group) - 1)
        fits = smaller(fits, match.contribution_within(still, before, twice, 2 * most))
    return fits


def cash_for(plan_year: YearState, job: JobYear) -> Cents:
    """The cash for one more matched contribution; the owner of a business pays its match too."""
    if not (job.job.self_employed and job.plan.match):
        return plan_year.cash.open
    before, (tiers, most) = job.contributions_ahead(with_after_tax=True), job.match_ahead()
    return match.contribution_within(plan_year.cash.open, before, tiers, most)


def contribute(plan_year: YearState, job: JobYear, kind: str, amount: Cents) -> None:
    """Contribute an amount within :func:`cash_for`, and pay the match of an own business.

    Args:
        plan_year: the year.
        job: where.
        kind: ``deferral`` or ``after_tax``.
        amount: cents.
    """
    before = job.match()
    setattr(job, kind, getattr(job, kind) + plan_year.cash.take(amount))
    if job.job.self_employed:
        plan_year.cash.take(job.match() - before)


def defer(plan_year: YearState, person: PersonYear, job: JobYear, wanted: Cents) -> None:
    """Defer what is wanted, as far as law, plan, pay, cash and the election let it."""
    bounds: dict[str, Cents] = {
        "room": deferral_room(plan_year, person, job),
        "election_maximum": within_highest(job, "deferral", plan_year.household.as_of),
        "cash": cash_for(plan_year, job),
    }
    if wanted is not UNBOUNDED:
        bounds["full_match"] = positive(wanted)
    if job.job.elections.deferral is not None:
        bounds["elected"] = positive(job.job.elections.deferral - job.deferral)
    allowed = decided(
        "deferral", "Elective deferral added at this step", "IRC 402(g), 415(c)", **bounds
    )
    contribute(plan_year, job, "deferral", allowed)
