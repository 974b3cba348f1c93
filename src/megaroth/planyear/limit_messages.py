"""Messages about limits: who shares one, catch-up that must be Roth, and last year's pay."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.kernel.money import Cents, dollars, positive, some
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.prior_year_pay import pay_last_year, roth_catch_up_is_open
from megaroth.planyear.year_state import PersonYear, YearState


def catch_up_warnings(state: YearState, person: PersonYear) -> Iterator[str]:
    """What the Roth catch-up requirement means for a person, and where last year's wages would
    decide about it."""
    if person.age < state.law.catch_up_age:
        return
    for job in person.jobs:
        if not job.has_plan:
            continue
        yield from _roth_catch_up_warnings(person, job)
        if job.roth_catch_up_required and job.takes_catch_up and not job.plan.roth:
            yield (
                f"{job.job.employer}: {person.person.name}'s catch-up must be Roth, and the plan "
                "takes no Roth contributions: "
                "no catch-up there this year."
            )
        if job.takes_catch_up and roth_catch_up_is_open(state.law, job.job, state.household.year):
            yield (
                f"{job.job.employer}: fica_wages_last_year (Form W-2 box 3) is not stated; above "
                f"{dollars(state.law.roth_catch_up_wage_threshold)} {person.person.name}'s "
                "catch-up must be Roth."
            )


def _roth_catch_up_warnings(person: PersonYear, job: JobYear) -> Iterator[str]:
    """What the Roth catch-up requirement changes: nothing where the deferrals are Roth anyway, or
    enough Roth was contributed."""
    new = job.job.elections.kind != "roth" and some(job.catch_up - job.made_catch_up > 0)
    if job.roth_catch_up_required and (new or some(job.job.made.catch_up > 0)):
        yield (
            f"{job.job.employer}: {person.person.name}'s catch-up must be Roth this year (IRC "
            "414(v)(7)): no deduction for it."
        )
    late = positive(job.made_catch_up - job.job.made.catch_up - job.made_roth_catch_up)
    if job.roth_catch_up_required and some(late > 0):
        yield (
            f"{job.job.employer}: {person.person.name}'s pre-tax deferrals are more than what may "
            f"be pre-tax{_by(late)}: catch-up must be "
            "Roth this year. Ask the plan to correct it: on Form W-2, or by moving it to the "
            "plan's Roth account (Reg. 1.414(v)-2(c))."
        )


def pay_twice_warnings(person: PersonYear) -> Iterator[str]:
    """Two tables that look like two plans of one job and state its pay each: the return counts it
    twice."""
    jobs = [
        job
        for job in person.jobs
        if job.has_plan and not job.job.self_employed and job.paid_by is None
    ]
    for place, job in enumerate(jobs):
        for other in jobs[:place]:
            related = other.employer_group == job.employer_group or job.is_457b != other.is_457b
            if related and _same_pay(job, other):
                yield (
                    f"{other.job.employer} and {job.job.employer} state the same "
                    f"pay{_text(job.compensation)}, and income counts both. If "
                    f"they are two plans of one job, leave the pay out at {job.job.employer} and "
                    "state second_plan_of instead."
                )


def _same_pay(one: JobYear, other: JobYear) -> bool:
    pays = (one.job.pay, one.job.pay_per_period), (other.job.pay, other.job.pay_per_period)
    known = all(isinstance(pay, int | None) for pair in pays for pay in pair)
    return known and pays[0] == pays[1] and one.paydays == other.paydays


def limit_assumptions(state: YearState, job: JobYear) -> Iterator[str]:
    """With whom a plan shares its limit, and what of that the file does not state."""
    employer, plans = job.job.employer, [other for other in state.group(job) if other.has_plan]
    if job.is_457b:
        yield (
            f"{employer}: a 457(b) plan has its own limit (IRC 457(b)(2), (c)). Employer money "
            "counts toward it, and it takes no after-tax "
            "contributions."
        )
        if not job.plan.governmental:
            yield (
                f"{employer}: the sponsor is not a government (governmental = true): no "
                "catch-up from 50 and no Roth contributions."
            )
        return
    if len(plans) > 1 and plans[0] is job:
        names, kinds = (
            " and ".join(other.job.employer for other in plans),
            {other.plan.kind for other in plans},
        )
        why = (
            "a 403(b) counts with the plans of a business that its participant controls, Reg. "
            "1.415(f)-1(f)(2)"
        )
        yield (
            f"{names} share one annual additions limit "
            f"({why if len(kinds) > 1 else 'IRC 415(f), (h), (k)(4)'})."
        )
    apart = [
        other
        for other in state.same_employer(job)
        if other.has_plan and other.limit_group != job.limit_group
    ]
    if job.plan.kind == "403(b)" and any(not other.is_457b for other in apart):
        yield (
            f"{employer}: the 403(b) does not share the limit of the employer's other plans "
            "(Reg. 1.415(f)-1(f)(1))."
        )
    unstated = pay_last_year(job.job, state.household.year) is None and not job.job.self_employed
    if unstated and job.highly_compensated is False and some(job.after_tax > 0):
        yield (
            f"{employer}: last year's pay is not stated; as this year's is far below the "
            f"threshold, {job.person.name} is taken not to be "
            "highly compensated (pay_last_year)."
        )


def _text(amount: Cents) -> str:
    return f" of {dollars(amount)}" if isinstance(amount, int) else ""


def _by(amount: Cents) -> str:
    return f" by {dollars(amount)}" if isinstance(amount, int) else ""
