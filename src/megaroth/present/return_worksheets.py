"""Returns as worksheets: what stands on them, line by line."""

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
    "business_income": "net profit of one's own businesses",
    "self_employment_tax": "the tax on it, of which half is deducted",
    "pensions": "pensions",
    "social_security": "Social Security benefits, before what of them is income",
    "interest": "interest",
    "dividends": "dividends",
    "short_term_gain": "short-term gain",
    "long_term_gain": "long-term gain",
    "ira_distributions": "distributions of plans and IRAs, their taxed part",
    "roth_conversions": "conversions to Roth IRAs, their taxed part",
    "in_plan_rollovers": "in-plan Roth rollovers, their taxed part, and the employer's Roth money",
    "other_income": "other income",
    "hsa_deduction": "deducted: health savings",
    "ira_deduction": "deducted: IRAs",
    "other_adjustments": "deducted: other adjustments",
    "early_distributions": "what bears the additional tax of early distributions",
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
        about: whose, and in which money.
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
        law: the state's of the year.
        state: its lines, scalars, cents.
        about: whose, and in which money.
        show: amounts in words.
    """
    sheet = Sheet("state_tax", f"Income tax of {law.name}, {law.form}", about, show)
    note = law.status if law.status != "published" else ""
    followed = "; ".join(
        f"{subject.replace('_', ' ')}: {section}" for subject, section in law.sections.items()
    )
    sheet.text("the law that is followed", str(law.year), followed, note)
    for name in STATE_LINES:
        value = int(getattr(state, name))
        if value or name == "total":
            sheet.add("state income tax" if name == "total" else line_words(name), value)
    return sheet.done()
