"""Other keys of the household file that must change with an answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from megaroth.interview.question_types import UNKNOWN
from megaroth.readers.toml_paths import get_at

_WAYS = ("each_paycheck", "quarterly", "yearly", "on_request")
_SHORTEST_MONTH = 28
_DAYS = {"weekly": 7, "biweekly": 14}
_ONCE = ("year", "age")
_REPLACED = {
    "pay": ("share",),
    "share": ("pay",),
    "from_year": ("from_age", *_ONCE),
    "from_age": ("from_year", *_ONCE),
    "until_year": ("until_age", *_ONCE),
    "until_age": ("until_year", *_ONCE),
    "year": ("age", "from_year", "from_age", "until_year", "until_age"),
}
"""Keys of amounts and pay of some years that an answer replaces, because they say the same."""


def update_dependent_answers(document: Any, answers: Mapping[str, str]) -> None:
    """Change the keys that depend on new answers.

    - An in-plan Roth rollover needs a Roth account in the plan; without the account there is no
      rollover.
    - Contributions so far need the date that they run through.
    - Another year has its own paydays, and no contributions so far.
    - A year replaces an age that said the same, and pay replaces a share of pay.

    Args:
        document: of the file, with the new answers.
        answers: what was typed, by path of the question.
    """
    for path, typed in answers.items():
        if path.endswith("plan.in_plan_roth_rollover") and typed in _WAYS:
            plan = get_at(document, path.rsplit(".", 1)[0])
            if plan.get("roth") in (None, False, UNKNOWN):
                plan["roth"] = True
        if path.endswith("plan.roth") and typed == "no":
            plan = get_at(document, path.rsplit(".", 1)[0])
            if plan.get("in_plan_roth_rollover") in _WAYS:
                plan["in_plan_roth_rollover"] = "no"
        # The answer was given today.
        if (
            (".made." in path or path.endswith("ira_made"))
            and typed
            and "as_of" not in document
            and document.get("year") == date.today().year
        ):
            document["as_of"] = date.today()
        if typed and _is_of_some_years(path):
            _replace_others(document, path, answers)
        if path == "year" and isinstance(document.get("year"), int):
            _to_year(document, int(document["year"]))


def _is_of_some_years(path: str) -> bool:
    keys = path.split(".")
    return len(keys) > 2 and keys[-3] in ("expenses", "receipts", "pay_changes")


def _replace_others(document: Any, path: str, answers: Mapping[str, str]) -> None:
    """Remove what an answer replaces, unless it is answered at the same time: then both stay, and
    the contradiction is shown."""
    place, _, key = path.rpartition(".")
    table = get_at(document, place)
    for other in _REPLACED.get(key, ()):
        if other in table and not answers.get(f"{place}.{other}"):
            del table[other]


def _to_year(document: Any, year: int) -> None:
    started = document.get("as_of")
    other = isinstance(started, date) and started.year != year
    if other:
        del document["as_of"]
    for person in document.get("people", []):
        jobs = person.get("jobs", [])
        for job in jobs:
            first = job.get("first_payday")
            if isinstance(first, date) and first.year != year:
                job["first_payday"] = _payday(
                    first, str(job.get("pay_frequency", "biweekly")), year
                )
            _schedule_to_year(job, year)
            plan = job.get("plan", {})
            true_up = plan.get("true_up")
            if isinstance(true_up, date) and true_up.year not in (year, year + 1):
                # The employer pays it on the same day after the year.
                plan["true_up"] = true_up.replace(
                    year=year + 1, day=min(true_up.day, _SHORTEST_MONTH)
                )
        if other:
            # These contributions belong to the other year.
            for around, key in [
                (person, "ira_made"),
                (person.get("hsa", {}), "made"),
                *((job, "made") for job in jobs),
            ]:
                if key in around:
                    del around[key]


_DAYS_OF_PAY = {"raises": ("date",), "bonuses": ("date",), "leaves": ("first_day", "last_day")}


def _schedule_to_year(job: Any, year: int) -> None:
    """Raises, bonuses and leaves on the same days of another year; stated paydays are of one
    year."""
    if any(isinstance(day, date) and day.year != year for day in job.get("paydays", [])):
        del job["paydays"]
    for key, names in _DAYS_OF_PAY.items():
        for one in job.get(key, []):
            for name in names:
                day = one.get(name)
                if isinstance(day, date) and day.year != year:
                    one[name] = day.replace(year=year, day=min(day.day, _SHORTEST_MONTH))


def _payday(first: date, frequency: str, year: int) -> date:
    """The first payday of another year on the same pay cycle."""
    days = _DAYS.get(frequency)
    if days is None:
        return first.replace(year=year)
    rounds = -((first - date(year, 1, 1)).days // days)
    return first + timedelta(days * rounds)
