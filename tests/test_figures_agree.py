"""Figures that stand twice in an answer are the same: every example, and random households from a seed that a failure prints."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from conftest import EXAMPLES
from megaroth.kernel.money import dollars
from megaroth.law.load import law
from megaroth.model.household import Household
from megaroth.planyear.journal import balances
from megaroth.planyear.plan import plan
from megaroth.planyear.result import PlanYear
from megaroth.planyear.tax_bill import tax_bill
from megaroth.planyear.unknowns import slots
from megaroth.present.plan import headline, moves_of
from megaroth.readers.household_file import parse_household
from megaroth.service.move_forms import conversion_papers, papers
from megaroth.tax.federal import federal_tax

SEED = 20261130
HOMES = 150


def random_home(chance: random.Random) -> str:
    """A household file: one or two people with one or two jobs, plans of every kind, balances, IRAs, health savings."""
    joint = chance.random() < 0.4
    lines = [
        "schema = 1",
        f"year = {chance.choice([2024, 2025, 2026])}",
        f'filing_status = "{"married_joint" if joint else "single"}"',
    ]
    lines += chance.choice(
        [[], ['marginal_rate = "32%"'], ['state = "CA"'], ['marginal_rate = "24%"', 'state_marginal_rate = "5%"']]
    )
    lines += chance.choice([[], [f"spare_cash = {chance.randrange(5_000, 90_000)}"]])
    lines += chance.choice([[], [f'growth = "{chance.choice([-20, -5, 4, 7, 12])}%"']])
    for place in range(1 + joint):
        lines += ["[[people]]", f'name = "P{place}"', f"born = {chance.randrange(1955, 1998)}-0{chance.randrange(1, 10)}-11"]
        if chance.random() < 0.3:
            value = chance.randrange(1_000, 90_000)
            lines += [
                "[[people.iras]]",
                'kind = "traditional"',
                f"value = {value}",
                f"basis = {value // chance.choice([1, 2, 10])}",
            ]
        for job in range(chance.choice([1, 1, 2])):
            lines += _job(chance, f"E{place}{job}")
    return "\n".join(lines)


def _job(chance: random.Random, employer: str) -> list[str]:
    pay = chance.choice([40_000, 95_000, 180_000, 260_000, 420_000])
    often = chance.choice(["weekly", "biweekly", "semimonthly", "monthly"])
    lines = ["[[people.jobs]]", f'employer = "{employer}"', f"pay = {pay}", f'pay_frequency = "{often}"']
    roth = chance.random() < 0.7
    lines += ["[people.jobs.plan]", f"roth = {str(roth).lower()}", f"after_tax = {str(chance.random() < 0.8).lower()}"]
    if roth:
        lines += [f'in_plan_roth_rollover = "{chance.choice(["no", "each_paycheck", "quarterly", "yearly"])}"']
    lines += chance.choice([[], ['in_service_withdrawal = ["after_tax"]']])
    lines += chance.choice([[], ["separate_after_tax_source = false"]])
    lines += chance.choice(
        [[], ['match = [{ rate = "50%", up_to = "6%" }]'], ['match = [{ rate = "100%", up_to = "4%" }]', 'match_period = "year"']]
    )
    lines += chance.choice([[], ['nonelective = "3%"']])
    if chance.random() < 0.5:
        value = chance.randrange(5_000, 80_000)
        lines += ["[people.jobs.balances]", f"pre_tax = {chance.randrange(0, 200_000)}"]
        lines += [f"after_tax = {{ value = {value}, basis = {value * chance.choice([5, 9, 11]) // 10} }}"]
    return lines


def found_homes() -> list[tuple[str, str]]:
    chance = random.Random(SEED)
    texts = [(f"seed {SEED}, household {place}", random_home(chance)) for place in range(HOMES)]
    return [(file.stem, file.read_text("utf-8")) for file in sorted(EXAMPLES.glob("*.toml"))] + texts


def disagreements(home: Household, answer: PlanYear) -> list[str]:
    """Every pair of figures that should be one and is not."""
    jobs = [(person, job) for person in answer.people for job in person.jobs]
    pairs = [
        ("to_roth, rollovers", answer.to_roth, sum(move.amount for move in answer.rollovers if move.to != "traditional_ira")),
        ("taxable, rollovers", answer.taxable, sum(move.taxable for move in answer.rollovers)),
        ("employer money", answer.employer_contributions, sum(_employer(home, person.name, job) for person, job in jobs)),
        *_of_moves(answer),
        *(pair for person, job in jobs for pair in _of_job(home, answer, person.name, job)),
        *_of_forms(home, answer),
        *_of_alternatives(home, answer),
        *_of_tax(home, answer),
    ]
    wrong = [f"{what}: {dollars(int(one))} and {dollars(int(other))}" for what, one, other in pairs if one != other]
    return wrong + _of_headline(answer)


def _of_headline(answer: PlanYear) -> list[str]:
    if answer.verdict != "yes" or not answer.to_roth:
        return []
    tax = "no tax" if answer.tax == 0 else dollars(answer.tax)
    return [f"headline lacks {one}" for one in (dollars(answer.to_roth), tax) if one not in headline(answer)]


def _job_of(home: Household, person: str, employer: str):
    return next(one for who in home.people if who.name == person for one in who.jobs if one.employer == employer)


def _employer(home: Household, person: str, job) -> int:
    own = _job_of(home, person, job.employer).self_employed
    return job.contributions.match + (0 if own else job.contributions.nonelective)


def _of_moves(answer: PlanYear):
    for (who, employer, to), moves, totals in moves_of(answer):
        for kind in ("amount", "basis", "taxable"):
            yield f"{who} {employer} {to} {kind}, table", totals[kind], sum(getattr(move, kind) for move in moves)
    for move in answer.rollovers:
        if move.to != "traditional_ira":
            yield f"move of {move.date}", move.taxable, move.amount - move.basis


def _of_job(home: Household, answer: PlanYear, person: str, job):
    about, parts = f"{person} {job.employer}", job.contributions
    source = _job_of(home, person, job.employer)
    added = parts.pre_tax + parts.roth + parts.after_tax + parts.match + parts.nonelective
    # What was called catch-up and is none is an annual addition.
    yield f"{about}: annual additions", 0 <= job.annual_additions - added <= source.made.catch_up, True
    if source.plan is None:
        return
    entries = [one for one in answer.journal.movements if one.target.employer == job.employer and one.target.person == person]
    for kind in ("match", "nonelective"):
        written = sum(one.amount for one in entries if one.kind == kind)
        yield f"{about}: {kind}, journal", written, max(getattr(parts, kind) - getattr(source.made, kind), 0)
    put_in = sum(one.amount for one in entries if one.kind == "contribution" and one.target.source == "after_tax")
    yield f"{about}: after-tax, journal", put_in, parts.after_tax - source.made.after_tax
    held = {account: sums for account, sums in balances(answer.journal).items() if account.person == person}
    left = [sums for account, sums in held.items() if account.employer == job.employer and account.source == "after_tax"]
    if left:
        yield f"{about}: after-tax left", job.after_tax_left, left[0][0]
    moved = [move for move in answer.rollovers if (move.person, move.employer) == (person, job.employer)]
    opening = source.balances.after_tax
    if source.plan.after_tax and not source.made.after_tax and not any(part.basis for part in _rest(source)):
        had = 0 if opening is None else opening.basis
        yield f"{about}: basis", had + put_in, sum(move.basis for move in moved) + job.after_tax_left_basis
    each = job.per_paycheck
    if each.paychecks and not source.made.after_tax:
        wanted = parts.after_tax
        yield f"{about}: after-tax of all paychecks", abs(each.after_tax * each.paychecks - wanted) <= each.paychecks, True


def _rest(source) -> list:
    return [
        one for name, one in vars(source.balances).items() if name != "after_tax" and one is not None and hasattr(one, "basis")
    ]


def _of_forms(home: Household, answer: PlanYear):
    slips = [one for one in papers(answer, home) if one.form == "1099-R"]
    if all(move.to in ("roth_ira", "designated_roth") for move in answer.rollovers):
        yield "box 1, rollovers", sum(one.box_1 for one in slips), sum(move.amount for move in answer.rollovers)
        yield "box 2a, taxable", sum(one.box_2a for one in slips), answer.taxable
        yield "box 5, basis", sum(one.box_5 for one in slips), sum(move.basis for move in answer.rollovers)
    returns = [one for one in papers(answer, home) if one.form == "1040"]
    if returns:
        yield "Form 1040, gross", sum(one.line_5a for one in returns), sum(one.box_1 for one in slips)
        yield "Form 1040, taxable", sum(one.line_5b for one in returns), answer.taxable
    of_iras = [one for one in conversion_papers(answer, home) if one.form == "1040"]
    if of_iras:
        yield "Form 1040, conversions", sum(one.line_4b for one in of_iras), sum(one.taxable for one in answer.conversions)


def _of_alternatives(home: Household, answer: PlanYear):
    for person in answer.people:
        for conversion in (one for one in answer.conversions if one.person == person.name):
            yield f"{person.name}: conversion", conversion.amount, person.traditional_ira
            other = next(one for one in answer.alternatives if one.person == person.name and one.name == "backdoor_roth")
            if len(answer.people) == 1 and other.amount == conversion.amount:
                yield "tax of the backdoor, alternative and conversion", other.tax, answer.conversion_tax


def _of_tax(home: Household, answer: PlanYear):
    converted = sum(one.taxable for one in answer.conversions)
    if home.marginal_rate is not None and (home.state is None or home.state_marginal_rate is not None):
        rate = home.marginal_rate + (home.state_marginal_rate or 0)
        yield "tax at the stated rates", abs(answer.tax * 1_000_000 - answer.taxable * rate) <= 1_000_000, True
        yield "conversion tax at the stated rates", abs(answer.conversion_tax * 1_000_000 - converted * rate) <= 1_000_000, True
    elif home.marginal_rate is None and home.state is None and home.state_marginal_rate is None and not home.files_apart:
        bill = tax_bill(home)
        yield "moves on the return", bill.items.roth_conversions + bill.items.in_plan_rollovers, answer.taxable + converted
        bare = federal_tax(law(home.year), replace(bill.items, roth_conversions=0, in_plan_rollovers=0))
        yield "tax of the moves, returns", answer.tax + answer.conversion_tax, bill.federal.income_tax - bare.income_tax


@pytest.mark.parametrize(("name", "text"), found_homes(), ids=lambda one: one if len(one) < 50 else "")
def test_figures_that_stand_twice_are_the_same(name: str, text: str) -> None:
    home = parse_household(text)
    if slots(home):
        pytest.skip("ranges: tests/test_question_worth.py")
    answer = plan(home)
    assert not disagreements(home, answer), f"{name}\n{text}"


@pytest.mark.parametrize("head", ["", 'marginal_rate = "32%"'])
def test_the_check_sees_a_figure_that_is_off_by_a_cent_or_two(head: str) -> None:
    home = parse_household(f"""
schema = 1
year = 2026
growth = "8%"
{head}
[[people]]
name = "Sam"
born = 1986-03-05
[[people.iras]]
kind = "traditional"
value = 40_000
[[people.jobs]]
employer = "Co"
pay = 240_000
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "quarterly"
match = [{{ rate = "50%", up_to = "6%" }}]
""")
    answer = plan(home)
    assert not disagreements(home, answer)
    for name in ("to_roth", "taxable", "tax", "employer_contributions", "conversion_tax"):
        assert disagreements(home, replace(answer, **{name: getattr(answer, name) + 2})), name
    first = answer.rollovers[0]
    assert disagreements(home, replace(answer, rollovers=[replace(first, basis=first.basis - 1), *answer.rollovers[1:]]))
