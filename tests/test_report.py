"""The report: what it tells, the same bytes for the same day, tags, and texts that stay texts."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pypdf
import pytest

from conftest import ROOT, few_paths
from megaroth.cli.report import report as command
from megaroth.kernel.errors import InputError
from megaroth.law.law_book import PUBLISHED
from megaroth.planyear.merge_scenarios import high
from megaroth.planyear.plan import plan
from megaroth.present.plan import cautions
from megaroth.readers.household_file import parse_household
from megaroth.report.blocks import Heading, Points, Table, Text
from megaroth.report.contents import Report, gather
from megaroth.report.layout import blocks
from megaroth.report.make import made
from megaroth.service.plan_year import favorable_of, paychecks

pytestmark = pytest.mark.usefixtures("remembered_years")
EXAMPLES = ROOT / "examples"
DAY = date(2026, 11, 24)
SHORT = "\n[assumptions]\npaths = 200\nplan_until = 75\n"
HOSTILE = '=HYPERLINK("http://evil.example","x") #panic() <b> |x| `y` *z* @a $b$ \\'


def of(name: str, more: str = SHORT, **kwargs) -> Report:
    text = (EXAMPLES / f"{name}.toml").read_text("utf-8") + more
    return gather(
        parse_household(text), PUBLISHED, title=kwargs.pop("title", name), day=DAY, **kwargs
    )


@pytest.fixture(scope="module")
def couple() -> Report:
    return of("couple", adviser="Ada Example")


@pytest.fixture(scope="module")
def couple_again() -> Report:
    return of("couple", adviser="Ada Example")


@pytest.fixture(scope="module")
def unknown() -> Report:
    text = few_paths((EXAMPLES / "unknown_rules.toml").read_text("utf-8"))
    household = parse_household(text.replace("born = 1990-08-05", "born = 1970-08-05"))
    few_years = replace(household, assumptions=replace(household.assumptions, plan_until=67))
    return gather(few_years, PUBLISHED, title="unknown_rules", day=DAY)


def text_of(raw: bytes) -> tuple[pypdf.PdfReader, str]:
    reader = pypdf.PdfReader(io.BytesIO(raw))
    return reader, " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_missions_example_in_a_pdf_that_is_tagged_and_of_letter_size() -> None:
    raw = made(of("mission_45", title="Morgan"), "pdf")
    reader, text = text_of(raw)
    assert "YES: $44,500.00 after tax can be contributed in 2024" in text
    assert 4 <= len(reader.pages) <= 8
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages} == {
        (612, 792)
    }
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # noqa: E712
    assert reader.trailer["/Root"]["/Lang"].lower().startswith("en")
    assert b"pdfuaid:part" in raw
    assert reader.metadata is not None
    assert reader.metadata.title == "Morgan: the mega backdoor Roth"


def test_every_part_is_there(couple: Report) -> None:
    _, text = text_of(made(couple, "pdf"))
    for part in (
        "The mega backdoor Roth in 2026",
        "Next steps",
        "Contributions by kind",
        "What to enter in the payroll portal",
        "Rollovers to Roth and their tax forms",
        "Form 1099-R",
        "Is it worth it?",
        "for heirs",
        "Questions for your employer",
        "Questions for a tax professional",
        "Assumptions",
        "Sources",
        "IRC 415(c)(1)(A): Notice 2025-67",
        "it is not tax advice",
        "prepared by Ada Example",
    ):
        assert part in text, part


def test_pictures_have_words_for_who_cannot_see_them(couple: Report) -> None:
    raw = made(couple, "pdf")
    reader = pypdf.PdfReader(io.BytesIO(raw))

    def alts(node, seen: int = 0) -> int:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            return sum(alts(one) for one in node)
        if not isinstance(node, dict):
            return 0
        own = int(node.get("/S") == "/Figure" and bool(node.get("/Alt")))
        return own + (alts(node["/K"]) if "/K" in node else 0)

    assert alts(reader.trailer["/Root"]["/StructTreeRoot"]) >= 3


@pytest.mark.parametrize("kind", ["pdf", "md", "xlsx"])
def test_the_same_day_and_file_give_the_same_bytes(
    couple: Report, couple_again: Report, kind: str
) -> None:
    assert made(couple, kind) == made(couple_again, kind)


def test_a_plan_with_unknown_rules_has_its_questions_and_both_ends_of_the_years_ahead(
    unknown: Report,
) -> None:
    pages, text = text_of(made(unknown, "pdf"))
    assert 4 <= len(pages.pages) <= 8
    for part in (
        "DEPENDS",
        "Does the plan",
        "than with the taxable account",
        "Least: after-tax contributions:",
        "The charts below are with the plan rules that give the most",
    ):
        assert part in text, part
    book = openpyxl.load_workbook(io.BytesIO(made(unknown, "xlsx")))
    assert {"Ranking, least", "Ranking, most"} <= set(book.sheetnames)


@pytest.mark.parametrize("kind", ["pdf", "md", "xlsx"])
def test_no_text_of_a_user_is_markup_or_a_formula(kind: str) -> None:
    text = (EXAMPLES / "mission_45.toml").read_text("utf-8")
    text = (
        text.replace('"Morgan"', f"'''{HOSTILE}'''").replace('"Acme"', f"'''{HOSTILE}'''") + SHORT
    )
    report = gather(parse_household(text), PUBLISHED, title=HOSTILE, day=DAY, adviser=HOSTILE)
    raw = made(report, kind)
    if kind == "pdf":
        _, said = text_of(raw)
        assert "#panic()" in said
        assert b"/URI" not in raw
    elif kind == "md":
        said = raw.decode()
        assert not re.search(r"(?<!\\)[<`]", said)
        assert "\\#panic" in said
    else:
        book = openpyxl.load_workbook(io.BytesIO(raw))
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        assert re.fullmatch(
                            r"=(SUM\([A-Z]+\d+:[A-Z]+\d+\)\+[A-Z]+\d+"
                            r"|[A-Z]+\d+-[A-Z]+\$?\d+)",
                            cell.value,
                        ), cell.value
                    assert cell.hyperlink is None


def rows_of(sheet) -> dict[str, int]:
    return {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}


def test_formulas_of_the_spreadsheet_live_and_give_what_is_cached(couple: Report) -> None:
    raw = made(couple, "xlsx")
    live, cached = (
        openpyxl.load_workbook(io.BytesIO(raw), data_only=one)["Year"] for one in (False, True)
    )
    at = rows_of(live)
    first, last = at["pre-tax"], at["after-tax"]
    for column in ("B", "C"):
        parts = [live[f"{column}{row}"].value for row in range(first, last + 1)]
        limit, total = live[f"{column}{at['annual additions limit']}"].value, at["annual additions"]
        counted = at["catch-up that counts as annual additions"]
        formula = f"=SUM({column}{first}:{column}{last})+{column}{counted}"
        assert live[f"{column}{total}"].value == formula
        assert cached[f"{column}{total}"].value == pytest.approx(sum(parts))
        left = cached[f"{column}{at['left under the legal limit']}"].value
        assert left == pytest.approx(limit - sum(parts))
    ranking = openpyxl.load_workbook(io.BytesIO(raw), data_only=True)["Ranking"]
    assert couple.comparison is not None
    for row, one in enumerate(couple.comparison.alternatives, 2):
        assert ranking[f"B{row}"].value * 100 == pytest.approx(one.measures.leading.middle)
        assert ranking[f"C{row}"].value * 100 == pytest.approx(one.differences.leading.middle)


def test_the_spreadsheet_has_every_check_move_form_and_year_with_charts(couple: Report) -> None:
    checks_of_year = paychecks(couple.household, PUBLISHED)
    assert checks_of_year.paydays
    assert not (couple.checks and couple.checks.paydays), "the year is under way, without a stub"
    couple = replace(couple, checks=checks_of_year)
    book = openpyxl.load_workbook(io.BytesIO(made(couple, "xlsx")), data_only=True)
    assert couple.checks is not None
    assert couple.ahead is not None
    checks, moves, years = book["Paychecks"], book["Moves"], book["Years ahead"]
    heads = {checks.cell(1, place).value: place for place in range(1, checks.max_column + 1)}
    assert checks.max_row == len(couple.checks.paydays) + 1
    jobs = list(dict.fromkeys((one.person, one.employer) for one in couple.checks.paydays))
    by_job = sorted(couple.checks.paydays, key=lambda one: jobs.index((one.person, one.employer)))
    for row, one in enumerate(by_job, 2):
        shown = [checks.cell(row, heads[head]).value for head in ("employer", "after-tax", "gross")]
        assert shown == [one.employer, one.after_tax / 100, one.gross / 100]
        assert checks.cell(row, heads["room left"]).value == one.room_left / 100
    assert moves.max_row == len(couple.answer.rollovers) + len(couple.answer.conversions) + 1
    days = [moves.cell(row, 1).value for row in range(2, moves.max_row + 1)]
    assert days == sorted(days)
    amounts = [round(moves.cell(row, 5).value * 100) for row in range(2, moves.max_row + 1)]
    both = [*couple.answer.rollovers, *couple.answer.conversions]
    assert sorted(amounts) == sorted(one.amount for one in both)
    forms = book["Forms"]
    assert forms.max_row == len(couple.forms) + len(couple.conversion_forms) + 1
    assert [years.cell(row, 1).value for row in range(2, years.max_row + 1)] == [
        one.year for one in couple.ahead.years
    ]
    # A chart for each job with checks, one of balances, one of how far ahead.
    assert len({chart.anchor._from.row for chart in checks._charts}) == len(jobs)
    assert len(years._charts) == len(book["How far ahead"]._charts) == 1
    for sheet in (checks, moves, forms, years, book["How far ahead"], book["Year"]):
        assert (sheet.freeze_panes, int(sheet.page_setup.fitToHeight)) == ("A2", 0), sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_while_rules_are_unknown_the_spreadsheet_has_one_plan_year_that_adds_up() -> None:
    """A match that may be large and after-tax money that may be large are not both: their sum
    passed the limit."""
    text = (EXAMPLES / "unknown_rules.toml").read_text("utf-8")
    text = text.replace('match = [{ rate = "50%", up_to = "6%" }]', 'match = "unknown"')
    home = parse_household(text)
    answer = plan(home)
    kinds = [
        getattr(answer.people[0].jobs[0].contributions, kind)
        for kind in ("pre_tax", "roth", "after_tax", "match")
    ]
    assert sum(high(kind) for kind in kinds) > answer.people[0].jobs[0].annual_additions_limit
    report = Report(
        "x",
        DAY,
        "",
        None,
        home,
        answer,
        [],
        None,
        None,
        "",
        favorable=favorable_of(home, answer, PUBLISHED),
    )
    sheet = openpyxl.load_workbook(io.BytesIO(made(report, "xlsx")), data_only=True)["Year"]
    at = rows_of(sheet)
    parts = sum(sheet[f"B{row}"].value for row in range(at["pre-tax"], at["after-tax"] + 1))
    limit = sheet[f"B{at['annual additions limit']}"].value
    assert sheet[f"B{at['annual additions']}"].value == parts <= limit
    assert sheet[f"B{at['left under the legal limit']}"].value >= 0


def test_a_report_without_a_job_still_warns() -> None:
    text = 'year = 2026\n[[people]]\nname = "Sam"\nborn = 1960-01-01\nira_made = 900\n'
    home = parse_household(text + '[[people.iras]]\nkind = "traditional"\nvalue = 34_123\n')
    answer = plan(home)
    report = Report("x", DAY, "", None, home, answer, [], None, None, "")
    said = made(report, "md").decode()
    assert cautions(answer)
    for one in cautions(answer):
        assert all(amount in said for amount in re.findall(r"\$[\d,.]+\d", str(one)))


def test_the_command_writes_what_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "home.toml"
    file.write_text((EXAMPLES / "mission_45.toml").read_text("utf-8") + SHORT)
    assert command(str(file), day="2026-11-24", json=True) == 0
    assert '"megaroth.report/1"' in capsys.readouterr().out
    assert (tmp_path / "home.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "home.pdf").stat().st_mode & 0o777 == 0o600
    logo = tmp_path / "logo.svg"
    logo.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" '
        'height="10"/></svg>'
    )
    assert command(str(file), output=str(tmp_path / "two.pdf"), adviser="Ada", logo=str(logo)) == 0
    for wrong, says in (
        ({"output": str(tmp_path / "x.doc")}, "one of pdf, md, xlsx"),
        ({"day": "today"}, "a date such as"),
        ({"adviser": "a\nb"}, "printable"),
        ({"logo": str(file)}, "ends in png"),
        ({"logo": str(tmp_path / "none.png")}, "No such file"),
        ({"output": str(tmp_path / "no" / "x.pdf")}, "a folder that is there"),
    ):
        with pytest.raises(InputError, match=says):
            command(str(file), **wrong)


@pytest.mark.parametrize("name", sorted(file.stem for file in EXAMPLES.glob("*.toml")))
def test_every_example_has_a_report(name: str, request: pytest.FixtureRequest) -> None:
    if name == "unknown_rules":
        report = request.getfixturevalue("unknown")
    else:
        household = parse_household(few_paths((EXAMPLES / f"{name}.toml").read_text("utf-8")))
        few_years = replace(household, assumptions=replace(household.assumptions, plan_until=70))
        report = gather(few_years, PUBLISHED, title=name, day=DAY)
    assert made(report, "md").startswith(b"# ")


def test_the_box_of_a_verdict_has_its_colour_and_late_steps_say_so() -> None:
    report = of("no_way_out")
    day = date(report.answer.year, 7, 9)
    found = blocks(replace(report, day=day))
    verdict = next(one for one in found if isinstance(one, Text) and one.kind == "answer")
    assert (verdict.text.split(":")[0], verdict.mood) == ("LATER", "depends")
    steps = next(one for one in found if isinstance(one, Table) and one.title == "Steps").rows
    assert steps[0][1].startswith("Overdue, and still possible until")
    over = f"{day.year} is over"
    assert not any(over in one.text for one in found if isinstance(one, Text))
    after = blocks(replace(report, day=date(day.year + 2, 7, 9)))
    assert any(over in one.text for one in after if isinstance(one, Text))


def test_questions_for_hr_say_whose_plan_they_are_of(unknown: Report) -> None:
    found = blocks(unknown)
    asked = found[found.index(Heading("Questions for your employer", 2)) + 1]
    assert isinstance(asked, Points)
    person = unknown.household.people[0]
    assert all(
        text.startswith(f"{person.name}, {person.jobs[0].employer}: ") for text in asked.texts
    )
    assert not any("yes: $0.00; no: $0.00" in text for text in asked.texts)
