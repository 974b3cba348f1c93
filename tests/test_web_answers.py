"""Answers of the interview and of forms: what each changes beside itself, how it may be typed,
where its error stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from megaroth.interview.fields import part_of
from megaroth.kernel.errors import Problem
from megaroth.present.problems import key_of
from web_pages import app_of, take_in, user


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    app = app_of(tmp_path / "households")
    take_in(app, "couple")
    return user(app)


def left(client: TestClient, path: str, said: str) -> dict[str, Any]:
    """What the interview says when one question has been answered."""
    body = {"name": "couple", "answers": {path: said}}
    answer = client.post("/api/v1/interview/edit", json=body)
    assert answer.status_code == 200
    return answer.json()


def shown(answer: dict[str, Any], path: str) -> str:
    """The answer to a question as the interview shows it."""
    groups = [group for part in answer["parts"] for group in part["groups"]]
    (found,) = [one for group in groups for one in group["questions"] if one["path"] == path]
    return found["value"]


def refusals(answer: dict[str, Any]) -> str:
    return " ".join(one["text"] for one in answer["problems"])


def test_what_an_answer_changes_beside_itself_is_said_and_shown(client: TestClient) -> None:
    plan = "people.0.jobs.0.plan."
    for path, said in (
        (plan + "in_plan_roth_rollover", "no"),
        (plan + "in_service_withdrawal", "yes"),
        (plan + "roth", "no"),
    ):
        assert not left(client, path, said)["problems"]
    after = left(client, plan + "in_plan_roth_rollover", "quarterly")
    roth = "Does it accept Roth contributions?"
    assert after["changed"] == [{"path": plan + "roth", "label": roth, "now": "yes", "was": "no"}]
    assert shown(after, plan + "roth") == "yes"
    (also,) = left(client, plan + "roth", "no")["changed"]
    assert also["path"] == plan + "in_plan_roth_rollover"
    assert (also["now"], also["was"]) == ("no", "each quarter")


def test_an_error_names_the_question_that_it_is_of(client: TestClient) -> None:
    left(client, "people.0.jobs.0.started", "2026-03-01")
    refused = refusals(left(client, "people.0.jobs.0.ended", "2026-02-01"))
    assert "a day on or after the first one" in refused
    assert "people[0]" not in refused


def test_another_year_says_what_it_takes_along(client: TestClient) -> None:
    assert not left(client, "as_of", "2026-06-30")["problems"]
    made = "people.0.jobs.0.made.pre_tax"
    left(client, made, "5,000")
    also = {one["path"]: one for one in left(client, "year", "2027")["changed"]}
    assert (also[made]["now"], also[made]["was"]) == ("nothing", "5,000")


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("10%", "10%"),
        ("10", "10%"),
        ("10 percent", "10%"),
        ("$20,000", "$20,000"),
        ("20,000 a year", "$20,000"),
        ("20k", "$20,000"),
        ("10%, $20,000", "10% and $20,000"),
        ("10%; 8% if highly compensated", "10%; 8% if highly compensated"),
    ],
)
def test_a_cap_in_dollars_is_typed_as_one_in_percent(
    client: TestClient, said: str, seen: str
) -> None:
    path = "people.0.jobs.0.plan.after_tax_cap"
    assert shown(left(client, path, said), path) == seen


@pytest.mark.parametrize("said", ["10% and 20%", "much", "$5 and $6"])
def test_a_cap_that_is_none_is_refused_with_what_is(client: TestClient, said: str) -> None:
    refused = refusals(left(client, "people.0.jobs.0.plan.after_tax_cap", said))
    assert "dollars a year such as $20,000" in refused


@pytest.mark.parametrize("said", ["", "none", "no cap"])
def test_no_cap_leaves_none_behind(client: TestClient, said: str) -> None:
    path = "people.0.jobs.0.plan.after_tax_cap"
    left(client, path, "10% and $20,000; 8% if highly compensated")
    left(client, path, said)
    assert "after_tax_cap" not in client.get("/h/couple/download").text


def test_a_wish_beyond_the_law_is_kept_and_the_answer_so_far_says_it(client: TestClient) -> None:
    path = "people.0.jobs.0.elections.deferral"
    after = left(client, path, "90,000")
    assert "402(g)" in " ".join(after["refused"])
    assert shown(after, path) == "90,000", "it is kept: the plan takes what is allowed"
    assert "402(g)" not in " ".join(left(client, path, "10,000")["refused"])


def test_a_match_is_shown_as_it_is_typed(client: TestClient) -> None:
    path = "people.0.jobs.0.plan.match"
    assert shown(left(client, path, "50% up to $3,000"), path) == "50% up to $3,000"
    # Text that is not a match shows one that is.
    assert "50% up to $3,000" in str(left(client, path, "1,500"))


def test_ira_contributions_can_be_left_out(client: TestClient) -> None:
    assert "traditional IRA without deducting it" in client.get("/h/couple/year").text
    left(client, "order", "no")
    assert "traditional IRA without deducting it" not in client.get("/h/couple/year").text
    left(client, "order", "yes")
    assert "traditional IRA without deducting it" in client.get("/h/couple/year").text


def test_the_order_of_a_file_is_kept(client: TestClient) -> None:
    text = client.get("/h/couple/download").text
    client.post(
        "/h/couple/file",
        data={"text": 'order = ["match", "after_tax", "ira", "hsa", "deferral"]\n' + text},
    )
    left(client, "order", "no")
    left(client, "order", "yes")
    assert (
        'order = ["match", "ira", "after_tax", "hsa", "deferral"]'
        in client.get("/h/couple/download").text
    )


@pytest.mark.parametrize(
    ("problem", "part"),
    [
        ("spending_in_retirement", "ahead"),
        ("assumptions.growth", "ahead"),
        ("people[0].jobs[1].plan.match", "work"),
        ("taxable.value", "accounts"),
        ("something else", "work"),
    ],
)
def test_a_problem_leads_to_the_part_that_asks(problem: str, part: str) -> None:
    assert part_of(key_of(Problem(problem, "'x'", "something else"))) == part


def test_errors_of_a_split_stand_at_their_fields(client: TestClient) -> None:
    page = client.get("/h/couple/move?balance=100000&after_tax=200000&distribute=abc&to=").text
    assert page.count('aria-invalid="true"') == 1
    assert "s-distribute-wrong" in page
    page = client.get("/h/couple/move?balance=100000&after_tax=200000&distribute=&to=").text
    assert "s-after_tax-wrong" in page
    assert "at most the balance, $100,000.00" in page


def test_a_new_household_that_is_refused_keeps_the_list(client: TestClient) -> None:
    page = client.post("/new", data={"title": "a/b", "person": "P", "born": "", "pay": ""})
    assert page.status_code == 422
    assert 'href="/h/couple/"' in page.text
