"""What to enter in the payroll portal: the answer, its faces, and stories of payroll."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from conftest import EXAMPLES
from megaroth.cli.schema import schema_of
from megaroth.contract.answers import to_data
from megaroth.law.law_book import PUBLISHED
from megaroth.planyear.elections.result import Paychecks, Percent
from megaroth.planyear.paychecks import paychecks
from megaroth.planyear.plan import plan
from megaroth.present.paychecks import instructions, notes_of, reminders
from megaroth.readers.household_file import parse_household, read_household
from web_pages import app_of, script, take_in, user

FILES = sorted(EXAMPLES.glob("*.toml"))
SAM = EXAMPLES / "paychecks.toml"
HEAD = """
schema = 1
year = 2026
filing_status = "single"
{top}
[[people]]
name = "Sam"
born = 1985-05-05
{person}
[[people.jobs]]
employer = "Co"
pay = {pay}
pay_last_year = 290_000
fica_wages_last_year = 184_500
{job}
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
match = [{{ rate = "50%", up_to = "6%" }}]
{plan}
"""


def of(text: str = "", **more: str) -> Paychecks:
    parts = {"top": "", "person": "", "job": "", "plan": "", "pay": "300_000"} | more
    return paychecks(parse_household(text or HEAD.format(**parts)), PUBLISHED)


def test_the_worked_example_of_the_guide() -> None:
    found = paychecks(read_household(SAM), PUBLISHED)
    [said] = instructions(found)
    assert said.text == (
        "From the January 9 check: pre-tax 8%, after-tax 12%. On March 20 change to pre-tax 8%, "
        "after-tax 13%. On November 13 change to pre-tax 9%, after-tax 13%. In December change to "
        "pre-tax 8%, after-tax 13% for 2027, from the January 8 check on."
    )
    [totals] = found.totals
    assert (totals.pre_tax, totals.match) == (24_461_60, 9_000_00)
    assert (totals.after_tax, totals.unused_room) == (38_423_10, 115_30)
    assert found.conflicts == []
    assert found.gap == 0


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_example_exceeds_a_limit_and_checks_add_up_to_the_year(file: Path) -> None:
    household = read_household(file)
    found = paychecks(household, PUBLISHED)
    for totals in found.totals:
        rows = [
            one
            for one in found.paydays
            if (one.person, one.employer) == (totals.person, totals.employer)
        ]
        assert all(one.take_home >= 0 for one in rows)
        assert totals.unused_room >= 0
        if household.as_of is None:
            for name in ("pre_tax", "roth", "catch_up", "after_tax"):
                assert sum(getattr(one, name) for one in rows) == getattr(totals, name)


@pytest.mark.parametrize("name", ["mission_45", "next_year", "later_years", "age_61"])
def test_even_pay_and_elections_in_dollars_bring_the_figures_of_the_plan(name: str) -> None:
    household = read_household(EXAMPLES / f"{name}.toml")
    job = plan(household).people[0].jobs[0]
    [totals] = paychecks(household, PUBLISHED).totals
    said = job.contributions
    assert (totals.pre_tax, totals.catch_up) == (said.pre_tax, said.catch_up)
    assert (totals.after_tax, totals.match) == (said.after_tax, said.match)


# Stories.


def test_match_lost_by_front_loading_is_named() -> None:
    """24,500 deferred by July of 260,000 matched 100% to 6%: the 12 checks left earn no match."""
    text = HEAD.format(top="as_of = 2026-07-01", person="", job="", plan="", pay="260_000")
    text = text.replace('rate = "50%"', 'rate = "100%"').replace(
        "[people.jobs.plan]", 'pay_frequency = "semimonthly"\n[people.jobs.plan]'
    )
    text += "[people.jobs.made]\npre_tax = 24_500\nmatch = 7_800\n"
    found = of(text)
    assert found.totals[0].match_lost == 7_800_00
    assert found.totals[0].true_up_restores == 0
    assert [one for one in found.conflicts if one.wish == "match"] == []
    assert notes_of(found.totals[0])[0] == (
        "$7,800.00 of match is already lost: contributions are not even over the year. A true-up "
        "would bring it back, but the plan as stated pays you none."
    )
    restored = of(text.replace("[people.jobs.made]", "true_up = 2027-02-15\n[people.jobs.made]"))
    assert restored.totals[0].true_up_restores == 7_800_00
    assert any("brings it back" in note for note in notes_of(restored.totals[0]))


def test_the_27_checks_of_2026_hold_back_what_a_full_check_would_add() -> None:
    """Half of 6% of a 27th check of 11,538.46: 346.15."""
    found = of(job="first_payday = 2026-01-02")
    [held] = found.totals[0].held_back
    assert (held.for_, held.amount) == ("extra_paycheck", 346_15)
    assert len(found.paydays) == 27


def test_no_match_is_lost_by_contributing_early() -> None:
    found = of(top='prefer = "early"', plan='election_step = "1%"')
    assert found.totals[0].match == 9_000_00
    assert found.paydays[0].pre_tax > found.paydays[-1].pre_tax > 0


def test_a_bonus_range_is_held_back_at_its_most() -> None:
    bonus = "[[people.jobs.bonuses]]\ndate = 2026-12-11\nleast = 10_000\nmost = 40_000\n"
    text = HEAD.format(top="", person="", job="", plan='election_step = "1%"', pay="300_000")
    found = of(text + bonus)
    assert any(one.for_ == "bonus" for one in found.totals[0].held_back)
    assert date(2026, 12, 11) in found.totals[0].look_again


def test_elections_stay_below_the_take_home_floor() -> None:
    found = of(person="take_home_floor = 4_000", pay="200_000", plan='election_step = "1%"')
    assert min(one.take_home for one in found.paydays) >= 4_000_00
    assert {one.gave_way_to for one in found.conflicts} == {"take_home_floor"}


def test_at_most_so_many_changes() -> None:
    for most in (0, 1, 2):
        found = of(top=f"max_changes = {most}", plan='election_step = "1%"')
        assert (
            len({one.effective for one in found.changes if one.effective.year == 2026}) <= most + 1
        )
    none = of(top="max_changes = 0", plan='election_step = "1%"')
    assert {one.gave_way_to for one in none.conflicts} == {"changes"}


def test_unknown_rules_are_held_back_and_asked_about() -> None:
    household = read_household(EXAMPLES / "unknown_rules.toml")
    found = paychecks(household, PUBLISHED)
    assert [one.rule for one in found.questions] == [one.rule for one in plan(household).questions]


def test_the_first_election_of_january_is_set_in_december() -> None:
    """What goes on from December would be 9% of pay before taxes: 27,000 in 2027."""
    january = paychecks(read_household(SAM), PUBLISHED).changes[-1]
    assert january.effective == date(2027, 1, 8)
    assert january.pre_tax == Percent(80_000)


def test_what_one_job_cannot_elect_does_not_go_to_a_job_with_a_stated_amount() -> None:
    """30,000 a year can carry less than 24,500 of deferrals; the household states 0 elsewhere."""
    other = """
[[people.jobs]]
employer = "Other"
pay = 120_000
[people.jobs.plan]
roth = true
[people.jobs.elections]
deferral = {stated}
"""
    for stated in (0, 1_000):
        text = HEAD.format(
            top="", person="take_home_floor = 600", job="", plan="", pay="30_000"
        ) + other.format(stated=stated)
        found = of(text)
        co, elsewhere = found.totals
        assert 0 < co.pre_tax < 24_500_00
        assert stated * 100 - 26 * 100 < elsewhere.pre_tax <= stated * 100


def test_what_a_457b_plan_cannot_elect_does_not_go_to_a_401k() -> None:
    """IRC 402(g)(1) and 457(e)(15) are two limits of 24,500 in 2026: neither takes the other's."""
    county = """
[[people.jobs]]
employer = "County"
pay = 20_000
[people.jobs.plan]
kind = "457(b)"
governmental = true
"""
    text = HEAD.format(top="", person="", job="", plan="", pay="300_000")
    head, mark, company = text.partition("[[people.jobs]]")
    found = of(head + county + mark + company)
    of_county, of_company = found.totals
    assert of_county.employer == "County"
    assert 0 < of_county.pre_tax < 24_500_00
    assert 24_400_00 < of_company.pre_tax <= 24_500_00


def test_two_plans_of_one_check_leave_the_take_home_floor_together() -> None:
    """A 401(k) and a 457(b) take from one check: what is left after both is the floor or more."""
    second = """
[[people.jobs]]
employer = "Second"
second_plan_of = "Co"
[people.jobs.plan]
kind = "457(b)"
governmental = true
"""
    text = HEAD.format(top="", person="take_home_floor = 800", job="", plan="", pay="40_000")
    found = of(text + second)
    assert {one.employer for one in found.paydays} == {"Co", "Second"}
    for day in {one.date for one in found.paydays}:
        co, other = (one for one in found.paydays if one.date == day)
        taken = sum(one.pre_tax + one.roth + one.catch_up + one.after_tax for one in (co, other))
        assert co.take_home == other.take_home >= 800_00
        assert co.gross - taken >= co.take_home
    assert any(one.pre_tax for one in found.paydays)


def test_a_job_that_ends_has_no_election_of_january() -> None:
    found = of(job="ended = 2026-08-31", plan='election_step = "1%"')
    assert {one.effective.year for one in found.changes} == {2026}


TWO_JOBS = """
schema = 1
year = 2026
max_changes = 4
[[people]]
name = "Sam"
born = 1985-05-05
"""
WEEKLY = """
[[people.jobs]]
employer = "{employer}"
pay = {pay}
pay_frequency = "weekly"
first_payday = 2026-01-08
pay_last_year = 100_000
fica_wages_last_year = 100_000
[[people.jobs.bonuses]]
date = 2026-03-13
amount = 20_000
[[people.jobs.raises]]
date = 2026-06-05
pay = {raised}
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
match = [{{ rate = "50%", up_to = "6%" }}]
election_step = "1%"
"""


def test_two_jobs_with_bonuses_share_four_changes() -> None:
    text = TWO_JOBS + WEEKLY.format(employer="Co", pay=180_000, raised=190_000)
    text += WEEKLY.format(employer="Shop", pay=120_000, raised=130_000)
    found = paychecks(parse_household(text), PUBLISHED)
    days = {(one.employer, one.effective) for one in found.changes if one.effective.year == 2026}
    assert len(days) <= 4 + 2
    deferred = sum(one.pre_tax for one in found.totals)
    assert 24_500_00 - 100_00 < deferred <= 24_500_00
    for totals in found.totals:
        assert 0 <= totals.unused_room < 100_00 + found.gap


# Faces.


def test_the_commands_json_is_closed_and_has_the_keys_of_the_contract(inside) -> None:
    data = json.loads(inside("paychecks", str(SAM), "--json").out)
    jsonschema.validate(data, schema_of("paychecks"), cls=jsonschema.Draft202012Validator)
    assert data["changes"][0]["pre_tax"] == {"percent": 8}
    assert data["changes"][0]["roth"] == {"percent": 0}
    assert data["paydays"][0]["gross"] == 11_538.46
    assert data["totals"][0]["safe_stop"] is None
    assert data == {"schema": "megaroth.paychecks/1"} | to_data(
        paychecks(read_household(SAM), PUBLISHED)
    )


def test_the_table_fits_80_columns(inside) -> None:
    ran = inside("paychecks", str(SAM))
    table = [line for line in ran.out.splitlines() if line[:2] == "20" or line[:6] == "payday"]
    assert len(table) == 27
    assert max(map(len, table)) <= 80


def test_csv_calendar_and_picture(inside, tmp_path: Path) -> None:
    days, room = tmp_path / "days.ics", tmp_path / "room.json"
    ran = inside("paychecks", str(SAM), "--csv", "--ics", str(days), "--picture", str(room))
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert (len(rows), rows[0]["after_tax"]) == (26, "1384.62")
    calendar = days.read_text("utf-8")
    assert calendar.count("BEGIN:VEVENT") == 4
    assert "DTSTART;VALUE=DATE:20261113" in calendar
    spec = json.loads(room.read_text("utf-8"))
    limit = spec["layer"][1]["data"]["values"]
    assert {row["dollars"] for row in limit} == {72_000}
    last = spec["layer"][0]["data"]["values"][-1]
    assert last["dollars"] == pytest.approx(72_000 - 115.30)


def test_reminders_are_the_changes_and_the_days_to_look_again() -> None:
    found = of(job="first_payday = 2026-01-02", plan='election_step = "1%"')
    days = [one.day for one in reminders(found)]
    assert days == sorted([*(one.effective for one in found.changes), *found.totals[0].look_again])


def test_the_page_and_http_say_the_same(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    take_in(app, "paychecks")
    client = user(app)
    page = client.get("/h/paychecks/paychecks").text
    assert "On March 20 change to pre-tax 8%, after-tax 13%." in page
    assert (
        client.get("/h/paychecks/paychecks.ics").headers["content-type"].startswith("text/calendar")
    )
    assert len(client.get("/h/paychecks/paychecks.csv").text.splitlines()) == 27
    data = script(app).post("/api/v1/paychecks", json={"name": "paychecks"}).json()
    assert data["changes"][1]["effective"] == "2026-03-20"


def test_the_highest_election_holds_for_the_smallest_check_that_may_come() -> None:
    """25% of a 53rd of 200,000 is 943.40; of a 52nd, 961.53."""
    found = of(
        job='pay_frequency = "weekly"\nfirst_payday = 2026-01-02',
        plan='election_step = "$1"\nelection_maximum = { combined = "25%" }',
        pay="200_000",
    )
    assert len(found.paydays) == 53
    shares = [(one.pre_tax + one.after_tax) / one.gross for one in found.paydays]
    assert 0.249 < max(shares) <= 0.25


def test_elections_in_dollars_do_not_change_for_a_bonus_that_they_are_not_taken_from() -> None:
    bonus = "[[people.jobs.bonuses]]\ndate = 2026-12-10\nleast = 0\nmost = 60_000\n"
    text = HEAD.format(top='prefer = "early"', person="", job="", plan="", pay="123_457")
    days = {one.effective for one in of(text + bonus).changes}
    assert date(2026, 12, 10) not in days


@pytest.mark.parametrize("most", ["10%", "20%"])
def test_after_tax_that_the_highest_election_leaves_out_is_named(most: str) -> None:
    """200,000 at 20%: 40,000 of the 66,000 that deferrals and after-tax contributions could be."""
    found = of(plan=f'election_maximum = {{ combined = "{most}" }}', pay="200_000")
    [lost] = [one for one in found.conflicts if one.wish == "after_tax"]
    assert lost.gave_way_to == "election_maximum"
    assert lost.cost == found.totals[0].unused_room


def test_no_highest_election_is_named_where_cash_or_the_election_asks_for_less() -> None:
    plan_rules = 'election_maximum = { combined = "15%" }\n'
    for more in (
        {"top": "spare_cash = 30_000"},
        {"plan": "[people.jobs.elections]\nafter_tax = 0"},
    ):
        found = of(**({"pay": "200_000"} | more | {"plan": plan_rules + more.get("plan", "")}))
        assert [one for one in found.conflicts if one.wish == "after_tax"] == []


def test_a_whole_match_beyond_the_deferral_limit_gives_way_to_it() -> None:
    """12 checks of 25,000 at 10% would take 30,000; the limit of 2026 is 24,500."""
    text = HEAD.format(top="", person="", job='pay_frequency = "monthly"', plan="", pay="300_000")
    found = of(text.replace('rate = "50%", up_to = "6%"', 'rate = "100%", up_to = "10%"'))
    [lost] = [one for one in found.conflicts if one.wish == "match"]
    assert (lost.gave_way_to, lost.cost) == ("limits", 5_500_00)
    assert found.totals[0].lost_before == 0


@pytest.mark.parametrize(
    ("made", "kind", "amount"),
    [
        ("pre_tax = 30_000", "elective_deferral", 5_500_00),
        ("pre_tax = 24_500\nafter_tax = 60_000", "annual_additions", 12_500_00),
    ],
)
def test_contributions_beyond_a_limit_come_first(inside, tmp_path, made, kind, amount) -> None:
    text = HEAD.format(top="as_of = 2026-06-30", person="", job="", plan="", pay="200_000")
    file = tmp_path / "over.toml"
    file.write_text(f"{text}[people.jobs.made]\n{made}\n", "utf-8")
    [excess] = paychecks(read_household(file), PUBLISHED).excesses
    assert (excess.kind, excess.amount) == (kind, amount)
    assert inside("paychecks", str(file)).out.startswith("! ")


def test_the_remainder_of_elections_in_half_percents_is_named() -> None:
    """26 checks of 210,000: a half percent of one is 40.38, so each source leaves less."""
    answer = of(pay="210_000", plan='election_step = "0.5%"')
    (totals,) = answer.totals
    assert len(answer.paydays) == 26
    assert 0 < totals.unused_room < 2 * 40_38
    assert totals.annual_additions + totals.unused_room == 72_000_00
    left = f"${totals.unused_room / 100:.2f} of the $72,000.00 limit on annual additions is left"
    assert any(note.startswith(left) for note in notes_of(totals))
    elected = {one for change in answer.changes for one in (change.pre_tax, change.after_tax)}
    assert all(isinstance(one, Percent) and one.percent % 5_000 == 0 for one in elected)
