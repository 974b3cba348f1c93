"""One generator of nonsense for every reader: files, tables, reforms, requests and forms, each from
a seed and a number.

What it makes is near enough to sense to get past the first check, and far enough from it to reach
the last one.
"""

from __future__ import annotations

import copy
import json
import re
import string
from collections.abc import Callable
from random import Random
from typing import Any

from conftest import ROOT
from megaroth.cli.room_table import COLUMNS as ROOM_COLUMNS
from megaroth.tax.table import COLUMNS
from megaroth.web.api.request_bodies import RolloverRequest, RoomRequest

EXAMPLES = sorted(path.read_text("utf-8") for path in (ROOT / "examples").glob("*.toml"))
REFORM = re.search(
    r"```toml\n(.*?)```", (ROOT / "docs" / "reform_file.md").read_text("utf-8"), re.DOTALL
).group(1)
VALUES = (
    *(
        "0",
        "-1",
        "1",
        "2",
        "0.5",
        "-0.0",
        "0.000",
        "1e5",
        "1e400",
        "-1e-9",
        "nan",
        "inf",
        "-inf",
        "300.000",
        "1_000_000_000",
        "1_000_000_001",
    ),
    *(
        "0x" + "f" * 4_000,
        "9" * 30,
        "true",
        "false",
        '""',
        '" "',
        '"unknown"',
        '"unknwon"',
        '"x"',
        '"\\u0000"',
        '"\\u001b[31m"',
        '"é€"',
    ),
    *(
        '"50%"',
        '"100%"',
        '"-1%"',
        '"1e9%"',
        '"101%"',
        '"5,5%"',
        "[]",
        "{}",
        "[[]]",
        '["x"]',
        "[1, 2, 3]",
        "{ a = 1 }",
        '{ rate = "50%" }',
    ),
    *(
        "1900-01-01",
        "2026-02-29",
        "2026-12-31",
        "9999-12-31",
        "0001-01-01",
        "2026-01-01T00:00:00",
        "12:00:00",
        "1979-05-27T07:32:00Z",
    ),
    *(
        '"CA"',
        '"married_joint"',
        '"match"',
        '["match", "match"]',
        '"each_paycheck"',
        "''",
        '"""a\nb"""',
        "2002",
        "2026",
        "2100",
        "2101",
        "120",
    ),
)
"""Values as TOML writes them; some are no TOML."""

TYPED = (
    *(
        "",
        " ",
        "0",
        "-1",
        "1.9",
        "40",
        "300",
        "nan",
        "inf",
        "1e5",
        "1e999",
        "300.000,00",
        "300,00",
        "1,2,3",
        "300.000",
        "$5",
        "$",
        "5%",
        "5,5%",
    ),
    *(
        "unknown",
        "I don't know",
        "none",
        "yes",
        "no",
        "2026-02-30",
        "2026-13-01",
        "0001-01-01",
        "９",
        "\u202e",
        "\x00",
        "\ud800",
        "9" * 5_000,
    ),
    *(
        "50% up to 6%",
        "50% up to",
        "50% up to 300,00%",
        "100% up to $3,00",
        "1e9% up to 1e9%",
        "50% up to 6%, 50% up to 3%",
        "10%; 8% if highly",
    ),
    *(
        "$5k and 10%",
        "10% and 10%",
        "310k",
        "1.2m",
        "9" * 20 + "k",
        "=1+1",
        "'",
        '"',
        "a" * 300,
        "mfj",
        "CA",
        "married_joint",
        "family",
        "x\ny",
    ),
)
"""Answers and cells as people, programs and accidents write them."""


def random_of(seed: int, kind: str, number: int) -> Random:
    """The generator of one piece of nonsense: the same for the same seed, kind and number."""
    return Random(f"{seed} {kind} {number}")


def household(random: Random) -> str:
    """A household file after some accidents."""
    return _mutated(random, random.choice(EXAMPLES))


def reform(random: Random) -> str:
    """A reform file after some accidents."""
    return _mutated(random, REFORM)


def tax_table(random: Random) -> str:
    """A table of household-years."""
    return _table(random, (*COLUMNS, "state"))


def room_table(random: Random) -> str:
    """A table of rooms."""
    return _table(random, ROOM_COLUMNS)


def body(random: Random, noun: str) -> str:
    """The body of a request for a noun of the HTTP interface."""
    if noun in ("room", "rollover"):
        keys = {"room": RoomRequest, "rollover": RolloverRequest}[noun].model_fields
        data = {key: _json(random) for key in keys if random.random() < 0.7}
        data.setdefault("age" if noun == "room" else "balance", 45)
    else:
        data = (
            {random.choice(("toml", "name", "household")): _json(random)}
            if random.random() < 0.3
            else {"household": _as_json(random)}
        )
        data |= (
            {random.choice(("journal", "marginal", "amount", "figure", "x")): _json(random)}
            if random.random() < 0.3
            else {}
        )
        data |= (
            {"figure": "after_tax_room"} if noun == "worksheets" and random.random() < 0.8 else {}
        )
    text = json.dumps(data)
    return text[: random.randrange(len(text))] if random.random() < 0.05 else text


def form(random: Random, asked: dict[str, str]) -> dict[str, str]:
    """Answers of the interview at some of its places, whose answers of before are given."""
    known = random.sample(sorted(asked), min(len(asked), random.randint(1, 3)))
    strange = [
        random.choice(
            (
                "people.9.name",
                "people.-1.pay",
                "people.0.jobs",
                "",
                "a.b",
                "people.0.jobs.0.made.x",
                "year.0",
            )
        )
    ]
    paths = known if random.random() < 0.9 else known + strange
    return {
        path: random.choice(
            (random.choice(TYPED), asked.get(path, ""), random.choice(list(asked.values())))
        )
        for path in paths
    }


# --- accidents of a text


def _mutated(random: Random, text: str) -> str:
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        text = random.choice(_ACCIDENTS)(random, text)
    return text


def _other_value(random: Random, text: str) -> str:
    """Another value at a key: the most telling accident, so the most frequent."""
    places = list(re.finditer(r"^(\s*[\w.\"-]+\s*=\s*)(.+)$", text, re.MULTILINE))
    if not places:
        return text
    at = random.choice(places)
    alike = [one[2] for one in places if one[2][:1].isdigit() == at[2][:1].isdigit()]
    return (
        text[: at.start(2)]
        + random.choice((random.choice(VALUES), random.choice(alike), _scaled(random, at[2])))
        + text[at.end(2) :]
    )


def _scaled(random: Random, value: str) -> str:
    """An amount of another size; anything else as it is."""
    plain = value.replace("_", "")
    return str(int(plain) * random.choice((0, 2, 7, 100))) if plain.isdigit() else value


def _line(random: Random, text: str) -> str:
    lines = text.split("\n")
    at = random.randrange(len(lines))
    match random.randrange(4):
        case 0:
            del lines[at]
        case 1:
            lines.insert(random.randrange(len(lines) + 1), lines[at])
        case 2:
            other = random.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        case _:
            lines[at : at + random.randint(1, 6)] *= random.randint(2, 40)
    return "\n".join(lines)


def _characters(random: Random, text: str) -> str:
    at = random.randrange(len(text) + 1)
    more = random.choice(
        (
            random.choice(string.printable),
            "\x00",
            "\ufeff",
            "\u2028",
            "é",
            "=",
            "[",
            "]]",
            '"',
            "'''",
            "#",
            "." * 60,
            "_",
        )
    )
    return text[:at] + more + text[at + random.randint(0, 3) :]


def _new_key(random: Random, text: str) -> str:
    lines = text.split("\n")
    keys = re.findall(r"^\s*([\w.-]+)\s*=", "\n".join(EXAMPLES), re.MULTILINE)
    key = random.choice(
        (
            random.choice(keys),
            random.choice(keys)[:-1] or "x",
            "x.y.z",
            '"a b"',
            "[people]",
            "[[people]]",
            "[[people.jobs]]",
            "[income]",
        )
    )
    line = key if key.startswith("[") else f"{key} = {random.choice(VALUES)}"
    lines.insert(random.randrange(len(lines) + 1), line)
    return "\n".join(lines)


def _cut(random: Random, text: str) -> str:
    return text[: random.randrange(len(text) + 1)]


_ACCIDENTS: tuple[Callable[[Random, str], str], ...] = (
    *(_other_value,) * 6,
    _line,
    _line,
    _characters,
    _new_key,
    _new_key,
    _cut,
)


# --- tables and JSON


def _table(random: Random, columns: tuple[str, ...]) -> str:
    chosen = random.sample(columns, random.randint(1, min(len(columns), 8)))
    if random.random() < 0.1:
        chosen[random.randrange(len(chosen))] = random.choice(
            ("", "x", "wages", "id", "total", "dividends", "\ud7ff", chosen[0])
        )
    rows = [[_cell(random, column) for column in chosen] for _ in range(random.randint(0, 4))]
    text = "\n".join(",".join(row) for row in [chosen, *rows]) + "\n"
    return _characters(random, text) if random.random() < 0.2 else text


def _cell(random: Random, column: str) -> str:
    if random.random() < 0.5:
        return {
            "year": "2026",
            "status": "mfj",
            "state": "NY",
            "age": "45",
            "born": "1980-01-01",
            "match": "50%:6%",
        }.get(column, "1")
    text = random.choice(TYPED).encode("utf-8", "replace").decode()
    return '"' + text.replace('"', '""') + '"' if random.random() < 0.8 else text


def _json(random: Random) -> Any:
    plain = (
        None,
        True,
        0,
        -1,
        45,
        2026,
        0.001,
        1e5,
        1e300,
        float("nan"),
        float("inf"),
        10**30,
        "",
        "x",
        "unknown",
        "\ud800",
        [],
        {},
        [[]],
    )
    return random.choice(plain) if random.random() < 0.6 else random.choice(TYPED)


def _as_json(random: Random) -> Any:
    """A household as JSON with values changed at random places."""
    import tomllib

    data: Any = copy.deepcopy(tomllib.loads(random.choice(EXAMPLES)))
    for _ in range(random.randint(0, 3)):
        here = data
        while True:
            keys: list[Any] = list(here) if isinstance(here, dict) else list(range(len(here)))
            key = random.choice(keys)
            if isinstance(here[key], (dict, list)) and here[key] and random.random() < 0.8:
                here = here[key]
                continue
            here[key] = _json(random)
            break
    return json.loads(json.dumps(data, default=str))
