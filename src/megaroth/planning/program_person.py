"""One person's pre-tax and Roth money in the linear program."""

from __future__ import annotations

from dataclasses import dataclass, field

from megaroth.planning.program_growth import Growth
from megaroth.planning.program_years import ProgramPerson
from megaroth.planning.solver_rows import Rows, Terms, added, combined

_NOTHING: Terms = {}


@dataclass(frozen=True)
class Moved:
    """What one person does in a year.

    Attributes:
        pre_tax, roth, after_tax, ira: contributions.
        drawn: pre-tax money withdrawn without the additional tax.
        early: withdrawn with it.
        converted: to Roth.
        free: Roth money withdrawn without tax.
        recaptured: conversions of the last five years, withdrawn with the additional tax.
        earnings: of Roth IRAs, withdrawn with income tax and the additional tax.
    """

    pre_tax: Terms
    roth: Terms
    after_tax: Terms
    ira: Terms
    drawn: Terms
    early: Terms
    converted: Terms
    free: Terms
    recaptured: Terms
    earnings: Terms

    @property
    def contributed(self) -> Terms:
        """All contributions."""
        return added((self.pre_tax, self.roth, self.after_tax, self.ira))

    @property
    def from_roth(self) -> Terms:
        """All Roth withdrawals."""
        return added((self.free, self.recaptured, self.earnings))

    @property
    def withdrawn(self) -> Terms:
        """All withdrawals."""
        return added((self.drawn, self.early, self.from_roth))


@dataclass
class Pools:
    """A person's money on January 1.

    Attributes:
        growth: of a year.
        pre_tax: plans and IRAs; ``iras`` is their part that can be converted at any age.
        roth: Roth IRAs and accounts; ``in_plan`` is their part in plans.
        free: the part of Roth money that can be withdrawn free of tax before 59 1/2.
        basis: that part, and conversions of the last years.
        converted: conversions of the last years, the oldest first.
        payments: periodic payments that have begun.
        most_payments: the pre-tax money that they may be based on.
    """

    rows: Rows
    growth: Growth
    recapture: int
    pre_tax: Terms
    iras: Terms
    roth: Terms
    in_plan: Terms
    free: Terms
    converted: list[Terms] = field(default_factory=list)
    payments: Terms = field(default_factory=dict)
    most_payments: Terms | None = None

    def __post_init__(self) -> None:
        self.basis = dict(self.free)
        self.plan = combined((1.0, self.pre_tax), (-1.0, self.iras))

    def move(self, one: ProgramPerson) -> Moved:
        """The year's choices of a person."""
        new, at_most = self.rows.new, self.rows.at_most
        found = Moved(
            pre_tax=new(one.pre_tax),
            roth=new(one.roth),
            after_tax=new(one.after_tax),
            ira=new(one.ira),
            drawn=new() if one.draws else _NOTHING,
            early=new() if one.draws and one.young else _NOTHING,
            converted=new(),
            free=new() if one.draws else _NOTHING,
            recaptured=new() if one.draws and one.young else _NOTHING,
            earnings=new() if one.draws and one.young else _NOTHING,
        )
        if one.deferral > 0:
            at_most(added((found.pre_tax, found.roth)), {-1: one.deferral})
        leaves = added((found.drawn, found.early, found.converted))
        at_most(leaves, self.pre_tax)
        if not one.draws:
            # Nobody converts money of a plan before 59 1/2 while working there.
            at_most(found.converted, self.iras)
        at_most(found.from_roth, self.roth)
        if one.required:
            at_most(combined((one.required, self.pre_tax)), found.drawn)
        if one.draws and one.young:
            self._young(one, found)
        return found

    def _young(self, one: ProgramPerson, found: Moved) -> None:
        """Limits of what leaves without the additional tax before 59 1/2."""
        at_most = self.rows.at_most
        if self.most_payments is None:
            self.most_payments = self.pre_tax
        begun = self.rows.new()
        at_most(begun, combined((one.payments, self.pre_tax)))
        self.payments = self.rows.named(added((self.payments, begun)))
        at_most(self.payments, combined((one.payments, self.most_payments)))
        self.most_payments = combined((1 + self.growth.pre_tax, self.most_payments))
        at_most(found.drawn, self.payments)
        at_most(found.free, self.free)
        at_most(added((found.free, found.recaptured)), self.basis)

    def close(self, one: ProgramPerson, found: Moved) -> None:
        """The money of the next January 1."""
        named = self.rows.named
        self._close_pre_tax(one, found)
        after_tax = combined((one.kept_up, found.after_tax))
        put = added((found.roth, after_tax, found.ira, {-1: one.roth_fixed}))
        self._close_roth(one, found, after_tax, put)
        self.converted.append(found.converted)
        if one.draws and not one.young:
            # No Roth money is early any more.
            self.free = self.basis = self.roth
            return
        old = self.converted[-self.recapture] if len(self.converted) >= self.recapture else {}
        self.free = named(combined((1.0, self.free), (-1.0, found.free), (1.0, put), (1.0, old)))
        self.basis = named(
            combined(
                (1.0, self.basis),
                (-1.0, added((found.free, found.recaptured))),
                (1.0, put),
                (1.0, found.converted),
            )
        )

    def _close_pre_tax(self, one: ProgramPerson, found: Moved) -> None:
        """Pre-tax money of the next January 1. That of plans and of IRAs is separate only while
        they grow differently or IRAs alone can be converted."""
        named, by = self.rows.named, self.growth
        leaves = added((found.drawn, found.early, found.converted))
        put = added((found.pre_tax, {-1: one.pre_tax_fixed}))
        full, half = 1 + by.ira, 1 + by.ira / 2
        if by.plan == by.ira:
            self.pre_tax = named(combined((full, self.pre_tax), (-full, leaves), (half, put)))
            if not one.draws:
                self.iras = named(combined((full, self.iras), (-full, found.converted)))
            return
        of_plan = self._of_plan(one, self.plan, leaves)
        self.plan = self._grown(by.plan, combined((1.0, self.plan), (-1.0, of_plan)), put)
        kept = combined((1.0, self.iras), (-1.0, leaves), (1.0, of_plan))
        self.iras = self._grown(by.ira, kept, _NOTHING)
        self.pre_tax = added((self.plan, self.iras))

    def _close_roth(self, one: ProgramPerson, found: Moved, after_tax: Terms, put: Terms) -> None:
        """Roth money of the next January 1, likewise."""
        by = self.growth
        kept = combined((1.0, self.roth), (1.0, found.converted), (-1.0, found.from_roth))
        if by.plan_roth == by.roth:
            self.roth = self._grown(by.roth, kept, put)
            return
        of_plan = self._of_plan(one, self.in_plan, found.from_roth)
        into_plan = added((found.roth, after_tax if one.after_tax_in_plan else {}))
        into_plan = added((into_plan, {-1: one.roth_fixed}))
        kept = combined((1.0, kept), (-1.0, self.in_plan), (1.0, of_plan))
        rest = combined((1.0, put), (-1.0, into_plan))
        out = self._grown(by.roth, kept, rest)
        left = combined((1.0, self.in_plan), (-1.0, of_plan))
        self.in_plan = self._grown(by.plan_roth, left, into_plan)
        self.roth = added((out, self.in_plan))
        if one.rolls_out:
            self.in_plan = {}

    def _grown(self, growth: float, kept: Terms, put: Terms) -> Terms:
        """Money with a year's growth, and with what is put in over the year."""
        return self.rows.named(combined((1 + growth, kept), (1 + growth / 2, put)))

    def _of_plan(self, one: ProgramPerson, plan: Terms, leaves: Terms) -> Terms:
        """The part of what leaves that leaves a plan; the program may choose it."""
        if not (one.draws and plan):
            return _NOTHING
        found = self.rows.new()
        self.rows.at_most(found, plan)
        self.rows.at_most(found, leaves)
        return found

    def inherit(self, gone: Pools) -> None:
        """A spouse's money becomes the survivor's own."""
        for name in ("pre_tax", "plan", "iras", "roth", "in_plan", "free", "basis"):
            setattr(self, name, added((getattr(self, name), getattr(gone, name))))
            setattr(gone, name, {})
        later = max(len(self.converted), len(gone.converted))
        both: list[list[Terms]] = [
            [_NOTHING] * (later - len(one)) + one for one in (self.converted, gone.converted)
        ]
        self.converted = [added(pair) for pair in zip(*both, strict=True)]
