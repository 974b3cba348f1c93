"""A trace as an IRS-style worksheet: numbered lines with the binding limit, section and notice.

It shows only what determines the answer: the inputs of a rule, the numbers of the law that it read,
and the results of other rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Annotated, Any

from megaroth.kernel.answer_fields import Rows
from megaroth.kernel.errors import InputError, Problem, nearest
from megaroth.kernel.money import MOST_CENTS, dollars, percent
from megaroth.kernel.trace import Read, Step
from megaroth.law.terms import spoken
from megaroth.present.worksheet_formulas import formulas as formulas_of
from megaroth.present.worksheet_formulas import sentence_of
from megaroth.present.worksheet_line import Line as Line

ALIASES = {
    "amount": ("amount", "distributed_basis"),
    "basis": ("distributed_basis", "ira_conversion_basis"),
    "state_payroll_tax": ("employee_contributions", "state_payroll_tax"),
    "catch_up_limit": ("catch_up_limit", "catch_up_dollar_limit"),
    "match": ("match", "matching_contribution"),
    "elective_deferral": ("elective_deferral", "deferral"),
    "hsa_limit": ("hsa_limit",),
    "backdoor_taxable": ("ira_conversion_basis",),
    "withholding": ("rollover_withholding",),
    "additional_tax": ("early_distribution_tax",),
    "deferral_percent": ("deferral",),
    "catch_up_percent": ("catch_up",),
    "after_tax_percent": ("after_tax",),
    "paychecks": ("compensation",),
    "box_1": ("amount",),
    "box_2a": ("taxable",),
    "box_4": ("rollover_withholding",),
    "box_5": ("after_tax",),
    "line_5a": ("distributed",),
    "line_5b": ("taxable",),
    "line_25b": ("rollover_withholding",),
}
"""Figures of answers that are explained under other names."""

_RATES = {"rate", "plan_rate", "cap_rate", "family_share", "marginal_rate", "others_average"}
_COUNTS = {"age", "half_years", "separated_at", "rollovers", "paydays", "additions", "children"}


@dataclass(frozen=True)
class Worksheet:
    """How one figure is calculated.

    Attributes:
        name: the figure.
        title: a description.
        about: a person, or a person and an employer.
        lines: numbered; the last is the figure.
    """

    name: str
    title: str
    about: str
    lines: tuple[Line, ...]

    data_properties = ("sentence", "formulas")

    @property
    def sentence(self) -> str:
        """How the figure follows from the lines, with amounts; empty if no formula is known."""
        return sentence_of(self.name, self.lines)

    @property
    def formulas(self) -> Annotated[dict[str, str], Rows(("line", "formula"))]:
        """Formulas by line numbers, by the line that each gives."""
        return {number: one.text for number, one in formulas_of(self.name, self.lines).items()}


def worksheets(root: Step, name: str) -> list[Worksheet]:
    """The worksheets of a figure, one for each person and job that has it.

    Args:
        root: the trace of the answer.
        name: a rule or a figure of the answer.

    Raises:
        InputError: the trace has no such name; names the nearest.
    """
    found: dict[str, tuple[str, Step]] = {}
    for wanted in ALIASES.get(name, (name,)):
        for about, step in _find(root, wanted):
            # If a rule runs several times for the same job, its last result counts.
            found[f"{wanted} {about}"] = (about, step)
    if not found:
        known = sorted(set(_names(root)) | set(ALIASES))
        raise InputError(
            [
                Problem(
                    "--explain",
                    repr(name),
                    "a figure of this answer: " + ", ".join(known),
                    nearest=nearest(name, known),
                )
            ]
        )
    sheets = [
        Worksheet(step.name, step.title, about, tuple(_lines(step)))
        for about, step in found.values()
    ]
    named = {(sheet.name, sheet.lines) for sheet in sheets if sheet.about}
    # The same calculation outside of any person or job adds nothing. Worksheets of one person or
    # job stand together, and those of nobody come last.
    order = list(dict.fromkeys(sheet.about for sheet in sheets if sheet.about))
    kept = [sheet for sheet in sheets if sheet.about or (sheet.name, sheet.lines) not in named]
    return sorted(kept, key=lambda one: order.index(one.about) if one.about else len(order))


def _names(root: Step) -> set[str]:
    """Figures that can be explained, without groups and rules without a result."""
    return {
        step.name
        for step in _steps(root)
        if step.result is not None and not step.groups and step.name.isidentifier()
    }


def _steps(step: Step) -> Iterator[Step]:
    for inner in step.steps:
        yield inner
        yield from _steps(inner)


def _find(step: Step, name: str, about: str = "") -> Iterator[tuple[str, Step]]:
    for inner in step.steps:
        if inner.name == name and inner.result is not None:
            yield about, inner
        here = inner.name if inner.groups else about
        yield from _find(inner, name, here)


def _lines(step: Step) -> Iterator[Line]:
    number = 0
    for name, value in step.inputs.items():
        if shown := _value(name, value):
            number += 1
            yield Line(str(number), _label(name), shown)
    for read in step.reads:
        number += 1
        yield Line(
            str(number),
            _label(read.name),
            _read(read),
            f"{read.section}; {read.source}",
            _status(read),
            read.name.partition("[")[0],
        )
    for inner in step.steps:
        if inner.result is None:
            continue
        number += 1
        yield Line(
            str(number),
            _label(inner.name),
            _value(inner.name, inner.result) or "",
            inner.cites,
            _bound(inner),
        )
        for place, read in enumerate(_all_reads(inner)):
            letter = f"{number}{chr(ord('a') + place % 26)}"
            yield Line(
                letter,
                _label(read.name),
                _read(read),
                f"{read.section}; {read.source}",
                _status(read),
                read.name.partition("[")[0],
            )
    for name, value in _lines_of(step.result):
        number += 1
        yield Line(str(number), _label(name), _value(name, value) or "")
    yield Line(
        str(number + 1),
        _label(step.name),
        _value(step.name, step.result) or "",
        step.cites,
        _bound(step),
    )


def _lines_of(result: Any) -> Iterator[tuple[str, int]]:
    """The lines of a return that is a rule's result."""
    if is_dataclass(result):
        for one in fields(result):
            value = getattr(result, one.name)
            if isinstance(value, int) and value:
                yield one.name, value


def _all_reads(step: Step) -> list[Read]:
    reads = list(step.reads)
    for inner in step.steps:
        reads += [read for read in _all_reads(inner) if read not in reads]
    return reads


def _bound(step: Step) -> str:
    return f"limited by {_label(step.bound)}" if step.bound else ""


def _status(read: Read) -> str:
    return read.status if read.status in ("projected", "stated") else ""


def _label(name: str) -> str:
    # A limit that depends on status or coverage has the key in brackets.
    inner, _, key = name.partition("[")
    words = _LABELS.get(inner) or spoken(inner)
    return f"{words}, {spoken(key[:-1])}" if key else words


_LABELS = {
    "employer": "employer contributions",
    "most": "most match",
    "tiers": "match formula",
    "of_each": "of each paycheck",
    "already": "contributed already",
    "law_last_year": "the law of the year before",
    "cap_base": "pay under the plan's cap",
    "cap_rate": "rate of the plan's cap",
    "cap_amount": "amount of the plan's cap",
    "cash": "cash that is left",
    "full_match": "contribution for the full match",
    "before": "income before Social Security benefits",
}
"""Inputs of rules that people call otherwise."""


def _read(read: Read) -> str:
    if read.unit == "ppm":
        return percent(read.value)
    return str(read.value) if read.unit in ("years", "count") else dollars(read.value)


def _value(name: str, value: Any) -> str | None:
    """A value in words; None if a worksheet does not show it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        if name in _COUNTS:
            return str(value)
        if name in _RATES:
            return percent(int(value))
        return "no bound" if value >= MOST_CENTS else dollars(int(value))
    if isinstance(value, str):
        return value.replace("_", " ")
    if is_dataclass(value):
        value = getattr(value, "total", None)
        return None if value is None else _value("total", value)
    if hasattr(value, "shape"):
        return f"a column of {value.size}"
    if isinstance(value, Sequence) and value and all(isinstance(item, str) for item in value):
        return ", ".join(
            f"{item.replace('_', ' ')} {value.count(item)}" for item in dict.fromkeys(value)
        )
    if (
        isinstance(value, Sequence)
        and value
        and all(isinstance(tier, tuple) and len(tier) == 2 for tier in value)
    ):
        return ", ".join(f"{_value('rate', rate)} to {_value('top', top)}" for rate, top in value)
    return None


def text(sheet: Worksheet) -> str:
    """A worksheet as plain text, values in a column."""
    head = f"{_label(sheet.name)}: {sheet.title}" + (f"  ({sheet.about})" if sheet.about else "")
    widest = max(len(line.label) for line in sheet.lines) + 2
    values = max(len(line.value) for line in sheet.lines)
    rows = [head, *([f"  {sheet.sentence}"] if sheet.sentence else [])]
    found = sheet.formulas
    for line in sheet.lines:
        formula = f"= {found[line.number]}" if line.number in found else ""
        tail = "; ".join(part for part in (formula, line.authority, line.note) if part)
        dots = "." * (widest - len(line.label))
        rows.append(
            f"  {line.number:>3}  {line.label} {dots} {line.value:>{values}}"
            + (f"   [{tail}]" if tail else "")
        )
    return "\n".join(rows)
