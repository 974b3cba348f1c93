"""The questions about unknown plan rules as letters to whoever runs the plan."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from megaroth.kernel.message import Message, message
from megaroth.model.household import Household, Job
from megaroth.planyear.employer_questions import keys_of_the_job, rules
from megaroth.planyear.merge_scenarios import high
from megaroth.planyear.plan_offers import controls, plan_word
from megaroth.planyear.result import PlanYear, Question
from megaroth.present.letter import (
    Letter,
    LetterQuestion,
    LetterReply,
    Letters,
    amount,
    wrapped,
)
from megaroth.present.plan import UNITS
from megaroth.present.sentences.letters import LETTER_RULES
from megaroth.present.sentences.sentence import sentence


def question_letters(household: Household, answer: PlanYear) -> Letters:
    """One letter for each person and employer with questions that matter.

    Args:
        household: with unknown plan rules.
        answer: its plan year.
    """
    asked = [one for one in answer.questions if one.to == "HR" and one.matters]
    order = {place: at for at, place in reversed(list(enumerate(_places(asked))))}
    asked.sort(key=lambda one: (order[one.person, one.employer or ""], not _is_gate(one)))
    letters = [
        _question_letter(household, list(of))
        for _, of in groupby(asked, key=lambda one: (one.person, one.employer))
    ]
    notes = [] if letters else [message("letter_nothing_to_ask")]
    return Letters(year=answer.year, letters=letters, notes=notes, assumptions=answer.assumptions)


def _is_gate(one: Question) -> bool:
    """Whether most other questions matter only after this one."""
    return one.rule in rules() and rules()[one.rule].gate


def _places(asked: Sequence[Question]) -> list[tuple[str, str]]:
    return [(one.person, one.employer or "") for one in asked]


def _question_letter(household: Household, asked: Sequence[Question]) -> Letter:
    person, employer = asked[0].person, asked[0].employer or ""
    job = _job(household, person, employer)
    owner = controls(job)
    gate = asked[0].rule if _is_gate(asked[0]) else ""
    questions = [_asked(place, one, gate, household.year) for place, one in enumerate(asked, 1)]
    plan = f"the {plan_word(job)} plan of {employer}"
    count = "One question" if len(questions) == 1 else f"{len(questions)} questions"
    subject = f"{count} about the {plan_word(job)} plan"
    where = (
        "The adoption agreement and the summary plan description have these rules."
        if owner
        else "The summary plan description or the recordkeeper has these rules."
    )
    replies = "Please reply to each number with one of the replies below it, mostly yes or no."
    blocks = [
        f"Subject: {subject}",
        "Hello,",
        f"I am planning my {household.year} contributions to {plan}. {replies} "
        f"{_gate_sentence(questions)}{where}",
        *(_question_text(one, household.year) for one in questions),
        f"Thank you,\n{person}",
    ]
    return Letter(
        kind="questions",
        person=person,
        employer=employer,
        to="plan provider" if owner else "HR",
        subject=subject,
        text=wrapped(blocks),
        questions=questions,
    )


def _job(household: Household, person: str, employer: str) -> Job:
    return next(
        job
        for one in household.people
        if one.name == person
        for job in one.jobs
        if job.employer == employer
    )


def _asked(number: int, one: Question, gate: str, year: int) -> LetterQuestion:
    words = LETTER_RULES[one.rule]
    of_job = one.rule in keys_of_the_job() or one.rule == "extra_paycheck"
    return LetterQuestion(
        number=number,
        rule=one.rule,
        table="people.jobs" if of_job else "people.jobs.plan",
        ask=words.ask,
        reason=words.reason,
        worth=_worth(one, gate),
        stake=int(high(one.stake)),
        replies=[
            LetterReply(
                reply=reply.words,
                line=reply.line.replace("YEAR", str(year)).replace("NEXT", str(year + 1)),
            )
            for reply in words.replies
        ],
    )


def _worth(one: Question, gate: str) -> str:
    """The most that the replies differ by, in the unit of the question, and the replies to others
    that it supposes. That the answer to the first question is yes needs no words."""
    if int(high(one.stake)) == 0:
        return "it decides what I enter in payroll"
    replies = one.given.value("replies") if one.given is not None else ()
    assert isinstance(replies, tuple)
    others = [
        sentence(reply)
        for reply in replies
        if isinstance(reply, Message) and reply.value("rule") != gate
    ]
    supposed = f" (if {' and '.join(others)})" if others else ""
    return f"up to {amount(one.stake)} of {UNITS[one.unit]}{supposed}"


def _gate_sentence(questions: Sequence[LetterQuestion]) -> str:
    """What need not be answered if the first answer is no."""
    first = questions[0]
    moot = [
        one.number
        for one in questions[1:]
        if one.rule in rules() and first.rule in rules()[one.rule].needs
    ]
    if not moot:
        return ""
    # Numbers that follow each other are a span: 2 to 5.
    spans: list[list[int]] = []
    for one in moot:
        if spans and one == spans[-1][-1] + 1:
            spans[-1].append(one)
        else:
            spans.append([one])
    words = ", ".join(f"{one[0]} to {one[-1]}" if len(one) > 1 else str(one[0]) for one in spans)
    noun = "questions" if len(moot) > 1 else "question"
    return f"If the answer to question 1 is no, skip {noun} {words}. "


def _question_text(one: LetterQuestion, year: int) -> str:
    lines = [
        f"{one.number}. {one.ask}",
        f"   Reply: {' / '.join(reply.reply for reply in one.replies)}",
        f"   Why: {one.reason}",
        f"   Worth to me in {year}: {one.worth}.",
    ]
    return "\n".join(lines)
