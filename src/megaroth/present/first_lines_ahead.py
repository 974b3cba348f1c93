"""The first line of an answer about the years ahead."""

from __future__ import annotations

from megaroth.planning.yearly_results import Optimized, YearsAhead
from megaroth.present.best_plan import measure
from megaroth.present.first_lines import Line
from megaroth.present.names import label_of
from megaroth.present.sentences.amounts import whole


def years_line(answer: YearsAhead) -> Line:
    """What is owned at the end."""
    last = answer.years[-1]
    money_of = (answer.years[0] if answer.real else last).year
    return (
        whole(sum(last.balances.values())),
        f"is owned at the end of {last.year} with {label_of(answer.name)}, before tax and in "
        f"{money_of} dollars ({answer.about}).",
    )


def best_plan_line(answer: Optimized) -> Line:
    """The value of the best plan, and its distance from the rule of thumb."""
    better = answer.value - answer.rule_of_thumb.value
    against = f"{whole(better)} more than" if better >= 0 else f"{whole(-better)} less than"
    return (
        whole(answer.value),
        f"{measure(answer.aim)[0]}, {against} the rule of thumb: {answer.about}."
        + (" The money does not last." if answer.runs_out else ""),
    )
