"""``megaroth schema``: JSON Schemas of the household file and of every answer."""

from __future__ import annotations

import json as json_module
from typing import Any

from megaroth.cli.flags import Flags

NAMES = ("household", "plan", "check", "room", "rollover", "law", "law_history", "worksheets")


def schema(name: str = "household", /) -> int:
    """Print a JSON Schema: of the household file for editors, or of an answer for scripts.

    For example: megaroth schema > household.schema.json

    Parameters
    ----------
    name
        household, plan, check, room, rollover, law, law_history or worksheets.
    """
    flags = Flags()
    word = flags.word("NAME", name, NAMES)
    flags.done()
    assert word is not None
    print(json_module.dumps(schema_of(word), indent=2, ensure_ascii=False))
    return 0


def schema_of(name: str) -> dict[str, Any]:
    """The schema of that name."""
    from megaroth.cli import schemas

    return schemas.SCHEMAS[name]()
