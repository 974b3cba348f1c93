"""The flags ``--json`` and ``--schema-version``, and what they print."""

from __future__ import annotations

import json
from typing import Annotated

from cyclopts import Parameter

from megaroth.contract.schema_version import DEFAULT as DEFAULT
from megaroth.contract.schema_version import SchemaVersion as SchemaVersion

Json = Annotated[bool, Parameter(negative="")]


def print_answer(answer: object, version: int) -> None:
    """Print an answer as one JSON object that contains the name of its schema."""
    from megaroth.contract.answers import to_json  # an answer for people does without it

    print(json.dumps(to_json(answer, version), indent=2))
