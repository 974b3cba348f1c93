"""Apply the kinds of field: read what a file says, and describe what it may say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from megaroth.kernel.message import Count, Message, Share, message
from megaroth.kernel.money import UnreadableError, to_cents, to_ppm
from megaroth.model.fields import FIRST_YEAR, LAST_YEAR, LONGEST_NAME, UNKNOWN, Kind

SCHEMA_VERSION = 1
_MONTHS = 12

FAULTY = object()
"""Stands in a file's data for a value that was refused, so that the rest can still be checked."""

_NEUTRAL: dict[str, Any] = {
    "money": 0,
    "signed_money": 0,
    "rate": 0,
    "signed_rate": 0,
    "date": date(1980, 1, 1),
    "flag": False,
    "name": "?",
    "year": 2026,
    "count": 0,
    "schema": SCHEMA_VERSION,
}


class RefusedError(ValueError):
    """A value that its field does not accept.

    Attributes:
        expected: what would be accepted.
        choices: the words to choose from, for the nearest spelling.
    """

    def __init__(self, expected: Message, choices: tuple[str, ...] = ()) -> None:
        super().__init__(expected)
        self.expected, self.choices = expected, choices


def _number(value: Any) -> str | int | Decimal:
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        raise RefusedError(message("amount_in_file"))
    return value


def _money(value: Any, kind: Kind) -> int:
    cents = _signed_money(value, kind)
    if cents < 0:
        raise RefusedError(message("zero_or_more"))
    return cents


def _signed_money(value: Any, _: Kind) -> int:
    if isinstance(value, str):
        raise RefusedError(message("amount_without_quotes"))
    try:
        return to_cents(_number(value))
    except UnreadableError as error:
        raise RefusedError(error.expected) from None


def _signed_rate(value: Any, kind: Kind) -> int:
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        raise RefusedError(message("rate_example"))
    try:
        rate = to_ppm(value)
    except UnreadableError as error:
        raise RefusedError(error.expected) from None
    least = -kind.most if kind.least is None else kind.least
    if not least <= rate <= kind.most:
        low = None if least == -kind.most else Share.of(least)
        raise RefusedError(message("rate_within", least=low, most=Share.of(kind.most)))
    return rate


def _rate(value: Any, kind: Kind) -> int:
    rate = _signed_rate(value, kind)
    if rate < 0:
        raise RefusedError(message("rate_of_zero_or_more"))
    return rate


def _date(value: Any, _: Kind) -> date:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise RefusedError(message("date_example")) from None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise RefusedError(message("date_example"))


def _flag(value: Any, kind: Kind) -> bool:
    if isinstance(value, bool):
        return value
    raise RefusedError(message("flag_or_unknown" if kind.unknown else "flag"))


def _choice(value: Any, kind: Kind) -> str:
    words = kind.choices + ((UNKNOWN,) if kind.unknown else ())
    if isinstance(value, str) and value in words:
        return value
    if len(words) < 20:
        raise RefusedError(message("one_of", choices=words), words)
    many = message("one_of_codes", count=Count.of(len(words)), example=words[4])
    raise RefusedError(many, words)


def _name(value: Any, _: Kind) -> str:
    if (
        isinstance(value, str)
        and value.strip()
        and value.isprintable()
        and len(value) <= LONGEST_NAME
    ):
        return value.strip()
    raise RefusedError(message("name_text", most=LONGEST_NAME))


def _year(value: Any, _: Kind) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and FIRST_YEAR <= value <= LAST_YEAR:
        return value
    raise RefusedError(message("year_from_to", first=FIRST_YEAR, last=LAST_YEAR))


def _count(value: Any, kind: Kind) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= kind.most:
        return value
    raise RefusedError(message("whole_number_to", most=kind.most))


def _schema(value: Any, _: Kind) -> int:
    if value == SCHEMA_VERSION and not isinstance(value, bool):
        return SCHEMA_VERSION
    raise RefusedError(message("schema_version", version=SCHEMA_VERSION))


def _coverage(value: Any, kind: Kind) -> tuple[str, ...]:
    months = [value] * _MONTHS if isinstance(value, str) else value
    if (
        isinstance(months, list)
        and len(months) == _MONTHS
        and all(month in kind.choices for month in months)
    ):
        return tuple(months)
    raise RefusedError(message("coverage_by_month"), kind.choices)


_READ: dict[str, Callable[[Any, Kind], Any]] = {
    "money": _money,
    "signed_money": _signed_money,
    "rate": _rate,
    "signed_rate": _signed_rate,
    "date": _date,
    "flag": _flag,
    "choice": _choice,
    "name": _name,
    "year": _year,
    "count": _count,
    "schema": _schema,
    "coverage": _coverage,
}


def reader(kind: Kind) -> Callable[[Any], Any]:
    """A function from what a file says to what the model holds.

    The function raises:
        RefusedError: the field does not accept it.
    """
    read = _READ[kind.form]

    def apply(value: Any) -> Any:
        if value is FAULTY:
            return _neutral(kind)
        if kind.unknown and value == UNKNOWN and isinstance(value, str):
            return UNKNOWN
        return read(value, kind)

    return apply


def _neutral(kind: Kind) -> Any:
    if kind.form == "choice":
        return kind.choices[0]
    return ("none",) * _MONTHS if kind.form == "coverage" else _NEUTRAL[kind.form]


def json_schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of a field, for editors."""
    rate = {
        "anyOf": [
            {"type": "string", "pattern": r"^-?[0-9_.]+ ?%?$"},
            {"type": "number", "minimum": -1, "maximum": 1},
        ]
    }
    schemas: dict[str, dict[str, Any]] = {
        "money": {"type": "number", "minimum": 0},
        "signed_money": {"type": "number"},
        "rate": rate,
        "signed_rate": rate,
        "date": {"type": "string", "format": "date"},
        "flag": {"type": "boolean"},
        "choice": {"enum": list(kind.choices)},
        "name": {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME},
        "year": {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
        "schema": {"const": SCHEMA_VERSION},
        "count": {"type": "integer", "minimum": 0, "maximum": kind.most},
        "coverage": {
            "anyOf": [
                {"enum": list(kind.choices)},
                {
                    "type": "array",
                    "items": {"enum": list(kind.choices)},
                    "minItems": _MONTHS,
                    "maxItems": _MONTHS,
                },
            ]
        },
    }
    schema = schemas[kind.form]
    return {"anyOf": [schema, {"const": UNKNOWN}]} if kind.unknown else schema
