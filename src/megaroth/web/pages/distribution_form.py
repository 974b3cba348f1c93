"""The form of the Rollover page that splits any distribution: typed amounts, and the answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from megaroth.contract.rollover import RolloverAnswer
from megaroth.kernel.errors import MegarothError
from megaroth.kernel.money import dollars, to_cents
from megaroth.law.law_book import LawBook
from megaroth.present.worksheet import Worksheet
from megaroth.readers.typed import plain_amount
from megaroth.service.explanations import rollover_worksheets
from megaroth.service.rollover import DESTINATIONS, Distribution, rollover
from megaroth.web.server.cached_queries import error_text

FIELDS = ("balance", "after_tax", "distribute", "to")
_AMOUNTS = ("balance", "after_tax", "distribute")


def typed(params: Mapping[str, str]) -> dict[str, str]:
    """What was typed in each field of the form; empty texts for empty fields."""
    return {key: params.get(key, "") for key in FIELDS}


def split(
    fields: dict[str, str], year: int, law_book: LawBook
) -> tuple[RolloverAnswer | None, dict[str, str]]:
    """The distribution with its forms, or a message for each field that is wrong.

    Args:
        fields: what was typed, by field.
        year: of the distribution.
        law_book: the law, with a user's figures and reforms.

    Returns:
        The answer and no messages, or None and the messages; a message under the empty name is
        about the whole form.
    """
    amounts, wrong = _amounts(fields)
    if wrong:
        return None, wrong
    try:
        return rollover(_distribution(fields, amounts, year), date.today(), law_book), {}
    except MegarothError as error:
        return None, {"": error_text(error)}


def split_worksheets(fields: dict[str, str], year: int, law_book: LawBook) -> list[Worksheet]:
    """How the basis of a distribution without wrong fields is calculated."""
    asked = _distribution(fields, _amounts(fields)[0], year)
    return rollover_worksheets(asked, "distributed_basis", date.today(), law_book)


def _amounts(fields: dict[str, str]) -> tuple[dict[str, int], dict[str, str]]:
    """The amounts in cents, and a message for each field that is wrong."""
    amounts: dict[str, int] = {}
    wrong: dict[str, str] = {}
    for key in _AMOUNTS:
        if key == "distribute" and not fields[key]:
            amounts[key] = amounts.get("balance", 0)
            continue
        try:
            amounts[key] = to_cents(plain_amount(fields[key].strip()))
        except ValueError as error:
            wrong[key] = f"Expected {error}."
            continue
        if amounts[key] < 0:
            wrong[key] = "Expected zero or more."
    if not wrong:
        balance = amounts["balance"]
        for key in ("after_tax", "distribute"):
            if amounts[key] > balance:
                wrong[key] = f"Expected at most the balance, {dollars(balance)}."
    return amounts, wrong


def _distribution(fields: dict[str, str], amounts: dict[str, int], year: int) -> Distribution:
    chosen = fields["to"] in DESTINATIONS
    return Distribution(
        balance=amounts["balance"],
        after_tax=amounts["after_tax"],
        year=year,
        distribute=amounts["distribute"],
        to=[(fields["to"], amounts["distribute"])] if chosen else [],
    )
