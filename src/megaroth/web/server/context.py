"""What a server holds: the folder, the session, the work under way, the templates."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from importlib import resources
from typing import Any, cast
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from megaroth import __version__
from megaroth.kernel.money import dollars, percent
from megaroth.law.figures import Figures
from megaroth.law.terms import spoken
from megaroth.planning.names import titled, worded
from megaroth.planyear.result import Range
from megaroth.present.plan import UNITS, depends, overdue
from megaroth.present.return_lines import line_words
from megaroth.present.words import DISCLAIMER, for_people
from megaroth.web.interview.changes_in_words import changed_answers
from megaroth.web.server.household_list import Rows
from megaroth.web.server.jobs import Jobs
from megaroth.web.server.session import Session
from megaroth.web.store.folder import Folder


def shown(value: Any) -> str:
    """Cents in US format, without cents where there are none; a range as two amounts."""
    if isinstance(value, Range):
        return f"{shown(value.low)} to {shown(value.high)}"
    text = dollars(int(value)).removesuffix(".00")
    return text.replace("-", "−")


def rate(parts: int | float, digits: int = 1) -> str:
    """Parts per million as a percentage."""
    return percent(round(parts), digits)


def whole(cents: int) -> str:
    """Cents as whole dollars, for what is worked out over years."""
    return shown(round(int(cents) / 100) * 100)


def points(parts: int) -> str:
    """Parts per million as a plain number of percent."""
    return f"{int(parts) / 10_000:g}"


def said(text: str) -> Markup:
    """A sentence of the library, in words of the page: what stands in backticks is code."""
    parts = minus(for_people(str(text))).split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if place % 2 else escape(part) for place, part in enumerate(parts)
    )


def step(value: str, usual: float) -> float:
    """The step of a slider: the usual one, or a finer one that its value is a multiple of, so that moving it does not move the value."""
    parts = round(float(value) * 10_000)
    return next(one for one in (usual, 0.1, 0.01, 0.0001) if parts % round(one * 10_000) == 0)


def minus(text: str) -> str:
    """An amount with the sign that the page's numbers have."""
    return str(text).replace("-$", "−$")


def reserve(spec: dict[str, Any]) -> int:
    """About how high a picture will be, in steps of 40 pixels: its place is kept, so that nothing jumps."""
    rows = spec.get("data", {}).get("values", [])
    encodings = [one.get("encoding", {}) for one in [spec, *spec.get("layer", [])]]
    named = next((one["y"]["field"] for one in encodings if one.get("y", {}).get("type") == "nominal"), None)
    if named is not None:
        rows = rows or spec["layer"][0]["data"]["values"]
        band = spec["height"]["step"] if isinstance(spec.get("height"), dict) else 24
        high = 100 + band * len({row[named] for row in rows})
    elif "row" in spec.get("encoding", {}) or "facet" in spec:
        high = 100 + 90 * len({row["name"] for row in rows})
    else:
        high = 300 if "hconcat" in spec else 320
    return min(-(-high // 40) * 40, 800)


def _spec(spec: dict[str, Any]) -> str:
    """A picture's specification for a data block, which no text in it can close."""
    text = json.dumps(spec, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _environment() -> Environment:
    found = Environment(
        loader=PackageLoader("megaroth.web"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {
        "unit_words": UNITS.__getitem__,
        "depends": depends,
        "money": shown,
        "whole": whole,
        "rate": rate,
        "titled": titled,
        "begin": lambda text: text[:1].upper() + text[1:],
        "line": line_words,
        "worded": worded,
        "spoken": spoken,
        "said": said,
        "overdue": overdue,
        "reserve": reserve,
        "step": step,
        "minus": minus,
        "spec": _spec,
        "place": lambda text: quote(str(text), safe=""),
    }
    found.globals |= {"version": __version__, "disclaimer": DISCLAIMER}
    return found


def has_scripts() -> bool:
    """Whether the page's third-party scripts were built (``make scripts``); a wheel has them."""
    return (resources.files("megaroth.web") / "static" / "vendor" / "charts.js").is_file()


@dataclass
class ServerContext:
    """What a server holds.

    Attributes:
        figures: published figures that the law data does not hold yet, in force for every answer.
    """

    folder: Folder
    session: Session
    figures: tuple[Figures, ...] = ()
    jobs: Jobs = field(default_factory=Jobs)
    rows: Rows = field(default_factory=Rows)
    templates: Environment = field(default_factory=_environment)

    def undo_of(self, name: str) -> dict[str, Any]:
        """What a page shows of a household's undo: how far it goes back and forward, what it would take back, and from which version."""
        tag = self.folder.read(name).tag if self.folder.has(name) else ""
        return {"versions": self.folder.versions(name), "undoes": self.folder.change_to_undo(name, changed_answers), "now": tag}

    def page(self, request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """A template as an answer."""
        values.setdefault("back", quote(request.url.path))
        text = self.templates.get_template(template).render(locked=self.folder.vault is not None, scripts=has_scripts(), **values)
        return HTMLResponse(text, status)


def context_of(request: Request) -> ServerContext:
    """The server's context."""
    return cast(ServerContext, request.app.state.context)
