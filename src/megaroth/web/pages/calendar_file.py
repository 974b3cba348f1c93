"""The dated steps of a plan year as a calendar file (RFC 5545)."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from megaroth.present.plan import overdue, steps_at
from megaroth.present.sentences.sentence import Reader, sentence, title
from megaroth.service.answers import PlanYear

_LONGEST = 73


def calendar(answer: PlanYear, name: str, today: date) -> str:
    """A calendar with an all-day event for each step; the same answer gives the same bytes on a
    day.

    Args:
        answer: the plan year.
        name: of the household, for the calendar's title.
        today: the date of late steps that are still possible.
    """
    late = [step for step, is_late in steps_at(answer, today) if is_late]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//megaroth//plan year//EN",
        f"X-WR-CALNAME:{_text(f'megaroth: {name}')}",
    ]
    for step in answer.steps:
        mark = hashlib.sha256(f"{name} {step.date} {step.text}".encode()).hexdigest()[:32]
        day, text = step.date, sentence(step.text, Reader.PAGE)
        if step in late:
            day, text = today, f"{sentence(overdue(step), Reader.PAGE)} {text}"
        lines += [
            "BEGIN:VEVENT",
            f"UID:{mark}@megaroth.invalid",
            f"DTSTAMP:{answer.year}0101T000000Z",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(title(step.text, Reader.PAGE))}",
            f"DESCRIPTION:{_text(text)}",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_text(text)}",
            "TRIGGER:-P1D",
            "END:VALARM",
            "END:VEVENT",
        ]
    return "".join(
        f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line)
    )


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(escaped.split())


def _folded(line: str) -> list[str]:
    """A line in pieces of at most 75 bytes, without cutting a character; each piece after the first
    starts with a space."""
    pieces, piece = [], ""
    for char in line:
        if len((piece + char).encode()) > _LONGEST:
            pieces.append(piece)
            piece = " "
        piece += char
    return [*pieces, piece]
