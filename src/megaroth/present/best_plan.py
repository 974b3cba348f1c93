"""The best plan as plain data."""

from __future__ import annotations

from typing import Any

from megaroth.planning.aim import Aim
from megaroth.planning.yearly_results import Optimized
from megaroth.planyear.data import amount

SCHEMA = "megaroth.optimize/1"


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
            "missed": [{"year": year, "amount": amount(value)} for year, value in answer.missed.items()],
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
        "rule_of_thumb": {"about": answer.rule_of_thumb.about, "value": amount(answer.rule_of_thumb.value)},
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
        "conversions": [{"year": year, "amount": amount(value)} for year, value in answer.conversions.items()],
        "withdrawals": [
            {"year": year} | {kind: amount(value) for kind, value in drawn.items()} for year, drawn in answer.withdrawals.items()
        ],
        "claims": [{"person": name, "age": age} for name, age in answer.claims.items()],
        "assumptions": answer.assumptions,
    }


def measure(aim: Aim) -> tuple[str, str]:
    """What the value is, for a sentence and for the head of a column."""
    return {
        "wealth": ("after tax at the end in today's money", "after-tax wealth"),
        "bequest": ("to heirs after their tax at the end in today's money", "bequest"),
        "spending": ("a year to spend after work in today's money", "spending a year"),
        "roth": (f"in Roth at {aim.at_age} in today's money", "Roth"),
    }[aim.objective]
