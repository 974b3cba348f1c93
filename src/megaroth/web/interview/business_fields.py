"""Questions about one's own business that decide about the deduction for its income."""

from __future__ import annotations

from megaroth.web.interview.field import DONT_KNOW, YES_NO, Field

BUSINESS: tuple[Field, ...] = (
    Field(
        "specified_service",
        "Your own business: is it a specified service business?",
        "yes_no",
        "Health, law, accounting, consulting, performing arts, athletics, finance and the like (IRC 199A(d)(2)). It decides about the "
        "deduction for business income where taxable income is high.",
        "not known",
        (*YES_NO, DONT_KNOW),
    ),
    Field(
        "wages_paid",
        "Your own business: W-2 wages it paid",
        "money",
        "To employees in the year. They limit the same deduction.",
        "not known",
    ),
    Field(
        "property_basis",
        "Your own business: what its property cost",
        "money",
        "Unadjusted basis of equipment and buildings still in their recovery period.",
        "not known",
    ),
)
