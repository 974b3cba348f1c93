"""Where a key of the household file belongs, for a key that stands in another table."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

from megaroth.kernel.message import Count, Message, message
from megaroth.model.catalog import entries
from megaroth.model.household import Household

_MOST_TABLES = 4

Path = tuple[str, ...]
"""The keys that lead to a table; empty at the top of the file."""


def belongs(key: str, stands: Sequence[str | int]) -> Message | None:
    """What is expected of a key that its table does not accept but others do; None if none does.

    Args:
        key: the key.
        stands: the keys and places in lists that lead to the table around it.

    >>> str(belongs("as_of", ("people", 0, "jobs", 0)))
    'as_of at the top of the file, before the first table'
    >>> str(belongs("roth_match", ("people", 0, "jobs", 0)))
    'roth_match in [people.jobs.plan] or in [people.jobs.made]'
    """
    here = tuple(part for part in stands if isinstance(part, str))
    known = sorted(tables_of(key), key=lambda table: _distance(here, table))
    if not known:
        return None
    named, left = [_place(table) for table in known[:_MOST_TABLES]], len(known) - _MOST_TABLES
    if left > 0:
        named.append(
            message("in_other_tables", count=Count.of(left))
            if left > 1
            else message("in_another_table")
        )
    return message("key_belongs", key=key, places=tuple(named))


def tables_of(key: str) -> Sequence[Path]:
    """The tables of the file that accept a key."""
    return [path for path, (keys, _) in tables().items() if key in keys]


@functools.cache
def tables() -> Mapping[Path, tuple[frozenset[str], bool]]:
    """Every table of the file: its keys, and whether the file has a list of it."""
    return dict(_tables(Household, (), is_list=False))


def _tables(
    table: type, path: Path, *, is_list: bool
) -> Iterator[tuple[Path, tuple[frozenset[str], bool]]]:
    yield path, (frozenset(one.name for one in entries(table)), is_list)
    for one in entries(table):
        if one.table is not None:
            yield from _tables(one.table, (*path, one.name), is_list=one.is_list)


def _place(path: Path) -> Message:
    if not path:
        return message("at_the_top")
    name, (_, is_list) = ".".join(path), tables()[path]
    return message("in_table", table=f"[[{name}]]" if is_list else f"[{name}]")


def _distance(one: Path, other: Path) -> int:
    """How many steps lead from one table to the other."""
    shared = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        shared += 1
    return len(one) + len(other) - 2 * shared
