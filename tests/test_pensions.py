"""Pensions that begin at an age, with and without increases, and what survivors get of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from megaroth.kernel.errors import InputError
from megaroth.model.household import Household
from megaroth.planning.optimize import optimize
from megaroth.planning.outlook import years_ahead
from megaroth.planning.prepare import prepare
from megaroth.planning.program_years import program_years
from megaroth.planning.yearly_results import OutlookYear
from megaroth.planyear.plan import plan
from megaroth.projection.run import project
from megaroth.projection.timeline import outlook
from megaroth.readers.household_file import parse_household

COUPLE = """
schema = 1
year = 2026
filing_status = "{status}"
{state}
spending_in_retirement = 50_000
taxable = {{ value = 2_000_000, basis = 2_000_000 }}
[assumptions]
model = "fixed"
growth = "0%"
inflation = "{inflation}%"
dividend_yield = "0%"
turnover = "0%"
plan_until = 85
[[people]]
name = "Ana"
born = 1961-03-03
lives_until = 75
social_security = {{ monthly = 0, from_age = 70 }}
{ana}
[[people]]
name = "Ben"
born = 1961-06-06
social_security = {{ monthly = 0, from_age = 70 }}
{ben}
"""
"""Two spouses of 65 who do not work; Ana dies in 2036."""

TEACHERS = """
[[people.pensions]]
name = "Teachers"
amount = 30_000
from_age = 67
{more}
"""


def couple(
    ana: str = "", ben: str = "", *, inflation: int = 2, state: str = "", status: str = ""
) -> Household:
    return parse_household(
        COUPLE.format(
            ana=ana,
            ben=ben,
            inflation=inflation,
            state=f'state = "{state}"' if state else "",
            status=status or "married_joint",
        )
    )


def by_year(household: Household) -> dict[int, OutlookYear]:
    return {one.year: one for one in years_ahead(household, "taxable").years}


def pensions(found: dict[int, OutlookYear]) -> dict[int, float]:
    return {
        year: sum(int(filed.items.pensions) for filed in one.returns) / 100
        for year, one in found.items()
    }


@settings(max_examples=25, deadline=None)
@given(
    amount=st.integers(1_000, 90_000),
    from_age=st.integers(60, 74),
    length=st.one_of(st.none(), st.integers(0, 8)),
    nominal=st.booleans(),
    cola=st.one_of(st.none(), st.integers(0, 5)),
    indexed=st.booleans(),
    survivor=st.integers(0, 100),
    inflation=st.integers(-1, 5),
)
def test_every_year_of_a_pension_by_hand(
    amount: int,
    from_age: int,
    length: int | None,
    nominal: bool,
    cola: int | None,
    indexed: bool,
    survivor: int,
    inflation: int,
) -> None:
    until = None if length is None else from_age + length
    lines = [f"amount = {amount}", f"from_age = {from_age}", f'survivor = "{survivor}%"']
    lines += [] if until is None else [f"until_age = {until}"]
    lines += ["nominal = true"] if nominal else []
    lines += [] if cola is None else [f'cola = "{cola}%"']
    lines += ["indexed = true"] if indexed else []
    text = '[[people.pensions]]\nname = "P"\n' + "\n".join(lines)
    ahead = outlook(couple(text, inflation=inflation))
    for year in range(2026, 2047):
        age, begins = year - 1961, max(2026, 1961 + from_age)
        expected = 0.0
        if age >= from_age and (until is None or age <= until):
            expected = amount * (1 if nominal else (1 + inflation / 100) ** (begins - 2026))
            prices = max((1 + inflation / 100) ** (year - begins), 1)
            fixed = (1 + (cola or 0) / 100) ** (year - begins)
            if indexed:
                expected *= prices if cola is None else min(prices, fixed)
            else:
                expected *= fixed
            expected *= 1 if year <= 2036 else survivor / 100
        person = ahead.living(year)[0]
        # After Ana's death in 2036 Ben gets the survivor's share.
        assert person.name == ("Ana" if year <= 2036 else "Ben")
        got = sum(int(one.amount) for one in ahead.pensions(person, year)) / 100
        assert got == pytest.approx(expected, abs=0.02)


def test_a_pension_is_ordinary_income_without_payroll_tax_or_penalty() -> None:
    text = TEACHERS.format(more="").replace("67", "50")
    found = by_year(couple(text.replace("from_age = 50\n", ""), inflation=0))
    first = found[2026]
    (filed,) = first.returns
    assert int(filed.items.pensions) == 30_000_00
    assert (filed.items.wages, filed.items.early_distributions, first.payroll_tax) == (0, 0, 0)
    # Rev. Proc. 2025-32 and IRC 63(f), 151(d)(5): 32,200, two additional amounts of 1,650, and
    # two senior deductions of 6,000 exceed the pension.
    assert 32_200 + 2 * 1_650 + 2 * 6_000 > 30_000
    assert first.federal_tax == 0
    assert first.income == 30_000_00


def test_the_taxable_share_alone_is_on_the_return() -> None:
    found = by_year(couple(TEACHERS.format(more='taxable = "80%"'), inflation=0))
    assert pensions(found)[2030] == 24_000
    assert found[2030].income == 30_000_00


def _tax(one: OutlookYear) -> int:
    return one.federal_tax + one.state_tax + one.premiums


def test_every_dollar_of_pensions_is_spent_saved_or_taxed() -> None:
    """Without growth, what is owned changes by income less spending, premiums and tax."""
    ben = TEACHERS.format(more='taxable = "60%"\nsurvivor = "75%"').replace("30_000", "90_000")
    found = by_year(couple(TEACHERS.format(more='survivor = "50%"'), ben, state="NY"))
    money = 2_000_000_00
    for one in found.values():
        money += one.income - one.spending - _tax(one)
        assert sum(one.balances.values()) == pytest.approx(money, abs=20)


def test_a_pension_of_this_year_is_in_the_plan_year_too() -> None:
    text = '[[people.pensions]]\nname = "Navy"\namount = 20_000\ntaxable = "75%"\n'
    without, with_it = plan(couple()), plan(couple(text))
    assert with_it.people[0].magi == without.people[0].magi + 15_000_00
    later = plan(couple(text + "from_age = 66\n"))
    assert later.people[0].magi == without.people[0].magi


def test_states_exempt_the_pension_of_the_spouse_who_has_it() -> None:
    """New York excludes 20,000 of each spouse's own pension from 59 1/2 (Tax Law 612(c)(3-a)): two
    of 20,000 each are exempt, one of 40,000 is half taxed."""
    half = '[[people.pensions]]\nname = "P"\namount = 20_000\n'
    whole = half.replace("20_000", "40_000")
    both = by_year(couple(half, half, inflation=0, state="NY"))[2027]
    assert both.returns[0].state is not None
    base = by_year(couple(inflation=0, state="NY"))[2027]
    assert both.state_tax == base.state_tax
    more = whole.replace("40_000", "90_000")
    for ana, ben in ((more, ""), ("", more)):
        one = by_year(couple(ana, ben, inflation=0, state="NY"))[2027]
        shared = by_year(
            couple(
                more.replace("90_000", "45_000"),
                more.replace("90_000", "45_000"),
                inflation=0,
                state="NY",
            )
        )[2027]
        assert int(one.returns[0].items.pensions) == int(shared.returns[0].items.pensions)
        states = [each.returns[0].state for each in (one, shared)]
        taxed = [int(state.taxable_income) for state in states if state is not None]
        assert taxed[0] - taxed[1] == 20_000_00


def test_separate_returns_have_the_pension_of_their_own() -> None:
    household = couple(
        TEACHERS.format(more=""),
        TEACHERS.format(more="").replace("30_000", "10_000"),
        inflation=0,
        status="married_separate",
    )
    ana, ben = by_year(household)[2030].returns
    assert (int(ana.items.pensions), int(ben.items.pensions)) == (30_000_00, 10_000_00)


def test_the_linear_program_has_pensions_as_income() -> None:
    text = TEACHERS.format(more='taxable = "80%"\nsurvivor = "50%"')
    inputs = prepare(couple(text, inflation=0)).inputs[-1]
    income = {one.year: one.income for one in program_years(inputs)}
    assert [income[year] for year in (2027, 2028, 2036, 2037)] == [0, 30_000, 30_000, 15_000]
    answer = optimize(couple(text, inflation=0))
    assert answer.bound >= answer.value


def test_pension_payments_are_said_among_the_assumptions() -> None:
    text = TEACHERS.format(more='cola = "2%"\nsurvivor = "50%"')
    told = [str(one) for one in years_ahead(couple(text, text), "taxable").assumptions]
    assert (
        "Ana's pension Teachers: $30,000 a year from 2028, in today's money; then it increases 2% "
        "a year, and a surviving spouse gets 50% of it."
    ) in told


@pytest.mark.parametrize(
    ("more", "field"),
    [("until_age = 60", "until_age"), ('cola = "99%"', "cola")],
)
def test_impossible_pensions_are_refused(more: str, field: str) -> None:
    with pytest.raises(InputError) as refused:
        couple(TEACHERS.format(more=more).replace("30_000", "900_000_000"))
    assert f"people[0].pensions[0].{field}" in [one.field for one in refused.value.problems]


def test_the_birthday_year_is_the_first_year() -> None:
    paid = pensions(by_year(couple(TEACHERS.format(more=""), inflation=0)))
    assert [year for year, amount in paid.items() if amount] == list(range(2028, 2037))


def _on_a_path(text: str, ratios: list[float]) -> list[tuple[int, int, int]]:
    """Income, spending and the pension on the return of each year, on one path of prices, dollars
    of the assumed prices."""
    inputs = prepare(couple(text)).inputs[0]
    years = len(inputs.ahead.years)
    prices = np.array([ratios + [1.0] * (years - len(ratios))])
    run = project(
        inputs,
        np.zeros((1, years)),
        prices=prices,
        look=lambda year: sum(int(np.sum(items.pensions)) for items in year.base),
    )
    return [
        (int(one.income[0]), int(one.spending[0]), pension)
        for one, pension in zip(run.years, run.seen, strict=True)
    ]


LEVEL = '[[people.pensions]]\nname = "P"\namount = 30_000\n{more}\n'


def test_level_amounts_are_worth_less_where_prices_grow_faster() -> None:
    """Prices of 2026 and 2028 grow 10% and 5% more than assumed; amounts are in dollars of the
    assumed prices."""
    level = {2026: 1.0, 2027: 1.1, 2028: 1.1, 2029: 1.155, 2030: 1.155}
    ratios = [1.1, 1.0, 1.05]

    def pension(more: str) -> dict[int, int]:
        found = _on_a_path(LEVEL.format(more=more), ratios)
        return {2026 + at: pension for at, (_, _, pension) in enumerate(found)}

    stays, follows = pension("nominal = true"), pension("indexed = true")
    later = pension("from_age = 67")
    for year, prices in level.items():
        assert stays[year] == pytest.approx(30_000_00 / prices, abs=2)
        assert follows[year] == pytest.approx(30_000_00 * 1.02 ** (year - 2026), abs=2)
        # In today's money until it begins in 2028, at prices 10% above those assumed.
        expected = 30_000_00 * 1.02**2 * 1.1 / prices if year >= 2028 else 0
        assert later[year] == pytest.approx(expected, abs=2)


def test_a_mortgage_and_level_receipts_lose_to_prices_too() -> None:
    text = (
        '[[expenses]]\nname = "Mortgage"\namount = 11_000\nnominal = true\n'
        '[[receipts]]\nname = "Annuity"\namount = 22_000\nnominal = true\n'
        '[[receipts]]\nname = "Rent"\namount = 33_000\nnominal = true\ntaxable = true\n'
    )
    usual = [50_000_00 * 1.02**year for year in range(3)]
    found = _on_a_path(text, [1.1])
    assert [one[0] for one in found[:3]] == [55_000_00, 50_000_00, 50_000_00]
    spent = [one[1] for one in found[:3]]
    assert spent[0] == pytest.approx(usual[0] + 11_000_00, abs=2)
    assert spent[1:] == pytest.approx([one + 10_000_00 for one in usual[1:]], abs=2)
