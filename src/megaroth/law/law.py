"""The numbers of one year, as attributes in cents, parts per million, years or counts; an open
trace records each read."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Protocol, TypeVar

from megaroth.kernel.errors import LawError, nearest
from megaroth.kernel.message import message
from megaroth.kernel.trace import Read, note_read, open_trace
from megaroth.law.entry import Entry, Limits, YearStatus
from megaroth.law.figures import Figures
from megaroth.law.reform import Reform
from megaroth.law.state_payroll import Contribution
from megaroth.law.states import StateLaw

T = TypeVar("T")


class Book(Protocol):
    """What the law of a year needs from its book, a
    :class:`~megaroth.law.law_book.LawBook`."""

    @property
    def figures(self) -> tuple[Figures, ...]:
        """A user's published figures."""

    @property
    def reforms(self) -> tuple[Reform, ...]:
        """A user's reforms, the last one on top."""

    def law(self, year: int, inflation: int | None = None) -> Law:
        """The federal law of a year."""

    def state(self, code: str, year: int, inflation: int | None = None) -> StateLaw:
        """The income tax law of a state in a year."""

    def contributions(
        self, code: str, year: int, inflation: int | None = None
    ) -> tuple[Contribution, ...]:
        """What a state takes from wages in a year."""


class _Limit:
    """One number a year."""

    def __set_name__(self, owner: type[Law], name: str) -> None:
        self.name = name

    def __get__(self, law: Law, owner: type[Law] | None = None) -> int:
        # Most reads happen without an open trace.
        value = law.single.get(self.name) if open_trace() is None else None
        return law.value(self.name) if value is None else value


class _ByStatus:
    """One number for each filing status, or for each kind of coverage."""

    def __set_name__(self, owner: type[Law], name: str) -> None:
        self.name = name

    def __get__(self, law: Law, owner: type[Law] | None = None) -> _Table:
        return _Table(law, self.name)


class _Table:
    def __init__(self, law: Law, name: str) -> None:
        self._law, self._name = law, name

    def __call__(self, key: str) -> int:
        return self._law.value(self._name, key)


class _Switch:
    """Whether a provision is in force in the year."""

    def __set_name__(self, owner: type[Law], name: str) -> None:
        self.name = name

    def __get__(self, law: Law, owner: type[Law] | None = None) -> bool:
        return law.switches[self.name]


class Law:
    """The law of one year, as numbers.

    Each attribute is a limit of that name in ``law/data``: cents, parts per million, years or a
    count. Those that differ by filing status or coverage are called with it:
    ``law.standard_deduction("single")``.

    Attributes:
        year: the calendar year.
        entries: every limit with its section, source and status.
        switches: provisions in force.
        inflation: price growth used for projections, parts per million a year.
        book: the book that it is in, which has the law of other years and of states.
        single: the values of limits that are one number, by name.
    """

    # Plans: IRC 402(g), 414(v), 415, 401(a)(17), 414(q), 416
    elective_deferral = _Limit()
    deferral_457b = _Limit()
    catch_up_50 = _Limit()
    catch_up_60_63 = _Limit()
    roth_catch_up_wage_threshold = _Limit()
    annual_additions = _Limit()
    compensation_limit = _Limit()
    hce_threshold = _Limit()
    key_employee_officer = _Limit()
    db_annual_benefit = _Limit()
    simple_deferral = _Limit()
    simple_catch_up_50 = _Limit()
    simple_catch_up_60_63 = _Limit()
    # IRAs: IRC 219, 408A
    ira_contribution = _Limit()
    ira_catch_up_50 = _Limit()
    roth_ira_phaseout_start = _ByStatus()
    roth_ira_phaseout_end = _ByStatus()
    ira_deduction_phaseout_start_covered = _ByStatus()
    ira_deduction_phaseout_end_covered = _ByStatus()
    ira_deduction_phaseout_start_spouse_covered = _ByStatus()
    ira_deduction_phaseout_end_spouse_covered = _ByStatus()
    roth_529_lifetime_rollover = _Limit()
    trump_account_annual_contribution = _Limit()
    trump_account_employer_exclusion = _Limit()
    trump_account_pilot_seed = _Limit()
    # Health savings accounts: IRC 223
    excess_contribution_rate = _Limit()
    hsa_self_only = _Limit()
    hsa_family = _Limit()
    hsa_catch_up_55 = _Limit()
    hdhp_min_deductible = _ByStatus()
    hdhp_max_out_of_pocket = _ByStatus()
    dpc_monthly_fee_cap = _ByStatus()
    # Payroll and income tax
    social_security_wage_base = _Limit()
    standard_deduction = _ByStatus()
    dependent_standard_deduction = _Limit()
    dependent_earned_addition = _Limit()
    qualified_business_threshold = _ByStatus()
    qualified_business_range = _ByStatus()
    qualified_business_minimum = _Limit()
    qualified_business_minimum_income = _Limit()
    qualified_business_rate = _Limit()
    business_wage_rate = _Limit()
    business_wage_rate_with_property = _Limit()
    business_property_rate = _Limit()
    additional_standard_deduction_65_or_blind = _ByStatus()
    long_term_gain_0_top = _ByStatus()
    long_term_gain_15_top = _ByStatus()
    niit_rate = _Limit()
    niit_magi_threshold = _ByStatus()
    additional_medicare_rate = _Limit()
    additional_medicare_threshold = _ByStatus()
    senior_deduction = _Limit()
    senior_deduction_phaseout_start = _ByStatus()
    senior_deduction_phaseout_rate = _Limit()
    # Income tax, its credits, and Medicare premiums
    amt_exemption = _ByStatus()
    amt_phaseout_start = _ByStatus()
    amt_28_start = _ByStatus()
    salt_cap = _ByStatus()
    salt_phase_down_start = _ByStatus()
    salt_floor = _ByStatus()
    earned_income_credit = _ByStatus()
    earned_income_phaseout_start = _ByStatus()
    earned_income_joint_addition = _ByStatus()
    earned_income_rate = _ByStatus()
    earned_income_phaseout_rate = _ByStatus()
    savers_credit_50_top = _ByStatus()
    savers_credit_20_top = _ByStatus()
    savers_credit_10_top = _ByStatus()
    poverty_line = _ByStatus()
    poverty_line_addition = _ByStatus()
    premium_credit_initial = _ByStatus()
    premium_credit_final = _ByStatus()
    premium_credit_least_income = _Limit()
    premium_credit_most_income = _Limit()
    withholding_standard_deduction = _ByStatus()
    withholding_allowance = _ByStatus()
    savers_match_start = _ByStatus()
    savers_match_range = _ByStatus()
    savers_match_rate = _Limit()
    savers_match_rounding = _Limit()
    charity_without_itemizing = _ByStatus()
    irmaa_part_b = _ByStatus()
    irmaa_part_d = _ByStatus()
    irmaa_tiers_single = _ByStatus()
    irmaa_tiers_joint = _ByStatus()
    social_security_base = _ByStatus()
    social_security_adjusted_base = _ByStatus()
    capital_loss_limit = _ByStatus()
    child_tax_credit_phaseout_start = _ByStatus()
    income_tax_top_rate = _Limit()
    amt_phaseout_rate = _Limit()
    amt_first_rate = _Limit()
    amt_second_rate = _Limit()
    child_tax_credit = _Limit()
    child_tax_credit_refundable = _Limit()
    child_tax_credit_step = _Limit()
    child_tax_credit_income_step = _Limit()
    child_tax_credit_age = _Limit()
    child_tax_credit_many_children = _Limit()
    child_tax_credit_earnings_start = _Limit()
    child_tax_credit_earnings_rate = _Limit()
    earned_income_investment_limit = _Limit()
    earned_income_first_age = _Limit()
    earned_income_last_age = _Limit()
    savers_credit_contribution = _Limit()
    savers_credit_50_rate = _Limit()
    savers_credit_20_rate = _Limit()
    savers_credit_10_rate = _Limit()
    savers_credit_first_age = _Limit()
    child_tax_end_age = _Limit()
    dependent_child_age = _Limit()
    surviving_spouse_years = _Limit()
    charity_floor_rate = _Limit()
    charity_ceiling_rate = _Limit()
    salt_phase_down_rate = _Limit()
    itemized_deduction_reduction = _ByStatus()
    medicare_part_b_standard = _Limit()
    social_security_first_rate = _Limit()
    social_security_second_rate = _Limit()
    long_term_gain_15_rate = _Limit()
    long_term_gain_20_rate = _Limit()
    senior_deduction_age = _Limit()
    additional_medicare_self_employed_rate = _Limit()
    # Fixed by statute: law/data/statute.toml
    catch_up_age = _Limit()
    higher_catch_up_first_age = _Limit()
    higher_catch_up_last_age = _Limit()
    ira_catch_up_age = _Limit()
    hsa_catch_up_age = _Limit()
    annual_additions_share_of_compensation = _Limit()
    control_share = _Limit()
    common_control_share = _Limit()
    owner_share = _Limit()
    employer_deduction_share = _Limit()
    self_employment_earnings_share = _Limit()
    self_employment_least = _Limit()
    self_employment_social_security_rate = _Limit()
    self_employment_medicare_rate = _Limit()
    employee_social_security_rate = _Limit()
    employee_medicare_rate = _Limit()
    roth_ira_phaseout_floor = _Limit()
    roth_ira_phaseout_step = _Limit()
    eligible_rollover_withholding_rate = _Limit()
    early_distribution_rate = _Limit()
    early_distribution_age_in_half_years = _Limit()
    separation_exception_age = _Limit()
    periodic_payment_rate = _Limit()
    periodic_payment_years = _Limit()
    roth_qualification_years = _Limit()
    roth_recapture_years = _Limit()
    medicare_age = _Limit()
    medicare_income_years = _Limit()
    self_correction_years = _Limit()
    acp_ratio = _Limit()
    acp_points = _Limit()
    # Provisions that began or ended
    designated_roth_accounts = _Switch()
    in_plan_roth_rollovers = _Switch()
    higher_catch_up_at_60 = _Switch()
    roth_catch_up_required = _Switch()
    roth_employer_contributions = _Switch()
    traditional_ira_age_limit = _Switch()
    itemized_deduction_limit = _Switch()

    def __init__(self, year: int, limits: Limits, inflation: int, book: Book) -> None:
        self.year = year
        self.entries, self.switches = limits
        self.inflation = inflation
        self.book = book
        self.single = {
            name: entry.values[""] for name, entry in self.entries.items() if "" in entry.values
        }
        self._kept: dict[Hashable, Any] = {}

    def __reduce__(self) -> tuple[Callable[..., Law], tuple[Book, int, int]]:
        """Another process gets the book, and finds the year in it."""
        return _in_book, (self.book, self.year, self.inflation)

    def in_year(self, year: int) -> Law:
        """The law of another year in the same book, at the same price growth."""
        return self.book.law(year, self.inflation)

    def state(self, code: str) -> StateLaw:
        """The income tax law of a state in the same year.

        Raises:
            LawError: megaroth has no law for that state or year.
        """
        return self.book.state(code, self.year, self.inflation)

    def state_contributions(self, code: str) -> tuple[Contribution, ...]:
        """What a state takes from wages in the same year."""
        return self.book.contributions(code, self.year, self.inflation)

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """What follows from the year's numbers alone, such as a column of them: made once.

        Args:
            key: what it is.
            make: makes it.
        """
        try:
            found: T = self._kept[key]
        except KeyError:
            # Two threads may both make it; they then share one.
            found = self._kept.setdefault(key, make())
        return found

    def __repr__(self) -> str:
        return f"<Law {self.year}, {self.status}>"

    @property
    def status(self) -> YearStatus:
        """``projected`` if any number of the year is projected; otherwise ``stated`` if the user
        entered any."""
        return self.status_of(*self.entries)

    def status_of(self, *names: str) -> YearStatus:
        """``projected`` if any of these limits is projected; otherwise ``stated`` if the user
        entered any."""
        found = {self.entry(name).status for name in names}
        return (
            "projected" if "projected" in found else "stated" if "stated" in found else "published"
        )

    def projected_names(self) -> list[str]:
        """Limits that are projected, those of plans and IRAs first."""
        order = {name: place for place, name in enumerate(limit_names())}
        names = [name for name, entry in self.entries.items() if entry.status == "projected"]
        return sorted(names, key=lambda name: (order.get(name, len(order)), name))

    def has(self, name: str) -> bool:
        """Whether the year has that limit."""
        return name in self.entries

    def entry(self, name: str) -> Entry:
        """A limit with its authority.

        Raises:
            LawError: the year has no such limit.
        """
        try:
            return self.entries[name]
        except KeyError:
            hint = nearest(name, list(self.entries))
            raise LawError(
                message("no_such_limit", year=self.year, name=repr(name), near=hint)
            ) from None

    def value(self, name: str, key: str = "") -> int:
        """One number; an open trace records it.

        Raises:
            LawError: the year has no such limit, or the limit no such key.
        """
        try:
            entry = self.entries[name]
            value = entry.values[key]
        except KeyError:
            known = tuple(self.entry(name).values)
            raise LawError(
                message("no_value_of_limit", name=name, year=self.year, key=repr(key), known=known)
            ) from None
        if open_trace() is not None:
            label = f"{name}[{key}]" if key else name
            note_read(
                Read(label, value, entry.section, entry.source, entry.status, unit=entry.unit)
            )
        return value

    def value_or_zero(self, name: str, key: str) -> int:
        """One number, or zero for a key that the limit does not have.

        Raises:
            LawError: the year has no such limit.
        """
        if open_trace() is None and name in self.entries:
            return self.entries[name].values.get(key, 0)
        return self.value(name, key) if key in self.entry(name).values else 0


def _in_book(book: Book, year: int, inflation: int) -> Law:
    return book.law(year, inflation)


def limit_names() -> list[str]:
    """Every limit that :class:`Law` can give, in the order of its declaration."""
    return [name for name, member in vars(Law).items() if isinstance(member, (_Limit, _ByStatus))]


def switch_names() -> list[str]:
    """Every provision that :class:`Law` has a switch for."""
    return [name for name, member in vars(Law).items() if isinstance(member, _Switch)]


def about(law: Law) -> dict[str, Any]:
    """The year as plain data: every limit with its values in its own unit, section, source and
    status."""
    return {
        name: {
            "values": dict(entry.values),
            "unit": entry.unit,
            "section": entry.section,
            "source": entry.source,
            "status": entry.status,
            "evidence": entry.evidence,
        }
        for name, entry in law.entries.items()
        if entry.values
    }
