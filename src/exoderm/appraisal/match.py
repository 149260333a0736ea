"""Which studies speak of a claim, and on which tests of transfer each fails it.

Studies of the claimed outcome are weighed for the claim's source, route, dose and people. A study that fails a test
keeps its place in the list and loses steps: that is how a laser study stands beside a claim about a cream.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Record
from exoderm.appraisal.shelf_weight import of_vesicles
from exoderm.appraisal.verdict import settings
from exoderm.evidence import ladder
from exoderm.evidence.study import Study
from exoderm.library.terms import LEVELS, Family, Route
from exoderm.page.page import Claim


@dataclass(frozen=True)
class Match:
    """One study weighed for one claim."""

    study: Study
    graded: ladder.Graded
    side: ladder.Side

    @property
    def level(self) -> int:
        """Rung that survives, as a number; -1 for works outside the ladder."""
        return LEVELS.index(self.graded.surviving) if self.graded.surviving else -1

    @property
    def failures(self) -> tuple[str, ...]:
        """Tests of transfer that it failed, by name."""
        return self.graded.transfer_failures

    def record(self) -> Record:
        """The match as it is shown beside a verdict."""
        return Record(self.study.id, self.study.level, self.failures, against=self.side == "against")


def route_of(claim: Claim, context: Context) -> Route:
    """The route of a claim: what its sentence says, else what its page says, else unknown; denied ones do not count."""
    ideas = claim.ideas
    if ideas.says("needle_free") and not ideas.says("injected"):
        return "topical_intact"
    said = claim.slots.route
    if said != "unknown" and "route" not in claim.slots.inherited:
        return said
    if ideas.says("intact") and not ideas.says("opened"):
        return "topical_intact"
    if said != "unknown":
        return said
    return context.route


def circumstances(claim: Claim, context: Context, family: Family | None = None) -> ladder.Circumstances:
    """Source, route, dose and people of a claim, from its sentence and, where that is silent, from its page."""
    slots = claim.slots
    # What an article says of ginger in one place does not hold for its next sentence; a product has one source.
    own = "species" not in slots.inherited or context.product
    species = slots.species if slots.species != "unknown" and own else context.species
    preparation = slots.preparation if slots.preparation != "unknown" else context.preparation
    return ladder.Circumstances(
        species=species,
        preparation=preparation if preparation != "unknown" else "vesicles",
        route=route_of(claim, context),
        dose_known=(context.dose_declared or slots.dose is not None) if context.product else None,
        dose=slots.dose,
        purpose="disease" if family in ("wound", "other-medical") else "cosmetic",
        family=family,
        surrogate=_surrogate(claim, family),
        population=claim.population,
    )


def _surrogate(claim: Claim, family: Family | None) -> bool | None:
    """Whether a claim is of a stand-in: no where it promises what can be seen; of what cells do it is not asked."""
    visible = family in settings("families")["visible"] and claim.claim_type != "mechanism"
    return False if visible else None


def find(family: Family, claim: Claim, context: Context) -> tuple[Match, ...]:
    """All studies of an outcome (or of its kin in ``data/verdict/families.yaml``), best survivors first."""
    kin = {family, *settings("families")["kin"].get(family, [])}
    studies = [s for s in context.studies.values() if kin & set(s.families) and s.level is not None and of_vesicles(s)]
    against = circumstances(claim, context, family)
    found = [Match(s, ladder.grade(s, against, beside=studies), ladder.side(s)) for s in studies]
    return tuple(sorted(found, key=lambda m: (-m.level, m.study.id)))


def records(matches: Iterable[Match], most: int = 6) -> tuple[Record, ...]:
    """The strongest matches for people to look at; what speaks against is kept even where it ranks low."""
    ranked = list(matches)
    shown = ranked[:most] + [m for m in ranked[most:] if m.side == "against"][:3]
    return tuple(m.record() for m in shown)


def transfer_words(match: Match) -> str:
    """Why a study does not carry over, in a clause: "it worked through needled skin, not on undamaged skin"."""
    reasons = [s.reason for s in match.graded.steps if s.failed and s.transfer]
    return "; ".join(reasons)
