"""A household's returns as plain data."""

from __future__ import annotations

from typing import Any

from megaroth.kernel.money import Cents
from megaroth.law.form_lines import form_lines
from megaroth.law.law import Law
from megaroth.planyear.data import amount
from megaroth.planyear.tax_bill import TaxBill
from megaroth.tax.marginal import NextDollars, curve

SCHEMA = "megaroth.tax/1"
LINES = (
    "agi",
    "taxable_social_security",
    "net_gain",
    "deduction",
    "senior_deduction",
    "business_deduction",
    "taxable_income",
    "tax_before_credits",
    "amt",
    "child_credit",
    "savers_credit",
    "niit",
    "additional_medicare",
    "early_distribution_tax",
    "earned_income_credit",
    "refundable_child_credit",
    "income_tax",
    "self_employment_tax",
    "total",
)
STATE_LINES = ("taxable_income", "tax", "credits", "surtax", "city_tax", "total", "rebates")
_WORDS = {
    "agi": "adjusted gross income",
    "taxable_social_security": "taxed Social Security benefits",
    "net_gain": "net capital gain",
    "business_deduction": "deduction for qualified business income",
    "amt": "alternative minimum tax",
    "savers_credit": "saver's credit",
    "niit": "net investment income tax",
    "additional_medicare": "additional Medicare tax",
    "early_distribution_tax": "additional tax on early distributions",
    "income_tax": "income tax after credits",
    "total": "federal tax of the return",
}
SLIP_LINES = ("gross", "contributed", "payroll_tax", "federal_withholding", "net")
CURVE_MOST = 300_000_00
CURVE_STEPS = 30
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


def line_words(name: str) -> str:
    """A line of a return as people call it.

    >>> line_words("niit"), line_words("taxable_income")
    ('net investment income tax', 'taxable income')
    """
    return _WORDS.get(name, name.replace("_", " "))


def lines_of(year: int) -> dict[str, str]:
    """Each figure of a federal return, and where it goes on the forms of the year; "" where it has no line of its own."""
    lines = form_lines(year)
    where = {"early_distribution_tax": lines.early_distribution or "", "income_tax": "after credits", **lines.others}
    return {name: where.get(name, "") for name in LINES}


def to_data(
    year: int, bill: TaxBill, more: NextDollars | None, beside: Cents | None, numbers: Law, item: str | None
) -> dict[str, Any]:
    """A household's returns as plain data, dollars; with ``more`` the tax on the next dollars."""
    lines = {name: amount(getattr(bill.federal, name)) for name in LINES}
    data: dict[str, Any] = {
        "year": year,
        "itemizes": bool(bill.federal.itemizes),
        "federal": lines,
        "magi": {
            name: amount(getattr(bill.federal, f"{name}_magi"))
            for name in ("roth_ira", "ira_deduction", "niit", "senior", "irmaa")
        },
        "state": None
        if bill.state is None
        else {"support": bill.state_support, **{name: amount(getattr(bill.state, name)) for name in STATE_LINES}},
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
        "marginal": None,
        "assumptions": bill.assumptions,
    }
    if more is not None and item is not None:
        amounts, rates = curve(numbers, bill.items, item, CURVE_MOST, CURVE_STEPS)
        data["marginal"] = {
            "item": item,
            "amount": amount(more.amount),
            "tax": amount(more.tax),
            "rate": more.rate / 10_000,
            "state_tax": None if beside is None else amount(beside),
            "by_kind": {kind: amount(value) for kind, value in more.by_kind.items()},
            "thresholds": [{"name": t.name, "at": amount(t.at), "income": amount(t.income)} for t in more.thresholds],
            "curve": [{"amount": amount(int(a)), "rate": int(r) / 10_000} for a, r in zip(amounts, rates, strict=True)],
        }
    return data
