"""Letters about a plan: what they hold, and their text in lines that fit an e-mail."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from megaroth.kernel.answer_fields import OneAmount
from megaroth.kernel.message import Message
from megaroth.planyear.figure import Figure
from megaroth.present.words import money

WIDTH = 80
"""The longest line of a letter."""

Recipient = Literal["HR", "plan provider"]


@dataclass(frozen=True, kw_only=True)
class LetterReply:
    """A reply, and how to enter it.

    Attributes:
        reply: as the letter offers it.
        line: the line of the household file; if empty, the line of the rule is left out.
    """

    reply: str
    line: str


@dataclass(frozen=True, kw_only=True)
class LetterQuestion:
    """A numbered question of a letter.

    Attributes:
        rule: the key of the household file.
        table: the table of the file that has the key.
        ask: the question.
        reason: why it is asked.
        worth: what the replies differ by, in words.
        stake: the same, cents; zero if the replies decide payroll entries alone.
    """

    number: int
    rule: str
    table: str
    ask: str
    reason: str
    worth: str
    stake: OneAmount
    replies: list[LetterReply]


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter of one person about the plan of one employer.

    Attributes:
        kind: questions about the plan, or the request to offer after-tax contributions.
        to: HR, or the provider of the plan if the person controls the employer.
        text: the whole letter, in lines of at most 80 characters.
        after_tax: what could be contributed after tax this year, if it is a request, cents.
    """

    kind: Literal["questions", "offer"]
    person: str
    employer: str
    to: Recipient
    subject: str
    text: str
    questions: list[LetterQuestion]
    after_tax: Figure | None = None


@dataclass(frozen=True, kw_only=True)
class Letters:
    """The letters of a household.

    Attributes:
        notes: why there is no letter, or none to an employer.
        assumptions: of the plan year that the worths come from.
    """

    year: int
    letters: list[Letter]
    notes: list[Message]
    assumptions: list[Message]


def amount(value: Figure) -> str:
    """An amount without cents where it has none."""
    return money(value).replace(".00", "")


def wrapped(blocks: Sequence[str]) -> str:
    """Blocks with an empty line between them, in lines of at most 80 characters. What follows a
    number, a dash or three spaces is indented likewise."""
    return "\n\n".join("\n".join(_lines(block)) for block in blocks) + "\n"


def _lines(block: str) -> list[str]:
    found = []
    for line in block.splitlines():
        text = line.lstrip()
        mark = len(line) - len(text)
        if text.startswith("- "):
            mark += 2
        elif text.split(". ")[0].isdigit():
            mark += len(text.split(". ")[0]) + 2
        found += textwrap.wrap(
            line,
            WIDTH,
            subsequent_indent=" " * mark,
            break_on_hyphens=False,
            break_long_words=False,
        )
    return found


def how_to_enter(letter: Letter) -> list[tuple[str, str, str]]:
    """How to enter each reply: the number of its question, the reply, and the line of the household
    file."""
    return [
        (
            str(one.number),
            reply.reply,
            reply.line or f"leave out {one.rule}",
        )
        for one in letter.questions
        for reply in one.replies
    ]
