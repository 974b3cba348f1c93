"""Find words in the project's texts that docs/style.md says to avoid.

``python tests/plain_words.py`` lowers the counts in ``tests/style_remaining.toml`` and follows
moved files. It never raises the total.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
STYLE = ROOT / "docs" / "style.md"
REMAINING = ROOT / "tests" / "style_remaining.toml"
_ROW = re.compile(r"(?m)^\| (.+?) \| (.+?) \|$")
_CODE = re.compile(r"```.*?```|~~~.*?~~~|``[^`]+``|`[^`\n]+`", re.DOTALL)
_QUOTED = re.compile(r'"([^"\n]* [^"\n]*)"')


def avoided() -> dict[str, str]:
    """What to write instead of each avoided word or phrase, from the table of the style page."""
    table = STYLE.read_text("utf-8").split("## Words to avoid")[1].split("\n## ")[0]
    rows = [row for row in _ROW.findall(table) if row[0] != "avoid" and not row[0].startswith("--")]
    return {phrase: instead for phrases, instead in rows for phrase in phrases.split(", ")}


def pairs() -> list[tuple[str, str]]:
    """Each sentence of the style page, before and after."""
    table = STYLE.read_text("utf-8").split("## Before and after")[1].split("\n## ")[0]
    return [
        row for row in _ROW.findall(table) if row[0] != "before" and not row[0].startswith("--")
    ]


PATTERN = re.compile(
    r"(?<![\w'-])(?:"
    + "|".join(sorted(map(re.escape, avoided()), key=len, reverse=True))
    + r")(?![\w-])",
    re.IGNORECASE,
)


def hits(text: str) -> list[str]:
    """The avoided words and phrases in a text, in order."""
    return [found.lower() for found in PATTERN.findall(re.sub(r"\s+", " ", text))]


def files() -> list[Path]:
    """Every file whose texts people read; not generated pages, whose texts stand in docstrings, nor
    the style page itself."""
    source = ROOT / "src" / "megaroth"
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    generated = {STYLE, ROOT / "docs" / "commands.md", ROOT / "docs" / "household_file.md"}
    scripts = (source / "web" / "static").glob("*.js")
    return sorted(
        {*source.rglob("*.py"), *source.rglob("*.html"), *scripts, *documents} - generated
    )


def words_of(path: Path) -> str:
    """The texts of a file that people read: prose, docstrings, comments and messages, without
    code."""
    text = path.read_text("utf-8")
    readers = {".py": _of_python, ".html": _of_template, ".js": _QUOTED.findall}
    return _CODE.sub(" ", "\n".join(readers.get(path.suffix, lambda document: [document])(text)))


def _of_python(text: str) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(ast.parse(text)):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and " " in node.value.strip()
        ):
            yield node.value


def _of_template(text: str) -> Iterator[str]:
    for tag in re.findall(r"\{[{%].*?[}%]\}", text):
        yield from _QUOTED.findall(tag)
    yield re.sub(r"\{[{%].*?[}%]\}|<code>.*?</code>", " ", text)


def remaining() -> dict[str, int]:
    """How many avoided words each file may still have."""
    return tomllib.loads(REMAINING.read_text("utf-8"))["remaining"]


def counted() -> dict[str, int]:
    """How many avoided words each file has; files without any are left out."""
    found = {path.relative_to(ROOT).as_posix(): len(hits(words_of(path))) for path in files()}
    return {name: count for name, count in found.items() if count}


def written(counts: dict[str, int]) -> str:
    """The text of the list of what remains."""
    head = (
        "# Avoided words (docs/style.md) that each file still has. Numbers may only fall: "
        "python tests/plain_words.py lowers them.\n\n"
    )
    return (
        head
        + "[remaining]\n"
        + "".join(f'"{name}" = {count}\n' for name, count in sorted(counts.items()))
    )


def main() -> int:
    """Lower the counts, or refuse where there are more avoided words than before."""
    now, before = counted(), remaining()
    if sum(now.values()) > sum(before.values()):
        for name, count in now.items():
            if count > before.get(name, 0):
                print(
                    f"{name}: {count}, was {before.get(name, 0)}: "
                    f"{', '.join(hits(words_of(ROOT / name)))}"
                )
        return 1
    REMAINING.write_text(written(now), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
