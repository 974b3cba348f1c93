"""The plan year's figures on every face: the page, the report, the spreadsheet, the terminal, JSON,
HTTP and the assistant."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from conftest import EXAMPLES
from megaroth.assistant.tools import server
from megaroth.kernel.money import dollars
from megaroth.law.law_book import PUBLISHED
from megaroth.planyear.plan import plan
from megaroth.planyear.unknowns import slots
from megaroth.readers.household_file import parse_household
from megaroth.service import json_answers
from page_figures import wrong_on_pages
from printed_figures import wrong_in_print
from random_homes import MANY, each, homes
from tax_figures import cents, wrong_in_tax
from web_pages import app_of, script, user

SAMPLE, CHUNK = 20, 50
EVERY = [file.read_text("utf-8") for file in sorted(EXAMPLES.glob("*.toml"))]


def wrong_on_faces(folder: Path, texts: list[str]) -> dict[str, list[str]]:
    """What each household's pages and prints have that its plan year has not."""
    app = app_of(folder)
    client, found = user(app), {}
    for place, text in enumerate(texts):
        name = f"home-{place}"
        app.state.context.folder.write(name, text)
        home = parse_household(text)
        answer = plan(home)
        found[text] = wrong_on_pages(client, name, home, answer) + wrong_in_print(home, answer)
    return found


async def told_by_assistant(texts: list[str], tool: str) -> list[dict[str, Any]]:
    async with Client(server(None)) as client:
        return [
            json.loads(
                (await client.call_tool(tool, {"household": text, "detail": "everything"}))
                .content[0]
                .text
            )["answer"]
            for text in texts
        ]


def test_every_face_shows_the_figures_of_each_example(tmp_path: Path) -> None:
    assert not [wrong for wrong in wrong_on_faces(tmp_path, EVERY).values() if wrong]


def test_every_face_shows_the_figures_of_random_households(tmp_path: Path) -> None:
    drawn = homes(0, SAMPLE)
    found = wrong_on_faces(tmp_path, [one.text for one in drawn])
    assert not each(drawn, lambda text: found[text])


@pytest.mark.slow
@pytest.mark.parametrize("first", range(SAMPLE, MANY, CHUNK))
def test_every_face_shows_the_figures_of_2000_households(tmp_path: Path, first: int) -> None:
    drawn = homes(first, min(CHUNK, MANY - first))
    found = wrong_on_faces(tmp_path, [one.text for one in drawn])
    assert not each(drawn, lambda text: found[text])


def test_json_http_and_the_assistant_have_one_plan_year(tmp_path: Path, inside) -> None:
    texts = [*EVERY, *(one.text for one in homes(0, 10))]
    told = asyncio.run(told_by_assistant(texts, "plan"))
    client, file = script(app_of(tmp_path / "folder")), tmp_path / "home.toml"
    for text, of_assistant in zip(texts, told, strict=True):
        file.write_text(text, "utf-8")
        printed = json.loads(inside("plan", str(file), "--json").out)
        assert (
            printed
            == client.post("/api/v1/plan", json={"toml": text}).json()
            == of_assistant
            == json_answers.plan(parse_household(text), PUBLISHED)
        )
        answer = plan(parse_household(text))
        for person, shown in zip(answer.people, printed["people"], strict=True):
            for job, of in zip(person.jobs, shown["jobs"], strict=True):
                kinds = {
                    **vars(job.contributions),
                    "annual_additions": job.annual_additions,
                    "after_tax_room": job.after_tax_room,
                }
                both = {
                    **of["contributions"],
                    **{name: of[name] for name in ("annual_additions", "after_tax_room")},
                }
                assert all(
                    both[name] * 100 == pytest.approx(right)
                    for name, right in kinds.items()
                    if isinstance(right, int)
                )


def wrong_in_printed_tax(text: str) -> list[str]:
    """What ``tax --json`` contradicts in a household whose plan rules are known."""
    home = parse_household(text)
    if slots(home, PUBLISHED):
        return []
    return wrong_in_tax(home, plan(home), json_answers.tax(home, PUBLISHED))


@pytest.mark.parametrize("text", EVERY, ids=[file.stem for file in sorted(EXAMPLES.glob("*.toml"))])
def test_the_tax_of_each_example_has_the_figures_of_its_plan_year(text: str) -> None:
    assert not wrong_in_printed_tax(text)


def test_the_tax_of_random_households_has_the_figures_of_their_plan_year() -> None:
    assert not each(homes(0, 120, unknown=0), wrong_in_printed_tax)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(120, MANY, CHUNK))
def test_the_tax_of_2000_households_has_the_figures_of_their_plan_year(first: int) -> None:
    assert not each(homes(first, min(CHUNK, MANY - first), unknown=0), wrong_in_printed_tax)


def test_json_http_the_assistant_and_the_terminal_have_one_tax(tmp_path: Path, inside) -> None:
    texts = [*EVERY, *(one.text for one in homes(0, 10))]
    told = asyncio.run(told_by_assistant(texts, "tax"))
    client, file = script(app_of(tmp_path / "folder")), tmp_path / "home.toml"
    for text, of_assistant in zip(texts, told, strict=True):
        file.write_text(text, "utf-8")
        printed = json.loads(inside("tax", str(file), "--json").out)
        assert printed == client.post("/api/v1/tax", json={"toml": text}).json() == of_assistant
        shown = inside("tax", str(file)).out
        for amount in (
            printed["federal"]["agi"],
            printed["federal"]["taxable_income"],
            printed["federal"]["total"],
            printed["take_home"],
            *([abs(printed["due"]), printed["withheld"]] if printed["paychecks"] else []),
            *(one["net"] for one in printed["paychecks"]),
            *([] if printed["state"] is None else [printed["state"]["total"]]),
        ):
            assert dollars(cents(amount)) in shown


def test_the_check_of_the_tax_sees_a_figure_that_is_off() -> None:
    home = parse_household((EXAMPLES / "couple.toml").read_text("utf-8"))
    answer, printed = plan(home), json_answers.tax(home, PUBLISHED)
    for key in ("payroll_tax", "withheld", "due", "take_home", "excess_social_security"):
        assert wrong_in_tax(home, answer, {**printed, key: printed[key] + 1}), key
    for place in range(len(printed["paychecks"])):
        for key in ("gross", "contributed", "payroll_tax", "federal_withholding", "net"):
            slips = [dict(one) for one in printed["paychecks"]]
            slips[place][key] += 1
            assert wrong_in_tax(home, answer, {**printed, "paychecks": slips}), key
    for key in ("agi", "taxable_income", "deduction", "total"):
        lines = {**printed["federal"], key: printed["federal"][key] + 1}
        assert wrong_in_tax(home, answer, {**printed, "federal": lines}), key


def test_check_has_the_verdicts_excesses_and_questions_of_the_plan(tmp_path: Path, inside) -> None:
    texts = [*EVERY, *(one.text for one in homes(0, 10))]
    told = asyncio.run(told_by_assistant(texts, "check"))
    client, file = script(app_of(tmp_path / "folder")), tmp_path / "home.toml"
    for text, of_assistant in zip(texts, told, strict=True):
        file.write_text(text, "utf-8")
        printed, whole = (
            json.loads(inside("check", str(file), "--json").out),
            json_answers.plan(parse_household(text), PUBLISHED),
        )
        assert printed == client.post("/api/v1/check", json={"toml": text}).json() == of_assistant
        same = ("year", "verdict", "excesses", "questions")
        assert [printed[key] for key in same] == [whole[key] for key in same]
        jobs = [(person["name"], job) for person in whole["people"] for job in person["jobs"]]
        assert printed["jobs"] == [
            {"person": name, **{key: job[key] for key in ("employer", "verdict", "reasons")}}
            for name, job in jobs
        ]
        assert printed["warnings"][: len(whole["warnings"])] == whole["warnings"]
