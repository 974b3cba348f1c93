"""Which key of the household file changes an assumption, and where the page asks for it."""

from __future__ import annotations

import functools

from megaroth.kernel.message import Message
from megaroth.model.catalog import question
from megaroth.model.household import Household, Job, Person
from megaroth.present.sentences.catalog import SENTENCES
from megaroth.present.sentences.sentence import PLACE

FILE = "file"
"""Where a key is changed that the interview does not ask for: the file itself."""

_KEYS = {
    "growth_unstated": "growth",
    "growth_accrues": "growth",
    "cash_order": "order",
    "tax_by_rate_and_state_returns": "marginal_rate",
    "tax_by_federal_rate": "marginal_rate",
    "tax_by_federal_returns_and_rate": "state_marginal_rate",
    "after_tax_separate": "plan.separate_after_tax_source",
    "moves_on_request": "plan.in_plan_roth_rollover",
    "match_spread_evenly": "plan.pay_cap_method",
    "rules_taken_as_no": "plan.after_tax",
    "rules_tried": "plan.after_tax",
    "rules_at_their_best": "plan.after_tax",
    "deferrals_elsewhere": "elections",
    "law_projected_by": "inflation",
    "extra_paycheck_counted": "extra_paycheck",
    "sponsor_not_government": "plan.governmental",
    **dict.fromkeys(
        ("market_fixed", "market_lognormal", "market_bootstrap", "market_historical"),
        "assumptions.growth",
    ),
    **dict.fromkeys(("prices_lognormal", "prices_bootstrap", "prices_historical"), "inflation"),
    "pay_and_prices": "inflation",
    "level_growth": "assumptions.growth",
    "works_until": "retires_at",
    "works_no_more": "retires_at",
    "lives_to": "assumptions.plan_until",
    **dict.fromkeys(
        (
            "same_spending",
            "spending_unstated",
            "spending_after_work_unstated",
            "spending_after_work_of_year",
        ),
        "spending",
    ),
    "no_bonds_or_fees": "assumptions.taxable_bonds",
    "no_bonds": "assumptions.taxable_bonds",
    "no_yearly_fees": "assumptions.plan_fee",
}
"""Assumptions whose sentence names no key, and the key that changes each."""


def place_of_change(text: Message | str) -> str:
    """Where an assumption is changed on the page: a part of the interview, or ``file``; empty if no
    key changes it."""
    if not isinstance(text, Message):
        return ""
    if text.code == "with_some_answers":
        return next(iter(filter(None, map(place_of_change, _parts(text)))), "")
    return _place_of(text.code)


def _parts(text: Message) -> list[Message]:
    values = text.value("messages")
    return [one for one in values if isinstance(one, Message)] if isinstance(values, tuple) else []


@functools.cache
def _place_of(code: str) -> str:
    key = _KEYS.get(code) or _named_key(code)
    if not key:
        return ""
    for table in (Household, Person, Job):
        for path in (key, f"plan.{key}"):
            try:
                return question(table, path).part
            except KeyError:
                continue
    return FILE


def _named_key(code: str) -> str:
    """The first key that a sentence names between angle brackets, such as ``<spare_cash>``."""
    for place in PLACE.finditer(SENTENCES[code]):
        words = (place["words"] or "").partition("|")[0].strip("`")
        if words and words.replace("_", "").replace(".", "").isalnum() and "." not in words[-3:]:
            return words
    return ""
