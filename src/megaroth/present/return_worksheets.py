"""Tax returns as worksheets, line by line."""

from __future__ import annotations

from collections.abc import Callable

from megaroth.law.states import StateLaw
from megaroth.present.return_lines import STATE_LINES, line_words, lines_of
from megaroth.present.words import whole
from megaroth.present.worksheet import Worksheet
from megaroth.present.worksheet_builder import Sheet
from megaroth.tax.federal import FederalTax, Return
from megaroth.tax.states.resident import StateTax

_ITEMS = {
    "wages": "wages after pre-tax deferrals",
    "spouse_wages": "the spouse's wages",
    "business_income": "net profit of own businesses",
    "self_employment_tax": "the tax on it, of which half is deducted",
    "pensions": "pensions",
    "social_security": "Social Security benefits, taxable or not",
    "interest": "interest",
    "dividends": "dividends",
    "short_term_gain": "short-term gain",
    "long_term_gain": "long-term gain",
    "ira_distributions": "taxable distributions of plans and IRAs",
    "roth_conversions": "taxable conversions to Roth IRAs",
    "in_plan_rollovers": "taxable in-plan Roth rollovers, and the employer's Roth money",
    "other_income": "other income",
    "hsa_deduction": "deducted: health savings",
    "ira_deduction": "deducted: IRAs",
    "other_adjustments": "deducted: other adjustments",
    "early_distributions": "amount with the additional tax on early distributions",
}


def return_sheet(
    year: int,
    items: Return,
    federal: FederalTax,
    title: str,
    about: str,
    show: Callable[[int], str] = whole,
) -> Worksheet:
    """The federal return: its items, and its lines.

    Args:
        year: of the return, for the lines of its forms.
        items: scalars, cents.
        federal: its lines.
        title: of the worksheet.
        about: whose return, and in which money.
        show: amounts in words.
    """
    sheet = Sheet("federal_tax", title, about, show)
    for name, words in _ITEMS.items():
        sheet.some(words, int(getattr(items, name)))
    for name, form in lines_of(year).items():
        value = int(getattr(federal, name))
        if value or name == "total":
            sheet.add(
                "federal tax of the return" if name == "total" else line_words(name), value, form
            )
    return sheet.done()


def state_sheet(
    law: StateLaw, state: StateTax, about: str, show: Callable[[int], str] = whole
) -> Worksheet:
    """The state return: the sections it follows, and its lines.

    Args:
        law: the state's law of the year.
        state: its lines, scalars, cents.
        about: whose return, and in which money.
        show: amounts in words.
    """
    sheet = Sheet("state_tax", f"Income tax of {law.name}, {law.form}", about, show)
    note = law.status if law.status != "published" else ""
    followed = "; ".join(
        f"{subject.replace('_', ' ')}: {section}" for subject, section in law.sections.items()
    )
    sheet.text("law of the year", str(law.year), followed, note)
    for name in STATE_LINES:
        value = int(getattr(state, name))
        if value or name == "total":
            sheet.add("state income tax" if name == "total" else line_words(name), value)
    return sheet.done()
