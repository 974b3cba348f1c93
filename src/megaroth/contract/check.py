"""The verdict on a household as JSON."""

from __future__ import annotations

from megaroth.contract.plan import FIRST_TEXTS
from megaroth.contract.versions import Contract
from megaroth.planyear.check import Check

CONTRACT = Contract("check", Check, first=FIRST_TEXTS)
