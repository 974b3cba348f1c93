"""Questions about your own business that decide the deduction for its income."""

from __future__ import annotations

from megaroth.web.interview.question_types import DONT_KNOW, YES_NO, Field

BUSINESS: tuple[Field, ...] = (
    Field(
        "specified_service",
        "Is your business a specified service business?",
        "yes_no",
        "Health, law, accounting, consulting, performing arts, athletics, finance or a similar "
        "field (IRC 199A(d)(2)). It affects the "
        "deduction for business income if your taxable income is high.",
        "unknown",
        (*YES_NO, DONT_KNOW),
    ),
    Field(
        "wages_paid",
        "W-2 wages that your business paid",
        "money",
        "To employees during the year. They limit the same deduction.",
        "unknown",
    ),
    Field(
        "property_basis",
        "Cost of your business's property",
        "money",
        "The unadjusted basis of equipment and buildings that are still in their recovery period.",
        "unknown",
    ),
)
