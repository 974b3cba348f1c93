"""A plan year as JSON."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.contract.versions import Contract
from megaroth.kernel.answer_fields import Inline, WhereAsked
from megaroth.planyear.result import JournalRow, PlanYear


@dataclass(frozen=True)
class PlanAnswer:
    """The answer for one household and one year.

    Attributes:
        plan: the plan year.
        journal: every movement of it, where it was asked for.
    """

    plan: Inline[PlanYear]
    journal: WhereAsked[list[JournalRow] | None] = None


CONTRACT = Contract("plan", PlanAnswer)
