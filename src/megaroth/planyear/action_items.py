"""The steps of the year as a dated to-do list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from megaroth.kernel.message import Amount, Count, Message, message
from megaroth.kernel.money import some
from megaroth.law.deadlines import deadlines
from megaroth.law.form_lines import form_lines
from megaroth.model.household import Household
from megaroth.planyear.eligibility import Way, way_out
from megaroth.planyear.excess_action_items import excess_steps
from megaroth.planyear.excesses import excess_of
from megaroth.planyear.figure import known
from megaroth.planyear.ira_and_hsa import conversion_day
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.result import Excess, PlannedStep, Rollover
from megaroth.planyear.settle import SettledYear
from megaroth.planyear.year_state import PersonYear, YearState


def steps(settled: SettledYear, excesses: list[Excess]) -> list[PlannedStep]:
    """The next steps by date; on the same day, an excess comes first."""
    found = [*excess_steps(settled.year, excesses), *_steps(settled, excesses)]
    return sorted(found, key=lambda step: step.date)


def _steps(settled: SettledYear, excesses: list[Excess]) -> Iterator[PlannedStep]:
    plan_year, household, year = settled.year, settled.year.household, settled.year.household.year
    for person in plan_year.people:
        for job in person.jobs:
            accounts = settled.accounts_of(job)
            if accounts is not None:
                over = excess_of(plan_year, job, excesses) is not None
                yield from _job_steps(plan_year, job, accounts.rollovers, over=over)
        yield from _ira_steps(person, household)
    if any(some(known(move.amount) > 0) for move in settled.rollovers):
        yield PlannedStep(
            date=deadlines()["form_1099r"].after(year),
            text=message("forms_1099r_due"),
        )
        yield PlannedStep(date=deadlines()["tax_return"].after(year), text=_file_1040(year))


def _file_1040(year: int) -> Message:
    """The lines of rollovers from plans, and those of IRAs where they are others."""
    (ira, ira_taxable), (plan, taxable) = form_lines(year).ira, form_lines(year).plan
    shared = ira == plan
    return message(
        "file_1040",
        line=plan,
        taxable_line=taxable,
        ira_line=None if shared else ira,
        ira_taxable_line=None if shared else ira_taxable,
    )


def _job_steps(
    plan_year: YearState, job: JobYear, rollovers: list[Rollover], *, over: bool
) -> Iterator[PlannedStep]:
    household = plan_year.household
    way = way_out(job, household, plan_year.law) if job.plan.after_tax else None
    elect = _elections(job)
    if job.job.self_employed:
        yield from _own_business_steps(plan_year, job)
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
            text=message(
                "compare_employer_money",
                person=job.person.name,
                employer=job.job.employer,
                contributions=Amount.of(job.employer()),
                limit=Amount.of(job.limit),
            ),
            until=job.ahead[-1],
        )
    yield from _roth_match_steps(job, household)
    if isinstance(job.plan.true_up, date) and some(job.match() > 0):
        yield PlannedStep(
            date=job.plan.true_up,
            text=message(
                "check_true_up",
                person=job.person.name,
                employer=job.job.employer,
                year=household.year,
                match=Amount.of(job.match()),
            ),
        )


def _roth_match_steps(job: JobYear, household: Household) -> Iterator[PlannedStep]:
    """Steps for the tax on a match made as Roth, and its form (Notice 2024-2, Q&A L-2, L-8 and
    L-9)."""
    if not some(job.roth_match() > 0):
        return
    year, (gross, taxable) = household.year, form_lines(household.year).plan
    person, employer, match = job.person.name, job.job.employer, Amount.of(job.roth_match())
    yield PlannedStep(
        date=_begins(job, household),
        text=message(
            "roth_match_untaxed",
            person=person,
            employer=employer,
            match=match,
            year=year,
            next_year=year + 1,
        ),
        until=date(year, 12, 31),
    )
    yield PlannedStep(
        date=deadlines()["form_1099r"].after(year),
        text=message("roth_match_1099r", person=person, employer=employer, match=match),
    )
    yield PlannedStep(
        date=deadlines()["tax_return"].after(year),
        text=message(
            "roth_match_1040",
            person=person,
            employer=employer,
            match=match,
            line=gross,
            taxable_line=taxable,
        ),
    )


def _election_step(
    job: JobYear, household: Household, elections: tuple[Message, ...]
) -> PlannedStep:
    """What to elect, by the day before the first check that it is for."""
    text = message(
        "elect",
        person=job.person.name,
        employer=job.job.employer,
        elections=elections,
        paychecks=Count.of(len(job.ahead)),
    )
    return PlannedStep(date=_before_checks(job, household), text=text, until=job.ahead[-1])


def _begins(job: JobYear, household: Household) -> date:
    """The first day on which something can be elected at a job."""
    return max(household.starts, job.job.started or household.starts)


def _before_checks(job: JobYear, household: Household) -> date:
    """The day before the first check to come, on which its elections can still be entered."""
    begins = _begins(job, household)
    return max(begins, job.ahead[0] - timedelta(days=1)) if job.ahead else begins


def _elections(job: JobYear) -> tuple[Message, ...]:
    """What the checks to come contribute in all, by kind."""
    deferral, catch_up, after_tax = (
        job.deferral - job.made_deferral,
        job.catch_up - job.made_catch_up,
        job.after_tax - job.job.made.after_tax,
    )
    kinds = (
        (deferral, "roth" if job.job.elections.kind == "roth" else "pre_tax"),
        (catch_up, "roth_catch_up" if job.catch_up_is_roth else "catch_up"),
        (after_tax, "after_tax"),
    )
    return tuple(
        message("election", what=what, amount=Amount.of(known(amount)))
        for amount, what in kinds
        if some(known(amount) > 0)
    )


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
            date=_before_checks(job, household),
            text=message("turn_on_rollover", person=job.person.name, employer=job.job.employer),
            until=job.ahead[-1] if job.ahead else None,
        )
        return
    if way[1] == "on_request" and way[0] == "roth_ira":
        yield PlannedStep(
            date=household.starts,
            text=message("open_roth_ira", person=job.person.name, employer=job.job.employer),
            until=date(household.year, 12, 31),
        )
    for move in rollovers:
        if some(known(move.amount) > 0):
            yield PlannedStep(
                date=move.date,
                text=message(
                    "move_after_tax",
                    person=job.person.name,
                    employer=job.job.employer,
                    after_correction=over,
                    amount=Amount.of(known(move.amount)),
                    to=move.to,
                    taxed=some(known(move.taxable) > 0),
                    taxable=Amount.of(known(move.taxable)),
                ),
                until=date(household.year, 12, 31),
            )


def _own_business_steps(plan_year: YearState, job: JobYear) -> Iterator[PlannedStep]:
    """What the owner still has to contribute, after earlier contributions."""
    year, made = plan_year.household.year, job.job.made
    deferrals, catch_up = job.deferral - job.made_deferral, job.catch_up - job.made_catch_up
    employer = job.employer() - job.made_employer
    after_tax = job.after_tax - made.after_tax
    new = (
        (deferrals, message("own_deferrals", amount=Amount.of(deferrals))),
        (
            catch_up,
            message("own_catch_up", roth=job.catch_up_is_roth, amount=Amount.of(catch_up)),
        ),
        (employer, message("own_employer_contribution", amount=Amount.of(employer))),
        (after_tax, message("own_after_tax", amount=Amount.of(after_tax))),
    )
    if contributions := tuple(what for amount, what in new if some(amount > 0)):
        text = message(
            "contribute_as_owner",
            person=job.person.name,
            employer=job.job.employer,
            contributions=contributions,
        )
        yield PlannedStep(date=date(year, 12, 31), text=text)


def _ira_steps(person: PersonYear, household: Household) -> Iterator[PlannedStep]:
    name, due = person.person.name, deadlines()["tax_return"].after(household.year)
    if some(person.roth_ira > 0):
        yield PlannedStep(
            date=due,
            text=message("contribute_to_roth_ira", person=name, amount=Amount.of(person.roth_ira)),
        )
    if some(person.traditional_ira > 0):
        yield PlannedStep(
            date=conversion_day(household),
            text=message(
                "contribute_and_convert",
                person=name,
                amount=Amount.of(person.traditional_ira),
                taxed=some(person.conversion_income > 0),
                income=Amount.of(person.conversion_income),
                until=due,
            ),
            until=date(household.year, 12, 31),
        )
        yield PlannedStep(date=due, text=message("file_8606", person=name))
    if some(person.hsa > 0):
        text = message("contribute_to_hsa", person=name, amount=Amount.of(person.hsa))
        yield PlannedStep(date=due, text=text)
