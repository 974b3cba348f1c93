"""What alternatives and assumptions are called where people read: the file's own words stay in
files and data."""

from __future__ import annotations

from megaroth.planning.results import IF_OFFERED

_ALTERNATIVES = {
    "taxable": "the taxable account",
    "mega": "the mega backdoor Roth",
    "mega_each_paycheck": "the mega backdoor each paycheck",
    "mega_quarterly": "the mega backdoor each quarter",
    "mega_yearly": "the mega backdoor once a year",
    "mega_roth_ira": "the mega backdoor to a Roth IRA",
    "mega_roth_ira_split": "the mega backdoor to a Roth IRA, earnings apart",
    "after_tax_left": "after-tax money left in the plan",
    "roth_deferral": "Roth deferrals",
    "pre_tax_deferral": "pre-tax deferrals",
    IF_OFFERED: "the mega backdoor Roth, if it were offered",
    "without_ira": "no IRA",
    "ira_first": "the IRA first",
    "hsa_first": "health savings first",
}
_ORDERS = {
    "bracket": "by bracket",
    "penalty_aware": "conventional, money with the 10% additional tax last",
    "penalty_aware_bracket": "by bracket, money with the 10% additional tax last",
}
_ASSUMPTIONS = {
    "growth": "growth a year",
    "inflation": "inflation",
    "pay_growth": "growth of pay",
    "dividend_yield": "dividend yield",
    "turnover": "gains realized a year",
    "heirs_rate": "tax rate at the end",
    "plan_until": "age at the end",
    "retires_at": "age at retirement",
}


def titled(name: str) -> str:
    """An alternative in words; one that a file defines keeps the name that it has there.

    >>> titled("mega_yearly"), titled("my_plan")
    ('the mega backdoor once a year', 'my plan')
    """
    return _ALTERNATIVES.get(name, name.replace("_", " "))


def worded(key: str) -> str:
    """An assumption of the household file in words.

    >>> worded("heirs_rate")
    'tax rate at the end'
    """
    return _ASSUMPTIONS.get(key, key.replace("_", " "))


def order_in_words(order: str) -> str:
    """An order of withdrawals in words.

    >>> order_in_words("bracket")
    'by bracket'
    """
    return _ORDERS.get(order, order)
