"""The accounts of a projection: what each operation does to values, basis and five-year periods."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from megaroth.law.load import law
from megaroth.model.assumptions import Assumptions
from megaroth.projection.account_returns import (
    account_returns,
    grow,
    level_returns,
    paid,
    yearly_fees,
)
from megaroth.projection.accounts import (
    NEVER,
    Accounts,
    Money,
    Payments,
    RothIra,
    RothPlan,
    above_zero,
    begun,
    grown,
    joined,
    no_payments,
    no_roth_plan,
    part,
    sum_columns,
    zeros,
)
from megaroth.projection.moved_after_tax import PROBE, Moved, earned_of, moved_by_destination
from megaroth.projection.pre_tax import Sources, leaves_contract, take, usable_part
from megaroth.projection.working_years import PersonFlows
from megaroth.rules.roth_order import Layer
from small_years import column, empty_accounts, returns


def test_amounts_are_rounded_to_the_cent() -> None:
    """Halves go to the even cent, as numpy rounds."""
    assert list(grown(column(100, 101, 103, -10), np.array([0.5]))) == [150, 152, 154, -15]
    assert list(part(column(100, 101, 103), 0.5)) == [50, 50, 52]
    assert list(above_zero(column(-1, 0, 2))) == [0, 0, 2]
    assert list(sum_columns([column(1, 2), column(10, 20), column(100, 200)])) == [111, 222]
    assert list(zeros(3)) == [0, 0, 0]


@pytest.mark.parametrize(
    ("since", "where", "first"),
    [
        (NEVER, True, 2026),
        (NEVER, False, NEVER),
        (2020, True, 2020),
        (2030, True, 2026),
    ],
)
def test_a_period_starts_once(since: int, where: bool, first: int) -> None:
    assert list(begun(column(since), 2026, where)) == [first]
    two = begun(column(since, since), 2026, np.array([where, not where]))
    assert list(two) == [first, min(since, 2026) if not where else since]
    ira, plan = RothIra(column(0), column(0), column(since)), no_roth_plan(column(0))
    ira.begin(2026, where)
    plan.begin(2026, where)
    assert list(ira.since) == [first]
    assert list(plan.since) == [2026 if where else NEVER]


def test_conversions_count_as_contributions_after_their_recapture_period() -> None:
    """IRC 408A(d)(3)(F): five years, so in 2026 one of 2021 is past and one of 2022 is not."""
    layers = [
        Layer(year=2021, taxed=column(30), untaxed=column(4)),
        Layer(year=2022, taxed=column(20), untaxed=column(3)),
    ]
    ira = RothIra(column(100), column(10), column(2020), layers)
    ira.convert(law(2026), column(7), column(2))
    assert list(ira.regular) == [44]
    assert [(one.year, int(one.taxed[0]), int(one.untaxed[0])) for one in ira.layers] == [
        (2022, 20, 3),
        (2026, 7, 2),
    ]
    assert list(ira.value) == [100]


def test_a_distribution_leaves_the_rest_of_each_part() -> None:
    ira = RothIra(column(100), column(10), column(2020))
    ira.layers = [Layer(year=2022, taxed=column(20), untaxed=column(3))]
    out = ira.take(column(25))
    assert (list(out.regular), list(ira.regular), list(ira.value)) == ([10], [0], [75])
    assert [(int(one.taxed[0]), int(one.untaxed[0])) for one in ira.layers] == [(5, 3)]


def filled(times: int = 1, rows: int = 1) -> Accounts:
    """Accounts of a couple in which every amount differs, times a factor."""
    counter = iter(range(1, 100))

    def next_one() -> np.ndarray:
        return np.full(rows, next(counter) * 10 * times)

    def money() -> list[Money]:
        return [Money(next_one(), next_one()) for _ in range(2)]

    return Accounts(
        plans=money(),
        iras=money(),
        roth=[
            RothIra(
                next_one(),
                next_one(),
                next_one(),
                [Layer(year=2030 - place, taxed=next_one(), untaxed=next_one())],
            )
            for place in range(2)
        ],
        roth_plan=[RothPlan(next_one(), next_one(), next_one()) for _ in range(2)],
        after_tax=money(),
        hsa=next_one(),
        hsa_basis=next_one(),
        taxable=Money(next_one(), next_one()),
        owed=next_one(),
        ran_out=np.full(rows, times > 1),
        ira_taxed=next_one(),
        payments=[Payments(next_one(), next_one()) for _ in range(2)],
        price_levels=[np.full(rows, 1.0 * times)],
    )


def flat(accounts: Accounts) -> list[list[float]]:
    """Every column of the accounts in a fixed order, conversions without their years."""
    found = []

    def add(*columns: np.ndarray) -> None:
        found.extend([float(value) for value in one] for one in columns)

    for one in (*accounts.plans, *accounts.iras, *accounts.after_tax, accounts.taxable):
        add(one.value, one.basis)
    for roth in accounts.roth:
        add(roth.value, roth.regular, roth.since)
        for layer in roth.layers:
            add(layer.taxed, layer.untaxed)
    for plan in accounts.roth_plan:
        add(plan.value, plan.basis, plan.since)
    for series in accounts.payments:
        add(series.amount, series.until)
    add(accounts.hsa, accounts.hsa_basis, accounts.owed, accounts.ran_out, accounts.ira_taxed)
    add(*accounts.price_levels)
    return found


def test_every_column_keeps_its_rows_in_their_order() -> None:
    both = joined([filled(), filled(3)])
    for place, times in enumerate((1, 3)):
        own = both.of_rows(np.array([place]))
        for roth in own.roth:
            # Conversions of the others are zero here.
            roth.layers = [one for one in roth.layers if one.taxed.any()]
        assert flat(own) == flat(filled(times))
    again = both.of_rows(np.array([1, 0, 1]))
    assert [int(one) for one in again.plans[0].value] == [30, 10, 30]


def test_conversions_of_others_are_zero_and_years_are_in_order() -> None:
    one, other = empty_accounts(), empty_accounts()
    one.roth[0].layers = [Layer(year=2028, taxed=column(5), untaxed=column(1))]
    other.roth[0].layers = [
        Layer(year=2027, taxed=column(7), untaxed=column(2)),
        Layer(year=2029, taxed=column(9), untaxed=column(3)),
    ]
    layers = joined([one, other]).roth[0].layers
    assert [
        (layer.year, [int(one) for one in layer.taxed], [int(one) for one in layer.untaxed])
        for layer in layers
    ] == [(2027, [0, 7], [0, 2]), (2028, [5, 0], [1, 0]), (2029, [0, 9], [0, 3])]


def test_balances_by_character_hold_every_account_once() -> None:
    accounts = filled()
    found = {kind: int(one[0]) for kind, one in accounts.by_character().items()}
    values = {
        "pre_tax": [*accounts.plans, *accounts.iras],
        "roth": [*accounts.roth, *accounts.roth_plan],
        "after_tax": accounts.after_tax,
        "taxable": [accounts.taxable],
    }
    assert found == {
        **{kind: sum(int(one.value[0]) for one in held) for kind, held in values.items()},
        "hsa": int(accounts.hsa[0]),
    }
    assert [int(one[0]) for one in accounts.pre_tax] == [10 + 50, 30 + 70]


def test_a_survivor_takes_over_every_account_and_the_older_periods() -> None:
    accounts = filled()
    before = filled()
    accounts.inherit(1, 0)
    for kind in ("plans", "iras", "after_tax", "roth_plan"):
        (own, left), (mine, theirs) = getattr(accounts, kind), getattr(before, kind)
        assert int(own.value[0]) == int(mine.value[0]) + int(theirs.value[0])
        assert int(own.basis[0]) == int(mine.basis[0]) + int(theirs.basis[0])
        assert (int(left.value[0]), int(left.basis[0])) == (0, 0)
    own, left = accounts.roth
    assert [one.year for one in own.layers] == [2029, 2030]
    assert int(own.value[0]) == sum(int(one.value[0]) for one in before.roth)
    assert int(own.regular[0]) == sum(int(one.regular[0]) for one in before.roth)
    assert int(own.since[0]) == min(int(one.since[0]) for one in before.roth)
    assert (int(left.value[0]), int(left.regular[0]), left.layers) == (0, 0, [])
    assert int(left.since[0]) == int(accounts.roth_plan[1].since[0]) == NEVER
    assert int(accounts.roth_plan[0].since[0]) == int(before.roth_plan[0].since[0])
    # Periodic payments of the dead end, and the survivor's go on.
    assert [int(one.amount[0]) for one in accounts.payments] == [
        int(before.payments[0].amount[0]),
        0,
    ]
    assert int(accounts.payments[1].until[0]) == 0


@pytest.mark.parametrize(("mine", "left", "kept"), [(2020, 2024, 2020), (2024, 2020, 2020)])
def test_the_older_period_applies_to_both_kinds_of_roth_money(
    mine: int, left: int, kept: int
) -> None:
    """Treas. Reg. 1.408A-6, Q&A-7."""
    accounts = empty_accounts(people=2)
    for held in (accounts.roth, accounts.roth_plan):
        held[0].since, held[1].since = column(left), column(mine)
    accounts.inherit(0, 1)
    assert (int(accounts.roth[1].since[0]), int(accounts.roth_plan[1].since[0])) == (kept, kept)


def test_nominal_amounts_shrink_where_prices_grow_faster() -> None:
    """Prices a quarter higher: four fifths of each basis, and values stay."""
    accounts, before = filled(), filled()
    accounts.outrun(np.array([1.25]))
    for kind in ("plans", "iras", "roth_plan", "after_tax"):
        for one, other in zip(getattr(accounts, kind), getattr(before, kind), strict=True):
            assert int(one.value[0]) == int(other.value[0])
            assert int(one.basis[0]) * 5 == int(other.basis[0]) * 4
    for one, other in zip(accounts.roth, before.roth, strict=True):
        assert int(one.value[0]) == int(other.value[0])
        assert int(one.regular[0]) * 5 == int(other.regular[0]) * 4
        assert [int(layer.taxed[0]) * 5 for layer in one.layers] == [
            int(layer.taxed[0]) * 4 for layer in other.layers
        ]
        assert [int(layer.untaxed[0]) * 5 for layer in one.layers] == [
            int(layer.untaxed[0]) * 4 for layer in other.layers
        ]
        assert [layer.year for layer in one.layers] == [layer.year for layer in other.layers]
    assert int(accounts.taxable.basis[0]) * 5 == int(before.taxable.basis[0]) * 4
    assert int(accounts.ira_taxed[0]) * 5 == int(before.ira_taxed[0]) * 4
    assert int(accounts.hsa_basis[0]) * 5 == int(before.hsa_basis[0]) * 4
    assert [int(one.amount[0]) * 5 for one in accounts.payments] == [
        int(one.amount[0]) * 4 for one in before.payments
    ]
    assert int(accounts.hsa[0]) == int(before.hsa[0])


def test_nothing_is_no_account_on_as_many_paths() -> None:
    plan, payments = no_roth_plan(column(5, 6)), no_payments(column(5, 6))
    assert [list(one) for one in (plan.value, plan.basis, plan.since)] == [
        [0, 0],
        [0, 0],
        [NEVER, NEVER],
    ]
    assert [list(one) for one in (payments.amount, payments.until)] == [[0, 0], [0, 0]]


# Returns of accounts


MIXED = Assumptions(
    pre_tax_bonds=500_000,
    roth_bonds=250_000,
    taxable_bonds=750_000,
    plan_fee=10_000,
    ira_fee=20_000,
    hsa_fee=30_000,
    taxable_fee=40_000,
    bond_interest=20_000,
    growth=100_000,
    dividend_yield=40_000,
    unqualified_dividends=250_000,
)


def rates(found: object) -> dict[str, float]:
    return {name: round(float(one[0]), 10) for name, one in vars(found).items()}


def test_each_account_returns_its_mix_less_its_fee() -> None:
    """10% and 2%: half of each is 6%, a quarter of bonds 8%, three quarters 4%. The fee leaves at
    the end: 1.06 * 0.99 and so on."""
    assert rates(account_returns(MIXED, np.array([0.1]), np.array([0.02]))) == {
        "plan": round(1.06 * 0.99 - 1, 10),
        "ira": round(1.06 * 0.98 - 1, 10),
        "plan_roth": round(1.08 * 0.99 - 1, 10),
        "roth": round(1.08 * 0.98 - 1, 10),
        "hsa": round(1.10 * 0.97 - 1, 10),
        "taxable": round(1.04 * 0.96 - 1, 10),
        "owed": 0.1,
    }
    assert rates(level_returns(MIXED)) == rates(
        account_returns(MIXED, np.array([0.1]), np.array([0.02]))
    )


@pytest.mark.parametrize(
    ("rate", "bonds", "holds", "owed"),
    [
        (0.1, 0.02, True, 0.1),
        (-0.1, 0.02, True, 0.02),
        (-0.1, 0.02, False, 0.0),
        (-0.1, -0.2, True, 0.0),
    ],
)
def test_a_loan_costs_the_best_return_and_nothing_in_a_bad_year(
    rate: float, bonds: float, holds: bool, owed: float
) -> None:
    assumed = Assumptions(roth_bonds=500_000) if holds else Assumptions()
    assert rates(account_returns(assumed, np.array([rate]), np.array([bonds])))["owed"] == owed


def test_the_taxable_account_pays_dividends_and_interest() -> None:
    """A quarter is stocks that yield 4%: 1%, of which three quarters are qualified. Three quarters
    are bonds at 2%: 1.5%."""
    found = paid(MIXED)
    assert (found.dividends, found.qualified) == (pytest.approx(0.01), pytest.approx(0.0075))
    assert found.interest == pytest.approx(0.015)
    assert found.ordinary == pytest.approx(0.0175)
    assert found.all_of_it == pytest.approx(0.025)


def test_each_account_grows_by_its_own_return() -> None:
    accounts = empty_accounts()
    for number, held in enumerate(
        (accounts.plans, accounts.iras, accounts.roth, accounts.roth_plan, accounts.after_tax), 1
    ):
        held[0].value = column(1_000 * number)
    accounts.hsa, accounts.taxable.value, accounts.owed = column(6_000), column(7_000), column(800)
    by = returns(plan=0.1, ira=0.2, roth=0.3, plan_roth=0.4, hsa=0.5, taxable=0.6, owed=0.7)
    grow(accounts, by, column(100))
    values = [
        int(held[0].value[0])
        for held in (accounts.plans, accounts.iras, accounts.roth, accounts.roth_plan)
    ]
    assert values == [1_100, 2_400, 3_900, 5_600]
    assert int(accounts.after_tax[0].value[0]) == 7_000
    # What it paid left evenly over the year: 100 * 1.3.
    assert int(accounts.taxable.value[0]) == 11_200 - 130
    assert (int(accounts.hsa[0]), int(accounts.owed[0])) == (9_000, 1_360)


def test_a_loan_grows_as_money_owed() -> None:
    accounts = empty_accounts()
    accounts.taxable.value = column(-100)
    grow(accounts, returns(taxable=0.6, owed=0.7), column(0))
    assert int(accounts.taxable.value[0]) == -170
    accounts.taxable.value = column(1)
    grow(accounts, returns(taxable=0.0, owed=1.0), column(0))
    assert int(accounts.taxable.value[0]) == 1


def test_fees_are_the_part_of_the_money_before_them() -> None:
    """1,000,000 of each at a return of 10% after the fee. A fee of 1% is 1/99 of what is left:
    11,111.11; of 2% 22,448.98, of 3% 34,020.62, of 4% 45,833.33. A loan has no fee."""
    by = returns(**dict.fromkeys(("plan", "ira", "plan_roth", "roth", "hsa", "taxable"), 0.1))
    accounts = empty_accounts()
    for held, fee in (
        (accounts.plans, 11_111),
        (accounts.iras, 22_449),
        (accounts.roth, 22_449),
        (accounts.roth_plan, 11_111),
        (accounts.after_tax, 11_111),
    ):
        held[0].value = column(1_000_000)
        assert list(yearly_fees(accounts, by, MIXED)) == [fee]
        held[0].value = column(0)
    accounts.hsa = column(1_000_000)
    assert list(yearly_fees(accounts, by, MIXED)) == [34_021]
    accounts.hsa, accounts.taxable.value = column(0), column(1_000_000)
    assert list(yearly_fees(accounts, by, MIXED)) == [45_833]
    accounts.taxable.value = column(-1_000_000)
    assert list(yearly_fees(accounts, by, MIXED)) == [0]
    assert list(yearly_fees(filled(), by, Assumptions())) == [0]


# Pre-tax money that leaves


def sources(
    plan: tuple[int, int],
    ira: tuple[int, int],
    required: tuple[int, int] = (0, 0),
    *,
    plan_first: bool = False,
) -> Sources:
    money = (Money(column(value), column(basis)) for value, basis in (plan, ira))
    return Sources(*money, *(column(one) for one in required), plan_first)


def leaving(
    there: Sources,
    drawn: int = 0,
    converted: int = 0,
    backdoor: int = 0,
    growth: float = 0.0,
    rolled_in: int = 0,
) -> dict[str, float]:
    found = take(there, column(drawn), column(converted), backdoor, growth, rolled_in)
    names = ("plan", "ira", "plan_converted", "ira_converted", "share", "plan_share")
    return {name: float(getattr(found, name)[0]) for name in names}


def test_what_leaves_is_divided_after_required_distributions() -> None:
    """Of 500 and 350, 100 and 50 are required. Conversions of 70 divide 4 to 3: 40 and 30. Then
    withdrawals of 63 divide 360 to 270: 36 and 27. Basis of 80 in IRAs and of 100 in the plan."""
    found = leaving(sources((500, 100), (350, 80), (100, 50)), drawn=63, converted=70)
    assert found == {
        "plan": 136,
        "ira": 77,
        "plan_converted": 40,
        "ira_converted": 30,
        "share": pytest.approx(80 / 350),
        "plan_share": pytest.approx(0.2),
    }


def test_plan_money_comes_first_where_only_it_has_no_additional_tax() -> None:
    there = sources((500, 0), (300, 0), plan_first=True)
    assert leaving(there, drawn=450) == leaving(sources((500, 0), (0, 0)), drawn=450)
    more = leaving(there, drawn=620)
    assert (more["plan"], more["ira"]) == (500, 120)


def test_basis_is_divided_by_the_value_of_december_31() -> None:
    """IRC 408(d)(2), Form 8606: (80 + 20) / (what is left, grown, + rolled in + what left). 300 -
    100 - 50 = 150 grow to 225; with 75 rolled in and 100 + 50 + 20 that left, that is 470."""
    found = take(sources((0, 0), (300, 80), (0, 100)), column(0), column(50), 20, 0.5, column(75))
    assert float(found.share[0]) == pytest.approx(100 / 470)
    assert list(found.from_iras) == [100 + 50 + 20]
    assert list(found.untaxed(column(47))) == [10]
    loss = take(sources((0, 0), (300, 15)), column(30), column(0), 0, -1.5)
    assert float(loss.share[0]) == 0.5
    empty = leaving(sources((0, 0), (0, 0)))
    assert (empty["share"], empty["plan_share"]) == (0, 0)
    cent = leaving(sources((1, 1), (1, 1)))
    assert (cent["share"], cent["plan_share"]) == (1, 1)


def test_basis_is_never_more_than_what_leaves() -> None:
    found = leaving(sources((100, 150), (100, 150)), drawn=100)
    assert (found["share"], found["plan_share"]) == (1, 1)
    plan = take(sources((200, 50), (0, 0)), column(100), column(0), 0, 0.0)
    assert list(plan.untaxed_of_plan(plan.plan)) == [25]


def contract(
    *, day_by_day: bool, share: float = 0.5, basis: int = 600, own: int = 3_000
) -> list[int]:
    """After-tax money of 4,000 with basis, 1,000 contributed; a plan of 8,000 with basis of 500 and
    2,000 contributed. Returns of 20% and 10%."""
    flows = PersonFlows(
        after_tax=1_000,
        pre_tax=2_000,
        moved_share=share,
        moved={"roth_ira": Moved(basis=basis), "traditional_ira": Moved(basis=90)},
    )
    source, plan = Money(column(4_000), column(own)), Money(column(8_000), column(500))
    by = returns(plan_roth=0.2, plan=0.1)
    return [int(one[0]) for one in leaves_contract(flows, source, plan, by, day_by_day=day_by_day)]


def test_money_of_one_contract_has_basis_in_proportion() -> None:
    """4,800 + 1,100 on December 31, of which half leaves: 2,950. The rest is 8,800 + 2,100. Basis
    of 3,000 + 1,000 + 500 in 16,800: 2,950 carries 790.18. Or the 600 + 90 that the plan year found
    day by day."""
    assert contract(day_by_day=False) == [2_950, 790]
    assert contract(day_by_day=True) == [2_950, 690]
    cent = Money(column(1), column(1))
    none = Money(column(0), column(0))
    moved = leaves_contract(PersonFlows(moved_share=1.0), cent, none, returns(), day_by_day=False)
    assert [int(one[0]) for one in moved] == [1, 1]


def test_basis_of_one_contract_is_at_most_the_money_and_all_basis() -> None:
    assert contract(day_by_day=True, basis=9_000) == [2_950, 2_950]
    assert contract(day_by_day=True, basis=9_000, share=1.0, own=10) == [5_900, 1_510]
    assert contract(day_by_day=False, own=90_000) == [2_950, 2_950]


def test_money_that_cannot_be_withdrawn_is_none() -> None:
    money = Money(column(5), column(3))
    assert usable_part(money, True) is money
    none = usable_part(money, False)
    assert (list(none.value), list(none.basis)) == ([0], [0])


# After-tax money that moves


def rollover(to: str, basis: int, amount: int, taxable: int, person: str = "Ann") -> object:
    return SimpleNamespace(person=person, to=to, basis=basis, amount=amount, taxable=taxable)


def test_earnings_follow_from_the_trial_growth() -> None:
    """At the trial growth of 10%: 3 + 2 earned on 100 + 50, of which 4 are taxed. At growth of 100%
    that is ten times as much."""
    assert PROBE == 100_000
    found = moved_by_destination(
        "Ann",
        [
            rollover("roth_ira", 100, 103, 3),
            rollover("roth_ira", 50, 52, 1),
            rollover("roth_ira", 900, 990, 90, person="Bo"),
            rollover("designated_roth", 10, 10, 0),
        ],
        [],
        0.07,
    )
    assert found == {
        "designated_roth": Moved(10, (0, 0.0), (0, 0.0)),
        "roth_ira": Moved(150, (0, 50.0), (0, 40.0)),
    }


def test_older_earnings_are_those_without_growth() -> None:
    """Without growth 90 of basis and 20 older earnings move, 15 of them taxed; at 10%, 100, 130 and
    35. At the assumed 5% the basis is 90 + 10 * 0.5."""
    found = moved_by_destination(
        "Ann",
        [rollover("roth_ira", 100, 130, 35)],
        [rollover("roth_ira", 90, 110, 15), rollover("roth_ira", 1, 1, 1, person="Bo")],
        0.05,
    )
    assert found == {"roth_ira": Moved(95, (15, 200.0), (15, 200.0))}


def test_earnings_at_a_return_are_never_below_zero() -> None:
    assert Moved() == Moved(0, (0, 0.0), (0, 0.0))
    assert list(earned_of(Moved(0, (20, 200.0)), np.array([0.1, -0.05, -0.2]))) == [40, 10, 0]
