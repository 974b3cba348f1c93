"""A plan year as JSON."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.contract.shapes import Record
from megaroth.contract.versions import Contract
from megaroth.kernel.answer_fields import Inline, WhereAsked
from megaroth.planyear.result import Excess, JournalRow, PlannedStep, PlanYear, Question


@dataclass(frozen=True)
class PlanAnswer:
    """The answer for one household and one year.

    Attributes:
        plan: the plan year.
        journal: every movement of it, where it was asked for.
    """

    plan: Inline[PlanYear]
    journal: WhereAsked[list[JournalRow] | None] = None


def _text(record: Record) -> Record:
    return record.renamed(message="text")


FIRST_TEXTS = {Excess: _text, PlannedStep: _text, Question: _text}
"""Where version 1 has the sentence of a message under another key."""

CONTRACT = Contract("plan", PlanAnswer, first=FIRST_TEXTS)
