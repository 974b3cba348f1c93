"""Whether the years ahead are the same with the versions of numpy and the solver that Pyodide has.

It compares versions on this machine. It says nothing about WebAssembly.

    python -m benchmarks.page_file_versions FOLDER

FOLDER has the other solver, as pip installs it with ``--target``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "page_file" / "node_modules" / "pyodide" / "pyodide-lock.json"
COMMANDS = ("project", "compare", "optimize")
EXAMPLES = ("mission_45", "couple")
_VERSIONS = (
    "import json, importlib.metadata as m; "
    "print(json.dumps({one: m.version(one) for one in ('numpy', 'highspy')}))"
)


def printed(words: list[str], first: Path | None = None) -> bytes:
    """What Python prints, with a folder of packages before all others."""
    source = str(ROOT / "src")
    path = os.pathsep.join([str(first), source] if first else [source])
    done = subprocess.run(
        [sys.executable, *words],
        env=os.environ | {"PYTHONPATH": path, "MEGAROTH_TODAY": "2026-01-01"},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    return done.stdout


def main() -> None:
    """Compare each answer to the byte, and end with 1 if one differs."""
    other = Path(sys.argv[1]).resolve()
    packages = json.loads(LOCK.read_text("utf-8"))["packages"]
    wanted = {name: packages[name]["version"] for name in ("numpy", "highspy")}
    found = json.loads(printed(["-c", _VERSIONS], other))
    if found != wanted:
        sys.exit(f"{other} gives {found}, and Pyodide has {wanted}")
    print(f"installed: {json.loads(printed(['-c', _VERSIONS]))}; Pyodide: {wanted}")
    differing = 0
    for name in EXAMPLES:
        for command in COMMANDS:
            words = ["-m", "megaroth", command, f"examples/{name}.toml"]
            words += ["--json", "--schema-version", "2"]
            mine = printed(words)
            equal = printed(words, other) == mine
            differing += not equal
            print(f"{command} {name}: {len(mine):,} bytes, {'equal' if equal else 'DIFFERENT'}")
    sys.exit(differing > 0)


if __name__ == "__main__":
    main()
