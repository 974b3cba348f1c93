"""One job's payroll, check by check: against a plain model, its limits, and published stories."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest

import plain_payroll
from megaroth.model.household import Job
from megaroth.payroll.elections import (
    NOTHING,
    STEPS,
    Election,
    ElectionChange,
    Elections,
    in_force,
)
from megaroth.payroll.pay_events import PayEvent, pay_events, pay_of_year
from megaroth.payroll.paydays import latest_first_payday
from megaroth.payroll.payroll_rules import MatchTier, PayrollRules, YearToDate
from megaroth.payroll.results import Check, JobPayroll
from megaroth.payroll.simulator import simulate

SOURCES = plain_payroll.SOURCES
FREQUENCIES = {"weekly": 52, "biweekly": 26, "semimonthly": 24, "monthly": 12}


def days(count: int, year: int = 2026) -> list[date]:
    return [date(year, 1, 2) + timedelta(365 * place // count) for place in range(count)]


def even(pay: int, count: int) -> list[PayEvent]:
    job = Job(employer="E", pay=pay, pay_frequency="semimonthly" if count == 24 else "monthly")
    return list(pay_events(job, 2026))


def always(**elections: Election) -> list[ElectionChange]:
    return [ElectionChange(date(2002, 1, 1), Elections(**elections))]


def dollars(amount: int | Fraction) -> Fraction:
    return Fraction(amount) / 100


def some_rules(draw: random.Random, paychecks: int) -> PayrollRules:
    tiers = draw.choice(
        [
            (),
            (MatchTier(rate=500_000, up_to=60_000),),
            (MatchTier(rate=1_000_000, up_to=30_000), MatchTier(rate=500_000, up_to=50_000)),
            (MatchTier(rate=333_333, up_to=45_500),),
        ]
    )
    return PayrollRules(
        stops_at_limit=draw.random() < 0.7,
        spillover=draw.random() < 0.3,
        deferral_limit=draw.choice([2_450_000, 2_350_000, 700_001]),
        catch_up_limit=draw.choice([0, 800_000, 1_125_000]),
        additions_limit=draw.choice([7_200_000, 4_000_003]),
        after_tax_limit=draw.choice([10**11, 1_000_000]),
        pay_limit=draw.choice([36_000_000, 15_000_000]),
        pay_cap_method=draw.choice(["proportional", "year", "stop", "per_check"]),
        paychecks=paychecks,
        match=tiers,
        match_most=draw.choice([10**11, 500_000]),
        match_on_after_tax=draw.random() < 0.3,
    )


def some_changes(draw: random.Random, events: list[PayEvent]) -> list[ElectionChange]:
    def election(most: int, check: int) -> Election:
        if draw.random() < 0.5:
            return Election(rate=draw.randrange(0, most, 1000))
        return Election(dollars=draw.randrange(check * most // 1_000_000 + 1))

    starts = {events[0].date, *(event.date for event in events if draw.random() < 0.1)}
    return [
        ElectionChange(
            start,
            Elections(
                pre_tax=election(300_000, events[0].gross),
                roth=election(200_000, events[0].gross),
                catch_up=election(100_000, events[0].gross),
                after_tax=election(400_000, events[0].gross),
            ),
        )
        for start in starts
    ]


def some_job(draw: random.Random) -> tuple[Job, int]:
    frequency, year = draw.choice(list(FREQUENCIES)), draw.randrange(2002, 2036)
    latest = latest_first_payday(frequency, year)
    first = latest - timedelta(draw.randrange(7 if frequency == "weekly" else 14))
    job = Job(
        employer="E",
        pay=draw.randrange(20_000_00, 900_000_00),
        pay_frequency=frequency,
        first_payday=max(first, date(year, 1, 1)),
        extra_paycheck=draw.choice(["full", "spread"]),
    )
    return job, year


def plain(
    events: list[PayEvent], changes: list[ElectionChange], rules: PayrollRules
) -> tuple[list[dict[str, Fraction]], Fraction]:
    elected = in_force(changes, [(event.date, "regular") for event in events])
    return plain_payroll.play(
        [dollars(event.gross) for event in events],
        [
            {
                source: ("$", dollars(one.dollars))
                if one.rate is None
                else Fraction(one.rate, 10**6)
                for source in SOURCES
                for one in [getattr(elections, source)]
            }
            for elections in elected
        ],
        {
            "tiers": [
                (Fraction(tier.rate, 10**6), Fraction(tier.up_to or 0, 10**6))
                for tier in rules.match
            ],
            "match_most": dollars(rules.match_most),
            "pay_limit": dollars(rules.pay_limit),
            "pay_cap_method": rules.pay_cap_method,
            "paychecks": rules.paychecks,
            "additions_limit": dollars(rules.additions_limit),
            "deferral_limit": dollars(rules.deferral_limit),
            "catch_up_limit": dollars(rules.catch_up_limit),
            "after_tax_limit": dollars(rules.after_tax_limit),
            "stops": rules.stops_at_limit,
            "spillover": rules.spillover,
            "match_on_after_tax": rules.match_on_after_tax,
        },
    )


def compare_with_the_plain_model(seed: int) -> None:
    draw = random.Random(seed)
    job, year = some_job(draw)
    events = list(pay_events(job, year))
    rules = some_rules(draw, FREQUENCIES[job.pay_frequency])
    changes = some_changes(draw, events)
    found, (expected, lost) = simulate(events, changes, rules), plain(events, changes, rules)
    for check, wanted in zip(found.checks, expected, strict=True):
        for name, amount in wanted.items():
            assert dollars(getattr(check, name)) == amount, (seed, check.date, name)
    assert dollars(found.totals.match_lost) == lost, seed


@pytest.mark.parametrize("seed", range(150))
def test_every_check_is_that_of_a_plain_model_of_payroll(seed: int) -> None:
    compare_with_the_plain_model(seed)


@pytest.mark.slow
@pytest.mark.parametrize("block", range(20))
def test_ten_thousand_plans_are_those_of_a_plain_model(block: int) -> None:
    for seed in range(1000 + 500 * block, 1500 + 500 * block):
        compare_with_the_plain_model(seed)


@pytest.mark.parametrize("seed", range(60))
def test_checks_of_a_year_add_up_to_its_pay(seed: int) -> None:
    job, year = some_job(random.Random(seed))
    checks = [event.gross for event in pay_events(job, year)]
    assert sum(checks) == pay_of_year(job, year)
    assert max(checks) - min(checks) <= 1, "even to a cent"


@pytest.mark.parametrize("seed", range(60))
def test_a_plan_that_stops_at_its_limits_never_passes_one(seed: int) -> None:
    draw = random.Random(seed)
    job, year = some_job(draw)
    events = list(pay_events(job, year))
    rules = replace(some_rules(draw, 26), stops_at_limit=True)
    totals = simulate(events, some_changes(draw, events), rules).totals
    deferral = totals.pre_tax + totals.roth
    assert deferral <= rules.deferral_limit
    assert totals.catch_up <= rules.catch_up_limit
    assert totals.after_tax <= rules.after_tax_limit
    assert totals.room_left >= 0


@pytest.mark.parametrize("tiers", [[(500_000, 60_000)], [(1_000_000, 30_000), (500_000, 50_000)]])
@pytest.mark.parametrize("pay", [300_000_00, 359_999_99, 480_000_01, 97_531_13])
@pytest.mark.parametrize("method", ["proportional", "year", "stop", "per_check"])
def test_the_match_of_even_checks_is_that_of_the_year(
    tiers: list[tuple[int, int]], pay: int, method: str
) -> None:
    """Elections at the end of the last tier and above it: the checks bring the yearly formula."""
    rules = PayrollRules(
        match=tuple(MatchTier(rate=rate, up_to=up_to) for rate, up_to in tiers),
        pay_limit=360_000_00,
        pay_cap_method=method,
        paychecks=24,
    )
    events = even(pay, 24)
    assert simulate(events, always(pre_tax=Election(rate=80_000)), rules).totals.match_lost <= (
        0 if method != "stop" or pay <= rules.pay_limit else pay
    )
    if method == "proportional":
        amount = min(pay, rules.pay_limit) * tiers[-1][1] // 1_000_000
        edges = [amount * part // 24 for part in range(25)]
        exactly = [
            ElectionChange(event.date, Elections(roth=Election(dollars=after - before)))
            for event, before, after in zip(events, edges, edges[1:], strict=False)
        ]
        totals = simulate(events, exactly, rules).totals
        assert (totals.roth, totals.match_lost) == (amount, 0)


def test_what_a_column_gives_is_what_its_rows_give() -> None:
    for seed in range(25):
        draw = random.Random(seed)
        rules = some_rules(draw, 26)
        rows = [draw.randrange(30_000_00, 900_000_00) for _ in range(7)]
        template = list(pay_events(Job(employer="E", pay=rows[0]), 2026))
        changes = some_changes(draw, template)

        def played(pay: int | np.ndarray, changes=changes, rules=rules) -> JobPayroll:
            return simulate(pay_events(Job(employer="E", pay=pay), 2026), changes, rules)

        column = played(np.array(rows))
        for place, pay in enumerate(rows):
            alone = played(pay)
            for check, other in zip(column.checks, alone.checks, strict=True):
                for field in fields(Check):
                    both = getattr(check, field.name), getattr(other, field.name)
                    if isinstance(both[0], np.ndarray):
                        assert both[0][place] == both[1], (seed, field.name)
                    else:
                        assert both[0] == both[1], (seed, field.name)
            assert np.broadcast_to(column.totals.match_lost, 7)[place] == alone.totals.match_lost


def test_contributions_of_the_first_half_lose_the_match_of_the_second() -> None:
    """260,000 a year on the 15th and the last day, match 100% up to 6%: 24,500 deferred by July 1
    was matched with 12 checks of 650. The year's formula gives 15,600, so 7,800 is lost, and a
    true-up would bring it."""
    rules = PayrollRules(match=(MatchTier(rate=1_000_000, up_to=60_000),), deferral_limit=24_500_00)
    start = YearToDate(through=date(2026, 7, 1), pre_tax=24_500_00, match=7_800_00)
    events = even(260_000_00, 24)
    totals = simulate(events, [], rules, start).totals
    assert (totals.match, totals.match_lost, totals.true_up_restores) == (7_800_00, 7_800_00, 0)
    restored = simulate(events, [], replace(rules, true_up=date(2027, 2, 15)), start)
    assert (restored.totals.match, restored.totals.true_up_restores) == (15_600_00, 7_800_00)
    assert [(one.kind, one.posted, one.amount) for one in restored.late] == [
        ("true_up", date(2027, 2, 15), 7_800_00)
    ]


def test_match_lost_after_the_deferral_limit_of_2010() -> None:
    """120,000 monthly, match 100% up to 3%, all 16,500 deferred by October 1: three checks of 300
    are lost."""
    rules = PayrollRules(match=(MatchTier(rate=1_000_000, up_to=30_000),), deferral_limit=16_500_00)
    start = YearToDate(through=date(2010, 10, 1), pre_tax=16_500_00, match=2_700_00)
    events = pay_events(Job(employer="E", pay=120_000_00, pay_frequency="monthly"), 2010)
    assert simulate(events, [], rules, start).totals.match_lost == 900_00


def test_a_true_up_is_lost_by_leaving_before_its_day() -> None:
    """300,000 biweekly from January 9 to August 31, 24,500 deferred from the first checks: a
    true-up for those employed on December 31 is not paid."""
    job = Job(employer="E", pay=300_000_00, first_payday=date(2026, 1, 9), ended=date(2026, 8, 31))
    rules = PayrollRules(
        match=(MatchTier(rate=500_000, up_to=60_000),),
        deferral_limit=24_500_00,
        stops_at_limit=True,
        true_up=date(2027, 2, 15),
        true_up_if_employed_on=date(2026, 12, 31),
        left_on=job.ended,
    )
    events = pay_events(job, 2026)
    fast = simulate(events, always(pre_tax=Election(rate=300_000)), rules)
    assert fast.totals.true_up_restores == 0
    assert fast.late[0].lost == fast.totals.match_lost > 0
    even_match = simulate(events, always(pre_tax=Election(rate=60_000)), rules)
    assert even_match.totals.match_lost == 0, "elections per check keep the match instead"
    stays = simulate(events, always(pre_tax=Election(rate=300_000)), replace(rules, left_on=None))
    assert stays.totals.match_lost == stays.totals.true_up_restores == fast.late[0].lost


def test_deferrals_spill_over_into_after_tax_contributions() -> None:
    """122,500 on the 15th and the last day in 2021, 15% pre-tax and 5% Roth: 19,500 of deferrals
    (three quarters of them pre-tax), and the other 5,000 of the 24,500 go in after-tax."""
    rules = PayrollRules(
        match=(MatchTier(rate=1_000_000, up_to=40_000),), deferral_limit=19_500_00, spillover=True
    )
    job = Job(employer="E", pay=122_500_00, pay_frequency="semimonthly")
    changes = always(pre_tax=Election(rate=150_000), roth=Election(rate=50_000))
    found = simulate(pay_events(job, 2021), changes, rules)
    assert found.totals.pre_tax + found.totals.roth == 19_500_00
    assert found.totals.pre_tax == pytest.approx(14_625_00, abs=10)
    assert found.totals.after_tax == pytest.approx(5_000_00, abs=25), "percents round in each check"
    # A plan that matches deferrals only stops matching with them.
    assert found.totals.match == pytest.approx(19 * 204_17 + 104_10, abs=10)
    both = simulate(pay_events(job, 2021), changes, replace(rules, match_on_after_tax=True))
    assert both.totals.match == 4_900_00


def test_a_check_stops_at_the_annual_additions_limit_with_its_match() -> None:
    rules = PayrollRules(
        match=(MatchTier(rate=1_000_000, up_to=60_000),),
        additions_limit=72_000_00,
        deferral_limit=24_500_00,
        stops_at_limit=True,
        match_on_after_tax=True,
    )
    changes = always(pre_tax=Election(rate=100_000), after_tax=Election(rate=300_000))
    found = simulate(even(240_000_00, 24), changes, rules)
    assert found.totals.room_left in (0, 1)
    assert min(check.room_left for check in found.checks) >= 0
    assert (
        simulate(
            even(240_000_00, 24), changes, replace(rules, stops_at_limit=False)
        ).totals.room_left
        < 0
    )


def test_catch_up_by_one_election_goes_on_after_the_deferral_limit() -> None:
    rules = PayrollRules(
        deferral_limit=24_500_00,
        catch_up_limit=8_000_00,
        catch_up_is_roth=True,
        one_deferral_election=True,
        stops_at_limit=True,
    )
    found = simulate(even(240_000_00, 24), always(pre_tax=Election(rate=200_000)), rules)
    totals = found.totals
    assert (totals.pre_tax, totals.catch_up) == (24_500_00, 8_000_00)
    assert found.checks[0].catch_up == 0
    assert found.checks[0].catch_up_is_roth
    assert totals.annual_additions == 24_500_00, "catch-up is no annual addition"


def test_employer_money_that_is_posted_later_counts_in_the_year() -> None:
    rules = PayrollRules(
        nonelective_rate=30_000,
        other_employer=1_000_00,
        nonelective_posted=date(2027, 3, 15),
        pay_limit=360_000_00,
        additions_limit=72_000_00,
    )
    found = simulate(even(480_000_00, 24), [], rules, YearToDate(nonelective=500_00))
    assert found.totals.nonelective == 11_800_00
    assert [one.amount for one in found.late] == [11_300_00]
    assert found.totals.room_left == 72_000_00 - 11_800_00
    each = replace(rules, nonelective_posted=None, other_employer=0)
    posted = simulate(even(480_000_00, 24), [], each)
    assert posted.totals.nonelective == 10_800_00
    assert not posted.late
    assert posted.checks[17].nonelective == 600_00, "20,000 a check until pay reaches the limit"
    assert posted.checks[18].nonelective == 0


def test_a_bonus_takes_its_own_election_or_that_of_regular_pay() -> None:
    first = date(2026, 1, 2)
    bonus = PayEvent(date(2026, 3, 13), 50_000_00, kind="bonus", elections="bonus")
    regular = Elections(pre_tax=Election(rate=100_000), after_tax=Election(dollars=500_00))
    own = Elections(after_tax=Election(rate=400_000))
    changes = [ElectionChange(first, regular), ElectionChange(first, own, kind="bonus")]

    def taken(event: PayEvent) -> tuple[int, int]:
        check = simulate([event], changes, PayrollRules()).checks[0]
        return check.pre_tax, check.after_tax

    assert taken(bonus) == (0, 20_000_00)
    assert taken(replace(bonus, elections="regular")) == (5_000_00, 0), "no dollars a check"
    assert taken(replace(bonus, elections=None)) == (0, 0)
    assert taken(replace(bonus, plan_eligible=False)) == (0, 0)
    assert taken(replace(bonus, kind="regular", elections="regular")) == (5_000_00, 500_00)


def test_a_match_with_a_waiting_time_begins_on_its_day() -> None:
    rules = PayrollRules(
        match=(MatchTier(rate=1_000_000, up_to=50_000),), match_from=date(2026, 7, 1)
    )
    found = simulate(even(240_000_00, 24), always(roth=Election(rate=50_000)), rules)
    assert [check.match for check in found.checks] == [0] * 12 + [500_00] * 12
    assert found.totals.match_lost == 0, "earlier contributions never had a match to lose"


def test_tiers_in_dollars_end_with_the_contributions_of_the_year() -> None:
    rules = PayrollRules(match=(MatchTier(rate=500_000, up_to_dollars=3_000_00),))
    found = simulate(even(240_000_00, 24), always(roth=Election(dollars=700_00)), rules)
    assert [check.match for check in found.checks][:6] == [350_00] * 4 + [100_00, 0]
    start = YearToDate(through=found.checks[3].date, roth=2_800_00, match=1_400_00)
    later = simulate(even(240_000_00, 24), always(roth=Election(dollars=700_00)), rules, start)
    assert later.totals.match == 1_500_00


@pytest.mark.parametrize(
    ("method", "match"),
    [
        ("stop", 12_000_00),
        ("per_check", 21_000_00),
        ("proportional", 18_000_00),
        ("year", 18_000_00),
    ],
)
def test_pay_above_the_compensation_limit_counts_by_the_method_of_the_plan(
    method: str, match: int
) -> None:
    """Twelve checks of 10,000 and twelve of 40,000, match 100% up to 5%, limit 360,000; deferrals
    of 5% of every check."""
    events = [
        replace(event, gross=10_000_00 if place < 12 else 40_000_00)
        for place, event in enumerate(even(240_000_00, 24))
    ]
    rules = PayrollRules(
        match=(MatchTier(rate=1_000_000, up_to=50_000),),
        pay_limit=360_000_00,
        pay_cap_method=method,
        paychecks=24,
    )
    expected = {"stop": 18_000_00, "per_check": 15_000_00}.get(method, match)
    assert simulate(events, always(roth=Election(rate=50_000)), rules).totals.match == expected


def test_a_yearly_match_needs_the_day_on_which_it_is_posted() -> None:
    with pytest.raises(ValueError, match="true_up"):
        PayrollRules(match=(MatchTier(rate=1, up_to=1),), match_period="year")


def test_contributions_never_pass_the_check() -> None:
    elections = always(
        pre_tax=Election(dollars=9_000_00),
        roth=Election(rate=100_000),
        after_tax=Election(rate=500_000),
    )
    check = simulate(even(240_000_00, 24), elections, PayrollRules()).checks[0]
    assert (check.pre_tax, check.roth, check.after_tax) == (9_000_00, 1_000_00, 0)
    assert check.contributed == check.gross


def test_an_election_is_rounded_down_to_the_step_of_the_plan() -> None:
    assert STEPS["1%"].down(99_999) == 90_000
    assert STEPS["0.5%"].down(99_999) == 95_000
    assert STEPS["$1"].down(942_31) == 942_00
    assert NOTHING.of_check(5_000_00) == 0
