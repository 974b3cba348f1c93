"""The parts of a plan's formulas: tiers of a match, and a cap on after-tax contributions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from megaroth.model.catalog import Key
from megaroth.model.fields import AnyRate, CapBase, Money, Rate, Unknown


@dataclass(frozen=True, kw_only=True)
class Tier:
    """One tier of a match: from the end of the tier before up to its own end."""

    rate: Annotated[AnyRate, Key("employer money for each dollar contributed.")]
    up_to: Annotated[Rate | None, Key("end of the tier as a share of pay.")] = None
    up_to_dollars: Annotated[
        Money | None, Key("end of the tier as an amount of contributions; instead of `up_to`.")
    ] = None


@dataclass(frozen=True, kw_only=True)
class AfterTaxCap:
    """A plan's own cap on after-tax contributions. If there are several, the lowest applies."""

    percent: Annotated[Rate | None, Key("cap as a share of pay.")] = None
    of: Annotated[
        CapBase,
        Key(
            "the pay that the percentage applies to: `pay`, `limited_pay` (to the "
            "401(a)(17) limit) or `net_pay`."
        ),
    ] = "pay"
    dollars: Annotated[Money | None, Key("annual cap.")] = None
    hce_percent: Annotated[
        Rate | None, Key("instead of `percent` for highly compensated employees.")
    ] = None
    hce_dollars: Annotated[
        Money | None, Key("instead of `dollars` for highly compensated employees.")
    ] = None


def known_tiers(match: tuple[Tier, ...] | Unknown) -> tuple[Tier, ...]:
    """The tiers of a plan's match.

    Raises:
        TypeError: the match is unknown. Resolve it first (:mod:`megaroth.planyear.unknowns`).
    """
    if isinstance(match, str):
        raise TypeError("an unknown match was not resolved")
    return match
