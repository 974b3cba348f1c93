"""Which tests ran a line, nearest first, from the contexts that ``make coverage`` records."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from coverage.numbits import numbits_to_nums

from conftest import ROOT


@dataclass(frozen=True)
class Covering:
    """Which tests ran which lines, and how many lines each ran in all."""

    by_line: dict[tuple[str, int], set[str]]
    weight: dict[str, int]

    def nearest(self, file: str, line: int) -> list[str]:
        """Tests that ran a line, those that ran the fewest lines first.

        Some cases of each test come before the rest of them: a thousand cases of one test rarely
        notice what the first of them do not. A line that runs at import has no test of its own;
        the nearest ran the rest of its file.
        """
        ran = self.by_line.get((file, line)) or set().union(
            *(tests for (name, _), tests in self.by_line.items() if name == file)
        )
        found: list[tuple[int, int, str]] = []
        cases: dict[str, int] = {}
        for weight, test in sorted((self.weight[test], test) for test in ran):
            function = test.partition("[")[0]
            cases[function] = cases.get(function, 0) + 1
            found.append((cases[function] // _CASES, weight, test))
        return [test for _, _, test in sorted(found)]


_CASES = 40
"""Cases of one test that come before the rest."""


def covering(database: Path) -> Covering:
    """Read the contexts that coverage recorded."""
    by_line: dict[tuple[str, int], set[str]] = {}
    weight: dict[str, int] = {}
    with sqlite3.connect(database) as held:
        files = dict(held.execute("select id, path from file"))
        contexts = {
            number: name.partition("|")[0]
            for number, name in held.execute("select id, context from context")
        }
        for file, context, bits in held.execute(
            "select file_id, context_id, numbits from line_bits"
        ):
            test = contexts[context]
            if not test:
                continue
            lines = numbits_to_nums(bits)
            weight[test] = weight.get(test, 0) + len(lines)
            path = Path(files[file])
            name = path.relative_to(ROOT).as_posix() if path.is_absolute() else path.as_posix()
            for line in lines:
                by_line.setdefault((name, line), set()).add(test)
    return Covering(by_line, weight)
