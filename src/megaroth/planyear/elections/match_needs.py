"""What each check must contribute so that no match is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from megaroth.kernel.money import PPM
from megaroth.payroll.match_by_check import counted_pay, is_matched
from megaroth.payroll.payroll_rules import PayrollRules
from megaroth.planyear.elections.level_fill import Levels
from megaroth.planyear.elections.slots import Case, Grid, Source


def levels_for_match(
    grid: Grid,
    cases: Sequence[Case],
    source: Source = "deferral",
    others: Mapping[Source, Levels] = MappingProxyType({}),
) -> Levels:
    """The lowest level of each slot that earns the whole match of its checks in every case.

    Args:
        grid: the checks to come.
        cases: what the year may turn out to be.
        source: the one to elect.
        others: levels of the sources that are elected already.
    """
    wanted = [_wanted(grid, number, case, source, others) for number, case in enumerate(cases)]
    return tuple(
        _lowest(grid, slot, [of_case[slot] for of_case in wanted])
        for slot in range(len(grid.slots))
    )


def _wanted(
    grid: Grid, number: int, case: Case, source: Source, others: Mapping[Source, Levels]
) -> list[int]:
    """What each slot should have of a source in one case, cents: what the match of its checks needs
    and matched contributions of the other sources do not bring."""
    if not _is_matched(source, case.rules):
        return [0] * len(grid.slots)
    needs = _needs(case)
    matched = [levels for other, levels in others.items() if _is_matched(other, case.rules)]
    return [
        sum(
            max(
                needs.get(id(event), 0)
                - sum(grid.of_check(event, levels[slot]) for levels in matched),
                0,
            )
            for event in grid.checks[number][slot]
        )
        for slot in range(len(grid.slots))
    ]


def _is_matched(source: Source, rules: PayrollRules) -> bool:
    if source == "deferral":
        return True
    return rules.match_on_catch_up if source == "catch_up" else rules.match_on_after_tax


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
