"""What is assumed of contributions made so far, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.kernel.money import dollars, some
from megaroth.planyear.eligibility import may_have_moved
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.year_state import YearState


def made_warnings(state: YearState, job: JobYear) -> Iterator[str]:
    """What the plan year assumes of a job's contributions so far, and where they differ from the
    plan's formula."""
    yield from _match(job)
    yield from _after_tax(state, job)


def _match(job: JobYear) -> Iterator[str]:
    """A match beyond its formula."""
    if not job.plan.match or not job.whole_year_match:
        return
    made, formula = job.made_match, job.match_by_formula()
    if some(made > formula):
        by = (
            f" {dollars(made)} is {dollars(made - formula)}"
            if isinstance(made, int) and isinstance(formula, int)
            else " is"
        )
        yield (
            f"{job.job.employer}: the match made so far{by} more than the plan's formula gives "
            "for the year. What was allocated counts "
            "against the annual additions limit. Check the match formula, or ask the plan whether "
            "it is a mistake."
        )


def _after_tax(state: YearState, job: JobYear) -> Iterator[str]:
    """After-tax contributions that no balance states."""
    made = job.job.made.after_tax
    if not some(made > 0) or job.job.balances.after_tax is not None:
        return
    amount = f" of {dollars(made)}" if isinstance(made, int) else ""
    start = (
        f"{job.job.employer}: the after-tax contributions made so far{amount} are in no "
        "stated balance"
    )
    if may_have_moved(job.job, state.household, state.law):
        yield (
            f"{start}, so they are assumed to have moved already: they are not in what reaches "
            "Roth from now on, nor on its tax "
            "forms. If they are still in the plan, state `after_tax` in `balances`, so that they "
            "can move too."
        )
    else:
        yield (
            f"{start}. They had no way out of the plan yet this year, so they are assumed to be "
            "still in it, without earnings. State "
            "`after_tax` in `balances` to add the earnings."
        )
