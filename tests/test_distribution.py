"""What is published works: the source distribution has every file of the checkout, a wheel has its
charts and serves its page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from conftest import ROOT

CHARTS = ROOT / "src" / "megaroth" / "web" / "static" / "vendor" / "charts.js"
_IN_CHECKOUT_ONLY = {".gitignore"}


def build(checkout: Path, target: str, out: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(out)]
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)


def tracked() -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return {name for name in listed.stdout.splitlines() if (ROOT / name).is_file()}


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The tracked files alone, as a fresh clone has them."""
    for name in tracked():
        to = tmp_path / "checkout" / name
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, to)
    return tmp_path / "checkout"


def test_the_source_distribution_has_every_file_of_the_checkout(
    copied: Path, tmp_path: Path
) -> None:
    done = build(copied, "sdist", tmp_path)
    assert done.returncode == 0, done.stderr
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as archive:
        packed = {name.partition("/")[2] for name in archive.getnames()}
    assert tracked() - packed <= _IN_CHECKOUT_ONLY


def test_a_wheel_without_the_bundled_scripts_is_refused(copied: Path, tmp_path: Path) -> None:
    done = build(copied, "wheel", tmp_path)
    assert done.returncode != 0
    assert "make scripts" in done.stderr + done.stdout
    assert not list(tmp_path.glob("*.whl"))


def test_a_wheel_installed_elsewhere_answers_and_serves_its_charts(
    copied: Path, tmp_path: Path
) -> None:
    if not CHARTS.exists():
        pytest.skip("the page's scripts are not bundled")
    shutil.copytree(CHARTS.parent, copied / CHARTS.parent.relative_to(ROOT))
    done = build(copied, "wheel", tmp_path)
    assert done.returncode == 0, done.stderr
    installed = tmp_path / "installed"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(installed)], check=True)
    inside = sysconfig.get_path(
        "purelib", "venv", {"base": str(installed), "platbase": str(installed)}
    )
    install = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", inside]
    subprocess.run([sys.executable, *install, str(next(tmp_path.glob("*.whl")))], check=True)
    # The dependencies come from here; a path file adds their folder without the editable install in
    # it.
    (Path(inside) / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    python = installed / "bin" / "python"
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    run = [str(python), "-c", "from megaroth.cli.app import main; main()"]
    where = subprocess.run(
        [str(python), "-c", "import megaroth; print(megaroth.__file__)"],
        capture_output=True,
        text=True,
        env=clean,
    )
    assert where.stdout.startswith(inside)
    example = str(ROOT / "examples" / "mission_45.toml")
    plan = subprocess.run(
        [*run, "plan", example], capture_output=True, text=True, env=clean, cwd=tmp_path, check=True
    )
    assert "$44,500.00" in plan.stdout
    serving = [*run, "serve", str(tmp_path / "households"), "--no-browser"]
    with subprocess.Popen(
        serving,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=clean,
        cwd=tmp_path,
    ) as server:
        try:
            address = ""
            while not address:
                line = server.stdout.readline()
                assert line, "the server ended"
                found = re.search(r"http://127\.0\.0\.1:\d+\S*", line)
                address = found[0] if found else ""
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
            page = opener.open(address, timeout=30).read().decode()
            assert "/static/vendor/htmx.js" in page
            origin = re.match(r"http://[^/]+", address)[0]
            charts = opener.open(f"{origin}/static/vendor/{CHARTS.name}", timeout=30).read()
            assert charts == CHARTS.read_bytes()
        finally:
            server.terminate()
            server.wait(timeout=30)
