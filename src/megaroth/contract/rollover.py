"""A split distribution as JSON, with what its forms must say."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.contract.versions import Contract
from megaroth.kernel.answer_fields import Inline
from megaroth.planyear.distribution_result import Split
from megaroth.taxforms.tax_forms import Form


@dataclass(frozen=True)
class RolloverAnswer:
    """A split distribution, and what its tax forms must say."""

    split: Inline[Split]
    forms: list[Form]


CONTRACT = Contract("rollover", RolloverAnswer)
