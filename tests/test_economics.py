"""The economics of an answer: what must tie ties to the cent and is called equal, and what loses is
said to lose, with the reason."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

import megaroth

HOME = """
year = 2026
filing_status = "single"
state = "TX"
spending = {spending}
spending_in_retirement = {later}
alternatives = {alternatives}
[[people]]
name = "Solo"
born = {born}
retires_at = {retires_at}
[[people.jobs]]
employer = "Firm"
pay = {pay}
[people.jobs.plan]
roth = true
{plan}
[taxable]
value = {savings}
basis = {savings}
[assumptions]
model = "fixed"
growth = "{growth}"
dividend_yield = "{dividend_yield}"
turnover = "0%"
inflation = "0%"
pay_growth = "0%"
plan_until = {plan_until}
{assumed}
"""

AFTER_TAX = """after_tax = true
in_plan_roth_rollover = "each_paycheck"
[people.jobs.balances]
pre_tax = 300_000"""


def answer(
    *,
    spending: int = 90_000,
    later: int = 40_000,
    alternatives: str = '["taxable", "mega"]',
    born: str = "1981-06-15",
    retires_at: int = 60,
    pay: int = 300_000,
    plan: str = AFTER_TAX,
    savings: int = 100_000,
    growth: str = "6%",
    dividend_yield: str = "0%",
    plan_until: int = 90,
    assumed: str = "",
) -> megaroth.Comparison:
    """A comparison of two alternatives, each at its best, without inflation or turnover."""
    text = HOME.format(**locals())
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "household.toml"
        file.write_text(text, encoding="utf-8")
        return megaroth.compare(megaroth.read_household(file), policy="best")


def levels(found: megaroth.Comparison) -> list[tuple[int | None, int, int]]:
    """The three measures of each alternative, cents: a year's spending, the estate, cash out."""
    rows = []
    for one in found.alternatives:
        assert one.measures is not None
        lasting = one.measures.spending_per_year
        rows.append(
            (
                None if lasting is None else lasting.level,
                one.measures.estate.level,
                one.measures.cash_out.level,
            )
        )
    return rows


def contributed(found: megaroth.Comparison, source: str) -> list[int]:
    """What each alternative contributes from a source in the first year, cents."""
    return [one.contributions[source] for one in found.alternatives]


DEFERRALS = '["pre_tax_deferral", "roth_deferral"]'


def test_equal_tax_now_and_later_ties_to_the_cent() -> None:
    """Pay of 120,000 less the standard deduction of 16,100 is in the bracket of 22% with and
    without a deferral (Rev. Proc. 2025-32), and heirs pay 22%. Without growth, (1 - t) x is left
    of either: a pre-tax deferral's saving of tax waits in the taxable account."""
    found = answer(
        spending=30_000,
        later=30_000,
        alternatives=DEFERRALS,
        retires_at=70,
        pay=120_000,
        plan="",
        growth="0%",
        plan_until=60,
        assumed='heirs_rate = "22%"',
    )
    assert contributed(found, "pre_tax")[0] == contributed(found, "roth")[1] == 24_500_00
    (_, first, _), (_, second, _) = levels(found)
    assert first == second


def test_heirs_who_pay_more_than_was_saved_are_better_off_with_roth() -> None:
    found = answer(
        spending=30_000,
        later=30_000,
        alternatives=DEFERRALS,
        retires_at=70,
        pay=120_000,
        plan="",
        growth="0%",
        plan_until=60,
        assumed='heirs_rate = "32%"',
    )
    (_, first, _), (_, second, _) = levels(found)
    assert second > first


def test_no_tax_now_or_later_is_called_equal() -> None:
    """Pay of 14,000 is below the deduction, and at 66 nobody has the earned income credit of those
    without children (IRC 32(c)(1)(A)(ii)), which a deferral would change."""
    found = answer(
        spending=6_000,
        later=5_000,
        alternatives=DEFERRALS,
        born="1959-06-15",
        retires_at=72,
        pay=14_000,
        plan="",
        savings=0,
        growth="3%",
    )
    assert contributed(found, "pre_tax")[0] == contributed(found, "roth")[1] > 0
    (first, _, _), (second, _, _) = levels(found)
    assert first == second
    assert found.headline is not None
    assert found.headline.verdict == "about_equal"
    assert str(found.headline.result[0]).startswith("As much to spend a year from age 72 ")


def test_without_growth_there_is_no_advantage() -> None:
    found = answer(growth="0%", later=20_000)
    without, with_after_tax = contributed(found, "after_tax")
    assert without == 0 < with_after_tax
    first, second = levels(found)
    assert first == second
    assert found.headline is not None
    assert (found.headline.verdict, found.headline.difference.level) == ("about_equal", 0)


@pytest.mark.parametrize(("dividend_yield", "ahead"), [("0%", False), ("2%", True)])
def test_without_a_yield_heirs_get_the_same(dividend_yield: str, ahead: bool) -> None:
    """What a taxable account gains untaxed steps up at death (IRC 1014): only a yield, taxed each
    year, leaves heirs more of after-tax money. Spending is small enough that both hold the gain
    until then; a dollar covers the rounding of 46 years."""
    found = answer(dividend_yield=dividend_yield)
    (_, first, _), (_, second, _) = levels(found)
    assert (second - first > 100_00) if ahead else (abs(second - first) <= 1_00)


def test_a_case_that_loses_is_said_to_lose_and_why() -> None:
    """Funds of the plan and the IRAs that cost 2% a year more than those of the taxable account
    take more than the tax that they save."""
    dear = answer(assumed='plan_fee = "2%"\nira_fee = "2%"').headline
    free = answer().headline
    assert dear is not None
    assert free is not None
    assert (dear.verdict, free.verdict) == ("behind", "ahead")
    assert dear.difference.level < 0 < free.difference.level
    lead, why = (str(one) for one in dear.result)
    assert " a year less to spend from age 60 with the mega backdoor Roth than " in lead
    assert why.startswith("It loses because it pays $")
    assert "more in fees of accounts, rollovers and conversions" in why
