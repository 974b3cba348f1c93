"""Read a household file: TOML in, the model out, or all problems at once."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from megaroth.kernel.errors import InputError, Problem, nearest
from megaroth.kernel.message import Count, Message, Shown, message
from megaroth.model.fields import UNKNOWN
from megaroth.model.household import Household
from megaroth.model.second_plans import with_second_plans
from megaroth.readers.deciding_rules import with_deciding_rules
from megaroth.readers.faults import NOTHING
from megaroth.readers.kinds import FAULTY
from megaroth.readers.toml_file import DEEPEST, field_name, read_text, toml_tables

MOST_PROBLEMS = 100
_MOST_FAULTS = 10 * MOST_PROBLEMS
_DATED = {
    "born",
    "started",
    "ended",
    "first_payday",
    "paydays",
    "date",
    "first_day",
    "true_up",
    "as_of",
}
Loc = tuple[str | int, ...]
Found = tuple[Loc, Shown, Shown, str | None]


def read_household(source: str | Path) -> Household:
    """The household of a TOML file.

    Args:
        source: path of the file.

    Returns:
        The household, checked: every field in its kind, and the fields in keeping with each other.

    Raises:
        InputError: the file cannot be read, is no TOML or not a household; lists every fault with
            file, line, field, what was found, what was expected and the nearest valid name.
    """
    name = str(source)
    return parse_household(read_text(Path(source), name), name)


def parse_household(text: str, name: str = "household") -> Household:
    """The household of TOML text; ``name`` is the name of the file in errors. Raises as
    :func:`read_household`."""
    data = toml_tables(text, name)
    found: list[Found] = []
    household = _household(data, found)
    if household is not None:
        from megaroth.readers.checks import check

        known = {loc for loc, *_ in found}
        # Without a valid year, dates cannot be checked.
        dated = _DATED if ("year",) in known else set()
        found += [
            (loc, fault.found, fault.expected, fault.near)
            for loc, fault in check(household)
            if loc not in known and not dated & set(loc[-2:])
        ]
    if found:
        raise InputError(_problems(found, text, name))
    assert household is not None
    return with_second_plans(with_deciding_rules(household, data))


def _household(data: dict[str, Any], found: list[Found]) -> Household | None:
    """The household with every faulty field neutralized and noted in ``found``, so that the rest
    can be checked too.

    None where what is left has no shape to check, or no year to check it in.
    """
    from pydantic import ValidationError

    from megaroth.readers.shape import build, model_of

    data = copy.deepcopy(data)
    for _ in range(DEEPEST):
        try:
            return build(Household, model_of(Household).model_validate(data))
        except ValidationError as error:
            faults = error.errors(include_url=False)
            if any(fault["input"] is FAULTY for fault in faults):
                return None  # a whole table or list is missing: there is nothing to check further
            # Each unknown key is reported with the nearest spelling, and nobody reads thousands.
            found += [_fault(fault, data) for fault in faults[:_MOST_FAULTS]]
            found += (
                [(("file",), _more(len(faults) - _MOST_FAULTS), message("fewer"), None)]
                if len(faults) > _MOST_FAULTS
                else []
            )
            if not _neutralize(data, faults):
                return None
    return None


def _neutralize(data: dict[str, Any], faults: list[Any]) -> bool:
    """Take faulty fields out, or mark them where their table needs them; whether that could be
    done."""
    for fault in reversed(faults):
        path = _path(data, fault["loc"])
        if not path:
            return False
        here: Any = data
        for part in path[:-1]:
            here = here[part]
        if fault["type"] in ("refused", "missing"):
            here[path[-1]] = FAULTY
        elif isinstance(here, dict):
            here.pop(path[-1], None)
        else:
            here[path[-1]] = FAULTY
    return True


def _path(data: Any, loc: Loc) -> Loc:
    """The part of pydantic's location that exists in the file: it names types on the way too."""
    path: list[str | int] = []
    here: Any = data
    for part in loc:
        if isinstance(here, dict) and isinstance(part, str):
            path.append(part)
            here = here.get(part)
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            path.append(part)
            here = here[part]
        else:
            break
    return tuple(path)


def _fault(fault: Any, data: dict[str, Any]) -> Found:
    loc = _path(data, fault["loc"])
    value = fault["input"]
    match fault["type"]:
        case "extra_forbidden":
            return _unknown_key(loc, fault["loc"])
        case "missing":
            return loc, NOTHING, message("required_key"), None
        case "refused":
            choices = fault["ctx"]["choices"]
            near = nearest(value, choices) if isinstance(value, str) and choices else None
            return loc, show(value), fault["ctx"]["expected"], near
        case "model_type" | "model_attributes_type" | "dict_type":
            return loc, show(value), message("a_table"), _unknown(value)
        case "tuple_type":
            return loc, show(value), message("a_list"), _unknown(value)
        case "too_short":
            return loc, message("empty_list"), message("an_entry_or_no_key"), None
        case _:
            return loc, show(value), fault["msg"], None


def _unknown_key(loc: Loc, of_fault: Loc) -> Found:
    """A key that its table does not accept: misplaced, or unknown in the whole file."""
    from megaroth.readers.misplaced import belongs
    from megaroth.readers.shape import model_of

    key = str(of_fault[-1])
    if place := belongs(key, loc[:-1]):
        return loc, message("key_of_another_table"), place, None
    known = _keys_at(model_of(Household), of_fault)
    expected = message("one_of", choices=tuple(known))
    return loc, message("unknown_key"), expected, nearest(key, known)


def _unknown(value: Any) -> str | None:
    """The suggestion for a misspelled "unknown"."""
    return f'"{UNKNOWN}"' if isinstance(value, str) and nearest(value, [UNKNOWN]) else None


def _keys_at(model: Any, loc: Loc) -> list[str]:
    """The keys that the table around a faulty key accepts."""
    from pydantic import BaseModel

    for part in loc[:-1]:
        if not isinstance(part, str) or part not in model.model_fields:
            continue
        inner = _inner_model(model.model_fields[part].annotation, BaseModel)
        model = inner or model
    return list(model.model_fields)


def _inner_model(annotation: Any, base: type) -> Any:
    from typing import get_args

    if isinstance(annotation, type) and issubclass(annotation, base):
        return annotation
    for part in get_args(annotation):
        if found := _inner_model(part, base):
            return found
    return None


def _more(faults: int) -> Message:
    return message("more_faults", count=Count.of(faults))


def show(value: Any) -> Shown:
    """The value found, shortened, as in the file."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return repr(value if len(value) <= 40 else value[:37] + "...")
    if isinstance(value, (dict, list, tuple)):
        return message("a_table" if isinstance(value, dict) else "a_list")
    text = str(value)
    return text if len(text) <= 40 else text[:37] + "..."


def _problems(found: list[Found], text: str, name: str) -> list[Problem]:
    from megaroth.readers.lines import lines

    where = lines(text)
    distinct = list(dict.fromkeys(found))
    problems = [
        Problem(field_name(loc), what, expected, name, where.of(loc) or 1, near)
        for loc, what, expected, near in distinct[: 10 * MOST_PROBLEMS]
    ]
    problems.sort(key=lambda problem: problem.line or 0)
    if len(distinct) > MOST_PROBLEMS:
        rest = len(distinct) - MOST_PROBLEMS
        problems = [
            *problems[:MOST_PROBLEMS],
            Problem("file", _more(rest), message("fewer"), name),
        ]
    return problems
