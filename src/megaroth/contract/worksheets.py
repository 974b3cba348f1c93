"""Worksheets as JSON."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.contract.versions import Contract
from megaroth.present.worksheet import Worksheet


@dataclass(frozen=True)
class Worksheets:
    """How a figure was calculated, once for each person and job that has it."""

    worksheets: list[Worksheet]


CONTRACT = Contract("worksheets", Worksheets)
