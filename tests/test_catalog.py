"""One entry for each key of the household file: every face is made from it."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Iterator

import pytest

from megaroth.interview.fields import parts
from megaroth.kernel.errors import InputError
from megaroth.model import sources
from megaroth.model.cash_flows import Expense, Pension, Receipt
from megaroth.model.catalog import Entry, entries, questions
from megaroth.model.household import Balances, Household, Ira, Job, Made, Person
from megaroth.model.pay_change import PayChange
from megaroth.model.plan import NEXT_FEBRUARY, Plan
from megaroth.model.plan_payroll import MIDDLE_OF_YEAR, YEAR_END
from megaroth.planyear.employer_questions import dependents, rules
from megaroth.planyear.result import Contributions
from megaroth.present import charts, plan_charts
from megaroth.present.sentences.catalog import SENTENCES
from megaroth.present.sentences.sentence import PLACE, Reader, in_words_of
from megaroth.readers import misplaced
from megaroth.readers.household_file import parse_household
from megaroth.readers.household_template import Answers, household_text
from megaroth.readers.schema import household_schema

HOUSEHOLD = """
year = 2026
[[people]]
name = "Ann"
born = 1980-05-14
[[people.jobs]]
employer = "Acme"
pay = 300_000
[people.jobs.plan]
after_tax = true
"""


def tables(table: type = Household) -> Iterator[type]:
    """The household's table and all tables in it."""
    yield table
    for one in entries(table):
        if one.table is not None:
            yield from tables(one.table)


TABLES = sorted(set(tables()), key=lambda table: table.__name__)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_every_key_says_what_it_means(table: type) -> None:
    for one in entries(table):
        assert one.key.about.endswith("."), f"{table.__name__}.{one.name}"
        assert "cents" not in one.key.about, "the unit follows from the kind of the key"


def test_the_schema_says_the_meaning_of_every_key() -> None:
    schema = household_schema()
    described = {"Household": schema} | schema["$defs"]
    for table in TABLES:
        found = described[table.__name__]
        properties = (found["anyOf"][0] if "anyOf" in found else found)["properties"]
        for one in entries(table):
            start = one.key.about.replace("`", '"')
            assert properties[one.name]["description"].startswith(start)


def test_every_rule_that_may_be_unknown_has_a_question_and_answers() -> None:
    for one in entries(Plan):
        assert one.takes_unknown, "any rule of a plan may be unknown"
        assert one.key.when_unknown is not None, one.name
    assert {name for names in dependents().values() for name in names} <= rules().keys()


@pytest.mark.parametrize("name", sorted(rules()))
def test_the_answers_that_are_tried_are_values_of_the_key(name: str) -> None:
    one = next(one for table in (Plan, Job) for one in entries(table) if one.name == name)
    for _, value in rules()[name].answers:
        assert _fits(one, value), (name, value)


def _fits(one: Entry, value: object) -> bool:
    if one.is_list:
        return isinstance(value, tuple)
    if value is None or value in (NEXT_FEBRUARY, YEAR_END, MIDDLE_OF_YEAR):
        return not one.required and one.default is None
    form = "table" if one.kind is None else one.kind.form
    return {
        "flag": lambda: isinstance(value, bool),
        "choice": lambda: one.kind is not None and value in one.kind.choices,
        "table": lambda: isinstance(value, one.table or type),
    }.get(form, lambda: isinstance(value, int) and value >= 0)()


def test_the_page_asks_about_each_key_once() -> None:
    for table in (Household, Person, Job, Ira, PayChange, Pension, Expense, Receipt):
        asked = [path for part in parts() for path, *_ in questions(table, part.name)]
        assert len(asked) == len(set(asked))
    assert all(part.fields for part in parts())


def test_questions_offer_i_dont_know_exactly_where_a_file_may_say_unknown() -> None:
    for part in parts():
        for path, _, one in questions(Job, part.name):
            of_jobs = next(fields for listed, fields in part.items if listed.key == "jobs")
            field = next(field for field in of_jobs if field.key == path)
            if field.choices:
                offered = ("unknown", "I don't know") in field.choices
                assert offered == one.takes_unknown, path


def test_the_file_of_init_is_a_household_with_every_commented_key_in_place() -> None:
    text = household_text(
        Answers(
            year=2026,
            born="1980-07-01",
            born_is_guessed=True,
            pay="300_000",
            name="Me",
            filing_status="single",
            state=None,
            employer="Acme",
            fica_wages_last_year=None,
            match=[{"rate": "50%", "up_to": "6%"}],
            match_is_none=False,
            after_tax="yes",
            in_plan_roth_rollover="each_paycheck",
            in_service_withdrawal="unknown",
            spare_cash=None,
            marginal_rate=None,
        )
    )
    parse_household(text)
    lines = {
        f"{one.name} = {one.key.line.value.replace('YEAR', '2026')}"
        for table in TABLES
        for one in entries(table)
        if one.key.line is not None
    }
    shown = {re.sub(r"\s+#.*", "", line.removeprefix("# ")) for line in text.splitlines()}
    answered = {line.partition(" = ")[0] for line in shown}
    assert {line for line in lines - shown if line.partition(" = ")[0] not in answered} == set()
    for line in lines:
        tomllib.loads(line)


def test_quoted_questions_are_those_of_the_page() -> None:
    """Sentences name a key by its question; the label is read from the catalog."""
    labels = {field.label for part in parts() for field in part.fields}
    quoted = {
        one
        for template in SENTENCES.values()
        for place in PLACE.finditer(template)
        if place["words"]
        for one in re.findall("“(.*?)”", in_words_of(place["words"], Reader.PAGE))
    }
    assert quoted
    assert quoted <= labels


def test_a_misspelled_key_gets_the_nearest_one_of_its_table() -> None:
    with pytest.raises(InputError) as error:
        parse_household(HOUSEHOLD.replace("after_tax", "after_taxes"))
    (problem,) = error.value.problems
    assert problem.nearest == "after_tax"
    for one in entries(Plan):
        assert one.name in str(problem.expected)


def test_every_money_source_is_one_row_that_all_lists_of_sources_follow() -> None:
    contributed = [one.name for one in sources.CONTRIBUTED]
    assert [field.name for field in dataclasses.fields(Contributions)] == contributed
    assert [field.name for field in dataclasses.fields(Made)] == contributed
    assert tuple(field.name for field in dataclasses.fields(Balances)) == sources.ACCOUNTS
    assert set(plan_charts.SOURCES) == set(contributed)
    withdrawn = next(one for one in entries(Plan) if one.name == "in_service_withdrawal")
    assert withdrawn.kind is not None
    assert withdrawn.kind.choices == sources.ACCOUNTS


def test_money_sources_follow_the_code() -> None:
    """Annual additions are elective deferrals, employer contributions and after-tax contributions,
    without catch-up (IRC 415(c)(2), 414(v)(3)(A)); no employer contribution to a plan is subject to
    Social Security tax (IRC 3121(a)(5)(A)), and elective deferrals are (IRC 3121(v)(1)(A))."""
    additions = {one.name for one in sources.SOURCES if "415(c)" in one.limits}
    assert additions == {one.name for one in sources.CONTRIBUTED} - {"catch_up"}
    for one in sources.SOURCES:
        assert one.fica == (one in sources.CONTRIBUTED and not one.is_employer_money)
        assert ("402(g)" in one.limits) == (one.contribution == "deferral")
        assert not (one.taxed and one.character == "pre_tax"), "no dollar is taxed twice"


def test_the_chart_of_contributions_has_a_color_for_each_source() -> None:
    assert len(set(charts.COLORS)) >= len(sources.CONTRIBUTED)


TABLES_OF_THE_FILE = {
    "": "",
    "people.jobs": "[[people.jobs]]",
    "people.jobs.plan": "[people.jobs.plan]",
    "income": "[income]",
}


@pytest.mark.parametrize("place", TABLES_OF_THE_FILE, ids=lambda place: place or "top")
def test_a_key_in_the_wrong_table_is_told_where_it_belongs(place: str) -> None:
    """Every key of the catalog, in each of four tables that do not accept it."""
    accepted, _ = misplaced.tables()[tuple(place.split(".")) if place else ()]
    every = {key for keys, _ in misplaced.tables().values() for key in keys}
    wrong = sorted(every - accepted)
    assert len(wrong) > 20
    start = HOUSEHOLD.strip()
    if place == "income":
        start += "\n[income]"
    elif not place:
        start = start.replace("year = 2026", "year = 2026\nLINES", 1)
    else:
        header = TABLES_OF_THE_FILE[place]
        start = start.replace(header, f"{header}\nLINES", 1)
    for first in range(0, len(wrong), 40):
        lines = "\n".join(f"{key} = 1" for key in wrong[first : first + 40])
        text = start.replace("LINES", lines) if "LINES" in start else f"{start}\n{lines}"
        with pytest.raises(InputError) as raised:
            parse_household(text)
        said = {
            problem.field.rpartition(".")[2]: str(problem.expected)
            for problem in raised.value.problems
            if str(problem.found) == "a key of another table"
        }
        for key in wrong[first : first + 40]:
            tables_of_key = misplaced.tables_of(key)
            assert said[key].startswith(f"{key} ")
            assert any(
                ".".join(path) in said[key] if path else "at the top" in said[key]
                for path in tables_of_key
            )


@pytest.mark.parametrize(
    ("after", "line", "expected"),
    [
        ("pay = 300_000", "as_of = 2026-05-01", "as_of at the top of the file, before the first"),
        ("pay = 300_000", "in_plan_roth_rollover = true", "in [people.jobs.plan]"),
        ("after_tax = true", "pay = 1", "pay in [[people.jobs]]"),
        ("year = 2026", "born = 1980-05-14", "born in [[people]]"),
        ("year = 2026", "qualified_dividends = 1", "qualified_dividends in [income]"),
        # The nearest tables first, and not all nine.
        ("pay = 300_000", "value = 1", "or in one of 5 other tables"),
        ("pay = 300_000", "year = 2026", "year at the top of the file"),
    ],
)
def test_a_misplaced_key_belongs_to_the_nearest_tables(
    after: str, line: str, expected: str
) -> None:
    with pytest.raises(InputError) as raised:
        parse_household(HOUSEHOLD.replace(after, f"{after}\n{line}", 1))
    (problem,) = [one for one in raised.value.problems if "another table" in str(one.found)]
    assert expected in str(problem.expected)
    assert problem.nearest is None


def test_a_key_that_no_table_accepts_is_unknown() -> None:
    with pytest.raises(InputError) as raised:
        parse_household(HOUSEHOLD.replace("pay = 300_000", "pay = 300_000\npayy = 1"))
    (problem,) = raised.value.problems
    assert (str(problem.found), problem.nearest) == ("an unknown key", "pay")
