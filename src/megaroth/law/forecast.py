"""Limits that are not published yet, projected by each limit's indexing rule
(``law/data/indexing.toml``, ``indexing_tax.toml``)."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from megaroth.kernel.errors import LawError
from megaroth.kernel.money import PPM, Direction, rounded, to_ppm
from megaroth.law.data_files import tables_of
from megaroth.law.entry import Entry
from megaroth.law.indices import CHAINED_SINCE, HSA_CHAINED_SINCE, Indices

_SCALE = 10**9
"""Ratios become whole billionths, so that statutory rounding works on integers."""

Rule = Mapping[str, Any]


@functools.cache
def rules() -> Mapping[str, Rule]:
    """The indexing rules by limit, ``name`` or ``name.key``."""
    flat: dict[str, Rule] = {}
    for file in ("indexing", "indexing_tax"):
        for name, table in tables_of(file).items():
            if all(isinstance(value, dict) for value in table.values()):
                flat |= {f"{name}.{key}": value for key, value in table.items()}
            else:
                flat[name] = table
    return flat


@functools.cache
def _rules_of(name: str) -> tuple[Rule, ...]:
    """The rules of one limit, with those of its keys."""
    return tuple(rule for key, rule in rules().items() if key.split(".")[0] == name)


def _ratio(rule: Rule, base: int, year: int, indices: Indices) -> float:
    match rule["kind"]:
        case "415(d)":
            # IRC 415(d)(2)(B) follows the Social Security procedure, by which an amount never
            # falls.
            highest = max(indices.third_quarter(quarter) for quarter in range(base, year))
            return highest / indices.third_quarter(base)
        case "1(f)":
            # The cost-of-living adjustment is the percentage "(if any)" by which prices have risen.
            return max(
                1.0, indices.cost_of_living(year, base, last_month=8, chained_since=CHAINED_SINCE)
            )
        case "223(g)":
            return max(
                1.0,
                indices.cost_of_living(year, base, last_month=3, chained_since=HSA_CHAINED_SINCE),
            )
        case "430(b)":
            years = [
                y for y in range(int(rule["first_year"]), year + 1) if y not in rule["unchanged_in"]
            ]
            return max(indices.average_wage(y - 2) for y in years) / indices.average_wage(base)
        case "1395r(i)":
            return max(1.0, indices.prices_to_august(year - 1) / indices.prices_to_august(base))
        case "9902(2)":
            return max(1.0, indices.prices_of(year - 2) / indices.prices_of(base))
        case "1395r(a)":
            return indices.part_b_premium(year) / indices.part_b_premium(base)
        case kind:
            raise LawError(f"indexing.toml: no index of kind {kind!r}")


def amount(
    name: str, year: int, indices: Indices | None = None, known: Mapping[str, int] | None = None
) -> int:
    """A limit by its indexing rule, in cents, whatever was published.

    Args:
        name: a key of the indexing rules, such as ``annual_additions`` or
            ``roth_ira_phaseout_start.single``.
        year: the limit's year, not before the rule's first.
        indices: the indices to use; by default the published ones at the default inflation.
        known: published amounts of the year, cents, from which others follow.

    Raises:
        LawError: the limit is not indexed, or not yet in that year.

    Source:
        IRC 1(f)(3), 1(j), 24, 32(j), 55(d), 63(c)-(f), 164(b)(6)-(7), 219, 223(g), 408A(c)(3)(D),
        415(d), 6433(h); 42 USC 430(b), 1395r(i), 9902(2).

    >>> amount("annual_additions", 2026), amount("standard_deduction.single", 2026)
    (7200000, 1610000)
    """
    rule = rules().get(name)
    if rule is None or rule.get("kind") == "fixed":
        raise LawError(f"{name} is not indexed")
    indices = indices or Indices()
    for way in _FROM_ANOTHER:
        if way in rule:
            other = (
                known[rule[way]]
                if known and rule[way] in known
                else amount(rule[way], year, indices, known)
            )
            return _from_another(rule, way, other)
    if rule["kind"] == "yearly":
        return _yearly(rule, year)
    if year < rule["first_year"]:
        raise LawError(f"{name} is indexed from {rule['first_year']} on")
    if "on_top_of" in rule:
        under = rules()[rule["on_top_of"]]
        both = _indexed_exactly(rule, year, indices) + _indexed_exactly(under, year, indices)
        return int(rounded(both, _SCALE, to=_cents(rule["to"]))) - amount(
            rule["on_top_of"], year, indices
        )
    return _round(rule, _cents(rule["base"]), int(rule["base_year"]), year, indices)


def schedule(
    name: str, year: int, indices: Indices, known: Mapping[str, tuple[int, ...]] | None = None
) -> tuple[int, ...]:
    """The tops of a rate schedule by its indexing rule, cents.

    Args:
        name: ``income_tax.`` and a filing status.
        year: the schedule's year.
        indices: prices.
        known: published schedules of the year, by filing status.

    Raises:
        LawError: the schedule is not indexed yet in that year.

    Source:
        IRC 1(j)(2)-(3), 1(f)(7).

    >>> schedule("income_tax.single", 2026, Indices())[:2]
    (1240000, 5040000)
    """
    rule = rules()[name]
    if "same_as" in rule:
        like = rule["same_as"].partition(".")[2]
        return (
            known[like]
            if known and like in known
            else schedule(rule["same_as"], year, indices, known)
        )
    if year < rule["first_year"]:
        raise LawError(f"{name} is indexed from {rule['first_year']} on")
    pairs = zip(rule["bases"], rule["base_years"], strict=True)
    return tuple(_round(rule, _cents(base), base_year, year, indices) for base, base_year in pairs)


def _cents(dollars: int | Decimal) -> int:
    return int(dollars * 100)


def _indexed_exactly(rule: Rule, year: int, indices: Indices) -> int:
    """The amount before rounding, in billionths of a cent."""
    return _cents(rule["base"]) * math.floor(
        _ratio(rule, int(rule["base_year"]), year, indices) * _SCALE
    )


def _round(rule: Rule, base: int, base_year: int, year: int, indices: Indices) -> int:
    step = _cents(rule["to"])
    whole = base * math.floor(_ratio(rule, base_year, year, indices) * _SCALE)
    what, _, how = str(rule["round"]).rpartition("_")
    direction: Direction = "down" if how == "down" else "nearest"
    if what == "total":
        return int(rounded(whole, _SCALE, to=step, direction=direction))
    return base + int(rounded(whole - base * _SCALE, _SCALE, to=step, direction=direction))


def _yearly(rule: Rule, year: int) -> int:
    if year > rule["last_year"]:
        if "after" not in rule:
            raise LawError(f"the amount ended with {rule['last_year']}")
        return _cents(rule["after"])
    years = year - int(rule["base_year"])
    rate = PPM + to_ppm(rule["rate"])
    return (
        int(rounded(_cents(rule["base"]) * rate**years, PPM**years))
        if years >= 0
        else _cents(rule["base"])
    )


_FROM_ANOTHER = ("same_as", "plus", "twice", "half", "share_of")
"""Rules that take another limit, after its rounding."""


def _from_another(rule: Rule, way: str, other: int) -> int:
    match way:
        case "plus":
            return other + _cents(rule["range"])
        case "twice":
            return 2 * other
        case "half":
            return other // 2
        case "share_of":
            return int(rounded(other * to_ppm(rule["rate"]), PPM, to=_cents(rule["to"])))
        case _:
            return other


def parent_of(name: str) -> str | None:
    """The limit from which another follows after its rounding, such as the start of a phase-out
    from which its end; None for no such."""
    rule = rules().get(name, {})
    return next((str(rule[way]) for way in _FROM_ANOTHER if way in rule), None)


def following(name: str, parent: int) -> int:
    """The amount of a limit that follows from another, cents.

    >>> following("roth_ira_phaseout_end.single", 158_000_00)
    17300000
    """
    rule = rules()[name]
    return _from_another(rule, next(way for way in _FROM_ANOTHER if way in rule), parent)


def project(
    year: int, last: Mapping[str, Entry], published: Mapping[str, Entry], indices: Indices
) -> dict[str, Entry]:
    """The entries of a year: what is published of it, and the rest of the earlier years' limits
    carried forward.

    Args:
        year: the year wanted.
        last: the newest published entry of each limit.
        published: entries already published for ``year``.
        indices: prices and wages.

    Returns:
        Entries by name. An indexed one says ``projected``; one that the statute fixes is carried
        over as it is; one that has ended is left out.
    """
    entries = dict(published)
    known = {
        f"{name}.{key}" if key else name: value
        for name, one in published.items()
        for key, value in one.values.items()
    }
    for name, entry in last.items():
        if name in published or not _goes_on(name, entry, year):
            continue
        if rules().get(name, {}).get("kind") == "fixed":
            entries[name] = entry
            continue
        entries[name] = replace(
            entry,
            values={key: _value(name, key, entry, year, indices, known) for key in entry.values},
            schedule={
                status: schedule(f"{name}.{status}", year, indices) for status in entry.schedule
            },
            source=_source(name, indices),
            status="projected",
            evidence="formula",
        )
    for name, entry in published.items():
        if name not in last:
            continue
        old = last[name]
        values = {
            key: _value(name, key, old, year, indices, known)
            for key in old.values
            if key not in entry.values
        }
        tops = {
            status: schedule(f"{name}.{status}", year, indices, entry.schedule)
            for status in old.schedule
            if status not in entry.schedule
        }
        if values or tops:
            entries[name] = replace(
                entry,
                values={**values, **entry.values},
                schedule={**tops, **entry.schedule},
                rates=entry.rates or old.rates,
                source=f"projected by {_section(name)}; {entry.source}",
                status="projected",
                evidence="partly formula",
            )
    return entries


def _goes_on(name: str, entry: Entry, year: int) -> bool:
    """Whether the law carries the limit into a year."""
    found = [
        rules()[key]
        for key in (name, *(f"{name}.{one}" for one in (*entry.values, *entry.schedule)))
        if key in rules()
    ]
    ended = [
        rule
        for rule in found
        if "last_year" in rule and "after" not in rule and year > rule["last_year"]
    ]
    return bool(found) and not ended


def _source(name: str, indices: Indices) -> str:
    kinds = {rule["kind"] for rule in _rules_of(name) if "kind" in rule}
    if kinds == {"yearly"}:
        return f"computed by {_section(name)}"
    growth = f"with prices growing {indices.inflation:.2%} a year"
    if name in ("medicare_part_b_standard", "irmaa_part_b", "irmaa_part_d"):
        growth = "with the growth of the Part B premium in the Medicare trustees' report of 2025"
    return f"projected by {_section(name)} {growth}"


def _section(name: str) -> str:
    own = _rules_of(name)
    stated = [str(rule["section"]) for rule in own if "section" in rule]
    return stated[0] if stated else _section(str(own[0]["same_as"]).split(".")[0])


_NEVER_FALLS = ("415(d)", "430(b)")


def _value(
    name: str, key: str, entry: Entry, year: int, indices: Indices, known: Mapping[str, int]
) -> int:
    """The amount of a year; that of the last published one where it is not indexed, or not yet."""
    full = f"{name}.{key}" if key else name
    if full not in rules() or year < first_year(full):
        return entry.values[key]
    found = amount(full, year, indices, known)
    # A figure above the formula's (a stated one, or prices that a user assumes lower) is a floor
    # where the law lets none fall.
    return max(found, entry.values[key]) if rules()[full].get("kind") in _NEVER_FALLS else found


@functools.cache
def first_year(name: str) -> int:
    """The first year in which a limit's indexing rule gives its amount.

    >>> first_year("roth_ira_phaseout_end.single")
    2007
    """
    rule = rules()[name]
    others = [first_year(rule[way]) for way in _FROM_ANOTHER if way in rule]
    return int(rule.get("first_year", max(others, default=rule.get("base_year", 0))))
