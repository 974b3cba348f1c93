"""A comparison as plain data, and its first line."""

from __future__ import annotations

from typing import Any

from megaroth.kernel.money import percent
from megaroth.planning.assumption_notes import main_assumption
from megaroth.planning.feature_value import NOT_OFFERED
from megaroth.planning.names import IF_OFFERED, titled
from megaroth.planning.results import AlternativeOut, Comparison, Sensitivity, Spendable, best_of
from megaroth.planyear.data import amount
from megaroth.present.words import whole

SCHEMA = "megaroth.compare/1"

_RISKY = 0.05
"""Share of the paths on which money runs out that the first line tells of."""


def to_data(answer: Comparison, moves: Sensitivity | None = None) -> dict[str, Any]:
    """A comparison as plain data, dollars; rates of growth are percent."""
    return {
        "years": list(answer.years),
        "paths": answer.paths,
        "heirs_rate": answer.heirs_rate / 10_000,
        "prices": answer.prices,
        "alternatives": [_alternative(one) for one in answer.alternatives],
        "break_even": [{"name": one.name, "year": one.break_even} for one in answer.alternatives[1:]],
        "feature_values": [{"feature": one.name, "worth": amount(one.worth)} for one in answer.features],
        "sensitivity": None if moves is None else _moves(moves),
        "assumptions": answer.assumptions,
    }


def _moves(moves: Sensitivity) -> dict[str, Any]:
    even = moves.break_even_growth
    return {
        "name": moves.name,
        "against": moves.against,
        "difference": amount(moves.difference),
        "swings": [
            {
                "assumption": one.name,
                "low": one.low,
                "high": one.high,
                "at_low": amount(one.at_low),
                "at_high": amount(one.at_high),
            }
            for one in moves.swings
        ],
        "by_growth": [{"growth": round(100 * growth, 2), "difference": amount(value)} for growth, value in moves.by_growth],
        "break_even_growth": None if even is None else round(100 * even, 2),
        "curves": [
            {
                "assumption": curve.assumption,
                "points": [{"percent": round(100 * at, 2), "difference": amount(value)} for at, value in curve.points],
                "break_even": [round(100 * at, 2) for at in curve.crossings],
            }
            for curve in moves.curves
        ],
        "taxes": [{"now": one.now, "later": one.later, "difference": amount(one.difference)} for one in moves.taxes],
        "loses": moves.loses,
    }


def _alternative(one: AlternativeOut) -> dict[str, Any]:
    difference = one.difference
    return {
        "name": one.name,
        "about": one.about,
        "contributions": {kind: amount(value) for kind, value in one.contributions.items()},
        "out_of_pocket": [{"year": year, "amount": amount(value)} for year, value in one.out_of_pocket.items()],
        "wealth_after_tax": amount(one.wealth_after_tax),
        "bequest": amount(one.bequest),
        "owned_at_the_end": {name: amount(value) for name, value in one.ends.items()},
        "runs_out": one.short,
        "difference": {name: amount(getattr(difference, name)) for name in ("mean", "p5", "p50", "p95", "standard_error")},
        "probability_ahead": one.probability_ahead,
        "sustainable_spending": None if one.spendable is None else _spendable(one.spendable),
    }


def _spendable(one: Spendable) -> dict[str, Any]:
    return {"assumed_growth": amount(one.level), "p5": amount(one.p5), "p50": amount(one.p50), "paths": one.paths}


def leading(answer: Comparison) -> AlternativeOut:
    """What to show the years of: the alternative that is furthest ahead, or the only one."""
    return best_of(answer) if len(answer.alternatives) > 1 else answer.alternatives[0]


def headline(answer: Comparison) -> tuple[str, str]:
    """The answer, its size, its certainty and its main assumption."""
    first, others = answer.alternatives[0], answer.alternatives[1:]
    if not others:
        alone = f"after tax with {titled(first.name)}; there is nothing to compare it with."
        return whole(first.wealth_after_tax), f"{alone}{_if_offered(answer)}"
    ahead = best_of(answer)
    size = ahead.difference.mean
    if size <= 0:
        return (
            "NO",
            f"nothing is ahead of {titled(first.name)} on average; nearest is {titled(ahead.name)}, {whole(-size)} behind."
            f"{_if_offered(answer)}",
        )
    sure = (
        f", and ahead in {percent(round(ahead.probability_ahead * 1_000_000), 0)} of {answer.paths:,} paths"
        if answer.paths > 1
        else ""
    )
    return (
        whole(size),
        f"is what {titled(ahead.name)} is ahead of {titled(first.name)} by {answer.years[1]}, in money of {answer.years[0]}{sure}."
        f"{lasting(ahead.short, answer.paths)}{_if_offered(answer)} {main_assumption(answer.assumptions)}",
    )


def _if_offered(answer: Comparison) -> str:
    """What to ask HR for, where plans do not offer it and it would be worth something."""
    lacking = next((one for one in answer.features if one.having == IF_OFFERED and one.worth > 0), None)
    if lacking is None:
        return ""
    return f" Ask HR for {lacking.name.removesuffix(NOT_OFFERED)}: with as much saved it would be worth {whole(lacking.worth)}."


def lasting(short: float, paths: int) -> str:
    """A sentence where money runs out on more than one path in twenty, else nothing."""
    if short <= _RISKY:
        return ""
    return f" The money does not last{f' on {percent(round(short * 1_000_000), 0)} of the paths' if paths > 1 else ''}."


def told_growth(moves: Sensitivity) -> str:
    """From which growth the one stays ahead."""
    even = moves.break_even_growth
    if even is not None:
        return f"{_begun(moves.name)} stays ahead from a growth of {percent(round(even * 1_000_000), 1)} a year."
    (lowest, _), (highest, last) = moves.by_growth[0], moves.by_growth[-1]
    low, high = (percent(round(growth * 1_000_000), 1) for growth in (lowest, highest))
    if last < 0:
        return f"{_begun(moves.name)} is behind at a growth of {high} a year."
    return f"{_begun(moves.name)} is not behind at any growth from {low} to {high} a year."


def _begun(name: str) -> str:
    """An alternative in words, to begin a sentence with."""
    words = titled(name)
    return words[:1].upper() + words[1:]
