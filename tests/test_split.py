"""One distribution and its destinations: every figure of the answer, from a contract of 1,000 with
basis of 200 in small amounts."""

from __future__ import annotations

from typing import Any

import pytest

from megaroth.kernel.errors import InputError, NotAllowedError
from megaroth.kernel.trace import listen
from megaroth.law.load import law
from megaroth.planyear.distribution import split
from megaroth.planyear.distribution_result import Split
from megaroth.planyear.figure import Range

LAW = law(2026)


def divided(*to: tuple[str, int], balance: int = 1_000, basis: int = 200, **stated: Any) -> Split:
    return split(LAW, balance=balance, after_tax=basis, to=to, **stated)


def parts(found: Split) -> dict[str, tuple[int, int, int, int]]:
    """Amount, pre-tax and after-tax part, and income of each destination."""
    return {
        one.to: (one.amount, one.pre_tax, one.after_tax, one.taxable) for one in found.destinations
    }


def codes(found: Split) -> list[str]:
    return [one.code for one in found.notes]


def test_everything_goes_where_it_is_not_taxed_unless_stated() -> None:
    found = divided()
    assert parts(found) == {
        "traditional_ira": (800, 800, 0, 0),
        "roth_ira": (200, 0, 200, 0),
    }
    assert (found.distributed, found.pre_tax, found.after_tax) == (1_000, 800, 200)
    assert (found.balance_left, found.basis_left, found.unrecovered_basis) == (0, 0, 0)
    assert (found.taxable, found.withholding, found.additional_tax) == (0, 0, 0)
    assert (found.year, found.status, found.method) == (2026, "published", "whole_plan")
    assert (found.recipient_chooses, found.basis_after_loss, codes(found)) == (True, [], [])
    assert not divided(balance=0, basis=0).destinations
    assert list(parts(divided(basis=0))) == ["traditional_ira"]
    assert list(parts(divided(basis=1_000))) == ["roth_ira"]
    cents = divided(balance=2, basis=1)
    assert parts(cents) == {"traditional_ira": (1, 1, 0, 0), "roth_ira": (1, 0, 1, 0)}


def test_a_part_carries_its_share_of_basis() -> None:
    """IRC 72(e)(8): 20% of 500."""
    found = divided(distribute=500)
    assert (found.pre_tax, found.after_tax) == (400, 100)
    assert (found.balance_left, found.basis_left, found.unrecovered_basis) == (500, 100, 0)
    assert codes(found) == ["no_separate_source"]


def test_basis_of_before_1987_comes_first() -> None:
    """IRC 72(e)(8)(D): 150 of the 500 are old basis."""
    found = divided(distribute=500, pre_1987=150)
    assert (found.method, found.after_tax > 150, found.pre_tax + found.after_tax) == (
        "basis_first",
        True,
        500,
    )
    assert divided(separate_source=True, pre_1987=150).method == "separate_source"
    assert divided(separate_source=True).method == "separate_source"


def test_a_distribution_is_at_most_the_balance_and_its_destinations_add_up() -> None:
    with pytest.raises(NotAllowedError) as above:
        divided(distribute=1_001)
    assert above.value.args
    for amount in (999, 1_001):
        with pytest.raises(NotAllowedError):
            divided(("roth_ira", amount))


def test_a_destination_that_does_not_exist_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputError, match="to: found 'roth_ria'; did you mean roth_ira"):
        divided(("roth_ria", 1_000))


def test_after_tax_money_reaches_another_plan_only_directly() -> None:
    """IRC 402(c)(2)(A): a trustee-to-trustee transfer."""
    with pytest.raises(NotAllowedError):
        divided(("plan_60_day", 900), ("roth_ira", 100))
    with pytest.raises(NotAllowedError):
        divided(("plan_60_day", 801), ("cash", 199))
    with pytest.raises(NotAllowedError):
        divided(("plan_60_day", 1_000))
    assert parts(divided(("plan_60_day", 800), ("cash", 200)))["plan_60_day"] == (800, 800, 0, 0)


def test_cash_is_taxed_withheld_and_has_the_additional_tax_when_young() -> None:
    """800 of 1,000 in cash: 20% withheld (IRC 3405(c)) and, before 59 1/2, 10% more (72(t))."""
    found = divided(("cash", 1_000), half_years=100)
    assert parts(found) == {"cash": (1_000, 800, 200, 800)}
    assert (found.taxable, found.withholding, found.additional_tax) == (800, 160, 80)
    assert divided(("cash", 1_000), half_years=118).additional_tax == 80
    assert divided(("cash", 1_000), half_years=119).additional_tax == 0
    assert divided(("cash", 1_000), half_years=0).additional_tax == 80
    assert divided(("cash", 1_000)).additional_tax == Range(0, 80)
    assert divided(("cash", 1_000), separated_at=55).additional_tax == 0
    assert divided(("cash", 1_000), half_years=110, separated_at=55).additional_tax == 0
    assert divided(("roth_ira", 1_000)).additional_tax == 0
    one = divided(("cash", 10), balance=10, basis=0)
    assert one.additional_tax == Range(0, 1)


def test_a_conversion_is_taxed_without_withholding_or_additional_tax() -> None:
    for name in ("roth_ira", "designated_roth"):
        found = divided((name, 1_000), half_years=100)
        assert (found.taxable, found.withholding, found.additional_tax) == (800, 0, 0)
    # A 60-day rollover is paid to the person first.
    found = divided(("roth_ira_60_day", 1_000), half_years=100)
    assert (found.taxable, found.withholding, found.additional_tax) == (800, 160, 0)
    found = divided(("traditional_ira_60_day", 1_000))
    assert (found.taxable, found.withholding) == (0, 160)


def test_pre_tax_dollars_go_first_where_the_recipient_wants_them() -> None:
    """Notice 2014-54: 800 pre-tax dollars over direct rollovers of 900; the rest is cash."""
    to = (("roth_ira", 300), ("traditional_ira", 600), ("cash", 100))
    found = divided(*to, half_years=100)
    assert list(parts(found)) == ["roth_ira", "traditional_ira", "cash"]
    assert parts(found) == {
        "roth_ira": (300, 200, 100, 200),
        "traditional_ira": (600, 600, 0, 0),
        "cash": (100, 0, 100, 0),
    }
    assert (found.recipient_chooses, found.least_taxable, found.most_taxable) == (True, 200, 300)
    most = divided(*to, prefer=["roth_ira"])
    assert (most.taxable, parts(most)["roth_ira"]) == (300, (300, 300, 0, 300))


@pytest.mark.parametrize(
    ("to", "chooses"),
    [
        # One destination of a kind leaves no choice.
        ((("roth_ira", 1_000),), False),
        ((("roth_ira", 900), ("cash", 100)), False),
        # Pre-tax dollars fill both.
        ((("roth_ira", 400), ("traditional_ira", 400), ("cash", 200)), False),
        ((("roth_ira", 401), ("traditional_ira", 400), ("cash", 199)), True),
        ((("roth_ira", 100), ("traditional_ira", 100), ("cash", 800)), False),
        # 800 - 500 are left for two 60-day rollovers of 500.
        (
            (("roth_ira", 500), ("roth_ira_60_day", 250), ("traditional_ira_60_day", 250)),
            True,
        ),
        # 800 - 800 leave nothing for them, nor do 800 - 850.
        (
            (("roth_ira", 800), ("roth_ira_60_day", 100), ("traditional_ira_60_day", 100)),
            False,
        ),
        (
            (("roth_ira", 850), ("roth_ira_60_day", 75), ("traditional_ira_60_day", 75)),
            False,
        ),
        # Exactly one dollar is left, and one less than both take.
        (
            (("roth_ira", 799), ("roth_ira_60_day", 100), ("traditional_ira_60_day", 101)),
            True,
        ),
        (
            (
                ("plan", 1),
                ("roth_ira_60_day", 400),
                ("traditional_ira_60_day", 400),
                ("cash", 199),
            ),
            True,
        ),
        (
            (
                ("plan", 100),
                ("roth_ira_60_day", 350),
                ("traditional_ira_60_day", 350),
                ("cash", 200),
            ),
            False,
        ),
    ],
)
def test_the_recipient_chooses_where_pre_tax_dollars_fill_a_part(
    to: tuple[tuple[str, int], ...], chooses: bool
) -> None:
    assert divided(*to).recipient_chooses == chooses


@pytest.mark.parametrize(
    ("half_years", "limit"), [(None, 7_500), (99, 7_500), (100, 8_600), (130, 8_600)]
)
def test_a_traditional_ira_makes_a_later_backdoor_taxable(
    half_years: int | None, limit: int
) -> None:
    """Notice 2025-67: 7,500 in 2026, and 1,100 more from 50. With 30,000 pre-tax in IRAs, a
    conversion of the limit has limit / (limit + 30,000) of basis."""
    found = split(LAW, balance=40_000_00, after_tax=10_000_00, half_years=half_years)
    roth, ira = found.later_backdoor
    assert (roth.choice, roth.taxable_now, roth.traditional_ira, roth.backdoor_taxable) == (
        "all_to_roth",
        30_000_00,
        0,
        0,
    )
    untaxed = limit * limit / (limit + 30_000)
    assert (ira.choice, ira.taxable_now, ira.traditional_ira) == (
        "pre_tax_to_traditional_ira",
        0,
        30_000_00,
    )
    assert ira.backdoor_taxable == pytest.approx((limit - untaxed) * 100, abs=1)


def test_there_is_no_later_backdoor_to_spoil_without_pre_tax_money() -> None:
    assert divided(basis=1_000).later_backdoor == []
    assert len(divided(balance=1, basis=0).later_backdoor) == 2


def test_a_loss_leaves_basis_that_nobody_recovers() -> None:
    """1,000 hold basis of 1,300. All of them leave: 300 stay behind, with two readings."""
    found = divided(basis=1_300)
    assert (found.after_tax, found.pre_tax, found.unrecovered_basis, found.basis_left) == (
        1_000,
        0,
        300,
        0,
    )
    assert [(one.basis_left, one.unrecovered_basis) for one in found.basis_after_loss] == [
        (300, 0),
        (0, 300),
    ]
    (note,) = found.notes
    assert note.code == "loss_before_distribution"
    assert dict(note.parameters)["left"].low == 300
    half = divided(basis=1_300, distribute=500)
    assert (half.basis_left, half.unrecovered_basis, half.basis_after_loss) == (800, 0, [])
    assert codes(half) == ["source_below_basis"]


def test_a_contract_at_its_basis_has_no_loss() -> None:
    for amount in (500, 1_000):
        found = divided(basis=1_000, distribute=amount)
        assert (codes(found), found.basis_after_loss) == ([], [])
        assert found.basis_left == 1_000 - amount


@pytest.mark.parametrize(
    ("balance", "basis", "distribute", "said"),
    [(1_000, 200, 999, True), (1_000, 0, 500, False), (1_000, 1_000, 500, False), (4, 2, 2, True)],
)
def test_a_part_of_the_whole_plan_has_no_separate_source(
    balance: int, basis: int, distribute: int, said: bool
) -> None:
    found = divided(balance=balance, basis=basis, distribute=distribute)
    assert (codes(found) == ["no_separate_source"]) == said
    apart = divided(balance=balance, basis=basis, distribute=distribute, separate_source=True)
    assert codes(apart) == []


def test_a_worksheet_has_the_figures_of_the_answer() -> None:
    with listen() as root:
        found = divided(("roth_ira", 300), ("traditional_ira", 200), distribute=500)
    noted = {step.name: (step.result, step.inputs) for step in root.steps}
    for name in (
        "distributed",
        "pre_tax",
        "after_tax",
        "balance_left",
        "basis_left",
        "unrecovered_basis",
        "least_taxable",
        "most_taxable",
        "taxable",
    ):
        if name != "unrecovered_basis":
            assert noted[name][0] == getattr(found, name), name
    # What a loss would leave is the basis that has not come out.
    assert noted["unrecovered_basis"][0] == 100
    assert (found.least_taxable, found.most_taxable) == (200, 300)
    assert noted["traditional_ira"][0] == noted["taxable_now"][0] == 400
    with listen() as root:
        divided(basis=1_300, distribute=1_000)
    assert {step.name: step.result for step in root.steps}["unrecovered_basis"] == 300
