"""The HTTP interface by its own OpenAPI document: schemathesis looks for a 500 or an undocumented
answer; a generated client is tried."""

from __future__ import annotations

import contextlib
import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument, Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from web_pages import EXAMPLES, HOST, KEY, app_of, script, take_in

_EACH = 12
AUTHORIZED = {"authorization": f"Bearer {KEY}", "host": HOST}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory):
    found = app_of(tmp_path_factory.mktemp("households"))
    take_in(found, "couple")
    return found


def test_no_request_makes_a_fault_or_an_answer_that_is_not_documented(app) -> None:
    """Requests that are right and requests that are wrong, for every operation of the document."""
    interface = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=AUTHORIZED)
    checks = [
        not_a_server_error,
        status_code_conformance,
        content_type_conformance,
        response_schema_conformance,
    ]
    asked = 0
    for found in interface.get_all_operations():
        operation = found.ok()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

            @given(case=operation.as_strategy(generation_mode=mode))
            @settings(
                max_examples=_EACH,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            )
            def try_it(case) -> None:
                nonlocal asked
                asked += 1
                case.validate_response(case.call(headers=AUTHORIZED), checks=checks)

            # Some operations take nothing that could be wrong.
            with contextlib.suppress(Unsatisfiable, InvalidArgument):
                try_it()
    assert asked > 15 * _EACH


def mutated(text: str):
    """Household files with lines dropped, doubled or with other values."""
    lines = text.splitlines()
    values = st.sampled_from(
        [
            '"unknown"',
            "-1",
            "0",
            "1e400",
            "nan",
            "true",
            "[]",
            "{}",
            '""',
            "99999999999999999999",
            "2026-02-30",
            '"900%"',
            "[[1]]",
        ]
    )
    change = st.tuples(
        st.integers(0, len(lines) - 1), st.sampled_from(["drop", "double", "value"]), values
    )

    def apply(changes) -> str:
        found = list(lines)
        for place, how, value in changes:
            line = found[place % len(found)]
            if how == "drop":
                found[place % len(found)] = ""
            elif how == "double":
                found.insert(place % len(found), line)
            elif "=" in line:
                found[place % len(found)] = f"{line.split('=')[0]}= {value}"
        return "\n".join(found)

    return st.lists(change, min_size=1, max_size=4).map(apply)


@pytest.mark.parametrize("name", ["couple", "whole_plan", "job_change_june"])
def test_no_household_file_makes_a_fault(app, name: str) -> None:
    client = TestClient(
        app, base_url=f"http://{HOST}", headers=AUTHORIZED, raise_server_exceptions=False
    )

    @given(mutated((EXAMPLES / f"{name}.toml").read_text("utf-8")))
    @settings(max_examples=60, deadline=None)
    def fuzz(text: str) -> None:
        for noun in ("check", "plan", "tax"):
            answer = client.post(f"/api/v1/{noun}", json={"toml": text})
            assert answer.status_code in (200, 422), (
                noun,
                answer.status_code,
                answer.text[:300],
                text,
            )

    fuzz()


def test_a_generated_client_is_typed_and_works(
    app, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = tmp_path / "openapi.json"
    document.write_text(json.dumps(script(app).get("/api/v1/openapi.json").json()))
    made = subprocess.run(
        [
            sys.executable,
            "-m",
            "openapi_python_client",
            "generate",
            "--path",
            str(document),
            "--output-path",
            str(tmp_path / "client"),
            "--meta",
            "none",
        ],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    assert "warning" not in made.stdout.lower(), made.stdout
    monkeypatch.syspath_prepend(str(tmp_path))
    client = importlib.import_module("client").Client(base_url=f"http://{HOST}", headers=AUTHORIZED)
    client.set_httpx_client(TestClient(app, base_url=f"http://{HOST}", headers=AUTHORIZED))
    ask = importlib.import_module("client.api.megaroth.room_api_v1_room_post")
    asked = importlib.import_module("client.models.room_request").RoomRequest(
        age=45, year=2024, deferral=23000, employer=1500
    )
    answer = ask.sync(client=client, body=asked)
    assert answer.after_tax_room == 44500
    refused = ask.sync_detailed(
        client=client,
        body=importlib.import_module("client.models.room_request").RoomRequest(age=45, pay=0.001),
    )
    assert refused.status_code == 422
