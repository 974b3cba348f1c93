"""Answers about the years ahead while plan rules are unknown, in sentences: the range, and what
decides it."""

from __future__ import annotations

from typing import Any

from megaroth.kernel.message import message
from megaroth.planning.results import Comparison, OutcomeRange, best_of
from megaroth.present.comparison import lasting, main_assumption
from megaroth.present.first_screen import FirstScreen, first_screen
from megaroth.present.names import label_of
from megaroth.present.screen_of_ends import screen_of_ends
from megaroth.present.sentences.sentence import Reader, sentence
from megaroth.present.words import whole


def outcome_screen(
    found: OutcomeRange[Comparison], reader: Reader = Reader.FILE
) -> FirstScreen | None:
    """The first screen of both ends; None where alternatives do not have their best policies, or
    there is only one."""
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
    least, most = found.least, found.most
    first = most.alternatives[0]
    if len(most.alternatives) < 2:
        return spread(
            least.alternatives[0].wealth_after_tax,
            first.wealth_after_tax,
            f"after tax with {label_of(first.name)}",
            found,
        )
    lead = best_of(most)
    behind = next(one for one in least.alternatives if one.name == lead.name)
    what = (
        f"more with {label_of(lead.name)} than with {label_of(first.name)} by {most.years[1]}, in "
        f"{most.years[0]} dollars"
    )
    word, text = spread(behind.difference.mean, lead.difference.mean, what, found)
    lasts = lasting(max(behind.short, lead.short), most.paths)
    return word, f"{text}{lasts} {main_assumption(most.assumptions, reader)}"


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
