"""What the linear program proposes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Proposal:
    """A proposal of the program, cents, and its estimated value in today's money.

    Attributes:
        pre_tax, roth, after_tax: elections by year of work and person.
        drawn_pre_tax, drawn_roth, converted: by year.
        tax: by year, with Medicare premiums.
        value: of the objective.
    """

    pre_tax: dict[tuple[int, str], int]
    roth: dict[tuple[int, str], int]
    after_tax: dict[tuple[int, str], int]
    drawn_pre_tax: dict[int, int]
    drawn_roth: dict[int, int]
    converted: dict[int, int]
    tax: dict[int, int]
    value: int
