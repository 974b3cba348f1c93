"""Pictures: every figure is in the specification, the drawing library takes it, and wrong files are
refused before long work."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import vl_convert

from megaroth.planning.compare import compare
from megaroth.planning.optimize import optimize
from megaroth.planning.outlook import years_ahead
from megaroth.planning.results import Comparison, Sensitivity
from megaroth.planning.sensitivity import sensitivity
from megaroth.present.charts import stacked
from megaroth.present.comparison_charts import along, differences, distribution, tornado
from megaroth.present.names import assumption_label, label_of
from megaroth.present.notebook import comparison_html, years_html
from megaroth.present.projection_charts import balances, fan, marginal_rates
from megaroth.readers.household_file import parse_household
from worker_household import worker

HOME = worker(pay=260_000, assumed="paths = 20\nplan_until = 63")
HOUSEHOLD = parse_household(HOME)


@pytest.fixture(scope="module")
def compared() -> Comparison:
    return compare(HOUSEHOLD)


@pytest.fixture(scope="module")
def moves() -> Sensitivity:
    return sensitivity(HOUSEHOLD, "mega", "taxable")


def test_balances_show_every_year_and_kind_and_the_bounds_only_where_paths_differ() -> None:
    answer = years_ahead(HOUSEHOLD)
    spec = balances(answer)
    rows = spec["layer"][0]["data"]["values"]
    assert len(rows) == len(answer.years) * len(answer.years[0].balances)
    assert sum(row["dollars"] for row in rows if row["year"] == 2030) * 100 == pytest.approx(
        sum(answer.years[4].balances.values())
    )
    assert len(spec["layer"]) == 3
    level = replace(HOUSEHOLD, assumptions=replace(HOUSEHOLD.assumptions, model="fixed"))
    assert len(balances(years_ahead(level))["layer"]) == 1


def test_differences_are_those_of_the_answer(compared: Comparison) -> None:
    rows = differences(compared)["data"]["values"]
    assert [row["name"] for row in rows] == [
        label_of(one.name) for one in compared.alternatives[1:]
    ]
    assert [row["p95"] * 100 for row in rows] == pytest.approx(
        [one.differences.leading.p95 for one in compared.alternatives[1:]]
    )


def test_the_tornado_has_both_sides_of_every_swing(moves: Sensitivity) -> None:
    rows = tornado(moves)["data"]["values"]
    assert len(rows) == 2 * len(moves.swings)
    assert rows[0]["assumption"] == assumption_label(moves.swings[0].name)


def test_the_drawing_library_takes_them_without_fetching(
    compared: Comparison, moves: Sensitivity
) -> None:
    both = stacked(differences(compared), tornado(moves))
    ahead = years_ahead(HOUSEHOLD)
    for spec in (
        balances(ahead),
        fan(ahead),
        marginal_rates(ahead),
        distribution(compared),
        along(moves),
        both,
    ):
        drawn = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
        assert drawn.startswith("<svg")
        assert "http" not in drawn.replace("http://www.w3.org", "")
    assert (
        "What moves the difference of the mega backdoor Roth and the taxable account"
        in vl_convert.vegalite_to_svg(both)
    )


@pytest.mark.parametrize("ending", ["json", "svg", "png"])
def test_a_picture_is_written_beside_the_answer(inside, tmp_path: Path, ending: str) -> None:
    file, picture = tmp_path / "home.toml", tmp_path / f"out.{ending}"
    file.write_text(HOME, "utf-8")
    ran = inside("project", str(file), "--picture", str(picture), "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["paths"] == 20
    start = {"json": b'{\n "$schema"', "svg": b"<svg", "png": b"\x89PNG"}[ending]
    assert picture.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("name", "said"),
    [("out.gif", ".json, .svg, .png"), ("no/where/out.svg", "a folder that is there")],
)
def test_what_cannot_be_written_is_refused_first(
    inside, tmp_path: Path, name: str, said: str
) -> None:
    file = tmp_path / "home.toml"
    file.write_text(HOME, "utf-8")
    ran = inside("compare", str(file), "--picture", str(tmp_path / name))
    assert ran.code == 2
    assert said in ran.err


def test_without_the_drawing_library_the_remedy_is_told(
    inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from megaroth.cli import picture

    file = tmp_path / "home.toml"
    file.write_text(HOME, "utf-8")
    monkeypatch.setattr(picture, "can_draw", lambda: False)
    ran = inside("project", str(file), "--picture", str(tmp_path / "out.svg"))
    assert ran.code == 2
    assert "megaroth[pictures]" in ran.err
    assert inside("project", str(file), "--picture", str(tmp_path / "out.json")).code == 0


def test_the_fan_holds_every_percentile_in_order() -> None:
    rows = fan(years_ahead(HOUSEHOLD))["data"]["values"]
    assert len(rows) == 14
    assert all(row["p5"] <= row["p25"] <= row["p50"] <= row["p75"] <= row["p95"] for row in rows)


def test_marginal_rates_are_the_tax_on_the_next_thousand_dollars() -> None:
    rates = {
        one["year"]: one["rate"] for one in marginal_rates(years_ahead(HOUSEHOLD))["data"]["values"]
    }
    # Pay of 260,000 less the most that may be deferred: the 32% bracket; after work only what is
    # drawn is taxed.
    assert rates[2026] == pytest.approx(0.32, abs=0.001)
    assert rates[2037] < 0.25


def test_the_distribution_is_the_paths_of_the_answer(compared: Comparison) -> None:
    rows = distribution(compared)["data"]["values"]
    assert len(rows) == 20 * (len(compared.alternatives) - 1)
    mega = [row["ahead"] for row in rows if row["name"] == label_of("mega")]
    assert sum(mega) / 20 == pytest.approx(
        compared.alternatives[1].differences.leading.mean / 100, abs=0.01
    )


def test_break_even_curves_are_those_of_the_answer(moves: Sensitivity) -> None:
    charts = along(moves)["hconcat"]
    assert [len(one["data"]["values"]) for one in charts] == [
        len(curve.points) for curve in moves.curves
    ]


def test_money_of_the_first_year_is_money_of_each_year_over_prices() -> None:
    nominal, real = years_ahead(HOUSEHOLD), years_ahead(HOUSEHOLD, real=True)
    last, then = nominal.years[-1], real.years[-1]
    prices = 1.024 ** (last.year - 2026)
    assert then.wealth[50] == pytest.approx(last.wealth[50] / prices, abs=1)
    assert then.balances["roth"] == pytest.approx(last.balances["roth"] / prices, abs=1)
    assert (then.year, then.ages, then.marginal_rate) == (last.year, last.ages, last.marginal_rate)
    assert real.years[0] == nominal.years[0]


def test_notebooks_show_answers_and_nothing_that_a_file_names_is_markup(
    compared: Comparison,
) -> None:
    named = replace(
        HOUSEHOLD, people=(replace(HOUSEHOLD.people[0], name="<script>alert(1)</script>"),)
    )
    for shown in (
        comparison_html(compared),
        compare(named)._repr_html_(),
        years_html(years_ahead(named)),
        optimize(named)._repr_html_(),
    ):
        assert "<table>" in shown
        assert "<script" not in shown
        assert "Assumptions" in shown
    assert "&lt;script&gt;" in years_ahead(named)._repr_html_()
    assert "<svg" in compared._repr_html_()


def test_without_the_drawing_library_a_notebook_has_the_table(
    compared: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    from megaroth.present import notebook

    monkeypatch.setattr(notebook, "can_draw", lambda: False)
    assert "<svg" not in compared._repr_html_()
    assert "<table>" in compared._repr_html_()
