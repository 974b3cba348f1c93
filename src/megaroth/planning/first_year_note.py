"""What limits the contributions of the first year ahead to less than those of the plan year."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.kernel.message import Amount, Message, message
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.working_years import working_year

_CLOSE = 1_00
"""How closely contributions are fitted to a limit, cents."""


def first_year_within_cash(
    inputs: ScenarioInputs, alternative: str | None = None
) -> Iterator[Message]:
    """A note if pay or cash limits the first year's contributions, which are then less than the
    plan year's: a plan year has no limit by cash unless the file states ``spare_cash``, and other
    cash than pay may pay for IRAs and health savings accounts.

    Args:
        inputs: the years of one alternative.
        alternative: its name, where the answer has several.
    """
    ahead = inputs.ahead
    work, household = inputs.working.get(ahead.first), ahead.at(ahead.first)
    if work is None:
        return
    by_pay = int(work.own) + _CLOSE >= int(work.gross - work.payroll_tax)
    if household.spare_cash is not None and not by_pay:
        return
    less = int(working_year(household, ahead.law_book).own) - int(work.own)
    if less > 0:
        yield message(
            "first_year_within_cash",
            year=ahead.first,
            alternative=alternative,
            contributed=Amount.of(int(work.own)),
            less=Amount.of(less),
            by_pay=by_pay,
        )
