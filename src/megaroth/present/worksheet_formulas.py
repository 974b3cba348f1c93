"""How the lines of a worksheet lead to its figure: a formula by line numbers, and a sentence.

A formula is shown only if its arithmetic is right for the lines as they are shown, to the cent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from megaroth.kernel.money import PPM, dollars, rounded, to_cents, to_ppm
from megaroth.present.worksheet_line import Line

_AMOUNT = re.compile(r"-?\$\d[\d,]*(?:\.\d\d)?")
_RATE = re.compile(r"\d[\d.]*%")
_TIER = re.compile(r"(?P<rate>\d[\d.]*%) to (?P<top>\$[\d,]+(?:\.\d\d)?)")
_LIMITED = "limited by "
_MOST_TERMS = 5
"""The amounts that a sentence names at most."""

_TERMS = {
    "after_tax_room": ("annual additions limit", "-elective deferral", "-employer contributions"),
    "hsa_room": ("limit", "-employer contributions"),
    "excess_annual_addition": ("total additions", "-annual additions limit"),
    "roth_rollover_income": ("amount", "-basis"),
}
"""Figures that are a sum or difference of some of their lines, by label; never below zero."""


@dataclass(frozen=True)
class Formula:
    """How one line follows from others.

    Attributes:
        text: by line numbers.
        words: the same with amounts and labels.
    """

    text: str
    words: str


@dataclass(frozen=True)
class _Term:
    line: Line
    sign: int
    cents: int

    @property
    def words(self) -> str:
        """The amount and what it is."""
        return f"{self.line.value} {self.line.label}"


def formulas(name: str, lines: Sequence[Line]) -> dict[str, Formula]:
    """The formulas of the worksheet of a figure, by the number of the line that each gives."""
    *before, last = lines
    found = {
        line.number: inner
        for line in before
        if line.number.isdigit() and (inner := _from_its_parts(line, before)) is not None
    }
    top = [line for line in before if line.number.isdigit()]
    whole = _of_figure(name, top, last)
    return found if whole is None else found | {last.number: whole}


def sentence_of(name: str, lines: Sequence[Line]) -> str:
    """How a figure follows from the lines of its worksheet; empty if no formula is known."""
    last = lines[-1]
    found = formulas(name, lines).get(last.number)
    return "" if found is None else f"{found.words} = {last.value}"


def _of_figure(name: str, lines: Sequence[Line], last: Line) -> Formula | None:
    """The formula of the last line of a worksheet."""
    result = _cents(last)
    if result is None:
        return None
    for find in (_declared, _product, _one_tier, _least, _sum_of_all, _first_less_others):
        found = find(name, lines, last, result)
        if found is not None:
            return found
    return None


def _declared(name: str, lines: Sequence[Line], _last: Line, result: int) -> Formula | None:
    by_label = {line.label: line for line in lines}
    terms = []
    for label in _TERMS.get(name, ()):
        line = by_label.get(label.removeprefix("-"))
        cents = None if line is None else _cents(line)
        if line is None or cents is None:
            return None
        terms.append(_Term(line, -1 if label.startswith("-") else 1, cents))
    if not terms:
        return None
    total = sum(one.sign * one.cents for one in terms)
    if max(total, 0) != result:
        return None
    floor = ", not below 0" if total < 0 else ""
    return Formula(_signed(terms) + floor, _in_words(terms) + floor)


def _product(_name: str, lines: Sequence[Line], _last: Line, result: int) -> Formula | None:
    """An amount times a rate."""
    if len(lines) != 2:
        return None
    amount, rate = lines
    cents = _cents(amount)
    if cents is None or not cents or not _RATE.fullmatch(rate.value):
        return None
    if rounded(cents * to_ppm(rate.value), PPM) != result:
        return None
    return Formula(
        f"{amount.number} × {rate.number}",
        f"{amount.value} {amount.label} × {rate.value} {rate.label}",
    )


def _one_tier(name: str, lines: Sequence[Line], _last: Line, result: int) -> Formula | None:
    """A match of one tier: a rate of the contributions, up to an amount."""
    if name != "matching_contribution" or len(lines) < 2:
        return None
    made, tier = _cents(lines[0]), _TIER.fullmatch(lines[1].value)
    if made is None or tier is None or not made:
        return None
    matched = min(made, to_cents(tier["top"]))
    if rounded(matched * to_ppm(tier["rate"]), PPM) != result:
        return None
    numbers = f"{lines[0].number}, {lines[1].number}"
    return Formula(numbers, f"{tier['rate']} of {dollars(matched)}")


def _least(_name: str, lines: Sequence[Line], last: Line, result: int) -> Formula | None:
    """The least of the lines, of which one is named as the limit; or that one alone."""
    if not last.note.startswith(_LIMITED):
        return None
    bound = last.note.removeprefix(_LIMITED)
    binding = [line for line in lines if line.label == bound and _cents(line) == result]
    if not binding:
        # The rule calls the line otherwise, such as the dollar limit.
        binding = [line for line in lines if _cents(line) == result]
    if len(binding) != 1:
        return None
    amounts = [(line, cents) for line in lines if (cents := _cents(line)) is not None]
    if min(cents for _, cents in amounts) != result or len(amounts) < 2:
        return Formula(binding[0].number, f"line {binding[0].number}, {binding[0].label}")
    span = f"{amounts[0][0].number} to {amounts[-1][0].number}"
    return Formula(f"least of {span}", f"the least of lines {span} ({binding[0].label})")


def _sum_of_all(_name: str, lines: Sequence[Line], _last: Line, result: int) -> Formula | None:
    terms = [_Term(line, 1, cents) for line, cents in _amounts(lines)]
    if len(terms) < 2 or sum(one.cents for one in terms) != result:
        return None
    if len(terms) <= _MOST_TERMS:
        return Formula(_signed(terms), _in_words(terms))
    return Formula(
        f"sum of {terms[0].line.number} to {terms[-1].line.number}",
        f"the sum of {len(terms)} lines",
    )


def _first_less_others(
    _name: str, lines: Sequence[Line], _last: Line, result: int
) -> Formula | None:
    terms = [
        _Term(line, 1 if place == 0 else -1, cents)
        for place, (line, cents) in enumerate(_amounts(lines))
    ]
    if not 2 <= len(terms) <= _MOST_TERMS or not lines or terms[0].line is not lines[0]:
        return None
    if sum(one.sign * one.cents for one in terms) != result:
        return None
    return Formula(_signed(terms), _in_words(terms))


def _from_its_parts(line: Line, lines: Sequence[Line]) -> Formula | None:
    """Where a line is one of the lines below it: 4 is 4a."""
    if not line.note.startswith(_LIMITED):
        return None
    parts = [
        one
        for one in lines
        if one.number.startswith(line.number)
        and not one.number.isdigit()
        and one.number.rstrip("abcdefghijklmnopqrstuvwxyz") == line.number
        and one.value == line.value
    ]
    if len(parts) != 1:
        return None
    return Formula(parts[0].number, f"{parts[0].value} {parts[0].label}")


def _amounts(lines: Sequence[Line]) -> Iterator[tuple[Line, int]]:
    """The lines with an amount that is not zero."""
    for line in lines:
        cents = _cents(line)
        if cents:
            yield line, cents


def _cents(line: Line) -> int | None:
    plain = line.value.replace("−", "-")
    return to_cents(plain) if _AMOUNT.fullmatch(plain) else None


def _signed(terms: Sequence[_Term]) -> str:
    first, *others = terms
    rest = [f"{'-' if one.sign < 0 else '+'} {one.line.number}" for one in others]
    return " ".join([first.line.number, *rest])


def _in_words(terms: Sequence[_Term]) -> str:
    first, *others = terms
    rest = [f"{'less' if one.sign < 0 else 'plus'} {one.words}" for one in others]
    return " ".join([first.words, *rest])
