"""The lower tiers of Medicare premiums in the linear program."""

from __future__ import annotations

from megaroth.kernel.money import PPM
from megaroth.projection.scenario_inputs import ScenarioInputs

TIERS = 3
"""The lower tiers of Medicare premiums that proposals may stay within."""


def within_tiers(inputs: ScenarioInputs, year: int, other_income: int) -> list[float]:
    """The money that accounts can give within each of the lower tiers, dollars."""
    ahead = inputs.ahead
    numbers = ahead.law(year)
    back = numbers.medicare_income_years
    if max(one.age(year) for one in ahead.living(year)) + back < numbers.medicare_age:
        return []
    law = ahead.law(year + back)
    tops = (
        law.irmaa_tiers_joint if ahead.status(year) == "married_joint" else law.irmaa_tiers_single
    )
    benefits = sum(inputs.benefits[year]) * numbers.social_security_second_rate // PPM
    return [
        max(int(tops(str(tier + 1))) - other_income - benefits, 0) / 100 for tier in range(TIERS)
    ]
