"""Years ahead at their edges: work beyond 65, a year that is under way, last year's pay, premiums, reforms."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from megaroth.answers.compare import headline
from megaroth.law.load import law
from megaroth.law.reform import Reform, reformed
from megaroth.model.household import Household
from megaroth.planning.compare import compare
from megaroth.planning.outlook import YearsAhead, years_ahead
from megaroth.planyear.plan import plan
from megaroth.projection.future import outlook, retirement_age
from megaroth.readers.household_file import parse_household
from megaroth.tax.surtaxes import medicare_premiums
from some_homes import worker

FIXED = 'model = "fixed"\nplan_until = 75\n'


def ahead(text: str, name: str = "mega") -> YearsAhead:
    return years_ahead(parse_household(text), name)


def at(household: Household, year: int) -> Household:
    return outlook(household).at(year)


@pytest.mark.parametrize("pay", ["pay = 360_000", 'pay_per_period = 15_000\npay_frequency = "semimonthly"'])
def test_last_year_s_wages_are_what_the_year_before_paid(pay: str) -> None:
    """Both ways to state pay: 414(v)(7) asks the preceding calendar year's wages, which the file has for the first year alone."""
    household = parse_household(
        worker(pay=0, person=f'[[people.jobs]]\nemployer = "Acme"\n{pay}\nfica_wages_last_year = 100_000\n')
    )
    job = at(household, 2027).people[0].jobs[0]
    assert job.fica_wages_last_year == job.pay_last_year == 360_000_00
    later = at(household, 2028).people[0].jobs[0]
    assert later.fica_wages_last_year == pytest.approx(360_000_00 * 1.034, abs=48)


def test_a_job_begun_late_in_the_year_before_paid_little() -> None:
    household = parse_household(worker(pay=0, person='[[people.jobs]]\nemployer = "Acme"\npay = 260_000\nstarted = 2026-10-01\n'))
    job = at(household, 2027).people[0].jobs[0]
    # Six of the year's 26 biweekly Fridays from January 2 lie after September.
    assert job.fica_wages_last_year == 6 * 10_000_00


def test_who_is_at_work_beyond_65_works_this_year() -> None:
    household = parse_household(worker(assumed=FIXED).replace("1976-02-03", "1958-02-03").replace("retires_at = 60\n", ""))
    person = household.people[0]
    assert (person.age(2026), retirement_age(person, 2026)) == (68, 69)
    answer = years_ahead(household)
    assert answer.years[0].contributions["after_tax"] > 0
    assert "Ann stops working at the beginning of the year of age 69 (retires_at is not stated)." in answer.assumptions
    assert answer.years[1].contributions["after_tax"] == 0


def test_a_job_after_the_stated_end_of_work_is_told() -> None:
    text = worker("spending_in_retirement = 40_000", assumed=FIXED).replace("1976-02-03", "1958-02-03")
    assert "Ann, 68, works no more, though a job is stated: retires_at is 60." in ahead(text).assumptions


def test_a_reform_is_told_of_the_years_that_it_changes() -> None:
    household = parse_household(worker(assumed=FIXED))
    entry = replace(law(2030).entry("annual_additions"), values={"": 60_000_00}, status="reform")
    with reformed(Reform("less room", 2030, 2033, entries={"annual_additions": entry})):
        answer = compare(household)
    note = "Not today's law: the reform 'less room' changes 2030 to 2033."
    assert note in answer.assumptions
    assert headline(answer)[1].endswith(note)
    assert not any("reform" in one for one in compare(household).assumptions)


def test_a_federal_rate_alone_leaves_the_state_s_tax_exact() -> None:
    text = worker('state = "CA"\ngrowth = "6%"', plan='roth = true\nafter_tax = true\nin_plan_roth_rollover = "yearly"\n')
    stated_rate = 'marginal_rate = "32%"\n'
    tops = ("", stated_rate, stated_rate + 'state_marginal_rate = "0%"\n')
    exact, stated, both = (plan(parse_household(top + text)).tax for top in tops)
    state = exact - plan(parse_household(text.replace('state = "CA"\n', ""))).tax
    assert state > 0
    assert stated == both + state
    answer = plan(parse_household(stated_rate + text))
    assert any("at the stated federal rate, with the exact difference of the state returns" in one for one in answer.assumptions)


def test_premiums_of_the_first_two_years_follow_the_first_year_s_income() -> None:
    text = worker("spending_in_retirement = 100_000\n[income]\npensions = 400_000\n", pay=0, assumed=FIXED).replace(
        "1976-02-03", "1954-02-03"
    )
    years = ahead(text).years
    for one in years[:2]:
        assert one.premiums == medicare_premiums(law(one.year), 400_000_00, joint=False)


UNDER_WAY = """
[people.jobs.made]
pre_tax = 12_000
after_tax = {made}
match = 4_000
[people.jobs.balances]
pre_tax = 112_000
match = 24_000
roth = {roth}
after_tax = {{ value = {held}, basis = {held} }}
"""


@pytest.mark.parametrize(("held", "made", "roth"), [(0, 8_000, 58_000), (8_000, 8_000, 50_000), (3_000, 8_000, 55_000)])
def test_what_was_made_before_as_of_counts_once(held: int, made: int, roth: int) -> None:
    """The balances of July hold it, and the year's contributions too; after-tax money that moved before July is Roth money there."""
    text = worker("as_of = 2026-07-01", person="", assumed=FIXED + 'growth = "0%"')
    text = text.replace("[assumptions]", UNDER_WAY.format(held=held, made=made, roth=roth) + "[assumptions]")
    answer = ahead(text)
    first = answer.years[0]
    assert answer.opened["pre_tax"] == (100_000 + 20_000) * 100
    assert answer.opened["roth"] == 50_000_00
    assert answer.opened["after_tax"] == 0
    assert first.balances["pre_tax"] == answer.opened["pre_tax"] + first.contributions["pre_tax"]
    assert first.balances["after_tax"] == 0
    to_roth = sum(first.contributions[kind] for kind in ("after_tax", "roth_ira", "backdoor_roth"))
    assert first.balances["roth"] == answer.opened["roth"] + to_roth
    assert first.contributions["after_tax"] > made * 100
    assert any("are taken back to January 1" in one for one in answer.assumptions)


def test_balances_of_a_later_day_are_taken_back_at_the_assumed_growth() -> None:
    text = worker("as_of = 2026-07-02", assumed=FIXED + 'growth = "10%"')
    text = text.replace("[assumptions]", "[people.jobs.balances]\nrollover = 105_000\n[assumptions]")
    # 182 of 365 days.
    assert ahead(text).opened["pre_tax"] == pytest.approx(105_000_00 / (1 + 0.1 * 182 / 365), abs=1)


def test_inflation_may_be_an_integer_of_any_kind() -> None:
    household = replace(parse_household(worker()), year=2030, inflation=50_000)
    same = replace(household, inflation=np.int64(50_000))
    assert plan(same).people[0].jobs[0].annual_additions_limit == plan(household).people[0].jobs[0].annual_additions_limit
    with pytest.raises(TypeError):
        plan(replace(household, inflation=np.array([50_000, 60_000])))
