"""Bad input: every row of the gallery in docs/errors.md is run, and what no page can hold."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest

from conftest import ROOT
from megaroth.kernel.errors import InputError
from megaroth.present.problems import at_its_question
from megaroth.readers.household_file import parse_household, read_household
from megaroth.readers.lines import lines
from megaroth.readers.reform_file import parse_reform
from megaroth.readers.toml_file import LARGEST_FILE

PAGE = (ROOT / "docs" / "errors.md").read_text("utf-8")
BASE = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL).group(1)


def _rows(title: str) -> list[list[str]]:
    part = PAGE.split(f"## {title}")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in row] for row in rows]


def _lines(cell: str) -> str:
    return "\n".join(re.findall(r"`([^`]*)`", cell))


FILES = _rows("Household files")
COMMANDS = _rows("The command line")


@pytest.mark.parametrize("row", FILES, ids=lambda row: row[1])
def test_a_wrong_file_says_what_is_wrong(row: list[str]) -> None:
    old, new, error = (_lines(cell) for cell in row)
    assert BASE.count(old) == 1, f"{old!r} stands {BASE.count(old)} times in the base file"
    with pytest.raises(InputError) as caught:
        parse_household(BASE.replace(old, new), "household.toml")
    messages = str(caught.value)
    assert error in messages
    for problem in caught.value.problems:
        assert problem.file == "household.toml"
        assert problem.line


FORBIDDEN = _rows("Elections that the plan does not allow")


@pytest.mark.parametrize("row", FORBIDDEN, ids=lambda row: row[1])
def test_what_the_plan_forbids_cannot_be_elected(row: list[str]) -> None:
    table, error = (_lines(cell) for cell in row)
    text = BASE.replace("after_tax = true", "after_tax = false").replace(
        "\nroth = true", "\nroth = false"
    )
    text = text.replace('in_plan_roth_rollover = "each_paycheck"', 'in_plan_roth_rollover = "no"')
    with pytest.raises(InputError, match=re.escape(error)):
        parse_household(text.replace("[people.jobs.balances]", f"{table}\n[people.jobs.balances]"))


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row[0])
def test_a_wrong_command_says_what_is_wrong_and_writes_nothing(
    row: list[str], inside, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    command, code, error = _lines(row[0]), int(row[1]), _lines(row[2])
    ran = inside(*command.split()[1:])
    assert (ran.code, ran.out) == (code, "")
    assert f"megaroth: {error}" in ran.err
    assert "Traceback" not in ran.err
    assert not list(tmp_path.iterdir())


def test_the_gallery_is_large() -> None:
    assert len(FILES) + len(FORBIDDEN) + len(COMMANDS) >= 75


def test_every_error_at_once_with_its_line() -> None:
    text = BASE
    wrong = {
        '"CA"': '"Calif"',
        "300_000": "-1",
        '"5%"': '"1%"',
        "12_000": "nan",
        '"family"': '"fam"',
        "1979": "2079",
        "started = 2021-03-01\n": "\n",
    }
    for old, new in wrong.items():
        text = text.replace(old, new, 1)
    with pytest.raises(InputError) as caught:
        parse_household(text)
    found = {problem.field: problem.line for problem in caught.value.problems}
    lines = text.splitlines()
    assert len(found) == len(wrong) - 1
    for field, line in found.items():
        key = field.split(".")[-1].split("[")[0]
        assert key in lines[line - 1], (field, line)


def write(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "h.toml"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"\x00\x01\x02", "binary data"),
        (b"\xff\xfe" + "year = 2026".encode("utf-16-le"), "binary data"),
        (b'name = "\xe9"', "bytes that are not UTF-8"),
        (b"", "this key: it is required"),
        (b"people = 3", "found 3; expected a list"),
        (b"year = 2026\npeople = []", "found nobody"),
        (b"year = 2026\npeople = [3]", "found 3; expected a table"),
        (b"a = " + b"[" * 5000 + b"]" * 5000, "expected valid TOML"),
        (b"a = " + b"{a = " * 30 + b"1" + b"}" * 30, "nested more than"),
        (b"year = " + b"9" * 5000, "expected valid TOML"),
        (b"x" * (LARGEST_FILE + 1), "more than 1,000,000 bytes"),
        (b"= 3", "expected valid TOML"),
    ],
)
def test_hostile_bytes_are_refused_in_words(tmp_path: Path, data: bytes, error: str) -> None:
    with pytest.raises(InputError, match=re.escape(error)):
        read_household(write(tmp_path, data))


def test_a_ten_megabyte_file_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "big.toml"
    with path.open("wb") as file:
        file.truncate(10_000_000)
    with pytest.raises(InputError, match="more than 1,000,000 bytes"):
        read_household(path)


def test_a_fifo_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="neither a file nor a directory"):
        read_household(tmp_path / "pipe")


def test_a_near_file_name_is_offered(tmp_path: Path) -> None:
    write(tmp_path, BASE.encode())
    with pytest.raises(InputError, match=r"did you mean h\.toml"):
        read_household(tmp_path / "hh.toml")


def test_windows_files_are_read(tmp_path: Path) -> None:
    path = write(tmp_path, b"\xef\xbb\xbf" + BASE.replace("\n", "\r\n").encode())
    assert read_household(path).people[0].name == "Alex"


def test_a_thousand_faults_are_cut_to_a_hundred() -> None:
    text = (
        "year = 2026\n"
        + "".join(f"key{number} = 1\n" for number in range(1000))
        + '[[people]]\nname="A"\nborn=1980-01-01\n'
    )
    with pytest.raises(InputError) as caught:
        parse_household(text)
    assert len(caught.value.problems) == 101
    assert "900 more faults" in str(caught.value)


@pytest.mark.parametrize("key", ['"a.b"', "'quoted'", "dotted.key"])
def test_lines_are_found_behind_quoted_and_dotted_keys(key: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_household(f'year = 2026\n\n{key} = 3\n[[people]]\nname = "A"\nborn = 1980-01-01\n')
    assert caught.value.problems[0].line == 3


@pytest.mark.parametrize(
    "digits",
    ["0x" + "f" * 3_572, "0o" + "7" * 9_000, "0b" + "1" * 30_000, "9" * 5_000, "-0x" + "f" * 3_572],
)
@pytest.mark.parametrize("read", [parse_household, parse_reform])
def test_a_number_of_thousands_of_digits_is_an_error_of_its_file(read, digits: str) -> None:
    """Python refuses to print such a number, which is no fault of what reads it."""
    for text in (f"year = {digits}\n", f"from = {digits}\n", f"[a]\nb = [1, {digits}]\n"):
        with pytest.raises(InputError) as caught:
            read(text)
        assert len(str(caught.value)) < 1_000


JOB = '[[people.jobs]]\nemployer = "E{0}"\npay = 100_000\n[people.jobs.plan]\nafter_tax = true\n'
PERSON = '[[people]]\nname = "A{0}"\nborn = 1980-01-01\n'


def _repeated(piece: str, count: int) -> str:
    return "".join(piece.format(number) for number in range(count))


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (_repeated("[[people]]\n", 47_000), "about 94,000 keys and values"),
        (_repeated(PERSON, 500), "people: found a list of 500"),
        (
            PERSON.format("") + _repeated(JOB, 1_000),
            "people[0].jobs: found a list of 1,000; expected at most 12",
        ),
        (_repeated("{0}=1\n", 110_000), "about 110,000 keys and values"),
        (_repeated("a{0} = 1\n", 10_000), "a table of 10,000 keys"),
        (_repeated("a.b.c.d{0} = 1\n", 5_000), "a.b.c: found a table of 5,000 keys"),
        ("a = [" + "[]," * 5_000 + "]", "a: found a list of 5,000"),
        ("a = " + "[" * 30 + "]" * 30, "nested more than 20 deep"),
    ],
)
@pytest.mark.parametrize("read", [parse_household, parse_reform])
def test_what_is_longer_than_any_household_is_refused_before_it_is_checked(
    read, text: str, error: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert error in str(caught.value)
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize(
    "piece",
    [
        "[[people]]\n[[people.jobs]]\n[[people.iras]]\n",
        "[a{0}]\nb = 1\n",
        "a{0} = {{ b = [1, 2] }}\n",
    ],
)
def test_the_lines_of_a_file_are_found_in_a_time_that_grows_with_it_alone(piece: str) -> None:
    def seconds(count: int) -> float:
        text = _repeated(piece, count)
        took = []
        for _ in range(3):
            start = time.perf_counter()
            lines(text)
            took.append(time.perf_counter() - start)
        return min(took)

    small, large = seconds(500), seconds(4_000)
    assert large < 8 * 4 * small + 0.05, "eight times the text, not sixty-four times the time"


def test_lines_are_found_in_the_right_element_of_nested_arrays_of_tables() -> None:
    job = '[[people.jobs]]\nemployer = "{}"\npay = {}\n'
    text = 'year = 2026\nfiling_status = "married_joint"\n'
    for name in ("A", "B"):
        text += (
            f'[[people]]\nname = "{name}"\nborn = 1980-01-01\n'
            + job.format("x", 1)
            + job.format("y", -1 if name == "B" else 1)
        )
    with pytest.raises(InputError) as caught:
        parse_household(text)
    assert [(problem.field, problem.line) for problem in caught.value.problems] == [
        ("people[1].jobs[1].pay", 20)
    ]


def test_a_table_tells_its_faults_by_line_and_writes_nothing(inside, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("year,age,pay\n2026,45,100\n2026,x,-1\n2026,45\n")
    out = tmp_path / "out.csv"
    ran = inside("room", "--table", str(table), "--output", str(out))
    assert ran.code == 2
    assert ran.out == ""
    assert not out.exists()
    assert f"{table}:3: age: found 'x'" in ran.err
    assert f"{table}:3: pay: found '-1'" in ran.err
    assert f"{table}:4: row: found 2 cells; expected 3 cells" in ran.err


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "an empty file"),
        ("yeer,age\n2026,45\n", "did you mean year?"),
        ("year,year\n2026,2026\n", "the column twice"),
        ("year,age,match\n2026,45,50%:6%\n", "pay, because a match"),
    ],
)
def test_a_table_with_a_wrong_header(inside, tmp_path: Path, text: str, error: str) -> None:
    table = tmp_path / "t.csv"
    table.write_text(text)
    ran = inside("room", "--table", str(table))
    assert ran.code == 2
    assert error in ran.err


def test_a_fault_has_the_words_of_its_reader() -> None:
    """The page replaced words of choices in the file's message, wherever they stood in it."""
    people = "".join(f'[[people]]\nname = "{name}"\nborn = 1980-05-14\n' for name in ("Ana", "Ben"))
    text = f'schema = 1\nyear = 2026\nfiling_status = "single"\nas_of = 2025-06-01\n{people}'
    with pytest.raises(InputError) as caught:
        parse_household(text)
    status, day = caught.value.problems
    assert str(status) == (
        "household:3: filing_status: found 'single'; expected married_joint or married_separate "
        "for two people"
    )
    assert at_its_question(status) == (
        "“single”: expected married, filing jointly or married, filing separately for two people"
    )
    assert str(day) == "household:4: as_of: found 2025-06-01; expected a day of 2026"
    assert at_its_question(day) == "June 1, 2025: expected a day of 2026"
