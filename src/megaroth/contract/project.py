"""Years ahead as JSON."""

from __future__ import annotations

from megaroth.contract.shapes import Member, Record
from megaroth.contract.versions import Contract
from megaroth.planning.yearly_results import OutlookYear, YearsAhead

_TAXES = ("federal_tax", "state_tax", "payroll_tax")


def _first(record: Record) -> Record:
    return record.only("alternative", "paths", "money_of", "opened", "years", "assumptions")


def _first_year(record: Record) -> Record:
    taxes = Member("tax", Record(record.only(*_TAXES).members), lambda year: year)
    return (
        record.having(taxes)
        .renamed(
            own_contributions="own",
            withdrawn="drawn",
            hsa_paid="health",
            withdrawals="drawn_from",
            rollovers="moves",
        )
        .only(
            *("year", "people", "contributions", "balances", "wealth", "marginal_rate", "tax"),
            *("income", "premiums", "spending", "converted", "drawn", "own", "dividends"),
            *("health", "deposited", "repaid", "drawn_from", "moves"),
        )
    )


CONTRACT = Contract("project", YearsAhead, first={YearsAhead: _first, OutlookYear: _first_year})
