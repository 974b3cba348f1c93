"""What the forms must show for a distribution: Forms 1099-R, the lines of Form 1040, and whether
Form 8606 is filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from megaroth.kernel.message import Amount, Message, message
from megaroth.kernel.money import Cents, positive
from megaroth.law.form_lines import form_lines
from megaroth.law.law import Law
from megaroth.planyear.distribution_result import MANNERS, DestinationPart, Split

Box = Cents | None


@dataclass(frozen=True, kw_only=True)
class FormLine:
    """A line of a form of the year, and what goes on it, cents."""

    line: str
    amount: Box


@dataclass(frozen=True, kw_only=True)
class Form:
    """One form, or the lines of one, cents. Boxes and lines that the form does not have are None.

    Attributes:
        form: ``1099-R``, ``1040``, ``5329`` or ``8606``.
        to: the destinations that a Form 1099-R reports.
        box_1, box_2a, box_4, box_5: gross, taxable, withheld, basis.
        box_7: the distribution code.
        filed: whether the form is needed.
        reason: why, or what to write next to it.
        lines: the lines of the year's form that the distribution fills. ``line_4a`` to ``line_25b``
            repeat those of them that have these numbers.
    """

    form: Literal["1099-R", "1040", "5329", "8606"]
    filed: bool
    reason: Message
    to: list[str] | None = None
    box_1: Box = None
    box_2a: Box = None
    box_4: Box = None
    box_5: Box = None
    box_7: str | None = None
    line_4a: Box = None
    line_4b: Box = None
    line_5a: Box = None
    line_5b: Box = None
    line_25b: Box = None
    lines: list[FormLine] = field(default_factory=list)


def form_1040(year: int, amounts: Mapping[str, Cents], reason: Message) -> Form:
    """A Form 1040 with its lines as the year numbers them.

    Args:
        year: of the return.
        amounts: ``ira_gross``, ``ira_taxable``, ``plan_gross``, ``plan_taxable`` and ``withheld``,
            as far as they are on it, cents. Where the year's form has one pair of lines for IRAs
            and plans, they add up on it.
        reason: what to write next to it.
    """
    where = form_lines(year)
    places = dict(
        zip(
            ("ira_gross", "ira_taxable", "plan_gross", "plan_taxable"),
            (*where.ira, *where.plan),
            strict=True,
        )
    )
    places["withheld"] = where.withheld or "for federal income tax withheld"
    sums: dict[str, Cents] = {}
    for name, amount in amounts.items():
        sums[places[name]] = sums.get(places[name], 0) + amount
    numbered: dict[str, Any] = {
        f"line_{line}": amount for line, amount in sums.items() if line in _NUMBERED
    }
    lines = [FormLine(line=line, amount=amount) for line, amount in sums.items()]
    return Form(form="1040", filed=True, reason=reason, lines=lines, **numbered)


_NUMBERED = ("4a", "4b", "5a", "5b", "25b")
"""Lines that have keys of their own."""


def where_it_goes(year: int) -> Message:
    """Which lines of Form 1040 a plan's distribution goes on."""
    (ira, ira_taxable), (plan, taxable) = form_lines(year).ira, form_lines(year).plan
    if (ira, ira_taxable) == (plan, taxable):
        return message("lines_shared", plan=plan, taxable=taxable)
    return message("lines_apart", ira=ira, ira_taxable=ira_taxable, plan=plan, taxable=taxable)


def form_1040_reason(year: int, *, person: str | None = None, rolled: bool = True) -> Message:
    """How Form 1040 shows a plan's distribution.

    Args:
        year: of the return.
        person: whose return it is, where a household has two.
        rolled: whether any of it was rolled over.
    """
    mark = form_lines(year).rollover if rolled else None
    return message("form_1040_rollover", person=person, where=where_it_goes(year), mark=mark)


def forms(
    split: Split, law: Law, half_years: int | None = None, separated_at: int | None = None
) -> list[Form]:
    """The forms of a distribution from a plan.

    Args:
        split: the distribution.
        law: the numbers of its year.
        half_years: the recipient's age in whole half-years; None if unknown.
        separated_at: age reached by the end of the year of separation; None if still employed.

    Returns:
        A Form 1099-R for each direct rollover and one for all that is paid to the person, then
        Forms 1040, 5329 and 8606.

    Source:
        Instructions for Forms 1099-R and 5498, boxes 1, 2a, 4, 5, 7; Instructions for Form 1040,
        IRA distributions, pensions and annuities; Instructions for Form 8606.
    """
    direct = [part for part in split.destinations if MANNERS[part.to] == "direct"]
    paid = [part for part in split.destinations if MANNERS[part.to] != "direct"]
    found = [_direct(part) for part in direct]
    if paid:
        found.append(_paid(split, paid, _code(law, half_years, separated_at)))
    found.append(
        _form_1040(split, law.year, bool(direct or any(part.to != "cash" for part in paid)))
    )
    if split.additional_tax != 0:
        line = form_lines(law.year).early_distribution or None
        reason = message("form_5329", line=line)
        found.append(Form(form="5329", filed=True, reason=reason))
    found.append(_form_8606(split))
    return found


def _direct(part: DestinationPart) -> Form:
    reasons = {
        "roth_ira": message("form_1099r_roth_ira"),
        "designated_roth": message("form_1099r_in_plan"),
        "traditional_ira": message("form_1099r_traditional_ira"),
        "plan": message("form_1099r_plan"),
    }
    return Form(
        form="1099-R",
        filed=True,
        to=[part.to],
        box_1=part.amount,
        box_2a=part.taxable,
        box_5=part.after_tax,
        box_7="G",
        reason=reasons[part.to],
    )


def _paid(split: Split, paid: list[DestinationPart], code: str) -> Form:
    pre_tax: Cents = sum(part.pre_tax for part in paid)
    return Form(
        form="1099-R",
        filed=True,
        to=[part.to for part in paid],
        box_1=sum(part.amount for part in paid),
        box_2a=pre_tax,
        box_4=split.withholding,
        box_5=sum(part.after_tax for part in paid),
        box_7=code,
        reason=message("form_1099r_paid"),
    )


def _code(law: Law, half_years: int | None, separated_at: int | None) -> str:
    if half_years is None:
        return "1, 2 or 7 by age"
    if half_years >= law.early_distribution_age_in_half_years:
        return "7"
    return "2" if separated_at is not None and separated_at >= law.separation_exception_age else "1"


def _form_1040(split: Split, year: int, rolled: bool) -> Form:
    amounts = {
        "ira_gross": 0,
        "ira_taxable": 0,
        "plan_gross": split.distributed,
        "plan_taxable": split.taxable,
        "withheld": split.withholding,
    }
    return form_1040(year, amounts, form_1040_reason(year, rolled=rolled))


def _form_8606(split: Split) -> Form:
    to = {part.to: part for part in split.destinations}
    carried = [
        part
        for name, part in to.items()
        if name.startswith("traditional_ira") and part.after_tax > 0
    ]
    if carried:
        reason = message("form_8606_basis_arrived")
    elif any(name.startswith("roth_ira") for name in to):
        reason = message("form_8606_roth_ira")
    elif "designated_roth" in to:
        reason = message("form_8606_in_plan")
    else:
        reason = message("form_8606_no_basis")
    return Form(form="8606", filed=False, reason=reason)


@dataclass(frozen=True, kw_only=True)
class Received:
    """A Form 1099-R as it arrived, cents."""

    box_1: Cents
    box_2a: Cents
    box_5: Cents
    box_7: str


def check_1099r(received: Received, to: str) -> list[Message]:
    """What is wrong with a Form 1099-R for a direct rollover of after-tax money; empty if nothing.

    Source:
        Instructions for Forms 1099-R and 5498: direct rollovers to a Roth IRA and in-plan Roth
        rollovers.

    >>> wrong = Received(box_1=10_259_00, box_2a=0, box_5=9_852_00, box_7="G")
    >>> [str(fault) for fault in check_1099r(wrong, "roth_ira")]
    ['Box 2a is $0.00; box 1 less box 5 is $407.00. Ask the plan for a corrected form.']
    """
    faults, box_2a = [], Amount.of(received.box_2a)
    if to in ("roth_ira", "designated_roth"):
        right = positive(received.box_1 - received.box_5)
        if received.box_2a != right:
            faults.append(message("box_2a_differs", box_2a=box_2a, right=Amount.of(right)))
    elif received.box_2a != 0:
        faults.append(message("box_2a_not_taxed", box_2a=box_2a, to=to))
    if received.box_7.strip().upper() != "G":
        faults.append(message("box_7_differs", box_7=received.box_7))
    return faults
