"""Where a dependent clause begins and ends."""

from __future__ import annotations

from collections.abc import Sequence

from exoderm.page.german import cards
from exoderm.page.german.finite import (
    HELPERS,
    Item,
    begins_main,
    ends_in_zu,
    finites,
    is_finite,
    later_last,
    low_of,
    text_of,
)
from exoderm.page.german.lexicon import Reading
from exoderm.page.german.openers import opened, purpose
from exoderm.page.german.parts import Chunk, Stretch
from exoderm.page.german.words import Word

_ALWAYS = cards.named("always_open")


_ONLY_VERB_LAST = cards.named("open_verb_last")


_ASKS = cards.named("question_words")


_RELATIVE = cards.named("relative_words")


DEPTH = 6
_WIDEST = 60
"""Words of a dependent clause that are followed."""


def dependent(
    items: list[Item], at: int, depth: int, initial: bool, before: Item | None = None
) -> tuple[Chunk, int] | None:
    """A dependent clause that begins here, in order, and where it ends; ``before`` is the word in front of it."""
    if isinstance(items, Stretch):
        what = f"clause {'first' if initial else 'later'} {'alone' if before is None else 'led'}"
        return items.once(what, at, lambda: _dependent(items, at, depth, initial, before))
    return _dependent(items, at, depth, initial, before)


def _dependent(items: list[Item], at: int, depth: int, initial: bool, before: Item | None) -> tuple[Chunk, int] | None:
    start = at
    at, lead = _lead(items, at, initial)
    word = items[at] if at < len(items) else None
    if not isinstance(word, Word):
        return None
    low = word.low
    if not _can_open(items, at, word):
        return None
    content, until, complete = _end(items, at, depth)
    if low in _ALWAYS and complete:
        if low in ("dass", "daß") and _prevents(items[:start]):
            content = _denied(content, word)
        kind = {"dass": "that", "daß": "that", "ob": "whether"}.get(low, "when")
        return opened(lead, [word], content[1:], kind, until)
    last = complete and _verb_last(content)
    rest = not initial or until < len(items)
    if last and rest and low in _ONLY_VERB_LAST and not (low in ("als", "wie") and len(content) < 3):
        return opened(lead, [word], content[1:], "asking" if low in _ASKS else "when", until)
    if last and rest and low in _ASKS and (low != "was" or initial):
        return opened(lead, [word], content[1:], "asking", until)
    if initial:
        return None
    if last and low in _RELATIVE:
        return opened(lead, [word], content[1:], "relative", until, before)
    follow = items[at + 1] if at + 1 < len(items) else None
    if (
        last
        and word.get("preposition")
        and isinstance(follow, Word)
        and _relative_behind(follow, items[at + 2 : at + 3])
    ):
        return opened(lead, [word, follow], content[2:], "relative", until)
    if (low in ("um", "ohne", "statt", "anstatt") or not complete) and ends_in_zu(content):
        return purpose(word, content, until)
    return None


def _can_open(items: list[Item], at: int, word: Word) -> bool:
    """Whether a word can open a dependent clause, or an infinitive with "zu" follows soon."""
    if word.low in _ALWAYS | _ONLY_VERB_LAST | _ASKS | _RELATIVE or word.get("preposition"):
        return True
    near = (i for i in items[at : at + _WIDEST] if isinstance(i, Word))
    return any(i.low == "zu" or any(r.form == "zu" for r in i.readings) for i in near)


def _lead(items: list[Item], at: int, initial: bool) -> tuple[int, list[Item]]:
    """Words before the opener ("und dass", "nur wenn"), and where the opener stands."""
    lead: list[Item] = []
    while at + 1 < len(items) and low_of(items[at]) in cards.named("before_opener"):
        low, follow = low_of(items[at]), low_of(items[at + 1])
        relative = follow in _RELATIVE and not initial and low in ("und", "oder", "aber")
        if not (follow in _ALWAYS or follow in ("da", "während", "damit") or relative):
            break
        lead.append(items[at])
        at += 1
    return at, lead


def _relative_behind(word: Word, after: Sequence[Item]) -> bool:
    """ "in denen", "mit der": a relative pronoun behind a preposition, and no article of a noun."""
    if word.low not in _RELATIVE or word.low in ("das", "was"):
        return False
    noun = any(isinstance(w, Word) and w.get("noun") for w in after)
    return word.low in ("denen", "deren", "dessen") or not noun or word.low not in ("der", "dem", "den", "die")


def _denied(content: list[Item], opener: Word) -> list[Item]:
    """ "verhindert, dass sie eindringen": sees to it that they do not."""
    last = next(i for i in range(len(content) - 1, 0, -1) if is_finite(content[i]))
    deny = Word("nicht", opener.start, opener.start, "word", (Reading("not", "not", "nicht"),))
    return [*content[:last], deny, *content[last:]]


def _prevents(before: Sequence[Item]) -> bool:
    """Whether the verb of the clause before keeps what follows from happening."""
    near = list(before[-8:])
    return any(
        isinstance(i, Word) and any(r.pos == "verb" and r.lemma in ("verhindern", "vermeiden") for r in i.readings)
        for i in near
    ) and not any(low_of(i) in ("nicht", "nie", "kaum") for i in near)


def _end(items: list[Item], at: int, depth: int) -> tuple[list[Item], int, bool]:
    """Content of a dependent clause up to the comma behind its verb, with clauses inside it already made."""
    content: list[Item] = []
    place = at
    while place < min(len(items), at + _WIDEST):
        item = items[place]
        if text_of(item) == ",":
            if bool(finites(content[1:])) or ends_in_zu(content):
                inner = dependent(items, place + 1, depth + 1, initial=False) if depth < DEPTH else None
                if inner is None and _goes_on(content, items[place + 1 :]):
                    content.append(item)
                    place += 1
                    continue
                if inner is not None and (
                    inner[0].form in ("that", "whether", "to", "asking") or inner[0].german == ("was",)
                ):
                    content.append(inner[0])
                    place = inner[1]
                break
            if depth < DEPTH:
                inner = dependent(items, place + 1, depth + 1, False, content[-1] if content else None)
                if inner is not None:
                    content.append(inner[0])
                    place = inner[1]
                    if place < len(items) and text_of(items[place]) == ",":
                        place += 1
                    continue
        if (
            low_of(item) in ("und", "aber", "sondern", "oder", "denn")
            and bool(finites(content[1:]))
            and begins_main(items, place + 1, False)
            and _verb_last(content)
        ):
            nxt = items[place + 1 :]
            if not later_last(nxt):
                break
        content.append(item)
        place += 1
    return content, place, bool(finites(content[1:]))


def _goes_on(content: Sequence[Item], after: Sequence[Item]) -> bool:
    """Whether another stretch with its verb last follows behind a comma ("..., schneller regenerieren und ...")."""
    stretch: list[Item] = []
    for item in after:
        if text_of(item) in (",", "und", "oder"):
            break
        stretch.append(item)
    return (
        bool(stretch)
        and is_finite(stretch[-1])
        and bool(finites(content[1:]))
        and is_finite(content[-1])
        and not begins_main(after, 0, True)
    )


def _verb_last(content: Sequence[Item]) -> bool:
    """Whether the finite verb of a clause stands at its end; only phrases of place may follow it."""
    places = [i for i in finites(content) if i]
    if not places:
        return False
    last = places[-1]
    if len(places) > 1:
        # "die Evidenz ist begrenzt": a helper before its participle stands in a main clause.
        first_, end_ = content[places[0]], content[last]
        if (
            isinstance(first_, Word) and isinstance(end_, Word) and places[0] + 1 < last
            and any(r.lemma in HELPERS for r in first_.readings if r.pos == "verb")
            and not any(r.lemma in HELPERS for r in end_.readings if r.pos == "verb")
            and any(r.form in ("participle", "infinitive") for r in end_.readings if r.pos == "verb")
        ):  # fmt: skip
            return False
    tail = [c for c in content[last + 1 :] if text_of(c) not in (".", "!", "?") and not isinstance(c, Chunk)]
    if not tail:
        # "die Studien tun das": the verb at the second place is followed by its object.
        return True
    first = tail[0]
    return (
        isinstance(first, Word)
        and (first.get("preposition") is not None or first.low in ("als", "wie"))
        and last > 1
        and not isinstance(tail[-1], Chunk)
        and len(places) >= 1
        and last >= 3
    )
