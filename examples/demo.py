"""Show megaroth at work: the mission's example whole, then every other example in a line."""

from __future__ import annotations

from pathlib import Path

from megaroth.cli.compare import show_comparison
from megaroth.cli.page import Page
from megaroth.cli.plan import show_plan
from megaroth.law.law_book import PUBLISHED
from megaroth.planning.compare import compare
from megaroth.planyear.plan import plan
from megaroth.present.plan import headline
from megaroth.readers.household_file import read_household

EXAMPLES = Path(__file__).parent
FIRST = "mission_45.toml"
COUPLE = "couple.toml"


def main() -> None:
    """Print the demonstration."""
    page = Page()
    page.text(f"$ megaroth plan examples/{FIRST}\n")
    show_plan(plan(read_household(EXAMPLES / FIRST)), PUBLISHED)
    page.heading("The other examples: megaroth plan examples/NAME")
    rows = []
    for file in sorted(EXAMPLES.glob("*.toml")):
        if file.name != FIRST:
            answer = plan(read_household(file))
            rows.append((file.name, answer.verdict, headline(answer)))
    page.table(("file", "verdict", "answer"), rows)
    page.heading("Is it worth it over the years ahead?")
    page.text(f"$ megaroth compare examples/{COUPLE}\n")
    show_comparison(compare(read_household(EXAMPLES / COUPLE)))
    page.text(
        "\nNext: megaroth init writes a file of your own; megaroth --help lists every command."
    )


if __name__ == "__main__":
    main()
