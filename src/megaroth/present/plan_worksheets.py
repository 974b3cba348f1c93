"""Worksheets of the rows of a plan year: each paycheck, rollovers, conversions, alternatives, a
distribution and the next dollars."""

from __future__ import annotations

from megaroth.kernel.money import dollars, percent
from megaroth.law.terms import spoken
from megaroth.model.household import Household
from megaroth.planyear.distribution_result import Split
from megaroth.planyear.pay_slips import PaySlip
from megaroth.planyear.result import Alternative, Conversion, JobResult, PersonResult, PlanYear
from megaroth.present.plan import ALTERNATIVES, moves_of
from megaroth.present.return_lines import SLIP_LINES
from megaroth.present.words import money
from megaroth.present.worksheet import Worksheet
from megaroth.present.worksheet_builder import Sheet
from megaroth.tax.marginal import NextDollars

LIMITS = {"roth_ira": "roth_ira_limit", "backdoor_roth": "ira_limit", "hsa": "hsa_limit"}
"""The rule that limits each alternative, except for deferrals, whose worksheet is composed."""

_MOVED = {"amount": "amount", "basis": "basis", "taxable": "taxed"}


def jobs_of(answer: PlanYear) -> list[tuple[PersonResult, JobResult]]:
    """Everybody's jobs, in their order."""
    return [(person, job) for person in answer.people for job in person.jobs]


def moves_sheet(answer: PlanYear, place: int) -> list[Worksheet]:
    """Every rollover of a kind, and their sums.

    Args:
        answer: the plan year.
        place: the index of the kind in :func:`megaroth.present.plan.moves_of`.
    """
    (person, employer, to), moves, totals = moves_of(answer)[place]
    found = []
    for kind, word in _MOVED.items():
        sheet = Sheet(kind, f"Moves to {spoken(to)}: {word}", f"{person}, {employer}", money)
        for one in moves:
            sheet.text(str(one.date), money(getattr(one, kind)))
        note = "" if answer.moved is None else "the days differ with the values of unknown rules"
        sheet.text(f"{word} in all", money(totals[kind]), "", note)
        found.append(sheet.done())
    return found


def conversion_sheet(one: Conversion) -> Worksheet:
    """An ordinary Roth conversion: its basis and its taxable part."""
    sheet = Sheet("conversion", "Converted from a traditional IRA", one.person, money)
    sheet.text("converted", money(one.amount), "IRC 408A(d)(3)")
    sheet.text("less the basis in it", money(one.basis), "IRC 408(d)(2); Form 8606 line 11")
    sheet.text("taxed", money(one.taxable), "Form 8606 line 18")
    return sheet.done()


def alternative_sheet(answer: PlanYear, household: Household, one: Alternative) -> Worksheet:
    """The amount of an alternative, and the tax that it adds or saves.

    Args:
        answer: the plan year.
        household: the household.
        one: the alternative.
    """
    person = next(each for each in answer.people if each.name == one.person)
    stated = next(each for each in household.people if each.name == one.person)
    sheet = Sheet("alternative", ALTERNATIVES[one.name], one.person, money)
    match one.name:
        case "roth_401k":
            _roth_deferral_lines(sheet, person, one)
        case "hsa":
            sheet.text("limit of the health savings account", money(person.hsa_limit), "IRC 223(b)")
            if stated.hsa is not None:
                sheet.some(
                    "less the employer's contributions", -int(stated.hsa.employer), "IRC 223(b)(4)"
                )
                sheet.some("less what you have contributed", -int(stated.hsa.made))
        case _:
            limit = person.roth_ira_limit if one.name == "roth_ira" else person.ira_limit
            sheet.text(
                "limit",
                money(limit),
                "IRC 408A(c)(3)" if one.name == "roth_ira" else "IRC 219(b), 408(o)",
            )
            sheet.some("less what you have contributed", -int(stated.ira_made))
    sheet.text("it takes", money(one.amount))
    if one.tax is not None:
        sheet.text(
            "tax of the year with it, less that without it",
            money(one.tax),
            "",
            "a negative amount is a saving; the rest as planned",
        )
    return sheet.done()


def _roth_deferral_lines(sheet: Sheet, person: PersonResult, one: Alternative) -> None:
    """The limits on Roth deferrals, and what catch-up adds or pay takes away."""
    limit = person.elective_deferral_limit
    sheet.text("limit of elective deferrals", money(limit), "IRC 402(g)(1)")
    both = one.reason.code == "roth_401k_and_457b_limits"
    if both:
        # The limits are the same amount (IRC 457(e)(15)).
        sheet.text("limit of 457(b) plans", money(limit), "IRC 457(c), (e)(15)")
    if isinstance(one.amount, int) and isinstance(limit, int):
        beyond = one.amount - limit * (2 if both else 1)
        if beyond > 0:
            sheet.add("catch-up", beyond, "IRC 414(v)")
        sheet.some("less what pay does not cover", min(beyond, 0), "IRC 415(c)(1)(B), 457(b)(2)")


def slip_sheet(slip: PaySlip) -> Worksheet:
    """The average paycheck of a job: what its checks of the year pay, by their number."""
    sheet = Sheet(
        "paycheck",
        f"The average of {slip.paychecks} paychecks",
        f"{slip.person}, {slip.employer}",
        money,
    )
    sections = {
        "payroll_tax": "IRC 3101, 3102(f); state law",
        "federal_withholding": "IRC 3402(a); Pub. 15-T",
    }
    notes = {
        "payroll_tax": "with what the state takes from wages, and additional Medicare tax",
        "net": "before state income tax",
    }
    for name in SLIP_LINES:
        less = "" if name in ("gross", "net") else "less "
        sheet.add(
            f"{less}{spoken(name)}",
            int(getattr(slip, name)),
            sections.get(name, ""),
            notes.get(name, ""),
        )
    return sheet.done()


def marginal_sheet(more: NextDollars, item: str) -> Worksheet:
    """The federal income tax on additional dollars, by kind."""
    sheet = Sheet(
        "next_dollars", f"The next {dollars(more.amount)} of {spoken(item)}", "federal", money
    )
    for kind, value in more.by_kind.items():
        sheet.some(spoken(kind), int(value))
    for one in more.thresholds:
        sheet.add(f"income so far, before {one.name}", one.income)
        sheet.add(f"{one.name} begins at", one.at)
    sheet.add(
        f"tax on the next {dollars(more.amount)}",
        more.tax,
        "",
        "the return with them, less that without",
    )
    sheet.text("of each dollar", percent(more.rate, 2))
    return sheet.done()


def split_sheet(split: Split) -> Worksheet:
    """A distribution and where it goes: each part's pre-tax money and basis."""
    sheet = Sheet("split", "The distribution and its destinations", "", money)
    for part in split.destinations:
        to = spoken(part.to)
        sheet.text(f"to {to}", money(part.amount), "IRC 402(c)(2); Notice 2014-54")
        sheet.text(f"{to}: pre-tax", money(part.pre_tax))
        sheet.text(f"{to}: after-tax (basis)", money(part.after_tax), "IRC 72(e)(8)")
        sheet.text(f"{to}: taxed", money(part.taxable))
    sheet.text("withheld", money(split.withholding), "IRC 3405(c)")
    if split.additional_tax is not None:
        sheet.text("additional tax", money(split.additional_tax), "IRC 72(t)")
    sheet.text("taxed in all", money(split.taxable))
    return sheet.done()
