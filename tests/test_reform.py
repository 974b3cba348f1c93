"""Reforms of the law: what they change, for how long, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from app_lists import commands_with
from megaroth.kernel.errors import InputError
from megaroth.law.law_book import LawBook
from megaroth.law.load import law
from megaroth.law.reform import reform_notes
from megaroth.readers.household_file import parse_household
from megaroth.readers.reform_file import parse_reform, read_reform
from megaroth.rules.clocks import in_plan_recapture
from megaroth.tax.credits import refundable_child_credit
from megaroth.tax.federal import Return, federal_tax
from megaroth.tax.table import stack
from megaroth.tax.withholding import withholding

ROOT = Path(__file__).parent.parent
DOCUMENTED = re.search(
    r"```toml\n(.*?)```", (ROOT / "docs" / "reform_file.md").read_text("utf-8"), re.S
)
assert DOCUMENTED is not None
REFORM = DOCUMENTED.group(1)


def under(text: str) -> LawBook:
    """The law book with the reform of a text."""
    return LawBook().with_reforms(parse_reform(text))


def test_the_documented_reform_changes_its_years_and_no_others() -> None:
    items = Return(status="married_joint", wages=500_000_00)
    today = {year: federal_tax(law(year), items).income_tax for year in (2029, 2030, 2033, 2034)}
    book = under(REFORM)
    then = {year: federal_tax(book.law(year), items).income_tax for year in today}
    numbers = book.law(2030)
    assert numbers.standard_deduction("married_joint") == 18_000_00
    assert (
        numbers.standard_deduction("head_of_household")
        == book.law(2029).standard_deduction("head_of_household") + 650_00
    )
    assert numbers.annual_additions == 60_000_00
    assert not numbers.in_plan_roth_rollovers
    assert numbers.entry("niit_rate").source == "reform: rates of 2030"
    assert numbers.entry("niit_rate").status == "reform"
    assert book.law(2026).status == "published"
    assert reform_notes(book.reforms, 2030)
    assert not reform_notes(book.reforms, 2034)
    assert then[2029] == today[2029]
    assert then[2034] == today[2034]
    taxable, tops = 482_000, (36_000, 140_000, 250_000, 500_000)
    by_hand = (
        0.12 * tops[0]
        + 0.25 * (tops[1] - tops[0])
        + 0.28 * (tops[2] - tops[1])
        + 0.33 * (taxable - tops[2])
    )
    assert then[2030] == round(by_hand * 100) + 250_000 * 9 // 10
    assert law(2030).standard_deduction("married_joint") != 18_000_00, "no other book has changed"


def test_an_indexed_reform_grows_with_prices() -> None:
    book = under(REFORM)
    first, last, dearer = book.law(2030), book.law(2033), book.law(2033, 100_000)
    assert last.standard_deduction("single") > first.standard_deduction("single")
    assert dearer.standard_deduction("single") > last.standard_deduction("single")
    assert last.standard_deduction("single") % 5000 == 0
    assert last.niit_rate == 50_000
    fixed = under(REFORM.replace("indexed = true", "indexed = false"))
    assert fixed.law(2033).standard_deduction("single") == 9_000_00


def test_the_last_of_two_reforms_is_on_top() -> None:
    first, second = (
        parse_reform(f"from = 2030\n[annual_additions]\namount = {amount}")
        for amount in (10_000, 20_000)
    )
    book = LawBook().with_reforms(first, second)
    assert book.law(2031).annual_additions == 20_000_00
    assert book.with_reforms(first).law(2031).annual_additions == 10_000_00


def test_a_plan_under_a_reform_says_so() -> None:
    from megaroth.planyear.plan import plan

    household = parse_household(
        'year = 2030\n[[people]]\nname = "Ann"\nborn = 1985-02-03\n[[people.jobs]]\nemployer = '
        '"Acme"\npay = 250_000\n'
        "[people.jobs.plan]\nafter_tax = true\nroth = true\nin_plan_roth_rollover = "
        "'each_paycheck'\n"
    )
    book = under("name = 'lower'\nfrom = 2030\n[annual_additions]\namount = 40_000")
    lower = plan(household, book)
    assert any("lower" in sentence for sentence in map(str, lower.assumptions))
    after_tax = [one.people[0].jobs[0].contributions.after_tax for one in (lower, plan(household))]
    assert after_tax[0] < after_tax[1]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("", 1, "from: found nothing; expected a year from 2023 on"),
        ("from = 2030", 1, "no change"),
        ("from = true\nended = ['senior_deduction']", 1, "from: found True"),
        ("from = 2030\nuntil = 2029\nended = ['senior_deduction']", 2, "not before from"),
        ("from = 2030\nended = ['senior_deductio']", 2, "did you mean senior_deduction"),
        ("from = 2030\nended = ['annual_additions']", 2, "of others state an amount of 0"),
        ("from = 2030\n[standard_deductoin]\nsingle = 5", 2, "did you mean standard_deduction"),
        ("from = 2030\nstandard_deduction = 5", 2, "a table: [standard_deduction]"),
        ("from = 2030\n[standard_deduction]\nsingle = -5", 2, "below zero"),
        ("from = 2030\n[standard_deduction]\nsingel = 5", 2, "did you mean single"),
        ("from = 2030\n[standard_deduction]\nsingle = true", 2, "no number"),
        ("from = 2030\n[annual_additions]\nrate = '5%'", 2, "an unknown key 'rate'"),
        ("from = 2030\n[annual_additions]\nsource = 'Rev. Proc.'", 2, "an unknown key 'source'"),
        ("from = 2030\n[niit_rate]\namount = 5", 2, "an unknown key 'amount'"),
        ("from = 2030\n[niit_rate]\nrate = 5", 2, "no percentage"),
        ("from = 2030\n[catch_up_age]\nage = 50.9", 2, "no number"),
        ("from = 2030\n[amt_phaseout_rate]\nrate = '0%'", 2, "not above zero"),
        ("from = 2030\n[income_tax]\nrates = ['10%']", 2, "no rates and tops"),
        ("from = 2030\n[income_tax]\nrates = ['10%']\ntops = 5", 2, "no rates and tops"),
        (
            "from = 2030\n[income_tax]\nrates = ['10%']\n[income_tax.tops]\nsingle = [5]",
            2,
            "tops must rise",
        ),
        (
            "from = 2030\n[income_tax]\nrates = ['10%', '20%']\n[income_tax.tops]\nsingle = [5]",
            2,
            "tops for every filing status",
        ),
        (
            "from = 2030\n[income_tax]\nrates = ['10%', '20%', '30%']\n[income_tax.tops]\nsingle "
            "= [9, 5]",
            2,
            "tops must rise",
        ),
        (
            "from = 2030\n[income_tax]\nrates = ['10%', '20%']\n[income_tax.tops]\nsingle = [true]",
            2,
            "no number",
        ),
        (
            "from = 2030\n[income_tax]\nrates = ['10%', '20%', '30%']\n[income_tax.tops]\nsingle "
            "= [nan, 5]",
            2,
            "no finite number",
        ),
        ("from = 2030\n[annual_additions]\namount = nan", 2, "no finite number"),
        ("from = 2030\n[annual_additions]\namount = inf", 2, "no finite number"),
        ("from = 2030\n[niit_rate]\nrate = '500%'", 2, "a rate above 200%"),
        ("from = 2030\n[catch_up_age]\nage = 1_000_000_000", 2, "an age above 240"),
        ("from = 2030\n[roth_recapture_years]\nyears = 5.5", 2, "no number"),
        ("from = 2030\n[child_tax_credit_many_children]\namount = 2", 2, "unknown key 'amount'"),
        ("from = 2030\n[itemized_deduction_reduction]\npart = 3", 2, "this one cannot be changed"),
        (
            "from = 2030\n[income_tax]\nrates = ['10%', '20%']\n[income_tax.tops]\nmaried = [5]",
            2,
            "no filing status",
        ),
        (
            "from = 2030\n[switches]\nin_plan_roth_rollover = false",
            2,
            "did you mean in_plan_roth_rollovers",
        ),
        ("from = 2030\n[switches]\nin_plan_roth_rollovers = 0", 2, "true or false"),
        ("from = 2030\nindexed = 1\nended = ['senior_deduction']", 2, "true or false"),
        ("from = = 2030", 1, "valid TOML"),
    ],
)
def test_what_is_no_reform_is_refused_with_the_place(text: str, line: int, told: str) -> None:
    with pytest.raises(InputError) as error:
        parse_reform(text, "reform.toml")
    assert told in str(error.value)
    assert str(error.value).startswith(f"reform.toml:{line}: ")


def test_a_provision_that_has_ended_can_go_on() -> None:
    items = Return(age=70, wages=50_000_00)
    longer = under("from = 2029\n[senior_deduction]\namount = 6_000").law(2029)
    assert federal_tax(longer, items).senior_deduction == 6_000_00
    assert federal_tax(longer, Return(age=70, wages=100_000_00)).senior_deduction == 4_500_00
    assert federal_tax(law(2029), items).senior_deduction == 0


def test_withholding_follows_a_reformed_deduction() -> None:
    plain = withholding(law(2026), 8_000_00, 24, "married_joint")
    changed = under("from = 2026\n[standard_deduction]\nmarried_joint = 100_000").law(2026)
    less = withholding(changed, 8_000_00, 24, "married_joint")
    whole = federal_tax(changed, Return(status="married_joint", wages=192_000_00))
    assert less == round(whole.tax_before_credits / 24)
    assert less < plain


def test_one_amount_is_that_of_every_filing_status() -> None:
    numbers = under("from = 2030\n[standard_deduction]\namount = 10_000").law(2030)
    assert set(numbers.entry("standard_deduction").values.values()) == {10_000_00}


def test_a_reform_changes_periods_and_counts_in_their_own_units() -> None:
    text = (
        "name = 'x'\nfrom = 2030\n[roth_recapture_years]\nyears = "
        "3\n[child_tax_credit_many_children]\ncount = 2"
    )
    numbers = under(text).law(2030)
    assert numbers.roth_recapture_years == 3
    assert in_plan_recapture(numbers, 5_000_00, 5_000_00, 2027, 2030) == 0
    assert refundable_child_credit(numbers, 2, 4_000_00, 0, 1_500_00) == 1_500_00
    assert in_plan_recapture(law(2030), 5_000_00, 5_000_00, 2027, 2030) == 5_000_00
    assert refundable_child_credit(law(2030), 2, 4_000_00, 0, 1_500_00) == 0


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(InputError, match="no such file"):
        read_reform("nowhere.toml")


FLAT_TAX = (
    'name = "flat tax"\nfrom = 2030\n[income_tax]\nrates = ["20%"]\n[income_tax.tops]\nsingle = '
    "[]\nmarried_joint = []\n"
    "married_separate = []\nhead_of_household = []\nqualifying_surviving_spouse = []\n"
)


def test_one_rate_for_all_income_taxes_one_household_and_a_column_alike() -> None:
    """20% of taxable income; the limit of IRC 68 on itemized deductions begins with the highest
    bracket, here at zero."""
    items = Return(status="married_joint", wages=240_000_00, mortgage_interest=60_000_00)
    column = stack([items, Return(status="single", wages=90_000_00)])
    flat = under(FLAT_TAX).law(2030)
    one, both = federal_tax(flat, items), federal_tax(flat, column)
    assert one.income_tax == round(one.taxable_income * 20 / 100)
    assert int(np.asarray(both.income_tax)[0]) == one.income_tax


@pytest.mark.parametrize("command", sorted(set(commands_with("reform")) - {"law"}))
def test_every_answer_is_given_under_one_rate(inside, tmp_path: Path, command: str) -> None:
    file, household = tmp_path / "flat.toml", tmp_path / "household.toml"
    file.write_text(FLAT_TAX)
    household.write_text(
        'year = 2030\n[[people]]\nname = "Ann"\nborn = 1971-02-03\n[[people.jobs]]\nemployer = '
        '"Acme"\npay = 250_000\n'
        "[people.jobs.plan]\nafter_tax = true\nroth = true\nin_plan_roth_rollover = "
        "'each_paycheck'\n"
        '[assumptions]\nmodel = "fixed"\nplan_until = 67\n'
    )
    page = tmp_path / "report.md"
    output = ["--output", str(page)] if command == "report" else []
    inputs = ["--year", "2030", "--age", "59", "--pay", "250k", "--after-tax", "yes"]
    asked = inputs if command == "quick" else [str(household)]
    ran = inside(command, *asked, *output, "--reform", str(file))
    assert ran.code == 0, ran.err
    assert "flat tax" in (page.read_text("utf-8") if command == "report" else ran.out)
