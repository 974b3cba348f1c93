"""Steps to correct an excess, with dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from megaroth.kernel.message import Amount, message
from megaroth.kernel.money import some
from megaroth.law.deadlines import deadlines
from megaroth.planyear.figure import known
from megaroth.planyear.result import Excess, PlannedStep
from megaroth.planyear.year_state import YearState


def excess_steps(plan_year: YearState, excesses: list[Excess]) -> Iterator[PlannedStep]:
    """The steps that each excess asks for, in the order of the excesses."""
    for excess in excesses:
        match excess.kind:
            case "elective_deferral":
                yield from _deferral_steps(plan_year, excess)
            case "annual_additions":
                yield _annual_additions_step(plan_year, excess)
            case _:
                yield _account_step(plan_year, excess)


def _deferral_steps(plan_year: YearState, excess: Excess) -> Iterator[PlannedStep]:
    start, amount = plan_year.household.starts, Amount.of(known(excess.amount))
    if excess.employer is not None:
        text = message(
            "have_plan_excess_paid",
            person=excess.person,
            employer=excess.employer,
            amount=amount,
        )
        yield PlannedStep(date=start, text=text, until=excess.correct_by)
        return
    yield PlannedStep(
        date=start,
        text=message("notify_plan", person=excess.person, amount=amount),
        until=excess.notify_by,
    )
    assert excess.correct_by is not None, "the law sets a day for a person's excess deferrals"
    yield PlannedStep(
        date=excess.correct_by,
        text=message(
            "last_day_to_pay_back",
            person=excess.person,
            amount=amount,
            year=plan_year.household.year,
        ),
    )


def _annual_additions_step(plan_year: YearState, excess: Excess) -> PlannedStep:
    household = plan_year.household
    made_after_tax = any(
        job.person.name == excess.person and job.ahead and some(job.job.made.after_tax > 0)
        for job in plan_year.jobs
    )
    return PlannedStep(
        date=household.starts,
        text=message(
            "correct_additions",
            person=excess.person,
            employer=excess.employer,
            stop=made_after_tax,
            to_come=not some(excess.to_come != excess.amount),
            amount=Amount.of(known(excess.amount)),
        ),
        until=date(household.year + plan_year.law.self_correction_years, 12, 31),
    )


def _account_step(plan_year: YearState, excess: Excess) -> PlannedStep:
    return PlannedStep(
        date=plan_year.household.starts,
        text=message(
            "have_account_return",
            person=excess.person,
            account=excess.kind,
            amount=Amount.of(known(excess.amount)),
        ),
        until=deadlines()[f"{excess.kind}_excess_return_after_filing"].after(
            plan_year.household.year
        ),
    )
