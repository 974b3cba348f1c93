"""The plan's highest elections: what the checks to come can still contribute within them."""

from __future__ import annotations

from datetime import date

from megaroth.kernel.money import PPM, Cents, positive, rounded, smaller, sum_of
from megaroth.planyear.check_by_check import contributing
from megaroth.planyear.job_year import UNBOUNDED, JobYear


def within_highest(job: JobYear, source: str, through: date | None) -> Cents:
    """The most that one more contribution of a source from the checks to come can be, cents.

    Args:
        job: as far as it is decided.
        source: ``deferral``, ``catch_up`` or ``after_tax``.
        through: the day through which checks are paid.
    """
    highest = job.payroll.highest
    kind = job.job.elections.kind if source == "deferral" else source
    own = getattr(highest, kind)
    new = {
        "deferral": job.deferral - job.made_deferral,
        "catch_up": job.catch_up - job.made_catch_up,
        "after_tax": job.after_tax - job.job.made.after_tax,
    }
    return smaller(
        _left(job, through, own, new[source]),
        _left(job, through, highest.combined, sum_of(new.values())),
    )


def _left(job: JobYear, through: date | None, rate: int, used: Cents) -> Cents:
    """A share of every check to come, in whole cents of each, less what is used of it."""
    if rate == PPM:
        return UNBOUNDED
    checks = [
        rounded(event.gross * rate, PPM, direction="down") for event in contributing(job, through)
    ]
    return positive(sum_of(checks) - used)
