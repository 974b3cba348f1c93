"""One answer: figures of one plan year that mean the same thing are the same figure, wherever they
stand."""

from __future__ import annotations

from datetime import date

import pytest

from megaroth.kernel.money import dollars
from megaroth.law.load import law
from megaroth.planyear.distribution import split
from megaroth.planyear.plan import plan
from megaroth.planyear.result import PlanYear
from megaroth.present.plan_headline import headline
from megaroth.readers.household_file import parse_household

ROTH_IRA_WAY = 'after_tax = true\nin_service_withdrawal = ["after_tax"]\n'


def planned(
    rules: str,
    *,
    head: str = 'marginal_rate = "32%"',
    pay: str = "240_000",
    job: str = "",
    tail: str = "",
    year: int = 2026,
) -> PlanYear:
    return plan(
        parse_household(f"""
schema = 1
year = {year}
filing_status = "single"
{head}
[[people]]
name = "Sam"
born = 1986-03-05
[[people.jobs]]
employer = "Co"
pay = {pay}
pay_frequency = "semimonthly"
{job}
[people.jobs.plan]
{rules}
{tail}""")
    )


def backdoor(answer: PlanYear):
    return next(one for one in answer.alternatives if one.name == "backdoor_roth")


@pytest.mark.parametrize(
    ("tail", "tax"),
    [
        # IRC 408(d)(2), Form 8606 line 6: 7,500 x 7,500 / (43,380.82 + 7,500) is basis; 32% of the
        # rest is tax.
        ("[people.jobs.balances]\npre_tax = 300_000", 2_046_23),
        (
            "[people.jobs.balances]\npre_tax = 100_000\nafter_tax = { value = 60_000, basis = "
            "40_000 }",
            None,
        ),
        (
            '[people.jobs.balances]\npre_tax = 80_000\n[[people.iras]]\nkind = "sep"\nvalue = '
            "20_000",
            None,
        ),
    ],
)
@pytest.mark.parametrize("head", ['marginal_rate = "32%"', "", 'state = "CA"'])
def test_plan_money_in_a_traditional_ira_is_in_every_figure_of_the_backdoor(
    tail: str, tax: int | None, head: str
) -> None:
    answer = planned(ROTH_IRA_WAY + "separate_after_tax_source = false", head=head, tail=tail)
    taxable = answer.conversions[0].taxable
    assert taxable > 0
    assert backdoor(answer).tax == answer.conversion_tax > 0
    assert backdoor(answer).reason.code == "backdoor_pro_rata"
    assert any(f"{dollars(taxable)} of it is income" in str(step.text) for step in answer.steps)
    if tax is not None and "marginal_rate" in head:
        assert answer.conversion_tax == tax


def test_the_backdoor_of_one_spouse_is_taxed_on_top_of_the_rest_of_the_year_as_planned() -> None:
    spouse = """
[[people]]
name = "Kim"
born = 1987-01-01
[[people.jobs]]
employer = "Other"
pay = 180_000
[[people.iras]]
kind = "traditional"
value = 60_000
"""
    head = 'filing_status = "married_joint"'
    text = (
        'schema = 1\nyear = 2026\n{}\n[[people]]\nname = "Sam"\nborn = '
        '1986-03-05\n[[people.jobs]]\nemployer = "Co"\npay = 240_000\n'
    )
    iras = '[[people.iras]]\nkind = "traditional"\nvalue = 40_000\n'
    answer = plan(parse_household(text.format(head) + iras + spouse))
    own = {one.person: one.tax for one in answer.alternatives if one.name == "backdoor_roth"}
    # Both lie in one bracket, so the parts add up to the whole.
    assert sum(own.values()) == answer.conversion_tax > 0


@pytest.mark.parametrize(
    ("rules", "job", "to"),
    [
        (
            'roth = true\nafter_tax = true\nin_plan_roth_rollover = "yearly"',
            "ended = 2026-06-10",
            "roth_ira",
        ),
        (
            'roth = true\nafter_tax = true\nin_plan_roth_rollover = "quarterly"',
            "ended = 2026-06-30",
            "designated_roth",
        ),
        ('roth = true\nafter_tax = true\nin_plan_roth_rollover = "yearly"', "", "designated_roth"),
        (ROTH_IRA_WAY, "ended = 2026-06-10", "roth_ira"),
    ],
)
def test_money_left_when_a_job_ends_goes_to_a_roth_ira_unless_the_plan_converts_that_day(
    rules: str, job: str, to: str
) -> None:
    """IRC 402(c)(1), 408A(e): a distribution at separation can go to a Roth IRA directly; the
    plan's own days are those of employees."""
    answer = planned(rules, job=job)
    last = answer.rollovers[-1]
    assert last.to == to
    assert last.date == (date(2026, 6, int(job[-2:])) if job else date(2026, 12, 31))
    said = "to a Roth IRA" if to == "roth_ira" else "to the plan's designated Roth account"
    assert any(
        said in str(step.text)
        for step in answer.steps
        if step.date == last.date and "move after-tax" in str(step.text)
    )
    assert (
        sum(move.amount for move in answer.rollovers)
        == answer.to_roth
        == answer.people[0].jobs[0].contributions.after_tax
    )


LOSS = (
    'roth = true\nafter_tax = true\nin_plan_roth_rollover = "yearly"\nmatch = [{ rate = '
    '"100%", up_to = "3%" }]'
)


def test_basis_after_a_loss_has_the_same_two_readings_in_the_plan_and_in_the_rollover() -> None:
    """IRC 72(e)(6), (8)(B) and 67(g): the basis stays while the account goes on, and is lost when
    it closes."""
    answer = planned(LOSS, head='growth = "-20%"\nmarginal_rate = "32%"')
    move, job = answer.rollovers[0], answer.people[0].jobs[0]
    left = job.contributions.after_tax - move.basis
    assert left == job.contributions.after_tax - move.amount > 3_000_00
    assert (job.after_tax_left, job.after_tax_left_basis) == (0, left)
    to = [("designated_roth", move.amount)]
    alone = split(
        law(2026),
        balance=move.amount,
        after_tax=job.contributions.after_tax,
        to=to,
        separate_source=True,
    )
    readings = {
        one.reading: (one.basis_left, one.unrecovered_basis) for one in alone.basis_after_loss
    }
    assert readings == {"account_goes_on": (left, 0), "account_closed": (0, left)}
    assert alone.unrecovered_basis == left
    said = next(text for text in map(str, answer.warnings) if "worth less than its basis" in text)
    noted = next(text for text in map(str, alone.notes) if "worth less than its basis" in text)
    assert noted[1:] in said
    for words in (dollars(left), "account continues", "account is closed"):
        assert words in said


def test_no_basis_is_lost_while_part_of_a_source_stays() -> None:
    part = split(
        law(2026), balance=9_000_00, after_tax=10_000_00, distribute=4_000_00, separate_source=True
    )
    assert (part.after_tax, part.basis_left, part.unrecovered_basis, part.basis_after_loss) == (
        4_000_00,
        6_000_00,
        0,
        [],
    )
    assert not any("never recovered" in note for note in map(str, part.notes))


def test_basis_that_stays_with_a_plan_that_is_one_contract_is_named() -> None:
    """IRC 72(e)(8): each distribution takes its part of all basis; the rest stays in the plan."""
    tail = "[people.jobs.balances]\npre_tax = 300_000"
    answer = planned(ROTH_IRA_WAY + "separate_after_tax_source = false", tail=tail)
    job = answer.people[0].jobs[0]
    assert (
        job.after_tax_left_basis
        == job.contributions.after_tax - sum(move.basis for move in answer.rollovers)
        == 43_380_82
    )
    assert any(
        "one contract" in text and dollars(job.after_tax_left_basis) in text
        for text in map(str, answer.warnings)
    )


def test_a_known_way_out_is_among_the_steps_while_another_is_unknown() -> None:
    answer = planned(
        'roth = true\nafter_tax = true\nin_plan_roth_rollover = "unknown"\nin_service_withdrawal '
        '= ["after_tax"]'
    )
    texts = [str(step.text) for step in answer.steps]
    assert answer.to_roth == 47_500_00
    assert any("automatic in-plan Roth rollover" in text for text in texts)
    assert any("open a Roth IRA" in text for text in texts)
    assert any("direct rollover to a Roth IRA" in text for text in texts)


OWN = """
schema = 1
year = 2026
marginal_rate = "32%"
{}
[[people]]
name = "Sam"
born = 1970-03-05
[[people.jobs]]
employer = "Own"
pay = 200_000
self_employed = true
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "on_request"
{}"""


def make_step(answer: PlanYear) -> str:
    return next(str(step.text) for step in answer.steps if "Sam, Own: make " in str(step.text))


def test_the_step_of_an_own_business_has_its_catch_up() -> None:
    """IRC 414(v): 24,500 and, at 56 in 2026, 8,000 more."""
    answer = plan(parse_household(OWN.format("", "")))
    parts = answer.people[0].jobs[0].contributions
    assert (parts.pre_tax, parts.catch_up) == (24_500_00, 8_000_00)
    assert "deferrals of $24,500.00 (" in make_step(answer)
    assert "catch-up contributions of $8,000.00 (" in make_step(answer)


def test_the_step_of_an_own_business_asks_only_for_what_is_still_to_come() -> None:
    made = "[people.jobs.made]\npre_tax = 20_000\nafter_tax = 10_000\nnonelective = 5_000"
    answer = plan(parse_household(OWN.format("as_of = 2026-08-31", made)))
    parts, text = answer.people[0].jobs[0].contributions, make_step(answer)
    assert "deferrals of $4,500.00 (" in text
    assert f"after-tax contributions of {dollars(parts.after_tax - 10_000_00)} (" in text
    assert "employer contribution" not in text
    assert parts.nonelective == 5_000_00


def test_after_tax_money_of_earlier_years_has_its_step_where_nothing_new_is_contributed() -> None:
    rules = 'roth = true\nafter_tax = true\nin_plan_roth_rollover = "yearly"'
    tail = (
        "[people.jobs.balances]\nafter_tax = { value = 30_000, basis = 25_000 "
        "}\n[people.jobs.elections]\nafter_tax = 0"
    )
    answer = planned(rules, tail=tail)
    assert answer.people[0].jobs[0].contributions.after_tax == 0
    assert answer.to_roth == 30_000_00
    said = (
        "move after-tax money, about $30,000.00, by in-plan Roth rollover to the plan's "
        "designated Roth account; about $5,000.00"
    )
    assert any(said in str(step.text) for step in answer.steps)


S_CORPORATION = """
[[people.jobs]]
employer = "Own practice"
pay = 150_000
self_employed = true
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "on_request"
"""


def test_what_only_some_answers_assume_is_not_said_of_all() -> None:
    """Whether two employers share one annual additions limit is what the question of ownership asks
    (IRC 415(h), 414(c))."""
    answer = planned(
        'roth = true\nafter_tax = true\nin_plan_roth_rollover = "on_request"',
        job="five_percent_owner = true",
        tail=S_CORPORATION,
    )
    (said,) = (
        text for text in map(str, answer.assumptions) if "share one annual additions limit" in text
    )
    assert said.startswith("With some answers: ")
    assert (
        answer.people[0].jobs[1].contributions.after_tax.high
        > answer.people[0].jobs[1].contributions.after_tax.low
        == 0
    )


LOWER_CAP = (
    'roth = true\nin_plan_roth_rollover = "each_paycheck"\nafter_tax_cap = { percent = '
    '"15%", hce_percent = "5%" }\nafter_tax = '
)


@pytest.mark.parametrize(
    ("after_tax", "job", "asked"),
    [
        ("true", "", True),
        # IRC 414(q)(1)(A), 416(i)(1)(B): an owner of more than 5% is highly compensated whatever
        # the pay; one of 3% is not for that.
        ("true", 'ownership = "3%"', True),
        ("true", 'ownership = "6%"', False),
        # No after-tax contributions: their cap decides nothing.
        ("false", "", False),
    ],
)
def test_last_years_pay_is_asked_for_where_a_cap_turns_on_it(
    after_tax: str, job: str, asked: bool
) -> None:
    answer = planned(LOWER_CAP + after_tax, job=job, pay="400_000")
    assert [one.rule for one in answer.questions] == (["pay_last_year"] if asked else [])
    assert any("unknown" in text for text in map(str, answer.reasons)) == asked


GOVERNMENT_457B = 'kind = "457(b)"\ngovernmental = true\nroth = true'


@pytest.mark.parametrize(
    ("year", "rules", "amount", "said"),
    [
        (2026, ["roth = true\ncatch_up = false"], 24_500_00, False),
        (2026, ["roth = true"], 32_500_00, True),
        # IRC 402(g)(1)(C): the limit of a person of 55 over two plans, neither of which offers
        # catch-up.
        (2026, ["roth = true\ncatch_up = false"] * 2, 32_500_00, True),
        (2026, ["roth = true", "roth = false"], 32_500_00, True),
        # IRC 457(c), 414(v)(2)(D): a 457(b) has a limit and a catch-up of its own.
        (2026, ["roth = true", GOVERNMENT_457B], 65_000_00, True),
        (2026, [GOVERNMENT_457B] * 2, 32_500_00, True),
        (2026, ["roth = true\ncatch_up = false", GOVERNMENT_457B], 57_000_00, True),
    ],
)
def test_what_a_roth_401k_takes_is_what_can_be_deferred(
    year: int, rules: list[str], amount: int, said: bool
) -> None:
    jobs = "".join(
        f'[[people.jobs]]\nemployer = "E{place}"\npay = 150_000\n[people.jobs.plan]\n{one}\n'
        for place, one in enumerate(rules)
    )
    answer = plan(
        parse_household(
            f'schema = 1\nyear = {year}\n[[people]]\nname = "Sam"\nborn = 1971-03-05\n{jobs}'
        )
    )
    (roth,) = (one for one in answer.alternatives if one.name == "roth_401k")
    assert (roth.amount, roth.reason.value("catch_up")) == (amount, said)
    parts = [job.contributions for job in answer.people[0].jobs]
    assert roth.amount == sum(one.pre_tax + one.roth + one.catch_up for one in parts)


def test_the_after_tax_room_is_what_every_step_leaves_of_the_limit() -> None:
    """IRC 415(c): deferrals and a match that come after the after-tax step use the same 72,000."""
    rules = (
        'roth = true\nafter_tax = true\nin_plan_roth_rollover = "each_paycheck"\nmatch = [{ '
        'rate = "50%", up_to = "6%" }]'
    )
    order = 'order = ["ira", "after_tax", "deferral", "match"]'
    answer = planned(rules, head=order, tail="[people.jobs.elections]\nafter_tax = 10_000")
    job = answer.people[0].jobs[0]
    assert job.contributions.after_tax == 10_000_00
    assert job.after_tax_room == job.after_tax_allowed == 72_000_00 - 24_500_00 - 7_200_00


def test_older_after_tax_money_has_a_step_after_the_last_paycheck() -> None:
    """A plan that moves with each paycheck moves nothing by itself once the job has ended: the
    rollover is a step."""
    answer = plan(
        parse_household("""
schema = 1
year = 2026
as_of = 2026-08-25
[[people]]
name = "Sam"
born = 1986-03-05
[[people.jobs]]
employer = "Co"
pay = 300_000
ended = 2026-06-17
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
[people.jobs.balances]
pre_tax = 150_000
after_tax = { value = 39_035, basis = 39_035 }
""")
    )
    assert [move.amount for move in answer.rollovers] == [39_035_00]
    assert any("move after-tax money, about $39,035.00" in str(step.text) for step in answer.steps)


def test_a_headline_after_the_last_move_does_not_say_that_nothing_reached_roth() -> None:
    """What moved with the paychecks before the stub is behind: the headline speaks of what is still
    to come."""
    answer = plan(
        parse_household("""
schema = 1
year = 2026
as_of = 2026-12-31
[[people]]
name = "Sam"
born = 1986-03-05
[[people.jobs]]
employer = "Co"
pay = 260_000
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
[people.jobs.made]
pre_tax = 24_500
after_tax = 40_000
""")
    )
    assert headline(answer).endswith("and nothing more moves to Roth this year.")
    assert "$0.00" not in headline(answer)
