"""A plain model of a couple's years to their eighties, to check the engine against: floats and
dollars, nothing of the product.

Ann works for three years with an after-tax plan; Ben has retired. Both get Social Security at 67,
Medicare at 65, and required distributions at 75. Ben may die before the plan ends. Figures of 2026
are from Rev. Proc. 2025-32, the notices of CMS for 2026, and the statutes named. Later years index
them without the rounding of the law.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.plain_models import (
    ADDITIONS,
    DEFERRALS,
    FIRST,
    GROWTH,
    HEIRS,
    TURNOVER,
    YIELD,
    indexed,
    prices,
    stacked,
)

STOPS, LAST = 2029, 2049
BORN = {"Ann": 1964, "Ben": 1962}
BENEFITS = {"Ann": 12 * 3_000, "Ben": 12 * 1_800}
"""A year at 67, the full retirement age of both (42 USC 416(l)), in dollars of 2026."""
PAY, SPENDING, RETIRED_SPENDING = 170_000, 70_000, 200_000
RATES = (0.10, 0.12, 0.22, 0.24, 0.32, 0.35, 0.37)
STARTS = {
    "single": (0, 12_400, 50_400, 105_700, 201_775, 256_225, 640_600),
    "joint": (0, 24_800, 100_800, 211_400, 403_550, 512_450, 768_700),
}
GAIN_RATES = (0.0, 0.15, 0.20)
GAIN_STARTS = {"single": (0, 49_450, 545_500), "joint": (0, 98_900, 613_700)}
STANDARD = {"single": 16_100, "joint": 32_200}
OVER_65 = {"single": 2_050, "joint": 1_650}
SENIOR, SENIOR_ABOVE = 6_000, {"single": 75_000, "joint": 150_000}
"""IRC 151(d)(5)(C): from 65, 2025 to 2028, less 6% of income above; no law indexes it."""
TAXED_BENEFITS = {"single": (25_000, 34_000), "joint": (32_000, 44_000)}
"""IRC 86(c). No law indexes them."""
INVESTMENT_TAX_ABOVE = {"single": 200_000, "joint": 250_000}
PART_B = (202.9, 214.8, 227.3, 243.1, 260.1, 276.7, 295.6, 320.2, 341.4)
"""A month from 2026 on. After 2026 the engine's own forecast, then 4.4% a year."""
TIERS = {
    "single": (109_000, 137_000, 171_000, 205_000, 500_000),
    "joint": (218_000, 274_000, 342_000, 410_000, 750_000),
}
DEARER = (0.0, 95.7, 240.4, 385.0, 529.6, 578.0)
"""Parts B and D of 2026 beyond the standard premium, a month, above each tier of income."""
DIVISORS = (
    *(24.6, 23.7, 22.9, 22.0, 21.1, 20.2, 19.4, 18.5, 17.7, 16.8),
    *(16.0, 15.2, 14.4, 13.7),
)
"""Uniform Lifetime Table from 75 on (26 CFR 1.401(a)(9)-9(c))."""
PREMIUMS_LOOK_BACK = 2


def medicare(year: int, status: str, income: float) -> float:
    """A year of one person's premiums, by the income of two years before (42 USC 1395r(i))."""
    known = PART_B[min(year - FIRST, len(PART_B) - 1)]
    standard = known * 1.044 ** max(year - FIRST - len(PART_B) + 1, 0)
    tier = sum(income > start * indexed(year) for start in TIERS[status])
    return 12 * (standard + DEARER[tier] * standard / PART_B[0])


def taxed_benefits(status: str, benefits: float, other: float) -> float:
    """IRC 86."""
    base, adjusted = TAXED_BENEFITS[status]
    counted = other + benefits / 2
    half = min(benefits, max(min(counted, adjusted) - base, 0)) / 2
    return min(0.85 * benefits, half + 0.85 * max(counted - adjusted, 0))


@dataclass
class Couple:
    """One alternative, with its accounts."""

    mega: bool
    level: float = RETIRED_SPENDING
    ben_dies: int | None = None
    pre_tax: dict[str, float] = field(
        default_factory=lambda: {"Ann": 1_200_000.0, "Ben": 400_000.0}
    )
    roth: float = 50_000.0
    taxable: float = 1_500_000.0
    basis: float = 900_000.0
    unmet: float = 0.0
    incomes: dict[int, float] = field(default_factory=dict)
    taxes: dict[int, float] = field(default_factory=dict)
    premiums: dict[int, float] = field(default_factory=dict)
    balances: dict[int, tuple[float, float, float]] = field(default_factory=dict)

    def run(self) -> Couple:
        for year in range(FIRST, LAST + 1):
            self.live(year)
            if year == self.ben_dies:
                self.pre_tax = {"Ann": sum(self.pre_tax.values())}
            self.balances[year] = (sum(self.pre_tax.values()), self.roth, self.taxable)
        return self

    def living(self, year: int) -> list[str]:
        alone = self.ben_dies is not None and year > self.ben_dies
        return ["Ann"] if alone else ["Ann", "Ben"]

    def status(self, year: int) -> str:
        return "joint" if len(self.living(year)) > 1 else "single"

    def benefits(self, year: int) -> float:
        """A survivor has the larger one."""
        each = {who: BENEFITS[who] for who in BORN if year >= BORN[who] + 67}
        alone = self.status(year) == "single"
        found = max(each.values(), default=0) if alone else sum(each.values())
        return found * prices(year)

    def live(self, year: int) -> None:
        """Pay, benefits and required distributions first; then the taxable account, pre-tax and
        Roth money."""
        works = year < STOPS
        pay = PAY * prices(year) if works else 0.0
        deferral = DEFERRALS[year] if works else 0.0
        after_tax = ADDITIONS[year] - deferral - 0.03 * pay if works and self.mega else 0.0
        spending = (SPENDING if works else self.level) * prices(year)
        self.premiums[year] = self.premium(year)
        required = {who: self.required(who, year) for who in self.pre_tax}
        there = pay * (1 - 0.0765) - deferral - after_tax + self.benefits(year)
        there += sum(required.values()) + YIELD * self.taxable - spending - self.premiums[year]

        def left(got: float) -> float:
            sold, drawn, _, _ = self.sources(got, required)
            drawn += sum(required.values())
            return there + got - self.tax(year, pay - deferral, sold, drawn)[0]

        low, high = 0.0, 4 * RETIRED_SPENDING * prices(year) + 2 * spending
        for _ in range(80):
            got = (low + high) / 2
            low, high = (low, got) if left(got) >= 0 else (got, high)
        sold, drawn, roth, unmet = self.sources(low, required)
        self.unmet += unmet
        tax, income = self.tax(year, pay - deferral, sold, drawn + sum(required.values()))
        self.taxes[year], self.incomes[year] = tax, income
        self.close(year, there + low - tax, sold, drawn, roth, required)
        if works:
            self.pre_tax["Ann"] += (deferral + 0.03 * pay) * (1 + GROWTH / 2)
            self.roth += after_tax * (1 + GROWTH / 2)

    def premium(self, year: int) -> float:
        """Of everybody from 65; before there is an income of two years ago, that of the first
        year, without withdrawals in the first year itself."""
        covered = sum(year >= BORN[who] + 65 for who in self.living(year))
        then = max(year - PREMIUMS_LOOK_BACK, FIRST)
        status = self.status(then)
        return covered * medicare(year, status, self.incomes.get(then, 0.0))

    def required(self, who: str, year: int) -> float:
        age = year - BORN[who]
        return self.pre_tax[who] / DIVISORS[age - 75] if age >= 75 else 0.0

    def sources(
        self, needed: float, required: dict[str, float]
    ) -> tuple[float, float, float, float]:
        open_still = sum(self.pre_tax.values()) - sum(required.values())
        sold = min(needed, self.taxable * (1 - YIELD))
        drawn = min(needed - sold, open_still)
        roth = min(needed - sold - drawn, self.roth)
        return sold, drawn, roth, needed - sold - drawn - roth

    def tax(self, year: int, wages: float, sold: float, drawn: float) -> tuple[float, float]:
        """The federal tax, and adjusted gross income."""
        gain = max(self.taxable - self.basis, 0)
        share = sold / self.taxable if self.taxable > 0 else 0.0
        realized = TURNOVER * gain
        gains = realized + (gain - realized) * share + YIELD * self.taxable
        return self.federal_tax(year, wages + drawn, gains, self.benefits(year))

    def federal_tax(
        self, year: int, ordinary: float, gains: float, benefits: float
    ) -> tuple[float, float]:
        status, by = self.status(year), indexed(year)
        income = ordinary + gains + taxed_benefits(status, benefits, ordinary + gains)
        old = sum(year >= BORN[who] + 65 for who in self.living(year))
        deduction = (STANDARD[status] + old * OVER_65[status]) * by
        if year <= 2028:
            deduction += old * max(SENIOR - 0.06 * max(income - SENIOR_ABOVE[status], 0), 0)
        taxable = max(income - deduction, 0)
        preferred = min(gains, taxable)
        brackets = tuple(zip(STARTS[status], RATES, strict=True))
        of_gains = tuple(zip(GAIN_STARTS[status], GAIN_RATES, strict=True))
        above = max(income - INVESTMENT_TAX_ABOVE[status], 0)
        tax = (
            stacked(0, taxable - preferred, brackets, by)
            + stacked(taxable - preferred, taxable, of_gains, by)
            + 0.038 * min(gains, above)
        )
        return tax, income

    def close(
        self,
        year: int,
        saved: float,
        sold: float,
        drawn: float,
        roth: float,
        required: dict[str, float],
    ) -> None:
        """Withdrawals leave on January 1. Dividends and savings come evenly over the year."""
        gain, dividends = max(self.taxable - self.basis, 0), YIELD * self.taxable
        self.basis += TURNOVER * gain
        self.basis *= 1 - sold / self.taxable if self.taxable > 0 else 1
        self.basis += saved
        kept = (self.taxable - sold) * (1 + GROWTH)
        self.taxable = kept + (saved - dividends) * (1 + GROWTH / 2)
        open_still = {who: held - required[who] for who, held in self.pre_tax.items()}
        share = drawn / max(sum(open_still.values()), 1)
        self.pre_tax = {who: held * (1 - share) * (1 + GROWTH) for who, held in open_still.items()}
        self.roth = (self.roth - roth) * (1 + GROWTH)

    def cash_out(self) -> float:
        pre_tax, gain = sum(self.pre_tax.values()), max(self.taxable - self.basis, 0)
        owed, _ = self.federal_tax(LAST, pre_tax, gain, 0)
        return (pre_tax + self.roth + self.taxable - owed) / prices(LAST)

    def estate(self) -> float:
        """Heirs take pre-tax money in ten equal parts, and Roth money after ten years."""
        saver = 1 + GROWTH - 0.15 * (YIELD + TURNOVER * (GROWTH - YIELD))
        spread = sum(0.1 * ((1 + GROWTH) / saver) ** year for year in range(1, 11))
        pre_tax = sum(self.pre_tax.values()) * (1 - HEIRS) * spread
        roth = self.roth * ((1 + GROWTH) / saver) ** 10
        return (self.taxable + pre_tax + roth) / prices(LAST)


def lasting_level(*, mega: bool, ben_dies: int | None = None) -> float:
    """The most that can be spent every year after work, in dollars of 2026."""
    low, high = 0.0, 2_000_000.0
    for _ in range(50):
        level = (low + high) / 2
        lasts = Couple(mega, level, ben_dies).run().unmet < 1
        low, high = (level, high) if lasts else (low, level)
    return low
