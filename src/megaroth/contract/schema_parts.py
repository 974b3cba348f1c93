"""Parts of JSON Schemas: simple types, arrays and closed objects."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
NUMBER: Schema = {"type": "number"}
TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
NULL: Schema = {"type": "null"}
ROW: Schema = {
    "type": "object",
    "description": "The row as it was given.",
    "additionalProperties": TEXT,
}
"""A row of a table as the file has it."""


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
