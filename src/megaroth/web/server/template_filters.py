"""The page's templates, and the filters that show values in them."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from megaroth import __version__
from megaroth.kernel.message import Message
from megaroth.kernel.money import dollars, percent
from megaroth.law.terms import spoken
from megaroth.present.assumption_keys import place_of_change
from megaroth.present.form_sentences import form_sentence
from megaroth.present.names import assumption_label, label_of
from megaroth.present.plan import UNITS, depends, overdue
from megaroth.present.return_lines import line_words
from megaroth.present.sentences.sentence import Reader, as_text
from megaroth.present.words import DISCLAIMER, share_of_paths
from megaroth.service.answers import Range


def shown(value: Any) -> str:
    """Cents in US format, without ``.00``; a range as two amounts."""
    if isinstance(value, Range):
        return f"{shown(value.low)} to {shown(value.high)}"
    text = dollars(int(value)).removesuffix(".00")
    return text.replace("-", "−")


def rate(parts: int | float, digits: int = 1) -> str:
    """Parts per million as a percentage."""
    return percent(round(parts), digits)


def whole(cents: int) -> str:
    """Cents as whole dollars, for results over many years."""
    return shown(round(int(cents) / 100) * 100)


def points(parts: int) -> str:
    """Parts per million as a plain number of percent."""
    return f"{int(parts) / 10_000:g}"


def marked_sentence(text: Message | str) -> Markup:
    """A message in the words of the page; text in backticks becomes code."""
    words = as_text(text, Reader.PAGE)
    parts = minus(words).split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )


def step(value: str, usual: float) -> float:
    """The step of a slider: the usual one, or a finer one if the value is not a multiple of it, so
    that browsers keep the value."""
    parts = round(float(value) * 10_000)
    return next(one for one in (usual, 0.1, 0.01, 0.0001) if parts % round(one * 10_000) == 0)


def minus(text: str) -> str:
    """A text whose negative amounts have a minus sign instead of a hyphen."""
    return str(text).replace("-$", "−$")


def reserve(spec: dict[str, Any]) -> int:
    """The height to reserve for a chart, in steps of 40 pixels, so that the page does not jump when
    the chart is drawn."""
    rows = spec.get("data", {}).get("values", [])
    encodings = [one.get("encoding", {}) for one in [spec, *spec.get("layer", [])]]
    named = next(
        (one["y"]["field"] for one in encodings if one.get("y", {}).get("type") == "nominal"), None
    )
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
    """A chart's specification for a data block; no text in it can end the block."""
    text = json.dumps(spec, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def page_templates() -> Environment:
    """The templates of the page with their filters."""
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
        "of_paths": lambda share: share_of_paths(share, 1),
        "form_sentence": form_sentence,
        "label_of": label_of,
        "begin": lambda text: text[:1].upper() + text[1:],
        "line": line_words,
        "assumption_label": assumption_label,
        "spoken": spoken,
        "sentence": marked_sentence,
        "overdue": overdue,
        "place_of_change": place_of_change,
        "reserve": reserve,
        "step": step,
        "minus": minus,
        "spec": _spec,
        "place": lambda text: quote(str(text), safe=""),
    }
    found.globals |= {"version": __version__, "disclaimer": DISCLAIMER}
    return found
