"""The quick answer, and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from megaroth.contract.versions import Contract
from megaroth.kernel.answer_fields import OneAmount
from megaroth.present.plan import Mood


@dataclass(frozen=True, kw_only=True)
class FieldProblem:
    """An input that cannot be read.

    Attributes:
        field: the input.
        found: what it holds.
        expected: what would be accepted, a phrase.
    """

    field: str
    found: str
    expected: str


@dataclass(frozen=True, kw_only=True)
class RoomPoint:
    """A day of the chart of the room filling.

    Attributes:
        additions: annual additions through that day, cents.
    """

    date: date
    additions: OneAmount


@dataclass(frozen=True, kw_only=True)
class YearEnd:
    """Where the year ends at the job, with what was contributed before, cents.

    Attributes:
        deferral: pre-tax, Roth and catch-up contributions.
        limit: of the annual additions.
    """

    deferral: OneAmount
    after_tax: OneAmount
    match: OneAmount
    annual_additions: OneAmount
    limit: OneAmount


@dataclass(frozen=True, kw_only=True)
class AskHR:
    """The question for HR that matters most.

    Attributes:
        worth: what each reply is worth, in words.
    """

    text: str
    worth: str


@dataclass(frozen=True, kw_only=True)
class QuickAnswer:
    """The quick answer.

    Attributes:
        missing: inputs that are needed and empty; then nothing else is answered.
        problems: inputs that cannot be read; likewise.
        word: the answer in one word.
        headline: its sentence.
        instruction: what to enter in payroll now, and when to change it.
        checks_left: of the year.
        take_home: of the next check, with these elections, cents; None without a check.
        year_end: None where there is no plan to contribute to.
        room: the annual additions check by check, the day before the first one first.
        ask: the question for HR that matters most; None if none does.
        more_questions: how many others matter.
        notes: what to know about the year's checks.
        assumptions: what the answer assumes.
        household: the household file with these inputs.
    """

    missing: list[str]
    problems: list[FieldProblem]
    word: str | None = None
    mood: Mood | None = None
    headline: str | None = None
    instruction: list[str]
    checks_left: int | None = None
    take_home: OneAmount | None = None
    year_end: YearEnd | None = None
    room: list[RoomPoint]
    ask: AskHR | None = None
    more_questions: int = 0
    notes: list[str]
    assumptions: list[str]
    household: str | None = None


CONTRACT = Contract("quick", QuickAnswer)
