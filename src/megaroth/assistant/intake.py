"""What an assistant is told of these tools, and how it should ask."""

from __future__ import annotations

INSTRUCTIONS = """\
megaroth answers about the mega backdoor Roth with the numbers of the law; never state a limit, a tax or a rule from memory where a tool \
has it. Amounts are dollars. Where a plan rule is unknown, write "unknown" in the household file rather than guess: the answer is then a \
range with the question for HR. Tell the user the assumptions of an answer, that limits marked projected are not published, and the note. \
Pass figures only where the user states them from a published notice; the answer then says so."""

_INTAKE = """\
Help me find out whether and how I can use a mega backdoor Roth{year}.

Ask me, a few at a time, and accept "I don't know" for each:
1. my birth date, filing status and state; the same of my spouse if I file jointly;
2. my employer, pay a year and how often I am paid, and what I have contributed so far this year;
3. my plan's rules: does it take after-tax contributions (beyond the deferral limit, not Roth); can they move to the plan's Roth account, \
how often; may after-tax money be withdrawn while employed; is there a Roth 401(k); the match; a cap on after-tax contributions;
4. balances in the plan and in traditional IRAs with their basis; health coverage for a health savings account;
5. how much I can put away this year, and other income.

Then write the household file (the tool household_format tells its keys; a rule that I do not know is "unknown"), call check and plan, and \
tell me: first what is beyond a limit, and by when it must be dealt with (excesses), then the verdict, \
how much, what to elect from each paycheck, what to do and when, what the forms must say, the questions for HR by \
what they are worth. Offer compare for whether it is worth it. Name the assumptions and the sources, and that this is not tax advice."""


def intake(year: str = "") -> str:
    """Ask for what decides, and answer.

    Args:
        year: the calendar year, if not the current one.
    """
    return _INTAKE.format(year=f" in {year}" if year else "")
