"""Time comparisons of two trees of this repository in turn, and write the last section of
docs/benchmarks.md:

    python -m benchmarks.two_trees OTHER_TREE

It takes turns and counts processor time, because other work on the machine slows both down.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from benchmarks import lifetime
from benchmarks.timing import Spread, machine

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
HEADING = "## Comparisons before and after"
TURNS = 3
_FIVE = "asked = lifetime.household(1, lifetime.NAMES[:5], 'fixed')"
# The other tree may be older than a function that would make it.
_COUPLE = (
    "asked = parse_household(lifetime.COUPLE); "
    "asked = replace(asked, assumptions=replace(asked.assumptions, model='fixed'), "
    "alternatives=tuple(AlternativeSpec(name=name) for name in lifetime.NAMES[:5]))"
)
CASES = {
    "a comparison of 5 alternatives at a fixed growth": (_FIVE, "compare(asked, policy='same')"),
    "each at its best policy and kind of deferrals": (_FIVE, "compare(asked, policy='best')"),
    "a couple, each at its best": (_COUPLE, "compare(asked, policy='best')"),
    "a couple's best plan": ("asked = parse_household(lifetime.COUPLE)", "optimize(asked)"),
}
"""What is timed: what to prepare, and the call; one call before it does not count."""

PATHS = "asked = lifetime.household(lifetime.PATHS)", "compare(asked, policy='same')"
"""Paths are timed in a process that has done nothing before, as a command is."""

_IMPORTS = (
    "import time; from dataclasses import replace; from benchmarks import lifetime; "
    "from megaroth.model.outlook import AlternativeSpec; "
    "from megaroth.planning.compare import compare; "
    "from megaroth.planning.optimize import optimize; "
    "from megaroth.readers.household_file import parse_household"
)


def seconds(tree: Path, prepare: str, call: str, *, warm: bool) -> float:
    """Processor time of a call in a process of its own.

    Args:
        tree: a tree of this repository.
        prepare: statements before the call.
        call: an expression.
        warm: whether the call is made once before it counts.
    """
    code = "\n".join(
        [
            _IMPORTS,
            prepare,
            call if warm else "",
            "begun = time.process_time()",
            call,
            "print(time.process_time() - begun)",
        ]
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        cwd=tree,
        env=os.environ | {"PYTHONPATH": f"{tree / 'src'}{os.pathsep}{tree}"},
    )
    return float(ran.stdout)


def section(other: Path) -> str:
    """The section of the page, with the time of every case in both trees."""
    ours = Path(__file__).parent.parent
    cases = [(title, *case, True) for title, case in CASES.items()]
    title = f"{lifetime.PATHS:,} paths x {lifetime.YEARS} years x 8 alternatives, one core"
    lines = [
        HEADING,
        "",
        f"Measured on {date.today()} by `python -m benchmarks.two_trees` on: {machine()}.",
        "The machine had other work to do, so the table has processor time: the median, the",
        f"minimum and the maximum of {TURNS} turns, each in a process of its own.",
        "",
        "| benchmark | before | after | after by before |",
        "|---|---|---|---|",
    ]
    for name, prepare, call, warm in [*cases, (title, *PATHS, False)]:
        found: dict[Path, list[float]] = {other: [], ours: []}
        for _ in range(TURNS):
            for tree, times in found.items():
                times.append(seconds(tree, prepare, call, warm=warm))
        before, after = (Spread(tuple(times)) for times in found.values())
        lines.append(
            f"| {name} | {before.text(1, 's')} | {after.text(1, 's')} | "
            f"{after.median / before.median:.2f} |"
        )
    return "\n".join([*lines, ""])


def kept(page: str) -> str:
    """The section that a page has, for whoever writes the rest of it anew."""
    _, heading, text = page.partition(HEADING)
    return heading + text


def main(other: Path) -> None:
    """Time every case, and replace the section."""
    page = PAGE.read_text("utf-8")
    found = section(other)
    PAGE.write_text(page.removesuffix(kept(page)).rstrip() + "\n\n" + found, "utf-8")
    print(found)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
