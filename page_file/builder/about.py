"""What the page says of itself: its version, its law, its examples and its licenses."""

from __future__ import annotations

import calendar
import html
import json
import re
import zipfile
from pathlib import Path

from builder.packages import pyodide
from builder.places import ROOT, SOURCE, BuildError

EXAMPLES = (
    ("mission_45.toml", "One worker"),
    ("couple.toml", "A couple"),
    ("solo_and_w2.toml", "A job and a business"),
    ("unknown_rules.toml", "A plan with unknown rules"),
    ("paychecks.toml", "Uneven pay"),
)


def facts(packages: list[Path]) -> str:
    """What the page knows from its build, as JSON."""
    return json.dumps(
        {
            "examples": [
                {
                    "name": name,
                    "title": title,
                    "text": (ROOT / "examples" / name).read_text("utf-8"),
                }
                for name, title in EXAMPLES
            ],
            "lastYear": _last_year(),
            "wheels": [one.name for one in packages],
        }
    ).replace("<", "\\u003c")


def _last_year() -> int:
    text = (SOURCE / "megaroth" / "law" / "years.py").read_text()
    found = re.search(r"^LAST_WHOLE_YEAR = (\d+)", text, re.MULTILINE)
    if found is None:
        raise BuildError("src/megaroth/law/years.py does not state LAST_WHOLE_YEAR")
    return int(found[1])


def _law_date() -> str:
    """The last month of the price indices, which the law's projections start from."""
    months = (SOURCE / "megaroth" / "law" / "data" / "cpi_monthly.csv").read_text().splitlines()
    year, month = months[-1].split(",")[0:2]
    return f"{calendar.month_name[int(month)]} {year}"


def _notices(packages: list[Path]) -> str:
    """The licenses of everything in the page that others wrote."""
    about = json.loads((pyodide() / "package.json").read_text())
    parts = [
        f"Pyodide {about['version']} (MPL-2.0), with CPython (Python Software Foundation License). "
        "Its source code is at github.com/pyodide/pyodide."
    ]
    for wheel in packages:
        with zipfile.ZipFile(wheel) as opened:
            for name in sorted(opened.namelist()):
                if re.search(r"\.dist-info/(?:licenses/)?(?:LICEN[CS]E|COPYING)", name):
                    parts.append(
                        f"{wheel.name.split('-')[0]} {wheel.name.split('-')[1]}\n\n"
                        f"{opened.read(name).decode('utf-8', 'replace').strip()}"
                    )
    return ("\n\n" + "-" * 60 + "\n\n").join(parts)


def stated(packages: list[Path]) -> dict[str, str]:
    """The texts that stand in the page, by the name of their place."""
    about = (SOURCE / "megaroth" / "__init__.py").read_text()
    version = re.search(r'__version__ = "([^"]+)"', about)
    disclaimer = re.search(
        r'DISCLAIMER = \(?\s*((?:"[^"]*"\s*)+)', (SOURCE / "megaroth/present/words.py").read_text()
    )
    if version is None or disclaimer is None:
        raise BuildError("megaroth's version or disclaimer is not where it was")
    return {
        "version": version[1],
        "disclaimer": html.escape("".join(re.findall(r'"([^"]*)"', disclaimer[1]))),
        "notices": html.escape(_notices(packages)),
        "last_year": str(_last_year()),
        "law_date": _law_date(),
    }
