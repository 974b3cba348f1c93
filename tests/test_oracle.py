"""Federal returns against other engines: a frozen sample of the rows of
`benchmarks.oracle_compare`, and the government's scenarios."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from benchmarks.oracle_compare import answers
from benchmarks.oracle_households import households

from megaroth.law.load import law
from megaroth.tax.federal import FederalTax, Return, federal_tax

CASES = Path(__file__).parent / "cases"


def rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((CASES / f"{name}.csv").read_text("utf-8").splitlines()))


def test_a_frozen_sample_on_which_tax_calculator_agrees() -> None:
    """Tax-Calculator 6.8.5 on own businesses, dependents, blind persons, separate returns and
    losses: total and business deduction."""
    rows = rows_of("federal_oracle_households")
    assert sum(row["business_head"] != "0" for row in rows) > 100
    assert {row["status"] for row in rows} == {"single", "mfj", "mfs", "hoh", "qss"}
    for row, ours in zip(rows, answers(rows), strict=True):
        assert abs(ours["total"] - float(row["oracle_total"])) <= 1, row
        assert abs(ours["qbi_deduction"] - float(row["oracle_qbi"])) <= 1, row


def test_the_generator_gives_the_same_rows_for_a_seed() -> None:
    assert households(50) == households(50)
    assert households(50) != households(50, seed=1)


SCENARIOS = rows_of("irs_scenarios_2024")


def _scenario(row: dict[str, str]) -> FederalTax:
    def cents(name: str) -> int:
        return round(float(row[name]) * 100)

    return federal_tax(
        law(2024),
        Return(
            status=row["status"],
            age=int(row["age_head"]),
            spouse_age=int(row["age_spouse"]),
            children=int(row["n_children"]),
            blind=int(row["blind"] == "True"),
            dependent=row["can_be_claimed"] == "True",
            wages=cents("wages_head"),
            spouse_wages=cents("wages_spouse"),
            interest=cents("interest"),
            ira_distributions=cents("ira_dist"),
            pensions=cents("pension"),
            social_security=cents("ss_head"),
        ),
    )


def test_the_scenarios_hold_blind_persons_and_dependents() -> None:
    assert len(SCENARIOS) == 42
    assert {row[name] for row in SCENARIOS for name in ("blind", "can_be_claimed")} == {
        "True",
        "False",
    }


TABLES_END, STEP = 100_000, 6
"""The tax tables end at 100,000 of taxable income; half of a step of 50 dollars at 22% is 5.50, and
the table rounds to dollars."""


@pytest.mark.parametrize("row", SCENARIOS, ids=lambda row: row["scenario"])
def test_the_scenarios_of_the_governments_filing_program(row: dict[str, str]) -> None:
    """IRS Direct File, 2024 (public domain). Its line 16 is by the tax tables, ours by the rate
    schedules of IRC 1(j)(2).

    Line 19 is compared where it holds the child credit alone: no other dependents, no credit for
    care before it.
    """
    got = _scenario(row)
    assert abs(got.agi / 100 - float(row["agi"])) <= 1
    assert abs(got.deduction / 100 - float(row["deduction"])) <= 1
    assert abs(got.taxable_income / 100 - float(row["taxable_income"])) <= 1
    step = STEP if float(row["taxable_income"]) < TABLES_END else 1
    assert abs(got.tax_before_credits / 100 - float(row["tax_line_16_by_tables"])) <= step
    if row["other_dependents"] == "0" and "cdcc" not in row["scenario"]:
        assert abs(got.child_credit / 100 - float(row["child_credit_line_19"])) <= step
