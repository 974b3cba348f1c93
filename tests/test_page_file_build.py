"""The build of the page that needs no installation: sizes, equal bytes, and what it refuses."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from builder.compressed import compress
from builder.packages import WHEELS, wheels
from builder.page import folder, single
from builder.patches import LOADER, RUNTIME
from builder.places import BuildError
from page_file import build

from conftest import ROOT
from page_file_in_browser import PAGE_FILE, built

CACHE = PAGE_FILE / "wheels"


def test_the_sizes_keep_their_bounds(built: Path, tmp_path: Path) -> None:
    assert (built / "megaroth.html").stat().st_size <= build.MOST_OF_FILE == 13_000_000
    served = shutil.copytree(built / "page", tmp_path / "page")
    sent = compress(served)
    originals = [one for one in served.iterdir() if one.suffix != ".br"]
    packed = [served / f"{one.name}.br" for one in originals]
    assert sent == sum(one.stat().st_size for one in packed)
    assert sent <= build.MOST_OF_FOLDER == 8_500_000
    unpack = (
        "const z=require('zlib'),f=require('fs');for(const p of process.argv.slice(1))"
        "if(!z.brotliDecompressSync(f.readFileSync(p+'.br')).equals(f.readFileSync(p)))throw p"
    )
    subprocess.run(["node", "-e", unpack, *map(str, originals)], check=True)


def test_a_page_that_is_too_large_is_refused() -> None:
    with pytest.raises(BuildError, match=r"has 13,000,001 bytes; at most 13,000,000"):
        build.within("the single file", 13_000_001, build.MOST_OF_FILE)


def test_two_builds_are_equal_to_the_byte(built: Path, tmp_path: Path) -> None:
    packages = wheels(CACHE)
    assert single(packages) == (built / "megaroth.html").read_bytes()
    folder(packages, tmp_path / "page")
    names = {one.name for one in (built / "page").iterdir()}
    assert names == {one.name for one in (tmp_path / "page").iterdir()}
    for name in names:
        assert (tmp_path / "page" / name).read_bytes() == (built / "page" / name).read_bytes(), name


@pytest.fixture
def copy(tmp_path: Path, built: Path) -> Path:
    """A checkout with the files that the build reads, and nothing that it installs."""
    shutil.copytree(
        PAGE_FILE,
        tmp_path / "page_file",
        ignore=shutil.ignore_patterns("node_modules", "wheels", "__pycache__"),
    )
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    for name in ("src", "examples"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def _install(copy: Path) -> None:
    (copy / "page_file" / "node_modules").symlink_to(PAGE_FILE / "node_modules")
    shutil.copytree(CACHE, copy / "page_file" / "wheels")


def _build(copy: Path, path: str = os.environ["PATH"]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "page_file/build.py"],
        cwd=copy,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def _refused(done: subprocess.CompletedProcess[str], copy: Path, reason: str) -> None:
    assert done.returncode == 1, done
    assert re.search(reason, done.stderr), done.stderr
    assert done.stderr.startswith("page file: ")
    assert "Traceback" not in done.stderr
    assert not (copy / "dist").exists()


def test_a_build_without_npm_says_so_and_writes_nothing(copy: Path) -> None:
    done = _build(copy, path=str(copy))
    _refused(done, copy, r"npm is not installed: the page file needs npm \(node 18 or newer\)")


def test_a_build_without_node_says_so_and_writes_nothing(copy: Path) -> None:
    _install(copy)
    done = _build(copy, path=str(copy))
    _refused(done, copy, r"node is not installed: the page file needs npm \(node 18 or newer\)")


@pytest.mark.parametrize("name", ["tomlkit", "pydantic_core"])
def test_a_wheel_with_another_hash_is_refused(copy: Path, name: str) -> None:
    _install(copy)
    wrong = next((copy / "page_file" / "wheels").glob(f"{name}-*.whl"))
    content = bytearray(wrong.read_bytes())
    content[len(content) // 2] ^= 1
    wrong.write_bytes(content)
    _refused(_build(copy), copy, rf"{name}-.* has another hash than page_file.txt pins: delete it")


def test_a_hash_belongs_to_its_own_package(copy: Path) -> None:
    """A wheel of another pinned package, under the name of one, is another wheel."""
    _install(copy)
    cache = copy / "page_file" / "wheels"
    tomlkit = next(cache.glob("tomlkit-*.whl"))
    shutil.copy(next(cache.glob("typing_inspection-*.whl")), tomlkit)
    _refused(_build(copy), copy, r"tomlkit-.* has another hash than page_file.txt pins")


def test_another_version_of_the_runtime_is_refused() -> None:
    for patch in (*LOADER, *RUNTIME):
        with pytest.raises(BuildError, match=f"stands {patch.times + 1} times instead of"):
            patch.applied(patch.old * (patch.times + 1), "pyodide.js")
        with pytest.raises(BuildError, match="stands 0 times instead of"):
            patch.applied("", "pyodide.js")


def test_the_packages_are_those_of_the_installed_product() -> None:
    pinned = dict(
        line.split()[0].split("==") for line in WHEELS.read_text().splitlines() if "==" in line
    )
    assert len(pinned) == 6
    base = (ROOT / "requirements" / "base.txt").read_text()
    for name, version in pinned.items():
        assert f"\n{name}=={version} " in base, name


def test_no_host_is_named_and_nothing_is_loaded_from_elsewhere(built: Path) -> None:
    """Addresses stand in licenses alone; what the page loads, it loads from itself."""
    for page in (built / "megaroth.html", built / "page" / "index.html"):
        text = page.read_text("utf-8")
        loads = re.findall(
            r'(?:src|href|action|srcset)=["\']?([^"\'\s>]+)', text.split("<body>")[0]
        )
        assert set(loads) <= {"data:,", "page.css"}, page
        outside_licenses = re.sub(r'<pre class="notices">.*?</pre>', "", text, flags=re.DOTALL)
        hosts = set(re.findall(r"https?://([^/\"'\s<>\\]+)", outside_licenses))
        assert hosts <= {"www.w3.org"}, hosts
    style = (built / "page" / "page.css").read_text("utf-8")
    assert "url(" not in style
    assert "@import" not in style


def test_the_licenses_of_every_package_are_in_the_page(built: Path) -> None:
    text = (built / "megaroth.html").read_text("utf-8")
    notices = text.split('<pre class="notices">')[1].split("</pre>")[0]
    version = json.loads((PAGE_FILE / "package.json").read_text())["devDependencies"]["pyodide"]
    assert f"Pyodide {version} (MPL-2.0)" in notices
    for wheel in wheels(CACHE):
        name, number = wheel.name.split("-")[:2]
        assert f"\n{name} {number}\n" in notices, name
