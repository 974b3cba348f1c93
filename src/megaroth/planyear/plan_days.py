"""The days of a plan year on which money goes into a plan and after-tax money moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from megaroth.kernel.money import Cents, some, sum_of
from megaroth.model.fields import Unknown
from megaroth.model.household import Household
from megaroth.model.sources import EMPLOYER
from megaroth.payroll import paydays as days
from megaroth.planyear.check_by_check import even_after_tax, simulated
from megaroth.planyear.eligibility import Way
from megaroth.planyear.job_year import JobYear

Paycheck = dict[str, Cents]


AFTER_TAX_ALONE = ("after_tax",)
PAYCHECK_PARTS = ("deferral", "catch_up", "after_tax", *(one.name for one in EMPLOYER))


def contributions_by_day(
    job_year: JobYear, household: Household, names: tuple[str, ...]
) -> Iterator[tuple[date, Paycheck]]:
    """Contributions of each remaining day, for the named parts of a paycheck."""
    year_end = date(household.year, 12, 31)
    last_day = min(job_year.job.ended or year_end, year_end)
    new = {name: amount for name, amount in _new(job_year).items() if name in names}
    if not job_year.ahead:
        if any(some(amount > 0) for amount in new.values()):
            yield max(household.starts, last_day), new
        return
    of_checks = _of_checks(job_year, household, names)
    late = {
        one.name: new[one.name] - sum_of(paid.get(one.name, 0) for paid in of_checks.values())
        for one in EMPLOYER
        if one.name in names
    }
    for day, paycheck in of_checks.items():
        yield day, (_both(paycheck, late) if day == last_day else paycheck)
    if last_day not in of_checks:
        yield max(last_day, household.starts), late


def _new(job_year: JobYear) -> Paycheck:
    """What is still contributed in the year."""
    return {
        "deferral": job_year.deferral - job_year.made_deferral,
        "catch_up": job_year.catch_up - job_year.made_catch_up,
        "after_tax": job_year.after_tax - job_year.job.made.after_tax,
    } | job_year.employer_ahead()


def _of_checks(
    job_year: JobYear, household: Household, names: tuple[str, ...]
) -> dict[date, Paycheck]:
    """What each check to come brings, by day; several checks of one day together."""
    if names == AFTER_TAX_ALONE and job_year.checks is None:
        even = even_after_tax(job_year, household.as_of)
        if even is not None:
            return {day: {"after_tax": amount} for day, amount in even.items()}
    checks = job_year.checks or simulated(job_year, household.as_of)
    match = "roth_match" if job_year.match_is_roth else "match"
    found: dict[date, Paycheck] = {}
    for check in checks.checks:
        paycheck: Paycheck = {
            "deferral": check.pre_tax + check.roth,
            "catch_up": check.catch_up,
            "after_tax": check.after_tax,
            match: check.match,
        }
        mine = {name: amount for name, amount in paycheck.items() if name in names}
        found[check.date] = _both(found[check.date], mine) if check.date in found else mine
    return found


def _both(one: Paycheck, other: Paycheck) -> Paycheck:
    return {name: one.get(name, 0) + other.get(name, 0) for name in {**one, **other}}


def moves_by_day(job_year: JobYear, household: Household, way: Way) -> dict[date, Way]:
    """The days on which after-tax money moves, and how on each of them."""
    moves = dict.fromkeys(_open_days(job_year, household, way), way)
    ended, start = job_year.job.ended, household.starts
    if ended is not None and ended <= date(household.year, 12, 31):
        # What the plan's own days leave when the job ends can go to a Roth IRA then.
        moves.setdefault(max(start, ended), ("roth_ira", "at_separation"))
    return moves


def _open_days(job_year: JobYear, household: Household, way: Way) -> Iterator[date]:
    """The days on which a way out is open to an employee."""
    start, year_end = household.starts, date(household.year, 12, 31)
    last = min(job_year.job.ended, year_end) if job_year.job.ended else year_end
    if last < start:
        return
    match way[1]:
        case "each_paycheck":
            yield from job_year.ahead if job_year.ahead else [last]
        case "quarterly" | "on_request":
            quarters = days.quarter_ends(household.year)
            if way == ("roth_ira", "on_request"):
                quarters = _withdrawal_days(quarters, job_year.plan.in_service_withdrawals_per_year)
            yield from (day for day in quarters if start <= day <= last)
        case "yearly":
            if last == year_end:
                yield last
        case _:
            pass


def _withdrawal_days(quarters: list[date], allowed: int | Unknown | None) -> list[date]:
    """The quarter ends on which withdrawals are planned: as many as the plan allows in a year,
    evenly spaced, the last at the end of the year."""
    count = len(quarters)
    if not isinstance(allowed, int) or allowed >= count:
        return quarters
    return [quarters[count * number // allowed - 1] for number in range(1, allowed + 1)]
