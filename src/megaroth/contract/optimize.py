"""The best plan as JSON."""

from __future__ import annotations

from typing import Any

from megaroth.contract.outcome_range import either
from megaroth.contract.plain_data import amount
from megaroth.contract.schema_parts import (
    COUNT,
    FLAG,
    NUMBER,
    OWNED,
    TEXT,
    Schema,
    array,
    closed,
    optional,
    record,
)
from megaroth.planning.aim import OBJECTIVES
from megaroth.planning.results import OutcomeRange
from megaroth.planning.yearly_results import Optimized

SCHEMA = "megaroth.optimize/1"


def to_json(answer: Optimized | OutcomeRange[Optimized]) -> dict[str, Any]:
    """The answer, or both its ends, with the name of its schema."""
    return either("optimize", answer, lambda end: {"schema": SCHEMA} | to_data(end))


def to_data(answer: Optimized) -> dict[str, Any]:
    """The plan as plain data, dollars."""
    aim = answer.aim
    return {
        "objective": aim.objective,
        "at_age": aim.at_age if aim.objective == "roth" else None,
        "constraints": {
            "take_home": None if aim.take_home is None else amount(aim.take_home),
            "liquid": None if aim.liquid is None else amount(aim.liquid),
            "moves": aim.moves,
            "missed": [
                {"year": year, "amount": amount(value)} for year, value in answer.missed.items()
            ],
        },
        "about": answer.about,
        "value": amount(answer.value),
        "wealth_after_tax": amount(answer.wealth_after_tax),
        "owned_at_the_end": {name: amount(value) for name, value in answer.ends.items()},
        "heirs_rate": answer.heirs_rate / 10_000,
        "prices": answer.prices,
        "runs_out": answer.runs_out,
        "proposed": None if answer.proposed is None else amount(answer.proposed),
        "bound": amount(answer.bound),
        "rule_of_thumb": {
            "about": answer.rule_of_thumb.about,
            "value": amount(answer.rule_of_thumb.value),
        },
        "rules": [{"about": one.about, "value": amount(one.value)} for one in answer.rules],
        "elections": [
            {
                "year": one.year,
                "person": one.person,
                "employer": one.employer,
                "deferral_kind": one.deferral_kind,
                "deferral": amount(one.deferral),
                "catch_up": amount(one.catch_up),
                "catch_up_kind": one.catch_up_kind,
                "after_tax": amount(one.after_tax),
            }
            for one in answer.elections
        ],
        "conversions": [
            {"year": year, "amount": amount(value)} for year, value in answer.conversions.items()
        ],
        "withdrawals": [
            {"year": year} | {kind: amount(value) for kind, value in drawn.items()}
            for year, drawn in answer.withdrawals.items()
        ],
        "claims": [{"person": name, "age": age} for name, age in answer.claims.items()],
        "assumptions": answer.assumptions,
    }


def schema() -> Schema:
    """The closed schema of the best plan."""
    whole = COUNT
    rule = record({"about": TEXT, "value": NUMBER})
    election = record(
        {
            "year": whole,
            "person": TEXT,
            "employer": TEXT,
            "deferral_kind": {"enum": ["pre_tax", "roth"]},
            "catch_up_kind": {"enum": ["pre_tax", "roth"]},
            **dict.fromkeys(("deferral", "catch_up", "after_tax"), NUMBER),
        }
    )
    return closed(
        SCHEMA,
        {
            "objective": {"enum": list(OBJECTIVES)},
            "at_age": optional(whole),
            "constraints": record(
                {
                    "take_home": optional(NUMBER),
                    "liquid": optional(NUMBER),
                    "moves": optional(whole),
                    "missed": {"type": "array", "items": record({"year": whole, "amount": NUMBER})},
                }
            ),
            "wealth_after_tax": NUMBER,
            "owned_at_the_end": OWNED,
            "heirs_rate": NUMBER,
            "prices": NUMBER,
            "assumptions": array(TEXT),
            "about": TEXT,
            "value": NUMBER,
            "runs_out": FLAG,
            "proposed": optional(NUMBER),
            "bound": NUMBER,
            "rule_of_thumb": rule,
            "rules": array(rule),
            "elections": array(election),
            "conversions": {"type": "array", "items": record({"year": whole, "amount": NUMBER})},
            "withdrawals": {
                "type": "array",
                "items": record(
                    {"year": whole, **dict.fromkeys(("pre_tax", "roth", "taxable", "hsa"), NUMBER)}
                ),
            },
            "claims": {"type": "array", "items": record({"person": TEXT, "age": whole})},
        },
    )
