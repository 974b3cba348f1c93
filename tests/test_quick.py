"""The quick answer: a few inputs as typed, the same everywhere."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date

import pytest

from conftest import run_megaroth
from megaroth.law.law_book import PUBLISHED
from megaroth.present.plan import mood
from megaroth.readers.household_file import parse_household
from megaroth.readers.quick_answers import FREQUENCIES, NAMES, QuickAnswers, input_of, quick_text
from megaroth.readers.typed import amount, match_tiers
from megaroth.service import plan_year
from megaroth.service.quick import quick

JULY = date(2026, 7, 14)
MISSION = QuickAnswers(
    year="2024", age="45", pay="300k", match="$1,500", after_tax="yes", in_plan_conversion="yes"
)
STUB = QuickAnswers(
    age="1986",
    pay="180,000",
    last_payday="2026-07-10",
    match="50% up to 6%",
    deferred="12,000",
    match_so_far="2,900",
    bonus="20k",
    bonus_month="12",
    after_tax="yes",
    in_plan_conversion="yes",
)


def test_the_missions_worker_reaches_44_500() -> None:
    answer = quick(MISSION, date(2024, 1, 1), PUBLISHED)
    assert (answer.word, answer.mood) == ("YES", "yes")
    assert answer.year_end.after_tax == 44_500_00
    assert answer.year_end.deferral == 23_000_00
    assert answer.year_end.match == 1_500_00
    assert answer.year_end.limit == answer.year_end.annual_additions == 69_000_00
    assert "after-tax $1,711.53" in answer.instruction[0]


def test_it_is_the_plan_and_the_paychecks_of_its_own_file() -> None:
    answer = quick(STUB, JULY, PUBLISHED)
    household = parse_household(answer.household)
    checks = plan_year.paychecks(household, PUBLISHED)
    assert answer.checks_left == len(checks.paydays)
    assert answer.take_home == checks.paydays[0].take_home
    assert answer.year_end.after_tax == checks.totals[0].after_tax
    assert answer.room[-1].additions == checks.totals[0].limit - checks.paydays[-1].room_left
    assert household.as_of == date(2026, 7, 10)
    assert checks.paydays[0].date == date(2026, 7, 24)


def test_a_bonus_is_paid_in_its_month_and_stays_within_the_limit() -> None:
    answer = quick(STUB, JULY, PUBLISHED)
    paid = [one.date for one in answer.room]
    assert date(2026, 12, 15) in paid
    assert answer.year_end.annual_additions <= answer.year_end.limit


def test_after_two_inputs_something_is_said_and_the_rest_is_asked_of_hr() -> None:
    answer = quick(QuickAnswers(age="40", pay="150k"), JULY, PUBLISHED)
    assert (answer.missing, answer.problems) == ([], [])
    assert answer.instruction
    assert "after-tax" in answer.ask.text


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        (QuickAnswers(), ["age", "pay"]),
        (QuickAnswers(pay="1"), ["age"]),
        (QuickAnswers(age="3"), ["pay"]),
    ],
)
def test_what_is_needed_is_said(asked: QuickAnswers, missing: list[str]) -> None:
    answer = quick(asked, JULY, PUBLISHED)
    assert answer.missing == missing
    assert answer.problems == []
    assert answer.household is None


WRONG = {
    "year": "1999",
    "filing_status": "sngle",
    "state": "XX",
    "age": "old",
    "pay": "much",
    "pay_frequency": "daily",
    "last_payday": "2025-07-10",
    "match": "half",
    "deferred": "-1",
    "after_tax_so_far": "a",
    "match_so_far": "1.234",
    "bonus": "k",
    "bonus_month": "13",
    "after_tax": "maybe",
    "in_plan_conversion": "1",
    "in_service_withdrawal": "x",
    "separate_account": "y",
}


@pytest.mark.parametrize("name", NAMES)
def test_each_input_that_cannot_be_read_is_named(name: str) -> None:
    asked = QuickAnswers(**{"age": "40", "pay": "100k"} | {name: WRONG[name]})
    (problem,) = quick(asked, JULY, PUBLISHED).problems
    assert problem.field == name
    assert WRONG[name] in problem.found
    assert problem.expected


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("people[0].jobs[0].made.pre_tax", "deferred"),
        ("people[0].jobs[0].made.after_tax", "after_tax_so_far"),
        ("people[0].jobs[0].plan.after_tax", "after_tax"),
        ("people[0].born", "age"),
        ("people[0].jobs[0].bonuses[0].amount", "bonus"),
        ("as_of", "last_payday"),
        ("pay", "pay"),
    ],
)
def test_a_fault_of_the_file_is_a_fault_of_its_input(path: str, name: str) -> None:
    assert input_of(path) == name


@pytest.mark.parametrize("frequency", FREQUENCIES)
@pytest.mark.parametrize("day", [date(2026, 1, 2), date(2026, 7, 15), date(2026, 12, 31)])
def test_any_last_payday_makes_a_file_that_is_read(frequency: str, day: date) -> None:
    asked = QuickAnswers(age="40", pay="100k", pay_frequency=frequency, last_payday=str(day))
    household = parse_household(quick_text(asked, JULY))
    assert household.as_of == day
    assert household.people[0].jobs[0].pay_frequency == frequency


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("300k", 300_000_00),
        ("$1,500", 1_500_00),
        ("1500", 1_500_00),
        ("$1.2m", 1_200_000_00),
        (" 25 ", 25_00),
    ],
)
def test_amounts_are_read_as_people_type_them(typed: str, cents: int) -> None:
    assert amount(typed) == cents


@pytest.mark.parametrize(
    ("typed", "tiers"),
    [
        ("1500", [{"rate": "100%", "up_to_dollars": 1500}]),
        ("$1,500 a year", [{"rate": "100%", "up_to_dollars": 1500}]),
        ("3k", [{"rate": "100%", "up_to_dollars": 3000}]),
        ("50% up to 6%", [{"rate": "50%", "up_to": "6%"}]),
        (
            "100% up to 3%, 50% up to 5%",
            [{"rate": "100%", "up_to": "3%"}, {"rate": "50%", "up_to": "5%"}],
        ),
        ("none", []),
    ],
)
def test_a_match_has_the_shapes_that_people_know(typed: str, tiers: list[dict]) -> None:
    assert match_tiers(typed) == tiers


def test_the_command_says_the_same_and_saves_the_file(tmp_path: object) -> None:
    file = tmp_path / "home.toml"
    words = ["quick", "--age", "45", "--pay", "300k", "--year", "2024", "--match", "1500"]
    words += ["--after-tax", "yes", "--in-plan-conversion", "yes", "--today", "2024-01-01"]
    ran = run_megaroth(*words, "--save", str(file), "--json")
    found = json.loads(ran.out)
    assert found["schema"] == "megaroth.quick/1"
    assert found["year_end"]["after_tax"] == 44_500
    assert file.read_text("utf-8") == found["household"]
    assert "44,500.00" in run_megaroth("plan", str(file)).out
    said = run_megaroth(*words).out
    assert "YES: $44,500.00 after tax can be contributed in 2024" in said


def test_the_command_names_its_flags_in_errors() -> None:
    ran = run_megaroth("quick", "--pay", "much")
    assert ran.code == 2
    assert "--age: found nothing" in ran.err
    assert "--pay: found 'much'" in ran.err


def test_every_input_has_a_flag_and_a_place_in_the_request() -> None:
    from megaroth.cli.commands import command
    from megaroth.web.api.request_bodies import QuickRequest

    flags = {one.parameter for one in command("quick").arguments}
    assert set(NAMES) <= flags
    assert set(NAMES) | {"today", "figures"} == set(QuickRequest.model_fields)
    assert set(NAMES) == {one.name for one in fields(QuickAnswers)} == set(WRONG)


def test_without_a_stub_a_year_under_way_asks_for_it() -> None:
    asked = QuickAnswers(age="40", pay="180k", after_tax="yes", in_plan_conversion="yes")
    answer = quick(asked, date(2026, 12, 1), PUBLISHED)
    assert "2 checks are left after December 1" in answer.instruction[0]
    assert answer.checks_left == 2
    assert "From the January" not in " ".join(answer.instruction)
    dated = replace(asked, last_payday="2026-11-27")
    assert "From the December 11 check" in quick(dated, date(2026, 12, 1), PUBLISHED).instruction[0]


def test_the_color_is_the_plans_own() -> None:
    """A plan that does not fit the pay or the year is never green, here as on every face."""
    for asked in (MISSION, STUB, replace(STUB, last_payday="", deferred="", match_so_far="")):
        answer = quick(asked, JULY, PUBLISHED)
        year = plan_year.plan(parse_household(answer.household), PUBLISHED, JULY)
        assert answer.mood == mood(year)
    assert (answer.word, answer.mood) == ("YES", "depends")
