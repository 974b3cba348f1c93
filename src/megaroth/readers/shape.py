"""The shape of a file, made from the model's dataclasses: pydantic checks it, and editors use its
schema.

The catalog (:mod:`megaroth.model.catalog`) has each key once. This module turns its tables into
pydantic models that refuse unknown keys and collect every fault, and turns what passed back into
the dataclasses.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import warnings
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    WithJsonSchema,
    WrapValidator,
    create_model,
)
from pydantic_core import PydanticCustomError, core_schema

from megaroth.kernel.money import PPM
from megaroth.kernel.trace import summary
from megaroth.model.catalog import Entry, entries
from megaroth.model.fields import UNKNOWN, Kind, NotEmpty, OrUnknown
from megaroth.model.household import Balance
from megaroth.model.outlook import AlternativeSpec
from megaroth.model.plan_payroll import ElectionMaximum
from megaroth.readers.kinds import RefusedError, json_schema, reader

T = TypeVar("T")


def _refuse(error: RefusedError) -> PydanticCustomError:
    return PydanticCustomError(
        "refused", "refused", {"expected": error.expected, "choices": list(error.choices)}
    )


def _plain(kind: Kind) -> Any:
    read = reader(kind)

    def validate(value: Any) -> Any:
        try:
            return read(value)
        except RefusedError as error:
            raise _refuse(error) from None

    return Annotated[Any, PlainValidator(validate), WithJsonSchema(json_schema(kind))]


def _or_unknown(inner: Any) -> Any:
    def validate(value: Any, handler: core_schema.ValidatorFunctionWrapHandler) -> Any:
        return UNKNOWN if isinstance(value, str) and value == UNKNOWN else handler(value)

    return Annotated[inner, WrapValidator(validate), Field(json_schema_extra=_unknown_too)]


def _unknown_too(schema: dict[str, Any]) -> None:
    _either(schema, {"const": UNKNOWN})


def _either(schema: dict[str, Any], other: dict[str, Any]) -> None:
    """Let a field accept another shape too; its meaning stays with the field."""
    keep: dict[str, Any] = {
        key: schema.pop(key) for key in ("title", "description", "default") if key in schema
    }
    inner = dict(schema)
    schema.clear()
    schema.update(keep, anyOf=[inner, other])


def _short(noun: type, key: str, schema: dict[str, Any]) -> Any:
    """A table that may be written as the value of one of its keys alone."""

    def validate(value: Any, handler: core_schema.ValidatorFunctionWrapHandler) -> Any:
        return handler(value if isinstance(value, dict) else {key: value})

    return Annotated[
        model_of(noun),
        WrapValidator(validate),
        Field(json_schema_extra=lambda table: _either(table, schema)),
    ]


def _field_type(hint: Any) -> Any:
    """The pydantic type of one field of a dataclass."""
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        for mark in marks:
            if isinstance(mark, Kind):
                return _plain(mark)
            if isinstance(mark, OrUnknown):
                return _or_unknown(_field_type(inner))
            if isinstance(mark, NotEmpty):
                return Annotated[_field_type(inner), Field(min_length=1)]
        return _field_type(inner)
    if get_origin(hint) in (Union, types.UnionType):
        # An omitted key is None and "unknown" is handled by its mark: what remains is the one thing
        # a file can hold.
        return _field_type(next(option for option in get_args(hint) if option is not type(None)))
    if get_origin(hint) is tuple:
        return tuple.__class_getitem__((_field_type(get_args(hint)[0]), ...))
    if hint is Balance:
        return _short(Balance, "value", {"type": "number", "minimum": 0})
    if hint is ElectionMaximum:
        return _short(ElectionMaximum, "combined", json_schema(Kind("rate", most=PPM)))
    if hint is AlternativeSpec:
        return _short(AlternativeSpec, "name", {"type": "string"})
    if dataclasses.is_dataclass(hint):
        return model_of(cast(type, hint))
    raise TypeError(f"no shape for {hint!r}")


_UNITS = {
    "money": "In dollars.",
    "signed_money": "In dollars.",
    "rate": 'A rate such as "6%".',
    "signed_rate": 'A rate such as "6%".',
}


def _meaning(entry: Entry) -> str:
    """The meaning of a key, with its unit."""
    unit = _UNITS.get(entry.kind.form, "") if entry.kind else ""
    return f"{entry.key.about} {unit}".strip()


@functools.cache
def model_of(noun: type) -> type[BaseModel]:
    """The pydantic model of one of the model's dataclasses: closed, with each attribute's
    description."""
    hints = get_type_hints(noun, include_extras=True)
    fields: dict[str, Any] = {
        entry.name: (
            _field_type(hints[entry.name]),
            Field(... if entry.required else None, description=_meaning(entry)),
        )
        for entry in entries(noun)
    }
    config = ConfigDict(extra="forbid", protected_namespaces=(), title=noun.__name__)
    with warnings.catch_warnings():
        # The file's key `schema` hides a deprecated method of pydantic's that nothing here calls.
        warnings.filterwarnings("ignore", message='Field name "schema"')
        return cast(
            type[BaseModel],
            create_model(noun.__name__, __config__=config, __doc__=summary(noun), **fields),
        )


def build(noun: type[T], checked: Any) -> T:
    """The dataclass of a checked pydantic model: fields that the file omits keep the dataclass's
    default."""
    hints = _hints(cast(type, noun))
    values = {
        name: _value(getattr(checked, name), hints[name]) for name in checked.model_fields_set
    }
    return noun(**values)


@functools.cache
def _hints(noun: type) -> dict[str, Any]:
    """The types of a dataclass's fields, which take longer to find out than to fill."""
    return get_type_hints(noun)


def _value(value: Any, hint: Any) -> Any:
    if isinstance(value, BaseModel):
        return build(_noun(hint, type(value).__name__), value)
    if isinstance(value, tuple):
        return tuple(_value(item, hint) for item in value)
    return value


def _noun(hint: Any, name: str) -> Any:
    """The dataclass of that name inside a type such as ``tuple[Job, ...]`` or ``Plan | None``."""
    if dataclasses.is_dataclass(hint) and getattr(hint, "__name__", "") == name:
        return hint
    for inner in get_args(hint):
        if found := _noun(inner, name):
            return found
    return None
