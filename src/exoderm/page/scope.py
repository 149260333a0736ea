"""Clauses of a sentence: which words carry its main point, and whether that point is asserted, hedged or denied.

A hedge or a denial counts only where it bears on the main predicate: not in "Although ...," before it, not in a
relative clause ("creams that do not sink in"), not in a correction ("not A, but B"), not where two denials cancel. What
follows a verb of saying ("stresses that there is no ...") is the main point.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from exoderm.library.terms import Certainty
from exoderm.page import clauses
from exoderm.page.clauses import Span
from exoderm.page.cues import Hit

_ADVICE = re.compile(
    r"^(?:[\w &'/-]{1,50}: ?)?(?:therefore,? |so,? |please |but |and |always |if [^,]{3,80}, )?(?:do not|"
    r"don't|avoid|refrain|not to|never(?! (?:been|has|have|is|was|before)))\b"
    r"|, (?:and |but |so )?(?:do not|don't|never) [a-z]+"
    r"|\b(?:important|essential|best|better|wise|crucial|advisable|key|careful|sure) not to\b"
)
_SHOULD = re.compile(
    r"\b(?:should|must|shall|ought)(?: not|n't| never)\b|\b(?:are|is) (?:advised|asked|told|urged) not to\b|"
    r"\bmay not be (?:sold|used|injected)"
)
_SIDE_NO = re.compile(
    r"\b(?:with|at|in|within|requires?|needs?|for|under|of|and|or|to|is|are) (?:\w+ )?(?:no|zero|"
    r"nothing)\b(?! (?:evidence|proof|approved|data|approval|trial|study|studies|way|effect|benefit|"
    r"difference|sign|indication))"
)
_MAY = re.compile(r"\b(?:may|might) $")
_QUOTE = re.compile(r'"[^"]{1,300}"')


@dataclass(frozen=True)
class Scope:
    """The parts of a sentence that matter for its main point."""

    main: tuple[Span, ...]
    side: tuple[Span, ...]
    quotes: tuple[Span, ...]
    advice: bool
    certainty: Certainty
    denied_from: int | None
    """Place from which the main predicate is denied, ``None`` where it is not."""

    def in_main(self, at: int) -> bool:
        return any(a <= at < b for a, b in self.main)

    def in_quotes(self, at: int) -> bool:
        return any(a <= at < b for a, b in self.quotes)


def analyse(flat: str, hits: list[Hit]) -> Scope:
    """Clauses, denial and certainty of one flattened sentence with its cues."""
    side = clauses.beside(flat)
    main = clauses.rest(side, len(flat))
    quotes = tuple(m.span() for m in _QUOTE.finditer(flat))
    advice = bool(_ADVICE.search(flat)) or bool(_SHOULD.search(flat))
    if flat.rstrip().rstrip("\"')]*").endswith("?"):
        return Scope(main, side, quotes, advice, "question", None)
    denial = _denial(flat, hits, main, advice)
    if denial is not None:
        return Scope(main, side, quotes, advice, "negated", denial)
    hedged = any(h.means == "hedge" and any(a <= h.start < b for a, b in main) for h in hits)
    return Scope(main, side, quotes, advice, "hedged" if hedged else "asserted", None)


def _denial(flat: str, hits: list[Hit], main: tuple[Span, ...], advice: bool) -> int | None:
    """Place of the denial that holds for the main predicate, after cancelling those that do not deny."""
    cancelled = [(h.start, h.end) for h in hits if h.means == "not_negation"]
    denials: list[int] = []
    last = -100
    for hit in hits:
        if hit.means != "negation" or any(a < hit.end and hit.start < b for a, b in cancelled):
            continue
        if not any(a <= hit.start < b for a, b in main):
            continue
        word = flat[hit.start : hit.end]
        if advice and (word in ("not", "never") or word.endswith("n't")):
            continue
        if word in ("no", "zero", "nothing") and _aside(flat, hit.start):
            continue
        if last > 0 and hit.start <= last:
            continue
        if hit.start - last < 12 and denials:
            # "not unproven", "cannot fail to": a denial within the reach of another one cancels it.
            if re.match(r"(?:un|fail|lack|without|impossible|absent)", word) or hit.cue.id.endswith(
                ("absent", "unknown")
            ):
                denials.pop()
            last = hit.end
            continue
        if _cancelled_by_not(flat, hit) or _MAY.search(flat[max(0, hit.start - 6) : hit.start]):
            continue
        if re.search(r"\bunless\b", flat[hit.end :]):
            continue
        denials.append(hit.start)
        last = hit.end
    return denials[0] if denials else None


def _cancelled_by_not(flat: str, hit: Hit) -> bool:
    """Whether a "not" stands right before a word that itself denies ("is not unproven")."""
    return hit.cue.id.endswith("unknown") and bool(re.search(r"\bnot\b", flat[hit.start : hit.end]))


def _aside(flat: str, at: int) -> bool:
    """Whether "no ..." only adds a circumstance ("with no downtime", "at no cost") and denies nothing."""
    for side in _SIDE_NO.finditer(flat):
        if side.start() <= at < side.end() and not re.match(r"(?:is|are) ", side.group()):
            return True
    return False
