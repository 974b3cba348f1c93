"""A household's tax returns as JSON, and the columns of a table of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from megaroth.contract.plain_data import amount
from megaroth.contract.schema_parts import (
    COUNT,
    FLAG,
    NUMBER,
    ROW,
    STATUS,
    TEXT,
    Schema,
    array,
    closed,
    optional,
    record,
)
from megaroth.kernel.money import Cents
from megaroth.planyear.tax_bill import TaxBill
from megaroth.present.return_lines import LINES, SLIP_LINES, STATE_LINES
from megaroth.tax.marginal import KINDS, NextDollars

SCHEMA = "megaroth.tax/1"
TABLE_SCHEMA = "megaroth.tax_table/1"
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


@dataclass(frozen=True)
class NextAmount:
    """The tax on the next dollars of an item, and along a growing amount of it.

    Attributes:
        item: what grows, such as ``conversion``.
        federal: the federal tax on the amount.
        state_tax: the state's, cents; None without a state return.
        curve: growing amounts in cents, each with the federal marginal rate there in parts per
            million.
    """

    item: str
    federal: NextDollars
    state_tax: Cents | None
    curve: list[tuple[int, int]]


@dataclass(frozen=True)
class TaxOfYear:
    """A household's tax of a year, and that of the next dollars where they are asked about."""

    year: int
    bill: TaxBill
    next: NextAmount | None = None


def to_json(answer: TaxOfYear) -> dict[str, Any]:
    """A household's returns with the name of their schema, dollars; rates are percent."""
    bill = answer.bill
    lines = {name: amount(getattr(bill.federal, name)) for name in LINES}
    return {
        "schema": SCHEMA,
        "year": answer.year,
        "itemizes": bool(bill.federal.itemizes),
        "federal": lines,
        "magi": {
            name: amount(getattr(bill.federal, f"{name}_magi"))
            for name in ("roth_ira", "ira_deduction", "niit", "senior", "irmaa")
        },
        "state": None
        if bill.state is None
        else {
            "support": bill.state_support,
            **{name: amount(getattr(bill.state, name)) for name in STATE_LINES},
        },
        "payroll_tax": amount(bill.payroll_tax),
        "excess_social_security": amount(bill.excess_social_security),
        "state_payroll_tax": amount(bill.state_payroll_tax),
        "take_home": amount(bill.take_home),
        "withheld": amount(bill.withheld),
        "due": amount(bill.due),
        "paychecks": [
            {"person": slip.person, "employer": slip.employer, "paychecks": slip.paychecks}
            | {name: amount(getattr(slip, name)) for name in SLIP_LINES}
            for slip in bill.pay_slips
        ],
        "marginal": None if answer.next is None else _marginal(answer.next),
        "assumptions": bill.assumptions,
    }


def _marginal(answer: NextAmount) -> dict[str, Any]:
    federal = answer.federal
    return {
        "item": answer.item,
        "amount": amount(federal.amount),
        "tax": amount(federal.tax),
        "rate": federal.rate / 10_000,
        "state_tax": None if answer.state_tax is None else amount(answer.state_tax),
        "by_kind": {kind: amount(value) for kind, value in federal.by_kind.items()},
        "thresholds": [
            {"name": t.name, "at": amount(t.at), "income": amount(t.income)}
            for t in federal.thresholds
        ],
        "curve": [{"amount": amount(at), "rate": rate / 10_000} for at, rate in answer.curve],
    }


def schema() -> Schema:
    """The closed schema of the tax of a household."""
    threshold = record({"name": TEXT, "at": NUMBER, "income": NUMBER})
    point = record({"amount": NUMBER, "rate": NUMBER})
    marginal = record(
        {
            "item": TEXT,
            "amount": NUMBER,
            "tax": NUMBER,
            "rate": NUMBER,
            "state_tax": optional(NUMBER),
            "by_kind": record(dict.fromkeys(KINDS, NUMBER)),
            "thresholds": array(threshold),
            "curve": array(point),
        }
    )
    slip = record(
        {"person": TEXT, "employer": TEXT, "paychecks": COUNT, **dict.fromkeys(SLIP_LINES, NUMBER)}
    )
    support = {"enum": ["supported", "approximate"]}
    magi = record(dict.fromkeys(("roth_ira", "ira_deduction", "niit", "senior", "irmaa"), NUMBER))
    return closed(
        SCHEMA,
        {
            "year": COUNT,
            "itemizes": FLAG,
            "federal": record(dict.fromkeys(LINES, NUMBER)),
            "magi": magi,
            "state": optional(record({"support": support, **dict.fromkeys(STATE_LINES, NUMBER)})),
            "payroll_tax": NUMBER,
            "excess_social_security": NUMBER,
            "state_payroll_tax": NUMBER,
            "take_home": NUMBER,
            "withheld": NUMBER,
            "due": NUMBER,
            "paychecks": array(slip),
            "marginal": optional(marginal),
            "assumptions": array(TEXT),
        },
    )


def table_schema() -> Schema:
    """The closed schema of a table of returns."""
    support = {"enum": ["supported", "approximate", None]}
    state = {STATE_LINE: optional(NUMBER), SUPPORT: support}
    row = record({"given": ROW, **dict.fromkeys(TABLE_LINES, NUMBER), **state, LAW_STATUS: STATUS})
    return closed(TABLE_SCHEMA, {"rows": array(row)})
