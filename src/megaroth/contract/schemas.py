"""The JSON Schemas of every answer of the command line: closed and versioned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from megaroth.planyear.check import Check
from megaroth.planyear.data import schema_of
from megaroth.planyear.distribution import Split
from megaroth.planyear.result import JournalRow, PlanYear, Question
from megaroth.planyear.room import ANSWERS, FLAGS
from megaroth.readers.schema import household_schema
from megaroth.taxforms.tax_forms import Form

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_NUMBER = {"type": "number"}
_TEXT = {"type": "string"}
_STATUS = {"enum": ["published", "projected", "stated", "reform"]}
_NULL = {"type": "null"}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


_OWNED = _object(dict.fromkeys(("pre_tax", "hsa", "after_tax", "basis", "roth", "taxable", "gain", "owed"), _NUMBER))


def _closed(name: str, properties: dict[str, Any]) -> dict[str, Any]:
    properties = {"schema": {"const": name}} | properties
    return {"$schema": _DRAFT, "title": name} | _object(properties)


def _plan() -> dict[str, Any]:
    schema = schema_of(PlanYear, "megaroth.plan/1")
    rows = schema_of(JournalRow, "row")
    rows = {key: value for key, value in rows.items() if key in ("type", "properties", "required", "additionalProperties")}
    rows["properties"].pop("schema")
    rows["required"].remove("schema")
    schema["properties"]["journal"] = {"type": "array", "items": rows, "description": "With --journal."}
    return schema


def _rollover() -> dict[str, Any]:
    schema = schema_of(Split, "megaroth.rollover/1")
    form = schema_of(Form, "form")
    form["properties"].pop("schema")
    form["required"].remove("schema")
    schema["$defs"] |= form["$defs"]
    schema["$defs"]["Form"] = {key: form[key] for key in ("type", "properties", "required", "additionalProperties")}
    schema["properties"]["forms"] = {"type": "array", "items": {"$ref": "#/$defs/Form"}}
    schema["required"].append("forms")
    return schema


def _room() -> dict[str, Any]:
    span = _object({"low": _NUMBER, "high": _NUMBER})
    figures: dict[str, Any] = {name: _NUMBER for name in ANSWERS if name not in FLAGS}
    figures["catch_up_limit"] = {"anyOf": [_NUMBER, span]}
    return _closed(
        "megaroth.room/1",
        {
            "year": {"type": "integer"},
            "status": _STATUS,
            "age": {"anyOf": [{"type": "integer"}, _NULL]},
            **figures,
            "limited_by": {"enum": ["dollar_limit", "compensation"]},
            "roth_catch_up_required": {"type": "boolean"},
        },
    )


_UNIT = {"enum": ["dollars", "percent", "years"]}


def _law() -> dict[str, Any]:
    limit = _object(
        {
            "name": _TEXT,
            "value": _NUMBER,
            "before": {"anyOf": [_NUMBER, _NULL]},
            "unit": _UNIT,
            "section": _TEXT,
            "source": _TEXT,
            "status": _STATUS,
            "evidence": _TEXT,
        }
    )
    return _closed(
        "megaroth.law/1",
        {
            "year": {"type": "integer"},
            "status": _STATUS,
            "diff": {"anyOf": [{"type": "integer"}, _NULL]},
            "limits": {"type": "array", "items": limit},
        },
    )


def _law_history() -> dict[str, Any]:
    row = _object({"year": {"type": "integer"}, "key": _TEXT, "value": _NUMBER, "status": _STATUS, "source": _TEXT})
    return _closed(
        "megaroth.law_history/1",
        {"limit": _TEXT, "unit": _UNIT, "section": _TEXT, "years": {"type": "array", "items": row}},
    )


def _worksheets() -> dict[str, Any]:
    line = _object(dict.fromkeys(("number", "label", "value", "authority", "note"), _TEXT))
    sheet = _object({"name": _TEXT, "title": _TEXT, "about": _TEXT, "lines": {"type": "array", "items": line}})
    return _closed("megaroth.worksheets/1", {"worksheets": {"type": "array", "items": sheet}})


def _room_table() -> dict[str, Any]:
    room = _room()
    row = {name: schema for name, schema in room["properties"].items() if name not in ("schema", "age")}
    row["catch_up_limit"] = {"anyOf": [_NUMBER, _NULL]}
    given = {"type": "object", "description": "The row as it was given.", "additionalProperties": _TEXT}
    return _closed("megaroth.room_table/1", {"rows": {"type": "array", "items": _object({"given": given, **row})}})


def _error() -> dict[str, Any]:
    maybe = {"anyOf": [_TEXT, _NULL]}
    line = {"anyOf": [{"type": "integer"}, _NULL]}
    problem = _object({"field": _TEXT, "found": _TEXT, "expected": _TEXT, "file": maybe, "line": line, "nearest": maybe})
    plain = _object({"message": _TEXT})
    return _closed("megaroth.error/1", {"errors": {"type": "array", "items": {"anyOf": [problem, plain]}}})


def _tax() -> dict[str, Any]:
    from megaroth.present.tax import LINES, SLIP_LINES, STATE_LINES
    from megaroth.tax.marginal import KINDS

    threshold = _object({"name": _TEXT, "at": _NUMBER, "income": _NUMBER})
    point = _object({"amount": _NUMBER, "rate": _NUMBER})
    marginal = _object(
        {
            "item": _TEXT,
            "amount": _NUMBER,
            "tax": _NUMBER,
            "rate": _NUMBER,
            "state_tax": {"anyOf": [_NUMBER, _NULL]},
            "by_kind": _object(dict.fromkeys(KINDS, _NUMBER)),
            "thresholds": {"type": "array", "items": threshold},
            "curve": {"type": "array", "items": point},
        }
    )
    slip = _object({"person": _TEXT, "employer": _TEXT, "paychecks": {"type": "integer"}, **dict.fromkeys(SLIP_LINES, _NUMBER)})
    support = {"enum": ["supported", "approximate"]}
    magi = _object(dict.fromkeys(("roth_ira", "ira_deduction", "niit", "senior", "irmaa"), _NUMBER))
    return _closed(
        "megaroth.tax/1",
        {
            "year": {"type": "integer"},
            "itemizes": {"type": "boolean"},
            "federal": _object(dict.fromkeys(LINES, _NUMBER)),
            "magi": magi,
            "state": {"anyOf": [_object({"support": support, **dict.fromkeys(STATE_LINES, _NUMBER)}), _NULL]},
            "payroll_tax": _NUMBER,
            "excess_social_security": _NUMBER,
            "state_payroll_tax": _NUMBER,
            "take_home": _NUMBER,
            "withheld": _NUMBER,
            "due": _NUMBER,
            "paychecks": {"type": "array", "items": slip},
            "marginal": {"anyOf": [marginal, _NULL]},
            "assumptions": {"type": "array", "items": _TEXT},
        },
    )


def _tax_table() -> dict[str, Any]:
    from megaroth.present.tax import LAW_STATUS, STATE_LINE, SUPPORT, TABLE_LINES

    support = {"enum": ["supported", "approximate", None]}
    given = {"type": "object", "description": "The row as it was given.", "additionalProperties": _TEXT}
    state = {STATE_LINE: {"anyOf": [_NUMBER, _NULL]}, SUPPORT: support}
    row = _object({"given": given, **dict.fromkeys(TABLE_LINES, _NUMBER), **state, LAW_STATUS: _STATUS})
    return _closed("megaroth.tax_table/1", {"rows": {"type": "array", "items": row}})


def _project() -> dict[str, Any]:
    from megaroth.contract.project import FLOWS, TAXES
    from megaroth.planning.outlook import PERCENTILES

    kinds = ("pre_tax", "roth", "after_tax", "roth_ira", "backdoor_roth", "hsa")
    balances = ("pre_tax", "roth", "after_tax", "hsa", "taxable")
    person = _object({"name": _TEXT, "age": {"type": "integer"}})
    year = _object(
        {
            "year": {"type": "integer"},
            "people": {"type": "array", "items": person},
            "contributions": _object(dict.fromkeys(kinds, _NUMBER)),
            "balances": _object(dict.fromkeys(balances, _NUMBER)),
            "wealth": _object({f"p{place}": _NUMBER for place in PERCENTILES}),
            "marginal_rate": _NUMBER,
            "tax": _object(dict.fromkeys(TAXES, _NUMBER)),
            **dict.fromkeys(FLOWS, _NUMBER),
            "drawn_from": _object(dict.fromkeys(("pre_tax", "roth", "taxable", "hsa"), _NUMBER)),
            "moves": _object(dict.fromkeys(("roth", "pre_tax"), _NUMBER)),
        }
    )
    return _closed(
        "megaroth.project/1",
        {
            "opened": _object(dict.fromkeys(balances, _NUMBER)),
            "alternative": _TEXT,
            "paths": {"type": "integer"},
            "money_of": {"anyOf": [{"type": "integer"}, _NULL]},
            "years": {"type": "array", "items": year},
            "assumptions": {"type": "array", "items": _TEXT},
        },
    )


def _compare() -> dict[str, Any]:
    kinds = ("pre_tax", "roth", "after_tax", "roth_ira", "back_door", "hsa")
    whole = {"type": "integer"}
    alternative = _object(
        {
            "name": _TEXT,
            "about": _TEXT,
            "contributions": _object(dict.fromkeys(kinds, _NUMBER)),
            "out_of_pocket": {"type": "array", "items": _object({"year": whole, "amount": _NUMBER})},
            "wealth_after_tax": _NUMBER,
            "bequest": _NUMBER,
            "owned_at_the_end": _OWNED,
            "runs_out": _NUMBER,
            "difference": _object(dict.fromkeys(("mean", "p5", "p50", "p95", "standard_error"), _NUMBER)),
            "probability_ahead": _NUMBER,
            "sustainable_spending": {
                "anyOf": [_object({**dict.fromkeys(("assumed_growth", "p5", "p50"), _NUMBER), "paths": whole}), _NULL]
            },
        }
    )
    even = _object({"name": _TEXT, "year": {"anyOf": [whole, _NULL]}})
    swing = _object({**dict.fromkeys(("assumption", "low", "high"), _TEXT), "at_low": _NUMBER, "at_high": _NUMBER})
    curve = _object(
        {
            "assumption": _TEXT,
            "points": {"type": "array", "items": _object({"percent": _NUMBER, "difference": _NUMBER})},
            "break_even": {"type": "array", "items": _NUMBER},
        }
    )
    moves = _object(
        {
            "name": _TEXT,
            "against": _TEXT,
            "difference": _NUMBER,
            "swings": {"type": "array", "items": swing},
            "by_growth": {"type": "array", "items": _object({"growth": _NUMBER, "difference": _NUMBER})},
            "break_even_growth": {"anyOf": [_NUMBER, _NULL]},
            "curves": {"type": "array", "items": curve},
            "taxes": {"type": "array", "items": _object({"now": whole, "later": whole, "difference": _NUMBER})},
            "loses": {"type": "array", "items": _TEXT},
        }
    )
    return _closed(
        "megaroth.compare/1",
        {
            "years": {"type": "array", "items": whole},
            "paths": whole,
            "heirs_rate": _NUMBER,
            "prices": _NUMBER,
            "alternatives": {"type": "array", "items": alternative},
            "break_even": {"type": "array", "items": even},
            "feature_values": {"type": "array", "items": _object({"feature": _TEXT, "worth": _NUMBER})},
            "sensitivity": {"anyOf": [moves, _NULL]},
            "assumptions": {"type": "array", "items": _TEXT},
        },
    )


def _optimize() -> dict[str, Any]:
    from megaroth.planning.aim import OBJECTIVES

    whole = {"type": "integer"}
    rule = _object({"about": _TEXT, "value": _NUMBER})
    election = _object(
        {
            "year": whole,
            "person": _TEXT,
            "employer": _TEXT,
            "deferral_kind": {"enum": ["pre_tax", "roth"]},
            "catch_up_kind": {"enum": ["pre_tax", "roth"]},
            **dict.fromkeys(("deferral", "catch_up", "after_tax"), _NUMBER),
        }
    )
    return _closed(
        "megaroth.optimize/1",
        {
            "objective": {"enum": list(OBJECTIVES)},
            "at_age": {"anyOf": [whole, _NULL]},
            "constraints": _object(
                {
                    "take_home": {"anyOf": [_NUMBER, _NULL]},
                    "liquid": {"anyOf": [_NUMBER, _NULL]},
                    "moves": {"anyOf": [whole, _NULL]},
                    "missed": {"type": "array", "items": _object({"year": whole, "amount": _NUMBER})},
                }
            ),
            "wealth_after_tax": _NUMBER,
            "owned_at_the_end": _OWNED,
            "heirs_rate": _NUMBER,
            "prices": _NUMBER,
            "assumptions": {"type": "array", "items": _TEXT},
            "about": _TEXT,
            "value": _NUMBER,
            "runs_out": {"type": "boolean"},
            "proposed": {"anyOf": [_NUMBER, _NULL]},
            "bound": _NUMBER,
            "rule_of_thumb": rule,
            "rules": {"type": "array", "items": rule},
            "elections": {"type": "array", "items": election},
            "conversions": {"type": "array", "items": _object({"year": whole, "amount": _NUMBER})},
            "withdrawals": {
                "type": "array",
                "items": _object({"year": whole, **dict.fromkeys(("pre_tax", "roth", "taxable", "hsa"), _NUMBER)}),
            },
            "claims": {"type": "array", "items": _object({"person": _TEXT, "age": whole})},
        },
    )


def _between() -> dict[str, Any]:
    question = schema_of(Question, "question")
    parts = {key: question[key] for key in ("type", "properties", "required", "additionalProperties")}
    parts["properties"].pop("schema")
    parts["required"].remove("schema")
    answer = {
        "oneOf": [{key: value for key, value in one().items() if key != "$schema"} for one in (_project, _compare, _optimize)]
    }
    end = _object({"answers": {"type": "array", "items": _TEXT}, "answer": answer})
    schema = _closed(
        "megaroth.between/1",
        {
            "of": {"enum": ["project", "compare", "optimize"]},
            "least": end,
            "most": end,
            "questions": {"type": "array", "items": parts},
            "about": _TEXT,
        },
    )
    return schema | {"$defs": question.get("$defs", {})}


SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "household": household_schema,
    "plan": _plan,
    "check": lambda: schema_of(Check, "megaroth.check/1"),
    "room": _room,
    "rollover": _rollover,
    "law": _law,
    "law_history": _law_history,
    "worksheets": _worksheets,
    "room_table": _room_table,
    "tax": _tax,
    "tax_table": _tax_table,
    "project": _project,
    "compare": _compare,
    "optimize": _optimize,
    "between": _between,
    "init": lambda: _closed("megaroth.init/1", {"file": _TEXT, "year": {"type": "integer"}}),
    "report": lambda: _closed("megaroth.report/1", {"file": _TEXT, "bytes": {"type": "integer"}}),
    "error": _error,
}
"""The schemas by the names that ``megaroth schema`` takes."""
