"""Parts of the JSON Schemas of answers: closed objects, amounts, status words."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
NUMBER: Schema = {"type": "number"}
TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
NULL: Schema = {"type": "null"}
STATUS: Schema = {"enum": ["published", "projected", "stated", "reform"]}
ROW: Schema = {
    "type": "object",
    "description": "The row as it was given.",
    "additionalProperties": TEXT,
}
"""A row of a table as the file has it."""


def optional(schema: Schema) -> Schema:
    """A value or null."""
    return {"anyOf": [schema, NULL]}


def array(schema: Schema) -> Schema:
    """A list of values of one kind."""
    return {"type": "array", "items": schema}


def record(properties: Schema) -> Schema:
    """An object with these properties, all of them required, and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def closed(name: str, properties: Schema) -> Schema:
    """The schema of an answer; ``name`` is its versioned identifier, which the answer's ``schema``
    repeats."""
    return {"$schema": DRAFT, "title": name} | record({"schema": {"const": name}} | properties)


def part_of(schema: Schema) -> Schema:
    """The schema of an answer as a part of another: without an identifier of its own."""
    part = {
        key: value
        for key, value in schema.items()
        if key in ("type", "properties", "required", "additionalProperties")
    }
    part["properties"] = {
        key: value for key, value in part["properties"].items() if key != "schema"
    }
    part["required"] = [key for key in part["required"] if key != "schema"]
    return part


OWNED = record(
    dict.fromkeys(
        ("pre_tax", "hsa", "after_tax", "basis", "roth", "taxable", "gain", "owed"), NUMBER
    )
)
"""What is owned at the end, by tax character."""
