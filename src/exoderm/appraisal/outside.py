"""Promises for other organs than skin and hair: the records do not reach there."""

from __future__ import annotations

from exoderm.page.page import Claim

_BORROWED = {"wound", "rejuvenation", "inflammation", "other-medical", "elasticity"}
"""Outcomes by whose words other organs are spoken of too: "heals joints", "rejuvenates the brain"."""


def outside(claim: Claim) -> bool:
    """Whether the sentence promises something for another organ and nothing for skin or hair."""
    ideas = claim.ideas
    if not ideas.has("outside_skin") or not ideas.has("health_gain") or ideas.has("skin"):
        return False
    if claim.population in ("animal", "in-vitro"):
        return False  # a sentence that names its own level is judged there
    return not set(claim.slots.outcomes) - _BORROWED
