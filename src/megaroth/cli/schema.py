"""``megaroth schema``: JSON Schemas of the household file and of every answer."""

from __future__ import annotations

import json as json_module
from typing import Annotated, Any

from cyclopts import Parameter

from megaroth.cli.flags import Flags

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
    name: str = "household", /, *, json: Annotated[bool, Parameter(negative="")] = False
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
    """
    flags = Flags()
    word = flags.word("NAME", name, NAMES)
    flags.done()
    assert word is not None
    print(json_module.dumps(schema_of(word), indent=None if json else 2))
    return 0


def schema_of(name: str) -> dict[str, Any]:
    """The schema of this name."""
    from megaroth.contract import schemas

    return schemas.SCHEMAS[name]()
