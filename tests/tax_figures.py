"""Figures of ``tax --json`` against the plan year, the pay of each job and each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from megaroth.kernel.money import dollars
from megaroth.model.household import Household, Job, Person
from megaroth.model.second_plans import with_second_plans
from megaroth.payroll.pay_events import pay_of_year
from megaroth.planyear.result import JobResult, PersonResult, PlanYear

# IRC 3102(f), 3101(b)(2): 0.9% of what one employer pays above 200,000.
_MEDICARE_FROM, _ADDITIONAL = 200_000_00, 9_000

Pair = tuple[str, int, int, int]
"""What it is, both figures, and by how much rounding may part them, cents."""


def cents(amount: float) -> int:
    """Dollars of an answer as cents."""
    return round(amount * 100)


def wrong_in_tax(home: Household, answer: PlanYear, printed: dict[str, Any]) -> list[str]:
    """Every figure of the tax that another one, or the plan year, contradicts.

    Args:
        home: with no unknown plan rule.
        answer: its plan year.
        printed: the answer of ``tax --json``; of spouses who file separately, the first one's.
    """
    people = list(zip(answer.people, with_second_plans(home).people, strict=True))
    people = people[:1] if home.files_apart else people
    return [
        f"{what}: {dollars(one)} and {dollars(other)}"
        for what, one, other, most in (
            *_of_paychecks(people, printed),
            *_of_return(home, people, printed),
            *_of_take_home(people, printed),
        )
        if abs(one - other) > most
    ]


People = list[tuple[PersonResult, Person]]


def _jobs(people: People) -> list[tuple[str, JobResult, Job]]:
    return [
        (person.name, job, source)
        for person, asked in people
        for job, source in zip(person.jobs, asked.jobs, strict=True)
    ]


def _contributed(job: JobResult) -> int:
    parts = job.contributions
    return parts.pre_tax + parts.roth + parts.catch_up + parts.after_tax


def _of_paychecks(people: People, printed: dict[str, Any]) -> Iterator[Pair]:
    """The average paycheck of each job, times their number, is the job's year."""
    jobs, of_checks, withheld, medicare = _jobs(people), 0, 0, 0
    checks = 0
    for slip in printed["paychecks"]:
        name, count = f"{slip['person']} {slip['employer']}", slip["paychecks"]
        each = {key: cents(value) for key, value in slip.items() if isinstance(value, float | int)}
        own = [
            (job, source)
            for person, job, source in jobs
            if person == slip["person"]
            and slip["employer"] in (job.employer, source.second_plan_of)
        ]
        year = pay_of_year(
            next(one for job, one in own if job.employer == slip["employer"]), printed["year"]
        )
        yield f"{name}: pay", each["gross"] * count, year, count
        contributed = sum(_contributed(job) for job, _ in own)
        yield f"{name}: contributed", each["contributed"] * count, contributed, count
        taken = each["contributed"] + each["payroll_tax"] + each["federal_withholding"]
        yield f"{name}: net", each["net"], each["gross"] - taken, 0
        medicare += max(year - _MEDICARE_FROM, 0) * _ADDITIONAL // 1_000_000
        of_checks += each["payroll_tax"] * count
        withheld += each["federal_withholding"] * count
        checks += count
    year_of = {key: cents(printed[key]) for key in ("payroll_tax", "state_payroll_tax", "withheld")}
    yield "withheld", year_of["withheld"], withheld + medicare, checks
    paid = year_of["payroll_tax"] + year_of["state_payroll_tax"] + medicare
    yield "payroll tax of all paychecks", of_checks, paid, checks


def _of_return(home: Household, people: People, printed: dict[str, Any]) -> Iterator[Pair]:
    """Lines of the return, and what of them the plan year says."""
    line = {name: cents(value) for name, value in printed["federal"].items()}
    less = line["deduction"] + line["senior_deduction"] + line["business_deduction"]
    yield "taxable income", line["taxable_income"], max(line["agi"] - less, 0), 0
    credited = cents(printed["withheld"]) + cents(printed["excess_social_security"])
    yield "due", cents(printed["due"]), line["total"] - credited, 0
    if home.magi is None:
        for person, _ in people:
            yield f"{person.name}: MAGI", cents(printed["magi"]["roth_ira"]), person.magi, 0


def _of_take_home(people: People, printed: dict[str, Any]) -> Iterator[Pair]:
    """Pay less contributions and every tax."""
    left = cents(printed["excess_social_security"]) - cents(printed["federal"]["total"])
    left -= cents(printed["payroll_tax"]) + cents(printed["state_payroll_tax"])
    left -= 0 if printed["state"] is None else cents(printed["state"]["total"])
    for _, job, source in _jobs(people):
        left += 0 if source.second_plan_of else pay_of_year(source, printed["year"])
        left -= _contributed(job)
        if source.self_employed:
            left -= job.contributions.match + job.contributions.nonelective
    for person, asked in people:
        if asked.hsa is not None:
            allowed = max(person.hsa_limit - asked.hsa.employer, 0)
            left -= min(person.hsa + asked.hsa.made, allowed)
    yield "take-home pay", cents(printed["take_home"]), left, 0
