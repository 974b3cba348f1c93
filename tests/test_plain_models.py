"""The comparison agrees with a plain model that imports nothing of the product.

What is left of a difference: the engine rounds indexed brackets as the law does, and searches the
level that lasts within ten dollars. Estate and cash-out differ between the alternatives by the same
dollars, the spending that lasts by 3,269 dollars a year instead of 3,248 (0.65%).

The household has an old Roth IRA. Without it, the IRA that takes the plan's Roth money would be
younger than five years in 2033, and its earnings income (IRC 408A(d)(2)(B)).
"""

from __future__ import annotations

import pytest
from tests.plain_models import FIRST, Assets, Single, lasting_level

from megaroth.law.law_book import PUBLISHED
from megaroth.model.household import Household
from megaroth.planning.compare import compare
from megaroth.planning.yearly_results import YearsAhead
from megaroth.readers.household_file import parse_household
from megaroth.service.years_ahead import project

SINGLE = """
year = 2026
filing_status = "single"
state = "TX"
spending = 60_000
spending_in_retirement = 130_000
reserve = 0
order = ["match", "deferral", "after_tax"]
alternatives = ["taxable", "mega"]
[[people]]
name = "Solo"
born = 1969-06-15
retires_at = 61
[people.social_security]
from_age = 70
monthly = 3_000
[[people.jobs]]
employer = "Firm"
pay = 180_000
[people.jobs.elections]
deferral_kind = "pre_tax"
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
match = [{ rate = "50%", up_to = "6%" }]
[people.jobs.balances]
pre_tax = 600_000
[[people.iras]]
kind = "roth"
value = 50_000
basis = 30_000
[taxable]
value = 400_000
basis = 280_000
[assumptions]
model = "fixed"
growth = "6%"
inflation = "2.4%"
pay_growth = "2.4%"
dividend_yield = "1.5%"
turnover = "5%"
heirs_rate = "24%"
withdrawals = "conventional"
conversions = false
plan_until = 64
"""

BONDS_AND_FEES = """taxable_bonds = "25%"
pre_tax_bonds = "60%"
roth_bonds = "10%"
bond_interest = "4.2%"
unqualified_dividends = "15%"
taxable_fee = "0.1%"
plan_fee = "0.4%"
ira_fee = "0.07%"
"""

ASSETS = {
    "stocks alone": ("", Assets()),
    "bonds and fees": (
        BONDS_AND_FEES,
        Assets(0.25, 0.60, 0.10, 0.042, 0.15, 0.001, 0.004, 0.0007),
    ),
}

SEARCHED_WITHIN = 10
"""Dollars a year: the precision of the spending that lasts, for each alternative."""


def single(more: str = "") -> Household:
    return parse_household(SINGLE + more)


@pytest.mark.parametrize("held", ASSETS)
@pytest.mark.parametrize("name", ["taxable", "mega"])
def test_first_year_of_a_single_to_the_dollar(name: str, held: str) -> None:
    more, assets = ASSETS[held]
    ahead = project(single(more), PUBLISHED, alternative=name, real=False)
    assert isinstance(ahead, YearsAhead)
    year, plain = ahead.years[0], Single(name == "mega", assets=assets).run()
    pre_tax, roth, taxable = plain.balances[FIRST]
    assert year.federal_tax / 100 == pytest.approx(plain.taxes[FIRST], abs=1)
    assert year.contributions["after_tax"] / 100 == pytest.approx(plain.after_tax[FIRST], abs=1)
    assert year.balances["pre_tax"] / 100 == pytest.approx(pre_tax, abs=1)
    assert year.balances["roth"] / 100 == pytest.approx(roth, abs=1)
    assert year.balances["taxable"] / 100 == pytest.approx(taxable, abs=1)


@pytest.mark.parametrize("held", ASSETS)
@pytest.mark.parametrize("policy", ["same", "best"])
def test_measures_of_a_single_within_half_a_percent(policy: str, held: str) -> None:
    more, assets = ASSETS[held]
    found = compare(single(more), policy=policy)
    taxable, mega = (one.measures for one in found.alternatives)
    without = Single(mega=False, assets=assets).run()
    having = Single(mega=True, assets=assets).run()
    wanted = {
        "spending_per_year": (
            lasting_level(mega=False, assets=assets),
            lasting_level(mega=True, assets=assets),
        ),
        "estate": (without.estate(), having.estate()),
        "cash_out": (without.cash_out(), having.cash_out()),
    }
    for measure, (less, more) in wanted.items():
        low, high = getattr(taxable, measure).level, getattr(mega, measure).level
        assert low / 100 == pytest.approx(less, rel=0.001), measure
        assert high / 100 == pytest.approx(more, rel=0.001), measure
        searched = 2 * SEARCHED_WITHIN if measure == "spending_per_year" else 0
        allowed = 0.005 * (more - less) + searched
        assert (high - low) / 100 == pytest.approx(more - less, abs=allowed), measure
