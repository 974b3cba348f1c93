"""Answers about the years ahead while plan rules are unknown, in sentences: the range, and what
decides it."""

from __future__ import annotations

from typing import Any

from megaroth.kernel.message import message
from megaroth.planning.results import Comparison, OutcomeRange
from megaroth.present.comparison import main_assumption
from megaroth.present.first_screen import FirstScreen, first_screen
from megaroth.present.names import label_of
from megaroth.present.screen_of_ends import screen_of_ends
from megaroth.present.sentences.sentence import Reader, sentence
from megaroth.present.words import whole


def outcome_screen(
    found: OutcomeRange[Comparison], reader: Reader = Reader.FILE
) -> FirstScreen | None:
    """The first screen of both ends; None where there is only one alternative."""
    least, most = found.least.headline, found.most.headline
    if least is None or most is None:
        return None
    ask = found.ask
    decides = message(
        "depends_on_plan_rules",
        to=None if ask is None else ask.to,
        text=None if ask is None else ask.text,
    )
    return screen_of_ends(least, most, [decides], reader)


def screen_of(
    compared: Comparison, outcomes: OutcomeRange[Comparison] | None, reader: Reader
) -> FirstScreen | None:
    """The first screen of a comparison, or of both its ends where plan rules are unknown; None as
    in :func:`outcome_screen`."""
    if outcomes is not None:
        return outcome_screen(outcomes, reader)
    return None if compared.headline is None else first_screen(compared.headline, reader)


def headline(found: OutcomeRange[Comparison], reader: Reader = Reader.FILE) -> tuple[str, str]:
    """The range, what decides it, and the main assumption."""
    screen = outcome_screen(found, reader)
    if screen is not None:
        return screen.lead, screen.rest
    least, most = (end.alternatives[0].measures for end in (found.least, found.most))
    first = found.most.alternatives[0]
    what = (
        f"after cashing everything out with {label_of(first.name)}"
        if most.spending_per_year is None
        else f"can be spent a year after work with {label_of(first.name)}"
    )
    word, text = spread(least.leading.middle, most.leading.middle, what, found)
    return word, f"{text} {main_assumption(found.most.assumptions, reader)}"


def spread(least: int, most: int, what: str, found: OutcomeRange[Any]) -> tuple[str, str]:
    """A range in words, with the question that decides it."""
    low, high = sorted([least, most])
    asked = found.ask
    ask = (
        ""
        if asked is None
        else f" Ask {'HR' if asked.to == 'HR' else 'yourself'} first: {sentence(asked.text)}"
    )
    return f"{whole(low)} to {whole(high)}", f"{what}, depending on the unknown plan rules.{ask}"


def ends(found: OutcomeRange[Any]) -> list[str]:
    """Two sentences: the plan rules that give the least, and those that give the most."""
    return [
        f"{word}: {'; '.join(sentence(one) for one in answers)}."
        for word, answers in (("Least", found.least_answers), ("Most", found.most_answers))
    ]
