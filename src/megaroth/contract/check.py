"""The verdict on a household as JSON."""

from __future__ import annotations

from typing import Any

from megaroth.contract.plain_data import schema_of, to_data
from megaroth.contract.schema_parts import Schema
from megaroth.planyear.check import Check

SCHEMA = "megaroth.check/1"


def to_json(answer: Check) -> dict[str, Any]:
    """The verdict with the name of its schema."""
    return {"schema": SCHEMA} | to_data(answer)


def schema() -> Schema:
    """The closed schema of a verdict."""
    return schema_of(Check, SCHEMA)
