"""Pyodide from npm, and the wheels from the package index: pinned, and checked by their hashes."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

from builder.places import HERE, ROOT, BuildError
from builder.programs import output_of

WHEELS = ROOT / "requirements" / "page_file.txt"
PLATFORM = ("pyemscripten_2026_0_wasm32", "3.14", "cp314")


def pyodide() -> Path:
    """The folder of Pyodide, as npm checked and unpacked it."""
    folder = HERE / "node_modules" / "pyodide"
    wanted = json.loads((HERE / "package.json").read_text())["devDependencies"]["pyodide"]
    about = folder / "package.json"
    if not about.exists() or json.loads(about.read_text())["version"] != wanted:
        output_of(
            ["npm", "ci", "--silent", "--ignore-scripts"],
            "the page file needs npm (node 18 or newer)",
        )
    return folder


def wheels(cache: Path) -> list[Path]:
    """The wheels of the packages, downloaded once; pip refuses one with another hash."""
    pinned = pins(WHEELS)
    found = [_wheel(cache, one) for one in pinned]
    if not all(found):
        platform, python, abi = PLATFORM
        cache.mkdir(parents=True, exist_ok=True)
        output_of(
            [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--quiet",
                "--disable-pip-version-check",
                "--no-deps",
                "--require-hashes",
                "--only-binary",
                ":all:",
                "--implementation",
                "cp",
                "--platform",
                platform,
                "--python-version",
                python,
                "--abi",
                abi,
                "--abi",
                "none",
                "--dest",
                str(cache),
                "--requirement",
                str(WHEELS),
            ],
            f"a wheel of {WHEELS.name} is missing or has another hash than the one pinned there",
        )
        found = [_wheel(cache, one) for one in pinned]
    for one, requirement in zip(found, pinned, strict=True):
        if one is None:
            raise BuildError(f"no wheel of {requirement} was downloaded")
        _check_hash(one, pinned[requirement])
    return [one for one in found if one]


def pins(file: Path) -> dict[str, set[str]]:
    """The requirements of a file, as ``name==version``, with the hashes of their wheels."""
    found: dict[str, set[str]] = {}
    for line in file.read_text("utf-8").splitlines():
        if re.match(r"\w", line):
            requirement = line.split()[0]
            found[requirement] = set()
        found_hash = re.search(r"--hash=sha256:([0-9a-f]{64})", line)
        if found_hash:
            found[requirement].add(found_hash[1])
    return found


def _wheel(cache: Path, requirement: str) -> Path | None:
    name, _, version = requirement.partition("==")
    return next(iter(cache.glob(f"{name.replace('-', '_')}-{version}-*.whl")), None)


def _check_hash(wheel: Path, hashes: set[str]) -> None:
    if hashlib.sha256(wheel.read_bytes()).hexdigest() not in hashes:
        raise BuildError(
            f"{wheel.name} has another hash than {WHEELS.name} pins: delete it and build again"
        )
