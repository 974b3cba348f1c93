"""Tables as JSON: each row as it was given, with its answers."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter

from megaroth.contract.schema_parts import ROW
from megaroth.contract.shapes import Items, Member, Plain, Record


def table(row: Record) -> Record:
    """A table whose rows have these answers."""
    stated = Member("given", Plain(ROW), itemgetter("given"))
    answered = replace(row, members=(stated, *row.members), name="", about="")
    return Record((Member("rows", Items(answered), itemgetter("rows")),))
