"""The steps of the year as a dated to-do list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from megaroth.kernel.money import Cents, dollars, percent, some
from megaroth.law.deadlines import deadlines
from megaroth.law.form_lines import form_lines
from megaroth.model.household import Household
from megaroth.planyear.elections import per_paycheck
from megaroth.planyear.eligibility import Way, way_out
from megaroth.planyear.excess_action_items import excess_steps
from megaroth.planyear.excesses import excess_of
from megaroth.planyear.ira_and_hsa import conversion_day
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.result import Excess, PlannedStep, Range, Rollover, known
from megaroth.planyear.settle import SettledYear
from megaroth.planyear.year_state import PersonYear, YearState


def steps(settled: SettledYear, excesses: list[Excess]) -> list[PlannedStep]:
    """What to do, by date; on one day an excess comes first."""
    found = [*excess_steps(settled.year, excesses), *_steps(settled, excesses)]
    return sorted(found, key=lambda step: step.date)


def _steps(settled: SettledYear, excesses: list[Excess]) -> Iterator[PlannedStep]:
    state, household, year = settled.year, settled.year.household, settled.year.household.year
    for person in state.people:
        for job in person.jobs:
            accounts = settled.accounts_of(job)
            if accounts is not None:
                over = excess_of(state, job, excesses) is not None
                yield from _job_steps(state, job, accounts.rollovers, over=over)
        yield from _ira_steps(person, household)
    if any(some(known(move.amount) > 0) for move in settled.rollovers):
        yield PlannedStep(
            date=deadlines()["form_1099r"].after(year),
            text="Forms 1099-R for the rollovers are due: code G, box 2a only the taxable "
            "earnings, box 5 the basis. "
            "The plan year's forms show what each must say.",
        )
        yield PlannedStep(
            date=deadlines()["tax_return"].after(year),
            text=f"File Form 1040: {_lines(year)}; no Form 8606 for them.",
        )


def _lines(year: int) -> str:
    """The lines of rollovers from plans."""
    (ira, ira_taxable), (plan, taxable) = form_lines(year).ira, form_lines(year).plan
    return f"the rollovers on lines {plan} and {taxable}" + (
        "" if ira == plan else f", not {ira} and {ira_taxable}"
    )


def _who(job: JobYear) -> str:
    return f"{job.person.name}, {job.job.employer}"


def _job_steps(
    state: YearState, job: JobYear, rollovers: list[Rollover], *, over: bool
) -> Iterator[PlannedStep]:
    household = state.household
    way = way_out(job, household, state.law) if job.plan.after_tax else None
    elect = _elections(state, job)
    if job.job.self_employed:
        yield from _own_business_steps(state, job)
    elif elect and job.ahead:
        yield _election_step(job, household, elect)
    # After-tax money of earlier years moves too where nothing new is contributed.
    if way and (rollovers or some(job.after_tax > 0)):
        yield from _move_steps(job, way, household, rollovers, over=over)
    if over:
        # The excess has a step of its own, and the limit is passed already.
        return
    if job.ahead and some(job.after_tax > 0):
        check = job.ahead[-3] if len(job.ahead) > 3 else job.ahead[0]
        yield PlannedStep(
            date=check,
            text=f"{_who(job)}: compare the year's employer contributions with "
            f"{_text(job.employer())}; if more is coming (a true-up, "
            "profit sharing), stop after-tax contributions early to stay within "
            f"{_text(job.limit)}.",
            until=job.ahead[-1],
        )
    if isinstance(job.plan.true_up, date) and some(job.match() > 0):
        yield PlannedStep(
            date=job.plan.true_up,
            text=f"{_who(job)}: the true-up of the match counts against {household.year}'s limit; "
            "check that the match of the "
            f"year comes to {_text(job.match())}.",
        )


def _election_step(job: JobYear, household: Household, elect: str) -> PlannedStep:
    text = f"{_who(job)}: elect {elect} from each of {len(job.ahead)} paychecks."
    return PlannedStep(date=_begins(job, household), text=text, until=job.ahead[-1])


def _begins(job: JobYear, household: Household) -> date:
    """The first day on which something can be elected at a job."""
    return max(household.starts, job.job.started or household.starts)


def _elections(state: YearState, job: JobYear) -> str:
    plan = per_paycheck(state, job)
    kinds = {
        "deferral": "Roth" if job.job.elections.kind == "roth" else "pre-tax",
        "catch_up": "Roth catch-up" if job.catch_up_is_roth else "catch-up",
        "after_tax": "after-tax",
    }
    parts = []
    for name, word in kinds.items():
        amount = getattr(plan, name)
        if some(amount > 0):
            share = getattr(plan, f"{name}_percent")
            of_pay = f" ({percent(share, 2)} of pay)" if isinstance(share, int) else ""
            parts.append(f"{word} {_text(amount)}{of_pay}")
    return ", ".join(parts)


def _text(figure: Cents | Range) -> str:
    amount = known(figure)
    return dollars(amount) if isinstance(amount, int) else "an amount a row"


_WHERE = {
    "designated_roth": "in-plan Roth rollover to the plan's designated Roth account",
    "roth_ira": "direct rollover to a Roth IRA",
    "traditional_ira": "direct rollover to a traditional IRA (the pre-tax part)",
}


def _move_steps(
    job: JobYear, way: Way, household: Household, rollovers: list[Rollover], *, over: bool
) -> Iterator[PlannedStep]:
    """How after-tax money moves.

    What goes back to the employee is not an eligible rollover distribution (26 CFR 1.402(c)-2), so
    an excess is corrected first. An automatic rollover would take it along.
    """
    # Without a paycheck ahead nothing moves by itself: what is left moves on a day of its own.
    if way[1] == "each_paycheck" and (job.ahead or job.job.self_employed) and not over:
        yield PlannedStep(
            date=_begins(job, household),
            text=f"{_who(job)}: turn on the automatic in-plan Roth rollover, so that after-tax "
            "money moves with each paycheck.",
            until=job.ahead[-1] if job.ahead else None,
        )
        return
    if way[1] == "on_request" and way[0] == "roth_ira":
        yield PlannedStep(
            date=household.starts,
            text=f"{job.person.name}: open a Roth IRA, if there is none, for direct rollovers "
            f"from {job.job.employer}'s plan.",
            until=date(household.year, 12, 31),
        )
    first = "once the plan has corrected the excess, " if over else ""
    for move in rollovers:
        if some(known(move.amount) > 0):
            yield PlannedStep(
                date=move.date,
                text=f"{_who(job)}: {first}move after-tax money, about {_text(move.amount)}, by "
                f"{_WHERE[move.to]}"
                + (
                    f"; about {_text(move.taxable)} of it is taxed."
                    if some(known(move.taxable) > 0)
                    else "; none of it is taxed."
                ),
                until=date(household.year, 12, 31),
            )


def _own_business_steps(state: YearState, job: JobYear) -> Iterator[PlannedStep]:
    """What the owner still has to contribute: what was contributed before is not asked for
    again."""
    year, made = state.household.year, job.job.made
    deadline, elected = date(year, 12, 31), "(elected in writing by December 31)"
    catch_up = "Roth catch-up" if job.catch_up_is_roth else "catch-up"
    new = (
        ("deferrals of", job.deferral - job.made_deferral, elected),
        (f"{catch_up} contributions of", job.catch_up - job.made_catch_up, elected),
        (
            "an employer contribution of",
            job.employer() - job.made_employer,
            "(by the return's due date)",
        ),
        (
            "after-tax contributions of",
            job.after_tax - made.after_tax,
            "(by December 31; ask whether the plan sets an earlier day)",
        ),
    )
    if parts := [f"{what} {_text(amount)} {by}" for what, amount, by in new if some(amount > 0)]:
        yield PlannedStep(date=deadline, text=f"{_who(job)}: make {', '.join(parts)}.")


def _taxed(person: PersonYear) -> str:
    amount = person.conversion_income
    return (
        f": {_text(amount)} of it is income, because its basis is shared with other IRA money"
        if some(amount > 0)
        else ""
    )


def _ira_steps(person: PersonYear, household: Household) -> Iterator[PlannedStep]:
    name, due = person.person.name, deadlines()["tax_return"].after(household.year)
    if some(person.roth_ira > 0):
        yield PlannedStep(
            date=due,
            text=f"{name}: contribute {_text(person.roth_ira)} to a Roth IRA by this date; sooner "
            "is better.",
        )
    if some(person.traditional_ira > 0):
        yield PlannedStep(
            date=conversion_day(household),
            text=f"{name}: contribute {_text(person.traditional_ira)} to a traditional IRA "
            "without deducting it, and convert it to a "
            f"Roth IRA as soon as it has settled{_taxed(person)}. You can contribute "
            f"until {due}; the conversion must be within the year.",
            until=date(household.year, 12, 31),
        )
        yield PlannedStep(
            date=due,
            text=f"{name}: file Form 8606 for the nondeductible contribution and the conversion.",
        )
    if some(person.hsa > 0):
        yield PlannedStep(
            date=due,
            text=f"{name}: contribute {_text(person.hsa)} to the health savings account by this "
            "date, through payroll if possible.",
        )
