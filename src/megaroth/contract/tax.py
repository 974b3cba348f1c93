"""A household's tax returns as JSON."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from megaroth.contract.shapes import Member, OrNull, Record, at
from megaroth.contract.versions import Contract
from megaroth.kernel.answer_fields import Inline, Key, OneAmount, Rate, Rows
from megaroth.kernel.money import Cents
from megaroth.planyear.tax_bill import TaxBill
from megaroth.present.return_lines import LINES, STATE_LINES
from megaroth.tax.marginal import NextDollars

_MAGI = ("roth_ira", "ira_deduction", "niit", "senior", "irmaa")


@dataclass(frozen=True)
class NextAmount:
    """The tax on the next dollars of an item, and along a growing amount of it.

    Attributes:
        item: what grows, such as ``conversion``.
        federal: the federal tax on the amount.
        state_tax: the state's, cents; None without a state return.
        curve: growing amounts in cents, each with the federal marginal rate there in parts per
            million.
    """

    item: str
    federal: Inline[NextDollars]
    state_tax: Cents | None
    curve: Annotated[list[tuple[OneAmount, Rate]], Rows(("amount", "rate"))]


@dataclass(frozen=True)
class TaxOfYear:
    """A household's tax for a year and, if asked for, the tax on its next dollars."""

    year: int
    bill: Inline[TaxBill]
    next: Annotated[NextAmount | None, Key("marginal")] = None


def _first(record: Record) -> Record:
    federal, bill = record.inner("federal"), at("bill", "federal")
    magi = Record(tuple(replace(federal[f"{name}_magi"], name=name).of(bill) for name in _MAGI))
    state = record.inner("state")
    support = record["state_support"]
    lines = (state[name].of(at("bill", "state")) for name in STATE_LINES)
    inner = support.shape.inner if isinstance(support.shape, OrNull) else support.shape
    with_support = Record((Member("support", inner, support.read), *lines))
    return record.having(
        federal["itemizes"].of(bill),
        replace(record["federal"], shape=federal.only(*LINES)),
        Member("magi", magi, lambda answer: answer),
        Member("state", OrNull(with_support), _with_state),
    ).only(
        *("year", "itemizes", "federal", "magi", "state", "payroll_tax"),
        *("excess_social_security", "state_payroll_tax", "take_home", "withheld", "due"),
        *("paychecks", "marginal", "assumptions"),
    )


def _with_state(answer: TaxOfYear) -> TaxOfYear | None:
    return None if answer.bill.state is None else answer


def _first_marginal(record: Record) -> Record:
    return record.only(
        *("item", "amount", "tax", "rate", "state_tax", "by_kind", "thresholds", "curve")
    )


CONTRACT = Contract("tax", TaxOfYear, first={TaxOfYear: _first, NextAmount: _first_marginal})
