"""Clauses of a sentence: which words carry its main point, and whether that point is asserted, hedged or denied.

A hedge or a denial counts only where it bears on the main predicate: not in "Although ...," before it, not in a relative
clause ("creams that do not sink in"), not in a correction ("not A, but B"), not where two denials cancel. What follows a
verb of saying ("stresses that there is no ...") is the main point.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from exoderm.library.terms import Certainty
from exoderm.page.cues import Hit

Span = tuple[int, int]

_LEAD = re.compile(
    r"^(?:(?:but|and|however|yet|so|still|in fact|indeed|also),? )?(?:although|though|while|whilst|whereas|because|since|as|when|"
    r"whenever|if|unlike|despite|in spite of|even (?:though|if|when)|once|after|before|in contrast to|contrary to|compared (?:to|with)|"
    r"rather than|instead of|unless|given(?: that)?|apart from|besides|with|without|until|provided|no matter|where|for|by|"
    r"due to|thanks to|far from (?:being )?\w+ing|not being|in addition to|regardless of|in the absence of)\b"
)
_TAIL = re.compile(
    r"(?:,|;| -|\() ?(?:although|though|while|whilst|whereas|because|since|as (?!well)|even (?:though|if)|which|who|whose|where|if|"
    r"unlike|rather than|instead of|not (?:a|an|the|just|only|from|in|on|with|by|for|against|large|because|due)\b|and not|but not (?:from|in|on|for|with)\b|"
    r"due to|despite|unless|without|provided|whether|so that|something|depending)\b"
    r"| (?:because|although|though|whereas|even though|rather than|instead of|unless|so long as|as long as|whose|due to)\b"
)
_RELATIVE = re.compile(r"\b(?:that|which|who)(?= (?:do|does|did|is|are|was|were|has|have|had|can|could|may|might|will|would|cannot|can't|"
                       r"don't|doesn't|isn't|aren't|won't|hasn't|haven't|never|not|no|lacks?|fails?)\b)")  # fmt: skip
_COMPLEMENT = re.compile(
    r"\b(?:say|says|said|state|states|stress\w*|emphasi[sz]\w+|warns?|warned|show|shows|showed|shown|find|finds|found|know|known|knows|report|reports|"
    r"reported|note|notes|noted|conclude\w*|confirm\w*|explain\w*|add|adds|admit\w*|think|believe\w*|argue\w*|agree\w*|means?|mean|fact|"
    r"clear|true|evidence|proof|doubt|underscore\w*|underline\w*|demonstrate\w*|claim\w*|insist\w*|suggest\w*|told|reveal\w*|hold) that\b"
)
_CORRECTION = re.compile(
    r"\bnot\b(?: \S+){1,12}?,? but(?: (?:rather|instead|also|can|is|are|it))?\b|\bnot (?:about|a matter of)\b.{3,80}?[,;-] ?(?:it|they|this|but|rather)\b"
    r"|\b(?:is|are|do|does)(?: not|n't)\b(?: \S+){1,10}?[,;] ?(?:it|they) (?:is|are|\w+s?)\b"
)
_ADVICE = re.compile(
    r"^(?:[\w &'/-]{1,50}: ?)?(?:therefore,? |so,? |please |but |and |always |if [^,]{3,80}, )?(?:do not|don't|never|avoid|refrain|not to)\b(?! (?:been|has|have|is|was|before))"
)
_SHOULD = re.compile(
    r"\b(?:should|must|shall|ought)(?: not|n't| never)\b|\b(?:are|is) (?:advised|asked|told|urged) not to\b|\bmay not be (?:sold|used|injected)"
)
_SIDE_NO = re.compile(
    r"\b(?:with|at|in|within|requires?|needs?|for|under|of|and|or|to|is|are) (?:\w+ )?(?:no|zero|nothing)\b(?! (?:evidence|proof|approved|data|approval|trial|study|studies|way|effect|benefit|difference|sign|indication))"
)
_NO_NOUN = re.compile(
    r"\bthere (?:is|are|was|were|has been|have been|exists?) (?:\w+ )?(?:no|none|nothing)\b|\b(?:no|nothing|none|nobody|zero)\b"
)
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
    side = _side(flat)
    main = _rest(side, len(flat))
    quotes = tuple(m.span() for m in _QUOTE.finditer(flat))
    advice = bool(_ADVICE.match(flat)) or bool(_SHOULD.search(flat))
    if flat.rstrip().rstrip("\"')]*").endswith("?"):
        return Scope(main, side, quotes, advice, "question", None)
    denial = _denial(flat, hits, main, advice)
    if denial is not None:
        return Scope(main, side, quotes, advice, "negated", denial)
    hedged = any(h.means == "hedge" and any(a <= h.start < b for a, b in main) for h in hits)
    return Scope(main, side, quotes, advice, "hedged" if hedged else "asserted", None)


def _side(flat: str) -> tuple[Span, ...]:
    """Spans that do not carry the main point: subordinate and relative clauses, corrections."""
    spans: list[Span] = []
    start = 0
    lead = _LEAD.match(flat)
    if lead and not re.match(r"^(?:as|for) (?:a rule|far as|things|such|of)\b|^for (?:now|example)", flat):
        comma = flat.find(",", lead.end())
        # A comma within a list ("with proteins, lipids and ...") is passed over where a verb has not come yet.
        while comma != -1 and not _opens_main(flat, comma):
            comma = flat.find(",", comma + 1)
        if comma != -1:
            start = comma + 1
            spans.append((0, start))
    tail = _TAIL.search(flat, start + 8)
    while tail:
        end = len(flat)
        comma = flat.find(",", tail.end())
        if re.match(r",? ?(?:which|who|whose|where)", flat[tail.start() :]) and comma != -1:
            end = comma
        else:
            turn = re.search(r"[;]|, (?:but|yet|so|and (?:it|they|this)) | - (?:but|yet) ", flat[tail.end() :])
            if turn:
                end = tail.end() + turn.start()
        spans.append((tail.start(), end))
        tail = _TAIL.search(flat, end) if end < len(flat) else None
    for hit in _RELATIVE.finditer(flat, start):
        if _COMPLEMENT.search(flat[max(0, hit.start() - 14) : hit.end()]) or not re.match(
            r"\w", flat[hit.start() - 2 : hit.start() - 1] or " "
        ):
            continue
        if re.search(r"\b(?:there (?:is|are)|(?:is|are) (?:something|one)) [^,]{0,40}$", flat[: hit.start()]):
            continue
        stop = re.search(r"[,;:]| - ", flat[hit.end() :])
        # Of a relative clause within the subject only its own verb group is masked: the main verb follows it.
        words = re.match(r"(?: \S+){1,3}", flat[hit.end() :])
        reach = hit.end() + (words.end() if words else 0)
        if stop:
            reach = min(reach, hit.end() + stop.start())
        spans.append((hit.start(), reach))
    spans.extend(m.span() for m in _CORRECTION.finditer(flat, start))
    return tuple(sorted(spans))


def _opens_main(flat: str, comma: int) -> bool:
    """Whether what follows a comma can be a main clause: a subject, and a verb further on."""
    rest = flat[comma + 1 : comma + 160]
    return not re.match(r" (?:and|or|but|including|such as|especially|which|who|for example|e\.g)\b", rest) and bool(
        re.search(
            r"\b(?:is|are|was|were|has|have|had|can|could|may|might|will|would|should|must|do|does|did|cannot)\b|n't\b|\b[a-z]{3,}(?:s|ed)\b|^ [a-z]+",
            rest,
        )
    )


def _rest(side: tuple[Span, ...], length: int) -> tuple[Span, ...]:
    main: list[Span] = []
    at = 0
    for a, b in side:
        if a > at:
            main.append((at, a))
        at = max(at, b)
    if at < length:
        main.append((at, length))
    return tuple(main)


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
        if hit.start - last < 12 and denials:
            # "not unproven", "cannot fail to": a denial within the reach of another one cancels it.
            if re.match(r"(?:un|fail|lack|without|impossible|absent)", word) or hit.cue.id.endswith(
                ("absent", "unknown")
            ):
                denials.pop()
            last = hit.end
            continue
        if _cancelled_by_not(flat, hit):
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
