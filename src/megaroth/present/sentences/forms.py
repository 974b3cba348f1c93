"""Sentences about tax forms: why each is needed and what to write, and what is wrong with one."""

from __future__ import annotations

SENTENCES = {
    "form_1099r_roth_ira": (
        "A direct rollover to a Roth IRA: box 2a is the pre-tax part, box 5 the basis."
    ),
    "form_1099r_in_plan": (
        "An in-plan Roth rollover: box 2a is the pre-tax part, box 5 the basis; nothing is paid "
        "out."
    ),
    "form_1099r_traditional_ira": ("A direct rollover to a traditional IRA: nothing is taxed."),
    "form_1099r_plan": (
        "A direct rollover to another plan: nothing is taxed; it must account for any after-tax "
        "part separately."
    ),
    "form_1099r_paid": (
        "Paid to you. The plan does not know of a 60-day rollover: the return shows it, this form "
        "does not."
    ),
    "form_1099r_conversion": (
        "{person}'s conversion: the IRA does not know the basis, marks box 2b and repeats box 1 in "
        "2a."
    ),
    "form_1040_rollover": ("[{person}'s return. ]{where}[ Mark it as a rollover: {mark}.]"),
    "form_1040_conversions": (
        "[{person}'s return: its||The return's] conversions together, with other IRA distributions "
        "of the year. {where}"
    ),
    "lines_shared": "IRAs and plans share lines {plan} and {taxable}: enter both together.",
    "lines_apart": (
        "Lines {ira} and {ira_taxable} are for IRAs; a plan's distribution goes on {plan} and "
        "{taxable}."
    ),
    "form_5329": "Part I: the additional tax on early distributions[ ({line})].",
    "form_8606_conversion": (
        "{person}: {lines}; line 6 is what all traditional, SEP and SIMPLE IRAs hold on December "
        "31."
    ),
    "form_line": "line {line} {amount}",
    "form_8606_basis_arrived": (
        "Not for the rollover itself. The after-tax part that reached a traditional IRA is basis: "
        "add it to line 2 of the next Form 8606 that is due, and keep the Form 1099-R."
    ),
    "form_8606_roth_ira": (
        "A rollover from a plan to a Roth IRA is not an IRA conversion (Part II). Form 8606 Part "
        "III comes with a later withdrawal from the Roth IRA; keep the amounts of boxes 2a and 5 "
        "for its line 24."
    ),
    "form_8606_in_plan": "An in-plan Roth rollover touches no IRA.",
    "form_8606_no_basis": ("No IRA basis is used or created."),
    "box_2a_differs": (
        "Box 2a is {box_2a}; box 1 less box 5 is {right}. Ask the plan for a corrected form."
    ),
    "box_2a_not_taxed": ("Box 2a is {box_2a}; a direct rollover to {to:names} is not taxed."),
    "box_7_differs": "Box 7 is '{box_7}'; a direct rollover has code G.",
}
