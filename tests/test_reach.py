"""Growth and years that lead further than whole cents in 64 bits can follow: refused where they are
read, never wrapped around."""

from __future__ import annotations

import random

import numpy as np
import pytest

from megaroth.kernel.errors import InputError, LawError, MegarothError
from megaroth.kernel.money import MOST_AHEAD_CENTS
from megaroth.law.load import law
from megaroth.planning.compare import compare
from megaroth.planning.outlook import years_ahead
from megaroth.readers.household_file import parse_household

YOUNG = """
year = 2026
[[people]]
name = "Robin"
born = 2000-03-14
[[people.jobs]]
employer = "Quarry Co"
pay = 300_000
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
[assumptions]
model = "fixed"
"""


@pytest.mark.parametrize(
    ("more", "field", "expected"),
    [
        ('plan_until = 120\ninflation = "19%"', "assumptions.inflation", "at most 11.1%"),
        ('plan_until = 80\ngrowth = "70%"', "assumptions.growth", "at most 20.1%"),
        ('plan_until = 80\npay_growth = "70%"', "assumptions.pay_growth", "at most 20.1%"),
        ('growth = "-100%"', "assumptions.growth", "a rate from -50% to 100%"),
    ],
)
def test_growth_that_no_amount_can_bear_is_refused_with_what_it_can(
    more: str, field: str, expected: str
) -> None:
    with pytest.raises(InputError) as caught:
        parse_household(YOUNG + more)
    (problem,) = caught.value.problems
    assert problem.field == field
    assert expected in str(problem.expected)
    assert problem.line is not None


def test_growth_that_can_be_counted_is() -> None:
    answer = compare(
        parse_household(
            YOUNG + 'plan_until = 80\ngrowth = "15%"\npay_growth = "8%"\ninflation = "8%"'
        )
    )
    assert all(0 < one.wealth_after_tax < MOST_AHEAD_CENTS for one in answer.alternatives)


def test_a_plan_ends_before_the_law_does() -> None:
    text = YOUNG.replace("year = 2026", "year = 2100").replace("born = 2000", "born = 2080")
    with pytest.raises(
        InputError,
        match=r"assumptions\.plan_until: found 90; expected at most 46: the law is known to 2126",
    ):
        parse_household(text)


def test_inflation_moves_the_law_from_the_last_published_year_not_from_the_first_of_the_plan() -> (
    None
):
    text = YOUNG.replace("year = 2026", 'year = 2060\ninflation = "100%"').replace(
        "born = 2000", "born = 2020"
    )
    with pytest.raises(InputError, match="inflation: found 100%"):
        parse_household(text)


def test_no_law_holds_amounts_that_cannot_be_counted() -> None:
    assert law(2060, 200_000).status == "projected"
    with pytest.raises(
        LawError, match="inflation of 100% a year makes amounts of 2060 larger than can be counted"
    ):
        law(2060, 1_000_000)


def test_a_path_that_grows_beyond_counting_is_an_error_and_not_a_loss() -> None:
    """A draw of such volatility leads some path there, though no stated figure does."""
    rich = YOUNG.replace(
        'model = "fixed"',
        'model = "lognormal"\npaths = 200\nvolatility = "100%"\ngrowth = "15%"\nplan_until = 85',
    )
    with pytest.raises(
        InputError, match=r"assumptions: found more than \$20,000,000,000\.00 in 20\d\d"
    ):
        compare(parse_household(rich))


def _extreme(draw: random.Random) -> str:
    """A household of extremes, valid or not."""
    year = draw.choice([2026, 2030, 2060, 2100])
    pay, owned = (
        draw.choice([0, 300_000, 1_000_000_000]),
        draw.choice([0, 5_000_000, 1_000_000_000]),
    )
    rates = {
        "growth": [-50, 0, 6, 12, 25, 100],
        "inflation": [-10, 0, 2.4, 12, 19, 100],
        "pay_growth": [-100, 0, 3.4, 30],
        "volatility": [0, 15, 100],
        "dividend_yield": [0, 1.5, 100],
        "turnover": [0, 5, 100],
        "heirs_rate": [0, 24, 100],
    }
    assumed = "\n".join(f'{key} = "{draw.choice(values)}%"' for key, values in rates.items())
    spending = draw.choice(
        ["", "spending = 60_000", "spending = 1_000_000_000", "spending_in_retirement = 50_000_000"]
    )
    return (
        f'year = {year}\n{spending}\n[[people]]\nname = "P"\nborn = '
        f"{year - draw.choice([20, 40, 64, 80])}-03-14\n"
        f'[[people.jobs]]\nemployer = "E"\npay = {pay}\n[people.jobs.plan]\nafter_tax = '
        "true\nroth = true\n"
        f'in_plan_roth_rollover = "each_paycheck"\n[people.jobs.balances]\npre_tax = {owned}\n'
        f"[taxable]\nvalue = {draw.choice([0, owned])}\n[assumptions]\n{assumed}\npaths = 20\n"
        f'model = "{draw.choice(["fixed", "lognormal", "bootstrap", "history"])}"\n'
        f"plan_until = {draw.choice([70, 85, 95, 120])}\nconversions = "
        f"{draw.choice(['true', 'false'])}\n"
    )


@pytest.mark.parametrize("files", [20, pytest.param(45, marks=pytest.mark.slow)])
def test_extremes_are_refused_or_counted(files: int) -> None:
    """The seed is fixed; some files must be answered and some refused, or the draw tests
    nothing."""
    draw, answered, refused = random.Random(15), 0, 0
    with np.errstate(all="raise"):
        for place in range(files):
            try:
                household = parse_household(_extreme(draw))
                balances = (
                    [sum(year.balances.values()) for year in years_ahead(household).years]
                    if place % 3 == 0
                    else [
                        one.ends["pre_tax"] + one.ends["roth"]
                        for one in compare(household).alternatives
                    ]
                )
            except MegarothError:
                refused += 1
                continue
            answered += 1
            assert all(balance <= MOST_AHEAD_CENTS for balance in balances)
            assert place % 3 == 0 or all(balance >= 0 for balance in balances)
    assert answered > files // 9
    assert refused > files // 9
