"""The match of each check, as payroll calculates it while the year goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from megaroth.kernel.money import (
    PPM,
    Cents,
    larger,
    positive,
    proportion,
    rounded,
    smaller,
    some,
    sum_of,
)
from megaroth.payroll.pay_events import PayEvent
from megaroth.payroll.payroll_rules import PayrollRules
from megaroth.rules import match as match_rules

_CARRIED = 2 * PPM - 1
"""What the rounding of a check's contribution and of its tier may leave to the next check, in parts
per million of a cent: less than two cents."""


@dataclass
class RunningMatch:
    """The match of the checks so far.

    Payroll rounds the match to date to the nearest cent, and each check brings what it adds to
    that. The end of a tier in a check is a whole cent too; the fraction is carried to the next
    check. So even checks add up to the match of the year's formula.

    Attributes:
        exact: the match so far, in parts per million of a cent.
        paid: the match of the checks so far, cents.
        carried: for each tier, what the last checks left of its end.
        contributed: matched contributions of the year so far.
        of_year: the tiers of the year where a true-up completes the match: the checks then never
            bring more than the year's formula; None for no true-up.
        before: the match of the year before the first check, cents.
    """

    rules: PayrollRules
    most: Cents
    exact: Cents = 0
    paid: Cents = 0
    contributed: Cents = 0
    of_year: list[match_rules.Tier] | None = None
    before: Cents = 0
    carried: list[Cents] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.carried = [0] * len(self.rules.match)

    def of_check(self, pay: Cents, contributions: Cents) -> Cents:
        """The match of one check; later calls go on from it.

        Args:
            pay: the part of the check that the plan counts, cents.
            contributions: matched contributions from the check, cents.
        """
        tops = self._tops(pay)
        self.exact = self.exact + match_rules.exact_match(contributions, self._tiers(tops))
        self._carry(pay, contributions, tops)
        self.contributed = self.contributed + contributions
        due = self._due(self.exact, self.contributed)
        more, self.paid = due - self.paid, due
        return more

    def if_contributed(self, pay: Cents, contributions: Cents) -> Cents:
        """The match that the next check would have with some contributions."""
        exact = self.exact + match_rules.exact_match(contributions, self.tiers(pay))
        return self._due(exact, self.contributed + contributions) - self.paid

    def _due(self, exact: Cents, contributed: Cents) -> Cents:
        """The match to date, never less than that of the checks before."""
        due = smaller(rounded(exact, PPM), self.most)
        if self.of_year is None:
            return due
        of_year = rounded(match_rules.exact_match(contributed, self.of_year), PPM)
        return larger(smaller(due, of_year - self.before), self.paid)

    def tiers(self, pay: Cents) -> list[match_rules.Tier]:
        """The tiers of the next check, ends in cents of its contributions."""
        return self._tiers(self._tops(pay))

    def left(self) -> Cents:
        """What the cap of the match leaves, cents."""
        return positive(self.most - self.paid)

    def _tiers(self, tops: Sequence[Cents]) -> list[match_rules.Tier]:
        return [(tier.rate, top) for tier, top in zip(self.rules.match, tops, strict=True)]

    def _tops(self, pay: Cents) -> list[Cents]:
        tops: list[Cents] = []
        for tier, carried in zip(self.rules.match, self.carried, strict=True):
            top = (
                positive((tier.up_to_dollars or 0) - self.contributed)
                if tier.up_to is None
                else (pay * tier.up_to + carried) // PPM
            )
            tops.append(larger(top, tops[-1]) if tops else top)
        return tops

    def _carry(self, pay: Cents, contributions: Cents, tops: Sequence[Cents]) -> None:
        for place, (tier, top) in enumerate(zip(self.rules.match, tops, strict=True)):
            if tier.up_to is not None:
                left = pay * tier.up_to + self.carried[place] - smaller(contributions, top) * PPM
                self.carried[place] = smaller(positive(left), _CARRIED)


def counted_pay(events: Sequence[PayEvent], rules: PayrollRules) -> list[Cents]:
    """The part of each check that the plan counts for the match, by the plan's method for the
    compensation limit (IRC 401(a)(17)), cents."""
    pays: list[Cents] = [event.gross if is_matched(event, rules) else 0 for event in events]
    limit, method = rules.pay_limit, rules.pay_cap_method
    whole = sum_of(pays)
    if method == "year" or (method != "per_check" and not some(whole > limit)):
        return pays
    counted: list[Cents] = []
    so_far: Cents = 0
    before: Cents = 0
    for place, pay in enumerate(pays):
        if method == "per_check":
            even = _even_part(limit, place, rules.paychecks)
            counted.append(smaller(smaller(pay, even), positive(limit - before)))
            before = before + counted[-1]
            continue
        so_far = so_far + pay
        now = (
            smaller(so_far, limit)
            if method == "stop"
            else proportion(so_far, smaller(whole, limit), whole)
        )
        counted.append(now - before)
        before = now
    return counted


def _even_part(limit: Cents, place: int, parts: int) -> Cents:
    """The part of a limit that a check has, so that all parts add up to it."""
    return limit * (place + 1) // parts - limit * place // parts


def is_matched(event: PayEvent, rules: PayrollRules) -> bool:
    """Whether contributions from a check are matched."""
    started = rules.match_from is None or event.date >= rules.match_from
    return event.matched and event.plan_eligible and started


def yearly_tiers(events: Sequence[PayEvent], rules: PayrollRules) -> list[match_rules.Tier]:
    """The plan's tiers on the pay of the year."""
    pay = sum_of(event.gross for event in events if is_matched(event, rules))
    formula = [(tier.rate, tier.up_to, tier.up_to_dollars) for tier in rules.match]
    return match_rules.tiers_on(smaller(pay, rules.pay_limit), formula)
