"""A split distribution as JSON, with what its forms must say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from megaroth.contract.plain_data import schema_of
from megaroth.contract.plain_data import to_data as plain
from megaroth.contract.schema_parts import Schema
from megaroth.planyear.distribution_result import Split
from megaroth.taxforms.tax_forms import Form

SCHEMA = "megaroth.rollover/1"


@dataclass(frozen=True)
class Rollover:
    """A split distribution, and what its tax forms must say."""

    split: Split
    forms: list[Form]


def to_json(answer: Rollover) -> dict[str, Any]:
    """A split with its forms and the name of its schema, dollars."""
    return (
        {"schema": SCHEMA} | plain(answer.split) | {"forms": [plain(form) for form in answer.forms]}
    )


def schema() -> Schema:
    """The closed schema of a split distribution."""
    found = schema_of(Split, SCHEMA)
    form = schema_of(Form, "form")
    form["properties"].pop("schema")
    form["required"].remove("schema")
    found["$defs"] |= form["$defs"]
    found["$defs"]["Form"] = {
        key: form[key] for key in ("type", "properties", "required", "additionalProperties")
    }
    found["properties"]["forms"] = {"type": "array", "items": {"$ref": "#/$defs/Form"}}
    found["required"].append("forms")
    return found
