"""Errors for people: those of the household file name the question of the page."""

from __future__ import annotations

import contextlib
import re
from dataclasses import replace

from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.message import Message
from megaroth.present.sentences.sentence import Reader, sentence, shown
from megaroth.present.sentences.words import label

_TABLE = re.compile(r"^(people\[\d+\]\.)?((jobs|iras)\[\d+\]\.)?")


def key_of(problem: Problem) -> str:
    """The key of the household file that a problem is about, without the table that it is in.

    >>> key_of(Problem("people[0].jobs[1].pay", "nothing", "an amount"))
    'pay'
    """
    return _TABLE.sub("", problem.field)


def problem_text(problem: Problem) -> str:
    """A problem in the words of the page, with the label of its question in place of the key.

    >>> problem_text(Problem("spending", "nothing", "an amount"))
    '“Annual spending while working”: found nothing; expected an amount'
    """
    found, expected = (shown(one, Reader.PAGE) for one in (problem.found, problem.expected))
    spoken = replace(problem, found=found, expected=problem.expected)
    with contextlib.suppress(KeyError):
        spoken = replace(spoken, field=label(key_of(problem)))
    return str(spoken if problem.lists_choices else replace(spoken, expected=expected))


def at_its_question(problem: Problem) -> str:
    """A problem as it stands at its question on the page."""
    return f"{shown(problem.found, Reader.PAGE)}: expected {shown(problem.expected, Reader.PAGE)}"


def at_another_question(problem: Problem, asked: str) -> str:
    """A problem that an answer causes at another question.

    Args:
        problem: the problem.
        asked: the label of the other question.
    """
    found, expected = (shown(one, Reader.PAGE) for one in (problem.found, problem.expected))
    return f"“{asked.rstrip('?')}” is {found}: expected {expected}"


def error_text(error: Exception) -> str:
    """The text of an error that the library raises on purpose."""
    if isinstance(error, InputError):
        return " ".join(problem_text(problem) for problem in error.problems)
    stated = error.args[0] if error.args else ""
    return sentence(stated, Reader.PAGE) if isinstance(stated, Message) else str(error)
