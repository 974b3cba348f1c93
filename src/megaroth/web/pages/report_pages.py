"""The report: progress while it is made, then the download."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from megaroth.kernel.errors import InputError, Problem
from megaroth.report.make import MEDIA, check_format
from megaroth.web.pages.page_frame import job_key, saved_of, shell_of
from megaroth.web.server import cached_queries

router = APIRouter()

_LONGEST_NAME = 80


@router.get("/h/{name}/report")
def report(request: Request, name: str, kind: str = "pdf", adviser: str = "") -> Response:
    """Make a report, show the progress, and send it when it is done."""
    context, saved = saved_of(request, name)
    check_format("kind", kind)
    if not adviser.isprintable() or len(adviser) > _LONGEST_NAME:
        raise InputError(
            [
                Problem(
                    "adviser",
                    repr(adviser[:80]),
                    f"printable text of at most {_LONGEST_NAME} characters",
                )
            ]
        )
    key = f"report {kind} {adviser} {date.today()} {job_key(saved, '')}"
    job = context.jobs.ask(
        key, cached_queries.report, saved.text, context.law_book, name, kind, adviser, date.today()
    )
    if job.state == "done" and request.query_params.get("give"):
        headers = {
            "content-disposition": "attachment; "
            f"filename*=UTF-8''{quote(f'{name} {date.today()}.{kind}', safe='')}"
        }
        return Response(job.result, media_type=MEDIA[kind], headers=headers)
    return context.page(
        request,
        "report.html",
        **shell_of(context, saved, "overview"),
        job=job,
        kind=kind,
        adviser=adviser,
    )
