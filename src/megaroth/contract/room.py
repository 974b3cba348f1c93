"""The room as JSON, for one job and for a table of rows."""

from __future__ import annotations

from typing import Any

from megaroth.contract.plain_data import amount
from megaroth.contract.schema_parts import COUNT, FLAG, NUMBER, ROW, STATUS, Schema, array, closed, optional, record
from megaroth.planyear.room import ANSWERS, FLAGS

SCHEMA = "megaroth.room/1"
TABLE_SCHEMA = "megaroth.room_table/1"
LIMITS = ("elective_deferral", "catch_up_50", "annual_additions", "compensation_limit")
"""Limits whose status is the status of the answer."""


def to_data(year: int, status: str, age: int | None, answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as JSON data: dollars."""
    figures = {name: amount(value) for name, value in answer.items() if not isinstance(value, bool)}
    return {
        "year": year,
        "status": status,
        "age": age,
        **figures,
        "limited_by": "compensation" if answer["limited_by_compensation"] else "dollar_limit",
        "roth_catch_up_required": answer["roth_catch_up_required"],
    }


def schema() -> Schema:
    """The closed schema of the room."""
    span = record({"low": NUMBER, "high": NUMBER})
    figures: dict[str, Any] = {name: NUMBER for name in ANSWERS if name not in FLAGS}
    figures["catch_up_limit"] = {"anyOf": [NUMBER, span]}
    return closed(
        SCHEMA,
        {
            "year": COUNT,
            "status": STATUS,
            "age": optional(COUNT),
            **figures,
            "limited_by": {"enum": ["dollar_limit", "compensation"]},
            "roth_catch_up_required": FLAG,
        },
    )


def table_schema() -> Schema:
    """The closed schema of a table of rooms."""
    room = schema()
    row = {name: schema for name, schema in room["properties"].items() if name not in ("schema", "age")}
    row["catch_up_limit"] = optional(NUMBER)
    return closed(TABLE_SCHEMA, {"rows": array(record({"given": ROW, **row}))})
