"""Stated figures on the page, over HTTP and in the assistant's tools: the same answers, and the
same words about them."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from fastapi.routing import APIRoute
from mcp import Client
from pydantic import BaseModel

from conftest import EXAMPLES
from megaroth.assistant.tools import READ_ONLY, server
from megaroth.kernel.errors import InputError
from megaroth.law.law_book import LawBook
from megaroth.readers.figures_file import parse_figures, template
from megaroth.web.api import routes
from megaroth.web.serve import serve
from megaroth.web.server.cached_queries import plan_of
from megaroth.web.server.jobs import Jobs
from web_pages import app_of, script, take_in, user

FIGURES = (
    '[2027]\nsource = "Notice 2026-00"\n[2027.annual_additions]\namount = '
    "76_000\n[2027.elective_deferral]\namount = 25_000\n"
)
SAID = "Figures for 2027 that you entered, from Notice 2026-00"
TOML = (EXAMPLES / "next_year.toml").read_text("utf-8")
FEW_YEARS = TOML + "\n[assumptions]\npaths = 20\nplan_until = 52\n"


def test_a_server_with_figures_answers_with_them_and_says_so(tmp_path: Path) -> None:
    app = app_of(tmp_path, (parse_figures(FIGURES, "law-2027.toml"),))
    take_in(app, "next_year")
    client = user(app)
    overview = client.get("/h/next_year/").text
    assert "Limits of 2027 that you do not state are projected" in overview
    assert SAID in overview or SAID in client.get("/h/next_year/year").text
    law_page = client.get("/law/2027").text
    assert "76,000" in law_page
    assert "stated" in law_page
    assert SAID in law_page
    answer = script(app).post("/api/v1/plan", json={"name": "next_year"}).json()
    assert answer["people"][0]["jobs"][0]["annual_additions_limit"] == 76_000


def test_a_server_without_figures_never_answers_with_those_of_another(tmp_path: Path) -> None:
    """Answers are kept by the text of the file: they must be kept by the figures too."""
    with_them = script(app_of(tmp_path / "a", (parse_figures(FIGURES, "law-2027.toml"),)))
    without = script(app_of(tmp_path / "b"))
    limits = [
        client.post("/api/v1/plan", json={"toml": TOML}).json()["people"][0]["jobs"][0][
            "annual_additions_limit"
        ]
        for client in (with_them, without, with_them)
    ]
    assert limits == [76_000, 75_000, 76_000]


BODIES: dict[str, dict[str, Any]] = {
    "quick": {"year": "2027", "age": "45", "pay": "300k"},
    "room": {"year": 2027, "age": 45},
    "rollover": {"year": 2027, "balance": 1000, "after_tax": 500},
    "worksheets": {"toml": TOML, "figure": "after_tax_room"},
    "project": {"toml": FEW_YEARS},
    "compare": {"toml": FEW_YEARS},
    "optimize": {"toml": FEW_YEARS},
}
"""What a program asks; other routes are asked about the household alone."""

NOT_SAID = {
    "rollover": "no limit changes it",
    "room": "it shows the limits themselves",
}
"""Answers that do not say whose figures they used, with the reason."""


def routes_with_figures() -> list[str]:
    """The routes whose requests may state figures."""
    return [
        route.path.rpartition("/")[2]
        for route in routes.router.routes
        if isinstance(route, APIRoute)
        and any(
            isinstance(body, type)
            and issubclass(body, BaseModel)
            and "figures" in body.model_fields
            for body in get_type_hints(route.endpoint).values()
        )
    ]


@pytest.mark.parametrize("noun", routes_with_figures())
def test_a_request_may_state_figures(tmp_path: Path, noun: str) -> None:
    more = BODIES.get(noun, {"toml": TOML})
    client = script(app_of(tmp_path))
    answered = client.post(f"/api/v1/{noun}", json={**more, "figures": FIGURES})
    assert answered.status_code == 200, answered.text
    plain = client.post(f"/api/v1/{noun}", json=more)
    assert ("Notice 2026-00" in answered.text) == (noun not in NOT_SAID)
    assert (answered.json() == plain.json()) == (noun == "rollover")
    refused = client.post(
        f"/api/v1/{noun}", json={**more, "figures": FIGURES.replace("76_000", "760_000")}
    )
    assert refused.status_code == 422
    assert "within 25%" in refused.text


def test_long_work_of_the_page_has_the_figures_of_its_request(tmp_path: Path) -> None:
    jobs = Jobs()
    book = LawBook().with_figures(parse_figures(FIGURES, "law-2027.toml"))
    job = jobs.ask("one", _limit, TOML, book)
    end = time.monotonic() + 60
    while not job.over and time.monotonic() < end:
        time.sleep(0.05)
    jobs.close()
    assert (job.state, job.result) == ("done", 76_000_00)


def _limit(text: str, law_book: LawBook, _tick: object) -> int:
    return int(plan_of(text, law_book).people[0].jobs[0].annual_additions_limit)


def test_the_law_page_offers_the_file_and_says_how_to_use_it(tmp_path: Path) -> None:
    client = user(app_of(tmp_path))
    page = client.get("/law/2027").text
    assert "megaroth serve --figures law-2027.toml" in page
    file = client.get("/law/2027/figures")
    assert file.text == template(2027)
    assert 'filename="law-2027.toml"' in file.headers["content-disposition"]
    assert client.get("/law/2026/figures").status_code == 404
    assert client.get("/law/x/figures").status_code == 404
    assert "--figures" not in client.get("/law/2026").text


def test_a_server_with_a_wrong_file_of_figures_does_not_start(tmp_path: Path) -> None:
    file = tmp_path / "law.toml"
    file.write_text("[2027.annual_additions]\namount = 7\nsource = 'N'\n")
    with pytest.raises(InputError, match="within 25%"):
        serve(str(tmp_path / "folder"), figures=[str(file)], browser=False)
    assert not (tmp_path / "folder").exists()


def test_every_tool_that_the_law_answers_takes_figures() -> None:
    async def session() -> Any:
        async with Client(server(None)) as client:
            tools = {tool.name: tool for tool in (await client.list_tools()).tools}
            asked = {"household": TOML, "figures": FIGURES}
            answers = {
                name: await client.call_tool(name, asked)
                for name in ("plan", "paychecks", "next_year")
            }
            return tools, answers, await client.call_tool("plan", {**asked, "figures": "[2027]"})

    tools, answers, refused = asyncio.run(session())
    takes = {name for name, tool in tools.items() if "figures" in tool.input_schema["properties"]}
    assert takes == set(READ_ONLY) - {"household_format"}
    for name, answer in answers.items():
        told = json.loads(answer.content[0].text)
        assert any(SAID in sentence for sentence in told["answer"]["assumptions"]), name
        assert any("Notice 2026-00" in source for source in told["sources"]), name
    people = json.loads(answers["plan"].content[0].text)["answer"]["people"]
    assert people[0]["jobs"][0]["annual_additions_limit"] == 76_000
    assert refused.is_error
