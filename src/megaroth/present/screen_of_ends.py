"""The first screen while plan rules are unknown: both ends of the answer in one."""

from __future__ import annotations

from collections.abc import Sequence

from megaroth.kernel.message import Amount, Message, Quantity, merge_alike, message
from megaroth.planning.measured_results import Headline
from megaroth.present.first_screen import MOODS, FirstScreen, joined
from megaroth.present.sentences.sentence import Reader


def screen_of_ends(
    least: Headline, most: Headline, asked: Sequence[Message], reader: Reader = Reader.FILE
) -> FirstScreen:
    """The first screen of both ends.

    Args:
        least: with the plan rules that give the least.
        most: with those that give the most.
        asked: what decides between them.
        reader: who reads it.
    """
    reasons = [*merge_alike([*least.result[1:], *most.result[1:]]), *asked]
    moods = {MOODS[least.verdict], MOODS[most.verdict]}
    return FirstScreen(
        moods.pop() if len(moods) == 1 else "depends",
        joined([_lead(least, most)], reader),
        joined(reasons, reader),
        joined([most.chart, message("chart_with_the_most")], reader),
        joined(_worst([*least.costs, *most.costs]), reader),
        joined(most.assumed, reader),
    )


def _lead(least: Headline, most: Headline) -> Message:
    """Both ends in one sentence: a range, or one after the other where they are not of one kind."""
    one, other = least.result[0], most.result[0]
    merged = merge_alike([_without_year(one), _without_year(other)])
    if len(merged) == 1:
        return one if one == other else merged[0]
    of_one_kind = (least.measure, least.name, least.spends_from) == (
        most.measure,
        most.name,
        most.spends_from,
    )
    if not of_one_kind or "does_not_last" in (least.verdict, most.verdict):
        return message("worth_at_ends", least=one, most=other)
    low, high = (
        [end for end in (getattr(of.difference, key) for of in (least, most)) if end is not None]
        for key in ("p5", "p95")
    )
    return message(
        "worth_between",
        least=_more_or_less(least.difference.middle),
        most=_more_or_less(most.difference.middle),
        measure=most.measure,
        when=other.value("when"),
        name=most.name,
        against=most.against,
        low=_more_or_less(min(low)) if low else None,
        high=_more_or_less(max(high)) if high else None,
    )


def _more_or_less(amount: int) -> Message:
    if amount == 0:
        return message("nothing")
    if amount < 0:
        return message("dollars_less", amount=Amount.of(-amount))
    return message("dollars_more", amount=Amount.of(amount))


def _without_year(result: Message) -> Message:
    """A result without the year from which it is ahead, which differs between the ends."""
    known = ((name, None if name == "since" else one) for name, one in result.parameters)
    return Message(result.code, tuple(known))


def _worst(costs: Sequence[Message]) -> list[Message]:
    """Costs of both ends as ranges; of those that differ in their year too, the larger one."""
    found: dict[str, Message] = {}
    for one in merge_alike(costs):
        before = found.get(one.code)
        if before is None or _size(one) > _size(before):
            found[one.code] = one
    return list(found.values())


def _size(cost: Message) -> int:
    return max((one.high for _, one in cost.parameters if isinstance(one, Quantity)), default=0)
