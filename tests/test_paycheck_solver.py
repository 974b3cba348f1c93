"""The solver of elections: against brute force where that is possible, and never a cent over a
limit for random plans, starting points and late numbers at their worst."""

from __future__ import annotations

import itertools
import random
import tracemalloc
from dataclasses import replace
from datetime import date, timedelta

import pytest

from every_election import Value, better_by_a_step, every_value, small_problem
from megaroth.payroll.banking_days import banking_day_by
from megaroth.payroll.elections import STEPS, Election, ElectionChange, Elections
from megaroth.payroll.pay_events import PayEvent
from megaroth.payroll.payroll_rules import (
    HighestElections,
    MatchTier,
    PayrollRules,
    YearToDate,
)
from megaroth.payroll.simulator import simulate
from megaroth.planyear.elections.few_changes import days_of_change
from megaroth.planyear.elections.job_solution import JobSolution, solve_job
from megaroth.planyear.elections.problem import Problem
from megaroth.planyear.elections.slots import Case

LIMITS = {
    "deferral_limit": 24_500_00,
    "catch_up_limit": 8_000_00,
    "additions_limit": 72_000_00,
    "pay_limit": 360_000_00,
}
HALF_OF_SIX = (MatchTier(rate=500_000, up_to=60_000),)


def in_full(check: PayEvent, before_tax: int, after: int) -> int:
    """Take-home pay without taxes."""
    return int(check.gross) - before_tax - after


def checks(pays: list[int], every: int = 14) -> tuple[PayEvent, ...]:
    first = date(2026, 1, 9)
    return tuple(PayEvent(first + timedelta(every * n), pay) for n, pay in enumerate(pays))


def problem(events: tuple[PayEvent, ...], **more) -> Problem:
    rules = PayrollRules(**(LIMITS | more.pop("rules", {})))
    cases = more.pop("cases", (Case(events=events, rules=rules),))
    return Problem(**({"start": YearToDate(), "take_home": in_full} | more), cases=cases)


def totals(found: JobSolution):
    return found.schedule.simulated[0].totals


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("prefer", ["level", "early"])
def test_at_most_one_step_of_one_check_is_left_with_any_number_of_changes(step, prefer) -> None:
    events = checks([11_538_46] * 13 + [12_115_38] * 13)
    rules = {"step": STEPS[step], "match": HALF_OF_SIX}
    found = solve_job(problem(events, rules=rules, prefer=prefer, catch_up=8_000_00))
    one_step = STEPS[step].size * 12_115_38 // 1_000_000 + 1
    most = one_step if STEPS[step].unit == "percent" else STEPS[step].size
    year = totals(found)
    assert 0 <= 24_500_00 - year.pre_tax <= most
    assert 0 <= 8_000_00 - year.catch_up <= most
    assert 0 <= year.room_left <= most
    assert year.match_lost <= len(events), "payroll rounds a share of a check to a cent"


def test_even_pay_and_elections_in_dollars_fill_every_limit_to_the_cent() -> None:
    found = solve_job(problem(checks([11_538_46] * 26), rules={"match": HALF_OF_SIX}))
    year = totals(found)
    assert (year.pre_tax, year.after_tax, year.room_left) == (24_500_00, 38_500_00, 0)
    assert days_of_change(found.schedule) == 1, "the last check takes what even dollars leave"


def test_level_elections_differ_by_one_step() -> None:
    rules = {"step": STEPS["1%"], "match": HALF_OF_SIX}
    found = solve_job(problem(checks([11_538_46] * 26), rules=rules))
    for levels in found.schedule.levels.values():
        assert max(levels) - min(levels) <= 1


def test_early_contributions_lose_no_match() -> None:
    rules = {"step": STEPS["1%"], "match": HALF_OF_SIX}
    found = solve_job(problem(checks([11_538_46] * 26), rules=rules, prefer="early"))
    assert totals(found).match_lost <= 26, "payroll rounds a share of a check to a cent"
    assert found.schedule.levels["deferral"][0] > 50
    assert found.schedule.levels["deferral"][-1] == 6, "what the match needs, to the last check"
    assert not found.gave_way


def test_a_check_that_the_match_needs_more_from_than_the_limit_lets_it_have() -> None:
    """1,000,000 of pay counts to 360,000 until it is reached: 6% of it is more than 24,500 only
    where the plan matches 10%."""
    rules = {"step": STEPS["1%"], "match": (MatchTier(rate=1_000_000, up_to=100_000),)}
    found = solve_job(problem(checks([13_846_15] * 26), rules=rules))
    [lost] = [one for one in found.gave_way if one.wish == "match"]
    assert lost.to == "limits"
    assert lost.cost == 36_000_00 - 10 - totals(found).match or lost.cost > 11_000_00


def test_the_floor_of_take_home_pay_holds_for_every_check() -> None:
    events = checks([4_000_00] * 20 + [2_000_00] * 6)
    rules = {"step": STEPS["1%"]}
    found = solve_job(problem(events, rules=rules, floor=1_500_00))
    for check in found.schedule.simulated[0].checks:
        assert check.gross - check.contributed >= 1_500_00
    assert {(one.wish, one.to) for one in found.gave_way} == {("after_tax", "take_home_floor")}


def test_the_highest_elections_hold() -> None:
    highest = HighestElections(combined=150_000, after_tax=60_000)
    rules = {"step": STEPS["1%"], "highest": highest}
    found = solve_job(problem(checks([5_000_00] * 26), rules=rules))
    for deferral, after_tax in zip(
        found.schedule.levels["deferral"], found.schedule.levels["after_tax"], strict=True
    ):
        assert after_tax <= 6
        assert deferral + after_tax <= 15


@pytest.mark.parametrize("changes", [None, 0, 2])
def test_a_year_without_checks_to_come_elects_nothing(changes) -> None:
    events = checks([5_000_00] * 4)
    start = YearToDate(through=events[-1].date)
    found = solve_job(problem(events, start=start, max_changes=changes))
    assert found.schedule.changes == ()
    assert found.gap == 0


# Brute force: every level of every check, and every day of change.


def _best(events, rules, levels: int, changes: int) -> int:
    """The most after-tax money within the room, in steps of the smallest check."""
    best = 0
    count = len(events)
    for days in itertools.combinations(range(1, count), min(changes, count - 1)):
        edges = (0, *days)
        for rates in itertools.product(range(levels + 1), repeat=len(edges)):
            entered = [
                ElectionChange(
                    events[start].date,
                    Elections(after_tax=Election(rate=rate * rules.step.size)),
                )
                for start, rate in zip(edges, rates, strict=True)
            ]
            year = simulate(events, entered, rules).totals
            if year.room_left >= 0 and year.after_tax <= rules.after_tax_limit:
                best = max(best, int(year.after_tax))
    return best


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("changes", [0, 1, 2])
def test_the_search_equals_brute_force_to_one_step(seed: int, changes: int) -> None:
    draw = random.Random(f"{seed} {changes}")
    count = draw.randint(3, 4)
    events = checks([draw.randint(2_000, 9_000) * 100 for _ in range(count)])
    whole = sum(int(event.gross) for event in events)
    rules = PayrollRules(
        step=STEPS["1%"],
        highest=HighestElections(after_tax=80_000),
        additions_limit=draw.randint(1, whole * 9 // 100),
        deferral_limit=0,
    )
    found = solve_job(
        Problem(
            cases=(Case(events=events, rules=rules),),
            start=YearToDate(),
            take_home=in_full,
            max_changes=changes,
        )
    )
    best = _best(events, rules, 8, changes)
    assert found.gap == 0
    assert days_of_change(found.schedule) <= changes
    reached = int(totals(found).after_tax)
    assert best - found.grid.one_step < reached <= best


def _beaten(seed: int) -> tuple[JobSolution, list[Value]]:
    """A small problem's solution, and the schedules that are better by a step."""
    asked = small_problem(seed)
    found = solve_job(asked)
    grid = found.grid
    # With any number of changes, a step of one check may be left: of the largest one too.
    step = grid.largest_step if asked.max_changes is None else grid.one_step
    rate = max((tier.rate for tier in asked.rules.match), default=0)
    # Each matched source may lack a step, and the match of it.
    rate *= 1 + asked.rules.match_on_catch_up + asked.rules.match_on_after_tax
    values = every_value(asked)
    mine = found.schedule.brings
    if any(any(levels) for levels in found.schedule.levels.values()):
        assert mine in values, f"seed {seed}: a schedule that brute force does not find"
    return found, better_by_a_step(values, mine, step, max(step * rate // 1_000_000, 100))


def _check_against_every_schedule(seed: int) -> None:
    found, better = _beaten(seed)
    mine = found.schedule.brings
    more = [
        sum(max(one - own, 0) for one, own in zip(value, mine, strict=True)) for value in better
    ]
    assert max(more, default=0) <= found.gap, f"seed {seed}: {max(better)} beats {mine}"


@pytest.mark.parametrize("seed", range(25))
def test_no_schedule_there_is_brings_more_than_the_gap_says(seed: int) -> None:
    _check_against_every_schedule(seed)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(20))
def test_no_schedule_of_2_000_problems_brings_more_than_the_gap_says(part: int) -> None:
    for seed in range(part, 2_000, 20):
        _check_against_every_schedule(seed)


FOUND_LATE = {
    "after-tax money is matched, so it is spread over the checks": {
        "events": checks([5_683_00, 7_532_00, 8_706_00], every=30),
        "rules": {
            "step": STEPS["1%"],
            "highest": HighestElections(pre_tax=0, after_tax=40_000),
            "deferral_limit": 0,
            "after_tax_limit": 181_41,
            "additions_limit": 1_620_26,
            "match": (MatchTier(rate=500_000, up_to=20_000),),
            "match_on_after_tax": True,
        },
        "prefer": "early",
        "brings": (81_19, 0, 0, 162_38),
    },
    "a match that uses room is not taken off twice": {
        "events": checks([4_494_00] * 3, every=30),
        "rules": {
            "step": STEPS["1%"],
            "highest": HighestElections(pre_tax=40_000, after_tax=0),
            "additions_limit": 460_87,
            "match": (MatchTier(rate=1_000_000, up_to=40_000),),
        },
        "brings": (224_70, 224_70, 0, 0),
    },
    "a large bonus does not keep usual checks from taking what is left": {
        "events": (
            *checks([5_000_00] * 6, every=30),
            PayEvent(date(2026, 6, 30), 200_000_00, kind="bonus", elections="regular"),
        ),
        "rules": {
            "step": STEPS["1%"],
            "highest": HighestElections(pre_tax=0),
            "deferral_limit": 0,
            "additions_limit": 2_000_00 + 6 * 150_00,
        },
        "brings": (0, 0, 0, 2_900_00),
    },
}


@pytest.mark.parametrize("name", FOUND_LATE)
def test_found_late(name: str) -> None:
    case = dict(FOUND_LATE[name])
    brings, events = case.pop("brings"), case.pop("events")
    assert solve_job(problem(events, **case)).schedule.brings == brings


def test_a_search_through_cents_ends_and_keeps_little() -> None:
    """Where a later source is matched, every level of an earlier one is tried: of cents there are
    hundreds of thousands."""
    rules = {"match": HALF_OF_SIX, "match_on_after_tax": True, "additions_limit": 9_000_00}
    asked = problem(checks([5_000_00] * 4), rules=rules)
    tracemalloc.start()
    try:
        found = solve_job(asked)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert totals(found).room_left >= 0
    assert most < 50_000_000


def test_few_changes_in_cents_fill_every_source() -> None:
    """A search through cents once ended before it came to catch-up and after-tax money."""
    events = checks([9_000_00 + 137 * place for place in range(12)], every=30)
    asked = problem(events, prefer="early", catch_up=8_000_00, max_changes=4)
    found = solve_job(asked)
    assert found.gap == 0
    year = totals(found)
    assert min(24_500_00 - year.pre_tax, 8_000_00 - year.catch_up, year.room_left) >= 0
    assert max(24_500_00 - year.pre_tax, 8_000_00 - year.catch_up, year.room_left) < 100


# Random plans at their worst.


def _events(draw: random.Random, year: int) -> tuple[PayEvent, ...]:
    frequency = draw.choice(["weekly", "biweekly", "semimonthly", "monthly"])
    first = date(year, 1, 1) + timedelta(draw.randrange(7))
    step = {"weekly": 7, "biweekly": 14}.get(frequency)
    if step:
        days = [first + timedelta(step * n) for n in range(60)]
    else:
        days = [date(year, month, 15) for month in range(1, 13)]
        if frequency == "semimonthly":
            days = sorted([*days, *(date(year, month, 1) for month in range(1, 13))])
    paid = sorted({day for one in days if (day := banking_day_by(one)).year == year})
    pay = draw.randint(20_000, 900_000) * 100 // len(paid)
    raised = draw.randrange(len(paid))
    found = [
        PayEvent(day, pay * 11 // 10 if place > raised else pay) for place, day in enumerate(paid)
    ]
    for _ in range(draw.choice([0, 0, 1, 2])):
        found.append(
            PayEvent(
                draw.choice(paid),
                draw.randint(1, 200_000) * 100,
                kind="bonus",
                elections=draw.choice(["regular", "bonus", None]),
                matched=draw.random() < 0.5,
            )
        )
    return tuple(sorted(found, key=lambda event: event.date))


def _rules(draw: random.Random, year: int) -> PayrollRules:
    late = draw.random()
    return PayrollRules(
        step=STEPS[draw.choice(list(STEPS))],
        highest=HighestElections(
            combined=draw.choice([1_000_000, 750_000]),
            after_tax=draw.choice([1_000_000, 100_000]),
        ),
        stops_at_limit=draw.random() < 0.3,
        spillover=draw.random() < 0.2,
        deferral_limit=draw.randint(0, 24_500_00),
        catch_up_limit=draw.choice([0, 8_000_00, 11_250_00]),
        catch_up_is_roth=draw.random() < 0.5,
        additions_limit=draw.randint(20_000_00, 72_000_00),
        after_tax_limit=draw.choice([10**13, 20_000_00]),
        pay_limit=360_000_00,
        pay_cap_method=draw.choice(["proportional", "year", "stop", "per_check"]),
        match=draw.choice([(), HALF_OF_SIX, (MatchTier(rate=1_000_000, up_to=45_000),)]),
        match_on_after_tax=draw.random() < 0.2,
        match_on_catch_up=draw.random() < 0.2,
        true_up=date(year + 1, 2, 15) if late < 0.3 else None,
        nonelective_rate=draw.choice([0, 30_000]),
        nonelective_posted=date(year, 12, 31) if late < 0.6 else None,
        other_employer=draw.choice([0, 1_000_00]),
    )


def _random_problem(seed: int) -> Problem:
    draw = random.Random(seed)
    year = 2002 + seed % 34
    events, rules = _events(draw, year), _rules(draw, year)
    day = events[draw.randrange(len(events))].date if draw.random() < 0.4 else None
    start = YearToDate(
        through=day,
        pre_tax=0 if day is None else draw.randint(0, int(rules.deferral_limit)),
        after_tax=0 if day is None else draw.randint(0, 5_000_00),
    )
    cases = [Case(events=events, rules=rules)]
    if draw.random() < 0.5:
        worse = tuple(
            replace(event, gross=event.gross * 13 // 10) if event.kind == "bonus" else event
            for event in events
        )
        cases.append(Case(events=worse, rules=rules, for_="bonus", known_on=date(year, 12, 1)))
    if draw.random() < 0.3:
        safe_harbor = replace(
            rules, nonelective_rate=30_000, nonelective_posted=date(year + 1, 3, 15)
        )
        cases.append(
            Case(
                events=events, rules=safe_harbor, for_="nonelective", known_on=date(year + 1, 3, 15)
            )
        )
    if draw.random() < 0.2:
        extra = (*events, PayEvent(date(year, 12, 31), events[-1].gross))
        cases.append(
            Case(events=extra, rules=rules, for_="extra_paycheck", known_on=date(year, 12, 15))
        )
    return Problem(
        cases=tuple(cases),
        start=start,
        take_home=lambda check, before, after: (
            int(check.gross) * 7 // 10 - before * 7 // 10 - after
        ),
        deferral=draw.choice([10**13, 10_000_00]),
        catch_up=draw.choice([0, 8_000_00]),
        after_tax=draw.choice([10**13, 30_000_00, 0]),
        deferral_kind=draw.choice(["pre_tax", "roth"]),
        floor=draw.choice([0, 500_00]),
        prefer=draw.choice(["level", "early"]),
        max_changes=draw.choice([None, None, 0, 1, 4]),
    )


def _check(seed: int) -> None:
    asked = _random_problem(seed)
    found = solve_job(asked)
    start = asked.start
    for case in asked.cases:
        year = simulate(case.events, found.schedule.changes, case.rules, start)
        totals, rules = year.totals, case.rules
        before = rules.additions_limit - start.additions()
        employer = totals.match + totals.nonelective
        # Employer money alone may pass what earlier contributions left.
        if found.schedule.changes and any(any(one) for one in found.schedule.levels.values()):
            assert totals.room_left >= min(0, before - employer), seed
        deferred = totals.pre_tax + totals.roth
        assert deferred <= max(rules.deferral_limit, start.pre_tax + start.roth), seed
        assert totals.catch_up <= max(rules.catch_up_limit, start.catch_up), seed
        assert totals.after_tax <= max(rules.after_tax_limit, start.after_tax), seed
        for check in year.checks:
            floor = asked.floor if check.kind == "regular" else 0
            if check.contributed:
                kept = check.pre_tax + (0 if rules.catch_up_is_roth else check.catch_up)
                other = check.contributed - kept
                left = asked.take_home(PayEvent(check.date, check.gross), kept, other)
                assert left >= floor, seed
    if asked.max_changes is not None:
        assert days_of_change(found.schedule) <= asked.max_changes, seed


@pytest.mark.parametrize("seed", range(60))
def test_no_limit_is_exceeded_by_a_cent_in_any_case(seed: int) -> None:
    _check(seed)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(20))
def test_no_limit_is_exceeded_by_a_cent_in_any_of_10_000_cases(part: int) -> None:
    for seed in range(part, 10_000, 20):
        _check(seed)
