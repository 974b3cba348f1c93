"""Worksheets as JSON."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.contract.shapes import Record
from megaroth.contract.versions import Contract
from megaroth.present.worksheet import Line, Worksheet


@dataclass(frozen=True)
class Worksheets:
    """How a figure was calculated, once for each person and job that has it."""

    worksheets: list[Worksheet]


def _first_line(record: Record) -> Record:
    return record.only("number", "label", "value", "authority", "note")


def _first_sheet(record: Record) -> Record:
    return record.only("name", "title", "about", "lines")


CONTRACT = Contract("worksheets", Worksheets, first={Line: _first_line, Worksheet: _first_sheet})
