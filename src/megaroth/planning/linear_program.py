"""The household's lifetime as a linear program: what to defer, contribute, convert and draw in each
year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from megaroth.kernel.errors import WorkError
from megaroth.kernel.money import MOST_CENTS, PPM
from megaroth.law.law import Law
from megaroth.law.load import law as law_of
from megaroth.law.retirement_tables import TENTHS, uniform_lifetime
from megaroth.planning.after_tax_wealth import GAINS_RATE
from megaroth.planning.aim import Aim
from megaroth.planning.objectives import measured_year
from megaroth.planning.spending import survivor_share
from megaroth.planning.tax_hull import all_pre_tax, invested_lines, residence, returns_of, tax_lines
from megaroth.projection.accounts import sum_columns
from megaroth.projection.opening_balances import opened
from megaroth.projection.scenario_inputs import Given
from megaroth.projection.timeline import Outlook
from megaroth.projection.working_years import WorkingYear
from megaroth.rules.ira import ira_limit
from megaroth.rules.rmd import first_rmd_year
from megaroth.tax.surtaxes import medicare_premiums

_TAXED_BENEFITS = 850_000
"""The most of Social Security that is income (IRC 86(a)(2))."""

_ABOVE_TIER = 1.0
"""What a dollar of income above a tier that should not be passed costs a proposal."""

_UNMET = 100.0
"""What a dollar of unmet spending costs a proposal more, so that none is left unmet where there is
money."""


@dataclass(frozen=True)
class Proposal:
    """What the program proposes, cents: by year, and what it comes to by its own reckoning in
    today's money.

    Attributes:
        pre_tax, roth, after_tax: elections of years of work.
        drawn_pre_tax, drawn_roth, converted: of years after work.
        value: after-tax wealth at the end.
    """

    pre_tax: dict[int, int]
    roth: dict[int, int]
    after_tax: dict[int, int]
    drawn_pre_tax: dict[int, int]
    drawn_roth: dict[int, int]
    converted: dict[int, int]
    value: int


@dataclass
class Facts:
    """One year as the program sees it, dollars.

    Attributes:
        works: whether anybody does.
        income: cash of the year before contributions and income tax.
        taken: payroll tax and contributions that no election changes.
        deferral, must_be_roth, after_tax: the most that may be elected, and what of deferrals must
        be Roth; of a bound the last has the
            IRA contributions that other elections could bring.
        pre_tax_fixed, roth_fixed: what the year brings to pre-tax and Roth money besides.
        spending, premiums: as in the engine, premiums without those of high incomes.
        tax: lines (slope, level) under the year's income tax as a function of pre-tax money drawn,
            less pre-tax deferrals.
        invested: lines under what dividends and realized gains add to it, as a function of their
            sum; of a bound.
        rmd: the part of pre-tax money that must come out.
        may_draw: whether plan and IRA money may be drawn on; where not, IRAs may still be
            converted.
        ceiling: pre-tax money that may be drawn and converted below a tier of Medicare premiums of
            two years on; None for any.
    """

    year: int
    works: bool
    income: float
    taken: float
    deferral: float
    must_be_roth: float
    after_tax: float
    pre_tax_fixed: float
    roth_fixed: float
    spending: float
    premiums: float
    tax: Sequence[tuple[float, float]]
    invested: Sequence[tuple[float, float]]
    rmd: float
    may_draw: bool
    ceiling: float | None


def facts(given: Given, *, optimistic: bool, tier: int | None = None) -> list[Facts]:
    """The years as the program sees them.

    Args:
        given: the alternative that puts away most, with its years of work played.
        optimistic: lower every tax by what its lines may exceed it: then the optimum bounds that of
            the engine.
        tier: of Medicare premiums, 0 for the lowest, above which no year after work should come.
    """
    return [_facts(given, year, optimistic=optimistic, tier=tier) for year in given.ahead.years]


def _facts(given: Given, year: int, *, optimistic: bool, tier: int | None) -> Facts:
    ahead = given.ahead
    household, work = ahead.household, given.working.get(year)
    numbers = work.law if work else law_of(year, ahead.inflation)
    benefits = sum(given.benefits[year])
    returns = returns_of(given, year)
    beside = sum(
        int(one)
        for filed in returns
        for one in (
            filed.items.interest,
            filed.items.tax_exempt_interest,
            filed.items.pensions,
            filed.items.other_income,
        )
    )
    flows = work.people if work else []
    deferral = sum(one.deferral + one.catch_up for one in work.elected) if work else 0
    elected_roth = sum(int(one.roth) for one in flows)
    elected_pre_tax = deferral - elected_roth
    after_tax = sum(int(one.after_tax) for one in flows)
    must_be_roth = elected_roth if all_pre_tax(household) else 0
    ages = [person.age(year) for person in ahead.living(year)]
    covered = sum(ahead.has_medicare(person, year) for person in ahead.living(year))
    hsa = sum(int(one.hsa) for one in flows)
    joint = ahead.status(year) == "married_joint"
    ceiling = None
    if (
        tier is not None
        and work is None
        and max(ages) + numbers.medicare_income_years >= numbers.medicare_age
    ):
        taxed_at_most = benefits * _TAXED_BENEFITS // PPM
        then = law_of(year + numbers.medicare_income_years, ahead.inflation)
        ceiling = (_tier_begins(then, tier + 1, joint=joint) - beside - taxed_at_most) / 100
    magi = _tier_begins(numbers, tier, joint=joint) + 1 if tier else 0
    return Facts(
        year=year,
        works=work is not None,
        income=((int(work.gross) if work else 0) + beside + benefits) / 100,
        taken=(int(work.own + work.payroll_tax) - deferral - after_tax if work else 0) / 100,
        deferral=deferral / 100,
        must_be_roth=must_be_roth / 100,
        after_tax=(after_tax + (_more_ira(work) if optimistic and work else 0)) / 100,
        pre_tax_fixed=(sum(int(one.pre_tax) for one in flows) - elected_pre_tax) / 100,
        roth_fixed=(sum(int(one.roth_ira + one.back_door) for one in flows) + hsa) / 100,
        spending=int(given.spending[year]) / 100,
        premiums=covered * int(medicare_premiums(numbers, magi, joint)) / 100,
        tax=tax_lines(numbers, residence(given, year), returns, optimistic=optimistic),
        invested=invested_lines(numbers, residence(given, year), returns) if optimistic else (),
        # At work required distributions of plans may wait.
        rmd=0.0 if optimistic and work is not None else _rmd(ahead, year),
        may_draw=work is None
        or any(
            ahead.retired(person, year) or not person.jobs or person.age(year) >= 60
            for person in household.people
        ),
        ceiling=ceiling,
    )


def _more_ira(work: WorkingYear) -> int:
    """IRA contributions beyond the year's, cents: pay that is deferred as Roth stays compensation
    for them (IRC 219(f)(1))."""
    people = zip(work.household.people, work.people, strict=True)
    return sum(
        max(
            int(
                ira_limit(work.law, person.age(work.household.year), MOST_CENTS)
                - flows.roth_ira
                - flows.back_door
            ),
            0,
        )
        for person, flows in people
    )


def _tier_begins(numbers: Law, tier: int, *, joint: bool) -> int:
    """Income above which a tier of Medicare premiums begins, cents."""
    tiers = numbers.irmaa_tiers_joint if joint else numbers.irmaa_tiers_single
    return int(tiers(str(tier)))


def _rmd(ahead: Outlook, year: int) -> float:
    """The part of pre-tax money that must come out, where everybody's distributions have begun."""
    living = ahead.living(year)
    ages = [person.age(year) for person in living if year >= first_rmd_year(person.born.year)]
    return TENTHS / uniform_lifetime(min(ages)) if len(ages) == len(living) else 0.0


def propose(
    given: Given,
    premiums: dict[int, int] | None = None,
    aim: Aim | None = None,
    *,
    tier: int | None = None,
    optimistic: bool = False,
) -> Proposal:
    """Solve the program.

    Args:
        given: the alternative that puts away most.
        premiums: of Medicare by year, as a replay had them, cents; those without the amounts of
            high incomes if omitted.
        aim: what to propose for; wealth at the end if omitted.
        tier: of Medicare premiums that years after work should stay within, with its premiums; any
            if omitted.
        optimistic: as in :func:`facts`; the value is then a bound on plans that keep to what the
            aim says.

    Returns:
        What it proposes.

    Raises:
        WorkError: the solver finds no optimum. A program with unmet spending has one, so its
            amounts are beyond the solver.
    """
    import highspy

    years = facts(given, optimistic=optimistic, tier=tier)
    if premiums is not None:
        years = [replace(one, premiums=premiums[one.year] / 100) for one in years]

    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    model = _Model(solver, given, years, aim or Aim(), optimistic=optimistic)
    solver.maximize(model.objective)
    if solver.getModelStatus() == highspy.HighsModelStatus.kUnknown:
        # Presolve may leave a program of such scales that the solver does not trust its own answer.
        solver.setOptionValue("presolve", "off")
        solver.maximize(model.objective)
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        status = solver.modelStatusToString(solver.getModelStatus())
        raise WorkError(
            f"the linear program found no plan ({status}): amounts of its years lie too far apart. "
            "Assume less growth or inflation, or a plan that ends earlier."
        )
    return model.proposal()


class _Model:
    """Variables and constraints, dollars."""

    def __init__(
        self, solver: Any, given: Given, years: list[Facts], aim: Aim, *, optimistic: bool
    ) -> None:
        self.solver, self.given, self.years, self.aim = solver, given, years, aim
        self.level = self._new() if aim.objective == "spending" else None
        self.missed: Any = 0.0
        self.above_tier: Any = 0.0
        household = given.ahead.household
        assumed = household.assumptions
        growth = float(assumed.growth) / PPM
        start = opened(household, 1)
        # The basis of IRAs is told as Roth money: never taxed, and a little too free.
        basis = (
            float(sum_columns([np.minimum(one.basis, one.value) for one in start.iras])[0]) / 100
        )
        pre_tax = float(sum_columns(start.pre_tax)[0]) / 100 - basis
        self.iras: Any = float(sum_columns([one.value for one in start.iras])[0]) / 100 - basis
        roth = (
            float(
                sum_columns(
                    [*(one.value for one in start.roth), *(one.value for one in start.roth_plan)]
                )[0]
            )
            / 100
        )
        roth += (
            float(sum_columns([*(one.value for one in start.after_tax), start.hsa])[0]) / 100
            + basis
        )
        taxable = float(start.taxable.value[0]) / 100
        # At most: what is sold takes none of it along.
        self.basis: Any = float(start.taxable.basis[0]) / 100
        drag = (
            0.0
            if optimistic
            else (assumed.dividend_yield + assumed.turnover * growth / 2) / PPM * GAINS_RATE / PPM
        )
        held, early = growth - drag, assumed.dividend_yield / PPM * max(growth, 0.0) / 2
        balances: list[Any] = [pre_tax, roth, taxable]
        roths: list[Any] = []
        self.made: list[dict[str, Any]] = []
        self.unmet: Any = 0.0
        for one in years:
            made, balances_before = self._year(one, balances), balances
            self.made.append(made)
            full, half = 1 + growth, 1 + growth / 2
            balances = [
                (balances[0] - made["draw_pre_tax"] - made["convert"]) * full
                + (made["pre_tax"] + one.pre_tax_fixed) * half,
                (balances[1] - made["draw_roth"] + made["convert"]) * full
                + (made["roth"] + made["after_tax"] + one.roth_fixed) * half,
                # Dividends are cash of January 1 though the account pays them over the year.
                (balances[2] - made["sell"]) * (1 + held)
                + balances[2] * early
                + made["save"] * (1 + held / 2),
            ]
            if not one.may_draw:
                self.iras = self._named((self.iras - made["convert"]) * full)
            if optimistic:
                grown = balances_before[2] * (assumed.dividend_yield / PPM) + made["gain"] * (
                    assumed.turnover / PPM
                )
                self.basis = self._named(self.basis + grown + made["save"])
            # Balances become variables, so that each year's constraints stay short.
            balances = [self._named(balance) for balance in balances]
            if aim.liquid is not None:
                self._at_least(balances[2], aim.liquid / 100 * given.ahead.prices(one.year))
            # As in the engine what is owed costs the return that it would have earned.
            # Tax, premiums and spending at work that are borrowed over the year cost half of it.
            cost = max(growth, 0.0) * (0.5 if optimistic else 1.0)
            self.unmet = self.unmet * (1 + max(growth, 0.0)) + made["unmet"] * (1 + cost)
            roths.append(balances[1] - self.unmet)
        kept = 1 - assumed.heirs_rate / PPM
        gain = 1.0 if optimistic or aim.objective == "bequest" else 1 - GAINS_RATE / PPM * 0.4
        untaxed: Any = 0.0
        if optimistic and aim.objective == "wealth":
            untaxed = self._new()
            solver.addConstr(untaxed >= balances[2] - self.basis)
        last = list(given.ahead.years).index(measured_year(aim, given.ahead))
        prices = given.ahead.prices(given.ahead.years[last])
        self.worth: Any
        if self.level is not None:
            self.worth = self.level
        elif aim.objective == "roth":
            self.worth = roths[last] * (1 / prices)
        else:
            self.worth = (
                balances[0] * kept
                + balances[1]
                + balances[2] * gain
                - untaxed * (GAINS_RATE / PPM)
                - self.unmet
            ) * (1 / prices)
        self.objective = self.worth - self.missed * _UNMET - self.above_tier * _ABOVE_TIER
        if self.level is not None:
            # What was borrowed while working is paid back before anything is left.
            self._at_least(sum(balances) - self.unmet, 0.0)
        # A proposal leaves nothing unmet where there is money; a bound may, for what is unmet is
        # owed: but not what is to last.
        for one, made in zip(years, self.made, strict=True):
            if not optimistic or (self.level is not None and not one.works):
                self.objective = self.objective - made["unmet"] * _UNMET

    def _new(self, most: float = float("inf")) -> Any:
        return self.solver.addVariable(0.0, most)

    def _named(self, expression: Any) -> Any:
        found = self._new()
        self.solver.addConstr(found == expression)
        return found

    def _at_least(self, amount: Any, floor: float) -> None:
        """An amount that should not be below a floor; what it misses costs the plan dearly."""
        short = self._new()
        self.solver.addConstr(amount + short >= floor)
        self.missed = self.missed + short

    def _year(self, one: Facts, balances: list[Any]) -> dict[str, Any]:
        add, new = self.solver.addConstr, self._new
        prices = self.given.ahead.prices(one.year)
        made = {
            "pre_tax": new(one.deferral - one.must_be_roth),
            "roth": new(one.deferral),
            "after_tax": new(one.after_tax),
            "draw_pre_tax": new() if one.may_draw else new(0.0),
            "draw_roth": new() if one.may_draw else new(0.0),
            "convert": new(),
            "sell": new(),
            "save": new(),
            "unmet": new(),
        }
        if one.deferral > 0:
            add(made["pre_tax"] + made["roth"] <= one.deferral)
        add(made["draw_pre_tax"] + made["convert"] <= balances[0])
        if not one.may_draw:
            # Out of plans nothing is converted before 59 1/2 by one who works there.
            add(made["convert"] <= self.iras)
        add(made["draw_roth"] <= balances[1])
        add(made["sell"] <= balances[2])
        if one.rmd:
            add(made["draw_pre_tax"] >= balances[0] * one.rmd)
        if one.ceiling is not None:
            above = new()
            add(made["draw_pre_tax"] + made["convert"] - above <= one.ceiling)
            self.above_tier = self.above_tier + above
        tax = self.solver.addVariable(-float("inf"), float("inf"))
        drawn = made["draw_pre_tax"] + made["convert"] - made["pre_tax"]
        for slope, level in one.tax:
            add(tax >= drawn * slope + level)
        if one.invested:
            made["gain"] = new()
            assumed = self.given.ahead.household.assumptions
            add(made["gain"] >= balances[2] - self.basis)
            income = balances[2] * (assumed.dividend_yield / PPM) + made["gain"] * (
                assumed.turnover / PPM
            )
            of_investments = new()
            for slope, level in one.invested:
                add(of_investments >= income * slope + level)
            tax = tax + of_investments
        got = made["draw_pre_tax"] + made["draw_roth"] + made["sell"] + made["unmet"] + one.income
        left = survivor_share(self.given.ahead, one.year)
        spending: Any = (
            one.spending if self.level is None or one.works else self.level * (prices * left)
        )
        put_away = made["pre_tax"] + made["roth"] + made["after_tax"]
        outlay = tax + put_away + (one.premiums + one.taken) + spending
        add(got == outlay + made["save"])
        # Nobody owes in order to save.
        add(made["unmet"] <= outlay)
        if self.aim.take_home is not None and one.works:
            self._at_least(
                one.income - tax - put_away - one.taken, self.aim.take_home / 100 * prices
            )
        return made

    def proposal(self) -> Proposal:
        """What the solved program proposes, cents."""

        def of(name: str) -> dict[int, int]:
            return dict(self._amounts(name))

        return Proposal(
            pre_tax=of("pre_tax"),
            roth=of("roth"),
            after_tax=of("after_tax"),
            drawn_pre_tax=of("draw_pre_tax"),
            drawn_roth=of("draw_roth"),
            converted=of("convert"),
            value=round(self.solver.val(self.worth) * 100),
        )

    def _amounts(self, name: str) -> Iterator[tuple[int, int]]:
        for one, made in zip(self.years, self.made, strict=True):
            yield one.year, max(round(self.solver.val(made[name]) * 100), 0)
