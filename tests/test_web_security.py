"""The threat model of docs/security.md, a test for each line of it."""

from __future__ import annotations

import io
import os
import re
import stat
import subprocess
import sys
import time
from pathlib import Path

import pyrage
import pytest

from conftest import ROOT
from megaroth.kernel.errors import InputError
from megaroth.kernel.files import KEY_FILE
from megaroth.web.serve import serve
from megaroth.web.server.guard import HEADERS, LARGEST_BODY, MOST_FIELDS
from megaroth.web.store.folder import Folder
from web_pages import FROM_THE_PAGE, HOST, KEY, app_of, script, stranger, take_in, user

XSS = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


@pytest.fixture
def app(tmp_path: Path):
    found = app_of(tmp_path / "households")
    take_in(found, "couple", "mission_45")
    yield found
    # A long answer that a test has asked for does not run on.
    found.state.context.jobs.close()


def test_nobody_enters_without_the_session(app) -> None:
    client = stranger(app)
    for path in ("/", "/h/couple/", "/law/2026", "/h/couple/download", "/h/couple/report"):
        answer = client.get(path)
        assert answer.status_code == 401, path
        assert "Ana" not in answer.text
    answer = client.get("/api/v1/households")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_token_is_worth_a_cookie_once(app) -> None:
    token = app.state.context.session.token
    client = stranger(app)
    first = client.get(f"/start?token={token}")
    cookie = first.headers["set-cookie"]
    assert first.status_code == 303
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert token not in cookie
    thief = stranger(app)
    asked = thief.get(f"/start?token={token}")
    assert asked.headers["location"] == "/start/wait"
    assert app.state.context.session.cookie_name not in thief.cookies
    assert thief.get("/").status_code == 401
    assert stranger(app).get(f"/start?token={token}").status_code == 403, "one asks at a time"
    assert stranger(app).get("/start?token=").status_code == 403
    assert stranger(app).get("/start?token=%C3%A9").status_code == 403


def second_browser(app):
    """A browser that asks to come in, and the code that it shows."""
    found = stranger(app, **FROM_THE_PAGE)
    assert found.get(f"/start?token={app.state.context.session.token}").status_code == 303
    page = found.get("/start/wait").text
    code = re.search(r'<p class="code">(\d{3} \d{3})</p>', page)
    assert code
    return found, code[1]


def test_a_second_browser_comes_in_by_its_code_typed_in_the_first(app) -> None:
    first = user(app)
    assert "Another browser asks" not in first.get("/").text
    second, code = second_browser(app)
    shown = first.get("/h/couple/").text
    assert "Another browser asks" in shown
    assert code not in shown, "the code is read from the second browser alone"
    assert first.post("/access", data={"code": code}).status_code == 200
    entered = second.get("/start/wait")
    assert (entered.status_code, entered.headers["location"]) == (303, "/")
    assert "SameSite=strict" in entered.headers["set-cookie"]
    assert second.get("/h/couple/").status_code == 200
    assert first.get("/h/couple/").status_code == 200
    assert "Another browser asks" not in first.get("/").text
    # The secret of the wait is worth nothing any more.
    assert second.get("/start/wait").status_code == 403


def test_a_browser_that_asks_gets_nothing_by_itself(app) -> None:
    user(app)
    thief, code = second_browser(app)
    for path in ("/", "/h/couple/", "/access", "/api/v1/households"):
        assert thief.get(path).status_code == 401
    assert thief.post("/access", data={"code": code}).status_code == 401
    # Without the cookie of the wait nobody takes the place of the browser that asks.
    other = stranger(app)
    assert other.get("/start/wait").status_code == 403
    other.cookies.set(f"{app.state.context.session.cookie_name}_waits", "x", path="/start")
    assert other.get("/start/wait").status_code == 403


def test_three_wrong_codes_two_minutes_or_a_refusal_end_the_asking(app) -> None:
    session = app.state.context.session
    first = user(app)
    second, code = second_browser(app)
    wrong = "000 000" if code != "000 000" else "000 001"
    for _ in range(2):
        assert "not the code" in first.post("/access", data={"code": wrong}).text
    assert "No browser asks" in first.post("/access", data={"code": wrong}).text
    assert "No browser asks" in first.post("/access", data={"code": code}).text
    assert second.get("/start/wait").status_code == 403
    second, code = second_browser(app)
    began = time.monotonic()
    session.second._now = lambda: began + 121
    assert "No browser asks" in first.post("/access", data={"code": code}).text
    session.second._now = time.monotonic
    second, code = second_browser(app)
    assert "refused" in first.post("/access", data={"refuse": "yes"}).text
    assert second.get("/start/wait").status_code == 403
    assert stranger(app).get(f"/start?token={session.token}").status_code == 403


def test_another_site_lets_no_browser_in(app) -> None:
    first = user(app)
    _, code = second_browser(app)
    evil = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    assert first.post("/access", data={"code": code}, headers=evil).status_code == 403
    assert app.state.context.session.second.asks


def test_the_cookie_of_an_older_server_is_worth_nothing(app, tmp_path: Path) -> None:
    client = user(app)
    assert client.get("/").status_code == 200
    again = app_of(tmp_path / "households")
    other = stranger(again)
    other.cookies = client.cookies
    assert other.get("/").status_code == 401


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8417",
        "127.0.0.1",
        "127.0.0.1:80",
        "localhost:1",
        "",
        "127.0.0.1:8417.evil.example",
    ],
)
def test_a_rebinding_name_is_refused(app, host: str) -> None:
    client = user(app)
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "couple" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example", "sec-fetch-site": "cross-site"},
        {"origin": "http://evil.example", "sec-fetch-site": "same-origin"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
        {"origin": "http://127.0.0.1:9999", "sec-fetch-site": "same-site"},
        {"origin": f"https://{HOST}"},
        {"origin": f"http://{HOST}", "sec-fetch-site": "same-site"},
        {},
    ],
)
def test_another_page_changes_nothing(app, headers: dict[str, str]) -> None:
    cookies = user(app).cookies
    client = stranger(app, **headers)
    client.cookies = cookies
    before = app.state.context.folder.read("couple").text
    for path, body in (
        ("/h/couple/interview/you", {"spare_cash": "1"}),
        ("/h/couple/delete", {}),
        ("/h/couple/undo", {}),
        ("/h/couple/file", {"text": "year = 2026"}),
        ("/new", {"title": "x"}),
    ):
        assert client.post(path, data=body).status_code == 403, path
    assert client.put("/api/v1/households/couple", json={"toml": "x"}).status_code == 403
    assert client.delete("/api/v1/households/couple").status_code == 403
    assert app.state.context.folder.read("couple").text == before


def test_every_answer_forbids_inline_script_frames_and_referrers(app) -> None:
    client = user(app)
    for path in (
        "/",
        "/h/couple/",
        "/nothing",
        "/static/app.css",
        "/api/v1/households",
        "/h/couple/interview/you",
    ):
        answer = client.get(path)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, (path, name)
        assert path.startswith("/static/") or answer.headers["cache-control"] == "no-store"
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_no_page_has_inline_script_style_or_an_address_elsewhere(app) -> None:
    client = user(app)
    for path in (
        "/",
        "/h/couple/",
        "/h/couple/year",
        "/h/couple/move",
        "/h/couple/worth",
        "/h/couple/tax",
        "/h/couple/file",
        "/law/2026",
    ):
        text = client.get(path).text
        for attributes, inner in re.findall(r"<script([^>]*)>(.*?)</script>", text, re.S):
            assert 'type="application/json"' in attributes or (
                not inner and 'src="/static/' in attributes
            ), path
        assert not re.search(r"<[^>]+\s(?:style|on\w+)=", text), path
        assert not re.search(r"""(?:src|href|action|hx-\w+)=["'](?:https?:)?//""", text), path


def test_text_of_a_user_is_never_markup(app) -> None:
    client = user(app)
    file = app.state.context.folder.read("couple").text.replace(
        'name = "Ana"', f"name = '''{XSS}'''"
    )
    file = file.replace('employer = "Bright Systems"', f"employer = '''{XSS}'''").replace(
        "after_tax = true", 'after_tax = "unknown"'
    )
    assert client.post("/h/couple/file", data={"text": file}).status_code == 303
    for page in (
        "",
        "interview/you",
        "interview/work",
        "interview/accounts",
        "year",
        "move",
        "worth",
        "tax",
        "file",
        "why/after_tax_room",
    ):
        text = client.get(f"/h/couple/{page}").text
        assert "<script>alert" not in text, page
        assert "<img src=x" not in text, page
    for path in (
        f"/?search={XSS}",
        f"/law/2026?search={XSS}",
        f"/h/{XSS}/",
        f"/h/couple/why/{XSS}",
        f"/law/limit/{XSS}",
        f"/h/couple/tax?item={XSS}",
        f"/h/couple/move?balance={XSS}&after_tax=1",
        f"/h/couple/report?kind={XSS}",
        f"/h/couple/report?adviser={XSS}",
    ):
        assert "<script>alert" not in client.get(path).text, path


def test_text_in_every_field_of_the_interview_is_never_markup(app) -> None:
    from megaroth.interview.fields import parts
    from megaroth.interview.file_questions import groups

    client = user(app)
    text = app.state.context.folder.read("couple").text
    for part in parts():
        for group in groups(text, part):
            for one in group.asked:
                answer = client.post(f"/h/couple/interview/{part.name}", data={one.path: XSS})
                assert answer.status_code in (303, 422), one.path
                assert "<script>alert" not in answer.text, one.path
    wrong = client.post(
        "/new",
        data={"title": XSS, "person": XSS, "born": XSS, "year": XSS, "employer": XSS, "pay": XSS},
    )
    assert wrong.status_code == 422
    assert "<script>alert" not in wrong.text


@pytest.mark.parametrize(
    "name",
    [
        "../couple",
        "..%2Fcouple",
        "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        ".history",
        "a/b",
        "a\\b",
        "con\0",
        "x" * 61,
        "-rf",
        "",
        " ",
        "a\n",
        "_hidden",
    ],
)
def test_no_name_leaves_the_folder(app, tmp_path: Path, name: str) -> None:
    client = script(app)
    body = {"toml": (ROOT / "examples" / "couple.toml").read_text("utf-8")}
    before = sorted(str(one.relative_to(tmp_path)) for one in tmp_path.rglob("*"))
    from urllib.parse import quote

    for place in (name, quote(name, safe="")):
        if "\0" in place or "\n" in place:
            continue
        answer = client.put(f"/api/v1/households/{place}", json=body)
        assert answer.status_code in (404, 405, 422), place
    with pytest.raises(InputError):
        app.state.context.folder.write(name, body["toml"])
    assert sorted(str(one.relative_to(tmp_path)) for one in tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("called", "raw", "says"),
    [
        ("x.exe", b"MZ", "ends in .toml"),
        ("x.toml", b"\xff\xfe", "not UTF-8"),
        ("x.toml", b"year = ", "valid TOML"),
        ("x.toml", b"a" * 1_000_001, "1,000,000 bytes"),
        ("x.toml", b"year = 2026", "people"),
    ],
)
def test_an_upload_is_a_household_file_or_refused(app, called: str, raw: bytes, says: str) -> None:
    client = user(app)
    before = app.state.context.folder.names()
    answer = client.post("/upload", files={"file": (called, raw)})
    assert answer.status_code == 422
    assert says in answer.text
    assert app.state.context.folder.names() == before


def test_the_name_of_an_upload_is_made_harmless(app) -> None:
    client = user(app)
    raw = (ROOT / "examples" / "couple.toml").read_bytes()
    for called in ("../../evil.toml", "..\\evil.toml", f"{XSS}.toml", ".toml", "couple.toml"):
        assert client.post("/upload", files={"file": (called, raw)}).status_code == 303
    names = app.state.context.folder.names()
    assert "evil" in names
    assert "couple 2" in names
    assert all("/" not in name and "<" not in name for name in names)


def test_a_large_request_is_refused_whatever_it_says_of_its_length(app) -> None:
    client = user(app)
    assert client.post("/h/couple/file", data={"text": "x" * (LARGEST_BODY + 1)}).status_code == 413
    assert (
        client.post("/h/couple/file", content=b"", headers={"content-length": "-1"}).status_code
        == 413
    )


def test_a_form_of_a_million_fields_is_refused_before_it_is_parsed(app) -> None:
    """Two million bytes hold a million fields, each of which the parser would take one by one, on
    the event loop."""
    client = user(app)
    for path, sent in (
        ("/h/couple/interview/you", "&".join("a" * (LARGEST_BODY // 2))),
        ("/h/couple/interview/you", "&" * LARGEST_BODY),
        ("/new", "a=b&" * (LARGEST_BODY // 4)),
        ("/login", "&".join(str(number) for number in range(MOST_FIELDS + 2))),
    ):
        for kind in (
            "application/x-www-form-urlencoded",
            "Application/X-WWW-Form-URLEncoded; charset=utf-8",
        ):
            begun = time.monotonic()
            answer = client.post(path, content=sent, headers={"content-type": kind})
            assert answer.status_code == 413, (path, kind)
            assert time.monotonic() - begun < 1
    fields = {f"x{number}": "1" for number in range(MOST_FIELDS - 1)}
    begun = time.monotonic()
    assert client.post("/h/couple/interview/you", data=fields).status_code == 422, (
        "fewer are read, and told to be no questions"
    )
    assert time.monotonic() - begun < 5, "the household is read once, not once for each field"


@pytest.mark.parametrize(
    "body",
    [
        '{"household": {"a": [' + "1," * 900_000 + "1]}}",
        '{"household": {"a": [' + "{}," * 600_000 + "1]}}",
        "{" + ",".join(f'"{number}":1' for number in range(150_000)) + "}",
        '{"household": ' + ('{"' + "k" * 1_900 + '":') * 900 + "1" + "}" * 900 + "}",
        '{"balance": 1, "after_tax": 1, "to": [' + "{}," * 600_000 + "{}]}",
        "[" * 1_900_000,
        '{"toml": "' + '\\"' * 900_000,
        '{"a": 1}'.encode("utf-16").decode("latin-1"),
    ],
    ids=[
        "list",
        "tables",
        "keys",
        "long keys nested",
        "parts",
        "brackets",
        "a text without end",
        "another encoding",
    ],
)
def test_json_of_more_values_than_a_question_has_is_refused_in_a_moment(app, body: str) -> None:
    client = script(app)
    for noun in ("plan", "rollover"):
        begun = time.monotonic()
        sent = body.encode("latin-1") if body.startswith("\xff") else body
        answer = client.post(
            f"/api/v1/{noun}", content=sent, headers={"content-type": "application/json"}
        )
        assert answer.status_code in (400, 422), answer.status_code
        assert time.monotonic() - begun < 1.5, "everybody else waited"
        assert len(answer.content) < 100_000, "an answer is not as long as a question"


def test_signs_within_a_text_are_not_counted_as_values(app) -> None:
    text = (ROOT / "examples" / "couple.toml").read_text("utf-8") + '# {["\\",' * 20_000 + "\n"
    assert script(app).post("/api/v1/check", json={"toml": text}).status_code == 422, (
        "the file has its own bound"
    )
    text = text.split("# {[")[0] + "# " + "\\" * 30_000 + '"' * 30_000 + "\n"
    assert script(app).post("/api/v1/check", json={"toml": text}).status_code == 200


def test_files_are_the_owners_alone_and_whole(tmp_path: Path) -> None:
    folder = Folder.at(tmp_path / "mine")
    folder.write("a", "year = 2026\n")
    folder.write("a", "year = 2027\n")
    assert stat.S_IMODE((tmp_path / "mine").stat().st_mode) == 0o700
    for file in (tmp_path / "mine").rglob("*"):
        assert stat.S_IMODE(file.stat().st_mode) == (0o700 if file.is_dir() else 0o600), file
    assert not list((tmp_path / "mine").rglob(".new-*"))


def test_a_locked_folder_holds_ciphertext_only(tmp_path: Path) -> None:
    secret = "Ana of Bright Systems"
    plain = Folder.at(tmp_path / "locked")
    plain.write("before", f"# {secret}\n")
    plain.write("before", f"# {secret} again\n")
    folder = Folder.at(tmp_path / "locked", "a long passphrase")
    folder.write("after", f"# {secret}\n")
    folder.write("after", f"# {secret} again\n")
    files = [one for one in (tmp_path / "locked").rglob("*") if one.is_file()]
    assert len(files) == 5
    for file in files:
        raw = file.read_bytes()
        assert raw.startswith(b"age-encryption.org/v1"), file
        assert secret.encode() not in raw, file
    again = Folder.at(tmp_path / "locked", "a long passphrase")
    assert again.read("before").text == f"# {secret} again\n"
    assert again.undo("before").text == f"# {secret}\n"
    with pytest.raises(InputError, match="does not open it"):
        Folder.at(tmp_path / "locked", "another passphrase")
    with pytest.raises(InputError, match="the passphrase of this locked folder"):
        Folder.at(tmp_path / "locked")
    # Any age program opens it: the key by the passphrase, a household by the key.
    key = pyrage.passphrase.decrypt(
        (tmp_path / "locked" / KEY_FILE).read_bytes(), "a long passphrase"
    ).decode()
    locked = (tmp_path / "locked" / "after.toml.age").read_bytes()
    assert (
        pyrage.decrypt(locked, [pyrage.x25519.Identity.from_str(key)])
        == f"# {secret} again\n".encode()
    )
    (tmp_path / "locked" / "after.toml.age").write_bytes(locked[:-1] + bytes([locked[-1] ^ 1]))
    with pytest.raises(InputError, match="does not open"):
        again.read("after")


@pytest.mark.usefixtures("quick_key")
def test_locking_leaves_no_plain_file_whatever_is_in_it(tmp_path: Path) -> None:
    place = tmp_path / "f"
    place.mkdir()
    (place / "a.toml").write_text("a")
    (place / "b.toml").write_bytes(b"caf\xe9")
    Folder.at(place, "a long passphrase")
    (place / "late.toml").write_text("late")
    (place / "a.toml").write_text("another a")
    folder = Folder.at(place, "a long passphrase")
    assert not list(place.glob("*.toml"))
    assert folder.names() == ["a", "a 2", "b", "late"]
    assert folder.read("a").text == "a"
    assert folder.read("a 2").text == "another a"


def test_cookies_of_other_programs_lock_nobody_out(app) -> None:
    client = user(app)
    session = app.state.context.session
    for more in ('prefs={"a":1}; ', "a b=1; ", ";;=; "):
        other = stranger(
            app, cookie=f"{more}{session.cookie_name}={client.cookies[session.cookie_name]}"
        )
        assert other.get("/").status_code == 200, more


def test_servers_of_two_ports_have_cookies_of_their_own() -> None:
    from megaroth.web.server.session import Session

    assert Session(port=1).cookie_name != Session(port=2).cookie_name


@pytest.mark.parametrize(
    "more", [{}, {"password_file": "p"}, {"tls_certificate": "c", "tls_key": "k"}]
)
def test_others_are_let_in_by_tls_and_password_only(tmp_path: Path, more: dict[str, str]) -> None:
    with pytest.raises(InputError, match="which others can reach, without"):
        serve(str(tmp_path), host="0.0.0.0", **more)
    everything = {"password_file": "p", "tls_certificate": "c", "tls_key": "k"}
    with pytest.raises(InputError, match="a name by which others reach this machine"):
        serve(str(tmp_path), host="0.0.0.0", **everything)


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        (["short", "short"], "found 5 characters"),
        (["one passphrase", "another one"], "two that differ"),
    ],
)
def test_a_refused_passphrase_leaves_no_new_folder(
    tmp_path: Path, monkeypatch, typed: list[str], refused: str
) -> None:
    answers = iter(typed)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(answers))
    with pytest.raises(InputError, match=refused):
        serve(str(tmp_path / "clients"), passphrase=True, browser=False)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(
    sys.platform == "win32", reason="names of files have no control characters there"
)
def test_the_name_of_the_folder_cannot_speak_to_the_terminal(
    tmp_path: Path, monkeypatch, capsys
) -> None:
    monkeypatch.setattr("megaroth.web.serve._run", lambda *_: None)
    serve(str(tmp_path / "red\x1b[31m"), browser=False)
    assert "\x1b" not in (printed := capsys.readouterr().out)
    assert r"red\x1b[31m" in printed


def test_a_password_stands_in_for_the_token(tmp_path: Path) -> None:
    app = app_of(tmp_path / "households", password="a good password")
    client = stranger(app, **FROM_THE_PAGE)
    assert client.get("/").headers["location"] == "/login"
    assert client.get(f"/start?token={app.state.context.session.token}").status_code == 403
    assert client.post("/login", data={"password": "wrong"}).status_code == 403
    app.state.context.session._tries.clear()
    assert client.post("/login", data={"password": "a good password"}).status_code == 303
    assert client.get("/").status_code == 200
    other = stranger(app, **FROM_THE_PAGE)
    assert other.post("/login", data={"password": "a good password"}).status_code == 403, (
        "tries within a second are refused"
    )


def test_a_key_opens_the_interface_and_no_page(app) -> None:
    client = script(app)
    assert client.get("/api/v1/households").json() == ["couple", "mission_45"]
    assert client.get("/").status_code == 401
    assert stranger(app, authorization="Bearer other").get("/api/v1/households").status_code == 401
    assert KEY not in client.get("/api/v1/openapi.json").text


def test_undo_leads_back_to_a_page_of_this_household_only(app) -> None:
    client = user(app)
    client.post("/h/couple/interview/you", data={"spare_cash": "100,000"})
    for back in (
        "//evil.example",
        "https://evil.example",
        "/h/couple/../../x\\@evil",
        "/h/mission_45/",
    ):
        answer = client.post("/h/couple/undo", data={"back": back})
        assert answer.headers["location"] == "/h/couple/"
        client.post("/h/couple/redo", data={"back": back})


def test_nothing_asks_for_anything_outside(tmp_path: Path) -> None:
    """The server runs with every connection but those that it accepts forbidden."""
    code = """
import socket, sys
real = socket.socket.connect
def forbidden(self, address):
    raise AssertionError(f"a connection to {address}")
socket.socket.connect = forbidden
socket.getaddrinfo = forbidden
sys.path.insert(0, "tests")
from pathlib import Path
from web_pages import app_of, take_in, user
app = app_of(Path(sys.argv[1]))
take_in(app, "couple")
client = user(app)
for page in ("", "year", "move", "worth", "tax", "best"):
    assert client.get(f"/h/couple/{page}").status_code == 200
print("quiet")
"""
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "h")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ,
    )
    assert ran.stdout.strip() == "quiet", ran.stderr


def test_every_line_of_the_threat_model_names_a_test_that_exists() -> None:
    text = (ROOT / "docs" / "security.md").read_text("utf-8")
    rows = [
        line
        for line in text.splitlines()
        if line.startswith("| ") and not line.startswith(("| threat", "|--"))
    ]
    assert len(rows) >= 15
    here = Path(__file__).parent
    known = "".join(one.read_text("utf-8") for one in here.glob("test_*.py"))
    for row in rows:
        names = re.findall(r"`(test_\w+)`", row)
        assert names, row
        for name in names:
            assert f"def {name}(" in known, name
