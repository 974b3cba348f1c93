"""Each alternative at its best, and what is measured of it: checked against a plain model and the
economics that must hold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from megaroth.law.load import law
from megaroth.model.household import Household
from megaroth.model.outlook import SocialSecurity
from megaroth.planning.best_policies import best_ways
from megaroth.planning.measures import cash_out, estate
from megaroth.planning.policy_family import family, kinds_of
from megaroth.planning.prepare import prepare
from megaroth.planning.sustainable_spending import sustainable
from megaroth.projection.policy import Policy, policy_rows
from megaroth.projection.run import project
from megaroth.readers.household_file import parse_household
from megaroth.tax.federal import Return, federal_tax

MID = """
year = 2026
filing_status = "single"
state = "GA"
spending = 62_000
spending_in_retirement = 60_000
alternatives = ["taxable", "mega"]
[[people]]
name = "Mid"
born = 1991-04-15
retires_at = 62
[[people.jobs]]
employer = "Co"
pay = 125_000
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
match = [{ rate = "100%%", up_to = "5%%" }]
[people.jobs.elections]
%s
[people.jobs.balances]
pre_tax = 80_000
[taxable]
value = 20_000
basis = 20_000
[assumptions]
model = "fixed"
growth = "6%%"
plan_until = 90
%s
"""


def mid(elections: str = "", more: str = "") -> Household:
    return parse_household(MID % (elections, more))


# The family


def test_what_the_file_states_binds() -> None:
    orders = {one.withdrawals for one in family(prepare(mid()).ahead)}
    assert orders == {"conventional", "proportional", "bracket", "taxable_then_bracket"}
    stated = mid(more='withdrawals = "bracket"\nfill_to = "12%"\nconversions = true')
    assert set(family(prepare(stated).ahead)) == {
        Policy(withdrawals="bracket", fill_to=120_000, conversions=True)
    }
    # Nobody works on after the first one has stopped, so no conversions while somebody works.
    assert not any(one.while_working for one in family(prepare(mid()).ahead))
    one = family(prepare(mid(more='withdrawals = "proportional"')).ahead)
    assert {policy.withdrawals for policy in one} == {"proportional"}
    assert {policy.conversions for policy in one} == {False, True}


def test_money_before_59_and_a_half_brings_the_orders_that_spare_it() -> None:
    early = replace(mid(), people=(replace(mid().people[0], retires_at=50),))
    found = family(prepare(early).ahead)
    assert {"penalty_aware", "penalty_aware_bracket"} <= {one.withdrawals for one in found}
    assert any(one.payments for one in found)


def test_a_stated_kind_binds() -> None:
    open_kind, roth = prepare(mid()), prepare(mid('deferral_kind = "roth"'))
    assert [kind for kind, _ in kinds_of(open_kind.chosen[0])] == ["pre_tax", "roth"]
    assert [kind for kind, _ in kinds_of(roth.chosen[0])] == [None]
    assert {way.by_cash_out.deferral_kind for way in best_ways(roth)} == {None}


# The economics


def test_the_middle_earner_gains_what_dividends_and_gains_cost() -> None:
    """Pay of 125,000: the difference used to be 481,604, most of it a naive order of withdrawals.
    With Roth deferrals in both, no bracket is wasted, and the rest is the tax on dividends and
    gains of about 12,000 a year for 27 years: 35,000 to 85,000 by a plain sum."""
    taxable, mega = best_ways(prepare(mid()))
    assert taxable.by_cash_out.deferral_kind == mega.by_cash_out.deferral_kind == "roth"
    assert 35_000_00 <= mega.cash_out - taxable.cash_out <= 85_000_00
    assert 35_000_00 <= mega.estate - taxable.estate <= 85_000_00
    assert taxable.spending is not None
    assert mega.spending is not None
    assert 0 < mega.spending - taxable.spending < 4_000_00


def test_no_alternative_is_worse_than_under_the_conventional_order() -> None:
    prepared = prepare(mid())
    for inputs, best in zip(prepared.inputs, best_ways(prepared), strict=True):
        level = np.full((1, len(inputs.ahead.years)), 0.06)
        conventional = replace(inputs, policies=policy_rows([Policy()]))
        end = project(conventional, level).accounts
        assert best.cash_out >= cash_out(conventional, end)[0]
        assert best.estate >= estate(conventional, end)[0]
        assert best.spending is not None
        assert best.spending >= int(sustainable(conventional, level)[0])


def test_the_way_is_what_the_grid_found() -> None:
    """The row's policy, played alone, comes to the row's measure."""
    prepared = prepare(mid())
    for best in best_ways(prepared):
        level = np.full((1, len(prepared.ahead.years)), 0.06)
        way = best.by_cash_out
        assert round(float(cash_out(way.inputs, project(way.inputs, level).accounts)[0])) == (
            best.cash_out
        )
        assert best.by_spending is not None
        lasts = int(sustainable(best.by_spending.inputs, level)[0])
        assert lasts == pytest.approx(best.spending, abs=10_00)


def test_without_yield_heirs_get_the_same() -> None:
    """No dividends and no turnover, and benefits pay for what is spent: a taxable account that is
    never sold and steps up is as good as a Roth IRA (IRC 1014)."""
    text = 'dividend_yield = "0%"\nturnover = "0%"'
    household = mid('deferral_kind = "roth"', text)
    person = replace(
        household.people[0], social_security=SocialSecurity(monthly=3_000_00, from_age=62)
    )
    household = replace(household, people=(person,), spending_in_retirement=20_000_00, reserve=0)
    prepared = prepare(household)
    level = np.full((1, len(prepared.ahead.years)), 0.06)
    ends = [project(inputs, level).accounts for inputs in prepared.inputs]
    heirs = [
        float(estate(inputs, end)[0]) for inputs, end in zip(prepared.inputs, ends, strict=True)
    ]
    assert heirs[1] == pytest.approx(heirs[0], rel=1e-3)


# The measures


def test_cashing_out_is_taxed_by_the_return_of_that_year() -> None:
    """A plain return: pre-tax money and gains in one year, with nothing else."""
    prepared = prepare(replace(mid(), state=None))
    inputs = prepared.inputs[0]
    level = np.full((1, len(inputs.ahead.years)), 0.06)
    end = project(inputs, level).accounts
    year, prices = inputs.ahead.years[-1], inputs.ahead.prices(inputs.ahead.years[-1])
    pre_tax = int(end.pre_tax[0][0])
    gain = int(end.taxable.value[0] - end.taxable.basis[0])
    items = Return(age=90, ira_distributions=pre_tax, long_term_gain=max(gain, 0))
    tax = int(federal_tax(inputs.ahead.law(year), items).total)
    worth = pre_tax + int(end.taxable.value[0]) + int(end.roth[0].value[0]) + int(end.hsa[0])
    assert cash_out(inputs, end)[0] == pytest.approx((worth - tax) / prices, rel=1e-9)
    assert tax > pre_tax * 0.2


def test_what_heirs_get_by_hand() -> None:
    """Ten years at 6% with 1.5% of dividends taxed at 15%, and 5% of the rest realized: a taxable
    dollar grows by 5.74125% a year."""
    prepared = prepare(mid())
    inputs = prepared.inputs[1]
    level = np.full((1, len(inputs.ahead.years)), 0.06)
    end = project(inputs, level).accounts
    taxable = 1 + 0.06 - 0.15 * (0.015 + 0.05 * 0.045)
    roth = (1.06 / taxable) ** 10
    tenths = sum(0.1 * (1.06 / taxable) ** year for year in range(1, 11))
    by_hand = (
        float(end.pre_tax[0][0]) * 0.76 * tenths
        + float(end.roth[0].value[0]) * roth
        + float(end.taxable.value[0])
    ) / inputs.ahead.prices(inputs.ahead.years[-1])
    assert estate(inputs, end)[0] == pytest.approx(by_hand, rel=1e-9)


def test_the_bracket_of_nothing_is_the_deduction() -> None:
    """``fill_to = 0`` converts what the deduction leaves free (IRC 63)."""
    rates = [int(rate) for rate in law(2026).entry("income_tax").rates[:-1]]
    levels = {one.fill_to for one in family(prepare(mid()).ahead) if one.conversions}
    assert {0, *rates} <= levels
