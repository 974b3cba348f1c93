"""Published figures that the user states: they take the place of projections, every answer says so,
and slips are refused."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from app_lists import commands_with
from conftest import EXAMPLES, ROOT
from megaroth.kernel.errors import InputError, LawError
from megaroth.law import year_files
from megaroth.law.entry import Limits
from megaroth.law.law_book import PUBLISHED, LawBook
from megaroth.law.load import law
from megaroth.law.states import STATES
from megaroth.law.years import LAST_WHOLE_YEAR
from megaroth.readers.figures_file import parse_figures, template
from megaroth.tax.federal import Return, federal_tax
from megaroth.tax.states.run import state_tax

PAGE = (ROOT / "docs" / "published_figures.md").read_text("utf-8")
DOCUMENTED = re.search(r"```toml\n(.*?)```", PAGE, re.S)
assert DOCUMENTED is not None
FIGURES = DOCUMENTED.group(1)
NEXT = LAST_WHOLE_YEAR + 1
PLAN_LIMITS = (
    '[2027]\nsource = "Notice 2026-00"\n[2027.annual_additions]\namount = '
    "76_000\n[2027.elective_deferral]\namount = 25_000\n"
)


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "law-2027.toml"
    path.write_text(FIGURES)
    return str(path)


def test_the_documented_file_takes_the_place_of_projections_and_of_nothing_else() -> None:
    before = law(NEXT)
    book = LawBook().with_figures(parse_figures(FIGURES, "law-2027.toml"))
    now = book.law(NEXT)
    assert book.law(LAST_WHOLE_YEAR).status == "published"
    assert now.annual_additions == 76_000_00
    assert now.elective_deferral == 25_000_00
    assert now.entry("annual_additions").status == "stated"
    assert now.entry("annual_additions").source == "Notice 2026-00, stated in law-2027.toml"
    assert now.entry("annual_additions").section == before.entry("annual_additions").section
    assert now.entry("income_tax").schedule["single"][0] == 12_800_00
    assert (
        now.entry("income_tax").schedule["married_joint"]
        == before.entry("income_tax").schedule["married_joint"]
    )
    assert now.entry("income_tax").rates == before.entry("income_tax").rates
    changed = {
        name for name, entry in now.entries.items() if entry.values != before.entries[name].values
    }
    assert changed == {
        "annual_additions",
        "elective_deferral",
        "roth_ira_phaseout_start",
        "roth_ira_phaseout_end",
    }
    assert law(NEXT).annual_additions == before.annual_additions, "no other book has changed"


def test_what_follows_from_a_stated_figure_follows_it() -> None:
    """IRC 408A(c)(3)(A)(ii): the phase-out of a single person is 15,000 wide. IRC 1(j)(2)(A): a
    surviving spouse has the joint schedule."""
    joint = (
        "[2027.income_tax.tops]\nmarried_joint = [25_600, 104_000, 218_000, 416_000, 528_200, "
        "792_300]\n"
    )
    text = (
        '[2027]\nsource = "N"\n[2027.roth_ira_phaseout_start]\nsingle = '
        "157_000\n[2027.standard_deduction]\nsingle = 16_700\n" + joint
    )
    now = LawBook().with_figures(parse_figures(text)).law(NEXT)
    assert now.roth_ira_phaseout_end("single") == 172_000_00
    assert now.withholding_standard_deduction("single") == 16_700_00
    assert (
        now.entry("income_tax").schedule["qualifying_surviving_spouse"]
        == now.entry("income_tax").schedule["married_joint"]
    )
    assert now.entry("roth_ira_phaseout_start").status == "projected", "other statuses still are"


def test_later_years_never_fall_below_a_stated_plan_limit() -> None:
    """IRC 415(d)(2)(B), by the procedure of 42 USC 415(i): no limit falls."""
    high = '[2027]\nsource = "N"\n[2027.annual_additions]\namount = 90_000\n'
    book = LawBook().with_figures(parse_figures(high))
    assert book.law(2028).annual_additions == 90_000_00
    assert book.law(2028).entry("annual_additions").status == "projected"
    assert book.law(2040).annual_additions > 90_000_00


def test_a_year_whose_every_projection_is_stated_is_stated() -> None:
    now = LawBook().with_figures(parse_figures(whole_year(NEXT))).law(NEXT)
    assert now.status == "stated"
    assert now.projected_names() == []
    plain = law(NEXT)
    assert {name: (entry.values, entry.schedule) for name, entry in now.entries.items()} == {
        name: (entry.values, entry.schedule) for name, entry in plain.entries.items()
    }


def test_the_template_is_a_file_that_states_nothing_yet() -> None:
    with pytest.raises(InputError, match="no figure"):
        parse_figures(template(NEXT))
    with pytest.raises(LawError, match="the first year that is projected is 2027"):
        template(LAST_WHOLE_YEAR)


REFUSED = [
    ("", 1, "no figure"),
    ("x = 5", 1, "a year from 2027 on"),
    ("[2026.annual_additions]\namount = 72_000", 1, "a year from 2027 on"),
    ("2027 = 5", 1, "tables: [2027.annual_additions]"),
    ('[2027]\nsource = "N"\nannual_additions = 5', 3, "a table: [2027.annual_additions]"),
    ("[2027.annual_additions]\namount = 75_000", 1, "no source"),
    ('[2027.annual_additions]\namount = 75_000\nsource = ""', 3, "text of 1 to 200 characters"),
    (
        "[2027]\nsource = 5\n[2027.annual_additions]\namount = 75_000",
        2,
        "text of 1 to 200 characters",
    ),
    (
        '[2027]\nsource = "N"\n[2027.anual_additions]\namount = 75_000',
        3,
        "did you mean annual_additions?",
    ),
    ('[2027]\nsource = "N"\n[2027.annual_additions]\namont = 75_000', 3, "did you mean amount?"),
    ('[2027]\nsource = "N"\n[2027.annual_additions]\namount = "75,000"', 3, "no number"),
    ('[2027]\nsource = "N"\n[2027.annual_additions]\namount = true', 3, "no number"),
    (
        '[2027]\nsource = "N"\n[2027.annual_additions]\namount = -75_000',
        3,
        "within 25% of the projected $75,000.00",
    ),
    (
        '[2027]\nsource = "N"\n[2027.annual_additions]\namount = 7_500',
        3,
        "within 25% of the projected $75,000.00",
    ),
    (
        '[2027]\nsource = "N"\n[2027.annual_additions]\namount = 750_000',
        3,
        "within 25% of the projected $75,000.00",
    ),
    (
        '[2027]\nsource = "N"\n[2027.annual_additions]\namount = 71_000',
        3,
        "at least the $72,000.00 of 2026: this limit never falls",
    ),
    ('[2027]\nsource = "N"\n[2027.annual_additions]', 3, "nothing"),
    (
        '[2027]\nsource = "N"\n[2027.hsa_family]\namount = 9_100',
        3,
        "$9,000.00, which is published (Rev. Proc. 2026-24)",
    ),
    ('[2027]\nsource = "N"\n[2027.catch_up_age]\nage = 49', 3, "which is published"),
    ('[2027]\nsource = "N"\n[2027.standard_deduction]\nsingel = 16_600', 3, "did you mean single?"),
    ('[2027]\nsource = "N"\n[2027.income_tax]\nrates = ["5%"]', 3, "a reform changes rates"),
    ('[2027]\nsource = "N"\n[2027.income_tax.tops]\nsingle = [1, 2]', 3, "not a list of 6 amounts"),
    (
        '[2027]\nsource = "N"\n[2027.income_tax.tops]\nsingle = [12_800, 52_000, 109_000, '
        "208_000, 660_000, 264_100]",
        3,
        "tops must rise",
    ),
    (
        '[2027]\nsource = "N"\n[2027.income_tax.tops]\nmaried = [1, 2, 3, 4, 5, 6]',
        3,
        "no filing status",
    ),
    (
        '[2027]\nsource = "N"\n[2027.roth_ira_phaseout_end]\nsingle = 175_000',
        4,
        "follows from roth_ira_phaseout_start.single, or that one stated",
    ),
    (
        '[2027]\nsource = "N"\n[2027.roth_ira_phaseout_start]\nsingle = '
        "157_000\n[2027.roth_ira_phaseout_end]\nsingle = 173_000",
        6,
        "$172,000.00, which follows from roth_ira_phaseout_start.single",
    ),
    ('[2027]\nsource = "N"\n[2027.annual_additions]\namount = nan', 3, "no finite number"),
    (
        '[2027]\nsource = "N"\n[2027.income_tax.tops]\nsingle = [nan, 1, 2, 3, 4, 5]',
        3,
        "no finite number",
    ),
    ("[2027.annual_additions\n", 1, "valid TOML"),
]


@pytest.mark.parametrize(("text", "line", "says"), REFUSED)
def test_a_slip_of_the_pen_is_refused_with_its_place(text: str, line: int, says: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_figures(text, "law.toml")
    assert says in str(caught.value)
    assert str(caught.value).startswith(f"law.toml:{line}: ")


def test_every_published_figure_of_the_last_years_would_have_been_accepted() -> None:
    """What the notices of 2018 to 2026 said lies within what is accepted of a figure: 25% of what
    the indexing rules give."""
    from megaroth.law.forecast import amount, first_year, rules
    from megaroth.readers.figures_file import MOST_APART

    compared = 0
    for year in range(2018, LAST_WHOLE_YEAR + 1):
        for name, rule in rules().items():
            of, _, key = name.partition(".")
            published = law(year).entries.get(of)
            if (
                rule.get("kind") in ("fixed", "yearly")
                or published is None
                or key not in published.values
                or year < first_year(name)
            ):
                continue
            projected = amount(name, year)
            assert abs(published.values[key] - projected) * 100 <= MOST_APART * projected, (
                year,
                name,
            )
            compared += 1
    assert compared > 300


WITHOUT_FILE = {
    "quick": ("--year", "2027", "--age", "45", "--pay", "250k", "--after-tax", "yes"),
    "room": ("--year", "2027", "--age", "45"),
    "law": ("2027",),
    "law history": ("annual_additions",),
}
"""Commands that ask without a household file."""

SHOWN = {"room": "$51,000.00", "law history": "Notice 2026-00, stated in law-2027.toml"}
"""Commands that show stated figures without the sentence about them, and what they show."""

ELSEWHERE = {"report", "serve", "rollover"}
"""A file and a server have tests of their own; no figure of a rollover is stated here."""


@pytest.mark.parametrize("name", SHOWN)
def test_figures_without_a_plan_are_the_stated_ones(inside, file: str, name: str) -> None:
    command = (*name.split(), *WITHOUT_FILE[name])
    assert SHOWN[name] in inside(*command, "--figures", file).out
    assert SHOWN[name] not in inside(*command).out


@pytest.mark.parametrize("name", sorted(set(commands_with("figures")) - {*SHOWN, *ELSEWHERE}))
def test_every_answer_says_what_the_user_stated(
    inside, file: str, name: str, tmp_path: Path
) -> None:
    home = tmp_path / "home.toml"
    # Few years ahead: the sentence is about the first.
    few = "\n[assumptions]\npaths = 20\nplan_until = 52\n"
    home.write_text((EXAMPLES / "next_year.toml").read_text("utf-8") + few, "utf-8")
    command = (*name.split(), *WITHOUT_FILE.get(name, (str(home),)))
    said = (
        "Figures for 2027 that you entered, from Notice 2026-00, stated in law-2027.toml: "
        "annual additions, elective deferral"
    )
    ran = inside(*command, "--figures", file)
    assert said in ran.out
    assert "from Rev. Proc. 2026-00, stated in law-2027.toml: income tax" in ran.out
    if command[0] != "law":
        assert "Figures for 2027 still projected: " in ran.out
    assert said not in inside(*command).out


def test_a_plan_uses_them_and_its_json_says_so(inside, file: str) -> None:
    ran = inside("plan", str(EXAMPLES / "next_year.toml"), "--figures", file, "--json")
    answer = json.loads(ran.out)
    limits = [
        job["annual_additions_limit"] for person in answer["people"] for job in person["jobs"]
    ]
    assert set(limits) == {76_000}
    assert any(
        sentence.startswith("Figures for 2027 that you entered")
        for sentence in answer["assumptions"]
    )
    assert not any("annual_additions" in warning for warning in answer["warnings"])


def test_room_and_its_table_say_that_their_limits_are_stated(inside, tmp_path: Path) -> None:
    file = tmp_path / "law-2027.toml"
    more = "[2027.catch_up_50]\namount = 8_500\n[2027.compensation_limit]\namount = 375_000\n"
    file.write_text(PLAN_LIMITS + more)
    words = ("room", "--year", "2027", "--age", "45")
    answer = json.loads(inside(*words, "--figures", str(file), "--json").out)
    assert (answer["annual_additions_limit"], answer["status"]) == (76_000, "stated")
    assert json.loads(inside(*words, "--json").out)["status"] == "projected"
    assert "comes from the figures that you state" in inside(*words, "--figures", str(file)).out
    table = tmp_path / "rows.csv"
    table.write_text("year,age\n2027,45\n2026,45\n")
    rows = inside("room", "--table", str(table), "--figures", str(file)).out
    assert ",stated," in rows.splitlines()[1]
    assert ",published," in rows.splitlines()[2]


def test_worksheets_name_the_file_beside_the_figure(inside, file: str) -> None:
    ran = inside(
        "room", "--year", "2027", "--age", "45", "--explain", "after_tax_room", "--figures", file
    )
    assert re.search(
        r"\$76,000\.00 +\[IRC 415\(c\)\(1\)\(A\); Notice 2026-00, stated in law-2027\.toml; "
        r"stated\]",
        ran.out,
    )


def test_figures_reach_the_processes_that_share_paths(inside, file: str, tmp_path: Path) -> None:
    household = tmp_path / "home.toml"
    text = (EXAMPLES / "next_year.toml").read_text("utf-8")
    household.write_text(
        text + '\n[assumptions]\nmodel = "lognormal"\npaths = 9_000\nplan_until = 52\n'
    )
    answers = [
        inside(
            "compare", str(household), "--figures", file, "--workers", str(workers), "--json"
        ).out
        for workers in (1, 2)
    ]
    assert json.loads(answers[0]) == json.loads(answers[1])
    assert json.loads(answers[0]) != json.loads(inside("compare", str(household), "--json").out)


def test_a_reform_lies_on_top_of_stated_figures(inside, file: str, tmp_path: Path) -> None:
    reform = tmp_path / "reform.toml"
    reform.write_text('name = "cut"\nfrom = 2027\n[annual_additions]\namount = 50_000\n')
    ran = inside("law", "2027", "--figures", file, "--reform", str(reform), "--json")
    found = {item["name"]: item for item in json.loads(ran.out)["limits"]}
    assert (found["annual_additions"]["value"], found["annual_additions"]["status"]) == (
        50_000,
        "reform",
    )
    assert (found["elective_deferral"]["value"], found["elective_deferral"]["status"]) == (
        25_000,
        "stated",
    )


def test_a_file_of_figures_that_is_not_there_is_refused(inside) -> None:
    ran = inside("plan", str(EXAMPLES / "next_year.toml"), "--figures", "nowhere.toml")
    assert ran.code == 2
    assert "expected a file of published figures in TOML" in ran.err


def whole_year(year: int) -> str:
    """A file that states every figure of a year, as projected."""
    return "\n".join(line.removeprefix("# ") for line in template(year).splitlines()[3:])


def test_completing_the_next_federal_year_leaves_every_state_as_it_is() -> None:
    """The last published year of federal law and of each state are their own."""
    book = LawBook().with_figures(parse_figures(whole_year(NEXT)))
    assert book.law(NEXT).status == "stated"
    items = Return(status="married_joint", wages=250_000_00, spouse_wages=90_000_00)
    for code in STATES:
        assert repr(book.state(code, NEXT)) == repr(PUBLISHED.state(code, NEXT))
        assert book.state(code, NEXT).status == "projected"
        taxes = [
            state_tax(numbers, code, items, federal_tax(numbers, items))
            for numbers in (book.law(NEXT), PUBLISHED.law(NEXT))
        ]
        assert taxes[0] == taxes[1]


def test_a_whole_federal_year_in_the_data_leaves_every_state_as_it_is() -> None:
    """As above, where the law data themselves hold the year: a state is projected at the price
    growth that is assumed, though no federal figure of the year is."""
    figures = parse_figures(whole_year(NEXT))
    entries = LawBook().with_figures(figures).law(NEXT, 30_000)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(year_files, "LAST_WHOLE_YEAR", NEXT)
        patch.setattr(year_files, "file_of", lambda _: Limits(entries.entries, entries.switches))
        book = LawBook()
        assert book.law(NEXT, 30_000).projected_names() == []
        for code in STATES:
            state = book.law(NEXT, 30_000).state(code)
            assert repr(state) == repr(PUBLISHED.state(code, NEXT, 30_000))
            assert state.year == NEXT


def test_the_documented_python_runs(file: str) -> None:
    import megaroth as mr

    book = mr.LawBook().with_figures(mr.read_figures(file))
    answer = mr.plan(mr.read_household(EXAMPLES / "next_year.toml"), law_book=book)
    assert answer.status == "projected"
    assert any("law-2027.toml" in sentence for sentence in map(str, answer.assumptions))
