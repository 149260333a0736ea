"""Which stretches of a sentence stand beside its main point: side clauses, contrasts, corrections."""

from __future__ import annotations

import re
from functools import cache, partial

from exoderm.page import wordlist
from exoderm.page.relative import relatives

Span = tuple[int, int]

_either = partial(wordlist.either, "clause")


@cache
def _lead() -> re.Pattern[str]:
    joint = r"(?:(?:but|and|however|yet|so|still|in fact|indeed|also),? )?"
    return re.compile(rf"^{joint}{_either('leads')}\b")


@cache
def _no_lead() -> re.Pattern[str]:
    return re.compile(rf"^{_either('no_lead')}\b")


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"(?:,|;| -|\() ?{_either('trails')}\b| {_either('trails_anywhere')}\b")


_CLOSES = re.compile(
    r", (?=(?:may|might|can|could|is|are|was|were|has|have|had|will|would|do|does|did|remains?|cannot)\b)"
)
_PHRASE = re.compile(r"[,;( -]*(?:instead of|rather than|unlike|not (?:a|an|the|from|in|on|with|by)\b)")
_SUBJECT_RELATIVE = re.compile(
    r"\b(?:that|which|who)(?= (?:do|does|did|is|are|was|were|has|have|had|can|could|may|might|will|would|cannot|can't|"
    r"don't|doesn't|isn't|aren't|won't|hasn't|haven't|never|not|no|lacks?|fails?)\b)"
)
_OBJECT_RELATIVE = re.compile(
    r"\b(?<!so )(?<!such )(?<!is )(?<!was )(?<!now )(?<!sure )(?<!clear )(?<!true )(?:that|which)"
    r"(?= (?:[a-z-]+ ){1,3}(?:cannot|can't|do not|don't|does not|doesn't|never|could not|did not)\b(?! (?:\w+ ){2,}))"
)


@cache
def _complement() -> re.Pattern[str]:
    return re.compile(rf"\b{_either('takes_that')} that\b")


_THERE_IS = re.compile(r"\b(?:there (?:is|are)|(?:is|are) (?:something|one)) [^,]{0,40}$")
_CORRECTION = re.compile(
    r"\bnot\b(?: \S+){1,12}?,? but(?: (?:rather|instead|also|can|is|are|it))?\b"
    r"|\bnot (?:about|a matter of)\b.{3,80}?[,;-] ?(?:it|they|this|but|rather)\b"
    r"|\b(?:is|are|do|does)(?: not|n't)\b(?: \S+){1,10}?[,;] ?(?:it|they) (?:is|are|\w+s?)\b"
)


def beside(flat: str) -> tuple[Span, ...]:
    """Spans of a flattened sentence that do not carry its main point, in the order of their places."""
    start = _leading(flat)
    spans: list[Span] = [(0, start)] if start else []
    spans.extend(_trailing(flat, start))
    spans.extend(_relative(flat, start))
    spans.extend(m.span() for m in _CORRECTION.finditer(flat, start))
    return tuple(sorted(spans))


def rest(side: tuple[Span, ...], length: int) -> tuple[Span, ...]:
    """What remains of a text of that length: the main clause in its pieces."""
    main: list[Span] = []
    at = 0
    for a, b in side:
        if a > at:
            main.append((at, a))
        at = max(at, b)
    if at < length:
        main.append((at, length))
    return tuple(main)


def _leading(flat: str) -> int:
    """End of a subordinate clause at the beginning ("Although ..., "), 0 where there is none."""
    lead = _lead().match(flat)
    if lead is None or _no_lead().match(flat):
        return 0
    comma = flat.find(",", lead.end())
    # A comma within a list ("with proteins, lipids and ...") is passed over.
    while comma != -1 and re.match(
        r" (?:and|or|but|including|such as|especially|which|who|for example|e\.g)\b", flat[comma + 1 : comma + 16]
    ):
        comma = flat.find(",", comma + 1)
    return comma + 1


def _trailing(flat: str, start: int) -> list[Span]:
    spans: list[Span] = []
    tail = _tail().search(flat, start + 8)
    while tail:
        end = len(flat)
        comma = flat.find(",", tail.end())
        phrase = _PHRASE.match(flat[tail.start() :])
        if comma != -1 and (phrase or re.match(r",? ?(?:which|who|whose|where)", flat[tail.start() :])):
            end = comma
        elif flat[tail.start()] == "," and (closed := _CLOSES.search(flat, tail.end())):
            end = closed.start()
        else:
            turn = re.search(r"[;]|, (?:but|yet|so|and (?:it|they|this)) | - (?:but|yet) ", flat[tail.end() :])
            if turn:
                end = tail.end() + turn.start()
        spans.append((tail.start(), end))
        tail = _tail().search(flat, end) if end < len(flat) else None
    return spans


def _relative(flat: str, start: int) -> list[Span]:
    spans: list[Span] = [span for span in relatives(flat) if span[0] >= start]
    for hit in _SUBJECT_RELATIVE.finditer(flat, start):
        if _complement().search(flat[max(0, hit.start() - 14) : hit.end()]) or _THERE_IS.search(flat[: hit.start()]):
            continue
        # Of a relative clause within the subject only its own verb group is masked: the main verb follows it.
        words = re.match(r"(?: \S+){1,3}", flat[hit.end() :])
        reach = hit.end() + (words.end() if words else 0)
        stop = re.search(r"[,;:]| - ", flat[hit.end() :])
        spans.append((hit.start(), min(reach, hit.end() + stop.start()) if stop else reach))
    for hit in _OBJECT_RELATIVE.finditer(flat, start):
        if not _complement().search(flat[max(0, hit.start() - 14) : hit.end()]):
            spans.append((hit.start(), len(flat)))
    return spans
