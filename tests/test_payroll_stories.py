"""Eight years as payroll has them (``examples/payroll``), each with its answer worked out by hand.

Limits of 2026: 24,500 of deferrals (IRC 402(g)), 72,000 of annual additions (IRC 415(c)), Notice
2025-67.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import EXAMPLES
from megaroth.law.law_book import PUBLISHED
from megaroth.planyear.elections.result import Paychecks, PaycheckTotals
from megaroth.readers.household_file import read_household
from megaroth.service.plan_year import paychecks

STORIES = EXAMPLES / "payroll"
DEFERRAL, ADDITIONS = 24_500_00, 72_000_00


def solved(name: str) -> tuple[Paychecks, PaycheckTotals]:
    answer = paychecks(read_household(STORIES / f"{name}.toml"), PUBLISHED)
    return answer, answer.totals[-1]


@pytest.mark.parametrize("file", sorted(STORIES.glob("*.toml")), ids=lambda file: file.stem)
def test_no_story_passes_a_limit_or_takes_more_than_a_check(file: Path) -> None:
    answer, totals = solved(file.stem)
    assert totals.pre_tax + totals.roth <= DEFERRAL
    assert totals.annual_additions <= ADDITIONS
    assert all(one.take_home >= 0 and one.room_left >= 0 for one in answer.paydays)
    assert answer.gap == 0


def test_front_loading_has_lost_the_match_of_the_second_half() -> None:
    _, totals = solved("front_loaded")
    # 6% of the twelve checks of 260,000 / 24 that are left.
    assert totals.match_lost == 7_800_00
    assert totals.true_up_restores == 0
    assert totals.after_tax == ADDITIONS - DEFERRAL - 7_800_00


def test_27_checks_hold_back_what_27_whole_checks_would_add() -> None:
    answer, totals = solved("checks_27")
    # A 26th of 260,000 each: 27 x 10,000, and 3% of it is 8,100 of match instead of 7,800.
    (held,) = totals.held_back
    assert (held.for_, held.amount) == ("extra_paycheck", 300_00)
    assert totals.after_tax == ADDITIONS - DEFERRAL - 8_100_00
    assert len(answer.paydays) == 27
    assert [one.rule for one in answer.questions] == ["extra_paycheck"]


def test_a_true_up_in_february_counts_in_this_year() -> None:
    _, totals = solved("true_up_in_february")
    # 5% of 240,000 is 12,000; 6,000 were matched, and the true-up brings the other 6,000.
    assert (totals.match, totals.match_lost, totals.true_up_restores) == (
        12_000_00,
        6_000_00,
        6_000_00,
    )
    assert totals.after_tax == ADDITIONS - DEFERRAL - 12_000_00
    assert [(one.for_, one.amount, one.known_on.isoformat()) for one in totals.held_back] == [
        ("true_up", 6_000_00, "2027-02-15")
    ]


def test_a_bonus_in_december_fits_under_the_limit_to_the_cent() -> None:
    answer, totals = solved("december_bonus")
    # 3% of 240,000 + 60,000 is the match.
    assert (totals.pre_tax, totals.match) == (DEFERRAL, 9_000_00)
    assert totals.after_tax == ADDITIONS - DEFERRAL - 9_000_00
    bonus = next(one for one in answer.paydays if one.gross == 60_000_00)
    assert bonus.after_tax > 0
    assert bonus.room_left >= answer.paydays[-1].after_tax + answer.paydays[-1].pre_tax


def test_elections_in_percent_catch_a_vesting_too() -> None:
    answer, totals = solved("vesting")
    # Steps of 1% of 15,000 and of 90,000 are multiples of 150, and 24,500 is not one: 24,450.
    assert totals.pre_tax == 24_450_00
    assert totals.match == 8_100_00  # 3% of 270,000
    assert totals.annual_additions == ADDITIONS
    vesting = next(one for one in answer.paydays if one.gross == 90_000_00)
    assert (vesting.pre_tax, vesting.after_tax) == (8_100_00, 12_600_00)  # 9% and 14%


def test_a_new_job_shares_the_deferral_limit_and_has_its_own_limit_on_additions() -> None:
    _, totals = solved("job_change_in_june")
    assert totals.employer == "Summit"
    assert totals.pre_tax == DEFERRAL - 12_250_00
    assert totals.after_tax == ADDITIONS - totals.pre_tax


def test_with_spillover_the_room_is_full_and_no_match_is_lost() -> None:
    _, totals = solved("spillover")
    assert (totals.match, totals.match_lost) == (7_200_00, 0)  # 3% of 240,000
    assert totals.annual_additions == ADDITIONS


def test_the_pay_of_an_owner_does_not_carry_every_limit() -> None:
    answer, totals = solved("owner_employee")
    assert (totals.pre_tax, totals.catch_up) == (DEFERRAL, 8_000_00)
    # 42,000 less 7.65% of payroll tax less 32,500 leaves 6,287 after tax; a check carries whole
    # cents, and less than a dollar of each is left.
    most = 42_000_00 - 3_213_00 - 32_500_00
    assert most - 12 * 1_00 < totals.after_tax <= most
    (conflict,) = answer.conflicts
    assert (conflict.wish, conflict.gave_way_to) == ("after_tax", "take_home_floor")
    assert conflict.cost == 42_000_00 - DEFERRAL - totals.after_tax
