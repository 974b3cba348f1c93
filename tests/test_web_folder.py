"""The server's folder: one owner, hostile objects in it, writes that are cut off or meet each
other, and a disk that does not work.

``make test`` runs a sample of the long ones, ``make test-full`` (marked slow) all of them; each
prints its seed.
"""

from __future__ import annotations

import asyncio
import errno
import io
import logging
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from conftest import EXAMPLES, ROOT
from megaroth.assistant.tools import server as assistant
from megaroth.kernel import files
from megaroth.kernel.errors import InputError, StorageError
from megaroth.kernel.ownership import owned
from megaroth.web.serve import _listen, serve
from megaroth.web.server import quiet_log
from megaroth.web.store.folder import Folder
from megaroth.web.store.saved_household import ChangedError
from web_pages import FROM_THE_PAGE, HOST, app_of, script, stranger, take_in, user

MISSION = (EXAMPLES / "mission_45.toml").read_text("utf-8")
NEW = {"person": "Ana", "born": "1980-01-01", "pay": "200000", "year": "2026"}


@pytest.fixture
def app(tmp_path: Path):
    found = app_of(tmp_path / "households")
    take_in(found, "couple")
    return found


# --- one owner


@dataclass
class Served:
    """A server in a process of its own."""

    process: subprocess.Popen[str]
    address: str
    key: str

    def names(self) -> list[str]:
        """The households, as a program with its key hears of them."""
        headers = {"authorization": f"Bearer {self.key}"}
        answer = httpx.get(f"{self.address}/api/v1/households", headers=headers, timeout=30)
        assert answer.status_code == 200
        return answer.json()

    def end(self, number: signal.Signals = signal.SIGTERM) -> str:
        """End it; what it said on its error stream."""
        self.process.send_signal(number)
        return self.process.communicate(timeout=30)[1]


def command(folder: Path, *more: str) -> list[str]:
    return [
        sys.executable,
        "-c",
        "from megaroth.cli.app import main; main()",
        "serve",
        str(folder),
        *more,
    ]


def started(folder: Path, *more: str) -> Served:
    key = folder.parent / "key"
    process = subprocess.Popen(
        command(folder, "--api-key-file", str(key), *more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    address = ""
    for line in process.stdout:
        if found := re.match(r"Open (https?://[^/]+)/", line):
            address = found[1]
        if "Ctrl+C" in line:
            break
    assert address, process.communicate()[1]
    served = Served(process, address, key.read_text().strip())
    for _ in range(100):
        try:
            served.names()
            break
        except httpx.TransportError:
            time.sleep(0.1)
    return served


def test_a_folder_has_one_owner(tmp_path: Path) -> None:
    """A second server is refused, by whatever path it comes, and leaves the first one's key; a
    killed owner leaves the folder free."""
    folder = tmp_path / "households"
    first = started(folder)
    try:
        (tmp_path / "link").symlink_to(folder)
        for place in (folder, tmp_path / "link"):
            second = subprocess.run(
                command(place, "--api-key-file", str(tmp_path / "key")),
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
            assert second.returncode == 2
            assert "another megaroth has open" in second.stderr
        assert (tmp_path / "key").read_text().strip() == first.key
        assert first.names() == []
        with pytest.raises(Exception, match="another megaroth has open"):
            asyncio.run(
                assistant(folder).call_tool("save_household", {"name": "x", "household": MISSION})
            )
    finally:
        first.end(signal.SIGKILL)
    with owned("FOLDER", folder):
        pass


def test_the_assistant_follows_no_link_out_of_its_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside.toml"
    outside.write_text("mine")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "x.toml").symlink_to(outside)
    with pytest.raises(Exception, match="symbolic link"):
        asyncio.run(
            assistant(folder).call_tool("save_household", {"name": "x", "household": MISSION})
        )
    assert outside.read_text() == "mine"


# --- writes that meet each other


def test_new_households_of_one_title_each_get_a_file(app, tmp_path: Path) -> None:
    """80 posts of one title, 8 at once."""
    client = user(app)

    def post(_at: int) -> str:
        mine = TestClient(
            app,
            base_url=f"http://{HOST}",
            headers=FROM_THE_PAGE,
            follow_redirects=False,
            cookies=client.cookies,
        )
        answer = mine.post("/new", data=NEW | {"title": "Smith"})
        assert answer.status_code == 303
        return answer.headers["location"]

    with ThreadPoolExecutor(8) as pool:
        places = set(pool.map(post, range(80)))
    assert len(places) == 80
    assert len(list((tmp_path / "households").glob("Smith*.toml"))) == 80


def test_one_of_many_writers_with_the_same_tag_wins(tmp_path: Path) -> None:
    """If-Match is looked at and written as one step; who loses is told, and what was acknowledged
    is kept as a version."""
    folder = Folder.at(tmp_path)
    folder.write("a", "year = 0\n")
    for turn in range(20):
        tag = folder.read("a").tag
        together = threading.Barrier(8)

        def put(
            at: int, tag: str = tag, turn: int = turn, together: threading.Barrier = together
        ) -> bool:
            together.wait()
            try:
                folder.write("a", f"year = {turn}{at}1\n", accepts=lambda now: now == tag)
            except ChangedError:
                return False
            return True

        with ThreadPoolExecutor(8) as pool:
            assert sum(pool.map(put, range(8))) == 1
    assert folder.versions("a") == (20, 0)


def test_parallel_changes_lose_nothing(tmp_path: Path) -> None:
    folder = Folder.at(tmp_path)
    folder.write("a", "")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda at: folder.change("a", lambda text: f"{text}# {at}\n"), range(60)))
    assert sorted(folder.read("a").text.split()[1::2], key=int) == [str(at) for at in range(60)]


# --- writes that are cut off

WRITER = """
import sys
from pathlib import Path
from megaroth.web.store.folder import Folder
folder = Folder.at(Path(sys.argv[1]))
print("ready", flush=True)
at = int(sys.argv[2])
while True:
    at += 1
    folder.write("home", f"year = 2026\\n# {at}\\n" + "# filling\\n" * 2000)
    print(at, flush=True)
"""


def killed_while_saving(tmp_path: Path, kills: int, seed: int) -> None:
    print(f"seed {seed}")
    chance, place, last = random.Random(seed), tmp_path / "households", 0
    for _ in range(kills):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(place), str(last)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.0, 0.05))
        writer.kill()
        acknowledged = [int(line) for line in writer.communicate()[0].split()]
        folder = Folder.at(place)
        assert not list(place.rglob(".new-*"))
        if acknowledged or folder.has("home"):
            now = int(folder.read("home").text.splitlines()[1].removeprefix("# "))
            assert now >= max(acknowledged, default=last), "a write that was acknowledged is lost"
            last = now
    Folder.at(place, "a long passphrase")
    for file in place.rglob("*"):
        assert file.is_dir() or file.read_bytes().startswith(b"age-encryption.org/v1"), file


@pytest.mark.usefixtures("quick_key")
def test_a_kill_while_saving_leaves_no_temporary_file_and_loses_no_write(tmp_path: Path) -> None:
    """A sample of ten; test_200_kills_while_saving has the rest."""
    killed_while_saving(tmp_path, 10, seed=14)


@pytest.mark.slow
def test_200_kills_while_saving(tmp_path: Path) -> None:
    killed_while_saving(tmp_path, 200, seed=int(os.environ.get("MEGAROTH_SEED", "200")))


@pytest.mark.usefixtures("quick_key")
def test_what_killed_writes_left_is_gone_at_the_start_and_never_plain(tmp_path: Path) -> None:
    folder = Folder.at(tmp_path / "h")
    folder.write("a", "year = 1\n")
    folder.write("a", "year = 2\n")
    for place in ("", ".history/a/undo"):
        (tmp_path / "h" / place / ".new-abcd").write_text("secret")
    Folder.at(tmp_path / "h", "a long passphrase")
    assert not list((tmp_path / "h").rglob(".new-*"))


# --- what lies in the folder

HOSTILE = (
    "outside",
    "endless",
    "loop",
    "dangling",
    "pipe",
    "folder",
    "huge",
    "binary",
    "digits",
    "nested",
    "many",
    "socket",
    "half",
)


def put_hostile(place: Path, kind: str, name: str, outside: Path) -> None:
    file = place / f"{name}.toml"
    if kind in ("outside", "endless", "loop", "dangling"):
        file.symlink_to(
            {"outside": outside, "endless": "/dev/zero", "loop": file, "dangling": "nowhere"}[kind]
        )
    elif kind == "pipe":
        os.mkfifo(file)
    elif kind == "folder":
        file.mkdir()
    elif kind == "huge":
        with open(file, "wb") as large:
            large.truncate(300_000_000)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as one:
            here = os.getcwd()
            os.chdir(place)  # the path of a socket is short
            one.bind(file.name)
            os.chdir(here)
    else:
        text = {
            "binary": b"\0\xff\xfe",
            "digits": b"year = 0x" + b"f" * 3_572,
            "nested": b"a = " + b"[" * 5_000,
            "many": b"[[people]]\n" * 3_000,
            "half": MISSION.encode()[:200],
        }[kind]
        file.write_bytes(text)


def hostile_objects(tmp_path: Path, count: int, seed: int) -> None:
    print(f"seed {seed}")
    chance = random.Random(seed)
    outside = tmp_path / "outside.toml"
    outside.write_text(MISSION)
    os.chmod(outside, 0o644)
    app = app_of(tmp_path / "households")
    take_in(app, "couple")
    for at in range(count):
        put_hostile(
            tmp_path / "households",
            chance.choice(HOSTILE) if at >= len(HOSTILE) else HOSTILE[at],
            f"h{at}",
            outside,
        )
    (tmp_path / "households" / os.fsdecode(b"caf\xe9.toml")).write_text("")
    client = user(app)
    page = client.get("/")
    assert page.status_code == 200
    for _ in range(count):
        if "…" not in (rows := client.get("/", headers={"hx-request": "true"}).text):
            break
        assert "couple" in rows
    assert re.search(r'class="verdict', rows), "the good household has its answer"
    assert script(app).get("/api/v1/households").status_code == 200
    for at in range(count):
        for address in ("", "file", "year", "worth", "interview/you", "tax"):
            assert client.get(f"/h/h{at}/{address}").status_code in (200, 303, 404, 422), (
                at,
                address,
            )
        assert client.post(f"/h/h{at}/file", data={"text": MISSION}).status_code in (
            303,
            404,
            409,
            422,
        )
        answer = script(app).put(f"/api/v1/households/h{at}", json={"toml": MISSION})
        assert answer.status_code in (200, 201, 409, 422)
    assert outside.read_text() == MISSION
    assert outside.stat().st_mode & 0o777 == 0o644


def test_hostile_objects_in_the_folder_never_stop_the_list(tmp_path: Path) -> None:
    """One of each kind; test_100_hostile_objects_in_the_folder has more."""
    hostile_objects(tmp_path, len(HOSTILE), seed=14)


@pytest.mark.slow
def test_100_hostile_objects_in_the_folder(tmp_path: Path) -> None:
    hostile_objects(tmp_path, 100, seed=int(os.environ.get("MEGAROTH_SEED", "100")))


@pytest.mark.usefixtures("quick_key")
@pytest.mark.parametrize("link", [".history", ".history/a", ".history/a/undo"])
def test_versions_are_never_written_through_a_link(tmp_path: Path, link: str) -> None:
    outside, place = tmp_path / "outside", tmp_path / "h"
    outside.mkdir()
    folder = Folder.at(place)
    folder.write("a", "year = 1\n")
    (place / link).parent.mkdir(parents=True, exist_ok=True)
    (place / link).symlink_to(outside)
    with pytest.raises(InputError, match="symbolic link"):
        folder.write("a", "year = 2\n")
    assert folder.read("a").text == "year = 1\n"
    assert not list(outside.iterdir())
    Folder.at(place, "a long passphrase")


ODD = {
    "Smith (1).toml": True,
    "_x.toml": False,
    "x.TOML": False,
    "x.toml~": False,
    "x.toml.bak": False,
    "clients": False,
}
"""Names that people and their programs make, and whether each is a household's."""


@pytest.mark.usefixtures("quick_key")
def test_every_name_is_listed_or_named_and_locked_or_said_to_stay_plain(
    inside, tmp_path: Path, monkeypatch
) -> None:
    place = tmp_path / "h"
    place.mkdir()
    for name in ODD:
        if name == "clients":
            (place / name).mkdir()
        else:
            (place / name).write_text(MISSION)
    page = user(app_of(place)).get("/").text
    for name, is_household in ODD.items():
        assert (f"<code>{name}</code>" in page) is not is_household, name
    assert ">Smith (1)</a>" in page
    (place / "notes.txt").write_text("plain")
    (tmp_path / "word").write_text("a long passphrase\n")
    monkeypatch.setattr("megaroth.web.serve._run", lambda *_: None)
    ran = inside(
        "serve",
        str(place),
        "--passphrase-file",
        str(tmp_path / "word"),
        "--no-browser",
        "--port",
        "0",
    )
    assert ran.code == 0, ran.err
    assert (place / "Smith (1).toml.age").is_file()
    for file in place.iterdir():
        if not file.name.endswith(".age") and file.name != ".history":
            assert f"{file.name}: stays plain" in ran.out, file.name
    (told,) = (line for line in ran.out.splitlines() if ": _x.toml:" in line)
    assert "does not end in" not in told, "its ending is right, its name is not"
    assert "its name is none for a household" in told


# --- a disk that does not work


@pytest.mark.parametrize(
    ("number", "status", "says"),
    [
        (errno.ENOSPC, 507, "Make room on the disk"),
        (errno.EDQUOT, 507, "Make room on the disk"),
        (errno.EROFS, 503, "Change its permissions or use another folder"),
        (errno.EACCES, 503, "Change its permissions or use another folder"),
        (errno.EIO, 503, "does not work"),
    ],
)
def test_a_disk_that_refuses_is_a_clear_answer_and_loses_nothing(
    app, monkeypatch, number: int, status: int, says: str
) -> None:
    client, folder = user(app), app.state.context.folder
    folder.write("couple", folder.read("couple").text + "\n# once more\n")
    before, versions = folder.read("couple").text, folder.versions("couple")

    def refuse(*_args: object, **_more: object) -> None:
        raise OSError(number, os.strerror(number))

    for broken in ("replace", "link", "fsync"):
        if broken == "link":
            continue
        with monkeypatch.context() as change:
            change.setattr(files.os, broken, refuse)
            for answer in (
                client.post("/h/couple/interview/you", data={"spare_cash": "1"}),
                client.post("/h/couple/undo"),
                client.post("/h/couple/file", data={"text": MISSION}),
            ):
                assert answer.status_code == status
                assert says in answer.text
                assert "Nothing was lost" in answer.text
            answer = script(app).put("/api/v1/households/couple", json={"toml": MISSION})
            assert answer.status_code == status
            assert answer.headers["content-type"] == "application/problem+json"
            assert says in answer.json()["detail"]
        assert folder.read("couple").text == before
        assert folder.versions("couple") == versions


def test_a_folder_that_is_gone_or_replaced_is_a_clear_answer(app, tmp_path: Path) -> None:
    client, place = user(app), tmp_path / "households"
    place.rename(tmp_path / "elsewhere")
    for answer in (
        client.get("/"),
        client.get("/h/couple/"),
        client.post("/new", data=NEW | {"title": "x"}),
    ):
        assert answer.status_code == 503
        assert "is gone" in answer.text
        assert "Connect its disk or move it back" in answer.text
    assert script(app).get("/api/v1/households").status_code == 503
    place.mkdir()
    assert "was replaced" in client.get("/").text
    assert not list(place.iterdir())
    place.rmdir()
    (tmp_path / "elsewhere").rename(place)
    assert client.get("/h/couple/").status_code == 200, (
        "it answers again as soon as the folder is back"
    )


@pytest.mark.usefixtures("quick_key")
def test_a_folder_that_cannot_be_begun_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="a file"):
        Folder.at(tmp_path / "file")
    monkeypatch.setattr(files.os, "replace", refuse)
    monkeypatch.setattr(files.os, "link", refuse)
    monkeypatch.setattr(files.os, "fsync", refuse)
    with pytest.raises(StorageError, match="Read-only"):
        Folder.at(tmp_path / "h", "a long passphrase")


# --- logs, limits, entrances

SECRET = "123-45-6789"


def test_no_value_of_a_household_reaches_a_log_or_the_page_of_a_fault(
    app, monkeypatch, caplog
) -> None:
    def fails(*_args: object, **_more: object) -> None:
        raise ValueError(f"could not convert {SECRET}")

    monkeypatch.setattr("megaroth.web.pages.overview_page.steps_of", fails)
    monkeypatch.setattr("megaroth.service.json_answers.plan", fails)
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(quiet_log.QuietFormatter())
    with caplog.at_level(logging.WARNING):
        logging.getLogger().addHandler(handler)
        page = user(app).get("/h/couple/")
        program = script(app).post("/api/v1/plan", json={"toml": f"{MISSION}\n# not asked before"})
        try:
            fails()
        except ValueError as error:
            logging.getLogger("uvicorn.error").error(
                "Exception in ASGI application\n", exc_info=error
            )
            logging.getLogger("asyncio").error(f"Exception in callback f({SECRET})", exc_info=error)
            logging.getLogger("other").error("about %s", SECRET)
        logging.getLogger().removeHandler(handler)
    said = stream.getvalue()
    assert page.status_code == program.status_code == 500
    assert program.headers["content-type"] == "application/problem+json"
    for text in (page.text, program.text):
        assert "ValueError" in text
        assert "Nothing was lost" in text
    assert said.count("ValueError at") == 4
    assert SECRET not in page.text + program.text + said
    assert all(len(line) <= 400 for line in said.splitlines())


def test_a_log_has_few_lines_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(quiet_log.time, "monotonic", lambda: now)
    few = quiet_log.FewLines(3)
    records = [
        logging.LogRecord("x", logging.ERROR, "f", 1, "again", None, None) for _ in range(11)
    ]
    assert sum(few.filter(one) for one in records[:10]) == 3
    now = 61.0
    assert few.filter(records[10])
    assert records[10].getMessage() == "(7 more lines were left out) again"


def test_a_server_that_starts_at_the_same_time_takes_another_port(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both may bind one port; the one that listens second goes on to the next port."""
    listen, refused = socket.socket.listen, []

    class Late(socket.socket):
        def listen(self, backlog: int = 0, /) -> None:
            if not refused:
                refused.append(self.getsockname()[1])
                raise OSError(errno.EADDRINUSE, "Address already in use")
            listen(self, backlog)

    monkeypatch.setattr(socket, "socket", Late)
    with _listen("127.0.0.1", None) as found:
        assert found.getsockname()[1] not in refused
    assert len(refused) == 1
    refused.clear()
    with pytest.raises(InputError, match="Address already in use"):
        _listen("127.0.0.1", 0)


def test_half_open_connections_keep_nobody_out_and_end(tmp_path: Path) -> None:
    """More connections than the server takes, none with a whole request."""
    half_open(tmp_path, 300)


@pytest.mark.slow
def test_1100_half_open_connections(tmp_path: Path) -> None:
    half_open(tmp_path, 1_100)


def half_open(tmp_path: Path, count: int) -> None:
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < count + 200:
        pytest.skip("the system gives too few file descriptors")
    served = started(tmp_path / "households")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, count + 200), hard))
    held: list[socket.socket] = []
    try:
        port = int(served.address.rpartition(":")[2])
        for at in range(count):
            one = socket.create_connection(("127.0.0.1", port), timeout=10)
            held.append(one)
            one.sendall(b"GET / HTTP/1.1\r\n" if at % 2 else b"")
        begun = time.monotonic()
        assert served.names() == []
        assert time.monotonic() - begun < 5
        until, left = time.monotonic() + 30, held
        while left and time.monotonic() < until:
            time.sleep(0.5)
            left = [one for one in left if not ended(one)]
        assert not left, "connections without a request end by themselves"
    finally:
        for one in held:
            one.close()
        said = served.end()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert len(said) < 10_000


def ended(one: socket.socket) -> bool:
    one.setblocking(False)
    try:
        return one.recv(1) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def test_no_forwarding_header_is_trusted(tmp_path: Path) -> None:
    """Guesses of a password count for who is connected, whatever a header says of where they come
    from."""
    (tmp_path / "word").write_text("the right one\n")
    served = started(tmp_path / "households", "--password-file", str(tmp_path / "word"))
    try:
        with httpx.Client(
            base_url=served.address,
            headers={"origin": served.address, "sec-fetch-site": "same-origin"},
        ) as client:
            client.post("/login", data={"password": "wrong"})
            tries = [
                client.post(
                    "/login",
                    data={"password": "the right one"},
                    headers={"x-forwarded-for": f"10.0.0.{at}"},
                ).status_code
                for at in range(3)
            ]
    finally:
        served.end()
    assert tries == [403, 403, 403], "too early, as all come from one address"


@pytest.mark.parametrize("flag", ["--passphrase-file", "--password-file"])
def test_a_secret_without_end_is_refused(inside, tmp_path: Path, flag: str) -> None:
    ran = inside("serve", str(tmp_path / "h"), flag, "/dev/zero")
    assert ran.code == 2
    assert "10,000 bytes" in ran.err


def test_a_certificate_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="1,000,000 bytes"):
        serve(str(tmp_path / "h"), tls_certificate="/dev/zero", tls_key="/dev/zero")


def test_half_of_a_character_is_refused_at_its_place(app) -> None:
    program = script(app)
    for address, body, place in (
        ("plan", '{"toml": "year = \\"\\ud800\\""}', "body.toml"),
        (
            "plan",
            '{"household": {"people": [{"name": "\\udfff"}]}}',
            "body.household.people[0].name",
        ),
        ("plan", '{"household": {"\\ud800": 1}}', "body.household"),
        ("compare", '{"name": "\\ud800"}', "body.name"),
        ("worksheets", '{"toml": "", "figure": "\\ud800"}', "body.figure"),
    ):
        answer = program.post(
            f"/api/v1/{address}", content=body, headers={"content-type": "application/json"}
        )
        assert answer.status_code == 422, body
        assert answer.json()["errors"][0]["field"] == place
    answer = program.put(
        "/api/v1/households/x",
        content='{"toml": "\\ud800"}',
        headers={"content-type": "application/json"},
    )
    assert answer.status_code == 422


VALUES = (
    "abc",
    "",
    "-1",
    "nan",
    "1e400",
    "9" * 5_000,
    "\u0000",
    "\u00b2",
    "\U0001f4b0",
    "%ED%A0%80",
    "../../x",
    "a" * 20_000,
)


def test_no_parameter_of_any_page_makes_a_fault(app, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every query parameter with values that are none, for a household with unknown rules and one
    without."""
    take_in(app, "unknown_rules", "mission_45")
    client = user(app)
    asked = {
        "": ("search",),
        "start": ("token",),
        "law": ("of",),
        "law/2026": ("of", "search"),
        "law/limit/annual_additions": ("of",),
        **{
            f"h/{name}/{page}": parameters
            for name in ("unknown_rules", "mission_45")
            for page, parameters in {
                "worth": ("growth", "dividend_yield", "turnover", "plan_until"),
                "worth/slide": ("growth", "plan_until"),
                "why-ahead/slide": ("growth", "plan_until"),
                "move": ("balance", "after_tax", "distribute", "to"),
                "why-split": ("balance", "after_tax", "distribute", "to"),
                "tax": ("item",),
                "why-next": ("item", "until"),
                "why/after_tax_room": ("of",),
                "why-tax/federal": ("whose",),
                "why-ahead/best": ("end",),
                "report": ("kind",),
            }.items()
        },
    }
    for page, parameters in asked.items():
        for parameter in parameters:
            for value in VALUES:
                answer = client.get(f"/{page}", params={parameter: value})
                assert answer.status_code < 500, (page, parameter, value[:20])
    bad = client.get("/h/unknown_rules/worth", params={"growth": "abc"})
    assert bad.status_code == 422
    assert "Annual growth: found" in bad.text


def test_a_page_that_waits_loads_itself_again_without_scripts(
    app, monkeypatch: pytest.MonkeyPatch
) -> None:
    for bundled in (True, False):
        monkeypatch.setattr(
            "megaroth.web.server.context.has_scripts", lambda bundled=bundled: bundled
        )
        page = user_again(app).get("/h/couple/job/worth").text
        refresh = '<meta http-equiv="refresh" content="2">'
        assert (f"<noscript>{refresh}</noscript>" if bundled else refresh) in page
        assert ("<noscript>" in page.partition("</head>")[0]) is bundled
    app.state.context.jobs.close()


def user_again(app) -> TestClient:
    """The one with the session's cookie, whose token was used already or not."""
    session = app.state.context.session
    return stranger(app, **FROM_THE_PAGE, cookie=f"{session.cookie_name}={session._cookie}")


def test_others_are_answered_while_a_slow_file_is_read(
    app, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading a household never runs on the event loop: an upload that takes a second holds nobody
    up."""
    real, loops = threading.get_ident, []

    def slow(text: str) -> None:
        try:
            loops.append(asyncio.get_running_loop())
        except RuntimeError:
            loops.append(None)
        raise InputError([])

    for module in (
        "pages.file_pages",
        "pages.interview_pages",
        "pages.page_frame",
        "api.routes",
        "api.household_routes",
        "server.cached_queries",
    ):
        monkeypatch.setattr(f"megaroth.web.{module}.household_of", slow, raising=False)
    client = user(app)
    client.post("/upload", files={"file": ("x.toml", MISSION.encode())})
    client.get("/h/couple/year")
    client.get("/")
    script(app).put("/api/v1/households/x", json={"toml": MISSION})
    script(app).post("/api/v1/compare", json={"toml": MISSION})
    script(app).post("/api/v1/tax", json={"toml": MISSION})
    assert real()
    assert len(loops) >= 4
    assert set(loops) == {None}


@pytest.mark.usefixtures("quick_key")
def test_the_copy_of_a_folder_serves(tmp_path: Path) -> None:
    """A folder that was locked, copied and renamed opens with its passphrase, versions too."""
    first = Folder.at(tmp_path / "a", "a long passphrase")
    first.write("x", "year = 1\n")
    first.write("x", "year = 2\n")
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    assert Folder.at(tmp_path / "b", "a long passphrase").undo("x").text == "year = 1\n"


def test_the_docs_say_which_long_tests_run_when() -> None:
    text = (ROOT / "docs" / "security.md").read_text("utf-8")
    here = Path(__file__).read_text("utf-8")
    for name in re.findall(r"@pytest\.mark\.slow\ndef (test_\w+)", here):
        assert f"`{name}`" in text, name
