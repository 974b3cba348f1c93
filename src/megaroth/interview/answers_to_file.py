"""Answers of the interview as changes of a household file."""

from __future__ import annotations

from collections.abc import Mapping

from tomlkit import TOMLDocument

from megaroth.interview.dependent_answers import update_dependent_answers
from megaroth.interview.file_edit import edited
from megaroth.interview.file_questions import InterviewQuestion, asked_at
from megaroth.interview.parsing import value_of
from megaroth.interview.question_types import UNKNOWN
from megaroth.interview.refusals import RefusedError, check
from megaroth.readers.toml_paths import get_at, set_at


def answered(text: str, answers: Mapping[str, str]) -> str:
    """A file's text with new answers.

    Args:
        text: of the file.
        answers: what was typed, by path of the question; an empty answer removes the key.

    Returns:
        The new text, which is a valid household file.

    Raises:
        RefusedError: an answer cannot be read, or the household would not be valid with it.
    """
    wrong: dict[str, str] = {}
    asked = {path: asked_at(text, path) for path in answers}
    # An unchanged answer keeps the way it is written in the file.
    new_answers = {
        path: typed.strip()
        for path, typed in answers.items()
        if (one := asked[path]) is None or typed.strip() not in _unchanged(one)
    }

    def change(document: TOMLDocument) -> None:
        for path, typed in new_answers.items():
            one = asked[path]
            if one is None:
                wrong[path] = "This question no longer exists for this household. Reload the page."
                continue
            try:
                value = value_of(one.field, typed, get_at(document, path))
            except ValueError as error:
                wrong[path] = f"{typed!r}: expected {error}"
                continue
            set_at(document, path, value)
        if not wrong:
            update_dependent_answers(document, new_answers)

    changed = edited(text, change)
    if wrong:
        raise RefusedError(wrong)
    check(changed, answers)
    return changed


def _unchanged(asked: InterviewQuestion) -> tuple[str, ...]:
    """What the page sends for a question that nobody answered: its value, or the default choice of
    a list without a value."""
    if asked.value == UNKNOWN:
        return (asked.value, "I don't know")
    usual = [
        word
        for word, label in asked.field.choices
        if not asked.value and label == asked.field.default
    ]
    return (asked.value, *usual)
