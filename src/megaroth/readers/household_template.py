"""The commented household file that ``megaroth init`` writes, made from the catalog of keys."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from megaroth.model.assumptions import Assumptions
from megaroth.model.cash_flows import Expense, Pension, Receipt
from megaroth.model.catalog import Entry, entries
from megaroth.model.household import Balances, Household, Hsa, Ira, Job, Person
from megaroth.model.marketplace import Marketplace
from megaroth.model.plan import Plan


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The answers that the file states, each as TOML text; None if left out.

    Attributes:
        match: tiers, each with ``rate`` and ``up_to`` or ``up_to_dollars``.
    """

    year: int
    born: str
    born_is_guessed: bool
    pay: str | None
    name: str
    filing_status: str
    state: str | None
    employer: str
    pay_frequency: str | None = None
    roth: str = "unknown"
    fica_wages_last_year: str | None
    match: Sequence[Mapping[str, Any]]
    match_is_none: bool
    after_tax: str
    in_plan_roth_rollover: str
    in_service_withdrawal: str
    spare_cash: str | None
    marginal_rate: str | None


_HEAD = """\
# A household for megaroth. Run: megaroth plan <this file>. Every key: docs/household_file.md; megaroth schema for editors.
# Amounts are dollars; rates are texts such as "6%". Any plan rule may be "unknown". The answer is then a range with a question.
schema = 1
year = {year}
"""
_ASKED = (("[[people]]", Person), ("[[people.jobs]]", Job), ("[people.jobs.plan]", Plan))
"""Tables that an answer fills."""

_OFFERED = (
    (
        "[people.jobs.balances]",
        "current balances in the plan: a value, or value and basis",
        Balances,
    ),
    ("[[people.iras]]", "", Ira),
    ("[people.hsa]", "", Hsa),
    ("[[people.pensions]]", "a pension, with the age at which it begins", Pension),
    ("[[expenses]]", "an expense of some years, in addition to your yearly spending", Expense),
    ("[[receipts]]", "money that comes in some years, in addition to pay", Receipt),
    ("[marketplace]", "health insurance between work and Medicare", Marketplace),
    ("[assumptions]", "for the years ahead: growth, bonds, fees", Assumptions),
)
"""Tables that are commented out, each with a short explanation."""

_GUESSED = "any day of the birth year is enough: the age on December 31 counts"


def household_text(answers: Answers) -> str:
    """The text of the file: keys with answers, and the others commented out, each with a short
    explanation."""
    values = _values(answers)
    top = _HEAD.format(year=answers.year) + _table(Household, values[Household], answers)
    asked = [f"{header}\n{_table(table, values[table], answers)}" for header, table in _ASKED]
    offered = [
        _line(f"# {header}", about) + "\n" + _table(table, {}, answers, commented=True)
        for header, about, table in _OFFERED
    ]
    return "\n".join([top, *asked, *offered])


def _values(answers: Answers) -> dict[type, dict[str, str | None]]:
    """The values of each table as TOML text."""
    in_plan = answers.in_plan_roth_rollover
    tiers = ", ".join(
        f"{{ {', '.join(f'{key} = {_literal(value)}' for key, value in tier.items())} }}"
        for tier in answers.match
    )
    return {
        Household: {
            "filing_status": _text(answers.filing_status),
            "state": _text(answers.state) if answers.state else None,
            "spare_cash": answers.spare_cash,
            "marginal_rate": _text(answers.marginal_rate) if answers.marginal_rate else None,
        },
        Person: {"name": _text(answers.name), "born": answers.born},
        Job: {
            "employer": _text(answers.employer),
            "pay": answers.pay,
            "pay_frequency": _text(answers.pay_frequency) if answers.pay_frequency else None,
            "fica_wages_last_year": answers.fica_wages_last_year,
        },
        Plan: {
            "roth": "true" if in_plan not in ("no", "unknown") else _flag(answers.roth),
            "after_tax": _flag(answers.after_tax),
            "in_plan_roth_rollover": _text(in_plan),
            "in_service_withdrawal": {"yes": '["after_tax"]', "no": "[]", "unknown": '"unknown"'}[
                answers.in_service_withdrawal
            ],
            "match": f"[{tiers}]" if tiers or answers.match_is_none else '"unknown"',
        },
    }


def _table(
    table: type, values: Mapping[str, str | None], answers: Answers, *, commented: bool = False
) -> str:
    """The lines of a table: active where there is an answer, or always; otherwise an example."""
    return "".join(f"{one}\n" for one in _lines(table, values, answers, commented=commented))


def _lines(
    table: type, values: Mapping[str, str | None], answers: Answers, *, commented: bool
) -> Iterator[str]:
    for entry in entries(table):
        if entry.key.line is None:
            continue
        value = values.get(entry.name)
        active = (value is not None or entry.key.line.always) and not commented
        example = entry.key.line.value.replace("YEAR", str(answers.year))
        text = f"{entry.name} = {value if value is not None else example}"
        yield _line(text if active else f"# {text}", _comment(entry, answers))


def _comment(entry: Entry, answers: Answers) -> str:
    assert entry.key.line is not None
    guessed = entry.name == "born" and answers.born_is_guessed
    return _GUESSED if guessed else entry.key.line.comment


def _line(text: str, comment: str) -> str:
    return f"{text:<36}  # {comment}" if comment else text


def assumed(answers: Answers) -> list[str]:
    """The lines of the file that no answer states: defaults that its reader should check."""
    values = _values(answers)
    return [
        f"{entry.name} = {entry.key.line.value.replace('YEAR', str(answers.year))}"
        for _, table in _ASKED
        for entry in entries(table)
        if entry.key.line is not None
        and entry.key.line.always
        and values[table].get(entry.name) is None
    ]


def _literal(value: Any) -> str:
    return _text(value) if isinstance(value, str) else str(value)


def _text(value: str | None) -> str:
    return json.dumps(value, ensure_ascii=False)


def _flag(word: str) -> str:
    return {"yes": "true", "no": "false"}.get(word, '"unknown"')
