"""One step of a calculation at a time, by hand, where whole answers rarely show it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from megaroth.kernel.trace import Step, listen
from megaroth.law.load import law
from megaroth.planning.prepare import prepare
from megaroth.planyear.plan import plan
from megaroth.planyear.tax_bill import next_state_tax, tax_bill
from megaroth.planyear.unknowns import _extremes
from megaroth.projection.opening_balances import opened
from megaroth.projection.run import project
from megaroth.projection.stacking import ends
from megaroth.projection.timeline import outlook
from megaroth.readers.household_file import parse_household
from megaroth.tax.brackets import ordinary_tax
from megaroth.tax.federal import Return, federal_tax
from megaroth.tax.states.resident import StateItems
from megaroth.tax.states.run import state_tax

LAW = law(2026)


def steps(root: Step) -> list[Step]:
    return [root, *(one for step in root.steps for one in steps(step))]


def test_the_brackets_of_a_worksheet_add_up_to_the_income_and_the_tax() -> None:
    """2026, single: 10% of 12,400, 12% up to 50,400, 22% of the rest (Rev. Proc. 2025-32)."""
    with listen() as root:
        tax = ordinary_tax(LAW, 60_000_00, "single")
    shown = {one.name: one.result for one in steps(root) if " of $" in one.name}
    assert shown == {
        "10% of $12,400.00": 1_240_00,
        "12% of $38,000.00": 4_560_00,
        "22% of $9,600.00": 2_112_00,
    }
    assert sum(shown.values()) == tax


def test_the_least_deduction_of_a_business_begins_at_its_income() -> None:
    """IRC 199A(i): 400 in 2026 for at least 1,000 of qualified business income, where a fifth of
    taxable income is less."""

    def deduction(income: int) -> int:
        one = Return(wages=16_000_00, qualified_business_income=income)
        return int(federal_tax(LAW, one).business_deduction)

    assert deduction(1_000_00) == 400_00
    assert deduction(999_99) < 400_00


def test_what_exemptions_leave_lowers_a_short_term_gain_in_massachusetts() -> None:
    """M.G.L. c. 62 s. 3(B)(b), 4(a): 4,400 for one person, and 8.5% on the rest of the gain."""
    one = Return(short_term_gain=10_000_00, interest=1_000_00)
    found = state_tax(law(2025), "MA", one, federal_tax(law(2025), one), StateItems())
    # 1,000 of interest takes 1,000 of the exemption, and 3,400 is left for the gain of 10,000.
    assert found.taxable_income == 6_600_00
    assert found.tax == 561_00


NEW_JERSEY = """
year = 2025
filing_status = "{status}"
state = "NJ"
{head}
"""
TWIN = """
[[people]]
name = "{name}"
born = 1958-02-03
retires_at = 60
iras = [{{ kind = "traditional", value = 400_000, taxed_by_state = 160_000 }}]
pensions = [{{ name = "P", amount = 30_000 }}]
social_security = {{ from_age = 70, monthly = 0 }}
"""


@pytest.mark.parametrize(("item", "part"), [("conversion", 250 / 410), ("pension", 1.0)])
def test_a_state_taxes_the_part_of_an_ira_that_it_has_not_taxed(item: str, part: float) -> None:
    """New Jersey, Worksheet C of the NJ-1040: 160,000 was taxed of the 400,000 that are
    left and the 10,000 that move. A pension is taxed whole."""
    home = parse_household(
        NEW_JERSEY.format(status="single", head="other_income = 200_000") + TWIN.format(name="Ann")
    )
    bill = tax_bill(home)
    found = next_state_tax(law(2025), home, bill, item, 10_000_00)
    # N.J.S.A. 54A:2-1(b): 6.37% between 75,000 and 500,000.
    assert found == round(10_000_00 * part * 0.0637)


def test_a_survivor_inherits_value_and_basis_of_every_account() -> None:
    accounts = opened(
        outlook(
            parse_household(
                'year = 2026\nfiling_status = "married_joint"\n'
                + TWIN.format(name="Ann")
                + TWIN.format(name="Bo")
                + '[assumptions]\nmodel = "fixed"\n'
            )
        ),
        1,
    )
    kinds = ("plans", "iras", "after_tax", "roth_plan")
    for place, times in ((0, 1), (1, 10)):
        for number, kind in enumerate(kinds, 1):
            held = getattr(accounts, kind)
            held[place] = replace(
                held[place], value=np.array([100 * number * times]), basis=np.array([7 * times])
            )
        accounts.roth[place] = replace(
            accounts.roth[place], value=np.array([900 * times]), regular=np.array([80 * times])
        )
    accounts.inherit(0, 1)
    for number, kind in enumerate(kinds, 1):
        gone, own = getattr(accounts, kind)
        assert (int(own.value[0]), int(own.basis[0])) == (1_100 * number, 77)
        assert (int(gone.value[0]), int(gone.basis[0])) == (0, 0)
    assert (int(accounts.roth[1].value[0]), int(accounts.roth[1].regular[0])) == (9_900, 880)
    assert (int(accounts.roth[0].value[0]), int(accounts.roth[0].regular[0])) == (0, 0)


def test_rows_of_stacked_alternatives_are_one_for_each_path() -> None:
    text = (
        'year = 2026\nspending_in_retirement = 20_000\nalternatives = ["taxable", "without_ira"]\n'
        + TWIN.format(name="Ann")
        + '[assumptions]\nmodel = "fixed"\nplan_until = 70\n'
    )
    inputs = prepare(parse_household(text)).inputs
    returns = np.full((3, len(inputs[0].ahead.years)), 0.05)
    places = [where for _, where in ends(inputs, returns)]
    assert [where.stop - where.start for where in places] == [3] * len(inputs)
    assert len({where.start for where in places}) == len(inputs)


def test_the_extremes_of_a_rule_are_its_first_and_last_answer() -> None:
    """How often after-tax money moves has five answers, the most favorable first."""
    slot: Any = (0, 0, "in_plan_roth_rollover")
    assert _extremes(slot) == ["each_paycheck", "no"]


def test_spouses_who_file_separately_share_what_the_state_has_taxed() -> None:
    """Twins with equal IRAs pay twice what one of them alone pays. Massachusetts taxes what it has
    not taxed: 160,000 of the 400,000 come out first (830 CMR 62.5.1)."""

    def taxes(status: str, *people: str) -> list[int]:
        twins = "".join(
            f'[[people]]\nname = "{one}"\nborn = 1966-02-03\nretires_at = 55\n'
            'iras = [{ kind = "traditional", value = 400_000, taxed_by_state = 160_000 }]\n'
            "social_security = { from_age = 70, monthly = 0 }\n"
            for one in people
        )
        text = (
            f'year = 2026\nfiling_status = "{status}"\nstate = "MA"\n'
            f"spending_in_retirement = {70_000 * len(people)}\n{twins}"
            '[assumptions]\nmodel = "fixed"\nplan_until = 64\n'
        )
        (inputs, *_) = prepare(parse_household(text)).inputs
        done = project(inputs, np.full((1, len(inputs.ahead.years)), 0.04))
        return [int(one.state_tax[0]) for one in done.years]

    alone, both = taxes("single", "Ann"), taxes("married_separate", "Ann", "Bo")
    assert alone[0] == 0
    assert alone[-1] > 0
    assert both == pytest.approx([2 * one for one in alone], abs=20)


def test_no_more_becomes_catch_up_than_was_deferred() -> None:
    """IRC 402(g)(1)(C), 414(v)(3), (7): 26,500 at a plan without catch-up and 6,000 at another are
    8,000 beyond 24,500. Of the 6,000 first the Roth part counts, then the rest, and no more."""
    (person,) = plan(
        parse_household(
            'year = 2026\nas_of = 2026-12-31\n[[people]]\nname = "Ann"\nborn = 1974-02-03\n'
            '[[people.jobs]]\nemployer = "A"\npay = 140_000\nfica_wages_last_year = 0\n'
            "made = { pre_tax = 26_500 }\nplan = { catch_up = false }\n"
            '[[people.jobs]]\nemployer = "B"\npay = 200_000\nfica_wages_last_year = 200_000\n'
            "made = { pre_tax = 4_000, roth = 2_000 }\nplan = { roth = true }\n"
        )
    ).people
    made = person.jobs[1].contributions
    assert made.catch_up == 6_000_00
    assert (made.pre_tax, made.roth) == (0, 0)


def test_pennsylvania_taxes_what_a_young_spouse_takes_and_not_what_is_converted() -> None:
    """61 Pa. Code 101.6(c)(8): of 50,000 that the spouse of 45 moves, 20,000 are conversions. 3.07%
    (72 P.S. 7302) of the other 30,000; what the one of 68 takes is retirement."""
    one = Return(
        status="married_joint",
        age=68,
        spouse_age=45,
        ira_distributions=70_000_00,
        roth_conversions=20_000_00,
    )
    items = StateItems(spouse_retirement=50_000_00, spouse_conversions=20_000_00)
    found = state_tax(law(2025), "PA", one, federal_tax(law(2025), one), items)
    assert (found.taxable_income, found.tax) == (30_000_00, 921_00)


def test_a_conversion_leaves_the_part_that_the_state_has_taxed() -> None:
    """New Jersey, Worksheet C: 160,000 of 400,000 was taxed, 100,000 moves and 300,000 stays, so
    60,000 is income. 1,000 is exempt (N.J.S.A. 54A:3-1), and 59,000 pays 280 + 262.50 + 175 +
    5.525% of 19,000 (N.J.S.A. 54A:2-1)."""
    text = """
year = 2026
filing_status = "single"
state = "NJ"
spending_in_retirement = 30_000
taxable = { value = 500_000, basis = 500_000 }
alternatives = [{ name = "c", of = "taxable", conversions = [{ year = 2026, amount = 100_000 }] }]
[[people]]
name = "Ann"
born = 1966-02-03
retires_at = 55
iras = [{ kind = "traditional", value = 400_000, taxed_by_state = 160_000 }]
social_security = { from_age = 70, monthly = 0 }
[assumptions]
model = "fixed"
growth = "0%"
inflation = "0%"
dividend_yield = "0%"
plan_until = 64
"""
    (inputs, *_) = prepare(parse_household(text)).inputs
    first = project(inputs, np.zeros((1, len(inputs.ahead.years))), until=1).years[0]
    assert int(first.converted[0]) == 100_000_00
    assert int(first.state_tax[0]) == 1_767_25
