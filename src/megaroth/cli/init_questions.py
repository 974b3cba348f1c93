"""The questions of ``megaroth init`` on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import Any

from megaroth.cli.flags import Flags
from megaroth.kernel.errors import InputError, MegarothError, Problem
from megaroth.kernel.message import as_words
from megaroth.kernel.money import UnreadableError
from megaroth.model.fields import FILING_STATUSES, STATES
from megaroth.readers.typed import birth_date, is_not_known, match_tiers

YES_NO = ("yes", "no", "unknown")
IN_PLAN = ("each_paycheck", "quarterly", "yearly", "on_request", "no", "unknown")
FREQUENCIES = ("biweekly", "semimonthly", "monthly", "weekly")

Check = Callable[[Flags, str], Any]


def ask() -> dict[str, Any]:
    """Ask the main questions. Each shows its default, which an empty answer accepts."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise InputError(
            [
                Problem(
                    "init",
                    "no terminal to ask questions on",
                    "flags: megaroth init --year 2026 --age 45 --pay 300000 (see --help)",
                )
            ]
        )
    print("A few questions. Enter accepts the default in brackets; ? means you do not know.\n")
    this_year = str(date.today().year)
    answers: dict[str, Any] = {
        "year": _question("Which year", this_year, lambda flags, text: flags.year("year", text)),
        "name": _question("Your name", "Me", _anything),
    }
    year = int(answers["year"])
    answers["born"] = _born(year)
    answers |= _about_the_household() | _about_the_job() | _about_the_plan()
    spare = _question(
        "The most you can save this year, such as 60k (no: no limit)", "no", _money_or_no
    )
    return answers | {"spare_cash": None if spare == "no" else spare}


def _born(year: int) -> str:
    """A date, from a birth date, a year of birth or an age."""
    typed = _question(
        "Your birth date (such as 1979-05-14), year of birth or age",
        None,
        lambda flags, text: born(flags, "born", text, year),
    )
    found = born(Flags(), "born", typed, year)
    assert found is not None
    return found


def born(flags: Flags, flag: str, text: str, year: int) -> str | None:
    """A birth date as the file states it, from a date, a year of birth or an age."""
    if text.isdecimal():
        try:
            return birth_date(text, year).isoformat()
        except UnreadableError as error:
            flags.refuse(flag, repr(text), error.expected)
            return None
    known = flags.born(flag, text, year)
    return None if known is None else date.fromisoformat(text).isoformat()


def _about_the_household() -> dict[str, Any]:
    found = {
        "filing_status": _question(
            "Filing status (" + ", ".join(FILING_STATUSES) + ")",
            "single",
            lambda flags, text: flags.word("filing_status", text, FILING_STATUSES),
        )
    }
    state = _question("Your state, two letters (none: no state income tax)", "none", _state_or_none)
    return found | {"state": None if state == "none" else state.upper()}


def _about_the_job() -> dict[str, Any]:
    return {
        "employer": _question("Your employer", "My employer", _anything),
        "pay": _question(
            "Your annual pay, such as 300k or 300,000",
            None,
            lambda flags, text: flags.money("pay", text),
        ),
        "pay_frequency": _question(
            "How often you are paid (" + ", ".join(FREQUENCIES) + ")",
            "biweekly",
            lambda flags, text: flags.word("pay_frequency", text, FREQUENCIES),
        ),
    }


def _about_the_plan() -> dict[str, Any]:
    found = {
        key: _question(f"{text} (yes, no, ?)", "unknown", _yes_or_no(key))
        for key, text in (
            ("after_tax", "Does the plan take after-tax contributions"),
            ("roth", "Does it take Roth contributions"),
            ("in_service_withdrawal", "Can you withdraw after-tax money while you work there"),
        )
    }
    found["in_plan_roth_rollover"] = _question(
        "How often can they move to the plan's Roth account (" + ", ".join(IN_PLAN[:-1]) + ", ?)",
        "unknown",
        lambda flags, text: flags.word("in_plan_roth_rollover", text, IN_PLAN),
    )
    match = _question(
        "The match, such as 50% of the first 6%, or $1,500; ? if you do not know, none if there is "
        "none",
        "unknown",
        lambda flags, text: tiers(flags, "match", [text]),
    )
    return found | {"match": [match]}


def tiers(flags: Flags, flag: str, texts: list[str]) -> list[dict[str, Any]] | None:
    """The tiers of a match as people type them, each starting where the one before it ends; None if
    it is unknown."""
    if any(is_not_known(text) for text in texts):
        return None
    found: list[dict[str, Any]] = []
    last = 0
    for text in texts:
        try:
            read = match_tiers(text)
        except UnreadableError as error:
            flags.refuse(flag, repr(text), error.expected)
            continue
        for tier in read:
            flags.rate(flag, tier["rate"], most=_MOST_RATE)
            reach = flags.rate(flag, tier.get("up_to"))
            if reach is not None and reach <= last:
                flags.refuse(flag, repr(text), "a share of pay above that of the tier before")
            last = last if reach is None else reach
        found += read
    return found


_MOST_RATE = 10_000_000
"""The highest rate of a match, parts per million."""


def _yes_or_no(key: str) -> Check:
    return lambda flags, text: flags.word(key, text, YES_NO)


def _anything(_flags: Flags, _text: str) -> None:
    """Accept any name."""


def _money_or_no(flags: Flags, text: str) -> None:
    if text != "no":
        flags.money("spare_cash", text)


def _state_or_none(flags: Flags, text: str) -> None:
    if text != "none":
        flags.word("state", text.upper(), STATES)


def _question(text: str, default: str | None, check: Check) -> str:
    """Ask until the answer is valid."""
    while True:
        try:
            typed = input(f"{text}{f' [{default}]' if default else ''}: ").strip()
        except EOFError:
            raise MegarothError(
                "stopped before all questions were answered; nothing was written"
            ) from None
        typed = "unknown" if typed == "?" else typed or (default or "")
        flags = Flags()
        if typed:
            check(flags, typed)
        if typed and not flags.problems:
            return typed
        for problem in flags.problems:
            print(f"  {as_words(problem.found)}: expected {as_words(problem.expected)}")
