"""Time comparisons of two trees of this repository in turn, and write the last section of
docs/benchmarks.md:

    python -m benchmarks.two_trees OTHER_TREE [TURNS]

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


def _read(text: str) -> str:
    return f"asked = parse_household({text!r})"


_FIVE = "asked = lifetime.household(1, lifetime.NAMES[:5], 'fixed')"
# The other tree may be older than a function that would make it.
_COUPLE = (
    "asked = parse_household(lifetime.COUPLE); "
    "asked = replace(asked, assumptions=replace(asked.assumptions, model='fixed'), "
    "alternatives=tuple(AlternativeSpec(name=name) for name in lifetime.NAMES[:5]))"
)
CASES = {
    "a comparison of 5 alternatives at a fixed growth": (
        _FIVE,
        "compare(asked, policy='same')",
        "under 0.2 s",
    ),
    "each at its best policy and kind of deferrals": (
        _FIVE,
        "compare(asked, policy='best')",
        "under 0.3 s",
    ),
    "a couple, each at its best": (_COUPLE, "compare(asked, policy='best')", "under 0.5 s"),
    "a couple's best plan": (_read(lifetime.COUPLE), "optimize(asked)", "under 2 s"),
    "the best plan of one who stops work at 62": (
        _read(lifetime.STOPS_AT_62),
        "optimize(asked)",
        "under 6 s",
    ),
    "of one who stops at 45": (_read(lifetime.STOPS_AT_45), "optimize(asked)", "under 6 s"),
    "the best plans of the first with after-tax contributions and without": (
        _read(lifetime.STOPS_AT_62),
        "compare(asked, best=True)",
        "under 12 s",
    ),
}
"""What is timed: what to prepare, the call, and its target. One call before that of a comparison does
not count."""

_TEN_THOUSAND = "asked = lifetime.household(lifetime.PATHS)"
PATHS = {
    "one core": (_TEN_THOUSAND, "compare(asked, policy='same')", 1, "under 2.8 s"),
    "two processes": (_TEN_THOUSAND, "compare(asked, policy='same', workers=2)", 2, "under 1.8 s"),
}
"""Paths are timed in a process that has done nothing before, as a command is; with their
processes."""

_IMPORTS = (
    "import os; from dataclasses import replace; from benchmarks import lifetime; "
    "from megaroth.model.outlook import AlternativeSpec; "
    "from megaroth.planning.compare import compare; "
    "from megaroth.planning.optimize import optimize; "
    "from megaroth.readers.household_file import parse_household"
)


def seconds(tree: Path, prepare: str, call: str, *, warm: bool, processes: int = 1) -> float:
    """Processor time of a call in a process of its own; of the processes that it starts, that of
    one.

    Args:
        tree: a tree of this repository.
        prepare: statements before the call.
        call: an expression.
        warm: whether the call is made once before it counts.
        processes: how many the call starts to share its work.
    """
    code = "\n".join(
        [
            _IMPORTS,
            prepare,
            call if warm else "",
            "begun = os.times()",
            call,
            "ended = os.times()",
            "own, shared = (sum(ended[at : at + 2]) - sum(begun[at : at + 2]) for at in (0, 2))",
            f"print(own + shared / {processes})",
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


def section(other: Path, turns: int) -> str:
    """The section of the page, with the time of every case in both trees."""
    ours = Path(__file__).parent.parent
    lines = [
        HEADING,
        "",
        f"Measured on {date.today()} by `python -m benchmarks.two_trees` on: {machine()}.",
        "The machine had other work to do, so the table has processor time: the median, the",
        f"minimum and the maximum of {turns} turns, each in a process of its own. Where processes",
        "share the work, it is that of the first and of one of them.",
        "",
        "| benchmark | before | after | after by before | target |",
        "|---|---|---|---|---|",
    ]
    for name, (prepare, call, target) in CASES.items():
        # What takes seconds is not made twice.
        warm = call.startswith("compare") and "best=" not in call
        lines.append(_line(name, target, other, ours, turns, prepare, call, warm=warm))
    title = f"{lifetime.PATHS:,} paths x {lifetime.YEARS} years x 8 alternatives"
    for name, (prepare, call, processes, target) in PATHS.items():
        one = f"{title}, {name}"
        lines.append(
            _line(one, target, other, ours, turns, prepare, call, warm=False, processes=processes)
        )
    return "\n".join([*lines, ""])


def _line(
    name: str,
    target: str,
    other: Path,
    ours: Path,
    turns: int,
    prepare: str,
    call: str,
    *,
    warm: bool,
    processes: int = 1,
) -> str:
    """A case in both trees, which take turns."""
    found: dict[Path, list[float]] = {other: [], ours: []}
    for _ in range(turns):
        for tree, times in found.items():
            times.append(seconds(tree, prepare, call, warm=warm, processes=processes))
    before, after = (Spread(tuple(times)) for times in found.values())
    return (
        f"| {name} | {before.text(1, 's')} | {after.text(1, 's')} | "
        f"{after.median / before.median:.2f} | {target} |"
    )


def kept(page: str) -> str:
    """The section that a page has, for whoever writes the rest of it anew."""
    _, heading, text = page.partition(HEADING)
    return heading + text


def main(other: Path, turns: int = TURNS) -> None:
    """Time every case, and replace the section."""
    page = PAGE.read_text("utf-8")
    found = section(other, turns)
    PAGE.write_text(page.removesuffix(kept(page)).rstrip() + "\n\n" + found, "utf-8")
    print(found)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), *map(int, sys.argv[2:]))
