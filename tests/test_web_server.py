"""The server under use by several at once: long answers, work that breaks, versions, locking,
logging in."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.requests import Request

from conftest import ROOT
from megaroth.assistant.tools import server
from megaroth.kernel.errors import InputError
from megaroth.law.law_book import PUBLISHED
from megaroth.web.server import long_answers
from megaroth.web.server.guard import LARGEST_BODY
from megaroth.web.server.jobs import Jobs
from megaroth.web.server.session import Session
from megaroth.web.store.folder import Folder
from megaroth.web.store.saved_household import ChangedError
from web_pages import app_of, script, take_in, user

MISSION = (ROOT / "examples" / "mission_45.toml").read_text("utf-8")


@pytest.fixture
def app(tmp_path: Path):
    found = app_of(tmp_path / "households")
    take_in(found, "couple", "mission_45")
    return found


# --- long answers


def ended_by_the_system(tick) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def patient(tick) -> str:
    for step in range(200):
        tick(step, 200)
        time.sleep(0.05)
    return "done"


def over(jobs: Jobs, key: str) -> str:
    until = time.monotonic() + 30
    while time.monotonic() < until and not jobs.get(key).over:
        time.sleep(0.02)
    return jobs.get(key).state


def test_work_that_the_system_ends_has_failed_and_may_be_asked_for_again() -> None:
    jobs = Jobs()
    jobs.ask("a", ended_by_the_system)
    assert over(jobs, "a") == "failed"
    assert jobs.ask("a", ended_by_the_system).problem == "The job ended without an answer."
    assert jobs.ask("a", ended_by_the_system).state != "failed"
    jobs.close()


def test_work_for_which_there_is_no_process_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_args, **_more) -> None:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr("megaroth.web.server.jobs.FRESH.Process", none)
    jobs = Jobs()
    jobs.ask("a", patient)
    assert over(jobs, "a") == "failed"
    assert "Cannot allocate memory" in jobs.get("a").problem


def test_work_that_was_just_stopped_is_begun_anew() -> None:
    jobs = Jobs()
    first = jobs.ask("a", patient)
    jobs.stop("a")
    second = jobs.ask("a", patient)
    assert second is not first
    assert not second.stop.is_set()
    jobs.close()


def test_long_questions_wait_in_a_short_line(app) -> None:
    app.state.places.taken = long_answers.AT_ONCE + long_answers.WAITING
    for noun in ("project", "compare", "optimize"):
        answer = script(app).post(f"/api/v1/{noun}", json={"toml": MISSION})
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "5"
        assert answer.json()["detail"].startswith("Too many long questions")
    app.state.places.taken = 0
    assert script(app).post("/api/v1/project", json={"toml": MISSION}).status_code == 200
    assert app.state.places.taken == 0


def test_a_long_answer_ends_when_nobody_waits_for_it(app) -> None:
    ticks = threading.Event()

    def endless(_household, _law_book, tick) -> dict:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            tick(0, 1)
            ticks.set()
            time.sleep(0.01)
        raise AssertionError("it went on for ever")

    async def asked() -> int:
        async def receive():
            while not ticks.is_set():
                await asyncio.sleep(0.01)
            return {"type": "http.disconnect"}

        request = Request(
            {"type": "http", "app": app, "headers": [], "method": "POST", "path": "/"}, receive
        )
        app.state.places = long_answers.Places()
        return (
            await long_answers.long_answer(request, endless, lambda *_: None, PUBLISHED, None)
        ).status_code

    assert asyncio.run(asked()) == 499


# --- writes


def chunks(size: int) -> Iterator[bytes]:
    for _ in range(size // 100_000):
        yield b"a" * 100_000


def test_a_body_without_a_length_is_measured_as_it_comes(app) -> None:
    """Chunked, no Content-Length: the answer says so on every kind of address, and the household is
    as it was."""
    client = user(app)
    before = app.state.context.folder.read("couple").text
    for address in ("/h/couple/interview/work", "/h/couple/file", "/new", "/upload"):
        kind = {
            "content-type": "multipart/form-data; boundary=x"
            if address == "/upload"
            else "application/x-www-form-urlencoded"
        }
        answer = client.post(address, content=chunks(LARGEST_BODY + 500_000), headers=kind)
        assert answer.status_code == 413, address
        assert "The request is too large" in answer.text
    answer = script(app).put("/api/v1/households/new", content=chunks(LARGEST_BODY + 500_000))
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert app.state.context.folder.read("couple").text == before


def test_the_interview_changes_only_what_was_changed_on_its_page(app) -> None:
    """A second page saved another answer meanwhile: that one stays."""
    client, folder = user(app), app.state.context.folder
    page = client.get("/h/mission_45/interview/work").text
    shown = folder.read("mission_45")
    assert f'name="tag" value="{shown.tag}"' in page
    pay, cap = "people.0.jobs.0.pay", "people.0.jobs.0.employer"
    assert client.post("/h/mission_45/interview/work", data={pay: "260000"}).status_code == 303
    form = {"tag": shown.tag, pay: "250,000", cap: "Elsewhere"}
    assert client.post("/h/mission_45/interview/work", data=form).status_code == 303
    now = folder.read("mission_45").text
    assert "pay = 260" in now
    assert 'employer = "Elsewhere"' in now
    form["tag"] = "0" * 24
    answer = client.post("/h/mission_45/interview/work", data=form | {pay: "1"})
    assert answer.status_code == 409
    assert "changed since this page was loaded" in answer.text
    assert folder.read("mission_45").text == now


def test_undo_takes_back_what_its_page_showed_and_nothing_else(app) -> None:
    client, folder = user(app), app.state.context.folder
    for pay in ("210000", "220000", "230000"):
        client.post(
            "/h/mission_45/interview/work",
            data={"people.0.jobs.0.pay": pay},
        )
    tag = folder.read("mission_45").tag
    assert client.post("/h/mission_45/undo", data={"tag": tag}).status_code == 303
    assert "pay = 220" in folder.read("mission_45").text
    # A second click on the same page.
    assert client.post("/h/mission_45/undo", data={"tag": tag}).status_code == 409
    assert "pay = 220" in folder.read("mission_45").text


def test_preconditions_of_a_write(app) -> None:
    program, at = script(app), "/api/v1/households/mission_45"
    tag = program.get(at).headers["etag"]
    other = MISSION + "\n# one\n"

    def put(address: str, text: str, **headers: str) -> int:
        return program.put(
            address,
            json={"toml": text},
            headers={name.replace("_", "-"): value for name, value in headers.items()},
        ).status_code

    assert put(at, other, if_match='"nothing"') == 409
    assert put(at, other, if_match=f'"x", W/{tag}') == 200
    assert put(at, MISSION, if_match="*") == 200
    assert put(at, other, if_none_match="*") == 409
    assert put("/api/v1/households/fresh", other, if_match="*") == 409
    assert put("/api/v1/households/fresh", other, if_none_match="*") == 201
    assert put("/api/v1/households/fresh", other, if_none_match='"x"') == 422
    assert program.get(at).json()["toml"] == MISSION


def test_only_versions_are_versions(tmp_path: Path) -> None:
    """The rest of a write that was cut off, or what a file manager leaves, is neither numbered on
    nor brought back."""
    folder = Folder.at(tmp_path)
    folder.write("a", "year = 1\n")
    place = tmp_path / ".history" / "a" / "undo"
    place.mkdir(parents=True)
    (place / ".new-x").write_text("half")
    (place / ".DS_Store").write_bytes(b"\0")
    folder.write("a", "year = 2\n")
    folder.write("a", "year = 3\n")
    assert folder.versions("a") == (2, 0)
    assert folder.undo("a").text == "year = 2\n"
    with pytest.raises(ChangedError):
        folder.undo("a", tag="x")
    assert folder.undo("a").text == "year = 1\n"


@pytest.mark.usefixtures("quick_key")
def test_locking_takes_households_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "home.toml").write_text("year = 2026\npeople = []\n")
    (tmp_path / "draft.toml").write_text("people = [\n")
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    (tmp_path / ".hidden.toml").write_text("year = 2026\n")
    (tmp_path / "folder.toml").mkdir()
    Folder.at(tmp_path, "a long passphrase")
    left = sorted(one.name for one in tmp_path.iterdir())
    assert left == [
        ".hidden.toml",
        "draft.toml.age",
        "folder.toml",
        "home.toml.age",
        "key.age",
        "pyproject.toml",
    ]


@pytest.mark.usefixtures("quick_key")
def test_the_assistant_writes_nothing_plain_into_a_locked_folder(tmp_path: Path) -> None:
    Folder.at(tmp_path, "a long passphrase")
    tools = {one.name: one for one in asyncio.run(server(tmp_path).list_tools())}
    assert "save_household" in tools
    with pytest.raises(Exception, match="locked folder"):
        asyncio.run(
            server(tmp_path).call_tool("save_household", {"name": "x", "household": MISSION})
        )
    assert not list(tmp_path.glob("*.toml"))


# --- who may ask


def test_who_guesses_keeps_nobody_else_out() -> None:
    session = Session(password="the right one")
    assert session.log_in("wrong", "1.1.1.1") is None
    assert session.log_in("the right one", "1.1.1.1") is None, "too early"
    assert session.log_in("the right one", "2.2.2.2") is not None


def test_half_of_a_certificate_is_refused(inside, tmp_path: Path) -> None:
    for more, says in (
        (("--tls-certificate", "a.pem"), "without --tls-key"),
        (("--tls-key", "a.pem"), "without --tls-certificate"),
        (("--tls-certificate", "a.pem", "--tls-key", "b.pem"), "that can be read"),
    ):
        done = inside("serve", str(tmp_path), *more)
        assert done.code == 2
        assert says in done.err
        assert "Open" not in done.out


def test_what_the_folder_refuses_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        Folder.at(tmp_path).read("nobody")
