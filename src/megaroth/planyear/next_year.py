"""The household file of the next year: what a year leaves behind, written into its own text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from megaroth.kernel.message import Amount, Message, message
from megaroth.kernel.money import Cents, number, smaller, sum_of
from megaroth.law.entry import YearStatus
from megaroth.law.figures import figures_notes
from megaroth.law.law_book import LawBook
from megaroth.model.household import Balance, Balances, Household, Job, Person
from megaroth.model.pay_schedule import last_raise
from megaroth.model.sources import BY_NAME
from megaroth.payroll.next_first_payday import next_first_payday
from megaroth.payroll.pay_events import pay_of_year
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.journal import Account, balances
from megaroth.planyear.settle import SettledYear, settle, year_law
from megaroth.planyear.unknowns import favorable, slots
from megaroth.planyear.year_later import year_later
from megaroth.readers.file_changes import FileChange, changed
from megaroth.readers.household_file import parse_household


@dataclass(frozen=True, kw_only=True)
class NextYear:
    """The household file of the next year.

    Attributes:
        year: the next year.
        status: of its law: limits that are not published yet are projected.
        toml: the text of the file.
        changes: what differs from the file of the year before, in its order.
        check: what to compare with statements, or to decide, before the file is used.
        assumptions: which figures of both years' law the user entered.
    """

    year: int
    status: YearStatus
    toml: str
    changes: list[FileChange]
    check: list[Message]
    assumptions: list[Message]


def next_year(text: str, law_book: LawBook, name: str = "household") -> NextYear:
    """Next year's household file, from this year's and its plan.

    Balances are those at the end of the plan year. Pay of the year becomes that of last year,
    contributions so far are removed, and dates move on. Everything else stays as it is written,
    comments included.

    Args:
        text: of this year's file.
        law_book: the law, with a user's figures and reforms.
        name: of the file, for errors.

    Raises:
        InputError: the file is not valid, or next year's would not be.
        LawError: megaroth has no law of the year or of the next one.
    """
    household = parse_household(text, name)
    year = household.year + 1
    settled = settle(favorable(household, law_book), law_book)
    law = year_law(replace(household, year=year), law_book)
    changes = list(_changes(household, settled))
    toml, written = changed(text, changes)
    parse_household(toml, name)
    checks = list(_checks(household, settled, law_book))
    entered = [
        note
        for one in (settled.year.law, law)
        for note in figures_notes(law_book.figures, one.year, one.projected_names())
    ]
    return NextYear(
        year=year,
        status=law.status,
        toml=toml,
        changes=written,
        check=checks,
        assumptions=entered,
    )


Changes = Iterator[tuple[str, Any]]
"""Keys of the file with their new values, those that were removed with None."""


def _changes(household: Household, settled: SettledYear) -> Changes:
    year = household.year + 1
    yield "year", year
    yield from ((key, None) for key in ("as_of", "magi"))
    if household.moved is not None and household.moved.year < year:
        yield from ((key, None) for key in ("moved", "previous_state"))
    yield from _status(household, year)
    left = balances(settled.journal)
    for place, person in enumerate(household.people):
        yield from _person(f"people.{place}", person, settled, left)


def _status(household: Household, year: int) -> Changes:
    """The filing status that the file states for the next year."""
    for place, change in enumerate(household.status_changes):
        if change.year == year:
            yield "filing_status", change.filing_status
            yield f"status_changes.{place}", None


Left = dict[Account, tuple[Cents, Cents]]
"""Value and basis of every account at the end of the year."""


def _person(path: str, person: Person, settled: SettledYear, left: Left) -> Changes:
    yield f"{path}.ira_made", None
    yield from _iras(path, person, left)
    yield from _health_savings(f"{path}.hsa", person, settled)
    for place, job in enumerate(person.jobs):
        if _is_over(job, settled.year.household.year):
            yield f"{path}.jobs.{place}", None
        else:
            yield from _job(f"{path}.jobs.{place}", person, job, settled, left)


def _is_over(job: Job, year: int) -> bool:
    return job.ended is not None and job.ended.year <= year


def _iras(path: str, person: Person, left: Left) -> Changes:
    """Each kind of IRA with what the year added to it: in the first one of its kind."""
    for source, kinds in (
        ("traditional_ira", ("traditional", "sep", "simple")),
        ("roth_ira", ("roth",)),
    ):
        held = [one for one in person.iras if one.kind in kinds]
        value, basis = left.get(Account(person.name, None, source), (0, 0))
        more = value - sum_of(one.value for one in held)
        more_basis = basis - sum_of(one.basis for one in held)
        place = next((n for n, one in enumerate(person.iras) if one.kind == kinds[0]), None)
        if place is not None:
            account = person.iras[place]
            yield f"{path}.iras.{place}.value", number(account.value + more)
            yield f"{path}.iras.{place}.basis", number(account.basis + more_basis) or None
        elif more or more_basis:
            opened = {"kind": kinds[0], "value": number(more), "basis": number(more_basis)}
            yield f"{path}.iras.+", opened


def _health_savings(path: str, person: Person, settled: SettledYear) -> Changes:
    account = person.hsa
    if account is None:
        return
    new = next(one.hsa for one in settled.year.people if one.person.name == person.name)
    value = account.value + account.employer + account.made + account.earnings + new
    yield f"{path}.value", number(value) or None
    yield from ((f"{path}.{key}", None) for key in ("made", "earnings"))
    if len(set(account.coverage)) > 1:
        yield f"{path}.coverage", account.coverage[-1]


def _job(path: str, person: Person, job: Job, settled: SettledYear, left: Left) -> Changes:
    year = settled.year.household.year
    yield f"{path}.made", None
    if job.started is not None and job.started.year > year:
        return
    if job.first_payday is not None and job.second_plan_of is None:
        yield f"{path}.first_payday", next_first_payday(job, year)
    yield from _pay_of_next_year(path, job, year)
    if job.second_plan_of is None and not job.self_employed:
        pay = pay_of_year(job.in_year(year, person.born.year), year)
        base = settled.year.law.social_security_wage_base
        yield f"{path}.pay_last_year", number(pay)
        yield f"{path}.fica_wages_last_year", number(smaller(pay, base))
    for key in ("true_up", "true_up_if_employed_on"):
        day = None if job.plan is None else getattr(job.plan, key)
        if isinstance(day, date):
            yield f"{path}.plan.{key}", year_later(day)
    kept = {source: _written(balance) for source, balance in _balances(person, job, settled, left)}
    if any(balance is not None for balance in vars(job.balances).values()):
        yield from ((f"{path}.balances.{source}", value) for source, value in kept.items())
    elif stated := {source: value for source, value in kept.items() if value is not None}:
        yield f"{path}.balances", stated


def _pay_of_next_year(path: str, job: Job, year: int) -> Changes:
    """The next year's paydays are not published yet, and the year begins at the pay of the last
    raise; bonuses were of this year."""
    if raised := last_raise(job.raises, date(year, 12, 31)):
        key = "pay" if job.pay_per_period is None else "pay_per_period"
        yield f"{path}.{key}", number(getattr(raised, key))
    for key in ("paydays", "raises", "bonuses"):
        if getattr(job, key):
            yield f"{path}.{key}", None
    if job.leaves and all(one.last_day.year <= year for one in job.leaves):
        yield f"{path}.leaves", None


def _balances(
    person: Person, job: Job, settled: SettledYear, left: Left
) -> Iterator[tuple[str, Balance]]:
    """The money of a job's plan at the end of the year, by source."""
    accounts = next((one for one in settled.plans if _is_of(one.job_year, person, job)), None)
    if accounts is None:
        return
    for name, stated in vars(job.balances).items():
        value, basis = left.get(Account(person.name, job.employer, name), (0, 0))
        if stated is None:
            made = _made(accounts.job_year, name)
            value, basis = value + made, basis + made
        pre_1987 = accounts.after_tax.pre_1987 if name == "after_tax" else 0
        kept_basis = basis if name in _WITH_BASIS else 0
        yield name, Balance(value=value, basis=kept_basis, pre_1987=pre_1987)


_WITH_BASIS = ("roth", "after_tax", "rollover")
"""Sources of which a part may have been taxed before."""


def _is_of(one: JobYear, person: Person, job: Job) -> bool:
    return one.person.name == person.name and one.job.employer == job.employer


def _made(job_year: JobYear, account: str) -> Cents:
    """Contributions of earlier in the year that an account holds if its balance is not stated.

    After-tax contributions are not among them: the plan accounts have those that did not move.
    """
    catch_up = "roth" if job_year.catch_up_is_roth else "pre_tax"
    made = vars(job_year.job.made)
    return sum_of(
        amount
        for name, amount in made.items()
        if name != "after_tax" and (BY_NAME[name].account or catch_up) == account
    )


def _written(balance: Balance) -> Any:
    """A balance as in a file: an amount, or a table with its basis; None for no money."""
    if not balance.value and not balance.basis:
        return None
    if not balance.basis:
        return number(balance.value)
    stated = {"value": number(balance.value), "basis": number(balance.basis)}
    return stated | ({"pre_1987": number(balance.pre_1987)} if balance.pre_1987 else {})


def _checks(household: Household, settled: SettledYear, law_book: LawBook) -> Iterator[Message]:
    year = household.year
    yield message("next_year_balances", year=year)
    if unknown := slots(household, law_book):
        rules = tuple(dict.fromkeys(slot[2] for slot in unknown))
        yield message("next_year_unknown_rules", rules=rules)
    left = balances(settled.journal)
    for person in household.people:
        for job in person.jobs:
            if _is_over(job, year):
                yield _job_over(person, job, _of_plan(person, job, left))
            elif job.second_plan_of is None:
                yield message("next_year_pay", employer=job.employer, year=year)
    if household.taxable.value:
        yield message("next_year_taxable", year=year)


def _of_plan(person: Person, job: Job, left: Left) -> Cents:
    """What the plan of a job held at the end of the year."""
    accounts = (Account(person.name, job.employer, source.name) for source in fields(Balances))
    return sum_of(left.get(account, (0, 0))[0] for account in accounts)


def _job_over(person: Person, job: Job, held: Cents) -> Message:
    return message(
        "next_year_job_over",
        person=person.name,
        employer=job.employer,
        ended=job.ended,
        held=Amount.of(held) if held else None,
    )
