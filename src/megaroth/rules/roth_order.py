"""The order in which money leaves a Roth IRA, and the tax on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from megaroth.kernel.money import PPM, Cents, Flag, choose, positive, share, smaller, total
from megaroth.kernel.trace import rule
from megaroth.law.law import Law

NEARLY_UNTAXED = 100_000
"""The taxed part of a conversion, parts per million, up to which the rest of it is worth passing
that part for: an additional tax of at most 1%. What a mega backdoor rollover earned before the move
is such a part."""


@dataclass(frozen=True, kw_only=True)
class Layer:
    """The conversions (and rollovers from plans) of one year in a Roth IRA, cents.

    Attributes:
        year: the taxable year of the conversion.
        taxed: the part that was included in income.
        untaxed: the rest, which is basis.
    """

    year: int
    taxed: Cents
    untaxed: Cents


@dataclass(frozen=True, kw_only=True)
class RothOut:
    """The parts of a distribution from Roth IRAs, cents.

    Attributes:
        regular: regular contributions.
        layers: conversions, oldest first.
        earnings: the rest.
    """

    regular: Cents
    layers: tuple[Layer, ...]
    earnings: Cents


@rule(cites="IRC 408A(d)(4)(B)")
def roth_ira_order(amount: Cents, regular: Cents, layers: Sequence[Layer]) -> RothOut:
    """A distribution in its order: regular contributions, conversions of each year (taxed part
    first), earnings.

    All of a person's Roth IRAs are one.

    Args:
        amount: the distribution, cents, scalar or (n,).
        regular: regular contributions still in them, cents, scalar or (n,).
        layers: conversions still in them, oldest first.

    Returns:
        Its parts; they sum to ``amount``.

    Source:
        26 USC 408A(d)(4)(A)-(B); 26 CFR 1.408A-6 Q&A-8, 9; Pub. 590-B.

    >>> out = roth_ira_order(7_000_00, 5_000_00, [Layer(year=2020, taxed=60_000_00, untaxed=20_000_00)])
    >>> out.regular, out.layers[0].taxed, out.earnings
    (500000, 200000, 0)
    """
    first = smaller(amount, regular)
    left = amount - first
    taken = []
    for layer in layers:
        taxed = smaller(left, layer.taxed)
        untaxed = smaller(left - taxed, layer.untaxed)
        left = left - taxed - untaxed
        taken.append(Layer(year=layer.year, taxed=taxed, untaxed=untaxed))
    return RothOut(regular=first, layers=tuple(taken), earnings=left)


@rule(cites="IRC 408A(d)(2)")
def roth_ira_taxable(out: RothOut, *, qualified: Flag) -> Cents:
    """The part of a Roth IRA distribution that is income: earnings, unless it is a qualified
    distribution.

    Args:
        out: its parts.
        qualified: whether it is a qualified distribution
            (:func:`megaroth.rules.clocks.qualified_distribution`), scalar or (n,).

    Returns:
        Cents, in the shape of the parts.

    Source:
        26 USC 408A(d)(1)-(2).

    >>> roth_ira_taxable(roth_ira_order(7_000_00, 5_000_00, []), qualified=False)
    200000
    """
    return choose(qualified, out.earnings * 0, out.earnings)


@rule(cites="IRC 72(t)(1), 408A(d)(3)(F)")
def roth_ira_early_tax(
    law: Law, out: RothOut, year: int, *, exempt: bool, qualified: Flag
) -> Cents:
    """The 10% additional tax on a Roth IRA distribution: on taxable earnings, and on conversions
    recaptured within five years.

    Args:
        law: the numbers of the year.
        out: the parts of the distribution.
        year: its taxable year.
        exempt: whether an exception of 72(t)(2) holds, age 59 1/2 among them.
        qualified: whether it is a qualified distribution, scalar or (n,).

    Returns:
        Cents, in the shape of the parts.

    Source:
        26 USC 72(t)(1)-(2), 408A(d)(3)(F): only the part of a conversion that was included in
        income is recaptured.

    >>> from megaroth.law.load import law
    >>> out = roth_ira_order(20_000_00, 0, [Layer(year=2024, taxed=100_000_00, untaxed=0)])
    >>> roth_ira_early_tax(law(2026), out, 2026, exempt=False, qualified=False)
    200000
    """
    if exempt:
        return out.earnings * 0
    recaptured = total(
        *(layer.taxed for layer in out.layers if year < layer.year + law.roth_recapture_years)
    )
    return share(
        total(roth_ira_taxable(out, qualified=qualified), recaptured, out.earnings * 0),
        law.early_distribution_rate,
    )


@rule(cites="IRC 408A(d)(3)(F), (d)(4)(B)")
def roth_ira_free(law: Law, year: int, regular: Cents, layers: Sequence[Layer]) -> Cents:
    """What can leave a Roth IRA before 59 1/2 without income tax and without the additional tax.

    Regular contributions; then each conversion, oldest first: its taxed part from its sixth year,
    its untaxed part at once. It ends before the first conversion whose taxed part is younger,
    unless that part is so small that passing it costs next to nothing
    (:data:`NEARLY_UNTAXED`).

    Args:
        law: the numbers of the year.
        year: of the distribution.
        regular: regular contributions still in them, cents, scalar or (n,).
        layers: conversions still in them, oldest first.

    Returns:
        Cents, in the shape of ``regular``.

    Source:
        26 USC 408A(d)(2)-(4); 26 CFR 1.408A-6 Q&A-5(a)-(b), Q&A-8.

    >>> from megaroth.law.load import law
    >>> old, new = Layer(year=2020, taxed=50_00, untaxed=0), Layer(year=2025, taxed=0, untaxed=30_00)
    >>> roth_ira_free(law(2026), 2026, 20_00, [old, new])
    10000
    """
    free = regular
    open_still: Cents = 1
    for layer in layers:
        if year < layer.year + law.roth_recapture_years:
            nearly = layer.taxed * PPM <= (layer.taxed + layer.untaxed) * NEARLY_UNTAXED
            open_still = choose(nearly, open_still, 0)
        free = free + (layer.taxed + layer.untaxed) * open_still
    return free


@rule(cites="IRC 408A(d)(4)(B)")
def roth_ira_left(
    out: RothOut, regular: Cents, layers: Sequence[Layer]
) -> tuple[Cents, tuple[Layer, ...]]:
    """Regular contributions and conversions that a distribution leaves behind.

    Args:
        out: the parts of the distribution.
        regular: regular contributions before it, cents, scalar or (n,).
        layers: conversions before it.

    Returns:
        Both after it, cents.

    Source:
        26 USC 408A(d)(4)(B).

    >>> before = [Layer(year=2020, taxed=3_00, untaxed=2_00)]
    >>> roth_ira_left(roth_ira_order(9_00, 5_00, before), 5_00, before)
    (0, (Layer(year=2020, taxed=0, untaxed=100),))
    """
    kept = tuple(
        Layer(year=layer.year, taxed=layer.taxed - gone.taxed, untaxed=layer.untaxed - gone.untaxed)
        for layer, gone in zip(layers, out.layers, strict=True)
    )
    return positive(regular - out.regular), kept
