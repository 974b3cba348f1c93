"""Convert answers between what people type and what the household file holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import tomlkit

from megaroth.interview.highest_elections import highest, highest_shown, rate_shown
from megaroth.interview.question_types import UNKNOWN, Field
from megaroth.kernel.money import number, percent, to_cents, to_ppm
from megaroth.model.fields import ORDER
from megaroth.readers.typed import is_not_known, match_tiers, plain_amount

_NO_ANSWER, _IRA = "", "ira"


def shown(field: Field, value: Any) -> str:
    """A value of the file as the page shows it."""
    if value is None:
        return _NO_ANSWER
    if value == UNKNOWN:
        return UNKNOWN
    if field.kind == "yes_no":
        return "yes" if value else "no"
    if field.kind == "way_out":
        return "yes" if "after_tax" in value else "no"
    if field.kind == "money":
        return f"{value:,}" if not isinstance(value, str) else value
    if field.kind == "ira_step":
        return "yes" if _IRA in value else "no"
    if field.kind == "cap":
        return _cap_shown(value) if hasattr(value, "get") else _NO_ANSWER
    if field.kind == "highest":
        return highest_shown(value)
    if field.kind == "rate":
        return rate_shown(value)
    if field.kind == "match":
        return ", ".join(_tier(one) for one in value) or "none"
    return value.isoformat() if isinstance(value, date) else str(value)


def _cap_shown(cap: Mapping[str, Any]) -> str:
    """A cap as people type it: first the cap for everybody, then the one for highly compensated
    employees."""
    shown = []
    for share, amount, whom in (
        ("percent", "dollars", ""),
        ("hce_percent", "hce_dollars", _HIGHLY),
    ):
        parts = [rate_shown(cap[share])] if share in cap else []
        parts += [f"${cap[amount]:,}"] if amount in cap else []
        if parts:
            shown.append(" and ".join(parts) + whom)
    return "; ".join(shown)


def _tier(tier: Mapping[str, Any]) -> str:
    reach = (
        f"${tier['up_to_dollars']:,}"
        if "up_to_dollars" in tier
        else rate_shown(tier.get("up_to", ""))
    )
    return f"{rate_shown(tier.get('rate', ''))} up to {reach}"


def value_of(field: Field, typed: str, old: Any) -> Any:
    """A typed answer as the value of the file.

    Args:
        field: the question.
        typed: what was typed, without spaces around it.
        old: the value that the file has.

    Returns:
        The value; None removes the key.

    Raises:
        ValueError: the answer cannot be read; the message says what was expected.
    """
    if field.kind == "cap":
        return _cap(typed, old)
    if field.kind == "highest":
        return UNKNOWN if is_not_known(typed) else highest(typed)
    if typed == _NO_ANSWER:
        return None
    if is_not_known(typed) and field.kind in ("yes_no", "way_out", "match", "choice", "rate"):
        return UNKNOWN
    match field.kind:
        case "money":
            return number(to_cents(plain_amount(typed)))
        case "rate":
            return percent(to_ppm(typed if typed.endswith("%") else f"{typed}%"))
        case "whole":
            if not re.fullmatch(r"\d{1,4}", typed):
                raise ValueError("a whole number")
            return int(typed)
        case "date":
            try:
                return date.fromisoformat(typed)
            except ValueError:
                raise ValueError("a date such as 1980-05-14") from None
        case "yes_no":
            return _word(typed, ("yes", "no")) == "yes"
        case "way_out":
            sources = list(old) if isinstance(old, list) else []
            if _word(typed, ("yes", "no")) == "no":
                return [one for one in sources if one != "after_tax"]
            return sources if "after_tax" in sources else [*sources, "after_tax"]
        case "ira_step":
            steps = [step for step in (ORDER if old is None else old) if step != _IRA]
            if _word(typed, ("yes", "no")) == "no":
                return steps
            return _with_ira(steps)
        case "match":
            return _read_match(typed)
        case "choice":
            return _word(typed, tuple(word for word, _ in field.choices))
        case _:
            if not typed.isprintable() or len(typed) > 200:
                raise ValueError("at most 200 printable characters")
            return typed


def _cap(typed: str, old: Any) -> Any:
    """A typed cap as the file's table; the pay that it refers to (``of``) stays as it was."""
    if is_not_known(typed):
        return UNKNOWN
    if typed == _NO_ANSWER or typed.casefold() in ("none", "no", "no cap"):
        return None
    cap = tomlkit.inline_table()
    cap.update({"of": old["of"]} if hasattr(old, "items") and "of" in old else {})
    for whole in typed.split(";"):
        highly = "highly" in whole
        for part in re.split(r"\s+and\s+|\s+or\s+|,\s+", whole.split("if highly")[0].strip()):
            plain = re.sub(
                r"\s*percent$", "%", re.sub(r"\s*(a|per)\s+year$", "", part.casefold().strip())
            )
            try:
                # A number without a sign is a percentage if it can be one.
                in_dollars = "$" in plain or (
                    not plain.endswith("%") and to_cents(plain_amount(plain)) > 100_00
                )
                key = ("hce_" if highly else "") + ("dollars" if in_dollars else "percent")
                if key in cap:
                    raise ValueError
                cap[key] = (
                    number(to_cents(plain_amount(plain)))
                    if in_dollars
                    else percent(to_ppm(plain.rstrip("%") + "%"))
                )
            except ValueError:
                raise ValueError(_CAP) from None
    return cap


def _with_ira(steps: list[str]) -> list[str] | None:
    """The household's order with the IRA before after-tax contributions, or else at the end; None
    for the default order."""
    at = steps.index("after_tax") if "after_tax" in steps else len(steps)
    found = [*steps[:at], _IRA, *steps[at:]]
    return None if tuple(found) == ORDER else found


def _word(typed: str, known: tuple[str, ...]) -> str:
    if typed not in known:
        raise ValueError("one of " + ", ".join(known))
    return typed


_HIGHLY = " if highly compensated"
_CAP = (
    "a percentage of pay such as 10%, dollars a year such as $20,000, or both with and between "
    "them; empty for no cap"
)


def _read_match(typed: str) -> list[Any]:
    """The tiers of a match from what people type."""
    found: list[Any] = []
    for one in match_tiers(typed):
        tier = tomlkit.inline_table()
        tier.update(one)
        found.append(tier)
    return found
