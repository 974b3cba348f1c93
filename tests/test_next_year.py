"""The household file of the next year: what it carries over, what it leaves out, and that comments
stay."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import EXAMPLES
from megaroth.cli.next_year import next_name
from megaroth.kernel.errors import InputError
from megaroth.law.law_book import PUBLISHED
from megaroth.model.household import Job
from megaroth.payroll.next_first_payday import next_first_payday
from megaroth.payroll.paydays import all_paydays
from megaroth.planyear.next_year import NextYear, next_year
from megaroth.planyear.plan import plan
from megaroth.readers.household_file import parse_household
from web_pages import app_of, script, take_in, user

FILES = sorted(EXAMPLES.glob("*.toml"))
PERSON = """
schema = 1
year = 2026
[[people]]
name = "Sam"   # the first person
born = 1985-05-05
"""
JOB = """
[[people.jobs]]
employer = "Co"
pay = 200_000
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
"""


def moved_on(text: str) -> tuple[NextYear, dict[str, Any]]:
    found = next_year(text, PUBLISHED)
    return found, tomllib.loads(found.toml)


def codes(found: NextYear) -> list[str]:
    return [one.code for one in found.check]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_example_goes_on_and_can_be_planned(file: Path) -> None:
    text = file.read_text("utf-8")
    found = next_year(text, PUBLISHED)
    household = parse_household(found.toml)
    assert household.year == tomllib.loads(text)["year"] + 1
    assert household.as_of is None
    assert plan(household).year == household.year
    again = next_year(found.toml, PUBLISHED)
    assert again.year == found.year + 1


def test_the_worked_example_of_the_guide() -> None:
    found, data = moved_on((EXAMPLES / "mid_year.toml").read_text("utf-8"))
    job = data["people"][0]["jobs"][0]
    assert job["first_payday"] == date(2027, 1, 15), "the check of January 1 is paid in 2026"
    assert (job["balances"]["pre_tax"], job["balances"]["match"]) == (24_500, 7_800)
    assert (job["pay_last_year"], job["fica_wages_last_year"]) == (195_000, 184_500)
    assert "made" not in job
    assert "as_of" not in data
    assert found.status == "projected"


def test_comments_and_other_keys_stay() -> None:
    text = f"# my own words\n{PERSON}{JOB}"
    _, data = moved_on(text)
    toml = next_year(text, PUBLISHED).toml
    assert toml.startswith("# my own words\n")
    assert "# the first person" in toml
    assert (
        data["people"][0]["jobs"][0]["plan"] == tomllib.loads(text)["people"][0]["jobs"][0]["plan"]
    )


def test_money_is_neither_lost_nor_made() -> None:
    text = PERSON + JOB + "[people.jobs.balances]\npre_tax = 80_000\n"
    household = parse_household(text)
    answer = plan(household)
    contributed = answer.people[0].jobs[0].contributions
    _, data = moved_on(text)
    kept = data["people"][0]["jobs"][0]["balances"]
    assert kept["pre_tax"] == 80_000 + contributed.pre_tax / 100
    assert kept["roth"]["value"] == kept["roth"]["basis"] == contributed.after_tax / 100


def test_contributions_so_far_are_in_the_plan_even_without_a_stated_balance() -> None:
    made = "[people.jobs.made]\npre_tax = 24_500\n"
    _, data = moved_on(PERSON.replace("2026\n", "2026\nas_of = 2026-12-31\n", 1) + JOB + made)
    assert data["people"][0]["jobs"][0]["balances"] == {"pre_tax": 24_500}


def test_a_job_that_ended_is_left_out_and_its_money_is_named() -> None:
    ended = JOB.replace("pay = 200_000", "pay = 200_000\nended = 2026-06-30")
    found, data = moved_on(PERSON + ended + JOB.replace('"Co"', '"New"'))
    assert [job["employer"] for job in data["people"][0]["jobs"]] == ["New"]
    [over] = [one for one in found.check if one.code == "next_year_job_over"]
    assert over.value("held").low > 0


def test_the_last_job_of_a_list_leaves_no_empty_list() -> None:
    ended = JOB.replace("pay = 200_000", "pay = 200_000\nended = 2026-06-30")
    _, data = moved_on(PERSON + ended)
    assert "jobs" not in data["people"][0]


def test_an_ira_takes_what_the_year_adds_to_it() -> None:
    ira = '\n[[people.iras]]\nkind = "roth"\nvalue = 10_000\nbasis = 8_000\n'
    _, data = moved_on(PERSON + JOB + ira)
    assert data["people"][0]["iras"] == [{"kind": "roth", "value": 17_500, "basis": 15_500}]


def test_health_savings_go_on_with_the_coverage_of_december() -> None:
    months = ", ".join(['"family"'] * 6 + ['"self_only"'] * 6)
    hsa = f"\n[people.hsa]\ncoverage = [{months}]\nvalue = 1_000\nemployer = 500\nmade = 700\n"
    _, data = moved_on(PERSON + JOB + hsa)
    kept = data["people"][0]["hsa"]
    assert kept["coverage"] == "self_only"
    assert "made" not in kept
    # Half a year of each coverage: (8,750 + 4,400) / 2 (Rev. Proc. 2025-19).
    assert kept["value"] == 1_000 + 6_575


def test_unknown_rules_are_said() -> None:
    found, _ = moved_on((EXAMPLES / "unknown_rules.toml").read_text("utf-8"))
    assert "next_year_unknown_rules" in codes(found)


def test_a_status_change_of_the_next_year_takes_place() -> None:
    changes = '\n[[status_changes]]\nyear = 2027\nfiling_status = "head_of_household"\n'
    _, data = moved_on(PERSON + JOB + changes)
    assert data["filing_status"] == "head_of_household"
    assert "status_changes" not in data


def test_a_true_up_of_a_leap_day_moves_to_the_28th() -> None:
    text = (PERSON + JOB).replace("2026", "2027") + (
        'match = [{ rate = "50%", up_to = "6%" }]\ntrue_up = 2028-02-29\n'
    )
    _, data = moved_on(text)
    assert data["people"][0]["jobs"][0]["plan"]["true_up"] == date(2029, 2, 28)


@pytest.mark.parametrize("frequency", ["weekly", "biweekly", "semimonthly", "monthly"])
@pytest.mark.parametrize("year", range(2002, 2035))
def test_no_payday_is_lost_or_counted_twice_between_two_years(frequency: str, year: int) -> None:
    job = Job(employer="Co", pay=1, pay_frequency=frequency, first_payday=date(year, 1, 2))
    later = Job(
        employer="Co",
        pay=1,
        pay_frequency=frequency,
        first_payday=next_first_payday(job, year),
    )
    last, first = all_paydays(job, year)[-1], all_paydays(later, year + 1)[0]
    between = (first - last).days
    most = {"weekly": (4, 10), "biweekly": (11, 17), "semimonthly": (12, 19), "monthly": (25, 34)}
    low, high = most[frequency]
    assert low <= between <= high


def test_the_command_writes_a_new_file_and_never_over_another(inside, tmp_path: Path) -> None:
    file = tmp_path / "home_2026.toml"
    file.write_text(PERSON + JOB, "utf-8")
    ran = inside("next-year", str(file), "--json")
    data = json.loads(ran.out)
    assert data["file"] == str(tmp_path / "home_2027.toml")
    assert Path(data["file"]).read_text("utf-8") == data["toml"]
    assert file.read_text("utf-8") == PERSON + JOB, "this year's file stays"
    refused = inside("next-year", str(file))
    assert refused.code == 2
    assert "--force" in refused.err
    assert inside("next-year", str(file), "--force").code == 0


def test_names_of_next_years_files() -> None:
    assert next_name("a/12026.toml", 2027) == "a/12026_2027.toml"
    assert next_name("2026", 2027) == "2027.toml"


def test_a_file_that_is_not_valid_is_refused() -> None:
    with pytest.raises(InputError, match="born"):
        next_year(PERSON.replace("1985-05-05", '"x"'), PUBLISHED)


def test_the_page_shows_the_changes_and_makes_the_household(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    take_in(app, "mid_year")
    client = user(app)
    assert "/h/mid_year/next-year" in client.get("/h/mid_year/file").text
    shown = client.get("/h/mid_year/next-year").text
    for words in ("2027-01-15", "Replace them with the balances of your statements", "projected"):
        assert words in shown
    made = client.post("/h/mid_year/next-year")
    assert made.status_code == 303
    folder = app.state.context.folder
    assert set(folder.names()) == {"mid_year", "mid_year 2027"}
    assert tomllib.loads(folder.read("mid_year 2027").text)["year"] == 2027


def test_http_answers_what_the_function_does_and_saves_nothing(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    take_in(app, "couple")
    data = script(app).post("/api/v1/next-year", json={"name": "couple"}).json()
    text = (EXAMPLES / "couple.toml").read_text("utf-8")
    assert data["toml"] == next_year(text, PUBLISHED).toml
    assert data["file"] is None
    assert app.state.context.folder.names() == ["couple"]
