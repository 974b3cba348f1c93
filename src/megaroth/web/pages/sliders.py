"""The sliders: the difference of two alternatives under other assumptions. Fast, because the
working years are computed once."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.money import PPM, to_ppm
from megaroth.model.fields import OLDEST
from megaroth.model.household import Household
from megaroth.planning.prepare import Prepared, prepare
from megaroth.planning.results import Comparison
from megaroth.planning.sweeps import Pair, under
from megaroth.planning.unknown_rules import Between
from megaroth.web.server.stated_figures import kept

_KEPT = 64
_SHOWN = 40
SLIDERS = ("growth", "dividend_yield", "heirs_rate", "plan_until")


@dataclass(frozen=True)
class Slid:
    """The answer of the sliders: the difference of two alternatives at constant growth.

    Attributes:
        name, against: the two.
        difference: after-tax wealth at the end of one less the other's, today's money, cents.
        until: the year of the end.
        least: the difference at the answers to what is unknown that give the least; None where
            nothing is.
    """

    name: str
    against: str
    difference: int
    until: int
    least: int | None = None


@dataclass(frozen=True)
class Standing:
    """The positions of the sliders: percentages, and the first person's age at the end."""

    growth: str
    dividend_yield: str
    heirs_rate: str
    plan_until: int


def standing(asked: Standing) -> str:
    """The positions in words."""
    rates = (
        f"growth {asked.growth}% a year, dividends {asked.dividend_yield}%, tax rate at the "
        f"end {asked.heirs_rate}%"
    )
    return f"{rates}, until age {asked.plan_until}"


def slid(household: Household, both: Between[Comparison] | None, asked: Standing) -> Slid:
    """Compute the answer of the sliders.

    Args:
        household: the household.
        both: the two ends if plan rules are unknown.
        asked: the positions of the sliders.

    Raises:
        InputError: a value is not a percentage or age, or there is only one alternative.
    """
    most, *others = pairs(household, both, asked)
    least = round(float(others[0].apart()[0])) if others else None
    return Slid(
        most.name, most.against, round(float(most.apart()[0])), most.prepared.ahead.years[-1], least
    )


def pairs(household: Household, both: Between[Comparison] | None, asked: Standing) -> list[Pair]:
    """The mega backdoor (or the second alternative) and the first one, at the positions of the
    sliders; of two ends, the higher first.

    Raises:
        InputError: a value is not a percentage or age, or there is only one alternative.
    """
    changed = {name: checked(household, name, str(getattr(asked, name))) for name in SLIDERS}
    if both is None:
        return [_pair(under(_prepared(household), **changed))]
    return [
        _pair(under(_prepared(one).spending(both.spent), **changed))
        for one in reversed(both.households)
    ]


def checked(household: Household, name: str, said: str) -> int:
    """The value of a slider: an age, or parts per million.

    Raises:
        InputError: it is not a value of the slider; the message says what is.
    """
    if name == "plan_until":
        youngest = household.people[0].age(household.year) + 1
        if not (
            said.isascii() and said.isdigit() and len(said) <= 3 and youngest <= int(said) <= OLDEST
        ):
            raise InputError(
                [Problem(name, repr(said[:_SHOWN]), f"an age from {youngest} to {OLDEST}")]
            )
        return int(said)
    try:
        rate = to_ppm(said + "%")
    except ValueError:
        rate = -1
    if not 0 <= rate <= PPM:
        raise InputError(
            [
                Problem(
                    name,
                    repr(said[:_SHOWN]),
                    "a percentage from 0 to 100, with at most four decimals",
                )
            ]
        )
    return rate


@kept(_KEPT)
def _prepared(household: Household) -> Prepared:
    """Every alternative with its working years computed, so that all spend the same as in the
    comparison."""
    return prepare(household)


def _pair(prepared: Prepared) -> Pair:
    """The first alternative and the mega backdoor, or else the second."""
    first, *others = prepared.chosen
    if not others:
        raise InputError([Problem("alternatives", "one alone", "two or more to compare")])
    other = next((one for one in others if one.name == "mega"), others[0])
    return Pair(prepared, other.name, first.name, lambda: None)
