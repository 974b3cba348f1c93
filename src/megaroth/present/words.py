"""Words that every face uses."""

from __future__ import annotations

import functools
import re
from datetime import date
from typing import Any

from megaroth.kernel.message import Message
from megaroth.kernel.money import dollars
from megaroth.model.catalog import question
from megaroth.model.household import Household, Job, Person
from megaroth.planyear.result import Range
from megaroth.present.sentences.sentence import Reader, sentence

DISCLAIMER = (
    "megaroth informs and shows its sources; it is not tax advice. Ask a tax "
    "professional before you act on it."
)


_WORDS = {
    "taking ira out of `order`": "answering {order} with no",
    "state `after_tax` in `balances`": "say so in {balances.after_tax.value}",
    "`spare_cash`": "{spare_cash}",
    "`spending`": "{spending}",
    "spare_cash": "{spare_cash}",
    "other_income": "{other_income}",
    "elections.deferral_kind": "{elections.deferral_kind}",
    "children_born": "the birth years of children",
    "status_changes": "later filing statuses",
    "elections.after_tax": "{elections.after_tax}",
    "first_payday": "{first_payday}",
    'state extra_paycheck = "full" or "spread"': "answer {extra_paycheck}",
    'state extra_paycheck = "full"': "say so in {extra_paycheck}",
    "extra_paycheck": "{extra_paycheck}",
    "retires_at": "{retires_at}",
    "state_marginal_rate": "the state tax rate on your next dollar",
    "marginal_rate": "{marginal_rate}",
    "fica_wages_last_year": "{fica_wages_last_year}",
    "pay_last_year": "{pay_last_year}",
    "second_plan_of": "{second_plan_of}",
    "(ownership)": "({ownership})",
    "(governmental = true)": "({plan.governmental})",
    "iras.taxed_by_state": "IRA money that a state taxed before",
    "spending_in_retirement": "{spending_in_retirement}",
    "heirs_rate": "{assumptions.heirs_rate}",
    "long_term_gain": "long-term gains",
    "annual_additions": "annual additions limit",
    "elective_deferral": "elective deferral limit",
    "catch_up_50": "catch-up limit from 50",
    "catch_up": "catch-up",
    "after_tax_cap": "{plan.after_tax_cap}",
    "after_tax": "after-tax",
    "pre_tax": "pre-tax",
    "in_service_withdrawal": "{plan.in_service_withdrawal}",
    "in_plan_roth_rollover": "{plan.in_plan_roth_rollover}",
    "separate_after_tax_source": "separate after-tax source",
    "designated_roth": "the plan’s Roth account",
    "traditional_ira_60_day": "a traditional IRA within 60 days",
    "traditional_ira": "a traditional IRA",
    "roth_ira": "a Roth IRA",
    "docs/accuracy.md": "The documentation’s page on accuracy",
}
"""Words of the library and keys of the household file, as people read them. Braces hold the key
whose question the page asks; the question is quoted."""

_KEY = re.compile(r"(?<![\w`.])(" + "|".join(re.escape(key) for key in _WORDS) + r")(?![\w`])")


@functools.cache
def _in_words(found: str) -> str:
    return re.sub(r"\{([\w.]+)\}", lambda key: f"“{_label(key[1])}”", _WORDS[found])


def _label(path: str) -> str:
    """The question of the page about a key of the household, a person or a job."""
    for table in (Household, Person, Job):
        try:
            return question(table, path).label
        except KeyError:
            continue
    raise KeyError(path)


_DAY = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])")


def for_people(text: str) -> str:
    """A sentence of the library without keys of the household file: they are what a file's reader
    looks for, and nobody else.

    >>> for_people("spare_cash is not stated until 2027-04-15")
    '“Most you can save this year” is not stated until April 15, 2027'
    """
    return _DAY.sub(_spoken_day, _KEY.sub(lambda found: _in_words(found[0]), text))


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


def plain(text: Message | str) -> str:
    """A message in the words of the page, or a text, without marks of code."""
    words = sentence(text, Reader.PAGE) if isinstance(text, Message) else for_people(text)
    return words.replace("`", "")
