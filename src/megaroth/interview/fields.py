"""The questions of the interview, in its parts, made from the catalog of keys."""

from __future__ import annotations

import functools
from datetime import date

from megaroth.interview.question_types import (
    DONT_KNOW,
    UNKNOWN,
    YES_NO,
    Choices,
    Field,
    ItemList,
    Part,
)
from megaroth.model import catalog
from megaroth.model.cash_flows import Expense, Pension, Receipt
from megaroth.model.catalog import Ask, Entry
from megaroth.model.household import Household, Ira, Job, Person
from megaroth.model.pay_change import PayChange
from megaroth.model.pay_schedule import Bonus, Leave, Raise

_KINDS = {
    "signed_money": "money",
    "signed_rate": "rate",
    "flag": "yes_no",
    "name": "text",
    "count": "whole",
    "year": "whole",
    "coverage": "choice",
}
"""How an answer is typed, where the name of the key's kind does not say it."""

DECIDES: catalog.Part = "decides"
"""The part with the questions that decide the answer: yes, no, or I don't know."""

AHEAD: catalog.Part = "ahead"
"""The part about years ahead, which change no answer about this year."""

_PLAN_RULES = ("after_tax", "in_plan_roth_rollover", "in_service_withdrawal", "roth", "match")
_MIDDLE = date(2026, 7, 1)
"""The middle of a year: a date of a new item, in the year of the file."""

LISTS: tuple[tuple[ItemList, type], ...] = (
    (
        ItemList(
            key="jobs",
            item="job",
            called="employer",
            owner="person",
            new={
                "employer": "New employer",
                "pay": 0,
                "plan": dict.fromkeys(_PLAN_RULES, UNKNOWN),
            },
        ),
        Job,
    ),
    (
        ItemList(
            key="iras",
            item="IRA",
            called="kind",
            owner="person",
            new={"kind": "traditional", "value": 0},
        ),
        Ira,
    ),
    (
        ItemList(
            key="raises",
            item="raise",
            called="date",
            owner="job",
            new={"date": _MIDDLE, "pay": 0},
        ),
        Raise,
    ),
    (
        ItemList(
            key="bonuses",
            item="bonus",
            called="date",
            owner="job",
            new={"date": _MIDDLE, "amount": 0},
        ),
        Bonus,
    ),
    (
        ItemList(
            key="leaves",
            item="leave",
            called="first_day",
            owner="job",
            new={"first_day": _MIDDLE, "last_day": _MIDDLE},
        ),
        Leave,
    ),
    (
        ItemList(
            key="pay_changes",
            item="pay change",
            called="",
            owner="job",
            new={"share": "100%"},
        ),
        PayChange,
    ),
    (
        ItemList(
            key="pensions",
            item="pension",
            called="name",
            owner="person",
            new={"name": "New pension", "amount": 0},
        ),
        Pension,
    ),
    (
        ItemList(
            key="expenses",
            item="expense",
            called="name",
            owner="household",
            new={"name": "New expense", "amount": 0},
        ),
        Expense,
    ),
    (
        ItemList(
            key="receipts",
            item="receipt",
            called="name",
            owner="household",
            new={"name": "New receipt", "amount": 0},
        ),
        Receipt,
    ),
)
"""The lists that people add items to and remove them from, each with the table of an item."""


def _part(name: catalog.Part, title: str, about: str) -> Part:
    def asked(table: type) -> tuple[Field, ...]:
        return tuple(
            _field(path, ask, entry) for path, ask, entry in catalog.questions(table, name)
        )

    items = tuple((one, fields) for one, table in LISTS if (fields := asked(table)))
    return Part(name, title, about, asked(Household), asked(Person), items)


def _field(path: str, ask: Ask, entry: Entry) -> Field:
    form = entry.kind.form if entry.kind else ""
    kind = ask.kind or _KINDS.get(form, form)
    return Field(
        path,
        ask.label,
        kind,
        ask.help,
        ask.default,
        _choices(ask, entry, kind),
        ask.where,
        entry.takes_unknown,
        ask.later,
        entry.key.when_unknown.needs if entry.key.when_unknown else (),
    )


def _choices(ask: Ask, entry: Entry, kind: str) -> Choices:
    """The answers to choose from; none where the answer is typed."""
    found = ask.choices
    if kind in ("yes_no", "way_out", "ira_step"):
        found = YES_NO
    elif kind == "choice" and not found and entry.kind is not None:
        found = tuple((word, word) for word in entry.kind.choices)
    return (*found, DONT_KNOW) if found and entry.takes_unknown else found


@functools.cache
def parts() -> tuple[Part, ...]:
    """The parts of the interview, in their order."""
    return (
        _part(
            DECIDES,
            "What decides",
            "These rules of each plan decide whether after-tax money reaches Roth. If you do not "
            "know one, the answer is a range, with the question to ask.",
        ),
        _part(
            "you",
            "You",
            "Your age decides whether you can make catch-up contributions and whether penalties "
            "apply. Your filing status decides your tax.",
        ),
        _part(
            "work",
            "Job and plan",
            "Pay, the match and the other rules of the plan. If you do not know a rule, the result "
            "is a range, with the question to ask.",
        ),
        _part(
            "so_far",
            "So far this year",
            "What the last pay stub shows as year to date, with its date. If the year has not "
            "begun, leave all of it empty.",
        ),
        _part(
            "accounts",
            "Accounts",
            "What you already have. IRA balances do not affect a mega backdoor Roth, but they "
            "affect the ordinary backdoor Roth.",
        ),
        _part(
            "money",
            "Income and tax",
            "Other income changes the tax on a rollover and how much you can contribute to a Roth "
            "IRA.",
        ),
        _part(
            AHEAD,
            "Years ahead",
            "Assumptions for projections beyond this year. Leave a field empty to use its default.",
        ),
    )


def part_of(key: str) -> str:
    """The part of the interview that asks about a key of the household file, or the part about the
    plan if no question does."""
    return next(
        (part.name for part in parts() if any(field.key == key for field in part.fields)),
        "work",
    )
