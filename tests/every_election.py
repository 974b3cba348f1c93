"""Every schedule of elections of a small problem, found by brute force.

It shares the simulator with the product and nothing of the solver: each schedule is simulated, and
those that pass a limit or a floor in any case are dropped.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from megaroth.payroll.elections import STEPS, Election, Elections
from megaroth.payroll.pay_events import PayEvent
from megaroth.payroll.payroll_rules import (
    HighestElections,
    MatchTier,
    PayrollRules,
    YearToDate,
)
from megaroth.payroll.simulator import simulate_elected
from megaroth.planyear.elections.problem import Problem
from megaroth.planyear.elections.slots import Case

Value = tuple[int, int, int, int]
"""The match, deferrals, catch-up and after-tax contributions of a year, cents: in the order of
wishes."""

POINT = 10_000
"""One percent, in parts per million."""

SOURCES = ("deferral", "catch_up", "after_tax")

_USED = [
    ("deferral",),
    ("after_tax",),
    ("deferral", "after_tax"),
    ("deferral", "after_tax"),
    ("deferral", "catch_up"),
    SOURCES,
]


def small_problem(seed: int) -> Problem:
    """A problem of two to four checks, with few levels of each election."""
    draw = random.Random(f"small {seed}")
    used = draw.choice(_USED)
    count = draw.choice([2, 3]) if len(used) == 3 else draw.choice([2, 3, 3, 4])
    top = {2: 6, 3: 4, 4: 3}[count] - (len(used) - 1)
    even = draw.random() < 0.3
    pays = [draw.randint(2_000, 9_000) * 100 for _ in range(count)]
    events = tuple(
        PayEvent(date(2026, 1, 9) + timedelta(30 * place), pays[0] if even else pay)
        for place, pay in enumerate(pays)
    )
    whole = sum(int(event.gross) for event in events)
    most = whole * top // 100

    def highest(source: str) -> int:
        return top * POINT if source in used else 0

    rules = PayrollRules(
        step=STEPS["1%"],
        highest=HighestElections(
            pre_tax=highest("deferral"),
            catch_up=highest("catch_up"),
            after_tax=highest("after_tax"),
            combined=draw.choice([1_000_000, 1_000_000, (top + 1) * POINT]),
        ),
        deferral_limit=draw.randint(1, most * 5 // 4) if "deferral" in used else 0,
        catch_up_limit=draw.randint(1, most) if "catch_up" in used else 0,
        additions_limit=draw.randint(1, most * 2),
        after_tax_limit=draw.choice([10**13, draw.randint(1, most)]),
        match=draw.choice(
            [
                (),
                (MatchTier(rate=500_000, up_to=top * POINT // 2),),
                (MatchTier(rate=1_000_000, up_to=POINT), MatchTier(rate=500_000, up_to=2 * POINT)),
                (MatchTier(rate=1_000_000, up_to=top * POINT),),
            ]
        ),
        match_on_after_tax=draw.random() < 0.3,
        match_on_catch_up=draw.random() < 0.3,
        true_up=date(2027, 2, 15) if draw.random() < 0.2 else None,
        nonelective_rate=draw.choice([0, 0, 10_000]),
    )
    cases = [Case(events=events, rules=rules)]
    if draw.random() < 0.2:
        day = date(2026, 12, 31)
        late = replace(rules, other_employer=draw.randint(1, 200_00), nonelective_posted=day)
        cases.append(Case(events=events, rules=late, for_="nonelective", known_on=day))
    least = min(int(event.gross) for event in events)
    return Problem(
        cases=tuple(cases),
        start=YearToDate(),
        take_home=lambda check, before, after: (
            int(check.gross) * 7 // 10 - before * 7 // 10 - after
        ),
        catch_up=10**13 if "catch_up" in used else 0,
        floor=least * draw.randint(63, 69) // 100 if draw.random() < 0.3 else 0,
        prefer=draw.choice(["level", "early"]),
        max_changes=draw.choice([None, 0, 1, 1, 2]),
    )


def every_value(problem: Problem) -> set[Value]:
    """What each lawful schedule brings in the expected case."""
    found = (_value(problem, elected) for elected in _schedules(problem))
    return {value for value in found if value is not None}


def _schedules(problem: Problem) -> Iterator[list[Elections]]:
    """Elections of each check, for all days of change and all levels."""
    count = len(problem.cases[0].events)
    changes = count - 1 if problem.max_changes is None else min(problem.max_changes, count - 1)
    choices = list(_choices(problem.rules.highest))
    for days in itertools.combinations(range(1, count), changes):
        lengths = [end - start for start, end in itertools.pairwise((0, *days, count))]
        for chosen in itertools.product(choices, repeat=len(lengths)):
            yield [one for one, length in zip(chosen, lengths, strict=True) for _ in range(length)]


def _choices(highest: HighestElections) -> Iterator[Elections]:
    tops = (highest.pre_tax, highest.catch_up, highest.after_tax)
    for levels in itertools.product(*(range(0, top + 1, POINT) for top in tops)):
        if sum(levels) <= highest.combined:
            pre_tax, catch_up, after_tax = (Election(rate=level) for level in levels)
            yield Elections(pre_tax=pre_tax, catch_up=catch_up, after_tax=after_tax)


def _value(problem: Problem, elected: Sequence[Elections]) -> Value | None:
    value: Value | None = None
    for case in problem.cases:
        year = simulate_elected(case.events, elected, case.rules, problem.start)
        totals, rules = year.totals, case.rules
        contributed = sum(int(check.contributed) for check in year.checks)
        over = (
            (totals.room_left < 0 and contributed > 0)
            or totals.pre_tax > rules.deferral_limit
            or totals.catch_up > rules.catch_up_limit
            or totals.after_tax > rules.after_tax_limit
        )
        if over:
            return None
        for check in year.checks:
            before = int(check.pre_tax) + int(check.catch_up)
            event = PayEvent(check.date, check.gross)
            kept = problem.take_home(event, before, int(check.after_tax))
            if check.contributed and kept < problem.floor:
                return None
        if value is None:
            value = (
                int(totals.match),
                int(totals.pre_tax),
                int(totals.catch_up),
                int(totals.after_tax),
            )
    return value


def better_by_a_step(values: Iterable[Value], mine: Value, step: int, of_match: int) -> list[Value]:
    """The values that bring a step more of one wish and nothing less of those before it."""
    steps = (of_match, step, step, step)
    return [value for value in values if _is_better(value, mine, steps)]


def _is_better(value: Value, mine: Value, steps: Value) -> bool:
    for theirs, own, step in zip(value, mine, steps, strict=True):
        if theirs >= own + step:
            return True
        if theirs < own:
            return False
    return False
