"""What an answer of the interview brings with it in the rest of the file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from megaroth.web.interview.field import UNKNOWN
from megaroth.web.interview.toml_paths import get_at

_WAYS = ("each_paycheck", "quarterly", "yearly", "on_request")
_DAYS = {"weekly": 7, "biweekly": 14}


def follow(document: Any, answers: Mapping[str, str]) -> None:
    """Change what follows from some answers.

    A way into the plan's Roth account means that there is one, and without one there is no way; what was contributed so far needs a
    day; another year has paydays of its own, and nothing contributed so far.

    Args:
        document: of the file, with the answers in it.
        answers: by path, as they were typed.
    """
    for path, said in answers.items():
        if path.endswith("plan.in_plan_roth_rollover") and said in _WAYS:
            plan = get_at(document, path.rsplit(".", 1)[0])
            if plan.get("roth") in (None, False, UNKNOWN):
                plan["roth"] = True
        if path.endswith("plan.roth") and said == "no":
            plan = get_at(document, path.rsplit(".", 1)[0])
            if plan.get("in_plan_roth_rollover") in _WAYS:
                plan["in_plan_roth_rollover"] = "no"
        # Today is the day that the answer was given on.
        if (
            (".made." in path or path.endswith("ira_made"))
            and said
            and "as_of" not in document
            and document.get("year") == date.today().year
        ):
            document["as_of"] = date.today()
        if path == "year" and isinstance(document.get("year"), int):
            _to_year(document, int(document["year"]))


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
                job["first_payday"] = _payday(first, str(job.get("pay_frequency", "biweekly")), year)
            plan = job.get("plan", {})
            true_up = plan.get("true_up")
            if isinstance(true_up, date) and true_up.year not in (year, year + 1):
                # Made whole after the year, on the same day.
                plan["true_up"] = true_up.replace(year=year + 1, day=min(true_up.day, 28))
        if other:
            # It was contributed in the other year.
            for around, key in [(person, "ira_made"), (person.get("hsa", {}), "made"), *((job, "made") for job in jobs)]:
                if key in around:
                    del around[key]


def _payday(first: date, frequency: str, year: int) -> date:
    """The first payday of another year on the same round of pay."""
    days = _DAYS.get(frequency)
    if days is None:
        return first.replace(year=year)
    rounds = -((first - date(year, 1, 1)).days // days)
    return first + timedelta(days * rounds)
