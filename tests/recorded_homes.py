"""The plan years and tax bills of households, recorded: random ones of ``tests/random_homes.py``
and ``tests/random_lives.py``, the examples, and some with what few households have.

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

from conftest import EXAMPLES
from megaroth.kernel.message import Message, Quantity
from megaroth.law.law_book import PUBLISHED
from megaroth.planyear.federal_return import has_income_tax
from megaroth.planyear.plan import plan
from megaroth.planyear.tax_bill import tax_bill
from megaroth.planyear.unknowns import slots
from megaroth.readers.household_file import parse_household
from random_homes import SEED, random_home, random_of, with_unknown_rules
from random_lives import life_of

RECORDED = Path(__file__).parent / "golden" / "plan_years.jsonl"
HOW_MANY = 80
"""Random households."""
UNKNOWN = 12
"""How many of them are recorded with unknown rules too."""
LIVES = 60
"""Random households of ``tests/random_lives.py``, with keys of every kind."""
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


RARE = {
    "a move between states": """
year = 2026
filing_status = "single"
state = "CA"
previous_state = "NY"
moved = 2026-05-10
[[people]]
name = "Ann"
born = 1984-02-03
[[people.jobs]]
employer = "E"
pay = 240_000
plan = { roth = true, after_tax = true, in_plan_roth_rollover = "each_paycheck" }
""",
    "shares of a family's health savings": """
year = 2026
filing_status = "married_joint"
[[people]]
name = "Ann"
born = 1984-02-03
hsa = { coverage = "family" }
[[people]]
name = "Bo"
born = 1968-02-03
hsa = { coverage = "family", family_share = "30%", employer = 700 }
[[people.jobs]]
employer = "E"
pay = 240_000
plan = { roth = true, catch_up = true }
""",
    "a year whose income tax the law does not have": """
year = 2020
filing_status = "married_separate"
other_income = 4_000
income = { interest = 3_000, dividends = 5_000, short_term_gain = 700, long_term_gain = 900 }
[[people]]
name = "Ann"
born = 1964-02-03
hsa = { coverage = "self_only", made = 1_000 }
[[people.jobs]]
employer = "E"
pay = 70_000
balances = { after_tax = { value = 30_000, basis = 22_000 } }
plan = { roth = true, after_tax = true, in_plan_roth_rollover = "quarterly" }
[[people]]
name = "Bo"
born = 1968-02-03
[[people.jobs]]
employer = "Own"
self_employed = true
pay = 90_000
plan = { roth = true, nonelective = "10%" }
""",
    "basis above value": """
year = 2026
filing_status = "single"
[[people]]
name = "Ann"
born = 1984-02-03
iras = [
  { kind = "traditional", value = 9_000, basis = 10_000 },
  { kind = "roth", value = 9_000, basis = 8_000 },
]
[[people.jobs]]
employer = "E"
pay = 240_000
balances = { after_tax = { value = 20_000, basis = 24_000 } }
plan = { after_tax = true, in_service_withdrawal = ["after_tax"] }
""",
    "a business with open answers": """
year = 2026
filing_status = "single"
[[people]]
name = "Ann"
born = 1984-02-03
[[people.jobs]]
employer = "Own"
self_employed = true
pay = 310_000
specified_service = "unknown"
wages_paid = "unknown"
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "on_request"
nonelective = "5%"
""",
    "Roth catch-up and old after-tax money": """
year = 2026
as_of = 2026-04-20
filing_status = "single"
[[people]]
name = "Ann"
born = 1964-02-03
ira_made = 1_000
iras = [{ kind = "traditional", value = 50_000, basis = 8_000 }]
[[people.jobs]]
employer = "E"
pay = 260_000
fica_wages_last_year = 250_000
made = { pre_tax = 9_000, after_tax = 4_000, match = 2_000 }
balances = { after_tax = { value = 60_000, basis = 35_000 } }
[people.jobs.plan]
roth = true
after_tax = true
catch_up = true
in_service_withdrawal = ["after_tax"]
match = [{ rate = "50%", up_to = "6%" }]
match_period = "paycheck"
""",
}


def texts() -> dict[str, str]:
    """The household files by name."""
    random = {str(number): random_home(random_of(SEED, number)) for number in range(HOW_MANY)}
    unknown = {
        f"{number} with unknown rules": with_unknown_rules(random_of(SEED, number), text)
        for number, text in list(random.items())[:UNKNOWN]
    }
    examples = {file.stem: file.read_text("utf-8") for file in sorted(EXAMPLES.glob("*.toml"))}
    lives = {f"life {number}": life_of(number) for number in range(LIVES)}
    return random | unknown | examples | RARE | lives


def answers(text: str) -> dict[str, Any]:
    """What is recorded of one household."""
    home = parse_household(text)
    found = {"plan": figures(plan(home))}
    if not slots(home, PUBLISHED) and has_income_tax(PUBLISHED.law(home.year)):
        found["tax"] = figures(tax_bill(home))
    return found


def recorded() -> dict[str, dict[str, Any]]:
    """The answers of each household."""
    return dict(json.loads(line) for line in RECORDED.read_text("utf-8").splitlines())


def main() -> None:
    """Record the answers of each household, one a line."""
    lines = (json.dumps([name, answers(text)]) + "\n" for name, text in texts().items())
    RECORDED.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
