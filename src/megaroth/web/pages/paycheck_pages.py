"""The page of paychecks: what to enter, every check, and files for a calendar and a spreadsheet."""

from __future__ import annotations

import csv
import io
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from megaroth.present.paycheck_chart import filling
from megaroth.present.paychecks import (
    calendar,
    check_tables,
    csv_rows,
    instructions,
    notes,
)
from megaroth.web.pages.page_frame import saved_of, shell_of
from megaroth.web.server import cached_queries

router = APIRouter()


@router.get("/h/{name}/paychecks")
def paychecks(request: Request, name: str) -> Response:
    """What to enter in the payroll portal, and what each check then does."""
    context, saved = saved_of(request, name)
    answer = cached_queries.paychecks_of(saved.text, context.law_book)
    return context.page(
        request,
        "paychecks.html",
        **shell_of(context, saved, "paychecks"),
        answer=answer,
        instructions=instructions(answer),
        tables=check_tables(answer),
        notes=notes(answer),
        excesses=[one.text for one in answer.excesses],
        refused=answer.refused,
        conflicts=[one.text for one in answer.conflicts],
        chart_spec=filling(answer),
    )


@router.get("/h/{name}/paychecks.ics")
def calendar_file(request: Request, name: str) -> Response:
    """The days of changes as a calendar file."""
    context, saved = saved_of(request, name)
    answer = cached_queries.paychecks_of(saved.text, context.law_book)
    return _file(calendar(answer, name), "text/calendar", f"{name} paychecks {answer.year}.ics")


@router.get("/h/{name}/paychecks.csv")
def csv_file(request: Request, name: str) -> Response:
    """Every check as a row of a CSV file."""
    context, saved = saved_of(request, name)
    answer = cached_queries.paychecks_of(saved.text, context.law_book)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(csv_rows(answer))
    return _file(out.getvalue(), "text/csv", f"{name} paychecks {answer.year}.csv")


def _file(body: str, kind: str, called: str) -> Response:
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(called, safe='')}"}
    return Response(body, media_type=kind, headers=headers)
