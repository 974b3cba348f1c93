"""``megaroth tax``: the income tax of a household's year, of its next dollars, or of a table of
returns."""

from __future__ import annotations

from typing import Annotated

from megaroth.cli.command import Flag
from megaroth.cli.flags import Flags
from megaroth.cli.json_flags import DEFAULT, Json, SchemaVersion, print_answer
from megaroth.cli.page import Page
from megaroth.cli.reforms import FigureFiles, ReformFiles, law_book_of
from megaroth.cli.table_flags import Keep
from megaroth.contract.tax import NextAmount, TaxOfYear
from megaroth.kernel.money import percent
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.present.first_lines import tax_line
from megaroth.present.return_lines import SLIP_LINES, STATE_LINES, line_words, lines_of
from megaroth.present.words import DISCLAIMER, money
from megaroth.readers.household_file import read_household
from megaroth.service.answers import TaxBill
from megaroth.service.defaults import MARGINAL_AMOUNT
from megaroth.service.explanations import tax_worksheets
from megaroth.service.plan_year import bill_of, in_year
from megaroth.service.plan_year import tax as tax_of


def tax(
    file: str | None = None,
    /,
    *,
    year: str | None = None,
    marginal: str | None = None,
    next_amount: Annotated[str | None, Flag("--amount")] = None,
    table: str | None = None,
    output: str | None = None,
    keep: Keep = None,
    explain: str | None = None,
    reform: ReformFiles = None,
    figures: FigureFiles = None,
    json: Json = False,
    schema_version: SchemaVersion = DEFAULT,
) -> int:
    """Show the federal and state income tax of a household's planned year, line by line.

    For example: megaroth tax household.toml --marginal conversion --amount 50000

    Parameters
    ----------
    file
        The household file.
    year
        A year other than the file's.
    marginal
        Show the tax on the next dollars of conversion, in_plan_rollover, deferral, wages, gain,
        interest, ira_distribution, pension or social_security, the thresholds that they cross, and
        the marginal rate along a growing amount.
    next_amount
        How many dollars --marginal adds; 1,000 if omitted.
    table
        A CSV file, a household-year a row: year, status, n_children, age_head, age_spouse,
        wages_head, wages_spouse, interest, ord_dividends, qual_dividends, stcg, ltcg, ira_dist,
        pension, ss_head, ss_spouse, salt, mortgage_interest, charity; business_head,
        business_spouse (net profit), specified_service, wages_paid, property_basis; blind,
        dependent, lived_apart, spouse_itemizes, retirement_head (for the saver's credit). Written
        back with its AGI, taxable income, tax by kind, total and whether the law of its year is
        published (law_status); a column state (two letters) adds the state's tax. The household
        file's names of these columns (dividends, long_term_gain) do too.
    output
        File for the answers of --table; standard output if omitted.
    keep
        A column of --table to copy without reading it; repeat for more. Any other unknown column is
        refused.
    explain
        A figure to explain as a worksheet, such as taxable_income or niit.
    reform
        A TOML file that changes the law of some years (docs/reform_file.md); more than one may be
        given.
    figures
        A TOML file of published figures that the law data does not hold yet
        (docs/published_figures.md); more than one may be given.
    json
        Print one JSON object.
    schema_version
        The version of the JSON object's schema, 1 or 2 (docs/versioning.md).
    """
    flags = Flags()
    the_year = flags.year("--year", year)
    dollars = flags.money("--amount", next_amount)
    if table is None and file is None:
        flags.refuse("FILE", "nothing", "a household file, or --table FILE.csv")
    for flag, value in (("--output", output), ("--keep", keep)):
        if value is not None and table is None:
            flags.refuse(flag, repr(value), "--table with it")
    if table is not None and file is not None:
        flags.refuse("FILE", repr(file), "a household file or --table, one of them")
    flags.done()
    version = schema_version if json else None
    law_book = law_book_of(reform, figures)
    if table is not None:
        from megaroth.cli.tax_table import run_table

        return run_table(table, output, law_book, year=the_year, keep=keep or [], version=version)
    assert file is not None
    household = read_household(file)
    if the_year is not None:
        household = in_year(household, the_year)
    return _answer(household, law_book, explain, marginal, dollars or MARGINAL_AMOUNT, version)


def _answer(
    household: Household,
    law_book: LawBook,
    explain: str | None,
    marginal: str | None,
    dollars: int,
    version: int | None,
) -> int:
    if explain is not None:
        from megaroth.cli.worksheets import show

        return show(tax_worksheets(household, explain, law_book), version=version)
    answer = tax_of(household, law_book, marginal=marginal, amount=dollars)
    if version is not None:
        print_answer(answer, version)
    else:
        _show(household, law_book, answer)
    return 0


def _show(household: Household, law_book: LawBook, answer: TaxOfYear) -> None:
    bill = answer.bill
    page = Page()
    first = household.people[0].name
    whose = f"{first}'s separate return" if household.files_apart else "the return"
    page.answer(*tax_line(bill, household.year, whose))
    if household.files_apart:
        other, second = bill_of(household, law_book, 1), household.people[1].name
        theirs = "" if other.state is None else f", and {money(other.state.total)} of state tax"
        page.text(
            f"{second}'s: {money(other.federal.total)}{theirs}; take-home pay "
            f"{money(other.take_home)}. Below is {first}'s."
        )
    rows = [
        (line_words(name), money(getattr(bill.federal, name)), where)
        for name, where in lines_of(household.year).items()
        if getattr(bill.federal, name) != 0 or name in ("agi", "taxable_income", "total")
    ]
    page.table(("line", "amount", "form"), rows, right=(1,))
    if bill.state is not None:
        page.heading(
            "State income tax"
            if bill.state_support == "supported"
            else "State income tax (approximate)"
        )
        lines = [(name, getattr(bill.state, name)) for name in STATE_LINES]
        page.table(
            ("line", "amount"),
            [
                (name.replace("_", " "), money(value))
                for name, value in lines
                if value or name == "total"
            ],
            right=(1,),
        )
    if bill.pay_slips:
        _show_paychecks(page, bill)
    if answer.next is not None:
        _show_marginal(page, answer.next)
    page.heading("Assumptions")
    page.sentences(bill.assumptions)
    page.text(f"\n{DISCLAIMER}")


def _show_paychecks(page: Page, bill: TaxBill) -> None:
    page.heading("Average paycheck")
    page.table(
        ("who", "employer", "paychecks", *(name.replace("_", " ") for name in SLIP_LINES)),
        [
            (
                slip.person,
                slip.employer,
                str(slip.paychecks),
                *(money(getattr(slip, name)) for name in SLIP_LINES),
            )
            for slip in bill.pay_slips
        ],
        right=(2, 3, 4, 5, 6, 7),
    )
    due, word = (bill.due, "due at filing") if bill.due >= 0 else (-bill.due, "refunded")
    page.text(f"Employers withhold {money(bill.withheld)} of federal tax; {money(due)} is {word}.")


def _show_marginal(page: Page, answer: NextAmount) -> None:
    federal = answer.federal
    page.heading(f"The next {money(federal.amount)} of {answer.item.replace('_', ' ')}")
    page.text(f"{money(federal.tax)} of federal tax, {percent(federal.rate, 2)} of it.")
    if answer.state_tax is not None:
        page.text(f"{money(answer.state_tax)} of state tax.")
    parts = [
        (kind.replace("_", " "), money(value)) for kind, value in federal.by_kind.items() if value
    ]
    if parts:
        page.table(("part", "amount"), parts, right=(1,))
    if federal.thresholds:
        page.sentences(
            [
                f"crosses {t.name} at {money(t.at)} (income so far {money(t.income)})"
                for t in federal.thresholds
            ]
        )
    page.heading("Federal marginal rate as the amount grows")
    scale = max(1, *(rate for _, rate in answer.curve))
    for at, rate in answer.curve:
        page.text(f"{money(at):>12}  {percent(rate, 1):>6}  {'#' * max(rate * 40 // scale, 0)}")
