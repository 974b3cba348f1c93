"""The instructions that an assistant gets with these tools, and the intake prompt."""

from __future__ import annotations

INSTRUCTIONS = """\
megaroth answers questions about the mega backdoor Roth with the numbers of the law. Never state a \
limit, a tax or a rule from memory if a tool has it. Amounts are dollars. If a plan rule is \
unknown, write "unknown" in the household file rather than guess. The answer is then a range with \
the question for HR. Report the assumptions of each answer and its note, and say that limits marked \
projected are not published. Pass figures only if the user states them from a published notice. The \
answer then says so."""

_INTAKE = """\
Help me find out whether and how I can use a mega backdoor Roth{year}.

Ask me a few questions at a time, and accept "I don't know" for each:
1. my birth date, filing status and state; the same for my spouse if I file jointly;
2. my employer, my annual pay, how often I am paid, and what I have contributed so far this year;
3. my plan's rules: whether it accepts after-tax contributions (above the deferral limit, not Roth); \
whether and how often they can move to the plan's Roth account; whether after-tax money can be \
withdrawn while employed; whether there is a Roth 401(k); the match; any cap on after-tax \
contributions;
4. balances in the plan and in traditional IRAs with their basis; health coverage for a health \
savings account;
5. how much I can save this year, other income, and what changes later: a house, college, an \
inheritance, a pension, another job, part-time work.

Then write the household file (the tool household_format describes its keys; a rule that I do not \
know is "unknown") and call check and plan. First report contributions above a limit and the date by \
which they must be corrected (excesses). Then report the verdict, the amounts, what to elect from \
each paycheck, what to do and when, what the tax forms must say, and the questions for HR by what \
they are worth. Offer compare to see whether it is worth it. State the assumptions and the sources, \
and that this is not tax advice."""


def intake(year: str = "") -> str:
    """Ask a person for the facts that matter, and answer.

    Args:
        year: the calendar year, if not the current one.
    """
    return _INTAKE.format(year=f" in {year}" if year else "")
