"""Answers about the years ahead as JSON: the answer, or both ends of it where plan rules are
unknown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from megaroth.contract.plain_data import to_data as plain
from megaroth.planning.results import OutcomeRange

SCHEMA = "megaroth.between/1"

T = TypeVar("T")


def either(
    question: str, answer: T | OutcomeRange[T], each: Callable[[T], dict[str, Any]]
) -> dict[str, Any]:
    """The JSON of an answer, or of both its ends.

    Args:
        question: its name.
        answer: to it.
        each: makes the JSON of one answer, its schema included.
    """
    if not isinstance(answer, OutcomeRange):
        return each(answer)
    return both(question, answer, each(answer.least), each(answer.most))


def both(
    question: str, answer: OutcomeRange[Any], least: dict[str, Any], most: dict[str, Any]
) -> dict[str, Any]:
    """The JSON of both ends; ``least`` and ``most`` each name the schema of their question."""
    return {
        "schema": SCHEMA,
        "of": question,
        "least": {"answers": answer.least_answers, "answer": least},
        "most": {"answers": answer.most_answers, "answer": most},
        "questions": [plain(one) for one in answer.questions],
        "about": answer.about,
    }
