"""Read a file of published figures: TOML in, figures of years that the law data does not have yet
out, or all problems at once."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from megaroth.kernel.errors import InputError, LawError, Problem, nearest, visible
from megaroth.kernel.message import Amount, Share, Shown, message
from megaroth.kernel.money import percent
from megaroth.law.entry import KEYS, Entry
from megaroth.law.figures import Figures
from megaroth.law.forecast import following, parent_of, rules
from megaroth.law.law import Law
from megaroth.law.law_book import PUBLISHED
from megaroth.law.years import LAST_WHOLE_YEAR, LAST_YEAR
from megaroth.model.fields import FILING_STATUSES
from megaroth.readers.household_file import show
from megaroth.readers.lines import lines
from megaroth.readers.reform_file import NotALimitError, plain_number
from megaroth.readers.toml_file import read_text, toml_tables

_WHAT = message("a_figures_file")
_LONGEST_SOURCE = 200
_KEPT = 16

MOST_APART = 25
"""Percent by which a figure may differ from its projection: what is further away is a slip of the
pen, or a change of the law."""


def read_figures(path: str | Path) -> Figures:
    """Published figures from their TOML file.

    Args:
        path: the file: for each year a table with ``source`` and a table for each limit, named as
            `megaroth law` lists them.

    Returns:
        The figures, for :meth:`megaroth.law.law_book.LawBook.with_figures`.

    Raises:
        InputError: the file cannot be read or states no figures, or one that cannot be right; with
            all that is wrong in it.
    """
    name = str(path)
    return parse_figures(read_text(Path(path), name, _WHAT), name)


@functools.lru_cache(_KEPT)
def parse_figures(text: str, name: str = "figures") -> Figures:
    """The figures of TOML text; ``name`` is the name of the file in errors. Raises as
    :func:`read_figures`.

    The same text gives the same object, by which law and answers are kept.

    >>> parse_figures('[2027.annual_additions]\\namount = 75_000\\nsource = "Notice 2026-00"').years[2027]["annual_additions"].values
    {'': 7500000}
    """
    return _Reader(toml_tables(text, name, _WHAT), text, name).read()


class _Reader:
    """One file, and what is wrong in it."""

    def __init__(self, tables: Mapping[str, Any], text: str, name: str) -> None:
        self.tables, self.name, self.file = tables, name, visible(Path(name).name)
        self.where = lines(text)
        self.problems: list[Problem] = []

    def wrong(
        self, path: tuple[str, ...], found: Shown, expected: Shown, near: str | None = None
    ) -> None:
        """Add a problem."""
        self.problems.append(
            Problem(".".join(path), found, expected, self.name, self.where.of(path) or 1, near)
        )

    def read(self) -> Figures:
        """The figures, or all problems."""
        years = {
            int(key): self.year(key, table)
            for key, table in self.tables.items()
            if self.is_year(key, table)
        }
        if not self.problems and not any(years.values()):
            self.wrong(
                ("file",),
                message("no_figure"),
                message("one_figure_at_least", example=f"[{LAST_WHOLE_YEAR + 1}.annual_additions]"),
            )
        if self.problems:
            raise InputError(sorted(self.problems, key=lambda one: one.line or 0))
        return Figures(self.file, {year: entries for year, entries in years.items() if entries})

    def is_year(self, key: str, table: object) -> bool:
        """Whether a key is a year that megaroth projects, with a table."""
        first = LAST_WHOLE_YEAR + 1
        if not (key.isascii() and key.isdigit() and first <= int(key[:9]) <= LAST_YEAR):
            expected = message(
                "year_of_figures", first=first, example=f"[{first}.annual_additions]"
            )
            self.wrong((key,), message("no_year_of_figures"), expected)
            return False
        if not isinstance(table, dict):
            self.wrong(
                (key,), show(table), message("tables_such_as", example=f"[{key}.annual_additions]")
            )
            return False
        return True

    def year(self, key: str, table: Mapping[str, Any]) -> dict[str, Entry]:
        """The figures of a year, by limit."""
        numbers, before = PUBLISHED.law(int(key)), PUBLISHED.law(int(key) - 1)
        whole = self.source((key, "source"), table.get("source")) if "source" in table else ""
        found = {}
        for name, stated in table.items():
            if name == "source":
                continue
            path = (key, name)
            if name not in numbers.entries:
                self.wrong(
                    path,
                    message("unknown_limit"),
                    message("name_of_a_limit", command=f"megaroth law {key}"),
                    nearest(name, list(numbers.entries)),
                )
            elif not isinstance(stated, dict):
                self.wrong(path, show(stated), message("table_named", table=f"[{key}.{name}]"))
            elif "source" not in stated and "source" not in table:
                self.wrong(
                    path,
                    message("no_source"),
                    message("notice_of_the_figure", table=f"[{key}]"),
                )
            else:
                source = (
                    self.source((*path, "source"), stated["source"])
                    if "source" in stated
                    else whole
                )
                entry = self.entry(
                    path, {one: value for one, value in stated.items() if one != "source"}, numbers
                )
                if entry is not None:
                    found[name] = replace(entry, source=f"{source}, stated in {self.file}")
                    self.compare(path, found[name], numbers, before)
        self.agree(key, found, numbers)
        return found

    def agree(self, year: str, found: Mapping[str, Entry], numbers: Law) -> None:
        """Refuse a figure that does not follow from the one on which the statute bases it."""
        for name, entry in found.items():
            for key, value in entry.values.items():
                full = f"{name}.{key}" if key else name
                parent = parent_of(full)
                of, _, which = (parent or "").partition(".")
                if parent is None or of not in numbers.entries:
                    # Nothing that it follows from, or a base that the statute has and no notice
                    # states.
                    continue
                stated = found[of].values.get(which) if of in found else None
                implied = following(full, numbers.value(of, which) if stated is None else stated)
                if value != implied:
                    expected = message(
                        "figure_that_follows",
                        implied=Amount.of(implied),
                        parent=parent,
                        stated=stated is not None,
                    )
                    self.wrong((year, *full.split(".")), Amount.of(value), expected)

    def source(self, path: tuple[str, ...], value: object) -> str:
        """The name of a notice; empty if it is invalid."""
        if isinstance(value, str) and value.strip() and len(value) <= _LONGEST_SOURCE:
            return visible(value.strip())
        self.wrong(path, show(value), message("name_of_notice", most=_LONGEST_SOURCE))
        return ""

    def entry(self, path: tuple[str, ...], table: Mapping[str, Any], numbers: Law) -> Entry | None:
        """The entry that a table states, in the unit and with the keys that the law has for it."""
        like = numbers.entries[path[-1]]
        try:
            entry = _schedule(table, like) if like.rates else _values(table, like)
        except NotALimitError as error:
            self.wrong(path, error.found, message("values_of_limit_by_year"))
            return None
        return replace(entry, section=like.section, status="stated", evidence="user")

    def compare(self, path: tuple[str, ...], entry: Entry, numbers: Law, before: Law) -> None:
        """Refuse what cannot be the published figure: another one is, or it is far from what the
        statute's index makes of it."""
        like, last = numbers.entries[entry.name], before.entries.get(entry.name)
        for key, value, projected in _pairs(entry, like):
            place = (*path, key) if key else path
            shown: Shown = (
                Share(value, value)
                if entry.unit == "ppm"
                else Amount.of(value)
                if entry.unit == "cents"
                else value
            )
            if like.status != "projected":
                if value != projected:
                    self.wrong(
                        place,
                        shown,
                        message(
                            "published_figure", amount=Amount.of(projected), source=like.source
                        ),
                    )
            elif abs(value - projected) * 100 > MOST_APART * projected:
                near = message("figure_near", most=MOST_APART, projected=Amount.of(projected))
                self.wrong(place, shown, near)
            elif (
                _never_falls(entry.name, key)
                and last is not None
                and value < last.values.get(key, 0)
            ):
                self.wrong(
                    place,
                    shown,
                    message(
                        "limit_never_falls",
                        last=Amount.of(last.values[key]),
                        year=before.year,
                    ),
                )


def _pairs(entry: Entry, like: Entry) -> Iterator[tuple[str, int, int]]:
    """Each stated value with the projected one that it replaces."""
    for key, value in entry.values.items():
        yield key, value, like.values[key]
    for status, tops in entry.schedule.items():
        for top, other in zip(tops, like.schedule[status], strict=True):
            yield f"tops.{status}", top, other


def _never_falls(name: str, key: str) -> bool:
    return rules().get(f"{name}.{key}" if key else name, {}).get("kind") in ("415(d)", "430(b)")


def _values(table: Mapping[str, Any], like: Entry) -> Entry:
    """Values in the unit of a limit.

    Raises:
        NotALimitError: they are none of it.
    """
    known = (
        list(KEYS.get(like.unit, ("amount",)))
        if "" in like.values
        else [key for key in like.values if key]
    )
    for key, value in table.items():
        if key not in known:
            raise NotALimitError(
                message("unknown_key_named", key=repr(key), near=nearest(key, known))
            )
        plain_number(key, value)
    if not table:
        raise NotALimitError(message("nothing"))
    return Entry.read(like.name, {"section": "", "source": "", **table})


def _schedule(table: Mapping[str, Any], like: Entry) -> Entry:
    """Tops of the brackets by filing status, as many as the law has; the rates are those of the
    law.

    Raises:
        NotALimitError: they are something else.
    """
    tops = table.get("tops")
    if set(table) != {"tops"} or not isinstance(tops, dict) or not tops:
        raise NotALimitError(message("no_table_of_tops"))
    for status, stated in tops.items():
        if status not in FILING_STATUSES:
            raise NotALimitError(message("no_filing_status", status=repr(status)))
        if not isinstance(stated, list) or len(stated) != len(like.rates) - 1:
            raise NotALimitError(
                message("no_list_of_tops", status=status, count=len(like.rates) - 1)
            )
        for top in stated:
            plain_number(status, top)
        if sorted(set(stated)) != stated:
            raise NotALimitError(message("tops_must_rise", status=status))
    rates = [percent(rate) for rate in like.rates]
    return Entry.read(like.name, {"section": "", "source": "", "rates": rates, "tops": tops})


def template(year: int) -> str:
    """A file of a year's figures, each that is projected commented out: to be replaced by what the
    notice says.

    Raises:
        LawError: megaroth projects nothing of that year.
    """
    if year <= LAST_WHOLE_YEAR:
        first = LAST_WHOLE_YEAR + 1
        raise LawError(message("published_year", year=year, first=first))
    numbers = PUBLISHED.law(year)
    text = [
        f"# Published figures of {year} for megaroth (docs/published_figures.md).",
        "# Take the # away from a table, and put in what the notice says. What stays commented "
        "out stays projected.",
        "",
        f"[{year}]",
        '# source = "Notice 2026-00"    # of every figure below that names no source of its own',
    ]
    for name in numbers.projected_names():
        entry = numbers.entries[name]
        text += ["", f"# [{year}.{name}]    # {entry.section}"]
        text += [f"# {line}" for line in _template_lines(entry)]
    return "\n".join(text) + "\n"


def _template_lines(entry: Entry) -> Iterator[str]:
    for status, tops in entry.schedule.items():
        yield f"tops.{status} = [{', '.join(_plain(top) for top in tops)}]"
    for key, value in entry.values.items():
        yield (
            f"{key or 'amount'} = {_plain(value)}"
            if entry.unit == "cents"
            else f'{key or "rate"} = "{percent(value)}"'
        )


def _plain(cents: int) -> str:
    """Dollars as TOML has them: 75_000 or 202.90."""
    return f"{cents // 100:_}" if cents % 100 == 0 else f"{cents / 100:_.2f}"
