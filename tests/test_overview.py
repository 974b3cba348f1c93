"""The overview: figures in its sentence, what to enter, two steps, and warnings by weight."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from conftest import EXAMPLES
from megaroth.law.law_book import PUBLISHED
from megaroth.planyear.result import PlanYear
from megaroth.present import warning_order
from megaroth.present.overview import steps_of
from megaroth.present.plan import cautions
from megaroth.present.plan_headline import figure, headline, headline_parts
from megaroth.present.sentences.catalog import SENTENCES
from megaroth.present.sentences.sentence import sentence
from megaroth.present.warning_order import by_weight, weight
from megaroth.present.words import money
from megaroth.readers.household_file import parse_household
from megaroth.service.plan_year import plan
from page_figures import plain
from web_pages import app_of, take_in, user


def planned(name: str, day: date = date(2026, 1, 1)) -> PlanYear:
    text = (EXAMPLES / f"{name}.toml").read_text("utf-8")
    return plan(parse_household(text), PUBLISHED, day)


def test_amounts_of_the_headline_are_the_figures_of_the_plan() -> None:
    answer = planned("mid_year")
    parts = headline_parts(answer)
    assert "".join(text for text, _ in parts) == headline(answer)
    assert {name: text for text, name in parts if name} == {
        "after_tax": money(figure(answer, "after_tax")),
        "to_roth": money(answer.to_roth),
    }
    assert all(a[1] or b[1] for a, b in itertools.pairwise(parts))


def test_a_plan_that_leaves_nothing_of_a_paycheck_says_so_in_its_headline() -> None:
    assert headline(planned("low_pay")).endswith(
        "That leaves almost nothing of each paycheck: state what you can spare."
    )
    assert "leaves almost nothing" not in headline(planned("mission_45", date(2024, 1, 1)))


@pytest.mark.parametrize("name", ["couple", "mission_45", "unknown_rules", "solo_and_w2"])
def test_the_sentence_opens_worksheets_and_no_figure_comes_twice(name: str, tmp_path: Path) -> None:
    app = app_of(tmp_path)
    take_in(app, name)
    page = user(app).get(f"/h/{name}/").text
    sentence_ = page.partition('<p class="answer')[2].partition("</p>")[0]
    assert "/why/after_tax" in sentence_
    keys = Counter(
        re.findall(r'href="/h/[^"]*/why/(after_tax|after_tax_allowed|to_roth|tax)"', page)
    )
    assert keys
    assert max(keys.values()) == 1
    if name == "mission_45":
        assert "$44,500.00 after tax can be contributed in 2024" in plain(f"<{sentence_}")
        assert keys == {"after_tax": 1, "to_roth": 1}


def test_two_steps_come_next_and_elections_have_their_own_place() -> None:
    steps = steps_of(planned("couple"), date(2026, 1, 1))
    assert [step.text.code for step, _ in steps.elections] == ["elect_checks"] * 2
    assert [step.text.code for step in steps.coming] == [
        "turn_on_rollover",
        "contribute_and_convert",
    ]
    assert (steps.late, steps.more) == ([], 9)


def test_late_steps_are_apart_and_say_what_is_still_possible(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = steps_of(planned("couple", date(2026, 7, 20)), date(2026, 7, 20))
    assert len(steps.late) == 3
    assert all(step.until >= date(2026, 7, 20) for step in steps.late)
    assert all(step.date >= date(2026, 7, 20) for step in steps.coming)
    monkeypatch.setenv("MEGAROTH_TODAY", "2026-07-20")
    app = app_of(tmp_path)
    take_in(app, "couple")
    page = user(app).get("/h/couple/").text
    assert page.count("Overdue, and still possible until") == 1
    assert "2 more overdue steps" in page


def test_an_overdue_election_says_of_which_day_its_figures_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEGAROTH_TODAY", "2026-12-01")
    app = app_of(tmp_path)
    take_in(app, "mid_year")
    page = user(app).get("/h/mid_year/").text
    instruction = page.partition('<p class="instruction">')[2].partition("</p>")[0]
    assert "the last pay stub gives those of today" in instruction


def test_warnings_come_by_weight_and_none_is_lost() -> None:
    for name in ("couple", "mid_year", "unknown_rules", "low_pay"):
        answer = planned(name)
        shown = cautions(answer)
        weights = [weight(one) for one in shown]
        assert weights == sorted(weights)
        excesses = [one.text for one in answer.excesses]
        left = [one for one in answer.warnings if one not in excesses]
        assert Counter(map(sentence, shown)) == Counter(map(sentence, left))
    couple = planned("couple").warnings
    assert by_weight(couple)[-1].code == "match_without_true_up"
    assert by_weight(couple)[0].code == "extra_paycheck_open"


def test_every_ranked_warning_has_a_sentence_and_one_rank() -> None:
    codes = [code for group in warning_order._ORDER for code in group]
    assert len(codes) == len(set(codes))
    assert set(codes) <= set(SENTENCES)
