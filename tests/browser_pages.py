"""The pages that a browser opens to check each one's layout and accessibility, and the routes of
the app that none of them needs."""

from __future__ import annotations

import importlib
import pkgutil

from starlette.routing import Match, Route

import megaroth.web.pages
from megaroth.interview.fields import parts

PAGES: dict[str, str | None] = {
    "/": None,
    "/login": None,
    "/h/couple/": None,
    **{f"/h/couple/interview/{part.name}": None for part in parts()},
    "/h/couple/year": ".chart[data-drawn]",
    "/h/couple/paychecks": None,
    "/h/unknown_rules/letter": None,
    "/h/unknown_rules/letter?offer=true": None,
    "/h/couple/move?balance=100000&after_tax=20000": None,
    "/h/couple/worth": "#work-sensitivity.done",
    "/h/couple/best": "#work-best.done",
    "/h/couple/what-if?change=hr_says_no&state=TX": None,
    "/h/couple/tax": ".chart[data-drawn]",
    "/h/couple/report": None,
    "/h/couple/file": None,
    "/h/couple/next-year": None,
    "/h/couple/why/after_tax_room": None,
    "/h/unknown_rules/": None,
    "/h/unknown_rules/worth": "#work-sensitivity.done",
    "/h/unknown_rules/best": "#work-best.done",
    "/h/couple/why-ahead/alternative/1": None,
    "/h/couple/why-ahead/year/2040": None,
    "/h/couple/why-ahead/best/2048": None,
    "/h/couple/why-tax/federal": None,
    "/h/no such household/": None,
    "/law/2026": None,
    "/law/limit/annual_additions": ".chart[data-drawn]",
}
"""What to open, and what must be there before it is looked at."""

_WORKSHEET = "a worksheet, which looks like the others"
_FILE = "a file to download"
_LEADS_ON = "leads to another page"
_PART = "a part of a page"

WITHOUT_A_PAGE = {
    "/start": _LEADS_ON,
    "/start/wait": "what a browser without the session sees",
    "/access": _PART,
    "/law": _LEADS_ON,
    "/h/{name}": _LEADS_ON,
    "/h/{name}/interview": _LEADS_ON,
    "/h/{name}/undo-buttons": "a part of the page of the interview",
    "/law/{year}/figures": _FILE,
    "/h/{name}/calendar.ics": _FILE,
    "/h/{name}/download": _FILE,
    "/h/{name}/paychecks.csv": _FILE,
    "/h/{name}/paychecks.ics": _FILE,
    "/h/{name}/job/{kind}": _PART,
    "/h/{name}/worth/slide": _PART,
    "/h/{name}/worth/line": _PART,
    "/h/{name}/what-if/ahead": _PART,
    "/h/{name}/why-ahead/ahead/{year}": _WORKSHEET,
    "/h/{name}/why-ahead/reach/{year}": _WORKSHEET,
    "/h/{name}/why-ahead/best": _WORKSHEET,
    "/h/{name}/why-ahead/feature/{place}": _WORKSHEET,
    "/h/{name}/why-ahead/rule/{place}": _WORKSHEET,
    "/h/{name}/why-ahead/slide": _WORKSHEET,
    "/h/{name}/why-ahead/swing/{key}/{side}": _WORKSHEET,
    "/h/{name}/why-alternative/{place}": _WORKSHEET,
    "/h/{name}/why-answer/{place}": _WORKSHEET,
    "/h/{name}/why-conversion/{place}": _WORKSHEET,
    "/h/{name}/why-moves/{place}": _WORKSHEET,
    "/h/{name}/why-next": _WORKSHEET,
    "/h/{name}/why-slip/{place}": _WORKSHEET,
    "/h/{name}/why-split": _WORKSHEET,
    "/h/{name}/why-tax/line/{figure}": _WORKSHEET,
    "/h/{name}/why-tax/state": _WORKSHEET,
}
"""Routes that no browser opens here, with the reason."""


def routes() -> dict[str, Route]:
    """Every route of the page that answers a GET, by its path."""
    modules = [
        importlib.import_module(f"megaroth.web.pages.{one.name}")
        for one in pkgutil.iter_modules(megaroth.web.pages.__path__)
    ]
    return {
        route.path: route
        for module in modules
        if hasattr(module, "router")
        for route in module.router.routes
        if "GET" in route.methods
    }


def opened_by(path: str) -> str | None:
    """The path of the route that answers a page."""
    scope = {"type": "http", "method": "GET", "path": path.partition("?")[0]}
    return next(
        (known for known, route in routes().items() if route.matches(scope)[0] == Match.FULL), None
    )
