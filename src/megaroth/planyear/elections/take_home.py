"""Take-home pay of each check: pay less payroll tax, income tax withheld and contributions."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from megaroth.kernel.money import Cents
from megaroth.payroll.pay_events import PayEvent
from megaroth.payroll.paydays import USUAL_PAYCHECKS
from megaroth.planyear.elections.slots import TakeHome
from megaroth.planyear.federal_return import has_income_tax, returns_of
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.paycheck_capacity import held_with, payroll_tax_on
from megaroth.planyear.year_state import YearState
from megaroth.tax.withholding import withholding

Taken = Mapping[tuple[date, str], tuple[int, int]]
"""What other plans take from checks of a day and kind, before taxes and after them, cents."""

Withheld = Callable[[Cents], Cents]
"""Income tax withheld from the taxable wages of a regular check, cents."""


def take_home_of(
    plan_year: YearState, job: JobYear, paid: Sequence[PayEvent], taken: Taken
) -> TakeHome:
    """What is left of a check of a job, once its contributions are known.

    Payroll tax depends on the pay of the year so far. Income tax is withheld from a bonus as what
    it adds to that of a regular check (Pub. 15 section 7, the aggregate method). State income tax
    is not withheld here.

    Args:
        plan_year: the year.
        job: whose checks.
        paid: every check of the year, days rising.
        taken: what other plans that the job pays into take from its checks.
    """
    income_tax = income_tax_of(plan_year, job, paid)
    payroll_tax = _by_check(plan_year, paid)

    def take_home(check: PayEvent, pre_tax: int, other: int) -> int:
        gross = int(check.gross)
        pre_tax_elsewhere, other_elsewhere = taken.get((check.date, check.kind), (0, 0))
        pre_tax, other = pre_tax + pre_tax_elsewhere, other + other_elsewhere
        tax = payroll_tax(check)
        income = int(income_tax(check, max(gross - pre_tax, 0)))
        return gross - tax - income - pre_tax - other

    return take_home


def income_tax_of(
    plan_year: YearState, job: JobYear, paid: Sequence[PayEvent]
) -> Callable[[PayEvent, Cents], Cents]:
    """Income tax withheld from a check, by its taxable wages, cents, scalars or columns.

    Args:
        plan_year: the year.
        job: whose checks.
        paid: every check of the year, days rising.
    """
    withheld = _withheld(plan_year, job)
    regular = {event.date: event.gross for event in paid if event.kind == "regular"}

    def of_check(check: PayEvent, wages: Cents) -> Cents:
        if check.kind == "regular":
            return withheld(wages)
        days = [day for day in regular if day <= check.date]
        usual = regular[max(days)] if days else 0
        return withheld(usual + wages) - withheld(usual)

    return of_check


def _withheld(plan_year: YearState, job: JobYear) -> Withheld:
    law = plan_year.law
    if not has_income_tax(law):
        return lambda _wages: 0
    people = next(
        people
        for people in returns_of(plan_year)
        if any(person.person is job.person for person in people)
    )
    two_jobs = held_with(job, [other for person in people for other in person.jobs])
    periods, status = USUAL_PAYCHECKS[job.job.pay_frequency], plan_year.household.filing_status

    def of_wages(wages: Cents) -> Cents:
        return withholding(law, wages, periods, status, two_jobs=two_jobs)

    known = functools.cache(of_wages)
    # A column cannot be looked up.
    return lambda wages: known(wages) if isinstance(wages, int) else of_wages(wages)


def _by_check(plan_year: YearState, paid: Sequence[PayEvent]) -> Callable[[PayEvent], int]:
    """Payroll tax of a check: what it adds to that of the pay before it, of the same day too."""
    before: dict[tuple[date, str], int] = {}
    so_far = 0
    for event in paid:
        before.setdefault((event.date, event.kind), so_far)
        so_far += int(event.gross)

    @functools.cache
    def on(wages: int) -> int:
        return int(payroll_tax_on(plan_year, wages))

    def of_check(check: PayEvent) -> int:
        earlier = before.get((check.date, check.kind), so_far)
        return on(earlier + int(check.gross)) - on(earlier)

    return of_check
