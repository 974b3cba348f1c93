"""Households next to each other as JSON."""

from __future__ import annotations

from megaroth.contract.versions import Contract
from megaroth.planyear.scenarios import Scenarios

CONTRACT = Contract("scenarios", Scenarios)
