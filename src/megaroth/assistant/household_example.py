"""The household file that an assistant starts from."""

from __future__ import annotations

from megaroth.readers.household_template import Answers, household_text


def example(year: int) -> str:
    """A worker with unknown plan rules, and every other key with its meaning as a comment."""
    return household_text(
        Answers(
            year=year,
            born="1981-07-01",
            born_is_guessed=False,
            pay="180_000",
            name="Sam",
            filing_status="single",
            state="TX",
            employer="Acme",
            pay_frequency="biweekly",
            roth="yes",
            fica_wages_last_year=None,
            match=[{"rate": "50%", "up_to": "6%"}],
            match_is_none=False,
            after_tax="yes",
            in_plan_roth_rollover="unknown",
            in_service_withdrawal="unknown",
            spare_cash=None,
            marginal_rate=None,
        )
    )
