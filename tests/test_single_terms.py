"""One term of a formula at a time, by hand: each test fails if that term is changed or left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from megaroth.kernel.errors import NotAllowedError
from megaroth.law.load import law
from megaroth.model.household import Balance, Balances, Job
from megaroth.payroll.paydays import paydays
from megaroth.planning.prepare import prepare
from megaroth.planyear.distribution import split
from megaroth.planyear.plan import plan
from megaroth.planyear.result import JobResult
from megaroth.projection.accounts import NEVER
from megaroth.projection.opening_balances import opened
from megaroth.projection.run import Projected, project
from megaroth.projection.timeline import outlook
from megaroth.projection.working_years import _one_contract
from megaroth.readers.household_file import parse_household
from megaroth.rules.clocks import qualified_distribution
from megaroth.rules.compensation import self_employed_contribution
from megaroth.rules.deferrals import elective_deferral_limit
from megaroth.rules.distributions import early_distribution_tax
from megaroth.rules.match import contribution_for_full_match
from megaroth.tax.federal import Return, federal_tax
from megaroth.tax.marginal import next_dollars
from megaroth.tax.surtaxes import medicare_premiums

LAW = law(2026)
PLAN = 'roth = true\nafter_tax = true\nin_plan_roth_rollover = "each_paycheck"\n'


def jobs_of(text: str) -> list[JobResult]:
    return plan(parse_household(text)).people[0].jobs


# --- contributions of a year


def test_a_match_of_ones_own_business_takes_two_dollars_of_room_for_each() -> None:
    """IRC 415(c)(1)(B), 401(c)(2): pay is what is left of 40,000 after both contributions, so
    24,500 + 1,000 + x <= 40,000 - 1,000 - x, and x <= 13,500 / 2."""
    assert self_employed_contribution(LAW, 40_000_00, 24_500_00, 250_000, 1_000_00) == 6_750_00
    assert self_employed_contribution(LAW, 40_000_00, 24_500_00, 250_000) == 7_750_00


TWO_JOBS = """
year = 2026
as_of = 2026-06-30
[[people]]
name = "Ann"
born = 1974-02-03
[[people.jobs]]
employer = "First"
pay = 140_000
fica_wages_last_year = 0
made = {{ pre_tax = 20_000 }}
elections = {{ deferral = 20_000, catch_up = {first}, after_tax = 0 }}
plan = {{ catch_up = true }}
[[people.jobs]]
employer = "Last"
pay = 140_000
fica_wages_last_year = 0
made = {{ pre_tax = {last_made} }}
elections = {{ deferral = {last_made}, catch_up = {last}, after_tax = 0 }}
plan = {{ catch_up = true }}
"""


def test_what_passes_the_limit_becomes_catch_up_at_the_last_job_first() -> None:
    """IRC 402(g)(1)(C), 414(v)(3)(A): 30,000 deferred in all is 5,500 over 24,500; the job that
    came last took it, so its plan leaves 5,500 out of annual additions."""
    first, last = jobs_of(TWO_JOBS.format(first=0, last=5_500, last_made="10_000"))
    assert (first.contributions.catch_up, last.contributions.catch_up) == (0, 5_500_00)
    assert (first.annual_additions, last.annual_additions) == (20_000_00, 4_500_00)


def test_contributions_leave_the_pay_that_catch_up_takes() -> None:
    """Pay of 45,000 carries deferrals, catch-up and after-tax money only once (IRC 415(c)(1)(B)):
    with payroll tax of 7.65% they come to no more than 41,557.50."""
    (job,) = jobs_of(
        'year = 2026\n[[people]]\nname = "Ann"\nborn = 1974-02-03\n[[people.jobs]]\n'
        f'employer = "E"\npay = 45_000\n[people.jobs.plan]\n{PLAN}catch_up = true\n'
    )
    made = job.contributions
    assert made.catch_up == 8_000_00
    parts = (made.pre_tax, made.roth, made.catch_up, made.after_tax)
    assert sum(parts) <= 41_557_50
    assert made.after_tax > 0


def test_catch_up_that_is_made_takes_nothing_of_the_pay_to_come() -> None:
    """After November one check of 10,000 is left, and all deferrals and catch-up are made: what
    payroll tax and withholding leave of it can be after-tax money. 765 is payroll tax."""
    (job,) = jobs_of(
        'year = 2026\nas_of = 2026-11-30\n[[people]]\nname = "Ann"\nborn = 1974-02-03\n'
        '[[people.jobs]]\nemployer = "E"\npay = 120_000\npay_frequency = "monthly"\n'
        "fica_wages_last_year = 0\nmade = { pre_tax = 24_500, catch_up = 8_000 }\n"
        f"[people.jobs.plan]\n{PLAN}catch_up = true\n"
    )
    assert job.contributions.catch_up == 8_000_00
    assert 7_000_00 < job.contributions.after_tax <= 9_235_00


# --- paydays


def semimonthly(first: date) -> list[date]:
    return paydays(
        Job(employer="E", pay=1, pay_frequency="semimonthly", first_payday=first), first.year
    )


def test_semimonthly_pay_from_a_day_before_the_15th_comes_again_15_days_later() -> None:
    """From January 5, 2026: the 5th and the 20th, or the banking day before."""
    found = semimonthly(date(2026, 1, 5))
    assert found[:6] == [
        date(2026, 1, 5),
        date(2026, 1, 20),
        date(2026, 2, 5),
        date(2026, 2, 20),
        date(2026, 3, 5),
        date(2026, 3, 20),
    ]
    assert len(found) == 24


def test_semimonthly_pay_of_the_14th_and_15th_ends_on_other_days() -> None:
    """From the 14th it comes again on the 29th; from the 15th on the last day of the month."""
    march = [day.day for day in semimonthly(date(2026, 1, 14)) if day.month == 4]
    assert march == [14, 29]
    assert [day.day for day in semimonthly(date(2026, 1, 15)) if day.month == 3] == [13, 31]
    # February has no 29th in 2026: the last day, a Saturday, is paid on the 27th.
    assert [day.day for day in semimonthly(date(2026, 1, 14)) if day.month == 2] == [13, 27]


# --- tax


@pytest.mark.parametrize("kind", ["interest", "tax_exempt_interest", "dividends", "long_term_gain"])
def test_disqualified_income_of_each_kind_ends_the_earned_income_credit(kind: str) -> None:
    """IRC 32(i)(2): interest, tax-exempt interest too, dividends and gains; 12,200 in 2026 (Rev.
    Proc. 2025-32)."""
    base = {"wages": 14_000_00, "children": 1, "age": 30, "status": "head_of_household"}
    within = federal_tax(LAW, Return(**base, **{kind: 12_200_00}))
    beyond = federal_tax(LAW, Return(**base, **{kind: 12_200_01}))
    assert within.earned_income_credit > 0
    assert beyond.earned_income_credit == 0


# --- years ahead


def projected(text: str, rate: float = 0.0, years: int | None = None) -> Projected:
    inputs = prepare(parse_household(text)).inputs[0]
    return project(inputs, np.full((1, len(inputs.ahead.years)), rate), until=years)


RETIRED = """
year = 2026
filing_status = "single"
spending = 40_000
spending_in_retirement = 40_000
alternatives = [{{ name = "stated", of = "taxable", conversions = [{conversions}] }}]
[[people]]
name = "Ann"
born = 1958-02-03
retires_at = 60
iras = [{{ kind = "traditional", value = 2_000_000 }}]
[taxable]
value = 1_500_000
basis = 1_500_000
[assumptions]
model = "fixed"
growth = "0%"
inflation = "0%"
dividend_yield = "0%"
plan_until = 78
"""


def premiums(conversions: dict[int, int]) -> dict[int, int]:
    rows = ", ".join(f"{{ year = {year}, amount = {of} }}" for year, of in conversions.items())
    done = projected(RETIRED.format(conversions=rows), years=7)
    return {one.year: int(one.premiums[0]) for one in done.years}


def test_a_conversion_raises_medicare_premiums_two_years_later() -> None:
    """42 USC 1395r(i)(4)(B)(i): the premium of a year goes by the income of the second year before;
    only that year's premium changes."""
    level, raised = premiums({}), premiums({2027: 300_000})
    assert [year for year in level if level[year] != raised[year]] == [2029]
    assert raised[2029] > level[2029]


def test_premiums_of_the_first_two_years_go_by_the_income_that_is_known() -> None:
    """Of 2024 and 2025 nothing is known: a conversion of the first year raises the premium of the
    next one in place of 2025, and that of the second year after."""
    level, raised = premiums({}), premiums({2026: 300_000})
    assert [year for year in level if level[year] != raised[year]] == [2027, 2028]
    standard = int(medicare_premiums(LAW, 0, joint=False))
    assert raised[2026] == level[2026] == standard


WIDOWED = """
year = 2026
filing_status = "married_joint"
spending_in_retirement = 30_000
alternatives = [{{ name = "stated", of = "taxable", conversions = [{conversions}] }}]
[[people]]
name = "Ann"
born = 1958-02-03
retires_at = 60
iras = [{{ kind = "traditional", value = 2_000_000 }}]
[[people]]
name = "Bo"
born = 1957-02-03
retires_at = 60
lives_until = 70
[taxable]
value = 1_000_000
basis = 1_000_000
[assumptions]
model = "fixed"
growth = "0%"
inflation = "0%"
dividend_yield = "0%"
plan_until = 76
"""


def test_a_survivors_premiums_have_the_tiers_of_the_return_two_years_before() -> None:
    """Bo dies in 2027. 150,000 more in 2027 is on a joint return, below its first tier, and raises
    nothing in 2029; in 2028 it is on a single one and raises the premium of 2030 (42 USC
    1395r(i)(2), (3)(C), (4)(B))."""

    def of(year: int, amount: int) -> dict[int, int]:
        conversions = f"{{ year = {year}, amount = {amount} }}"
        done = projected(WIDOWED.format(conversions=conversions), years=6)
        return {one.year: int(one.premiums[0]) for one in done.years}

    level, joint, single = of(2028, 1), of(2027, 150_000), of(2028, 150_000)
    assert joint == level
    assert [year for year in level if level[year] != single[year]] == [2030]
    assert single[2030] > level[2030]


def test_balances_of_a_later_day_go_back_to_january_without_half_a_time_of_growth() -> None:
    """73 days at 20% a year are 4%: what was contributed since, evenly, grew 2%. 100,000 with
    10,000 of them was (100,000 - 10,200) / 1.04 = 86,346.15 on January 1."""
    ahead = outlook(
        parse_household(
            'year = 2026\nas_of = 2026-03-15\n[[people]]\nname = "Ann"\nborn = 1981-02-03\n'
            '[[people.jobs]]\nemployer = "E"\npay = 200_000\nmade = { pre_tax = 10_000 }\n'
            "balances = { pre_tax = { value = 100_000 } }\n[people.jobs.plan]\nroth = true\n"
            '[assumptions]\ngrowth = "20%"\n'
        )
    )
    accounts = opened(ahead, 1)
    assert int(accounts.plans[0].value[0]) == 86_346_15


def test_what_is_left_over_earns_half_a_years_growth() -> None:
    """Pensions of 60,000 and no spending: what is deposited over the year grows 10% / 2 by its
    end."""
    text = """
year = 2026
filing_status = "single"
spending_in_retirement = 0
[income]
pensions = 60_000
[[people]]
name = "Ann"
born = 1966-02-03
retires_at = 50
social_security = { from_age = 70, monthly = 0 }
[assumptions]
model = "fixed"
growth = "10%"
dividend_yield = "0%"
turnover = "0%"
plan_until = 65
"""
    done = projected(text, rate=0.1, years=1)
    deposited = int(done.years[0].deposited[0])
    assert deposited > 45_000_00
    assert int(done.accounts.taxable.value[0]) == round(deposited * 1.05)


COUPLE = """
year = 2026
filing_status = "married_joint"
spending_in_retirement = 0
[[people]]
name = "Ann"
born = 1960-02-03
iras = [{ kind = "roth", value = 10_000, basis = 10_000 }]
[[people]]
name = "Bo"
born = 1962-02-03
iras = [{ kind = "roth", value = 5_000, basis = 5_000 }]
[assumptions]
model = "fixed"
"""


@pytest.mark.parametrize(("own", "gone"), [(2031, 2018), (2018, 2031), (2026, NEVER)])
def test_a_survivor_has_the_older_of_two_roth_clocks(own: int, gone: int) -> None:
    """26 CFR 1.408A-6, Q&A-7(b): the period of an account that a spouse treats as the own one began
    with the earlier of both; the same of designated Roth accounts that roll over."""
    accounts = opened(outlook(parse_household(COUPLE)), 1)
    for place, since in ((0, gone), (1, own)):
        accounts.roth[place].since = np.array([since])
        accounts.roth_plan[place].since = np.array([since])
    accounts.inherit(0, 1)
    older = min(own, gone)
    assert int(accounts.roth[1].since[0]) == int(accounts.roth_plan[1].since[0]) == older
    assert int(accounts.roth[0].since[0]) == NEVER
    assert int(accounts.roth[1].value[0]) == int(accounts.roth[1].regular[0]) == 15_000_00


def test_credits_that_are_not_refunded_never_exceed_the_tax_together() -> None:
    """IRC 26(a): the saver's credit comes first, and the child credit takes what it leaves; the
    rest of the child credit is refunded as far as the law allows."""
    found = federal_tax(
        LAW,
        Return(
            status="married_joint",
            age=40,
            spouse_age=40,
            children=2,
            wages=46_000_00,
            retirement_contributions=2_000_00,
        ),
    )
    assert found.savers_credit > 0
    assert found.child_credit > 0
    assert found.savers_credit + found.child_credit == found.tax_before_credits


def test_a_tier_of_premiums_counts_from_63() -> None:
    """42 USC 1395r(i)(4)(B)(i): income of the year of age 63 sets the premium of the year of 65;
    that of 62 sets none."""

    def crossed(age: int) -> list[str]:
        one = Return(age=age, pensions=108_000_00)
        return [
            str(found.name) for found in next_dollars(LAW, one, "conversion", 20_000_00).thresholds
        ]

    assert any("IRMAA" in name for name in crossed(63))
    assert not any("IRMAA" in name for name in crossed(62))


def test_a_cent_of_after_tax_money_reaches_no_plan_within_60_days() -> None:
    """IRC 402(c)(2)(A): after-tax money reaches another plan by direct rollover alone."""
    with pytest.raises(NotAllowedError, match="direct rollover"):
        split(LAW, balance=100_00, after_tax=1, to=[("plan_60_day", 100_00)])
    assert split(LAW, balance=100_00, after_tax=0, to=[("plan_60_day", 100_00)]).taxable == 0


def test_what_passes_the_after_tax_limit_already_leaves_no_room_to_elect() -> None:
    """Contributions made beyond the limit leave nothing to come, and never less."""
    (job,) = jobs_of(
        'year = 2026\nas_of = 2026-09-30\n[[people]]\nname = "Ann"\nborn = 1984-02-03\n'
        '[[people.jobs]]\nemployer = "E"\npay = 300_000\n'
        "made = { pre_tax = 24_500, after_tax = 50_000 }\n"
        f"[people.jobs.plan]\n{PLAN}"
    )
    assert job.even_checks.after_tax == job.even_checks.after_tax_percent == 0


def test_a_tier_without_match_asks_for_no_contribution() -> None:
    """50% of the first 6,000 and nothing of the next 4,000: 6,000 earns it all. A gap below a
    matched tier must be filled."""
    assert contribution_for_full_match([(500_000, 6_000_00), (0, 10_000_00)]) == 6_000_00
    assert contribution_for_full_match([(0, 2_000_00), (500_000, 6_000_00)]) == 6_000_00


YEARLY_MATCH = """
year = 2026
as_of = 2026-06-30
[[people]]
name = "Ann"
born = 1984-02-03
[[people.jobs]]
employer = "E"
pay = 200_000
made = {{ pre_tax = 24_500, match = 3_000 }}
plan = {{ match = [{{ rate = "50%", up_to = "6%" }}], {rule} }}
"""


@pytest.mark.parametrize(
    ("rule", "match"),
    [
        ('match_period = "year"', 6_000_00),
        ('match_period = "paycheck", true_up = 2027-02-15', 6_000_00),
        ('match_period = "paycheck"', 3_000_00),
    ],
)
def test_a_match_of_the_year_or_a_true_up_makes_up_for_early_deferrals(
    rule: str, match: int
) -> None:
    """All is deferred by June. 50% of 6% of 200,000 is 6,000 where the year or a true-up counts; a
    match of each check ends with the deferrals."""
    (job,) = jobs_of(YEARLY_MATCH.format(rule=rule))
    assert job.contributions.match == match


@pytest.mark.parametrize("children", [3, 4, 7])
def test_more_children_than_the_table_have_its_last_earned_income_credit(children: int) -> None:
    """IRC 32(b)(1)-(2): three or more qualifying children are one column of the table."""
    one = Return(wages=18_000_00, age=30, status="head_of_household", children=children)
    three = federal_tax(LAW, replace(one, children=3)).earned_income_credit
    assert federal_tax(LAW, one).earned_income_credit == three > 0
    assert three > federal_tax(LAW, replace(one, children=2)).earned_income_credit


def test_the_additional_tax_ends_at_59_and_a_half_and_with_separation_at_55() -> None:
    """IRC 72(t)(2)(A)(i), (v): 119 half-years are 59 1/2; separation in the year of 55 or later."""
    assert early_distribution_tax(LAW, 1_000_00, 118) == 100_00
    assert early_distribution_tax(LAW, 1_000_00, 119) == 0
    assert early_distribution_tax(LAW, 1_000_00, 112, 54) == 100_00
    assert early_distribution_tax(LAW, 1_000_00, 112, 55) == 0


def test_a_distribution_is_qualified_by_age_death_or_disability_after_five_years() -> None:
    """IRC 408A(d)(2)(A): each of the three, and none of them before the five-year period ends."""
    assert not qualified_distribution(LAW, 80, 2026, 2021)
    assert qualified_distribution(LAW, 119, 2026, 2021)
    assert qualified_distribution(LAW, 80, 2026, 2021, dead=True)
    assert qualified_distribution(LAW, 80, 2026, 2021, disabled=True)
    assert not qualified_distribution(LAW, 119, 2026, 2022, dead=True)


def test_deferrals_elsewhere_beyond_the_limit_leave_nothing_and_not_less() -> None:
    """IRC 402(g)(1): the limit follows the person."""
    assert elective_deferral_limit(LAW, 100_000_00, 24_499_00) == 1_00
    assert elective_deferral_limit(LAW, 100_000_00, 30_000_00) == 0
    assert list(elective_deferral_limit(LAW, 100_000_00, np.array([30_000_00, 0]))) == [
        0,
        24_500_00,
    ]


def test_a_plan_without_after_tax_money_does_not_decide_how_the_rest_moves() -> None:
    """IRC 72(d)(2): one plan is one contract and holds after-tax money; another accounts for it
    separately and has none, or a stated balance of zero."""

    def job(separate: bool, value: int | None, contributed: int = 0) -> SimpleNamespace:
        held = None if value is None else Balance(value=value)
        return SimpleNamespace(
            has_plan=True,
            after_tax=contributed,
            plan=SimpleNamespace(separate_after_tax_source=separate),
            job=SimpleNamespace(balances=Balances(after_tax=held)),
        )

    def one_contract(*jobs: SimpleNamespace) -> bool:
        person: Any = SimpleNamespace(jobs=list(jobs))
        return _one_contract(person)

    whole = job(separate=False, value=5_000_00)
    assert one_contract(whole, job(separate=True, value=0))
    assert one_contract(whole, job(separate=True, value=None))
    assert not one_contract(whole, job(separate=True, value=1))
    assert not one_contract(whole, job(separate=True, value=None, contributed=1))
    assert not one_contract(job(separate=True, value=5_000_00))
    assert not one_contract(job(separate=False, value=0))
