"""What each check must contribute so that no match is lost."""

from __future__ import annotations

from collections.abc import Sequence

from megaroth.kernel.money import PPM
from megaroth.payroll.match_by_check import counted_pay, is_matched
from megaroth.payroll.payroll_rules import PayrollRules
from megaroth.planyear.elections.level_fill import Levels
from megaroth.planyear.elections.slots import Case, Grid


def levels_for_match(grid: Grid, cases: Sequence[Case]) -> Levels:
    """The lowest level of each slot that earns the whole match of its checks in every case."""
    needs = [_needs(case) for case in cases]
    found = []
    for slot in range(len(grid.slots)):
        wanted = [
            sum(needs[case].get(id(event), 0) for event in grid.checks[case][slot])
            for case in grid.cases
        ]
        found.append(_lowest(grid, slot, wanted))
    return tuple(found)


def matched_by_check(rules: PayrollRules) -> bool:
    """Whether the match of a check depends on what that check contributes, with nothing that makes
    up for it later."""
    late = rules.true_up is not None and rules.keeps_late_match
    return bool(rules.match) and rules.match_period == "paycheck" and not late


def _needs(case: Case) -> dict[int, int]:
    """The matched contributions of each check that earn its whole match, cents, by its
    identity."""
    rules = case.rules
    if not matched_by_check(rules):
        return {}
    tops = [tier.up_to for tier in rules.match if tier.rate and tier.up_to is not None]
    top = max(tops, default=0)
    counted = counted_pay(case.events, rules)
    return {
        id(event): int(pay) * top // PPM
        for event, pay in zip(case.events, counted, strict=True)
        if is_matched(event, rules)
    }


def _lowest(grid: Grid, slot: int, wanted: Sequence[int]) -> int:
    """The lowest level that takes at least so much from a slot in each case; the highest that
    takes anything more where none does."""
    under, over = -1, grid.highest(slot, PPM)
    while over - under > 1:
        middle = (under + over) // 2
        enough = all(grid.amount(case, slot, middle) >= wanted[case] for case in grid.cases)
        under, over = (under, middle) if enough else (middle, over)
    enough = all(grid.amount(case, slot, over) >= wanted[case] for case in grid.cases)
    return over if enough else 0
