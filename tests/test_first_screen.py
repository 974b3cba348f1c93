"""What people see first: sentence, range, cost and assumption, in the same words on every face."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.test_best_policies import MID
from tests.test_compare_at_best import solo
from tests.test_early_money import LADDER

from megaroth.kernel.message import Message
from megaroth.model.household import Household
from megaroth.planning.compare import compare
from megaroth.planning.headline import ahead_from
from megaroth.planning.measured_results import Headline, Spread
from megaroth.planning.results import Comparison
from megaroth.present.first_screen import first_screen
from megaroth.present.sentences.sentence import Reader
from megaroth.readers.household_file import parse_household


@pytest.fixture(scope="module")
def fixed() -> Comparison:
    return compare(solo(), policy="best")


@pytest.fixture(scope="module")
def drawn() -> Comparison:
    return compare(solo(model="lognormal"), policy="best")


def first_of(answer: Comparison) -> Headline:
    assert answer.headline is not None
    return answer.headline


def codes(messages: list[Message]) -> list[str]:
    return [one.code for one in messages]


# The sentence


def test_it_says_what_it_brings_what_it_costs_and_what_it_assumes(fixed: Comparison) -> None:
    shown = first_screen(first_of(fixed))
    assert shown.result == (
        "About $4,800 a year more to spend from age 60 with the mega backdoor Roth than with the "
        "taxable account, ahead from 2041 on."
    )
    assert shown.costs.startswith("Until 59 1/2, up to $")
    assert "less is within reach without penalty (in 2040)." in shown.costs
    assert shown.assumed == "Biggest assumption: 6% growth a year. Amounts are in dollars of 2026."
    assert shown.text == f"{shown.result} {shown.costs} {shown.assumed}"


def test_nothing_is_between_bounds_at_a_fixed_growth(fixed: Comparison) -> None:
    text = first_screen(first_of(fixed)).text
    assert "markets" not in text
    assert "100%" not in text
    assert all(one.p5 is one.p95 is None for one in first_of(fixed).by_year.values())


def test_markets_that_are_drawn_give_bounds(drawn: Comparison) -> None:
    result = first_screen(first_of(drawn)).result
    assert "(between $" in result
    assert "in 9 of 10 markets)" in result
    assert first_screen(first_of(drawn)).assumed.startswith(
        "Biggest assumption: returns of 6% a year in the mean, 15% up or down"
    )


def test_money_that_does_not_last_is_said_first() -> None:
    shown = first_screen(first_of(compare(solo(spends=260_000), policy="best")))
    assert shown.result.startswith(
        "The money does not last with the mega backdoor Roth, nor with the taxable account. About $"
    )
    assert "a year would last from age 60 with the mega backdoor Roth" in shown.result
    assert "not stated" not in shown.result
    assert shown.mood == "no"


def unstated() -> Household:
    household = solo(spends=260_000)
    return replace(household, spending=None)


def test_spending_that_is_not_stated_is_asked_for_where_the_money_does_not_last() -> None:
    first = first_of(compare(unstated(), policy="best"))
    assert first.verdict == "does_not_last"
    assert "enter spending." in first_screen(first).result
    assert "enter “" in first_screen(first, Reader.PAGE).result


def test_who_stops_early_is_told_until_when_less_is_within_reach() -> None:
    first = first_of(compare(parse_household(LADDER), policy="best"))
    assert first.free_from is not None
    assert first.least_reach_year is not None
    assert first.least_reach_year < first.free_from
    assert codes(first.costs) == ["less_until_59_half"]


def test_money_in_a_plan_is_out_of_reach_until_the_job_ends() -> None:
    """From 59 1/2 on there is no additional tax, but a plan pays nothing out while its worker
    stays."""
    first = first_of(compare(parse_household(MID % ("", "")), policy="best"))
    assert codes(first.costs) == ["less_before"]
    assert first.free_from == first.spends_from


# How far ahead, by year


def test_the_last_year_is_the_difference_of_cashing_out(
    fixed: Comparison, drawn: Comparison
) -> None:
    for answer in (fixed, drawn):
        best = next(one for one in answer.alternatives if one.name == first_of(answer).name)
        assert best.differences is not None
        assert first_of(answer).by_year[answer.years[1]] == best.differences.cash_out


def test_every_year_has_a_figure_and_its_band_holds_the_median(drawn: Comparison) -> None:
    by_year = first_of(drawn).by_year
    assert list(by_year) == list(range(drawn.years[0], drawn.years[1] + 1))
    for one in by_year.values():
        assert one.p5 is not None
        assert one.p50 is not None
        assert one.p95 is not None
        assert one.p5 <= one.p50 <= one.p95


def test_ahead_from_is_where_the_drawn_line_stays_above_zero(
    fixed: Comparison, drawn: Comparison
) -> None:
    for answer in (fixed, drawn):
        first = first_of(answer)
        since = first.ahead_from
        assert since is not None
        assert all(one.middle > 0 for year, one in first.by_year.items() if year >= since)
        assert first.by_year[since - 1].middle <= 0


@pytest.mark.parametrize(
    ("figures", "since"),
    [((5, -1, 2), 2028), ((1, 1, 1), 2026), ((1, 1, -1), None), ((0, 0, 0), None), ((), None)],
)
def test_ahead_means_ahead_to_the_end(figures: tuple[int, ...], since: int | None) -> None:
    by_year = {2026 + at: Spread(amount) for at, amount in enumerate(figures)}
    assert ahead_from(by_year) == since


def test_the_median_decides_where_markets_are_drawn() -> None:
    by_year = {2026: Spread(5, -9, -1, 9, 2), 2027: Spread(-5, -9, 1, 9, 2)}
    assert ahead_from(by_year) == 2027
