"""Days to remember as a calendar file (RFC 5545)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_LONGEST = 73


@dataclass(frozen=True)
class Event:
    """An all-day event.

    Attributes:
        key: what identifies it, so that a later file updates it.
    """

    key: str
    day: date
    title: str
    text: str


def calendar_of(events: Iterable[Event], name: str, year: int) -> str:
    """A calendar with a reminder for each event; the same events give the same bytes.

    Args:
        events: in their order.
        name: of the household, for the calendar's title.
        year: of the answer.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//megaroth//plan year//EN",
        f"X-WR-CALNAME:{_text(f'megaroth: {name}')}",
    ]
    for event in events:
        mark = hashlib.sha256(f"{name} {event.key}".encode()).hexdigest()[:32]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{mark}@megaroth.invalid",
            f"DTSTAMP:{year}0101T000000Z",
            f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(event.title)}",
            f"DESCRIPTION:{_text(event.text)}",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_text(event.text)}",
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
