"""``megaroth init``: write a commented household file from a few questions or from flags."""

from __future__ import annotations

import os
from datetime import date
from typing import Annotated, Any

from megaroth.cli.command import Flag
from megaroth.cli.flags import Flags
from megaroth.cli.init_questions import FREQUENCIES, IN_PLAN, YES_NO, ask, tiers
from megaroth.cli.json_flags import DEFAULT, Json, SchemaVersion, print_answer
from megaroth.cli.page import Page
from megaroth.contract.written import HouseholdWritten
from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.files import write_whole
from megaroth.kernel.money import number, percent, to_ppm
from megaroth.model.fields import FILING_STATUSES, STATES
from megaroth.readers.household_file import parse_household
from megaroth.readers.household_template import Answers, assumed, household_text
from megaroth.readers.typed import amount

_You = Annotated[str | None, Flag(group="You")]
_TheJob = Annotated[str | None, Flag(group="The job")]
_ThePlan = Annotated[str | None, Flag(group="The plan")]
_Match = Annotated[list[str] | None, Flag(group="The plan")]


def init(
    file: str = "household.toml",
    /,
    *,
    year: str | None = None,
    age: _You = None,
    born: _You = None,
    pay: _TheJob = None,
    name: _You = None,
    filing_status: _You = None,
    state: _You = None,
    employer: _TheJob = None,
    fica_wages_last_year: _TheJob = None,
    pay_frequency: _TheJob = None,
    match: _Match = None,
    after_tax: _ThePlan = None,
    roth: _ThePlan = None,
    in_plan_roth_rollover: _ThePlan = None,
    in_service_withdrawal: _ThePlan = None,
    spare_cash: _You = None,
    marginal_rate: _You = None,
    force: bool = False,
    json: Json = False,
    schema_version: SchemaVersion = DEFAULT,
) -> int:
    """Write a commented household file from a few questions or from flags.

    Amounts may be typed as 300k, $1,500 or 1500. What nobody said is listed afterward, so that you
    can correct it in the file.

    For example: megaroth init, megaroth init --age 45 --pay 300k --match "50% of the first 6%"

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
        Annual pay, such as 300k or 300,000.
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
    pay_frequency
        How often you are paid: weekly, biweekly, semimonthly or monthly. If omitted, biweekly.
    match
        The match, such as "50% of the first 6%", "100% up to 3%, 50% up to 5%", $1,500 or none; or
        a tier such as 50%:6%, repeated for more. If omitted, unknown.
    after_tax
        Does the plan take after-tax contributions: yes, no or unknown.
    roth
        Does the plan take Roth contributions: yes, no or unknown.
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
        values |= ask()
    answers = _answers(values)
    text = household_text(answers)
    # The file must be valid: an error here is a bug in the template, not the user's.
    parse_household(text, file)
    write_whole("file", file, [text], private=True)
    if json:
        print_answer(HouseholdWritten(file, answers.year), schema_version)
    else:
        _show(file, answers, values)
    return 0


def _show(file: str, answers: Answers, values: dict[str, Any]) -> None:
    """Say what was written, and what the file assumes because nobody said it."""
    page = Page()
    page.text(f"Wrote {file}. Next: megaroth plan {file}")
    lines = [
        *([f"year = {answers.year}"] if values["year"] is None else []),
        *(['filing_status = "single"'] if values["filing_status"] is None else []),
        *(["no state: no state income tax"] if values["state"] is None else []),
        *assumed(answers),
    ]
    page.heading("Assumed: change it in the file if it is wrong")
    page.sentences(lines)
    unknown = [key for key in _RULES if getattr(answers, key) == "unknown"]
    if answers.roth == "unknown" and answers.in_plan_roth_rollover in ("no", "unknown"):
        unknown.append("roth")
    if not answers.match and not answers.match_is_none:
        unknown.append("match")
    if unknown:
        page.heading("Unknown plan rules")
        page.text(f"{', '.join(unknown)}. Next: megaroth letter {file} asks HR about them.")


_RULES = ("after_tax", "in_plan_roth_rollover", "in_service_withdrawal")
"""Plan rules that may be answered, apart from the match."""


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
    match = None if values["match"] is None else tiers(flags, "--match", values["match"])
    _check_words(flags, values)
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
        pay_frequency=values["pay_frequency"],
        fica_wages_last_year=_plain(values["fica_wages_last_year"]),
        match=match or [],
        match_is_none=match == [],
        after_tax=values["after_tax"] or "unknown",
        roth=values["roth"] or "unknown",
        in_plan_roth_rollover=values["in_plan_roth_rollover"] or "unknown",
        in_service_withdrawal=values["in_service_withdrawal"] or "unknown",
        spare_cash=_plain(values["spare_cash"]),
        marginal_rate=_rate(values["marginal_rate"]),
    )


def _check_words(flags: Flags, values: dict[str, Any]) -> None:
    """Refuse words that no answer has, and names that no file can hold."""
    words = {
        "filing_status": FILING_STATUSES,
        "state": STATES,
        "pay_frequency": FREQUENCIES,
        "after_tax": YES_NO,
        "roth": YES_NO,
        "in_plan_roth_rollover": IN_PLAN,
        "in_service_withdrawal": YES_NO,
    }
    for flag, known in words.items():
        if values[flag] is not None:
            flags.word("--" + flag.replace("_", "-"), values[flag], known)
    if values["roth"] == "no" and values["in_plan_roth_rollover"] not in (None, "no", "unknown"):
        flags.refuse("--roth", "'no'", "yes: an in-plan Roth rollover needs a Roth account")
    for flag in ("name", "employer"):
        if values[flag] is not None and not (values[flag].strip() and values[flag].isprintable()):
            flags.refuse("--" + flag, repr(values[flag]), "printable text")


def _plain(typed: str | None) -> str | None:
    """An amount in TOML."""
    return None if typed is None else str(number(amount(typed)))


def _rate(rate: str | None) -> str | None:
    """A rate as text in the file."""
    return None if rate is None else percent(to_ppm(rate))
