"""The interview: the questions about a household file, changes of the file, and the answer so
far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from megaroth.contract.interview import AlsoChanged, InterviewAnswer, RefusedAnswer
from megaroth.interview.described import also_changed, described
from megaroth.interview.edits import Edit as Edit
from megaroth.interview.refusals import RefusedError
from megaroth.kernel.errors import InputError, LawError
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.present.plan import mood, word
from megaroth.present.plan_headline import headline
from megaroth.present.problems import error_text
from megaroth.present.sentences.sentence import Reader, sentence
from megaroth.readers.household_file import parse_household
from megaroth.service.plan_year import plan

Change = Callable[[str], str]
Saved = Callable[[Change], str]
"""Changes a household file, wherever it is kept, and returns its new text."""


def interview(text: str, today: date, law_book: LawBook) -> InterviewAnswer:
    """The questions about a household file, those that decide first, and the answer so far.

    Args:
        text: of the file.
        today: the day of the question.
        law_book: the law, with a user's figures and reforms.
    """
    return _answer(text, [], [], today, law_book)


def interview_edit(edit: Edit, saved: Saved, today: date, law_book: LawBook) -> InterviewAnswer:
    """Change a household file, then the questions and the answer so far.

    Args:
        edit: the change.
        saved: makes a change of the file; see :data:`Saved`.
        today: the day of the question.
        law_book: the law, with a user's figures and reforms.
    """
    before: list[str] = []

    def change(text: str) -> str:
        # The file as it is now, which others may have changed meanwhile.
        before[:] = [text]
        parse_household(text)
        return edit(text)

    try:
        text = saved(change)
    except RefusedError as refused:
        problems = [RefusedAnswer(path=path, text=reason) for path, reason in refused.at.items()]
        return _answer(before[0], problems, [], today, law_book)
    except InputError as error:
        if not before:
            raise
        return _unreadable(before[0], error)
    return _answer(text, [], also_changed(before[0], text, edit.answers), today, law_book)


def in_memory(text: str) -> Saved:
    """Change a text that its owner keeps."""
    return lambda change: change(text)


def _answer(
    text: str,
    problems: Sequence[RefusedAnswer],
    changed: Sequence[AlsoChanged],
    today: date,
    law_book: LawBook,
) -> InterviewAnswer:
    try:
        household = parse_household(text)
    except InputError as error:
        return _unreadable(text, error)
    parts, progress = described(text, household)
    asked = InterviewAnswer(
        household=text,
        problems=list(problems),
        changed=list(changed),
        progress=progress,
        refused=[],
        parts=parts,
    )
    return _with_answer(asked, household, today, law_book)


def _with_answer(
    asked: InterviewAnswer, household: Household, today: date, law_book: LawBook
) -> InterviewAnswer:
    try:
        year = plan(household, law_book, today)
    except (InputError, LawError) as error:
        return replace(asked, headline=error_text(error))
    return replace(
        asked,
        word=word(year),
        mood=mood(year),
        headline=headline(year, Reader.PAGE),
        refused=[sentence(one, Reader.PAGE) for one in year.refused],
    )


def _unreadable(text: str, error: InputError) -> InterviewAnswer:
    return InterviewAnswer(
        household=text,
        problems=[RefusedAnswer(path="", text=str(problem)) for problem in error.problems],
        changed=[],
        refused=[],
        parts=[],
    )
