"""The quick answer: a few inputs as people type them, and what to do with them."""

from __future__ import annotations

from datetime import date

from megaroth.contract.quick import AskHR, FieldProblem, QuickAnswer, RoomPoint, YearEnd
from megaroth.kernel.errors import InputError, LawError, Problem
from megaroth.kernel.message import as_words
from megaroth.law.law_book import LawBook
from megaroth.planyear.elections.result import Paychecks
from megaroth.planyear.result import PlanYear, Question
from megaroth.present.paychecks import instructions, notes, paydays_of
from megaroth.present.plan import mood, word, worth_of_answers
from megaroth.present.plan_headline import headline
from megaroth.present.sentences.sentence import Reader, sentence
from megaroth.readers.household_file import parse_household
from megaroth.readers.quick_answers import NEEDED as NEEDED
from megaroth.readers.quick_answers import QuickAnswers as QuickAnswers
from megaroth.readers.quick_answers import input_of, quick_text
from megaroth.service.plan_year import paychecks, plan


def quick(asked: QuickAnswers, today: date, law_book: LawBook) -> QuickAnswer:
    """Answer from a few inputs. Inputs that cannot be read are in the answer, each with its field.

    Args:
        asked: the inputs, as typed.
        today: the day of the question.
        law_book: the law, with a user's figures and reforms.
    """
    missing = [name for name in NEEDED if not getattr(asked, name).strip()]
    try:
        text = quick_text(asked, today)
        household = parse_household(text, "quick answer")
        year = plan(household, law_book, today)
        return _answer(year, paychecks(household, law_book, today), text)
    except InputError as error:
        problems = [one for one in error.problems if one.field not in missing]
        return _refused(missing, [_problem(one) for one in problems])
    except LawError as error:
        return _refused(
            missing, [FieldProblem(field="year", found=asked.year, expected=str(error))]
        )


def _problem(one: Problem) -> FieldProblem:
    return FieldProblem(
        field=input_of(one.field), found=as_words(one.found), expected=as_words(one.expected)
    )


def _refused(missing: list[str], problems: list[FieldProblem]) -> QuickAnswer:
    return QuickAnswer(
        missing=missing, problems=problems, instruction=[], room=[], notes=[], assumptions=[]
    )


def _answer(year: PlanYear, checks: Paychecks, text: str) -> QuickAnswer:
    asked = _by_weight([one for one in year.questions if one.to == "HR" and one.matters])
    return QuickAnswer(
        missing=[],
        problems=[],
        word=word(year),
        mood=mood(year),
        headline=_begun(headline(year, Reader.PAGE)),
        instruction=[one.text for one in instructions(checks)],
        checks_left=sum(one.checks_left for one in checks.under_way) or len(checks.paydays),
        take_home=checks.paydays[0].take_home if checks.paydays else None,
        year_end=_year_end(checks),
        room=_room(checks),
        ask=_ask(asked[0]) if asked else None,
        more_questions=max(len(asked) - 1, 0),
        notes=notes(checks),
        assumptions=[sentence(one, Reader.PAGE) for one in year.assumptions],
        household=text,
    )


def _begun(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _by_weight(asked: list[Question]) -> list[Question]:
    """The questions, the one whose replies differ most first."""
    return sorted(asked, key=lambda one: -int(one.stake))


def _ask(one: Question) -> AskHR:
    return AskHR(text=sentence(one.text, Reader.PAGE), worth=worth_of_answers(one))


def _year_end(checks: Paychecks) -> YearEnd | None:
    if not checks.totals:
        return None
    totals = checks.totals[0]
    return YearEnd(
        deferral=totals.pre_tax + totals.roth + totals.catch_up,
        after_tax=totals.after_tax,
        match=totals.match,
        annual_additions=totals.annual_additions,
        limit=totals.limit,
    )


def _room(checks: Paychecks) -> list[RoomPoint]:
    if not checks.totals:
        return []
    totals = checks.totals[0]
    return [
        RoomPoint(date=row.date, additions=totals.limit - row.room_left)
        for row in paydays_of(checks, totals)
    ]
