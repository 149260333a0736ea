"""One outcome of one sentence against the studies of it: in whom it was seen, by which way, how firmly said."""

from __future__ import annotations

from exoderm.appraisal.context import Context
from exoderm.appraisal.finding import Finding
from exoderm.appraisal.match import Match, find, records, route_of, transfer_words
from exoderm.appraisal.verdict import settings
from exoderm.evidence import ladder
from exoderm.library.terms import LEVELS, ROUTE_WORDS, Family, Level, Verdict
from exoderm.page.page import Claim

_HUMAN = LEVELS.index("E3")
_OPENED = (
    "microneedle", "laser", "electroporation", "iontophoresis", "sonophoresis", "injection", "mixed", "wound",
    "aerosol_wound",
)  # fmt: skip


def judge(family: Family, claim: Claim, context: Context, denied: bool, scoped: bool) -> Finding:
    """One outcome that the sentence names, against the studies of it."""
    matches = find(family, claim, context)
    words = settings("families")["words"].get(family, family)
    if denied:
        return _denial(words, matches)
    if scoped:
        own = _own_level(claim, matches, words)
        if own is not None:
            return own
    favourable = [m for m in matches if m.side == "for"]
    by_molecules = claim.ideas.has("mirna") and not claim.ideas.has("human_trial")
    if claim.claim_type == "mechanism" or by_molecules:
        bench = [m for m in favourable if m.study.who.level in ("in-vitro", "animal")] or favourable
        if bench:
            return Finding(
                "outcome",
                "preclinical_only",
                f"Cells and animals showed such effects on {words}; people have not been shown to follow.",
                records(bench),
                would_change=("The same effect measured in people would change this.",),
            )
    return _general(family, words, claim, context, matches, favourable)


def _general(
    family: Family, words: str, claim: Claim, context: Context, matches: tuple[Match, ...], favourable: list[Match]
) -> Finding:
    people = [m for m in favourable if m.study.who.level == "human"]
    nulls = [m for m in matches if m.side == "against" and m.study.who.level == "human"]
    route = route_of(claim, context)
    direct = [m for m in people if not {"route", "source"} & set(m.failures)]
    if route == "unknown":
        direct = [m for m in direct if m.study.route not in _OPENED]
    kept = records(direct[:4] + nulls + [m for m in people if m not in direct][:3])
    if family == "rejuvenation":
        return Finding(
            "outcome",
            "unsupported",
            "No study measures rejuvenation as such; those that exist measured single signs such as lines or spots.",
            kept,
            would_change=("A controlled trial with a named and measured outcome would change this.",),
        )
    if direct:
        best = direct[0]
        if not _strong_enough(claim, direct):
            return Finding(
                "outcome",
                "overstated",
                f"Said without reserve, but the studies on {words} {ROUTE_WORDS.get(best.study.route, '')} "
                "had no control that differed by the vesicles alone.",
                kept,
                would_change=("A trial against the same product without vesicles would change this.",),
            )
        surviving: Level = LEVELS[max(best.level, _HUMAN)]  # type: ignore[assignment]
        word = ladder.best_verdict(surviving)
        size = f"{best.study.n} people" if best.study.n else "people"
        beside = " A study that found no difference stands against it." if nulls else ""
        return Finding(
            "outcome",
            word,
            f"The best study on {words} {ROUTE_WORDS[best.study.route]} had {size} and needs repeating.{beside}",
            kept,
            flags=("interest",) if best.study.sponsored else (),
            would_change=("A second independent trial against the same product without vesicles would change this.",),
        )
    if people:
        best = min(people, key=lambda m: (len(m.failures), -m.level, m.study.id))
        if "source" in best.failures or "route" in best.failures:
            why = transfer_words(best)
        else:
            why = f"the best study worked {ROUTE_WORDS[best.study.route]}, and the sentence names no route"
        return Finding(
            "outcome",
            "not_transferable",
            f"Effects on {words} were studied under other conditions: {why}.",
            kept,
            would_change=("A trial of the same source by the same route would change this.",),
        )
    if favourable:
        return Finding(
            "outcome",
            "preclinical_only",
            f"Effects on {words} were seen in cells or animals only.",
            records(favourable),
            would_change=("A controlled trial in people would change this.",),
        )
    if nulls:
        return Finding("outcome", "contradicted", f"The located study on {words} found no difference.", records(nulls))
    return Finding(
        "outcome",
        "unsupported",
        f"No study of vesicles and {words} in people was located.",
        (),
        would_change=("A controlled trial in people would change this.",),
    )


def _strong_enough(claim: Claim, direct: list[Match]) -> bool:
    """Whether the best study that transfers started on the rung that the sentence's strength asks for."""
    need = settings("families")["strength"]["hedged" if claim.certainty == "hedged" else "asserted"]
    return any(m.study.level is not None and LEVELS.index(m.study.level) >= LEVELS.index(need) for m in direct)


def _own_level(claim: Claim, matches: tuple[Match, ...], words: str) -> Finding | None:
    """A sentence that names its level is judged there; ``None`` where it names people without naming a study."""
    ideas = claim.ideas
    level = claim.population
    if level == "human" and not ideas.has("evidence_word", "human_trial"):
        return None
    wanted = ("in-vitro", "animal") if level == "none" else (level,)
    there = [m for m in matches if m.study.who.level in wanted]
    if level in ("animal", "in-vitro") and not there:
        # What is said of cells and animals is well covered by the neighbouring rung.
        there = [m for m in matches if m.study.who.level in ("in-vitro", "animal")]
    if level == "human":
        there = [m for m in there if "route" not in m.failures]
    pro, con = [m for m in there if m.side == "for"], [m for m in there if m.side == "against"]
    place = {"human": "people", "animal": "animals", "in-vitro": "cells"}.get(level, "the laboratory")
    if pro:
        return Finding(
            "outcome",
            "supported",
            f"Said of {place} only, and so judged there: such effects on {words} have been reported.",
            records(pro + con),
            flags=("own_level",),
        )
    if con:
        return Finding(
            "outcome",
            "contradicted",
            f"The study in {place} found no difference for {words}.",
            records(con),
            ("own_level",),
        )
    return Finding("outcome", "unsupported", f"No study of {words} in {place} was located.", (), ("own_level",))


def _denial(words: str, matches: tuple[Match, ...]) -> Finding:
    """That something does not work is judged too: by nulls, and by what speaks for the effect."""
    people = [m for m in matches if m.study.who.level == "human"]
    pro, con = [m for m in people if m.side == "for"], [m for m in people if m.side == "against"]
    word: Verdict
    if con:
        word = "preliminary" if pro else "supported_limited"
        reason = f"At least one study in people found no difference for {words}" + ("; others did." if pro else ".")
    elif pro:
        word = "unsupported"
        reason = f"Small studies report an effect on {words}, so a flat denial goes further than they do."
    else:
        word = "supported_limited"
        reason = f"No study in people shows an effect on {words}, which is not proof that there is none."
    return Finding("outcome", word, reason, records(con + pro))
