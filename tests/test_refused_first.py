"""What cannot be answered is refused before any work, and `check` knows of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import EXAMPLES
from megaroth.model.outlook import ALTERNATIVES
from megaroth.planning.alternatives import KNOWN

COUPLE, UNKNOWN = str(EXAMPLES / "couple.toml"), str(EXAMPLES / "unknown_rules.toml")
RETIRED = (
    'year = 2026\n[[people]]\nname = "P"\nborn = 1955-03-14\n[[people.iras]]\nkind = '
    '"traditional"\nvalue = 100_000\n'
)

LATE = [
    (("compare", COUPLE, "--explain", "megga"), "--explain: found 'megga'; did you mean mega"),
    (("compare", UNKNOWN, "--explain", "megga"), "--explain: found 'megga'; did you mean mega"),
    (("compare", COUPLE, "--picture", "/nonexist/x.svg"), "a folder that is there"),
    (("compare", COUPLE, "--picture", "x.gif"), "ends in .json, .svg, .png"),
    (("compare", COUPLE, "--workers", "0"), "--workers: found 0; expected 1 to 64 processes"),
    (("compare", COUPLE, "--workers", "100000"), "--workers: found 100000; expected 1 to 64"),
    (("compare", COUPLE, "--reform", "nowhere.toml"), "no such file"),
    (("project", COUPLE, "--explain", "1990"), "--explain: found 1990; expected a year from"),
    (("project", UNKNOWN, "--explain", "1990"), "--explain: found 1990; expected a year from"),
    (
        ("project", COUPLE, "--alternative", "megga"),
        "--alternative: found 'megga'; did you mean mega",
    ),
    (
        ("project", UNKNOWN, "--alternative", "megga"),
        "--alternative: found 'megga'; did you mean mega",
    ),
    (("project", COUPLE, "--picture", "/nonexist/x.svg"), "a folder that is there"),
    (("optimize", COUPLE, "--explain", "1990"), "--explain: found 1990; expected a year from"),
    (("optimize", COUPLE, "--objective", "rth"), "--objective: found 'rth'; did you mean roth"),
    (("optimize", UNKNOWN, "--objective", "roth", "--at-age", "5"), "--at-age: found 5"),
    (("optimize", UNKNOWN, "--moves", "0"), "--moves: found 0; expected at least 1"),
    (
        ("report", COUPLE, "--output", "/nonexist/x.pdf"),
        "--output: found '/nonexist/x.pdf'; expected a folder that is there",
    ),
]


@pytest.mark.parametrize(
    ("words", "says"),
    LATE,
    ids=lambda value: " ".join(value[:1] + value[2:]) if isinstance(value, tuple) else "",
)
def test_a_question_that_has_no_answer_is_refused_before_any_year_is_played(
    inside, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], says: str
) -> None:
    def played(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("work began")

    for place in ("planning.prepare.years_of_work", "projection.run.opened"):
        monkeypatch.setattr(f"megaroth.{place}", played)
    ran = inside(*words)
    assert ran.code == 2
    assert says in ran.err


@pytest.mark.parametrize("command", ["room", "tax"])
def test_the_place_of_a_tables_answers_is_looked_at_before_its_rows(
    inside, tmp_path: Path, command: str
) -> None:
    table = tmp_path / "rows.csv"
    table.write_text("no such column\n1\n")
    ran = inside(command, "--table", str(table), "--output", str(tmp_path / "no" / "x.csv"))
    assert ran.code == 2
    assert "--output" in ran.err


def test_the_known_alternatives_are_named_once() -> None:
    assert tuple(KNOWN) == ALTERNATIVES


WRONG = [
    ('name = "megga"', "alternatives[0].name: found 'megga'; did you mean mega?"),
    ('name = "own"\nof = "megga"', "alternatives[0].of: found 'megga'; did you mean mega?"),
    (
        'name = "taxable"\nof = "mega"',
        "alternatives[0].name: found 'taxable'; expected a name of its own for what starts from "
        "mega",
    ),
    (
        'name = "mega"\n[[alternatives]]\nname = "mega"',
        "alternatives[1].name: found 'mega'; expected a name of its own",
    ),
]


@pytest.mark.parametrize(("table", "says"), WRONG)
@pytest.mark.parametrize("command", ["check", "plan", "compare"])
def test_alternatives_are_checked_where_the_file_is_read(
    inside, tmp_path: Path, command: str, table: str, says: str
) -> None:
    file = tmp_path / "household.toml"
    file.write_text(
        (EXAMPLES / "mission_45.toml").read_text("utf-8") + f"\n[[alternatives]]\n{table}\n"
    )
    ran = inside(command, str(file))
    assert ran.code == 2
    assert says in ran.err
    assert f"{file}:" in ran.err


LACKING = [
    (RETIRED, "spending_in_retirement: found nothing"),
    (RETIRED.replace("2026", "2020"), "year: found 2020; expected 2023 or later"),
    (
        RETIRED.replace("1955", "1946").replace(
            "year = 2026", "year = 2026\nspending_in_retirement = 9_000"
        )
        + '[assumptions]\nmodel = "history"\nplan_until = 110\n',
        None,
    ),
    (
        'year = 2026\nspending_in_retirement = 9_000\n[[people]]\nname = "P"\nborn = '
        '2025-03-14\n[[people.jobs]]\nemployer = "E"\n'
        'pay = 9_000\n[assumptions]\nmodel = "history"\nplan_until = 101\n',
        None,
    ),
]


@pytest.mark.parametrize(("text", "says"), LACKING)
def test_check_says_what_the_years_ahead_lack(
    inside, tmp_path: Path, text: str, says: str | None
) -> None:
    """And it says so exactly where `compare` refuses."""
    file = tmp_path / "household.toml"
    file.write_text(text)
    checked = inside("check", str(file))
    lacks = "Years ahead (project, compare, optimize) need more:" in checked.out
    assert lacks == (says is not None)
    if says is not None:
        assert says in checked.out
        compared = inside("compare", str(file))
        assert compared.code == 2
        assert says in compared.err
