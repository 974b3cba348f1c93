"""The record of markets, and the number of paths of a market model."""

from __future__ import annotations

import csv
import functools
from importlib import resources

from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.message import message
from megaroth.model.assumptions import Assumptions


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of one of the files of the record."""
    text = (resources.files("megaroth.projection") / "data" / name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@functools.cache
def january_rows() -> list[dict[str, str]]:
    """The Januaries from 1871 with every figure known; a return is from one to the next."""
    return [
        row
        for row in rows_of("us_monthly.csv")
        if row["month"] == "1" and row["real_total_return_price"]
    ]


def count_of_paths(assumptions: Assumptions, years: int) -> int:
    """The number of paths of the model.

    Raises:
        InputError: the record is shorter than the plan.
    """
    match assumptions.model:
        case "fixed":
            return 1
        case "history":
            found = len(january_rows()) - years
            if found < 1:
                problem = Problem(
                    "assumptions.plan_until",
                    message("so_many_years", years=years),
                    message("plan_within_history", most=len(january_rows()) - 1),
                )
                raise InputError([problem])
            return found
        case _:
            return assumptions.paths
