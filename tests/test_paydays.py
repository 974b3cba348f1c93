"""Paydays: on banking days, in the year in which they are paid, and as many as the employer's schedule has."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from megaroth.kernel.errors import InputError
from megaroth.model.household import Job
from megaroth.payroll.banking_days import banking_day_by, holidays, is_banking_day
from megaroth.payroll.paydays import USUAL_PAYCHECKS, all_paydays, latest_first_payday, pay_of_year
from megaroth.planyear.plan import plan
from megaroth.readers.household_file import parse_household

# The Federal Reserve Banks' holiday schedules: weekdays on which they are closed. Holidays on a Saturday are left out: the Banks open
# on the Friday before. Those on a Sunday stand on the Monday after.
CLOSED = {
    2019: "01-01 01-21 02-18 05-27 07-04 09-02 10-14 11-11 11-28 12-25",
    2020: "01-01 01-20 02-17 05-25 09-07 10-12 11-11 11-26 12-25",
    2021: "01-01 01-18 02-15 05-31 07-05 09-06 10-11 11-11 11-25",
    2022: "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26",
    2023: "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-23 12-25",
    2024: "01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25",
    2025: "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25",
    2026: "01-01 01-19 02-16 05-25 06-19 09-07 10-12 11-11 11-26 12-25",
    2027: "01-01 01-18 02-15 05-31 07-05 09-06 10-11 11-11 11-25",
}


@pytest.mark.parametrize("year", CLOSED)
def test_the_federal_reserve_banks_close_on_their_published_holidays(year: int) -> None:
    closed = {date(year, *map(int, day.split("-"))) for day in CLOSED[year].split()}
    juneteenth_2027 = {date(2027, 6, 18)}  # June 19, 2027 is a Saturday: the Banks open on the Friday
    assert {day for day in holidays(year) if day.weekday() < 5} == closed
    assert not closed & juneteenth_2027


def test_the_banks_first_closed_for_juneteenth_in_2022() -> None:
    """June 19, 2021, two days after Pub. L. 117-17, was a Saturday, and June 19, 2020 an ordinary Friday."""
    assert is_banking_day(date(2020, 6, 19))
    assert is_banking_day(date(2021, 6, 18))
    assert not is_banking_day(date(2022, 6, 20))


def biweekly(first: date | None, **more) -> Job:
    return Job(employer="E", pay=260_000_00, first_payday=first, **more)


def test_independence_day_on_a_saturday_leaves_friday_a_payday() -> None:
    assert date(2026, 7, 3) in all_paydays(biweekly(date(2026, 1, 2)), 2026)


def test_the_payday_of_new_year_counts_in_the_year_before() -> None:
    days = all_paydays(biweekly(date(2026, 1, 2)), 2026)
    assert len(days) == 27
    assert days[-3:] == [date(2026, 12, 4), date(2026, 12, 18), date(2026, 12, 31)]
    after = all_paydays(biweekly(date(2027, 1, 1)), 2027)
    assert after[0] == date(2027, 1, 15)
    assert after == all_paydays(biweekly(date(2027, 1, 15)), 2027)
    assert len(after) == 26


def test_a_weekend_after_new_year_moves_its_payday_into_december() -> None:
    """January 1, 2027 is a Friday: paydays of Saturday the 2nd and Sunday the 3rd are paid on Thursday, December 31."""
    assert banking_day_by(date(2027, 1, 3)) == date(2026, 12, 31)
    for first in (date(2027, 1, 2), date(2027, 1, 3)):
        assert all_paydays(biweekly(first), 2027)[0].day in (15, 16)


def test_semimonthly_pay_arrives_on_banking_days_and_january_1_the_year_before() -> None:
    job = Job(employer="E", pay=240_000_00, pay_frequency="semimonthly", first_payday=date(2026, 1, 1))
    days = all_paydays(job, 2026)
    assert (days[0], days[1], days[-1], len(days)) == (date(2026, 1, 16), date(2026, 1, 30), date(2026, 12, 31), 24)
    assert pay_of_year(job, 2026) == 240_000_00


@pytest.mark.parametrize("frequency", USUAL_PAYCHECKS)
def test_a_calendar_that_nobody_stated_has_the_usual_number_of_paychecks(frequency: str) -> None:
    job = Job(employer="E", pay=1, pay_frequency=frequency)
    for year in range(2002, 2127):
        assert len(all_paydays(job, year)) == USUAL_PAYCHECKS[frequency]


@given(frequency=st.sampled_from(sorted(USUAL_PAYCHECKS)), year=st.integers(2002, 2126), place=st.integers(0, 30))
def test_every_payday_is_a_banking_day_of_its_year(frequency: str, year: int, place: int) -> None:
    first = min(date(year, 1, 1) + timedelta(place), latest_first_payday(frequency, year))
    days = all_paydays(Job(employer="E", pay=1, pay_frequency=frequency, first_payday=first), year)
    assert all(is_banking_day(day) and day.year == year for day in days)
    assert days == sorted(set(days))
    usual = USUAL_PAYCHECKS[frequency]
    assert len(days) in ((usual, usual + 1) if "week" in frequency else (usual - 1, usual, usual + 1))


@given(year=st.integers(2003, 2126), weekday=st.integers(0, 4), frequency=st.sampled_from(["weekly", "biweekly"]))
def test_every_real_first_payday_of_a_year_is_accepted(year: int, weekday: int, frequency: str) -> None:
    step = timedelta(7 if frequency == "weekly" else 14)
    for week in range(step.days // 7):
        day = date(year - 1, 12, 1) + timedelta((weekday - date(year - 1, 12, 1).weekday()) % 7 + 7 * week)
        while banking_day_by(day).year < year:
            day += step
        assert date(year, 1, 1) <= banking_day_by(day) <= day <= latest_first_payday(frequency, year)


FILE = """
schema = 1
year = {year}
{head}
[[people]]
name = "A"
born = 1985-05-05
[[people.jobs]]
employer = "E"
{job}
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
match = [{{ rate = "50%", up_to = "6%" }}]
{tail}"""


def planned(year: int, job: str, head: str = "", tail: str = ""):
    return plan(parse_household(FILE.format(year=year, job=job, head=head, tail=tail)))


def test_a_first_payday_of_mid_january_is_accepted_where_january_1_was_paid_in_december() -> None:
    answer = planned(2027, "pay_per_period = 10_000\nfirst_payday = 2027-01-15")
    assert answer.people[0].jobs[0].per_paycheck.paychecks == 26
    with pytest.raises(InputError, match="2026-01-01 to 2026-01-15"):
        planned(2026, "pay_per_period = 10_000\nfirst_payday = 2026-01-16")


def test_an_unstated_calendar_of_2027_has_26_paychecks_on_banking_days() -> None:
    answer = planned(2027, "pay_per_period = 10_000")
    days = [move.date for move in answer.rollovers]
    assert len(days) == 26
    assert all(is_banking_day(day) for day in days)
    assert "E: first_payday is not stated; paid biweekly from 2027-01-15." in answer.assumptions


@pytest.mark.parametrize(("as_of", "left"), [("2026-07-23", 12), ("2026-07-24", 11), ("2026-07-25", 11), ("2026-12-31", 0)])
def test_a_stub_on_its_own_payday_is_behind(as_of: str, left: int) -> None:
    """Everything paid through the day of the stub is in ``made``: 2026-07-24 is a payday."""
    made = "made = {pre_tax = 13000, match = 3115.35, after_tax = 5000}"
    answer = planned(2026, f"pay = 180_000\nfirst_payday = 2026-01-09\n{made}", f"as_of = {as_of}")
    assert answer.people[0].jobs[0].per_paycheck.paychecks == left


OF_27 = """pay = 260_000
first_payday = 2026-01-02
made = {pre_tax = 22_615.44, after_tax = 36_600, match = 7_200}
"""


@pytest.mark.parametrize(
    ("answered", "contributed", "match", "pay"),
    [
        ('extra_paycheck = "full"', 2_800_00, 8_100_00, 270_000_00),
        ('extra_paycheck = "spread"', 2_833_33, 8_066_67, 260_000_00),
        ('extra_paycheck = "unknown"', 2_800_00, 8_100_00, 260_000_00),
        ("", 2_800_00, 8_100_00, 260_000_00),
    ],
)
def test_the_27th_check_of_2026_is_a_26th_or_a_27th_of_pay(answered: str, contributed: int, match: int, pay: int) -> None:
    """Room after 24 checks: 72,000 - 24,500 - 36,600 - match; three checks bring 3 x 300 or 3 x 288.89 more of it."""
    answer = planned(2026, OF_27 + answered, "as_of = 2026-11-30")
    job = answer.people[0].jobs[0]
    assert job.per_paycheck.paychecks == 3
    assert [move.date for move in answer.rollovers] == [date(2026, 12, 4), date(2026, 12, 18), date(2026, 12, 31)]
    assert job.contributions.after_tax - 36_600_00 == contributed
    assert job.contributions.match == match
    assert job.compensation == pay


def test_a_year_of_27_checks_is_said_and_asked_until_it_is_answered() -> None:
    open_ = planned(2026, OF_27, "as_of = 2026-11-30")
    (asked,) = open_.questions
    assert (asked.rule, asked.to, asked.person, asked.employer) == ("extra_paycheck", "HR", "A", "E")
    assert [one.worth for one in asked.answers] == [0, 33_33]
    assert any("pays 27 times in 2026" in text and "26th or a 27th" in text for text in open_.warnings)
    known = planned(2026, OF_27 + 'extra_paycheck = "full"', "as_of = 2026-11-30")
    assert not known.questions
    assert any("pays 27 times in 2026" in text for text in known.assumptions)
    weekly = planned(2026, 'pay = 260_000\npay_frequency = "weekly"\nfirst_payday = 2026-01-02')
    assert "53rd" in weekly.questions[0].text
    each = planned(2026, "pay_per_period = 10_000\nfirst_payday = 2026-01-02")
    assert not each.questions
    assert each.people[0].jobs[0].compensation == 270_000_00


@pytest.mark.parametrize(
    "tiers", ['{ rate = "100%", up_to = "4%" }', '{ rate = "25%", up_to = "3%" }, { rate = "100%", up_to = "6%" }']
)
@pytest.mark.parametrize("wanted", ["", "[people.jobs.elections]\ndeferral = 12_000"])
def test_an_open_27th_check_exceeds_no_limit_by_either_answer(tiers: str, wanted: str) -> None:
    """The match of either answer fits beside what is elected while nobody knows which it is."""

    def contributions(answered: str, elections: str):
        job = f"pay = 300_000\nfirst_payday = 2026-01-02\n{answered}"
        text = FILE.format(year=2026, job=job, head="", tail=elections).replace('{ rate = "50%", up_to = "6%" }', tiers)
        return plan(parse_household(text)).people[0].jobs[0].contributions

    elected = contributions("", wanted)
    kept = f"[people.jobs.elections]\ndeferral = {elected.pre_tax / 100}\nafter_tax = {elected.after_tax / 100}"
    for answer in ("full", "spread"):
        given = contributions(f'extra_paycheck = "{answer}"', kept)
        assert given.after_tax == elected.after_tax, "the election fits"
        assert given.match <= elected.match
