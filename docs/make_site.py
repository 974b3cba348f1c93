"""Gather the pages of the documentation site in out/site_pages: those of docs/, and those made of
docstrings and of the law's data."""

from __future__ import annotations

import inspect
import re
import shutil
from pathlib import Path

import megaroth
from megaroth.contract.law import limits
from megaroth.law.load import law
from megaroth.law.years import LAST_WHOLE_YEAR
from megaroth.present.law import shown

ROOT = Path(__file__).parent.parent
OUT = ROOT / "out" / "site_pages"
REPOSITORY_ONLY = re.compile(r"\[([^\]]+)\]\((?:CONTRIBUTING\.md|[^)]*\.ipynb)\)")


def pages() -> dict[str, str]:
    """Every page by its path."""
    docs = ROOT / "docs"
    found = {one.relative_to(docs).as_posix(): one.read_text("utf-8") for one in docs.rglob("*.md")}
    readme = (
        (ROOT / "README.md")
        .read_text("utf-8")
        .replace("](docs/", "](")
        .replace("](CHANGELOG.md)", "](changes.md)")
    )
    found["index.md"] = REPOSITORY_ONLY.sub(r"\1", readme)
    found["changes.md"] = (ROOT / "CHANGELOG.md").read_text("utf-8")
    found["python.md"] = python()
    found["law.md"] = numbers()
    return found


def python() -> str:
    """The library's face, from its docstrings."""
    parts = ["# In Python", "", inspect.getdoc(megaroth) or "", ""]
    for name in sorted(megaroth.__all__):
        thing = getattr(megaroth, name)
        try:
            signature = str(inspect.signature(thing))
        except (TypeError, ValueError):
            signature = ""
        parts += [
            f"## {name}",
            "",
            "```python",
            f"{name}{signature}",
            "```",
            "",
            "```text",
            inspect.getdoc(thing) or "",
            "```",
            "",
        ]
    return "\n".join(parts)


def numbers() -> str:
    """The limits of the last whole year with section and notice."""
    rows = [
        f"| {one.name.replace('_', ' ')} | {shown(one.value, one.unit)} | "
        f"{one.section} | {one.source} | {one.status} |"
        for one in limits(law(LAST_WHOLE_YEAR), None)
    ]
    head = [
        f"# The law's numbers of {LAST_WHOLE_YEAR}",
        "",
        "As `megaroth law --all` prints them; other years, from 2002 and projected ones too, with "
        "`megaroth law YEAR` or on the page.",
        "",
        "| limit | value | section | source | status |",
        "|---|---|---|---|---|",
    ]
    return "\n".join([*head, *rows, ""])


def main() -> None:
    """Write them anew."""
    shutil.rmtree(OUT, ignore_errors=True)
    for path, text in pages().items():
        file = OUT / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    for folder in ("img", "schemas"):
        shutil.copytree(ROOT / "docs" / folder, OUT / folder)


if __name__ == "__main__":
    main()
