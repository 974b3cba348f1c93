"""Random households: no limit is passed, no figure contradicts another, money and basis are
conserved to the cent.

The limits are checked from the table below and the text of the statute, not by the rules that made
the plan. A sample runs each time; the slow test plays two thousand. A failure prints the seed, the
number and the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from answer_figures import disagreements
from megaroth.kernel.money import dollars
from megaroth.law.law_book import LawBook
from megaroth.law.load import law
from megaroth.model.household import Household, Job, Person
from megaroth.model.second_plans import with_second_plans
from megaroth.payroll.pay_events import pay_of_year
from megaroth.payroll.paydays import paydays
from megaroth.planyear.journal import balances
from megaroth.planyear.plan import plan
from megaroth.planyear.result import JobResult, PersonResult, PlanYear
from megaroth.planyear.room import room
from megaroth.planyear.tax_bill import tax_bill
from megaroth.planyear.unknowns import slots
from megaroth.present.plan_headline import headline, lawful_after_tax
from megaroth.readers.household_file import parse_household
from random_homes import SEED, random_home, random_of

SAMPLE, ALL = 60, 2_000

# 402(g)(1), 414(v)(2)(B), 414(v)(2)(E), 415(c)(1)(A), 219(b)(5) with its catch-up, 223(b)(2)
# self-only and family. Notices 2022-55, 2023-75, 2024-80, 2025-67; Rev. Proc. 2022-24, 2023-23,
# 2024-25, 2025-19.
PUBLISHED = {
    2023: (22_500, 7_500, 7_500, 66_000, 330_000, 6_500, 1_000, 3_850, 7_750),
    2024: (23_000, 7_500, 7_500, 69_000, 345_000, 7_000, 1_000, 4_150, 8_300),
    2025: (23_500, 7_500, 11_250, 70_000, 350_000, 7_000, 1_000, 4_300, 8_550),
    2026: (24_500, 8_000, 11_250, 72_000, 360_000, 7_500, 1_100, 4_400, 8_750),
}
HSA_CATCH_UP = 1_000_00


class Limits:
    """Limits of a year, cents: those published, or of 2027 what the law's projection says."""

    def __init__(self, year: int) -> None:
        if year in PUBLISHED:
            numbers = [amount * 100 for amount in PUBLISHED[year]]
        else:
            held = law(year)
            numbers = [
                held.elective_deferral,
                held.catch_up_50,
                held.catch_up_60_63,
                held.annual_additions,
                held.compensation_limit,
            ]
            numbers += [
                held.ira_contribution,
                held.ira_catch_up_50,
                held.hsa_self_only,
                held.hsa_family,
            ]
        (
            self.deferral,
            self.from_50,
            self.from_60,
            self.additions,
            self.pay,
            self.ira,
            self.ira_50,
            self.hsa,
            self.hsa_family,
        ) = numbers

    def catch_up(self, age: int) -> int:
        """IRC 414(v)(2)(B)(i), (E)(i): more at 60 to 63, and from 64 on as at 50."""
        return 0 if age < 50 else self.from_60 if 60 <= age <= 63 else self.from_50


def faults(home: Household, answer: PlanYear) -> Iterator[str]:
    """Everything in an answer that passes a limit, contradicts itself or loses a cent."""
    limits = Limits(home.year)
    for person, asked in zip(answer.people, with_second_plans(home).people, strict=True):
        yield from _deferrals(limits, answer, person, asked)
        yield from _annual_additions(limits, answer, person, asked)
        yield from _accounts(limits, answer, person, asked)
        for job, source in zip(person.jobs, asked.jobs, strict=True):
            about = f"{person.name} {job.employer}"
            yield from (f"{about}: {one}" for one in _employer_money(limits, home, job, source))
            yield from (f"{about}: {one}" for one in _elections(home, job, source))
    yield from _cash(home, answer)
    yield from _room(home, answer)
    yield from _tax(home, answer)
    yield from _money(answer)
    yield from _headline(answer)
    yield from disagreements(home, answer)


def _made(source: Job, *names: str) -> int:
    return sum(getattr(source.made, name) for name in names)


def _deferred(job: JobResult) -> int:
    return job.contributions.pre_tax + job.contributions.roth + job.contributions.catch_up


def _kind(source: Job) -> str:
    return str(source.plan.kind) if source.plan else "none"


def _listed(answer: PlanYear, person: str, kind: str, employers: set[str | None]) -> int:
    found = [
        one
        for one in answer.excesses
        if (one.person, one.kind) == (person, kind) and one.employer in employers
    ]
    return sum(one.amount for one in found)


def _deferrals(
    limits: Limits, answer: PlanYear, person: PersonResult, asked: Person
) -> Iterator[str]:
    """IRC 402(g)(1)(A), (C) for the person over all plans, 401(a)(30) for each plan, 457(c) for
    457(b) plans."""
    more = limits.catch_up(person.age)
    pool = [
        (job, source)
        for job, source in zip(person.jobs, asked.jobs, strict=True)
        if _kind(source) != "457(b)"
    ]
    over = max(sum(_deferred(job) for job, _ in pool) - limits.deferral - more, 0)
    if over != _listed(answer, person.name, "elective_deferral", {None}):
        yield (
            f"{person.name}: deferrals are {dollars(over)} over, and that is not the excess listed"
        )
    if over and any(
        _deferred(job) > _made(source, "pre_tax", "roth", "catch_up") for job, source in pool
    ):
        yield f"{person.name}: new deferrals on top of an excess"
    for job, source in zip(person.jobs, asked.jobs, strict=True):
        new = _deferred(job) - _made(source, "pre_tax", "roth", "catch_up")
        allowed = limits.deferral + (more if source.plan and source.plan.catch_up else 0)
        if new > 0 and _deferred(job) > allowed:
            yield f"{job.employer}: new deferrals pass what one plan may take"
        if source.plan and not source.plan.roth and job.contributions.roth:
            yield f"{job.employer}: Roth contributions to a plan without them"
    shared = [
        (job, source)
        for job, source in zip(person.jobs, asked.jobs, strict=True)
        if _kind(source) == "457(b)"
    ]
    pay = _pay_of(shared)
    over = max(sum(job.annual_additions for job, _ in shared) - min(limits.deferral, pay), 0)
    listed = sum(
        one.amount
        for one in answer.excesses
        if one.person == person.name and one.section == "IRC 457(b)(2)"
    )
    if over != listed:
        yield (
            f"{person.name}: 457(b) contributions are {dollars(over)} over, {dollars(listed)} "
            "listed"
        )


Pairs = list[tuple[JobResult, Job]]


def _pay_of(jobs: Pairs) -> int:
    """Pay of some jobs, that of a job with two plans once."""
    return sum(
        {
            source.second_plan_of or source.employer: job.compensation for job, source in jobs
        }.values()
    )


def _together(one: Job, other: Job) -> bool:
    """Whether two plans of a participant share a limit: IRC 415(f)(1)(B), (h), (k)(4); Reg.
    1.415(f)-1(f)."""
    owned, also = ((1_000_000 if job.self_employed else job.ownership or 0) for job in (one, other))
    related = (one.group is not None and one.group == other.group) or min(owned, also) >= 800_000
    kinds = [_kind(one), _kind(other)]
    if kinds == ["403(b)", "403(b)"]:
        return True
    if "403(b)" in kinds:
        return (also if kinds[0] == "403(b)" else owned) > 500_000
    return related


def _groups(pairs: Pairs) -> list[Pairs]:
    groups: list[Pairs] = []
    for pair in pairs:
        near = [group for group in groups if any(_together(pair[1], source) for _, source in group)]
        groups = [group for group in groups if group not in near] + [
            [pair, *(one for group in near for one in group)]
        ]
    return groups


def _annual_additions(
    limits: Limits, answer: PlanYear, person: PersonResult, asked: Person
) -> Iterator[str]:
    """IRC 415(c)(1) by employer, with what is listed as an excess; nothing more goes in where a
    group is over."""
    pairs = [
        pair
        for pair in zip(person.jobs, asked.jobs, strict=True)
        if _kind(pair[1]) not in ("457(b)",)
    ]
    deferral_excess = sum(
        one.amount
        for one in answer.excesses
        if one.person == person.name and one.kind == "elective_deferral"
    )
    for group in _groups(pairs):
        if not any(source.plan for _, source in group):
            continue
        names = {job.employer for job, _ in group}
        limit = min(limits.additions, _pay_of(group))
        over = max(sum(job.annual_additions for job, _ in group) - limit, 0)
        listed = _listed(answer, person.name, "annual_additions", set(names))
        if not max(over - deferral_excess, 0) <= listed <= over:
            yield f"{names}: annual additions are {dollars(over)} over, {dollars(listed)} listed"
        if over and any(
            job.contributions.after_tax > source.made.after_tax for job, source in group
        ):
            yield f"{names}: new after-tax contributions beyond the limit"
        for job, source in group:
            if source.plan and job.annual_additions_limit != limit:
                yield (
                    f"{job.employer}: limit {dollars(job.annual_additions_limit)}, and not "
                    f"{dollars(limit)}"
                )
            if job.contributions.after_tax > max(job.after_tax_allowed, source.made.after_tax):
                yield f"{job.employer}: more after tax than allowed"
            if job.after_tax_allowed > job.after_tax_room:
                yield f"{job.employer}: allowed beyond the room"


def _accounts(
    limits: Limits, answer: PlanYear, person: PersonResult, asked: Person
) -> Iterator[str]:
    """IRC 219(b), 408A(c) and 223(b)."""
    most = limits.ira + (limits.ira_50 if person.age >= 50 else 0)
    if person.ira_limit > most:
        yield f"{person.name}: IRA limit"
    if person.roth_ira + person.traditional_ira > max(person.ira_limit - asked.ira_made, 0):
        yield f"{person.name}: IRA contributions pass the limit"
    if _listed(answer, person.name, "ira", {None}) != max(asked.ira_made - person.ira_limit, 0):
        yield f"{person.name}: excess IRA contributions"
    if asked.hsa is None:
        return
    if person.hsa_limit > limits.hsa_family + HSA_CATCH_UP * (person.age >= 55):
        yield f"{person.name}: HSA limit"
    before = asked.hsa.employer + asked.hsa.made
    if person.hsa > max(person.hsa_limit - before, 0):
        yield f"{person.name}: HSA contributions pass the limit"
    if _listed(answer, person.name, "hsa", {None}) != max(before - person.hsa_limit, 0):
        yield f"{person.name}: excess HSA contributions"


def _employer_money(limits: Limits, home: Household, job: JobResult, source: Job) -> Iterator[str]:
    """IRC 401(a)(17): nothing is given for pay beyond the limit, unless it was given already."""
    if source.plan is None or source.self_employed or source.second_plan_of:
        return
    pay = min(pay_of_year(_full(source), home.year), limits.pay)
    before, most = 0, 0.0
    for tier in source.plan.match:
        reach = tier.up_to_dollars if tier.up_to is None else tier.up_to * pay / 1_000_000
        most, before = most + tier.rate * max(reach - before, 0) / 1_000_000, reach
    matched = job.contributions.match + job.contributions.roth_match
    made = source.made.match + source.made.roth_match
    if matched > max(most + 53 + len(source.plan.match), made) + made * (
        source.plan.match_period == "paycheck"
    ):
        yield f"match of {dollars(matched)}"
    given = source.plan.nonelective * pay / 1_000_000 + source.plan.other_employer
    if job.contributions.nonelective > max(given + 1, source.made.nonelective):
        yield f"nonelective contributions of {dollars(job.contributions.nonelective)}"


def _full(source: Job) -> Job:
    return replace(source, extra_paycheck=source.extra_paycheck or "full")


def _elections(home: Household, job: JobResult, source: Job) -> Iterator[str]:
    """What is taken from every check adds up to no more than is planned, and each check bears it
    with its payroll tax."""
    each, parts = job.even_checks, job.contributions
    count, every = each.paychecks, len(paydays(source, home.year))
    if not count or source.second_plan_of:
        return
    deferred = _made(source, "pre_tax", "roth", "catch_up")
    if each.deferral + each.catch_up and (
        each.deferral + each.catch_up
    ) * count + deferred > _deferred(job):
        yield "deferrals of all checks pass what is planned"
    if each.after_tax and each.after_tax * count + source.made.after_tax > parts.after_tax:
        yield "after-tax contributions of all checks pass what is planned"
    shares = each.deferral_percent, each.catch_up_percent, each.after_tax_percent
    if sum(shares) > 1_000_000:
        yield "more than all of each check"
    pay = pay_of_year(source, home.year)
    check = pay // every
    # IRC 3102(a): 6.2% and 1.45% of each check, where the year stays below the wage base (160,200
    # in 2023).
    if (
        pay < 160_000_00
        and each.deferral + each.catch_up + each.after_tax > check - check * 76_500 // 1_000_000 + 2
    ):
        yield "a check cannot bear it with its payroll tax"
    yield from _shares(home, job, source)


def _shares(home: Household, job: JobResult, source: Job) -> Iterator[str]:
    """Shares of pay, each rounded to a cent as payroll does it, pass neither what is planned by
    more than that nor a limit."""
    each, parts, limits = job.even_checks, job.contributions, Limits(home.year)
    check = -(-pay_of_year(_full(source), home.year) // len(paydays(source, home.year)))
    deferral, catch_up, after_tax = (
        (check * part + 500_000) // 1_000_000 * each.paychecks
        for part in (each.deferral_percent, each.catch_up_percent, each.after_tax_percent)
    )
    deferred = deferral + catch_up + _made(source, "pre_tax", "roth", "catch_up")
    if deferral + catch_up and deferred > _deferred(job) + 2 * each.paychecks:
        yield "shares of pay defer more than planned"
    contributed = after_tax + source.made.after_tax
    if after_tax and contributed > parts.after_tax + each.paychecks:
        yield "shares of pay contribute more after tax than planned"
    if deferral and deferral + _made(source, "pre_tax", "roth") > max(
        limits.deferral, _made(source, "pre_tax", "roth")
    ):
        yield "shares of pay pass the deferral limit"
    if (
        after_tax
        and parts.pre_tax + parts.roth + parts.match + parts.nonelective + contributed
        > limits.additions
    ):
        yield "shares of pay pass the annual additions limit"


def _cash(home: Household, answer: PlanYear) -> Iterator[str]:
    if home.spare_cash is None:
        return
    made = sum(
        person.made_in_iras_and_hsa
        + sum(
            _made(job, "pre_tax", "roth", "catch_up", "after_tax")
            + (job.made.nonelective if job.self_employed else 0)
            for job in person.jobs
        )
        for person in home.people
    )
    if answer.own_contributions > max(home.spare_cash, made):
        yield f"own contributions of {dollars(answer.own_contributions)} pass the cash"


def _room(home: Household, answer: PlanYear) -> Iterator[str]:
    """``room`` says of a person with one job and one plan what the plan of the year says."""
    for person, asked in zip(answer.people, home.people, strict=True):
        if len(asked.jobs) != 1 or _kind(asked.jobs[0]) in ("none", "457(b)"):
            continue
        source = asked.jobs[0]
        # `room` knows neither a plan without catch-up nor a match on after-tax contributions.
        if source.plan.match_on_after_tax or (source.made.catch_up and not source.plan.catch_up):
            continue
        (job,), parts = person.jobs, person.jobs[0].contributions
        given = parts.match + parts.roth_match + parts.nonelective
        found = room(
            law(home.year),
            person.age,
            job.compensation,
            parts.pre_tax + parts.roth,
            parts.catch_up,
            given,
        )
        if found.annual_additions_limit != job.annual_additions_limit:
            yield f"{job.employer}: the limit of room"
        if not answer.excesses and found.after_tax_room != job.after_tax_room:
            yield (
                f"{job.employer}: after-tax room {dollars(job.after_tax_room)}, room says "
                f"{dollars(found.after_tax_room)}"
            )


def _tax(home: Household, answer: PlanYear) -> Iterator[str]:
    """AGI of employees, from pay, deferrals and moves; excess deferrals are income of the year (IRC
    402(g)(1)(A); 26 CFR 1.457-4(a))."""
    people = list(zip(answer.people, home.people, strict=True))
    jobs = [pair for person, asked in people for pair in zip(person.jobs, asked.jobs, strict=True)]
    if home.files_apart or any(
        source.self_employed or job.contributions.catch_up for job, source in jobs
    ):
        return
    hsa = given = excess = 0
    for person, asked in people:
        if asked.hsa is not None:
            hsa += min(person.hsa + asked.hsa.made, max(person.hsa_limit - asked.hsa.employer, 0))
            given += max(asked.hsa.employer - person.hsa_limit, 0)
        pairs = list(zip(person.jobs, asked.jobs, strict=True))
        of_457b = [pair for pair in pairs if _kind(pair[1]) == "457(b)"]
        for pool, employers in (
            ([pair for pair in pairs if pair not in of_457b], {None}),
            (of_457b, {job.employer for job, _ in of_457b}),
        ):
            over = _listed(answer, person.name, "elective_deferral", employers)
            excess += max(over - sum(job.contributions.roth for job, _ in pool), 0)
    paid = sum(pay_of_year(source, home.year) for _, source in jobs if not source.second_plan_of)
    moved = answer.taxable + sum(one.taxable for one in answer.conversions)
    given += sum(job.contributions.roth_match for job, _ in jobs)
    agi = paid - sum(job.contributions.pre_tax for job, _ in jobs) + excess + moved + given - hsa
    found = tax_bill(home).federal.agi
    if found != agi:
        yield f"AGI {dollars(found)}, and not {dollars(agi)}"


def _money(answer: PlanYear) -> Iterator[str]:
    totals = balances(answer.journal)
    if sum(value for value, _ in totals.values()):
        yield "money is lost or made"
    taxed = sum(move.taxable for move in answer.rollovers) + sum(
        one.taxable for one in answer.conversions
    )
    taxed += sum(one.taxable for one in answer.journal if one.kind == "roth_match")
    if sum(basis for _, basis in totals.values()) != taxed:
        yield "basis is lost or made"
    for move in answer.rollovers:
        if not 0 <= move.basis <= move.amount:
            yield f"basis of the move of {move.date}"


def _headline(answer: PlanYear) -> Iterator[str]:
    said = headline(answer)
    for one in answer.excesses:
        if str(one.text) not in said or one.text not in answer.warnings:
            yield "an excess is not in the headline and the warnings"
    if answer.excesses and not said.startswith(str(answer.excesses[0].text)):
        yield "an excess does not come first"
    if (
        answer.verdict == "yes"
        and lawful_after_tax(answer)
        and dollars(lawful_after_tax(answer)) not in said
    ):
        yield "the headline is not the lawful amount"


def played(number: int) -> list[str]:
    text = random_home(random_of(SEED, number))
    home = parse_household(text)
    if slots(home, LawBook()):
        return []
    return [f"seed {SEED}, household {number}: {one}\n{text}" for one in faults(home, plan(home))]


@pytest.mark.parametrize("number", range(SAMPLE))
def test_a_random_household_passes_no_limit_and_contradicts_nothing(number: int) -> None:
    assert not played(number)


@pytest.mark.slow
def test_two_thousand_random_households_pass_no_limit_and_contradict_nothing() -> None:
    print(f"seed {SEED}, households {SAMPLE} to {SAMPLE + ALL - 1}")
    assert not [one for number in range(SAMPLE, SAMPLE + ALL) for one in played(number)]


def test_the_households_reach_what_they_are_made_for() -> None:
    """A check of limits that no household comes near would find nothing."""
    homes = [parse_household(random_home(random_of(SEED, number))) for number in range(SAMPLE)]
    answers = [plan(home) for home in homes if not slots(home, LawBook())]
    assert {"yes", "later", "no"} <= {answer.verdict for answer in answers}
    assert {"elective_deferral", "annual_additions", "ira", "hsa"} == {
        one.kind for answer in answers for one in answer.excesses
    }
    assert {home.year for home in homes} == {2023, 2024, 2025, 2026, 2027}


def test_the_check_sees_a_limit_that_is_passed_by_a_cent() -> None:
    home = parse_household("""
schema = 1
year = 2026
[[people]]
name = "Sam"
born = 1986-03-05
[[people.jobs]]
employer = "Co"
pay = 240_000
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "quarterly"
match = [{ rate = "50%", up_to = "6%" }]
""")
    answer = plan(home)
    assert not list(faults(home, answer))
    (person,) = answer.people
    (job,) = person.jobs
    for name, more in (("pre_tax", 1), ("after_tax", 1), ("match", 100)):
        parts = replace(job.contributions, **{name: getattr(job.contributions, name) + more})
        passed = replace(job, contributions=parts, annual_additions=job.annual_additions + more)
        assert list(faults(home, replace(answer, people=[replace(person, jobs=[passed])]))), name
    each = replace(job.even_checks, after_tax=job.even_checks.after_tax + 1)
    assert list(
        faults(
            home, replace(answer, people=[replace(person, jobs=[replace(job, even_checks=each)])])
        )
    )
