"""The sliders of the page *Is it worth it*: their values, and the answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.money import PPM, to_ppm
from megaroth.law.law_book import LawBook
from megaroth.model.fields import OLDEST
from megaroth.model.household import Household
from megaroth.present.measure_worksheets import pair_sheets
from megaroth.present.worksheet import Worksheet
from megaroth.service.what_if import WhatIf, changed_pairs, prepared_pair, what_if
from megaroth.service.yearly_answers import Comparison, OutcomeRange

_KEPT = 64
_SHOWN = 40
SLIDERS = {
    "growth": "Annual growth",
    "dividend_yield": "Dividend yield",
    "turnover": "Gains realized a year",
    "plan_until": "Until age",
}
"""The assumptions that a slider changes, and the label of each slider."""

_kept_pair = lru_cache(_KEPT)(prepared_pair)


@dataclass(frozen=True)
class SliderValues:
    """The values of the sliders: percentages, and the first person's age at the end."""

    growth: str
    dividend_yield: str
    turnover: str
    plan_until: int

    def in_words(self) -> str:
        """The values for people."""
        return (
            f"growth {self.growth}% a year, dividends {self.dividend_yield}%, gains realized "
            f"{self.turnover}%, until age {self.plan_until}"
        )

    def assumptions(self, household: Household) -> dict[str, int]:
        """The values as assumptions of the model.

        Raises:
            InputError: a value that its slider cannot have.
        """
        return {name: slider_value(household, name, str(getattr(self, name))) for name in SLIDERS}


def what_if_of(
    household: Household,
    outcomes: OutcomeRange[Comparison] | None,
    values: SliderValues,
    law_book: LawBook,
) -> WhatIf:
    """The difference of two alternatives with the values of the sliders.

    Args:
        household: without unknown plan rules, unless ``outcomes`` is given.
        outcomes: both ends of the comparison if plan rules are unknown.
        values: of the sliders.
        law_book: the law, with a user's figures and reforms.

    Raises:
        InputError: a value that its slider cannot have, or there is only one alternative.
    """
    assumed = values.assumptions(household)
    return what_if(changed_pairs(household, outcomes, assumed, law_book, _kept_pair))


def what_if_worksheets(
    household: Household,
    outcomes: OutcomeRange[Comparison] | None,
    values: SliderValues,
    law_book: LawBook,
) -> list[Worksheet]:
    """How the answer of the sliders is calculated; arguments as for :func:`what_if_of`."""
    assumed = values.assumptions(household)
    pairs = changed_pairs(household, outcomes, assumed, law_book, _kept_pair)
    ends = (
        ("",)
        if outcomes is None
        else (", the plan rules that give the most", ", the plan rules that give the least")
    )
    return [
        sheet
        for pair, end in zip(pairs, ends, strict=True)
        for sheet in pair_sheets(pair, values.in_words() + end)
    ]


def slider_value(household: Household, name: str, text: str) -> int:
    """The value of a slider: an age, or parts per million.

    Raises:
        InputError: the slider cannot have this value; the message says which it can have.
    """
    if name == "plan_until":
        youngest = household.people[0].age(household.year) + 1
        if not (
            text.isascii() and text.isdigit() and len(text) <= 3 and youngest <= int(text) <= OLDEST
        ):
            raise _refused(name, text, f"an age from {youngest} to {OLDEST}")
        return int(text)
    try:
        rate = to_ppm(text + "%")
    except ValueError:
        rate = -1
    if not 0 <= rate <= PPM:
        raise _refused(name, text, "a percentage from 0 to 100, with at most four decimals")
    return rate


def _refused(name: str, text: str, expected: str) -> InputError:
    return InputError([Problem(SLIDERS[name], repr(text[:_SHOWN]), expected)])
