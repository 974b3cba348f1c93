"""What is said about the deduction for qualified business income where the file leaves it open."""

from __future__ import annotations

import pytest

from megaroth.kernel.message import Amount, Message
from megaroth.planyear.tax_bill import TaxBill, tax_bill
from megaroth.readers.household_file import parse_household


def bill(pay: int, **answers: str) -> TaxBill:
    """The year of a business; what is not answered is unknown."""
    stated = "".join(f"{name} = {value}\n" for name, value in answers.items())
    return tax_bill(
        parse_household(
            'year = 2026\nfiling_status = "single"\n[[people]]\nname = "Ann"\nborn = 1984-02-03\n'
            f'[[people.jobs]]\nemployer = "Own"\nself_employed = true\npay = {pay}\n{stated}'
        )
    )


def note(found: TaxBill) -> Message | None:
    return next((one for one in found.assumptions if one.code == "business_deduction_open"), None)


def deduction(found: TaxBill) -> int:
    return int(found.federal.business_deduction)


BIG = "9_000_000"


@pytest.mark.parametrize(
    ("stated", "worst", "best"),
    [
        # IRC 199A(b)(2)(B)(ii): a quarter of wages and 2.5% of property. Without wages, property
        # alone can carry the deduction.
        (
            {"specified_service": "false", "wages_paid": "0"},
            {"property_basis": "0"},
            {"property_basis": BIG},
        ),
        (
            {"specified_service": "false", "property_basis": "0"},
            {"wages_paid": "0"},
            {"wages_paid": "400_000"},
        ),
        # IRC 199A(d)(3): a specified service has none above the range.
        (
            {"wages_paid": "400_000", "property_basis": "0"},
            {"specified_service": "true"},
            {"specified_service": "false"},
        ),
        (
            {},
            {"specified_service": "true", "wages_paid": "0", "property_basis": "0"},
            {"specified_service": "false", "wages_paid": "400_000", "property_basis": BIG},
        ),
    ],
)
def test_the_range_of_an_open_deduction_is_that_of_its_answers(
    stated: dict[str, str], worst: dict[str, str], best: dict[str, str]
) -> None:
    said = note(bill(400_000, **stated))
    least, most = (deduction(bill(400_000, **stated, **answers)) for answers in (worst, best))
    assert said is not None
    assert least < most
    assert said.value("least") == Amount.of(least)
    assert said.value("most") == Amount.of(most)
    assert said.value("taken") == Amount.of(deduction(bill(400_000, **stated)))


@pytest.mark.parametrize(
    ("pay", "stated"),
    [
        # Below the threshold of taxable income of 201,750 neither counts (Rev. Proc. 2025-32).
        (150_000, {}),
        # Above the range a specified service has no deduction, whatever it paid.
        (400_000, {"specified_service": "true"}),
        # All is stated.
        (
            400_000,
            {"specified_service": "false", "wages_paid": "10_000", "property_basis": "0"},
        ),
        # A profit of nothing.
        (0, {}),
    ],
)
def test_a_deduction_that_no_answer_changes_is_not_open(pay: int, stated: dict[str, str]) -> None:
    assert note(bill(pay, **stated)) is None
