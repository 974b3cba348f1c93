"""What people see first of a comparison, in the same words on every face."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from megaroth.kernel.message import Message
from megaroth.planning.measured_results import Headline, Verdict
from megaroth.present.sentences.sentence import Reader, sentence

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
        mood: the color of the verdict: ``yes``, ``no`` or ``depends``.
        lead: the first sentence: what it brings, and between which bounds.
        reasons: what else the result needs: why it loses, what is not stated; empty for nothing.
        chart: what the chart shows.
        costs: what it costs to have; empty for nothing.
        assumed: what the result depends on most.
    """

    mood: str
    lead: str
    reasons: str
    chart: str
    costs: str
    assumed: str

    @property
    def rest(self) -> str:
        """All that follows the first sentence but the caption of the chart."""
        return " ".join(part for part in (self.reasons, self.costs, self.assumed) if part)

    @property
    def text(self) -> str:
        """All of it but the caption of the chart."""
        return f"{self.lead} {self.rest}"


def first_screen(of: Headline, reader: Reader = Reader.FILE) -> FirstScreen:
    """The first screen of a comparison whose alternatives have their best policies."""
    return FirstScreen(
        MOODS[of.verdict],
        joined(of.result[:1], reader),
        joined(of.result[1:], reader),
        joined([of.chart], reader),
        joined(of.costs, reader),
        joined(of.assumed, reader),
    )


def joined(messages: Sequence[Message], reader: Reader) -> str:
    """Messages as one text."""
    return " ".join(sentence(one, reader) for one in messages)
