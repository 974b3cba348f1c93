"""The context that a server shares among its requests: folder, session, jobs and templates."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import resources
from typing import Any, cast
from urllib.parse import quote

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse

from megaroth.interview.changes_in_words import changed_answers
from megaroth.law.law_book import PUBLISHED, LawBook
from megaroth.web.server.household_list import Rows
from megaroth.web.server.jobs import Jobs
from megaroth.web.server.session import Session
from megaroth.web.server.template_filters import page_templates
from megaroth.web.store.folder import Folder


def has_scripts() -> bool:
    """Whether the page's third-party scripts have been built (``make scripts``). Every wheel has
    them."""
    return (resources.files("megaroth.web") / "static" / "vendor" / "charts.js").is_file()


@dataclass
class ServerContext:
    """The state of one server.

    Attributes:
        folder: the households.
        session: who may use the server.
        law_book: the law of every answer, with the server's published figures.
        jobs: long answers that run or are done.
        rows: the list of households, as far as it has been computed.
        templates: of the pages.
    """

    folder: Folder
    session: Session
    law_book: LawBook = PUBLISHED
    jobs: Jobs = field(default_factory=Jobs)
    rows: Rows = field(default_factory=Rows)
    templates: Environment = field(default_factory=page_templates)

    def undo_of(self, name: str) -> dict[str, Any]:
        """What the undo buttons of a household need: the steps back and forward, the change that
        undo reverts, and the current version."""
        tag = self.folder.read(name).tag if self.folder.has(name) else ""
        return {
            "versions": self.folder.versions(name),
            "undoes": self.folder.change_to_undo(name, changed_answers),
            "now": tag,
        }

    def page(
        self, request: Request, template: str, *, status: int = 200, **values: Any
    ) -> HTMLResponse:
        """A response made from a template."""
        values.setdefault("back", quote(request.url.path))
        # Pages that are open to strangers say that nobody asks.
        values.setdefault("asking", self.session.second.asks)
        text = self.templates.get_template(template).render(
            locked=self.folder.vault is not None, scripts=has_scripts(), **values
        )
        return HTMLResponse(text, status)


def context_of(request: Request) -> ServerContext:
    """The context of the server that got a request."""
    return cast(ServerContext, request.app.state.context)
