"""The lines of keys in a TOML file, looked up only for errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Lines:
    """The line of every key of a file."""

    known: dict[Path, int]

    def of(self, path: Sequence[str | int]) -> int | None:
        """The line, from 1, of the key at ``path``, or of the nearest table around it that stands
        in the file.

        Args:
            path: keys and array places, such as ``("people", 0, "jobs", 1, "pay")``.

        Returns:
            A line number, or None where not even the outermost key is there.
        """
        wanted = tuple(path)
        while wanted:
            if wanted in self.known:
                return self.known[wanted]
            wanted = wanted[:-1]
        return None


def lines(text: str) -> Lines:
    """Read where every key of a TOML text stands."""
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    tree = Parser(Language(tree_sitter_toml.language())).parse(text.encode())
    found: dict[Path, int] = {}
    arrays: dict[Path, int] = {}
    for node in tree.root_node.children:
        if node.type == "pair":
            _pair(node, (), found)
        elif node.type in ("table", "table_array_element"):
            keys = _keys(next(child for child in node.children if child.type.endswith("key")))
            base = _resolve(keys, arrays, new=node.type == "table_array_element")
            for length in range(1, len(base) + 1):
                found.setdefault(base[:length], node.start_point[0] + 1)
            for child in node.children:
                if child.type == "pair":
                    _pair(child, base, found)
    return Lines(found)


def _resolve(keys: list[str], arrays: dict[Path, int], *, new: bool) -> Path:
    """The full path of a table header, with the latest element of each array of tables."""
    path: Path = ()
    for place, key in enumerate(keys):
        path = (*path, key)
        last = place == len(keys) - 1
        if last and new:
            # Arrays inside an element have its place in their paths, so those of a new one start
            # again.
            arrays[path] = arrays.get(path, -1) + 1
        if path in arrays:
            path = (*path, arrays[path])
    return path


def _pair(node: Any, base: Path, found: dict[Path, int]) -> None:
    children = [child for child in node.children if child.type not in ("=", "comment")]
    path = (*base, *_keys(children[0]))
    for length in range(len(base) + 1, len(path) + 1):
        found.setdefault(path[:length], node.start_point[0] + 1)
    _value(children[-1], path, found)


def _value(node: Any, path: Path, found: dict[Path, int]) -> None:
    if node.type == "inline_table":
        for child in node.children:
            if child.type == "pair":
                _pair(child, path, found)
    elif node.type == "array":
        items = [child for child in node.children if child.type not in ("[", "]", ",", "comment")]
        for place, item in enumerate(items):
            found.setdefault((*path, place), item.start_point[0] + 1)
            _value(item, (*path, place), found)


def _keys(node: Any) -> list[str]:
    if node.type == "dotted_key":
        return [key for child in node.children if child.type != "." for key in _keys(child)]
    text: str = node.text.decode()
    return [text[1:-1] if node.type == "quoted_key" else text]
