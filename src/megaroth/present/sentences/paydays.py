"""Sentences about paydays: the assumed calendar, and a year of one paycheck more."""

from __future__ import annotations

SENTENCES = {
    "wish_gave_way": (
        "{person}, {employer}: {wish:wishes} gave way to {to:wishes}, which costs {cost}."
    ),
    "extra_paycheck_calendar": (
        "{employer} pays {paydays} times in {year}, [because the paycheck due on {due} is paid on "
        "{last}||from {first} to {last}]."
    ),
    "extra_paycheck_open": (
        "{calendar} The employer decides whether each check is a {usual:ordinals} or a "
        '{more:ordinals} of annual pay. Ask, and <state extra_paycheck = "full" or "spread"|answer '
        "$extra_paycheck>. Until then the elections here stay within every limit "
        "either way: the year counts the lower pay and the larger employer contributions."
    ),
    "first_payday_unstated": (
        "{employer}: <first_payday> is not stated; paid {frequency} from {first}."
    ),
    "extra_paycheck_of_period": "{calendar} Each check is the stated pay_per_period.",
    "extra_paycheck_part": (
        "{calendar} Each check is a {part:ordinals} of annual pay (<extra_paycheck>)."
    ),
    "extra_paycheck_counted": (
        "{calendar} Pay of the year is assumed to be the stated annual pay, each check a "
        "{more:ordinals} of it; where each is a {usual:ordinals}, <state extra_paycheck = "
        '"full"|say so in $extra_paycheck>.'
    ),
}
