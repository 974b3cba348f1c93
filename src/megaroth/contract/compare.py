"""A comparison of alternatives as JSON, with what moves it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from megaroth.contract.outcome_range import both
from megaroth.contract.plain_data import amount
from megaroth.contract.schema_parts import (
    COUNT,
    NUMBER,
    OWNED,
    TEXT,
    Schema,
    array,
    closed,
    optional,
    record,
)
from megaroth.planning.results import (
    AlternativeOut,
    Comparison,
    OutcomeRange,
    Sensitivity,
    Spendable,
)
from megaroth.present.sensitivity import losing_cases

SCHEMA = "megaroth.compare/1"


def to_json(
    answer: Comparison | OutcomeRange[Comparison], moves: Sequence[Sensitivity | None] = ()
) -> dict[str, Any]:
    """The answer, or both its ends, with the name of its schema.

    Args:
        answer: the comparison.
        moves: what moves it, of each end, the least first.
    """
    if not isinstance(answer, OutcomeRange):
        return _json(answer, *moves)
    least, most = moves or (None, None)
    return both("compare", answer, _json(answer.least, least), _json(answer.most, most))


def _json(answer: Comparison, moves: Sensitivity | None = None) -> dict[str, Any]:
    return {"schema": SCHEMA} | to_data(answer, moves)


def to_data(answer: Comparison, moves: Sensitivity | None = None) -> dict[str, Any]:
    """A comparison as plain data, dollars; rates of growth are percent."""
    return {
        "years": list(answer.years),
        "paths": answer.paths,
        "heirs_rate": answer.heirs_rate / 10_000,
        "prices": answer.prices,
        "alternatives": [_alternative(one) for one in answer.alternatives],
        "break_even": [
            {"name": one.name, "year": one.break_even} for one in answer.alternatives[1:]
        ],
        "feature_values": [
            {"feature": one.name, "worth": amount(one.worth)} for one in answer.features
        ],
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
        "by_growth": [
            {"growth": round(100 * growth, 2), "difference": amount(value)}
            for growth, value in moves.by_growth
        ],
        "break_even_growth": None if even is None else round(100 * even, 2),
        "curves": [
            {
                "assumption": curve.assumption,
                "points": [
                    {"percent": round(100 * at, 2), "difference": amount(value)}
                    for at, value in curve.points
                ],
                "break_even": [round(100 * at, 2) for at in curve.crossings],
            }
            for curve in moves.curves
        ],
        "taxes": [
            {"now": one.now, "later": one.later, "difference": amount(one.difference)}
            for one in moves.taxes
        ],
        "loses": losing_cases(moves),
    }


def _alternative(one: AlternativeOut) -> dict[str, Any]:
    difference = one.difference
    return {
        "name": one.name,
        "about": one.about,
        "contributions": {kind: amount(value) for kind, value in one.contributions.items()},
        "out_of_pocket": [
            {"year": year, "amount": amount(value)} for year, value in one.out_of_pocket.items()
        ],
        "wealth_after_tax": amount(one.wealth_after_tax),
        "bequest": amount(one.bequest),
        "owned_at_the_end": {name: amount(value) for name, value in one.ends.items()},
        "runs_out": one.short,
        "difference": {
            name: amount(getattr(difference, name))
            for name in ("mean", "p5", "p50", "p95", "standard_error")
        },
        "probability_ahead": one.probability_ahead,
        "sustainable_spending": None if one.spendable is None else _spendable(one.spendable),
    }


def _spendable(one: Spendable) -> dict[str, Any]:
    return {
        "assumed_growth": amount(one.level),
        "p5": amount(one.p5),
        "p50": amount(one.p50),
        "paths": one.paths,
    }


def schema() -> Schema:
    """The closed schema of a comparison."""
    kinds = ("pre_tax", "roth", "after_tax", "roth_ira", "back_door", "hsa")
    whole = COUNT
    alternative = record(
        {
            "name": TEXT,
            "about": TEXT,
            "contributions": record(dict.fromkeys(kinds, NUMBER)),
            "out_of_pocket": {"type": "array", "items": record({"year": whole, "amount": NUMBER})},
            "wealth_after_tax": NUMBER,
            "bequest": NUMBER,
            "owned_at_the_end": OWNED,
            "runs_out": NUMBER,
            "difference": record(
                dict.fromkeys(("mean", "p5", "p50", "p95", "standard_error"), NUMBER)
            ),
            "probability_ahead": NUMBER,
            "sustainable_spending": optional(
                record({**dict.fromkeys(("assumed_growth", "p5", "p50"), NUMBER), "paths": whole})
            ),
        }
    )
    even = record({"name": TEXT, "year": optional(whole)})
    swing = record(
        {**dict.fromkeys(("assumption", "low", "high"), TEXT), "at_low": NUMBER, "at_high": NUMBER}
    )
    curve = record(
        {
            "assumption": TEXT,
            "points": {"type": "array", "items": record({"percent": NUMBER, "difference": NUMBER})},
            "break_even": array(NUMBER),
        }
    )
    moves = record(
        {
            "name": TEXT,
            "against": TEXT,
            "difference": NUMBER,
            "swings": array(swing),
            "by_growth": {
                "type": "array",
                "items": record({"growth": NUMBER, "difference": NUMBER}),
            },
            "break_even_growth": optional(NUMBER),
            "curves": array(curve),
            "taxes": {
                "type": "array",
                "items": record({"now": whole, "later": whole, "difference": NUMBER}),
            },
            "loses": array(TEXT),
        }
    )
    return closed(
        SCHEMA,
        {
            "years": array(whole),
            "paths": whole,
            "heirs_rate": NUMBER,
            "prices": NUMBER,
            "alternatives": array(alternative),
            "break_even": array(even),
            "feature_values": {
                "type": "array",
                "items": record({"feature": TEXT, "worth": NUMBER}),
            },
            "sensitivity": optional(moves),
            "assumptions": array(TEXT),
        },
    )
