"""Read a reform file: TOML in, a change of the law out, or all problems at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from megaroth.kernel.errors import InputError, Problem, nearest, one_of, visible
from megaroth.kernel.message import Message, Share, Shown, message
from megaroth.kernel.money import PPM
from megaroth.law.entry import KEYS, Entry
from megaroth.law.law import Law
from megaroth.law.law_book import PUBLISHED
from megaroth.law.reform import FIRST_REFORM_YEAR, Reform
from megaroth.law.year_numbers import limit_names, switch_names
from megaroth.law.years import LAST_WHOLE_YEAR
from megaroth.model.fields import FILING_STATUSES
from megaroth.readers.household_file import show
from megaroth.readers.lines import lines
from megaroth.readers.toml_file import read_text, toml_tables

ABOUT = ("name", "from", "until", "indexed", "ended", "switches")
"""Keys of the file that are no limits."""

_WHAT = message("a_reform_file")
_NO_END = 9999
_LONGEST_NAME = 200

ENDABLE = (
    "senior_deduction",
    "charity_floor_rate",
    "charity_without_itemizing",
    "salt_phase_down_start",
    "savers_credit_50_top",
    "savers_match_start",
)
"""Limits that a year may do without: the provision is then not in its law."""

MOST_RATE = 2 * PPM
"""The highest rate that a reform may state, parts per million: amounts times it stay inside
int64."""

MOST_AGE = 240
"""The highest age, for some are counted in half-years."""

MOST: Mapping[str, int] = {"ppm": MOST_RATE, "years": MOST_AGE, "count": MOST_AGE}
"""The highest number of each unit; amounts have the bound of every amount."""

WHOLE = (*KEYS["years"], *KEYS["count"])
"""Keys of whole numbers."""

POSITIVE = (
    "amt_phaseout_rate",
    "savers_match_range",
    "savers_match_rounding",
    "roth_ira_phaseout_step",
    "child_tax_credit_income_step",
)
"""Limits by which something is divided."""


def read_reform(path: str | Path) -> Reform:
    """A reform from its TOML file.

    Args:
        path: the file: ``name``, ``from``, perhaps ``until``, ``indexed``, ``ended``,
            ``[switches]``, and a table for each limit as in the law data (``docs/reform_file.md``).

    Returns:
        The reform, for :meth:`megaroth.law.law_book.LawBook.with_reforms`.

    Raises:
        InputError: the file cannot be read, or does not say a reform; with all that is wrong in it.
    """
    name = str(path)
    return parse_reform(read_text(Path(path), name, _WHAT), name)


def parse_reform(text: str, name: str = "reform") -> Reform:
    """The reform of TOML text; ``name`` is the name of the file in errors. Raises as
    :func:`read_reform`.

    >>> parse_reform('from = 2030\\nended = ["senior_deduction"]').first_year
    2030
    """
    return _Reader(toml_tables(text, name, _WHAT), text, name).read()


class NotALimitError(Exception):
    """A table that does not state its limit.

    Attributes:
        found: what is wrong in it.
    """

    def __init__(self, found: Message) -> None:
        self.found = found
        super().__init__(found)


class _Reader:
    """One file, and what is wrong in it."""

    def __init__(self, tables: Mapping[str, Any], text: str, name: str) -> None:
        self.tables, self.name = tables, name
        self.where = lines(text)
        self.problems: list[Problem] = []

    def wrong(self, key: str, found: Shown, expected: Shown, near: str | None = None) -> None:
        """Add a problem."""
        self.problems.append(
            Problem(key, found, expected, self.name, self.where.of((key,)) or 1, near)
        )

    def read(self) -> Reform:
        """The reform, or all problems."""
        first = self.year("from", self.tables.get("from"))
        last = self.year("until", self.tables.get("until", _NO_END))
        if last < first:
            self.wrong("until", last, message("year_not_before", first=first))
        indexed = self.tables.get("indexed", False)
        if not isinstance(indexed, bool):
            self.wrong("indexed", repr(indexed), message("flag"))
        ended = self.ended()
        switches = self.switches()
        title = self.title()
        entries = self.entries(title)
        if not (entries or ended or switches or self.problems):
            self.wrong("file", message("no_change"), message("one_change_at_least"))
        if self.problems:
            raise InputError(sorted(self.problems, key=lambda one: one.line or 0))
        return Reform(title, first, last, indexed, entries, ended, switches)

    def title(self) -> str:
        """The name of the reform with control characters escaped, because all answers quote it."""
        stated = self.tables.get("name", "reform")
        if isinstance(stated, str) and stated.strip() and len(stated) <= _LONGEST_NAME:
            return visible(stated.strip())
        self.wrong("name", show(stated), message("text_up_to", most=_LONGEST_NAME))
        return "reform"

    def year(self, key: str, value: object) -> int:
        """A year that a reform may name."""
        if (
            isinstance(value, int)
            and not isinstance(value, bool)
            and FIRST_REFORM_YEAR <= value <= _NO_END
        ):
            return value
        self.wrong(
            key,
            message("nothing") if value is None else repr(value),
            message("year_from", first=FIRST_REFORM_YEAR),
        )
        return _NO_END

    def ended(self) -> tuple[str, ...]:
        """The limits taken away."""
        stated = self.tables.get("ended", [])
        if not isinstance(stated, list):
            self.wrong("ended", repr(stated), message("list_of_limits"))
            return ()
        for one in stated:
            if one not in ENDABLE:
                near = nearest(str(one), ENDABLE)
                self.wrong(
                    "ended",
                    repr(one),
                    message("one_of_ended_limits", choices=tuple(ENDABLE)),
                    near,
                )
        return tuple(str(one) for one in stated)

    def switches(self) -> dict[str, bool]:
        """The provisions turned on or off."""
        stated = self.tables.get("switches", {})
        if not isinstance(stated, dict):
            self.wrong("switches", repr(stated), message("a_table"))
            return {}
        known = switch_names(Law)
        for one, value in stated.items():
            if one not in known:
                self.wrong("switches", one, one_of(known), nearest(one, known))
            elif not isinstance(value, bool):
                self.wrong("switches", f"{one} = {value!r}", message("flag"))
        return {one: bool(value) for one, value in stated.items()}

    def entries(self, title: str) -> dict[str, Entry]:
        """The limits stated, by name."""
        known = [*limit_names(Law), "income_tax"]
        found = {}
        for key, table in self.tables.items():
            if key in ABOUT:
                continue
            if key not in known:
                self.wrong(
                    key,
                    message("unknown_limit"),
                    message("name_of_a_limit", command="megaroth law"),
                    nearest(key, [*known, *ABOUT]),
                )
            elif not isinstance(table, dict):
                self.wrong(key, repr(table), message("table_named", table=f"[{key}]"))
            else:
                try:
                    found[key] = _entry(key, table, title)
                except NotALimitError as error:
                    self.wrong(key, error.found, message("values_of_limit"))
        return found


def _entry(key: str, table: Mapping[str, Any], title: str) -> Entry:
    """The entry that a table states, in the unit and with the keys that the law has for it.

    Raises:
        NotALimitError: it does not state that limit.
    """
    like = _like(key)
    if key == "income_tax":
        return _schedule(table, title)
    keys = KEYS.get(like.unit)
    known = list(keys) if keys else ["amount", *(one for one in like.values if one)]
    if keys and "" not in like.values:
        raise NotALimitError(message("unchangeable_limit"))
    for one, value in table.items():
        if one not in known:
            raise NotALimitError(
                message("unknown_key_named", key=repr(one), near=nearest(one, known))
            )
        plain_number(one, value)
    if not table:
        raise NotALimitError(message("nothing"))
    entry = Entry.read(
        key, {"section": "reform", "source": f"reform: {title}", "evidence": "reform", **table}
    )
    most = MOST.get(entry.unit)
    if most is not None and any(value > most for value in entry.values.values()):
        raise NotALimitError(
            message("rate_above", most=Share.of(MOST_RATE))
            if entry.unit == "ppm"
            else message("number_above", most=MOST_AGE)
        )
    least = 1 if key in POSITIVE else 0
    if any(value < least for value in entry.values.values()):
        raise NotALimitError(message("not_above_zero" if least else "below_zero"))
    return replace(entry, status="reform")


def _like(key: str) -> Entry:
    """The limit as the law of the newest year with it has it."""
    return next(
        entry
        for year in (LAST_WHOLE_YEAR + 1, LAST_WHOLE_YEAR)
        if (entry := PUBLISHED.law(year).entries.get(key)) is not None
    )


def plain_number(key: str, value: object) -> None:
    """Refuse a value that is not a number or percentage.

    Raises:
        NotALimitError: it is none.
    """
    if key == "rate":
        if not isinstance(value, str):
            raise NotALimitError(message("no_percentage", key=key, value=repr(value)))
    elif (
        isinstance(value, bool)
        or not isinstance(value, (int, Decimal))
        or (key in ("age", "years", "count") and not isinstance(value, int))
    ):
        raise NotALimitError(message("no_number", key=key, value=repr(value)))
    elif isinstance(value, Decimal) and not value.is_finite():
        raise NotALimitError(message("no_finite_number", key=key, value=str(value)))


def _schedule(table: Mapping[str, Any], title: str) -> Entry:
    rates, tops = table.get("rates"), table.get("tops")
    if (
        not isinstance(rates, list)
        or not isinstance(tops, dict)
        or set(table) != {"rates", "tops"}
        or not rates
    ):
        raise NotALimitError(message("no_rates_and_tops"))
    today = PUBLISHED.law(LAST_WHOLE_YEAR).entry("income_tax")
    for status, stated in tops.items():
        if status not in FILING_STATUSES:
            raise NotALimitError(message("no_filing_status", status=repr(status)))
        if not isinstance(stated, list):
            raise NotALimitError(message("no_list_of_amounts", status=status))
        for top in stated:
            plain_number(status, top)
        if (
            len(stated) != len(rates) - 1
            or sorted(set(stated)) != stated
            or any(top <= 0 for top in stated)
        ):
            raise NotALimitError(message("tops_below_rates", status=status))
    if len(rates) != len(today.rates) and set(tops) != set(FILING_STATUSES):
        raise NotALimitError(message("tops_for_every_status"))
    for rate in rates:
        plain_number("rate", rate)
    entry = Entry.read(
        "income_tax",
        {"section": "reform", "source": f"reform: {title}", "evidence": "reform", **table},
    )
    if any(not 0 <= rate <= PPM for rate in entry.rates):
        raise NotALimitError(message("rate_out_of_range"))
    return replace(entry, status="reform")
