"""Spouses who file separately in the years ahead: a return each, and the household's money in
common."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest

from megaroth.law.law_book import PUBLISHED
from megaroth.law.load import law
from megaroth.model.household import Household
from megaroth.planning.compare import compare
from megaroth.planning.optimize import optimize
from megaroth.planning.outlook import years_ahead
from megaroth.planning.prepare import prepare
from megaroth.planyear.tax_bill import tax_bill
from megaroth.present.year_worksheets import year_sheets
from megaroth.projection.policy import stated_policy
from megaroth.projection.run import Projected, project
from megaroth.projection.timeline import outlook
from megaroth.projection.year import Year
from megaroth.readers.household_file import parse_household
from megaroth.tax.federal import Return, federal_tax
from megaroth.tax.filing_status import bracket_tops
from megaroth.tax.surtaxes import medicare_premiums

PLAN = (
    'roth = true\nafter_tax = true\nin_plan_roth_rollover = "each_paycheck"\nmatch = [{ rate = '
    '"50%", up_to = "6%" }]\n'
)
ASSUMED = """
[assumptions]
plan_until = {until}
conversions = {conversions}
withdrawals = "{order}"
"""


def person(name: str, born: str, *, pay: int = 0, pre_tax: int = 0, more: str = "") -> str:
    job = ""
    if pay:
        job = f'[[people.jobs]]\nemployer = "Of {name}"\npay = {pay}\n[people.jobs.plan]\n{PLAN}'
    elif pre_tax:
        job = f'[[people.iras]]\nkind = "traditional"\nvalue = {pre_tax}\n'
    return f'[[people]]\nname = "{name}"\nborn = {born}\n{more}\n{job}'


def couple(
    *people: str,
    top: str = "",
    until: int = 90,
    conversions: str = "false",
    order: str = "conventional",
    state: str = "CA",
) -> Household:
    assumed = ASSUMED.format(until=until, conversions=conversions, order=order)
    head = f'year = 2026\nstate = "{state}"\nfiling_status = "married_separate"\n{top}\n'
    return parse_household(head + "\n".join(people) + assumed)


def played(household: Household, growth: float = 0.05) -> Projected:
    inputs = prepare(household).inputs[0]
    return project(inputs, np.full((1, len(inputs.ahead.years)), growth), look=Seen)


@dataclass
class Seen:
    """A year when it is settled; its accounts are those of the next one afterwards."""

    year: Year

    def __post_init__(self) -> None:
        year = self.year
        self.returns, self.converted, self.premiums = (
            year.returns(),
            [int(one[0]) for one in year.converted],
            int(year.premiums[0]),
        )
        self.magis = [int(one[0]) for one in year.assessed.magi]


def test_each_spouse_s_return_bears_the_tax_of_a_separate_one() -> None:
    top = (
        "spending = 100_000\nother_income = 12_000\nalternatives = "
        "['taxable']\n[taxable]\nvalue = 300_000\nbasis = 300_000\n"
    )
    household = couple(
        person("Ann", "1981-02-03", pay=260_000), person("Bo", "1985-05-05", pay=80_000), top=top
    )
    one = years_ahead(household, "taxable").years[0]
    assert len(one.returns) == 2
    assert [filed.who for filed in one.returns] == [("Ann",), ("Bo",)]
    deferred = 24_500_00
    dividends = one.dividends // 2
    for filed, pay in zip(one.returns, (260_000_00, 80_000_00), strict=True):
        by_hand = Return(
            status="married_separate",
            age=filed.items.age,
            wages=pay - deferred,
            medicare_wages=pay,
            dividends=dividends,
            qualified_dividends=dividends,
            other_income=6_000_00,
        )
        assert int(filed.federal.total) == pytest.approx(
            int(federal_tax(law(2026), by_hand).total), abs=100
        )
    assert one.federal_tax == sum(int(filed.federal.total) for filed in one.returns)
    assert one.state_tax == sum(
        int(filed.state.total) for filed in one.returns if filed.state is not None
    )


@pytest.mark.parametrize("order", ["conventional", "proportional", "bracket"])
@pytest.mark.parametrize("conversions", ["true", "false"])
def test_twins_have_twice_what_one_of_them_has(order: str, conversions: str) -> None:
    """Two equal spouses with one purse are two of the household of one of them: every rule of a
    separate return, year by year."""

    def top(times: int) -> str:
        return (
            f"spending = {90_000 * times}\nspending_in_retirement = "
            f"{80_000 * times}\nalternatives = ['mega']\n"
            f"[taxable]\nvalue = {200_000 * times}\nbasis = {150_000 * times}\n"
        )

    more = "retires_at = 62\n[people.social_security]\nmonthly = 2_800\nfrom_age = 67\n"
    one = couple(
        person("Ann", "1966-02-03", pay=190_000, more=more),
        top=top(1),
        until=92,
        conversions=conversions,
        order=order,
    )
    both = [person(name, "1966-02-03", pay=190_000, more=more) for name in ("Ann", "Bo")]
    two = couple(*both, top=top(2), until=92, conversions=conversions, order=order)
    alone, together = played(one), played(two)
    for single, double in zip(alone.years, together.years, strict=True):
        for name in (
            "federal_tax",
            "state_tax",
            "premiums",
            "converted",
            "wealth",
            "income",
            "spending",
        ):
            each, whole = (
                int(getattr(single, name)[0])
                if name != "spending"
                else int(np.max(single.spending)),
                0,
            )
            whole = (
                int(getattr(double, name)[0])
                if name != "spending"
                else int(np.max(double.spending))
            )
            # Each year settles its tax to a dollar, and rounds to the cent.
            assert whole == pytest.approx(2 * each, rel=2e-5, abs=400), (single.year, name)
    assert any(int(year.premiums[0]) for year in together.years)
    # In the order of brackets what is spent takes the room that conversions would have.
    assert any(int(year.converted[0]) for year in together.years) == (
        conversions == "true" and order != "bracket"
    )


def retired(ann: int, bo: int, **asked: str) -> Household:
    top = "spending_in_retirement = 60_000\n[taxable]\nvalue = 900_000\nbasis = 900_000\n"
    return couple(
        person("Ann", "1960-02-03", pre_tax=ann),
        person("Bo", "1961-05-05", pre_tax=bo),
        top=top,
        until=80,
        state="TX",
        **asked,
    )


def test_each_spouse_converts_up_to_the_bracket_of_the_own_return() -> None:
    seen: Seen = played(retired(2_000_000, 40_000, conversions="true")).seen[0]
    top = bracket_tops(law(2026), "married_separate")
    of_ann, of_bo = seen.converted
    rates = law(2026).entry("income_tax").rates
    filled = top[
        max(
            place
            for place, rate in enumerate(rates[:-1])
            if rate <= int(stated_policy(seen.year.assumed).fill_to or 0)
        )
    ]
    beside = [
        int(filed.items.dividends) + int(filed.items.long_term_gain) for filed in seen.returns
    ]
    of_both = [
        int(filed.federal.taxable_income) - gains
        for filed, gains in zip(seen.returns, beside, strict=True)
    ]
    assert of_both[0] == pytest.approx(int(filled), abs=200), (
        "dividends and gains stack on top of the ordinary bracket"
    )
    assert of_both[1] < int(filled), "no more than there is"
    assert of_bo == 40_000_00 < of_ann


def test_premiums_follow_the_tiers_of_a_separate_return() -> None:
    """42 USC 1395r(i)(3)(C)(iii): above the first threshold the tiers between are skipped, for who
    of the two passed it."""
    first, _, third, *_ = played(retired(3_500_000, 60_000, conversions="true")).seen
    threshold, numbers = int(law(2028).irmaa_tiers_single("1")), third.year.law
    assert first.magis[1] < threshold < first.magis[0]
    of_ann, of_bo = (
        int(medicare_premiums(numbers, magi, joint=False, separate=True)) for magi in first.magis
    )
    assert third.premiums == of_ann + of_bo
    assert of_ann > int(medicare_premiums(numbers, first.magis[0], joint=False)) > of_bo


def test_a_survivor_of_separate_returns_files_alone() -> None:
    ann, bo = (
        person("Ann", "1960-02-03", pre_tax=900_000),
        person("Bo", "1961-05-05", pre_tax=300_000, more="lives_until = 70"),
    )
    household = couple(ann, bo, top="spending_in_retirement = 60_000", until=80)
    ahead = outlook(household)
    assert ahead.filers(2031) == [[0], [1]], "the year of the death"
    assert ahead.status(2032) == "single"
    assert ahead.filers(2032) == [[0, 1]]
    years = {one.year: one for one in years_ahead(household, "taxable").years}
    assert [len(years[year].returns) for year in (2031, 2032)] == [2, 1]
    assert years[2032].returns[0].who == ("Ann",)


def test_a_couple_may_file_separately_for_some_years() -> None:
    people = person("Ann", "1970-02-03", pay=200_000), person("Bo", "1972-05-05", pay=60_000)
    change = '[[status_changes]]\nyear = 2030\nfiling_status = "married_joint"\n'
    household = couple(*people, top="spending = 120_000\n" + change, until=65)
    years = years_ahead(household, "taxable").years
    assert [len(one.returns) for one in years[:6]] == [2, 2, 2, 2, 1, 1]
    joint = years_ahead(
        replace(household, filing_status="married_joint", status_changes=()), "taxable"
    ).years
    assert joint[0].federal_tax < years[0].federal_tax


def test_what_separate_returns_make_of_a_comparison_and_of_the_best_plan() -> None:
    people = person("Ann", "1970-02-03", pay=240_000), person("Bo", "1972-05-05", pay=90_000)
    household = couple(
        *people, top="spending = 70_000\nalternatives = ['taxable', 'mega']\n", until=72
    )
    answer = compare(household)
    assert answer.alternatives[1].difference.mean > 0
    best = optimize(household)
    assert best.bound >= best.value >= best.rule_of_thumb.value


def test_the_tax_of_both_returns_has_its_worksheets() -> None:
    people = person("Ann", "1970-02-03", pay=240_000), person("Bo", "1972-05-05", pay=90_000)
    answer = years_ahead(couple(*people, top="spending = 120_000\n", until=70), "taxable")
    one = answer.years[0]
    sheets = year_sheets(answer, one.year, PUBLISHED)
    assert [sheet.name for sheet in sheets].count("federal_tax") == 2
    assert [sheet.name for sheet in sheets].count("state_tax") == 2
    last = sheets[-1]
    assert last.name == "separate_returns"
    assert f"{(one.federal_tax + one.state_tax) // 100:,}"[:-1] in str(last)


def test_what_separate_returns_take_for_granted_is_told() -> None:
    people = person("Ann", "1970-02-03", pay=240_000), person("Bo", "1972-05-05", pay=90_000)
    for state, told in (("CA", True), ("NY", False)):
        household = couple(*people, top="spending = 120_000\n", until=60, state=state)
        for sentences in (
            years_ahead(household, "taxable").assumptions,
            tax_bill(household).assumptions,
        ):
            separate = next(one for one in sentences if one.includes("separate_returns"))
            assert ("community property" in str(separate)) == told


def test_spouses_who_lived_apart_have_the_tiers_of_single_persons() -> None:
    rich = replace(retired(3_500_000, 60_000), other_income=240_000_00)
    together, apart = (played(replace(rich, lived_apart=flag)).seen[2] for flag in (False, True))
    assert apart.premiums < together.premiums
