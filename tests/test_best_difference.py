"""``compare(best=True)``: the best plan with after-tax contributions and the best one without, each
with its upper bound, in the measure of the headline."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from benchmarks.gap_homes import home
from tests.test_best_policies import MID

from megaroth.assistant import tools
from megaroth.law.law_book import PUBLISHED
from megaroth.planning.compare import compare
from megaroth.planning.results import Comparison
from megaroth.planning.sensitivity import sensitivity, swing_pair
from megaroth.readers.household_file import parse_household
from megaroth.service import json_answers
from web_pages import app_of, user

pytestmark = pytest.mark.usefixtures("remembered_years", "remembered_answers")
SHORT = """
year = 2026
filing_status = "single"
state = "TX"
spending = 60_000
spending_in_retirement = 60_000
alternatives = ["taxable", "mega"]
[[people]]
name = "Ann"
born = 1966-06-15
retires_at = 62
[[people.jobs]]
employer = "Firm"
pay = 250_000
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
[people.jobs.balances]
pre_tax = 600_000
[taxable]
value = 200_000
basis = 150_000
[assumptions]
model = "fixed"
plan_until = 72
"""


@pytest.fixture(scope="module")
def answer() -> Comparison:
    steps: list[tuple[int, int]] = []
    found = compare(
        parse_household(SHORT),
        lambda done, whole: steps.append((done, whole)),
        policy="best",
        best=True,
    )
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1]
    return found


def test_each_plan_is_below_its_bound_and_the_difference_is_theirs(answer: Comparison) -> None:
    best = answer.best
    assert best is not None
    assert answer.headline is not None
    assert best.measure == answer.headline.measure == "spending_per_year"
    for one in (best.with_after_tax, best.without_after_tax):
        assert 0 < one.value <= one.bound <= one.value * 1.05
    assert best.difference.value == best.with_after_tax.value - best.without_after_tax.value
    assert best.difference.bound == best.with_after_tax.bound - best.without_after_tax.value


def test_no_plan_is_worse_than_its_alternative_at_its_best_policy(answer: Comparison) -> None:
    """Ten dollars a year are the precision of the search for spending."""
    assert answer.best is not None
    by_name = {one.name: one.measures for one in answer.alternatives}
    for name, best in (
        ("mega", answer.best.with_after_tax),
        ("taxable", answer.best.without_after_tax),
    ):
        measures = by_name[name]
        assert measures is not None
        assert measures.spending_per_year is not None
        assert best.value >= measures.spending_per_year.level - 10_00


def agrees(found: Comparison) -> None:
    """The headline and the best plans agree within the larger of a tenth and half a percent of the
    measure, and in sign outside that band."""
    assert found.best is not None
    assert found.headline is not None
    said, best = found.headline.difference.level, found.best.difference.value
    measures = found.alternatives[0].measures
    assert measures is not None
    whole = getattr(measures, found.best.measure).level
    band = max(abs(best) / 10, whole * 0.005)
    assert abs(said - best) <= band
    assert abs(best) <= band or (said > 0) == (best > 0)


def test_headline_and_best_plans_agree(answer: Comparison) -> None:
    agrees(answer)


@pytest.mark.slow
def test_headline_and_best_plans_agree_for_pay_of_125_000() -> None:
    agrees(compare(parse_household(MID % ("", "")), policy="best", best=True))


def test_without_after_tax_contributions_there_are_no_two_plans() -> None:
    retired = home(1, 3)
    assert not any(person.jobs for person in retired.people)
    assert compare(retired, best=True).best is None


def test_every_interface_has_the_best_plans(inside, answer: Comparison, tmp_path: Path) -> None:
    assert answer.best is not None
    file = tmp_path / "short.toml"
    file.write_text(SHORT, "utf-8")

    def run(*more: str) -> str:
        ran = inside("compare", str(file), "--best", *more)
        assert ran.code == 0
        return ran.out

    printed = json.loads(run("--policy", "best", "--json", "--schema-version", "2"))["best"]
    assert set(printed) == {"measure", "with", "without", "difference"}
    assert printed["with"] == {
        "value": answer.best.with_after_tax.value / 100,
        "bound": answer.best.with_after_tax.bound / 100,
    }
    served = json_answers.compare(
        parse_household(SHORT), PUBLISHED, policy="best", best=True, schema_version=2
    )
    asked = tools.compare(PUBLISHED, SHORT, policy="best", best=True, schema_version=2)
    assert served["best"] == printed
    assert asked["answer"]["best"] == printed
    assert "with after-tax contributions" in run()


def test_the_page_of_the_best_plan_leads_to_both(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    client = user(app)
    app.state.context.folder.write("short", SHORT)
    assert 'href="/h/short/job/difference"' in client.get("/h/short/best").text
    end = time.monotonic() + 120
    while "<progress" in (page := client.get("/h/short/job/difference").text):
        assert time.monotonic() < end
        time.sleep(0.2)
    assert "with after-tax contributions" in page
    assert "Upper bound" in page


def test_the_policy_is_a_row_of_the_sensitivity() -> None:
    """A common policy credits the mega backdoor with what a naive order does to the other: on this
    household most of the difference goes away when each has its best policy."""
    few_years = (MID % ("", "")).replace("plan_until = 90", "plan_until = 68")
    household = parse_household(few_years)
    moves = sensitivity(household, "mega", "taxable")
    row = next(one for one in moves.swings if one.name == "policy")
    assert (row.low, row.high, row.at_high) == ("same", "best", moves.difference)
    assert moves.measure == "spending_per_year"
    assert 0 < moves.difference < row.at_low / 2
    explained = swing_pair(household, "mega", "taxable", "policy", "high")
    assert round(float(explained.apart()[0])) == row.at_high
