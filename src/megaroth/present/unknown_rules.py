"""Answers about the years ahead while plan rules are unknown, in sentences: the range, and what
decides it."""

from __future__ import annotations

from typing import Any

from megaroth.planning.results import Comparison, OutcomeRange, best_of
from megaroth.present.comparison import lasting, main_assumption
from megaroth.present.names import label_of
from megaroth.present.sentences.sentence import Reader, sentence
from megaroth.present.words import whole


def headline(found: OutcomeRange[Comparison], reader: Reader = Reader.FILE) -> tuple[str, str]:
    """The range, what decides it, and the main assumption."""
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
        f"is what {label_of(lead.name)} is ahead of {label_of(first.name)} by {most.years[1]}, in "
        f"money of {most.years[0]}"
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
