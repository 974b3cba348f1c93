"""Mutation testing: change one operator, constant or term at a time, and count how many changes the
tests notice.

``make mutants`` samples the rooms where figures are made. Each mutant is tried against the tests
that ran its line, those that ran the fewest lines first (the nearest), until one fails or their
CPU time is used up: then it counts as survived. ``tests/mutant_worker.py`` runs them.

The map of lines to tests comes from coverage contexts (``make coverage`` records them). Mutants
that change nothing anyone could notice are listed in ``tests/equivalent_mutants.toml`` with the
reason.
"""

from __future__ import annotations

import argparse
import ast
import concurrent.futures
import os
import queue
import random
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path

from conftest import ROOT
from mutant_trial import Change, Trial, Verdict, copies
from nearest_tests import covering

PACKAGE = Path("src/megaroth")
ROOMS = ("rules", "tax", "planyear", "projection")
EQUIVALENT = ROOT / "tests" / "equivalent_mutants.toml"

ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
}
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
BITWISE: dict[type[ast.operator], type[ast.operator]] = {
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
PAIRS = {
    "smaller": "larger",
    "larger": "smaller",
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
}
_TAKES = {"positive", "above_zero"}
"""Functions of one amount whose call may be left out."""


@dataclass(frozen=True)
class Mutant:
    """One change of a file: the text that takes the place of a span."""

    file: str
    line: int
    start: int
    end: int
    new: str
    what: str

    @property
    def name(self) -> str:
        """What identifies it in the list of equivalents."""
        return f"{self.file}: {self.what}"

    def applied(self, source: bytes) -> bytes:
        """The mutated file, in which every line keeps its number."""
        lines = b"\n" * source[self.start : self.end].count(b"\n")
        return source[: self.start] + b"(" + self.new.encode() + lines + b")" + source[self.end :]

    def change(self) -> Change:
        """The file of the checkout before and after."""
        source = (ROOT / self.file).read_bytes()
        return Change(self.file, source.decode(), self.applied(source).decode())


class _Finder(ast.NodeVisitor):
    """Every mutant of one file; annotations, decorators, docstrings and messages are left alone."""

    def __init__(self, file: str, source: bytes) -> None:
        self.file, self.source, self.found = file, source, list[Mutant]()
        lines = source.splitlines(keepends=True)
        self.offsets = [0]
        for line in lines:
            self.offsets.append(self.offsets[-1] + len(line))

    def _span(self, node: ast.AST) -> tuple[int, int]:
        return self.offsets[node.lineno - 1] + node.col_offset, self.offsets[
            node.end_lineno - 1
        ] + node.end_col_offset

    def _add(self, node: ast.AST, changed: ast.AST) -> None:
        start, end = self._span(node)
        new = ast.unparse(changed)
        old = " ".join(self.source[start:end].decode().split())
        self.found.append(Mutant(self.file, node.lineno, start, end, new, f"{old} -> {new}"))

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_arg(self, node: ast.arg) -> None:
        pass

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for one in (
            *node.args.defaults,
            *(value for value in node.args.kw_defaults if value),
            *node.body,
        ):
            self.visit(one)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        # Options of a dataclass (frozen, kw_only) change no figure.
        for one in node.body:
            self.visit(one)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        other = ARITHMETIC.get(type(node.op)) or BITWISE.get(type(node.op))
        text = any(
            isinstance(side, (ast.JoinedStr, ast.List, ast.Tuple)) or _is_text(side)
            for side in (node.left, node.right)
        )
        if other is not None and not text:
            self._add(node, ast.BinOp(node.left, other(), node.right))
            if isinstance(node.op, (ast.Add, ast.Sub)):
                self._add(node, node.left)
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        for place, operator in enumerate(node.ops):
            other = COMPARISONS[type(operator)]()
            self._add(
                node,
                ast.Compare(
                    node.left, [*node.ops[:place], other, *node.ops[place + 1 :]], node.comparators
                ),
            )
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        self._add(
            node, ast.BoolOp(ast.And() if isinstance(node.op, ast.Or) else ast.Or(), node.values)
        )
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, (ast.Not, ast.USub)):
            self._add(node, node.operand)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name) and node.func.id in PAIRS:
            self._add(node.func, ast.Name(PAIRS[node.func.id]))
        if isinstance(node.func, ast.Name) and node.func.id in _TAKES and len(node.args) == 1:
            self._add(node, node.args[0])
        self.generic_visit(node)

    def visit_keyword(self, node: ast.keyword) -> None:
        # Whether zip checks the lengths, and how a field is shown and compared, changes no figure.
        if node.arg not in ("strict", "repr", "compare"):
            self.visit(node.value)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._add(node, ast.IfExp(node.test, node.orelse, node.body))
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self._add(node, ast.Constant(not node.value))
        elif isinstance(node.value, (int, float)):
            self._add(node, ast.Constant(node.value + 1))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        pass


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def mutants_of(file: Path) -> list[Mutant]:
    """Every mutant of one file of the checkout."""
    source = (ROOT / file).read_bytes()
    finder = _Finder(file.as_posix(), source)
    finder.visit(ast.parse(source))
    return finder.found


def all_mutants() -> list[Mutant]:
    """Every mutant of the rooms, in a fixed order."""
    files = sorted(
        file.relative_to(ROOT) for room in ROOMS for file in (ROOT / PACKAGE / room).rglob("*.py")
    )
    return [mutant for file in files for mutant in mutants_of(file)]


def equivalents() -> dict[str, str]:
    """Mutants that nobody can notice, each with its reason."""
    listed = tomllib.loads(EQUIVALENT.read_text("utf-8"))["mutants"] if EQUIVALENT.exists() else []
    return {f"{one['file']}: {one['what']}": one["reason"] for one in listed}


def main() -> int:
    """Sample, try, and list what survived."""
    asked = _arguments()
    known, ran = equivalents(), covering(asked.coverage)
    candidates = [
        one
        for one in all_mutants()
        if any(text in one.file for text in asked.only) and one.name not in known
    ]
    chosen = random.Random(asked.seed).sample(candidates, min(asked.sample, len(candidates)))
    print(
        f"{len(chosen)} of {len(candidates)} mutants, seed {asked.seed}; {len(known)} equivalents "
        "are listed",
        flush=True,
    )
    began, found = time.monotonic(), list[Verdict]()
    with (
        tempfile.TemporaryDirectory() as folder,
        concurrent.futures.ThreadPoolExecutor(asked.processes) as pool,
    ):
        free: queue.Queue[Trial] = queue.Queue()
        took: dict[str, list[float]] = {}
        trials = list(
            pool.map(lambda copy: Trial(copy, [], took=took), copies(asked.processes, Path(folder)))
        )
        for trial in trials:
            free.put(trial)

        def one(mutant: Mutant) -> tuple[Mutant, Verdict]:
            trial = free.get()
            try:
                tests = ran.nearest(mutant.file, mutant.line)
                return mutant, trial.verdict(mutant.change(), tests, asked.seconds)
            finally:
                free.put(trial)

        for mutant, verdict in pool.map(one, chosen):
            found.append(verdict)
            if verdict.outcome != "killed" or asked.each:
                print(
                    f"{verdict.outcome}: {mutant.file}:{mutant.line}: {mutant.what} "
                    f"[{verdict.tried} tests, {verdict.cpu:.1f} s] {verdict.by or ''}",
                    flush=True,
                )
            if len(found) % 20 == 0:
                print(_so_far(found, began), flush=True)
        started = sum(trial.worker.close() for trial in trials)
    print(f"{_so_far(found, began)}; starting took {started:.0f} s of CPU time (seed {asked.seed})")
    return 0 if _share(found) >= asked.least else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=int, default=200, help="how many mutants to try (200)")
    parser.add_argument("--seed", type=int, default=1, help="of the sample (1)")
    parser.add_argument(
        "--processes", type=int, default=os.cpu_count() or 1, help="side by side (one a core)"
    )
    parser.add_argument(
        "--seconds", type=float, default=60, help="CPU time that one mutant's tests may take (60)"
    )
    parser.add_argument(
        "--coverage",
        type=Path,
        default=ROOT / ".coverage",
        help="the recorded contexts (.coverage)",
    )
    parser.add_argument(
        "--only", nargs="+", default=[""], help="only mutants whose file contains one of these"
    )
    parser.add_argument("--each", action="store_true", help="print killed mutants too")
    parser.add_argument(
        "--least", type=float, default=0.95, help="share that must be killed (0.95)"
    )
    asked = parser.parse_args()
    if not asked.coverage.exists():
        parser.error(f"{asked.coverage} is missing: run `make coverage` first")
    return asked


def _share(found: list[Verdict]) -> float:
    return sum(one.outcome != "survived" for one in found) / max(len(found), 1)


def _so_far(found: list[Verdict], began: float) -> str:
    endless = sum(one.outcome == "endless" for one in found)
    return (
        f"{len(found)} tried, {_share(found):.1%} killed ({endless} of them did not end), "
        f"{sum(one.cpu for one in found):.0f} s of CPU time in {time.monotonic() - began:.0f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
