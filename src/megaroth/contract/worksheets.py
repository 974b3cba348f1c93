"""Worksheets as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from megaroth.contract.schema_parts import TEXT, Schema, array, closed, record
from megaroth.present.worksheet import Worksheet

SCHEMA = "megaroth.worksheets/1"


def to_json(sheets: Sequence[Worksheet]) -> dict[str, Any]:
    """The worksheets of a figure with the name of their schema."""
    return {"schema": SCHEMA, "worksheets": [asdict(sheet) for sheet in sheets]}


def schema() -> Schema:
    """The closed schema of worksheets."""
    line = record(dict.fromkeys(("number", "label", "value", "authority", "note"), TEXT))
    sheet = record({"name": TEXT, "title": TEXT, "about": TEXT, "lines": array(line)})
    return closed(SCHEMA, {"worksheets": array(sheet)})
