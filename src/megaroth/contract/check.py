"""The verdict on a household as JSON."""

from __future__ import annotations

from megaroth.contract.versions import Contract
from megaroth.planyear.check import Check

CONTRACT = Contract("check", Check)
