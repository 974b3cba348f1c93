"""What people see first of a comparison, in the same words on every face."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from megaroth.kernel.message import Message
from megaroth.planning.measured_results import Headline, Verdict
from megaroth.present.sentences.sentence import Reader, sentence

WORDS: dict[Verdict, str] = {
    "ahead": "AHEAD",
    "behind": "BEHIND",
    "about_equal": "ABOUT EQUAL",
    "does_not_last": "DOES NOT LAST",
}
"""A verdict in a word, for a mark or a color."""

MOODS: dict[Verdict, str] = {
    "ahead": "yes",
    "behind": "no",
    "about_equal": "depends",
    "does_not_last": "no",
}
"""The color of a verdict: only what is ahead and lasts is green."""


@dataclass(frozen=True)
class FirstScreen:
    """The first screen in words; the chart stands between the result and the costs.

    Attributes:
        verdict: what the answer comes to.
        result: what it brings, and between which bounds.
        costs: what it costs to have; empty for nothing.
        assumed: what the result depends on most.
    """

    verdict: Verdict
    result: str
    costs: str
    assumed: str

    @property
    def text(self) -> str:
        """All of it, as one text."""
        return " ".join(part for part in (self.result, self.costs, self.assumed) if part)

    @property
    def word(self) -> str:
        """The verdict in a word."""
        return WORDS[self.verdict]

    @property
    def mood(self) -> str:
        """The color of the verdict: ``yes``, ``no`` or ``depends``."""
        return MOODS[self.verdict]


def first_screen(of: Headline, reader: Reader = Reader.FILE) -> FirstScreen:
    """The first screen of a comparison whose alternatives have their best policies."""

    def said(messages: Sequence[Message]) -> str:
        return " ".join(sentence(one, reader) for one in messages)

    return FirstScreen(of.verdict, said(of.result), said(of.costs), said(of.assumed))
