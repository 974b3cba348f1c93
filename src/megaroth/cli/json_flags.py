"""The flags ``--json`` and ``--schema-version``, and what they print."""

from __future__ import annotations

from typing import Annotated

from megaroth.cli.command import Flag
from megaroth.contract.schema_version import DEFAULT as DEFAULT
from megaroth.contract.schema_version import SchemaVersion as _SchemaVersion

_GROUP = "JSON"
Json = Annotated[bool, Flag(group=_GROUP)]
SchemaVersion = Annotated[_SchemaVersion, Flag(group=_GROUP)]


def print_answer(answer: object, version: int) -> None:
    """Print an answer as one JSON object that contains the name of its schema."""
    import json  # an answer in words does without both

    from megaroth.contract.answers import to_json

    print(json.dumps(to_json(answer, version), indent=2))
