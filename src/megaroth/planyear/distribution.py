"""The move: one distribution split over its destinations, and what each part is taxed."""

from __future__ import annotations

from collections.abc import Sequence

from megaroth.kernel.errors import InputError, NotAllowedError, Problem, nearest, one_of
from megaroth.kernel.message import Amount, Message, message
from megaroth.kernel.message import Amount as MessageAmount
from megaroth.kernel.money import Cents, positive, smaller
from megaroth.kernel.trace import figure
from megaroth.law.law import Law
from megaroth.planyear.basis_after_loss import basis_readings
from megaroth.planyear.distribution_result import (
    DESTINATIONS,
    MANNERS,
    DestinationPart,
    LaterBackdoor,
    Split,
)
from megaroth.planyear.figure import Range
from megaroth.rules.allocation import allocate
from megaroth.rules.distributions import early_distribution_tax, rollover_withholding
from megaroth.rules.ira import ira_conversion_basis
from megaroth.rules.pro_rata import distributed_basis, distributed_basis_first

_TAXED = ("designated_roth", "roth_ira", "roth_ira_60_day", "cash")
_TAX_FREE = ("traditional_ira", "plan", "traditional_ira_60_day", "plan_60_day")


def split(
    law: Law,
    *,
    balance: Cents,
    after_tax: Cents,
    distribute: Cents | None = None,
    to: Sequence[tuple[str, Cents]] = (),
    separate_source: bool = False,
    pre_1987: Cents = 0,
    half_years: int | None = None,
    separated_at: int | None = None,
    prefer: Sequence[str] = (),
) -> Split:
    """Split one distribution over its destinations.

    Args:
        law: the numbers of the year of the distribution.
        balance: vested value of the contract, cents: the whole plan's, or the separate source's.
        after_tax: basis in that contract, cents; above ``balance`` after a loss.
        distribute: the distribution, cents; the whole balance if omitted.
        to: destinations and their amounts, cents, summing to the distribution; if omitted, pre-tax
            money goes to a traditional IRA and after-tax money to a Roth IRA.
        separate_source: the balance is that of a separate 72(d)(2) source.
        pre_1987: basis contributed before 1987 that comes out first, cents.
        half_years: the recipient's age in whole half-years; None if unknown.
        separated_at: age reached by the end of the year of separation from the employer; None if
            still employed.
        prefer: destinations to which the recipient sends pre-tax dollars first, where the choice is
            theirs.

    Returns:
        The split, every part summing to the distribution.

    Raises:
        InputError: there is no such destination; names the nearest.
        NotAllowedError: more is distributed than there is, or the destinations do not sum to the
            distribution.

    Source:
        26 USC 72(e)(8), 72(d)(2), 402(c)(2), 3405(c), 72(t); Notice 2014-54.
    """
    for name, _ in to:
        if name not in DESTINATIONS:
            near = nearest(name, DESTINATIONS)
            raise InputError([Problem("to", repr(name), one_of(DESTINATIONS), nearest=near)])
    amount = balance if distribute is None else distribute
    if amount > balance:
        raise NotAllowedError(
            message(
                "distribution_above_balance",
                amount=Amount.of(int(amount)),
                balance=Amount.of(int(balance)),
            )
        )
    basis = _basis(amount, balance, after_tax, pre_1987)
    pre_tax = amount - basis
    if not to:
        to = [
            (name, part)
            for name, part in (("traditional_ira", pre_tax), ("roth_ira", basis))
            if part > 0
        ]
    if sum(part for _, part in to) != amount:
        raise NotAllowedError(
            message(
                "destinations_do_not_sum",
                total=Amount.of(int(sum(part for _, part in to))),
                amount=Amount.of(int(amount)),
            )
        )
    ordered = _in_order(to, prefer)
    parts = _parts(pre_tax, ordered)
    taxable = figure(
        "taxable",
        sum(part.taxable for part in parts),
        "Income of the distribution",
        "IRC 402(a), 402(c), 408A(d)(3)",
    )
    _only_directly(parts)
    kept = sum(part.taxable for part in parts if part.to == "cash")
    paid_out = sum(part.pre_tax for part in parts if MANNERS[part.to] != "direct")
    spans = [
        sum(part.taxable for part in _parts(pre_tax, order))
        for order in (_in_order(to, _TAX_FREE), _in_order(to, _TAXED))
    ]
    by_place = {part.to: part for part in parts}
    gone = amount == balance
    _note_figures(amount, pre_tax, basis, balance, after_tax, spans)
    return Split(
        year=law.year,
        status=law.status_of("ira_contribution"),
        method="separate_source"
        if separate_source
        else ("basis_first" if pre_1987 else "whole_plan"),
        distributed=amount,
        pre_tax=pre_tax,
        after_tax=basis,
        unrecovered_basis=positive(after_tax - basis) if gone else 0,
        balance_left=balance - amount,
        basis_left=0 if gone else after_tax - basis,
        destinations=[by_place[name] for name, _ in to],
        taxable=taxable,
        withholding=rollover_withholding(law, paid_out),
        additional_tax=_additional_tax(law, kept, half_years, separated_at),
        recipient_chooses=_chooses(pre_tax, to),
        least_taxable=spans[0],
        most_taxable=spans[1],
        later_backdoor=_later(law, pre_tax, half_years) if pre_tax > 0 else [],
        notes=_notes(pre_tax, basis, after_tax, balance, separate_source, amount),
        basis_after_loss=basis_readings(after_tax - basis) if gone and after_tax > basis else [],
    )


def _only_directly(parts: Sequence[DestinationPart]) -> None:
    """Refuse after-tax money that would reach another plan by any way but a direct rollover."""
    if any(part.to == "plan_60_day" and part.after_tax > 0 for part in parts):
        raise NotAllowedError(message("after_tax_by_direct_rollover_only"))


def _note_figures(
    amount: Cents,
    pre_tax: Cents,
    basis: Cents,
    balance: Cents,
    all_basis: Cents,
    spans: Sequence[Cents],
) -> None:
    """Record in the trace how figures without a rule are calculated."""
    figure("distributed", amount, "The distribution", balance=balance)
    figure("amount", amount, "What the destinations receive together", distributed=amount)
    figure(
        "pre_tax",
        pre_tax,
        "Pre-tax part of the distribution",
        "IRC 72(e)(8)",
        distributed=amount,
        basis=basis,
    )
    figure(
        "after_tax",
        basis,
        "Basis in the distribution",
        "IRC 72(e)(8)",
        distributed=amount,
        basis=all_basis,
    )
    figure(
        "balance_left",
        balance - amount,
        "Left in the contract",
        balance=balance,
        distributed=amount,
    )
    figure(
        "basis_left",
        all_basis - basis,
        "Basis left in the contract",
        basis=all_basis,
        distributed=basis,
    )
    figure(
        "unrecovered_basis",
        positive(all_basis - basis),
        "Basis that a loss leaves",
        "IRC 72(e)",
        basis=all_basis,
    )
    figure(
        "least_taxable",
        spans[0],
        "Taxable if pre-tax dollars stay untaxed where they can",
        "Notice 2014-54",
        pre_tax=pre_tax,
    )
    figure(
        "most_taxable",
        spans[1],
        "Taxable if pre-tax dollars go to Roth first",
        "Notice 2014-54",
        pre_tax=pre_tax,
    )
    figure(
        "traditional_ira",
        pre_tax,
        "Pre-tax IRA balance if earnings go there",
        "IRC 408(d)(2)",
        pre_tax=pre_tax,
    )
    figure(
        "taxable_now", pre_tax, "Taxed now if all goes to Roth", "IRC 408A(d)(3)", pre_tax=pre_tax
    )


def _basis(amount: Cents, balance: Cents, after_tax: Cents, pre_1987: Cents) -> Cents:
    if pre_1987:
        return distributed_basis_first(amount, pre_1987, after_tax, balance)
    return distributed_basis(amount, after_tax, balance)


def _in_order(to: Sequence[tuple[str, Cents]], prefer: Sequence[str]) -> list[tuple[str, Cents]]:
    """Destinations in the order in which they take pre-tax dollars."""
    rank = {
        name: place
        for place, name in enumerate(
            [*prefer, *(name for name in DESTINATIONS if name not in prefer)]
        )
    }
    return sorted(to, key=lambda part: rank[part[0]])


def _parts(pre_tax: Cents, ordered: Sequence[tuple[str, Cents]]) -> list[DestinationPart]:
    allocated = allocate(
        pre_tax, [part for _, part in ordered], [MANNERS[name] for name, _ in ordered]
    )
    return [
        DestinationPart(
            to=name,
            amount=amount,
            pre_tax=part.pre_tax,
            after_tax=part.after_tax,
            taxable=part.pre_tax if name in _TAXED else 0,
        )
        for (name, amount), part in zip(ordered, allocated, strict=True)
    ]


def _chooses(pre_tax: Cents, to: Sequence[tuple[str, Cents]]) -> bool:
    """Whether some class of rollovers with several destinations is only partly filled by pre-tax
    dollars."""
    left = pre_tax
    for manner in ("direct", "sixty_day"):
        amounts = [amount for name, amount in to if MANNERS[name] == manner]
        if len(amounts) > 1 and 0 < left < sum(amounts):
            return True
        left = positive(left - sum(amounts))
    return False


def _additional_tax(
    law: Law, kept: Cents, half_years: int | None, separated_at: int | None
) -> Cents | Range:
    if half_years is None:
        most = early_distribution_tax(law, kept, 0, separated_at)
        return Range(0, most) if most else 0
    return early_distribution_tax(law, kept, half_years or 0, separated_at)


def _later(law: Law, pre_tax: Cents, half_years: int | None) -> list[LaterBackdoor]:
    """All to Roth now, or the pre-tax part to a traditional IRA: and an ordinary backdoor Roth
    afterwards."""
    limit = law.ira_contribution + (
        law.ira_catch_up_50 if (half_years or 0) >= 2 * law.ira_catch_up_age else 0
    )
    return [
        LaterBackdoor(
            choice="all_to_roth", taxable_now=pre_tax, traditional_ira=0, backdoor_taxable=0
        ),
        LaterBackdoor(
            choice="pre_tax_to_traditional_ira",
            taxable_now=0,
            traditional_ira=pre_tax,
            backdoor_taxable=limit - ira_conversion_basis(limit, limit, pre_tax),
        ),
    ]


def _notes(
    pre_tax: Cents,
    basis: Cents,
    after_tax: Cents,
    balance: Cents,
    separate_source: bool,
    amount: Cents,
) -> list[Message]:
    notes = []
    if after_tax > balance and amount == balance:
        notes.append(message("loss_before_distribution", left=MessageAmount.of(after_tax - basis)))
    elif after_tax > balance:
        notes.append(message("source_below_basis"))
    if not separate_source and smaller(pre_tax, basis) > 0 and amount < balance:
        notes.append(message("no_separate_source"))
    return notes
