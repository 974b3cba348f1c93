"""``megaroth init``: write a commented household file from a few questions or from flags."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

from megaroth.cli.flags import Flags
from megaroth.cli.json_flags import DEFAULT, Json, SchemaVersion, print_answer
from megaroth.cli.page import Page
from megaroth.contract.written import HouseholdWritten
from megaroth.kernel.errors import InputError, MegarothError, Problem
from megaroth.kernel.files import write_whole
from megaroth.kernel.message import as_words
from megaroth.kernel.money import number, percent, to_cents, to_ppm
from megaroth.model.fields import FILING_STATUSES, STATES
from megaroth.readers.household_file import parse_household
from megaroth.readers.household_template import Answers, household_text

_YES_NO = ("yes", "no", "unknown")
_IN_PLAN = ("each_paycheck", "quarterly", "yearly", "on_request", "no", "unknown")


def init(
    file: str = "household.toml",
    /,
    *,
    year: str | None = None,
    age: str | None = None,
    born: str | None = None,
    pay: str | None = None,
    name: str | None = None,
    filing_status: str | None = None,
    state: str | None = None,
    employer: str | None = None,
    fica_wages_last_year: str | None = None,
    match: list[str] | None = None,
    after_tax: str | None = None,
    in_plan_roth_rollover: str | None = None,
    in_service_withdrawal: str | None = None,
    spare_cash: str | None = None,
    marginal_rate: str | None = None,
    force: bool = False,
    json: Json = False,
    schema_version: SchemaVersion = DEFAULT,
) -> int:
    """Write a commented household file from a few questions or from flags.

    For example: megaroth init --year 2026 --age 45 --pay 300000 --match 50%:6%

    Parameters
    ----------
    file
        The file to write; household.toml if omitted. An existing file is not overwritten without
        --force.
    year
        Calendar year; the current one if omitted.
    age
        Age reached by December 31, instead of --born.
    born
        Birth date, such as 1979-05-14.
    pay
        Annual pay, dollars.
    name
        The person's name.
    filing_status
        single, married_joint, married_separate, head_of_household or qualifying_surviving_spouse.
    state
        The two-letter code of the state.
    employer
        The employer's name.
    fica_wages_last_year
        Last year's FICA wages from this employer (Form W-2 box 3 or 5).
    match
        A match tier such as 50%:6%; repeat for more. Omitted: unknown.
    after_tax
        Does the plan take after-tax contributions: yes, no or unknown.
    in_plan_roth_rollover
        each_paycheck, quarterly, yearly, on_request, no or unknown.
    in_service_withdrawal
        Can after-tax money be withdrawn while employed: yes, no or unknown.
    spare_cash
        The most to save this year, dollars.
    marginal_rate
        Federal rate on the next dollar, such as 35%.
    force
        Overwrite an existing file.
    json
        Print one JSON object: the file and its year.
    schema_version
        The version of the JSON object's schema, 1 or 2 (docs/versioning.md).
    """
    values = dict(locals())
    if os.path.lexists(file) and not force:
        raise InputError(
            [Problem("file", f"an existing {file}", "a new file, or --force to overwrite it", file)]
        )
    asked = [
        key
        for key in values
        if key not in ("file", "force", "json", "schema_version") and values[key] is not None
    ]
    if not asked:
        values |= _ask()
    answers = _answers(values)
    text = household_text(answers)
    # The file must be valid: an error here is a bug in the template, not the user's.
    parse_household(text, file)
    write_whole("file", file, [text], private=True)
    if json:
        print_answer(HouseholdWritten(file, answers.year), schema_version)
    else:
        Page().text(f"Wrote {file}. Next: megaroth plan {file}")
    return 0


def _answers(values: dict[str, Any]) -> Answers:
    flags = Flags()
    this_year = date.today().year
    year = flags.year("--year", values["year"]) if values["year"] is not None else this_year
    if values["age"] is not None and values["born"] is not None:
        flags.refuse("--born", repr(values["born"]), "--age or --born, not both")
    age = flags.age("--age", values["age"])
    flags.born("--born", values["born"], year)
    if values["age"] is None and values["born"] is None:
        flags.refuse("--age", "nothing", "--age or --born")
    if values["pay"] is None:
        flags.refuse("--pay", "nothing", "annual pay in dollars")
    for flag in ("pay", "fica_wages_last_year", "spare_cash"):
        flags.money("--" + flag.replace("_", "-"), values[flag])
    flags.rate("--marginal-rate", values["marginal_rate"])
    flags.tiers("--match", values["match"])
    words = {
        "filing_status": FILING_STATUSES,
        "state": STATES,
        "after_tax": _YES_NO,
        "in_plan_roth_rollover": _IN_PLAN,
        "in_service_withdrawal": _YES_NO,
    }
    for flag, known in words.items():
        if values[flag] is not None:
            flags.word("--" + flag.replace("_", "-"), values[flag], known)
    for flag in ("name", "employer"):
        if values[flag] is not None and not (values[flag].strip() and values[flag].isprintable()):
            flags.refuse("--" + flag, repr(values[flag]), "printable text")
    flags.done()
    assert year is not None
    born = (
        date.fromisoformat(values["born"]).isoformat()
        if values["born"]
        else f"{year - (age or 0)}-07-01"
    )
    return Answers(
        year=year,
        born=born,
        born_is_guessed=values["born"] is None,
        pay=_plain(values["pay"]),
        name=values["name"] or "Me",
        filing_status=values["filing_status"] or "single",
        state=values["state"],
        employer=values["employer"] or "My employer",
        fica_wages_last_year=_plain(values["fica_wages_last_year"]),
        match=[
            tuple(str(_rate(part)) for part in text.split(":", 1)) for text in values["match"] or []
        ],
        match_is_none=values["match"] == [],
        after_tax=values["after_tax"] or "unknown",
        in_plan_roth_rollover=values["in_plan_roth_rollover"] or "unknown",
        in_service_withdrawal=values["in_service_withdrawal"] or "unknown",
        spare_cash=_plain(values["spare_cash"]),
        marginal_rate=_rate(values["marginal_rate"]),
    )


def _plain(amount: str | None) -> str | None:
    """An amount in TOML."""
    return None if amount is None else str(number(to_cents(amount)))


def _rate(rate: str | None) -> str | None:
    """A rate as text in the file."""
    return None if rate is None else percent(to_ppm(rate))


def _ask() -> dict[str, Any]:
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
    answers: dict[str, Any] = {}
    answers["year"] = _question(
        "Which year", str(date.today().year), lambda flags, text: flags.year("year", text)
    )
    answers["name"] = _question("Your name", "Me", _anything)
    answers["born"] = _question(
        "Your birth date (such as 1979-05-14)",
        None,
        lambda flags, text: flags.born("born", text, int(answers["year"])),
    )
    answers["filing_status"] = _question(
        "Filing status (" + ", ".join(FILING_STATUSES) + ")",
        "single",
        lambda flags, text: flags.word("filing_status", text, FILING_STATUSES),
    )
    answers["employer"] = _question("Your employer", "My employer", _anything)
    answers["pay"] = _question(
        "Your annual pay, dollars", None, lambda flags, text: flags.money("pay", text)
    )
    answers["after_tax"] = _question(
        "Does the plan take after-tax contributions (yes, no, ?)",
        "unknown",
        lambda flags, text: flags.word("after_tax", text, _YES_NO),
    )
    answers["in_plan_roth_rollover"] = _question(
        "How often can they move to the plan's Roth account (" + ", ".join(_IN_PLAN[:-1]) + ", ?)",
        "unknown",
        lambda flags, text: flags.word("in_plan_roth_rollover", text, _IN_PLAN),
    )
    match = _question(
        "The match, such as 50%:6%; several tiers separated by spaces; ? if you do not know, none "
        "if there is none",
        "unknown",
        lambda flags, text: (
            None if text in ("unknown", "none") else flags.tiers("match", text.split())
        ),
    )
    answers["match"] = None if match == "unknown" else ([] if match == "none" else match.split())
    spare = _question("The most you can save this year, dollars (no: no limit)", "no", _money_or_no)
    answers["spare_cash"] = None if spare == "no" else spare
    return answers


def _anything(_flags: Flags, _text: str) -> None:
    """Accept any name."""


def _money_or_no(flags: Flags, text: str) -> None:
    if text != "no":
        flags.money("spare_cash", text)


def _question(text: str, default: str | None, check: Callable[[Flags, str], Any]) -> str:
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
