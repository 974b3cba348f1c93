"""Answers as plain data for JSON, and the closed schema of that data. Dollars begin here."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Hashable
from datetime import date
from typing import Annotated, Any, cast, get_args, get_origin, get_type_hints

from megaroth.kernel.columns import is_column
from megaroth.kernel.message import Message
from megaroth.kernel.money import PPM, number
from megaroth.kernel.trace import summary
from megaroth.model.fields import Kind
from megaroth.planyear.result import Range
from megaroth.present.sentences.sentence import sentence


@functools.cache
def _hints(noun: Hashable) -> dict[str, Any]:
    return get_type_hints(noun, include_extras=True)  # a class, by its identity


def _kind(hint: Any) -> Kind | None:
    if get_origin(hint) is Annotated:
        return next((mark for mark in get_args(hint)[1:] if isinstance(mark, Kind)), None)
    return None


def to_data(answer: Any) -> dict[str, Any]:
    """An answer's dataclass as dictionaries and lists: amounts in dollars, percentages as numbers,
    dates as text.

    A range is ``{"low": ..., "high": ...}``; a column of amounts is a list.
    """
    data: dict[str, Any] = {}
    for field in dataclasses.fields(answer):
        hint = _hints(cast(Hashable, type(answer)))[field.name]
        kind = _kind(hint)
        if kind and kind.form == "hidden":
            continue
        data[field.name.rstrip("_")] = _plain(getattr(answer, field.name), kind)
    return data


def _plain(value: Any, kind: Kind | None) -> Any:
    if isinstance(value, list):
        return [_plain(item, kind) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Message):
        return sentence(value)
    if kind and kind.form in ("amount", "percent") and value is not None:
        return amount(value, percent=kind.form == "percent")
    return to_data(value) if dataclasses.is_dataclass(value) else value


def amount(value: Any, *, percent: bool = False) -> Any:
    """Cents as dollars (or parts per million as percent), a range as low and high, a column as a
    list."""
    if isinstance(value, Range):
        return {
            "low": amount(value.low, percent=percent),
            "high": amount(value.high, percent=percent),
        }
    if is_column(value):
        return [amount(int(one), percent=percent) for one in value]
    return int(value) * 100 / PPM if percent else number(value)


def schema_of(noun: type, name: str) -> dict[str, Any]:
    """The closed JSON Schema of an answer; ``name`` is its versioned identifier, as the answer's
    ``schema`` says."""
    defs: dict[str, Any] = {
        "amount": {
            "anyOf": [
                {"type": "number"},
                {
                    "type": "object",
                    "properties": {"low": {"type": "number"}, "high": {"type": "number"}},
                    "required": ["low", "high"],
                    "additionalProperties": False,
                },
            ]
        }
    }
    body = _object(noun, defs)
    body["properties"] = {"schema": {"const": name}} | body["properties"]
    body["required"] = ["schema", *body["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": name,
        **body,
        "$defs": defs,
    }


def _object(noun: type, defs: dict[str, Any]) -> dict[str, Any]:
    properties = {}
    for field in dataclasses.fields(noun):
        hint = _hints(cast(Hashable, noun))[field.name]
        kind = _kind(hint)
        if not (kind and kind.form == "hidden"):
            properties[field.name.rstrip("_")] = _schema(hint, defs)
    doc = summary(noun)
    return {
        "type": "object",
        "description": doc,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _schema(hint: Any, defs: dict[str, Any]) -> dict[str, Any]:
    kind = _kind(hint)
    if kind:
        inner = get_args(hint)[0]
        schema = _simple(kind)
        if any(get_origin(option) is list for option in (inner, *get_args(inner))):
            schema = {"type": "array", "items": schema}
        optional = type(None) in get_args(inner)
        return {"anyOf": [schema, {"type": "null"}]} if optional else schema
    if get_origin(hint) is list:
        return {"type": "array", "items": _schema(get_args(hint)[0], defs)}
    if dataclasses.is_dataclass(hint):
        name = getattr(hint, "__name__", "")
        if name not in defs:
            defs[name] = {}
            defs[name] = _object(hint, defs)  # type: ignore[arg-type]
        return {"$ref": f"#/$defs/{name}"}
    raise TypeError(f"no schema for {hint!r}")


def _simple(kind: Kind) -> dict[str, Any]:
    schemas: dict[str, dict[str, Any]] = {
        "amount": {"$ref": "#/$defs/amount"},
        "percent": {"$ref": "#/$defs/amount"},
        "text": {"type": "string"},
        "message": {"type": "string"},
        "date": {"type": "string", "format": "date"},
        "count": {"type": "integer"},
        "flag": {"type": "boolean"},
        "choice": {"enum": list(kind.choices)},
    }
    return schemas[kind.form]
