"""The dated steps of a plan year as a calendar file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from megaroth.present.calendar import Event, calendar_of
from megaroth.present.plan import overdue, steps_at
from megaroth.present.sentences.sentence import Reader, sentence, title
from megaroth.service.answers import PlanYear


def calendar(answer: PlanYear, name: str, today: date) -> str:
    """A calendar with an all-day event for each step; the same answer gives the same bytes on a
    day.

    Args:
        answer: the plan year.
        name: of the household, for the calendar's title.
        today: the date of late steps that are still possible.
    """
    return calendar_of(_events(answer, today), name, answer.year)


def _events(answer: PlanYear, today: date) -> Iterator[Event]:
    late = [step for step, is_late in steps_at(answer, today) if is_late]
    for step in answer.steps:
        day, text = step.date, sentence(step.text, Reader.PAGE)
        if step in late:
            day, text = today, f"{sentence(overdue(step), Reader.PAGE)} {text}"
        yield Event(f"{step.date} {step.text}", day, title(step.text, Reader.PAGE), text)
