"""The years ahead of households with every alternative of theirs, recorded: the examples, retired
households, and random ones of ``tests/random_lives.py``.

``python tests/recorded_years.py`` records them anew; look at each changed line. The figures are this
program's own: they say that a change of code changed an answer, and not that an answer is right.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from conftest import EXAMPLES
from megaroth.planning.prepare import prepare
from megaroth.projection.run import project
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.readers.household_file import parse_household
from random_lives import life_of
from recorded_homes import figures

RECORDED = Path(__file__).parent / "golden" / "years_ahead.jsonl"
RETURNS = (0.07, -0.18, 0.22, 0.03, 0.11)
"""Returns of the years, over and over."""
EVERY = 3
"""Every third year is recorded, and all are calculated."""
LIVES = 100
"""Random households."""
PRICES = (1.0, 1.015, 0.99)
"""Price growth of the paths of a random household, against the assumed growth."""
_LEFT_OUT = ("unknown_rules.toml",)

RETIRED = """
year = 2026
filing_status = "{status}"
state = "{state}"
spending_in_retirement = {spending}
[[people]]
name = "Ann"
born = {born}-02-03
retires_at = 55
social_security = {{ from_age = 67, monthly = 2_400 }}
iras = [
  {{ kind = "traditional", value = 900_000, basis = 40_000 }},
  {{ kind = "roth", value = 90_000, basis = 60_000 }},
]
{spouse}[taxable]
value = 400_000
basis = 250_000
[assumptions]
model = "fixed"
growth = "5%"
inflation = "2.5%"
plan_until = 92
"""
BO = """[[people]]
name = "Bo"
born = 1962-08-09
retires_at = 60
lives_until = 80
social_security = { from_age = 70, monthly = 1_100 }
iras = [{ kind = "traditional", value = 350_000 }]
"""
STATED = """
[[alternatives]]
name = "stated"
of = "taxable"
conversions = [{ year = 2027, amount = 120_000 }, { year = 2029, amount = 40_000 }]
withdrawals = [{ year = 2028, pre_tax = 50_000, roth = 20_000 }]
[[alternatives]]
name = "nothing stated"
of = "taxable"
"""
OWN = {
    "retired alone": RETIRED.format(
        status="single", state="NJ", spending=70_000, born=1960, spouse=""
    )
    + STATED,
    "retired early": RETIRED.format(
        status="single", state="CA", spending=60_000, born=1969, spouse=""
    ),
    "retired couple": RETIRED.format(
        status="married_joint", state="NY", spending=110_000, born=1958, spouse=BO
    ),
    "separate returns": RETIRED.format(
        status="married_separate", state="PA", spending=90_000, born=1961, spouse=BO
    ),
    "proportional": RETIRED.format(
        status="married_joint", state="OR", spending=95_000, born=1964, spouse=BO
    )
    + 'withdrawals = "proportional"\n',
    "bracket": RETIRED.format(
        status="married_joint", state="OR", spending=95_000, born=1964, spouse=BO
    )
    + 'withdrawals = "bracket"\n',
    "more than they have": RETIRED.format(
        status="married_joint", state="MA", spending=260_000, born=1959, spouse=BO
    ),
}


def texts() -> dict[str, str]:
    """The household files by name."""
    files = (file for file in sorted(EXAMPLES.glob("*.toml")) if file.name not in _LEFT_OUT)
    examples = {file.stem: file.read_text("utf-8") for file in files}
    return examples | OWN | {f"life {number}": life_of(number) for number in range(LIVES)}


def answers(name: str) -> list[Any]:
    """What is recorded of each alternative of a household; of a random one the first and the
    last."""
    found = prepare(parse_household(texts()[name])).inputs
    if name.startswith("life "):
        return [_on_paths(one) for one in (found if len(found) == 1 else (found[0], found[-1]))]
    return [_on_one_path(one) for one in found]


def _on_one_path(inputs: ScenarioInputs) -> list[Any]:
    """Every third year."""
    rates = np.resize(np.array(RETURNS), (1, len(inputs.ahead.years)))
    return [_plain(figures(_rows(one))) for one in project(inputs, rates).years[::EVERY]]


def _on_paths(inputs: ScenarioInputs) -> list[Any]:
    """Every third year on the first path, and the totals of all years and paths."""
    paths, years = len(PRICES), len(inputs.ahead.years)
    rates = np.array([np.resize(np.roll(RETURNS, path), years) for path in range(paths)])
    prices = np.repeat(np.array([PRICES]).T, years, axis=1)
    found = project(inputs, rates, prices=prices).years
    rows = [_plain(figures(_rows(one))) for one in found[::EVERY]]
    return [*rows, _plain(figures(_totals([_rows(one, np.sum) for one in found])))]


def _rows(year: Any, of: Callable[[Any], Any] = lambda paths: paths[0]) -> dict[str, Any]:
    """The figures of a year, each by a function of its paths."""

    def figure(value: Any) -> int:
        return int(of(np.ravel(value)))

    return {
        name: {key: figure(one) for key, one in value.items()}
        if isinstance(value, dict)
        else figure(value)
        for name, value in vars(year).items()
    }


def _totals(years: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        name: _totals([year[name] for year in years])
        if isinstance(value, dict)
        else sum(year[name] for year in years)
        for name, value in years[0].items()
    }


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value))


def recorded() -> dict[str, list[Any]]:
    """The answers of each household."""
    return dict(json.loads(line) for line in RECORDED.read_text("utf-8").splitlines())


def main() -> None:
    """Record the answers of each household, one a line."""
    lines = (json.dumps([name, answers(name)]) + "\n" for name in texts())
    RECORDED.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
