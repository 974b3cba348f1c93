"""Tables read what they name and nothing else, in the bounds of the household file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from megaroth.cli.business_rows import BUSINESS_COLUMNS
from megaroth.cli.tax_rows import ALIASES, MEANT, kind_of
from megaroth.kernel.money import to_cents
from megaroth.model.fields import FIRST_YEAR, LAST_YEAR, MOST_DOLLARS, OLDEST, STATES
from megaroth.readers.schema import household_schema
from megaroth.tax.table import COLUMNS, COUNTS, MONEY


def ran(inside: Any, tmp_path: Path, text: str, *flags: str, noun: str = "tax") -> Any:
    table = tmp_path / "t.csv"
    table.write_text(text, "utf-8")
    return inside(noun, "--table", str(table), *flags)


REFUSED = [
    (
        "status,wages_head",
        "mfj,-5000",
        "wages_head: found '-5000'; expected an amount of 0 or more",
    ),
    (
        "status,wages_head,blind",
        "single,100000,7",
        "blind: found '7'; expected a whole number from 0 to 2",
    ),
    ("status,wages_head,blind", "single,100000,-1", "blind: found '-1'"),
    (
        "status,wages_head,blind",
        "single,100000,2",
        "blind: found '2'; expected 0 or 1 for one person",
    ),
    (
        "status,n_children",
        "single,-2",
        "n_children: found '-2'; expected a whole number from 0 to 20",
    ),
    ("status,n_children", "single,1.9", "n_children: found '1.9'"),
    ("status,n_children", "single,40", "n_children: found '40'"),
    ("status,children", "single,40", "children: found '40'"),
    (
        "status,age_head",
        "single,300",
        "age_head: found '300'; expected a whole number from 0 to 120",
    ),
    ("status,age_head", "single,-5", "age_head: found '-5'"),
    ("status,age_spouse", "single,40", "age_spouse: found '40'; expected nothing for one person"),
    (
        "status,qual_dividends",
        "single,5000",
        "qual_dividends: found '5000'; expected at most ord_dividends",
    ),
    (
        "status,other_states_interest",
        "single,5",
        "other_states_interest: found '5'; expected at most tax_exempt_interest",
    ),
    *(
        (
            f"status,{name}",
            "single,-5000",
            f"{name}: found '-5000'; expected an amount of 0 or more",
        )
        for name in (
            "interest",
            "salt",
            "charity",
            "ss_head",
            "pension",
            "social_security",
            "mortgage_interest",
            "hsa_deduction",
        )
    ),
    (
        "status,wages_spouse",
        "single,40000",
        "wages_spouse: found '40000'; expected nothing on a return of one person",
    ),
    ("status,wages_spouse", "mfs,40000", "wages_spouse: found '40000'"),
    ("status,ss_spouse", "hoh,40000", "ss_spouse: found '40000'"),
    ("status,wages_head", 'single,"300.000,00"', "wages_head: found '300.000,00'"),
    ("status,wages_head", 'single,"300,00"', "wages_head: found '300,00'"),
    (
        "status,wages_head",
        "single,300.000",
        "wages_head: found '300.000'; expected an amount with at most two decimals",
    ),
    ("status,wages_head", "single,1e6", "wages_head: found '1e6'"),
    ("status,wages_head", "single,nan", "wages_head: found 'nan'; expected a finite amount"),
    ("status,wages_head,state", "single,1,ZZ", "state: found 'ZZ'"),
    ("status,wages_head", "singel,1", "status: found 'singel'; did you mean single?"),
]


@pytest.mark.parametrize(("header", "row", "error"), REFUSED)
def test_a_cell_that_cannot_be_is_refused_with_its_place(
    inside: Any, tmp_path: Path, header: str, row: str, error: str
) -> None:
    found = ran(inside, tmp_path, f"year,{header}\n2026,{row}\n", "--json")
    assert (found.code, found.out) == (2, "")
    errors = json.loads(found.err)["errors"]
    assert [one["line"] for one in errors] == [2]
    again = ran(inside, tmp_path, f"year,{header}\n2026,{row}\n")
    assert f"t.csv:2: {error}" in again.err


def test_every_fault_of_a_table_is_told_at_once(inside: Any, tmp_path: Path) -> None:
    found = ran(
        inside, tmp_path, "year,status,n_children,age_head\n2026,mfj,-1,300\n1999,single,0,40\n"
    )
    assert [line.split(": ")[1].split(":")[-1] for line in found.err.splitlines()[:3]] == [
        "2",
        "2",
        "3",
    ]
    assert "3 errors; nothing was done" in found.err


@pytest.mark.parametrize(
    ("column", "near"),
    [
        ("wages", "wages_head"),
        ("Status", "status"),
        ("n_childrn", "n_children"),
        ("long_term_gains", "long_term_gain"),
        ("xyz", None),
    ],
)
def test_a_column_that_is_not_read_is_refused(
    inside: Any, tmp_path: Path, column: str, near: str | None
) -> None:
    found = ran(inside, tmp_path, f"year,status,{column}\n2026,single,1\n", "--json")
    assert (found.code, found.out) == (2, "")
    (error,) = json.loads(found.err)["errors"]
    assert (error["field"], error["line"], error["nearest"]) == (column, 1, near)
    assert f"--keep {column}" in error["expected"]
    kept = ran(inside, tmp_path, f"year,status,{column}\n2026,single,1\n", "--keep", column)
    assert kept.code == 0
    assert kept.out.splitlines()[0].startswith(f"year,status,{column},")


def test_labels_and_earlier_answers_come_back(inside: Any, tmp_path: Path) -> None:
    text = "id,client_id,note,year,status,wages_head,total\n1,A,first,2026,single,100000,5\n"
    found = ran(inside, tmp_path, text)
    assert found.code == 0
    assert "replaced the columns total" in found.err
    again = ran(inside, tmp_path, found.out)
    assert again.out == found.out


def test_the_names_of_the_household_file_are_those_of_the_columns(
    inside: Any, tmp_path: Path
) -> None:
    own = (
        "year,filing_status,short_term_gain,long_term_gain,dividends,qualified_dividends,"
        "ira_distributions,pensions,social_security"
    )
    short = "year,status,stcg,ltcg,ord_dividends,qual_dividends,ira_dist,pension,ss_head"
    row = "2026,single,-1000,100000,5000,5000,30000,40000,30000,20000,2\n"
    rows = [
        ran(inside, tmp_path, f"{header}\n{row}", "--json").out
        for header in (f"{own},state_taxes,children", f"{short},salt,n_children")
    ]
    first, second = (json.loads(one)["rows"][0] for one in rows)
    assert first.pop("given") != second.pop("given")
    assert first == second
    assert first["agi"] == 199_500
    both = ran(inside, tmp_path, "year,stcg,short_term_gain\n2026,1,1\n")
    assert "short_term_gain: found the same as stcg" in both.err


def test_aliases_and_meanings_are_columns() -> None:
    assert set(ALIASES.values()) | set(MEANT.values()) <= {*COLUMNS, *BUSINESS_COLUMNS}
    assert not set(ALIASES) & set(COLUMNS)
    forms = {title: kind_of(title).form for title in (*COUNTS, *MONEY)}
    assert {title for title, form in forms.items() if form == "signed_money"} == {
        "stcg",
        "ltcg",
        "other_income",
    }
    assert {title for title, form in forms.items() if form == "count"} == set(COUNTS)


def test_each_row_says_whether_its_law_is_published(inside: Any, tmp_path: Path) -> None:
    rows = (
        "2027,mfj,100000,CA\n2035,mfj,100000,\n2026,mfj,100000,CA\n"
        "2026,mfj,100000,OH\n2026,mfj,100000,\n"
    )
    found = json.loads(
        ran(inside, tmp_path, f"year,status,wages_head,state\n{rows}", "--json").out
    )["rows"]
    assert [row["law_status"] for row in found] == [
        "projected",
        "projected",
        "projected",
        "published",
        "published",
    ]
    reform = tmp_path / "reform.toml"
    reform.write_text("from = 2026\nuntil = 2026\n[child_tax_credit]\namount = 3_000\n", "utf-8")
    changed = json.loads(
        ran(
            inside, tmp_path, "year,status\n2025,mfj\n2026,mfj\n", "--reform", str(reform), "--json"
        ).out
    )["rows"]
    assert [row["law_status"] for row in changed] == ["published", "reform"]


def test_the_room_table_has_the_same_bounds(inside: Any, tmp_path: Path) -> None:
    for header, row, error in (
        ("age,pay", "300,1", "age: found '300'"),
        ("age,pay", "45.5,1", "age: found '45.5'"),
        ("age,pay", '45,"300.000,00"', "pay: found '300.000,00'"),
        ("age,wages", "45,1", "wages: found a column that is not read"),
        ("born,pay", "1800-01-01,1", "born: found '1800-01-01'"),
    ):
        found = ran(inside, tmp_path, f"year,{header}\n2026,{row}\n", noun="room")
        assert (found.code, found.out) == (2, "")
        assert error in found.err
    kept = ran(inside, tmp_path, "year,age,desk\n2026,45.0,7\n", "--keep", "desk", noun="room")
    assert kept.code == 0


def test_a_table_of_many_unknown_columns_is_refused_soon(inside: Any, tmp_path: Path) -> None:
    names = ",".join(f"column{place}" for place in range(400))
    found = ran(inside, tmp_path, f"{names}\n{names}\n")
    assert found.code == 2
    assert "100 errors" in found.err
    more = ",".join(f"column{place}" for place in range(20_000))
    assert "20,000 columns; expected at most 500" in ran(inside, tmp_path, f"{more}\n{more}\n").err


@pytest.mark.parametrize(
    "text",
    [
        "300.000,00",
        "300,00",
        "1,2,3",
        "300.000",
        "1,0000",
        "10,000,00",
        "1 000",
        "1e5",
        "$",
        "",
        "1.2.3",
        "１２",
        "0x10",
        "--5",
    ],
)
def test_an_amount_that_could_be_another_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        to_cents(text)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1,234.56", 123_456),
        ("$1,234", 123_400),
        ("-$5", -500),
        ("1_000", 100_000),
        (".5", 50),
        ("5.", 500),
        ("0.00", 0),
    ],
)
def test_an_amount_as_americans_write_it_is_read(text: str, cents: int) -> None:
    assert to_cents(text) == cents


def test_states_of_tables_are_those_of_the_household_file(inside: Any, tmp_path: Path) -> None:
    rows = "".join(f"2026,single,{state.lower()}\n" for state in STATES)
    assert ran(inside, tmp_path, f"year,status,state\n{rows}").code == 0


def test_requests_and_tools_have_the_bounds_of_the_household_file() -> None:
    """One place states them; an age of 121 or a year of 2101 is refused by every face."""
    from megaroth.web.api.request_bodies import OptimizeRequest, RolloverRequest, RoomRequest

    fields = {
        name: RoomRequest.model_json_schema()["properties"][name] for name in ("age", "year", "pay")
    }
    assert (fields["age"]["minimum"], fields["age"]["maximum"]) == (0, OLDEST)
    year = fields["year"]["anyOf"][0]
    assert (year["minimum"], year["maximum"]) == (FIRST_YEAR, LAST_YEAR)
    assert fields["pay"]["anyOf"][0]["maximum"] == MOST_DOLLARS == 1_000_000_000
    assert (
        OptimizeRequest.model_json_schema()["properties"]["at_age"]["anyOf"][0]["maximum"] == OLDEST
    )
    assert RolloverRequest.model_json_schema()["properties"]["balance"]["maximum"] == MOST_DOLLARS
    ages = household_schema()["$defs"]["Person"]["properties"]["retires_at"]
    assert ages["maximum"] == OLDEST


def test_rows_of_young_persons_with_unearned_income_are_warned_of(
    inside: Any, tmp_path: Path
) -> None:
    """IRC 1(g) and 59(j) are not computed."""
    found = ran(
        inside, tmp_path, "year,age_head,interest\n2026,17,9000\n2026,17,2700\n2026,30,9000\n"
    )
    assert (
        "1 of the rows of 2026 is of somebody under 24 with more than $2,700.00 of unearned income"
        in found.err
    )
    assert "1(g)" not in ran(inside, tmp_path, "year,age_head,interest\n2026,30,9000\n").err


def test_own_businesses_and_dependents_of_a_table(inside: Any, tmp_path: Path) -> None:
    """The row of the household file: 16,472.18 with a deduction of 30,736.57 (IRC 199A); 63(c)(5)
    for the dependent."""
    text = (
        "year,status,business_head,dependent,wages_head,retirement_head\n"
        "2026,mfj,200000,0,0,0\n2026,single,0,1,5000,1000\n"
    )
    own, young = json.loads(ran(inside, tmp_path, text, "--json").out)["rows"]
    assert (own["qbi_deduction"], own["self_employment_tax"], own["total"]) == (
        30_736.57,
        28_234.3,
        16_472.18,
    )
    assert (young["deduction"], young["savers_credit"]) == (5_450, 0)
    saver = "year,wages_head,retirement_head\n2026,24000,2000\n"
    assert json.loads(ran(inside, tmp_path, saver, "--json").out)["rows"][0]["savers_credit"] == 790


@pytest.mark.parametrize(
    ("header", "row", "said"),
    [
        (
            "status,business_spouse",
            "single,5000",
            "business_spouse: found '5000'; expected nothing on a return of one person",
        ),
        (
            "status,dependent",
            "single,2",
            "dependent: found '2'; expected a whole number from 0 to 1",
        ),
        (
            "status,dependent_spouse",
            "hoh,1",
            "dependent_spouse: found '1'; expected 0 on a return of one person",
        ),
        ("status,lived_apart", "single,1", "lived_apart: found '1'; expected 0"),
        ("status,spouse_itemizes", "mfj,1", "spouse_itemizes: found '1'; expected 0"),
        ("status,business_head", "single,-5", "business_head: found '-5'"),
        ("status,specified_service", "single,3", "specified_service: found '3'"),
    ],
)
def test_columns_of_businesses_and_dependents_have_bounds(
    inside: Any, tmp_path: Path, header: str, row: str, said: str
) -> None:
    assert said in ran(inside, tmp_path, f"{header}\n{row}\n").err


def test_nobody_under_18_and_nobodys_dependent_has_the_savers_credit_in_a_table(
    inside: Any, tmp_path: Path
) -> None:
    """IRC 25B(c)(1), (2): 18 by the end of the year, and not another's dependent; each spouse by
    themselves."""
    header = (
        "year,status,age_head,age_spouse,wages_head,retirement_head,retirement_spouse,dependent,"
        "dependent_spouse\n"
    )
    rows = (
        ("2026,single,17,0,24000,2000,0,0,0", 0),
        ("2026,single,18,0,24000,2000,0,0,0", 790),
        ("2026,single,18,0,24000,2000,0,1,0", 0),
        ("2026,married_joint,17,30,48000,2000,1000,0,0", 500),
        ("2026,married_joint,30,17,48000,2000,1000,0,0", 1_000),
        ("2026,married_joint,30,30,48000,2000,1000,0,0", 1_500),
        ("2026,married_joint,30,,48000,2000,1000,0,0", 1_500),
        ("2026,married_joint,30,30,48000,2000,1000,0,1", 1_000),
    )
    answer = json.loads(
        ran(inside, tmp_path, header + "\n".join(row for row, _ in rows), "--json").out
    )
    assert [row["savers_credit"] for row in answer["rows"]] == [credit for _, credit in rows]
