"""The tree of errors.

::

    MegarothError               every error that megaroth raises on purpose
    |-- InputError              a file, flag or field is wrong; carries every problem found, not only the first
    |-- LawError                no such year or limit in the law
    |-- NotAllowedError         the Code or the plan does not allow the request
    |-- WorkError               the machine could not finish the work
    `-- StorageError            the disk or the folder of households failed

Each names the place, what it found, what it expected and, if there is one, the nearest valid
spelling. The command line shows NotAllowedError with exit code 1 and the others with exit code 2.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from megaroth.kernel.message import Message, Shown, as_words, message

_LONGEST = 200

_LISTS = ("one_of", "one_of_codes", "one_of_alternatives", "one_of_ended_limits")
"""Messages that list all valid values."""


def visible(text: str) -> str:
    """Text with control characters escaped, so that a hostile name cannot send commands to the
    terminal."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


class MegarothError(Exception):
    """Any error that megaroth raises on purpose; catch this to catch them all."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong with an input.

    Attributes:
        field: where in the input, as the user writes it: ``people[0].jobs[1].pay`` or ``--age``.
        found: the current value.
        expected: what would be accepted, a phrase.
        file: the file, if one was read.
        line: its line, counted from 1, if known.
        nearest: the nearest valid spelling, if one is near.
    """

    field: str
    found: Shown
    expected: Shown
    file: str | None = None
    line: int | None = None
    nearest: str | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        text = f"{self.field[:_LONGEST]}: found {as_words(self.found)}"
        if self.nearest:
            text += f"; did you mean {self.nearest}?"
        # A list of all valid values helps only when no value is near.
        if not (self.nearest and self.lists_choices):
            text += f"{'' if self.nearest else ';'} expected {as_words(self.expected)}"
        return visible(f"{place}: {text}" if place else text)

    def data(self) -> dict[str, str | int | None]:
        """The problem as plain data, in the words of the household file."""
        words = {"found": as_words(self.found), "expected": as_words(self.expected)}
        return {key: words.get(key, value) for key, value in vars(self).items()}

    @property
    def lists_choices(self) -> bool:
        """Whether the expected value is a list of all valid ones."""
        return isinstance(self.expected, Message) and self.expected.code in _LISTS


def one_of(words: Iterable[str]) -> Message:
    """What is expected where only some words are valid."""
    return message("one_of", choices=tuple(words))


class InputError(MegarothError):
    """An input is not valid. ``problems`` lists every problem, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class LawError(MegarothError):
    """The law has no such year or no such limit in that year."""


class WorkError(MegarothError):
    """The work stopped because the machine lacks something that it needs."""


class StorageError(MegarothError):
    """The disk or the folder of households refused to read or write; the text says what happened
    and what to do.

    Attributes:
        full: whether the disk is full.
    """

    def __init__(self, text: str, cause: OSError | None = None) -> None:
        self.full = cause is not None and cause.errno in (errno.ENOSPC, errno.EDQUOT)
        super().__init__(visible(text))


class NotAllowedError(MegarothError):
    """The Code or the plan does not allow the request."""


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known word most like ``word``, or None where none is near."""
    import difflib

    lower = {one.lower(): one for one in known}
    close = difflib.get_close_matches(word[:_LONGEST].lower(), list(lower), n=1, cutoff=0.6)
    return lower[close[0]] if close else None
