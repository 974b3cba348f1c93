"""The tree of errors.

::

    MegarothError               everything that megaroth raises on purpose
    |-- InputError              the reader's side: a file, a flag, a field; carries every problem found, not the first
    |-- LawError                no such year or limit in the law
    `-- NotAllowedError         the Code or the plan says no to what was asked

Each names the place, what it found, what it wanted and, where there is one, the nearest valid spelling.
The command line shows the first two with exit code 2 and the last with exit code 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


class MegarothError(Exception):
    """Whatever megaroth raises on purpose; catch this to catch them all."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong with an input.

    Attributes:
        field: where in the input, as the user writes it: ``people[0].jobs[1].pay`` or ``--age``.
        found: what stands there.
        expected: what would be accepted, a phrase.
        file: the file, if one was read.
        line: its line, counted from 1, if known.
        nearest: the nearest valid spelling, if one is near.
    """

    field: str
    found: str
    expected: str
    file: str | None = None
    line: int | None = None
    nearest: str | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        text = f"{self.field}: found {self.found}; expected {self.expected}"
        if self.nearest:
            text += f"; did you mean {self.nearest}?"
        return f"{place}: {text}" if place else text


class InputError(MegarothError):
    """An input cannot be read as what it should be. ``problems`` lists every fault, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class LawError(MegarothError):
    """The law has no such year or no such limit in that year."""


class NotAllowedError(MegarothError):
    """The Code or the plan does not allow what was asked for."""


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known word most like ``word``, or None where none is near."""
    import difflib

    close = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return close[0] if close else None
