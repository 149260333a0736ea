"""Whether the writer promotes: a device of promotion in words that are the writer's own and that are not taken back."""

from __future__ import annotations

import re

from exoderm.page.cues import Hit
from exoderm.page.scope import Scope

_NEAR = 60
_DOUBTED = re.compile(
    r"\b(?:claim\w* that|does not mean|nobody can|no one can|cannot (?:be )?(?:said|say|considered)|be wary|"
    r"not completely|if (?:a|any|some)\w* )"
)
_DUTY = re.compile(r"\b(?:must|should|ought to|ha(?:s|ve) to|needs? to)\b")
_ATTRIBUTED = re.compile(
    r"\b(?:according to|zufolge|claims? (?:that|to)|alleged\w*|promis(?:e|es|ed|ing) (?:to|that|you)? ?(?!results))"
)


def find_hype(flat: str, hits: list[Hit], scope: Scope) -> tuple[Hit, ...]:
    """The promotional cues that survive their guards: denied, quoted to reject, advised against, attributed."""
    rejected = any(h.means == "reject_hype" for h in hits)
    kept: list[Hit] = []
    for hit in hits:
        if hit.cue.group != "hype" or hit.means == "reject_hype":
            continue
        if not any(_silenced(guard, flat, hit, hits, scope, rejected) for guard in hit.cue.guards):
            kept.append(hit)
    return tuple(kept)


def _silenced(guard: str, flat: str, hit: Hit, hits: list[Hit], scope: Scope, rejected: bool) -> bool:
    if guard == "denied":
        return _denied(flat, hit, hits) or _denied_after(flat, hit, scope)
    if guard in ("rejected", "marketing"):
        return rejected
    if guard == "quoted":
        return scope.in_quotes(hit.start) and (rejected or scope.advice or scope.certainty == "negated")
    if guard == "advice":
        return scope.advice or bool(_DUTY.search(flat[: hit.start]))
    if guard == "question":
        return scope.certainty == "question"
    if guard == "doubted":
        return bool(_DOUBTED.search(flat))
    if guard == "reported":
        return bool(_ATTRIBUTED.search(flat[: hit.start]))
    raise ValueError(f"unknown guard '{guard}' of cue {hit.cue.id}")


def _denied_after(flat: str, hit: Hit, scope: Scope) -> bool:
    """Whether the words are the subject of a denial that follows ("superior outcomes were not seen")."""
    at = scope.denied_from
    return at is not None and 0 < at - hit.end < _NEAR and not re.search(r"[,;:]", flat[hit.end : at])


def _denied(flat: str, hit: Hit, hits: list[Hit]) -> bool:
    """Whether a denial stands before the words, in reach and in the same clause, and is not itself cancelled."""
    cancelled = [(h.start, h.end) for h in hits if h.means == "not_negation"]
    for other in hits:
        if other.means != "negation" or other.start >= hit.start or hit.start - other.end > _NEAR:
            continue
        if any(a < other.end and other.start < b for a, b in cancelled):
            continue
        if not re.search(r"[;:]|, (?:but|it|they|and)\b| but ", flat[other.end : hit.start]):
            return True
    return False
