"""Only a plan that fits the pay, the year and the money is green, on every face."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from conftest import EXAMPLES, few_paths
from megaroth.cli.page_blocks import BlockStream
from megaroth.cli.plan import show_plan
from megaroth.law.law_book import PUBLISHED
from megaroth.planyear.check import check
from megaroth.planyear.plan import plan
from megaroth.present.plan import mood
from megaroth.readers.household_file import parse_household
from megaroth.report.blocks import Text
from megaroth.report.contents import gather
from megaroth.report.plan_blocks import verdict_blocks
from web_pages import app_of, user

MOODS = {
    "mission_45": "yes",
    "no_way_out": "depends",
    "unknown_rules": "depends",
    "mid_year": "depends",
    "low_pay": "depends",
    "two_plans": "no",
}
"""``mid_year`` and ``low_pay`` leave almost nothing of each check."""


def home(name: str) -> str:
    return (EXAMPLES / f"{name}.toml").read_text("utf-8")


@pytest.mark.parametrize("name", MOODS)
def test_every_face_has_the_color_of_the_plan(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    household = parse_household(home(name))
    answer = plan(household, PUBLISHED)
    assert mood(answer) == mood(check(household, PUBLISHED)) == MOODS[name]
    with monkeypatch.context() as patch:
        patch.setattr("sys.stdout", shown := BlockStream())
        show_plan(answer, PUBLISHED)
    assert shown.blocks[0]["mood"] == MOODS[name]
    app = app_of(tmp_path)
    app.state.context.folder.write(name, home(name))
    client = user(app)
    assert f'class="answer {MOODS[name]}"' in client.get(f"/h/{name}/").text
    assert f'class="verdict {MOODS[name]}"' in client.get("/").text


@pytest.mark.parametrize("name", ["mission_45", "low_pay"])
def test_the_report_has_the_color_of_the_plan(name: str) -> None:
    household = parse_household(few_paths(home(name)))
    report = gather(household, PUBLISHED, title="Report", day=date(2026, 1, 5))
    lead = next(one for one in verdict_blocks(report) if isinstance(one, Text))
    assert lead.mood == MOODS[name]


@pytest.mark.parametrize(
    ("text", "today", "color"),
    [
        (home("later_years"), date(2026, 1, 1), "yes"),
        (home("later_years"), date(2026, 7, 14), "depends"),
        (home("mission_45") + "\n[people.jobs.elections]\nafter_tax = 60_000\n", None, "depends"),
    ],
    ids=["January", "no stub in July", "an election above the limit"],
)
def test_a_plan_that_does_not_fit_is_not_green(text: str, today: date | None, color: str) -> None:
    assert mood(plan(parse_household(text), PUBLISHED, today)) == color
