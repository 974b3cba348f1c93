"""A household that a program states as JSON, as the text of a household file."""

from __future__ import annotations

from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from megaroth.kernel.errors import InputError, Problem


def as_toml(data: dict[str, Any]) -> str:
    """JSON as TOML, without keys that are null."""

    def kept(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: kept(one) for key, one in value.items() if one is not None}
        return [kept(one) for one in value if one is not None] if isinstance(value, list) else value

    try:
        return tomlkit.dumps(kept(data))
    except (TOMLKitError, RecursionError, TypeError, ValueError) as error:
        raise InputError(
            [Problem("household", type(error).__name__, "keys of a household file as JSON")]
        ) from None
