"""Elections beyond the law or the plan, and elections that only partly fit, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.kernel.money import Cents, dollars, some
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.year_state import YearState


def _amount(amount: Cents) -> str:
    return dollars(amount) if isinstance(amount, int) else "what is allowed"


def of_amount(amount: Cents) -> str:
    """An amount that follows its name, with "of"; nothing for a column."""
    return f" of {dollars(amount)}" if isinstance(amount, int) else ""


def refused(state: YearState) -> Iterator[str]:
    """Elections beyond what the Code or the plan allows, whatever cash and pay there are."""
    for person in state.people:
        for job in person.jobs:
            wanted = job.job.elections
            asked = (
                ("deferral", wanted.deferral, *_deferral_limit(state, job)),
                (
                    "catch-up",
                    wanted.catch_up,
                    job.catch_up_limit,
                    "the catch-up limit (IRC 414(v)) or the plan",
                ),
                (
                    "after-tax",
                    wanted.after_tax,
                    job.after_tax_allowed,
                    "the annual additions limit (IRC 415(c)) or the plan's cap",
                ),
            )
            for name, most, allowed, why in asked:
                if most is not None and some(most > allowed):
                    yield (
                        f"{person.person.name}, {job.job.employer}: the {name} "
                        f"election{of_amount(most)} is more than {_amount(allowed)}, "
                        f"{why}."
                    )


def _deferral_limit(state: YearState, job: JobYear) -> tuple[Cents, str]:
    if job.is_457b:
        return state.law.deferral_457b, "the limit of 457(b) plans (IRC 457(e)(15))"
    return state.law.elective_deferral, "the elective deferral limit (IRC 402(g))"


def election_warnings(job: JobYear) -> Iterator[str]:
    """Elections of which only a part fits."""
    wanted = job.job.elections
    asked = (
        ("deferral", wanted.deferral, job.deferral),
        ("catch-up", wanted.catch_up, job.catch_up),
        ("after-tax", wanted.after_tax, job.after_tax),
    )
    for name, most, got in asked:
        if most is not None and some(got < most):
            part_of = f"only {dollars(got)}" if isinstance(got, int) else "only part"
            yield (
                f"{job.job.employer}: {part_of} of the {name} election{of_amount(most)} fits law, "
                "plan, pay and cash."
            )
