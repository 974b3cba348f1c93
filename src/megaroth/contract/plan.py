"""A plan year as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from megaroth.contract.plain_data import schema_of
from megaroth.contract.plain_data import to_data as plain
from megaroth.contract.schema_parts import Schema, part_of
from megaroth.planyear.result import JournalRow, PlanYear

SCHEMA = "megaroth.plan/1"


def to_json(answer: PlanYear, journal: Sequence[JournalRow] | None = None) -> dict[str, Any]:
    """A plan year with the name of its schema; with ``journal`` every movement of it."""
    return (
        {"schema": SCHEMA}
        | plain(answer)
        | ({} if journal is None else {"journal": [plain(row) for row in journal]})
    )


def schema() -> Schema:
    """The closed schema of a plan year."""
    found = schema_of(PlanYear, SCHEMA)
    rows = part_of(schema_of(JournalRow, "row"))
    found["properties"]["journal"] = {
        "type": "array",
        "items": rows,
        "description": "With --journal.",
    }
    return found
