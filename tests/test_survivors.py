"""When a survivor claims the benefit of a spouse who died, and how much it is."""

from __future__ import annotations

import pytest

from megaroth.projection.benefits import yearly_benefits
from megaroth.projection.timeline import outlook
from megaroth.readers.household_file import parse_household

WIDOW = """
year = 2026
filing_status = "married_joint"
[[people]]
name = "Ann"
born = {born}-02-03
retires_at = 50
social_security = {{ from_age = 70, monthly = {own} }}
[[people]]
name = "Bo"
born = 1960-06-03
retires_at = 55
lives_until = {lives}
social_security = {{ from_age = 67, monthly = 2_000 }}
[assumptions]
model = "fixed"
inflation = "0%"
plan_until = {until}
"""


def of_ann(*, born: int, own: int = 0, lives: int = 69, until: int) -> dict[int, int]:
    """Ann's benefit of each year, dollars."""
    text = WIDOW.format(born=born, own=own, lives=lives, until=until)
    found = yearly_benefits(outlook(parse_household(text)))
    return {year: each[0] // 100 for year, each in found.items()}


def test_a_survivor_of_60_claims_at_once_where_few_years_are_left() -> None:
    """Bo dies in 2029. Of two years left, both at 71.5% of 24,000 pay more than one at 76.1% (42
    USC 402(q)(1)(A): 28.5% at 60)."""
    found = of_ann(born=1970, until=61)
    assert [found[year] for year in (2029, 2030, 2031)] == [0, 17_160, 17_160]


def test_a_survivor_with_many_years_waits_for_full_retirement_age() -> None:
    """From 67 on 24,000 pays more than 17,160 from 60 on, once 25 years and more are left."""
    found = of_ann(born=1970, until=92)
    assert found[2030] == 0
    assert {year for year, paid in found.items() if paid} == set(range(2037, 2063))
    assert found[2037] == 24_000


@pytest.mark.parametrize(("own", "paid"), [(1_000, 24_000), (2_001, 24_012)])
def test_a_survivor_has_the_larger_of_both_benefits(own: int, paid: int) -> None:
    """42 USC 402(k)(3)(A). Ann is 70 in 2035 and claims her own then."""
    assert of_ann(born=1965, own=own, until=95)[2036] == paid


def test_a_spouse_who_died_before_claiming_leaves_what_was_earned_by_then() -> None:
    """42 USC 402(e)(2)(A): the full amount, where Bo dies at 66 and would have claimed at 67."""
    found = of_ann(born=1959, lives=66, until=80)
    assert found[2026] == 0
    assert found[2027] == 24_000
