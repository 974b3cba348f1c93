"""How long commands take as whole processes, in turn with ``import numpy``.

``python -m benchmarks.startup`` measures and replaces the section of docs/benchmarks.md.
"""

from __future__ import annotations

import platform
import re
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.timing import processes, processor

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
TITLE = "## Whole commands"
RUNS = 25
MOST_OF_NUMPY = 1.3
"""What `room` may take, as a share of importing numpy."""

_CLI = "from megaroth.cli.app import main; main()"
_ROOM = "room --year 2026 --age 45 --pay 300000"
_COMMANDS = {
    _ROOM: f"at most {MOST_OF_NUMPY}",
    f"{_ROOM} --json": f"at most {MOST_OF_NUMPY}",
    "rollover --balance 100000 --after-tax 20000 --distribute 50000 --year 2026": "",
    "law 2026": "",
    "check examples/mission_45.toml": "",
    "plan examples/mission_45.toml": "",
    "tax examples/mission_45.toml": "",
    "room --help": "",
    "--help": "",
}


def section() -> str:
    """The section of the page: medians with the least and the most."""
    empty, numpy, *found = processes(
        [
            ["-c", "pass"],
            ["-c", "import numpy"],
            *(["-c", _CLI, *command.split()] for command in _COMMANDS),
        ],
        RUNS,
    )
    rows = [
        f"| `megaroth {command}` | {times.text()} | {times.median / numpy.median:.2f} | {most} |"
        for (command, most), times in zip(_COMMANDS.items(), found, strict=True)
    ]
    return "\n".join(
        [
            TITLE,
            "",
            f"Measured on {date.today()} by `python -m benchmarks.startup` on: {processor()}, "
            f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, numpy "
            f"{np.__version__}.",
            f"Each is a whole process. All take turns, {RUNS} times each, and the table has the "
            "median, the minimum and the maximum.",
            "",
            "| process | time | of numpy | target |",
            "|---|---|---|---|",
            f"| `python -c pass` | {empty.text()} | {empty.median / numpy.median:.2f} | |",
            f'| `python -c "import numpy"` | {numpy.text()} | 1 | |',
            *rows,
            "",
        ]
    )


def main() -> None:
    """Measure, print, and replace the section of the page."""
    found = section()
    print(found)
    before = re.sub(rf"\n{TITLE}\n.*?(?=\n## |\Z)", "", PAGE.read_text("utf-8"), flags=re.DOTALL)
    PAGE.write_text(f"{before.rstrip()}\n\n{found}", "utf-8")


if __name__ == "__main__":
    main()
