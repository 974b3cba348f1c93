"""The room as plain data."""

from __future__ import annotations

from typing import Any

from megaroth.planyear.data import amount

SCHEMA = "megaroth.room/1"
LIMITS = ("elective_deferral", "catch_up_50", "annual_additions", "compensation_limit")


def to_data(year: int, status: str, age: int | None, answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as JSON data: dollars."""
    figures = {name: amount(value) for name, value in answer.items() if not isinstance(value, bool)}
    return {
        "year": year,
        "status": status,
        "age": age,
        **figures,
        "limited_by": "compensation" if answer["limited_by_compensation"] else "dollar_limit",
        "roth_catch_up_required": answer["roth_catch_up_required"],
    }
