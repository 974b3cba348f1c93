"""What a year of paychecks takes: its simulation, its elections, and a plan with them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from benchmarks.timing import Spread, calls, machine
from megaroth.law.law_book import PUBLISHED
from megaroth.model.household import Household
from megaroth.payroll.simulator import simulate
from megaroth.planyear.elections.job_solution import solve_job
from megaroth.planyear.household_elections import Solved, solved_jobs
from megaroth.planyear.plan import plan
from megaroth.readers.household_file import parse_household, read_household
from megaroth.service.plan_year import paychecks

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
TITLE = "## Paychecks"

_JOB = """
[[people.jobs]]
employer = "{employer}"
pay = {pay}
pay_frequency = "weekly"
pay_last_year = 100_000
fica_wages_last_year = 100_000
[[people.jobs.bonuses]]
date = 2026-03-13
amount = 20_000
[[people.jobs.raises]]
date = 2026-06-05
pay = {raised}
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
match = [{{ rate = "50%", up_to = "6%" }}]
election_step = "1%"
"""
_TWO_JOBS = (
    'schema = 1\nyear = 2026\nfiling_status = "single"\nmax_changes = 4\n[[people]]\nname = "Sam"\n'
    "born = 1985-05-05\n"
    + _JOB.format(employer="Co", pay=180_000, raised=190_000)
    + _JOB.format(employer="Shop", pay=120_000, raised=130_000)
)


def timed() -> list[tuple[str, Spread, str]]:
    """Each benchmark with its times and its target."""
    uneven = read_household(ROOT / "examples" / "paychecks.toml")
    even = read_household(ROOT / "examples" / "mission_45.toml")
    two_jobs = parse_household(_TWO_JOBS)
    first = solved_jobs(uneven, PUBLISHED)[0]
    return [
        ("simulate the checks of a year", calls(lambda: _simulated(first), repeat=5), "under 5 ms"),
        (
            "solve 26 checks, uneven pay",
            calls(lambda: solve_job(first.problem), repeat=2),
            "under 50 ms",
        ),
        ("`plan` with elections, even pay", calls(lambda: _planned(even), repeat=3), "under 60 ms"),
        (
            "`plan` with elections, uneven pay",
            calls(lambda: _planned(uneven), repeat=3),
            "under 60 ms",
        ),
        (
            "two jobs of 52 checks with bonuses, raises and at most four changes",
            calls(lambda: paychecks(two_jobs, PUBLISHED), runs=5),
            "under 1 s",
        ),
    ]


def _simulated(solved: Solved) -> None:
    problem = solved.problem
    case = problem.cases[0]
    simulate(case.events, solved.solution.schedule.changes, case.rules, problem.start)


def _planned(household: Household) -> None:
    plan(household, PUBLISHED)


def section() -> str:
    """The section of the page: medians with the least and the most."""
    return "\n".join(
        [
            TITLE,
            "",
            f"Measured on {date.today()} by `python -m benchmarks.paychecks` on: {machine()}. "
            "Medians with the minimum and the maximum.",
            "",
            "| benchmark | time | target |",
            "|---|---|---|",
            *(f"| {what} | {times.text()} | {most} |" for what, times, most in timed()),
            "",
        ]
    )


def main() -> None:
    """Measure, print, and replace the section of the page."""
    found = section()
    print(found)
    before = re.sub(rf"\n{TITLE}\n.*?(?=\n## |\Z)", "", PAGE.read_text("utf-8"), flags=re.DOTALL)
    PAGE.write_text(f"{before.rstrip()}\n\n{found}", "utf-8")


if __name__ == "__main__":
    main()
