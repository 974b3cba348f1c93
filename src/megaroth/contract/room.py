"""The room as JSON, for one job and for a table of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from megaroth.contract.plain_data import amount
from megaroth.contract.schema_parts import (
    COUNT,
    FLAG,
    NUMBER,
    ROW,
    STATUS,
    Schema,
    array,
    closed,
    optional,
    record,
)
from megaroth.kernel.money import Cents
from megaroth.law.entry import Status
from megaroth.planyear.result import Range
from megaroth.planyear.room import ANSWERS, FLAGS

SCHEMA = "megaroth.room/1"
TABLE_SCHEMA = "megaroth.room_table/1"
LIMITS = ("elective_deferral", "catch_up_50", "annual_additions", "compensation_limit")
"""Limits whose status is the status of the answer."""


@dataclass(frozen=True, kw_only=True)
class Room:
    """The limits of one job and the room that they leave for after-tax contributions, cents.

    Attributes:
        year: of the limits.
        status: of the law of that year.
        age: reached by the end of the year; None if unknown.
        catch_up_limit: a range where the age is unknown.
        elective_deferral, catch_up, match, employer: what is contributed.
        limited_by_compensation: pay, not the dollar limit, is the annual additions limit.
    """

    year: int
    status: Status
    age: int | None
    annual_additions_limit: Cents
    elective_deferral_limit: Cents
    deferral_limit_457b: Cents
    catch_up_limit: Cents | Range
    elective_deferral: Cents
    catch_up: Cents
    match: Cents
    employer: Cents
    after_tax_room: Cents
    excess_deferral: Cents
    excess_catch_up: Cents
    excess_annual_addition: Cents
    limited_by_compensation: bool
    roth_catch_up_required: bool

    @property
    def excesses(self) -> dict[str, Cents]:
        """What is beyond each limit that is passed, by its name."""
        found = {
            "deferral": self.excess_deferral,
            "catch-up": self.excess_catch_up,
            "annual addition": self.excess_annual_addition,
        }
        return {name: cents for name, cents in found.items() if cents}


def to_json(answer: Room) -> dict[str, Any]:
    """The room with the name of its schema, dollars."""
    return {
        "schema": SCHEMA,
        "year": answer.year,
        "status": answer.status,
        "age": answer.age,
        **{name: amount(getattr(answer, name)) for name in ANSWERS if name not in FLAGS},
        "limited_by": "compensation" if answer.limited_by_compensation else "dollar_limit",
        "roth_catch_up_required": answer.roth_catch_up_required,
    }


def schema() -> Schema:
    """The closed schema of the room."""
    span = record({"low": NUMBER, "high": NUMBER})
    figures: dict[str, Any] = {name: NUMBER for name in ANSWERS if name not in FLAGS}
    figures["catch_up_limit"] = {"anyOf": [NUMBER, span]}
    return closed(
        SCHEMA,
        {
            "year": COUNT,
            "status": STATUS,
            "age": optional(COUNT),
            **figures,
            "limited_by": {"enum": ["dollar_limit", "compensation"]},
            "roth_catch_up_required": FLAG,
        },
    )


def table_schema() -> Schema:
    """The closed schema of a table of rooms."""
    room = schema()
    row = {
        name: schema for name, schema in room["properties"].items() if name not in ("schema", "age")
    }
    row["catch_up_limit"] = optional(NUMBER)
    return closed(TABLE_SCHEMA, {"rows": array(record({"given": ROW, **row}))})
