"""Each answer to a question agrees with the plan of a file that has this answer."""

from __future__ import annotations

import pytest

from conftest import EXAMPLES
from megaroth.kernel.money import dollars
from megaroth.law.law_book import PUBLISHED
from megaroth.model.household import Household
from megaroth.planyear.employer_questions import rules
from megaroth.planyear.merge_scenarios import high, low
from megaroth.planyear.plan import plan
from megaroth.planyear.result import PlanYear, Question
from megaroth.planyear.unknowns import resolve, scenarios, slots
from megaroth.present.plan import UNITS, worth_of_answers
from megaroth.present.question_worksheets import question_sheet
from megaroth.readers.household_file import parse_household

HEAD = """
schema = 1
year = 2026
filing_status = "single"
marginal_rate = "32%"
state_marginal_rate = "0%"
[[people]]
name = "Sam"
born = {born}
[[people.jobs]]
employer = "B"
pay = {pay}
{job}
[people.jobs.plan]
{plan}
{tail}"""

QUESTIONS = (
    'roth = "unknown"\nafter_tax = true\nin_plan_roth_rollover = '
    '"unknown"\nin_service_withdrawal = "unknown"\nmatch = []'
)
WITHDRAWAL = 'after_tax = true\nin_service_withdrawal = ["after_tax"]\n'
HOMES = {
    "three ways": QUESTIONS,
    "no Roth": QUESTIONS.replace('roth = "unknown"', "roth = false", 1),
    "gate": QUESTIONS.replace("after_tax = true", 'after_tax = "unknown"'),
    "Roth alone": 'roth = "unknown"\nafter_tax = true\nin_plan_roth_rollover = "each_paycheck"',
    "Roth and the way through it": 'roth = "unknown"\nafter_tax = true\nin_plan_roth_rollover = '
    '"unknown"',
    "match": 'roth = true\nafter_tax = true\nin_plan_roth_rollover = "each_paycheck"\nmatch = '
    '"unknown"\nmatch_period = "unknown"',
    "cap and source": WITHDRAWAL
    + 'after_tax_cap = "unknown"\nseparate_after_tax_source = "unknown"',
    "employer money": WITHDRAWAL + 'nonelective = "unknown"\nother_employer = "unknown"',
}


def home(
    plan_rules: str,
    *,
    born: str = "1984-05-02",
    pay: str = "260_000",
    job: str = "",
    tail: str = "",
) -> Household:
    return parse_household(HEAD.format(born=born, pay=pay, job=job, plan=plan_rules, tail=tail))


def asked(answer: PlanYear, rule: str) -> Question:
    return next(one for one in answer.questions if one.rule == rule)


def with_answer(household: Household, question: Question, words: str) -> Household:
    slot = next(
        one
        for one in slots(household, PUBLISHED)
        if one[2] == question.rule and household.people[one[0]].name == question.person
    )
    value = next(known for said, known in rules()[question.rule].answers if said == words)
    return resolve(household, {slot: value})


def deferrals(answer: PlanYear, end) -> int:
    parts = [job.contributions for person in answer.people for job in person.jobs]
    return sum(end(one.pre_tax) + end(one.roth) + end(one.catch_up) for one in parts)


@pytest.mark.parametrize("born", ["1984-05-02", "1970-05-02"])
@pytest.mark.parametrize("name", HOMES)
def test_the_figures_of_an_answer_are_those_of_its_own_plan(name: str, born: str) -> None:
    household = home(HOMES[name], born=born, tail="[people.jobs.balances]\npre_tax = 90_000")
    answer = plan(household)
    for question in answer.questions:
        if question.unit == "tax":
            continue
        for reply in question.answers:
            own = plan(with_answer(household, question, str(reply.answer)))
            for figure in ("to_roth", "tax", "conversion_tax", "employer_contributions"):
                assert getattr(reply, figure) == getattr(own, figure), (
                    question.rule,
                    reply.answer,
                    figure,
                )
            if not isinstance(reply.deferrals, int):
                continue
            assert reply.deferrals == deferrals(own, low) == deferrals(own, high)


@pytest.mark.parametrize("name", HOMES)
def test_worths_differ_as_the_units_of_the_plans_do(name: str) -> None:
    household = home(HOMES[name])
    for question in plan(household).questions:
        if question.given or question.unit != "roth":
            continue
        most = {str(reply.answer): high(reply.worth) for reply in question.answers}
        least = {str(reply.answer): low(reply.worth) for reply in question.answers}
        for words in most:
            played = [
                plan(resolve(with_answer(household, question, words), one))
                for one in _rest(household, question, words)
            ]
            net = [one.to_roth - one.tax for one in played]
            assert most[words] - least[words] == max(net) - min(net), (question.rule, words)
        assert min(least.values()) == 0


def _rest(household: Household, question: Question, words: str) -> list[dict]:
    known = with_answer(household, question, words)
    return scenarios(known, PUBLISHED)[0] if slots(known, PUBLISHED) else [{}]


def test_without_roth_the_way_is_an_in_service_withdrawal_and_the_answer_says_so() -> None:
    both, without = plan(home(HOMES["three ways"])), plan(home(HOMES["no Roth"]))
    no = next(reply for reply in asked(both, "roth").answers if str(reply.answer) == "no")
    assert (low(no.worth), high(no.worth)) == (0, 47_500_00)
    assert [str(one) for one in no.depends_on] == ["in-service withdrawal of after-tax money"]
    assert no.to_roth == without.to_roth
    assert [high(reply.worth) for reply in asked(without, "in_service_withdrawal").answers] == [
        47_500_00,
        0,
    ]


def test_a_way_that_another_can_replace_is_neither_hidden_nor_counted_twice() -> None:
    answer = plan(home(HOMES["three ways"]))
    for rule in ("in_plan_roth_rollover", "in_service_withdrawal"):
        question = asked(answer, rule)
        yes, no = question.answers[0], question.answers[-1]
        assert question.stake == 47_500_00
        assert yes.worth == 47_500_00
        assert (low(no.worth), high(no.worth)) == (0, 47_500_00)


def test_a_plan_with_in_plan_rollovers_has_roth_accounts() -> None:
    """IRC 402A(c)(4)(A): an applicable retirement plan which includes a qualified Roth contribution
    program."""
    answer = plan(home(HOMES["Roth alone"]))
    assert answer.to_roth == 47_500_00
    assert not any(question.matters for question in answer.questions)


@pytest.mark.parametrize("name", ["gate"])
def test_the_question_that_opens_the_others_is_first(name: str) -> None:
    answer = plan(home(HOMES[name]))
    assert answer.questions[0].rule == "after_tax"
    assert all(
        str(one.given) == "after-tax contributions: yes"
        for one in answer.questions[1:]
        if one.rule != "roth"
    )
    assert asked(answer, "in_service_withdrawal").answers[0].worth == 47_500_00


def test_match_money_is_worth_employer_money() -> None:
    answer = plan(home(HOMES["match"]))
    question = asked(answer, "match")
    assert question.unit == "employer"
    assert {str(reply.answer): high(reply.worth) for reply in question.answers} == {
        "100% up to 6% of pay": 15_600_00,
        "50% up to 6% of pay": 7_800_00,
        "no match": 0,
    }
    assert UNITS["employer"] in worth_of_answers(question)
    assert "Roth" not in worth_of_answers(question)


def test_a_catch_up_that_must_be_roth_makes_roth_worth_deferrals() -> None:
    """IRC 414(v)(7): without designated Roth contributions a high earner makes no catch-up."""
    rules = 'roth = "unknown"\nafter_tax = false'
    answer = plan(home(rules, born="1970-05-02", job="fica_wages_last_year = 250_000"))
    question = asked(answer, "roth")
    assert (question.unit, [reply.worth for reply in question.answers]) == (
        "deferral",
        [8_000_00, 0],
    )


def test_questions_worth_nothing_are_not_pushed_at_hr(inside, tmp_path) -> None:
    rules = 'roth = "unknown"\nafter_tax = false\nin_service_withdrawal = "unknown"'
    answer = plan(home(rules))
    assert answer.questions
    assert not any(question.matters for question in answer.questions)
    assert not any("Ask HR" in str(step.text) for step in answer.steps)
    file = tmp_path / "x.toml"
    file.write_text(
        HEAD.format(born="1984-05-02", pay="260_000", job="", plan=rules, tail=""), "utf-8"
    )
    assert "no answer alone changes what reaches Roth" in inside("plan", str(file)).out


def test_the_worksheet_of_a_worth_has_its_figures() -> None:
    household = home(HOMES["gate"])
    for question in plan(household).questions:
        lines = {
            line.label: line.value for line in question_sheet(household, question, PUBLISHED).lines
        }
        for reply in question.answers:
            least = lines.get(
                f"{reply.answer}: worth, the least", lines.get(f"{reply.answer}: worth")
            )
            assert least == dollars(low(reply.worth)), (question.rule, reply.answer)


def test_every_face_shows_the_unit(inside) -> None:
    out = inside("plan", str(EXAMPLES / "unknown_rules.toml")).out
    assert UNITS["roth"] in " ".join(out.split())
