"""A table of tax returns as JSON."""

from __future__ import annotations

from operator import itemgetter
from typing import Literal

from megaroth.contract.from_types import FromTypes
from megaroth.contract.schema_version import FIRST
from megaroth.contract.shapes import Member, Record
from megaroth.contract.tables import table
from megaroth.contract.versions import Contract
from megaroth.kernel.money import Cents
from megaroth.law.entry import Status

TABLE_LINES = {
    "agi": "agi",
    "taxable_ss": "taxable_social_security",
    "deduction": "deduction",
    "senior_deduction": "senior_deduction",
    "qbi_deduction": "business_deduction",
    "taxable_income": "taxable_income",
    "tax_before_credits": "tax_before_credits",
    "amt": "amt",
    "niit": "niit",
    "addmed": "additional_medicare",
    "child_credit": "child_credit",
    "refundable_child_credit": "refundable_child_credit",
    "earned_income_credit": "earned_income_credit",
    "early_distribution_tax": "early_distribution_tax",
    "savers_credit": "savers_credit",
    "self_employment_tax": "self_employment_tax",
    "total": "income_tax",
}
"""Columns that are written, and the line of the return that each is."""

STATE_LINE, SUPPORT, LAW_STATUS = "state_tax", "state_support", "law_status"


def key_of(title: str, version: int) -> str:
    """The key of a column in JSON: version 1 has the column's name, later ones the line's."""
    return title if version == FIRST else TABLE_LINES.get(title, title)


def _table(types: FromTypes) -> Record:
    titles = [key_of(title, types.version) for title in TABLE_LINES]
    hints = {
        **dict.fromkeys(titles, Cents),
        STATE_LINE: Cents | None,
        SUPPORT: Literal["supported", "approximate", None],
        LAW_STATUS: Status,
    }
    return table(
        Record(
            tuple(Member(key, types.shape(hint), itemgetter(key)) for key, hint in hints.items())
        )
    )


TABLE = Contract("tax_table", _table)
