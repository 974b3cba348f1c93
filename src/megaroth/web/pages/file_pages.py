"""The household file itself: upload, edit, save and download."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Request, UploadFile
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response

from megaroth.kernel.errors import InputError, Problem
from megaroth.present.law import law_sentence
from megaroth.readers.toml_file import LARGEST_FILE
from megaroth.service.plan_year import next_year as next_year_of
from megaroth.web.pages.page_frame import shell_of, to_page
from megaroth.web.server.cached_queries import household_of, problems_of
from megaroth.web.server.context import ServerContext, context_of
from megaroth.web.store.file_store import ENDING
from megaroth.web.store.saved_household import ChangedError, Saved

router = APIRouter()
Text = Annotated[str, Form()]


@router.post("/upload")
async def upload(request: Request, file: Annotated[UploadFile, File()]) -> Response:
    """Upload a household file."""
    context = context_of(request)
    called = (file.filename or "").replace("\\", "/").rsplit("/", 1)[-1]
    if not called.endswith(ENDING):
        raise InputError(
            [Problem("file", repr(called[:80]), "a household file, whose name ends in .toml")]
        )
    raw = await file.read(LARGEST_FILE + 1)
    return await run_in_threadpool(_take_in, context, called, raw)


def _take_in(context: ServerContext, called: str, raw: bytes) -> Response:
    """Save an upload. This runs in a thread, because reading a large file takes time."""
    if len(raw) > LARGEST_FILE:
        raise InputError(
            [Problem("file", f"more than {LARGEST_FILE:,} bytes", "a household file", called)]
        )
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise InputError(
            [Problem("file", "bytes that are not UTF-8", "UTF-8 text", called)]
        ) from None
    household_of(text)
    wanted = "".join(
        char if char.isalnum() or char in " .,&'-_()" else " "
        for char in called.removesuffix(ENDING)
    ).strip(" .-_',&(")[:60]
    return to_page(context.folder.create(wanted or "household", text).name)


@router.get("/h/{name}/file")
def file_page(request: Request, name: str) -> Response:
    """The household file itself."""
    saved = context_of(request).folder.read(name)
    return _file(request, saved, saved.text, problems_of(saved.text))


@router.post("/h/{name}/file")
def save_file(request: Request, name: str, text: Text = "", tag: Text = "") -> Response:
    """Save the edited file if it is a valid household file."""
    context = context_of(request)
    text = text.replace("\r\n", "\n")
    problems = problems_of(text)
    if problems:
        return _file(request, context.folder.read(name), text, problems, status=422, tag=tag)
    try:
        context.folder.write(name, text, tag=tag or None)
    except ChangedError:
        conflict = [
            "The file has changed since this page was loaded. Your text is below. To see the "
            "saved file, open the File page again."
        ]
        return _file(request, context.folder.read(name), text, conflict, status=409, tag=tag)
    return to_page(name)


@router.get("/h/{name}/download")
def download(request: Request, name: str) -> Response:
    """Download the household file."""
    saved = context_of(request).folder.read(name)
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name + ENDING, safe='')}"
    }
    return PlainTextResponse(saved.text, media_type="application/toml", headers=headers)


@router.get("/h/{name}/next-year")
def next_year_page(request: Request, name: str) -> Response:
    """What the file of the next year will say, and what to check in it."""
    context = context_of(request)
    saved = context.folder.read(name)
    found = next_year_of(saved.text, context.law_book)
    return context.page(
        request,
        "next_year.html",
        **shell_of(context, saved, "file"),
        found=found,
        law=law_sentence(found.year, found.status, context.law_book),
    )


@router.post("/h/{name}/next-year")
def save_next_year(request: Request, name: str) -> Response:
    """Make a household of the next year. This year's stays."""
    context = context_of(request)
    found = next_year_of(context.folder.read(name).text, context.law_book)
    # A name of another year would be mistaken for the earlier household.
    title = name.replace(str(found.year - 1), str(found.year))
    wanted = f"{name[:55]} {found.year}" if title == name else title
    return to_page(context.folder.create(wanted, found.toml).name)


def _file(
    request: Request,
    saved: Saved,
    text: str,
    problems: list[str],
    *,
    status: int = 200,
    tag: str | None = None,
) -> Response:
    context = context_of(request)
    return context.page(
        request,
        "file.html",
        status=status,
        name=saved.name,
        section="file",
        text=text,
        tag=saved.tag if tag is None else tag,
        problems=problems,
        **context.undo_of(saved.name),
    )
