"""A plan year as JSON."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.contract.shapes import Record
from megaroth.contract.versions import Contract
from megaroth.kernel.answer_fields import Inline, WhereAsked
from megaroth.planyear.result import Excess, JobResult, JournalRow, PlannedStep, PlanYear, Question
from megaroth.present.plan import Mood, mood, word
from megaroth.present.plan_headline import headline


@dataclass(frozen=True)
class Headline:
    """What every interface says first of a plan year.

    Attributes:
        word: the verdict, or ``EXCESS`` where something is over a limit.
        mood: the color that pages and reports give it: only a plan that fits the pay, the year and
            the money is ``yes``.
        text: the sentences.
    """

    word: str
    mood: Mood
    text: str


def headline_of(answer: PlanYear) -> Headline:
    """The headline of a plan year."""
    return Headline(word=word(answer), mood=mood(answer), text=headline(answer))


@dataclass(frozen=True)
class PlanAnswer:
    """The answer for one household and one year.

    Attributes:
        headline: the answer in a few sentences.
        plan: the plan year.
        journal: every movement of it, where it was asked for.
    """

    headline: Headline
    plan: Inline[PlanYear]
    journal: WhereAsked[list[JournalRow] | None] = None


def plan_answer(answer: PlanYear, journal: list[JournalRow] | None = None) -> PlanAnswer:
    """The answer with its headline."""
    return PlanAnswer(headline_of(answer), answer, journal)


def _text(record: Record) -> Record:
    return record.renamed(message="text")


def _without_headline(record: Record) -> Record:
    return record.without("headline")


def _even_checks(job: Record) -> Record:
    return job.without("paychecks_left", "after_tax_to_come").renamed(even_checks="per_paycheck")


def _paychecks_left(job: Record) -> Record:
    return job.without("even_checks")


FIRST_TEXTS = {Excess: _text, PlannedStep: _text, Question: _text}
"""Where version 1 has the sentence of a message under another key."""

CONTRACT = Contract(
    "plan",
    PlanAnswer,
    first=FIRST_TEXTS | {PlanAnswer: _without_headline, JobResult: _even_checks},
    later={JobResult: _paychecks_left},
)
