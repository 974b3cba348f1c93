"""Contributions beyond a limit of the law: how much, whose limit, by when it must be dealt with,
and how.

This module finds every excess of a plan year. Verdict, headline, steps, warnings, projections and
faces read its list.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from megaroth.kernel.message import Amount, Message, Share, message
from megaroth.kernel.money import Cents, smaller, some, sum_of
from megaroth.law.deadlines import deadlines
from megaroth.planyear.excess_amounts import (
    AdditionsExcess,
    PlanExcess,
    additions_excesses,
    plan_excesses,
)
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.result import Excess
from megaroth.planyear.year_state import PersonYear, YearState
from megaroth.rules.catch_up import catch_up_dollar_limit


def excesses(plan_year: YearState) -> list[Excess]:
    """Every excess of a decided year, person by person."""
    return [excess for person in plan_year.people for excess in _of_person(plan_year, person)]


def _of_person(plan_year: YearState, person: PersonYear) -> Iterator[Excess]:
    plans = plan_excesses(plan_year, person)
    yield from _deferrals(plan_year, person, plans)
    yield from _plan_limits(plan_year, person, plans)
    yield from _eligible_plans(plan_year, person)
    for addition in additions_excesses(plan_year, person):
        yield _annual_additions(person, addition)
    yield from _ira(plan_year, person)
    yield from _hsa(plan_year, person)


def excess_of(plan_year: YearState, job: JobYear, found: list[Excess]) -> Excess | None:
    """The excess of the annual additions limit that a job shares."""
    sharing = {other.job.employer for other in plan_year.group(job)}
    return next(
        (
            one
            for one in found
            if one.kind == "annual_additions"
            and one.person == job.person.name
            and one.employer in sharing
        ),
        None,
    )


def _deferrals(
    plan_year: YearState, person: PersonYear, plans: list[PlanExcess]
) -> Iterator[Excess]:
    law, name = plan_year.law, person.person.name
    amount = person.excess_deferral(law)
    if not some(amount > 0):
        return
    notify, pay = (_day(plan_year, f"excess_deferral_{what}") for what in ("notice", "payment"))
    yield Excess(
        kind="elective_deferral",
        person=name,
        employer=None,
        amount=amount,
        notify_by=notify,
        correct_by=pay,
        text=message(
            "excess_deferral",
            person=name,
            amount=Amount.of(amount),
            year=law.year,
            limit=Amount.of(law.elective_deferral + catch_up_dollar_limit(law, person.age)),
            plans=(took := _took(plans)),
            one_plan=len(took) == 1,
            notify_by=notify,
            pay_by=pay,
            income=_in_income(plan_year, amount, person.taxed_excess(law)),
            correcting=tuple(one.jobs[0].job.employer for one in plans if some(one.amount > 0)),
        ),
    )


def _took(plans: list[PlanExcess]) -> tuple[str, ...]:
    """The employers whose plans took deferrals, and so can pay an excess deferral back."""
    return tuple(
        one.jobs[0].job.employer
        for one in plans
        if some(sum_of(job.deferral + job.catch_up for job in one.jobs) > 0)
    )


def _in_income(plan_year: YearState, amount: Cents, taxed: Cents) -> Message:
    """Which part of an excess is income of the year."""
    year = plan_year.law.year
    if not some(taxed > 0):
        return message("excess_was_income", year=year)
    return message(
        "excess_is_income",
        year=year,
        taxed=Amount.of(taxed),
        all_of_it=not some(taxed != amount),
    )


def _plan_limits(
    plan_year: YearState, person: PersonYear, plans: list[PlanExcess]
) -> Iterator[Excess]:
    for plan in plans:
        if not some(plan.plan_only > 0):
            continue
        employer, name = plan.jobs[0].job.employer, person.person.name
        pay = _day(plan_year, "excess_deferral_payment")
        without_catch_up = (
            isinstance(plan.limit, int) and plan.limit == plan_year.law.elective_deferral
        )
        yield Excess(
            kind="elective_deferral",
            person=name,
            employer=employer,
            amount=plan.plan_only,
            notify_by=None,
            correct_by=pay,
            text=message(
                "excess_of_plan",
                employer=employer,
                person=name,
                amount=Amount.of(plan.plan_only),
                limit=Amount.of(int(plan.limit)),
                without_catch_up=without_catch_up,
                pay_by=pay,
                year=plan_year.law.year,
            ),
        )


def _eligible_plans(plan_year: YearState, person: PersonYear) -> Iterator[Excess]:
    """Contributions to 457(b) plans above their own limit.

    The regulation sets the day for a tax-exempt employer's plan, which is an eligible plan no more
    if it misses it (26 CFR 1.457-4(e)(3)); a government's plan pays as soon as it can ((e)(2)).
    """
    jobs, amount = person.pool(of_457b=True), person.excess_457b(plan_year.law)
    if not some(amount > 0):
        return
    employer, name = jobs[0].job.employer, person.person.name
    by = (
        None
        if all(job.plan.governmental for job in jobs)
        else _day(plan_year, "excess_457b_payment")
    )
    taxed = person.taxed_excess(plan_year.law, of_457b=True)
    yield Excess(
        kind="elective_deferral",
        person=name,
        employer=employer,
        amount=amount,
        notify_by=None,
        correct_by=by,
        text=message(
            "excess_457b",
            employer=employer,
            person=name,
            amount=Amount.of(amount),
            limit=Amount.of(plan_year.limit_of(jobs[0])),
            pay_by=by,
            tax_exempt=by is not None,
            income=_in_income(plan_year, amount, taxed),
        ),
        section="IRC 457(b)(2)",
    )


def _annual_additions(person: PersonYear, found: AdditionsExcess) -> Excess:
    after_tax = sum_of(job.after_tax for job in found.jobs)
    sponsor = next((job for job in found.jobs if some(job.after_tax > 0)), found.jobs[0])
    return Excess(
        kind="annual_additions",
        person=person.person.name,
        employer=sponsor.job.employer,
        amount=found.amount,
        notify_by=None,
        correct_by=None,
        text=_additions_text(person, found),
        to_come=found.to_come,
        after_tax=smaller(found.amount, after_tax),
    )


def _additions_text(person: PersonYear, found: AdditionsExcess) -> Message:
    employers = tuple(job.job.employer for job in found.jobs)
    name, amount = person.person.name, Amount.of(found.amount)
    limit, now = found.jobs[0].limit, found.amount - found.to_come
    # Which contributions the plan pays back first (Rev. Proc. 2021-30 sec. 6.06(2)).
    after_tax_first = some(sum_of(job.after_tax for job in found.jobs) > 0)
    if not some(found.to_come > 0):
        return message(
            "excess_additions",
            employers=employers,
            person=name,
            amount=amount,
            limit=Amount.of(limit),
            after_tax_first=after_tax_first,
        )
    if some(now > 0):
        return message(
            "excess_additions_growing",
            employers=employers,
            person=name,
            now=Amount.of(now),
            amount=amount,
            limit=Amount.of(limit),
            true_up=_true_up(found.jobs),
            after_tax_first=after_tax_first,
        )
    return message(
        "excess_additions_coming",
        employers=employers,
        person=name,
        made=Amount.of(found.made),
        at_limit=not some(found.made != limit),
        amount=amount,
        limit=Amount.of(limit),
        true_up=_true_up(found.jobs),
        after_tax_first=after_tax_first,
    )


def _true_up(jobs: list[JobYear]) -> date | None:
    """The day of the true-up that is still to come; None where other employer contributions are."""
    days = [job.plan.true_up for job in jobs if isinstance(job.plan.true_up, date)]
    coming = any(some(job.match() > job.made_match) for job in jobs)
    return days[0] if days and coming else None


def _ira(plan_year: YearState, person: PersonYear) -> Iterator[Excess]:
    over = person.excess_ira
    if some(over > 0):
        name, by = person.person.name, _day(plan_year, "ira_excess_return")
        yield Excess(
            kind="ira",
            person=name,
            employer=None,
            amount=over,
            notify_by=None,
            correct_by=by,
            text=message(
                "excess_ira",
                person=name,
                amount=Amount.of(over),
                year=plan_year.law.year,
                limit=Amount.of(person.ira_limit),
                return_by=by,
                return_after_filing_by=_day(plan_year, "ira_excess_return_after_filing"),
                yearly_tax=Share.of(plan_year.law.excess_contribution_rate),
            ),
        )


def _hsa(plan_year: YearState, person: PersonYear) -> Iterator[Excess]:
    over = person.excess_hsa
    if some(over > 0):
        name, by = person.person.name, _day(plan_year, "hsa_excess_return")
        taxed = person.taxed_hsa
        yield Excess(
            kind="hsa",
            person=name,
            employer=None,
            amount=over,
            notify_by=None,
            correct_by=by,
            text=message(
                "excess_hsa",
                person=name,
                amount=Amount.of(over),
                year=plan_year.law.year,
                limit=Amount.of(person.hsa_limit),
                return_by=by,
                return_after_filing_by=_day(plan_year, "hsa_excess_return_after_filing"),
                yearly_tax=Share.of(plan_year.law.excess_contribution_rate),
                taxed=some(taxed > 0),
                from_employer=Amount.of(taxed),
            ),
        )


def _day(plan_year: YearState, name: str) -> date:
    return deadlines()[name].after(plan_year.law.year)
