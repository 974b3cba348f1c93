"""The comparison agrees with two plain models that import nothing of the product: of a single, and of
a couple up to their eighties.

What is left of a difference: the engine rounds indexed brackets as the law does, and searches the
level that lasts within ten dollars. Losses of the taxable account do not count in either model. The
plain model of a single once deducted a loss of about 400 dollars in the year in which the account
is sold out, and its spending was 0.65% apart for that alone.

The single has an old Roth IRA. Without it, the IRA that takes the plan's Roth money would be
younger than five years in 2033, and its earnings income (IRC 408A(d)(2)(B)).
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests import plain_couple
from tests.plain_models import FIRST, Assets, Single, lasting_level

from megaroth.law.law_book import PUBLISHED
from megaroth.model.household import Household
from megaroth.planning.compare import compare
from megaroth.planning.measured_results import Measures
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

COUPLE = """
year = 2026
filing_status = "married_joint"
state = "TX"
spending = 70_000
spending_in_retirement = 200_000
reserve = 0
order = ["match", "deferral", "after_tax"]
alternatives = ["taxable", "mega"]
[[people]]
name = "Ann"
born = 1964-01-02
retires_at = 65
social_security = {{ monthly = 3_000, from_age = 67 }}
[[people.jobs]]
employer = "Firm"
pay = 170_000
[people.jobs.elections]
deferral_kind = "pre_tax"
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
match = [{{ rate = "50%", up_to = "6%" }}]
[people.jobs.balances]
pre_tax = 1_200_000
[[people.iras]]
kind = "roth"
value = 50_000
basis = 30_000
[[people]]
name = "Ben"
born = 1962-01-02
{dies}
social_security = {{ monthly = 1_800, from_age = 67 }}
[[people.iras]]
kind = "traditional"
value = 400_000
[taxable]
value = 1_500_000
basis = 900_000
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
plan_until = 85
"""

DEATHS = [None, 2036]

SEARCHED_WITHIN = 10
"""Dollars a year: the precision of the spending that lasts."""


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
    agree(taxable, mega, wanted)


def agree(taxable: Measures, mega: Measures, wanted: Mapping[str, tuple[float, float]]) -> None:
    """Every measure within 0.1%, and the difference of the alternatives within 0.5%."""
    for measure, (less, more) in wanted.items():
        low, high = getattr(taxable, measure).level, getattr(mega, measure).level
        assert low / 100 == pytest.approx(less, rel=0.001), measure
        assert high / 100 == pytest.approx(more, rel=0.001), measure
        searched = SEARCHED_WITHIN if measure == "spending_per_year" else 0
        allowed = 0.005 * abs(more - less) + searched
        assert (high - low) / 100 == pytest.approx(more - less, abs=allowed), measure


def couple(ben_dies: int | None) -> Household:
    dies = "" if ben_dies is None else f"lives_until = {ben_dies - plain_couple.BORN['Ben']}"
    return parse_household(COUPLE.format(dies=dies))


@pytest.mark.parametrize("ben_dies", DEATHS)
@pytest.mark.parametrize("name", ["taxable", "mega"])
def test_years_of_a_couple(name: str, ben_dies: int | None) -> None:
    """The first year to the dollar; every later year's benefits and premiums to ten dollars, and
    its balances to 0.1% of all money."""
    ahead = project(couple(ben_dies), PUBLISHED, alternative=name, real=False)
    assert isinstance(ahead, YearsAhead)
    plain = plain_couple.Couple(name == "mega", ben_dies=ben_dies).run()
    for year in ahead.years:
        wanted = plain.balances[year.year]
        found = [year.balances[kind] / 100 for kind in ("pre_tax", "roth", "taxable")]
        first = year.year == FIRST
        assert found == pytest.approx(wanted, abs=1 if first else 0.001 * sum(wanted)), year.year
        assert year.federal_tax / 100 == pytest.approx(
            plain.taxes[year.year], rel=0.01, abs=1 if first else 25
        )
        assert year.premiums / 100 == pytest.approx(plain.premiums[year.year], abs=10)
        if year.year >= plain_couple.STOPS:
            assert year.income / 100 == pytest.approx(plain.benefits(year.year), abs=2)


@pytest.mark.parametrize("ben_dies", DEATHS)
def test_measures_of_a_couple_within_half_a_percent(ben_dies: int | None) -> None:
    found = compare(couple(ben_dies), policy="same")
    taxable, mega = (one.measures for one in found.alternatives)
    without = plain_couple.Couple(mega=False, ben_dies=ben_dies).run()
    having = plain_couple.Couple(mega=True, ben_dies=ben_dies).run()
    levels = [plain_couple.lasting_level(mega=one, ben_dies=ben_dies) for one in (False, True)]
    wanted = {
        "spending_per_year": (levels[0], levels[1]),
        "estate": (without.estate(), having.estate()),
        "cash_out": (without.cash_out(), having.cash_out()),
    }
    agree(taxable, mega, wanted)
