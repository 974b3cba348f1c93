"""Pages that change something: the households of the folder, the interview, the file itself, undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from megaroth.kernel.errors import InputError
from megaroth.readers.household_template import Answers, household_text
from megaroth.web.interview import answers_to_file as answers
from megaroth.web.interview.field import Part
from megaroth.web.interview.fields import PARTS
from megaroth.web.server.cached_queries import household_of, plan_of, problems_of
from megaroth.web.server.context import ServerContext, context_of
from megaroth.web.store.folder import Saved

router = APIRouter()
Text = Annotated[str, Form()]
TAG = "tag"
"""The field of a form that says which version of the household it shows."""


@router.get("/start")
def start(request: Request, token: str = "") -> Response:
    """Exchange the printed token for the session's cookie, once."""
    return _with_cookie(
        request, context_of(request).session.exchange(token), "This address was used before, or is not the printed one."
    )


@router.get("/login")
def login_page(request: Request) -> Response:
    """Ask for the password."""
    return context_of(request).page(request, "login.html", name=None, section="", wrong="")


@router.post("/login")
def login(request: Request, password: Text = "") -> Response:
    """Exchange the password for the session's cookie."""
    cookie = context_of(request).session.log_in(password, request.client.host if request.client else "")
    if cookie is None:
        wrong = "That is not the password, or it was tried twice within a second."
        return context_of(request).page(request, "login.html", status=403, name=None, section="", wrong=wrong)
    return _with_cookie(request, cookie, "")


def _with_cookie(request: Request, cookie: str | None, refused: str) -> Response:
    if cookie is None:
        lines = [refused, "Stop the server and start it again for a new address; nothing is lost."]
        return context_of(request).page(request, "error.html", status=403, title="No entry", lines=lines, name=None, section="")
    found = RedirectResponse("/", 303)
    found.set_cookie(
        context_of(request).session.cookie_name,
        cookie,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
        path="/",
    )
    return found


@router.get("/")
def households(request: Request, search: str = "") -> Response:
    """The households of the folder."""
    context = context_of(request)
    rows = context.rows.of(context.folder, search)
    bare = request.headers.get("hx-request") == "true"
    template = "households_rows.html" if bare else "households.html"
    others = [] if bare else context.folder.others()
    return context.page(
        request, template, rows=rows, others=others, search=search, name=None, section="households", today=date.today()
    )


@router.post("/new")
def new(
    request: Request,
    title: Text = "",
    person: Text = "",
    born: Text = "",
    year: Text = "",
    filing_status: Text = "single",
    employer: Text = "",
    pay: Text = "",
) -> Response:
    """Begin a household from a handful of answers; what the plan allows is asked next."""
    context = context_of(request)
    given = {"title": title, "person": person, "born": born, "year": year, "employer": employer, "pay": pay}
    given["filing_status"] = filing_status
    text = _template()
    wrong: dict[str, str] = {}
    try:
        context.folder.check_name(title.strip())
    except InputError as error:
        wrong["title"] = f"expected {error.problems[0].expected}"
    places = {"person": "people.0.name", "born": "people.0.born", "year": "year", "pay": "people.0.jobs.0.pay"}
    places |= {"employer": "people.0.jobs.0.employer", "filing_status": "filing_status"}
    missing = {key: "is needed" for key in ("person", "born", "pay") if not given[key].strip()}
    said = {path: given[key] for key, path in places.items() if given[key].strip()}
    try:
        text = answers.answered(text, said)
    except answers.RefusedError as refused:
        back = {path: key for key, path in places.items()}
        wrong |= {back.get(path, ""): message for path, message in refused.at.items()}
    if filing_status.startswith("married") and not wrong:
        text = answers.added(text, "spouse")
    wrong |= missing
    if wrong:
        return context.page(
            request,
            "households.html",
            status=422,
            rows=context.rows.of(context.folder),
            others=context.folder.others(),
            search="",
            name=None,
            section="households",
            wrong=wrong,
            given=given,
            today=date.today(),
        )
    name = context.folder.create(title.strip(), text).name
    # A spouse was begun with a birth date that must be looked at.
    return to_page(name, "interview/you" if filing_status.startswith("married") else "interview/work")


def _template() -> str:
    """A commented file to put the answers in; what cannot be read is told by those."""
    return household_text(
        Answers(
            year=date.today().year,
            born="1980-01-01",
            born_is_guessed=False,
            pay="0",
            name="Me",
            filing_status="single",
            state=None,
            employer="My employer",
            fica_wages_last_year=None,
            match=[],
            match_is_none=False,
            after_tax="unknown",
            in_plan_roth_rollover="unknown",
            in_service_withdrawal="unknown",
            spare_cash=None,
            marginal_rate=None,
        )
    )


@router.get("/h/{name}/interview")
def interview_start(name: str) -> Response:
    """The first part."""
    return to_page(name, f"interview/{PARTS[0].name}")


@router.get("/h/{name}/interview/{part}")
def interview(request: Request, name: str, part: str) -> Response:
    """A part of the interview."""
    return _interview(request, context_of(request).folder.read(name), _part(part), {}, {})


@router.post("/h/{name}/interview/{part}")
async def save_part(request: Request, name: str, part: str) -> Response:
    """Save a part's answers: one where it was given (an answer that was just left), or all."""
    said = {key: value for key, value in (await request.form()).items() if isinstance(value, str)}
    # A large file takes a while to change: meanwhile others are answered.
    return await run_in_threadpool(_save_part, request, name, _part(part), said)


def _save_part(request: Request, name: str, one: Part, said: dict[str, str]) -> Response:
    context = context_of(request)
    saved, tag = context.folder.read(name), said.pop(TAG, "")
    only = request.headers.get("hx-request") == "true"
    wrong: dict[str, str] = {}
    if tag and tag != saved.tag and not (only and len(said) == 1):
        # Saved meanwhile, on another page: only what was changed on this one is changed.
        shown = context.folder.version(name, tag)
        if shown is None:
            told = {
                "": "The household changed since this page was loaded. What is saved is shown; answer again what should differ."
            }
            return _interview(request, saved, one, {}, told, status=409)
        said = {path: value for path, value in said.items() if value != answers.shown_at(shown, path)}
    before = saved.text

    def change(text: str) -> str:
        # What others save meanwhile is none of this answer's doing.
        nonlocal before
        before = text
        return answers.answered(text, said)

    try:
        saved = context.folder.change(name, change)
    except answers.RefusedError as refused:
        wrong = refused.at
    if only and len(said) == 1:
        (path,) = said
        return _answer(request, context, saved, one, path, said[path], wrong, before)
    if wrong:
        return _interview(request, saved, one, said, wrong, status=422)
    after = PARTS.index(one) + 1
    return to_page(name, f"interview/{PARTS[after].name}" if after < len(PARTS) else "")


def _answer(
    request: Request, context: ServerContext, saved: Saved, part: Part, path: str, said: str, wrong: dict[str, str], before: str
) -> Response:
    asked = answers.asked_at(saved.text, path)
    if asked is None:
        raise HTTPException(404, "This household has no such question any more.")
    message = " ".join(wrong.values())
    also = [] if wrong else answers.changed_with(before, saved.text, path)
    here = {one.path for group in answers.groups(saved.text, part) for one in group.asked}
    return context.page(
        request,
        "field_answer.html",
        part=part,
        asked=asked,
        value=said if wrong else asked.value,
        wrong=message,
        also=[(one, answers.told_answer(one), was) for one, was in also],
        others=[one for one, _ in also if one.path in here],
        refused=plan_of(saved.text).refused if ".elections." in path and not wrong else [],
        name=saved.name,
        **context.undo_of(saved.name),
    )


def _interview(
    request: Request, saved: Saved, part: Part, said: dict[str, str], wrong: dict[str, str], *, status: int = 200
) -> Response:
    context = context_of(request)
    if problems_of(saved.text):
        return to_page(saved.name, "file")
    return context.page(
        request,
        "interview.html",
        back=f"/h/{quote(saved.name, safe='')}/interview/{part.name}",
        status=status,
        name=saved.name,
        section="interview",
        part=part,
        parts=PARTS,
        groups=answers.groups(saved.text, part),
        persons=answers.persons(saved.text),
        said=said,
        wrong=wrong,
        tag=saved.tag,
        begun=_begun_spouse(saved),
        **context.undo_of(saved.name),
    )


def _begun_spouse(saved: Saved) -> str:
    """The name of a spouse whose answers are still those that it was added with; empty for none."""
    people = household_of(saved.text).people
    return people[1].name if len(people) > 1 and people[1].name == answers.SPOUSE and people[1].born == people[0].born else ""


def _part(name: str) -> Part:
    for part in PARTS:
        if part.name == name:
            return part
    raise HTTPException(404, "The interview has no such part.")


@router.post("/h/{name}/add")
def add(request: Request, name: str, what: Text = "", place: Text = "", part: Text = "you") -> Response:
    """Add a spouse, a job or an IRA."""
    return _changed(request, name, part, lambda text: answers.added(text, what, place))


@router.post("/h/{name}/remove")
def remove(request: Request, name: str, place: Text = "", title: Text = "", part: Text = "you") -> Response:
    """Remove a person, a job or an IRA; undo brings it back."""
    return _changed(request, name, part, lambda text: answers.removed(text, place, title))


def _changed(request: Request, name: str, part: str, change: Callable[[str], str]) -> Response:
    context = context_of(request)
    saved = context.folder.read(name)
    try:
        context.folder.change(name, change)
    except answers.RefusedError as refused:
        return _interview(request, saved, _part(part), {}, refused.at, status=422)
    return to_page(name, f"interview/{_part(part).name}")


@router.post("/h/{name}/undo")
def undo(request: Request, name: str, back: Text = "", tag: Text = "") -> Response:
    """Go back to the version before the one that the page showed."""
    context_of(request).folder.undo(name, tag=tag or None)
    return _back(name, back)


@router.post("/h/{name}/redo")
def redo(request: Request, name: str, back: Text = "", tag: Text = "") -> Response:
    """Go forward again, from the version that the page showed."""
    context_of(request).folder.redo(name, tag=tag or None)
    return _back(name, back)


def _back(name: str, back: str) -> Response:
    """To the page that the change was asked on, if it is one of this household's."""
    ours = f"/h/{quote(name, safe='')}/"
    return RedirectResponse(back if back.startswith(ours) and "\\" not in back and "\n" not in back else ours, 303)


@router.post("/h/{name}/delete")
def delete(request: Request, name: str) -> Response:
    """Delete a household; its versions stay."""
    context = context_of(request)
    context.folder.delete(name)
    return context.page(request, "deleted.html", gone=name, name=None, section="households")


def to_page(name: str, page: str = "") -> RedirectResponse:
    """To a page of a household."""
    return RedirectResponse(f"/h/{quote(name, safe='')}/{page}", 303)
