"""Answers of version 2 that are kept in ``tests/golden/version_2``; run it to write them anew, and
read what differs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tests" / "golden" / "version_2"
COMMANDS = {
    "plan_couple": ("plan", "couple.toml"),
    "plan_mission_45": ("plan", "mission_45.toml", "--journal"),
    "plan_unknown_rules": ("plan", "unknown_rules.toml"),
    "check_no_way_out": ("check", "no_way_out.toml"),
    "tax_couple": ("tax", "couple.toml", "--marginal", "conversion", "--amount", "10000"),
    "room_2026": ("room", "--year", "2026", "--pay", "300000", "--employer", "12000"),
    "rollover_2026": (
        *("rollover", "--year", "2026", "--balance", "100000", "--after-tax", "20000"),
        *("--to", "roth_ira=20000", "--to", "traditional_ira=80000"),
    ),
    "law_history": ("law", "history", "annual_additions"),
}
"""Each kept answer, and its command."""


def file_of(name: str) -> Path:
    """Where an answer is kept."""
    return FOLDER / f"{name}.json"


def words_of(name: str) -> list[str]:
    """The command line of an answer, without the program."""
    words = COMMANDS[name]
    examples = ROOT / "examples"
    found = [str(examples / word) if word.endswith(".toml") else word for word in words]
    return [*found, "--json", "--schema-version", "2"]


if __name__ == "__main__":
    for name in COMMANDS:
        command = [sys.executable, "-m", "megaroth", *words_of(name)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        assert ran.returncode in (0, 1), ran.stderr
        file_of(name).write_text(ran.stdout, "utf-8")
