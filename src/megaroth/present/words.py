"""Words that every face uses."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from megaroth.kernel.money import dollars
from megaroth.planyear.result import Range

DISCLAIMER = (
    "megaroth informs and shows its sources; it is not tax advice. Ask a tax "
    "professional before you act on it."
)


_KEYS = {
    "taking ira out of `order`": "answering “contribute to IRAs too?” with no",
    "state `after_tax` in `balances`": "say so in “after-tax money in the plan”",
    "`spare_cash`": "“most you can put away this year”",
    "`spending`": "“spending a year while working”",
    "spare_cash": "“most you can put away this year”",
    "other_income": "“other income”",
    "elections.deferral_kind": "“kind of deferral”",
    "children_born": "the birth years of children",
    "status_changes": "later filing statuses",
    "elections.after_tax": "“what you want to contribute after tax”",
    "first_payday": "“first payday”",
    'state extra_paycheck = "full" or "spread"': "answer “in a year of 27 paychecks”",
    'state extra_paycheck = "full"': "say so in “in a year of 27 paychecks”",
    "extra_paycheck": "“in a year of 27 paychecks”",
    "retires_at": "“stops working at”",
    "state_marginal_rate": "“state rate on your next dollar”",
    "marginal_rate": "“federal rate on your next dollar”",
    "fica_wages_last_year": "“Social Security wages there last year”",
    "pay_last_year": "“pay there last year”",
    "second_plan_of": "“a second plan of a job above”",
    "(ownership)": "(“share of this employer that you own”)",
    "(governmental = true)": "(“state or local government”)",
    "iras.taxed_by_state": "“IRA money that a state taxed before”",
    "spending_in_retirement": "“spending a year after work”",
    "heirs_rate": "tax rate at the end",
    "long_term_gain": "long-term gains",
    "annual_additions": "annual additions limit",
    "elective_deferral": "elective deferral limit",
    "catch_up_50": "catch-up limit from 50",
    "catch_up": "catch-up",
    "after_tax_cap": "“cap on after-tax contributions”",
    "after_tax": "after-tax",
    "pre_tax": "pre-tax",
    "in_service_withdrawal": "“in-service withdrawal”",
    "in_plan_roth_rollover": "“in-plan Roth rollover”",
    "separate_after_tax_source": "“separate after-tax source”",
    "designated_roth": "the plan’s Roth account",
    "traditional_ira_60_day": "a traditional IRA within 60 days",
    "traditional_ira": "a traditional IRA",
    "roth_ira": "a Roth IRA",
    "docs/accuracy.md": "The documentation’s page on accuracy",
}
_KEY = re.compile(r"(?<![\w`.])(" + "|".join(re.escape(key) for key in _KEYS) + r")(?![\w`])")


_DAY = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])")


def for_people(text: str) -> str:
    """A sentence of the library without keys of the household file: they are what a file's reader
    looks for, and nobody else.

    >>> for_people("spare_cash is not stated until 2027-04-15")
    '“most you can put away this year” is not stated until April 15, 2027'
    """
    return _DAY.sub(_spoken_day, _KEY.sub(lambda found: _KEYS[found[0]], text))


def _spoken_day(found: re.Match[str]) -> str:
    try:
        day = date.fromisoformat(found[0])
    except ValueError:
        return found[0]
    return f"{day:%B} {day.day}, {day.year}"


def whole(cents: int) -> str:
    """Cents as whole dollars, for what is worked out over years."""
    return dollars(round(int(cents) / 100) * 100).removesuffix(".00")


def money(value: Any) -> str:
    """Cents for people; a range as two amounts."""
    if isinstance(value, Range):
        return f"{dollars(int(value.low))} to {dollars(int(value.high))}"
    return dollars(int(value))


def plain(text: str) -> str:
    """A sentence of the library for people: without keys of the file and marks of code."""
    return for_people(text).replace("`", "")
