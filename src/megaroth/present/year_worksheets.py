"""How the figures of a projected year are calculated: cash, balances, contributions, and tax line
by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.money import dollars
from megaroth.kernel.trace import Read, listen
from megaroth.law.law import Law
from megaroth.law.law_book import LawBook
from megaroth.planning.yearly_results import Election, Optimized, OutlookYear, YearsAhead
from megaroth.present.names import label_of
from megaroth.present.return_worksheets import return_sheet, state_sheet
from megaroth.present.worksheet import Worksheet, worksheets
from megaroth.present.worksheet_builder import Sheet
from megaroth.tax.federal import federal_tax

_LIMITS = {
    "elective_deferral": "elective deferrals of each person",
    "annual_additions": "annual additions of each employer's plans",
    "ira_contribution": "IRA contributions of each person",
    "hsa_family": "health savings, family coverage",
}
_CHARACTERS = {
    "pre_tax": "pre-tax",
    "roth": "Roth",
    "after_tax": "after-tax",
    "hsa": "health savings",
    "taxable": "taxable",
}
_RULES = ("taxable_social_security", "income_tax")
"""Rules of the federal return with their own worksheets below a year's tax."""


def year_sheets(answer: YearsAhead, year: int, law_book: LawBook) -> list[Worksheet]:
    """How a year of :func:`megaroth.planning.outlook.years_ahead` is calculated.

    Raises:
        InputError: the year is not in the plan.
    """
    paths = f"means of {answer.paths:,} paths" if answer.paths > 1 else "the same growth every year"
    money = f"{answer.years[0].year} dollars" if answer.real else f"{year} dollars"
    return list(
        _year(
            answer.years,
            year,
            answer.opened,
            answer.inflation,
            law_book,
            f"{label_of(answer.name)}, {paths}, {money}",
            real=answer.real,
        )
    )


def plan_year_sheets(answer: Optimized, year: int, law_book: LawBook) -> list[Worksheet]:
    """How a year of the best plan is calculated.

    Raises:
        InputError: the year is not in the plan.
    """
    found = list(
        _year(
            answer.years,
            year,
            answer.opened,
            answer.inflation,
            law_book,
            f"the best plan, in {year} dollars",
            real=False,
        )
    )
    elected = [one for one in answer.elections if one.year == year]
    return [*found, _elections(elected, year)] if elected else found


def _year(
    years: Sequence[OutlookYear],
    year: int,
    opened: Mapping[str, int],
    inflation: int,
    law_book: LawBook,
    about: str,
    *,
    real: bool,
) -> Iterator[Worksheet]:
    known = [one.year for one in years]
    if year not in known:
        raise InputError([Problem("year", str(year), f"a year from {known[0]} to {known[-1]}")])
    place = known.index(year)
    one, law = years[place], law_book.law(year, inflation)
    before = years[place - 1].balances if place else opened
    yield _cash(one, about)
    yield _balances(one, before, about, real=real)
    if any(one.contributions.values()):
        yield _limits(one, law, about)
    yield _tax_of_all(one, about)
    yield from _taxes(one, law)


_DRAWN = (
    ("pre_tax", "plans and traditional IRAs", "IRC 401(a)(9), 408(d)"),
    ("roth", "Roth", ""),
    ("taxable", "the taxable account", ""),
    ("hsa", "health savings, for something else", "IRC 223(f)(2), (4)(C)"),
)


def _cash(one: OutlookYear, about: str) -> Worksheet:
    sheet = Sheet("cash", f"Cash of {one.year}: every dollar that comes and goes", about)
    sheet.add("pay, benefits, pensions, interest and other income", one.income - one.receipts)
    sheet.some("stated receipts", one.receipts)
    sheet.some("dividends", one.dividends)
    sheet.some("interest of the taxable account", one.interest)
    for kind, words, authority in _DRAWN:
        sheet.some(f"out of {words}", one.drawn_from[kind], authority)
    sheet.some("health savings paid", one.health, "IRC 223(f)(1)")
    sheet.some("less contributions out of pay", -one.own)
    sheet.some(
        "less Social Security and Medicare tax, and what states take from wages",
        -one.payroll_tax,
        "IRC 3101; state law",
    )
    sheet.some("less Medicare premiums", -one.premiums, "42 USC 1395r")
    sheet.some("less marketplace premiums", -one.insurance)
    sheet.some("less fees of rollovers and conversions", -one.conversion_fees)
    sheet.some("premium tax credit", one.premium_credit, "IRC 36B")
    sheet.add("less federal income tax", -one.federal_tax, "IRC 1")
    sheet.some("less state income tax", -one.state_tax)
    sheet.add("less spending", one.expenses - one.spending)
    sheet.some("less stated expenses", -one.expenses)
    sheet.add(
        "left over, to the taxable account", one.deposited, "", "below zero it comes out of it"
    )
    return sheet.done()


def _balances(one: OutlookYear, before: Mapping[str, int], about: str, *, real: bool) -> Worksheet:
    sheet = Sheet("balances", f"Balances of {one.year} by tax character", about)
    contributed, drawn, moves = one.contributions, one.drawn_from, one.moves
    flows: dict[str, list[tuple[str, int]]] = {
        "pre_tax": [
            ("contributions, the employer's too", contributed["pre_tax"]),
            ("after-tax money's earnings", moves["pre_tax"]),
            ("drawn", -drawn["pre_tax"]),
            ("converted to Roth", -one.converted),
        ],
        "roth": [
            ("contributions", contributed["roth"] + contributed["roth_ira"]),
            ("backdoor Roth", contributed["backdoor_roth"]),
            ("after-tax money that moved", moves["roth"]),
            ("converted", one.converted),
            ("drawn", -drawn["roth"]),
        ],
        "after_tax": [
            ("contributions", contributed["after_tax"]),
            ("moved", -moves["roth"] - moves["pre_tax"]),
        ],
        "hsa": [
            ("contributions", contributed["hsa"]),
            ("paid", -one.health),
            ("drawn", -drawn["hsa"]),
        ],
        "taxable": [
            ("left over", one.deposited - one.repaid),
            ("dividends paid out", -one.dividends),
            ("interest paid out", -one.interest),
            ("sold", -drawn["taxable"]),
        ],
    }
    growth = "growth after inflation" if real else "growth"
    for kind, words in (
        ("pre_tax", "pre-tax"),
        ("roth", "Roth"),
        ("after_tax", "after-tax"),
        ("hsa", "health savings"),
        ("taxable", "taxable"),
    ):
        begun, ended = before[kind], one.balances[kind]
        moved = [(label, value) for label, value in flows[kind] if value]
        if not (begun or ended or moved):
            continue
        sheet.add(f"{words}: on January 1", begun)
        for label, value in moved:
            sheet.add(f"{words}: {label}", value)
        sheet.add(
            f"{words}: {growth}", ended - begun - sum(value for _, value in moved), "", "the rest"
        )
        sheet.add(f"{words}: on December 31", ended)
    low, high = one.wealth[5], one.wealth[95]
    if low != high:
        sheet.add("5% of the paths own less than", low)
        sheet.add("5% of the paths own more than", high)
    sheet.add("owned at the end of the year", sum(one.balances.values()))
    return sheet.done()


def _tax_of_all(one: OutlookYear, about: str) -> Worksheet:
    sheet = Sheet("income_tax_of_the_year", f"Income tax of {one.year}", about)
    sheet.add("federal", one.federal_tax, "IRC 1")
    sheet.add("state", one.state_tax)
    sheet.add("federal and state income tax", one.federal_tax + one.state_tax)
    return sheet.done()


def _elections(elected: list[Election], year: int) -> Worksheet:
    sheet = Sheet("elections", f"Elections of {year}", "the best plan")
    whole = 0
    for one in elected:
        job = f"{one.person}, {one.employer}"
        sheet.some(f"{job}: deferral, {_kind(one.deferral_kind)}", one.deferral, "IRC 402(g), 402A")
        sheet.some(f"{job}: catch-up, {_kind(one.catch_up_kind)}", one.catch_up, "IRC 414(v)")
        sheet.some(f"{job}: after-tax", one.after_tax, "IRC 415(c), 401(m)")
        whole += one.deferral + one.catch_up + one.after_tax
    sheet.add("elected in all", whole)
    return sheet.done()


def _kind(kind: str) -> str:
    return "Roth" if kind == "roth" else "pre-tax"


def _limits(one: OutlookYear, law: Law, about: str) -> Worksheet:
    sheet = Sheet(
        "contributions", f"Contributions of {one.year}, and the limits of the year", about
    )
    words = {
        "pre_tax": "pre-tax, the employer's too",
        "roth": "designated Roth",
        "after_tax": "after-tax",
        "roth_ira": "Roth IRA",
    }
    for kind, value in one.contributions.items():
        sheet.some(
            words.get(
                kind, {"backdoor_roth": "backdoor Roth", "hsa": "health savings"}.get(kind, kind)
            ),
            value,
        )
    with listen() as heard:
        for name in _LIMITS:
            if law.has(name):
                law.value(name)
    for read in heard.reads:
        sheet.text(
            f"limit, in {one.year} dollars: {_LIMITS[_base(read)]}",
            dollars(read.value),
            f"{read.section}; {read.source}",
            _status(read),
        )
    sheet.add("contributions in all", sum(one.contributions.values()))
    return sheet.done()


def _base(read: Read) -> str:
    return read.name.replace(" ", "_")


def _status(read: Read) -> str:
    return read.status if read.status in ("projected", "stated") else ""


def _taxes(one: OutlookYear, law: Law) -> Iterator[Worksheet]:
    for returns in one.returns:
        whose = f"{' and '.join(returns.who)}, " if len(one.returns) > 1 else ""
        about = f"{whose}at the assumed growth every year, in {one.year} dollars"
        yield return_sheet(
            one.year,
            returns.items,
            returns.federal,
            f"Federal income tax of {one.year}, line by line",
            about,
        )
        with listen() as heard:
            federal_tax(law, returns.items)
        for name in _RULES:
            if int(getattr(returns.federal, name)):
                yield from worksheets(heard, name)
        if returns.state is not None and returns.code is not None:
            yield state_sheet(law.state(returns.code), returns.state, about)
    if len(one.returns) > 1:
        yield _separate(one)


def _separate(one: OutlookYear) -> Worksheet:
    about = f"at the assumed growth every year, in {one.year} dollars"
    sheet = Sheet(
        "separate_returns", f"Tax of {one.year}: the two separate returns together", about
    )
    for returns in one.returns:
        whose = " and ".join(returns.who)
        sheet.add(f"federal tax of {whose}", int(returns.federal.total), "IRC 6013(a)")
        if returns.state is not None:
            sheet.add(f"state income tax of {whose}", int(returns.state.total))
    both = sum(
        int(each.federal.total) + (0 if each.state is None else int(each.state.total))
        for each in one.returns
    )
    sheet.add("income tax of both", both)
    return sheet.done()
