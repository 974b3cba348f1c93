"""Contributions beyond a limit: found once, first in every answer, with their days, and taxed as
the law taxes them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import EXAMPLES, examples
from megaroth.assistant import tools
from megaroth.law.law_book import PUBLISHED
from megaroth.law.load import law
from megaroth.planning.outlook import years_ahead
from megaroth.planyear.check import check
from megaroth.planyear.plan import plan
from megaroth.planyear.result import Excess, PlanYear
from megaroth.planyear.room import room
from megaroth.planyear.tax_bill import tax_bill
from megaroth.present.plan import word
from megaroth.present.plan_headline import headline, lawful_after_tax
from megaroth.readers.household_file import parse_household
from megaroth.report.contents import gather
from megaroth.report.make import made as written
from web_pages import app_of, user

PLAN = 'after_tax = true\nin_plan_roth_rollover = "each_paycheck"\nroth = true\n'


def job(employer: str, made: str, *, pay: int = 120_000, plan: str = PLAN, more: str = "") -> str:
    return (
        f'[[people.jobs]]\nemployer = "{employer}"\npay = '
        f"{pay}\n{more}[people.jobs.plan]\n{plan}[people.jobs.made]\n{made}\n"
    )


def text_of(
    *jobs: str,
    year: int = 2025,
    born: int = 1985,
    day: str = "12-15",
    head: str = "",
    person: str = "",
) -> str:
    return (
        f'schema = 1\nyear = {year}\nas_of = {year}-{day}\nfiling_status = "single"\n{head}'
        f'[[people]]\nname = "Sam"\nborn = {born}-05-05\n{person}' + "".join(jobs)
    )


def planned(*jobs: str, **given: object) -> PlanYear:
    return plan(parse_household(text_of(*jobs, **given)))  # type: ignore[arg-type]


def only(answer: PlanYear) -> Excess:
    (excess,) = answer.excesses
    return excess


def said(excess: Excess) -> tuple[str, str | None, int, date | None, date | None]:
    return (excess.kind, excess.employer, excess.amount, excess.notify_by, excess.correct_by)


def test_one_catch_up_limit_follows_the_person_over_two_plans() -> None:
    """IRC 402(g)(1)(C): 23,500 and 7,500 a person in 2025, whatever each plan allows."""
    answer = planned(
        job("A", "pre_tax = 12_000\ncatch_up = 7_500"),
        job("B", "pre_tax = 11_500\ncatch_up = 7_500"),
        born=1970,
    )
    assert said(only(answer)) == (
        "elective_deferral",
        None,
        7_500_00,
        date(2026, 3, 1),
        date(2026, 4, 15),
    )


def test_catch_up_beyond_its_limit_is_an_excess_deferral() -> None:
    """At 56 the catch-up of 2026 is 8,000: of 11,250 made, 3,250 is an excess deferral that the one
    plan must correct too."""
    answer = planned(
        job("A", "pre_tax = 24_500\ncatch_up = 11_250", pay=220_000),
        year=2026,
        born=1970,
        day="12-05",
    )
    assert said(only(answer)) == (
        "elective_deferral",
        None,
        3_250_00,
        date(2027, 3, 1),
        date(2027, 4, 15),
    )
    assert "A must correct it too" in str(only(answer).text)
    assert answer.people[0].jobs[0].annual_additions >= 24_500_00 + 3_250_00, (
        "what is no catch-up is an annual addition"
    )


def test_catch_up_is_the_same_however_it_is_stated() -> None:
    """35,750 of deferrals are one fact, be they stated as pre-tax deferrals or with the catch-up
    apart."""
    apart, whole = (
        planned(job("A", made, pay=220_000), year=2026, born=1970, day="12-05")
        for made in ("pre_tax = 24_500\ncatch_up = 11_250", "pre_tax = 35_750")
    )
    assert only(apart).amount == only(whole).amount == 3_250_00
    one, other = (answer.people[0].jobs[0] for answer in (apart, whole))
    assert (one.annual_additions, one.after_tax_room) == (
        other.annual_additions,
        other.after_tax_room,
    )


def test_an_excess_over_two_jobs_leads_and_is_income_of_the_year_deferred() -> None:
    """IRC 402(g)(1)(A): 30,000 deferred in 2025, 6,500 of it in income: AGI 240,000 - 23,500."""
    text = text_of(job("A", "pre_tax = 15_000"), job("B", "pre_tax = 15_000"))
    answer = plan(parse_household(text))
    assert said(only(answer)) == (
        "elective_deferral",
        None,
        6_500_00,
        date(2026, 3, 1),
        date(2026, 4, 15),
    )
    assert word(answer) == "EXCESS"
    assert headline(answer).startswith(
        "Sam: elective deferrals are $6,500.00 over the 2025 limit of $23,500.00"
    )
    assert "by March 1, 2026" in headline(answer)
    assert "by April 15, 2026" in headline(answer)
    assert answer.reasons[0] == answer.warnings[0] == only(answer).text
    assert answer.steps[0].until == date(2026, 3, 1)
    assert any(
        step.date == date(2026, 4, 15) and "$6,500.00" in str(step.text) for step in answer.steps
    )
    bill = tax_bill(parse_household(text))
    assert (bill.federal.agi, bill.federal.income_tax) == (216_500_00, 41_663_00)
    assert answer.people[0].magi == 216_500_00


def test_roth_deferrals_of_an_excess_are_in_income_already() -> None:
    """IRC 402(g)(1)(A), last sentence: what does not exceed the Roth deferrals is not added
    again."""
    bill = tax_bill(
        parse_household(text_of(job("A", "pre_tax = 15_000"), job("B", "roth = 15_000")))
    )
    assert bill.federal.agi == 225_000_00
    partly = tax_bill(
        parse_household(text_of(job("A", "pre_tax = 28_000"), job("B", "roth = 2_000")))
    )
    assert partly.federal.agi == 240_000_00 - 28_000_00 + 4_500_00


def test_an_excess_of_ones_own_business_is_deducted_less() -> None:
    business = (
        '[[people.jobs]]\nemployer = "Own"\nself_employed = true\npay = '
        "120_000\n[people.jobs.plan]\n[people.jobs.made]\n"
    )
    within, beyond = (
        tax_bill(parse_household(text_of(business + f"pre_tax = {made}\n")))
        for made in (23_500, 30_000)
    )
    assert beyond.federal.agi == within.federal.agi


def test_a_plan_without_catch_up_has_a_limit_of_its_own() -> None:
    """IRC 401(a)(30): 24,500 in 2026, while the person's limit is 32,500: the plan corrects 2,500,
    and AGI stays."""
    plan_without = PLAN + "catch_up = false\n"
    text = text_of(
        job("Quarry Co", "pre_tax = 27_000", pay=140_000, plan=plan_without),
        year=2026,
        born=1974,
        day="10-01",
    )
    answer = plan(parse_household(text))
    assert said(only(answer)) == (
        "elective_deferral",
        "Quarry Co",
        2_500_00,
        None,
        date(2027, 4, 15),
    )
    assert tax_bill(parse_household(text)).federal.agi == 140_000_00 - 27_000_00


def test_a_dollar_is_one_excess() -> None:
    """Excess deferrals that come back are no annual additions: 26 CFR 1.415(c)-1(b)(2)(ii)(D)."""
    one = planned(job("A", "pre_tax = 30_000\nafter_tax = 46_500", pay=300_000))
    assert said(only(one))[:3] == ("elective_deferral", None, 6_500_00)
    both = planned(job("A", "pre_tax = 30_000\nafter_tax = 50_000", pay=300_000))
    assert [(one.kind, one.amount) for one in both.excesses] == [
        ("elective_deferral", 6_500_00),
        ("annual_additions", 3_500_00),
    ]


@pytest.mark.parametrize(("match", "over"), [(70_000, 0), (70_001, 1_00), (75_000, 5_000_00)])
def test_catch_up_that_is_paid_back_makes_no_room_for_employer_contributions(
    match: int, over: int
) -> None:
    """41,000 is 10,000 over 31,000, and all of it may come back from B. 7,500 of it was catch-up,
    no annual addition (IRC 414(v)(3)(A)(i)), so what B itself pays over 70,000 stays an excess."""
    answer = planned(
        job("A", "pre_tax = 31_000", plan=PLAN + "catch_up = false\n"),
        job("B", f"pre_tax = 10_000\nmatch = {match}", plan=PLAN + "catch_up = true\n"),
        born=1970,
    )
    found = {(one.kind, one.employer): one.amount for one in answer.excesses}
    assert found["elective_deferral", None] == 10_000_00
    assert found.get(("annual_additions", "B"), 0) == over


def test_related_employers_give_back_an_excess_only_once() -> None:
    """IRC 415(f)(1)(B), (h): one limit of 70,000 in 2025. Of 79,000 the first plan gives back its
    5,000 and the second the other 4,000, so 70,000 moves."""
    yearly = 'roth = true\nafter_tax = true\nin_plan_roth_rollover = "yearly"\n'
    answer = planned(
        *(
            job(name, f"after_tax = {made}", pay=300_000, plan=yearly, more='group = "g"\n')
            for name, made in (("A", 5_000), ("B", 74_000))
        )
    )
    assert only(answer).amount == 9_000_00
    assert [(one.employer, one.amount) for one in answer.rollovers] == [("B", 70_000_00)]


def test_a_true_up_that_passes_the_limit_is_still_to_come() -> None:
    """24,500 + 38,500 + 9,000 are 72,000 exactly; 6,000 more of match comes in February."""
    plan_text = PLAN + 'match = [{ rate = "100%", up_to = "5%" }]\ntrue_up = 2027-02-15\n'
    made = "pre_tax = 24_500\nafter_tax = 38_500\nmatch = 9_000"
    more = 'pay_frequency = "semimonthly"\nfica_wages_last_year = 184_000\n'
    answer = planned(
        job("Co", made, pay=300_000, plan=plan_text, more=more), year=2026, day="11-30"
    )
    assert said(only(answer)) == ("annual_additions", "Co", 6_000_00, None, None)
    assert only(answer).to_come == 6_000_00
    assert "so far are exactly the limit of $72,000.00" in str(only(answer).text)
    assert "the true-up of February 15, 2027 will pass it by $6,000.00" in str(only(answer).text)


def test_no_headline_counts_an_excess_as_allowed() -> None:
    """80,000 at the first employer, 8,000 of it beyond 72,000: the headline has the rest only,
    after the excess."""
    first = job(
        "Quarry Co",
        "pre_tax = 20_000\nafter_tax = 60_000",
        pay=180_000,
        more="ended = 2026-08-31\n",
    )
    second = job("Anvil Inc", "pre_tax = 0", pay=180_000, more="started = 2026-09-10\n")
    answer = planned(first, second, year=2026, day="10-01")
    assert said(only(answer)) == ("annual_additions", "Quarry Co", 8_000_00, None, None)
    whole = sum(one.contributions.after_tax for one in answer.people[0].jobs)
    assert headline(answer).startswith(
        "Quarry Co: Sam's annual additions are $8,000.00 over the limit of $72,000.00"
    )
    assert f"${(whole - 8_000_00) / 100:,.2f} after tax" in headline(answer)
    assert f"${whole / 100:,.2f}" not in headline(answer)


def test_employer_hsa_money_beyond_the_limit_is_income() -> None:
    """IRC 106(d)(1), Form 8889: 5,000 from the employer against 4,400 in 2026."""
    person = 'hsa = { coverage = "self_only", employer = 5_000, made = 1_000 }\n'
    text = text_of(
        job("A", "pre_tax = 0", plan=PLAN), year=2026, person=person, head="spare_cash = 0\n"
    )
    answer = plan(parse_household(text))
    assert said(only(answer)) == ("hsa", None, 1_600_00, None, date(2027, 4, 15))
    assert "$600.00 of it comes from the employer" in str(only(answer).text)
    assert tax_bill(parse_household(text)).federal.agi == 120_600_00


def test_check_leads_with_excesses_too() -> None:
    household = parse_household(text_of(job("A", "pre_tax = 15_000"), job("B", "pre_tax = 15_000")))
    assert check(household, PUBLISHED).excesses == plan(household).excesses


def test_an_excess_that_hangs_on_an_unknown_rule_is_a_range() -> None:
    """27,000 in a plan whose catch-up rule is unknown: within the limit, or 2,500 beyond it."""
    unknown = job("A", "pre_tax = 27_000", pay=140_000, plan=PLAN + 'catch_up = "unknown"\n')
    excess = only(planned(unknown, year=2026, born=1974, day="10-01"))
    assert (excess.amount.low, excess.amount.high) == (0, 2_500_00)
    assert str(excess.text).startswith("With some answers: A: ")


@pytest.mark.parametrize("made", ["pre_tax = 24_500", "pre_tax = 20_000\nafter_tax = 10_000"])
def test_what_is_within_the_limits_is_no_excess(made: str) -> None:
    answer = planned(job("A", made, pay=200_000), year=2026, day="10-01")
    assert answer.excesses == []
    assert word(answer) == answer.verdict.upper()


MATCH_OF_THE_YEAR = PLAN + 'match = [{ rate = "50%", up_to = "6%" }]\n'


@pytest.mark.parametrize("rule", ['match_period = "year"\n', "true_up = 2027-03-15\n"])
def test_a_match_that_was_allocated_counts_beyond_the_formula(rule: str) -> None:
    """IRC 415(c)(2)(A): 9,000 came, where 50% of 6% of 180,000 is 5,400; 38,500 is left after tax,
    and the limit holds."""
    made = "pre_tax = 20_000\nafter_tax = 10_000\nmatch = 9_000"
    answer = planned(
        job("Quarry Co", made, pay=180_000, plan=MATCH_OF_THE_YEAR + rule), year=2026, day="10-01"
    )
    one = answer.people[0].jobs[0]
    assert (one.contributions.match, one.contributions.after_tax, one.annual_additions) == (
        9_000_00,
        38_500_00,
        72_000_00,
    )
    assert answer.excesses == []
    assert any(
        "$9,000.00 is $3,600.00 more than the plan's formula gives" in text
        for text in map(str, answer.warnings)
    )


def test_additions_with_an_allocated_match_are_what_they_are() -> None:
    """24,500 + 42,100 + 9,000 are 75,600, though the formula's match would make 72,000 of it."""
    made = "pre_tax = 24_500\nafter_tax = 42_100\nmatch = 9_000"
    text = job("Quarry Co", made, pay=180_000, plan=MATCH_OF_THE_YEAR + 'match_period = "year"\n')
    answer = planned(text, year=2026, day="12-28")
    assert answer.people[0].jobs[0].annual_additions == 75_600_00
    assert said(only(answer))[:3] == ("annual_additions", "Quarry Co", 3_600_00)
    assert only(answer).to_come == 0


def test_after_tax_money_without_a_way_out_has_not_moved() -> None:
    """40,000 made, no way out: all of it waits, and earns 31,633.91 in ten years at 6%."""
    made = "pre_tax = 24_500\nafter_tax = 40_000"
    answer = planned(
        job("Co", made, pay=240_000, plan="roth = true\nafter_tax = true\n"), year=2026, day="12-01"
    )
    one = answer.people[0].jobs[0]
    assert one.after_tax_left == one.after_tax_left_basis == one.contributions.after_tax
    still = planned(
        job("Co", made, pay=240_000, plan="roth = true\nafter_tax = true\n")
        + "[people.jobs.elections]\nafter_tax = 40_000\n",
        year=2026,
        day="12-01",
    )
    assert still.people[0].jobs[0].after_tax_left == 40_000_00
    assert any(
        "After 10 years at 6% a year, $31,633.91 of earnings" in text
        for text in map(str, still.warnings)
    )
    assert not any("moved already" in text for text in map(str, still.warnings))


def test_after_tax_money_moves_on_the_first_day_that_is_open() -> None:
    """A plan that converts once a year, on December 31, has moved nothing of the year by
    October."""
    made = "pre_tax = 24_500\nafter_tax = 10_000"
    rules = 'roth = true\nafter_tax = true\nin_plan_roth_rollover = "{}"\n'
    yearly, often = (
        planned(job("Co", made, plan=rules.format(one)), year=2026, day="10-01")
        for one in ("yearly", "quarterly")
    )
    assert yearly.to_roth == yearly.people[0].jobs[0].contributions.after_tax
    assert often.to_roth == often.people[0].jobs[0].contributions.after_tax - 10_000_00


@pytest.mark.parametrize(
    ("born", "deferral", "catch_up", "after_tax"),
    [
        (1985, 23_500, 0, 46_500),
        (1985, 30_000, 0, 46_500),
        (1985, 30_000, 0, 50_000),
        (1970, 30_000, 0, 46_500),
        (1970, 35_000, 0, 50_000),
        (1970, 23_500, 11_250, 50_000),
        (1963, 23_500, 11_250, 46_500),
        (1985, 23_500, 7_500, 10_000),
    ],
)
def test_room_and_plan_agree_on_every_excess(
    born: int, deferral: int, catch_up: int, after_tax: int
) -> None:
    made = f"pre_tax = {deferral}\ncatch_up = {catch_up}\nafter_tax = {after_tax}"
    answer = planned(job("A", made, pay=300_000), born=born, day="12-31")
    of = {
        kind: sum(one.amount for one in answer.excesses if one.kind == kind)
        for kind in ("elective_deferral", "annual_additions")
    }
    told = room(
        law(2025),
        2025 - born,
        300_000_00,
        deferral * 100,
        catch_up * 100,
        after_tax=after_tax * 100,
    )
    assert of["elective_deferral"] == told.excess_deferral + told.excess_catch_up
    assert of["annual_additions"] == told.excess_annual_addition
    assert max(answer.people[0].jobs[0].after_tax_room - after_tax * 100, 0) == told.after_tax_room


DEFERRAL, CATCH_UP, HIGHER, ADDITIONS = 24_500_00, 8_000_00, 11_250_00, 72_000_00
"""Notice 2025-67, for 2026."""

cents = st.integers(0, 60_000_00)
made_at = st.fixed_dictionaries(
    {
        "pre_tax": cents,
        "roth": cents,
        "catch_up": st.integers(0, 15_000_00),
        "after_tax": cents,
        "match": cents,
        "nonelective": cents,
    }
)


@examples(150)
@given(
    jobs=st.lists(st.tuples(made_at, st.booleans()), min_size=1, max_size=2),
    born=st.sampled_from([1990, 1972, 1964]),
    ira=st.integers(0, 12_000_00),
    hsa=st.tuples(st.integers(0, 8_000_00), st.integers(0, 8_000_00)),
)
def test_what_is_lawful_and_what_is_excess_are_what_was_made(
    jobs: list[tuple[dict[str, int], bool]], born: int, ira: int, hsa: tuple[int, int]
) -> None:
    """To the cent, by limits that are computed here without the product; and no headline has an
    excess in it."""
    own, employer = hsa
    person = (
        f'ira_made = {ira / 100}\nhsa = {{ coverage = "self_only", employer = '
        f"{employer / 100}, made = {own / 100} }}\n"
    )
    texts = [
        job(
            name,
            "\n".join(f"{key} = {value / 100}" for key, value in made.items()),
            pay=500_000,
            plan=PLAN + f"catch_up = {str(offered).lower()}\n",
        )
        for name, (made, offered) in zip("AB", jobs, strict=False)
    ]
    answer = planned(*texts, year=2026, born=born, day="12-31", person=person)
    catch_up = {1990: 0, 1972: CATCH_UP, 1964: HIGHER}[born]
    deferred = [made["pre_tax"] + made["roth"] + made["catch_up"] for made, _ in jobs]
    found = {
        kind: [one for one in answer.excesses if one.kind == kind]
        for kind in ("elective_deferral", "annual_additions", "ira", "hsa")
    }

    own_excess = max(sum(deferred) - DEFERRAL - catch_up, 0)
    assert (
        sum(one.amount for one in found["elective_deferral"] if one.employer is None) == own_excess
    )
    assert min(sum(deferred), DEFERRAL + catch_up) + own_excess == sum(deferred)
    beyond_plans = [
        max(took - DEFERRAL - (catch_up if offered else 0), 0)
        for took, (_, offered) in zip(deferred, jobs, strict=True)
    ]
    of_plans = sum(one.amount for one in found["elective_deferral"] if one.employer is not None)
    assert of_plans == max(sum(beyond_plans) - own_excess, 0)

    results = answer.people[0].jobs
    assert [one.contributions.after_tax for one in results] == [
        made["after_tax"] for made, _ in jobs
    ]
    over = sum(max(one.annual_additions - ADDITIONS, 0) for one in results)
    additions = sum(one.amount for one in found["annual_additions"])
    assert max(over - own_excess - of_plans, 0) <= additions <= over
    for one, (made, _), took in zip(results, jobs, deferred, strict=True):
        assert one.annual_additions <= sum(made.values())
        assert one.annual_additions >= sum(made.values()) - min(
            took, max(catch_up, made["catch_up"])
        )

    ages = {1990: 0, 1972: 1_100_00, 1964: 1_100_00}[born], {1990: 0, 1972: 0, 1964: 1_000_00}[born]
    assert sum(one.amount for one in found["ira"]) == max(ira - 7_500_00 - ages[0], 0)
    assert sum(one.amount for one in found["hsa"]) == max(own + employer - 4_400_00 - ages[1], 0)
    assert bool(answer.excesses) == any(
        (own_excess, of_plans, additions, found["ira"], found["hsa"])
    )

    lawful = lawful_after_tax(answer)
    assert lawful == sum(made["after_tax"] for made, _ in jobs) - sum(
        one.after_tax for one in answer.excesses
    )
    assert 0 <= lawful <= len(jobs) * ADDITIONS
    if answer.excesses:
        assert headline(answer).startswith(str(answer.excesses[0].text))


FIRST = "Sam: elective deferrals are $6,500.00 over the 2025 limit of $23,500.00"


@pytest.mark.parametrize("command", ["plan", "check"])
def test_the_terminal_leads_with_the_excess(inside: Callable[..., Any], command: str) -> None:
    assert inside(command, str(EXAMPLES / "two_plans.toml")).out.startswith(f"EXCESS: {FIRST}")


def test_the_page_and_its_calendar_lead_with_the_excess(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    app.state.context.folder.write("two_plans", (EXAMPLES / "two_plans.toml").read_text("utf-8"))
    client = user(app)
    for page in ("", "year"):
        shown = client.get(f"/h/two_plans/{page}").text.split("<main")[1]
        assert shown.index(FIRST) < shown.index('class="figure"'), "before any other figure"
        assert 'class="verdict yes"' not in shown
    assert "DTSTART;VALUE=DATE:20260415" in client.get("/h/two_plans/calendar.ics").text
    assert "excess" in client.get("/").text


def test_the_report_and_an_assistant_lead_with_the_excess() -> None:
    text = (EXAMPLES / "two_plans.toml").read_text("utf-8")
    few_years = parse_household(text + "\n[assumptions]\npaths = 20\nplan_until = 55\n")
    report = written(
        gather(few_years, PUBLISHED, title="two plans", day=date(2025, 12, 16)), "md"
    ).decode()
    assert f"EXCESS: {FIRST}" in report
    assert report.count(FIRST) == 1, "once, and not among the warnings again"
    told = tools.plan(PUBLISHED, text)
    assert told["answer"]["excesses"][0]["amount"] == 6_500
    assert list(told["answer"]).index("excesses") < list(told["answer"]).index("verdict")


def test_an_excess_that_is_still_in_the_plan_does_not_move() -> None:
    """60,000 of a stated balance is this year's; 8,000 of it must go back, so 52,000 moves and
    8,000 stays until it is corrected."""
    balances = "[people.jobs.balances]\nafter_tax = { value = 60_000, basis = 60_000 }\n"
    answer = planned(
        job("A", "pre_tax = 20_000\nafter_tax = 60_000", pay=300_000) + balances,
        year=2026,
        day="10-01",
    )
    over = answer.people[0].jobs[0].annual_additions - 72_000_00
    assert only(answer).amount == only(answer).after_tax == over
    assert answer.to_roth == 60_000_00 - over
    assert (
        answer.people[0].jobs[0].after_tax_left
        == answer.people[0].jobs[0].after_tax_left_basis
        == over
    )


@pytest.mark.parametrize("often", ["quarterly", "each_paycheck"])
def test_older_money_of_an_employer_that_shares_an_excess_moves_after_its_correction(
    often: str,
) -> None:
    """What goes back is not an eligible rollover distribution (26 CFR 1.402(c)-2); 30,000 of
    earlier years at the other employer is, once the excess is out."""
    rules = PLAN.replace('"each_paycheck"', f'"{often}"')
    balances = "[people.jobs.balances]\nafter_tax = { value = 30_000, basis = 30_000 }\n"
    answer = planned(
        job("A", "after_tax = 80_000", pay=300_000, plan=rules, more='group = "g"\n'),
        job("B", "pre_tax = 0", pay=300_000, plan=rules, more='group = "g"\n') + balances,
        year=2026,
        day="10-01",
    )
    assert (only(answer).employer, only(answer).kind) == ("A", "annual_additions")
    assert sum(move.amount for move in answer.rollovers if move.employer == "B") == 30_000_00
    (step,) = [one for one in answer.steps if "move after-tax money" in str(one.text)]
    assert str(step.text).startswith(
        "Sam, B: once the plan has corrected the excess, move after-tax money, about $30,000.00"
    )
    correction = next(one for one in answer.steps if "ask the plan to correct" in str(one.text))
    assert correction.date <= step.date
    assert not any("automatic" in str(one.text) for one in answer.steps)


def test_the_tax_says_what_of_its_income_is_an_excess() -> None:
    bill = tax_bill(parse_household((EXAMPLES / "two_plans.toml").read_text("utf-8")))
    assert any(
        "$6,500.00 of elective deferrals of Sam over the limit are income" in text
        for text in map(str, bill.assumptions)
    )


@pytest.mark.parametrize(("governmental", "by"), [("true", None), ("false", date(2027, 4, 15))])
def test_457b_plans_have_an_excess_of_their_own(governmental: str, by: date | None) -> None:
    """26 CFR 1.457-4(e): 30,000 against 24,500 in 2026; a governmental plan pays as soon as it can,
    another by April 15."""
    rules = f'kind = "457(b)"\nroth = false\nafter_tax = false\ngovernmental = {governmental}\n'
    answer = planned(
        job("County", "pre_tax = 30_000", pay=200_000, plan=rules), year=2026, day="12-01"
    )
    assert said(only(answer)) == ("elective_deferral", "County", 5_500_00, None, by)


GOVERNMENT = 'kind = "457(b)"\nroth = true\nafter_tax = false\ngovernmental = true\n'


@pytest.mark.parametrize(
    ("rules", "made", "taxed"),
    [
        (GOVERNMENT, "pre_tax = 30_000", 5_500),
        (GOVERNMENT.replace("true", "false"), "pre_tax = 30_000", 5_500),
        (GOVERNMENT, "pre_tax = 27_000\nroth = 3_000", 2_500),
        (GOVERNMENT, "pre_tax = 10_000\nroth = 20_000", 0),
        (GOVERNMENT, "pre_tax = 24_500\nnonelective = 5_500", 5_500),
    ],
)
def test_a_457b_excess_is_income_of_the_year_deferred(rules: str, made: str, taxed: int) -> None:
    """26 CFR 1.457-4(a) excludes only deferrals within the limits, and (e)(1) taxes the rest in the
    year deferred, of governments and tax-exempt employers (IRS issue snapshot, 457(b) plans,
    correction of excess deferrals). What was Roth is income already, and goes back first."""
    text = text_of(job("County", made, pay=200_000, plan=rules), year=2026, day="12-31")
    home = parse_household(text)
    pre_tax = int(re.findall(r"pre_tax = ([\d_]+)", made)[0].replace("_", ""))
    assert only(plan(home)).amount == 5_500_00
    bill = tax_bill(home)
    assert bill.federal.agi == (200_000 - pre_tax + taxed) * 100
    said_so = [
        one for one in map(str, bill.assumptions) if "contributions to 457(b) plans of Sam" in one
    ]
    assert bool(said_so) == bool(taxed)
    assert ("It is income of 2026" in str(only(plan(home)).text)) == (taxed == 5_500)
    assert ("Have Roth deferrals paid back" in str(only(plan(home)).text)) == (not taxed)


def test_two_457b_plans_share_the_limit_of_their_excess() -> None:
    """IRC 457(c): 20,000 and 10,000 of unrelated employers against 24,500 in 2026."""
    two = [
        job(name, f"pre_tax = {much}", pay=100_000, plan=GOVERNMENT)
        for name, much in (("County", 20_000), ("City", 10_000))
    ]
    home = parse_household(text_of(*two, year=2026, day="12-31"))
    assert only(plan(home)).amount == 5_500_00
    assert tax_bill(home).federal.agi == 175_500_00


def test_a_state_that_taxes_457b_deferrals_counts_an_excess_once() -> None:
    """N.J.S.A. 54A:6-21 leaves only 401(k) deferrals untaxed: all 200,000 is income, no more."""
    text = text_of(
        job("County", "pre_tax = 30_000", pay=200_000, plan=GOVERNMENT),
        year=2026,
        day="12-31",
        head='state = "NJ"\n',
    )
    over, within = (
        tax_bill(parse_household(one)).state for one in (text, text.replace("30_000", "24_500"))
    )
    assert over is not None
    assert over == within


def test_years_ahead_take_a_457b_excess_back() -> None:
    text = text_of(
        job("County", "pre_tax = 30_000", pay=200_000, plan=GOVERNMENT), year=2026, day="12-31"
    )
    first = years_ahead(parse_household(text + '[assumptions]\nmodel = "fixed"\n')).years[0]
    assert first.contributions["pre_tax"] == 24_500_00


@pytest.mark.parametrize(
    ("iras", "left"),
    [
        ((("roth", 20_000, 15_000),), {"roth": 18_000}),
        ((("traditional", 20_000, 9_500),), {"pre_tax": 18_000}),
        # The file does not say which kind took it.
        ((("roth", 1_500, 1_500), ("traditional", 20_000, 0)), {"roth": 0, "pre_tax": 19_500}),
        ((), {}),
    ],
)
def test_years_ahead_take_an_ira_excess_out(
    iras: tuple[tuple[str, int, int], ...], left: dict[str, int]
) -> None:
    """9,500 against 7,500 in 2026: 2,000 leaves the IRA and is cash again (IRC 408(d)(4))."""
    accounts = "".join(
        f'[[people.iras]]\nkind = "{kind}"\nvalue = {value}\nbasis = {basis}\n'
        for kind, value, basis in iras
    )
    text = """
schema = 1
year = 2026
as_of = 2026-12-31
order = ["match"]
spending = 60_000
[[people]]
name = "Sam"
born = 1985-05-05
ira_made = {}
{}[[people.jobs]]
employer = "Co"
pay = 150_000
[assumptions]
model = "fixed"
growth = "0%"
"""
    over, within = (
        years_ahead(parse_household(text.format(made, accounts))) for made in (9_500, 7_500)
    )
    assert over.years[0].own == within.years[0].own == 7_500_00
    held = {"roth": 0, "pre_tax": 0} | {name: value * 100 for name, value in left.items()}
    assert {name: over.years[0].balances[name] for name in held} == held
    assert over.years[0].deposited == within.years[0].deposited


def deferrals_of(answer: PlanYear) -> list[tuple[int, int, int]]:
    return [
        (one.contributions.pre_tax, one.contributions.roth, one.contributions.catch_up)
        for one in answer.people[0].jobs
    ]


NO_CATCH_UP = PLAN + "catch_up = false\n"


@pytest.mark.parametrize(("born", "rules"), [(1986, PLAN), (1970, NO_CATCH_UP)])
def test_what_is_called_catch_up_and_is_none_leaves_that_much_less_to_defer(
    born: int, rules: str
) -> None:
    """IRC 402(g)(1)(A), 401(a)(30): 5,000 and 3,000 of "catch-up" are 8,000 of deferrals, so 16,500
    more reach the 24,500 of 2026."""
    answer = planned(
        job("A", "pre_tax = 5_000\ncatch_up = 3_000", plan=rules), year=2026, born=born, day="06-15"
    )
    assert deferrals_of(answer) == [(21_500_00, 0, 3_000_00)]
    assert answer.excesses == []
    assert (
        answer.people[0].jobs[0].annual_additions
        == 24_500_00 + answer.people[0].jobs[0].contributions.after_tax
    )


def test_what_one_plan_calls_catch_up_and_may_not_take_leaves_the_catch_up_to_another() -> None:
    """IRC 402(g)(1)(C): 8,000 at A, which has no catch-up, and 24,500 at B are the whole 32,500;
    nothing more is deferred."""
    jobs = (
        job("A", "pre_tax = 5_000\ncatch_up = 3_000", plan=NO_CATCH_UP),
        job("B", "pre_tax = 24_500"),
    )
    answer = planned(*jobs, year=2026, born=1970, day="06-15")
    assert deferrals_of(answer) == [(5_000_00, 0, 3_000_00), (16_500_00, 0, 8_000_00)]
    assert answer.excesses == []


def test_no_new_catch_up_takes_a_person_beyond_the_limit() -> None:
    """A took 30,000 and has to pay 5,500 back (401(a)(30)); until then 2,500 of the person's 32,500
    is left for B."""
    answer = planned(
        job("A", "pre_tax = 30_000", plan=NO_CATCH_UP),
        job("B", ""),
        year=2026,
        born=1970,
        day="06-15",
    )
    assert deferrals_of(answer) == [(30_000_00, 0, 0), (0, 0, 2_500_00)]
    assert [(one.employer, one.amount) for one in answer.excesses] == [("A", 5_500_00)]


def test_roth_contributions_at_one_plan_are_roth_catch_up_before_pre_tax_ones_of_another() -> None:
    """IRC 414(v)(7)(A), 402(g)(1)(C): 8,000 of Roth at A and 24,500 pre-tax at B are within 32,500,
    and no plan has to correct anything."""
    wages = "fica_wages_last_year = 200_000\n"
    for order in (1, -1):
        jobs = [job("A", "roth = 8_000", more=wages), job("B", "pre_tax = 24_500", more=wages)][
            ::order
        ]
        text = text_of(*jobs, year=2026, born=1970, day="12-30")
        answer = plan(parse_household(text))
        assert sorted(deferrals_of(answer)) == [(0, 0, 8_000_00), (24_500_00, 0, 0)]
        assert tax_bill(parse_household(text)).federal.agi == 240_000_00 - 24_500_00
        assert not any("correct" in text for text in map(str, answer.warnings))


def test_an_excess_without_after_tax_contributions_goes_back_in_deferrals() -> None:
    """Rev. Proc. 2021-30 sec. 6.06(2): unmatched after-tax contributions first, then unmatched
    deferrals, then matched ones."""
    rules = "roth = true\nafter_tax = false\ncatch_up = true\n"
    answer = planned(
        job("A", "pre_tax = 24_500\nnonelective = 50_000", pay=300_000, plan=rules),
        year=2026,
        day="12-01",
    )
    excess = only(answer)
    assert (excess.kind, excess.amount) == ("annual_additions", 2_500_00)
    assert "Deferrals that earned no match go back first" in str(excess.text)
    assert "After-tax" not in str(excess.text)


CENTS = {
    # IRC 402(g)(1), 457(e)(15): 24,500 in 2026.
    "elective_deferral": (24_500_00, "excess_deferral", "excess_deferral_taxed"),
    "457b": (24_500_00, "excess_457b", "excess_457b_taxed"),
    # IRC 402(g)(1) with a plan that takes no catch-up, from 50: the plan has a limit of its own.
    "plan": (24_500_00, "excess_of_plan", None),
    # IRC 415(c)(1)(A): 72,000.
    "annual_additions": (72_000_00, "excess_additions", None),
    # IRC 219(b)(5)(A): 7,500 below 50.
    "ira": (7_500_00, "excess_ira", None),
    # IRC 223(b)(2)(A): 4,400 for self-only coverage.
    "hsa": (4_400_00, "excess_hsa", None),
    "hsa of the employer": (4_400_00, "excess_hsa", "excess_hsa_taxed"),
}


def at_limit(kind: str, cents: int) -> str:
    """A household that has contributed so much of a kind."""
    made, person, rules, born = f"{cents // 100}.{cents % 100:02}", "", PLAN, 1985
    contributed = f"pre_tax = {made}"
    if kind == "457b":
        rules = GOVERNMENT
    elif kind == "plan":
        rules, born = PLAN + "catch_up = false\n", 1970
    elif kind == "annual_additions":
        contributed = f"after_tax = {made}"
    elif kind == "ira":
        person, contributed = f"ira_made = {made}\n", ""
    elif kind == "hsa":
        person, contributed = f'hsa = {{ coverage = "self_only", made = {made} }}\n', ""
    elif kind == "hsa of the employer":
        person, contributed = f'hsa = {{ coverage = "self_only", employer = {made} }}\n', ""
    one = job("A", contributed, pay=200_000, plan=rules)
    return text_of(one, year=2026, day="12-31", born=born, person=person)


@pytest.mark.parametrize("kind", CENTS)
def test_a_cent_beyond_a_limit_is_an_excess_and_the_limit_itself_is_none(kind: str) -> None:
    limit, code, note = CENTS[kind]
    within, beyond = (parse_household(at_limit(kind, limit + cent)) for cent in (0, 1))
    assert plan(within).excesses == []
    excess = only(plan(beyond))
    assert (excess.amount, excess.text.code) == (1, code)
    notes = {"excess_deferral_taxed", "excess_457b_taxed", "excess_hsa_taxed"}
    assert notes.isdisjoint(one.code for one in tax_bill(within).assumptions)
    assert notes & {one.code for one in tax_bill(beyond).assumptions} == ({note} if note else set())
