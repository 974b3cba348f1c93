"""The lines of keys, against a full parser of TOML that gives positions (tree-sitter's)."""

from __future__ import annotations

import random
import re
import tomllib
from itertools import pairwise

import pytest
import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from conftest import EXAMPLES, ROOT
from megaroth.readers.lines import Path, lines

FILES = sorted(
    [*EXAMPLES.glob("*.toml"), *(ROOT / "tests").rglob("*.toml"), *(ROOT / "src").rglob("*.toml")]
)


class _Grammar:
    """The same answer from tree-sitter's syntax tree."""

    def __init__(self, text: str) -> None:
        self.known: dict[Path, int] = {}
        self.elements: dict[Path, int] = {}
        parser = Parser(Language(tree_sitter_toml.language()))
        for node in parser.parse(text.encode()).root_node.children:
            base: Path = ()
            if node.type in ("table", "table_array_element"):
                base = self.header(node)
            for pair in [node, *node.children] if not base else node.children:
                if pair.type == "pair":
                    self.pair(pair, base)

    def header(self, node: Node) -> Path:
        path: Path = ()
        keys = _keys(next(child for child in node.children if child.type.endswith("key")))
        for place, key in enumerate(keys, 1):
            path = (*path, key)
            if place == len(keys) and node.type == "table_array_element":
                self.elements[path] = self.elements.get(path, -1) + 1
            if path in self.elements:
                path = (*path, self.elements[path])
        self.keep(path, 0, node)
        return path

    def keep(self, path: Path, after: int, node: Node) -> None:
        for length in range(after + 1, len(path) + 1):
            self.known.setdefault(path[:length], node.start_point[0] + 1)

    def pair(self, node: Node, base: Path) -> None:
        parts = [child for child in node.children if child.type not in ("=", "comment")]
        path = (*base, *_keys(parts[0]))
        self.keep(path, len(base), node)
        self.value(parts[-1], path)

    def value(self, node: Node, path: Path) -> None:
        inside = [child for child in node.children if child.type not in ("[", "]", ",", "comment")]
        if node.type == "inline_table":
            for child in inside:
                if child.type == "pair":
                    self.pair(child, path)
        elif node.type == "array":
            for place, item in enumerate(inside):
                self.keep((*path, place), len(path), item)
                self.value(item, (*path, place))


def _keys(node: Node) -> list[str]:
    if node.type == "dotted_key":
        return [key for child in node.children if child.type != "." for key in _keys(child)]
    text = (node.text or b"").decode()
    return [text[1:-1] if node.type == "quoted_key" else text]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_file_of_the_project_has_its_lines(file: object) -> None:
    text = file.read_text("utf-8")
    assert lines(text).known == _Grammar(text).known


def test_the_examples_of_the_guides_have_their_lines() -> None:
    blocks = [
        block
        for page in (ROOT / "docs").rglob("*.md")
        for block in re.findall(r"```toml\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    ]
    assert len(blocks) > 10
    for block in blocks:
        assert lines(block).known == _Grammar(block).known, block


class _Texts:
    """Random TOML with what a scanner trips over: signs in strings and comments, dotted and quoted
    keys, lists over several lines, arrays of tables inside arrays of tables."""

    KEYS = ("a", "b", "c-1", "_x", "1", "k9", '"q k"', "'s.t'", '"a.b"')
    SCALARS = (
        "1",
        "-2.5",
        "true",
        "1979-05-27 07:32:00",
        "1e3",
        "0x1f",
        "''",
        '""',
        '"x # [ ] { } = \\" , y"',
        "'literal # ] ='",
        '"""many\n[x]\n a = 1 "" \\""" # none\n"""',
        "'''many\n[[z]]\n''q'''''",
        '"""a"""""',
    )

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def key(self) -> str:
        parts = [self.random.choice(self.KEYS) for _ in range(self.random.choice((1, 1, 1, 2, 3)))]
        return self.random.choice((".", " . ")).join(parts)

    def value(self, depth: int = 0) -> str:
        kind = self.random.random() if depth < 3 else 1.0
        count = self.random.randrange(4)
        if kind < 0.25:
            items = [self.value(depth + 1) for _ in range(count)]
            around = self.random.choice(("", " ", "\n", "# [\n"))
            between = self.random.choice((", ", ",\n  ", ", # c ] \n "))
            return f"[{around}{between.join(items)}{around}]"
        if kind < 0.45:
            keys = self.random.sample(("a", "b", "c", '"d e"', "f.g"), count)
            return "{ " + ", ".join(f"{key} = {self.value(depth + 1)}" for key in keys) + " }"
        return self.random.choice(self.SCALARS)

    def row(self) -> str:
        kind = self.random.randrange(6)
        if kind == 0:
            return f"[{self.key()}]" + self.random.choice(("", " # c"))
        if kind == 1:
            return f"[[ {self.key()} ]]"
        if kind == 2:
            return "# comment = ["
        equals = self.random.choice((" = ", "=", " =  "))
        return f"{self.key()}{equals}{self.value()}" + self.random.choice(("", " # t", " "))

    def text(self) -> str:
        while True:
            rows = [self.row() for _ in range(self.random.randrange(9))]
            text = "\n".join(rows) + self.random.choice(("", "\n"))
            try:
                tomllib.loads(text)
            except tomllib.TOMLDecodeError:
                continue
            return text


def test_random_files_have_their_lines() -> None:
    seed = random.randrange(10**6)
    texts = _Texts(seed)
    for _ in range(400):
        text = texts.text()
        assert lines(text).known == _Grammar(text).known, f"seed {seed}: {text!r}"


def test_windows_line_ends_count_once() -> None:
    text = 'a = 1\r\n[t]\r\nb = """\r\n\r\n"""\r\nc = 2\r\n'
    assert lines(text).known == lines(text.replace("\r\n", "\n")).known
    assert lines(text).of(("t", "c")) == 6


def test_a_key_in_quotes_is_read_as_its_value_is() -> None:
    assert lines('a = 1\n"p\\u0061y" = 2\n').of(("pay",)) == 2


def test_values_nested_without_end_are_stepped_over() -> None:
    deep = "a = " + "[" * 90 + '"] #"' + "]" * 90 + "\nb = 1\n"
    known = lines(deep).known
    assert known["b",] == 2
    assert max(len(path) for path in known) <= 41


def test_every_key_stands_after_the_one_before_it() -> None:
    text = (EXAMPLES / "mission_45.toml").read_text("utf-8")
    known = lines(text).known
    keys = [line for path, line in known.items() if isinstance(path[-1], str)]
    assert all(first <= second for first, second in pairwise(keys))
