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
        """Tests that ran a line, those that ran the fewest lines first; then those that ran other
        lines of its file.

        A few cases of each test come first, then four times as many, and so on: a thousand cases of
        one test rarely notice what the first of them do not, and must not keep other tests from
        their turn. A line that runs at import has no test of its own, and a line of a cached
        function only the first test that needed it: others that ran the file may notice too.
        """
        ran = self.by_line.get((file, line), set())
        of_file = set().union(*(tests for (name, _), tests in self.by_line.items() if name == file))
        return [*self._in_order(ran), *self._in_order(of_file - ran)]

    def _in_order(self, ran: set[str]) -> list[str]:
        found: list[tuple[int, int, str]] = []
        cases: dict[str, int] = {}
        for weight, test in sorted((self.weight[test], test) for test in ran):
            function = test.partition("[")[0]
            earlier = cases.get(function, 0)
            cases[function] = earlier + 1
            found.append((((earlier // _FIRST).bit_length() + 1) // 2, weight, test))
        return [test for _, _, test in sorted(found)]


_FIRST = 8
"""Cases of one test that come first."""


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
