"""Write a report in one of its formats."""

from __future__ import annotations

import importlib.util

from megaroth.kernel.errors import InputError, Problem, one_of
from megaroth.report.contents import Report

MEDIA = {
    "pdf": "application/pdf",
    "md": "text/markdown",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_NEEDS = {"pdf": ("typst", "vl_convert"), "xlsx": ("xlsxwriter",), "md": ()}


def check_format(flag: str, kind: str) -> None:
    """Refuse a format that cannot be written, before any long calculation.

    Raises:
        InputError: an unknown format, or the library of the extra ``report`` is not installed.
    """
    if kind not in MEDIA:
        raise InputError([Problem(flag, repr(kind), one_of(MEDIA))])
    if any(importlib.util.find_spec(name) is None for name in _NEEDS[kind]):
        raise InputError(
            [Problem(flag, kind, 'the extra "report" (pip install "megaroth[report]"), or md')]
        )


def made(report: Report, kind: str) -> bytes:
    """The report's bytes."""
    if kind == "pdf":
        from megaroth.report.pdf import pdf

        return pdf(report)
    if kind == "xlsx":
        from megaroth.report.xlsx import xlsx

        return xlsx(report)
    from megaroth.report.markdown import markdown

    return markdown(report).encode()
