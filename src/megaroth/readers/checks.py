"""Checks between the fields of a household. Each one names the field to change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from megaroth.kernel.money import PPM, dollars, percent, some
from megaroth.law.social_security import formula
from megaroth.model.fields import MOST_PEOPLE, OLDEST, UNKNOWN
from megaroth.model.household import Household, Job, Person
from megaroth.model.plan import AfterTaxCap, Plan, Tier
from megaroth.payroll.paydays import latest_first_payday
from megaroth.readers.alternatives import misnamed
from megaroth.readers.reach import beyond_reach

_COUPLES = ("married_joint", "married_separate")


class Fault(NamedTuple):
    """What a field holds and what it should."""

    found: str
    expected: str
    near: str | None = None


Found = Iterator[tuple[tuple[str | int, ...], Fault]]


def check(household: Household) -> Found:
    """Every fault between the fields of a household, with the path of the field."""
    yield from _people(household)
    for place, person in enumerate(household.people):
        for loc, fault in _person(person, household):
            yield ("people", place, *loc), fault
    if household.as_of and household.as_of.year != household.year:
        yield ("as_of",), Fault(str(household.as_of), f"a day of {household.year}")
    if len(set(household.order)) != len(household.order):
        yield ("order",), Fault("a step twice", "each step at most once")
    if some(household.income.qualified_dividends > household.income.dividends):
        found = dollars(int(household.income.qualified_dividends))
        yield (
            ("income", "qualified_dividends"),
            Fault(found, "at most `dividends`, because they are part of them"),
        )
    if some(household.income.other_states_interest > household.income.tax_exempt_interest):
        found = dollars(int(household.income.other_states_interest))
        yield (
            ("income", "other_states_interest"),
            Fault(found, "at most `tax_exempt_interest`, because it is part of it"),
        )
    if household.city and household.state != "NY":
        yield ("city",), Fault(repr(household.city), 'no city, or state = "NY"')
    if (household.previous_state is None) != (household.moved is None):
        missing = "previous_state" if household.previous_state is None else "moved"
        yield (
            (missing,),
            Fault("nothing", "previous_state and moved together: the state you left, and the date"),
        )
    if household.previous_state is not None and household.previous_state == household.state:
        yield (
            ("previous_state",),
            Fault(
                repr(household.previous_state),
                "a different state from `state`, the one you moved to",
            ),
        )
    if household.moved is not None and household.moved.year != household.year:
        yield ("moved",), Fault(str(household.moved), f"a day of {household.year}")
    if household.previous_state is not None and household.state is None:
        yield ("state",), Fault("nothing", "the state you moved to")
    yield from _outlook(household)
    if household.spare_cash is not None and household.as_of is None and _made(household):
        yield ("as_of",), Fault("nothing", "the date through which `made` counts contributions")


def _outlook(household: Household) -> Found:
    """The years ahead."""
    first = household.people[0] if household.people else None
    ends = household.assumptions.plan_until
    if first is not None and first.age(household.year) >= ends:
        yield (
            ("assumptions", "plan_until"),
            Fault(str(ends), f"an age above {first.age(household.year)}, {first.name}'s this year"),
        )
    for place, person in enumerate(household.people):
        claimed = person.social_security
        if claimed is None:
            continue
        earliest, latest = formula().eligibility_age, formula().latest_claim_age
        if not earliest <= claimed.from_age <= latest:
            expected = f"an age from {earliest} to {latest}"
            yield (
                ("people", place, "social_security", "from_age"),
                Fault(str(claimed.from_age), expected),
            )
    for place, person in enumerate(household.people):
        if person.lives_until is None:
            continue
        path = ("people", place, "lives_until")
        last = household.people[0].born.year + ends
        if len(household.people) < MOST_PEOPLE:
            yield (
                path,
                Fault(
                    str(person.lives_until),
                    "nothing for one person: `assumptions.plan_until` says when the plan ends",
                ),
            )
        elif person.age(household.year) > person.lives_until:
            yield (
                path,
                Fault(
                    str(person.lives_until),
                    f"at least {person.age(household.year)}, the age of this year",
                ),
            )
        elif all(
            one.lives_until is not None and one.born.year + one.lives_until < last
            for one in household.people
        ):
            yield (
                path,
                Fault(
                    str(person.lives_until), f"one spouse who lives to the end of the plan, {last}"
                ),
            )
    for place, change in enumerate(household.status_changes):
        if change.year <= household.year:
            yield (
                ("status_changes", place, "year"),
                Fault(str(change.year), f"a year after {household.year}"),
            )
        if len(household.people) == MOST_PEOPLE and change.filing_status not in _COUPLES:
            expected = "a couple's filing status; `lives_until` states a death"
            yield (
                ("status_changes", place, "filing_status"),
                Fault(repr(change.filing_status), expected),
            )
    for one in beyond_reach(household):
        yield one.path, Fault(one.found, one.expected)
    for place, key, found, expected, near in misnamed(household.alternatives):
        yield ("alternatives", place, key), Fault(found, expected, near)
    yield from _stated_years(household)
    if household.assumptions.paths < 1:
        yield ("assumptions", "paths"), Fault("0", "at least 1")


def _stated_years(household: Household) -> Found:
    """Years that alternatives state conversions or withdrawals for: in the plan, and each at most
    once."""
    if not household.people:
        return
    last = household.people[0].born.year + household.assumptions.plan_until
    for at, spec in enumerate(household.alternatives):
        converted, drawn = (
            [one.year for one in spec.conversions or ()],
            [one.year for one in spec.withdrawals or ()],
        )
        for key, years in (("conversions", converted), ("withdrawals", drawn)):
            for place, year in enumerate(years):
                path = ("alternatives", at, key, place, "year")
                if not household.year <= year <= last:
                    yield path, Fault(str(year), f"a year of the plan, {household.year} to {last}")
                elif year in years[:place]:
                    yield path, Fault(f"{year} twice", "each year at most once")


def _made(household: Household) -> bool:
    return any(
        bool(value)
        for person in household.people
        for job in person.jobs
        for value in vars(job.made).values()
    ) or any(some(person.beside_made > 0) for person in household.people)


def _people(household: Household) -> Found:
    names = [person.name for person in household.people]
    if not names:
        yield ("people",), Fault("nobody", "at least one [[people]] table")
    if len(names) > MOST_PEOPLE:
        yield (
            ("people", MOST_PEOPLE),
            Fault(
                f"{len(names)} people", "one person, or two spouses; use a separate file for others"
            ),
        )
    for place, name in enumerate(names):
        if name in names[:place]:
            yield ("people", place, "name"), Fault(repr(name), "a different name for each person")
    if len(names) == MOST_PEOPLE and household.filing_status not in _COUPLES:
        yield (
            ("filing_status",),
            Fault(
                repr(household.filing_status), "married_joint or married_separate for two people"
            ),
        )


def _person(person: Person, household: Household) -> Found:
    year = household.year
    if person.born > date(year, 12, 31):
        yield ("born",), Fault(str(person.born), f"a birth date before the end of {year}")
    elif person.age(year) > OLDEST:
        yield (
            ("born",),
            Fault(str(person.born), f"a birth date that makes the person at most {OLDEST}"),
        )
    employers = [job.employer for job in person.jobs]
    for place, job in enumerate(person.jobs):
        if job.employer in employers[:place]:
            yield (
                ("jobs", place, "employer"),
                Fault(
                    repr(job.employer),
                    "each employer once for each person (one table for each job)",
                ),
            )
        for loc, fault in _job(job, household, person.born):
            yield ("jobs", place, *loc), fault
        if job.second_plan_of is not None:
            payers = [
                one.employer
                for one in person.jobs
                if one.second_plan_of is None and not one.self_employed
            ]
            if job.second_plan_of not in payers or job.self_employed:
                expected = (
                    "the employer of another job of this person that states pay and is not "
                    "the person's own business"
                )
                yield ("jobs", place, "second_plan_of"), Fault(repr(job.second_plan_of), expected)
    for place, ira in enumerate(person.iras):
        if ira.kind == "roth" and ira.basis > ira.value:
            yield (
                ("iras", place, "basis"),
                Fault(dollars(int(ira.basis)), "at most the value of a Roth IRA"),
            )
        if some(ira.taxed_by_state > 0) and ira.kind == "roth":
            yield ("iras", place, "taxed_by_state"), Fault("an amount", "none in a Roth IRA")


def _job(job: Job, household: Household, born: date) -> Found:
    year = household.year
    if job.second_plan_of is not None:
        if job.pay is not None or job.pay_per_period is not None:
            yield (
                ("second_plan_of",),
                Fault(
                    "pay in this table too",
                    f"no pay here, because it is stated at {job.second_plan_of}",
                ),
            )
    elif (job.pay is None) == (job.pay_per_period is None):
        found = "neither" if job.pay is None else "both"
        yield ("pay",), Fault(found, "pay (annual) or pay_per_period, one of them")
    if job.started and job.ended and job.started > job.ended:
        yield (
            ("ended",),
            Fault(str(job.ended), f"a day on or after the first one, {job.started} (started)"),
        )
    if job.started and job.started.year > year:
        yield ("started",), Fault(str(job.started), f"a day no later than {year}")
    if job.ended and job.ended.year < year:
        yield ("ended",), Fault(str(job.ended), f"a day no earlier than {year}")
    if job.first_payday:
        yield from _first_payday(job, year)
    if (
        job.self_employed
        and job.plan is not None
        and job.plan.match
        and not isinstance(job.plan.match, str)
    ):
        yield (
            ("plan", "match"),
            Fault("a match", "none: what your own business contributes for you is `nonelective`"),
        )
    if job.started and job.started < born:
        yield ("started",), Fault(str(job.started), f"a day after birth ({born})")
    if job.self_employed and job.pay_per_period is not None:
        yield (
            ("pay_per_period",),
            Fault("an amount", "pay (net profit of the year) if self_employed = true"),
        )
    if job.self_employed and job.ownership is not None and job.ownership != PPM:
        yield (
            ("ownership",),
            Fault(
                "another share", 'none, or "100%", if self_employed = true: it is your own business'
            ),
        )
    if not job.self_employed:
        for name in ("specified_service", "wages_paid", "property_basis"):
            if getattr(job, name) != UNKNOWN:
                yield (
                    (name,),
                    Fault(
                        "a value",
                        "none: it applies only to your own business (self_employed = true)",
                    ),
                )
    if job.plan is None:
        yield from _no_plan(job)
    else:
        for loc, fault in _plan(job.plan, year):
            yield ("plan", *loc), fault
        yield from _elections(job, job.plan)
        cap = job.plan.after_tax_cap
        if isinstance(cap, AfterTaxCap) and cap.of == "net_pay" and job.net_pay is None:
            yield (
                ("net_pay",),
                Fault(
                    "nothing", "annual take-home pay, because the plan's cap is a percentage of it"
                ),
            )
    yield from _balances(job)


def _first_payday(job: Job, year: int) -> Found:
    assert job.first_payday is not None
    first, last = date(year, 1, 1), latest_first_payday(job.pay_frequency, year)
    if not first <= job.first_payday <= last:
        yield (
            ("first_payday",),
            Fault(
                str(job.first_payday),
                f"the first {job.pay_frequency} payday of {year}: {first} to {last}",
            ),
        )


def _no_plan(job: Job) -> Found:
    wanted = job.elections
    if any(value is not None for value in (wanted.deferral, wanted.catch_up, wanted.after_tax)):
        yield ("elections",), Fault("elections", "a plan to elect in: a table [people.jobs.plan]")
    if any(bool(value) for value in vars(job.made).values()):
        yield (
            ("made",),
            Fault("contributions", "a plan to contribute to: a table [people.jobs.plan]"),
        )


def _plan(plan: Plan, year: int) -> Found:
    yield from _eligible_plan(plan)
    if not isinstance(plan.match, str):
        for place in range(len(plan.match)):
            for fault in _tier(plan.match, place):
                yield ("match", place), fault
    if isinstance(plan.true_up, date) and plan.true_up.year not in (year, year + 1):
        yield ("true_up",), Fault(str(plan.true_up), f"a day of {year} or {year + 1}")
    if isinstance(plan.true_up, date) and plan.match_period == "year":
        yield (
            ("true_up",),
            Fault("a date", 'match_period = "paycheck": a yearly match needs no true-up'),
        )
    if plan.in_plan_roth_rollover not in ("no", "unknown") and plan.roth is False:
        yield (
            ("in_plan_roth_rollover",),
            Fault(
                repr(plan.in_plan_roth_rollover),
                '"no" if the plan accepts no Roth contributions (roth = false), because it has no '
                "designated Roth account",
            ),
        )


def _eligible_plan(plan: Plan) -> Found:
    """What a 457(b) plan cannot have (IRC 457(b), 402A(e)(1)(C), 414(v)(6)(A)(iii))."""
    if plan.kind != "457(b)":
        return
    if plan.after_tax is True:
        yield (
            ("after_tax",),
            Fault("true", "false: a 457(b) plan accepts no after-tax contributions"),
        )
    if plan.roth is True and plan.governmental is False:
        yield (
            ("roth",),
            Fault(
                "true",
                "false, or governmental = true: only a governmental 457(b) accepts Roth "
                "contributions",
            ),
        )


def _tier(tiers: tuple[Tier, ...], place: int) -> Iterator[Fault]:
    tier = tiers[place]
    if (tier.up_to is None) == (tier.up_to_dollars is None):
        yield Fault(
            "both reaches" if tier.up_to is not None else "no reach",
            "up_to or up_to_dollars, one of them",
        )
        return
    if place == 0:
        return
    before = tiers[place - 1]
    if (before.up_to is None) != (tier.up_to is None):
        yield Fault(
            "a reach of another kind", "every tier in percent of pay, or every tier in dollars"
        )
    elif tier.up_to is not None and before.up_to is not None and tier.up_to <= before.up_to:
        yield Fault(
            f"up to {percent(tier.up_to)}",
            f"a reach beyond the tier before ({percent(before.up_to)})",
        )
    elif (
        tier.up_to_dollars is not None
        and before.up_to_dollars is not None
        and tier.up_to_dollars <= before.up_to_dollars
    ):
        yield Fault(
            dollars(int(tier.up_to_dollars)), f"a reach beyond {dollars(int(before.up_to_dollars))}"
        )


def _elections(job: Job, plan: Plan) -> Found:
    wanted, made = job.elections, job.made
    no_after_tax = "no after-tax contributions: plan.after_tax = false"
    if wanted.after_tax and plan.after_tax is False:
        yield ("elections", "after_tax"), Fault(dollars(int(wanted.after_tax)), no_after_tax)
    if made.after_tax and plan.after_tax is False:
        yield ("made", "after_tax"), Fault(dollars(int(made.after_tax)), no_after_tax)
    if wanted.deferral_kind == "roth" and plan.roth is False:
        yield ("elections", "deferral_kind"), Fault("'roth'", "pre_tax: plan.roth = false")
    if made.roth and plan.roth is False:
        yield (
            ("made", "roth"),
            Fault(dollars(int(made.roth)), "no Roth contributions: plan.roth = false"),
        )
    if wanted.catch_up and plan.catch_up is False:
        yield (
            ("elections", "catch_up"),
            Fault(dollars(int(wanted.catch_up)), "no catch-up: plan.catch_up = false"),
        )


def _balances(job: Job) -> Found:
    for name, balance in vars(job.balances).items():
        if balance is None:
            continue
        if name in ("pre_tax", "match", "nonelective") and balance.basis:
            yield (
                ("balances", name, "basis"),
                Fault(dollars(int(balance.basis)), "none: this money was never taxed"),
            )
        if balance.pre_1987 > balance.basis:
            yield (
                ("balances", name, "pre_1987"),
                Fault(
                    dollars(int(balance.pre_1987)),
                    f"at most the basis, {dollars(int(balance.basis))}",
                ),
            )
