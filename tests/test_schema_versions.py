"""Every answer in both versions of its schema, by every interface: version 1 is what it was, and
version 2 has one name for one thing."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any, ClassVar

import jsonschema
import pytest
from mcp import Client

import megaroth as mr
from conftest import EXAMPLES
from golden_answers import COMMANDS, file_of, words_of
from megaroth.assistant.tools import server
from megaroth.contract.answers import to_json
from megaroth.contract.from_types import FromTypes
from megaroth.contract.schema_version import DEFAULT, VERSIONS
from megaroth.contract.schemas import CONTRACTS, schema_of
from megaroth.contract.shapes import Record
from megaroth.kernel.answer_fields import Hidden, Key, Keys, OneAmount, Rate, Rows
from megaroth.kernel.errors import InputError
from megaroth.kernel.message import Amount, Message, Share, message
from megaroth.kernel.money import Cents, column
from megaroth.law.law_book import PUBLISHED
from megaroth.model.household import Household
from megaroth.planning.after_tax_wealth import Owned
from megaroth.planning.results import OWNED
from megaroth.planyear.figure import Range
from megaroth.service import json_answers
from megaroth.service.years_ahead import project
from web_pages import app_of, script

FILES = sorted(EXAMPLES.glob("*.toml"))


def valid(data: dict[str, Any]) -> None:
    name, _, version = data["schema"].removeprefix("megaroth.").partition("/")
    schema = schema_of(name, int(version))
    jsonschema.validate(data, schema, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_answer_about_one_year_is_what_its_schema_says(file: Path, version: int) -> None:
    household = mr.read_household(file)
    for answer in (
        json_answers.plan(household, PUBLISHED, journal=True, schema_version=version),
        json_answers.check(household, PUBLISHED, schema_version=version),
        json_answers.tax(household, PUBLISHED, marginal="wages", schema_version=version),
        json_answers.worksheets(household, "after_tax_room", PUBLISHED, schema_version=version),
    ):
        assert answer["schema"].endswith(f"/{version}")
        valid(answer)


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_answer_about_the_years_ahead_is_what_its_schema_says(file: Path) -> None:
    household = mr.read_household(file)
    assumed = replace(household.assumptions, model="fixed")
    household = replace(household, assumptions=assumed)
    for version in VERSIONS:
        valid(json_answers.project(household, PUBLISHED, schema_version=version))
        valid(json_answers.compare(household, PUBLISHED, spending=True, schema_version=version))


@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
def test_the_best_plan_and_what_moves_a_comparison_are_what_their_schemas_say(
    version: int,
) -> None:
    household = mr.read_household(EXAMPLES / "mission_45.toml")
    valid(json_answers.optimize(household, PUBLISHED, schema_version=version))
    moved = json_answers.compare(household, PUBLISHED, sensitivity=True, schema_version=version)
    assert moved["sensitivity"]["loses"] is not None
    valid(moved)


def test_version_2_of_a_comparison_has_no_figure_of_the_wealth_that_version_1_compares() -> None:
    old = {"wealth_after_tax", "bequest", "difference", "break_even"}
    first, second = (set(properties("compare", "alternatives", one)) for one in VERSIONS)
    assert old - {"break_even"} <= first
    assert not old & second
    assert {
        "measures",
        "differences",
        "penalties",
        "within_reach",
        "runs_out",
        "ahead_from",
    } <= second


@pytest.mark.parametrize("version", VERSIONS)
def test_answers_without_a_household_are_what_their_schemas_say(version: int) -> None:
    day = date(2026, 1, 1)
    cents = {"balance": 100_000_00, "after_tax": 20_000_00}
    valid(json_answers.room(day, PUBLISHED, age=45, schema_version=version))
    valid(json_answers.room(day, PUBLISHED, schema_version=version))
    valid(json_answers.rollover(day, PUBLISHED, schema_version=version, **cents))
    valid(json_answers.law(2027, PUBLISHED, diff=2026, schema_version=version))
    valid(json_answers.law_history("annual_additions", PUBLISHED, schema_version=version))


@pytest.mark.parametrize("name", COMMANDS)
def test_version_2_is_what_it_was(inside, name: str) -> None:
    kept = json.loads(file_of(name).read_text("utf-8"))
    assert json.loads(inside(*words_of(name)).out) == kept, (
        "if this change is meant: python tests/golden_answers.py, and read what differs"
    )


def test_an_answer_is_of_version_1_unless_another_is_asked_for(inside) -> None:
    file = str(EXAMPLES / "mission_45.toml")
    asked = {
        version: json.loads(inside("plan", file, "--json", "--schema-version", str(version)).out)[
            "schema"
        ]
        for version in VERSIONS
    }
    assert asked == {1: "megaroth.plan/1", 2: "megaroth.plan/2"}
    assert DEFAULT == 1
    assert json.loads(inside("plan", file, "--json").out)["schema"] == "megaroth.plan/1"


def test_one_name_for_one_thing_in_version_2(household: Household) -> None:
    kinds = ("pre_tax", "roth", "after_tax", "roth_ira", "backdoor_roth", "hsa")
    compared = properties("compare", "alternatives")
    projected = properties("project", "years")
    for answer in (compared, projected):
        assert tuple(answer["contributions"]["properties"]) == kinds
    assert "back_door" not in json.dumps([schema_of(name, 2) for name in CONTRACTS])
    assert schema_of("optimize", 2)["properties"]["runs_out"] == {"type": "boolean"}
    # Of every payer, what a household puts away itself.
    assert "own_contributions" in projected
    assert "own_contributions" in schema_of("plan", 2)["properties"]
    # A table's JSON names the lines of a return as the return does.
    row = schema_of("tax_table", 2)["properties"]["rows"]["items"]["properties"]
    lines = schema_of("tax", 2)["$defs"]["FederalTax"]["properties"]
    assert set(row) - set(lines) == {"given", "state_tax", "state_support", "law_status"}


def properties(name: str, key: str, version: int = 2) -> dict[str, Any]:
    schema = schema_of(name, version)
    ref = schema["properties"][key]["items"]["$ref"].rpartition("/")[2]
    found: dict[str, Any] = schema["$defs"][ref]["properties"]
    return found


def test_version_1_keeps_the_names_that_it_had() -> None:
    compared = properties("compare", "alternatives", version=1)
    assert "back_door" in compared["contributions"]["properties"]
    assert "runs_out" in compared
    row = schema_of("tax_table", 1)["properties"]["rows"]["items"]["properties"]
    assert {"taxable_ss", "qbi_deduction", "addmed", "total"} <= set(row)
    assert set(schema_of("tax", 1)["properties"]["magi"]["properties"]) == {
        *("roth_ira", "ira_deduction", "niit", "senior", "irmaa"),
    }


@pytest.fixture
def household() -> Household:
    return mr.read_household(EXAMPLES / "mission_45.toml")


def test_data_in_python_has_the_keys_of_its_version(household: Household) -> None:
    answer = mr.plan(household)
    for version in VERSIONS:
        data = mr.to_data(answer, schema_version=version)
        assert {"schema": f"megaroth.plan/{version}"} | data == to_json(answer, version)
    room = mr.to_data(mr.room(mr.law_of(2026), age=45), schema_version=2)
    assert room["limited_by"] == "dollar_limit"
    job = mr.to_data(answer.people[0].jobs[0], schema_version=2)
    assert job["after_tax_room"] == answer.people[0].jobs[0].after_tax_room / 100


def test_years_ahead_of_unknown_rules_are_data_at_both_ends() -> None:
    household = mr.read_household(EXAMPLES / "unknown_rules.toml")
    answer = to_json(project(household, PUBLISHED), 2)
    assert answer["schema"] == "megaroth.between/2"
    assert answer["least"]["answer"]["schema"] == "megaroth.project/2"
    valid(answer)


@pytest.mark.parametrize("version", [0, 3])
def test_a_version_that_does_not_exist_is_refused_everywhere(
    inside, household: Household, tmp_path: Path, version: int
) -> None:
    with pytest.raises(InputError, match="one of 1, 2"):
        mr.to_data(mr.plan(household), schema_version=version)
    ran = inside("room", "--json", "--schema-version", str(version))
    assert ran.code == 2
    assert "one of 1, 2" in ran.err
    client = script(app_of(tmp_path))
    answer = client.get(f"/api/v1/law/2026?schema_version={version}")
    assert answer.status_code == 422


def test_http_answers_in_the_version_that_is_asked_for(tmp_path: Path) -> None:
    client = script(app_of(tmp_path))
    body = {"toml": (EXAMPLES / "mission_45.toml").read_text("utf-8")}
    for version in VERSIONS:
        for question in ("check", "plan", "tax", "project"):
            answer = client.post(f"/api/v1/{question}?schema_version={version}", json=body).json()
            assert answer["schema"] == f"megaroth.{question}/{version}"
            valid(answer)
        schema = client.get(f"/api/v1/schemas/plan?schema_version={version}").json()
        assert schema == schema_of("plan", version)


def test_the_assistant_answers_in_the_version_that_is_asked_for() -> None:
    async def asked() -> list[Any]:
        async with Client(server()) as client:
            return [
                await client.call_tool("room", {"age": 45, "schema_version": version})
                for version in VERSIONS
            ]

    for version, result in zip(VERSIONS, asyncio.run(asked()), strict=True):
        answer = json.loads(result.content[0].text)["answer"]
        assert answer["schema"] == f"megaroth.room/{version}"
        valid(answer)


def test_an_error_has_the_version_of_the_answer_that_it_replaces(inside) -> None:
    ran = inside("room", "--age", "400", "--json", "--schema-version=2")
    assert json.loads(ran.err)["schema"] == "megaroth.error/2"
    valid(json.loads(ran.err))


@dataclass(frozen=True)
class Sample:
    """An answer with a field of each kind."""

    data_properties: ClassVar = ("double",)

    day: date
    amount: Cents | Range
    rate: Rate
    said: Message
    by_year: Annotated[dict[int, OneAmount], Rows(("year", "amount"))]
    by_kind: Annotated[dict[str, OneAmount], Keys(("a", "b")), Key("kinds")]
    maybe: OneAmount | None = None
    hidden: Hidden[object] = None

    @property
    def double(self) -> Rate:
        """Twice the rate."""
        return 2 * self.rate


SAMPLE = Sample(
    day=date(2026, 4, 15),
    amount=Range(1_00, 2_50),
    rate=240_000,
    said=message("roth_ira_reduced", magi=Amount(1_00, 3_00), phaseout_start=Amount.of(5_00)),
    by_year={2026: 7_00},
    by_kind={"a": 1, "b": 2_00},
)


def sample(version: int) -> Record:
    return FromTypes(version).record(Sample)


def test_types_say_how_a_field_is_written() -> None:
    data = sample(2).write(SAMPLE)
    assert data == {
        "day": "2026-04-15",
        "amount": {"low": 1, "high": 2.5},
        "rate": 24.0,
        "said": {
            "code": "roth_ira_reduced",
            "parameters": {"magi": {"low": 1, "high": 3}, "phaseout_start": 5},
            "text": str(SAMPLE.said),
        },
        "by_year": [{"year": 2026, "amount": 7}],
        "kinds": {"a": 0.01, "b": 2},
        "maybe": None,
        "double": 48.0,
    }
    for version in VERSIONS:
        defs: dict[str, Any] = {}
        schema = sample(version).body(defs) | {"$defs": defs}
        jsonschema.validate(sample(version).write(SAMPLE), schema)
    assert sample(1).write(SAMPLE)["said"] == str(SAMPLE.said)


def test_a_column_is_a_list_and_a_message_may_hold_messages() -> None:
    assert sample(1).write(replace(SAMPLE, amount=column([1_00, 3_25])))["amount"] == [1, 3.25]
    shape = FromTypes(2).shape(Message)
    outer = message("depends_on_answers", reasons=(SAMPLE.said,))
    assert shape.write(outer)["parameters"]["reasons"][0]["code"] == "roth_ira_reduced"
    waits = message(
        "after_tax_waits",
        employer="Acme",
        years=10,
        growth=Share.of(60_000),
        earnings=Amount.of(1_50),
    )
    assert shape.write(waits)["parameters"] == {
        "employer": "Acme",
        "years": 10,
        "growth": 6.0,
        "earnings": 1.5,
    }


def test_a_type_that_says_too_little_is_refused() -> None:
    with pytest.raises(TypeError, match="no shape"):
        FromTypes(2).shape(dict[str, int])


def test_the_kinds_of_what_is_owned_are_those_of_the_engine() -> None:
    assert tuple(Owned.__dataclass_fields__) == OWNED
