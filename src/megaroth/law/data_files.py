"""The files of the law data.

They are read by path: ``importlib.resources`` takes longer to load than a year's file to read.
"""

from __future__ import annotations

import csv
import functools
import os
import tomllib
from decimal import Decimal
from typing import Any

_FOLDER = os.path.join(os.path.dirname(__file__), "data")


def tables_of(name: str) -> dict[str, Any]:
    """The tables of a TOML file, whose numbers with a decimal point are ``Decimal``.

    Args:
        name: of the file without its ending, such as ``2026`` or ``states/ca``.
    """
    return tomllib.loads(_text(f"{name}.toml"), parse_float=Decimal)


@functools.cache
def rows_of(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file, by its name without the ending."""
    return tuple(csv.DictReader(_text(f"{name}.csv").splitlines()))


def has_tables(name: str) -> bool:
    """Whether there is such a TOML file."""
    return os.path.isfile(_path(f"{name}.toml"))


def _text(name: str) -> str:
    with open(_path(name), encoding="utf-8") as file:
        return file.read()


def _path(name: str) -> str:
    return os.path.join(_FOLDER, *name.split("/"))
