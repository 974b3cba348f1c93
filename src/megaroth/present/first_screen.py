"""What people see first of a comparison, in the same words on every face."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from megaroth.kernel.message import Message, merge_alike, message
from megaroth.planning.measured_results import Headline, Verdict
from megaroth.present.sentences.sentence import Reader, sentence

_MOODS: dict[Verdict, str] = {
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
        _MOODS[of.verdict],
        _said(of.result[:1], reader),
        _said(of.result[1:], reader),
        _said([of.chart], reader),
        _said(of.costs, reader),
        _said(of.assumed, reader),
    )


def screen_of_ends(
    least: Headline, most: Headline, asked: Sequence[Message], reader: Reader = Reader.FILE
) -> FirstScreen:
    """The first screen while plan rules are unknown: both ends as ranges where they say the same,
    else one after the other.

    Args:
        least: with the plan rules that give the least.
        most: with those that give the most.
        asked: what decides between them.
        reader: who reads it.
    """
    one = merge_alike(_comparable([least.result[0], most.result[0]]))
    lead = (
        one
        if len(one) == 1
        else [message("worth_at_ends", least=least.result[0], most=most.result[0])]
    )
    reasons = [*merge_alike([*least.result[1:], *most.result[1:]]), *asked]
    moods = {_MOODS[least.verdict], _MOODS[most.verdict]}
    return FirstScreen(
        moods.pop() if len(moods) == 1 else "depends",
        _said(lead, reader),
        _said(reasons, reader),
        _said([most.chart], reader),
        _said(merge_alike([*least.costs, *most.costs]), reader),
        _said(most.assumed, reader),
    )


def _comparable(results: Sequence[Message]) -> list[Message]:
    """Results without the year from which they are ahead, where it differs."""
    years = {dict(one.parameters).get("since") for one in results}
    if len(years) == 1:
        return list(results)
    return [
        Message(
            one.code,
            tuple((name, None if name == "since" else value) for name, value in one.parameters),
        )
        for one in results
    ]


def _said(messages: Sequence[Message], reader: Reader) -> str:
    return " ".join(sentence(one, reader) for one in messages)
