"""What do fame, price and other people's words show, and is it right what is said of the market?

Popularity, prices, forecasts and praise cannot be checked and prove nothing. That sellers promise much, that many of
them sell, and that promises run ahead of evidence is on record. Taking fame or price for proof is not shown.
"""

from __future__ import annotations

from exoderm.appraisal import by_fact
from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding
from exoderm.appraisal.rules import status
from exoderm.page.ideas import Ideas
from exoderm.page.page import Claim

QUESTION = "What do fame, price and other people's words show, and is it right what is said of the market?"

_ELSEWHERE = ("penetration", "regulation")


def applies(claim: Claim, context: Context) -> bool:
    """Statements on popularity, price and marketing: by their type, or because fame or price is taken for proof."""
    ideas = claim.ideas
    if by_fact.opened("market", ideas, context):
        return True
    of_market = "market" in (claim.claim_type, claim.second_type) and ideas.has("many_sellers")
    if status.applies(claim, context) and not of_market:
        return False  # what may be said in an advertisement is a question of law
    if claim.claim_type == "market":
        return True
    if claim.claim_type in _ELSEWHERE or claim.population != "none":
        return False
    if ideas.has("promises_made") and ideas.has("runs_ahead", "honest_ads", "vesicle", "maker_word"):
        return True
    return ideas.has("popular", "price_word", "forecast", "many_sellers", "no_sellers", "legal_words")


def answer(claim: Claim, context: Context) -> Finding | None:
    """The facts on selling that the sentence touches; else what kind of talk it is, which proves nothing."""
    ideas = claim.ideas
    touched = by_fact.touched("market", ideas, context)
    if touched:
        return by_fact.softened(by_fact.finding(touched, context), claim.certainty == "hedged")
    talk = ideas.has("popular", "price_word", "forecast", "promises_made") and not ideas.commands
    if claim.claim_type != "market" and not talk:
        return None
    return Finding("market", "not_checkable", _kind(ideas), vague=True)


def _kind(ideas: Ideas) -> str:
    if ideas.has("forecast"):
        return "A forecast: there is nothing to hold it against yet."
    if ideas.has("price_word"):
        return "A price says nothing of what a product holds or does."
    if ideas.has("popular"):
        return "Popularity is no proof of an effect, and there is nothing here to check it against."
    return "A private opinion or other people's words: no record can bear on it."
