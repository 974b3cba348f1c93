"""The household's years as a linear program: what to defer, contribute, convert and withdraw in
each year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from megaroth.kernel.errors import WorkError
from megaroth.kernel.money import PPM
from megaroth.planning.after_tax_wealth import GAINS_RATE
from megaroth.planning.aim import Aim
from megaroth.planning.objectives import measured_year
from megaroth.planning.program_years import ProgramYear, program_years
from megaroth.planning.spending import survivor_share
from megaroth.projection.accounts import sum_columns
from megaroth.projection.opening_balances import opened
from megaroth.projection.scenario_inputs import ScenarioInputs

_ABOVE_TIER = 1.0
"""The penalty for a dollar of income above a tier that should not be exceeded."""

_UNMET = 100.0
"""The penalty for a dollar of unmet spending, so that none is unmet while there is money."""


@dataclass(frozen=True)
class Proposal:
    """A proposal of the program, cents by year, and its estimated value in today's money.

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


def propose(
    given: ScenarioInputs,
    premiums: dict[int, int] | None = None,
    aim: Aim | None = None,
    *,
    tier: int | None = None,
    optimistic: bool = False,
) -> Proposal:
    """Solve the program.

    Args:
        given: the alternative that saves the most.
        premiums: Medicare premiums by year from a projection, cents; the standard premiums if
            omitted.
        aim: the objective; wealth at the end if omitted.
        tier: the tier of Medicare premiums that years after work should stay within; any if
            omitted.
        optimistic: as in :func:`program_years`; the value is then an upper bound for plans that
            meet the constraints.

    Returns:
        The proposal.

    Raises:
        WorkError: the solver finds no optimum. A program with unmet spending has one, so its
            amounts are out of the solver's reach.
    """
    import highspy

    years = program_years(given, optimistic=optimistic, tier=tier)
    if premiums is not None:
        years = [replace(one, premiums=premiums[one.year] / 100) for one in years]

    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    model = _Model(solver, given, years, aim or Aim(), optimistic=optimistic)
    solver.maximize(model.objective)
    if solver.getModelStatus() == highspy.HighsModelStatus.kUnknown:
        # After presolve, the scales may be so far apart that the solver does not trust its answer.
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
        self,
        solver: Any,
        given: ScenarioInputs,
        years: list[ProgramYear],
        aim: Aim,
        *,
        optimistic: bool,
    ) -> None:
        self.solver, self.given, self.years, self.aim = solver, given, years, aim
        self.optimistic = optimistic
        self.level = self._new() if aim.objective == "spending" else None
        self.missed: Any = 0.0
        self.above_tier: Any = 0.0
        self.growth = float(given.ahead.household.assumptions.growth) / PPM
        balances = self._opening_balances()
        roths: list[Any] = []
        self.made: list[dict[str, Any]] = []
        self.unmet: Any = 0.0
        for one in years:
            made = self._year(one, balances)
            self.made.append(made)
            balances = self._year_end(one, made, balances)
            # As in the engine, money owed costs the return that it would have earned.
            # Tax, premiums and spending borrowed during a year of work cost half of it.
            cost = max(self.growth, 0.0) * (0.5 if optimistic else 1.0)
            self.unmet = self.unmet * (1 + max(self.growth, 0.0)) + made["unmet"] * (1 + cost)
            roths.append(balances[1] - self.unmet)
        self.worth = self._measured(balances, roths)
        self.objective = self.worth - self.missed * _UNMET - self.above_tier * _ABOVE_TIER
        if self.level is not None:
            # Money borrowed while working is paid back before anything is left.
            self._at_least(sum(balances) - self.unmet, 0.0)
        # A proposal leaves no spending unmet while there is money. A bound may, because unmet
        # spending is owed, except for spending that must last.
        for one, made in zip(years, self.made, strict=True):
            if not optimistic or (self.level is not None and not one.works):
                self.objective = self.objective - made["unmet"] * _UNMET

    def _opening_balances(self) -> list[Any]:
        """Pre-tax, Roth and taxable money on the first January 1."""
        start = opened(self.given.ahead, 1)
        # The basis of IRAs counts as Roth money: it is never taxed, which is slightly too
        # favorable.
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
        # At most: a sale is assumed to realize none of it.
        self.basis: Any = float(start.taxable.basis[0]) / 100
        return [pre_tax, roth, float(start.taxable.value[0]) / 100]

    def _year_end(self, one: ProgramYear, made: dict[str, Any], balances: list[Any]) -> list[Any]:
        """Pre-tax, Roth and taxable money at the end of a year."""
        growth, assumed = self.growth, self.given.ahead.household.assumptions
        drag = (
            0.0
            if self.optimistic
            else (assumed.dividend_yield + assumed.turnover * growth / 2) / PPM * GAINS_RATE / PPM
        )
        held, early = growth - drag, assumed.dividend_yield / PPM * max(growth, 0.0) / 2
        full, half = 1 + growth, 1 + growth / 2
        left = [
            (balances[0] - made["draw_pre_tax"] - made["convert"]) * full
            + (made["pre_tax"] + one.pre_tax_fixed) * half,
            (balances[1] - made["draw_roth"] + made["convert"]) * full
            + (made["roth"] + made["after_tax"] + one.roth_fixed) * half,
            # Dividends are cash on January 1, although the account pays them over the year.
            (balances[2] - made["sell"]) * (1 + held)
            + balances[2] * early
            + made["save"] * (1 + held / 2),
        ]
        if not one.may_draw:
            self.iras = self._named((self.iras - made["convert"]) * full)
        if self.optimistic:
            grown = balances[2] * (assumed.dividend_yield / PPM) + made["gain"] * (
                assumed.turnover / PPM
            )
            self.basis = self._named(self.basis + grown + made["save"])
        # Balances become variables, so that each year's constraints stay short.
        left = [self._named(balance) for balance in left]
        if self.aim.liquid is not None:
            self._at_least(left[2], self.aim.liquid / 100 * self.given.ahead.prices(one.year))
        return left

    def _measured(self, balances: list[Any], roths: list[Any]) -> Any:
        """The quantity to maximize, in today's money."""
        ahead, aim = self.given.ahead, self.aim
        gain = 1.0 if self.optimistic or aim.objective == "bequest" else 1 - GAINS_RATE / PPM * 0.4
        untaxed: Any = 0.0
        if self.optimistic and aim.objective == "wealth":
            untaxed = self._new()
            self.solver.addConstr(untaxed >= balances[2] - self.basis)
        last = list(ahead.years).index(measured_year(aim, ahead))
        prices = ahead.prices(ahead.years[last])
        if self.level is not None:
            return self.level
        if aim.objective == "roth":
            return roths[last] * (1 / prices)
        kept = 1 - ahead.household.assumptions.heirs_rate / PPM
        return (
            balances[0] * kept
            + balances[1]
            + balances[2] * gain
            - untaxed * (GAINS_RATE / PPM)
            - self.unmet
        ) * (1 / prices)

    def _new(self, most: float = float("inf")) -> Any:
        return self.solver.addVariable(0.0, most)

    def _named(self, expression: Any) -> Any:
        found = self._new()
        self.solver.addConstr(found == expression)
        return found

    def _at_least(self, amount: Any, floor: float) -> None:
        """Add a floor for an amount, with a large penalty for the shortfall."""
        short = self._new()
        self.solver.addConstr(amount + short >= floor)
        self.missed = self.missed + short

    def _year(self, one: ProgramYear, balances: list[Any]) -> dict[str, Any]:
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
            # Nobody converts money of a plan before 59 1/2 while working there.
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
            one.spending
            if self.level is None or not one.after_work
            else self.level * (prices * left) + one.expenses
        )
        put_away = made["pre_tax"] + made["roth"] + made["after_tax"]
        outlay = tax + put_away + (one.premiums + one.taken) + spending
        add(got == outlay + made["save"])
        # Nobody borrows in order to save.
        add(made["unmet"] <= outlay)
        if self.aim.take_home is not None and one.works:
            self._at_least(
                one.income - tax - put_away - one.taken, self.aim.take_home / 100 * prices
            )
        return made

    def proposal(self) -> Proposal:
        """The proposal of the solved program, cents."""

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
