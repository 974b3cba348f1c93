"""Display names of alternatives and assumptions; files and data keep their keys."""

from __future__ import annotations

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
    "mega_if_offered": "the mega backdoor Roth, if it were offered",
    "without_ira": "no IRA",
    "ira_first": "the IRA first",
    "hsa_first": "health savings first",
}
_ASSUMPTIONS = {
    "growth": "growth a year",
    "inflation": "inflation",
    "pay_growth": "growth of pay",
    "dividend_yield": "dividend yield",
    "turnover": "gains realized a year",
    "heirs_rate": "tax rate at the end",
    "taxable_bonds": "bonds in the taxable account",
    "pre_tax_bonds": "bonds in pre-tax money",
    "plan_fee": "yearly fee of plans",
    "plan_until": "age at the end",
    "retires_at": "age at retirement",
    "policy": "policy of withdrawals",
}


def label_of(name: str) -> str:
    """The display name of an alternative; one that a file defines keeps its name.

    >>> label_of("mega_yearly"), label_of("my_plan")
    ('the mega backdoor once a year', 'my plan')
    """
    return _ALTERNATIVES.get(name, name.replace("_", " "))


def assumption_label(key: str) -> str:
    """The display name of an assumption of the household file.

    >>> assumption_label("heirs_rate")
    'tax rate at the end'
    """
    return _ASSUMPTIONS.get(key, key.replace("_", " "))
