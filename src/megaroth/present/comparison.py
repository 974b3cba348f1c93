"""A comparison in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from megaroth.kernel.message import Amount, Message, message
from megaroth.planning.measured_results import Measures
from megaroth.planning.results import IF_OFFERED, AlternativeResult, Comparison, best_of
from megaroth.present.first_screen import first_screen
from megaroth.present.names import label_of
from megaroth.present.sentences.sentence import Reader, as_text, sentence
from megaroth.present.words import share_of_paths, whole

_RISKY = 0.05
"""The share of paths on which money runs out from which the first line reports it."""


def leading(answer: Comparison) -> AlternativeResult:
    """The alternative to show year by year: the one furthest ahead, or the only one."""
    first = answer.headline
    if first is not None:
        return next(one for one in answer.alternatives if one.name == first.name)
    return best_of(answer) if len(answer.alternatives) > 1 else answer.alternatives[0]


def headline(answer: Comparison, reader: Reader = Reader.FILE) -> tuple[str, str]:
    """The answer, its size, its certainty and its main assumption."""
    if answer.headline is not None:
        shown = first_screen(answer.headline, reader)
        return shown.lead, shown.rest
    first, others = answer.alternatives[0], answer.alternatives[1:]
    if not others and first.measures is not None:
        alone = sentence(_alone(answer, first.measures), reader)
        return alone, f"{_if_offered(answer)} {main_assumption(answer.assumptions, reader)}".strip()
    if not others:
        about = f"after tax with {label_of(first.name)}; there is nothing to compare it with."
        return whole(first.wealth_after_tax), f"{about}{_if_offered(answer)}"
    ahead = best_of(answer)
    size = ahead.difference.mean
    if size <= 0:
        return (
            "NO",
            f"nothing is ahead of {label_of(first.name)} on average; nearest is "
            f"{label_of(ahead.name)}, {whole(-size)} behind."
            f"{_if_offered(answer)}",
        )
    sure = (
        f" on average (the median is {whole(ahead.difference.p50)}; 9 of 10 paths are between "
        f"{whole(ahead.difference.p5)} and {whole(ahead.difference.p95)}), and ahead in "
        f"{share_of_paths(ahead.probability_ahead)} of {answer.paths:,} paths"
        if answer.paths > 1
        else ""
    )
    return (
        whole(size),
        f"more with {label_of(ahead.name)} than with {label_of(first.name)} by {answer.years[1]}, "
        f"in {answer.years[0]} dollars{sure}."
        f"{lasting(ahead.short, answer.paths)}{_if_offered(answer)} "
        f"{main_assumption(answer.assumptions, reader)}",
    )


def _alone(answer: Comparison, measures: Measures) -> Message:
    """What there is to spend or to cash out with the only alternative."""
    spending = measures.spending_per_year
    level = measures.cash_out if spending is None else spending
    return message(
        "worth_alone",
        level=Amount.of(level.middle),
        spends=spending is not None,
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


def lasting(short: float, paths: int) -> str:
    """A sentence if money runs out on more than one path in twenty; else empty."""
    if short <= _RISKY:
        return ""
    return (
        " The money does not "
        f"last{f' on {share_of_paths(short)} of the paths' if paths > 1 else ''}."
    )
