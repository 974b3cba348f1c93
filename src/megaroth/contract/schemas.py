"""The JSON Schemas of every answer, by the names that ``megaroth schema`` takes: closed and
versioned."""

from __future__ import annotations

from collections.abc import Callable

from megaroth.contract import (
    check,
    compare,
    law,
    optimize,
    plan,
    project,
    rollover,
    room,
    tax,
    unknown_rules,
    worksheets,
)
from megaroth.contract.schema_parts import COUNT, TEXT, Schema, closed, optional, record
from megaroth.readers.schema import household_schema


def _error() -> Schema:
    """What a failed command prints."""
    maybe = optional(TEXT)
    line = optional(COUNT)
    problem = record(
        {
            "field": TEXT,
            "found": TEXT,
            "expected": TEXT,
            "file": maybe,
            "line": line,
            "nearest": maybe,
        }
    )
    plain = record({"message": TEXT})
    return closed(
        "megaroth.error/1", {"errors": {"type": "array", "items": {"anyOf": [problem, plain]}}}
    )


SCHEMAS: dict[str, Callable[[], Schema]] = {
    "household": household_schema,
    "plan": plan.schema,
    "check": check.schema,
    "room": room.schema,
    "rollover": rollover.schema,
    "law": law.schema,
    "law_history": law.history_schema,
    "worksheets": worksheets.schema,
    "room_table": room.table_schema,
    "tax": tax.schema,
    "tax_table": tax.table_schema,
    "project": project.schema,
    "compare": compare.schema,
    "optimize": optimize.schema,
    "between": unknown_rules.schema,
    "init": lambda: closed("megaroth.init/1", {"file": TEXT, "year": COUNT}),
    "report": lambda: closed("megaroth.report/1", {"file": TEXT, "bytes": COUNT}),
    "error": _error,
}
