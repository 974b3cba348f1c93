"""The notebooks of the docs: executed, and what they show is what their code gives now."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("remembered_years")
NOTEBOOKS = sorted((Path(__file__).parent.parent / "docs" / "notebooks").glob("*.ipynb"))


def _outputs(cell: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for output in cell["outputs"]:
        assert output["output_type"] == "execute_result", output
        found |= output["data"]
    return found


def _same_story(kept: str, now: str) -> None:
    """The first dollars agree: processors differ in the last bits of a logarithm, and a search may
    then end elsewhere nearby."""
    before, after = (re.findall(r"\$([\d,]+)", text) for text in (kept, now))
    if not before:
        assert ast.literal_eval(kept) == ast.literal_eval(now), "make notebooks writes them again"
        return
    first, second = (float(found[0].replace(",", "")) for found in (before, after))
    assert second == pytest.approx(first, rel=0.01, abs=100), "make notebooks writes them again"


def _assumptions(html: str) -> list[str]:
    """The listed sentences without their figures, which differ in the last bits."""
    listed = re.findall(r"<li>(.*?)</li>", html, re.DOTALL)
    return [re.sub(r"[\d,.]+", "0", one) for one in listed]


def test_there_are_two() -> None:
    assert len(NOTEBOOKS) == 2


def _code_cells(file: Path) -> list[dict[str, Any]]:
    return [
        one for one in json.loads(file.read_text("utf-8"))["cells"] if one["cell_type"] == "code"
    ]


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_was_executed_from_its_first_cell_to_its_last(file: Path) -> None:
    counts = [cell["execution_count"] for cell in _code_cells(file)]
    assert counts == list(range(1, len(counts) + 1))
    assert all(_outputs(cell) for cell in _code_cells(file)[1:])


@pytest.mark.parametrize(
    "file",
    [
        # Three searches for a best plan.
        pytest.param(file, marks=pytest.mark.slow if file.stem == "the_best_plan" else ())
        for file in NOTEBOOKS
    ],
    ids=lambda file: file.stem,
)
def test_a_notebook_shows_what_its_code_gives(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    names: dict[str, Any] = {}
    shown = 0
    for cell in _code_cells(file):
        tree = ast.parse("".join(cell["source"]))
        last = tree.body.pop()
        exec(compile(tree, file.name, "exec"), names)
        if not isinstance(last, ast.Expr):
            exec(compile(ast.Module([last], []), file.name, "exec"), names)
            continue
        value = eval(compile(ast.Expression(last.value), file.name, "eval"), names)
        data = _outputs(cell)
        kept = "".join(data.get("text/html") or data["text/plain"])
        now = value._repr_html_() if "text/html" in data else repr(value)
        _same_story(*(text.split("<svg")[0] for text in (kept, now)))
        # They stand after the picture.
        assert _assumptions(kept) == _assumptions(now), "make notebooks writes them again"
        shown += 1
    assert shown >= 4
