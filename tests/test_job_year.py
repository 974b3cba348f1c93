"""One job of a plan year: what it has contributed, what its match counts, and its own limits. Jobs
are made by hand, with pay of 1,000 and amounts that a reader can add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from megaroth.model.household import Elections, Job, Made, Person
from megaroth.model.plan import AfterTaxCap, Plan
from megaroth.model.plan_formulas import Tier
from megaroth.model.sources import BY_NAME, SOURCES
from megaroth.payroll.pay_events import PayEvent
from megaroth.payroll.payroll_rules import PayrollRules
from megaroth.planyear.job_year import JobYear, pay_of
from megaroth.rules.match import UNCAPPED

ANN = Person(name="Ann", born=date(1980, 1, 1))
HALF = (Tier(rate=500_000, up_to=100_000),)
DAYS = [date(2026, month, 15) for month in (3, 6, 9, 12)]


def made_job(
    plan: dict[str, Any] | None = None,
    *,
    made: dict[str, int] | None = None,
    facts: dict[str, Any] | None = None,
    **stated: Any,
) -> JobYear:
    """A job with pay of 1,000 and four paydays, of which two are to come."""
    job = Job(employer="E", pay=1_000, made=Made(**(made or {})), **(facts or {}))
    pays = {
        name: stated.pop(name, 1_000)
        for name in ("compensation", "most_pay", "limited_pay", "matched_pay")
    }
    return JobYear(
        ANN,
        job,
        Plan(**(plan or {})),
        stated.pop("has_plan", True),
        stated.pop("paydays", DAYS),
        stated.pop("ahead", DAYS[2:]),
        **pays,
        **stated,
    )


# The plan


@pytest.mark.parametrize(
    ("kind", "has_plan", "found"),
    [("457(b)", True, True), ("457(b)", False, False), ("401(k)", True, False)],
)
def test_a_457b_plan_stands_apart(kind: str, has_plan: bool, found: bool) -> None:
    job = made_job({"kind": kind, "after_tax": True}, has_plan=has_plan)
    assert job.is_457b == found
    assert job.takes_after_tax != found
    assert not made_job({"kind": kind}).takes_after_tax


@pytest.mark.parametrize(
    ("kind", "catch_up", "governmental", "takes"),
    [
        ("401(k)", True, False, True),
        ("401(k)", False, True, False),
        ("457(b)", True, False, False),
        ("457(b)", True, True, True),
        ("457(b)", False, True, False),
    ],
)
def test_only_a_governmental_457b_plan_takes_catch_up(
    kind: str, catch_up: bool, governmental: bool, takes: bool
) -> None:
    """IRC 414(v)(6)(A)(iii)."""
    plan = {"kind": kind, "catch_up": catch_up, "governmental": governmental}
    assert made_job(plan).takes_catch_up == takes


LATE = PayrollRules(true_up_if_employed_on=date(2026, 12, 31))
LEFT = replace(LATE, left_on=date(2026, 6, 30))


@pytest.mark.parametrize(
    ("plan", "payroll", "whole"),
    [
        ({}, PayrollRules(), False),
        ({"match_period": "year"}, PayrollRules(), True),
        ({"true_up": "year_end"}, PayrollRules(), True),
        ({"true_up": "year_end"}, LATE, True),
        ({"true_up": "year_end"}, LEFT, False),
        ({"match_period": "year"}, LEFT, False),
        ({}, LEFT, False),
    ],
)
def test_a_match_counts_the_year_if_it_is_yearly_or_corrected(
    plan: dict[str, Any], payroll: PayrollRules, whole: bool
) -> None:
    assert made_job(plan, payroll=payroll).whole_year_match == whole


def test_the_part_to_come_is_that_of_the_paydays() -> None:
    assert made_job().part_ahead == (2, 4)
    assert made_job(paydays=[], ahead=[]).part_ahead == (1, 1)


# The match


def test_a_match_by_check_counts_only_the_checks_to_come() -> None:
    """Half of 10% of pay: of 1,000 in the year, of 500 in the checks to come."""
    assert made_job({"match": HALF}).tiers() == [(500_000, 50)]
    assert made_job({"match": HALF, "match_period": "year"}).tiers() == [(500_000, 100)]
    assert made_job({"match": HALF}, matched_ahead=(700, 700)).tiers() == [(500_000, 70)]
    assert made_job({"match": HALF}, paydays=[], ahead=[]).tiers() == [(500_000, 100)]
    assert made_job({"match": HALF}, ahead=DAYS[3:]).tiers() == [(500_000, 25)]
    of_dollars = (Tier(rate=500_000, up_to_dollars=60),)
    assert made_job({"match": of_dollars}).tiers() == [(500_000, 60)]


def test_a_late_match_that_is_not_kept_has_no_tiers() -> None:
    yearly = {"match": HALF, "match_period": "year"}
    assert made_job(yearly, payroll=LEFT).tiers() == []
    assert made_job(yearly, payroll=LATE).tiers() == [(500_000, 100)]
    assert made_job({"match": HALF}, payroll=LEFT).tiers() == [(500_000, 50)]


def test_pay_that_is_not_known_yet_counts_at_the_most_where_the_rate_falls() -> None:
    """100% of the first 3%, 50% of the next 2%: on 1,000 or 2,000 of pay."""
    tiers = (Tier(rate=1_000_000, up_to=30_000), Tier(rate=500_000, up_to=50_000))
    job = made_job({"match": tiers, "match_period": "year"}, matched_pay=2_000)
    assert job.tiers() == [(1_000_000, 60), (500_000, 100)]
    by_check = made_job({"match": tiers}, matched_pay=2_000)
    assert by_check.tiers() == [(1_000_000, 30), (500_000, 50)]


YEARLY = {"match": HALF, "match_period": "year", "match_most": 30}
MADE = {"pre_tax": 40, "after_tax": 7, "match": 12, "roth_match": 3, "nonelective": 5}


def test_what_was_made_before_counts_in_a_yearly_match() -> None:
    """40 were deferred, and 12 + 3 matched."""
    yearly = made_job(YEARLY, made=MADE, made_deferral=40)
    check = made_job(YEARLY | {"match_period": "paycheck"}, made=MADE, made_deferral=40)
    assert (yearly.matched_before(), check.matched_before()) == (40, 0)
    assert (yearly.match_floor(), check.match_floor()) == (0, 15)
    assert (yearly.match_most(), check.match_most()) == (30, 15)
    with_after_tax = made_job(YEARLY | {"match_on_after_tax": True}, made=MADE, made_deferral=40)
    assert with_after_tax.matched_before() == 47
    assert made_job(YEARLY | {"match_most": None}).match_most() == UNCAPPED
    low = made_job(YEARLY | {"match_period": "paycheck", "match_most": 10}, made=MADE)
    assert low.match_most() == 0


def test_contributions_that_the_match_counts() -> None:
    """Deferrals rise from 40 to 100 and after-tax contributions from 7 to 30."""
    of_both = {"match": HALF, "match_on_after_tax": True}
    stated = {"made": MADE, "made_deferral": 40, "deferral": 100, "after_tax": 30}
    check = made_job(of_both, **stated)
    assert check.contributions_ahead(with_after_tax=True) == 60 + 23
    assert check.contributions_ahead(with_after_tax=False) == 60
    yearly = made_job(of_both | {"match_period": "year"}, **stated)
    assert yearly.contributions_ahead(with_after_tax=True) == 100 + 30
    assert yearly.contributions_ahead(with_after_tax=False) == 60 + 47
    without = made_job({"match": HALF}, **stated)
    assert without.contributions_ahead(with_after_tax=True) == 60
    # Half of 10% of the 1,000 to come: of 60 + 23, and not of 60 alone.
    assert replace(check, matched_ahead=(1_000, 1_000)).match_by_formula() == 15 + 42


def test_the_match_is_the_formula_s_or_what_was_allocated() -> None:
    """By check: 15 before, and half of at most 50. The year: half of at most 100, capped at 30."""
    stated = {"made": MADE, "made_deferral": 40, "deferral": 80}
    check = made_job({"match": HALF}, **stated)
    assert (check.match_by_formula(), check.match()) == (15 + 20, 35)
    assert made_job({"match": HALF}, match_short=4, **stated).match() == 31
    yearly = made_job(YEARLY, **stated)
    assert (yearly.match_by_formula(), yearly.match()) == (30, 30)
    little = made_job({"match": HALF, "match_period": "year"}, **(stated | {"deferral": 20}))
    # Half of 20 is less than the 15 that were allocated.
    assert (little.match_by_formula(), little.match()) == (10, 15)
    assert made_job({}, **stated).match() == 15
    assert made_job({}, deferral=80).match() == 0


def test_a_match_beyond_the_formula_is_earned_first() -> None:
    """40 deferred earn 20 by the formula of the year, and 25 were given: 50 must be deferred first.
    Of the cap of 30, 5 are left."""
    job = made_job(YEARLY, made={"pre_tax": 40, "match": 25}, made_deferral=40, deferral=40)
    assert job.match_by_formula() == 20
    tiers, most = job.match_ahead()
    assert (tiers, most) == ([(0, 50), (500_000, 100)], 5)
    # What the formula gives is not earned again.
    even = made_job(YEARLY, made={"pre_tax": 40, "match": 20}, made_deferral=40, deferral=40)
    assert even.match_ahead() == ([(0, 0), (500_000, 100)], 30)
    above = made_job(YEARLY, made={"pre_tax": 40, "match": 45}, made_deferral=40, deferral=40)
    assert above.match_ahead()[1] == 0
    check = made_job({"match": HALF}, made={"match": 25})
    assert check.match_ahead() == ([(500_000, 50)], UNCAPPED - 25)


@pytest.mark.parametrize(
    ("facts", "event", "payroll", "even"),
    [
        ({}, {}, {}, True),
        ({"raises": (1,)}, {}, {}, False),
        ({"bonuses": (1,)}, {}, {}, False),
        ({"leaves": (1,)}, {}, {}, False),
        ({}, {}, {"match_from": date(2026, 3, 1)}, False),
        ({}, {"plan_eligible": False}, {}, False),
    ],
)
def test_checks_are_even_unless_something_differs(
    facts: dict[str, Any], event: dict[str, Any], payroll: dict[str, Any], even: bool
) -> None:
    events = tuple(PayEvent(day, 250) for day in DAYS[1:])
    job = made_job(
        facts=facts,
        events=(PayEvent(DAYS[0], 250, **event), *events),
        payroll=PayrollRules(**payroll),
    )
    assert job.has_even_checks == even
    # A second plan has the checks of the job that pays it.
    second = made_job(events=(PayEvent(DAYS[0], 1, plan_eligible=False),), paid_by=job)
    if not payroll:
        assert second.has_even_checks == even


# Contributions by source

CONTRIBUTED = {
    "made": MADE | {"roth": 20},
    "made_deferral": 60,
    "deferral": 100,
    "catch_up": 9,
    "after_tax": 30,
    "nonelective": 8,
}


def test_each_source_has_its_part_of_the_year() -> None:
    """Of 60 made, 20 were Roth; 40 more are pre-tax. The match is 15 + 20."""
    job = made_job({"match": HALF}, **CONTRIBUTED)
    found = {name: job.contributed(BY_NAME[name]) for name in BY_NAME if name != "rollover"}
    assert found == {
        "pre_tax": 80,
        "roth": 20,
        "catch_up": 9,
        "after_tax": 30,
        "match": 32,
        "roth_match": 3,
        "nonelective": 8,
    }
    assert job.employer_ahead() == {"match": 20, "roth_match": 0, "nonelective": 3}
    assert job.taxed_employer() == 3
    assert (job.made_match, job.made_employer) == (15, 20)
    assert (job.employer(), job.counted_deferral()) == (43, 100)
    assert job.additions() == 100 + 43 + 30
    assert job.additions_made() == 60 + 20 + 7
    assert job.contributed_ahead() == (100 + 9 + 30) - (60 + 7)


def test_a_roth_match_to_come_is_roth() -> None:
    job = made_job({"match": HALF}, match_is_roth=True, **CONTRIBUTED)
    assert job.roth_match() == 35 - 12
    assert job.employer_ahead() == {"match": 0, "roth_match": 20, "nonelective": 3}


def test_employer_money_that_was_given_is_never_taken_back() -> None:
    job = made_job(made={"nonelective": 9}, nonelective=8)
    assert job.employer_ahead()["nonelective"] == 0


def test_every_source_of_a_plan_is_contributed_or_rolled_in() -> None:
    job = made_job()
    for one in SOURCES:
        if one.contribution != "rollover":
            assert job.contributed(one) == 0


def test_catch_up_that_is_not_allowed_counts_as_a_deferral() -> None:
    job = made_job(
        made={"catch_up": 9},
        deferral=50,
        made_deferral=20,
        made_catch_up=9,
        catch_up=9,
        catch_up_over=4,
    )
    assert job.counted_deferral() == 54
    assert job.additions() == 54
    assert job.additions_made() == 24
    assert job.contributed_ahead() == 30


@pytest.mark.parametrize(
    ("kind", "roth", "roth_catch_up", "pre_tax"),
    [
        # 60 made and 40 to come.
        ("pre_tax", 0, 0, 100),
        ("pre_tax", 20, 0, 80),
        ("roth", 20, 0, 40),
        # Roth contributions that became catch-up are no deferrals.
        ("pre_tax", 20, 15, 95),
        ("pre_tax", 20, 25, 100),
        # More Roth than deferrals: nothing is pre-tax before.
        ("pre_tax", 90, 0, 40),
    ],
)
def test_deferrals_before_taxes_are_those_that_are_not_roth(
    kind: Any, roth: int, roth_catch_up: int, pre_tax: int
) -> None:
    job = made_job(
        made={"pre_tax": 60 - min(roth, 60), "roth": roth},
        facts={"elections": Elections(deferral_kind=kind)},
        made_deferral=60,
        deferral=100,
        made_roth_catch_up=roth_catch_up,
    )
    assert job.pre_tax_deferral() == pre_tax
    assert job.pre_tax() == pre_tax


def test_the_kind_of_a_new_deferral_decides_to_the_cent() -> None:
    roth = made_job(facts={"elections": Elections(deferral_kind="roth")}, deferral=1)
    assert roth.pre_tax_deferral() == 0


@pytest.mark.parametrize(("is_roth", "pre_tax"), [(False, 100 + 3 + 5), (True, 100 + 3)])
def test_catch_up_to_come_is_pre_tax_unless_it_is_roth(is_roth: bool, pre_tax: int) -> None:
    job = made_job(
        made_deferral=60,
        deferral=100,
        catch_up=9,
        made_catch_up=4,
        made_pre_tax_catch_up=3,
        catch_up_is_roth=is_roth,
    )
    assert job.pre_tax() == pre_tax


# Pay


def test_pay_for_the_limit_is_net_of_an_own_business_s_contribution() -> None:
    own = made_job(facts={"self_employed": True}, nonelective=150)
    assert own.section_415_pay() == 850
    assert made_job(nonelective=150).section_415_pay() == 1_000
    second = made_job(paid_by=own, compensation=0)
    assert (second.section_415_pay(), second.plan_pay) == (850, 1_000)
    assert own.plan_pay == 1_000


def test_pay_of_a_job_with_two_plans_counts_once() -> None:
    first = made_job()
    jobs = [first, made_job(paid_by=first, compensation=0), *map(_paying, (500, 250))]
    assert pay_of(jobs) == 1_750


def _paying(pay: int) -> JobYear:
    return made_job(compensation=pay)


@pytest.mark.parametrize(
    ("cap", "highly", "found"),
    [
        (None, None, (0, None, None)),
        ("unknown", None, (0, None, None)),
        (AfterTaxCap(percent=100_000, of="pay", dollars=60), None, (1_000, 100_000, 60)),
        (AfterTaxCap(percent=100_000, of="limited_pay"), False, (900, 100_000, None)),
        (AfterTaxCap(percent=100_000, of="net_pay"), None, (700, 100_000, None)),
        (AfterTaxCap(percent=100_000, hce_percent=50_000), True, (1_000, 50_000, None)),
        (AfterTaxCap(percent=100_000, hce_percent=0), True, (1_000, 0, None)),
        (AfterTaxCap(percent=100_000, hce_percent=50_000), False, (1_000, 100_000, None)),
        (AfterTaxCap(dollars=60, hce_dollars=40), True, (1_000, None, 40)),
        (AfterTaxCap(dollars=60, hce_dollars=40), False, (1_000, None, 60)),
        (AfterTaxCap(percent=100_000, dollars=60), True, (1_000, 100_000, 60)),
    ],
)
def test_a_plan_s_cap_is_that_of_the_person(cap: Any, highly: bool | None, found: Any) -> None:
    job = made_job(
        {"after_tax_cap": cap},
        facts={"net_pay": 700},
        limited_pay=900,
        highly_compensated=highly,
    )
    assert job.cap() == found


def test_a_share_of_net_pay_that_is_not_stated_is_none() -> None:
    job = made_job({"after_tax_cap": AfterTaxCap(percent=100_000, of="net_pay")})
    assert job.cap() == (0, 100_000, None)


def test_a_new_job_year_has_decided_nothing() -> None:
    job = made_job()
    numbers = {name: value for name, value in vars(job).items() if isinstance(value, int | bool)}
    assert {name: value for name, value in numbers.items() if value} == {
        "has_plan": True,
        **dict.fromkeys(("compensation", "most_pay", "limited_pay", "matched_pay"), 1_000),
    }
