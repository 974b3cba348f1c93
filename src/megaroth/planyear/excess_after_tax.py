"""After-tax contributions that do not move, because they are beyond the annual additions limit and
must go back."""

from __future__ import annotations

from megaroth.kernel.money import Cents, positive, smaller, some
from megaroth.planyear.eligibility import made_unstated, may_have_moved
from megaroth.planyear.excess_amounts import additions_excesses
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.year_state import YearState


def held_back(plan_year: YearState, job: JobYear) -> Cents:
    """The part of a job's excess that is still in the plan's after-tax source, cents; the rest of
    it has moved already."""
    made = job.job.made.after_tax
    if not some(made > 0):
        return 0
    moved = (
        made_unstated(job.job) if may_have_moved(job.job, plan_year.household, plan_year.law) else 0
    )
    return smaller(_to_return(plan_year, job), positive(made - moved))


def _to_return(plan_year: YearState, job: JobYear) -> Cents:
    """After-tax contributions of a job that go back; of related employers the first gives back
    first."""
    person = next(one for one in plan_year.people if one.person is job.person)
    for excess in additions_excesses(plan_year, person):
        left = excess.amount
        for other in excess.jobs:
            part = smaller(left, other.job.made.after_tax)
            if other is job:
                return part
            left = left - part
    return 0
