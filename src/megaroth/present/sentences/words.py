"""Words for single values: labels of the household file's keys, and the names of choices."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from megaroth.law.terms import spoken
from megaroth.model.catalog import Ask, question
from megaroth.model.household import Household, Job, Person
from megaroth.planyear.employer_questions import rules
from megaroth.present.names import label_of

_OWN_WORDS = {
    "children_born": "the birth years of children",
    "status_changes": "later filing statuses",
    "state_marginal_rate": "the state tax rate on your next dollar",
    "iras.taxed_by_state": "IRA money that a state taxed before",
    "separate_after_tax_source": "separate after-tax source",
}
"""Keys of the household file that no question of the page asks for by themselves."""

_OF_PLANS = ("after_tax_cap", "in_plan_roth_rollover", "in_service_withdrawal", "governmental")


@functools.cache
def label(key: str) -> str:
    """A key of the household file as the page calls it: the label of its question, quoted.

    >>> label("first_payday"), label("children_born")
    ('“First payday of the year”', 'the birth years of children')
    """
    if key in _OWN_WORDS:
        return _OWN_WORDS[key]
    return f"“{_question(f'plan.{key}' if key in _OF_PLANS else key).label}”"


def _question(key: str) -> Ask:
    """The page's question about a key.

    Raises:
        KeyError: the page has none.
    """
    for table in (Household, Person, Job):
        try:
            return question(table, key)
        except KeyError:
            continue
    raise KeyError(key)


@functools.cache
def choice_label(key: str, word: str) -> str:
    """A word of a choice as the page calls it; the word where it has no other name.

    >>> choice_label("filing_status", "married_joint"), choice_label("state", "NY")
    ('married, filing jointly', 'NY')
    """
    return dict(_question(key).choices).get(word, word)


_LIMITS = {
    "annual_additions": "annual additions limit",
    "elective_deferral": "elective deferral limit",
    "catch_up_50": "catch-up limit from 50",
}


class _NamesOfFiles(dict[str, str]):
    """Names that files spell with underscores, and the page in words."""

    def __missing__(self, name: str) -> str:
        if name in _LIMITS:
            return f"{name}|{_LIMITS[name]}"
        asked = name in (*_OF_PLANS, *_OWN_WORDS, "pay_last_year")
        return f"{name}|{label(name) if asked else spoken(name)}"


class _Choices(dict[str, str]):
    """The word of a choice in the file, and its label on the page; the name is the key and the
    word: ``filing_status.single``."""

    def __missing__(self, name: str) -> str:
        key, _, word = name.rpartition(".")
        return f"{word}|{choice_label(key, word)}"


class _Keys(dict[str, str]):
    """A key of the file, and its words on the page."""

    def __missing__(self, key: str) -> str:
        return f"{key}|{spoken(key)}"


class _Questions(dict[str, str]):
    """The question of the catalog about each plan rule; the page omits the key."""

    def __missing__(self, rule: str) -> str:
        asked = rules()[rule].question
        return "|".join(asked.format(key=key) for key in (f" ({rule})", ""))


class _Alternatives(dict[str, str]):
    """The display name of an alternative."""

    def __missing__(self, name: str) -> str:
        return label_of(name)


class _Rules(dict[str, str]):
    """A short name of each plan rule."""

    def __missing__(self, rule: str) -> str:
        return rules()[rule].short


LATE_NUMBERS = {
    "true_up": "the true-up",
    "match": "the match",
    "nonelective": "employer contributions",
    "extra_paycheck": "the size of the checks",
    "bonus": "a bonus",
    "pay": "pay",
}
"""What room is held back for."""

_WISHES = {
    "match": "the whole match",
    "limits": "the limits of the law",
    "take_home_floor": "take-home pay",
    "election_maximum": "the highest election",
    "deferral": "deferrals",
    "catch_up": "catch-up",
    "after_tax": "after-tax contributions",
    "prefer": "the timing",
    "changes": "few changes",
}

WORDS: Mapping[str, Mapping[str, str]] = {
    "wishes": _WISHES,
    "names": _NamesOfFiles(),
    "choices": _Choices(),
    "keys": _Keys(),
    "questions": _Questions(),
    "rules": _Rules(),
    "hsa_givers": {
        "employer": "the employer's contributions",
        "own": "what you have contributed",
    },
    "elections": {"deferral": "deferral", "catch_up": "catch-up", "after_tax": "after-tax"},
    "election_limits": {
        "deferral_457b": "the limit of 457(b) plans (IRC 457(e)(15))",
        "elective_deferral": "the elective deferral limit (IRC 402(g))",
        "catch_up": "the catch-up limit (IRC 414(v)) or the plan",
        "after_tax": "the annual additions limit (IRC 415(c)) or the plan's cap",
    },
    "elected": {
        "pre_tax": "pre-tax",
        "roth": "Roth",
        "catch_up": "catch-up",
        "roth_catch_up": "Roth catch-up",
        "after_tax": "after-tax",
    },
    "roth_accounts": {
        "designated_roth": "the plan's designated Roth account",
        "roth_ira": "a Roth IRA",
    },
    "how_often": {
        "each_paycheck": "after each paycheck",
        "quarterly": "every quarter",
        "yearly": "once a year",
        "on_request": "on request",
        "at_separation": "when the job ends",
    },
    "ways_to_move": {
        "designated_roth": "in-plan Roth rollover to the plan's designated Roth account",
        "roth_ira": "direct rollover to a Roth IRA",
        "traditional_ira": "direct rollover to a traditional IRA (the pre-tax part)",
    },
    "accounts": {"ira": "IRA", "hsa": "health savings account"},
    "ira_basis": {"pro_rata": "pro rata", "basis_first": "first"},
    "lasting_income": {
        "pensions": "pensions",
        "interest": "interest",
        "tax_exempt_interest": "tax-exempt interest",
        "social_security": "Social Security",
        "state_taxes": "state taxes",
        "mortgage_interest": "mortgage interest",
        "charity": "gifts to charity",
        "other_income": "other income",
    },
    "withdrawals": {
        "conventional": "conventional",
        "proportional": "proportional",
        "bracket": "by bracket",
        "taxable_then_bracket": "taxable money, then by bracket",
        "penalty_aware": "conventional, money with the 10% additional tax last",
        "penalty_aware_bracket": "by bracket, money with the 10% additional tax last",
    },
    "withdrawal_orders": {
        "conventional": "conventional withdrawals",
        "proportional": "proportional withdrawals",
        "bracket": "withdrawals by bracket",
        "taxable_then_bracket": "withdrawals from taxable money, then by bracket",
        "penalty_aware": ("conventional withdrawals (money with the 10% additional tax last)"),
        "penalty_aware_bracket": (
            "withdrawals by bracket (money with the 10% additional tax last)"
        ),
    },
    "deferral_kinds": {"pre_tax": "pre-tax deferrals", "roth": "Roth deferrals"},
    "alternatives": _Alternatives(),
    "asked": {"HR": "HR", "you": "yourself"},
    "measured_same": {
        "spending_per_year": "to spend a year",
        "estate": "for heirs",
        "cash_out": "after tax",
    },
    "measured_between": {
        "spending_per_year": "a year to spend",
        "estate": "for heirs",
        "cash_out": "after tax",
    },
    "measured_more": {
        "spending_per_year": "a year more to spend",
        "estate": "more for heirs",
        "cash_out": "more after tax",
    },
    "measured_less": {
        "spending_per_year": "a year less to spend",
        "estate": "less for heirs",
        "cash_out": "less after tax",
    },
    "what_alternatives_do": {
        "taxable": "no after-tax contributions: that cash goes to the taxable account",
        "mega": "after-tax contributions, moved to Roth as the plan allows",
        "mega_each_paycheck": (
            "after-tax contributions, moved into the plan's Roth account each paycheck"
        ),
        "mega_quarterly": (
            "after-tax contributions, moved into the plan's Roth account each quarter"
        ),
        "mega_yearly": "after-tax contributions, moved into the plan's Roth account once a year",
        "mega_roth_ira": "after-tax contributions, rolled over to a Roth IRA with their earnings",
        "mega_roth_ira_split": (
            "after-tax contributions, rolled over to a Roth IRA, and their earnings to a "
            "traditional IRA"
        ),
        "after_tax_left": "after-tax contributions that stay in the plan until the job ends",
        "roth_deferral": "designated Roth deferrals, no after-tax contributions",
        "pre_tax_deferral": "pre-tax deferrals, no after-tax contributions",
        "without_ira": "no IRA contributions and no after-tax contributions",
        "ira_first": "IRA contributions (backdoor Roth where needed) before deferrals",
        "mega_if_offered": (
            "after-tax contributions moved each paycheck, if every plan of a job offered both"
        ),
        "hsa_first": "the health savings account before deferrals",
    },
    "ordinals": {"26": "26th", "27": "27th", "52": "52nd", "53": "53rd"},
}
"""What choices are called in sentences, by the form that a template names."""
