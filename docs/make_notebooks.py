"""Write the notebooks and execute them: ``make notebooks``."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

HERE = Path(__file__).parent / "notebooks"
PROSE = "prose: "

WORTH = [
    "prose: # Is it worth it?\n\nMorgan is 45 and earns $250,000. The plan accepts after-tax "
    "contributions and moves them to "
    "Roth each paycheck. Is that worth more than the same cash in a taxable account, how sure is "
    "it, and what would change the answer?",
    "import megaroth as mr\n\nhousehold = "
    'mr.read_household("../../examples/mission_45.toml")\nhousehold.people[0].name, household.year',
    "prose: Every alternative has the same pay, the same spending in every year, the same "
    "thousand paths of returns, and the withdrawals that are best for it. "
    "The others are compared with the first one.",
    "answer = mr.compare(household)\nanswer",
    "prose: The difference is a distribution. Each plan feature has a value for this person, "
    "which you can give to HR:",
    "{one.name: mr.dollars(one.worth) for one in answer.features}",
    "prose: The sensitivity changes one assumption at a time, with the same growth in every year. "
    "It shows by how much the alternative is then ahead, in the measure that leads:",
    "from megaroth.planning.sensitivity import sensitivity\n"
    "from megaroth.present.sensitivity import losing_cases\n\n"
    'moves = sensitivity(household, "mega", "taxable")\n'
    "[(one.name, one.low, mr.dollars(one.at_low), one.high, mr.dollars(one.at_high)) for one in "
    "moves.swings]",
    "prose: When is it behind?",
    'losing_cases(moves) or "in none of the cases"',
    "prose: The comparison of Roth and pre-tax deferrals depends on taxes now and later.",
    'roth = sensitivity(household, "roth_deferral", "taxable")\n'
    "{(one.now, one.later): mr.dollars(one.difference) for one in roth.taxes}",
    "losing_cases(roth)",
]
PLAN = [
    "prose: # The best plan\n\nA couple of 68 and 66 owns $1.8 million before tax, $300,000 in "
    "Roth and $400,000 in a taxable "
    "account. What to withdraw, what to convert, and when to claim?",
    "import megaroth as mr\nfrom megaroth.readers.household_file import parse_household\n\n"
    'home = """\n'
    "year = 2026\n"
    'filing_status = "married_joint"\n'
    "spending_in_retirement = 120_000\n"
    "[[people]]\n"
    'name = "Ana"\n'
    "born = 1958-05-01\n"
    'iras = [{ kind = "traditional", value = 1_800_000 }]\n'
    "social_security = { monthly = 3_400, from_age = 70 }\n"
    "[[people]]\n"
    'name = "Ben"\n'
    "born = 1960-09-01\n"
    'iras = [{ kind = "roth", value = 300_000 }]\n'
    "social_security = { monthly = 1_900, from_age = 67 }\n"
    "[taxable]\n"
    "value = 400_000\n"
    "basis = 250_000\n"
    "[assumptions]\n"
    'model = "fixed"\n'
    'growth = "5%"\n'
    "plan_until = 92\n"
    '"""\n'
    "household = parse_household(home)",
    "prose: A linear program and simple policies make proposals. The engine projects each one and "
    "changes the best year by year as long as "
    "that helps. The bound shows how much a better plan could add.",
    "best = mr.optimize(household)\nbest",
    "prose: Withdrawals by account in the first years:",
    "{year: {kind: mr.dollars(value) for kind, value in drawn.items()} for year, drawn in "
    "list(best.withdrawals.items())[:5]}",
    "prose: How much could be spent, rather than left?",
    'most = mr.optimize(household, mr.Aim(objective="spending"))\n'
    "mr.dollars(most.value), mr.dollars(most.bound), mr.dollars(most.rule_of_thumb.value)",
    "prose: What does it cost to keep $100,000 liquid all the time?",
    "liquid = mr.optimize(household, mr.Aim(liquid=100_000_00))\nmr.dollars(best.value - "
    "liquid.value), liquid.missed",
]


def main() -> None:
    """Write and execute both notebooks."""
    HERE.mkdir(exist_ok=True)
    for name, cells in (("is_it_worth_it", WORTH), ("the_best_plan", PLAN)):
        made = [
            (new_markdown_cell if text.startswith(PROSE) else new_code_cell)(
                text.removeprefix(PROSE), id=f"cell-{at}"
            )
            for at, text in enumerate(cells)
        ]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        book = new_notebook(
            cells=made, metadata={"kernelspec": kernel, "language_info": {"name": "python"}}
        )
        where = {"metadata": {"path": str(HERE)}}
        NotebookClient(
            book, timeout=300, kernel_name="python3", resources=where, record_timing=False
        ).execute()
        nbformat.write(book, HERE / f"{name}.ipynb")


if __name__ == "__main__":
    main()
