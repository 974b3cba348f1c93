"""Answers as people type them: amounts, shares of pay, and the shapes of a match."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from megaroth.kernel.message import message
from megaroth.kernel.money import PPM, UnreadableError, number, percent, to_cents, to_ppm
from megaroth.model.fields import OLDEST

_DONT_KNOW = ("unknown", "i don't know", "i dont know", "dont know", "don't know", "not known", "?")
_NO_MATCH = ("none", "no match", "no", "nothing", "0", "0%")
_FIXED = re.compile(r"\$?\s*\d[\d,]*(?:\.\d+)?\s*[km]?(?:\s*(?:a|per)\s+year)?", re.IGNORECASE)


def is_not_known(typed: str) -> bool:
    """Whether an answer says that somebody does not know."""
    return typed.strip().casefold().replace("’", "'") in _DONT_KNOW


def plain_amount(typed: str) -> str:
    """An amount without a suffix for thousands or millions.

    >>> plain_amount("310k"), plain_amount("$1.2m"), plain_amount("1,500")
    ('310000', '1200000', '1,500')
    """
    found = re.fullmatch(
        r"\$?\s*((?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,6})?)\s*([km])",
        typed,
        re.IGNORECASE | re.ASCII,
    )
    if found is None:
        return typed
    amount = Decimal(found[1].replace(",", "")) * (1_000 if found[2].lower() == "k" else 1_000_000)
    return f"{amount.normalize():f}"


def amount(typed: str) -> int:
    """An amount in cents.

    Raises:
        UnreadableError: it cannot be read; says what was expected.

    >>> amount("300k"), amount("$1,500"), amount("1500")
    (30000000, 150000, 150000)
    """
    cents = to_cents(plain_amount(typed.strip()))
    if cents < 0:
        raise UnreadableError(message("zero_or_more"))
    return cents


def match_tiers(typed: str) -> list[dict[str, Any]]:
    """The tiers of a match, as the household file states them.

    A fixed amount is what the employer adds to the first dollars put in.

    Raises:
        UnreadableError: it cannot be read; says what was expected.

    >>> match_tiers("50% up to 6%")
    [{'rate': '50%', 'up_to': '6%'}]
    >>> match_tiers("$1,500")
    [{'rate': '100%', 'up_to_dollars': 1500}]
    >>> match_tiers("none")
    []
    """
    plain = typed.casefold().strip().rstrip(".")
    if plain in _NO_MATCH:
        return []
    if _FIXED.fullmatch(plain):
        fixed = amount(re.sub(r"\s*(a|per)\s+year$", "", plain))
        return [{"rate": percent(PPM), "up_to_dollars": number(fixed)}]
    plain = plain.replace("dollar for dollar", "100%").replace("dollar-for-dollar", "100%")
    plain = re.sub(r"(\d+) cents? (on|per|for each) (the|a|every)? ?dollar", r"\1%", plain)
    found: list[dict[str, Any]] = []
    before = 0
    for part in re.split(r";|,\s+|\s+and\s+|\s+then\s+|\s+plus\s+", plain):
        numbers = re.findall(r"\$?\s*\d[\d,]*(?:\.\d+)?\s*(?:%|percent|k\b)?", part)
        if len(numbers) != 2:
            raise UnreadableError(message("match_as_typed"))
        rate, reach = (one.replace("percent", "%").replace(" ", "") for one in numbers)
        tier: dict[str, Any] = {"rate": percent(to_ppm(rate.rstrip("%") + "%"))}
        if "$" in reach or reach.endswith("k"):
            tier["up_to_dollars"] = number(amount(reach))
        else:
            share = to_ppm(reach.rstrip("%") + "%")
            before = share + before if "next" in part else share
            tier["up_to"] = percent(before)
        found.append(tier)
    return found


def birth_date(typed: str, year: int) -> date:
    """A birth date from an age in a year, or from a year of birth: any day of that year, because
    the age on December 31 counts.

    Raises:
        UnreadableError: it cannot be read; says what was expected.

    >>> birth_date("45", 2026), birth_date("1981", 2026)
    (datetime.date(1981, 7, 1), datetime.date(1981, 7, 1))
    """
    plain = typed.strip()
    if not (plain.isascii() and plain.isdecimal()):
        raise UnreadableError(message("age_as_typed"))
    born = int(plain) if int(plain) > OLDEST else year - int(plain)
    if not 0 <= year - born <= OLDEST:
        raise UnreadableError(message("age_as_typed"))
    return date(born, 7, 1)
