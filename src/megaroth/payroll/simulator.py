"""One job's payroll, check by check: the only place where a check happens.

Payroll takes what is elected, within the pay of the check. Where it stops a source at its limit, it
does so inside the check. The match of a check follows from its contributions; what is posted later
(a true-up, a yearly match, nonelective contributions) counts in the same year.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from megaroth.kernel.money import (
    Cents,
    choose,
    positive,
    proportion,
    share,
    smaller,
    some,
    sum_of,
    total,
)
from megaroth.payroll.elections import NOTHING, ElectionChange, Elections, in_force
from megaroth.payroll.match_by_check import (
    RunningMatch,
    counted_pay,
    is_matched,
    yearly_tiers,
)
from megaroth.payroll.pay_events import PayEvent
from megaroth.payroll.payroll_rules import PayrollRules, YearToDate
from megaroth.payroll.results import Check, JobPayroll, LateMoney, PayrollTotals
from megaroth.rules import match as match_rules

_CENTS_OF_ROUNDING = 2


def simulate(
    events: Sequence[PayEvent],
    changes: Sequence[ElectionChange],
    rules: PayrollRules,
    start: YearToDate = YearToDate(),  # noqa: B008 (it is frozen)
) -> JobPayroll:
    """Simulate the year's checks.

    Args:
        events: every check of the year, days rising; those through ``start.through`` are paid, and
            only their pay counts.
        changes: the elections.
        rules: payroll and plan.
        start: what was contributed through the last stub.

    Returns:
        The checks after the stub. A column in any amount gives columns, each the answers of its
        rows.

    >>> from datetime import date
    >>> from megaroth.payroll.elections import Election
    >>> from megaroth.payroll.payroll_rules import MatchTier
    >>> days = [date(2026, month, 15) for month in range(1, 13)]
    >>> tenth = Elections(pre_tax=Election(rate=100_000))
    >>> found = simulate(
    ...     [PayEvent(day, 10_000_00) for day in days],
    ...     [ElectionChange(days[0], tenth)],
    ...     PayrollRules(match=(MatchTier(rate=500_000, up_to=60_000),)),
    ... )
    >>> found.checks[0].pre_tax, found.checks[0].match, found.totals.match
    (100000, 30000, 360000)
    """
    ahead = _ahead(events, start)
    elected = in_force(changes, [(event.date, event.elections or "regular") for event in ahead])
    return simulate_elected(events, elected, rules, start)


def simulate_elected(
    events: Sequence[PayEvent],
    elected: Sequence[Elections],
    rules: PayrollRules,
    start: YearToDate,
) -> JobPayroll:
    """Simulate the year's checks as :func:`simulate` does, with the elections of each check.

    Args:
        events: every check of the year, days rising.
        elected: elections of each check after the stub.
        rules: payroll and plan.
        start: what was contributed through the last stub.
    """
    ahead = _ahead(events, start)
    year = _Payroll(rules, start, events)
    counted = counted_pay(events, rules)[len(events) - len(ahead) :]
    checks = tuple(map(year.check, ahead, elected, counted))
    return year.finish(events, checks)


def _ahead(events: Sequence[PayEvent], start: YearToDate) -> list[PayEvent]:
    return [event for event in events if start.through is None or event.date > start.through]


class _Payroll:
    """The running totals of the year while its checks are simulated."""

    def __init__(self, rules: PayrollRules, start: YearToDate, events: Sequence[PayEvent]) -> None:
        self.rules, self.start = rules, start
        self.deferral_left: Cents = rules.deferral_limit - start.pre_tax - start.roth
        self.catch_up_left = rules.catch_up_limit - start.catch_up
        self.after_tax_left = rules.after_tax_limit - start.after_tax
        self.room: Cents = rules.additions_limit - start.additions()
        self.matched = self._matched_before()
        most = rules.match_most
        if rules.pay_cap_method == "year":
            most = smaller(most, match_rules.full_match(yearly_tiers(events, rules)))
        trued_up = rules.true_up is not None and rules.keeps_late_match
        self.match = RunningMatch(
            rules,
            positive(most - start.match),
            contributed=self.matched,
            of_year=yearly_tiers(events, rules) if trued_up else None,
            before=start.match,
        )
        self.pay = sum_of(
            event.gross
            for event in events
            if event.plan_eligible and start.through is not None and event.date <= start.through
        )

    def _matched_before(self) -> Cents:
        start, rules = self.start, self.rules
        return total(
            start.pre_tax,
            start.roth,
            start.after_tax if rules.match_on_after_tax else 0,
            start.catch_up if rules.match_on_catch_up else 0,
        )

    def check(self, event: PayEvent, elections: Elections, counted: Cents) -> Check:
        """Simulate one check."""
        rules = self.rules
        nonelective = self._nonelective(event)
        self.room = self.room - nonelective
        pre_tax, roth, catch_up, after_tax = self._employee(event, elections, counted)
        deferral: Cents = pre_tax + roth
        match: Cents = self._match(event, counted, self._matchable(deferral, catch_up, after_tax))
        self.room = self.room - deferral - after_tax - match
        self.deferral_left = self.deferral_left - deferral
        self.catch_up_left = self.catch_up_left - catch_up
        self.after_tax_left = self.after_tax_left - after_tax
        return Check(
            event.date,
            event.kind,
            event.gross,
            pre_tax,
            roth,
            catch_up,
            rules.catch_up_is_roth,
            after_tax,
            match,
            nonelective,
            self.room,
        )

    def _employee(
        self, event: PayEvent, elections: Elections, counted: Cents
    ) -> tuple[Cents, Cents, Cents, Cents]:
        """The employee's contributions from a check, by source, after payroll stopped them."""
        rules = self.rules
        pre_tax, roth, catch_up, after_tax = _elected(event, elections)
        if not rules.stops_deferrals:
            return pre_tax, roth, catch_up, after_tax
        most = smaller(pre_tax + roth, positive(self.deferral_left))
        if rules.stops_at_limit:
            catch_up = smaller(catch_up, positive(self.catch_up_left))
            most = self._fitting(most, event, counted, self._matchable(0, catch_up, 0))
        pre_tax, roth, over = _within(most, pre_tax, roth)
        if rules.one_deferral_election:
            catch_up = smaller(over, positive(self.catch_up_left))
            over = over - catch_up
        if rules.spillover:
            after_tax = after_tax + over
        if rules.stops_at_limit:
            after_tax = smaller(after_tax, positive(self.after_tax_left))
            before = self._matchable(pre_tax + roth, catch_up, 0)
            self.room = self.room - pre_tax - roth
            after_tax = self._fitting(
                after_tax, event, counted, before, matched=rules.match_on_after_tax
            )
            self.room = self.room + pre_tax + roth
        return pre_tax, roth, catch_up, after_tax

    def _matchable(self, deferral: Cents, catch_up: Cents, after_tax: Cents) -> Cents:
        rules = self.rules
        return total(
            deferral,
            catch_up if rules.match_on_catch_up else 0,
            after_tax if rules.match_on_after_tax else 0,
        )

    def _by_check(self, event: PayEvent) -> bool:
        return (
            bool(self.rules.match)
            and self.rules.match_period == "paycheck"
            and is_matched(event, self.rules)
        )

    def _match(self, event: PayEvent, counted: Cents, contributions: Cents) -> Cents:
        if not is_matched(event, self.rules):
            return 0
        self.matched = self.matched + contributions
        return self.match.of_check(counted, contributions) if self._by_check(event) else 0

    def _fitting(
        self, wanted: Cents, event: PayEvent, counted: Cents, before: Cents, *, matched: bool = True
    ) -> Cents:
        """One more contribution from the check, as far as the room takes it together with the match
        of the check.

        Args:
            wanted: the contribution, cents.
            event: the check.
            counted: its pay that the plan counts.
            before: its matched contributions so far.
            matched: whether the contribution is matched.
        """
        by_check = self._by_check(event)

        def over(more: Cents) -> Cents:
            contributions = before + more if matched else before
            match = self.match.if_contributed(counted, contributions) if by_check else 0
            return more + match - self.room

        too_much = over(wanted)
        if not some(too_much > 0):
            return wanted
        if not (by_check and matched):
            return positive(wanted - positive(too_much))
        left = self.room - self.match.if_contributed(counted, before)
        tiers = self.match.tiers(counted)
        fits = match_rules.contribution_within(left, before, tiers, self.match.left())
        # The match to date is rounded, not that of the check: a cent a tier either way.
        for _ in range(_CENTS_OF_ROUNDING):
            fits = choose(over(fits) > 0, positive(fits - 1), fits)
        for _ in range(_CENTS_OF_ROUNDING):
            fits = choose(over(fits + 1) <= 0, fits + 1, fits)
        return smaller(wanted, fits)

    def _nonelective(self, event: PayEvent) -> Cents:
        rules = self.rules
        if not event.plan_eligible:
            return 0
        before, self.pay = self.pay, self.pay + event.gross
        if rules.nonelective_posted is not None or not rules.nonelective_rate:
            return 0
        return self._on_pay(self.pay) - self._on_pay(before)

    def _on_pay(self, pay: Cents) -> Cents:
        return share(smaller(pay, self.rules.pay_limit), self.rules.nonelective_rate)

    def finish(self, events: Sequence[PayEvent], checks: tuple[Check, ...]) -> JobPayroll:
        """Post what comes after the checks, and add up the year."""
        rules, start = self.rules, self.start
        match = total(start.match, sum_of(check.match for check in checks))
        formula = match_rules.matching_contribution(
            self.matched, yearly_tiers(events, rules), rules.match_most
        )
        lacking = positive(formula - match)
        late = [*self._late_match(lacking), *self._late_nonelective()]
        restored = sum_of(one.amount for one in late if one.kind != "nonelective")
        posted = sum_of(one.amount for one in late if one.kind == "nonelective")
        nonelective = total(
            start.nonelective, sum_of(check.nonelective for check in checks), posted
        )
        room = self.room - restored - posted
        return JobPayroll(
            checks,
            tuple(late),
            PayrollTotals(
                pre_tax=start.pre_tax + sum_of(check.pre_tax for check in checks),
                roth=start.roth + sum_of(check.roth for check in checks),
                catch_up=start.catch_up + sum_of(check.catch_up for check in checks),
                after_tax=start.after_tax + sum_of(check.after_tax for check in checks),
                match=match + restored,
                nonelective=nonelective,
                annual_additions=rules.additions_limit - room,
                match_lost=lacking if rules.match_period == "paycheck" else lacking - restored,
                true_up_restores=restored if rules.match_period == "paycheck" else restored * 0,
                room_left=room,
            ),
        )

    def _late_match(self, lacking: Cents) -> list[LateMoney]:
        rules = self.rules
        day = rules.true_up
        if day is None or not rules.match:
            return []
        kind: Literal["match", "true_up"] = "match" if rules.match_period == "year" else "true_up"
        if rules.keeps_late_match:
            return [LateMoney(kind, day, lacking)]
        return [LateMoney(kind, day, lacking * 0, lost=lacking)]

    def _late_nonelective(self) -> list[LateMoney]:
        rules = self.rules
        if rules.nonelective_posted is None:
            return []
        due = self._on_pay(self.pay) + rules.other_employer
        more = positive(due - self.start.nonelective)
        return [LateMoney("nonelective", rules.nonelective_posted, more)]


def _within(most: Cents, pre_tax: Cents, roth: Cents) -> tuple[Cents, Cents, Cents]:
    """Both deferrals as far as a limit allows, in proportion, and what passes it."""
    elected = pre_tax + roth
    taken = smaller(elected, most)
    over = elected - taken
    if not some(over > 0):
        return pre_tax, roth, over
    before_tax: Cents = proportion(taken, pre_tax, elected)
    return before_tax, taken - before_tax, over


def _elected(event: PayEvent, elections: Elections) -> tuple[Cents, Cents, Cents, Cents]:
    """What the elections take from a check, by source; together at most the check.

    Elections in dollars for regular pay are taken once a payday, not from other pay too.
    """
    if event.elections is None or not event.plan_eligible:
        return 0, 0, 0, 0
    rates_only = event.kind != "regular" and event.elections == "regular"
    left = event.gross
    taken: list[Cents] = []
    for election in (elections.pre_tax, elections.roth, elections.catch_up, elections.after_tax):
        if election is NOTHING or (rates_only and election.rate is None):
            taken.append(0)
            continue
        amount = smaller(election.of_check(event.gross), left)
        left = left - amount
        taken.append(amount)
    pre_tax, roth, catch_up, after_tax = taken
    return pre_tax, roth, catch_up, after_tax
