"""What must hold for any figures: limits are kept, money and basis are conserved, a column is its
rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import examples
from megaroth.kernel.money import MOST_CENTS, proportion, rounded
from megaroth.law.law_book import PUBLISHED
from megaroth.law.load import law
from megaroth.model.fields import UNKNOWN
from megaroth.model.household import Balance, Balances, Elections, Household, Hsa, Ira, Job, Person
from megaroth.model.plan import AfterTaxCap, Plan, Tier
from megaroth.payroll.paydays import spread
from megaroth.planyear.distribution import split
from megaroth.planyear.distribution_result import DESTINATIONS
from megaroth.planyear.employer_questions import rules
from megaroth.planyear.journal import balances
from megaroth.planyear.merge_scenarios import high, low
from megaroth.planyear.plan import plan as plan_of
from megaroth.planyear.room import ANSWERS, room, room_table
from megaroth.planyear.run import run
from megaroth.planyear.unknowns import resolve, scenarios
from megaroth.rules import annual_additions, catch_up, compensation, deferrals, ira, match, pro_rata
from megaroth.rules.allocation import allocate
from megaroth.tax import surtaxes

LAW = law(2026)
money = st.integers(0, 2_000_000_00)
wide = st.integers(0, MOST_CENTS)
rates = st.integers(0, 2_000_000)
columns = st.lists(st.tuples(money, money, money), min_size=1, max_size=20)
tiers = st.lists(st.tuples(rates, st.integers(1, 100_000_00)), max_size=3).map(
    lambda found: [
        (rate, top)
        for (rate, _), top in zip(found, sorted({top for _, top in found}), strict=False)
    ]
)


def rows_of(*lists):
    return [np.array(values, dtype=np.int64) for values in lists]


RULES_OF_THREE = [
    lambda a, b, c: deferrals.elective_deferral_limit(LAW, a, b),
    lambda a, b, c: deferrals.excess_deferral(LAW, a, b),
    lambda a, b, c: catch_up.catch_up_limit(LAW, a // 10_000_00, b, c),
    lambda a, b, c: annual_additions.after_tax_room(LAW, a, b, c),
    lambda a, b, c: annual_additions.excess_annual_addition(LAW, a, b + c),
    lambda a, b, c: compensation.self_employment_tax(LAW, a, b),
    lambda a, b, c: compensation.net_earnings(LAW, a, b),
    lambda a, b, c: compensation.self_employed_contribution(LAW, a, b, 250_000),
    lambda a, b, c: surtaxes.payroll_tax(LAW, a),
    lambda a, b, c: match.matching_contribution(
        a, [(1_000_000, 9_000_00), (500_000, 15_000_00)], 12_000_00
    ),
    lambda a, b, c: match.contribution_within(
        a, b, [(1_000_000, 9_000_00), (500_000, 15_000_00)], 12_000_00
    ),
    lambda a, b, c: match.contribution_for_full_match([(1_000_000, a), (500_000, a + b)]),
    lambda a, b, c: ira.roth_ira_limit(LAW, LAW.ira_contribution + a * 0, b, "single", c),
    lambda a, b, c: ira.deductible_ira(
        LAW, LAW.ira_contribution + a * 0, b, "married_joint", covered=True
    ),
    lambda a, b, c: ira.ira_conversion_basis(a, b, c),
    lambda a, b, c: ira.spousal_compensation(a, b, c),
    lambda a, b, c: pro_rata.distributed_basis(a, b, a + c),
    lambda a, b, c: pro_rata.distributed_basis_first(a, b // 2, b, a + c),
    lambda a, b, c: pro_rata.designated_roth_basis(a, b, a + c),
    lambda a, b, c: catch_up.roth_catch_up_required(LAW, a),
]


@pytest.mark.parametrize("number", range(len(RULES_OF_THREE)))
@given(rows=columns)
def test_a_column_is_its_rows(number: int, rows) -> None:
    function = RULES_OF_THREE[number]
    column = function(*rows_of(*zip(*rows, strict=True)))
    assert [int(value) for value in np.broadcast_to(column, len(rows))] == [
        int(function(*row)) for row in rows
    ]


@given(pay=money, deferral=money, employer=money, more=money)
def test_more_pay_never_lowers_the_room(pay: int, deferral: int, employer: int, more: int) -> None:
    before = annual_additions.after_tax_room(LAW, pay, deferral, employer)
    after = annual_additions.after_tax_room(LAW, pay + more, deferral, employer)
    assert before <= after <= LAW.annual_additions


@given(age=st.integers(0, 100), pay=money, employer=money, made=money, formula=st.booleans())
def test_the_most_allowed_deferral_and_the_room_fill_the_limit_and_no_more(
    age: int, pay: int, employer: int, made: int, formula
) -> None:
    terms = ((1_000_000, 30_000), (500_000, 50_000)) if formula else ()
    answer = room(LAW, age, pay, employer=employer, after_tax=made, match=terms)
    total = answer.elective_deferral + answer.employer + answer.after_tax_room + made
    assert answer.elective_deferral <= LAW.elective_deferral
    assert total <= max(answer.annual_additions_limit, employer + made + answer.match)
    if total < answer.annual_additions_limit:
        assert answer.after_tax_room == 0


@given(tier=tiers, room_left=money, already=money, most=st.one_of(st.just(match.UNCAPPED), money))
def test_the_fixed_point_of_match_and_room_is_the_largest(
    tier, room_left: int, already: int, most: int
) -> None:
    x = match.contribution_within(room_left, already, tier, most)

    def used(amount: int) -> int:
        grown = match.matching_contribution(already + amount, tier, most)
        return amount + grown - match.matching_contribution(already, tier, most)

    assert used(x) <= room_left < used(x + 1)


def test_each_tier_of_a_match_may_round_a_cent_away_from_the_room() -> None:
    tier = [(2_246, 22_46), (2_245, 31_37)]
    assert match.contribution_within(29_02, 2_42, tier) == 28_96
    grown = match.matching_contribution(2_42 + 28_96, tier)
    assert 28_96 + grown - match.matching_contribution(2_42, tier) == 29_02


@given(tier=tiers, most=st.one_of(st.just(match.UNCAPPED), money))
def test_the_full_match_is_earned_by_the_least_contribution_that_earns_it(tier, most: int) -> None:
    tier = [(rate, top) for rate, top in tier if rate]
    needed = match.contribution_for_full_match(tier, most)
    full = match.full_match(tier, most)
    assert match.matching_contribution(needed, tier, most) == full
    if needed:
        # A cent less earns less, but where that cent rounds away.
        assert match.matching_contribution(max(needed - 2_00, 0), tier, most) <= full


@given(amount=wide, part=wide, whole=wide)
def test_a_proportion_is_exact_for_any_amounts(amount: int, part: int, whole: int) -> None:
    exact = (2 * amount * part + whole) // (2 * whole) if whole else 0
    assert proportion(amount, part, whole) == exact
    if exact <= np.iinfo(np.int64).max:
        assert proportion(*rows_of([amount], [part], [whole]))[0] == exact


@given(
    value=st.integers(-(10**15), 10**15), divisor=st.integers(1, 10**6), step=st.integers(1, 10**6)
)
def test_rounding_goes_where_it_says(value: int, divisor: int, step: int) -> None:
    down, up = (rounded(value, divisor, to=step, direction=way) for way in ("down", "up"))
    nearest = rounded(value, divisor, to=step)
    assert down * divisor <= value <= up * divisor
    assert nearest in (down, up)
    assert abs(2 * (nearest * divisor - value)) <= divisor * step


@given(total=money, parts=st.integers(1, 53))
def test_paychecks_add_up(total: int, parts: int) -> None:
    amounts = spread(total, parts)
    assert sum(amounts) == total
    assert max(amounts) - min(amounts) <= 1


@given(pre_tax=money, amounts=st.lists(money, min_size=1, max_size=6), data=st.data())
def test_an_allocation_spends_every_pre_tax_dollar_in_the_order_of_the_notice(
    pre_tax: int, amounts: list[int], data
) -> None:
    pre_tax = min(pre_tax, sum(amounts))
    manners = data.draw(
        st.lists(
            st.sampled_from(["direct", "sixty_day", "cash"]),
            min_size=len(amounts),
            max_size=len(amounts),
        )
    )
    parts = allocate(pre_tax, amounts, manners)
    assert [part.pre_tax + part.after_tax for part in parts] == amounts
    assert sum(part.pre_tax for part in parts) == pre_tax
    direct = sum(
        part.after_tax for part, manner in zip(parts, manners, strict=True) if manner == "direct"
    )
    later = sum(
        part.pre_tax for part, manner in zip(parts, manners, strict=True) if manner != "direct"
    )
    assert direct == 0 or later == 0, (
        "after-tax money in a direct rollover means that no pre-tax money was left"
    )


@given(
    value=st.integers(1, 2_000_000_00),
    basis=money,
    shares=st.lists(st.integers(0, 100), min_size=1, max_size=4),
    data=st.data(),
)
def test_a_split_conserves_money_and_basis(value: int, basis: int, shares: list[int], data) -> None:
    # After-tax money may not reach another plan within 60 days, which a test of its own says.
    names = data.draw(st.permutations([name for name in DESTINATIONS if name != "plan_60_day"]))[
        : len(shares)
    ]
    amounts = [value * share // 400 for share in shares]
    distribute = sum(amounts)
    to = [(name, amount) for name, amount in zip(names, amounts, strict=True) if amount] or [
        ("cash", 0)
    ]
    answer = split(
        LAW, balance=value, after_tax=basis, distribute=distribute, to=to, half_years=100
    )
    assert sum(part.amount for part in answer.destinations) == distribute
    assert sum(part.after_tax for part in answer.destinations) == answer.after_tax
    assert answer.after_tax + answer.basis_left + answer.unrecovered_basis == basis
    assert 0 <= answer.least_taxable <= answer.taxable <= answer.most_taxable <= answer.pre_tax
    assert answer.withholding <= answer.pre_tax // 5 + 1


# --- whole plan years


@st.composite
def households(draw) -> Household:
    """Any lawful household with one or two people and known rules."""

    def plan() -> Plan | None:
        if draw(st.integers(0, 9)) == 0:
            return None
        count = draw(st.integers(0, 2))
        reaches = sorted(draw(st.sets(st.integers(1, 12), min_size=count, max_size=count)))
        roth = draw(st.booleans())
        return Plan(
            roth=roth,
            after_tax=draw(st.booleans()),
            after_tax_cap=draw(
                st.sampled_from(
                    [
                        None,
                        AfterTaxCap(percent=100_000),
                        AfterTaxCap(dollars=9_000_00, hce_percent=50_000),
                    ]
                )
            ),
            in_plan_roth_rollover=draw(
                st.sampled_from(["each_paycheck", "quarterly", "yearly", "on_request", "no"])
            )
            if roth
            else "no",
            in_service_withdrawal=draw(st.sampled_from([(), ("after_tax",)])),
            separate_after_tax_source=draw(st.booleans()),
            catch_up=draw(st.booleans()),
            match=tuple(
                Tier(
                    rate=draw(st.sampled_from([250_000, 500_000, 1_000_000])), up_to=reach * 10_000
                )
                for reach in reaches
            ),
            match_most=draw(st.sampled_from([None, 3_000_00])),
            match_period=draw(st.sampled_from(["paycheck", "year"])),
            match_on_after_tax=draw(st.booleans()),
            roth_match=draw(st.booleans()),
            nonelective=draw(st.sampled_from([0, 30_000, 250_000])),
            other_employer=draw(st.sampled_from([0, 1_000_00])),
        )

    def job(name: str) -> Job:
        value = draw(st.integers(0, 300_000_00))
        return Job(
            employer=name,
            group=draw(st.sampled_from([None, "g"])),
            pay=draw(st.integers(0, 700_000_00)),
            pay_frequency=draw(st.sampled_from(["weekly", "biweekly", "semimonthly", "monthly"])),
            ended=draw(st.sampled_from([None, None, date(2026, 8, 14)])),
            fica_wages_last_year=draw(st.sampled_from([None, 100_000_00, 400_000_00])),
            self_employed=draw(st.integers(0, 4)) == 0,
            plan=plan(),
            balances=Balances(
                pre_tax=Balance(value=draw(st.integers(0, 500_000_00))),
                after_tax=Balance(value=value, basis=draw(st.integers(0, 320_000_00))),
            ),
            elections=Elections(
                deferral=draw(st.sampled_from([None, 5_000_00])),
                after_tax=draw(st.sampled_from([None, 2_000_00])),
            ),
        )

    def person(name: str) -> Person:
        return Person(
            name=name,
            born=date(draw(st.integers(1950, 2004)), 6, 15),
            jobs=tuple(job(f"{name} {n}") for n in range(draw(st.integers(0, 2)))),
            iras=(
                Ira(
                    kind="traditional",
                    value=draw(st.integers(0, 50_000_00)),
                    basis=draw(st.integers(0, 9_000_00)),
                ),
            ),
            hsa=draw(
                st.sampled_from(
                    [
                        None,
                        Hsa(coverage=("family",) * 12),
                        Hsa(coverage=("self_only",) * 6 + ("none",) * 6),
                    ]
                )
            ),
        )

    people = tuple(person(name) for name in ("A", "B")[: draw(st.integers(1, 2))])
    return Household(
        year=2026,
        people=people,
        filing_status="married_joint" if len(people) == 2 else "single",
        spare_cash=draw(st.sampled_from([None, 0, 10_000_00, 60_000_00])),
        marginal_rate=300_000,
        growth=draw(st.sampled_from([0, 70_000, -200_000])),
        order=tuple(
            draw(st.permutations(["match", "hsa", "deferral", "catch_up", "ira", "after_tax"]))
        ),
    )


@given(household=households())
def test_no_plan_passes_a_limit(household: Household) -> None:
    plan = run(household, PUBLISHED)
    for person, asked in zip(plan.people, household.people, strict=True):
        assert (
            sum(job.contributions.pre_tax + job.contributions.roth for job in person.jobs)
            <= LAW.elective_deferral
        )
        assert sum(job.contributions.catch_up for job in person.jobs) <= person.catch_up_limit
        assert person.roth_ira + person.traditional_ira <= person.ira_limit
        groups: dict[str, list] = {}
        for job, given_job in zip(person.jobs, asked.jobs, strict=True):
            groups.setdefault(given_job.group or given_job.employer, []).append(job)
            if given_job.plan and not given_job.plan.after_tax:
                assert job.contributions.after_tax == 0
        for jobs in groups.values():
            employer = sum(
                job.contributions.match
                + job.contributions.roth_match
                + job.contributions.nonelective
                for job in jobs
            )
            own = sum(job.annual_additions for job in jobs) - employer
            assert own + employer <= max(jobs[0].annual_additions_limit, employer), (
                "employer money alone may pass it: the file says so"
            )
    if household.spare_cash is not None:
        assert plan.own_contributions <= household.spare_cash


@given(household=households())
def test_a_plan_conserves_every_cent_and_its_basis(household: Household) -> None:
    plan = run(household, PUBLISHED)
    totals = balances(plan.journal)
    assert sum(value for value, _ in totals.values()) == 0
    taxed = sum(move.taxable for move in plan.rollovers) + sum(
        conversion.taxable for conversion in plan.conversions
    )
    # A match made as Roth is income when it is allocated, so it is basis from the start.
    taxed += sum(job.contributions.roth_match for person in plan.people for job in person.jobs)
    assert sum(basis for _, basis in totals.values()) == taxed
    assert plan.taxable == sum(move.taxable for move in plan.rollovers)
    for move in plan.rollovers:
        assert 0 <= move.basis <= move.amount
        if move.to in ("roth_ira", "designated_roth"):
            assert move.taxable == move.amount - move.basis
    for person in plan.people:
        for job in person.jobs:
            after_tax = [
                totals[account]
                for account in totals
                if account.employer == job.employer and account.source == "after_tax"
            ]
            assert not after_tax or after_tax[0][0] == job.after_tax_left


@given(
    household=households(),
    rows=st.lists(
        st.tuples(st.integers(0, 700_000_00), st.integers(-200_000, 200_000), money),
        min_size=1,
        max_size=5,
    ),
)
def test_a_plan_on_columns_is_its_rows(household: Household, rows) -> None:
    if not household.people[0].jobs:
        return
    pays, growths, values = rows_of(*zip(*rows, strict=True))

    def with_(pay, growth, value) -> Household:
        first = household.people[0]
        job = replace(
            first.jobs[0],
            pay=pay,
            balances=Balances(
                after_tax=Balance(value=value, basis=value // 2), pre_tax=Balance(value=value * 3)
            ),
        )
        return replace(
            household,
            growth=growth,
            people=(replace(first, jobs=(job, *first.jobs[1:])), *household.people[1:]),
        )

    whole = run(with_(pays, growths, values), PUBLISHED)
    for place, row in enumerate(rows):
        one = run(with_(*row), PUBLISHED)

        def at(value, place=place):
            return int(np.broadcast_to(value, len(rows))[place])

        for name in (
            "to_roth",
            "taxable",
            "tax",
            "conversion_tax",
            "own_contributions",
            "employer_contributions",
        ):
            assert at(getattr(whole, name)) == getattr(one, name), name
        for person, alone in zip(whole.people, one.people, strict=True):
            assert at(person.magi) == alone.magi
            assert at(person.traditional_ira) == alone.traditional_ira
            for job, single in zip(person.jobs, alone.jobs, strict=True):
                assert at(job.after_tax_room) == single.after_tax_room
                assert at(job.after_tax_left_basis) == single.after_tax_left_basis
                for source, amount in vars(single.contributions).items():
                    assert at(getattr(job.contributions, source)) == amount, source


@given(
    household=households(), rules=st.sets(st.sampled_from(sorted(rules())), min_size=1, max_size=4)
)
@examples(40)
def test_any_rule_may_be_unknown(household: Household, rules: set[str]) -> None:
    changes = dict.fromkeys(rules - {"pay_last_year", "ownership"}, UNKNOWN)
    people = tuple(
        replace(
            person,
            jobs=tuple(
                replace(job, plan=replace(job.plan, **changes)) if job.plan else job
                for job in person.jobs
            ),
        )
        for person in household.people
    )
    asked = replace(household, people=people)
    whole = plan_of(asked)
    answers, complete = scenarios(asked, PUBLISHED)
    for chosen in answers[:: max(len(answers) // 5, 1)]:
        one = run(resolve(asked, chosen), PUBLISHED)
        for name in ("to_roth", "taxable", "own_contributions", "employer_contributions"):
            assert (
                low(getattr(whole, name))
                <= low(getattr(one, name))
                <= high(getattr(one, name))
                <= high(getattr(whole, name))
            )
        assert whole.verdict in ("depends", one.verdict)
    assert complete or any("too many combinations" in text for text in map(str, whole.assumptions))


@given(st.data())
def test_the_room_of_a_table_is_that_of_its_rows(data) -> None:
    rng = np.random.default_rng(data.draw(st.integers(0, 2**32 - 1)))
    rows = 200
    table = {
        "age": rng.integers(18, 80, rows),
        "pay": rng.integers(0, 900_000_00, rows),
        "deferral": rng.integers(0, 40_000_00, rows),
        "catch_up": rng.integers(0, 12_000_00, rows),
        "employer": rng.integers(0, 90_000_00, rows),
        "after_tax": rng.integers(0, 60_000_00, rows),
        "fica_wages_last_year": rng.integers(0, 400_000_00, rows),
    }
    if data.draw(st.booleans()):
        del table["deferral"]
    formula = data.draw(st.sampled_from([(), ((1_000_000, 30_000), (500_000, 50_000))]))
    if formula:
        del table["employer"]
    out = room_table(LAW, table, formula, 20_000)
    for row in range(rows):
        one = room(
            LAW,
            **{name: int(column[row]) for name, column in table.items()},
            match=formula,
            nonelective=20_000,
        )
        assert {name: getattr(one, name) for name in ANSWERS} == {
            name: out[name][row] for name in ANSWERS
        }
