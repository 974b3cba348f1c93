"""Messages as data: their sentence, or also the code and the parameters that it is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from megaroth.contract.schema_parts import FLAG, NULL, NUMBER, TEXT, Schema, array, record
from megaroth.contract.shapes import Defs
from megaroth.kernel.message import Amount, Message, Quantity, Share, as_words
from megaroth.kernel.money import PPM, number

PARAMETERS = "Dollars, percent, counts, dates, names, flags or other messages, by name."


@dataclass(frozen=True)
class SentenceShape:
    """A message or a value as its words alone."""

    def write(self, value: Any) -> Any:
        """The sentence of a message, or a value in words; a text unchanged."""
        return as_words(value)

    def schema(self, defs: Defs) -> Schema:  # noqa: ARG002
        """A text."""
        return TEXT


@dataclass(frozen=True)
class MessageShape:
    """A message as its code, its parameters and its sentence."""

    def write(self, value: Any) -> Any:
        """``{"code": ..., "parameters": {...}, "text": ...}``."""
        assert isinstance(value, Message)
        return {
            "code": value.code,
            "parameters": {name: self._parameter(one) for name, one in value.parameters},
            "text": str(value),
        }

    def _parameter(self, value: Any) -> Any:
        match value:
            case Quantity():
                low, high = _number(value, value.low), _number(value, value.high)
                return low if low == high else {"low": low, "high": high}
            case Message():
                return self.write(value)
            case date():
                return value.isoformat()
            case tuple():
                return [self._parameter(one) for one in value]
            case _:
                return value

    def schema(self, defs: Defs) -> Schema:
        """An object whose parameters depend on its code."""
        if "Message" not in defs:
            one = {"$ref": "#/$defs/Parameter"}
            defs["Message"] = record({"code": TEXT, "parameters": TEXT, "text": TEXT}) | {
                "description": "A fact: its code, the values in it, and its sentence."
            }
            defs["Message"]["properties"]["parameters"] = {
                "type": "object",
                "description": PARAMETERS,
                "additionalProperties": one,
            }
            span = record({"low": NUMBER, "high": NUMBER})
            defs["Parameter"] = {
                "anyOf": [
                    *(NUMBER, TEXT, FLAG, NULL, span),
                    *({"$ref": "#/$defs/Message"}, array(one)),
                ]
            }
        return {"$ref": "#/$defs/Message"}


def _number(of: Quantity, value: int) -> int | float:
    """A quantity in dollars or percent; a count as it is."""
    match of:
        case Amount():
            return number(value)
        case Share():
            return value * 100 / PPM
        case _:
            return value
