"""Each amount goes on the line that the year's own Form 1040 has for it."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from megaroth.kernel.errors import LawError
from megaroth.law.form_lines import form_lines
from megaroth.law.law import Law
from megaroth.law.law_book import PUBLISHED
from megaroth.law.load import law
from megaroth.planyear.distribution import split
from megaroth.planyear.plan import plan
from megaroth.present.return_lines import lines_of
from megaroth.readers.household_file import parse_household
from megaroth.service.rollover_forms import conversion_forms, rollover_forms
from megaroth.taxforms.tax_forms import form_1040, forms

# Forms 1040 of these years: pensions and annuities, total and taxable amount; federal income tax
# withheld on Forms 1099.
PLAN_LINES = [
    (2002, "16a", "16b", "for federal income tax withheld"),
    (2017, "16a", "16b", "64"),
    (2018, "4a", "4b", "16"),
    (2019, "4c", "4d", "17"),
    (2020, "5a", "5b", "25b"),
    (2026, "5a", "5b", "25b"),
]
KEYS = ("line_4a", "line_4b", "line_5a", "line_5b", "line_25b")


def rolled(numbers: Law):
    to = [("traditional_ira", 70_000_00), ("roth_ira", 20_000_00), ("cash", 10_000_00)]
    return split(numbers, balance=100_000_00, after_tax=20_000_00, to=to, half_years=80)


@pytest.mark.parametrize(("year", "gross", "taxable", "withheld"), PLAN_LINES)
def test_a_plans_distribution_goes_on_its_years_lines(
    year: int, gross: str, taxable: str, withheld: str
) -> None:
    answer = rolled(law(year))
    form = next(one for one in forms(answer, law(year), half_years=80) if one.form == "1040")
    lines = {one.line: one.amount for one in form.lines}
    assert (lines[gross], lines[taxable], lines[withheld]) == (
        answer.distributed,
        answer.taxable,
        answer.withholding,
    )
    assert f"{gross} and {taxable}" in str(form.reason)
    assert "Mark it as a rollover" in str(form.reason)


@pytest.mark.parametrize("year", [year for year, *_ in PLAN_LINES])
def test_keys_with_a_lines_number_hold_what_the_year_has_on_that_line(year: int) -> None:
    form = next(one for one in forms(rolled(law(year)), law(year)) if one.form == "1040")
    lines = {f"line_{one.line}": one.amount for one in form.lines}
    assert {key: getattr(form, key) for key in KEYS} == {key: lines.get(key) for key in KEYS}


@pytest.mark.parametrize(
    ("year", "where"),
    [
        (2010, "distributions."),
        (2016, "line 59"),
        (2018, "Schedule 4 line 59"),
        (2020, "Schedule 2 line 6"),
        (2026, "Schedule 2 line 8"),
    ],
)
def test_the_additional_tax_has_its_years_line(year: int, where: str) -> None:
    kept = split(law(year), balance=100_00, after_tax=20_00, to=[("cash", 100_00)], half_years=80)
    form = next(one for one in forms(kept, law(year), half_years=80) if one.form == "5329")
    assert where in str(form.reason)


HOME = """
schema = 1
year = {}
marginal_rate = "30%"
magi = 400_000
[[people]]
name = "A"
born = 1980-01-01
[[people.jobs]]
employer = "E"
pay = 200_000
[people.jobs.plan]
after_tax = true
in_service_withdrawal = ["after_tax"]
"""


@pytest.mark.parametrize(
    ("year", "plan_lines", "ira_lines"),
    [(2015, "16", "15"), (2018, "4", "4"), (2019, "4", "4"), (2024, "5", "4")],
)
def test_a_plan_years_papers_and_steps_name_the_same_lines(
    year: int, plan_lines: str, ira_lines: str
) -> None:
    home = parse_household(HOME.format(year))
    answer = plan(home)
    of_plan = next(one for one in rollover_forms(answer, home, PUBLISHED) if one.form == "1040")
    of_ira = next(one for one in conversion_forms(answer, home, PUBLISHED) if one.form == "1040")
    gross, taxable = form_lines(year).plan
    lines = {one.line: one.amount for one in of_plan.lines}
    assert lines[gross] == sum(move.amount for move in answer.rollovers) > 0
    assert lines[taxable] == answer.taxable
    assert gross.startswith(plan_lines)
    assert [one.line[:-1] for one in of_ira.lines] == [ira_lines] * 2
    assert any(
        f"the rollovers on lines {gross} and {taxable}" in str(step.text) for step in answer.steps
    )


def test_a_year_with_one_pair_of_lines_adds_up_on_it() -> None:
    """Form 1040 (2018) lines 4a and 4b: IRAs, pensions, and annuities."""
    amounts = {
        "ira_gross": 7_000_00,
        "ira_taxable": 500_00,
        "plan_gross": 40_000_00,
        "plan_taxable": 1_000_00,
    }
    form = form_1040(2018, amounts, "")
    assert [(one.line, one.amount) for one in form.lines] == [("4a", 47_000_00), ("4b", 1_500_00)]


@pytest.mark.parametrize(
    ("year", "name", "line"),
    [
        (2023, "amt", "Schedule 2 line 1"),  # Schedule 2 (2023), Part I
        (
            2024,
            "amt",
            "Schedule 2 line 2",
        ),  # Schedule 2 (2024), Part I: additions to tax came before it
        (2024, "agi", "line 11"),
        (2025, "agi", "line 11a"),  # Form 1040 (2025)
        (2026, "deduction", "line 12e"),
        (2024, "deduction", "line 12"),
        (2024, "senior_deduction", ""),
    ],
)
def test_a_returns_figures_have_their_years_lines(year: int, name: str, line: str) -> None:
    where = lines_of(year)[name]
    assert where.split(",")[0].endswith(line)
    assert bool(where) == bool(line)


def test_line_data_state_their_source_and_begin_with_the_law() -> None:
    text = (resources.files("megaroth.law") / "data" / "form_lines.toml").read_text("utf-8")
    assert all(table["source"] for table in tomllib.loads(text).values())
    with pytest.raises(LawError):
        form_lines(2001)
