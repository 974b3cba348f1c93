"""Mutation testing: change one operator, constant or term at a time, and count how many changes the
tests notice.

``make mutants`` samples the rooms where figures are made. Each mutant is tried against the tests
that ran its line, those that ran the fewest lines first (the nearest), until one fails or their
time is used up. A mutant that outlives its time counts as survived.

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
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coverage.numbits import numbits_to_nums

ROOT = Path(__file__).parent.parent
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
        """The mutated file."""
        return source[: self.start] + self.new.encode() + source[self.end :]


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
        self.found.append(Mutant(self.file, node.lineno, start, end, f"({new})", f"{old} -> {new}"))

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


@dataclass(frozen=True)
class Covering:
    """Which tests ran which lines, and how many lines each ran in all."""

    by_line: dict[tuple[str, int], set[str]]
    weight: dict[str, int]

    def nearest(self, mutant: Mutant) -> list[str]:
        """Tests that ran the mutant's line, those that ran the fewest lines first."""
        return sorted(
            self.by_line.get((mutant.file, mutant.line), ()),
            key=lambda test: (self.weight[test], test),
        )


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


def copies(count: int, into: Path) -> Iterator[Path]:
    """Copies of the checkout's tracked files, one for each process."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    for number in range(count):
        copy = into / str(number)
        for name in listed:
            if (ROOT / name).is_file():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, copy / name)
        yield copy


def killed(copy: Path, mutant: Mutant, tests: list[str], seconds: float) -> bool:
    """Whether a test fails on the mutant within the time; a mutant that never ends is noticed as
    well."""
    file = copy / mutant.file
    original = file.read_bytes()
    file.write_bytes(mutant.applied(original))
    command = [
        sys.executable,
        "-B",
        "-m",
        "pytest",
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-p",
        "no:cov",
    ]
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "MEGAROTH_MUTANT": "1"}
    until = time.monotonic() + seconds
    try:
        for first in range(0, len(tests), _BATCH):
            left = until - time.monotonic()
            if left <= 0:
                return False
            done = subprocess.run(
                [*command, *tests[first : first + _BATCH]],
                cwd=copy,
                env=environment,
                capture_output=True,
                timeout=max(left, _HANGS),
                check=False,
            )
            if done.returncode not in (0, 5):
                return True
    except subprocess.TimeoutExpired:
        # The nearest tests take a second or two: what runs this long does not end.
        return first == 0
    finally:
        file.write_bytes(original)
    return False


_BATCH = 40
_HANGS = 60


def main() -> int:
    """Sample, try, and list what survived."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=int, default=200, help="how many mutants to try (200)")
    parser.add_argument("--seed", type=int, default=1, help="of the sample (1)")
    parser.add_argument(
        "--processes", type=int, default=os.cpu_count() or 1, help="side by side (one a core)"
    )
    parser.add_argument(
        "--seconds", type=float, default=90, help="the most that one mutant's tests may take (90)"
    )
    parser.add_argument(
        "--coverage",
        type=Path,
        default=ROOT / ".coverage",
        help="the recorded contexts (.coverage)",
    )
    parser.add_argument("--only", default="", help="only mutants whose file contains this text")
    parser.add_argument(
        "--least", type=float, default=0.95, help="share that must be killed (0.95)"
    )
    asked = parser.parse_args()
    if not asked.coverage.exists():
        parser.error(f"{asked.coverage} is missing: run `make coverage` first")
    known, ran = equivalents(), covering(asked.coverage)
    candidates = [one for one in all_mutants() if asked.only in one.file and one.name not in known]
    chosen = random.Random(asked.seed).sample(candidates, min(asked.sample, len(candidates)))
    print(
        f"{len(chosen)} of {len(candidates)} mutants, seed {asked.seed}; {len(known)} equivalents "
        "are listed",
        flush=True,
    )
    began, survived = time.monotonic(), []
    with (
        tempfile.TemporaryDirectory() as folder,
        concurrent.futures.ThreadPoolExecutor(asked.processes) as pool,
    ):
        free: queue.Queue[Path] = queue.Queue()
        for copy in copies(asked.processes, Path(folder)):
            free.put(copy)

        def one(mutant: Mutant) -> tuple[Mutant, bool]:
            copy = free.get()
            try:
                return mutant, killed(copy, mutant, ran.nearest(mutant), asked.seconds)
            finally:
                free.put(copy)

        for count, (mutant, noticed) in enumerate(pool.map(one, chosen), 1):
            if not noticed:
                survived.append(mutant)
                print(f"survived: {mutant.file}:{mutant.line}: {mutant.what}", flush=True)
            if count % 20 == 0:
                print(
                    f"{count} tried, {len(survived)} survived, {time.monotonic() - began:.0f} s",
                    flush=True,
                )
    share = 1 - len(survived) / max(len(chosen), 1)
    print(
        f"{share:.1%} killed of {len(chosen)} in {time.monotonic() - began:.0f} s (seed "
        f"{asked.seed})"
    )
    return 0 if share >= asked.least else 1


if __name__ == "__main__":
    sys.exit(main())
