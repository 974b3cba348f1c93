"""What to do about an excess, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from megaroth.kernel.money import Cents, dollars, some
from megaroth.law.deadlines import deadlines
from megaroth.planyear.result import Excess, PlannedStep, Range, known
from megaroth.planyear.year_state import YearState


def excess_steps(state: YearState, excesses: list[Excess]) -> Iterator[PlannedStep]:
    """The steps that each excess asks for, in the order of the excesses."""
    for excess in excesses:
        match excess.kind:
            case "elective_deferral":
                yield from _deferral_steps(state, excess)
            case "annual_additions":
                yield _annual_additions_step(state, excess)
            case _:
                yield _account_step(state, excess)


def _deferral_steps(state: YearState, excess: Excess) -> Iterator[PlannedStep]:
    start, amount = state.household.starts, _text(excess.amount)
    if excess.employer is not None:
        yield PlannedStep(
            date=start,
            text=f"{excess.person}, {excess.employer}: ask the plan to pay out {amount} of "
            "deferrals beyond its limit, with the earnings.",
            until=excess.correct_by,
        )
        return
    yield PlannedStep(
        date=start,
        text=f"{excess.person}: stop deferrals, and tell a plan in writing that {amount} of "
        "elective deferrals are over the limit, so that "
        "it pays them back (IRC 402(g)(2)(A)).",
        until=excess.notify_by,
    )
    assert excess.correct_by is not None, "the law sets a day for a person's excess deferrals"
    yield PlannedStep(
        date=excess.correct_by,
        text=f"{excess.person}: the last day for a plan to pay back {amount} with its earnings. "
        f"The {state.household.year} return counts "
        "pre-tax deferrals over the limit as wages, whatever Form W-2 says.",
    )


def _annual_additions_step(state: YearState, excess: Excess) -> PlannedStep:
    household, who = state.household, f"{excess.person}, {excess.employer}"
    jobs = [
        job
        for job in state.jobs
        if job.person.name == excess.person and job.ahead and some(job.job.made.after_tax > 0)
    ]
    stop = "stop after-tax contributions at once if they go on, and " if jobs else ""
    what = "how it will correct" if not some(excess.to_come != excess.amount) else "to correct"
    return PlannedStep(
        date=household.starts,
        text=f"{who}: {stop}ask the plan {what} {_text(excess.amount)} beyond the annual "
        "additions limit, with its earnings: after-tax "
        "contributions go back first (Rev. Proc. 2021-30 section 6.06(2); IRC 415).",
        until=date(household.year + state.law.self_correction_years, 12, 31),
    )


def _account_step(state: YearState, excess: Excess) -> PlannedStep:
    name = {"ira": "IRA", "hsa": "health savings account"}[excess.kind]
    return PlannedStep(
        date=state.household.starts,
        text=f"{excess.person}: have the {name} return {_text(excess.amount)} contributed beyond "
        "the limit, with its earnings.",
        until=deadlines()[f"{excess.kind}_excess_return_after_filing"].after(state.household.year),
    )


def _text(figure: Cents | Range) -> str:
    amount = known(figure)
    return dollars(amount) if isinstance(amount, int) else "an amount a row"
