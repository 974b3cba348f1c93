"""A plain model of a single person's years, to check the engine against: floats and dollars,
nothing of the product.

Figures of 2026 are from Rev. Proc. 2025-32. Later years index them without the rounding of the
law. A person of 57 in Texas works for four years, lives on savings until 64, and
never reaches Medicare, benefits or required distributions, so tax, accounts and spending are all
there is.
"""

from __future__ import annotations

from dataclasses import dataclass, field

FIRST, STOPS, LAST = 2026, 2030, 2033
GROWTH, INFLATION, YIELD, TURNOVER, HEIRS = 0.06, 0.024, 0.015, 0.05, 0.24
PAY, SPENDING, RETIRED_SPENDING = 180_000, 60_000, 130_000
DEFERRALS = {2026: 24_500, 2027: 25_500, 2028: 26_000, 2029: 26_500}
"""IRC 402(g). After 2026, the engine's own forecast."""
ADDITIONS = {2026: 72_000, 2027: 75_000, 2028: 77_000, 2029: 79_000}
"""IRC 415(c). After 2026, the engine's own forecast."""
BRACKETS = (
    (0, 0.10),
    (12_400, 0.12),
    (50_400, 0.22),
    (105_700, 0.24),
    (201_775, 0.32),
    (256_225, 0.35),
    (640_600, 0.37),
)
GAIN_BRACKETS = ((0, 0.0), (49_450, 0.15), (545_500, 0.20))
STANDARD_DEDUCTION = 16_100
INVESTMENT_TAX_ABOVE = 200_000
"""IRC 1411(b). No law indexes it."""


def prices(year: int) -> float:
    return (1 + INFLATION) ** (year - FIRST)


def indexed(year: int) -> float:
    """How far the law has raised its brackets since 2026.

    Up to 2029 it is the engine's forecast, from months of the index (IRC 1(f)(3)) that are already
    published; then inflation.
    """
    known = {2026: 1.0, 2027: 1.0304, 2028: 1.0622, 2029: 1.0877}
    return known.get(year) or known[2029] * (1 + INFLATION) ** (year - 2029)


def stacked(low: float, high: float, brackets: tuple[tuple[int, float], ...], by: float) -> float:
    """The tax on the income between two amounts."""
    tops = [start * by for start, _ in brackets[1:]] + [float("inf")]
    return sum(
        rate * max(min(high, top) - max(low, start * by), 0)
        for (start, rate), top in zip(brackets, tops, strict=True)
    )


def federal_tax(year: int, ordinary: float, gains: float, interest: float = 0.0) -> float:
    """Income tax with qualified dividends and long-term gains on top, and the tax on investment
    income; interest is ordinary income and investment income."""
    by = indexed(year)
    income = ordinary + interest + gains
    taxable = max(income - STANDARD_DEDUCTION * by, 0)
    preferred = min(gains, taxable)
    return (
        stacked(0, taxable - preferred, BRACKETS, by)
        + stacked(taxable - preferred, taxable, GAIN_BRACKETS, by)
        + 0.038 * min(gains + interest, max(income - INVESTMENT_TAX_ABOVE, 0))
    )


@dataclass(frozen=True)
class Assets:
    """What accounts hold and cost, as fractions."""

    taxable_bonds: float = 0.0
    pre_tax_bonds: float = 0.0
    roth_bonds: float = 0.0
    interest: float = 0.04
    unqualified: float = 0.0
    taxable_fee: float = 0.0
    plan_fee: float = 0.0
    ira_fee: float = 0.0

    @property
    def taxable(self) -> float:
        return self.growth(self.taxable_bonds, self.taxable_fee)

    @property
    def pre_tax(self) -> float:
        return self.growth(self.pre_tax_bonds, self.plan_fee)

    @property
    def roth_in_plan(self) -> float:
        return self.growth(self.roth_bonds, self.plan_fee)

    @property
    def roth(self) -> float:
        return self.growth(self.roth_bonds, self.ira_fee)

    @property
    def dividends(self) -> float:
        """Qualified, of a dollar in the taxable account."""
        return YIELD * (1 - self.taxable_bonds) * (1 - self.unqualified)

    @property
    def ordinary(self) -> float:
        """Interest and unqualified dividends, of a dollar in the taxable account."""
        of_stocks = YIELD * (1 - self.taxable_bonds) * self.unqualified
        return of_stocks + self.taxable_bonds * self.interest

    @property
    def paid(self) -> float:
        return self.dividends + self.ordinary

    def growth(self, bonds: float, fee: float) -> float:
        return (1 + bonds * self.interest + (1 - bonds) * GROWTH) * (1 - fee) - 1


@dataclass
class Single:
    """One alternative, with its accounts."""

    mega: bool
    level: float = RETIRED_SPENDING
    pre_tax: float = 600_000.0
    roth: float = 50_000.0
    taxable: float = 400_000.0
    roth_in_plan: float = 0.0
    basis: float = 280_000.0
    assets: Assets = Assets()
    unmet: float = 0.0
    taxes: dict[int, float] = field(default_factory=dict)
    after_tax: dict[int, float] = field(default_factory=dict)
    balances: dict[int, tuple[float, float, float]] = field(default_factory=dict)

    def run(self) -> Single:
        for year in range(FIRST, LAST + 1):
            if year == STOPS:
                # Roth money of the plan goes to a Roth IRA.
                self.roth, self.roth_in_plan = self.roth + self.roth_in_plan, 0.0
            self.work(year) if year < STOPS else self.live(year)
            self.balances[year] = (self.pre_tax, self.roth + self.roth_in_plan, self.taxable)
        return self

    def work(self, year: int) -> None:
        """Pay covers contributions, taxes and spending. What is left is saved."""
        pay = PAY * prices(year)
        deferral, match = DEFERRALS[year], 0.03 * pay
        after_tax = ADDITIONS[year] - deferral - match if self.mega else 0.0
        pay_after = pay * (1 - 0.0765) - deferral - after_tax - SPENDING * prices(year)
        self.after_tax[year] = after_tax
        self.close(year, pay_after, pay - deferral, 0, 0, 0)
        self.pre_tax += (deferral + match) * (1 + self.assets.pre_tax / 2)
        self.roth_in_plan *= 1 + self.assets.roth_in_plan
        self.roth_in_plan += after_tax * (1 + self.assets.roth_in_plan / 2)

    def live(self, year: int) -> None:
        """Spend from the taxable account, then pre-tax money, then Roth money."""
        spending = self.level * prices(year)
        paid = self.assets.paid * self.taxable
        low, high = 0.0, 3 * spending
        for _ in range(80):
            got = (low + high) / 2
            sold, drawn, roth, unmet = self.sources(got)
            enough = got + paid >= spending + self.tax(year, 0, sold, drawn)
            low, high = (low, got) if enough else (got, high)
        self.unmet += unmet
        self.close(year, unmet - spending, 0, sold, drawn, roth)

    def sources(self, needed: float) -> tuple[float, float, float, float]:
        sold = min(needed, self.taxable * (1 - self.assets.paid))
        drawn = min(needed - sold, self.pre_tax)
        roth = min(needed - sold - drawn, self.roth)
        return sold, drawn, roth, needed - sold - drawn - roth

    def gain_share(self) -> float:
        """Losses do not count, as in the engine."""
        return max(1 - self.basis / self.taxable, 0.0) if self.taxable > 0 else 0.0

    def realized(self, sold: float) -> float:
        """Turnover realizes a share of the gain that the sale leaves."""
        return TURNOVER * (self.taxable - sold) * self.gain_share()

    def tax(self, year: int, wages: float, sold: float, drawn: float) -> float:
        gain = sold * self.gain_share() + self.realized(sold)
        assets = self.assets
        dividends, interest = assets.dividends * self.taxable, assets.ordinary * self.taxable
        return federal_tax(year, wages + drawn, gain + dividends, interest)

    def close(
        self, year: int, cash: float, wages: float, sold: float, drawn: float, roth: float
    ) -> None:
        """Withdrawals leave on January 1. Dividends, interest and savings come evenly over the
        year."""
        by = self.assets
        tax = self.taxes[year] = self.tax(year, wages, sold, drawn)
        paid, turned = by.paid * self.taxable, self.realized(sold)
        saved = cash + sold + drawn + roth + paid - tax
        self.basis += turned - sold * (1 - self.gain_share()) + saved
        kept = (self.taxable - sold) * (1 + by.taxable)
        self.taxable = kept + (saved - paid) * (1 + by.taxable / 2)
        self.pre_tax = (self.pre_tax - drawn) * (1 + by.pre_tax)
        self.roth = (self.roth - roth) * (1 + by.roth)

    def cash_out(self) -> float:
        gain = max(self.taxable - self.basis, 0)
        owed = federal_tax(LAST, self.pre_tax, gain)
        return (self.pre_tax + self.roth + self.taxable - owed) / prices(LAST)

    def estate(self) -> float:
        """Heirs take pre-tax money in ten equal parts, and Roth money after ten years."""
        saver = 1 + GROWTH - 0.15 * (YIELD + TURNOVER * (GROWTH - YIELD))
        spread = sum(0.1 * ((1 + GROWTH) / saver) ** year for year in range(1, 11))
        pre_tax = self.pre_tax * (1 - HEIRS) * spread
        roth = self.roth * ((1 + GROWTH) / saver) ** 10
        return (self.taxable + pre_tax + roth) / prices(LAST)


def lasting_level(*, mega: bool, assets: Assets | None = None) -> float:
    """The most that can be spent every year after work, in 2026 dollars."""
    assets = assets or Assets()
    low, high = 0.0, 2_000_000.0
    for _ in range(50):
        level = (low + high) / 2
        lasts = Single(mega, level, assets=assets).run().unmet < 1
        low, high = (level, high) if lasts else (low, level)
    return low
