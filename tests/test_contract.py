"""What others script against: names, exit codes and JSON of the command line, held to the closed
schemas."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from app_lists import commands
from conftest import EXAMPLES, ROOT, Ran
from megaroth.cli.schema import NAMES, schema_of
from megaroth.contract.messages import PARAMETERS
from megaroth.contract.schema_version import VERSIONS
from megaroth.law.law_book import PUBLISHED
from megaroth.planyear.plan import plan
from megaroth.readers.household_file import parse_household, read_household

pytestmark = pytest.mark.usefixtures("remembered_years", "remembered_answers")
FILES = sorted(EXAMPLES.glob("*.toml"))


def answer(ran: Ran, schema: str) -> dict:
    data = json.loads(ran.out)
    jsonschema.validate(data, schema_of(schema), cls=jsonschema.Draft202012Validator)
    return data


def test_the_missions_example_on_the_command_line(inside) -> None:
    ran = inside(
        "room",
        "--year",
        "2024",
        "--age",
        "45",
        "--pay",
        "300000",
        "--deferral",
        "23000",
        "--employer",
        "1500",
        "--json",
    )
    data = answer(ran, "room")
    assert ran.code == 0
    assert data["after_tax_room"] == 44_500
    expected = {
        "year": 2024,
        "status": "published",
        "annual_additions_limit": 69_000,
        "limited_by": "dollar_limit",
    }
    assert expected.items() <= data.items()
    assert (data["elective_deferral_limit"], data["catch_up_limit"]) == (23_000, 0)


def test_the_missions_example_as_a_file(inside) -> None:
    data = answer(inside("plan", str(EXAMPLES / "mission_45.toml"), "--json"), "plan")
    job = data["people"][0]["jobs"][0]
    assert data["verdict"] == "yes"
    assert job["after_tax_room"] == job["contributions"]["after_tax"] == 44_500
    assert (job["contributions"]["pre_tax"], job["contributions"]["match"]) == (23_000, 1_500)
    assert sum(move["amount"] for move in data["rollovers"]) == pytest.approx(44_500)
    assert data["tax"] == 0
    takes = {a["name"]: a["amount"] for a in data["alternatives"]}
    assert (takes["roth_401k"], takes["backdoor_roth"]) == (23_000, 7_000)


def test_the_missions_pro_rata_example(inside) -> None:
    ran = inside(
        "rollover",
        "--balance",
        "100000",
        "--pre-tax",
        "80000",
        "--after-tax",
        "20000",
        "--distribute",
        "50000",
        "--json",
    )
    data = answer(ran, "rollover")
    assert (data["pre_tax"], data["after_tax"]) == (40_000, 10_000)


def test_the_contracts_rollover(inside) -> None:
    to = [
        word
        for part in ("traditional_ira=80000", "roth_ira=10000", "cash=10000")
        for word in ("--to", part)
    ]
    ran = inside(
        "rollover",
        "--balance",
        "100000",
        "--pre-tax",
        "80000",
        "--after-tax",
        "20000",
        *to,
        "--age",
        "50",
        "--json",
    )
    data = answer(ran, "rollover")
    by = {part["to"]: part for part in data["destinations"]}
    assert (
        by["traditional_ira"]["pre_tax"],
        by["roth_ira"]["after_tax"],
        by["cash"]["after_tax"],
    ) == (80_000, 10_000, 10_000)
    assert (data["taxable"], data["withholding"], data["additional_tax"]) == (0, 0, 0)
    assert [form["form"] for form in data["forms"]] == [
        "1099-R",
        "1099-R",
        "1099-R",
        "1040",
        "8606",
    ]
    assert data["forms"][-1]["filed"] is False


@pytest.mark.parametrize("choice", ["traditional_ira", "roth_ira", "designated_roth", "plan"])
def test_the_recipient_chooses_where_pre_tax_dollars_go(inside, choice: str) -> None:
    parts = [
        word
        for name in ("traditional_ira", "roth_ira", "designated_roth", "plan")
        for word in ("--to", f"{name}=25000")
    ]
    data = answer(
        inside(
            "rollover",
            "--pre-tax",
            "25000",
            "--after-tax",
            "75000",
            *parts,
            "--prefer",
            choice,
            "--json",
        ),
        "rollover",
    )
    assert data["recipient_chooses"] is True
    assert next(part for part in data["destinations"] if part["to"] == choice)["pre_tax"] == 25_000
    assert (data["least_taxable"], data["most_taxable"]) == (0, 25_000)
    assert data["taxable"] == (25_000 if choice in ("roth_ira", "designated_roth") else 0)


def test_a_loss_before_the_move_is_not_taxed_and_its_basis_is_lost(inside) -> None:
    ran = inside(
        "rollover",
        "--balance",
        "9000",
        "--pre-tax",
        "0",
        "--after-tax",
        "10000",
        "--to",
        "roth_ira=9000",
        "--separate-source",
        "--json",
    )
    data = answer(ran, "rollover")
    assert (data["taxable"], data["after_tax"], data["unrecovered_basis"]) == (0, 9_000, 1_000)
    assert any("worth less than its basis" in note for note in data["notes"])
    assert [
        (one["reading"], one["basis_left"], one["unrecovered_basis"])
        for one in data["basis_after_loss"]
    ] == [
        ("account_goes_on", 1_000, 0),
        ("account_closed", 0, 1_000),
    ]


def test_earnings_to_a_traditional_ira_make_a_later_backdoor_pro_rata(inside) -> None:
    ran = inside(
        "rollover",
        "--year",
        "2026",
        "--pre-tax",
        "7500",
        "--after-tax",
        "40000",
        "--separate-source",
        "--json",
    )
    data = answer(ran, "rollover")
    all_roth, split_off = data["later_backdoor"]
    assert (all_roth["taxable_now"], all_roth["backdoor_taxable"]) == (7_500, 0)
    # 7,500 of basis in 15,000: half of a 7,500 conversion is taxed.
    assert (split_off["taxable_now"], split_off["backdoor_taxable"]) == (0, 3_750)


@pytest.mark.parametrize(("age", "code"), [("42", "1"), ("59.5", "7"), ("60", "7")])
def test_the_distribution_code_follows_age(inside, age: str, code: str) -> None:
    data = answer(
        inside(
            "rollover",
            "--pre-tax",
            "100",
            "--after-tax",
            "0",
            "--to",
            "cash=100",
            "--age",
            age,
            "--json",
        ),
        "rollover",
    )
    assert data["forms"][0]["box_7"] == code
    assert data["additional_tax"] == (10 if code == "1" else 0)
    assert data["withholding"] == 20


def test_leaving_the_employer_at_55_lifts_the_additional_tax(inside) -> None:
    args = (
        "rollover",
        "--pre-tax",
        "100",
        "--after-tax",
        "0",
        "--to",
        "cash=100",
        "--age",
        "56",
        "--separated-age",
        "55",
        "--json",
    )
    data = answer(inside(*args), "rollover")
    assert (data["additional_tax"], data["forms"][0]["box_7"]) == (0, "2")


def test_after_tax_money_may_not_reach_another_plan_within_sixty_days(inside) -> None:
    ran = inside(
        "rollover",
        "--pre-tax",
        "80000",
        "--after-tax",
        "20000",
        "--to",
        "plan_60_day=100000",
        "--json",
    )
    assert (ran.code, ran.out) == (1, "")
    assert "402(c)(2)(A)" in ran.err


def test_an_unknown_age_gives_a_range_of_additional_tax(inside) -> None:
    data = answer(
        inside("rollover", "--pre-tax", "100", "--after-tax", "0", "--to", "cash=100", "--json"),
        "rollover",
    )
    assert data["additional_tax"] == {"low": 0, "high": 10}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_example_is_what_it_was(inside, file: Path) -> None:
    ran = inside("plan", str(file), "--json")
    data = answer(ran, "plan")
    golden = ROOT / "tests" / "golden" / f"{file.stem}.json"
    assert ran.code == (1 if data["verdict"] == "no" else 0)
    assert data == json.loads(golden.read_text("utf-8")), (
        f"if this change is meant: megaroth plan {file} --json > {golden}"
    )


def test_the_examples_cover_the_people_they_should() -> None:
    assert {file.stem for file in FILES} >= {
        "mission_45",
        "high_earner_52",
        "age_61",
        "job_change_june",
        "couple",
        "solo_and_w2",
        "unknown_rules",
        "low_pay",
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_check_agrees_with_plan(inside, file: Path) -> None:
    data = answer(inside("check", str(file), "--json"), "check")
    assert data["verdict"] == plan(read_household(file)).verdict


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_example_is_valid_by_the_household_schema(file: Path) -> None:
    import tomllib

    data = tomllib.loads(file.read_text("utf-8"))
    plain = json.loads(json.dumps(data, default=str))
    jsonschema.validate(plain, schema_of("household"), cls=jsonschema.Draft202012Validator)


OPEN = ("The row as it was given.", PARAMETERS)
"""Objects whose keys are not fixed: a row of the user's table, and what a message's code needs."""


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_valid_closed_and_what_the_docs_hold(inside, name: str, version: int) -> None:
    ran = inside("schema", name, "--schema-version", str(version))
    schema = json.loads(ran.out)
    jsonschema.Draft202012Validator.check_schema(schema)
    if name != "household":
        assert schema["properties"]["schema"] == {"const": f"megaroth.{name}/{version}"}

    def closed(node) -> None:
        if isinstance(node, dict):
            if node.get("type") == "object" and node.get("description") not in OPEN:
                assert node["additionalProperties"] is False, node.get("title")
            for inner in node.values():
                closed(inner)
        elif isinstance(node, list):
            for inner in node:
                closed(inner)

    closed(schema)
    ending = "" if version == 1 or name == "household" else f".{version}"
    kept = ROOT / "docs" / "schemas" / f"{name}{ending}.schema.json"
    assert json.loads(kept.read_text("utf-8")) == schema, "make reference writes them anew"


def test_worksheets_law_and_history_answer_by_their_schemas(inside) -> None:
    answer(
        inside("room", "--year", "2026", "--age", "40", "--explain", "after_tax_room", "--json"),
        "worksheets",
    )
    answer(inside("law", "2027", "--json"), "law")
    diff = answer(inside("law", "2026", "--diff", "2025", "--json"), "law")
    assert {"name": "annual_additions", "value": 72_000, "before": 70_000}.items() <= next(
        limit for limit in diff["limits"] if limit["name"] == "annual_additions"
    ).items()
    history = answer(inside("law", "history", "annual_additions", "--json"), "law_history")
    assert {row["year"]: row["value"] for row in history["years"]}[2026] == 72_000
    assert history["years"][-1]["status"] == "projected"


def test_exit_code_1_where_the_code_says_no(inside, tmp_path: Path) -> None:
    ran = inside("room", "--year", "2024", "--age", "45", "--deferral", "25000", "--json")
    assert ran.code == 1
    assert answer(ran, "room")["excess_deferral"] == 2_000
    file = tmp_path / "no.toml"
    file.write_text(
        'year = 2026\n[[people]]\nname="A"\nborn=1980-01-01\n'
        '[[people.jobs]]\nemployer="E"\npay=9\n[people.jobs.plan]\n'
    )
    assert inside("plan", str(file), "--json").code == 1


def test_a_missing_age_gives_a_range(inside) -> None:
    data = answer(inside("room", "--year", "2026", "--json"), "room")
    assert data["catch_up_limit"] == {"low": 0, "high": 11_250}
    assert data["age"] is None


def test_projected_limits_say_so_everywhere(inside, tmp_path: Path) -> None:
    assert (
        answer(inside("room", "--year", "2027", "--age", "40", "--json"), "room")["status"]
        == "projected"
    )
    assert "projected" in inside("room", "--year", "2027", "--age", "40").out
    file = EXAMPLES / "next_year.toml"
    data = answer(inside("plan", str(file), "--json"), "plan")
    assert data["status"] == "projected"
    assert any("projected" in text for text in data["warnings"])
    assert "projected" in inside("plan", str(file)).out
    assert "projected" in inside("law", "2027").out


def test_a_table_gives_each_row_what_the_flags_give(inside, tmp_path: Path) -> None:
    rows = [
        {
            "id": "a",
            "year": "2024",
            "age": "45",
            "pay": "300000",
            "deferral": "23000",
            "employer": "1500",
        },
        {
            "id": "b",
            "year": "2026",
            "age": "61",
            "pay": "60000",
            "deferral": "",
            "employer": "3000.55",
        },
        {"id": "c", "year": "2027", "age": "", "pay": "", "deferral": "24500", "employer": ""},
        {
            "id": "d",
            "year": "2026",
            "age": "52",
            "pay": "400000",
            "deferral": "34000",
            "employer": "",
        },
    ]
    table, out = tmp_path / "t.csv", tmp_path / "out.csv"
    table.write_text(
        ",".join(rows[0]) + "\n" + "".join(",".join(row.values()) + "\n" for row in rows)
    )
    assert inside("room", "--table", str(table), "--output", str(out)).code == 1, (
        "row d defers too much"
    )
    import csv

    found = list(csv.DictReader(out.read_text().splitlines()))
    assert [row["id"] for row in found] == ["a", "b", "c", "d"]
    for row, got in zip(rows, found, strict=True):
        flags = [
            word
            for name, value in row.items()
            if name != "id" and value
            for word in (f"--{name}", value)
        ]
        one = json.loads(inside("room", *flags, "--json").out)
        for name, value in one.items():
            if name in got and name not in row and not isinstance(value, dict):
                shown = (
                    {True: "true", False: "false"}.get(value, str(value))
                    if isinstance(value, bool)
                    else str(value)
                )
                assert got[name] == shown, (row["id"], name)


def test_a_table_of_any_length_is_one_row_a_row(inside, tmp_path: Path) -> None:
    table, out = tmp_path / "t.csv", tmp_path / "out.csv"
    count = 40_000  # more than two blocks
    table.write_text(
        "age,pay,year\n" + "".join(f"{20 + n % 50},{n},{2024 + n % 3}\n" for n in range(count))
    )
    assert inside("room", "--table", str(table), "--output", str(out)).code == 0
    lines = out.read_text().splitlines()
    assert len(lines) == count + 1
    assert lines[30_000].split(",")[:3] == ["69", "29999", "2026"]
    table.write_text("age,pay\n")
    assert inside("room", "--table", str(table)).out.count("\n") == 1


def test_init_writes_a_file_that_plan_reads(inside, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = inside(
        "init",
        "--year",
        "2026",
        "--age",
        "45",
        "--pay",
        "300000",
        "--match",
        "100%:3%",
        "--match",
        "50%:5%",
        "--state",
        "NY",
    )
    assert ran.code == 0
    assert (tmp_path / "household.toml").stat().st_mode & 0o777 == 0o600
    household = read_household("household.toml")
    assert household.people[0].age(2026) == 45
    assert len(household.people[0].jobs[0].plan.match) == 2
    data = answer(inside("plan", "household.toml", "--json"), "plan")
    assert data["verdict"] == "depends"
    again = inside("init", "--age", "45", "--pay", "1")
    assert again.code == 2
    assert "--force" in again.err


@pytest.mark.parametrize("name", ['O"Brien \\ Sons', "Ünïcode 株式会社", "[x]", "'''"])
def test_init_quotes_any_name(inside, tmp_path: Path, monkeypatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    assert inside("init", "--age", "45", "--pay", "1", "--name", name, "--employer", name).code == 0
    household = read_household("household.toml")
    assert household.people[0].name == household.people[0].jobs[0].employer == name


def test_unknown_rules_become_ranges_and_questions(inside) -> None:
    data = answer(inside("plan", str(EXAMPLES / "unknown_rules.toml"), "--json"), "plan")
    asked = {question["rule"]: question for question in data["questions"] if question["to"] == "HR"}
    assert data["verdict"] == "depends"
    assert set(asked) == {
        "after_tax",
        "after_tax_cap",
        "in_plan_roth_rollover",
        "in_service_withdrawal",
        "separate_after_tax_source",
    }
    assert data["people"][0]["jobs"][0]["contributions"]["after_tax"]["low"] == 0
    for rule in ("after_tax", "in_plan_roth_rollover", "in_service_withdrawal"):
        worth = {a["answer"]: a["worth"] for a in asked[rule]["answers"]}
        most = {word: one["high"] if isinstance(one, dict) else one for word, one in worth.items()}
        assert (worth["no"]["low"] if isinstance(worth["no"], dict) else worth["no"]) == 0
        assert max(most.values()) > 30_000
        assert asked[rule]["employer"] == "Harbor Labs"
        assert asked[rule]["text"].endswith("?")
    assert any("Ask HR" in step["text"] for step in data["steps"])


def test_the_range_holds_every_answer() -> None:
    from megaroth.planyear.merge_scenarios import high, low
    from megaroth.planyear.run import run
    from megaroth.planyear.unknowns import resolve, scenarios

    household = read_household(EXAMPLES / "unknown_rules.toml")
    whole = plan(household)
    answers, complete = scenarios(household, PUBLISHED)
    assert complete
    for one in (run(resolve(household, chosen), PUBLISHED) for chosen in answers):
        for name in ("to_roth", "taxable", "own_contributions"):
            assert (
                low(getattr(whole, name))
                <= low(getattr(one, name))
                <= high(getattr(one, name))
                <= high(getattr(whole, name))
            )


def test_the_marginal_rate_is_asked_for_only_where_it_matters() -> None:
    text = (EXAMPLES / "mission_45.toml").read_text().replace('marginal_rate = "35%"\n', "")
    assert not plan(parse_household(text)).questions
    text += "\n[people.jobs.balances]\nafter_tax = { value = 12_000, basis = 10_000 }\n"
    computed = plan(parse_household(text))
    assert not computed.questions
    assert computed.tax == round(2_000_00 * 0.32), (
        "the exact difference of the federal returns of 2024"
    )
    # The income tax of 2022 is not in the law: then the rate matters, and is asked for.
    older = plan(parse_household(text.replace("2024", "2022")))
    assert [question.rule for question in older.questions] == ["marginal_rate"]
    assert (older.tax.low, older.tax.high) == (0, 740_00)


def test_the_terminal_shows_tables_and_colours_and_a_pipe_does_not(megaroth) -> None:
    ran = megaroth("plan", str(EXAMPLES / "mission_45.toml"))
    assert ran.code == 0
    assert "\x1b[" not in ran.out
    assert ran.out.splitlines()[0].startswith("YES: $44,500.00 after tax")
    assert "not tax advice" in ran.out


def test_output_to_a_reader_that_leaves_is_no_error() -> None:
    import subprocess
    import sys

    code = "from megaroth.cli.app import main; main()"
    command = f"{sys.executable} -c '{code}' law 2026 | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False
    )
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", commands())
def test_help_teaches_with_an_example(inside, command: str) -> None:
    ran = inside(*command.split(), "--help")
    assert ran.code == 0
    assert f"megaroth {command}" in ran.out
    assert "For example" in ran.out


# --- tax


def test_the_tax_of_a_file_with_the_next_dollars(inside, tmp_path: Path) -> None:
    file = tmp_path / "household.toml"
    text = (
        (EXAMPLES / "high_earner_52.toml")
        .read_text("utf-8")
        .replace('state = "NY"', 'state = "NY"\ncity = "New York City"')
    )
    file.write_text(text, "utf-8")
    data = answer(
        inside("tax", str(file), "--marginal", "conversion", "--amount", "10000", "--json"), "tax"
    )
    federal, state = data["federal"], data["state"]
    assert federal["taxable_income"] == federal["agi"] - federal["deduction"]
    assert state["city_tax"] > 0
    assert state["total"] == pytest.approx(
        state["tax"] - state["credits"] + state["surtax"] + state["city_tax"]
    )
    marginal = data["marginal"]
    assert (marginal["amount"], marginal["item"]) == (10_000, "conversion")
    assert (
        sum(marginal["by_kind"].values())
        == marginal["tax"]
        == marginal["amount"] * marginal["rate"] / 100
    )
    # In the 6% bracket of the state and the top one of the city.
    assert 900 < marginal["state_tax"] < 1_200
    shown = inside("tax", str(file), "--marginal", "conversion")
    assert "State income tax" in shown.out
    assert "city tax" in shown.out


def test_more_pay_bears_additional_medicare_tax_and_a_deferral_saves_none(inside) -> None:
    file = str(EXAMPLES / "high_earner_52.toml")
    more = answer(inside("tax", file, "--marginal", "wages", "--json"), "tax")["marginal"]
    less = answer(inside("tax", file, "--marginal", "deferral", "--json"), "tax")["marginal"]
    assert (more["by_kind"]["additional_medicare"], less["by_kind"]["additional_medicare"]) == (
        9,
        0,
    )


def test_a_table_of_household_years_comes_back_with_its_taxes(inside, tmp_path: Path) -> None:
    table = tmp_path / "years.csv"
    table.write_text(
        "id,year,status,state,wages_head\n"
        "7,2026,single,NC,185000\n8,2025,mfj,,90000\n9,2025,mfj,TX,90000\n",
        "utf-8",
    )
    rows = answer(inside("tax", "--table", str(table), "--json"), "tax_table")["rows"]
    assert [row["state_tax"] for row in rows] == [6_872.78, None, 0]
    assert [row["total"] for row in rows] == [33_134, 6_543, 6_543]
    assert rows[0]["given"]["id"] == "7"


def test_a_city_needs_its_state(inside, tmp_path: Path) -> None:
    file = tmp_path / "household.toml"
    text = (
        (EXAMPLES / "couple.toml")
        .read_text("utf-8")
        .replace('state = "CA"', 'state = "CA"\ncity = "New York City"')
    )
    file.write_text(text, "utf-8")
    ran = inside("plan", str(file))
    assert ran.code == 2
    assert 'state = "NY"' in ran.err


@pytest.mark.parametrize("command", ["project", "compare"])
def test_years_ahead_answer_in_their_schemas_and_in_words(
    inside, tmp_path: Path, command: str
) -> None:
    file = tmp_path / "home.toml"
    text = (
        (EXAMPLES / "mission_45.toml")
        .read_text("utf-8")
        .replace("year = 2024", "year = 2026")
        .replace("2024-01-05", "2026-01-02")
    )
    file.write_text(text + "\n[assumptions]\npaths = 20\nplan_until = 70\n", "utf-8")
    data = answer(inside(command, str(file), "--json"), command)
    assert data["paths"] == 20
    assert any("retires_at is not stated" in sentence for sentence in data["assumptions"])
    told = inside(command, str(file)).out
    assert "Assumptions" in told
    assert "not tax advice" in told
    again = answer(inside(command, str(file), "--json"), command)
    assert again == data, "the same seed gives the same answer"


def test_the_first_line_of_compare_tells_answer_size_certainty_and_main_assumption(
    inside, tmp_path: Path
) -> None:
    file = tmp_path / "home.toml"
    text = (
        (EXAMPLES / "mission_45.toml")
        .read_text("utf-8")
        .replace("year = 2024", "year = 2026")
        .replace("2024-01-05", "2026-01-02")
    )
    file.write_text(text + "\n[assumptions]\npaths = 50\nplan_until = 75\n", "utf-8")
    first = inside("compare", str(file)).out.split("\n\n")[0].replace("\n", " ")
    said = (
        r"About \$[\d,]+ a year more to spend from age 65 with the mega backdoor Roth than with "
        r"the taxable account \(between \$[\d,]+ and \$[\d,]+ in 9 of 10 markets\), ahead from"
    )
    assert re.search(said, first)


def test_optimize_answers_in_its_schema_and_in_words(inside, tmp_path: Path) -> None:
    file = tmp_path / "home.toml"
    text = (EXAMPLES / "mission_45.toml").read_text("utf-8").replace("year = 2024", "year = 2026")
    file.write_text(
        text.replace("2024-01-05", "2026-01-02") + "\n[assumptions]\nplan_until = 72\n", "utf-8"
    )
    ran = inside("optimize", str(file), "--json")
    data = answer(ran, "optimize")
    assert data["bound"] >= data["value"] >= data["rule_of_thumb"]["value"]
    told = inside("optimize", str(file)).out
    assert told.startswith(f"${round(data['value']):,}: after tax at the end")
    assert "Best simple policies" in told
    assert "not tax advice" in told


def test_what_moves_a_comparison_answers_in_its_schema_and_in_words(inside, tmp_path: Path) -> None:
    file = tmp_path / "home.toml"
    text = (EXAMPLES / "mission_45.toml").read_text("utf-8").replace("year = 2024", "year = 2026")
    file.write_text(
        text.replace("2024-01-05", "2026-01-02")
        + '\n[assumptions]\nmodel = "fixed"\nplan_until = 70\n',
        "utf-8",
    )
    assert answer(inside("compare", str(file), "--json"), "compare")["sensitivity"] is None
    first = answer(inside("compare", str(file), "--sensitivity", "--json"), "compare")[
        "sensitivity"
    ]
    names = {"growth", "inflation", "plan_until", "retires_at"}
    assert {one["assumption"] for one in first["swings"]} >= names | {"heirs_rate"}
    assert "measure" not in first, "version 1 has wealth"
    newest = ("--sensitivity", "--json", "--schema-version", "2")
    whole = json.loads(inside("compare", str(file), *newest).out)
    jsonschema.validate(whole, schema_of("compare", 2), cls=jsonschema.Draft202012Validator)
    moves = whole["sensitivity"]
    assert moves["measure"] == "spending_per_year"
    assert {one["assumption"] for one in moves["swings"]} >= names
    assert {one["growth"]: one["difference"] for one in moves["by_growth"]}[6] == moves[
        "difference"
    ]
    told = inside("compare", str(file), "--sensitivity").out
    assert f"What changes the ${round(moves['difference']):,}" in told
