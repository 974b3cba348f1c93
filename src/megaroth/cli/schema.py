"""``megaroth schema``: JSON Schemas of the household file and of every answer."""

from __future__ import annotations

import json as json_module
from typing import Any

from megaroth.cli.flags import Flags
from megaroth.cli.json_flags import DEFAULT, Json, SchemaVersion

NAMES = (
    "household",
    "plan",
    "check",
    "room",
    "room_table",
    "rollover",
    "tax",
    "tax_table",
    "project",
    "compare",
    "optimize",
    "between",
    "law",
    "law_history",
    "worksheets",
    "init",
    "report",
    "error",
)


def schema(
    name: str = "household",
    /,
    *,
    json: Json = False,
    schema_version: SchemaVersion = DEFAULT,
) -> int:
    """Print a JSON Schema: that of the household file for editors, or that of an answer for
    scripts.

    For example: megaroth schema > household.schema.json

    Parameters
    ----------
    name
        household, plan, check, room, room_table, rollover, tax, tax_table, project, compare,
        optimize, between (those three while plan rules are unknown), law, law_history, worksheets,
        init, report or error.
    json
        Print the schema on one line.
    schema_version
        The version of the answer, 1 or 2 (docs/versioning.md). The household file has one version.
    """
    flags = Flags()
    word = flags.word("NAME", name, NAMES)
    flags.done()
    assert word is not None
    print(json_module.dumps(schema_of(word, schema_version), indent=None if json else 2))
    return 0


def schema_of(name: str, version: int = DEFAULT) -> dict[str, Any]:
    """The schema of this name, in a version."""
    from megaroth.contract import schemas

    return schemas.schema_of(name, version)
