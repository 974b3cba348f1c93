"""Years ahead while plan rules are unknown: both ends, on the same cash, and what to ask."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from conftest import ROOT
from megaroth.contract.schemas import schema_of
from megaroth.law.law_book import PUBLISHED
from megaroth.model.household import Household
from megaroth.planning import prepare
from megaroth.planning.affordable_years import years_of_work
from megaroth.planning.compare import compare
from megaroth.planning.measured_results import Spread
from megaroth.planning.results import Comparison, OutcomeRange
from megaroth.planning.settled import is_unknown, settled, some_answer
from megaroth.planning.unknown_rules import _Search, outcome_range
from megaroth.planyear.unknowns import resolve, scenarios, slots
from megaroth.present.unknown_rules import ends, headline
from megaroth.projection.working_years import WorkingYear
from megaroth.readers.household_file import parse_household
from megaroth.service import json_answers
from megaroth.web.pages.sliders import SliderValues, what_if_of

pytestmark = pytest.mark.usefixtures("remembered_years", "remembered_answers")
UNKNOWN = (Path(__file__).parent.parent / "examples" / "unknown_rules.toml").read_text("utf-8")
SHORT = '\n[assumptions]\nmodel = "fixed"\nplan_until = 45\n'
NOUNS = schema_of("between")["properties"]["of"]["enum"]
"""The questions about years ahead that have two ends."""
TO_90 = 'alternatives = ["taxable", "mega"]\n' + UNKNOWN + '\n[assumptions]\nmodel = "fixed"\n'
OLDER = TO_90.replace("1990-08-05", "1974-08-05") + "plan_until = 68\n"
"""With fewer years of work and after it."""


def asked(household: Household) -> OutcomeRange[Comparison]:
    return outcome_range(
        household,
        lambda known, tick, spent: compare(known, tick, spent=spent, policy="same"),
        PUBLISHED,
        policy="same",
    )


def lead_of(answer: Comparison, name: str) -> int:
    """How far an alternative is ahead of the first in the measure that leads, in cents."""
    return next(one.differences.leading.level for one in answer.alternatives if one.name == name)


def lead_of_ends(found: OutcomeRange[Comparison]) -> tuple[str, int, int]:
    """The alternative whose lead decides, and its lead at both ends."""
    assert found.most.headline is not None
    name = found.most.headline.name
    return name, lead_of(found.least, name), lead_of(found.most, name)


@pytest.fixture(scope="module")
def found() -> OutcomeRange[Comparison]:
    return asked(parse_household(OLDER))


def test_both_ends_have_the_same_alternatives_on_the_same_cash(
    found: OutcomeRange[Comparison],
) -> None:
    least, most = found.least.alternatives, found.most.alternatives
    assert [one.name for one in least] == [one.name for one in most]
    assert least[0].wealth_after_tax == most[0].wealth_after_tax, (
        "no after-tax money: no answer can matter"
    )
    assert not any(slots(one, PUBLISHED) for one in found.households)
    assert found.households[0].alternatives == found.households[1].alternatives


def test_no_combination_of_answers_lies_outside(found: OutcomeRange[Comparison]) -> None:
    household = parse_household(OLDER)
    name, low, high = lead_of_ends(found)
    seen = []
    for answer in scenarios(household, PUBLISHED)[0]:
        known = replace(resolve(household, answer), alternatives=found.households[0].alternatives)
        compared = compare(known, spent=found.spent, policy="same")
        seen.append(lead_of(compared, name))
    assert (min(seen), max(seen)) == (low, high)
    assert low < 0 < high, (
        "where the whole plan is one contract, after-tax money mostly becomes pre-tax money"
    )


def test_combinations_in_one_projection_are_those_of_each_alone() -> None:
    """A match that is unknown too, and a market model of the file: the figure that decides is each
    one's own comparison at the assumed growth."""
    text = UNKNOWN.replace('match = [{ rate = "50%", up_to = "6%" }]', 'match = "unknown"')
    text = 'alternatives = ["taxable", "mega"]\n' + text + "\n[assumptions]\nplan_until = 42\n"
    household = parse_household(text)
    search = _Search(household, PUBLISHED, None, None, "same", in_wealth=False)
    scores = search._scores(search.answers)
    for answer, score in list(zip(search.answers, scores, strict=True))[:: len(scores) // 5]:
        known = replace(resolve(household, answer), alternatives=search.named)
        level = replace(known, assumptions=replace(known.assumptions, model="fixed"))
        alone = compare(level, spent=search.spent, policy="same")
        assert alone.alternatives[-1].differences.leading.level == score
    assert len(set(scores)) > 5


def test_working_years_are_calculated_once_for_each_alternative_and_combination(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = []

    def counted(*args: Any, **kwargs: Any) -> dict[int, WorkingYear]:
        calls.append(args)
        return years_of_work(*args, **kwargs)

    monkeypatch.setattr(prepare, "years_of_work", counted)
    household = parse_household(UNKNOWN + SHORT)
    search = _Search(household, PUBLISHED, None, None, "same", in_wealth=False)
    search.ends()
    # Spending follows from the alternative that saves the most, the ends from the first and the one
    # that leads.
    varied = {"mega", *(one.name for one in search.named)}
    others = len(search.all_named) - len(varied)
    assert len(calls) <= len(varied) * len(search.answers) + others


def test_the_answers_of_both_ends_are_told_with_the_question_that_is_worth_most(
    found: OutcomeRange[Comparison],
) -> None:
    assert "after-tax contributions: yes" in map(str, found.least_answers)
    assert str(found.least_answers[-1]) == "separate after-tax source: yes"
    assert "after-tax contributions: yes" in map(str, found.most_answers)
    assert "cap on after-tax contributions: no cap" in map(str, found.most_answers)
    word, text = headline(found)
    assert re.match(r"Between \$[\d,]+ less and \$[\d,]+ more a year to spend from age 65", word)
    assert "Does the plan take voluntary after-tax contributions" in text
    assert ends(found)[0].endswith("separate after-tax source: yes.")
    assert found.questions[0].rule == "after_tax"
    stakes = [one.stake for one in found.questions[1:]]
    assert stakes == sorted(stakes, reverse=True)


def test_steps_are_told_in_order_and_to_the_end() -> None:
    ticks: list[tuple[int, int]] = []
    outcome_range(
        parse_household(UNKNOWN + SHORT),
        lambda known, tick, spent: compare(known, tick, spent=spent, policy="same"),
        PUBLISHED,
        lambda *at: ticks.append(at),
    )
    assert all(one[0] <= other[0] for one, other in itertools.pairwise(ticks))
    assert ticks[-1][0] == ticks[-1][1]


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_about_years_ahead_answers_with_both_ends(noun: str) -> None:
    data = getattr(json_answers, noun)(parse_household(UNKNOWN + SHORT), PUBLISHED)
    jsonschema.validate(data, schema_of("between"))
    assert data["schema"] == "megaroth.between/1"
    assert data["of"] == noun
    assert (
        data["least"]["answer"]["schema"]
        == data["most"]["answer"]["schema"]
        == f"megaroth.{noun}/1"
    )


def test_a_household_whose_rules_are_known_stays_as_it_is() -> None:
    known = parse_household(
        UNKNOWN.replace('"unknown"', "false")
        .replace("in_plan_roth_rollover = false", 'in_plan_roth_rollover = "no"')
        .replace("in_service_withdrawal = false", "in_service_withdrawal = []")
        .replace("after_tax_cap = false\n", "")
    )
    assert not is_unknown(known, PUBLISHED)
    assert some_answer(known, PUBLISHED) is known


def test_nothing_is_compared_that_the_plan_may_not_have() -> None:
    found = asked(parse_household(UNKNOWN + SHORT))
    assert [one.name for one in found.least.alternatives] == [
        "taxable",
        "mega",
        "after_tax_left",
        "roth_deferral",
    ]
    known = UNKNOWN.replace(
        'in_plan_roth_rollover = "unknown"', 'in_plan_roth_rollover = "each_paycheck"'
    )
    known = known.replace('in_service_withdrawal = "unknown"\n', "")
    assert "mega_yearly" in [
        one.name for one in asked(parse_household(known + SHORT)).most.alternatives
    ]


def test_one_alternative_alone_is_told_by_the_measure_that_leads() -> None:
    household = parse_household('alternatives = ["mega"]\n' + UNKNOWN + SHORT)
    word, text = headline(asked(household))
    assert " to $" in word
    assert "after cashing everything out with the mega backdoor Roth" in text


def test_rules_of_two_plans_name_their_employer() -> None:
    second = UNKNOWN[UNKNOWN.index("[[people.jobs]]") :].replace("Harbor Labs", "Quay")
    household = parse_household(UNKNOWN + "\n" + second.split("[people.jobs.balances]")[0] + SHORT)
    found = asked(household)
    assert any(text.endswith("(Harbor Labs)") for text in map(str, found.most_answers))
    assert any(text.endswith("(Quay)") for text in map(str, found.most_answers))


def test_the_command_line_tells_both_ends(inside, tmp_path: Path) -> None:
    file = tmp_path / "unknown.toml"
    file.write_text(UNKNOWN + SHORT, "utf-8")
    shown = {
        "compare": "with the taxable account",
        "project": "owned at the end",
        "optimize": "the best plan",
    }
    assert set(shown) == set(NOUNS)
    for command, what in shown.items():
        done = inside(command, str(file))
        assert done.code == 0
        assert what in done.out
        assert "- Least: after-tax contributions: " in done.out
        assert "? Does the plan take voluntary after-tax" in done.out
        data = json.loads(inside(command, str(file), "--json").out)
        jsonschema.validate(data, schema_of("between"))


def test_what_moves_the_answer_begins_where_the_comparison_is(inside, tmp_path: Path) -> None:
    """Both spend the same, so that a plan feature, the sliders and the swings tell one figure."""
    file = tmp_path / "unknown.toml"
    file.write_text(UNKNOWN + SHORT, "utf-8")
    asked_for = ("--sensitivity", "--json", "--schema-version", "2")
    data = json.loads(inside("compare", str(file), *asked_for).out)
    jsonschema.validate(data, schema_of("between", 2))
    for end in (data["least"]["answer"], data["most"]["answer"]):
        moves = end["sensitivity"]
        ahead = next(one for one in end["alternatives"] if one["name"] == moves["name"])
        assert moves["difference"] == ahead["differences"][moves["measure"]]["level"]
    household = parse_household(file.read_text("utf-8"))
    both = outcome_range(
        household, lambda known, tick, spent: compare(known, tick, spent=spent), PUBLISHED
    )
    until = household.assumptions.plan_until
    answer = what_if_of(household, both, SliderValues("6", "1.5", "5", until), PUBLISHED)
    ends = [
        next(one for one in end.alternatives if one.name == answer.name).differences.leading.level
        for end in (both.least, both.most)
    ]
    assert [answer.least, answer.difference] == ends
    changed = what_if_of(household, both, SliderValues("5", "1.5", "5", until), PUBLISHED)
    assert changed.least != answer.least, "the answer is that of the slider's growth"


def test_pictures_worksheets_and_what_moves_the_answer_are_told_of_both_ends(
    inside, tmp_path: Path
) -> None:
    file, picture = tmp_path / "unknown.toml", tmp_path / "a.json"
    file.write_text(UNKNOWN + SHORT, "utf-8")
    told = inside("compare", str(file), "--sensitivity", "--picture", str(picture)).out
    assert "What changes the" in told.split("with the plan rules that give the most.\n")[-1]
    titles = [
        one["title"]["subtitle"]
        for one in json.loads(picture.read_text())["vconcat"]
        if "title" in one
    ]
    assert any(title.endswith("with the plan rules that give the least") for title in titles)
    assert any(title.endswith("with the plan rules that give the most") for title in titles)
    for command, figure in (("compare", "mega"), ("project", "2030"), ("optimize", "value")):
        shown = inside(command, str(file), "--explain", figure).out
        assert "with the plan rules that give the least)" in shown
        assert "with the plan rules that give the most)" in shown
        found = json.loads(inside(command, str(file), "--explain", figure, "--json").out)
        assert found["schema"] == "megaroth.worksheets/1"
    assert inside("project", str(file), "--picture", str(picture)).code == 0
    assert "2031" not in inside("project", str(file), "--explain", "2030").out.split("\n")[0]


def seen(household: Household, found: OutcomeRange[Comparison], name: str) -> list[int]:
    """The figure of the ends at every combination of answers."""
    ages = [max(person.age(household.year), 64) for person in household.people]
    all_of_them = []
    for answer in scenarios(household, PUBLISHED, ages)[0]:
        compared = compare(
            replace(resolve(household, answer), alternatives=found.households[0].alternatives),
            spent=found.spent,
            policy="same",
        )
        all_of_them.append(lead_of(compared, name))
    return all_of_them


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(
            OLDER.replace("year = 2026\n", "year = 2026\nas_of = 2026-12-31\n").replace(
                "[people.jobs.plan]", "[people.jobs.made]\npre_tax = 24_500\n[people.jobs.plan]"
            ),
            marks=pytest.mark.slow,
        ),
        OLDER.replace('match = [{ rate = "50%", up_to = "6%" }]', 'match = "unknown"').replace(
            'after_tax_cap = "unknown"\n', ""
        ),
    ],
    ids=["nothing left of this year", "the match unknown too"],
)
def test_what_a_rule_is_worth_this_year_does_not_decide(changed: str) -> None:
    household = parse_household(changed)
    found = asked(household)
    name, low, high = lead_of_ends(found)
    every = seen(household, found, name)
    assert (min(every), max(every)) == (low, high)
    assert low < high


def test_a_rule_for_those_of_50_counts_where_50_is_reached_at_work() -> None:
    text = (
        TO_90.replace("1990-08-05", "1978-08-05")
        .replace('"unknown"', "false")
        .replace("in_plan_roth_rollover = false", 'in_plan_roth_rollover = "each_paycheck"')
    )
    text = (
        text.replace("after_tax_cap = false\n", "")
        .replace("in_service_withdrawal = false", "in_service_withdrawal = []")
        .replace("after_tax = false", 'after_tax = true\ncatch_up = "unknown"')
    )
    found = outcome_range(
        parse_household(text),
        lambda known, tick, spent: compare(known, tick, spent=spent, policy="same"),
        PUBLISHED,
        of="taxable",
    )
    assert {str(one) for one in (*found.least_answers, *found.most_answers)} == {
        "catch-up contributions: yes",
        "catch-up contributions: no",
    }
    assert (
        found.most.alternatives[0].wealth_after_tax > found.least.alternatives[0].wealth_after_tax
    )


def test_many_unknown_rules_are_searched_one_at_a_time() -> None:
    rules = (
        "match",
        "match_period",
        "nonelective",
        "other_employer",
        "match_on_after_tax",
        "catch_up",
        "roth",
    )
    text = TO_90.replace("roth = true\n", "").replace(
        'match = [{ rate = "50%", up_to = "6%" }]',
        "\n".join(f'{rule} = "unknown"' for rule in rules),
    )
    household = parse_household(text.replace("[assumptions]", "[assumptions]\nplan_until = 42"))
    found = asked(household)
    assert not found.about.value("all")
    name, low, high = lead_of_ends(found)
    assert low < 0 < high, "neither end is the plan without after-tax contributions, where it is 0"
    # No single other answer is beyond the ends.
    for end, worst, sign in ((found.households[0], low, -1), (found.households[1], high, 1)):
        for rule, values in (
            ("nonelective", (0, 30_000, 100_000)),
            ("match_on_after_tax", (False, True)),
        ):
            for value in values:
                job = end.people[0].jobs[0]
                other = replace(job, plan=replace(job.plan, **{rule: value}))
                household_then = replace(end, people=(replace(end.people[0], jobs=(other,)),))
                compared = compare(household_then, spent=found.spent, policy="same")
                there = lead_of(compared, name)
                assert sign * there <= sign * worst, (rule, value)


def test_the_ends_stand_as_they_are_printed() -> None:
    """At the assumed growth one may be ahead by more, and over paths the other: what is asked
    decides."""
    household = parse_household(UNKNOWN + SHORT)
    asked = []

    def ask(known, tick, spent):
        asked.append(known)
        answer = compare(
            replace(known, assumptions=replace(known.assumptions, model="fixed")), spent=spent
        )
        drawn = Spread(level=50 * len(asked), p50=100 - 50 * len(asked))
        ahead = [
            replace(one, differences=replace(one.differences, cash_out=drawn))
            for one in answer.alternatives
        ]
        return replace(answer, alternatives=ahead)

    found = outcome_range(household, ask, PUBLISHED)
    assert found.households == (asked[1], asked[0])
    least, most = (end.alternatives[1].differences.leading for end in (found.least, found.most))
    assert least.middle < most.middle


def test_rules_that_change_nothing_are_not_unknown() -> None:
    text = (ROOT / "examples" / "unknown_rules.toml").read_text("utf-8")
    household = parse_household(re.sub(r"(?m)^after_tax = .*$", "after_tax = false", text))
    known = settled(household, PUBLISHED)
    assert is_unknown(household, PUBLISHED)
    assert not is_unknown(known, PUBLISHED)
    assert compare(
        replace(known, assumptions=replace(known.assumptions, model="fixed"))
    ).alternatives
    several = parse_household((ROOT / "examples" / "unknown_rules.toml").read_text("utf-8"))
    assert settled(several, PUBLISHED) is several
