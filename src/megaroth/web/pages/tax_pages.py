"""The tax page: the returns, the tax on the next dollars, and the thresholds."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from megaroth.kernel.errors import InputError, LawError
from megaroth.present.plan_charts import rates
from megaroth.present.return_lines import SLIP_LINES, STATE_LINES, lines_of
from megaroth.service.plan_year import next_amount
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


@router.get("/h/{name}/tax")
def tax(request: Request, name: str, item: str = "conversion") -> Response:
    """The returns line by line, with marginal rates and thresholds."""
    context, saved = saved_of(request, name)
    shell = shell_of(context, saved, "tax")
    try:
        bill = cached_queries.bill_of(saved.text, context.law_book)
        household = cached_queries.household_of(saved.text)
        more = next_amount(household, bill, item, context.law_book)
    except (LawError, InputError) as error:
        return context.page(
            request, "tax.html", **shell, problem=cached_queries.error_text(error), bill=None
        )
    return context.page(
        request,
        "tax.html",
        **shell,
        problem="",
        bill=bill,
        whose=household.people[0].name,
        second=household.people[-1].name,
        other=cached_queries.other_bill_of(saved.text, context.law_book),
        more=more.federal,
        item=item,
        lines=lines_of(household.year),
        state_lines=STATE_LINES,
        slip_lines=SLIP_LINES,
        points=more.curve,
        chart_spec=rates(more.curve, item),
        explained=_EXPLAINED,
    )
