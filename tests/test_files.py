"""Files are written whole or not at all, and processes end with whoever started them."""

from __future__ import annotations

import errno
import os
import re
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import EXAMPLES, ROOT
from megaroth.kernel import files
from megaroth.kernel.errors import InputError

HOME = str(EXAMPLES / "mission_45.toml")


def full(*_args: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


COMMANDS = {
    "picture": ("project", HOME, "--picture", "{}.json"),
    "report": ("report", HOME, "--output", "{}.md"),
    "spreadsheet": ("report", HOME, "--output", "{}.xlsx"),
    "table": ("room", "--table", "{}_members", "--output", "{}.csv"),
    "household": ("init", "{}.toml", "--born", "1980-01-01", "--pay", "200000"),
}
"""A command for each kind of file that megaroth writes."""


@pytest.fixture(scope="module")
def few_paths(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same household with few years and paths: nothing of them is read."""
    file = tmp_path_factory.mktemp("home") / "few_paths.toml"
    few = "\n[assumptions]\npaths = 20\nplan_until = 60\n"
    file.write_text(Path(HOME).read_text("utf-8") + few, "utf-8")
    return str(file)


@pytest.mark.parametrize("kind", COMMANDS)
def test_every_output_file_is_written_whole_or_not_at_all(
    inside, few_paths: str, tmp_path: Path, monkeypatch, kind: str
) -> None:
    """On a full disk nothing new appears, what was there before stays, and the message names the
    file."""
    args = [one.format(tmp_path / "out") for one in COMMANDS[kind]]
    args = [few_paths if one == HOME else one for one in args]
    target = next(
        Path(one) for one in args if one.startswith(str(tmp_path)) and "." in Path(one).name
    )
    (tmp_path / "out_members").write_text("age,pay\n45,200000\n")
    before = None
    if kind != "household":  # init refuses a file that is there
        target.write_text("before")
        before = "before"
    monkeypatch.setattr(files.os, "fsync", full)
    ran = inside(*args)
    assert ran.code == 2, ran
    assert os.strerror(errno.ENOSPC) in ran.err
    assert target.name in ran.err
    assert (target.read_text() if target.exists() else None) == before
    assert {one.name for one in tmp_path.iterdir()} == {
        "out_members",
        *([target.name] if before else []),
    }


def test_a_picture_is_the_owners_alone_and_named(inside, tmp_path: Path) -> None:
    picture = tmp_path / "out.json"
    picture.write_text("before")
    os.chmod(picture, 0o644)
    ran = inside("project", HOME, "--picture", str(picture), "--json")
    assert ran.code == 0
    assert f"wrote {picture}" in ran.err
    assert stat.S_IMODE(picture.stat().st_mode) == 0o600


def test_nothing_but_one_module_opens_a_file_to_write() -> None:
    """Every output goes through kernel/files.py, which writes it whole or not at all."""
    writes = re.compile(
        r"\.write_text\(|\.write_bytes\(|\.open\(\s*[\"'][wax]|\bopen\([^)\n]*,\s*[\"'][wax]"
    )
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in (ROOT / "src").rglob("*.py")
        if path.name != "files.py"
        for line in path.read_text("utf-8").splitlines()
        if writes.search(line) and "os.devnull" not in line
    ]
    assert not found


def test_a_new_file_takes_the_place_of_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With and without hard links in the file system."""
    taken, free = tmp_path / "taken", tmp_path / "free"
    taken.write_text("mine")

    def no_links(*_args: object) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    for change in (lambda: None, lambda: monkeypatch.setattr(files.os, "link", no_links)):
        change()
        with pytest.raises(FileExistsError):
            files.put(taken, [b"yours"], new=True)
        files.put(free, [b"new"], new=True)
        assert (taken.read_text(), free.read_text()) == ("mine", "new")
        free.unlink()
        assert [one.name for one in tmp_path.iterdir()] == ["taken"]


def test_what_a_write_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / ".new-abc").write_text("half")
    (tmp_path / ".new-folder").mkdir()
    (tmp_path / "a.toml").write_text("whole")
    (tmp_path / ".new-link").symlink_to(tmp_path / "a.toml")
    assert files.remove_unfinished(tmp_path) == 1
    assert sorted(one.name for one in tmp_path.iterdir()) == [".new-folder", ".new-link", "a.toml"]


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(b"123")
    assert files.read_regular(plain, 3) == b"123"
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name, leads in (
        ("outside", "/etc/hostname"),
        ("endless", "/dev/zero"),
        ("loop", "loop"),
        ("nothing", "nowhere"),
    ):
        (tmp_path / name).symlink_to(leads)
    with open(tmp_path / "large", "wb") as large:
        large.truncate(300_000_000)
    said = {}
    for one in sorted(tmp_path.iterdir()):
        if one != plain:
            with pytest.raises(files.NotRegularError) as refused:
                files.read_regular(one, 1_000)
            said[one.name] = str(refused.value)
    assert said == {
        "endless": "a symbolic link",
        "folder": "a directory",
        "large": "more than 1,000 bytes",
        "loop": "a symbolic link",
        "nothing": "a symbolic link",
        "outside": "a symbolic link",
        "pipe": "a named pipe",
    }
    with pytest.raises(files.NotRegularError, match="a device"):
        files.read_regular(Path("/dev/zero"), 1_000)


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("nowhere/x.json", "that is there"),
        ("", "nothing"),
        ("folder.json", "directory"),
        ("a\0.json", "NUL"),
    ],
)
def test_a_picture_that_cannot_be_written_is_refused_before_the_work(
    inside, tmp_path: Path, target: str, says: str
) -> None:
    (tmp_path / "folder.json").mkdir()
    begun = time.monotonic()
    with pytest.raises(InputError, match=says):
        files.check_target("--picture", str(tmp_path / target) if target else "")
    assert time.monotonic() - begun < 1


# --- processes end with whoever started them


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def descendants(pid: int) -> list[int]:
    """The processes below one, from Linux's own account of them."""
    found = []
    for one in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = one.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            child = int(one.parent.name)
            found += [child, *descendants(child)]
    return found


def test_long_work_ends_with_its_parent(tmp_path: Path) -> None:
    ends_with(tmp_path, signal.SIGKILL)


@pytest.mark.slow
def test_long_work_ends_with_its_parent_by_every_signal(tmp_path: Path) -> None:
    for one in (signal.SIGTERM, signal.SIGHUP, signal.SIGKILL, signal.SIGINT):
        ends_with(tmp_path, one)


def hear_signals() -> None:
    """As a terminal starts a program: ``nohup`` and a shell's background have it ignore these,
    whoever it starts included."""
    for one in (signal.SIGHUP, signal.SIGINT):
        signal.signal(one, signal.SIG_DFL)


def ends_with(tmp_path: Path, number: signal.Signals) -> None:
    """Workers of ``compare --workers 2``, ended while they play paths."""
    if not Path("/proc/self/stat").exists():
        pytest.skip("needs /proc to see the processes")
    home = tmp_path / "home.toml"
    home.write_text(
        (EXAMPLES / "couple.toml")
        .read_text("utf-8")
        .replace(
            "[[people]]", '[assumptions]\nmodel = "bootstrap"\npaths = 60_000\n\n[[people]]', 1
        )
    )
    command = [
        sys.executable,
        "-c",
        "from megaroth.cli.app import main; main()",
        "compare",
        str(home),
        "--workers",
        "2",
    ]
    started = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=hear_signals
    )
    until = time.monotonic() + 60
    while len(below := descendants(started.pid)) < 3 and time.monotonic() < until:
        assert started.poll() is None, "it ended before its workers began"
        time.sleep(0.05)
    time.sleep(0.5)
    below = descendants(started.pid)
    assert len(below) >= 3, "two workers and the tracker of their resources"
    started.send_signal(number)
    started.wait(30)
    until = time.monotonic() + 15
    while any(map(alive, below)) and time.monotonic() < until:
        time.sleep(0.05)
    left = [one for one in below if alive(one)]
    for one in left:
        os.kill(one, signal.SIGKILL)
    assert not left
