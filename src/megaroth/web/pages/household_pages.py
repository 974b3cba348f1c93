"""The list of households; pages that add and delete one, undo and redo."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from megaroth.interview.add_and_remove import added
from megaroth.interview.answers_to_file import answered
from megaroth.interview.refusals import RefusedError
from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.message import as_words
from megaroth.readers.household_template import Answers, household_text
from megaroth.web.pages.page_frame import to_page
from megaroth.web.server.cached_queries import household_of
from megaroth.web.server.context import context_of
from megaroth.web.server.household_list import SORTS
from megaroth.web.store.examples import EXAMPLES, example_text

router = APIRouter()
Text = Annotated[str, Form()]
_LONGEST_COPIED = 55


@router.get("/")
def households(request: Request, search: str = "", sort: str = "name") -> Response:
    """The list of households, sorted by name, year or amount."""
    context = context_of(request)
    rows = context.rows.of(context.folder, context.law_book, search, sort)
    bare = request.headers.get("hx-request") == "true"
    template = "households_rows.html" if bare else "households.html"
    others = [] if bare else context.folder.others()
    return context.page(
        request,
        template,
        rows=rows,
        others=others,
        search=search,
        sort=sort if sort in SORTS else "name",
        name=None,
        section="households",
        today=date.today(),
    )


@router.post("/quick")
def save_quick(request: Request, text: Text = "", title: Text = "") -> Response:
    """Save the household of the quick answer, and go on with the interview.

    Raises:
        InputError: the text is no household file, or the title no name.
    """
    context = context_of(request)
    household_of(text)
    wanted = title.strip() or "My household"
    context.folder.check_name(wanted)
    return to_page(context.folder.create(wanted, text).name, "")


@router.post("/example")
def open_example(request: Request, example: Text = "") -> Response:
    """Put an example into the folder, and open it.

    Raises:
        InputError: there is no such example.
    """
    if example not in EXAMPLES:
        raise InputError([Problem("example", repr(example), "one of " + ", ".join(EXAMPLES))])
    title, text = EXAMPLES[example], example_text(example)
    return to_page(context_of(request).folder.create(title, text).name, "")


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
    """Make a household from a few answers. The interview then asks what the plan allows."""
    context = context_of(request)
    form = {
        "title": title,
        "person": person,
        "born": born,
        "year": year,
        "employer": employer,
        "pay": pay,
    }
    form["filing_status"] = filing_status
    text = _template()
    wrong: dict[str, str] = {}
    try:
        context.folder.check_name(title.strip())
    except InputError as error:
        wrong["title"] = f"expected {as_words(error.problems[0].expected)}"
    places = {
        "person": "people.0.name",
        "born": "people.0.born",
        "year": "year",
        "pay": "people.0.jobs.0.pay",
    }
    places |= {"employer": "people.0.jobs.0.employer", "filing_status": "filing_status"}
    missing = {key: "is needed" for key in ("person", "born", "pay") if not form[key].strip()}
    typed = {path: form[key] for key, path in places.items() if form[key].strip()}
    try:
        text = answered(text, typed)
    except RefusedError as refused:
        back = {path: key for key, path in places.items()}
        wrong |= {back.get(path, ""): message for path, message in refused.at.items()}
    if filing_status.startswith("married") and not wrong:
        text = added(text, "spouse")
    wrong |= missing
    if wrong:
        return context.page(
            request,
            "households.html",
            status=422,
            rows=context.rows.of(context.folder, context.law_book),
            others=context.folder.others(),
            search="",
            sort="name",
            name=None,
            section="households",
            wrong=wrong,
            form=form,
            today=date.today(),
        )
    name = context.folder.create(title.strip(), text).name
    # The spouse got a birth date that people must check.
    return to_page(
        name, "interview/you" if filing_status.startswith("married") else "interview/decides"
    )


def _template() -> str:
    """A commented file with placeholders for the answers."""
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


@router.post("/h/{name}/undo")
def undo(request: Request, name: str, back: Text = "", tag: Text = "") -> Response:
    """Go back to the version before the one on the page."""
    context_of(request).folder.undo(name, tag=tag or None)
    return _back(name, back)


@router.post("/h/{name}/redo")
def redo(request: Request, name: str, back: Text = "", tag: Text = "") -> Response:
    """Go forward again from the version on the page."""
    context_of(request).folder.redo(name, tag=tag or None)
    return _back(name, back)


def _back(name: str, back: str) -> Response:
    """Redirect to the page with the button, if it is a page of this household."""
    ours = f"/h/{quote(name, safe='')}/"
    return RedirectResponse(
        back if back.startswith(ours) and "\\" not in back and "\n" not in back else ours, 303
    )


@router.post("/h/{name}/rename")
def rename(request: Request, name: str, to: Text = "", tag: Text = "") -> Response:
    """Give a household another name, if nobody has changed it since the page was made.

    Raises:
        InputError: the name is no name, or is taken.
        ChangedError: somebody else has changed it.
    """
    return to_page(context_of(request).folder.rename(name, to.strip(), tag=tag or None).name)


@router.post("/h/{name}/duplicate")
def duplicate(request: Request, name: str) -> Response:
    """Copy a household under a name that is free, and open the copy."""
    folder = context_of(request).folder
    return to_page(folder.create(name_of_copy(name), folder.read(name).text).name)


def name_of_copy(name: str) -> str:
    """The name that a copy gets if it is free.

    >>> name_of_copy("Morgan")
    'Morgan copy'
    """
    return name[:_LONGEST_COPIED].rstrip(" .,&'-(") + " copy"


@router.post("/h/{name}/delete")
def delete(request: Request, name: str, tag: Text = "") -> Response:
    """Delete a household. Its versions are kept."""
    context = context_of(request)
    context.folder.delete(name, tag=tag or None)
    return context.page(request, "deleted.html", gone=name, name=None, section="households")
