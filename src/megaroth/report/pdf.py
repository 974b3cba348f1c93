"""A report as PDF: letter size, tagged (PDF/UA-1), the same bytes for the same report."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from importlib import resources
from typing import Any

from megaroth.present.charts import Spec
from megaroth.present.render import svg
from megaroth.report.blocks import Block, Heading, Picture, Points, Table, Text
from megaroth.report.contents import Report
from megaroth.report.layout import blocks
from megaroth.report.logo import embedded

_FONT = "Libertinus Serif"


def pdf(report: Report) -> bytes:
    """The report as PDF, with a logo from :func:`megaroth.report.logo.read_logo`."""
    import typst

    files: dict[str, bytes] = {}
    laid = [_data(one, files) for one in blocks(report)]
    about = f"{report.day:%B} {report.day.day}, {report.day.year}"
    data = {
        "title": report.title,
        "author": report.adviser or "megaroth",
        "subtitle": f"{about}; prepared by {report.adviser}" if report.adviser else about,
        "footer": f"{report.title}, {about}. It informs and shows its sources; it is not tax "
        "advice.",
        "adviser": report.adviser or "the adviser",
        "logo": None if report.logo is None else embedded(report.logo),
        "blocks": laid,
    }
    files["report.json"] = json.dumps(data).encode()
    files["main"] = (resources.files("megaroth.report") / "report.typ").read_bytes()
    stamp = int(datetime.combine(report.day, time(), UTC).timestamp())
    # The compiler also accepts a dictionary of files (not in its type hints), so nothing is read
    # from the disk.
    made: bytes = typst.compile(
        files, format="pdf", pdf_standards=["ua-1"], ignore_system_fonts=True, timestamp=stamp
    )  # type: ignore[call-overload]
    return made


def _data(block: Block, files: dict[str, bytes]) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": block.text, "level": block.level}
        case Text():
            return {"kind": block.kind, "text": block.text, "mood": block.mood}
        case Points():
            return {
                "kind": "small" if block.small else "enum" if block.numbered else "list",
                "texts": block.texts,
            }
        case Table():
            return {
                "kind": "table",
                "title": block.title,
                "heads": block.heads,
                "rows": block.rows,
                "right": block.right,
            }
        case Picture():
            name = f"picture-{len(files)}.svg"
            files[name] = svg(_in_font(block.spec)).encode()
            return {"kind": "picture", "file": name, "alt": block.alt}


def _in_font(spec: Spec) -> Spec:
    return {**spec, "config": {**spec["config"], "font": _FONT}}
