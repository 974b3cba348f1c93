"""Letters about a plan: what they ask, that each reply can be entered as written, and their
faces."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

import megaroth as mr
from conftest import EXAMPLES
from megaroth.contract.schemas import schema_of
from megaroth.planyear.employer_questions import rules
from megaroth.planyear.merge_scenarios import high
from megaroth.planyear.plan import plan
from megaroth.present.letter import WIDTH, Letter
from megaroth.present.sentences.letters import LETTER_RULES
from megaroth.readers.household_file import parse_household, read_household
from megaroth.service.letter import how_to_enter
from web_pages import app_of, script, take_in, user

UNKNOWN = EXAMPLES / "unknown_rules.toml"
HEAD = """
schema = 1
year = 2026
filing_status = "married_joint"
marginal_rate = "32%"
[[people]]
name = "Ana"
born = 1984-05-02
[[people.jobs]]
employer = "Acme"
pay = 260_000
{job}
[people.jobs.plan]
{plan}
[[people]]
name = "Ben"
born = 1986-05-02
[[people.jobs]]
employer = "Bolt"
pay = 120_000
[people.jobs.plan]
{second}
"""
ALLOWED = 'roth = true\nafter_tax = true\nin_plan_roth_rollover = "each_paycheck"'
ASK = 'roth = true\nafter_tax = "unknown"\nin_plan_roth_rollover = "unknown"'


def home(plan_rules: str, second: str = ALLOWED, job: str = ""):
    return parse_household(HEAD.format(plan=plan_rules, second=second, job=job))


def only(household, *, offer: bool = False) -> Letter:
    (found,) = mr.letter(household, offer=offer).letters
    return found


def lines_of(household) -> list[str]:
    return [
        line
        for offer in (False, True)
        for one in mr.letter(household, offer=offer).letters
        for line in one.text.splitlines()
    ]


def test_every_rule_that_hr_is_asked_about_has_its_words() -> None:
    asked = {name for name, rule in rules().items() if rule.to == "HR"}
    assert set(LETTER_RULES) == asked | {"extra_paycheck"}


def test_the_words_that_the_letter_for_a_rule_offers_can_be_entered() -> None:
    """Every line of every reply is a household file that megaroth reads, and lines of one rule
    differ."""
    for name, rule in LETTER_RULES.items():
        assert len({reply.line for reply in rule.replies}) == len(rule.replies) >= 2, name
        for reply in rule.replies:
            line = reply.line.replace("YEAR", "2026").replace("NEXT", "2027")
            assert not line or line.startswith(f"{name} = "), name
            if name == "governmental":
                household = home(f'kind = "457(b)"\n{line}')
            elif name == "extra_paycheck":
                household = home(ALLOWED, job=line)
            else:
                base = [one for one in ALLOWED.splitlines() if not one.startswith(f"{name} =")]
                if name == "true_up_if_employed_on":
                    base.append('match_period = "year"')
                matched = [] if name == "match" else ['match = [{ rate = "50%", up_to = "6%" }]']
                if name == "roth" or (name == "after_tax" and "false" in line):
                    base = [one for one in base if "rollover" not in one]
                household = home("\n".join([*base, *matched, line]))
            job = household.people[0].jobs[0]
            of = job if name == "extra_paycheck" else job.plan
            assert getattr(of, name) != "unknown", (name, line)


def test_the_gate_comes_first_and_the_others_follow_by_worth() -> None:
    found = only(read_household(UNKNOWN))
    assert found.questions[0].rule == "after_tax"
    assert "If the\nanswer to question 1 is no, skip questions 2 to 5." in found.text
    stakes = [one.stake for one in found.questions[1:]]
    assert stakes == sorted(stakes, reverse=True)
    assert all(one.stake > 0 for one in found.questions)


def test_the_worth_is_that_of_the_question_in_its_own_unit() -> None:
    household = home('match = "unknown"\nroth = false\nafter_tax = false')
    (asked,) = only(household).questions
    question = next(one for one in plan(household).questions if one.rule == "match")
    assert asked.stake == question.stake == 15_600_00
    assert asked.worth == "up to $15,600 of employer contributions this year"


def test_questions_that_change_nothing_are_left_out() -> None:
    found = mr.letter(
        home('roth = "unknown"\nafter_tax = false\nin_service_withdrawal = "unknown"')
    )
    assert plan(home('roth = "unknown"\nafter_tax = false')).questions
    assert found.letters == []
    assert [one.code for one in found.notes] == ["letter_nothing_to_ask"]


def test_a_couple_with_two_unknown_plans_gets_a_letter_each() -> None:
    found = mr.letter(home(ASK, ASK)).letters
    assert [(one.person, one.employer) for one in found] == [("Ana", "Acme"), ("Ben", "Bolt")]
    for one in found:
        assert one.questions[0].rule == "after_tax"
        assert ("Ana" in one.text, "Acme" in one.text) == (one.person == "Ana",) * 2


@pytest.mark.parametrize("offer", [False, True])
def test_an_owner_writes_to_the_provider_of_the_plan(offer: bool) -> None:
    rest = ASK if not offer else "roth = false"
    owner = replace(home(rest), people=tuple(_owning(one) for one in home(rest, rest).people))
    first, second = (only_of(owner, offer, name) for name in ("Ana", "Ben"))
    assert first.to == "plan provider"
    assert "adoption agreement" in first.text.replace("\n  ", " ").replace("\n", " ")
    assert second.to == "HR"
    assert "adoption agreement" not in second.text


def _owning(person):
    jobs = tuple(
        replace(job, ownership=1_000_000) if person.name == "Ana" else job for job in person.jobs
    )
    return replace(person, jobs=jobs)


def only_of(household, offer: bool, person: str) -> Letter:
    return next(one for one in mr.letter(household, offer=offer).letters if one.person == person)


@pytest.mark.parametrize("example", sorted(one.name for one in EXAMPLES.glob("*.toml")))
def test_letters_fit_a_page_of_eighty_columns(example: str) -> None:
    lines = lines_of(read_household(EXAMPLES / example))
    assert all(len(line) <= WIDTH for line in lines), max(lines, key=len)


def test_random_combinations_of_unknown_rules_fit_too() -> None:
    seed = random.randrange(10**6)
    print("seed", seed)
    chance = random.Random(seed)
    names = [name for name, rule in rules().items() if rule.to == "HR" and name not in ("kind",)]
    for _ in range(6):
        names_asked = chance.sample([one for one in names if one != "governmental"], 3)
        known = [one for one in ALLOWED.splitlines() if one.split(" =")[0] not in names_asked]
        household = home("\n".join([*known, *(f'{one} = "unknown"' for one in names_asked)]))
        answer = plan(household)
        matter = [one.rule for one in answer.questions if one.to == "HR" and one.matters]
        letters = mr.letter(household).letters
        assert sorted(one.rule for of in letters for one in of.questions) == sorted(matter)
        assert all(len(line) <= WIDTH for line in lines_of(household))


def test_the_request_is_worth_what_the_plan_with_it_contributes() -> None:
    """By hand: 72,000 less 24,500 deferred, and no match."""
    household = home("roth = true")
    found = only(household, offer=True)
    assert (found.person, found.after_tax) == ("Ana", 47_500_00)
    offered = home(f"{ALLOWED}")
    assert high(plan(offered).people[0].jobs[0].contributions.after_tax) == found.after_tax
    assert "$24,500 of it" in found.text.replace("\n  ", " ")
    assert "I could contribute $47,500 after tax in 2026" in found.text.replace("\n  ", " ")


def test_the_request_says_what_the_acp_test_means() -> None:
    text = re.sub(r"\s+", " ", only(home("roth = true"), offer=True).text)
    law = mr.law_of(2026)
    assert f"at most {law.acp_ratio / 1_000_000:g} times" in text
    assert f"{law.acp_points // 10_000} percentage points more" in text
    assert "A safe harbor plan is not exempt" in text


@pytest.mark.parametrize(
    ("pay_last_year", "said"),
    [
        ("pay_last_year = 200_000", "I am a highly compensated employee"),
        ("pay_last_year = 160_000", "I am not a highly compensated employee"),
        ("", "pay above $160,000 last year"),
    ],
)
def test_the_request_says_who_is_highly_compensated(pay_last_year: str, said: str) -> None:
    """The threshold of the look-back year 2025 is 160,000 (Notice 2024-80)."""
    text = only(home("roth = true", job=pay_last_year), offer=True).text
    assert said in re.sub(r"\s+", " ", text)


def test_no_cost_is_invented() -> None:
    """The only amounts of a request are the limit, the contributions and the threshold."""
    text = only(home("roth = true"), offer=True).text
    assert set(re.findall(r"\$[\d,]+", text)) == {"$72,000", "$24,500", "$47,500", "$160,000"}


def test_a_plan_without_a_way_out_asks_for_the_way_alone() -> None:
    found = only(read_household(EXAMPLES / "no_way_out.toml"), offer=True)
    assert [one.rule for one in found.questions] == ["in_plan_roth_rollover"]


def test_nothing_is_asked_of_a_plan_that_offers_it_or_cannot() -> None:
    found = mr.letter(home(ALLOWED, 'kind = "457(b)"'), offer=True)
    assert found.letters == []
    assert [one.code for one in found.notes] == ["letter_offered_already", "letter_kind_takes_none"]


def test_entering_the_favorable_replies_answers_every_question() -> None:
    household = read_household(UNKNOWN)
    text = UNKNOWN.read_text("utf-8")
    for one in only(household).questions:
        reply = {"in_plan_roth_rollover": 1}.get(one.rule, 0)
        text = re.sub(
            rf'^{one.rule} *= *"unknown".*$', one.replies[reply].line, text, flags=re.MULTILINE
        )
    answered = parse_household(text)
    assert plan(answered).verdict == "yes"
    assert mr.letter(answered).letters == []


def test_the_faces_have_the_same_letter(inside, tmp_path: Path) -> None:
    wanted = only(read_household(UNKNOWN))
    assert wanted.text in inside("letter", str(UNKNOWN)).out
    data = json.loads(inside("letter", str(UNKNOWN), "--json").out)
    jsonschema.validate(data, schema_of("letter"), cls=jsonschema.Draft202012Validator)
    assert data["letters"][0]["text"] == wanted.text
    app = app_of(tmp_path)
    take_in(app, "unknown_rules")
    client = user(app)
    page = client.get("/h/unknown_rules/letter").text
    assert "Subject: 5 questions about the 401(k) plan" in page
    assert all(line.replace('"', "&#34;") in page for _, _, line in how_to_enter(wanted))
    assert 'href="/h/unknown_rules/letter"' in client.get("/h/unknown_rules/").text
    by_http = script(app).post("/api/v1/letter", json={"name": "unknown_rules", "offer": True})
    assert by_http.json()["letters"][0]["kind"] == "offer"
