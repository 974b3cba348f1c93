"""The tax page: the returns, the tax on the next dollars, and the thresholds."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from megaroth.kernel.errors import InputError, LawError
from megaroth.law.load import law
from megaroth.present.plan_charts import rates
from megaroth.present.return_lines import SLIP_LINES, STATE_LINES, lines_of
from megaroth.tax.marginal import curve, next_dollars
from megaroth.web.pages.page_frame import saved_of, shell_of
from megaroth.web.server import cached_queries

router = APIRouter()

_EXPLAINED = frozenset(
    {
        "agi",
        "taxable_social_security",
        "net_gain",
        "taxable_income",
        "senior_deduction",
        "income_tax",
        "savers_credit",
    }
)
"""Lines of the return that have a worksheet with the same name."""
NEXT = 1_000_00
CURVE_MOST, CURVE_STEPS = 300_000_00, 30


@router.get("/h/{name}/tax")
def tax(request: Request, name: str, item: str = "conversion") -> Response:
    """The returns line by line, with marginal rates and thresholds."""
    context, saved = saved_of(request, name)
    shell = shell_of(context, saved, "tax")
    try:
        bill = cached_queries.bill_of(saved.text)
        household = cached_queries.household_of(saved.text)
        numbers = law(household.year, household.inflation)
        more = next_dollars(numbers, bill.items, item, NEXT)
        amounts, along_it = curve(numbers, bill.items, item, CURVE_MOST, CURVE_STEPS)
    except (LawError, InputError) as error:
        return context.page(
            request, "tax.html", **shell, problem=cached_queries.told(error), bill=None
        )
    points = [(int(a), int(r)) for a, r in zip(amounts, along_it, strict=True)]
    return context.page(
        request,
        "tax.html",
        **shell,
        problem="",
        bill=bill,
        whose=household.people[0].name,
        second=household.people[-1].name,
        other=cached_queries.other_bill_of(saved.text),
        more=more,
        item=item,
        lines=lines_of(household.year),
        state_lines=STATE_LINES,
        slip_lines=SLIP_LINES,
        points=points,
        chart_spec=rates(points, item),
        explained=_EXPLAINED,
    )
