"""What is left at the end of the linear program, in the measures of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from megaroth.kernel.money import PPM
from megaroth.planning.after_tax_wealth import GAINS_RATE
from megaroth.planning.measures import cash_out_returns, heirs_factors
from megaroth.planning.solver_rows import Rows, Terms, added, combined, constant
from megaroth.planning.tax_hull import AMOUNTS, Filed, tax_planes
from megaroth.planyear.state_return import Residence
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.tax.states.resident import StateItems


@dataclass(frozen=True)
class Owned:
    """What a household owns on the last December 31, dollars.

    Attributes:
        pre_tax: of each person.
        roth, health, taxable: of all.
        untaxed: the gain of the taxable account.
        owed: what is borrowed.
    """

    pre_tax: Sequence[Terms]
    roth: Terms
    health: Terms
    taxable: Terms
    untaxed: Terms
    owed: Terms

    @property
    def all_of_it(self) -> Terms:
        """Everything, before tax and what is owed."""
        return added((*self.pre_tax, self.roth, self.health, self.taxable))


def measured(rows: Rows, inputs: ScenarioInputs, objective: str, end: Owned) -> Terms:
    """The objective's value of the balances at the end, in today's dollars.

    Args:
        rows: of the program, to which the tax of cashing everything out adds its own.
        inputs: the inputs.
        objective: ``estate``, ``cash_out``, ``wealth`` or ``bequest``.
        end: what is owned.
    """
    ahead = inputs.ahead
    prices = ahead.prices(ahead.years[-1])
    if objective == "estate":
        kept = 1 - int(ahead.household.assumptions.heirs_rate) / PPM
        spread, at_the_end = heirs_factors(ahead)
        parts = [(kept * spread, one) for one in end.pre_tax]
        # In the program basis counts as Roth money.
        found = combined(
            *parts,
            (max(at_the_end, spread), end.roth),
            (kept, end.health),
            (1.0, end.taxable),
            (-1.0, end.owed),
        )
        return combined((1 / prices, found))
    if objective in ("wealth", "bequest"):
        return combined((1 / prices, _at_flat_rates(rows, inputs, objective, end)))
    tax = _tax(rows, inputs, end)
    return combined((1 / prices, end.all_of_it), (-1 / prices, end.owed), (-1 / prices, tax))


def _at_flat_rates(rows: Rows, inputs: ScenarioInputs, objective: str, end: Owned) -> Terms:
    """What is left at the heirs' rate on pre-tax money, and for ``wealth`` at that on gains."""
    kept = 1 - int(inputs.ahead.household.assumptions.heirs_rate) / PPM
    gain = rows.new()
    rows.at_most(end.untaxed, gain)
    return combined(
        (kept, added((*end.pre_tax, end.health))),
        (1.0, end.roth),
        (1.0, end.taxable),
        (-GAINS_RATE / PPM if objective == "wealth" else 0.0, gain),
        (-1.0, end.owed),
    )


def _tax(rows: Rows, inputs: ScenarioInputs, end: Owned) -> Terms:
    """The tax of cashing everything out at the end."""
    ahead = inputs.ahead
    year = ahead.years[-1]
    law, state = ahead.law(year), ahead.state(year)
    city = ahead.household.city if state == ahead.household.state else None
    filers = ahead.filers(year)
    gain = rows.new()
    rows.at_most(end.untaxed, gain)
    found = []
    for items, places in zip(cash_out_returns(inputs), filers, strict=True):
        filed = Filed(items, 0, 0, StateItems(city=city or ""))
        kinds = ("early", "draw") if any(_young(inputs, place) for place in places) else ("draw",)
        planes = tax_planes(law, Residence(year, state, city), filed, ahead.prices(year), kinds)
        young = [place for place in places if _young(inputs, place)]
        amounts = {
            "draw": combined(
                (1.0, added(end.pre_tax[place] for place in places if place not in young)),
                (1 / len(filers), end.health),
            ),
            "early": added(end.pre_tax[place] for place in young),
            "gain": combined((1 / len(filers), gain)),
        }
        named = [rows.named(amounts.get(name, {})) for name in AMOUNTS]
        tax = rows.new()
        for slopes, level in zip(planes.slopes, planes.under, strict=True):
            parts = [(float(slope), terms) for slope, terms in zip(slopes, named, strict=True)]
            rows.at_most(combined(*parts, (1.0, constant(float(level)))), tax)
        found.append(tax)
    return added(found)


def _young(inputs: ScenarioInputs, place: int) -> bool:
    """Whether a person is younger than 59 1/2 at the end."""
    ahead = inputs.ahead
    law = ahead.law(ahead.years[-1])
    person = ahead.household.people[place]
    return 2 * person.age(ahead.years[-1]) < law.early_distribution_age_in_half_years
