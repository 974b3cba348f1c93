"""Letters about a plan: the questions for who runs it, and the request to offer after-tax
contributions."""

from __future__ import annotations

from megaroth.law.law_book import PUBLISHED, LawBook
from megaroth.model.household import Household
from megaroth.planyear.plan import plan as plan_year_of
from megaroth.planyear.plan_offers import plan_offers
from megaroth.present.letter import Letter as Letter
from megaroth.present.letter import Letters as Letters
from megaroth.present.letter import how_to_enter as how_to_enter
from megaroth.present.offer_letter import offer_letters
from megaroth.present.question_letter import question_letters


def letter(household: Household, law_book: LawBook = PUBLISHED, *, offer: bool = False) -> Letters:
    """The letters of a household, one for each person and employer.

    Args:
        household: with unknown plan rules; for the request, with a plan that does not let after-tax
            money reach Roth.
        law_book: the law, with a user's figures and reforms.
        offer: the request to offer after-tax contributions, instead of the questions.

    Raises:
        LawError: megaroth has no law of the year.
    """
    answer = plan_year_of(household, law_book)
    if not offer:
        return question_letters(household, answer)
    offers, notes = plan_offers(household, law_book)
    law = law_book.law(household.year, household.inflation)
    return offer_letters(answer, offers, notes, law)
