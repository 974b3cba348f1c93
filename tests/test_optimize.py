"""The best plan: lawful, at least as good as every simple policy, below its bound, and what the
engine makes of it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from megaroth.kernel.errors import WorkError
from megaroth.law.load import law
from megaroth.model.household import Household
from megaroth.planning.compare import compare
from megaroth.planning.linear_program import propose
from megaroth.planning.optimize import optimize
from megaroth.planning.prepare import prepare
from megaroth.planning.sensitivity import sensitivity
from megaroth.planning.tax_hull import AMOUNTS, KINDS, Filed, tax_of, tax_planes
from megaroth.planning.yearly_results import Optimized
from megaroth.planyear.state_return import Residence
from megaroth.readers.household_file import parse_household, read_household
from megaroth.rules.catch_up import catch_up_dollar_limit
from megaroth.tax.federal import Return
from megaroth.tax.states.resident import StateItems
from worker_household import PLAN, worker

EXAMPLES = Path(__file__).parent.parent / "examples"


def home(
    top: str = "", *, plan: str = PLAN, pay: int = 260_000, person: str = "", more: str = ""
) -> Household:
    return parse_household(
        worker(top, pay=pay, plan=plan, person=person, assumed=f"plan_until = 80\n{more}")
    )


def retired(top: str, *, person: str = "", more: str = "") -> Household:
    """Of 62, without pay: few years, where the claim does not depend on their number."""
    text = worker(top, pay=0, person=person, assumed=f"plan_until = 80\n{more}")
    return parse_household(text.replace("born = 1976-02-03", "born = 1964-02-03"))


@pytest.fixture(scope="module")
def best() -> Optimized:
    return optimize(home('state = "CA"'))


def test_the_bound_lies_above_and_every_simple_policy_below(best: Optimized) -> None:
    assert best.bound >= best.value >= best.rules[0].value >= best.rules[-1].value
    assert best.rule_of_thumb in best.rules
    assert best.proposed is None or best.proposed <= best.bound


def to(until: int | None, household: Household) -> Household:
    """The household with fewer years ahead; None for its own."""
    if until is None:
        return household
    return replace(household, assumptions=replace(household.assumptions, plan_until=until))


FEW_YEARS = 76
ALL_YEARS = pytest.param(None, marks=pytest.mark.slow, id="all years")


@pytest.mark.parametrize(
    ("name", "until"),
    [
        ("high_earner_52", FEW_YEARS),
        *(
            pytest.param(file.stem, None, marks=pytest.mark.slow, id=f"{file.stem}-all years")
            for file in sorted(EXAMPLES.glob("*.toml"))
            if file.stem != "unknown_rules"
        ),
    ],
)
def test_no_example_passes_its_bound(name: str, until: int | None) -> None:
    answer = optimize(to(until, read_household(EXAMPLES / f"{name}.toml")))
    assert answer.bound >= answer.value >= answer.rule_of_thumb.value


HARD = {
    "deferrals elected Roth": """
        year = 2026
        state = "NY"
        spending = 100000
        spending_in_retirement = 40000
        [[people]]
        name = "Ana"
        born = 1964-01-01
        retires_at = 65
        [[people.jobs]]
        employer = "Works"
        pay = 300000
        [people.jobs.plan]
        roth = true
        after_tax = true
        in_plan_roth_rollover = "each_paycheck"
        [people.jobs.elections]
        deferral_kind = "roth"
    """,
    "dividends spent": """
        year = 2026
        state = "TX"
        spending_in_retirement = 40000
        [taxable]
        value = 500000
        basis = 500000
        [assumptions]
        dividend_yield = "10%"
        growth = "10%"
        [[people]]
        name = "Ana"
        born = 1961-01-01
    """,
    "negative growth": """
        year = 2026
        state = "TX"
        [assumptions]
        growth = "-3%"
        [[people]]
        name = "Ana"
        born = 1970-01-01
        [[people.jobs]]
        employer = "Works"
        pay = 150000
        [people.jobs.plan]
        roth = true
        after_tax = true
        in_plan_roth_rollover = "each_paycheck"
        [[people.iras]]
        kind = "traditional"
        value = 500000
    """,
}


@pytest.mark.parametrize("until", [FEW_YEARS, ALL_YEARS])
@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_no_hard_household_passes_its_bound(text: str, until: int | None) -> None:
    answer = optimize(to(until, parse_household(text)))
    assert answer.bound >= answer.value >= answer.rule_of_thumb.value


def test_who_has_claimed_goes_on_claiming() -> None:
    claimed = "[people.social_security]\nmonthly = 2500\nfrom_age = 62"
    answer = optimize(
        parse_household(
            'year = 2026\nspending_in_retirement = 60000\n[[people]]\nname = "Ana"\nborn = '
            f"1961-01-01\n{claimed}\n"
            '[[people.iras]]\nkind = "traditional"\nvalue = 1500000\n[assumptions]\nplan_until = '
            "72\n"
        )
    )
    assert answer.claims == {"Ana": 62}
    assert len({one.about for one in answer.rules}) == len(answer.rules)


def test_who_has_no_benefit_claims_none() -> None:
    spouse = '[[people]]\nname = "Bo"\nborn = 1978-01-01\n'
    answer = optimize(
        parse_household(
            'year = 2026\nfiling_status = "married_joint"\n[[people]]\nname = "Ann"\nborn = '
            "1972-02-03\nretires_at = 58\n"
            '[[people.jobs]]\nemployer = "Works"\npay = '
            f"200000\n[people.jobs.plan]\n{PLAN}\n{spouse}[assumptions]\nplan_until = 70\n"
        )
    )
    assert set(answer.claims) == {"Ann"}
    assert "Bo" not in str(answer.about)


def test_a_catch_up_that_must_be_roth_says_so() -> None:
    answer = optimize(
        parse_household(
            'year = 2026\nspending = 120000\n[[people]]\nname = "Ana"\nborn = '
            "1972-01-01\nretires_at = 56\n[[people.jobs]]\n"
            'employer = "Works"\npay = 350000\nfica_wages_last_year = '
            "340000\n[people.jobs.plan]\nroth = true\nafter_tax = true\n"
            'in_plan_roth_rollover = "each_paycheck"\n[assumptions]\nplan_until = 58\n'
        )
    )
    assert {one.catch_up_kind for one in answer.elections if one.catch_up} == {"roth"}


def test_nobody_gains_by_owing() -> None:
    """Who draws on nothing owes more by what the same money would have earned."""
    still = "inflation = 0\ndividend_yield = 0\n"
    top = "spending_in_retirement = 20_000\n[taxable]\nvalue = {0}\nbasis = {0}"
    owing, owning = (
        optimize(retired(top.format(value), more=still)).value for value in (0, 50_000)
    )
    assert owning - owing == pytest.approx(50_000_00 * 1.06**19, rel=0.02)


def test_elections_are_within_the_limits_of_their_year(best: Optimized) -> None:
    assert [one.year for one in best.elections] == list(range(2026, 2036))
    for one in best.elections:
        numbers = law(one.year)
        assert 0 <= one.deferral <= numbers.elective_deferral
        assert 0 <= one.catch_up <= catch_up_dollar_limit(numbers, one.year - 1976)
        assert one.deferral + one.after_tax <= numbers.annual_additions
        assert one.catch_up == 0 or one.deferral == numbers.elective_deferral, (
            "no catch-up below the limit"
        )


def test_withdrawals_are_told_with_the_account_they_come_from(best: Optimized) -> None:
    assert set(range(2036, 2057)) >= {*best.withdrawals, *best.conversions}
    assert all(
        set(drawn) == {"pre_tax", "roth", "taxable", "hsa"} for drawn in best.withdrawals.values()
    )
    assert all(
        min(drawn.values()) >= 0 < sum(drawn.values()) for drawn in best.withdrawals.values()
    )
    # RMDs begin with the year of age 75 for those born in 1960 or later (IRC 401(a)(9)(C)(v)).
    assert all(best.withdrawals[year]["pre_tax"] > 0 for year in range(2051, 2057))


def test_conversions_come_after_work_and_claims_are_lawful_ages(best: Optimized) -> None:
    assert all(year >= 2036 and amount > 0 for year, amount in best.conversions.items())
    assert best.claims["Ann"] in (62, 67, 70)


def test_the_same_household_has_the_same_best_plan() -> None:
    text = worker('state = "CA"', assumed="plan_until = 64")
    first, second = (optimize(parse_household(text)) for _ in range(2))
    assert first == second
    assert first.elections
    assert first.withdrawals


@pytest.mark.parametrize("owned", [100_000, 1_000_000], ids=["runs out", "lasts"])
def test_with_nothing_to_decide_every_plan_is_the_same_and_the_bound_is_tight(owned: int) -> None:
    still = "growth = 0\ninflation = 0\ndividend_yield = 0\n"
    top = f"spending_in_retirement = 20_000\n[taxable]\nvalue = {owned}\nbasis = {owned}"
    answer = optimize(home(top, pay=0, more=still))
    assert {one.value for one in answer.rules} == {answer.value}
    assert answer.value == pytest.approx(answer.bound, abs=100)
    assert not answer.elections


def test_a_stated_benefit_is_moved_by_the_law_s_factors() -> None:
    stated, later = (
        retired(
            "spending_in_retirement = 20_000",
            person=f"[people.social_security]\nmonthly = {monthly}\nfrom_age = {age}",
            more="growth = 0\ninflation = 0\n",
        )
        # 124% of the benefit at the age of 70 (42 USC 402(w)): both files tell of the same worker.
        for monthly, age in ((2_000, 67), (2_480, 70))
    )
    assert optimize(stated).value == pytest.approx(optimize(later).value, abs=100)


def test_the_solver_is_silent() -> None:
    code = "import highspy; highspy.Highs().setOptionValue('output_flag', False)"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b""
    )


# --- what moves the answer


def test_a_swing_is_the_comparison_under_that_assumption() -> None:
    """Each alternative has its best policy for that assumption, as a comparison under it has."""
    top = 'state = "CA"\nalternatives = ["taxable", "mega"]'
    household = parse_household(
        worker(top, pay=260_000, assumed='plan_until = 68\nmodel = "fixed"')
    )
    moves = sensitivity(household, "mega", "taxable")
    by_name = {one.name: one for one in moves.swings}

    def difference(**assumed: int) -> int:
        changed = replace(household, assumptions=replace(household.assumptions, **assumed))
        return compare(changed).alternatives[1].differences.leading.level

    near = partial(pytest.approx, abs=10_00)
    assert moves.difference == near(difference())
    assert by_name["growth"].at_low == near(difference(growth=40_000))
    assert by_name["dividend_yield"].at_high == near(difference(dividend_yield=25_000))
    assert by_name["inflation"].at_high == near(difference(inflation=34_000))
    assert dict(moves.by_growth)[0.06] == near(moves.difference)
    assert "heirs_rate" not in by_name, "what can be spent does not depend on it"


def test_a_swing_of_wealth_is_the_comparison_of_version_1_under_that_assumption() -> None:
    household = parse_household(
        worker('state = "CA"', pay=260_000, assumed='plan_until = 68\nmodel = "fixed"')
    )
    moves = sensitivity(household, "mega", "taxable", in_wealth=True)
    by_name = {one.name: one for one in moves.swings}
    assert [one.width for one in moves.swings] == sorted(
        (one.width for one in moves.swings), reverse=True
    )

    def difference(**assumed: int) -> int:
        changed = replace(household, assumptions=replace(household.assumptions, **assumed))
        found = {one.name: one for one in compare(changed, policy="same").alternatives}
        return found["mega"].difference.mean

    assert moves.difference == difference()
    assert by_name["heirs_rate"].at_high == difference(heirs_rate=340_000)
    assert by_name["growth"].at_low == difference(growth=40_000)
    assert by_name["turnover"].at_high == difference(turnover=100_000)
    assert by_name["dividend_yield"].at_low == difference(dividend_yield=5_000)
    assert by_name["inflation"].at_high == difference(inflation=34_000)
    assert dict(moves.by_growth)[0.06] == moves.difference


def test_from_the_break_even_growth_on_it_stays_ahead() -> None:
    # Roth deferrals are worth their tax where the pre-tax money they save would be taxed more at
    # the end.
    text = worker('state = "CA"', pay=260_000, assumed='plan_until = 70\nmodel = "fixed"')
    moves = sensitivity(
        parse_household(text + 'heirs_rate = "45%"\n'), "roth_deferral", "taxable", in_wealth=True
    )
    even = moves.break_even_growth
    assert even is not None
    assert all(value >= 0 for growth, value in moves.by_growth if growth > even)
    assert next(value for growth, value in reversed(moves.by_growth) if growth < even) < 0
    plain = sensitivity(parse_household(text), "roth_deferral", "taxable", in_wealth=True)
    assert plain.break_even_growth is None


def test_assumptions_change_on_both_sides_even_near_the_end_and_at_negative_growth() -> None:
    near = parse_household(
        'year = 2026\n[[people]]\nname = "Ana"\nborn = 1960-01-01\nretires_at = '
        '70\n[[people.jobs]]\nemployer = "Works"\npay = 150000\n'
        f'[people.jobs.plan]\n{PLAN}\n[assumptions]\nplan_until = 70\ngrowth = "-3%"\n'
    )
    moves = sensitivity(near, "mega", "taxable", in_wealth=True)
    swings = {one.name: one for one in moves.swings}
    assert (swings["growth"].low, swings["growth"].high) == ("-5%", "-1%")
    assert (swings["plan_until"].low, swings["plan_until"].high) == ("67", "75")
    leading = {one.name: one for one in sensitivity(near, "mega", "taxable").swings}
    assert (leading["plan_until"].low, leading["plan_until"].high) == ("70", "75"), (
        "a plan that ends at work has no year after it to spend in"
    )


@pytest.mark.parametrize("state", [None, "CA", "GA", "NJ", "PA", "WA"])
@pytest.mark.parametrize("who", ["at work", "early", "retired"])
def test_planes_stay_under_the_tax_of_any_mix(state: str | None, who: str) -> None:
    """Withdrawn, early, converted, deferred and invested money together: at random points no plane
    exceeds the engine's own tax by more than a kink between the points of the grid."""
    numbers = law(2026)
    seed, count = 2026, 1_500
    print(f"seed {seed}")
    random = np.random.default_rng(seed)
    items, most, kinds = {
        "at work": (Return(age=45, wages=156_000_00, medicare_wages=180_000_00), 24_500_00, ()),
        "early": (Return(age=45), 0, KINDS),
        "retired": (
            Return(
                status="married_joint",
                age=70,
                spouse_age=68,
                social_security=60_000_00,
                pensions=12_000_00,
            ),
            0,
            ("draw", "convert"),
        ),
    }[who]
    filed, home = Filed(items, most, most, StateItems()), Residence(2026, state)
    planes = tax_planes(numbers, home, filed, 1.0, tuple(kinds))

    def cents(most: float) -> np.ndarray:  # type: ignore[type-arg]
        some = random.uniform(0, 1, count) ** 2 * random.choice([0, 1], count, p=[0.2, 0.8])
        return np.rint(some * most).astype(np.int64)

    parts = random.dirichlet([0.5] * max(len(kinds), 1), count).T
    taken = {
        kind: np.rint(cents(600_000_00) * part).astype(np.int64)
        for kind, part in zip(kinds, parts, strict=False)
    }
    deferred, gained = cents(most), cents(300_000_00)
    true = tax_of(numbers, home, filed, taken, deferred, gained) / 100
    amounts = {**taken, "defer": deferred, "gain": gained}
    columns = np.column_stack([amounts.get(name, deferred * 0) / 100 for name in AMOUNTS])
    floor = np.max(columns @ planes.slopes.T + planes.under, axis=1)
    assert np.max(floor - true) <= 250
    assert np.quantile(floor - true, 0.95) <= 1


def test_pennsylvania_taxes_early_money_and_not_conversions() -> None:
    """61 Pa. Code 101.6(c)(8): a plane has its own slope for each. Wages are past the income up to
    which Pennsylvania forgives tax."""
    filed = Filed(Return(age=50, wages=100_000_00), 0, 0, StateItems())
    planes = tax_planes(law(2026), Residence(2026, "PA"), filed, 1.0, KINDS)
    draw, convert = (planes.slopes[:, AMOUNTS.index(kind)] for kind in ("draw", "convert"))
    assert draw - convert == pytest.approx(0.0307, abs=0.002)


def test_a_program_that_the_solver_does_not_trust_is_solved_once_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import highspy

    inputs = prepare(home()).inputs[0]
    expected = propose(inputs).value
    told, asked = highspy.Highs.getModelStatus, []

    def once_unknown(solver: highspy.Highs) -> highspy.HighsModelStatus:
        asked.append(solver.getOptionValue("presolve")[1])
        return highspy.HighsModelStatus.kUnknown if len(asked) == 1 else told(solver)

    monkeypatch.setattr(highspy.Highs, "getModelStatus", once_unknown)
    assert propose(inputs).value == pytest.approx(expected, rel=1e-9)
    assert asked == ["choose", "off"]
    monkeypatch.setattr(
        highspy.Highs, "getModelStatus", lambda _: highspy.HighsModelStatus.kUnknown
    )
    with pytest.raises(WorkError, match="Unknown"):
        propose(inputs)
