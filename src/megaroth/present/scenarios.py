"""Households next to each other as one table, with the figures that differ marked."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.planyear.scenarios import FIGURES, Scenario, Scenarios
from megaroth.present.sentences.sentence import Reader, sentence
from megaroth.present.words import money, whole

LABELS = {
    "verdict": "mega backdoor Roth",
    "after_tax": "after-tax contributions",
    "deferrals": "elective deferrals",
    "employer": "employer contributions",
    "to_roth": "reaches Roth this year",
    "rollover_tax": "tax on the rollover",
    "income_tax": "income and payroll tax",
    "take_home": "take-home pay of the year",
    "spending": "can be spent a year after work",
}
"""What each figure is called."""

TITLES = {
    "hr_says_no": "HR says no",
    "new_job": "New job",
    "roth_deferrals": "Roth deferrals",
    "retire_sooner": "Retire sooner",
}
"""The titles of changes; that of another state is the state."""


@dataclass(frozen=True)
class Cell:
    """A figure of one household, and whether it differs from the first one's."""

    text: str
    differs: bool


@dataclass(frozen=True)
class SideBySide:
    """The table: a title for each household, and a row for each figure that any of them has."""

    titles: list[str]
    rows: list[tuple[str, list[Cell]]]
    notes: list[str]


def side_by_side(answer: Scenarios, reader: Reader = Reader.FILE) -> SideBySide:
    """The table of households next to each other, and what was changed."""
    columns = answer.scenarios
    rows = [
        (LABELS[name], [_cell(one, name) for one in columns])
        for name in FIGURES
        if any(getattr(one, name) is not None for one in columns)
    ]
    notes = [sentence(what, reader) for one in columns for what in one.change]
    notes += [
        f"{_title(one)}: nothing in this table differs." for one in columns[1:] if not one.differs
    ]
    if any(one.spending is not None for one in columns):
        notes.append(
            "What can be spent after work is in today's money, with the same growth every year and "
            "the best alternative and withdrawals of each. Until then a household spends the same "
            "with each change."
        )
    return SideBySide([_title(one) for one in columns], rows, notes)


def _title(one: Scenario) -> str:
    return TITLES.get(one.title, one.title.removeprefix("state=")) if one.change else one.title


def _cell(one: Scenario, name: str) -> Cell:
    value = getattr(one, name)
    if value is None:
        text = ""
    elif name == "verdict":
        text = value
    else:
        text = whole(value) if name == "spending" else money(value)
    return Cell(text, name in one.differs)
