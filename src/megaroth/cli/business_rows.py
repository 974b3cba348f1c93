"""The columns of a table of household-years about own businesses."""

from __future__ import annotations

from collections.abc import Mapping

from megaroth.cli.flags import Flags
from megaroth.model.fields import Kind
from megaroth.service.tax_columns import BUSINESS_COLUMNS, Businesses

_AMOUNT, _YES_OR_NO = Kind("money"), Kind("count", most=1)
_ZERO = ("", "0", "0.0")


def read_businesses(row: Mapping[str, str], flags: Flags) -> Businesses:
    """The businesses of a row; a column that is missing or empty is zero.

    Args:
        row: cells by column.
        flags: collects the problems.
    """
    found: dict[str, int] = {}
    for title in BUSINESS_COLUMNS:
        text = row.get(title, "").strip()
        if text not in _ZERO:
            kind = _YES_OR_NO if title == "specified_service" else _AMOUNT
            found[title] = flags.field(title, text, kind) or 0
    return Businesses(**found)
