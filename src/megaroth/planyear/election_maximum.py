"""The plan's highest elections: what the checks to come can still contribute within them."""

from __future__ import annotations

from megaroth.kernel.money import PPM, Cents, positive, rounded, smaller, sum_of
from megaroth.planyear.job_year import UNBOUNDED, JobYear


def within_highest(job: JobYear, source: str) -> Cents:
    """The most that one more contribution of a source from the checks to come can be, cents.

    Args:
        job: as far as it is decided.
        source: ``deferral``, ``catch_up`` or ``after_tax``.
    """
    highest = job.payroll.highest
    kind = job.job.elections.kind if source == "deferral" else source
    own = getattr(highest, kind)
    new = {
        "deferral": job.deferral - job.made_deferral,
        "catch_up": job.catch_up - job.made_catch_up,
        "after_tax": job.after_tax - job.job.made.after_tax,
    }
    return smaller(_left(job, own, new[source]), _left(job, highest.combined, sum_of(new.values())))


def _left(job: JobYear, rate: int, used: Cents) -> Cents:
    """A share of every check to come, in whole cents of each, less what is used of it."""
    if rate == PPM:
        return UNBOUNDED
    payer = job.paid_by or job
    checks = [
        rounded(event.gross * rate, PPM, direction="down")
        for event in payer.events
        if event.date in payer.ahead and event.plan_eligible and event.elections is not None
    ]
    return positive(sum_of(checks) - used)
