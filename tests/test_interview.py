"""The interview as JSON: its questions, changes of a file in memory, and hostile input."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from conftest import EXAMPLES
from megaroth.browser.answers import answer as browser_answer
from megaroth.interview.described import WHERE_OWNERS_FIND_IT
from megaroth.interview.fields import parts
from megaroth.interview.file_questions import questions
from megaroth.kernel.errors import InputError
from megaroth.law.law_book import PUBLISHED
from megaroth.model.catalog import entry
from megaroth.model.plan_features import PlanFeatures
from megaroth.service import json_answers
from megaroth.service.clock import today
from megaroth.service.interview import Edit, in_memory
from web_pages import app_of, take_in, user

TODAY = date(2026, 1, 1)
COUPLE = (EXAMPLES / "couple.toml").read_text("utf-8")
JOB = "people.0.jobs.0."


def asked(text: str = COUPLE) -> dict[str, Any]:
    return json_answers.interview(text, TODAY, PUBLISHED)


def edited(edit: Edit, text: str = COUPLE) -> dict[str, Any]:
    return json_answers.interview_edit(edit, in_memory(text), TODAY, PUBLISHED)


def by_path(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    groups = [group for part in answer["parts"] for group in part["groups"]]
    return {one["path"]: one for group in groups for one in group["questions"]}


def test_the_questions_that_decide_come_first_with_where_to_find_the_answers() -> None:
    first = asked()["parts"][0]
    assert first["name"] == "decides"
    for group in first["groups"]:
        assert [one["path"].rpartition(".")[2] for one in group["questions"]] == [
            "after_tax",
            "in_plan_roth_rollover",
            "in_service_withdrawal",
            "separate_after_tax_source",
        ]
        for one in group["questions"]:
            assert one["where"].startswith("In the SPD")
            assert one["choices"][-1] == {"value": "unknown", "label": "I don't know"}


def test_there_is_one_list_of_questions() -> None:
    here = by_path(asked())
    assert here.keys() == questions(COUPLE).keys()
    ask = entry(PlanFeatures, "after_tax").key.ask
    assert ask is not None
    assert here[f"{JOB}plan.after_tax"]["label"] == ask.label
    for path, one in questions(COUPLE).items():
        assert here[path]["value"] == one.value


def test_amounts_of_the_year_so_far_stand_next_to_their_date() -> None:
    part = next(one for one in asked()["parts"] if one["name"] == "so_far")
    paths = [one["path"] for group in part["groups"] for one in group["questions"]]
    assert paths[0] == "as_of"
    for path in by_path(asked()):
        so_far = ".made." in path or path.endswith(("ira_made", "hsa.made")) or path == "as_of"
        assert (path in paths) == so_far, path


def test_an_owner_is_asked_about_the_adoption_agreement() -> None:
    text = (EXAMPLES / "solo_and_w2.toml").read_text("utf-8")
    employed, owned = asked(text)["parts"][0]["groups"]
    assert {one["where"] for one in owned["questions"]} == {WHERE_OWNERS_FIND_IT}
    assert all("SPD" in one["where"] for one in employed["questions"])
    # More than half of the employer is control too.
    place = employed["place"]
    after = edited(Edit({f"{place}ownership": "51%"}), text)
    assert {one["where"] for one in after["parts"][0]["groups"][0]["questions"]} == {
        WHERE_OWNERS_FIND_IT
    }


def test_who_has_only_a_business_is_never_sent_to_hr() -> None:
    text = (EXAMPLES / "solo_and_w2.toml").read_text("utf-8")
    alone = edited(Edit(remove="people.0.jobs.0.", called="Dayjob Inc"), text)
    assert not alone["problems"]
    texts = [part["about"] for part in alone["parts"]]
    for one in by_path(alone).values():
        texts += [one[key] for key in ("label", "help", "where", "default")]
    assert not [one for one in texts if re.search(r"\bHR\b|\bSPD\b", one)]


def test_an_answer_changes_the_file_and_the_answer_so_far() -> None:
    before = asked()
    after = edited(Edit({f"{JOB}plan.after_tax": "unknown"}))
    assert before["mood"] == "yes"
    assert after["mood"] == "depends"
    assert after["headline"] != before["headline"]
    assert not after["problems"]
    assert by_path(after)[f"{JOB}plan.after_tax"]["value"] == "unknown"
    assert asked(after["household"]) == {**after, "changed": []}
    assert "1 to ask" in after["progress"]
    # Comments of the file stay.
    comments = [line for line in COUPLE.splitlines() if line.startswith("#")]
    assert comments
    assert all(line in after["household"] for line in comments)


def test_a_plan_without_after_tax_money_needs_no_way_out_for_it() -> None:
    text = (EXAMPLES / "unknown_rules.toml").read_text("utf-8")
    assert "to ask" in asked(text)["progress"]
    after = edited(Edit({f"{JOB}plan.after_tax": "no"}), text)
    assert after["progress"].startswith("4 of 4 that decide")
    assert "to ask" not in after["progress"]


def test_an_answer_that_changes_another_says_so() -> None:
    text = (EXAMPLES / "mission_45.toml").read_text("utf-8")
    assert by_path(asked(text))[f"{JOB}plan.roth"]["value"] == "yes"
    text = edited(Edit({f"{JOB}plan.in_plan_roth_rollover": "each_paycheck"}), text)["household"]
    after = edited(Edit({f"{JOB}plan.roth": "no"}), text)
    assert [(one["path"], one["now"]) for one in after["changed"]] == [
        (f"{JOB}plan.in_plan_roth_rollover", "no")
    ]


@pytest.mark.parametrize(
    ("typed", "says"),
    [("much", "an amount in dollars"), ("-1", "0"), ("1e999", "amount"), ("\0", "amount")],
)
def test_an_answer_that_cannot_be_read_changes_nothing(typed: str, says: str) -> None:
    after = edited(Edit({f"{JOB}pay": typed}))
    (problem,) = after["problems"]
    assert problem["path"] == f"{JOB}pay"
    assert says in problem["text"]
    assert after["household"] == COUPLE
    assert after["headline"] == asked()["headline"]


def test_items_are_added_and_removed() -> None:
    after = edited(Edit(add="job", place="people.0."))
    (new,) = [group for group in after["parts"][0]["groups"] if "New employer" in group["title"]]
    (gone,) = [
        one
        for part in after["parts"]
        for one in part["items"]
        if one["action"] == "remove" and one["place"] == new["place"]
    ]
    back = edited(Edit(remove=gone["place"], called=gone["what"]), after["household"])
    assert by_path(back).keys() == by_path(asked()).keys()


@pytest.mark.parametrize(
    "edit",
    [
        Edit({"people.9.jobs.0.pay": "1"}),
        Edit({"people.-1.name": "x"}),
        Edit({"__class__": "x"}),
        Edit({"people.0.jobs.0": "x"}),
        Edit({"": "x"}),
        Edit({"name": "\ud800"}),
        Edit({f"{JOB}employer": "x" * 900}),
        Edit({f"{JOB}employer": '"\n[[people]]\nname = "x"'}),
        Edit(add="job", place="people.7."),
        Edit(add="job", place="people.0.__init__."),
        Edit(add="rocket", place="people.0."),
        Edit(add="spouse"),
        Edit(remove="people.1.", called="Somebody else"),
        Edit(remove="people"),
        Edit(remove="people.99999999999999999999."),
        Edit(remove="..."),
    ],
    ids=repr,
)
def test_a_hostile_change_is_refused_and_changes_nothing(edit: Edit) -> None:
    after = edited(edit)
    assert after["problems"]
    assert after["household"] == COUPLE
    assert after["parts"]


@pytest.mark.parametrize(
    "values",
    [
        {"answers": ["a"]},
        {"answers": {"year": 2026}},
        {"answers": {1: "x"}},
        {"answers": {"year": "9" * 2_000}},
        {"answers": {str(at): "" for at in range(2_000)}},
        {"add": 3},
        {"answers": {"year": "2026"}, "add": "job"},
    ],
    ids=lambda values: str(values)[:40],
)
def test_what_is_no_change_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        Edit(**values)


@pytest.mark.parametrize("text", ["", "year = = 2026", "year = 2026", "\0", "[[people]]\n" * 50])
def test_a_file_that_is_no_household_says_why_and_asks_nothing(text: str) -> None:
    for answer in (asked(text), edited(Edit({"year": "2026"}), text)):
        assert answer["problems"]
        assert answer["household"] == text
        assert answer["parts"] == []


def test_a_year_without_law_is_no_answer_and_still_asked() -> None:
    after = edited(Edit({"year": "2199"}))
    assert after["parts"]
    assert after["problems"] or after["word"] is None


def test_the_page_that_needs_no_installation_answers_the_same() -> None:
    body = {"toml": COUPLE, "answers": {f"{JOB}pay": "much"}}
    found = json.loads(browser_answer(json.dumps({"service": "interview/edit", "body": body})))
    here = json_answers.interview_edit(
        Edit({f"{JOB}pay": "much"}), in_memory(COUPLE), today(), PUBLISHED, schema_version=2
    )
    assert found == here
    found = json.loads(browser_answer(json.dumps({"service": "interview", "body": body})))
    assert found["parts"] == asked()["parts"]
    for wrong in ({}, {"toml": 3}):
        with pytest.raises(InputError, match="toml"):
            browser_answer(json.dumps({"service": "interview", "body": wrong}))


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    app = app_of(tmp_path / "households")
    take_in(app, "couple")
    return user(app)


def test_over_http_a_saved_household_is_saved_with_the_change(client: TestClient) -> None:
    began = client.post("/api/v1/interview", json={"name": "couple"}).json()
    body = {"answers": {f"{JOB}pay": "231,000"}}
    after = client.post("/api/v1/interview/edit", json={"name": "couple", **body}).json()
    assert by_path(after)[f"{JOB}pay"]["value"] == "231,000"
    saved = client.get("/api/v1/households/couple").json()["toml"]
    assert saved == after["household"] != began["household"]
    assert "Undo" in client.get("/h/couple/undo-buttons").text
    # A text belongs to who asks: nothing is saved.
    other = client.post("/api/v1/interview/edit", json={"toml": saved, "answers": {"year": "2027"}})
    assert by_path(other.json())["year"]["value"] == "2027"
    assert client.get("/api/v1/households/couple").json()["toml"] == saved


def test_over_http_a_refused_answer_saves_nothing(client: TestClient) -> None:
    before = client.get("/api/v1/households/couple").json()
    body = {"name": "couple", "answers": {f"{JOB}pay": "much"}}
    after = client.post("/api/v1/interview/edit", json=body).json()
    assert after["problems"]
    assert client.get("/api/v1/households/couple").json() == before
    for wrong in (
        {"name": "couple", "answers": {"year": 2026}},
        {"name": "couple", "answers": {"year": "2026"}, "add": "job"},
        {"name": "couple", "toml": COUPLE},
        {"name": "couple", "nonsense": 1},
        {"name": "couple", "answers": {"year": "1" * 1_001}},
        {},
    ):
        assert client.post("/api/v1/interview/edit", json=wrong).status_code == 422, wrong
    missing = {"name": "nobody", "answers": {"year": "2026"}}
    assert client.post("/api/v1/interview/edit", json=missing).status_code == 404
    assert client.get("/api/v1/households/couple").json() == before


def test_every_part_is_a_form_of_at_most_100_kib_without_scripts(client: TestClient) -> None:
    for part in parts():
        page = client.get(f"/h/couple/interview/{part.name}")
        assert len(page.content) <= 100 * 1024, part.name
        for path in (one["path"] for one in part_of(asked(), part.name)):
            assert f'name="{path}"' in page.text
    assert "Where to find it:" in client.get("/h/couple/interview/decides").text


def part_of(answer: dict[str, Any], name: str) -> list[dict[str, Any]]:
    (part,) = [one for one in answer["parts"] if one["name"] == name]
    return [one for group in part["groups"] for one in group["questions"]]


def test_a_spouse_who_was_just_added_is_pointed_at() -> None:
    text = (EXAMPLES / "mission_45.toml").read_text("utf-8")
    after = edited(Edit(add="spouse"), text)
    you = next(one for one in after["parts"] if one["name"] == "you")
    assert "Enter the correct birth date" in you["note"]
    done = edited(Edit({"people.1.name": "Bo"}), after["household"])
    assert not any(one["note"] for one in done["parts"])


def test_every_question_says_what_it_means_or_why_it_matters() -> None:
    assert not [one.key for part in parts() for one in part.fields if not one.help]
