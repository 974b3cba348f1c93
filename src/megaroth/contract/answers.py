"""Any answer of the library as plain data, in dollars, in every version of the contract."""

from __future__ import annotations

import importlib
from typing import Any, cast

from megaroth.contract.from_types import FromTypes
from megaroth.contract.schema_version import DEFAULT, checked
from megaroth.contract.versions import Contract

_CONTRACTS = {
    "PlanAnswer": "plan:CONTRACT",
    "Paychecks": "paychecks:CONTRACT",
    "Check": "check:CONTRACT",
    "Letters": "letter:CONTRACT",
    "Scenarios": "scenarios:CONTRACT",
    "Room": "room:CONTRACT",
    "RolloverAnswer": "rollover:CONTRACT",
    "TaxOfYear": "tax:CONTRACT",
    "LimitsOfYear": "law:CONTRACT",
    "LimitHistory": "law:HISTORY",
    "Worksheets": "worksheets:CONTRACT",
    "ComparisonAnswer": "compare:CONTRACT",
    "YearsAhead": "project:CONTRACT",
    "Optimized": "optimize:CONTRACT",
    "OutcomeRange": "unknown_rules:CONTRACT",
    "QuickAnswer": "quick:CONTRACT",
    "InterviewAnswer": "interview:CONTRACT",
    "NextYearAnswer": "next_year:CONTRACT",
    "HouseholdWritten": "written:INIT",
    "ReportWritten": "written:REPORT",
    "Errors": "written:ERROR",
}
"""Answers and where their contracts are. They are loaded when asked: a plan year is written without
what the years ahead import."""

_COMPLETED = {"PlanYear": "plan:plan_answer", "Comparison": "compare:with_sensitivity"}
"""Answers that more can be asked of, and what makes them whole without it."""


def to_json(answer: Any, version: int = DEFAULT) -> dict[str, Any]:
    """An answer with the name of its schema.

    Args:
        answer: of a function of :mod:`megaroth.service`.
        version: of the schema.
    """
    whole = _completed(answer)
    contract: Contract = _loaded(_CONTRACTS[type(whole).__name__])
    return contract.json(whole, version)


def to_data(answer: Any, schema_version: int = DEFAULT) -> dict[str, Any]:
    """An answer as dictionaries and lists: amounts in dollars, percentages as numbers, dates as
    text.

    A range is ``{"low": ..., "high": ...}``; a column of amounts is a list. A whole answer has the
    keys of its JSON, without ``schema``.

    Args:
        answer: of any question of the library, or any part of an answer.
        schema_version: whose keys it has; docs/versioning.md says how versions differ.

    Raises:
        InputError: there is no such version.
    """
    version = checked("schema_version", schema_version)
    whole = _completed(answer)
    where = _CONTRACTS.get(type(whole).__name__)
    if where is None:
        return FromTypes(version).record(type(whole)).write(whole)
    return cast(Contract, _loaded(where)).data(whole, version)


def _completed(answer: Any) -> Any:
    inner = answer.least if type(answer).__name__ == "OutcomeRange" else answer
    where = _COMPLETED.get(type(inner).__name__)
    return answer if where is None else _loaded(where)(answer)


def _loaded(where: str) -> Any:
    module, name = where.split(":")
    return getattr(importlib.import_module(f"megaroth.contract.{module}"), name)
