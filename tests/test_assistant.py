"""The assistant's tools over the protocol itself: the headline first, answers with sources, refusals
that help, nothing written unasked."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from mcp import Client, StdioServerParameters

from conftest import ROOT
from megaroth.assistant.command import assistant
from megaroth.assistant.tools import READ_ONLY, server
from megaroth.contract.schemas import schema_of
from megaroth.kernel.errors import InputError

EXAMPLES = ROOT / "examples"
COUPLE = (EXAMPLES / "couple.toml").read_text(
    "utf-8"
) + "\n[assumptions]\npaths = 20\nplan_until = 60\n"
ASKED: dict[str, dict[str, Any]] = {
    "check": {"household": COUPLE},
    "room": {"age": 45, "year": 2024, "deferral": 23000, "employer": 1500},
    "plan": {"household": COUPLE},
    "paychecks": {"household": COUPLE},
    "letter": {"household": COUPLE, "offer": True},
    "scenarios": {"household": COUPLE, "changes": ["hr_says_no", "state=TX"]},
    "rollover": {
        "balance": 100000,
        "after_tax": 20000,
        "to": {"roth_ira": 20000, "traditional_ira": 80000},
    },
    "tax": {"household": COUPLE, "marginal": "conversion"},
    "next_year": {"household": COUPLE},
    "project": {"household": COUPLE},
    "compare": {"household": COUPLE},
    "optimize": {
        "household": COUPLE.replace("plan_until = 60", "plan_until = 50"),
        "keep_claims": True,
    },
    "law": {"year": 2026},
    "why": {"household": COUPLE, "figure": "after_tax_room"},
    "household_format": {},
}


def talk(do: Callable[[Client], Awaitable[Any]], folder: Path | None = None) -> Any:
    """Ask a server within this process."""

    async def session() -> Any:
        async with Client(server(folder)) as client:
            return await do(client)

    return asyncio.run(session())


def test_every_tool_is_asked_here() -> None:
    assert set(ASKED) == set(READ_ONLY)


def said(result: Any) -> dict[str, Any]:
    """What a tool answers."""
    assert not result.is_error, result.content
    found: dict[str, Any] = json.loads(result.content[0].text)
    return found


async def asked_in(client: Client, name: str, **more: Any) -> dict[str, Any]:
    return said(await client.call_tool(name, ASKED[name] | more))


@pytest.mark.parametrize("name", sorted(set(ASKED) - {"household_format"}))
def test_a_tool_answers_as_much_as_is_asked_for(name: str) -> None:
    async def do(client: Client) -> Any:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        result = await client.call_tool(name, ASKED[name])
        details = ("headline", "everything")
        return tools[name], result, [await asked_in(client, name, detail=one) for one in details]

    tool, result, (headline, everything) = talk(do)
    assert tool.annotations.read_only_hint is True
    assert tool.description
    # Text or structure, never both.
    assert tool.output_schema is None
    assert result.structured_content is None
    answer = said(result)
    assert "\n" not in result.content[0].text
    assert list(answer)[:2] == list(headline)[:2] == ["headline", "today"]
    assert set(headline) == {"headline", "today", "note"}
    assert answer["headline"] == headline["headline"] == everything["headline"] != ""
    assert "not tax advice" in answer["note"]
    schema = everything["answer"]["schema"]
    noun, version = schema.removeprefix("megaroth.").split("/")
    jsonschema.validate(everything["answer"], schema_of(noun, int(version)))
    assert all(missing > 0 for missing in answer.get("left_out", {}).values())
    assert len(json.dumps(answer["answer"])) <= len(json.dumps(everything["answer"]))
    if name != "law":
        assert answer["sources"], "what it rests on"


def test_long_lists_are_cut_and_the_cut_is_counted() -> None:
    async def do(client: Client) -> Any:
        return await asked_in(client, "paychecks"), await asked_in(
            client, "paychecks", detail="everything"
        )

    short, whole = talk(do)
    days = whole["answer"]["paydays"]
    assert short["answer"]["paydays"] == days[:12]
    assert short["left_out"]["paydays"] == len(days) - 12
    assert short["answer"]["changes"] == whole["answer"]["changes"], (
        "what is to be entered is whole"
    )


def test_the_list_of_tools_is_short(tmp_path: Path) -> None:
    """A client sends it with every conversation."""

    async def do(client: Client) -> list[Any]:
        return [
            tool.model_dump(mode="json", by_alias=True, exclude_none=True)
            for tool in (await client.list_tools()).tools
        ]

    assert len(json.dumps(talk(do, tmp_path))) < 20_000


def test_the_format_has_an_example_that_answers() -> None:
    async def do(client: Client) -> Any:
        example = said(await client.call_tool("household_format", {}))["example"]
        plan = said(await client.call_tool("plan", {"household": example, "detail": "headline"}))
        return (
            example,
            plan,
            said(await client.call_tool("household_format", {"json_schema": True})),
        )

    example, plan, schema = talk(do)
    assert 'after_tax = "yes"' in example or "after_tax = true" in example
    assert plan["headline"]
    assert schema["schema"]["$schema"].startswith("https://json-schema.org/")


def test_sources_name_the_numbers_that_they_set() -> None:
    async def do(client: Client) -> Any:
        return await asked_in(client, "room", year=2026)

    [source] = [one for one in talk(do)["sources"] if "415(c)(1)(A)" in one]
    assert "annual additions limit $72,000" in source or "annual additions $72,000" in source


@pytest.mark.parametrize(
    ("name", "arguments", "says"),
    [
        ("plan", {}, "household: found nothing; expected a value"),
        ("room", {"age": "old"}, "age: found 'old'; expected input should be a valid integer"),
        ("room", {"age": 45, "year": 1700}, "year: found 1700; expected input should be greater"),
        ("plan", {"household": COUPLE, "detail": "all"}, "detail: found 'all'; expected input"),
        ("rollover", ASKED["rollover"] | {"to": {"roth_ria": 1}}, "did you mean roth_ira"),
        ("project", {"household": COUPLE, "alternative": "mgea"}, "alternative: found 'mgea'"),
    ],
)
def test_an_error_names_the_argument_and_no_flag(
    name: str, arguments: dict[str, Any], says: str
) -> None:
    async def do(client: Client) -> Any:
        return await client.call_tool(name, arguments)

    result = talk(do)
    assert result.is_error
    text = result.content[0].text
    assert says in text
    assert "--" not in text
    assert "pydantic" not in text


def test_the_missions_example() -> None:
    async def do(client: Client) -> Any:
        household = (EXAMPLES / "mission_45.toml").read_text("utf-8")
        return await client.call_tool("room", ASKED["room"]), await client.call_tool(
            "plan", {"household": household}
        )

    room, plan = talk(do)
    assert said(room)["answer"]["after_tax_room"] == 44500
    assert said(plan)["answer"]["people"][0]["jobs"][0]["contributions"]["after_tax"] == 44500
    assert said(plan)["answer"]["assumptions"]


@pytest.mark.parametrize(
    ("name", "arguments", "says"),
    [
        ("plan", {"household": "year = 2026"}, "people: found nothing"),
        ("plan", {"household": "year = = 2"}, "valid TOML"),
        ("why", {"household": COUPLE, "figure": "after_tax_rom"}, "did you mean after_tax_room"),
        ("law", {"year": 1900}, "1900"),
        ("tax", {"household": COUPLE, "marginal": "convertion"}, "did you mean conversion"),
        ("room", {"age": -1}, "age"),
        (
            "compare",
            {"household": 'year = 2026\n[[people]]\nname = "A"\nborn = 1960-01-01'},
            "nobody works in this plan",
        ),
    ],
)
def test_a_refusal_says_what_to_mend(name: str, arguments: dict[str, Any], says: str) -> None:
    async def do(client: Client) -> Any:
        return await client.call_tool(name, arguments)

    result = talk(do)
    assert result.is_error
    assert says in result.content[0].text


def test_nothing_is_written_unless_a_folder_is_named(tmp_path: Path) -> None:
    async def names(client: Client) -> list[str]:
        return [tool.name for tool in (await client.list_tools()).tools]

    assert talk(names) == list(READ_ONLY)
    assert talk(names, tmp_path) == [*READ_ONLY, "save_household"]

    async def saving(client: Client) -> Any:
        good = await client.call_tool(
            "save_household", {"name": "Ana and Luis", "household": COUPLE}
        )
        bad = [
            await client.call_tool("save_household", {"name": name, "household": COUPLE})
            for name in ("../evil", ".hidden", "a/b", "", "x" * 70)
        ]
        return good, [
            *bad,
            await client.call_tool("save_household", {"name": "x", "household": "year = 1"}),
        ]

    good, bad = talk(saving, tmp_path)
    assert not good.is_error
    assert all(one.is_error for one in bad)
    assert [one.name for one in tmp_path.rglob("*")] == ["Ana and Luis.toml"]
    assert (tmp_path / "Ana and Luis.toml").stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.parent.glob("evil*")] == []


def test_the_intake_asks_for_what_decides() -> None:
    async def do(client: Client) -> Any:
        listed = await client.list_prompts()
        return (
            listed.prompts[0].name,
            await client.get_prompt("intake", {"year": "2026"}),
            client.instructions,
        )

    name, prompt, instructions = talk(do)
    text = prompt.messages[0].content.text
    assert name == "intake"
    assert "in 2026" in text
    for word in (
        "after-tax",
        "I don't know",
        "match",
        "spouse",
        "questions for HR",
        "not tax advice",
    ):
        assert word in text, word
    assert "Never state a limit" in instructions


def test_it_speaks_over_standard_input_and_output() -> None:
    async def session() -> Any:
        parameters = StdioServerParameters(
            command=sys.executable, args=["-m", "megaroth", "assistant"]
        )
        async with Client(parameters) as client:
            return await client.call_tool("room", ASKED["room"])

    assert said(asyncio.run(session()))["answer"]["after_tax_room"] == 44500


def test_the_configuration_starts_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assistant(print_config=True, write=str(tmp_path))
    config = json.loads(capsys.readouterr().out)["mcpServers"]["megaroth"]
    assert config["args"] == ["assistant", "--write", str(tmp_path.resolve())]
    ran = subprocess.run(
        [config["command"], "--version"], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "0.1.0"
    with pytest.raises(InputError, match="an existing folder"):
        assistant(write=str(tmp_path / "no"))
