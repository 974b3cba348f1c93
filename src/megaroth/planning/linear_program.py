"""The household's years as a linear program: what to defer, contribute, convert and withdraw in
each year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from megaroth.kernel.money import PPM, Column
from megaroth.planning.after_tax_wealth import Numbers
from megaroth.planning.aim import Aim
from megaroth.planning.lower_planes import Planes
from megaroth.planning.objectives import NO_FLOORS, measured_year
from megaroth.planning.program_end import Owned, measured
from megaroth.planning.program_growth import Growth
from megaroth.planning.program_lots import TaxableAccount
from megaroth.planning.program_person import Moved, Pools
from megaroth.planning.program_years import ProgramYear, program_years
from megaroth.planning.proposal import Proposal
from megaroth.planning.solver_rows import Rows, Terms, added, combined, constant, value
from megaroth.planning.tax_hull import AMOUNTS
from megaroth.projection.account_returns import paid
from megaroth.projection.accounts import part, sum_columns
from megaroth.projection.opening_balances import opened
from megaroth.projection.scenario_inputs import ScenarioInputs

_ABOVE_TIER = 1.0
"""The penalty for a dollar of income above a tier that should not be exceeded."""

_UNMET = 100.0
"""The penalty for a dollar of unmet spending, so that none is unmet while there is money."""


def propose(
    inputs: ScenarioInputs,
    aim: Aim | None = None,
    *,
    tier: int | None = None,
    more_tax: Mapping[int, int] = NO_FLOORS,
    lasts: bool = True,
    floors: Mapping[int, int] = NO_FLOORS,
) -> Proposal:
    """Solve the program.

    Args:
        inputs: the alternative that saves the most.
        aim: the objective; what cashing everything out leaves if omitted.
        tier: the tier of Medicare premiums that years after work should stay within; any if
            omitted.
        more_tax: tax by year beyond the planes, cents, for a cautious program. Without it and
            without a tier, the value is an upper bound for plans that meet the constraints.
        lasts: whether spending after work is met; if not, what is unmet is owed.
        floors: of the reserve, by year of work, cents: contributions leave them, and are not
            borrowed.

    Returns:
        The proposal.

    Raises:
        WorkError: the solver finds no optimum. A program with unmet spending has one, so its
            amounts are out of the solver's reach.
    """
    years = program_years(inputs)
    model = _Model(inputs, years, aim or Aim(), floors, tier, more_tax, lasts=lasts)
    return model.proposal(model.rows.largest(model.objective))


@dataclass(frozen=True)
class _Made:
    """The variables of a year."""

    people: Sequence[Moved]
    health: Terms
    from_health: Terms
    unmet: Terms


class _Model:
    """Variables and constraints, dollars."""

    def __init__(
        self,
        inputs: ScenarioInputs,
        years: list[ProgramYear],
        aim: Aim,
        floors: Mapping[int, int],
        tier: int | None,
        more_tax: Mapping[int, int],
        *,
        lasts: bool,
    ) -> None:
        self.rows = Rows()
        self.inputs, self.years, self.aim = inputs, years, aim
        self.surcharges: dict[int, list[Terms]] = {}
        self.more_tax, self.lasts = more_tax, lasts
        self.taxes: dict[int, Terms] = {}
        self.growth = Growth.of(inputs.ahead.household.assumptions)
        self.level = self.rows.new() if aim.objective == "spending_per_year" else None
        self.tier = tier
        self.missed: list[Terms] = []
        self.above_tier: list[Terms] = []
        self._open()
        self.owed: Terms = {}
        self.floors = floors
        self.made = []
        measured_at = list(inputs.ahead.years).index(measured_year(aim, inputs.ahead))
        for place, one in enumerate(years):
            made = self._year(one)
            self.made.append(made)
            self._year_end(one, made)
            if place == measured_at:
                self.roth = combined(
                    (1.0, added(pool.roth for pool in self.pools)), (-1.0, self.owed)
                )
        # The objective is complete only after every row that can add to a penalty.
        self._repaid()
        self.worth = self._worth()
        unmet = [
            made.unmet
            for one, made in zip(years, self.made, strict=True)
            if lasts and not one.works
        ]
        self.objective = combined(
            (1.0, self.worth),
            (-_UNMET, added(unmet)),
            (-_UNMET, added(self.missed)),
            (-_ABOVE_TIER, added(self.above_tier)),
        )

    def _open(self) -> None:
        """The money on the first January 1."""
        start = opened(self.inputs.ahead, 1)
        recapture = int(self.inputs.ahead.law(self.inputs.ahead.first).roth_recapture_years)

        def dollars(*columns: Column) -> Terms:
            return constant(float(sum_columns(list(columns))[0]) / 100)

        self.pools = []
        for place in range(len(self.inputs.ahead.household.people)):
            ira, plan, roth = start.iras[place], start.plans[place], start.roth[place]
            of_plan, after_tax = start.roth_plan[place], start.after_tax[place]
            # The basis of IRAs and the earnings of after-tax money count as Roth money: they are
            # never taxed, which is slightly too favorable.
            basis = np.minimum(ira.basis, ira.value)
            untaxed = part(basis + after_tax.value, self.growth.kept_up(len(self.years)))
            self.pools.append(
                Pools(
                    self.rows,
                    self.growth,
                    recapture,
                    pre_tax=dollars(plan.value, ira.value - basis),
                    iras=dollars(ira.value - basis),
                    roth=dollars(roth.value, of_plan.value, untaxed),
                    in_plan=dollars(of_plan.value),
                    free=dollars(roth.regular, of_plan.basis, untaxed),
                )
            )
        self.health = dollars(start.hsa)
        taxable, assumed = start.taxable, self.inputs.ahead.household.assumptions
        self.taxable = TaxableAccount(
            self.rows,
            self.growth.taxable,
            paid(assumed),
            int(assumed.turnover) / PPM,
            float(taxable.value[0]) / 100,
            float(taxable.basis[0]) / 100,
        )

    def _year(self, one: ProgramYear) -> _Made:
        rows = self.rows
        people = [pool.move(person) for pool, person in zip(self.pools, one.people, strict=True)]
        contributed = added(person.contributed for person in people)
        dividends, interest = self.taxable.dividends, self.taxable.interest
        proceeds, gains = self.taxable.sell()
        health, other = self._from_health(one)
        unmet = rows.new()
        tax = self._tax(one, people, added((dividends, gains)), interest, other)
        surcharges = added(self.surcharges.get(one.year, ()))
        self.taxes[one.year] = added((tax, surcharges, constant(one.premiums)))
        more_tax = constant(self.more_tax.get(one.year, 0) / 100)
        spending = (
            constant(one.spending)
            if self.level is None or not one.after_work
            else added((combined((one.share, self.level)), constant(one.expenses)))
        )
        saved_health = rows.new(one.health)
        contributed = added((contributed, saved_health))
        fixed = constant(one.premiums + one.insurance + one.taken)
        outlay = added((tax, more_tax, contributed, surcharges, fixed, spending))
        withdrawn = added(person.withdrawn for person in people)
        earned = added((dividends, interest, constant(one.income)))
        got = added((withdrawn, proceeds, health, other, unmet, earned))
        save, repaid = rows.new(), rows.new()
        rows.at_most(repaid, self.owed)
        rows.equal(got, added((outlay, save, repaid)))
        # Nobody borrows in order to save.
        rows.at_most(unmet, outlay)
        self.taxable.save(save)
        cost = self.growth.owed
        self.owed = rows.named(
            combined((1 + cost, self.owed), (-1 - cost, repaid), (1 + cost / 2, unmet))
        )
        if self.aim.take_home is not None and one.works:
            left = combined(
                (1.0, constant(one.income - one.taken)), (-1.0, tax), (-1.0, contributed)
            )
            self._at_least(left, self.aim.take_home / 100 * one.prices)
        return _Made(people, saved_health, added((health, other)), unmet)

    def _from_health(self, one: ProgramYear) -> tuple[Terms, Terms]:
        """Health savings that pay medical costs, and those that are income."""
        medical = self.rows.new()
        costs = added((constant(one.medical), *self.surcharges.get(one.year, ())))
        self.rows.at_most(medical, costs)
        other = self.rows.new() if one.any_purpose else {}
        self.rows.at_most(added((medical, other)), self.health)
        return medical, other

    def _tax(
        self,
        one: ProgramYear,
        people: Sequence[Moved],
        gains: Terms,
        interest: Terms,
        other: Terms,
    ) -> Terms:
        """The tax of a year: no plane of a return exceeds it."""
        found = []
        returns = len(one.filers)
        for planes, later, places in zip(one.tax, one.surcharges, one.filers, strict=True):
            ours = [people[place] for place in places]
            amounts = {
                "draw": combined((1.0, added(each.drawn for each in ours)), (1 / returns, other)),
                "early": added(term for each in ours for term in (each.early, each.earnings)),
                "convert": added(each.converted for each in ours),
                "defer": added(each.pre_tax for each in ours),
                "gain": combined((1 / returns, gains)),
                "interest": combined((1 / returns, interest)),
            }
            named = [self.rows.named(amounts[name]) for name in AMOUNTS]
            found.append(self._highest(planes, named, -float("inf")))
            if self.tier is not None and one.tiers:
                above = self.rows.new()
                self.above_tier.append(above)
                income = combined((1.0, added(named)), (-1.0, named[AMOUNTS.index("defer")]))
                ceiling = constant(one.tiers[self.tier] / returns)
                self.rows.at_most(income, added((ceiling, above)))
            if later is not None:
                surcharge = self._highest(later, named, 0.0)
                self.surcharges.setdefault(one.premiums_in, []).append(surcharge)
        recaptured = added(each.recaptured for each in people)
        return combined((1.0, added(found)), (one.early_rate, recaptured))

    def _highest(self, planes: Planes, amounts: Sequence[Terms], least: float) -> Terms:
        """A variable that no plane exceeds."""
        found = self.rows.new(least=least)
        for slopes, level in zip(planes.slopes, planes.under, strict=True):
            parts = [(float(slope), terms) for slope, terms in zip(slopes, amounts, strict=True)]
            self.rows.at_most(combined(*parts, (1.0, constant(float(level)))), found)
        return found

    def _year_end(self, one: ProgramYear, made: _Made) -> None:
        """The money at the end of a year."""
        for pool, person, moved in zip(self.pools, one.people, made.people, strict=True):
            pool.close(person, moved)
        for place, person in enumerate(one.people):
            if person.dies:
                self.pools[1 - place].inherit(self.pools[place])
        full, half = 1 + self.growth.health, 1 + self.growth.health / 2
        put = added((made.health, constant(one.health_fixed)))
        self.health = self.rows.named(
            combined((full, self.health), (-full, made.from_health), (half, put))
        )
        liquid = combined((1.0, self.taxable.held), (-1.0, self.owed))
        if one.year in self.floors:
            # Contributions are not borrowed, and leave the reserve.
            self._at_least(liquid, self.floors[one.year] / 100)
        if one.year in self.floors or (self.lasts and not one.works):
            most = max(-self.floors.get(one.year, 0) / 100, 0.0)
            self._at_least(combined((-1.0, self.owed)), -most)
        if self.aim.liquid is not None:
            self._at_least(liquid, self.aim.liquid / 100 * one.prices)

    def _at_least(self, amount: Terms, floor: float) -> None:
        """Add a floor for an amount, with a large penalty for the shortfall."""
        short = self.rows.new()
        self.rows.at_most(constant(floor), added((amount, short)))
        self.missed.append(short)

    def _owned(self) -> Owned:
        """What is owned at the end."""
        return Owned(
            pre_tax=[pool.pre_tax for pool in self.pools],
            roth=added(pool.roth for pool in self.pools),
            health=self.health,
            taxable=self.taxable.held,
            untaxed=self.taxable.untaxed,
            owed=self.owed,
        )

    def _repaid(self) -> None:
        """Repay loans from the money at the end of the plan."""
        if self.level is not None:
            self._at_least(combined((1.0, self._owned().all_of_it), (-1.0, self.owed)), 0.0)

    def _worth(self) -> Terms:
        """The quantity to maximize, in today's money."""
        if self.level is not None:
            return self.level
        if self.aim.objective == "roth":
            prices = self.inputs.ahead.prices(measured_year(self.aim, self.inputs.ahead))
            return combined((1 / prices, self.roth))
        return measured(self.rows, self.inputs, self.aim.objective, self._owned())

    def proposal(self, found: Numbers) -> Proposal:
        """The proposal of the solved program, cents."""

        def cents(terms: Terms) -> int:
            return max(round(value(terms, found) * 100), 0)

        names = [person.name for person in self.inputs.ahead.household.people]

        def elected(kind: str) -> dict[tuple[int, str], int]:
            return {
                (one.year, name): cents(getattr(moved, kind))
                for one, made in zip(self.years, self.made, strict=True)
                for name, moved in zip(names, made.people, strict=True)
                if one.works
            }

        def by_year(*kinds: str) -> dict[int, int]:
            return {
                one.year: sum(
                    cents(getattr(moved, kind)) for moved in made.people for kind in kinds
                )
                for one, made in zip(self.years, self.made, strict=True)
            }

        return Proposal(
            pre_tax=elected("pre_tax"),
            roth=elected("roth"),
            after_tax=elected("after_tax"),
            drawn_pre_tax=by_year("drawn", "early"),
            drawn_roth=by_year("free", "recaptured", "earnings"),
            converted=by_year("converted"),
            tax={year: round(value(tax, found) * 100) for year, tax in self.taxes.items()},
            value=round(value(self.worth, found) * 100),
        )
