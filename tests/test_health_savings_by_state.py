"""California and New Jersey tax what a health savings account earns, every year."""

from __future__ import annotations

import pytest

from megaroth.law.load import law
from megaroth.law.states import STATES
from megaroth.planning.outlook import years_ahead
from megaroth.planning.yearly_results import OutlookYear
from megaroth.readers.household_file import parse_household

HOUSEHOLD = """
schema = 1
year = 2026
filing_status = "single"
state = "{state}"
spending_in_retirement = 60_000
medical = {medical}
taxable = {{ value = 900_000, basis = 900_000 }}
other_income = 70_000
[assumptions]
model = "fixed"
growth = "6%"
dividend_yield = "2%"
turnover = "10%"
plan_until = {until}
[[people]]
name = "Ana"
born = 1976-03-03
social_security = {{ monthly = 0, from_age = 70 }}
[people.hsa]
coverage = "none"
value = {value}
{earnings}
"""
"""A person of 50 who does not work, with health savings and a taxable account."""


def by_year(
    state: str, value: int, *, medical: int = 0, until: int = 56, earnings: str = ""
) -> dict[int, OutlookYear]:
    text = HOUSEHOLD.format(
        state=state, value=value, medical=medical, until=until, earnings=earnings
    )
    found = years_ahead(parse_household(text), "taxable")
    return {one.year: one for one in found.years}


def taxable_income(one: OutlookYear) -> int:
    (filed,) = one.returns
    assert filed.state is not None
    return int(filed.state.taxable_income)


def test_the_two_states_that_do_not_know_health_savings_accounts_are_named() -> None:
    """R&TC 17131.4, 17131.5 and 17215.4; N.J.S.A. 54A:5-1 without an exclusion in 54A:6."""
    taxing = {code for code in STATES if law(2026).state(code).taxes_health_savings}
    assert taxing == {"CA", "NJ"}
    for code in taxing:
        assert "health_savings" in law(2026).state(code).sections


@pytest.mark.parametrize("state", ["CA", "NJ"])
def test_every_year_of_the_account_by_hand(state: str) -> None:
    """A ledger: dividends and realized gains are income of the state; the federal return knows
    nothing of them."""
    medical = 4_000
    with_it = by_year(state, 100_000, medical=medical)
    without = by_year(state, 0, medical=medical)
    value = basis = 100_000.0
    for year in range(2026, 2033):
        paid = min(value, medical * 1.024 ** (year - 2026))
        dividends, realized = value * 0.02, max(value - basis, 0) * 0.10
        gain = max(value - basis - realized, 0) * paid / value
        more = taxable_income(with_it[year]) - taxable_income(without[year])
        # Without the account, medical costs come out of the taxable account, whose own dividends
        # and gains then differ: less is left there.
        of_taxable = _invested(with_it[year]) - _invested(without[year])
        assert more / 100 == pytest.approx(dividends + realized + gain + of_taxable, abs=3)
        basis = (basis + realized) * (1 - paid / value) + dividends
        value = (value - paid) * 1.06
        assert with_it[year].balances["hsa"] / 100 == pytest.approx(value, abs=3)


def _invested(one: OutlookYear) -> float:
    (filed,) = one.returns
    return int(filed.items.dividends + filed.items.long_term_gain) / 100


@pytest.mark.parametrize("state", ["NY", "PA", "OR", "VA"])
def test_other_states_tax_nothing_of_it(state: str) -> None:
    with_it, without = by_year(state, 100_000), by_year(state, 0)
    for year in range(2026, 2033):
        assert taxable_income(with_it[year]) == taxable_income(without[year])


def test_stated_earnings_of_this_year_count_instead() -> None:
    """In the first year of work the file's earnings are those of the plan year."""
    text = (
        HOUSEHOLD.replace('"none"', '"self_only"')
        + '\n[[people.jobs]]\nemployer = "A"\npay = 90_000\n'
    )
    stated = text.format(
        state="CA", value=100_000, medical=0, until=56, earnings="earnings = 7_000"
    )
    plain = text.format(state="CA", value=100_000, medical=0, until=56, earnings="")
    first, other = (years_ahead(parse_household(one), "taxable").years for one in (stated, plain))
    assert (taxable_income(first[0]) - taxable_income(other[0])) == 7_000_00 - 2_000_00


def test_a_distribution_that_the_federal_return_taxes_is_no_income_there() -> None:
    """From 65, money for anything else is federal income (IRC 223(f)(4)(C)); the state taxed it
    when it was contributed (Schedule CA, part I, section B)."""
    text = HOUSEHOLD.replace("1976", "1958").replace(
        "value = 900_000, basis = 900_000", "value = 0"
    )
    text = text.replace("other_income = 70_000", "other_income = 10_000")
    years = {}
    for state in ("CA", "NJ"):
        found = years_ahead(
            parse_household(
                text.format(state=state, value=400_000, medical=0, until=72, earnings="")
            ),
            "taxable",
        ).years
        years[state] = next(one for one in found if one.drawn_from["hsa"] > 10_000_00)
    for one in years.values():
        (filed,) = one.returns
        assert int(filed.items.other_income) > 40_000_00
        assert taxable_income(one) < 25_000_00
