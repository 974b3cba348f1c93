"""``compare(policy="best")``: each alternative under its best policy, its measures and what it
costs."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.test_best_policies import MID, mid
from tests.test_early_money import LADDER

from megaroth.contract.compare import policy_of
from megaroth.kernel.errors import InputError
from megaroth.law.law_book import PUBLISHED
from megaroth.model.household import Household
from megaroth.planning.compare import compare
from megaroth.planning.results import AlternativeResult, Comparison
from megaroth.planning.standard_error import standard_error
from megaroth.present.sentences.sentence import Reader, sentence
from megaroth.present.words import share_of_paths
from megaroth.readers.household_file import parse_household
from megaroth.service import json_answers

SOLO = """
year = 2026
filing_status = "single"
state = "TX"
spending = 90_000
spending_in_retirement = %s
alternatives = ["taxable", "mega"]
[[people]]
name = "Solo"
born = 1981-06-15
retires_at = 60
[[people.jobs]]
employer = "Firm"
pay = 300_000
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
match = [{ rate = "50%%", up_to = "6%%" }]
[people.jobs.balances]
pre_tax = 300_000
[taxable]
value = 100_000
basis = 70_000
[assumptions]
model = "%s"
paths = 40
growth = "6%%"
inflation = "2.4%%"
pay_growth = "2.4%%"
plan_until = 90
"""


def solo(spends: int = 100_000, model: str = "fixed") -> Household:
    return parse_household(SOLO % (spends, model))


@pytest.fixture(scope="module")
def fixed() -> Comparison:
    return compare(solo(), policy="best")


def of(answer: Comparison, name: str) -> AlternativeResult:
    return next(one for one in answer.alternatives if one.name == name)


def test_the_spending_that_lasts_leads(fixed: Comparison) -> None:
    """Pay of 300,000, retired at 60: by the best plans found otherwise 187,161 a year without and
    193,693 with after-tax contributions; the policies find as much at least, and as much between
    them."""
    assert fixed.headline is not None
    assert (fixed.headline.measure, fixed.headline.name) == ("spending_per_year", "mega")
    assert 3_500_00 < fixed.headline.difference.level < 7_500_00
    assert fixed.headline.verdict == "ahead"
    levels = [one.measures.spending_per_year for one in fixed.alternatives if one.measures]
    assert [
        one is not None and one.level >= least
        for one, least in zip(levels, (187_161_00, 193_693_00), strict=True)
    ] == [True, True]


def test_nothing_is_random_at_a_fixed_growth(fixed: Comparison) -> None:
    assert fixed.headline is not None
    assert fixed.headline.probability_ahead is None
    for one in fixed.alternatives:
        assert one.measures is not None
        assert one.differences is not None
        for spread in (one.measures.estate, one.differences.cash_out):
            assert (spread.p5, spread.p50, spread.p95, spread.mean) == (None,) * 4


def test_heirs_and_cash_are_closer_than_a_naive_order_made_them(fixed: Comparison) -> None:
    """One order for both made 665,380 of it; heirs get about 550,000 more by an audit."""
    mega = of(fixed, "mega")
    assert mega.differences is not None
    assert 450_000_00 < mega.differences.estate.level < 620_000_00
    assert 450_000_00 < mega.differences.cash_out.level < 665_000_00


def test_the_ends_of_paths_surround_their_middle() -> None:
    answer = compare(solo(model="lognormal"), policy="best")
    mega = of(answer, "mega")
    assert mega.measures is not None
    assert mega.differences is not None
    for spread in (
        mega.measures.spending_per_year,
        mega.measures.estate,
        mega.differences.cash_out,
    ):
        assert spread is not None
        assert spread.p5 is not None
        assert spread.p50 is not None
        assert spread.p95 is not None
        assert spread.p5 <= spread.p50 <= spread.p95
    assert answer.headline is not None
    assert answer.headline.probability_ahead is not None
    assert 0.5 < answer.headline.probability_ahead <= 1.0


def test_money_that_does_not_last_is_said_first() -> None:
    answer = compare(solo(spends=260_000), policy="best")
    assert answer.headline is not None
    assert answer.headline.verdict == "does_not_last"


def test_who_retires_early_pays_no_penalty_and_sees_what_is_within_reach() -> None:
    """Retired at 45: the conventional order paid the additional tax for years and said no."""
    answer = compare(parse_household(LADDER), policy="best")
    assert answer.headline is not None
    assert answer.headline.verdict in ("ahead", "about_equal")
    taxable, mega = (of(answer, name) for name in ("taxable", "mega"))
    assert mega.differences is not None
    assert (taxable.penalties, mega.penalties) == (0, 0)
    assert (taxable.short, mega.short) == (0, 0)
    # The mega backdoor keeps its money in the plan until the job ends, so less is within reach.
    assert mega.within_reach[2030] < taxable.within_reach[2030]
    assert 20_000_00 < mega.differences.cash_out.level < 70_000_00
    # On the first January 1 it is the taxable account and the contributions of the Roth IRA.
    assert mega.within_reach[2026] == taxable.within_reach[2026] == 245_000_00


def test_a_plan_with_nobody_after_work_is_measured_by_cash() -> None:
    household = mid()
    household = replace(
        household,
        people=(replace(household.people[0], retires_at=70),),
        assumptions=replace(household.assumptions, plan_until=60),
    )
    answer = compare(household, policy="best")
    assert answer.headline is not None
    assert answer.headline.measure == "cash_out"
    assert all(
        one.measures is not None and one.measures.spending_per_year is None
        for one in answer.alternatives
    )


def test_one_policy_for_all_is_what_the_household_states() -> None:
    """``same`` plays every alternative under the household's own policy, and measures it so."""
    same = compare(parse_household(MID % ("", "")), policy="same")
    assert {one.policy.withdrawals for one in same.alternatives} == {"conventional"}
    assert {one.policy.conversions for one in same.alternatives} == {False}
    assert {one.policy.deferral_kind for one in same.alternatives} == {"pre_tax"}
    assert same.headline is not None


def test_no_alternative_is_worse_than_under_the_conventional_order() -> None:
    household = mid()
    best, same = compare(household), compare(household, policy="same")
    for one, other in zip(best.alternatives, same.alternatives, strict=True):
        for measure in ("spending_per_year", "estate", "cash_out"):
            assert getattr(one.measures, measure).level >= getattr(other.measures, measure).level


def test_version_1_has_one_policy_for_all() -> None:
    """Its figures meant that from the beginning; a request for the best policies is refused with
    the reason."""
    assert policy_of(None, 1) == "same"
    assert policy_of(None, 2) == "best"
    with pytest.raises(InputError, match="1 has one policy for all alternatives"):
        policy_of("best", 1)
    with pytest.raises(InputError, match="did you mean best"):
        policy_of("bets", 2)


def test_an_unknown_policy_is_refused() -> None:
    with pytest.raises(InputError, match="did you mean best"):
        compare(mid(), policy="bets")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("share", "said"), [(0.9999, "more than 99%"), (1.0, "100%"), (0.5, "50%"), (0.001, "less")]
)
def test_no_share_of_paths_is_rounded_up_to_all_of_them(share: float, said: str) -> None:
    assert share_of_paths(share).startswith(said)


def run(*arguments: str) -> str:
    """What the command prints."""
    command = [sys.executable, "-m", "megaroth", "compare", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_every_face_takes_the_policy(tmp_path: Path) -> None:
    file = tmp_path / "solo.toml"
    file.write_text(SOLO % (100_000, "fixed"))
    printed = json.loads(run(str(file), "--policy", "best", "--json", "--schema-version", "2"))
    assert printed["headline"]["measure"] == "spending_per_year"
    assert {"p5", "p50", "p95", "mean", "verdict", "ahead_from"} <= set(printed["headline"])
    mega = printed["alternatives"][1]
    assert set(mega["policy"]) >= {
        "withdrawals",
        "conversions",
        "fill_to",
        "target",
        "deferral_kind",
    }
    assert mega["within_reach"][0] == {"year": 2026, "amount": 100_000}
    served = json_answers.compare(solo(), PUBLISHED, policy="best", schema_version=2)
    assert served["headline"] == printed["headline"]
    shown = run(str(file), "--policy", "best")
    assert "- mega: withdrawals" in shown
    assert "Within reach without penalty" in shown


# Statistics


def test_starting_years_that_overlap_count_as_few() -> None:
    """A mean of ten paths repeated ten times over has the error of ten."""
    values = np.random.default_rng(1).normal(0.0, 1_000.0, 400)
    alone = standard_error(values, overlapping=False)
    assert alone == pytest.approx(values.std(ddof=1) / 20)
    assert standard_error(values, overlapping=True) == pytest.approx(alone, rel=0.2)
    runs = np.convolve(np.random.default_rng(2).normal(0.0, 1.0, 1_020), np.ones(20), "valid")
    error = standard_error(runs, overlapping=True) / standard_error(runs, overlapping=False)
    # A moving sum of 20 has autocorrelations that sum to 9.5 after the first: 20 count as one.
    assert error == pytest.approx(20**0.5, rel=0.25)


def test_one_path_has_no_error() -> None:
    assert standard_error(np.array([5.0]), overlapping=True) == 0
    assert standard_error(np.array([5.0, 5.0]), overlapping=True) == 0


def test_the_record_of_markets_counts_its_windows_for_what_they_are() -> None:
    """107 starting years of 46 overlap and were counted as independent: ± 88,057 where an audit
    found about ± 283,000; and the record's last year was unsaid."""
    household = solo(model="history")
    answer = compare(household)
    mega = of(answer, "mega").difference
    independent = (mega.p95 - mega.p5) / 3.3 / answer.paths**0.5
    assert mega.standard_error > 2 * independent
    said = " ".join(sentence(one, Reader.FILE) for one in answer.assumptions)
    assert "The record ends in January 2023." in said


def test_a_fixed_growth_shows_no_spread(tmp_path: Path) -> None:
    file = tmp_path / "solo.toml"
    file.write_text(SOLO % (100_000, "fixed"))
    shown = run(str(file))
    assert "±" not in shown
    assert "100%" not in shown
