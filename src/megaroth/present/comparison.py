"""A comparison in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from megaroth.kernel.message import Amount, Message, message
from megaroth.planning.results import IF_OFFERED, AlternativeResult, Comparison, best_of
from megaroth.present.first_screen import first_screen
from megaroth.present.sentences.sentence import Reader, as_text, sentence
from megaroth.present.words import whole


def leading(answer: Comparison) -> AlternativeResult:
    """The alternative to show year by year: the one furthest ahead, or the only one."""
    return best_of(answer) if len(answer.alternatives) > 1 else answer.alternatives[0]


def headline(answer: Comparison, reader: Reader = Reader.FILE) -> tuple[str, str]:
    """The answer, its size, its certainty and its main assumption."""
    if answer.headline is not None:
        shown = first_screen(answer.headline, reader)
        return shown.lead, shown.rest
    alone = sentence(_alone(answer), reader)
    return alone, f"{_if_offered(answer)} {main_assumption(answer.assumptions, reader)}".strip()


def _alone(answer: Comparison) -> Message:
    """What there is to spend or to cash out with the only alternative."""
    measures = answer.alternatives[0].measures
    return message(
        "worth_alone",
        level=Amount.of(measures.leading.middle),
        spends=measures.spending_per_year is not None,
        year=answer.years[1],
        name=answer.alternatives[0].name,
    )


def _if_offered(answer: Comparison) -> str:
    """The missing plan feature to ask HR for, if it would be worth something."""
    lacking = next(
        (one for one in answer.features if one.having == IF_OFFERED and one.worth > 0), None
    )
    if lacking is None:
        return ""
    feature = as_text(cast(Message, lacking.name.value("feature")))
    return f" Ask HR for {feature}: with as much saved it would be worth {whole(lacking.worth)}."


def main_assumption(assumptions: Sequence[Message], reader: Reader) -> str:
    """The assumptions that a first line names: the market, reforms, and years without spending."""
    others = (one for one in assumptions if one.code in ("reform", "nothing_to_spend"))
    return " ".join(sentence(one, reader) for one in [assumptions[0], *others])
