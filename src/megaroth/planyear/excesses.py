"""Contributions beyond a limit of the law: how much, whose limit, by when it must be dealt with,
and how.

This module finds every excess of a plan year. Verdict, headline, steps, warnings, projections and
faces read its list.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from megaroth.kernel.money import Cents, dollars, percent, positive, smaller, some, sum_of
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


def excesses(state: YearState) -> list[Excess]:
    """Every excess of a decided year, person by person."""
    return [excess for person in state.people for excess in _of_person(state, person)]


def _of_person(state: YearState, person: PersonYear) -> Iterator[Excess]:
    plans = plan_excesses(state, person)
    yield from _deferrals(state, person, plans)
    yield from _plan_limits(state, person, plans)
    yield from _eligible_plans(state, person)
    for addition in additions_excesses(state, person):
        yield _annual_additions(person, addition)
    yield from _ira(state, person)
    yield from _hsa(state, person)


def excess_of(state: YearState, job: JobYear, found: list[Excess]) -> Excess | None:
    """The excess of the annual additions limit that a job shares."""
    sharing = {other.job.employer for other in state.group(job)}
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


def _deferrals(state: YearState, person: PersonYear, plans: list[PlanExcess]) -> Iterator[Excess]:
    law, name = state.law, person.person.name
    amount = person.excess_deferral(law)
    if not some(amount > 0):
        return
    notify, pay = (_day(state, f"excess_deferral_{what}") for what in ("notice", "payment"))
    limit = law.elective_deferral + catch_up_dollar_limit(law, person.age)
    yield Excess(
        kind="elective_deferral",
        person=name,
        employer=None,
        amount=amount,
        notify_by=notify,
        correct_by=pay,
        text=f"{name}: elective deferrals are {_text(amount)} over the {law.year} limit of "
        f"{_text(limit)} for one person, all plans "
        f"together (IRC 402(g)). Tell {_whom(plans)} by {_said(notify)}, so that it pays the "
        "excess back with its earnings by "
        f"{_said(pay)}. {_taxed(state, person, amount)}{_itself(plans)}",
    )


def _whom(plans: list[PlanExcess]) -> str:
    """The plans that can pay an excess deferral back."""
    took = [
        one.jobs[0].job.employer
        for one in plans
        if some(sum_of(job.deferral + job.catch_up for job in one.jobs) > 0)
    ]
    return f"{took[0]}'s plan" if len(took) == 1 else f"one of the plans ({', '.join(took)})"


def _itself(plans: list[PlanExcess]) -> str:
    """Which plans must correct the excess themselves."""
    over = [one.jobs[0].job.employer for one in plans if some(one.amount > 0)]
    if not over:
        return ""
    return (
        f" {' and '.join(over)} must correct it too: its plan took more than one employer's "
        "plans may (IRC 401(a)(30))."
    )


def _taxed(state: YearState, person: PersonYear, amount: Cents) -> str:
    later = (
        "Any excess left in the plan after that date is taxed again when it comes out (IRC "
        "402(g)(6))."
    )
    return f"{_in_income(state, amount, person.taxed_excess(state.law))} {later}"


def _in_income(state: YearState, amount: Cents, taxed: Cents) -> str:
    """Which part of an excess is income of the year, in a sentence."""
    year = state.law.year
    if not some(taxed > 0):
        return (
            f"Have Roth deferrals paid back: they are income of {year} already, so the excess "
            "adds none."
        )
    what = (
        "It"
        if not some(taxed != amount)
        else f"{_text(taxed)} of it, beyond the Roth deferrals, which are paid back first,"
    )
    return (
        f"{what} is income of {year}; the earnings are income of the year in which they are paid."
    )


def _plan_limits(state: YearState, person: PersonYear, plans: list[PlanExcess]) -> Iterator[Excess]:
    for plan in plans:
        if not some(plan.plan_only > 0):
            continue
        employer, name = plan.jobs[0].job.employer, person.person.name
        pay = _day(state, "excess_deferral_payment")
        why = (
            " without catch-up contributions"
            if isinstance(plan.limit, int) and plan.limit == state.law.elective_deferral
            else ""
        )
        yield Excess(
            kind="elective_deferral",
            person=name,
            employer=employer,
            amount=plan.plan_only,
            notify_by=None,
            correct_by=pay,
            text=f"{employer}: {name}'s elective deferrals are {_text(plan.plan_only)} over the "
            f"{dollars(int(plan.limit))} that this "
            f"employer's plans{why} may take (IRC 401(a)(30)). Ask the plan to pay the excess "
            f"out, with its earnings, by {_said(pay)}. "
            f"It is within {name}'s own limit (IRC 402(g)(1)(C)), so income of {state.law.year} "
            "does not change.",
        )


def _eligible_plans(state: YearState, person: PersonYear) -> Iterator[Excess]:
    """What went into 457(b) plans beyond their own limit.

    The regulation sets the day for a tax-exempt employer's plan, which is an eligible plan no more
    if it misses it (26 CFR 1.457-4(e)(3)); a government's plan pays as soon as it can ((e)(2)).
    """
    jobs, amount = person.pool(of_457b=True), person.excess_457b(state.law)
    if not some(amount > 0):
        return
    employer, name = jobs[0].job.employer, person.person.name
    by = None if all(job.plan.governmental for job in jobs) else _day(state, "excess_457b_payment")
    when = "as soon as it can" if by is None else f"by {_said(by)}"
    lost = (
        ""
        if by is None
        else " A tax-exempt employer's plan that misses the date can lose its status, and "
        "everything deferred under it can become income."
    )
    taxed = _in_income(state, amount, person.taxed_excess(state.law, of_457b=True))
    yield Excess(
        kind="elective_deferral",
        person=name,
        employer=employer,
        amount=amount,
        notify_by=None,
        correct_by=by,
        text=f"{employer}: {name}'s contributions to 457(b) plans are {_text(amount)} over their "
        f"limit of {_text(state.limit_of(jobs[0]))} (IRC 457(b)(2), (c)). Ask the plan to pay the "
        f"excess back, with its earnings, {when} (26 CFR 1.457-4(e)).{lost} {taxed}",
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


_AFTER_TAX_FIRST = (
    "After-tax contributions that earned no match go back first, with their "
    "earnings, even if they have moved to Roth"
)
_DEFERRALS_FIRST = (
    "Deferrals that earned no match go back first, with their earnings, then "
    "matched ones, whose match is forfeited"
)


def _correction(found: AdditionsExcess) -> str:
    """The order in which the plan pays an excess back."""
    first = (
        _AFTER_TAX_FIRST
        if some(sum_of(job.after_tax for job in found.jobs) > 0)
        else _DEFERRALS_FIRST
    )
    return (
        f"{first} (Rev. Proc. 2021-30 sec. 6.06(2)). The law sets no day for it: ask the plan now."
    )


def _additions_text(person: PersonYear, found: AdditionsExcess) -> str:
    who = (
        f"{' and '.join(job.job.employer for job in found.jobs)}: {person.person.name}'s annual "
        "additions"
    )
    limit, coming = f"the limit of {_text(found.jobs[0].limit)} (IRC 415(c))", _coming(found.jobs)
    now = found.amount - found.to_come
    if not some(found.to_come > 0):
        return (
            f"{who} are {_text(found.amount)} over {limit}. The plan must correct it. "
            f"{_correction(found)}"
        )
    if some(now > 0):
        return (
            f"{who} are {_text(now)} over {limit}, and {coming} will make it "
            f"{_text(found.amount)}. "
            f"The plan must correct it. {_correction(found)}"
        )
    so_far = (
        "are exactly"
        if not some(found.made != found.jobs[0].limit)
        else f"come to {_text(found.made)}, within"
    )
    return (
        f"{who} so far {so_far} {limit}, but {coming} will pass it by {_text(found.amount)}. Ask "
        "the plan how it will correct that. "
        f"{_correction(found)}"
    )


def _coming(jobs: list[JobYear]) -> str:
    """The employer contribution that is still to come, in words."""
    days = [job.plan.true_up for job in jobs if isinstance(job.plan.true_up, date)]
    if days and any(some(job.match() > job.made_match) for job in jobs):
        return f"the true-up of {_said(days[0])}"
    return "the employer contributions still to come"


def _ira(state: YearState, person: PersonYear) -> Iterator[Excess]:
    over = positive(person.person.ira_made - person.ira_limit)
    if some(over > 0):
        name, by = person.person.name, _day(state, "ira_excess_return")
        yield Excess(
            kind="ira",
            person=name,
            employer=None,
            amount=over,
            notify_by=None,
            correct_by=by,
            text=f"{name}: IRA contributions are {_text(over)} over the {state.law.year} limit of "
            f"{_text(person.ira_limit)} (IRC 219(b), "
            f"408A(c)). {_take_out(state, 'ira', by)} (IRC 408(d)(4), 4973).",
        )


def _hsa(state: YearState, person: PersonYear) -> Iterator[Excess]:
    over = person.excess_hsa
    if some(over > 0):
        name, by = person.person.name, _day(state, "hsa_excess_return")
        given = person.taxed_hsa
        taxed = (
            f" {_text(given)} of it comes from the employer and is income (IRC 106(d)(1))."
            if some(given > 0)
            else ""
        )
        yield Excess(
            kind="hsa",
            person=name,
            employer=None,
            amount=over,
            notify_by=None,
            correct_by=by,
            text=f"{name}: HSA contributions are {_text(over)} over the {state.law.year} limit of "
            f"{_text(person.hsa_limit)} (IRC 223(b)). "
            f"{_take_out(state, 'hsa', by)} (IRC 223(f)(3), 4973(g)).{taxed}",
        )


def _take_out(state: YearState, what: str, by: date) -> str:
    later = _said(_day(state, f"{what}_excess_return_after_filing"))
    return (
        f"Have the custodian return the excess with its earnings by {_said(by)}, or by {later} if "
        "you file your return on time; "
        f"any excess left is taxed at {percent(state.law.excess_contribution_rate)} a year"
    )


def _day(state: YearState, name: str) -> date:
    return deadlines()[name].after(state.law.year)


def _said(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _text(amount: Cents) -> str:
    return dollars(amount) if isinstance(amount, int) else "an amount a row"
