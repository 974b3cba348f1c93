"""Years ahead as JSON."""

from __future__ import annotations

from typing import Any

from megaroth.contract.outcome_range import either
from megaroth.contract.plain_data import amount
from megaroth.contract.schema_parts import (
    COUNT,
    NUMBER,
    TEXT,
    Schema,
    array,
    closed,
    optional,
    record,
)
from megaroth.planning.outlook import PERCENTILES
from megaroth.planning.results import OutcomeRange
from megaroth.planning.yearly_results import OutlookYear, YearsAhead

SCHEMA = "megaroth.project/1"
TAXES = ("federal_tax", "state_tax", "payroll_tax")
FLOWS = (
    "income",
    "premiums",
    "spending",
    "converted",
    "drawn",
    "own",
    "dividends",
    "health",
    "deposited",
    "repaid",
)
BY_KIND = ("drawn_from", "moves")


def to_json(answer: YearsAhead | OutcomeRange[YearsAhead]) -> dict[str, Any]:
    """The answer, or both its ends, with the name of its schema."""
    return either("project", answer, lambda end: {"schema": SCHEMA} | to_data(end))


def to_data(answer: YearsAhead) -> dict[str, Any]:
    """The years as plain data, dollars of each year, or of the first."""
    return {
        "alternative": answer.name,
        "paths": answer.paths,
        "money_of": answer.years[0].year if answer.real else None,
        "opened": {kind: amount(value) for kind, value in answer.opened.items()},
        "years": [_year(one) for one in answer.years],
        "assumptions": answer.assumptions,
    }


def _year(one: OutlookYear) -> dict[str, Any]:
    return {
        "year": one.year,
        "people": [{"name": name, "age": age} for name, age in one.ages.items()],
        "contributions": {kind: amount(value) for kind, value in one.contributions.items()},
        "balances": {kind: amount(value) for kind, value in one.balances.items()},
        "wealth": {f"p{place}": amount(value) for place, value in one.wealth.items()},
        "marginal_rate": one.marginal_rate / 10_000,
        "tax": {name: amount(getattr(one, name)) for name in TAXES},
        **{name: amount(getattr(one, name)) for name in FLOWS},
        **{
            name: {kind: amount(value) for kind, value in getattr(one, name).items()}
            for name in BY_KIND
        },
    }


def schema() -> Schema:
    """The closed schema of years ahead."""
    kinds = ("pre_tax", "roth", "after_tax", "roth_ira", "backdoor_roth", "hsa")
    balances = ("pre_tax", "roth", "after_tax", "hsa", "taxable")
    person = record({"name": TEXT, "age": COUNT})
    year = record(
        {
            "year": COUNT,
            "people": array(person),
            "contributions": record(dict.fromkeys(kinds, NUMBER)),
            "balances": record(dict.fromkeys(balances, NUMBER)),
            "wealth": record({f"p{place}": NUMBER for place in PERCENTILES}),
            "marginal_rate": NUMBER,
            "tax": record(dict.fromkeys(TAXES, NUMBER)),
            **dict.fromkeys(FLOWS, NUMBER),
            "drawn_from": record(dict.fromkeys(("pre_tax", "roth", "taxable", "hsa"), NUMBER)),
            "moves": record(dict.fromkeys(("roth", "pre_tax"), NUMBER)),
        }
    )
    return closed(
        SCHEMA,
        {
            "opened": record(dict.fromkeys(balances, NUMBER)),
            "alternative": TEXT,
            "paths": COUNT,
            "money_of": optional(COUNT),
            "years": array(year),
            "assumptions": array(TEXT),
        },
    )
