"""What people see first: sentence, range, cost and assumption, in the same words on every face."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.test_best_policies import MID
from tests.test_compare_at_best import solo
from tests.test_early_money import LADDER

from megaroth.kernel.message import Amount, Message, Parameter, message
from megaroth.law.law_book import PUBLISHED
from megaroth.model.household import Household
from megaroth.planning.compare import compare
from megaroth.planning.first_screen import Figures, costs_of, result_of
from megaroth.planning.headline import ahead_from
from megaroth.planning.measured_results import Headline, Spread, Verdict
from megaroth.planning.results import Comparison
from megaroth.present.comparison_charts import ahead_by_year
from megaroth.present.first_screen import first_screen
from megaroth.present.screen_of_ends import screen_of_ends
from megaroth.present.sentences.sentence import Reader
from megaroth.present.text_chart import ahead_lines
from megaroth.projection.timeline import outlook
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
    assert shown.lead == (
        "About $5,400 a year more to spend from age 60 with the mega backdoor Roth than with the "
        "taxable account, ahead from 2041 on."
    )
    assert shown.costs.startswith("Until 59 1/2, up to $")
    assert "less is within reach without penalty (in 2040)." in shown.costs
    assert (
        shown.assumed
        == "Biggest assumption about returns: 6% growth a year. Amounts are in 2026 dollars."
    )
    assert shown.text == f"{shown.lead} {shown.costs} {shown.assumed}"


def test_nothing_is_between_bounds_at_a_fixed_growth(fixed: Comparison) -> None:
    text = first_screen(first_of(fixed)).text
    assert "markets" not in text
    assert "100%" not in text
    assert all(one.p5 is one.p95 is None for one in first_of(fixed).by_year.values())


def test_markets_that_are_drawn_give_bounds(drawn: Comparison) -> None:
    result = first_screen(first_of(drawn)).lead
    assert "(between $" in result
    assert "in 9 of 10 markets)" in result
    assert first_screen(first_of(drawn)).assumed.startswith(
        "Biggest assumption about returns: 6% a year on average, 15% up or down"
    )


def test_money_that_does_not_last_is_said_first() -> None:
    shown = first_screen(first_of(compare(solo(spends=260_000), policy="best")))
    assert shown.lead == (
        "The money does not last with the mega backdoor Roth, nor with the taxable account."
    )
    assert "a year would last from age 60 with the mega backdoor Roth" in shown.reasons
    assert "not stated" not in shown.text
    assert shown.mood == "no"


def unstated() -> Household:
    household = solo(spends=260_000)
    return replace(household, spending=None)


def test_spending_that_is_not_stated_is_asked_for_where_the_money_does_not_last() -> None:
    first = first_of(compare(unstated(), policy="best"))
    assert first.verdict == "does_not_last"
    assert "enter spending." in first_screen(first).reasons
    assert "enter “" in first_screen(first, Reader.PAGE).reasons


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


# The chart


def test_a_chart_in_characters_fits_a_terminal(fixed: Comparison, drawn: Comparison) -> None:
    for answer in (fixed, drawn):
        lines = ahead_lines(first_of(answer).by_year)
        assert max(len(line) for line in lines) <= 80
        assert any(line.lstrip().startswith("$0") for line in lines)
        assert "2026" in lines[-1]


def test_a_chart_in_characters_shows_each_year_where_it_is() -> None:
    """A bar from zero at a fixed growth; a median within its band where markets are drawn."""
    bars = ahead_lines({2026: Spread(-100_00), 2027: Spread(0), 2028: Spread(100_00)})
    assert bars[0] == " $100   █"
    assert [line for line in bars if "$0" in line] == ["   $0 ───"]
    assert bars[-2] == "-$100 █"
    band = ahead_lines({2026: Spread(0, -100_00, 50_00, 100_00, 0)})
    cells = [line[-1] for line in band[:-1]]
    assert (cells.count("█"), cells.count("░")) == (1, len(cells) - 1)
    assert cells.index("█") < len(cells) / 2


def test_the_chart_has_a_band_only_where_markets_are_drawn(
    fixed: Comparison, drawn: Comparison
) -> None:
    def marks(answer: Comparison) -> list[str]:
        return [one["mark"]["type"] for one in ahead_by_year(first_of(answer))["layer"]]

    assert marks(fixed) == ["line", "rule"]
    assert marks(drawn) == ["area", "line", "rule"]
    rows = ahead_by_year(first_of(drawn))["data"]["values"]
    last = first_of(drawn).by_year[drawn.years[1]]
    assert (rows[-1]["ahead"], rows[-1]["p5"]) == (last.middle / 100, (last.p5 or 0) / 100)


# Both ends, while plan rules are unknown


def ends_of(least: Headline, most: Headline) -> str:
    return screen_of_ends(least, most, []).lead


def test_ends_that_say_the_same_are_one_sentence_with_ranges(fixed: Comparison) -> None:
    first = first_of(fixed)
    more = message_with(first.result[0], amount=Amount.of(9_000_00), since=2030)
    assert ends_of(first, replace(first, result=[more])) == (
        "About $5,400 to $9,000 a year more to spend from age 60 with the mega backdoor Roth than "
        "with the taxable account."
    )


def test_ends_on_both_sides_of_zero_are_one_sentence(drawn: Comparison) -> None:
    most = first_of(drawn)
    apart = Spread(-400_00, -4_900_00, -400_00, 1_800_00, -300_00)
    least = replace(most, difference=apart, verdict="about_equal", result=[_equal(most)])
    screen = screen_of_ends(least, most, [])
    assert screen.mood == "depends"
    assert screen.lead.startswith("Between $400 less and $")
    assert "more a year to spend from age 60 with the mega backdoor Roth than with" in screen.lead
    assert "(from $4,900 less to $" in screen.lead
    assert screen.chart.endswith("It shows the plan rules that give the most.")


def test_an_end_that_does_not_last_is_said_by_itself(fixed: Comparison) -> None:
    most = first_of(fixed)
    ruin = message("worth_does_not_last", name="mega", against="taxable", either=False, share=None)
    least = replace(most, verdict="does_not_last", result=[ruin])
    assert ends_of(least, most).startswith(
        "With the plan rules that give the least: The money does not last with the mega backdoor "
        "Roth. With those that give the most: About $5,4"
    )


def test_of_two_ends_the_larger_cost_is_told(fixed: Comparison) -> None:
    most = first_of(fixed)
    less = message_with(most.costs[0], amount=Amount.of(5_000_00), year=2030)
    costs = screen_of_ends(replace(most, costs=[less]), most, []).costs
    assert costs == first_screen(most).costs


def _equal(first: Headline) -> Message:
    return message(
        "worth_the_same",
        measure="spending_per_year",
        when=first.result[0].value("when"),
        name="mega",
        against="taxable",
    )


def message_with(of: Message, **parameters: Parameter) -> Message:
    return message(of.code, **(dict(of.parameters) | parameters))


# Losing, and how much


def test_a_losing_case_says_that_it_loses_and_why(fixed: Comparison) -> None:
    figures = losing(fixed)
    lead, why = result_of(figures)
    assert str(lead) == (
        "About $500 a year less to spend from age 60 with the mega backdoor Roth than with the "
        "taxable account."
    )
    assert str(why) == (
        "It loses because it pays $12,000 more income tax while working and it pays $5,000 more "
        "additional tax on early withdrawals."
    )


def test_a_loss_without_more_to_pay_says_that_nothing_is_saved(fixed: Comparison) -> None:
    _, why = result_of(replace(losing(fixed), paid_more={"premiums": -5_00}))
    assert str(why) == "It loses because it saves no tax that the other would pay."


def losing(answer: Comparison) -> Figures:
    first, best = answer.alternatives
    return Figures(
        ahead=outlook(solo(), PUBLISHED),
        measure="spending_per_year",
        verdict="behind",
        first=first,
        best=best,
        level=Spread(100_000_00),
        difference=Spread(-500_00),
        first_lasts=True,
        spends_from=2041,
        ahead_from=None,
        less_within_reach=0,
        least_reach_year=None,
        free_from=2041,
        paid_more={
            "tax_at_work": 12_000_00,
            "penalties": 5_000_00,
            "premiums": 100_00,
            "employer": -3_00,
        },
    )


def test_every_dollar_of_penalty_is_on_the_first_screen(fixed: Comparison) -> None:
    figures = losing(fixed)
    best = replace(figures.best, penalties=1_234_00)
    said = " ".join(str(one) for one in costs_of(replace(figures, best=best), []))
    assert said == (
        "Additional tax on early withdrawals: $1,234 with the mega backdoor Roth, $0 with the "
        "taxable account."
    )


@pytest.mark.parametrize(
    ("low", "high", "middle", "said"),
    [
        (300_00, 3_100_00, 1_200_00, "(between $300 and $3,100 in 9 of 10 markets)"),
        (-900_00, 3_100_00, 1_200_00, "(between $900 less and $3,100 more in 9 of 10 markets)"),
        (-3_100_00, -300_00, -1_200_00, "(between $300 and $3,100 in 9 of 10 markets)"),
    ],
)
def test_bounds_say_which_side_of_zero_they_are_on(
    fixed: Comparison, low: int, high: int, middle: int, said: str
) -> None:
    spread = Spread(middle, low, middle, high, middle)
    verdict: Verdict = "ahead" if middle > 0 else "behind"
    figures = replace(losing(fixed), difference=spread, verdict=verdict)
    assert said in str(result_of(figures)[0])
