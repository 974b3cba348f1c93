"""The room as JSON, for one job and for a table of rows."""

from __future__ import annotations

from dataclasses import replace

from megaroth.contract.from_types import FromTypes
from megaroth.contract.schema_version import FIRST
from megaroth.contract.shapes import Record
from megaroth.contract.tables import table
from megaroth.contract.versions import Contract
from megaroth.kernel.money import Cents
from megaroth.planyear.figure import LimitedBy
from megaroth.planyear.room import ANSWERS, FLAGS, Room

_FIGURES = tuple(name for name in ANSWERS if name not in FLAGS)


def _first(record: Record) -> Record:
    limited_by = record["limited_by"]
    shape = FromTypes(FIRST).shape(LimitedBy)
    return record.having(replace(limited_by, shape=shape)).only(
        *("year", "status", "age", *_FIGURES, "limited_by", "roth_catch_up_required")
    )


def _row(types: FromTypes) -> Record:
    """A row of a table: its age is in the row as it was given, and without one there is no catch-up
    limit."""
    room = CONTRACT.record(types.version)
    row = room.only(*(one.name for one in room.members if one.name != "age"))
    catch_up = replace(row["catch_up_limit"], shape=types.shape(Cents | None))
    return table(row.having(catch_up))


CONTRACT = Contract("room", Room, first={Room: _first})
TABLE = Contract("room_table", _row)
