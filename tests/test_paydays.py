"""Paydays: on banking days, in the year in which they are paid, and as many as the employer's
schedule has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from holidays import financial_holidays
from hypothesis import given
from hypothesis import strategies as st

from conftest import examples
from megaroth.kernel.errors import InputError
from megaroth.law.load import law
from megaroth.model.household import Elections, Household, Job, Person
from megaroth.model.plan import Plan, Tier
from megaroth.payroll.banking_days import banking_day_by, holidays, is_banking_day
from megaroth.payroll.pay_events import pay_of_year
from megaroth.payroll.paydays import USUAL_PAYCHECKS, all_paydays, latest_first_payday
from megaroth.planyear.plan import plan
from megaroth.planyear.tax_bill import tax_bill
from megaroth.present.plan_headline import headline
from megaroth.readers.household_file import parse_household

# The Federal Reserve Banks' holiday schedules: weekdays on which they are closed. Holidays on a
# Saturday are left out: the Banks open on the Friday before. Those on a Sunday stand on the Monday
# after.
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
    juneteenth_2027 = {
        date(2027, 6, 18)
    }  # June 19, 2027 is a Saturday: the Banks open on the Friday
    assert {day for day in holidays(year) if day.weekday() < 5} == closed
    assert not closed & juneteenth_2027


@pytest.mark.parametrize("year", range(2002, 2036))
def test_banking_days_are_those_of_an_independent_calendar(year: int) -> None:
    """The package ``holidays`` has the Federal Reserve Banks' calendar from its own rules."""
    closed = {day for day in financial_holidays("FED", years=year) if day.year == year}
    days = (date(year, 1, 1) + timedelta(place) for place in range(366))
    weekdays = [day for day in days if day.year == year and day.weekday() < 5]
    assert [day for day in weekdays if not is_banking_day(day)] == [
        day for day in weekdays if day in closed
    ]


def test_the_banks_first_closed_for_juneteenth_in_2022() -> None:
    """June 19, 2021, two days after Pub. L. 117-17, was a Saturday, and June 19, 2020 an ordinary
    Friday."""
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
    """January 1, 2027 is a Friday: paydays of Saturday the 2nd and Sunday the 3rd are paid on
    Thursday, December 31."""
    assert banking_day_by(date(2027, 1, 3)) == date(2026, 12, 31)
    for first in (date(2027, 1, 2), date(2027, 1, 3)):
        assert all_paydays(biweekly(first), 2027)[0].day in (15, 16)


def test_semimonthly_pay_arrives_on_banking_days_and_january_1_the_year_before() -> None:
    job = Job(
        employer="E", pay=240_000_00, pay_frequency="semimonthly", first_payday=date(2026, 1, 1)
    )
    days = all_paydays(job, 2026)
    assert (days[0], days[1], days[-1], len(days)) == (
        date(2026, 1, 16),
        date(2026, 1, 30),
        date(2026, 12, 31),
        24,
    )
    assert pay_of_year(job, 2026) == 240_000_00


@pytest.mark.parametrize("frequency", USUAL_PAYCHECKS)
def test_a_calendar_that_nobody_stated_has_the_usual_number_of_paychecks(frequency: str) -> None:
    job = Job(employer="E", pay=1, pay_frequency=frequency)
    for year in range(2002, 2127):
        assert len(all_paydays(job, year)) == USUAL_PAYCHECKS[frequency]


@given(
    frequency=st.sampled_from(sorted(USUAL_PAYCHECKS)),
    year=st.integers(2002, 2126),
    place=st.integers(0, 30),
)
def test_every_payday_is_a_banking_day_of_its_year(frequency: str, year: int, place: int) -> None:
    first = min(date(year, 1, 1) + timedelta(place), latest_first_payday(frequency, year))
    days = all_paydays(Job(employer="E", pay=1, pay_frequency=frequency, first_payday=first), year)
    assert all(is_banking_day(day) and day.year == year for day in days)
    assert days == sorted(set(days))
    usual = USUAL_PAYCHECKS[frequency]
    assert len(days) in (
        (usual, usual + 1) if "week" in frequency else (usual - 1, usual, usual + 1)
    )


@given(
    year=st.integers(2003, 2126),
    weekday=st.integers(0, 4),
    frequency=st.sampled_from(["weekly", "biweekly"]),
)
def test_every_real_first_payday_of_a_year_is_accepted(
    year: int, weekday: int, frequency: str
) -> None:
    step = timedelta(7 if frequency == "weekly" else 14)
    for week in range(step.days // 7):
        day = date(year - 1, 12, 1) + timedelta(
            (weekday - date(year - 1, 12, 1).weekday()) % 7 + 7 * week
        )
        while banking_day_by(day).year < year:
            day += step
        assert (
            date(year, 1, 1) <= banking_day_by(day) <= day <= latest_first_payday(frequency, year)
        )


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
    assert answer.people[0].jobs[0].paychecks_left == 26
    with pytest.raises(InputError, match="2026-01-01 to 2026-01-15"):
        planned(2026, "pay_per_period = 10_000\nfirst_payday = 2026-01-16")


def test_an_unstated_calendar_of_2027_has_26_paychecks_on_banking_days() -> None:
    answer = planned(2027, "pay_per_period = 10_000")
    days = [move.date for move in answer.rollovers]
    assert len(days) == 26
    assert all(is_banking_day(day) for day in days)
    assert "E: first_payday is not stated; paid biweekly from 2027-01-15." in map(
        str, answer.assumptions
    )


@pytest.mark.parametrize(
    ("as_of", "left"),
    [("2026-07-23", 12), ("2026-07-24", 11), ("2026-07-25", 11), ("2026-12-31", 0)],
)
def test_a_stub_on_its_own_payday_is_behind(as_of: str, left: int) -> None:
    """Everything paid through the day of the stub is in ``made``: 2026-07-24 is a payday."""
    made = "made = {pre_tax = 13000, match = 3115.35, after_tax = 5000}"
    answer = planned(2026, f"pay = 180_000\nfirst_payday = 2026-01-09\n{made}", f"as_of = {as_of}")
    assert answer.people[0].jobs[0].paychecks_left == left


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
def test_the_27th_check_of_2026_is_a_26th_or_a_27th_of_pay(
    answered: str, contributed: int, match: int, pay: int
) -> None:
    """Room after 24 checks: 72,000 - 24,500 - 36,600 - match; three checks bring 3 x 300 or 3 x
    288.89 more of it."""
    answer = planned(2026, OF_27 + answered, "as_of = 2026-11-30")
    job = answer.people[0].jobs[0]
    assert job.paychecks_left == 3
    assert [move.date for move in answer.rollovers] == [
        date(2026, 12, 4),
        date(2026, 12, 18),
        date(2026, 12, 31),
    ]
    assert job.contributions.after_tax - 36_600_00 == contributed
    assert job.contributions.match == match
    assert job.compensation == pay


def test_a_year_of_27_checks_is_said_and_asked_until_it_is_answered() -> None:
    open_ = planned(2026, OF_27, "as_of = 2026-11-30")
    (asked,) = open_.questions
    assert (asked.rule, asked.to, asked.person, asked.employer) == (
        "extra_paycheck",
        "HR",
        "A",
        "E",
    )
    assert [one.worth for one in asked.answers] == [0, 33_33]
    why = "E pays 27 times in 2026, because the paycheck due on 2027-01-01 is paid on 2026-12-31."
    assert any(
        text.startswith(why) and "26th or a 27th" in text for text in map(str, open_.warnings)
    )
    known = planned(2026, OF_27 + 'extra_paycheck = "full"', "as_of = 2026-11-30")
    assert not known.questions
    assert any("pays 27 times in 2026" in text for text in map(str, known.assumptions))
    weekly = planned(2026, 'pay = 260_000\npay_frequency = "weekly"\nfirst_payday = 2026-01-02')
    assert "53rd" in str(weekly.questions[0].text)
    each = planned(2026, "pay_per_period = 10_000\nfirst_payday = 2026-01-02")
    assert not each.questions
    assert each.people[0].jobs[0].compensation == 270_000_00


@pytest.mark.parametrize(
    "tiers",
    [
        '{ rate = "100%", up_to = "4%" }',
        '{ rate = "25%", up_to = "3%" }, { rate = "100%", up_to = "6%" }',
    ],
)
@pytest.mark.parametrize("wanted", ["", "[people.jobs.elections]\ndeferral = 12_000"])
def test_an_open_27th_check_exceeds_no_limit_by_either_answer(tiers: str, wanted: str) -> None:
    """The match of either answer fits beside what is elected while nobody knows which it is."""

    def contributions(answered: str, elections: str):
        job = f"pay = 300_000\nfirst_payday = 2026-01-02\n{answered}"
        text = FILE.format(year=2026, job=job, head="", tail=elections).replace(
            '{ rate = "50%", up_to = "6%" }', tiers
        )
        return plan(parse_household(text)).people[0].jobs[0].contributions

    elected = contributions("", wanted)
    kept = (
        f"[people.jobs.elections]\ndeferral = {elected.pre_tax / 100}\nafter_tax = "
        f"{elected.after_tax / 100}"
    )
    for answer in ("full", "spread"):
        given = contributions(f'extra_paycheck = "{answer}"', kept)
        assert given.after_tax == elected.after_tax, "the election fits"
        assert given.match <= elected.match


# --- elections that fit


def elected(job, kind: str) -> int:
    """What an election comes to in cents when it is taken from every paycheck to come: in dollars,
    or as a share of each check."""
    pay = job.even_checks
    return getattr(pay, kind) * pay.paychecks


def test_shares_of_pay_stay_below_the_limit_on_deferrals() -> None:
    """IRC 402(g), 2025: 23,500. 6% of 200,000 at the first job leaves 11,500: 5.48% of 210,000
    would pass it by 8 dollars."""
    text = """
schema = 1
year = 2025
[[people]]
name = "A"
born = 1985-05-05
[[people.jobs]]
employer = "Old"
pay = 400_000
pay_frequency = "semimonthly"
ended = 2025-06-30
plan = {roth = true, after_tax = true, in_plan_roth_rollover = "each_paycheck", match = [{ rate = "50%", up_to = "6%" }]}
[[people.jobs]]
employer = "New"
pay = 420_000
pay_frequency = "semimonthly"
started = 2025-07-01
plan = {roth = true, after_tax = true, in_plan_roth_rollover = "each_paycheck", match = [{ rate = "50%", up_to = "6%" }]}
"""
    old, new = plan(parse_household(text)).people[0].jobs
    assert old.even_checks.deferral_percent == 60_000, "the whole match needs 6%"
    assert new.even_checks.deferral_percent == 54_700
    assert 12_000_00 + elected(new, "deferral") <= 23_500_00


def test_pay_carries_no_more_than_payroll_tax_leaves() -> None:
    """2018, pay of 42,000: 18,500 + 6,000 deferred, 7.65% is 3,213, so at most 14,287 after tax (26
    USC 3101)."""
    text = """
schema = 1
year = 2018
[[people]]
name = "A"
born = 1962-05-05
[[people.jobs]]
employer = "E"
pay = 42_000
pay_frequency = "monthly"
five_percent_owner = true
plan = {roth = true, after_tax = true, in_plan_roth_rollover = "on_request"}
"""
    job = plan(parse_household(text)).people[0].jobs[0]
    assert (job.contributions.pre_tax, job.contributions.catch_up) == (18_500_00, 6_000_00)
    assert 14_286_50 <= job.contributions.after_tax <= 14_287_00


def test_no_paycheck_nets_below_zero() -> None:
    (slip,) = tax_bill(
        parse_household(FILE.format(year=2026, job="pay = 60_000", head="", tail=""))
    ).pay_slips
    assert 0 <= slip.net <= 2


def test_what_pay_cannot_carry_is_no_yes() -> None:
    """Pay of 12,000 is all deferred before taxes: nothing is left for after-tax money."""
    answer = planned(2026, "pay = 12_000")
    job = answer.people[0].jobs[0]
    assert job.contributions.after_tax == 0
    assert (job.verdict, answer.verdict) == ("no", "no")
    assert any("Pay is too low" in reason for reason in map(str, job.reasons))
    assert "Pay is too low" in headline(answer)
    with_older = planned(
        2026,
        "pay = 12_000",
        tail="[people.jobs.balances]\nafter_tax = {value = 5_000, basis = 4_000}",
    )
    assert with_older.verdict == "yes", "older after-tax money can move"


def test_a_full_paycheck_before_taxes_uses_what_withholding_then_leaves() -> None:
    """Deferrals lower what is withheld: of 20,000 all but 7.65% can be deferred, since nothing is
    then withheld (Pub. 15-T)."""
    job = planned(2026, "pay = 20_000").people[0].jobs[0]
    assert 18_469_00 <= job.contributions.pre_tax <= 18_470_00
    roth = (
        planned(2026, "pay = 20_000", tail='[people.jobs.elections]\ndeferral_kind = "roth"')
        .people[0]
        .jobs[0]
    )
    assert roth.contributions.roth < job.contributions.pre_tax


def test_a_late_start_is_bounded_by_two_paychecks_less_payroll_tax() -> None:
    answer = planned(2026, "pay = 400_000\nstarted = 2026-12-01\nfica_wages_last_year = 0")
    job = answer.people[0].jobs[0]
    assert job.paychecks_left == 2
    own = job.contributions.pre_tax + job.contributions.after_tax
    assert own < 2 * 400_000_00 // 26 * (1 - 0.0765)


FREQUENCIES = sorted(USUAL_PAYCHECKS)


@given(
    frequency=st.sampled_from(FREQUENCIES),
    year=st.sampled_from([2024, 2025, 2026, 2027, 2032]),
    place=st.integers(0, 15),
    stub=st.one_of(st.none(), st.integers(0, 365)),
    pay=st.integers(5_000_00, 600_000_00),
    extra=st.sampled_from([None, "full", "spread", "unknown"]),
    kind=st.sampled_from(["pre_tax", "roth"]),
    age=st.sampled_from([30, 55, 61]),
    state=st.sampled_from([None, "NJ", "CA", "NY"]),
    order=st.permutations(["match", "deferral", "catch_up", "after_tax"]),
)
@examples(60)
def test_elections_from_every_check_exceed_no_limit_and_no_pay(
    frequency, year, place, stub, pay, extra, kind, age, state, order
) -> None:
    first = min(date(year, 1, 1) + timedelta(place), latest_first_payday(frequency, year))
    job = Job(
        employer="E",
        pay=pay,
        pay_frequency=frequency,
        first_payday=first,
        extra_paycheck=extra,
        fica_wages_last_year=100_000_00,
        elections=Elections(deferral_kind=kind),
        plan=Plan(
            roth=True,
            after_tax=True,
            in_plan_roth_rollover="each_paycheck",
            match=(Tier(rate=500_000, up_to=60_000),),
        ),
    )
    as_of = None if stub is None else min(date(year, 1, 1) + timedelta(stub), date(year, 12, 31))
    person = Person(name="A", born=date(year - age, 6, 1), jobs=(job,))
    household = Household(year=year, people=(person,), as_of=as_of, state=state, order=tuple(order))
    answer = plan(household)
    numbers, result = law(year), answer.people[0].jobs[0]
    pays = [
        replace(job, extra_paycheck=one)
        for one in (("full", "spread") if extra in (None, "unknown") else (extra,))
    ]
    count = result.paychecks_left
    assert count == len([day for day in all_paydays(job, year) if as_of is None or day > as_of])
    assert all(is_banking_day(move.date) and move.date.year == year for move in answer.rollovers)
    for one in pays:
        check = pay_of_year(one, year) / len(all_paydays(one, year))
        for in_dollars in (True, False):
            parts = {
                name: getattr(result.even_checks, name)
                if in_dollars
                else round(check * getattr(result.even_checks, f"{name}_percent") / 1_000_000)
                for name in ("deferral", "catch_up", "after_tax")
            }
            assert count * parts["deferral"] <= numbers.elective_deferral
            assert count * parts["catch_up"] <= answer.people[0].catch_up_limit
            own = count * (parts["deferral"] + parts["after_tax"])
            match = (
                min(
                    parts["deferral"],
                    0.06 * min(check, numbers.compensation_limit / len(all_paydays(one, year))),
                )
                / 2
                * count
            )
            assert own + match <= min(numbers.annual_additions, pay_of_year(one, year)) + 1
            assert sum(parts.values()) * count <= check * count
    if as_of is None:
        assert all(slip.net >= 0 for slip in tax_bill(household).pay_slips)


def test_after_the_last_check_nobody_is_asked_how_big_it_was() -> None:
    text = """
schema = 1
year = 2026
as_of = 2026-12-31
[[people]]
name = "Sam"
born = 1986-03-05
[[people.jobs]]
employer = "Co"
pay = 260_000
first_payday = 2026-01-02
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
"""
    assert plan(parse_household(text)).questions == []
    before = plan(parse_household(text.replace("as_of = 2026-12-31", "as_of = 2026-12-01")))
    assert [question.rule for question in before.questions] == ["extra_paycheck"]
