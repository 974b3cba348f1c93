"""Elections: what an employee sets in the payroll portal, and from which check on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from megaroth.kernel.money import PERCENT, Cents, rounded, share

ElectionKind = Literal["regular", "bonus"]


@dataclass(frozen=True, slots=True)
class ElectionStep:
    """The step in which a plan accepts elections.

    Attributes:
        unit: ``percent`` of a check, or ``dollars`` a check.
        size: parts per million, or cents.
    """

    unit: Literal["percent", "dollars"]
    size: int

    def down(self, amount: Cents) -> Cents:
        """The largest election that is not above a rate or an amount."""
        return rounded(amount, to=self.size, direction="down")


STEPS = {
    "1%": ElectionStep("percent", PERCENT),
    "0.5%": ElectionStep("percent", PERCENT // 2),
    "0.1%": ElectionStep("percent", PERCENT // 10),
    "$1": ElectionStep("dollars", 100),
    "$0.01": ElectionStep("dollars", 1),
}
"""Steps by the words of the household file. A file that states none has the last one."""


@dataclass(frozen=True, slots=True)
class Election:
    """One source's election: a share of each check, or dollars from each check.

    Attributes:
        rate: parts per million of the check; None for an election in dollars.
        dollars: cents a check, where there is no rate.
    """

    rate: Cents | None = None
    dollars: Cents = 0

    def of_check(self, gross: Cents) -> Cents:
        """What it takes from a check; payroll rounds a share to the nearest cent.

        >>> Election(rate=95_000).of_check(11_538_46), Election(dollars=900_00).of_check(11_538_46)
        (109615, 90000)
        """
        return self.dollars if self.rate is None else share(gross, self.rate)


NOTHING = Election()


@dataclass(frozen=True, slots=True)
class Elections:
    """The elections of one plan, by source. Catch-up is never inside ``pre_tax`` or ``roth``,
    unless the plan has one election for both (``PayrollRules.one_deferral_election``)."""

    pre_tax: Election = NOTHING
    roth: Election = NOTHING
    catch_up: Election = NOTHING
    after_tax: Election = NOTHING


@dataclass(frozen=True, slots=True)
class ElectionChange:
    """New elections, for every check of a kind that is paid on or after a day.

    Attributes:
        effective: the day.
        elections: all sources; what is not elected any more is in it as nothing.
        kind: ``regular``, or ``bonus`` for the separate election of bonuses.
    """

    effective: date
    elections: Elections
    kind: ElectionKind = "regular"


def in_force(
    changes: Sequence[ElectionChange], checks: Iterable[tuple[date, ElectionKind]]
) -> list[Elections]:
    """The elections that apply to each check, in the order of the checks.

    Args:
        changes: in any order; of two changes of one kind on one day, the later in the list counts.
        checks: day and kind of each check, days rising.
    """
    waiting = {
        kind: sorted((one for one in changes if one.kind == kind), key=_effective, reverse=True)
        for kind in ("regular", "bonus")
    }
    now = dict.fromkeys(waiting, _NO_ELECTIONS)
    found = []
    for day, kind in checks:
        pending = waiting[kind]
        while pending and pending[-1].effective <= day:
            now[kind] = pending.pop().elections
        found.append(now[kind])
    return found


def _effective(change: ElectionChange) -> date:
    return change.effective


_NO_ELECTIONS = Elections()
