"""Answers of the interview and of forms: what each changes beside itself, how it may be typed,
where its error stands."""

from __future__ import annotations

from pathlib import Path

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


def left(client: TestClient, path: str, said: str, part: str = "work", name: str = "couple"):
    """The answer to one question, as it is sent when it is left."""
    return client.post(
        f"/h/{name}/interview/{part}", data={path: said}, headers={"hx-request": "true"}
    )


def test_what_an_answer_changes_beside_itself_is_said_and_shown(client: TestClient) -> None:
    plan = "people.0.jobs.0.plan."
    for path, said in (
        (plan + "in_plan_roth_rollover", "no"),
        (plan + "in_service_withdrawal", "yes"),
        (plan + "roth", "no"),
    ):
        assert left(client, path, said).status_code == 200
    page = left(client, plan + "in_plan_roth_rollover", "quarterly").text
    assert "This also changed: Does it accept Roth contributions: yes (was no)" in " ".join(
        page.split()
    )
    assert f'id="f-{(plan + "roth").replace(".", "-")}" hx-swap-oob="true"' in page
    page = " ".join(left(client, plan + "roth", "no").text.split())
    assert (
        "How often can after-tax money move to the plan&#39;s Roth account: no (was each quarter)"
        in page
    )


def test_an_error_names_the_question_that_it_is_of(client: TestClient) -> None:
    left(client, "people.0.jobs.0.started", "2026-03-01")
    refused = left(client, "people.0.jobs.0.ended", "2026-02-01").text
    assert "a day on or after the first one" in refused
    assert "people[0]" not in refused


def test_another_year_says_what_it_takes_along(client: TestClient) -> None:
    today = left(client, "as_of", "2026-06-30", "accounts")
    assert today.status_code == 200
    left(client, "people.0.jobs.0.made.pre_tax", "5,000", "accounts")
    page = " ".join(left(client, "year", "2027", "you").text.split())
    assert "This also changed:" in page
    assert "Pre-tax deferrals so far this year: nothing (was 5,000)" in page


@pytest.mark.parametrize(
    ("said", "shown"),
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
    client: TestClient, said: str, shown: str
) -> None:
    page = left(client, "people.0.jobs.0.plan.after_tax_cap", said)
    assert page.status_code == 200
    assert f'value="{shown}"' in page.text


@pytest.mark.parametrize("said", ["10% and 20%", "much", "$5 and $6"])
def test_a_cap_that_is_none_is_refused_with_what_is(client: TestClient, said: str) -> None:
    assert (
        "dollars a year such as $20,000"
        in left(client, "people.0.jobs.0.plan.after_tax_cap", said).text
    )


@pytest.mark.parametrize("said", ["", "none", "no cap"])
def test_no_cap_leaves_none_behind(client: TestClient, said: str) -> None:
    path = "people.0.jobs.0.plan.after_tax_cap"
    left(client, path, "10% and $20,000; 8% if highly compensated")
    left(client, path, said)
    assert "after_tax_cap" not in client.get("/h/couple/download").text


def test_a_wish_beyond_the_law_is_told_at_its_field(client: TestClient) -> None:
    page = left(client, "people.0.jobs.0.elections.deferral", "90,000").text
    assert "402(g)" in page
    assert 'value="90,000"' in page, "it is kept: the plan takes what is allowed"
    assert "402(g)" not in left(client, "people.0.jobs.0.elections.deferral", "10,000").text


def test_a_match_is_shown_as_it_is_typed(client: TestClient) -> None:
    page = left(client, "people.0.jobs.0.plan.match", "50% up to $3,000")
    assert 'value="50% up to $3,000"' in page.text
    assert "50% up to $3,000" in left(client, "people.0.jobs.0.plan.match", "1,500").text


def test_ira_contributions_can_be_left_out(client: TestClient) -> None:
    assert "traditional IRA without deducting it" in client.get("/h/couple/year").text
    left(client, "order", "no", "money")
    assert "traditional IRA without deducting it" not in client.get("/h/couple/year").text
    left(client, "order", "yes", "money")
    assert "traditional IRA without deducting it" in client.get("/h/couple/year").text


def test_the_order_of_a_file_is_kept(client: TestClient) -> None:
    text = client.get("/h/couple/download").text
    client.post(
        "/h/couple/file",
        data={"text": 'order = ["match", "after_tax", "ira", "hsa", "deferral"]\n' + text},
    )
    left(client, "order", "no", "money")
    left(client, "order", "yes", "money")
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
