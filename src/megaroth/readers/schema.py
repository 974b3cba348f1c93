"""The JSON Schema of the household file, for editors."""

from __future__ import annotations

from typing import Any

from megaroth.model.household import Household
from megaroth.readers.shape import model_of

NAME = "megaroth.household/1"


def household_schema() -> dict[str, Any]:
    """A closed JSON Schema of the household file; descriptions come from the catalog."""
    schema = model_of(Household).model_json_schema()
    tidy: dict[str, Any] = _tidy(schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": NAME} | tidy


def _tidy(value: Any, *, names: bool = False) -> Any:
    """Without pydantic's titles and empty defaults, and with keys in quotation marks."""
    if isinstance(value, list):
        return [_tidy(item) for item in value]
    if isinstance(value, dict):
        if names:
            return {key: _tidy(item) for key, item in value.items()}
        kept = {
            key: item
            for key, item in value.items()
            if not (key == "title" or (key == "default" and item is None))
        }
        return {
            key: _tidy(item, names=key in ("properties", "$defs")) for key, item in kept.items()
        }
    if isinstance(value, str):
        return value.replace("``", '"').replace("`", '"')
    return value
