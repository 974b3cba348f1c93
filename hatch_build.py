"""Build hook: a wheel carries the page's bundled scripts, or it is not built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CHARTS = "src/megaroth/web/static/vendor/charts.js"


class BundledScripts(BuildHookInterface):  # type: ignore[type-arg]
    """Refuse a wheel whose page would have no charts; an editable install may go without, for its
    checkout can bundle later."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Look for the bundle before anything is written.

        Raises:
            FileNotFoundError: a standard wheel is asked for and the scripts are not bundled.
        """
        if version == "standard" and not (Path(self.root) / CHARTS).exists():
            raise FileNotFoundError(f"{CHARTS} is missing: run `make scripts` (it needs npm), "
                                    "then build the wheel again")
