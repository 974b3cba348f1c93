"""The quick answer's inputs, as people type them, and the household file that they make."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.message import message
from megaroth.kernel.money import UnreadableError, number
from megaroth.model.fields import FILING_STATUSES, FIRST_YEAR, LAST_YEAR, STATES, UNKNOWN
from megaroth.readers.typed import amount, birth_date, is_not_known, match_tiers

FREQUENCIES = ("weekly", "biweekly", "semimonthly", "monthly")
RULES = ("yes", "no", UNKNOWN)
NEEDED = ("age", "pay")
"""Without these nothing can be said."""

_STEP = {"weekly": 7, "biweekly": 14}
_HALF_MONTH = 15
_MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class QuickAnswers:
    """The inputs of the quick answer, as typed; an empty text is no answer.

    Attributes:
        year: of the plan.
        age: reached in that year, or the year of birth.
        pay: a year, before any deduction.
        pay_frequency: weekly, biweekly, semimonthly or monthly.
        last_payday: the date of the last pay stub.
        match: such as ``50% up to 6%``, ``$1,500``, ``none`` or ``unknown``.
        deferred: pre-tax and Roth deferrals of the year through the last pay stub.
        after_tax_so_far, match_so_far: likewise.
        bonus: still to come, and the month, 1 to 12, in which it is paid.
        after_tax: whether the plan takes after-tax contributions: yes, no or unknown, as the next
            three.
        in_plan_conversion: whether the plan moves after-tax money into its own Roth account.
        in_service_withdrawal: whether after-tax money may leave the plan while one works there.
        separate_account: whether the plan accounts for after-tax money separately.
    """

    year: str = ""
    filing_status: str = ""
    state: str = ""
    age: str = ""
    pay: str = ""
    pay_frequency: str = ""
    last_payday: str = ""
    match: str = ""
    deferred: str = ""
    after_tax_so_far: str = ""
    match_so_far: str = ""
    bonus: str = ""
    bonus_month: str = ""
    after_tax: str = ""
    in_plan_conversion: str = ""
    in_service_withdrawal: str = ""
    separate_account: str = ""


NAMES = tuple(one.name for one in fields(QuickAnswers))


_INPUTS = {
    "born": "age",
    "first_payday": "last_payday",
    "as_of": "last_payday",
    "bonuses": "bonus",
    "pre_tax": "deferred",
    "made.after_tax": "after_tax_so_far",
    "made.match": "match_so_far",
    "in_plan_roth_rollover": "in_plan_conversion",
    "separate_after_tax_source": "separate_account",
}
"""Keys of the file whose input has another name."""


def input_of(path: str) -> str:
    """The input that a path of the file, such as ``people[0].born``, comes from."""
    keys = [key.partition("[")[0] for key in path.split(".")]
    for length in (2, 1):
        for place in range(len(keys) - length, -1, -1):
            key = ".".join(keys[place : place + length])
            if key in _INPUTS or key in NAMES:
                return _INPUTS.get(key, key)
    return path


def quick_text(asked: QuickAnswers, today: date) -> str:
    """The household file of a quick answer.

    Args:
        asked: the inputs.
        today: the day that figures of the year so far are of, if no pay stub is dated.

    Raises:
        InputError: inputs that cannot be read, each with its field; or one that is needed and
            missing.
    """
    read = _Read(asked)
    values = read.values(today)
    if read.problems:
        raise InputError(read.problems)
    return "\n".join(_lines(values)) + "\n"


class _Read:
    """The inputs as values, and what is wrong with them."""

    def __init__(self, asked: QuickAnswers) -> None:
        self.asked = asked
        self.problems: list[Problem] = []

    def values(self, today: date) -> dict[str, Any]:
        """The values by name, with the defaults of those that are empty."""
        year = self._of("year", _year) or today.year
        read = {
            "year": year,
            "filing_status": self._of("filing_status", _one_of(FILING_STATUSES)) or "single",
            "state": self._of("state", _state),
            "born": self._of("age", lambda text: birth_date(text, year)),
            "pay": self._of("pay", amount),
            "pay_frequency": self._of("pay_frequency", _one_of(FREQUENCIES)) or "biweekly",
            "last_payday": self._of("last_payday", lambda text: _day_of(text, year)),
            "match": self._of("match", _match),
            "bonus": self._of("bonus", amount),
            "bonus_month": self._of("bonus_month", _month),
        }
        for name in ("deferred", "after_tax_so_far", "match_so_far"):
            read[name] = self._of(name, amount) or 0
        for name in ("after_tax", "in_plan_conversion", "in_service_withdrawal"):
            read[name] = self._of(name, _one_of(RULES)) or UNKNOWN
        # Plans account for it separately unless somebody says that it is not so, or unknown.
        read["separate_account"] = self._of("separate_account", _one_of(RULES)) or "yes"
        for name in NEEDED:
            if not getattr(self.asked, name).strip():
                self.problems.append(Problem(name, message("nothing"), _NEEDED[name]))
        if read["bonus"] and not read["bonus_month"]:
            read["bonus_month"] = _MONTHS
        stated = any(read[name] for name in ("deferred", "after_tax_so_far", "match_so_far"))
        begun = today if stated and today.year == year else None
        read["as_of"] = read["last_payday"] or begun
        return read

    def _of(self, name: str, read: Callable[[str], Any]) -> Any:
        """The value of an input; None if it is empty or cannot be read."""
        text = getattr(self.asked, name).strip()
        if not text:
            return None
        try:
            return read(text)
        except UnreadableError as error:
            self.problems.append(Problem(name, repr(text), error.expected))
            return None


_NEEDED = {"age": message("age_as_typed"), "pay": message("pay_as_typed")}


def _year(text: str) -> int:
    if text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    raise UnreadableError(message("year_from_to", first=FIRST_YEAR, last=LAST_YEAR))


def _day_of(text: str, year: int) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UnreadableError(message("day_of_that_year", year=year)) from None
    if day.year != year:
        raise UnreadableError(message("day_of_that_year", year=year))
    return day


def _month(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= _MONTHS:
        return int(text)
    raise UnreadableError(message("month_number"))


def _one_of(words: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        word = UNKNOWN if is_not_known(text) and UNKNOWN in words else text.casefold()
        if word not in words:
            raise UnreadableError(message("one_of", choices=words))
        return word

    return read


def _state(text: str) -> str:
    if text.upper() not in STATES:
        raise UnreadableError(message("state_code"))
    return text.upper()


def _match(text: str) -> Any:
    return UNKNOWN if is_not_known(text) else match_tiers(text)


def _lines(read: dict[str, Any]) -> Iterator[str]:
    """The file, key by key."""
    yield "# From the quick answer. Every key: docs/household_file.md."
    yield "schema = 1"
    yield f"year = {read['year']}"
    yield f"filing_status = {_quoted(read['filing_status'])}"
    if read["state"]:
        yield f"state = {_quoted(read['state'])}"
    if read["as_of"]:
        yield f"as_of = {read['as_of']}    # the last pay stub: the plan starts with the next check"
    yield ""
    yield "[[people]]"
    yield 'name = "Me"'
    yield f"born = {read['born']}    # any day of the birth year is enough"
    yield ""
    yield "[[people.jobs]]"
    yield 'employer = "My employer"'
    yield f"pay = {number(read['pay'])}"
    yield f"pay_frequency = {_quoted(read['pay_frequency'])}"
    if first := _first_payday(read["last_payday"], read["pay_frequency"], read["year"]):
        yield f"first_payday = {first}"
    if read["bonus"]:
        day = date(read["year"], read["bonus_month"], _HALF_MONTH)
        yield f"bonuses = [{{ date = {day}, amount = {number(read['bonus'])} }}]"
    yield ""
    yield "[people.jobs.plan]"
    yield from _plan_lines(read)
    if made := [(key, read[name]) for name, key in _MADE if read[name]]:
        yield ""
        yield "[people.jobs.made]"
        for key, cents in made:
            yield f"{key} = {number(cents)}"


_MADE = (("deferred", "pre_tax"), ("after_tax_so_far", "after_tax"), ("match_so_far", "match"))


def _plan_lines(read: dict[str, Any]) -> Iterator[str]:
    in_plan = {"yes": "each_paycheck"}.get(read["in_plan_conversion"], read["in_plan_conversion"])
    flags = {"yes": "true", "no": "false", UNKNOWN: _quoted(UNKNOWN)}
    out = {"yes": '["after_tax"]', "no": "[]", UNKNOWN: _quoted(UNKNOWN)}
    # A plan whose rules are not known may have a Roth account, which a conversion needs.
    yield f"roth = {'true' if in_plan in ('each_paycheck', 'no') else _quoted(UNKNOWN)}"
    yield f"after_tax = {flags[read['after_tax']]}"
    yield f"in_plan_roth_rollover = {_quoted(in_plan)}"
    yield f"in_service_withdrawal = {out[read['in_service_withdrawal']]}"
    if read["separate_account"] != "yes":
        yield f"separate_after_tax_source = {flags[read['separate_account']]}"
    match = read["match"]
    if match == UNKNOWN:
        yield f"match = {_quoted(UNKNOWN)}"
    elif match:
        yield f"match = [{', '.join(_tier(one) for one in match)}]"


def _tier(tier: dict[str, Any]) -> str:
    parts = (f"{key} = {_quoted(value)}" for key, value in tier.items())
    return "{ " + ", ".join(parts) + " }"


def _quoted(value: Any) -> str:
    return json.dumps(value) if isinstance(value, str) else str(value)


def _first_payday(last: date | None, frequency: str, year: int) -> date | None:
    """The first payday of the year, of a job that paid on a day; None where the usual one will
    do."""
    if last is None:
        return None
    if step := _STEP.get(frequency):
        return last - timedelta((last - date(year, 1, 1)).days // step * step)
    if frequency == "semimonthly" and last.day > _HALF_MONTH:
        return date(year, 1, last.day - _HALF_MONTH)
    return date(year, 1, last.day)
