"""Answers as HTML for notebooks: a sentence, a table, and a chart if the extra ``pictures`` is
installed."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from megaroth.kernel.message import Message
from megaroth.kernel.money import dollars
from megaroth.planning.results import Comparison
from megaroth.planning.yearly_results import Optimized, YearsAhead
from megaroth.present.charts import Spec
from megaroth.present.comparison import headline
from megaroth.present.comparison_charts import ahead_by_year
from megaroth.present.measure_tables import leading_table
from megaroth.present.names import label_of
from megaroth.present.projection_charts import balances
from megaroth.present.render import can_draw, svg
from megaroth.present.sentences.sentence import sentence


def comparison_html(answer: Comparison) -> str:
    """A comparison: the first screen, and its alternatives as a table."""
    lead, rest = headline(answer)
    first = answer.headline
    drawn = None if first is None else ahead_by_year(first)
    table = leading_table(answer, label_of)
    return _page(f"{lead} {rest}", table.heads, table.rows, answer.assumptions, drawn)


def years_html(answer: YearsAhead) -> str:
    """Years ahead: income, tax, spending and the balances at the end of each."""
    rows = [
        (
            str(one.year),
            "/".join(str(age) for age in one.ages.values()),
            dollars(one.income),
            dollars(one.federal_tax + one.state_tax + one.payroll_tax),
            dollars(one.spending),
            dollars(sum(one.balances.values())),
        )
        for one in answer.years
    ]
    money = f"{answer.years[0].year} dollars" if answer.real else "dollars of each year"
    lead = f"{label_of(answer.name)}: means of {answer.paths:,} paths, in {money}."
    return _page(
        lead,
        ("year", "age", "income", "tax", "spending", "owned"),
        rows,
        answer.assumptions,
        balances(answer),
    )


def optimized_html(answer: Optimized) -> str:
    """The best plan: its value next to the rule of thumb and the upper bound."""
    rows = [
        ("best plan, calculated by the engine", dollars(answer.value)),
        (f"rule of thumb: {answer.rule_of_thumb.about}", dollars(answer.rule_of_thumb.value)),
        ("upper bound: no plan with these choices can exceed", dollars(answer.bound)),
        *((f"convert in {year}", dollars(value)) for year, value in answer.conversions.items()),
        *((f"{name} claims at", str(age)) for name, age in answer.claims.items()),
    ]
    return _page(f"{answer.about}.", ("what", answer.aim.objective), rows, answer.assumptions, None)


def _page(
    lead: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    assumptions: Sequence[Message],
    drawn: Spec | None,
) -> str:
    """A lead sentence, a table, a picture and the assumptions as HTML. Text from the household file
    is escaped."""

    def cells(tag: str, row: Sequence[str]) -> str:
        found = (
            f'<{tag} style="text-align:{"right" if at else "left"}">{escape(cell)}</{tag}>'
            for at, cell in enumerate(row)
        )
        return f"<tr>{''.join(found)}</tr>"

    body = "".join(cells("td", row) for row in rows)
    table = f"<table><thead>{cells('th', head)}</thead><tbody>{body}</tbody></table>"
    granted = "".join(f"<li>{escape(sentence(one))}</li>" for one in assumptions)
    picture = svg(drawn) if drawn is not None and can_draw() else ""
    details = f"<details><summary>Assumptions</summary><ul>{granted}</ul></details>"
    return f"<p>{escape(lead)}</p>{table}{picture}{details}"
