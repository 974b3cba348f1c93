"""A plan year under way: no elections of January, but what is still possible, and a question."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

import megaroth as mr
from conftest import EXAMPLES, run_megaroth
from megaroth.kernel.errors import InputError
from megaroth.law.law_book import PUBLISHED
from megaroth.planyear.paychecks import paychecks
from megaroth.planyear.plan import plan
from megaroth.planyear.year_under_way import RULE
from megaroth.present.paychecks import instructions
from megaroth.present.plan_headline import headline
from megaroth.readers.household_file import parse_household
from megaroth.service.clock import today as day_of

TEXT = """
schema = 1
year = 2026
filing_status = "single"

[[people]]
name = "Sam"
born = 1990-05-05

[[people.jobs]]
employer = "Co"
pay = 260_000
pay_frequency = "biweekly"
first_payday = 2026-01-09

[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
"""
DECEMBER = date(2026, 12, 1)


def _household(text: str = TEXT) -> mr.Household:
    return parse_household(text)


def _codes(answer: object) -> list[str]:
    return [step.text.code for step in answer.steps]


def test_the_library_reads_no_clock() -> None:
    household = _household()
    assert plan(household) == plan(household, today=date(2025, 12, 31))
    assert "elect_checks" in _codes(plan(household))


def test_two_checks_are_left_in_december_and_nothing_is_elected_from_january_on() -> None:
    answer = plan(_household(), today=DECEMBER)
    assert _codes(answer)[0] == "year_under_way"
    assert "elect_checks" not in _codes(answer)
    assert "elect" not in _codes(answer)
    (asked,) = [one for one in answer.questions if one.rule == RULE]
    assert (asked.to, asked.employer) == ("you", "Co")


def test_what_is_still_possible_is_what_two_checks_carry() -> None:
    """Each check is 260,000 / 26 = 10,000. Deferrals are less payroll tax (7.65% up to the wage
    base, 1.45% above; 0.9% more above 200,000), and after-tax money less income tax withheld too."""
    (one,) = paychecks(_household(), PUBLISHED, DECEMBER).under_way
    assert one.checks_left == 2
    assert 18_000_00 < one.deferral < 20_000_00
    assert 0 < one.after_tax < one.deferral
    (text,) = [one.text for one in instructions(paychecks(_household(), PUBLISHED, DECEMBER))]
    assert "2 checks are left after December 1: at most $" in text


@pytest.mark.parametrize("made", [0, 5_000_00, 24_500_00])
def test_no_past_lets_the_rest_bring_more(made: int) -> None:
    """Whatever was contributed before, elections from the next check on stay within "at most"."""
    household = _household()
    (most,) = paychecks(household, PUBLISHED, date(2026, 7, 14)).under_way
    person, job = household.people[0], household.people[0].jobs[0]
    stated = replace(
        household,
        as_of=date(2026, 7, 14),
        people=(replace(person, jobs=(replace(job, made=replace(job.made, pre_tax=made)),)),),
    )
    rows = paychecks(stated, PUBLISHED, date(2026, 7, 14)).paydays
    assert len(rows) == most.checks_left
    assert sum(row.pre_tax + row.roth + row.catch_up for row in rows) <= most.deferral
    assert sum(row.after_tax for row in rows) <= most.after_tax


def test_a_stated_stub_ends_the_question() -> None:
    stated = replace(_household(), as_of=date(2026, 11, 27))
    answer = plan(stated, today=DECEMBER)
    assert "year_under_way" not in _codes(answer)
    assert "elect_checks" in _codes(answer)
    assert not [one for one in answer.questions if one.rule == RULE]


@pytest.mark.parametrize("today", [date(2026, 1, 8), date(2025, 12, 1), date(2027, 3, 1)])
def test_a_year_that_has_not_begun_or_is_over_is_planned_as_before(today: date) -> None:
    assert plan(_household(), today=today) == plan(_household())


def test_a_job_that_begins_later_gets_its_elections() -> None:
    text = TEXT.replace(
        "first_payday = 2026-01-09", "first_payday = 2026-01-09\nstarted = 2026-12-02"
    )
    assert "elect_checks" in _codes(plan(_household(text), today=DECEMBER))


def test_an_owner_has_no_checks_to_ask_about() -> None:
    text = TEXT.replace(
        'pay_frequency = "biweekly"\nfirst_payday = 2026-01-09', "self_employed = true"
    )
    answer = plan(_household(text), today=DECEMBER)
    assert "year_under_way" not in _codes(answer)


def test_the_command_says_it_and_takes_a_day(tmp_path: object) -> None:
    file = tmp_path / "home.toml"
    file.write_text(TEXT, "utf-8")
    for command in ("plan", "paychecks"):
        said = run_megaroth(command, str(file), "--today", "2026-12-01").out
        assert "2 checks are left after December 1" in said
        assert "From the January" not in said
        assert "From the January 9 check" in run_megaroth(command, str(file)).out
    found = json.loads(run_megaroth("paychecks", str(file), "--today", "2026-12-01", "--json").out)
    assert found["under_way"][0]["checks_left"] == 2
    assert found["paydays"] == []
    ran = run_megaroth("plan", str(file), "--today", "12/1")
    assert (ran.code, ran.err) == (2, "megaroth: --today: found '12/1'; expected a date\n")


def test_the_day_comes_from_the_setting_or_from_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MEGAROTH_TODAY", "2026-07-14")
    assert day_of() == date(2026, 7, 14)
    assert day_of("2026-08-01") == date(2026, 8, 1)
    monkeypatch.delenv("MEGAROTH_TODAY")
    assert day_of() == date.today()
    monkeypatch.setenv("MEGAROTH_TODAY", "tomorrow")
    with pytest.raises(InputError, match="MEGAROTH_TODAY"):
        day_of()


def test_every_example_of_this_year_is_answered_on_any_day() -> None:
    for file in sorted(EXAMPLES.glob("*.toml")):
        household = parse_household(file.read_text("utf-8"))
        for today in (
            date(household.year, 1, 1),
            date(household.year, 6, 30),
            date(household.year, 12, 31),
        ):
            answer = paychecks(household, PUBLISHED, today)
            assert all(one.checks_left >= 0 for one in answer.under_way)
            assert not {
                row.date
                for row in answer.paydays
                if row.employer in {one.employer for one in answer.under_way}
            }


def test_the_headline_says_that_it_is_for_the_whole_year() -> None:
    said = headline(plan(_household(), today=DECEMBER))
    assert said.endswith("see below what is still possible.")
    assert "whole year" not in headline(plan(_household()))
