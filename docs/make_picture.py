"""Draw the README's pictures: the first screen of the mission's example, as a terminal shows it,
and a comparison over the years ahead."""

from __future__ import annotations

import io
import re
from pathlib import Path

import vl_convert
from rich.console import Console

from megaroth.cli import plan as plan_command
from megaroth.cli.page import Page
from megaroth.law.law_book import PUBLISHED
from megaroth.planning.compare import compare
from megaroth.planning.sensitivity import sensitivity
from megaroth.planyear.plan import plan
from megaroth.present.charts import stacked
from megaroth.present.comparison_charts import differences, tornado
from megaroth.readers.household_file import read_household

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Write docs/img/plan.svg and docs/img/compare.svg."""
    _terminal()
    household = read_household(ROOT / "examples" / "couple.toml")
    spec = stacked(
        differences(compare(household)), tornado(sensitivity(household, "mega", "taxable"))
    )
    (ROOT / "docs" / "img" / "compare.svg").write_text(
        vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]) + "\n", "utf-8"
    )


def _terminal() -> None:
    console = Console(record=True, width=118, height=60, force_terminal=True, file=io.StringIO())

    class Recorded(Page):
        """A page that draws on the recording console."""

        def __init__(self) -> None:
            self.rich = True
            self._console = console

    plan_command.Page = Recorded  # type: ignore[misc, attr-defined]
    plan_command.show_plan(plan(read_household(ROOT / "examples" / "mission_45.toml")), PUBLISHED)
    svg = console.export_svg(title="megaroth plan examples/mission_45.toml", font_aspect_ratio=0.61)
    # The picture stands alone: no font is fetched from anywhere.
    alone = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    (ROOT / "docs" / "img" / "plan.svg").write_text(alone + "\n", "utf-8")


if __name__ == "__main__":
    main()
