"""Errors for people: those of the household file name the question of the page."""

from __future__ import annotations

import re
from dataclasses import replace

from megaroth.kernel.errors import InputError, Problem
from megaroth.present.sentences.words import label

_TABLE = re.compile(r"^(people\[\d+\]\.)?((jobs|iras)\[\d+\]\.)?")


def key_of(problem: Problem) -> str:
    """The key of the household file that a problem is about, without the table that it is in.

    >>> key_of(Problem("people[0].jobs[1].pay", "nothing", "an amount"))
    'pay'
    """
    return _TABLE.sub("", problem.field)


def problem_text(problem: Problem) -> str:
    """A problem with the label of its question in place of the key.

    >>> problem_text(Problem("spending", "nothing", "an amount"))
    '“Annual spending while working”: found nothing; expected an amount'
    """
    try:
        return str(replace(problem, field=label(key_of(problem))))
    except KeyError:
        return str(problem)


def error_text(error: Exception) -> str:
    """The text of an error that the library raises on purpose."""
    if isinstance(error, InputError):
        return " ".join(problem_text(problem) for problem in error.problems)
    return str(error)
