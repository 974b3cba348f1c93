"""Rows of household-years as analysts write them, to returns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

import numpy as np

from megaroth.kernel.cents import column
from megaroth.tax.federal import ITEMS, Return
from megaroth.tax.status import STATUSES, status_column

SHORT = {
    "single": "single",
    "mfj": "married_joint",
    "mfs": "married_separate",
    "hoh": "head_of_household",
    "qss": "qualifying_surviving_spouse",
}
"""Analysts' words for filing status; the whole words are taken too."""

MONEY = {
    "wages_head": "wages",
    "wages_spouse": "spouse_wages",
    "interest": "interest",
    "tax_exempt_interest": "tax_exempt_interest",
    "ord_dividends": "dividends",
    "qual_dividends": "qualified_dividends",
    "stcg": "short_term_gain",
    "ltcg": "long_term_gain",
    "ira_dist": "ira_distributions",
    "roth_conversion": "roth_conversions",
    "in_plan_rollover": "in_plan_rollovers",
    "pension": "pensions",
    "ss_head": "social_security",
    "ss_spouse": "social_security",
    "other_income": "other_income",
    "hsa_deduction": "hsa_deduction",
    "ira_deduction": "ira_deduction",
    "salt": "state_taxes",
    "mortgage_interest": "mortgage_interest",
    "charity": "charity",
    "early_distribution": "early_distributions",
}
"""Columns of dollars, and the item of the return that each adds to."""

COUNTS = {"n_children": "children", "age_head": "age", "age_spouse": "spouse_age", "blind": "blind"}
FLAGS = ("lived_apart",)
"""Items of a return that hold or do not."""

COLUMNS = ("year", "status", *COUNTS, *MONEY)
_MOST = Decimal(1_000_000_000)


class CellError(ValueError):
    """A cell that cannot be read: its column, what it holds and what would do."""

    def __init__(self, column: str, found: str, expected: str) -> None:
        super().__init__(f"{column}: {found}")
        self.column, self.found, self.expected = column, found, expected


def read_row(row: Mapping[str, str]) -> Return:
    """The return of a row; a column that is missing or empty is zero. Amounts are rounded to the cent.

    Raises:
        CellError: a cell is no number, or no filing status.
    """
    word = (row.get("status") or "single").strip()
    status = SHORT.get(word, word)
    if status not in STATUSES:
        raise CellError("status", repr(word), "one of " + ", ".join([*SHORT, *STATUSES[1:]]))
    counts: dict[str, Any] = {item: int(_number(row, title)) for title, item in COUNTS.items() if row.get(title)}
    items: dict[str, Any] = {}
    for title, item in MONEY.items():
        if row.get(title):
            cents = int((_number(row, title) * 100).to_integral_value(ROUND_HALF_UP))
            items[item] = items.get(item, 0) + cents
    return Return(status=status, **counts, **items)


def stack(ones: Sequence[Return]) -> Return:
    """Many returns of scalars as one return of columns."""
    names = [name for name in ITEMS if name not in ("status", "medicare_wages", *FLAGS)]
    columns: dict[str, Any] = {name: column([int(getattr(one, name)) for one in ones]) for name in names}
    columns |= {name: np.array([getattr(one, name) for one in ones], dtype=np.bool_) for name in FLAGS}
    return Return(status=status_column([str(one.status) for one in ones]), **columns)


def _number(row: Mapping[str, str], column: str) -> Decimal:
    text = row[column].strip()
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise CellError(column, repr(text[:40]), "a number") from None
    if not value.is_finite() or value.adjusted() > 12 or abs(value) > _MOST:
        raise CellError(column, repr(text[:40]), "a number of at most 1,000,000,000")
    return value
