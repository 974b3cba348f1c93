"""The verdict on a household as JSON."""

from __future__ import annotations

from megaroth.contract.plain_data import schema_of
from megaroth.contract.schema_parts import Schema
from megaroth.planyear.check import Check

SCHEMA = "megaroth.check/1"


def schema() -> Schema:
    """The closed schema of a verdict."""
    return schema_of(Check, SCHEMA)
