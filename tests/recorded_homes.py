"""The plan years and tax bills of the random households of ``tests/random_homes.py``, recorded.

``python tests/recorded_homes.py`` records them anew; look at each changed line. The figures are this
program's own: they say that a change of code changed an answer, and not that an answer is right,
which ``tests/test_random_homes.py`` checks against the law.
"""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from pathlib import Path
from typing import Any

from megaroth.kernel.message import Message, Quantity
from megaroth.planyear.plan import plan
from megaroth.planyear.tax_bill import tax_bill
from megaroth.readers.household_file import parse_household
from random_homes import SEED, random_home, random_of

RECORDED = Path(__file__).parent / "golden" / "random_homes.jsonl"
HOW_MANY = 60
_LEFT_OUT = {"name", "person", "employer", "household", "journal", "items", "state_items"}
"""Names, and what goes into an answer."""


def figures(found: Any) -> Any:
    """An answer without what is zero or empty: its figures, days, codes and flags."""
    if isinstance(found, Message):
        values = figures(dict(found.parameters))
        return [found.code, values] if values else found.code
    if isinstance(found, Quantity):
        return figures(found.low) if found.low == found.high else [found.low, found.high]
    if dataclasses.is_dataclass(found):
        found = {one.name: getattr(found, one.name) for one in dataclasses.fields(found)}
    if isinstance(found, dict):
        kept = {name: figures(one) for name, one in found.items() if name not in _LEFT_OUT}
        return {str(name): one for name, one in kept.items() if one}
    if isinstance(found, (list, tuple)):
        return [figures(one) for one in found]
    return found.isoformat() if isinstance(found, date) else found


def answers(number: int) -> dict[str, Any]:
    """What is recorded of one household."""
    home = parse_household(random_home(random_of(SEED, number)))
    return {"plan": figures(plan(home)), "tax": figures(tax_bill(home))}


def recorded() -> list[dict[str, Any]]:
    """The answers of each household."""
    return [json.loads(line) for line in RECORDED.read_text("utf-8").splitlines()]


def main() -> None:
    """Record the answers of each household, one a line."""
    lines = (json.dumps(answers(number)) + "\n" for number in range(HOW_MANY))
    RECORDED.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
