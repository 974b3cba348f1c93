"""Elections beyond the law or the plan, and elections that only partly fit."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.kernel.message import Amount, Message, message
from megaroth.kernel.money import Cents, some
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.year_state import YearState


def refused(plan_year: YearState) -> Iterator[Message]:
    """Elections above what the Code or the plan allows, regardless of cash and pay."""
    for person in plan_year.people:
        for job in person.jobs:
            wanted = job.job.elections
            asked = (
                ("deferral", wanted.deferral, *_deferral_limit(plan_year, job)),
                ("catch_up", wanted.catch_up, job.catch_up_limit, "catch_up"),
                ("after_tax", wanted.after_tax, job.after_tax_allowed, "after_tax"),
            )
            for name, most, allowed, limit in asked:
                if most is not None and some(most > allowed):
                    yield message(
                        "election_refused",
                        person=person.person.name,
                        employer=job.job.employer,
                        election=name,
                        asked=Amount.of(most),
                        allowed=Amount.of(allowed),
                        limit=limit,
                    )


def _deferral_limit(plan_year: YearState, job: JobYear) -> tuple[Cents, str]:
    """The limit on a deferral election, and its name."""
    if job.is_457b:
        return plan_year.law.deferral_457b, "deferral_457b"
    return plan_year.law.elective_deferral, "elective_deferral"


def election_warnings(job: JobYear) -> Iterator[Message]:
    """Elections of which only a part fits."""
    wanted = job.job.elections
    asked = (
        ("deferral", wanted.deferral, job.deferral),
        ("catch_up", wanted.catch_up, job.catch_up),
        ("after_tax", wanted.after_tax, job.after_tax),
    )
    for name, most, got in asked:
        if most is not None and some(got < most):
            yield message(
                "election_cut",
                employer=job.job.employer,
                election=name,
                asked=Amount.of(most),
                fits=Amount.of(got),
            )
