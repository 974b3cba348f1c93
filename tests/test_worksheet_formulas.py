"""The formulas and sentences of worksheets: their arithmetic is done again from the lines alone."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

import pytest

from conftest import EXAMPLES
from megaroth.contract.answers import to_json
from megaroth.contract.worksheets import Worksheets
from megaroth.kernel.errors import InputError
from megaroth.law.law_book import PUBLISHED
from megaroth.present.worksheet import Line, Worksheet, worksheets
from megaroth.readers.household_file import read_household
from megaroth.service import explanations
from web_pages import app_of, take_in, user

FIGURES = (
    *("after_tax_room", "annual_additions_limit", "after_tax", "match", "deferral", "hsa"),
    *("catch_up", "tax", "to_roth", "taxable", "hsa_room", "after_tax_allowed", "ira", "deferral"),
    *("excess_annual_addition", "federal_tax", "agi", "taxable_income", "elective_deferral_limit"),
)
EXAMPLE_FILES = sorted(one.name for one in EXAMPLES.glob("*.toml"))


def amount(text: str) -> Decimal:
    return Decimal(text.replace("$", "").replace(",", "").replace("−", "-").rstrip("%"))


def sheets_of(example: str) -> list[Worksheet]:
    household = read_household(EXAMPLES / example)
    found = []
    for trace in (explanations.plan_trace, explanations.tax_trace):
        root = trace(household, PUBLISHED)
        for figure in FIGURES:
            try:
                found += worksheets(root, figure)
            except InputError:
                continue
    return found


def value_of(formula: str, sheet: Worksheet) -> Decimal:
    """The value of a formula, from the texts of the lines."""
    values = {line.number: line.value for line in sheet.lines}
    plain, floored = formula.removesuffix(", not below 0"), formula.endswith(", not below 0")
    if span := re.fullmatch(r"(least|sum) of (\d+) to (\d+)", plain):
        numbers = [str(one) for one in range(int(span[2]), int(span[3]) + 1)]
        amounts = [amount(values[one]) for one in numbers if values[one].startswith(("$", "-$"))]
        return min(amounts) if span[1] == "least" else sum(amounts, Decimal(0))
    if " × " in plain:
        one, rate = plain.split(" × ")
        product = amount(values[one]) * amount(values[rate]) / 100
        return product.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if ", " in plain:
        made, tier = plain.split(", ")
        rate, top = values[tier].split(" to ")
        matched = min(amount(values[made]), amount(top)) * amount(rate) / 100
        return matched.quantize(Decimal("0.01"), ROUND_HALF_UP)
    parts = plain.split(" ")
    total = amount(values[parts[0]])
    for sign, number in zip(parts[1::2], parts[2::2], strict=True):
        total += amount(values[number]) if sign == "+" else -amount(values[number])
    return max(total, Decimal(0)) if floored else total


@pytest.mark.parametrize("example", EXAMPLE_FILES)
def test_every_formula_gives_its_line(example: str) -> None:
    tried = 0
    for sheet in sheets_of(example):
        values = {line.number: line.value for line in sheet.lines}
        for number, formula in sheet.formulas.items():
            assert value_of(formula, sheet) == amount(values[number]), (sheet, formula)
            tried += 1
    assert tried >= 5


def test_the_room_is_said_in_a_sentence() -> None:
    """The example of the mission: 69,000 less 23,000 less 1,500."""
    household = read_household(EXAMPLES / "mission_45.toml")
    (sheet,) = worksheets(explanations.plan_trace(household, PUBLISHED), "after_tax_room")
    assert sheet.sentence == (
        "$69,000.00 annual additions limit less $23,000.00 elective deferral less $1,500.00 "
        "employer contributions = $44,500.00"
    )
    assert sheet.formulas == {"4": "4a", "5": "4 - 2 - 3"}


def sheet(name: str, *lines: tuple[str, str], note: str = "") -> Worksheet:
    numbered = [Line(str(place), *line) for place, line in enumerate(lines, 1)]
    *rest, last = numbered
    return Worksheet(name, "", "", (*rest, Line(last.number, last.label, last.value, "", note)))


def test_a_formula_that_is_wrong_is_not_shown() -> None:
    terms = (("annual additions limit", "$10.00"), ("elective deferral", "$4.00"))
    employer = ("employer contributions", "$1.00")
    right = sheet("after_tax_room", *terms, employer, ("room", "$5.00"))
    assert right.formulas == {"4": "1 - 2 - 3"}
    wrong = sheet("after_tax_room", *terms, employer, ("room", "$6.00"))
    assert (wrong.formulas, wrong.sentence) == ({}, "")


def test_a_difference_below_zero_says_so() -> None:
    found = sheet("roth_rollover_income", ("amount", "$4.00"), ("basis", "$9.00"), ("x", "$0.00"))
    assert found.formulas == {"3": "1 - 2, not below 0"}


def test_amounts_of_zero_explain_nothing() -> None:
    assert sheet("x", ("a", "$0.00"), ("b", "$0.00"), ("c", "$0.00")).formulas == {}


def test_every_line_of_the_law_leads_to_its_limit(tmp_path) -> None:
    found = {line.limit for one in sheets_of("couple.toml") for line in one.lines if line.limit}
    assert "annual_additions" in found
    for limit in found:
        assert PUBLISHED.history(limit)
    app = app_of(tmp_path)
    take_in(app, "couple")
    page = user(app).get("/h/couple/why/after_tax_room").text
    assert 'href="/law/limit/annual_additions?of=couple"' in page
    assert "$72,000.00 annual additions limit less" in page
    assert "4 - 2 - 3" in page


def test_worksheets_of_a_person_stand_together_and_those_of_nobody_last() -> None:
    household = read_household(EXAMPLES / "couple.toml")
    found = worksheets(explanations.plan_trace(household, PUBLISHED), "match")
    about = [one.about for one in found]
    assert about == sorted(about, key=lambda one: (one == "", one.startswith("Luis")))


def test_labels_are_words() -> None:
    for one in sheets_of("couple.toml"):
        for line in one.lines:
            assert "_" not in line.label, line
            assert line.label not in ("employer", "most", "tiers", "of each"), line


def test_the_first_version_of_the_json_is_as_before() -> None:
    answer = Worksheets(sheets_of("mission_45.toml"))
    first, second = (to_json(answer, version)["worksheets"][0] for version in (1, 2))
    assert set(first) == {"name", "title", "about", "lines"}
    assert set(first["lines"][0]) == {"number", "label", "value", "authority", "note"}
    assert {"line": "5", "formula": "4 - 2 - 3"} in second["formulas"]
    assert second["sentence"].startswith("$69,000.00 annual additions limit less")
