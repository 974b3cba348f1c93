"""``megaroth init``: it reads what people type, and says what it assumes."""

from __future__ import annotations

import builtins
import sys
from datetime import date
from pathlib import Path

import pytest

from megaroth.model.plan_formulas import Tier
from megaroth.readers.household_file import read_household

FLAGS = ("init", "home.toml", "--year", "2026", "--age", "45")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("300k", 300_000_00), ("$1.2m", 1_200_000_00), ("$300,000", 300_000_00), ("1500", 1_500_00)],
)
def test_pay_is_read_as_people_type_it(here, inside, typed: str, cents: int) -> None:
    assert inside(*FLAGS, "--pay", typed, "--spare-cash", "60k").code == 0
    household = read_household("home.toml")
    assert household.people[0].jobs[0].pay == cents
    assert household.spare_cash == 60_000_00


@pytest.mark.parametrize(
    ("typed", "tiers"),
    [
        (["50% of the first 6%"], (Tier(rate=500_000, up_to=60_000),)),
        (["50%:6%"], (Tier(rate=500_000, up_to=60_000),)),
        (
            ["100%:3%", "50%:5%"],
            (Tier(rate=1_000_000, up_to=30_000), Tier(rate=500_000, up_to=50_000)),
        ),
        (["$1,500"], (Tier(rate=1_000_000, up_to_dollars=1_500_00),)),
        (["none"], ()),
        (["?"], "unknown"),
    ],
)
def test_a_match_is_read_as_people_type_it(here, inside, typed: list[str], tiers) -> None:
    flags = [part for one in typed for part in ("--match", one)]
    assert inside(*FLAGS, "--pay", "300k", *flags).code == 0
    plan = read_household("home.toml").people[0].jobs[0].plan
    assert plan is not None
    assert plan.match == tiers


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--pay", "lots"), "--pay: found 'lots'"),
        (("--pay", "300k", "--match", "some"), "--match: found 'some'"),
        (("--pay", "300k", "--match", "50%:6%", "--match", "20%:5%"), "above that of the tier"),
        (("--pay", "300k", "--pay-frequency", "daily"), "--pay-frequency: found 'daily'"),
        (
            ("--pay", "300k", "--roth", "no", "--in-plan-roth-rollover", "yearly"),
            "an in-plan Roth rollover needs a Roth account",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(here, inside, flags: tuple[str, ...], said: str) -> None:
    ran = inside(*FLAGS, *flags)
    assert ran.code == 2
    assert said in ran.err
    assert not Path("home.toml").exists()


def test_every_default_is_listed(here, inside) -> None:
    out = inside(*FLAGS, "--pay", "300k").out
    for line in (
        'filing_status = "single"',
        "no state: no state income tax",
        'pay_frequency = "biweekly"',
        'kind = "401(k)"',
        'match_period = "paycheck"',
        'nonelective = "0%"',
    ):
        assert f"- {line}\n" in out, line
    assert "year = 2026" not in out
    unknown = "after_tax, in_plan_roth_rollover, in_service_withdrawal, roth, match"
    assert unknown in out
    written = Path("home.toml").read_text("utf-8")
    for line in ('pay_frequency = "biweekly"', 'nonelective = "0%"'):
        assert line in written
    stated = inside(
        *(*FLAGS, "--force", "--pay", "300k", "--state", "NY", "--filing-status", "married_joint"),
        *("--pay-frequency", "monthly", "--match", "none"),
    ).out
    for line in ("filing_status", "no state", "pay_frequency"):
        assert line not in stated
    assert "match." not in stated


ANSWERS = {
    "Which year": "2026",
    "Your name": "Ann",
    "Your birth date": "45",
    "Filing status": "married_joint",
    "Your state": "ca",
    "Your employer": "Acme",
    "Your annual pay": "300k",
    "How often you are paid": "monthly",
    "Does the plan take after-tax": "yes",
    "Does it take Roth": "yes",
    "Can you withdraw": "?",
    "How often can they move": "each_paycheck",
    "The match": "50% of the first 6%",
    "The most you can save": "60k",
}


def _typing(monkeypatch: pytest.MonkeyPatch, answers: dict[str, list[str]]) -> list[str]:
    """Type these answers to questions that begin so; returns what was asked."""
    asked: list[str] = []

    def typed(question: str) -> str:
        asked.append(question)
        return next(left for begin, left in answers.items() if question.startswith(begin)).pop(0)

    monkeypatch.setattr(builtins, "input", typed)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    return asked


def test_the_questions_ask_what_the_page_asks(here, inside, monkeypatch) -> None:
    asked = _typing(monkeypatch, {begin: [text] for begin, text in ANSWERS.items()})
    ran = inside("init", "home.toml")
    assert ran.code == 0, ran.err
    assert len(asked) == len(ANSWERS)
    household = read_household("home.toml")
    job = household.people[0].jobs[0]
    assert (household.state, household.filing_status) == ("CA", "married_joint")
    assert household.people[0].born == date(1981, 7, 1)
    assert (job.pay, job.pay_frequency) == (300_000_00, "monthly")
    assert job.plan is not None
    assert (job.plan.after_tax, job.plan.roth) == (True, True)
    assert job.plan.in_service_withdrawal == "unknown"
    assert job.plan.match == (Tier(rate=500_000, up_to=60_000),)
    assert household.spare_cash == 60_000_00
    assert "filing_status" not in ran.out


def test_a_wrong_answer_is_asked_again(here, inside, monkeypatch) -> None:
    answers = {begin: [text] for begin, text in ANSWERS.items()}
    answers["Your annual pay"] = ["much", "", "$300,000"]
    answers["Your birth date"] = ["200", "1981"]
    answers["The match"] = ["some", ""]
    _typing(monkeypatch, answers)
    assert inside("init", "home.toml").code == 0
    job = read_household("home.toml").people[0].jobs[0]
    assert job.pay == 300_000_00
    assert job.plan is not None
    assert job.plan.match == "unknown"


@pytest.mark.parametrize("name", ["plan", "law", "compare", "init"])
def test_help_shows_each_example_on_a_line(inside, name: str) -> None:
    lines = inside(name, "--help").out.splitlines()
    examples = [line for line in lines if line.startswith("  megaroth ")]
    assert len(examples) >= 2
    assert all(", megaroth" not in line for line in examples)
