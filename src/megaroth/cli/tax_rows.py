"""The columns of a table of household-years: the values that each can have, and the return of a
row."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from megaroth.cli.flags import Flags
from megaroth.model.fields import Age, Blind, Kind
from megaroth.model.household import Household, Income
from megaroth.service.tax_columns import (
    COUNTS,
    FLAGS,
    MONEY,
    MUST_ITEMIZE,
    SHORT,
    SPOUSE_ITEMIZES,
    STATUSES,
    Return,
)

ALIASES = {
    "filing_status": "status",
    "children": "n_children",
    "dividends": "ord_dividends",
    "qualified_dividends": "qual_dividends",
    "short_term_gain": "stcg",
    "long_term_gain": "ltcg",
    "ira_distributions": "ira_dist",
    "pensions": "pension",
    "social_security": "ss_head",
    "state_taxes": "salt",
    "retirement_contributions": "retirement_head",
}
"""Keys of the household file, and the column of each."""

MEANT = {
    "wages": "wages_head",
    "pay": "wages_head",
    "self_employed": "business_head",
    "business_income": "business_head",
    "spouse_wages": "wages_spouse",
    "age": "age_head",
    "spouse_age": "age_spouse",
}
"""Names that are not columns, and the column that each probably means."""

_PARTS = {"qual_dividends": "ord_dividends", "other_states_interest": "tax_exempt_interest"}
_NOTHING = ("", "0", "0.0")
_SPOUSE = ("wages_spouse", "ss_spouse", "retirement_spouse")
_YES = Kind("count", most=1)
_JOINT, _SEPARATE = "married_joint", "married_separate"


@functools.cache
def kind_of(title: str) -> Kind:
    """The values that a column can have: those of the household file's key for that item, or else
    an amount of 0 or more."""
    if title in FLAGS or title == SPOUSE_ITEMIZES:
        return _YES
    if title in COUNTS:
        counts: dict[str, Any] = {"age": Age, "spouse_age": Age, "blind": Blind}
        hint = (
            counts.get(COUNTS[title]) or get_type_hints(Income, include_extras=True)[COUNTS[title]]
        )
        return _mark(hint)
    for noun in (Income, Household):
        hints = get_type_hints(noun, include_extras=True)
        if MONEY[title] in hints:
            return _mark(hints[MONEY[title]])
    return Kind("money")


def _check_flags(
    status: str, yes: Mapping[str, bool], row: Mapping[str, str], flags: Flags
) -> None:
    """Refuse flags that do not fit the filing status."""
    for title in ("lived_apart", SPOUSE_ITEMIZES):
        if yes.get(title) and status != _SEPARATE:
            flags.refuse(
                title, repr(row[title]), f"0: only for separate returns; status is {status}"
            )
    if yes.get("dependent_spouse") and status != _JOINT:
        flags.refuse(
            "dependent_spouse",
            repr(row["dependent_spouse"]),
            f"0 on a return of one person: status is {status}",
        )


def _mark(hint: Any) -> Kind:
    assert get_origin(hint) is Annotated, hint
    return next(mark for mark in get_args(hint) if isinstance(mark, Kind))


def read_row(row: Mapping[str, str], flags: Flags) -> Return | None:
    """The return of a row; a column that is missing or empty is zero, or the default of the return.

    Args:
        row: cells by column.
        flags: collects the problems.

    Returns:
        The return, or None where a cell was refused.
    """
    before = len(flags.problems)
    word = (row.get("status") or "single").strip()
    status = SHORT.get(word, word)
    if status not in STATUSES:
        flags.word("status", word, (*SHORT, *STATUSES[1:]))
        return None
    counts = {item: _cell(row, title, flags) for title, item in COUNTS.items() if row.get(title)}
    money = {title: _cell(row, title, flags) for title in MONEY if row.get(title)}
    yes = {
        title: bool(_cell(row, title, flags))
        for title in (*FLAGS, SPOUSE_ITEMIZES)
        if row.get(title)
    }
    if len(flags.problems) == before:
        _check_flags(status, yes, row, flags)
        _check(status, counts, money, row, flags)
    if len(flags.problems) > before:
        return None
    items: dict[str, Any] = dict(counts) | {
        item: yes.get(title, False) for title, item in FLAGS.items()
    }
    if yes.get(SPOUSE_ITEMIZES):
        items["itemizing"] = MUST_ITEMIZE
    for title, cents in money.items():
        items[MONEY[title]] = items.get(MONEY[title], 0) + cents
    return Return(status=status, **items)


def _cell(row: Mapping[str, str], title: str, flags: Flags) -> int:
    text = row[title].strip()
    if text in _NOTHING:
        return 0
    found: int | None = flags.field(title, text, kind_of(title))
    return 0 if found is None else found


def _check(
    status: str,
    counts: Mapping[str, int],
    money: Mapping[str, int],
    row: Mapping[str, str],
    flags: Flags,
) -> None:
    """Refuse cells that contradict each other."""
    for part, whole in _PARTS.items():
        if money.get(part, 0) > money.get(whole, 0):
            flags.refuse(part, repr(row[part]), f"at most {whole}, of which it is part")
    for title in _SPOUSE:
        if status != _JOINT and money.get(title):
            flags.refuse(
                title,
                repr(row[title]),
                f"nothing on a return of one person: status is {status}; a row for each return",
            )
    if status not in (_JOINT, _SEPARATE) and counts.get("spouse_age"):
        flags.refuse(
            "age_spouse", repr(row["age_spouse"]), f"nothing for one person: status is {status}"
        )
    if counts.get("blind", 0) > 1 and status not in (_JOINT, _SEPARATE):
        flags.refuse("blind", repr(row["blind"]), f"0 or 1 for one person: status is {status}")
