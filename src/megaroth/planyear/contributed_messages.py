"""Messages about contributions made so far."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.kernel.message import Amount, Message, message
from megaroth.kernel.money import some
from megaroth.planyear.eligibility import may_have_moved
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.year_state import YearState


def made_warnings(plan_year: YearState, job: JobYear) -> Iterator[Message]:
    """Assumptions about a job's contributions so far, and differences from the plan's formula."""
    yield from _match(job)
    yield from _after_tax(plan_year, job)


def _match(job: JobYear) -> Iterator[Message]:
    """A match beyond its formula."""
    if not job.plan.match or not job.whole_year_match:
        return
    made, formula = job.made_match, job.match_by_formula()
    if some(made > formula):
        yield message(
            "match_beyond_formula",
            employer=job.job.employer,
            made=Amount.of(made),
            beyond=Amount.of(made - formula),
        )


def _after_tax(plan_year: YearState, job: JobYear) -> Iterator[Message]:
    """After-tax contributions that no balance states."""
    made = job.job.made.after_tax
    if not some(made > 0) or job.job.balances.after_tax is not None:
        return
    moved = may_have_moved(job.job, plan_year.household, plan_year.law)
    yield message(
        "made_after_tax_moved" if moved else "made_after_tax_waits",
        employer=job.job.employer,
        amount=Amount.of(made),
    )
