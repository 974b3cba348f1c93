"""The value of a plan for an objective and its constraints, measured on its projection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from megaroth.kernel.errors import InputError, Problem, nearest, one_of
from megaroth.kernel.message import message
from megaroth.model.household import Household, Job
from megaroth.payroll.paydays import USUAL_PAYCHECKS
from megaroth.planning.after_tax_wealth import Numbers, after_tax_wealth
from megaroth.planning.aim import OBJECTIVES, Aim
from megaroth.planning.measures import cash_out, estate
from megaroth.planning.reserve_floor import reserve_shortfall
from megaroth.projection.run import Projected
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.timeline import Outlook


def check_aim(aim: Aim, ahead: Outlook) -> None:
    """Refuse an aim that does not fit these years.

    Raises:
        InputError: an unknown objective, an age that the plan does not reach, or no year after work
            for ``spending_per_year``.
    """
    first = ahead.household.people[0]
    ages = first.age(ahead.years[0]), first.age(ahead.years[-1])
    if aim.objective not in OBJECTIVES:
        near = nearest(aim.objective, list(OBJECTIVES))
        raise InputError(
            [
                Problem(
                    "--objective",
                    repr(aim.objective),
                    one_of(OBJECTIVES),
                    nearest=near,
                )
            ]
        )
    if aim.objective == "roth" and (aim.at_age is None or not ages[0] <= aim.at_age <= ages[1]):
        expected = message("age_of_most_roth", person=first.name, first=ages[0], last=ages[1])
        found = message("nothing") if aim.at_age is None else aim.at_age
        raise InputError([Problem("--at-age", found, expected)])
    if aim.objective == "spending_per_year" and not ahead.after_work(ahead.years[-1]):
        expected = message("years_after_work_needed")
        raise InputError([Problem("--objective", "'spending_per_year'", expected)])
    if aim.moves is not None and aim.moves < 1:
        raise InputError([Problem("--moves", aim.moves, message("at_least", least=1))])


def measured_year(aim: Aim, ahead: Outlook) -> int:
    """The year at whose end the objective is measured."""
    if aim.objective != "roth" or aim.at_age is None:
        return ahead.years[-1]
    return ahead.household.people[0].born.year + aim.at_age


_PER_YEAR = {"yearly": 1, "quarterly": 4}


def with_moves(household: Household, most: int | None) -> Household:
    """The household with at most so many in-plan Roth rollovers a year.

    Yearly rollovers fit any limit; quarterly ones a limit of four or more.
    """
    if most is None:
        return household
    slower = "quarterly" if most >= _PER_YEAR["quarterly"] else "yearly"

    def change(job: Job) -> Job:
        plan = job.plan
        if plan is None or plan.in_plan_roth_rollover not in (
            "each_paycheck",
            "on_request",
            "quarterly",
        ):
            return job
        often = _PER_YEAR.get(plan.in_plan_roth_rollover, USUAL_PAYCHECKS[job.pay_frequency])
        return (
            job if often <= most else replace(job, plan=replace(plan, in_plan_roth_rollover=slower))
        )

    people = tuple(
        replace(person, jobs=tuple(change(job) for job in person.jobs))
        for person in household.people
    )
    return replace(household, people=people)


NO_FLOORS: Mapping[int, int] = {}


@dataclass
class Measure:
    """The value of plans, a row for each.

    Attributes:
        value: in today's money, cents.
        missed: the total shortfall from the constraints, in today's money, cents.
        ran_out: whether spending found no money.
    """

    value: Numbers
    missed: Numbers
    ran_out: npt.NDArray[np.bool_]

    def score(self) -> Numbers:
        """A score that ranks plans that last first, then by shortfall, then by value."""
        whole = np.round(self.missed / _WHOLE) * _WHOLE
        found: Numbers = self.value - _MUCH * whole - _MUCH * _MUCH * self.ran_out
        return found


_WHOLE, _MUCH = 1_00, 1e6


def measure(
    aim: Aim, inputs: ScenarioInputs, projected: Projected, floors: Mapping[int, int] = NO_FLOORS
) -> Measure:
    """The value of the rows of a projection; not for ``spending_per_year``, which is searched.

    Args:
        aim: the objective and its constraints.
        inputs: the inputs of the projection.
        projected: the projection.
        floors: of the reserve, by year of work, cents.
    """
    end = projected.accounts
    return Measure(
        _value(aim, inputs, projected), missed(aim, inputs, projected, floors), end.ran_out
    )


def _value(aim: Aim, inputs: ScenarioInputs, projected: Projected) -> Numbers:
    """The objective, in today's money, cents; (paths,)."""
    ahead, end = inputs.ahead, projected.accounts
    year = measured_year(aim, ahead)
    prices = ahead.prices(year)
    match aim.objective:
        case "roth":
            then = next(one for one in projected.years if one.year == year)
            # Borrowed money does not count as Roth money.
            found = then.balances["roth"] + np.minimum(then.balances["taxable"], 0) - then.owed
            return np.asarray(found / prices, dtype=np.float64)
        case "estate":
            return estate(inputs, end)
        case "cash_out":
            return cash_out(inputs, end)
        case _:
            heirs_rate = ahead.household.assumptions.heirs_rate
            stepped_up = aim.objective == "bequest"
            return after_tax_wealth(end, heirs_rate, prices, stepped_up=stepped_up)


def missed(
    aim: Aim, inputs: ScenarioInputs, projected: Projected, floors: Mapping[int, int] = NO_FLOORS
) -> Numbers:
    """The total shortfall of all years, that of the reserve too, in today's money, cents;
    (paths,)."""
    short: Numbers = np.zeros(len(projected.accounts.owed))
    short = sum(shortfalls(aim, inputs, projected).values(), short)
    return short + reserve_shortfall(inputs, floors, projected)


def shortfalls(aim: Aim, inputs: ScenarioInputs, projected: Projected) -> dict[int, Numbers]:
    """The shortfall of each year, in today's money, cents; (paths,)."""
    found = {}
    for year in projected.years:
        prices = inputs.ahead.prices(year.year)
        short: Numbers = np.zeros(len(year.owed))
        if aim.take_home is not None and year.year in inputs.working:
            left = year.income - year.own - year.payroll_tax - year.federal_tax - year.state_tax
            short = short + np.maximum(aim.take_home - left / prices, 0)
        if aim.liquid is not None:
            short = short + np.maximum(aim.liquid - year.balances["taxable"] / prices, 0)
        found[year.year] = short
    return found
