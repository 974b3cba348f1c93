"""Where a comparison decides: the cents on both sides, and amounts that end at zero.

Each test fails if one bound, sign or term of its formula is changed.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from megaroth.kernel.columns import Cents
from megaroth.law.load import law
from megaroth.planyear.distribution import split
from megaroth.planyear.plan import plan
from megaroth.readers.household_file import parse_household
from megaroth.rules.annual_additions import excess_annual_addition
from megaroth.rules.compensation import self_employed_contribution
from megaroth.rules.ira import deductible_ira
from megaroth.rules.rollover import roth_rollover_income
from megaroth.rules.roth_order import Layer, roth_ira_order
from megaroth.tax.credits import savers_match
from megaroth.tax.federal import Return, federal_tax
from megaroth.tax.states.resident import StateTax
from megaroth.tax.states.run import state_tax

LAW = law(2026)

HEAD = 'year = 2026\nfiling_status = "single"\n[[people]]\nname = "Ann"\nborn = 1984-02-03\n'
JOB = HEAD + '[[people.jobs]]\nemployer = "E"\npay = 300_000\n[people.jobs.plan]\n'


# --- rules


@pytest.mark.parametrize(
    ("additions", "excess"), [(60_000_00, 0), (72_000_00, 0), (72_000_01, 1), (72_500_00, 500_00)]
)
def test_an_excess_begins_with_the_first_cent_over_the_limit(additions: int, excess: int) -> None:
    """IRC 415(c)(1): 72,000 in 2026 (Notice 2025-67)."""
    assert excess_annual_addition(LAW, 350_000_00, additions) == excess


@pytest.mark.parametrize(
    ("net", "deferral", "rate", "match", "most"),
    [
        # 25% of pay that is net of the contribution is 20% (IRC 404(a)(8)(D)).
        (100_000_00, 0, 250_000, 0, 20_000_00),
        # 10% of the pay limit of 360,000 (IRC 401(a)(17), Notice 2025-67).
        (900_000_00, 0, 100_000, 0, 36_000_00),
        # Half of what the deferral leaves (IRC 415(c)(1)(B)); each dollar of match takes two.
        (40_000_00, 24_500_00, 250_000, 0, 7_750_00),
        (40_000_00, 24_500_00, 250_000, 2_000_00, 5_750_00),
        # 72,000 less the deferral and the match (IRC 415(c)(1)(A)).
        (400_000_00, 24_500_00, 250_000, 0, 47_500_00),
        (400_000_00, 24_500_00, 250_000, 10_000_00, 37_500_00),
        (20_000_00, 24_500_00, 250_000, 0, 0),
    ],
)
def test_each_limit_of_an_owners_contribution_can_be_the_least(
    net: int, deferral: int, rate: int, match: int, most: int
) -> None:
    assert self_employed_contribution(LAW, net, deferral, rate, match) == most


def test_a_rollover_after_a_loss_is_no_income_and_no_deduction() -> None:
    """IRC 402(c)(1), Notice 2014-54: what comes out beyond the basis is income; a loss is not."""
    assert roth_rollover_income(9_000_00, 10_000_00) == 0
    assert roth_rollover_income(10_000_01, 10_000_00) == 1


def test_a_conversion_is_used_up_before_the_next_one_begins() -> None:
    """IRC 408A(d)(4)(B)(ii): first in, first out, and of each the taxed part first."""
    conversions = [
        Layer(year=2020, taxed=10_000_00, untaxed=4_000_00),
        Layer(year=2021, taxed=5_000_00, untaxed=3_000_00),
    ]
    out = roth_ira_order(25_000_00, 5_000_00, conversions)
    assert [(one.taxed, one.untaxed) for one in out.layers] == [
        (10_000_00, 4_000_00),
        (5_000_00, 1_000_00),
    ]
    assert (out.regular, out.earnings) == (5_000_00, 0)
    assert roth_ira_order(27_000_01, 5_000_00, conversions).earnings == 1


@pytest.mark.parametrize(
    ("status", "limit"),
    [("married_joint", 3_750_00), ("single", 7_500_00), ("head_of_household", 7_500_00)],
)
def test_only_a_joint_return_looks_at_the_plan_of_the_spouse(status: str, limit: int) -> None:
    """IRC 219(g)(7): halfway between 242,000 and 252,000 in 2026 (Notice 2025-67)."""
    found = deductible_ira(LAW, 7_500_00, 247_000_00, status, covered=False, spouse_covered=True)
    assert found == limit


@pytest.mark.parametrize(
    ("amount", "separate", "said"),
    [(50_000_00, False, True), (100_000_00, False, False), (50_000_00, True, False)],
)
def test_only_a_part_of_a_whole_contract_lacks_a_separate_source(
    amount: int, separate: bool, said: bool
) -> None:
    """IRC 72(d)(2), (e)(8): a separate contract, or all of it, divides no basis."""
    found = split(
        LAW,
        balance=100_000_00,
        after_tax=20_000_00,
        separate_source=separate,
        distribute=amount,
        to=[("roth_ira", amount)],
    )
    assert ("no_separate_source" in {one.code for one in found.notes}) == said


@pytest.mark.parametrize(
    "rule",
    [
        lambda column: deductible_ira(LAW, 7_500_00, column, "single", covered=False),
        lambda column: savers_match(LAW, column, 0, 0, "single"),
        lambda column: savers_match(LAW, 0, column, 0, "single"),
        lambda column: savers_match(LAW, 0, 0, column, "single"),
    ],
)
def test_an_answer_that_no_argument_changes_is_a_column_of_its_rows(
    rule: Callable[[Cents], Cents],
) -> None:
    rows = np.array([1_00, 100_000_00])
    assert list(rule(rows)) == [rule(int(row)) for row in rows]


def test_savings_have_no_federal_match_before_2027() -> None:
    """IRC 6433 applies to taxable years that begin after 2026 (SECURE 2.0 section 103(f))."""
    assert savers_match(LAW, 2_000_00, 2_000_00, 30_000_00, "married_joint") == 0
    assert savers_match(law(2027), 2_000_00, 2_000_00, 30_000_00, "married_joint") == 2_000_00


# --- the plan year


def steps_of(rules: str) -> list[str]:
    return [step.text.code for step in plan(parse_household(JOB + rules)).steps]


def test_only_money_that_leaves_the_plan_needs_a_roth_ira() -> None:
    """An in-plan Roth rollover on request stays in the plan."""
    inside = 'roth = true\nafter_tax = true\nin_plan_roth_rollover = "on_request"\n'
    outside = 'after_tax = true\nin_service_withdrawal = ["after_tax"]\n'
    assert "open_roth_ira" not in steps_of(inside)
    assert "open_roth_ira" in steps_of(outside)


def test_contributions_of_an_own_business_lower_the_income_that_limits_a_roth_ira() -> None:
    """Profit of 220,000 has self-employment tax of 22,878.00 + 5,891.93, of which half is
    deductible (IRC 164(f)); what is left, 205,615.03, pays 24,500 deferred and 1/11 of itself,
    18,692.28, as employer (IRC 404(a)(8), 401(c)(2)). That leaves 162,422.75."""
    answer = plan(
        parse_household(
            HEAD + '[[people.jobs]]\nemployer = "E"\nself_employed = true\npay = 220_000\n'
            '[people.jobs.plan]\nroth = true\nnonelective = "10%"\n'
        )
    )
    (roth,) = (one for one in answer.alternatives if one.name == "roth_ira")
    magi = dict(roth.reason.parameters)["magi"]
    assert abs(magi.low - 162_422_75) <= 1


def test_employer_money_in_a_health_savings_account_is_income_if_the_testing_period_fails() -> None:
    """IRC 223(b)(8)(B): 4,400 in all, of which 1,000 came from the employer; without the last-month
    rule December allows a twelfth, 366.67. 10% of the difference is the additional tax."""
    coverage = str(["none"] * 11 + ["self_only"]).replace("'", '"')
    answer = plan(
        parse_household(
            HEAD.replace("2026\n", "2026\nas_of = 2026-12-05\n", 1)
            + f"[people.hsa]\ncoverage = {coverage}\nlast_month_rule = true\nemployer = 1_000\n"
            "made = 2_000\n"
        )
    )
    (warning,) = (one for one in answer.warnings if one.code == "hsa_testing_period")
    found = dict(warning.parameters)
    assert (found["income"].low, found["tax"].low) == (4_033_33, 403_33)
    # The testing period ends with the December of the next year (IRC 223(b)(8)(B)(iii)).
    assert found["year"] == 2027


def test_questions_that_change_nothing_come_last() -> None:
    answer = plan(
        parse_household(
            JOB + 'roth = "unknown"\nafter_tax = true\nin_plan_roth_rollover = "unknown"\n'
            'in_service_withdrawal = "unknown"\nmatch = "unknown"\nmatch_period = "unknown"\n'
        )
    )
    matters = [one.matters for one in answer.questions]
    assert set(matters) == {True, False}
    assert matters == sorted(matters, reverse=True)


# --- states


def of_state(year: int, state: str, **items: object) -> StateTax:
    one = Return(**items)  # type: ignore[arg-type]
    return state_tax(law(year), state, one, federal_tax(law(year), one))


@pytest.mark.parametrize(
    ("agi", "credit"), [(200_000, 200), (200_001, 190), (201_000, 190), (219_001, 0), (230_000, 0)]
)
def test_arizona_takes_a_twentieth_of_the_dependent_credit_for_each_thousand(
    agi: int, credit: int
) -> None:
    """A.R.S. 43-1073.01(C): 5% for each $1,000, or fraction, of federal adjusted gross income over
    200,000."""
    one = {"wages": agi * 100, "status": "single"}
    with_two, without = (of_state(2025, "AZ", **one, children=count) for count in (2, 0))
    assert without.total - with_two.total == credit * 100


def test_maine_taxes_all_pension_income_from_the_end_of_the_phase_out() -> None:
    """36 M.R.S. 5122(2)(M-2): the deduction is lost in a straight line up to 227,800 in 2026 and
    never becomes an addition."""

    def taxed(pensions: int) -> int:
        one = {"age": 70, "status": "single"}
        pension = of_state(2026, "ME", **one, pensions=pensions)
        other = of_state(2026, "ME", **one, interest=pensions)
        return int(other.taxable_income - pension.taxable_income)

    assert taxed(100_000_00) > taxed(200_000_00) > 0
    assert taxed(227_800_00) == taxed(300_000_00) == 0


def test_minnesota_had_no_tax_on_investments_before_2024() -> None:
    """Minn. Stat. 290.033: 1% of net investment income over 1,000,000 from 2024 on."""
    rich = {"wages": 100_000_00, "interest": 3_000_000_00}
    assert of_state(2023, "MN", **rich).surtax == 0
    assert of_state(2024, "MN", **rich).surtax == 20_000_00
