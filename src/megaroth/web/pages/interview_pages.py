"""The interview: pages that ask for the household part by part, and save each answer."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from megaroth.interview.add_and_remove import added, removed
from megaroth.interview.answers_to_file import answered
from megaroth.interview.described import note_of, places_of_owners, where_found
from megaroth.interview.fields import parts
from megaroth.interview.file_questions import groups, shown_at
from megaroth.interview.item_changes import additions, removals
from megaroth.interview.question_types import Part
from megaroth.interview.refusals import RefusedError
from megaroth.web.pages.page_frame import to_page
from megaroth.web.server.cached_queries import household_of, problems_of
from megaroth.web.server.context import context_of
from megaroth.web.store.saved_household import Saved

router = APIRouter()
Text = Annotated[str, Form()]

TAG = "tag"
"""The form field with the version of the household that the form shows."""


@router.get("/h/{name}/interview")
def interview_start(name: str) -> Response:
    """Redirect to the first part."""
    return to_page(name, f"interview/{parts()[0].name}")


@router.get("/h/{name}/interview/{part}")
def interview(request: Request, name: str, part: str) -> Response:
    """A part of the interview."""
    return _interview(request, context_of(request).folder.read(name), _part(part), {}, {})


@router.post("/h/{name}/interview/{part}")
async def save_part(request: Request, name: str, part: str) -> Response:
    """Save the answers of a part, from a browser without scripts."""
    typed = {key: value for key, value in (await request.form()).items() if isinstance(value, str)}
    # Changing a large file takes time. Other requests are answered meanwhile.
    return await run_in_threadpool(_save_part, request, name, _part(part), typed)


def _save_part(request: Request, name: str, one: Part, typed: dict[str, str]) -> Response:
    context = context_of(request)
    saved, tag = context.folder.read(name), typed.pop(TAG, "")
    if tag and tag != saved.tag:
        # Another page has saved changes meanwhile: save only the answers that changed on this page.
        shown = context.folder.version(name, tag)
        if shown is None:
            conflict = {
                "": "The household has changed since this page was loaded. The saved answers are "
                "shown. Enter your changes again."
            }
            return _interview(request, saved, one, {}, conflict, status=409)
        typed = {path: value for path, value in typed.items() if value != shown_at(shown, path)}
    try:
        context.folder.change(name, lambda text: answered(text, typed))
    except RefusedError as refused:
        return _interview(request, saved, one, typed, refused.at, status=422)
    after = parts().index(one) + 1
    return to_page(name, f"interview/{parts()[after].name}" if after < len(parts()) else "")


def _interview(
    request: Request,
    saved: Saved,
    part: Part,
    typed: dict[str, str],
    wrong: dict[str, str],
    *,
    status: int = 200,
) -> Response:
    context = context_of(request)
    if problems_of(saved.text):
        return to_page(saved.name, "file")
    asked, household = groups(saved.text, part), household_of(saved.text)
    return context.page(
        request,
        "interview.html",
        back=f"/h/{quote(saved.name, safe='')}/interview/{part.name}",
        status=status,
        name=saved.name,
        section="interview",
        part=part,
        parts=parts(),
        groups=asked,
        additions=additions(saved.text, part, asked),
        removals=removals(part, asked),
        where=functools.partial(where_found, owned=places_of_owners(household)),
        typed=typed,
        wrong=wrong,
        tag=saved.tag,
        note=note_of(part, household),
        **context.undo_of(saved.name),
    )


@router.get("/h/{name}/undo-buttons")
def undo_buttons(request: Request, name: str) -> Response:
    """The buttons that undo and redo, for a page that changed the household by script."""
    context = context_of(request)
    saved = context.folder.read(name)
    back = f"/h/{quote(name, safe='')}/interview"
    return context.page(
        request, "undo.html", back=back, name=saved.name, **context.undo_of(saved.name)
    )


def _part(name: str) -> Part:
    for part in parts():
        if part.name == name:
            return part
    raise HTTPException(404, "The interview has no such part.")


@router.post("/h/{name}/add")
def add(
    request: Request, name: str, what: Text = "", place: Text = "", part: Text = "you"
) -> Response:
    """Add a spouse, a job or an IRA."""
    return _changed(request, name, part, lambda text: added(text, what, place))


@router.post("/h/{name}/remove")
def remove(
    request: Request, name: str, place: Text = "", title: Text = "", part: Text = "you"
) -> Response:
    """Remove a person, a job or an IRA. Undo restores it."""
    return _changed(request, name, part, lambda text: removed(text, place, title))


def _changed(request: Request, name: str, part: str, change: Callable[[str], str]) -> Response:
    context = context_of(request)
    saved = context.folder.read(name)
    try:
        context.folder.change(name, change)
    except RefusedError as refused:
        return _interview(request, saved, _part(part), {}, refused.at, status=422)
    return to_page(name, f"interview/{_part(part).name}")
