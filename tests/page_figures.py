"""Figures on the page's overview, year and move pages, each against the plan year: by where its
link leads, and in lists of sentences."""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from starlette.testclient import TestClient

from megaroth.law.law_book import PUBLISHED
from megaroth.model.household import Household
from megaroth.planyear.journal_rows import rows as journal_rows
from megaroth.planyear.result import PlanYear
from megaroth.present.plan import cautions, moves_of, sum_of
from megaroth.present.plan_headline import headline, lawful_after_tax
from megaroth.present.words import money
from megaroth.service.rollover_forms import rollover_forms
from step_figures import AMOUNT

PAGES = ("", "year", "move")
_LINK = re.compile(r'<a class="figure" href="/h/[^/]+/([^"]+)"[^>]*>([^<]*)</a>')
_SUMS = {"after_tax_allowed", "after_tax"}


def plain(page: str) -> str:
    """A page, or a part of one, without its marks; amounts with their cents, which the page leaves
    out where there are none."""
    text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).replace("−$", "-$").split())
    return re.sub(
        r"\$\d+(?:,\d{3})*(?:\.\d\d)?",
        lambda one: one[0] if "." in one[0] else f"{one[0]}.00",
        text,
    )


def links(page: str) -> dict[str, list[str]]:
    """What the figures of a page say, by where they lead."""
    found: dict[str, list[str]] = defaultdict(list)
    for to, shown in _LINK.findall(page):
        found[unquote(html.unescape(to))].append(plain(shown))
    return found


def wrong_on_pages(client: TestClient, name: str, home: Household, answer: PlanYear) -> list[str]:
    """Every figure of a household's pages that is not the plan year's, or that they lack."""
    texts = {page: client.get(f"/h/{name}/{page}").text for page in PAGES}
    found = []
    for page, text in texts.items():
        for to, shown in links(text).items():
            right = [money(one) for one in _of_link(answer, to)]
            if Counter(shown) - Counter(right * len(shown)) or not right:
                found.append(f"/{page} {to}: {shown}, the plan has {right}")
    for where, text, right in _lists(home, answer, texts):
        said, wanted = Counter(AMOUNT.findall(plain(text))), Counter(AMOUNT.findall(right))
        if said != wanted:
            found.append(f"{where}: {dict(said - wanted)} too many, {dict(wanted - said)} missing")
    return found + _missing(answer, texts)


def _of_link(answer: PlanYear, to: str) -> list[Any]:
    """The figures that a link stands for."""
    kind, _, rest = to.partition("/")
    key, _, of = rest.partition("?of=")
    jobs = [(person, job) for person in answer.people for job in person.jobs]
    if kind == "why" and not of:
        if key in _SUMS:
            return [
                lawful_after_tax(answer)
                if key == "after_tax"
                else sum_of([job.after_tax_allowed for _, job in jobs])
            ]
        return [getattr(answer, key)]
    if kind == "why":
        whose = [person for person in answer.people if person.name == of]
        whose += [
            part
            for person, job in jobs
            if f"{person.name}, {job.employer}" == of
            for part in (job.contributions, job)
        ]
        return [getattr(one, key) for one in whose if hasattr(one, key)][:1]
    place = int(key)
    match kind:
        case "why-moves":
            return list(moves_of(answer)[place][2].values())
        case "why-conversion":
            one = answer.conversions[place]
            return [one.amount, one.basis, one.taxable]
        case "why-alternative":
            other = answer.alternatives[place]
            return [other.amount, *([] if other.tax is None else [other.tax])]
        case "why-answer":
            return [reply.worth for reply in answer.questions[place].answers]
    return []


def _lists(
    home: Household, answer: PlanYear, texts: dict[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Parts of the pages that are lists, and the sentences that they show."""
    overview, year, moves = (texts[page] for page in PAGES)
    yield "headline", _between(overview, '<p class="answer', "</p>"), headline(answer)
    yield (
        "overview, take care",
        _between(overview, 'aria-labelledby="care"', "</section>"),
        " ".join(map(str, cautions(answer))),
    )
    yield (
        "overview, assumptions",
        _between(overview, "<summary>Assumptions", "</details>"),
        " ".join(map(str, answer.assumptions)),
    )
    yield (
        "move, take care",
        _between(moves, 'aria-labelledby="care"', "</section>"),
        " ".join(map(str, answer.warnings)),
    )
    yield (
        "year, steps",
        _between(year, '<ol class="timeline">', "</ol>"),
        " ".join(str(step.text) for step in answer.steps),
    )
    rows = [
        f"{money(one.amount)} {money(one.basis)} {money(one.taxable)}"
        for one in journal_rows(answer)
    ]
    yield "year, journal", _between(year, 'aria-label="Journal"', "</table>"), " ".join(rows)
    slips = [one for one in rollover_forms(answer, home, PUBLISHED) if one.form == "1099-R"]
    said = Counter(AMOUNT.findall(plain(_between(moves, 'aria-labelledby="forms"', "</section>"))))
    lacking = [
        money(box)
        for one in slips
        for box in (one.box_1, one.box_2a, one.box_5)
        if box and not said[money(box)]
    ]
    yield "move, boxes of Forms 1099-R that are missing", "", " ".join(lacking)


def _between(text: str, start: str, end: str) -> str:
    """A part of a page; nothing where it is not there."""
    _, found, rest = text.partition(start)
    return "<" + rest.partition(end)[0] if found else ""


def _missing(answer: PlanYear, texts: dict[str, str]) -> list[str]:
    """Figures of the plan year that stand on no page."""
    shown = {to for text in texts.values() for to in links(text)}
    jobs = [(person, job) for person in answer.people for job in person.jobs]
    wanted = {f"why/{key}" for key in ("after_tax", "to_roth", "tax")}
    if lawful_after_tax(answer) != sum_of([job.after_tax_allowed for _, job in jobs]):
        wanted.add("why/after_tax_allowed")
    wanted |= {f"why-moves/{place}" for place in range(len(moves_of(answer)))}
    wanted |= {f"why-conversion/{place}" for place in range(len(answer.conversions))}
    wanted |= {
        f"why-alternative/{place}" for place, one in enumerate(answer.alternatives) if one.allowed
    }
    wanted |= {
        f"why-answer/{place}"
        for place, one in enumerate(answer.questions)
        if one.matters and one.answers
    }
    for person, job in jobs:
        keys = [key for key in vars(job.contributions) if getattr(job.contributions, key) != 0]
        keys += [
            "annual_additions",
            "annual_additions_limit",
            "after_tax_room",
            "after_tax_allowed",
        ]
        wanted |= {f"why/{key}?of={person.name}, {job.employer}" for key in keys}
    for person in answer.people:
        wanted |= {
            f"why/{key}?of={person.name}"
            for key in ("hsa", "roth_ira", "traditional_ira")
            if getattr(person, key)
        }
    return [f"no page shows {one}" for one in sorted(wanted - shown)]
