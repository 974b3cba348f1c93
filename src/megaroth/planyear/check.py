"""Can I? The verdict alone, with what must be asked."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.kernel.message import Message
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.planyear.plan import plan
from megaroth.planyear.result import Excess, Question, Verdict


@dataclass(frozen=True, kw_only=True)
class JobVerdict:
    """Whether after-tax money can reach Roth at one job, and why."""

    person: str
    employer: str
    verdict: Verdict
    reasons: list[Message]


@dataclass(frozen=True, kw_only=True)
class Check:
    """The verdict on a household, job by job."""

    year: int
    excesses: list[Excess]
    verdict: Verdict
    jobs: list[JobVerdict]
    questions: list[Question]
    warnings: list[Message]


def check(household: Household, law_book: LawBook) -> Check:
    """The verdict on a household. Raises as :func:`megaroth.planyear.plan.plan`."""
    answer = plan(household, law_book)
    return Check(
        year=answer.year,
        excesses=answer.excesses,
        verdict=answer.verdict,
        jobs=[
            JobVerdict(
                person=person.name, employer=job.employer, verdict=job.verdict, reasons=job.reasons
            )
            for person in answer.people
            for job in person.jobs
        ],
        questions=answer.questions,
        warnings=answer.warnings,
    )
