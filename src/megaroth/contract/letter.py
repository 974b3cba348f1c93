"""Letters about a plan as JSON."""

from __future__ import annotations

from megaroth.contract.versions import Contract
from megaroth.present.letter import Letters

CONTRACT = Contract("letter", Letters)
