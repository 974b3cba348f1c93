"""Paychecks in words: what to enter in the payroll portal, the table of checks, and the days to
remember."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from megaroth.kernel.money import DOLLAR, dollars
from megaroth.planyear.elections.instruction import instruction
from megaroth.planyear.elections.result import (
    HeldBack,
    PaycheckChange,
    Paychecks,
    PaycheckTotals,
    Payday,
)
from megaroth.planyear.year_under_way import in_words
from megaroth.present.calendar import Event, calendar_of
from megaroth.present.sentences.sentence import Reader, sentence
from megaroth.present.sentences.words import LATE_NUMBERS

Place = tuple[str, str]
"""A person and an employer."""


@dataclass(frozen=True)
class Instruction:
    """What to enter at one job.

    Attributes:
        place: the person and the employer.
        text: every election, by day.
    """

    place: Place
    text: str


def instructions(answer: Paychecks) -> list[Instruction]:
    """What to enter at each job, for example "From the May 8 check: pre-tax 9%, after-tax 17%. On
    October 23 change to pre-tax 10%, after-tax 17%."""
    found = [
        Instruction((one.person, one.employer), sentence(in_words(one), Reader.PAGE))
        for one in answer.under_way
    ]
    for totals in answer.totals:
        if mine := changes_of(answer, totals):
            place = (totals.person, totals.employer)
            entries = [sentence(one, Reader.PAGE) for one in instruction(mine)]
            found.append(Instruction(place, " ".join(entries)))
    return found


def changes_of(answer: Paychecks, totals: PaycheckTotals) -> list[PaycheckChange]:
    """What to enter at one job."""
    place = (totals.person, totals.employer)
    return [one for one in answer.changes if (one.person, one.employer) == place]


def spelled(day: date) -> str:
    """A day of the year in words.

    >>> spelled(date(2026, 5, 8))
    'May 8'
    """
    return f"{day:%B} {day.day}"


COLUMNS = (
    ("gross", "gross"),
    ("pre_tax", "pre-tax"),
    ("roth", "Roth"),
    ("catch_up", "catch-up"),
    ("after_tax", "after-tax"),
    ("match", "match"),
    ("nonelective", "other"),
    ("room_left", "room left"),
    ("take_home", "take-home"),
)
"""The columns of the table of checks: the name of the amount, and the heading."""

_ALWAYS = ("gross", "room_left", "take_home")


@dataclass(frozen=True)
class CheckTable:
    """The checks of one job: headings, and a row for each check."""

    place: Place
    heads: list[str]
    rows: list[list[str]]


def check_tables(answer: Paychecks) -> list[CheckTable]:
    """The table of checks of each job, without columns that are nothing in every check."""
    found = []
    for totals in answer.totals:
        place = (totals.person, totals.employer)
        mine = paydays_of(answer, totals)
        columns = [
            (name, head)
            for name, head in COLUMNS
            if name in _ALWAYS or any(getattr(row, name) for row in mine)
        ]
        rows = [
            [row.date.isoformat(), *(_plain(getattr(row, name)) for name, _ in columns)]
            for row in mine
        ]
        if rows:
            found.append(CheckTable(place, ["payday", *(head for _, head in columns)], rows))
    return found


def paydays_of(answer: Paychecks, totals: PaycheckTotals) -> list[Payday]:
    """The checks of one job."""
    place = (totals.person, totals.employer)
    return [one for one in answer.paydays if (one.person, one.employer) == place]


def _plain(amount: int) -> str:
    return dollars(amount).replace("$", "")


def notes(answer: Paychecks) -> list[str]:
    """What to know about the year's paychecks: of each job, and how good the schedule is."""
    found = [note for totals in answer.totals for note in notes_of(totals)]
    if answer.gap:
        found.append(
            f"Not every schedule with so few changes was tried: a better one could bring at most "
            f"{dollars(answer.gap)} more."
        )
    return found


def notes_of(totals: PaycheckTotals) -> list[str]:
    """What the year comes to at one job: match lost, room held back, room unused, days to
    remember."""
    found = []
    if totals.match_lost >= DOLLAR:  # less is the rounding of checks
        lost, restored = dollars(totals.match_lost), dollars(totals.true_up_restores)
        if totals.true_up_restores == totals.match_lost:
            found.append(f"The checks miss {lost} of match, and the true-up brings it back.")
        elif totals.true_up_restores:
            found.append(f"The checks miss {lost} of match; the true-up brings back {restored}.")
        else:
            already = "already " if totals.lost_before else ""
            found.append(
                f"{lost} of match is {already}lost: contributions are not even over the year. A "
                "true-up would bring it back, but the plan as stated pays you none."
            )
    found += [_held_back(one) for one in totals.held_back]
    if totals.safe_stop is not None:
        found.append(
            f"If you learn nothing more, stop after-tax contributions with the "
            f"{spelled(totals.safe_stop)} check."
        )
    if totals.unused_room > 0:
        found.append(_unused(totals))
    if totals.look_again:
        days = ", ".join(f"{spelled(day)}, {day.year}" for day in totals.look_again)
        found.append(f"Look again on {days}.")
    return found


def _unused(totals: PaycheckTotals) -> str:
    """What is left of the year's room, and which limit that is measured against."""
    left = (
        f"{dollars(totals.unused_room)} of the {dollars(totals.limit)} limit on annual additions "
        "is left unused: neither you nor the employer contributes it."
    )
    if totals.held_back:
        return f"If nothing that is held back is needed, {left}"
    return left


def _held_back(one: HeldBack) -> str:
    known = f"{spelled(one.known_on)}, {one.known_on.year}"
    return f"{dollars(one.amount)} is held back for {LATE_NUMBERS[one.for_]}, known on {known}."


@dataclass(frozen=True)
class Reminder:
    """A day to remember, with a title and what to do."""

    day: date
    title: str
    text: str


def reminders(answer: Paychecks) -> list[Reminder]:
    """The days on which to change elections, to stop, and to look again."""
    found = []
    for totals in answer.totals:
        mine = changes_of(answer, totals)
        title = f"{totals.person}: elections at {totals.employer}"
        found += [
            Reminder(day, title, sentence(entry, Reader.PAGE))
            for entry in instruction(mine)
            if isinstance(day := entry.value("day"), date)
        ]
    for totals in answer.totals:
        for day in totals.look_again:
            amounts = [_held_back(one) for one in totals.held_back if one.known_on == day]
            found.append(
                Reminder(
                    day,
                    f"{totals.person}: look at the elections at {totals.employer} again",
                    " ".join(amounts),
                )
            )
    return sorted(found, key=lambda one: one.day)


def calendar(answer: Paychecks, name: str) -> str:
    """The days to remember as a calendar file; ``name`` is that of the household."""
    events = [
        Event(f"{one.day} {one.title}", one.day, one.title, one.text) for one in reminders(answer)
    ]
    return calendar_of(events, name, answer.year)


CSV_HEAD = ("date", "person", "employer", *(name for name, _ in COLUMNS), "catch_up_is_roth")


def csv_rows(answer: Paychecks) -> Iterator[tuple[str, ...]]:
    """Every check as a row of a CSV file, amounts in dollars."""
    yield CSV_HEAD
    for row in answer.paydays:
        yield (
            row.date.isoformat(),
            row.person,
            row.employer,
            *(f"{getattr(row, name) / 100:.2f}" for name, _ in COLUMNS),
            str(row.catch_up_is_roth).lower(),
        )
