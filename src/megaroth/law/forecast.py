"""Limits that are not published yet, by the indexing rule of each (``law/data/indexing.toml``)."""

from __future__ import annotations

import functools
import math
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any

from megaroth.kernel.cents import Direction, rounded
from megaroth.kernel.errors import LawError
from megaroth.law.entry import Entry
from megaroth.law.indices import CHAINED_SINCE, HSA_CHAINED_SINCE, Indices

_SCALE = 10**9
"""Ratios become whole billionths, so that the rounding of the statute works on integers."""

_WAGE_BASE_FROZEN = {2010, 2011, 2016}
"""No December cost-of-living increase came before these years, so 42 USC 430(a) let the wage base stand."""


@functools.cache
def rules() -> Mapping[str, Mapping[str, Any]]:
    """The indexing rules by limit, ``name`` or ``name.key``."""
    text = (resources.files("megaroth.law") / "data" / "indexing.toml").read_text("utf-8")
    flat: dict[str, Mapping[str, Any]] = {}
    for name, table in tomllib.loads(text).items():
        if all(isinstance(value, dict) for value in table.values()):
            flat |= {f"{name}.{key}": value for key, value in table.items()}
        else:
            flat[name] = table
    return flat


def _ratio(rule: Mapping[str, Any], year: int, indices: Indices) -> float:
    base = int(rule["base_year"])
    match rule["kind"]:
        case "415(d)":
            # IRC 415(d)(2)(B) follows the Social Security procedure, by which an amount never falls.
            highest = max(indices.third_quarter(quarter) for quarter in range(base, year))
            return highest / indices.third_quarter(base)
        case "1(f)":
            return indices.cost_of_living(year, base, last_month=8, chained_since=CHAINED_SINCE)
        case "223(g)":
            return indices.cost_of_living(year, base, last_month=3, chained_since=HSA_CHAINED_SINCE)
        case "430(b)":
            years = [y for y in range(int(rule["first_year"]), year + 1) if y not in _WAGE_BASE_FROZEN]
            return max(indices.average_wage(y - 2) for y in years) / indices.average_wage(base)
        case kind:
            raise LawError(f"indexing.toml: no index of kind {kind!r}")


def amount(name: str, year: int, indices: Indices | None = None) -> int:
    """A limit by its indexing rule, in cents, whatever was published.

    Args:
        name: a key of ``indexing.toml``, such as ``annual_additions`` or ``roth_ira_phaseout_start.single``.
        year: the limit's year, not before the rule's first.
        indices: the indices to use; by default the published ones at the default inflation.

    Raises:
        LawError: the limit is not indexed, or not yet in that year.

    Source:
        IRC 415(d), 1(f)(3), 219(b)(5)(C), 219(g)(8), 408A(c)(3)(D), 223(g); 42 USC 430(b).

    >>> amount("annual_additions", 2026)
    7200000
    """
    rule = rules().get(name)
    if rule is None:
        raise LawError(f"{name} is not indexed")
    indices = indices or Indices()
    if "same_as" in rule:
        return amount(rule["same_as"], year, indices)
    if "plus" in rule:
        return amount(rule["plus"], year, indices) + int(rule["range"]) * 100
    if "twice" in rule:
        return 2 * amount(rule["twice"], year, indices)
    if year < rule["first_year"]:
        raise LawError(f"{name} is indexed from {rule['first_year']} on")
    base, step = int(rule["base"]) * 100, int(rule["to"]) * 100
    increase = base * math.floor(_ratio(rule, year, indices) * _SCALE) - base * _SCALE
    what, _, how = str(rule["round"]).rpartition("_")
    direction: Direction = "down" if how == "down" else "nearest"
    if what == "total":
        return int(rounded(base * _SCALE + increase, _SCALE, to=step, direction=direction))
    return base + int(rounded(increase, _SCALE, to=step, direction=direction))


def project(year: int, last: Mapping[str, Entry], published: Mapping[str, Entry], indices: Indices) -> dict[str, Entry]:
    """The entries of a year: what is published of it, and the rest of last year's limits carried forward.

    Args:
        year: the year wanted.
        last: entries of the last year that is published whole.
        published: entries already published for ``year``.
        indices: prices and wages.

    Returns:
        Entries by name. An indexed one says ``projected``; one that the statute fixes is carried over as it is.
    """
    entries = dict(published)
    for name, entry in last.items():
        if name in published:
            continue
        if entry.rates or not _indexed(name, entry):
            continue
        values = {key: _value(name, key, entry, year, indices) for key in entry.values}
        entries[name] = Entry(
            name,
            values,
            entry.unit,
            entry.section,
            f"projected by {_section(name)} with prices growing {indices.inflation:.2%} a year",
            status="projected",
            evidence="formula",
        )
    for name, entry in published.items():
        missing = {key: value for key, value in last[name].values.items() if key not in entry.values} if name in last else {}
        if missing:
            values = {key: _value(name, key, last[name], year, indices) for key in missing}
            entries[name] = Entry(
                name,
                {**values, **entry.values},
                entry.unit,
                entry.section,
                f"projected by {_section(name)}; {entry.source}",
                status="projected",
                evidence="formula",
            )
    return entries


def _indexed(name: str, entry: Entry) -> bool:
    return any(name in rules() or f"{name}.{key}" in rules() for key in entry.values)


def _section(name: str) -> str:
    return next(str(rule["section"]) for key, rule in rules().items() if key.split(".")[0] == name and "section" in rule)


def _value(name: str, key: str, entry: Entry, year: int, indices: Indices) -> int:
    full = f"{name}.{key}" if key else name
    return amount(full, year, indices) if full in rules() else entry.values[key]
