"""Checks of a job: pay, dates, an own business, balances."""

from __future__ import annotations

from datetime import date

from megaroth.kernel.message import Amount, message
from megaroth.kernel.money import PPM
from megaroth.model.fields import UNKNOWN
from megaroth.model.household import Household, Job
from megaroth.model.plan import AfterTaxCap
from megaroth.model.sources import BY_NAME, CONTRIBUTED, PRE_TAX_ACCOUNTS
from megaroth.payroll.paydays import latest_first_payday
from megaroth.readers.faults import AN_AMOUNT, NOTHING, Fault, Found
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
                Fault(NOTHING, message("pay_that_the_cap_is_of")),
            )
    yield from _balances(job)


def _pay(job: Job) -> Found:
    if job.second_plan_of is not None:
        if job.pay is not None or job.pay_per_period is not None:
            yield (
                ("second_plan_of",),
                Fault(message("pay_here_too"), message("no_pay_here", employer=job.second_plan_of)),
            )
    elif (job.pay is None) == (job.pay_per_period is None):
        found = message("neither" if job.pay is None else "both")
        yield ("pay",), Fault(found, message("pay_or_pay_per_period"))


def _dates(job: Job, year: int, born: date) -> Found:
    if job.started and job.ended and job.started > job.ended:
        yield (
            ("ended",),
            Fault(job.ended, message("day_from_start_on", started=job.started)),
        )
    if job.started and job.started.year > year:
        yield from _not_begun(job, year)
    if job.ended and job.ended.year < year:
        yield ("ended",), Fault(job.ended, message("day_no_earlier_than", year=year))
    if job.first_payday:
        yield from _first_payday(job, year)
    if job.started and job.started < born:
        yield ("started",), Fault(job.started, message("day_after_birth", born=born))


def _not_begun(job: Job, year: int) -> Found:
    """A job that begins later has no money yet."""
    for key, money in (("balances", job.balances), ("made", job.made)):
        if any(value is not None and value != 0 for value in vars(money).values()):
            yield (key,), Fault(AN_AMOUNT, message("nothing_before_the_job", year=year))


def _pay_changes(job: Job, born: int) -> Found:
    for place, one in enumerate(job.pay_changes):
        path = ("pay_changes", place)
        if (one.pay is None) == (one.share is None):
            found = message("neither" if one.pay is None else "both")
            yield (*path, "pay"), Fault(found, message("pay_or_share"))
        for year, age in (("from_year", "from_age"), ("until_year", "until_age")):
            if getattr(one, year) is not None and getattr(one, age) is not None:
                expected = message("year_or_age", year=year, age=age)
                yield (*path, age), Fault(getattr(one, age), expected)
        first, last = one.first(born), one.last(born)
        if first is not None and last is not None and last < first:
            name = "until_year" if one.until_age is None else "until_age"
            found = message("last_before_first", last=last, first=first)
            yield (*path, name), Fault(found, message("last_not_before_first"))


def _first_payday(job: Job, year: int) -> Found:
    assert job.first_payday is not None
    first = date(year, 1, 1)
    last = latest_first_payday(job.pay_frequency, year, job.holiday_rule)
    if not first <= job.first_payday <= last:
        yield (
            ("first_payday",),
            Fault(
                job.first_payday,
                message(
                    "first_payday_between",
                    frequency=f"pay_frequency.{job.pay_frequency}",
                    year=year,
                    first=first,
                    last=last,
                ),
            ),
        )


def _own_business(job: Job) -> Found:
    """Check keys that only an own business has, and those that it cannot have."""
    if not job.self_employed:
        for name in ("specified_service", "wages_paid", "property_basis"):
            if getattr(job, name) != UNKNOWN:
                yield (
                    (name,),
                    Fault(message("a_value"), message("only_own_business")),
                )
        return
    if job.plan is not None and job.plan.match and not isinstance(job.plan.match, str):
        yield (
            ("plan", "match"),
            Fault(message("a_match"), message("no_match_in_own_business")),
        )
    if job.pay_per_period is not None:
        yield (
            ("pay_per_period",),
            Fault(AN_AMOUNT, message("net_profit")),
        )
    if job.ownership is not None and job.ownership != PPM:
        yield (
            ("ownership",),
            Fault(message("another_share"), message("own_business_is_owned")),
        )


def _balances(job: Job) -> Found:
    for name, balance in vars(job.balances).items():
        if balance is None:
            continue
        if name in _NEVER_TAXED and balance.basis:
            yield (
                ("balances", name, "basis"),
                Fault(Amount.of(int(balance.basis)), message("never_taxed")),
            )
        if balance.pre_1987 > balance.basis:
            yield (
                ("balances", name, "pre_1987"),
                Fault(
                    Amount.of(int(balance.pre_1987)),
                    message("at_most_basis", basis=Amount.of(int(balance.basis))),
                ),
            )
