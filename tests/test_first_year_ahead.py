"""The first year of the years ahead is the plan year: the same contributions by kind, taxes and
moves, where no limit is passed. Where cash is short it contributes less, and says how much less.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from conftest import EXAMPLES
from megaroth.kernel.message import Amount
from megaroth.law.law_book import PUBLISHED
from megaroth.model.household import Household
from megaroth.model.outlook import AlternativeSpec
from megaroth.planning.compare import compare
from megaroth.planning.outlook import years_ahead
from megaroth.planning.yearly_results import OutlookYear, YearsAhead
from megaroth.planyear.plan import plan
from megaroth.planyear.result import PlanYear
from megaroth.planyear.tax_bill import tax_bill
from megaroth.planyear.unknowns import slots
from megaroth.projection.timeline import outlook
from megaroth.projection.working_years import working_year
from megaroth.readers.household_file import parse_household
from random_homes import MANY, each, homes

# Spending that is stated and small leaves room for every contribution of the plan year.
HEAD = "spending = 1\nspending_in_retirement = 1\n"
TAIL = '\n[assumptions]\npaths = 1\nvolatility = "0%"\n'
# Money for the tax on every contribution.
CASH = "[taxable]\nvalue = 3_000_000\nbasis = 3_000_000\n"
SHORT = "first_year_within_cash"
A_DOLLAR = 100
"""How closely the years ahead settle the tax of a year, cents."""


def wrong_in_first_year(text: str) -> list[str]:
    """Contributions of the first year ahead that are not the plan year's, with money for all."""
    home = parse_household(HEAD + text + TAIL + ("" if "[taxable]" in text else CASH))
    answer = plan(home)
    # The years ahead take back what is beyond a limit; unknown rules have two ends.
    if answer.excesses or slots(home, PUBLISHED):
        return []
    ahead = years_ahead(home)
    if answer.own_contributions > carried(home):
        return wrong_beyond_pay(home, ahead)
    notes = [f"a note without reason: {one}" for one in ahead.assumptions if one.code == SHORT]
    return notes + differences(answer, ahead.years[0])


def carried(home: Household) -> int:
    """Pay of the first year less payroll tax. A plan year may contribute more, from other cash."""
    work = working_year(outlook(home).at(home.year), PUBLISHED)
    return int(work.gross - work.payroll_tax)


def wrong_beyond_pay(home: Household, ahead: YearsAhead) -> list[str]:
    """Where the plan year contributes more than pay carries: the years ahead stop at that."""
    notes = [one for one in ahead.assumptions if one.code == SHORT]
    found = [] if notes else ["no note says that pay carries no more"]
    over = ahead.years[0].own - carried(home)
    return [*found, f"{over} more than pay carries"] if over > 0 else found


def wrong_in_cash_short_first_year(text: str) -> list[str]:
    """The same without money but the year's income. The first year may contribute less: then the
    note says how much less, no money is left, and the plan year of that cash is the same."""
    home = parse_household(HEAD + text + TAIL)
    answer = plan(home)
    if answer.excesses or slots(home, PUBLISHED):
        return []
    ahead = years_ahead(home)
    first, notes = ahead.years[0], [one for one in ahead.assumptions if one.code == SHORT]
    if answer.own_contributions > carried(home):
        return wrong_beyond_pay(home, ahead)
    if not notes:
        return differences(answer, first)
    less = answer.own_contributions - first.own
    said = (notes[0].value("contributed"), notes[0].value("less"))
    found = [] if said == (Amount.of(first.own), Amount.of(less)) else [f"said {said}, is {less}"]
    if home.spare_cash is not None or less <= 0:
        found.append(f"nothing limits it: {first.own}, the plan has {answer.own_contributions}")
    left = first.income - first.own - first.payroll_tax - first.federal_tax - first.state_tax
    if left - first.spending > A_DOLLAR:
        found.append(f"{left} is left, and {less} more is in the plan")
    of_cash = plan(replace(home, spare_cash=first.own))
    return found + differences(of_cash, first)


def differences(answer: PlanYear, first: OutlookYear) -> list[str]:
    """Contributions of a first year ahead, by kind, that are not those of an answer of the year."""
    jobs = [job for person in answer.people for job in person.jobs]
    wanted = {
        "after_tax": sum(job.contributions.after_tax for job in jobs),
        "roth_ira": sum(person.roth_ira for person in answer.people),
        "backdoor_roth": sum(person.traditional_ira for person in answer.people),
    }
    in_plans = (
        sum(job.annual_additions + job.contributions.catch_up for job in jobs) - wanted["after_tax"]
    )
    found = [
        f"{kind}: {first.contributions[kind]}, the plan has {right}"
        for kind, right in wanted.items()
    ]
    found = [
        one
        for one, (kind, right) in zip(found, wanted.items(), strict=True)
        if first.contributions[kind] != right
    ]
    if first.contributions["pre_tax"] + first.contributions["roth"] != in_plans:
        found.append(
            f"deferrals and employer money: {first.contributions}, the plan has {in_plans}"
        )
    if first.own != answer.own_contributions:
        found.append(f"own contributions: {first.own}, the plan has {answer.own_contributions}")
    return found


@pytest.mark.parametrize(
    "name",
    [
        "age_61",
        "couple",
        "low_pay",
        "high_earner_52",
        "job_change_june",
        "solo_and_w2",
        "whole_plan",
    ],
)
def test_the_first_year_ahead_of_an_example_is_its_plan_year(name: str) -> None:
    text = (EXAMPLES / f"{name}.toml").read_text("utf-8")
    assert not wrong_in_first_year(text)
    assert not wrong_in_cash_short_first_year(text)


def test_the_first_year_ahead_of_random_households_is_their_plan_year() -> None:
    assert not each(homes(0, 20, unknown=0), wrong_in_first_year)


def test_a_first_year_ahead_that_cash_limits_says_how_much_less_it_contributes() -> None:
    assert not each(homes(0, 60, unknown=0), wrong_in_cash_short_first_year)


# A job that ended in February, whose old after-tax earnings are taxed when they move.
ENDED = """
schema = 1
year = 2024
filing_status = "head_of_household"
order = ["hsa", "match", "deferral", "after_tax", "catch_up", "ira"]
{more}
[[people]]
name = "Sam"
born = 1989-12-31
[people.hsa]
coverage = "self_only"
employer = 1_000
[[people.jobs]]
employer = "Co"
pay_frequency = "biweekly"
pay = 725_768
first_payday = 2024-01-06
ended = 2024-02-14
[people.jobs.plan]
after_tax = true
[people.jobs.balances]
pre_tax = 93_872
after_tax = {{ value = 61_383, basis = 30_691 }}
"""


def test_tax_on_a_rollover_that_pay_does_not_cover_limits_the_first_year_and_is_said() -> None:
    """Pay of 83,742.46 for three of 26 paychecks, less the contributions of the plan year and
    payroll tax, does not leave the income tax: an IRA contribution, the last step, is cut."""
    short = parse_household(HEAD + ENDED.format(more="") + TAIL)
    first = years_ahead(short).years[0]
    assert plan(short).people[0].roth_ira == 7_000_00 > first.contributions["roth_ira"]
    assert not wrong_in_cash_short_first_year(ENDED.format(more=""))
    named = replace(
        short, alternatives=(AlternativeSpec(name="taxable"), AlternativeSpec(name="mega"))
    )
    compared = [one for one in compare(named).assumptions if one.code == SHORT]
    by_name = {one.value("alternative"): one for one in compared}
    assert by_name["mega"].value("contributed") == Amount.of(first.own)
    # The same cash stated, or money for the tax: both answers agree, and nothing is said.
    stated = f"spare_cash = {first.own / 100:.2f}"
    assert not wrong_in_first_year(ENDED.format(more=stated))
    assert not wrong_in_cash_short_first_year(ENDED.format(more=stated))
    assert not wrong_in_first_year(ENDED.format(more=""))


# Cash for everything, in an account that brings no income of its own.
RICH = """
[assumptions]
model = "fixed"
growth = "{growth}"
dividend_yield = "0%"
turnover = "0%"
[taxable]
value = 3_000_000
basis = 3_000_000
"""
BENEFITS_FROM = 62
"""The age from which the years ahead add a Social Security benefit (42 USC 402(a))."""


def wrong_taxes(text: str, growth: str) -> list[str]:
    """Taxes of the first year ahead that are not those of the year's returns, and without growth
    its moves."""
    stated = re.sub(r"^growth = .*$", "", text, flags=re.MULTILINE)
    home = parse_household(f'growth = "{growth}"\n{HEAD}{stated}{RICH.format(growth=growth)}')
    answer = plan(home)
    if (
        answer.excesses
        or slots(home, PUBLISHED)
        or any(person.age >= BENEFITS_FROM for person in answer.people)
        or answer.own_contributions > carried(home)
    ):
        return []
    first = years_ahead(home).years[0]
    bills = [tax_bill(home, place) for place in range(1 + home.files_apart)]
    of_wages = ("payroll_tax", "state_payroll_tax")
    pairs = {
        "federal": (first.federal_tax, sum(bill.federal.total for bill in bills)),
        "state": (first.state_tax, sum(bill.state.total for bill in bills if bill.state)),
        "payroll": (
            first.payroll_tax,
            sum(getattr(bill, name) for bill in bills for name in of_wages)
            - sum(bill.excess_social_security for bill in bills),
        ),
    }
    # The whole year is shown, what moved before ``as_of`` included; after the last job the
    # projection rolls everything over. Growth after a move is in the year-end value that moved.
    jobs = [job for person in home.people for job in person.jobs]
    if growth == "0%" and home.as_of is None and all(job.ended is None for job in jobs):
        moved = [(move.to == "traditional_ira", move.amount) for move in answer.rollovers]
        pairs["moved to Roth"] = (first.moves["roth"], answer.to_roth)
        pairs["moved to traditional IRAs"] = (
            first.moves["pre_tax"],
            sum(amount for outside, amount in moved if outside),
        )
    return [
        f"{what}: {one}, the plan year has {other}"
        for what, (one, other) in pairs.items()
        if abs(one - other) > A_DOLLAR
    ]


def wrong_taxes_with_growth(text: str) -> list[str]:
    """The same with growth, but for plans that are one contract, whose basis the projection divides
    at the values of December 31, and for sources with a loss, whose gain is no line in growth."""
    home = parse_household(text)
    held = [job.balances.after_tax for person in home.people for job in person.jobs]
    if any(one is not None and one.basis > one.value for one in held):
        return []
    return [] if "separate_after_tax_source = false" in text else wrong_taxes(text, "5%")


def wrong_taxes_without_growth(text: str) -> list[str]:
    """The same without growth, but for several plans that are one contract: those of one person are
    one balance there (docs/accuracy.md)."""
    several = text.count("separate_after_tax_source = false") > 1
    return [] if several else wrong_taxes(text, "0%")


@pytest.mark.parametrize("wrong", [wrong_taxes_without_growth, wrong_taxes_with_growth])
def test_taxes_and_moves_of_the_first_year_ahead_are_those_of_the_plan_year(wrong) -> None:
    assert not each(homes(0, 40, unknown=0), wrong)


@pytest.mark.slow
@pytest.mark.parametrize("wrong", [wrong_taxes_without_growth, wrong_taxes_with_growth])
@pytest.mark.parametrize("first", range(40, MANY // 2, 60))
def test_taxes_and_moves_of_1000_first_years_are_those_of_the_plan_year(wrong, first) -> None:
    assert not each(homes(first, 60, unknown=0), wrong)


def test_money_of_a_source_with_a_loss_moves_whole_in_the_first_year() -> None:
    """The whole value moves, as in the plan year, and not only the part that it is of its basis."""
    text = """
schema = 1
year = 2026
[[people]]
name = "Sam"
born = 1986-03-05
[[people.jobs]]
employer = "Co"
pay = 240_000
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "quarterly"
[people.jobs.balances]
after_tax = { value = 26_754, basis = 32_629 }
"""
    assert not wrong_taxes(text, "0%")
    home = parse_household(text + RICH.format(growth="0%"))
    assert years_ahead(home).years[0].balances["after_tax"] == 0


@pytest.mark.parametrize("name", ["couple", "whole_plan"])
def test_a_comparison_has_the_first_year_of_the_years_ahead(name: str) -> None:
    text = HEAD + (EXAMPLES / f"{name}.toml").read_text("utf-8") + TAIL
    home = parse_household(text)
    # Under one policy: the best one may choose another kind of deferrals.
    first, compared = years_ahead(home).years[0], compare(home, policy="same")
    mega = next(one for one in compared.alternatives if one.name == "mega")
    assert mega.contributions == first.contributions
    left = {one.out_of_pocket[home.year] for one in compared.alternatives}
    assert left == {first.income - first.payroll_tax - first.spending}


def test_paychecks_of_low_pay_bear_payroll_tax_first_in_every_year_of_work() -> None:
    """IRC 3102(a): of 40,000 the paychecks carry at most 36,940; savings pay for the Roth IRA."""
    home = parse_household("""
schema = 1
year = 2026
filing_status = "single"
state = "TX"
spending = 16_000
[[people]]
name = "X"
born = 1970-06-15
retires_at = 65
[[people.jobs]]
employer = "E"
pay = 40_000
first_payday = 2026-01-09
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
match = [{ rate = "50%", up_to = "6%" }]
[taxable]
value = 200_000
basis = 150_000
""")
    parts = plan(home).people[0].jobs[0].contributions
    from_pay = parts.pre_tax + parts.roth + parts.catch_up + parts.after_tax
    assert 36_000_00 < from_pay <= 40_000_00 - 3_060_00
    ahead = outlook(home, PUBLISHED)
    for year in (year for year in ahead.years if ahead.working(year)):
        work = working_year(ahead.at(year), PUBLISHED)
        taken = sum(one.deferral + one.catch_up + one.after_tax for one in work.elected)
        assert 0 < taken <= work.gross - work.payroll_tax, year


@pytest.mark.parametrize(("deviation", "said"), [("15%", True), ("0%", False)])
def test_years_ahead_say_what_a_taxable_account_below_zero_is(deviation: str, said: bool) -> None:
    """Money that moves once a year brings more tax in good years than expected, and no less than
    none in bad ones: the mean account is a little below zero."""
    home = parse_household(f"""
schema = 1
year = 2026
[[people]]
name = "Sam"
born = 1986-03-05
[[people.jobs]]
employer = "Co"
pay = 240_000
pay_frequency = "semimonthly"
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "yearly"
[assumptions]
paths = 200
volatility = "{deviation}"
""")
    answer = years_ahead(home)
    below = any(year.balances["taxable"] < 0 for year in answer.years)
    notes = [one.code for one in answer.assumptions]
    assert below == said == ("taxable_below_zero" in notes)
