"""The household file of the next year as JSON."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.contract.versions import Contract
from megaroth.kernel.answer_fields import Inline
from megaroth.planyear.next_year import NextYear


@dataclass(frozen=True)
class NextYearAnswer:
    """The household file of the next year.

    Attributes:
        file: where it was written; None where it was not.
        next_year: the file itself, what changed in it and what to check.
    """

    file: str | None
    next_year: Inline[NextYear]


CONTRACT = Contract("next_year", NextYearAnswer)
