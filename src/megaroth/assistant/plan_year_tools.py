"""Questions about one household and year as tools."""

from __future__ import annotations

from megaroth.assistant.argument_types import Day, Dollars, Version
from megaroth.assistant.saving import Household
from megaroth.assistant.tool_answers import SHORT, Data, Detail, answered, shown
from megaroth.contract.next_year import NextYearAnswer
from megaroth.contract.plan import PlanAnswer, plan_answer
from megaroth.contract.schema_version import DEFAULT
from megaroth.contract.worksheets import Worksheets
from megaroth.kernel.money import to_cents
from megaroth.law.law_book import LawBook
from megaroth.readers.household_file import parse_household
from megaroth.service import explanations, plan_year
from megaroth.service.clock import today as day_of
from megaroth.service.defaults import MARGINAL_AMOUNT
from megaroth.service.letter import letter as letter_of
from megaroth.service.scenarios import scenarios as scenarios_of


def check(
    law_book: LawBook,
    household: Household,
    detail: Detail = SHORT,
    schema_version: Version = DEFAULT,
) -> Data:
    """Check whether a household's plans let after-tax money reach Roth, and what to ask if a rule
    is unknown. Begin here."""
    return answered(
        plan_year.check,
        parse_household(household),
        law_book,
        detail=detail,
        schema_version=schema_version,
    )


def plan(
    law_book: LawBook,
    household: Household,
    journal: bool = False,
    today: Day = None,
    detail: Detail = SHORT,
    schema_version: Version = DEFAULT,
) -> Data:
    """Plan one household's year: excesses (report them first), verdict, amounts, elections,
    rollovers to Roth, tax, dated steps and questions."""

    def asked() -> PlanAnswer:
        answer = plan_year.plan(parse_household(household), law_book, today or day_of())
        return plan_answer(answer, plan_year.journal(answer) if journal else None)

    return answered(asked, detail=detail, schema_version=schema_version)


def paychecks(
    law_book: LawBook,
    household: Household,
    today: Day = None,
    detail: Detail = SHORT,
    schema_version: Version = DEFAULT,
) -> Data:
    """Say what to enter in the payroll portal: elections in the plan's steps, the days to change
    them, every check, match lost, and room held back. Quote changes as they are."""
    return answered(
        plan_year.paychecks,
        parse_household(household),
        law_book,
        today or day_of(),
        detail=detail,
        schema_version=schema_version,
    )


def letter(
    law_book: LawBook,
    household: Household,
    offer: bool = False,
    detail: Detail = SHORT,
    schema_version: Version = DEFAULT,
) -> Data:
    """Write the e-mail to HR that asks about unknown plan rules, or with offer the one that asks for
    after-tax contributions. Show its text as it is."""
    return answered(
        letter_of,
        parse_household(household),
        law_book,
        offer=offer,
        detail=detail,
        schema_version=schema_version,
    )


def scenarios(
    law_book: LawBook,
    household: Household,
    changes: list[str],
    ahead: bool = False,
    today: Day = None,
    detail: Detail = SHORT,
    schema_version: Version = DEFAULT,
) -> Data:
    """Compare a household with itself changed: hr_says_no, new_job, state=TX, roth_deferrals,
    retire_sooner. With ahead, also what can be spent a year after work (seconds each)."""
    return answered(
        scenarios_of,
        parse_household(household),
        changes,
        (),
        law_book,
        today or day_of(),
        ahead=ahead,
        detail=detail,
        schema_version=schema_version,
    )


def next_year(
    law_book: LawBook,
    household: Household,
    detail: Detail = SHORT,
    schema_version: Version = DEFAULT,
) -> Data:
    """Get next year's household file from this year's: balances carried over, dates moved on,
    comments kept. Show the user what to check."""

    def asked() -> NextYearAnswer:
        return NextYearAnswer(None, plan_year.next_year(household, law_book))

    return answered(asked, detail=detail, schema_version=schema_version)


def tax(
    law_book: LawBook,
    household: Household,
    marginal: str | None = None,
    amount: Dollars = MARGINAL_AMOUNT / 100,
    detail: Detail = SHORT,
    schema_version: Version = DEFAULT,
) -> Data:
    """Calculate the federal and state income tax of the year; with marginal (conversion, wages,
    deferral, ...), also that on so many dollars more."""
    return answered(
        plan_year.tax,
        parse_household(household),
        law_book,
        marginal=marginal,
        amount=to_cents(str(amount)) or MARGINAL_AMOUNT,
        detail=detail,
        schema_version=schema_version,
    )


def why(
    law_book: LawBook,
    household: Household,
    figure: str,
    detail: Detail = SHORT,
    schema_version: Version = DEFAULT,
) -> Data:
    """Explain a figure of the plan year or its tax, such as after_tax_room, match or tax, as
    numbered lines with their authority."""
    sheets = explanations.year_worksheets(parse_household(household), figure, law_book)
    authorities = {line.authority for sheet in sheets for line in sheet.lines if line.authority}
    return shown(Worksheets(sheets), sorted(authorities), detail, schema_version)
