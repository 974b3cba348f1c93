"""Lines of the federal and state returns: their display names, and their place on the forms."""

from __future__ import annotations

from megaroth.law.form_lines import form_lines

LINES = (
    "agi",
    "taxable_social_security",
    "net_gain",
    "deduction",
    "senior_deduction",
    "business_deduction",
    "taxable_income",
    "tax_before_credits",
    "amt",
    "child_credit",
    "savers_credit",
    "niit",
    "additional_medicare",
    "early_distribution_tax",
    "earned_income_credit",
    "refundable_child_credit",
    "income_tax",
    "self_employment_tax",
    "total",
)
STATE_LINES = ("taxable_income", "tax", "credits", "surtax", "city_tax", "total", "rebates")
_WORDS = {
    "agi": "adjusted gross income",
    "taxable_social_security": "taxed Social Security benefits",
    "net_gain": "net capital gain",
    "business_deduction": "deduction for qualified business income",
    "amt": "alternative minimum tax",
    "savers_credit": "saver's credit",
    "niit": "net investment income tax",
    "additional_medicare": "additional Medicare tax",
    "early_distribution_tax": "additional tax on early distributions",
    "income_tax": "income tax after credits",
    "total": "federal tax of the return",
}
SLIP_LINES = ("gross", "contributed", "payroll_tax", "federal_withholding", "net")


def line_words(name: str) -> str:
    """The display name of a line of a return.

    >>> line_words("niit"), line_words("taxable_income")
    ('net investment income tax', 'taxable income')
    """
    return _WORDS.get(name, name.replace("_", " "))


def lines_of(year: int) -> dict[str, str]:
    """The place of each figure of a federal return on the year's forms; "" if it has no own
    line."""
    lines = form_lines(year)
    where = {
        "early_distribution_tax": lines.early_distribution or "",
        "income_tax": "after credits",
        **lines.others,
    }
    return {name: where.get(name, "") for name in LINES}
