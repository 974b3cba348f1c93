"""The days of a plan year: what goes into a plan on each of them, when after-tax money moves, and
messages about limits that jobs share. Jobs are made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from megaroth.kernel.message import Message
from megaroth.model.household import Elections, Household, Job, Made, Person
from megaroth.model.plan import Plan
from megaroth.model.plan_formulas import Tier
from megaroth.payroll.pay_events import PayEvent
from megaroth.payroll.results import Check
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.limit_messages import (
    catch_up_warnings,
    limit_assumptions,
    pay_twice_warnings,
)
from megaroth.planyear.plan_days import (
    AFTER_TAX_ALONE,
    PAYCHECK_PARTS,
    contributions_by_day,
    moves_by_day,
)
from small_years import LAW

ANN = Person(name="Ann", born=date(1970, 1, 1))
DAYS = [date(2026, month, 15) for month in (3, 6, 9, 12)]
HOME = Household(year=2026, people=(ANN,))


def on(month: int, day: int) -> date:
    return date(2026, month, day)


def made_job(
    plan: dict[str, Any] | None = None,
    *,
    made: dict[str, int] | None = None,
    facts: dict[str, Any] | None = None,
    **stated: Any,
) -> JobYear:
    """A job with pay of 1,000 in four checks, all to come."""
    job = Job(**({"employer": "E", "pay": 1_000, "made": Made(**(made or {}))} | (facts or {})))
    attributes: dict[str, Any] = {
        "has_plan": True,
        "paydays": DAYS,
        "ahead": DAYS,
        "compensation": 1_000,
        "most_pay": 1_000,
        "limited_pay": 1_000,
        "matched_pay": 1_000,
        "events": tuple(PayEvent(day, 250) for day in DAYS),
    }
    return JobYear(ANN, job, Plan(**(plan or {})), **(attributes | stated))


def check(day: date, **parts: int) -> Check:
    names = ("gross", "pre_tax", "roth", "catch_up", "after_tax", "match", "nonelective")
    amounts = {name: parts.get(name, 0) for name in names}
    return Check(date=day, kind="regular", catch_up_is_roth=False, room_left=0, **amounts)


def by_day(
    job: JobYear, household: Household = HOME, names: tuple[str, ...] = PAYCHECK_PARTS
) -> dict[date, dict[str, int]]:
    """Contributions of each day without zeros."""
    return {
        day: {name: amount for name, amount in paid.items() if amount}
        for day, paid in contributions_by_day(job, household, names)
    }


# What goes in


def checks(*ones: Check) -> Any:
    return SimpleNamespace(checks=ones)


def test_checks_bring_what_they_were_simulated_to_bring() -> None:
    """Two checks on one day are one, and what the employer posts later comes on December 31: the
    match of 20 less the 6 + 7 of checks, and nonelective money of 5."""
    job = made_job(
        {"match": (Tier(rate=500_000, up_to=100_000),), "match_period": "year"},
        deferral=40,
        nonelective=5,
        after_tax=9,
        catch_up=3,
        checks=checks(
            check(on(3, 15), pre_tax=10, roth=4, catch_up=3, match=6),
            check(on(3, 15), pre_tax=1, after_tax=9, match=7),
            check(on(6, 15), roth=25),
        ),
    )
    assert by_day(job) == {
        on(3, 15): {"deferral": 15, "catch_up": 3, "after_tax": 9, "match": 13},
        on(6, 15): {"deferral": 25},
        on(12, 31): {"match": 7, "nonelective": 5},
    }
    assert by_day(job, names=("deferral",)) == {
        on(3, 15): {"deferral": 15},
        on(6, 15): {"deferral": 25},
        on(12, 31): {},
    }


def test_a_match_made_as_roth_is_its_own_source() -> None:
    job = made_job(
        {"match": (Tier(rate=500_000, up_to=100_000),)},
        deferral=40,
        match_is_roth=True,
        checks=checks(check(on(12, 31), pre_tax=40, match=8)),
    )
    assert by_day(job) == {on(12, 31): {"deferral": 40, "roth_match": 20}}


def test_late_money_joins_the_last_check_or_comes_after_it() -> None:
    """A job that ends on its last payday gets everything then; another one on its last day."""
    stated = {"nonelective": 5, "checks": checks(check(on(3, 15), pre_tax=1), check(on(6, 15)))}
    ends = made_job(facts={"ended": on(6, 15)}, **stated)
    assert by_day(ends) == {on(3, 15): {"deferral": 1}, on(6, 15): {"nonelective": 5}}
    later = made_job(facts={"ended": on(8, 1)}, **stated)
    assert by_day(later)[on(8, 1)] == {"nonelective": 5}
    next_year = made_job(facts={"ended": date(2027, 2, 1)}, **stated)
    assert by_day(next_year)[on(12, 31)] == {"nonelective": 5}
    # Nothing is posted on a day that is over.
    over = made_job(facts={"ended": on(8, 1)}, **stated)
    assert by_day(over, replace(HOME, as_of=on(9, 1)))[on(9, 1)] == {"nonelective": 5}


def test_even_after_tax_money_is_divided_over_the_checks() -> None:
    """100 over four checks, and 2 in whole cents."""
    assert by_day(made_job(after_tax=100), names=AFTER_TAX_ALONE) == {
        **{day: {"after_tax": 25} for day in DAYS},
        on(12, 31): {},
    }
    found = by_day(made_job(after_tax=2), names=AFTER_TAX_ALONE)
    assert sum(one.get("after_tax", 0) for one in found.values()) == 2
    # Simulated checks count instead.
    simulated = made_job(after_tax=100, checks=checks(check(on(6, 15), after_tax=100)))
    assert by_day(simulated, names=AFTER_TAX_ALONE) == {
        on(6, 15): {"after_tax": 100},
        on(12, 31): {},
    }


def test_without_paydays_to_come_everything_new_comes_on_the_last_day() -> None:
    """What was made before is not contributed again: of each kind 1 to 4 are new."""
    made = {"pre_tax": 20, "catch_up": 5, "after_tax": 7, "nonelective": 2}
    stated = {
        "made": made,
        "made_deferral": 20,
        "made_catch_up": 5,
        "deferral": 21,
        "catch_up": 7,
        "after_tax": 10,
        "nonelective": 6,
        "ahead": [],
    }
    job = made_job(**stated)
    new = {"deferral": 1, "catch_up": 2, "after_tax": 3, "nonelective": 4}
    assert by_day(job) == {on(12, 31): new}
    assert by_day(job, names=("catch_up",)) == {on(12, 31): {"catch_up": 2}}
    ended = made_job(facts={"ended": on(8, 1), "made": Made(**made)}, **(stated | {"made": None}))
    assert by_day(ended) == {on(8, 1): new}
    assert by_day(ended, replace(HOME, as_of=on(9, 1))) == {on(9, 1): new}
    assert by_day(ended, replace(HOME, as_of=on(7, 1))) == {on(8, 1): new}
    assert by_day(made_job(ahead=[])) == {}
    assert by_day(made_job(ahead=[], deferral=1)) == {on(12, 31): {"deferral": 1}}


# What moves


def moves(job: JobYear, *way: str, as_of: date | None = None) -> dict[date, Any]:
    return moves_by_day(job, replace(HOME, as_of=as_of), way)  # type: ignore[arg-type]


QUARTERS = [on(3, 31), on(6, 30), on(9, 30), on(12, 31)]


def test_money_moves_on_the_days_that_the_plan_opens() -> None:
    job = made_job()
    assert list(moves(job, "designated_roth", "each_paycheck")) == DAYS
    assert list(moves(made_job(ahead=[]), "designated_roth", "each_paycheck")) == [on(12, 31)]
    for often in ("quarterly", "on_request"):
        way = ("designated_roth", often)
        assert moves(job, *way) == dict.fromkeys(QUARTERS, way)
    assert list(moves(job, "designated_roth", "yearly")) == [on(12, 31)]
    assert moves(job, "designated_roth", "at_separation") == {}


def test_days_that_are_over_are_not_planned() -> None:
    way = ("designated_roth", "quarterly")
    assert list(moves(made_job(), *way, as_of=on(3, 31))) == QUARTERS
    assert list(moves(made_job(), *way, as_of=on(4, 1))) == QUARTERS[1:]


def test_the_end_of_a_job_opens_a_way_to_a_roth_ira() -> None:
    job = made_job(facts={"ended": on(9, 30)})
    out = ("roth_ira", "at_separation")
    way = ("designated_roth", "quarterly")
    # The plan's own way comes first on its day.
    assert moves(job, *way) == dict.fromkeys(QUARTERS[:3], way)
    assert moves(made_job(facts={"ended": on(8, 1)}), *way) == {
        **dict.fromkeys(QUARTERS[:2], way),
        on(8, 1): out,
    }
    assert moves(made_job(facts={"ended": on(8, 1)}), "designated_roth", "yearly") == {
        on(8, 1): out
    }
    at_end = made_job(facts={"ended": on(12, 31)})
    assert moves(at_end, "designated_roth", "yearly") == {on(12, 31): ("designated_roth", "yearly")}
    assert moves(at_end, "designated_roth", "no") == {on(12, 31): out}
    after = made_job(facts={"ended": date(2027, 1, 1)})
    assert moves(after, "designated_roth", "no") == {}


def test_the_end_of_a_job_that_is_over_is_today() -> None:
    job = made_job(facts={"ended": on(8, 1)}, ahead=[])
    for way in ("quarterly", "each_paycheck"):
        found = moves(job, "designated_roth", way, as_of=on(10, 1))
        assert found == {on(10, 1): ("roth_ira", "at_separation")}
    today = moves(job, "designated_roth", "each_paycheck", as_of=on(8, 1))
    assert today == {on(8, 1): ("designated_roth", "each_paycheck")}


@pytest.mark.parametrize(
    ("allowed", "days"),
    [
        (None, [0, 1, 2, 3]),
        ("unknown", [0, 1, 2, 3]),
        (1, [3]),
        (2, [1, 3]),
        (3, [0, 1, 3]),
        (4, [0, 1, 2, 3]),
        (9, [0, 1, 2, 3]),
    ],
)
def test_withdrawals_are_as_many_as_the_plan_allows(allowed: Any, days: list[int]) -> None:
    job = made_job({"in_service_withdrawals_per_year": allowed})
    assert list(moves(job, "roth_ira", "on_request")) == [QUARTERS[place] for place in days]
    # The limit is one on withdrawals.
    assert list(moves(job, "designated_roth", "on_request")) == QUARTERS


# Messages about limits


def said(messages: Any) -> list[tuple[str, dict[str, Any]]]:
    return [(one.code, dict(one.parameters)) for one in messages]


def codes(messages: Any) -> list[str]:
    return [one.code for one in messages if isinstance(one, Message)]


def warnings(job: JobYear, *others: JobYear, age: int = 56) -> list[tuple[str, dict[str, Any]]]:
    person: Any = SimpleNamespace(age=age, person=ANN, jobs=[job, *others])
    plan_year: Any = SimpleNamespace(law=LAW, household=HOME)
    return said(catch_up_warnings(plan_year, person))


ROTH_NEEDED = {"roth_catch_up_required": True, "catch_up": 1}


def test_new_catch_up_must_be_roth() -> None:
    assert warnings(made_job({"roth": True}, **ROTH_NEEDED)) == [
        ("catch_up_must_be_roth", {"employer": "E", "person": "Ann"}),
    ]
    assert warnings(made_job({"roth": True}, **ROTH_NEEDED), age=49) == []
    assert len(warnings(made_job({"roth": True}, **ROTH_NEEDED), age=50)) == 1
    assert warnings(made_job({"roth": True}, has_plan=False, **ROTH_NEEDED)) == []
    done = made_job({"roth": True}, made_catch_up=1, made_roth_catch_up=1, **ROTH_NEEDED)
    assert warnings(done) == []
    roth = Elections(deferral_kind="roth")
    assert warnings(made_job({"roth": True}, facts={"elections": roth}, **ROTH_NEEDED)) == []


def test_catch_up_that_was_made_before_taxes_is_said_with_its_amount() -> None:
    """10 of catch-up were made: 4 stated as such, 5 Roth; 1 was before taxes."""
    job = made_job(
        {"roth": True},
        made={"catch_up": 4},
        made_catch_up=10,
        catch_up=10,
        made_roth_catch_up=5,
        roth_catch_up_required=True,
    )
    found = warnings(job)
    assert [code for code, _ in found] == ["catch_up_must_be_roth", "catch_up_made_pre_tax"]
    assert found[1][1]["amount"].low == 1
    enough = replace(job, made_roth_catch_up=6)
    assert [code for code, _ in warnings(enough)] == ["catch_up_must_be_roth"]
    assert [code for code, _ in warnings(replace(job, roth_catch_up_required=False))] == []
    # One cent that was stated as catch-up is enough to say so.
    cent = made_job(
        {"roth": True},
        made={"catch_up": 1},
        made_catch_up=1,
        catch_up=1,
        roth_catch_up_required=True,
    )
    assert [code for code, _ in warnings(cent)] == ["catch_up_must_be_roth"]


def test_a_plan_without_roth_cannot_take_roth_catch_up() -> None:
    found = warnings(made_job(**ROTH_NEEDED))
    assert [code for code, _ in found] == ["catch_up_must_be_roth", "roth_catch_up_not_offered"]
    none = warnings(made_job({"catch_up": False}, roth_catch_up_required=True))
    assert none == []
    assert warnings(made_job(catch_up=1)) == []


def test_wages_of_last_year_are_asked_for_where_they_decide() -> None:
    """Pay near the threshold of 150,000 (Notice 2025-67), and nothing states last year's."""
    facts = {"pay": 160_000_00}
    ((code, parameters),) = warnings(made_job({"roth": True}, facts=facts))
    assert (code, parameters["employer"], parameters["person"]) == (
        "wages_last_year_unstated",
        "E",
        "Ann",
    )
    assert parameters["threshold"].low == LAW.roth_catch_up_wage_threshold
    assert warnings(made_job({"roth": True, "catch_up": False}, facts=facts)) == []
    stated = facts | {"fica_wages_last_year": 100_000_00}
    assert warnings(made_job({"roth": True}, facts=stated)) == []
    # Every job is looked at.
    both = warnings(made_job(has_plan=False), made_job({"roth": True}, facts=facts))
    assert [one for one, _ in both] == ["wages_last_year_unstated"]


def twice(*jobs: JobYear) -> list[tuple[str, str, int]]:
    person: Any = SimpleNamespace(jobs=list(jobs))
    return [
        (one["first"], one["second"], one["pay"].low) for _, one in said(pay_twice_warnings(person))
    ]


def named(name: str, **stated: Any) -> JobYear:
    facts = {"employer": name, "pay": 1_000} | stated.pop("facts", {})
    return made_job(stated.pop("plan", None), facts=facts, **stated)


def test_two_tables_with_one_pay_look_like_two_plans_of_a_job() -> None:
    assert twice(named("A"), named("B")) == [("A", "B", 1_000)]
    assert twice(named("A"), named("B"), named("C")) == [
        ("A", "B", 1_000),
        ("A", "C", 1_000),
        ("B", "C", 1_000),
    ]
    assert twice(named("A"), named("B", employer_group=1)) == []
    # A 457(b) plan of the same pay is another plan, even of an employer that is not related.
    other = {"plan": {"kind": "457(b)"}, "employer_group": 1}
    assert twice(named("A"), named("B", **other)) == [("A", "B", 1_000)]
    assert twice(named("A", plan={"kind": "457(b)"}), named("B", **other)) == []


@pytest.mark.parametrize(
    "stated",
    [
        {"has_plan": False},
        {"facts": {"self_employed": True}},
        {"facts": {"pay": 1_001}},
        {"facts": {"pay": None, "pay_per_period": 250}},
        {"facts": {"pay_per_period": 250}},
        {"paydays": DAYS[1:]},
    ],
)
def test_jobs_that_differ_are_not_one(stated: dict[str, Any]) -> None:
    assert twice(named("A"), named("B", **stated)) == []
    assert twice(named("B", **stated), named("A")) == []


def test_a_second_plan_that_names_its_job_is_not_doubted() -> None:
    first = named("A")
    assert twice(first, named("B", paid_by=first)) == []


def test_pay_as_a_column_is_not_compared() -> None:
    column = {"pay": np.array([1_000])}
    assert twice(named("A", facts=column), named("B", facts=column)) == []


def assumptions(job: JobYear, *others: JobYear) -> list[tuple[str, dict[str, Any]]]:
    jobs = [job, *others]
    plan_year: Any = SimpleNamespace(
        household=HOME,
        group=lambda one: [other for other in jobs if other.limit_group == one.limit_group],
        same_employer=lambda one: [
            other for other in jobs if other.employer_group == one.employer_group
        ],
    )
    return said(limit_assumptions(plan_year, job))


STATED = {"facts": {"pay_last_year": 500, "employer": "A"}}


def test_a_457b_plan_says_its_own_limit() -> None:
    plan = {"kind": "457(b)", "governmental": True}
    assert assumptions(made_job(plan, **STATED)) == [("limit_of_457b", {"employer": "A"})]
    private = assumptions(made_job({"kind": "457(b)"}, **STATED))
    assert private == [
        ("limit_of_457b", {"employer": "A"}),
        ("sponsor_not_government", {"employer": "A"}),
    ]


def test_plans_that_share_a_limit_are_named_once() -> None:
    first, second = made_job(**STATED), named("B")
    kind = named("C", plan={"kind": "403(b)"})
    assert assumptions(first, second) == [
        ("limit_shared", {"employers": ("A", "B"), "controlled": False})
    ]
    assert assumptions(first, kind) == [
        ("limit_shared", {"employers": ("A", "C"), "controlled": True})
    ]
    assert assumptions(first, named("B", has_plan=False)) == []
    assert assumptions(first, named("B", limit_group=1)) == []
    # The second of them does not repeat it.
    jobs = [named("Z", facts={"pay_last_year": 1}), first]
    plan_year: Any = SimpleNamespace(
        household=HOME, group=lambda _job: jobs, same_employer=lambda _job: jobs
    )
    assert codes(limit_assumptions(plan_year, first)) == []


@pytest.mark.parametrize(
    ("kind", "other", "said_so"),
    [
        ("403(b)", {"limit_group": 1}, True),
        ("403(b)", {"limit_group": 1, "plan": {"kind": "457(b)"}}, False),
        ("403(b)", {"limit_group": 1, "has_plan": False}, False),
        ("403(b)", {"limit_group": 1, "employer_group": 1}, False),
        ("401(k)", {"limit_group": 1}, False),
    ],
)
def test_a_403b_plan_says_its_own_limit_next_to_another(
    kind: str, other: dict[str, Any], said_so: bool
) -> None:
    found = assumptions(made_job({"kind": kind}, **STATED), named("B", **other))
    assert ([code for code, _ in found] == ["limit_of_403b"]) == said_so
    # One that shares the limit is not apart.
    together = assumptions(made_job({"kind": kind}, **STATED), named("B"))
    assert [code for code, _ in together] == ["limit_shared"]


@pytest.mark.parametrize(
    ("facts", "highly", "after_tax", "asked"),
    [
        ({}, False, 1, True),
        ({}, False, 0, False),
        ({}, True, 1, False),
        ({}, None, 1, False),
        ({"pay_last_year": 1}, False, 1, False),
        ({"self_employed": True}, False, 1, False),
    ],
)
def test_pay_of_last_year_is_assumed_low_where_it_is_not_stated(
    facts: dict[str, Any], highly: bool | None, after_tax: int, asked: bool
) -> None:
    job = made_job(facts=facts, highly_compensated=highly, after_tax=after_tax)
    expected = [("pay_last_year_unstated", {"employer": "E", "person": "Ann"})]
    assert assumptions(job) == (expected if asked else [])
