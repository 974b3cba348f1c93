"""Jobs that begin in a later year, years between jobs, part-time work and unpaid leave."""

from __future__ import annotations

import pytest

from megaroth.kernel.errors import InputError
from megaroth.model.household import Household
from megaroth.planning.aim import Aim
from megaroth.planning.compare import compare
from megaroth.planning.optimize import optimize
from megaroth.planning.outlook import years_ahead
from megaroth.planning.prepare import prepare
from megaroth.planning.spending import at_level
from megaroth.planning.yearly_results import OutlookYear
from megaroth.planyear.plan import plan
from megaroth.projection.benefits import monthly_by_formula
from megaroth.projection.timeline import outlook
from megaroth.readers.household_file import parse_household

HOUSEHOLD = """
schema = 1
year = 2026
filing_status = "single"
state = "TX"
spending = {spending}
spending_in_retirement = 40_000
taxable = {{ value = {taxable}, basis = {taxable} }}
[assumptions]
model = "fixed"
growth = "0%"
inflation = "0%"
pay_growth = "0%"
dividend_yield = "0%"
turnover = "0%"
plan_until = 70
[[people]]
name = "Ana"
born = 1976-05-05
retires_at = 62
[[people.jobs]]
employer = "Acme"
pay = 150_000
{acme}
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
match = [{{ rate = "50%", up_to = "6%" }}]
{more}
"""
"""No growth, prices and pay stay, no state tax: each amount can be found by hand."""

BETA = """
[[people.jobs]]
employer = "Beta"
pay = 80_000
started = {started}
[people.jobs.plan]
roth = true
after_tax = {after_tax}
match = [{{ rate = "100%", up_to = "4%" }}]
{rest}
"""


def household(
    acme: str = "", more: str = "", *, spending: int = 60_000, taxable: int = 300_000
) -> Household:
    return parse_household(
        HOUSEHOLD.format(acme=acme, more=more, spending=spending, taxable=taxable)
    )


def beta(started: str = "2031-01-01", *, after_tax: str = "false", rest: str = "") -> str:
    return BETA.format(started=started, after_tax=after_tax, rest=rest)


def changed(text: str) -> str:
    return f"pay_changes = [{text}]"


def by_year(of: Household, name: str = "mega") -> dict[int, OutlookYear]:
    return {one.year: one for one in years_ahead(of, name).years}


ENDS = "ended = 2028-12-31"


def test_pay_of_every_year_by_hand() -> None:
    found = by_year(household(ENDS, beta(rest="")))
    pay = {year: one.income / 100 for year, one in found.items()}
    assert {year: pay[year] for year in (2026, 2028)} == {2026: 150_000, 2028: 150_000}
    assert [pay[year] for year in (2029, 2030)] == [0, 0]
    assert [pay[year] for year in range(2031, 2038)] == [80_000] * 7
    # 6.2% and 1.45% of wages (IRC 3101): nothing between the jobs.
    taxes = {year: one.payroll_tax / 100 for year, one in found.items()}
    assert taxes[2027] == pytest.approx(150_000 * 0.0765)
    assert taxes[2030] == 0
    assert taxes[2033] == pytest.approx(80_000 * 0.0765)


def test_each_job_has_the_plan_and_the_match_of_its_own() -> None:
    found = by_year(household(ENDS, beta()))
    # Acme: 50% of 6% of 150,000; Beta: 100% of 4% of 80,000. Beta's plan takes no after-tax money.
    assert found[2027].contributions["after_tax"] > 0
    assert found[2032].contributions["after_tax"] == 0
    for year, match in ((2027, 4_500), (2032, 3_200)):
        one = found[year]
        employer = sum(one.contributions.values()) - one.own
        assert employer / 100 == match
    assert all(found[year].own == 0 for year in (2029, 2030))


def test_the_plan_year_knows_only_jobs_that_have_begun() -> None:
    later = plan(household(more=beta()))
    alone = plan(household())
    assert [job.employer for job in later.people[0].jobs] == ["Acme"]
    assert later.people[0].jobs[0] == alone.people[0].jobs[0]
    unknown = plan(household(more=beta(after_tax='"unknown"')))
    assert unknown.questions == alone.questions


def test_an_unknown_rule_of_a_later_plan_makes_a_range_of_the_years_ahead() -> None:
    from megaroth.law.law_book import PUBLISHED
    from megaroth.service.yearly_answers import OutcomeRange
    from megaroth.service.years_ahead import project

    unknown = beta(after_tax='"unknown"', rest='in_plan_roth_rollover = "each_paycheck"')
    answer = project(household(ENDS, unknown), PUBLISHED, None, None, real=False)
    assert isinstance(answer, OutcomeRange)


def test_spending_between_jobs_is_that_of_work_and_a_level_after_work_leaves_it() -> None:
    of = household(ENDS, beta())
    inputs = prepare(of).inputs[0]
    assert [inputs.spending[year] / 100 for year in (2028, 2029, 2030, 2031)] == [60_000] * 4
    assert inputs.spending[2038] == 40_000_00
    spent = at_level(inputs, 55_000_00)
    assert spent[2029] == 60_000_00
    assert spent[2038] == 55_000_00
    answer = optimize(of, Aim(objective="spending"))
    assert answer.bound >= answer.value - 10_00
    assert not answer.runs_out


def test_a_sabbatical_is_saved_for_where_savings_do_not_pay_it() -> None:
    """Two years of 60,000, and 40,000 of savings: the three years before put 80,000 aside."""
    with_gap = by_year(household(ENDS, beta(), taxable=40_000), "mega")
    without = by_year(household(taxable=40_000), "mega")
    ahead_by = [
        with_gap[year].balances["taxable"] - without[year].balances["taxable"]
        for year in (2026, 2027, 2028)
    ]
    for years, amount in enumerate(ahead_by, start=1):
        assert amount == pytest.approx(ahead_by[0] * years, abs=20_00)
    assert all(with_gap[year].own < without[year].own for year in (2026, 2027, 2028))
    assert with_gap[2028].balances["taxable"] == pytest.approx(120_000_00, abs=500_00)
    assert with_gap[2030].balances["taxable"] == pytest.approx(0, abs=500_00)


def test_money_of_a_plan_that_was_left_can_be_reached_between_jobs() -> None:
    """Once the taxable money is spent, Roth contributions and then plan money pay for living, with
    the additional tax before 59 1/2 (IRC 72(t)): nothing is left unpaid."""
    text = HOUSEHOLD.replace("[assumptions]", "spare_cash = 60_000\n[assumptions]")
    of = parse_household(text.format(acme=ENDS, more=beta(), spending=60_000, taxable=10_000))
    found = by_year(of)
    assert found[2029].spending == 60_000_00
    assert found[2029].drawn_from["pre_tax"] + found[2029].drawn_from["roth"] > 0
    leave = changed('{ from_year = 2029, until_year = 2030, share = "0%" }')
    on_leave = by_year(
        parse_household(text.format(acme=leave, more="", spending=60_000, taxable=10_000))
    )
    assert on_leave[2029].drawn_from["pre_tax"] == 0


def test_after_tax_money_leaves_a_plan_with_the_job() -> None:
    """A plan without a way out keeps after-tax money until the job ends (Notice 2014-54)."""
    text = HOUSEHOLD.replace('in_plan_roth_rollover = "each_paycheck"', "")
    of = parse_household(text.format(acme=ENDS, more=beta(), spending=60_000, taxable=300_000))
    found = by_year(of, "after_tax_left")
    assert found[2027].balances["after_tax"] > 0
    assert found[2028].balances["after_tax"] == 0
    assert found[2028].moves["roth"] > 0


def test_part_time_and_leave_change_pay_in_their_years() -> None:
    changes = (
        '{ from_year = 2028, until_year = 2029, share = "50%" }, '
        '{ from_age = 54, until_age = 54, share = "0%" }, { from_year = 2035, pay = 200_000 }'
    )
    found = by_year(household(changed(changes)))
    pay = {year: one.income / 100 for year, one in found.items()}
    assert [pay[year] for year in range(2026, 2038)] == [
        150_000,
        150_000,
        75_000,
        75_000,
        0,
        *[150_000] * 4,
        *[200_000] * 3,
    ]
    assert found[2030].own == 0
    employer = sum(found[2028].contributions.values()) - found[2028].own
    assert employer == 2_250_00


def test_a_change_of_this_year_is_in_the_plan_year_once() -> None:
    found = plan(household(changed('{ until_year = 2026, share = "50%" }')))
    assert found.people[0].jobs[0].compensation == 75_000_00
    assert by_year(household(changed('{ until_year = 2026, share = "50%" }')))[2026].income == (
        75_000_00
    )


def test_earnings_of_every_job_count_for_social_security() -> None:
    """The record has each year's pay: less with years without work, more with a raise."""

    def monthly(of: Household) -> int:
        ahead = outlook(of)
        return monthly_by_formula(ahead, ahead.household.people[0], 67)

    plain = monthly(household())
    leave = monthly(household(changed('{ from_year = 2028, until_year = 2033, share = "0%" }')))
    gap = monthly(household("ended = 2027-12-31", beta("2034-01-01")))
    same = household("ended = 2027-12-31", beta("2028-01-01").replace("80_000", "150_000"))
    assert leave < plain
    assert gap < leave
    assert monthly(same) == plain


def test_compare_has_a_later_job_in_every_alternative() -> None:
    answer = compare(household(ENDS, beta()))
    told = " ".join(map(str, answer.assumptions))
    assert "Ana works at Beta from 2031-01-01" in told
    assert "Nobody works in 2029 and 2030" in told
    best = compare(household(ENDS, beta()), policy="best")
    assert best.headline is not None


def test_somebody_without_a_job_now_can_begin_one() -> None:
    text = HOUSEHOLD.replace("{acme}", "started = 2029-01-01\n{acme}")
    of = parse_household(text.format(acme="", more="", spending=60_000, taxable=400_000))
    found = by_year(of)
    assert [found[year].income for year in (2026, 2028, 2029)] == [0, 0, 150_000_00]
    assert found[2028].spending == 60_000_00


@pytest.mark.parametrize(
    ("acme", "more", "field"),
    [
        ("", beta(rest="[people.jobs.balances]\npre_tax = 5_000"), "people[0].jobs[1].balances"),
        ("", beta(rest="[people.jobs.made]\npre_tax = 5_000"), "people[0].jobs[1].made"),
        (changed("{ from_year = 2030 }"), "", "people[0].jobs[0].pay_changes[0].pay"),
        (
            changed('{ share = "50%", from_year = 2030, until_age = 50 }'),
            "",
            "people[0].jobs[0].pay_changes[0].until_age",
        ),
    ],
)
def test_contradictions_are_refused(acme: str, more: str, field: str) -> None:
    with pytest.raises(InputError) as refused:
        household(acme, more)
    assert field in [one.field for one in refused.value.problems]
