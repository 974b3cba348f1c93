"""Checks of a job: pay, dates, an own business, balances."""

from __future__ import annotations

from datetime import date

from megaroth.kernel.money import PPM, dollars
from megaroth.model.fields import UNKNOWN
from megaroth.model.household import Household, Job
from megaroth.model.plan import AfterTaxCap
from megaroth.model.sources import BY_NAME, CONTRIBUTED, PRE_TAX_ACCOUNTS
from megaroth.payroll.paydays import latest_first_payday
from megaroth.readers.faults import Fault, Found
from megaroth.readers.pay_checks import check_pay_schedule
from megaroth.readers.plan_checks import check_elections, check_no_plan, check_plan

_NEVER_TAXED = tuple(name for name in PRE_TAX_ACCOUNTS if BY_NAME[name] in CONTRIBUTED)
"""Accounts without basis; money rolled over from another plan may bring some."""


def check_job(job: Job, household: Household, born: date) -> Found:
    """The contradictions between the fields of a job and its plan."""
    year = household.year
    yield from _pay(job)
    yield from _dates(job, year, born)
    yield from check_pay_schedule(job, year)
    yield from _pay_changes(job, born.year)
    yield from _own_business(job)
    if job.plan is None:
        yield from check_no_plan(job)
    else:
        for loc, fault in check_plan(job.plan, year):
            yield ("plan", *loc), fault
        yield from check_elections(job, job.plan)
        cap = job.plan.after_tax_cap
        if isinstance(cap, AfterTaxCap) and cap.of == "net_pay" and job.net_pay is None:
            yield (
                ("net_pay",),
                Fault(
                    "nothing", "annual take-home pay, because the plan's cap is a percentage of it"
                ),
            )
    yield from _balances(job)


def _pay(job: Job) -> Found:
    if job.second_plan_of is not None:
        if job.pay is not None or job.pay_per_period is not None:
            yield (
                ("second_plan_of",),
                Fault(
                    "pay in this table too",
                    f"no pay here, because it is stated at {job.second_plan_of}",
                ),
            )
    elif (job.pay is None) == (job.pay_per_period is None):
        found = "neither" if job.pay is None else "both"
        yield ("pay",), Fault(found, "pay (annual) or pay_per_period, one of them")


def _dates(job: Job, year: int, born: date) -> Found:
    if job.started and job.ended and job.started > job.ended:
        yield (
            ("ended",),
            Fault(str(job.ended), f"a day on or after the first one, {job.started} (started)"),
        )
    if job.started and job.started.year > year:
        yield from _not_begun(job, year)
    if job.ended and job.ended.year < year:
        yield ("ended",), Fault(str(job.ended), f"a day no earlier than {year}")
    if job.first_payday:
        yield from _first_payday(job, year)
    if job.started and job.started < born:
        yield ("started",), Fault(str(job.started), f"a day after birth ({born})")


def _not_begun(job: Job, year: int) -> Found:
    """A job that begins later has no money yet."""
    for key, money in (("balances", job.balances), ("made", job.made)):
        if any(value is not None and value != 0 for value in vars(money).values()):
            yield (key,), Fault("an amount", f"nothing, because the job begins after {year}")


def _pay_changes(job: Job, born: int) -> Found:
    for place, one in enumerate(job.pay_changes):
        path = ("pay_changes", place)
        if (one.pay is None) == (one.share is None):
            found = "neither" if one.pay is None else "both"
            yield (*path, "pay"), Fault(found, "pay (annual) or share, one of them")
        for year, age in (("from_year", "from_age"), ("until_year", "until_age")):
            if getattr(one, year) is not None and getattr(one, age) is not None:
                yield (*path, age), Fault(str(getattr(one, age)), f"{year} or {age}, not both")
        first, last = one.first(born), one.last(born)
        if first is not None and last is not None and last < first:
            name = "until_year" if one.until_age is None else "until_age"
            found = f"{last}, before {first}"
            yield (*path, name), Fault(found, "a last year that is not before the first")


def _first_payday(job: Job, year: int) -> Found:
    assert job.first_payday is not None
    first = date(year, 1, 1)
    last = latest_first_payday(job.pay_frequency, year, job.holiday_rule)
    if not first <= job.first_payday <= last:
        yield (
            ("first_payday",),
            Fault(
                str(job.first_payday),
                f"the first {job.pay_frequency} payday of {year}: {first} to {last}",
            ),
        )


def _own_business(job: Job) -> Found:
    """Check keys that only an own business has, and those that it cannot have."""
    if not job.self_employed:
        for name in ("specified_service", "wages_paid", "property_basis"):
            if getattr(job, name) != UNKNOWN:
                yield (
                    (name,),
                    Fault(
                        "a value",
                        "none: it applies only to your own business (self_employed = true)",
                    ),
                )
        return
    if job.plan is not None and job.plan.match and not isinstance(job.plan.match, str):
        yield (
            ("plan", "match"),
            Fault("a match", "none: what your own business contributes for you is `nonelective`"),
        )
    if job.pay_per_period is not None:
        yield (
            ("pay_per_period",),
            Fault("an amount", "pay (net profit of the year) if self_employed = true"),
        )
    if job.ownership is not None and job.ownership != PPM:
        yield (
            ("ownership",),
            Fault(
                "another share", 'none, or "100%", if self_employed = true: it is your own business'
            ),
        )


def _balances(job: Job) -> Found:
    for name, balance in vars(job.balances).items():
        if balance is None:
            continue
        if name in _NEVER_TAXED and balance.basis:
            yield (
                ("balances", name, "basis"),
                Fault(dollars(int(balance.basis)), "none: this money was never taxed"),
            )
        if balance.pre_1987 > balance.basis:
            yield (
                ("balances", name, "pre_1987"),
                Fault(
                    dollars(int(balance.pre_1987)),
                    f"at most the basis, {dollars(int(balance.basis))}",
                ),
            )
