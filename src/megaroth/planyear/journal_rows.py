"""The journal as rows that people read."""

from __future__ import annotations

from megaroth.planyear.journal import Account
from megaroth.planyear.result import JournalRow, PlanYear


def rows(answer: PlanYear) -> list[JournalRow]:
    """Every movement of the year by date; empty where the answer is a range over several plans."""
    if answer.journal is None:
        return []
    return [
        JournalRow(
            date=movement.date,
            kind=movement.kind,
            person=movement.target.person,
            employer=movement.target.employer or movement.origin.employer,
            from_=_name(movement.origin),
            to=_name(movement.target),
            amount=movement.amount,
            basis=movement.basis,
            taxable=movement.taxable,
        )
        for movement in answer.journal
    ]


def _name(account: Account) -> str:
    return f"{account.employer}: {account.source}" if account.employer else account.source
