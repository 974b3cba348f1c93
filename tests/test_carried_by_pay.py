"""Contributions that pay can carry, and a family limit that one spouse leaves to the other."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from tests.random_homes import SEED, random_home, random_of

from megaroth.law.law_book import PUBLISHED
from megaroth.planning.prepare import prepare
from megaroth.planning.settled import some_answer
from megaroth.planyear.plan import plan
from megaroth.readers.household_file import parse_household

FEW = 30


def _with_other_cash(number: int) -> str | None:
    """A random household with other cash: income of its own, stated spare cash, savings."""
    text = random_home(random_of(SEED, number))
    if "as_of" in text:
        # What is stated as made may be more than the pay that is stated.
        return None
    chance = Random(f"{SEED} other cash {number}")
    lines = ["spending_in_retirement = 30_000"]
    if "spare_cash" not in text and chance.random() < 0.5:
        lines.append(f"spare_cash = {chance.choice((5_000, 60_000, 500_000))}")
    if chance.random() < 0.5:
        lines.append(f"other_income = {chance.choice((20_000, 200_000))}")
    if chance.random() < 0.5:
        lines.append(f"spending = {chance.choice((20_000, 80_000))}")
        lines.append("taxable = { value = 200_000, basis = 100_000 }")
    return text.replace("schema = 1\n", "\n".join(["schema = 1", *lines, ""]))


@pytest.mark.parametrize("number", range(FEW))
def test_no_alternative_takes_more_than_pay_less_payroll_tax(number: int) -> None:
    text = _with_other_cash(number)
    if text is None:
        return
    household = some_answer(parse_household(text), PUBLISHED)
    soon = household.people[0].age(household.year) + 4
    household = replace(household, assumptions=replace(household.assumptions, plan_until=soon))
    prepared = prepare(household)
    for chosen, inputs in zip(prepared.chosen, prepared.inputs, strict=True):
        for year, work in inputs.working.items():
            most = int(work.gross) - int(work.payroll_tax)
            assert int(work.own) <= most, (chosen.name, year)


LOW_PAY = """
schema = 1
year = 2026
filing_status = "single"
spare_cash = 80_000
other_income = 90_000
spending_in_retirement = 30_000
[[people]]
name = "Ana"
born = 1970-03-03
[people.hsa]
coverage = "family"
[[people.jobs]]
employer = "Acme"
pay = 15_000
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
"""


def test_low_pay_with_other_cash_carries_its_own_contributions_alone() -> None:
    """7.65% of 15,000 leaves 13,852.50 (IRC 3101)."""
    for inputs in prepare(parse_household(LOW_PAY)).inputs:
        first = inputs.working[2026]
        assert first.own <= 13_852_50
        assert first.own > 13_000_00


COUPLE = """
schema = 1
year = 2026
filing_status = "married_joint"
[[people]]
name = "Ana"
born = 1985-03-03
[people.hsa]
coverage = "family"
{ana}
[[people.jobs]]
employer = "Acme"
pay = 150_000
[[people]]
name = "Ben"
born = 1985-03-03
[people.hsa]
coverage = "family"
{ben}
[[people.jobs]]
employer = "Beta"
pay = 150_000
"""


@pytest.mark.parametrize(
    ("ana", "ben", "shares"),
    [
        ("", "", (50, 50)),
        ('family_share = "0%"', "", (0, 100)),
        ("", 'family_share = "0%"', (100, 0)),
        ('family_share = "30%"', "", (30, 70)),
        ('family_share = "100%"', "", (100, 0)),
        ('family_share = "25%"', 'family_share = "75%"', (25, 75)),
    ],
)
def test_the_share_of_one_spouse_leaves_the_other_the_rest(
    ana: str, ben: str, shares: tuple[int, int]
) -> None:
    """8,750 of family coverage in 2026 (Rev. Proc. 2025-19), divided as the spouses agree (IRC
    223(b)(5)(B)), in the plan year and ahead."""
    household = parse_household(COUPLE.format(ana=ana, ben=ben))
    expected = [8_750_00 * share // 100 for share in shares]
    assert [person.hsa for person in plan(household).people] == expected
    for inputs in prepare(household).inputs:
        assert [flows.hsa for flows in inputs.working[2026].people] == expected
        later = [int(flows.hsa) for flows in inputs.working[2035].people]
        assert later[0] * shares[1] == pytest.approx(later[1] * shares[0], rel=1e-4)
        assert sum(later) > sum(expected)
