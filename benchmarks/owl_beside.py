"""Owl's households as ours, its plans in our engine, and both searches timed in one run."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from megaroth.model.household import Household
from megaroth.planning.aim import Aim
from megaroth.planning.compare import compare
from megaroth.planning.optimize import optimize
from megaroth.readers.household_file import parse_household

INFLATION = 1.024
_SEARCHES = ("loop", "local search")
_WORDS = {"loop": "default search", "local search": "local search"}


def household(answer: dict[str, Any], plan: dict[str, Any]) -> Household:
    """The same household, with Owl's plan as an alternative; what it draws includes required
    distributions.

    Args:
        answer: of ``benchmarks/owl_plans.py``, of one household.
        plan: one of its plans.
    """
    asked, years = answer["household"], plan["years"]
    conversions = ", ".join(
        f"{{ year = {one['year']}, amount = {one['converted']} }}"
        for one in years
        if one["converted"]
    )
    withdrawals = ", ".join(
        f"{{ year = {one['year']}, pre_tax = {one['pre_tax']}, roth = {one['roth']} }}"
        for one in years
    )
    stated = (
        f'{{ name = "owl", of = "taxable", conversions = [{conversions}], withdrawals = '
        f"[{withdrawals}] }}"
    )
    status = "married_joint" if len(asked["people"]) > 1 else "single"
    lines = [
        f'year = 2026\nfiling_status = "{status}"\nspending_in_retirement = '
        f"{asked['spending'] * 1000}"
    ]
    lines.append(f'alternatives = ["taxable", {stated}]')
    # Owl's benefits of the last year, when everybody has claimed, in today's money.
    months = years[-1]["social_security"] / INFLATION ** (len(years) - 1) / 12
    insured = sum(one[5] for one in asked["people"])
    for name, born, _, pre_tax, roth, own in asked["people"]:
        lines.append(
            f'[[people]]\nname = "{name}"\nborn = {born}\n[people.social_security]\nmonthly = '
            f"{months * own / insured:.2f}"
        )
        lines.append(f'[[people.iras]]\nkind = "traditional"\nvalue = {pre_tax * 1000}')
        lines.append(
            f'[[people.iras]]\nkind = "roth"\nvalue = {roth * 1000}\nbasis = {roth * 1000}'
        )
    lines.append(f"[taxable]\nvalue = {asked['taxable'] * 1000}\nbasis = {asked['taxable'] * 1000}")
    lines.append(
        '[assumptions]\nmodel = "fixed"\ngrowth = "5%"\ninflation = "2.4%"\ndividend_yield = '
        '"5%"\nturnover = 0\nplan_until = 90'
    )
    return parse_household("\n".join(lines))


def lines() -> list[str]:
    """Lines of the page on years ahead; none unless ``OWL_PYTHON`` names a Python that has Owl."""
    python = os.environ.get("OWL_PYTHON")
    if not python:
        return []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plans.json"
        subprocess.run([python, str(Path(__file__).parent / "owl_plans.py"), str(file)], check=True)
        answers = json.loads(file.read_text("utf-8"))
    found = []
    for name, answer in answers.items():
        for search in _SEARCHES:
            asked = household(answer, answer[search])
            replayed = compare(asked).alternatives[1].wealth_after_tax
            begun = time.perf_counter()
            best = optimize(asked, Aim(keep_claims=True))
            took = time.perf_counter() - begun
            found.append(
                f"| best plan of Owl's {name}, its {_WORDS[search]} compared with ours | "
                f"{took:.1f} s, Owl {answer[search]['seconds']} s | "
                f"{best.value / replayed - 1:+.1%} against Owl's plan, both in our engine | at "
                "least as good |"
            )
    return found
