"""The JSON Schemas of every answer, by the names that ``megaroth schema`` takes: closed and
versioned."""

from __future__ import annotations

from megaroth.contract import (
    check,
    compare,
    interview,
    law,
    letter,
    next_year,
    optimize,
    paychecks,
    plan,
    project,
    quick,
    rollover,
    room,
    scenarios,
    tax,
    tax_table,
    unknown_rules,
    worksheets,
    written,
)
from megaroth.contract.schema_parts import Schema
from megaroth.contract.schema_version import DEFAULT
from megaroth.contract.versions import Contract
from megaroth.readers.schema import household_schema

CONTRACTS: dict[str, Contract] = {
    contract.name: contract
    for contract in (
        *(
            plan.CONTRACT,
            paychecks.CONTRACT,
            check.CONTRACT,
            room.CONTRACT,
            room.TABLE,
            rollover.CONTRACT,
        ),
        *(tax.CONTRACT, tax_table.TABLE, project.CONTRACT, compare.CONTRACT, optimize.CONTRACT),
        *(unknown_rules.CONTRACT, law.CONTRACT, law.HISTORY, worksheets.CONTRACT),
        *(
            letter.CONTRACT,
            scenarios.CONTRACT,
            quick.CONTRACT,
            interview.CONTRACT,
            next_year.CONTRACT,
            written.INIT,
            written.REPORT,
            written.ERROR,
        ),
    )
}
"""Every answer by the name of its schema."""

HOUSEHOLD = "household"
NAMES = (HOUSEHOLD, *CONTRACTS)
"""Every schema that can be printed."""


def schema_of(name: str, version: int = DEFAULT) -> Schema:
    """The schema of an answer in a version, or of the household file, which has one version."""
    return household_schema() if name == HOUSEHOLD else CONTRACTS[name].schema(version)
