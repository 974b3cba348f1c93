"""The tax forms of a plan year's rollovers and conversions."""

from __future__ import annotations

from datetime import date
from typing import Any

from megaroth.kernel.message import Amount, message
from megaroth.law.law import Law
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.planyear.distribution import split
from megaroth.planyear.distribution_result import DESTINATIONS
from megaroth.planyear.figure import Range, known
from megaroth.planyear.result import PlanYear
from megaroth.present.plan import moves_of
from megaroth.taxforms.tax_forms import Form, form_1040, form_1040_reason, forms, where_it_goes

_MONTHS_OF_HALF_A_YEAR = 6


def conversion_forms(answer: PlanYear, household: Household, law_book: LawBook) -> list[Form]:
    """The forms of ordinary conversions of a new nondeductible contribution: Form 1099-R of the
    IRA, Form 8606 and Form 1040.

    Args:
        answer: the plan year; conversions that are ranges have no forms yet.
        household: whose, for what the IRAs hold.
        law_book: the law, with a user's figures and reforms.

    Source:
        Form 8606 (2025), lines 1 to 18; Instructions for Forms 1099-R and 5498 (IRA distributions:
        box 2a as box 1, box 2b marked); Instructions for Form 1040, IRA distributions.
    """
    law = law_book.law(answer.year)
    found: list[Form] = []
    of_return: dict[str | None, dict[str, int]] = {}
    for one in answer.conversions:
        if any(isinstance(value, Range) for value in (one.amount, one.basis, one.taxable)):
            continue
        person = next(person for person in household.people if person.name == one.person)
        before = sum(int(account.basis) for account in person.iras if account.kind != "roth")
        amount, untaxed, taxed = (int(known(x)) for x in (one.amount, one.basis, one.taxable))
        whole = before + amount
        found.append(
            Form(
                form="1099-R",
                filed=True,
                to=["roth_ira"],
                box_1=amount,
                box_2a=amount,
                box_7="7" if _late_enough(person.born, one.date, law) else "2",
                reason=message("form_1099r_conversion", person=one.person),
            )
        )
        lines = (
            ("1", amount),
            ("2", before),
            ("3", whole),
            ("8", amount),
            ("11", untaxed),
            ("13", untaxed),
            ("14", whole - untaxed),
            ("16", amount),
            ("17", untaxed),
            ("18", taxed),
        )
        reason = message(
            "form_8606_conversion",
            person=one.person,
            lines=tuple(
                message("form_line", line=line, amount=Amount.of(value)) for line, value in lines
            ),
        )
        found.append(Form(form="8606", filed=True, reason=reason))
        whose = one.person if household.files_apart else None
        sums = of_return.setdefault(whose, {"ira_gross": 0, "ira_taxable": 0})
        sums["ira_gross"] += amount
        sums["ira_taxable"] += taxed
    for whose, sums in of_return.items():
        where = where_it_goes(answer.year)
        reason = message("form_1040_conversions", person=whose, where=where)
        found.append(form_1040(answer.year, sums, reason))
    return found


def _late_enough(born: date, day: date, law: Law) -> bool:
    """Whether somebody is 59 1/2 on a day: six months after the 59th birthday."""
    months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
    return months >= law.early_distribution_age_in_half_years * _MONTHS_OF_HALF_A_YEAR


def rollover_forms(answer: PlanYear, household: Household, law_book: LawBook) -> list[Form]:
    """The forms of the year's rollovers of after-tax money: one set for each person, plan and
    destination, and a Form 1040 for each return.

    Args:
        answer: the plan year; moves that are ranges have no forms yet.
        household: whose, for whether spouses file apart.
        law_book: the law, with a user's figures and reforms.
    """
    found: list[Form] = []
    of_return: dict[str | None, dict[str, Any]] = {}
    numbers = law_book.law(answer.year)
    for (person, _, to), _, totals in moves_of(answer):
        amount, basis = totals["amount"], totals["basis"]
        if (
            isinstance(amount, Range)
            or isinstance(basis, Range)
            or amount <= 0
            or to not in DESTINATIONS
        ):
            continue
        moved = split(
            numbers, balance=amount, after_tax=basis, to=[(to, amount)], separate_source=True
        )
        found += [paper for paper in forms(moved, numbers) if paper.form != "1040"]
        whose = person if household.files_apart else None
        sums = of_return.setdefault(
            whose, dict.fromkeys(("plan_gross", "plan_taxable", "withheld"), 0)
        )
        sums["plan_gross"] += moved.distributed
        sums["plan_taxable"] += moved.taxable
        sums["withheld"] += moved.withholding
    return [
        *found,
        *(
            form_1040(answer.year, sums, form_1040_reason(answer.year, person=whose))
            for whose, sums in of_return.items()
        ),
    ]
