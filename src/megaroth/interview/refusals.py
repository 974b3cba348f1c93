"""Errors of a changed household file, each at its question."""

from __future__ import annotations

import re
from collections.abc import Mapping

from megaroth.interview.file_questions import asked_at
from megaroth.kernel.errors import InputError, Problem
from megaroth.present.problems import at_another_question, at_its_question
from megaroth.readers.faults import NOTHING
from megaroth.readers.household_file import parse_household

_VALUE_FIRST = (
    "First enter, in the answer above, how much the account holds. Then this answer can be saved."
)
_BASIS_FIRST = "First clear the answer below, which is part of this one."
_REQUIRED = "This answer is required."


class RefusedError(Exception):
    """Answers that cannot be saved.

    Attributes:
        at: the error by path of its question; "" for an error that belongs to no question.
    """

    def __init__(self, at: dict[str, str]) -> None:
        self.at = at
        super().__init__("; ".join(at.values()))


def check(text: str, answers: Mapping[str, str]) -> None:
    """Refuse a text that is not a valid household file.

    Args:
        text: of the changed file.
        answers: what was typed, by path of the question: an error is shown at the answer that
            caused it.

    Raises:
        RefusedError: the file is not valid.
    """
    try:
        parse_household(text)
    except InputError as error:
        wrong: dict[str, str] = {}
        for problem in error.problems:
            path, message = _located(text, problem, answers)
            wrong[path] = f"{wrong[path]} {message}" if path in wrong else message
        raise RefusedError(wrong) from None


def _located(text: str, problem: Problem, answers: Mapping[str, str]) -> tuple[str, str]:
    """The question at which to show a problem, and the message."""
    path = re.sub(r"\[(\d+)\]", r".\1", problem.field)
    near = next((one for one in answers if path.startswith(one) or one.startswith(path)), "")
    basis = path.removesuffix("value") + "basis"
    if problem.found == NOTHING and path.endswith(".value") and basis in answers:
        return basis, _VALUE_FIRST
    if problem.found == NOTHING and near:
        return near, _BASIS_FIRST if near.endswith(".value") else _REQUIRED
    if near:
        return near, at_its_question(problem)
    question = asked_at(text, path)
    if question is None:
        return near, f"{problem.field}: {at_its_question(problem)}"
    message = at_another_question(problem, question.field.label)
    return (next(iter(answers)) if len(answers) == 1 else near), message
