"""Paychecks as JSON: every check, what to enter, and what the year comes to."""

from __future__ import annotations

from megaroth.contract.plan import FIRST_TEXTS
from megaroth.contract.shapes import Record
from megaroth.contract.versions import Contract
from megaroth.planyear.elections.result import Conflict, Paychecks


def _text(record: Record) -> Record:
    return record.renamed(message="text")


CONTRACT = Contract("paychecks", Paychecks, first=FIRST_TEXTS | {Conflict: _text})
