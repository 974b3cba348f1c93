"""Every default that a page shows leads to where it is changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import megaroth as mr
from conftest import EXAMPLES
from megaroth.interview.fields import parts
from megaroth.kernel.message import message
from megaroth.present.assumption_keys import _KEYS, FILE, place_of_change
from megaroth.present.sentences.catalog import SENTENCES
from web_pages import app_of, take_in, user

EXAMPLE_NAMES = sorted(one.stem for one in EXAMPLES.glob("*.toml"))

NO_DEFAULT = {
    "tax_by_returns": "how tax is calculated",
    "state_tax": "what the state return covers",
    "state_law_status": "the law",
    "wage_contributions": "the law",
    "limit_of_457b": "the law",
    "limit_shared": "the law",
    "limit_of_403b": "the law",
    "figures_entered": "the law",
    "figures_projected": "the law",
}
"""Assumptions of a plan year that no key of the file changes, with what they are about."""


@pytest.mark.parametrize("name", EXAMPLE_NAMES)
def test_every_assumption_of_a_plan_leads_somewhere_or_says_why_not(name: str) -> None:
    for one in mr.plan(mr.read_household(EXAMPLES / f"{name}.toml")).assumptions:
        assert bool(place_of_change(one)) != (one.code in NO_DEFAULT), one


def test_codes_and_places_exist() -> None:
    known = {part.name for part in parts()} | {FILE}
    for code in _KEYS:
        assert code in SENTENCES, code
        if code != "with_some_answers":
            assert place_of_change(message(code)) in known, code


def test_an_assumption_of_some_answers_leads_where_its_own_does() -> None:
    inner = message("after_tax_separate", employer="Acme")
    assert place_of_change(message("with_some_answers", messages=(inner,))) == "decides"
    assert place_of_change("a text that is no message") == ""


@pytest.mark.parametrize("page", ["", "paychecks", "tax", "letter"])
def test_the_links_of_a_page_open(tmp_path: Path, page: str) -> None:
    app = app_of(tmp_path)
    take_in(app, "unknown_rules")
    client = user(app)
    text = client.get(f"/h/unknown_rules/{page}").text
    links = set(re.findall(r'<a href="([^"]+)" aria-label="Change this assumption', text))
    assert links
    for link in links:
        assert client.get(link).status_code == 200, link
