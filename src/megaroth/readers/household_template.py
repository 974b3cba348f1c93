"""The commented household file that ``megaroth init`` writes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The answers that the file states, each as TOML text; None if left out."""

    year: int
    born: str
    born_is_guessed: bool
    pay: str | None
    name: str
    filing_status: str
    state: str | None
    employer: str
    fica_wages_last_year: str | None
    match: list[Any]
    match_is_none: bool
    after_tax: str
    in_plan_roth_rollover: str
    in_service_withdrawal: str
    spare_cash: str | None
    marginal_rate: str | None


def household_text(answers: Answers) -> str:
    """The text of the file: keys with answers, and the others commented out, each with a short
    explanation."""
    in_service = {"yes": '["after_tax"]', "no": "[]", "unknown": '"unknown"'}[
        answers.in_service_withdrawal
    ]
    tiers = ", ".join(
        f"{{ rate = {_text(rate.strip())}, up_to = {_text(reach.strip())} }}"
        for rate, reach in answers.match
    )
    roth = "true" if answers.in_plan_roth_rollover not in ("no", "unknown") else '"unknown"'
    status = _text(answers.filing_status)
    return f"""\
# A household for megaroth. Run: megaroth plan <this file>. Every key: docs/household_file.md; megaroth schema for editors.
# Amounts are dollars; rates are texts such as "6%". Any plan rule may be "unknown". The answer is then a range with a question.
schema = 1
year = {answers.year}
{_key("filing_status", status, status, "married_joint, married_separate, head_of_household, ...")}
{_key("state", _text(answers.state) if answers.state else None, '"CA"')}
{_key("spare_cash", answers.spare_cash, "60_000", "the most you can save this year; if omitted, no limit")}
{_key("marginal_rate", _text(answers.marginal_rate) if answers.marginal_rate else None, '"35%"', "federal, on your next dollar")}
{_key("growth", None, '"7%"', "annual growth of after-tax money before its rollover")}
{_key("other_income", None, "0", "income other than pay; it affects the Roth IRA limit")}

[[people]]
name = {_text(answers.name)}
{_key("born", answers.born, "", "any day of the birth year is enough: the age on December 31 counts" if answers.born_is_guessed else "")}
{_key("blind", None, "true", "a larger standard deduction")}
{_key("dependent", None, "true", "someone else can claim this person")}

[[people.jobs]]
employer = {_text(answers.employer)}
{_key("pay", answers.pay, "", "annual pay; or state pay_per_period")}
{_key("pay_frequency", '"biweekly"', "", "weekly, semimonthly, monthly")}
{_key("first_payday", None, f"{answers.year}-01-09", "the first scheduled payday of the year")}
{_key("extra_paycheck", None, '"full"', 'in a year with 27 paychecks, each is a 26th of pay, or "spread": a 27th')}
{_key("fica_wages_last_year", answers.fica_wages_last_year, "290_000", "Form W-2 box 3 of last year, from this employer")}
{_key("self_employed", None, "true", "your own business: pay is net profit")}
{_key("specified_service", None, "false", "business in health, law, consulting, finance, ...; also wages_paid, property_basis")}
{_key("group", None, '"acme"', "a label that related employers share")}
{_key("ownership", None, '"60%"', "your share of this employer; employers that you control share one limit")}
{_key("started", None, "2021-03-01", "if the job started this year")}
{_key("ended", None, "2026-06-30", "if the job ends this year")}

[people.jobs.plan]
{_key("kind", '"401(k)"', "", "403(b), 457(b)")}
{_key("roth", roth, "", "designated Roth contributions")}
{_key("after_tax", _flag(answers.after_tax), "", "voluntary after-tax contributions above the deferral limit")}
# after_tax_cap = {{ percent = "10%", of = "pay", dollars = 25_000 }}
{_key("in_plan_roth_rollover", _text(answers.in_plan_roth_rollover), "", "each_paycheck, quarterly, yearly, on_request, no")}
{_key("in_service_withdrawal", in_service, "", 'sources you can withdraw while employed: ["after_tax"], or []')}
{_key("match", f"[{tiers}]" if tiers or answers.match_is_none else '"unknown"', "", '[{ rate = "50%", up_to = "6%" }]; [] for none')}
{_key("match_period", '"paycheck"', "", 'or "year"; true_up = 2027-02-15 if completed later')}
{_key("nonelective", '"0%"', "", "employer contribution that needs no employee contribution")}

# [people.jobs.balances]          # current balances in the plan: a value, or value and basis
# pre_tax = 80_000
# after_tax = {{ value = 20_000, basis = 19_000 }}

# [[people.iras]]
# kind = "traditional"            # roth, sep, simple
# value = 12_000                  # on December 31
# basis = 0                       # from Form 8606

# [people.hsa]
# coverage = "family"             # self_only, or a list of twelve by month
# made = 1_000                    # your own contributions so far this year; for IRAs, ira_made under [[people]]
"""


def _text(value: str | None) -> str:
    return json.dumps(value, ensure_ascii=False)


def _flag(word: str) -> str:
    return {"yes": "true", "no": "false"}.get(word, '"unknown"')


def _key(name: str, value: str | None, example: str, about: str = "") -> str:
    line = f"{name} = {value if value is not None else example}"
    line = line if value is not None else f"# {line}"
    return f"{line:<36}  # {about}" if about else line
