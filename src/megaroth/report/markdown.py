"""A report as Markdown: tables instead of pictures."""

from __future__ import annotations

import re

from megaroth.report.blocks import Heading, Picture, Points, Table, Text
from megaroth.report.contents import Report
from megaroth.report.layout import blocks

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|])")


def markdown(report: Report) -> str:
    """The report's text."""
    made = f"{report.day.isoformat()}" + (
        f", prepared by {escaped(report.adviser)}" if report.adviser else ""
    )
    parts = [f"# {escaped(report.title)}", made]
    for block in blocks(report):
        match block:
            case Heading():
                parts.append(f"{'#' * (block.level + 1)} {escaped(block.text)}")
            case Text():
                parts.append(
                    f"**{escaped(block.text)}**" if block.kind == "answer" else escaped(block.text)
                )
            case Points():
                mark = "1." if block.numbered else "-"
                parts.append("\n".join(f"{mark} {escaped(one)}" for one in block.texts))
            case Table():
                heads = [
                    " | ".join(escaped(one) for one in row) for row in (block.heads, *block.rows)
                ]
                rule = " | ".join(
                    "--:" if place in block.right else ":--" for place in range(len(block.heads))
                )
                parts.append("\n".join(f"| {row} |" for row in (heads[0], rule, *heads[1:])))
            case Picture():
                continue
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """Text with the special characters of Markdown escaped."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
