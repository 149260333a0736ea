"""A dependent clause in English order behind the word that opens it."""

from __future__ import annotations

from dataclasses import replace

from exoderm.page.german import cards, english, verbs
from exoderm.page.german.chunks import chunk
from exoderm.page.german.finite import Item, ends_in_zu, is_finite, later_last, low_of
from exoderm.page.german.order import main
from exoderm.page.german.parts import UNKNOWN, Chunk, Piece, flat, piece
from exoderm.page.german.words import Word


def opened(
    lead: list[Item], openers: list[Word], content: list[Item], kind: str, until: int, before: Item | None = None
) -> tuple[Chunk, int]:
    """A dependent clause in English order behind its opener, and where it ends.

    ``kind``: that, whether, asking, relative or when. ``before`` is the word that a relative clause tells of.
    """
    opener, led = openers[-1], len(openers) == 2
    own = not led and (kind == "relative" or opener.low in ("wer", "was"))
    said = opener.get("asking" if kind == "asking" else "relative" if kind == "relative" else "opener")
    said = said or opener.get("asking", "opener", "relative")
    head = [] if own else [Piece(said.english if said else opener.text, opener.start, opener.end)]
    out = [piece(w, _link(w)) for w in lead if isinstance(w, Word)]
    if led:
        preposition = openers[0].get("preposition")
        out.append(piece(openers[0], preposition.english if preposition else ""))
    for number, segment in enumerate(_segments(content)):
        parts = chunk(segment)
        if number == 0 and kind == "asking":
            head, parts = _asked(head, parts, opener)
        if number == 0 and own:
            parts = _with_relative(parts, opener, before)
        head += main(parts, verb_last=True)
    if kind == "relative":
        start = openers[0].start
        head = [*head, Piece(",", (out + head)[-1].end, (out + head)[-1].end)]
        out = [Piece(",", start, start), *out]
    german = (opener.low,) if opener.low in ("wer", "was") else ()
    return Chunk("clause", (*out, *head), form=kind, german=german), until


def _link(word: Word) -> str:
    if word.low in ("auch", "selbst"):
        return "even"
    said = word.get("conjunction", "adverb")
    return said.english if said else word.text


def _asked(head: list[Piece], parts: list[Chunk], opener: Word) -> tuple[list[Piece], list[Chunk]]:
    """ "wie sicher", "wie viele Vesikel", "welche Folgen": what is asked for stays with the word that asks."""
    first = parts[0] if parts else None
    if first is None:
        return head, parts
    if opener.low == "wie" and first.kind in ("adjective", "adverb") and first.form in ("", "degree", "pre"):
        return [*head, *first.pieces], parts[1:]
    counts = opener.low == "wie" and first.kind == "noun" and first.pieces[0].text in ("many", "much", "few")
    which = opener.low.startswith("welch") and first.kind == "noun" and len(parts) > 1
    rival = any(p.kind == "noun" and any(c.startswith("n") for c in p.cases) for p in parts[1:])
    if (counts or which) and rival:
        return [*head, *first.pieces], parts[1:]
    if which:
        return [], [replace(first, pieces=(*head, *first.pieces)), *parts[1:]]
    return head, parts


_RELATIVE_CASES = {
    "der": "n.m d.f", "den": "a.m", "dem": "d.m", "denen": "d.p", "die": "n.p a.p n.f a.f", "das": "n.n a.n",
    "was": "n.n a.n",
}  # fmt: skip
_SURE = frozenset(["ich", "wir", "er", "man", "sie", "niemand", "es"])
"""Pronouns that are the subject where they follow a relative pronoun."""


def _with_relative(parts: list[Chunk], opener: Word, before: Item | None = None) -> list[Chunk]:
    """The relative pronoun as a part of its clause, so that it is the subject or the object as the verb agrees."""
    low = opener.low
    people = isinstance(before, Word) and before.get("pronoun") is not None and before.get("noun") is None
    text = {"deren": "whose", "dessen": "whose", "wer": "whoever"}.get(low, "which")
    if people and low in ("die", "der"):
        text = "who"
    named = isinstance(before, Word) and (before.get("noun") is not None or before.get("verb") is None)
    if low == "was" and not named and not isinstance(before, Chunk):
        text = "what"
    said = (piece(opener, text),)
    if _is_object(low, parts, before):
        return [Chunk("conjunction", said, form="relative"), *parts]
    cases = frozenset(_RELATIVE_CASES.get(low, "n.p n.f n.m n.n").split())
    number = "sp" if low in ("die", "der") else "s"
    return [Chunk("noun", said, number=number, cases=cases, german=("relative",)), *parts]


def _is_object(low: str, parts: list[Chunk], before: Item | None) -> bool:
    """Whether a relative pronoun is not the subject of its clause: by its form, else by what stands behind it."""
    if low in ("den", "dem", "denen", "deren", "dessen"):
        return True
    rival = next((p for p in parts if p.kind == "noun" and any(c.startswith("n") for c in p.cases)), None)
    if rival is None or low == "wer" or (low == "was" and rival.german[:1] in (("sie",), ("es",))):
        return False
    verb = next((p for p in reversed(parts) if p.kind == "verb" and p.word is not None and is_finite(p.word)), None)
    readings = verb.word.readings if verb is not None and verb.word is not None else ()
    numbers = {r.number for r in readings if r.pos == "verb" and r.form == "finite"}
    if low in ("das", "was") and numbers == {"p"} and rival.number == "p":
        return True
    if rival is not next((p for p in parts if p.kind in ("noun", "place")), None):
        return False
    if rival.form == "pronoun":
        return rival.german[0] in _SURE or all(c.startswith("n") for c in rival.cases)
    if all(c.startswith("n") for c in rival.cases) or _makes(rival, verb):
        return True
    noun = before.get("noun") if isinstance(before, Word) else None
    if low != "die" or noun is None:
        return False
    # "Vesikel, die fast jede Zelle abgibt": many are told of, one acts.
    plural = ("p" in noun.number and noun.gender != "f") or noun.number == "p"
    return (plural and numbers == {"s"}) or (noun.number == "s" and numbers == {"p"})


def _makes(noun: Chunk, verb: Chunk | None) -> bool:
    """ "die Zellen abgeben": cells make and release things, rather than the other way round."""
    if verb is None or verb.word is None or noun.german[-1] not in cards.named("makers"):
        return False
    return any(r.lemma in cards.named("making") for r in verb.word.readings)


def _segments(content: list[Item]) -> list[list[Item]]:
    """Verb-last clauses that are joined by "und" inside one dependent clause."""
    found: list[list[Item]] = [[]]
    for place, item in enumerate(content):
        if (
            low_of(item) in ("und", "oder", "aber", ",")
            and found[-1]
            and is_finite(found[-1][-1])
            and (later_last(content[place + 1 :]) or low_of(item) == ",")
        ):
            found.append([])
        found[-1].append(item)
    return [s for s in found if s]


def purpose(word: Word, content: list[Item], until: int) -> tuple[Chunk, int]:
    """ "um ... zu heilen": to heal; "ohne ... zu": without ...ing."""

    body = content[1:] if word.low in ("um", "ohne", "statt", "anstatt") else content
    cut = next(
        (
            i
            for i in range(1, len(body) - 1)
            if low_of(body[i]) in ("und", "oder", ",")
            and isinstance(body[i - 1], Word)
            and ends_in_zu(body[:i])
            and ends_in_zu(body[i + 1 :])
        ),
        None,
    )
    if cut is not None:
        link = body[cut]
        assert isinstance(link, Word)
        one, _ = purpose(word, [*content[: len(content) - len(body)], *body[:cut]], until)
        two, _ = purpose(Word("zu", link.start, link.end, "word", ()), list(body[cut + 1 :]), until)
        said = {"und": "and", "oder": "or"}.get(link.low, ",")
        return Chunk("clause", (*one.pieces, Piece(said, link.start, link.end), *two.pieces), form="to"), until
    chunks = chunk(body)
    verb = next((c for c in reversed(chunks) if c.kind == "verb"), None)
    rest = [c for c in chunks if c is not verb]
    said, at = "", (word.start, word.end)
    if verb is not None and verb.word is not None:
        reading = next((r for r in verb.word.readings if r.pos == "verb" and r.form in ("zu", "infinitive")), None)
        if reading is not None:
            meant = verbs.meaning(reading.lemma, rest, any(c.german == ("sich",) for c in rest))
            said, rest = meant.english or UNKNOWN + reading.lemma, list(meant.chunks)
            at = (verb.word.start, verb.word.end)
    nots = [c for c in rest if c.kind == "not"]
    first = next((c for c in rest if c.kind in ("noun", "name")), None)
    if first is not None:
        rest = [first, *[c for c in rest if c is not first]]
    rest = [c for c in rest if c not in nots]
    if word.low in ("ohne", "statt", "anstatt"):
        head = [
            Piece("without" if word.low == "ohne" else "instead of", word.start, word.end),
            Piece(english.gerund(said) if said else "", *at),
        ]
    else:
        head = [Piece("not to" if nots else "to", *at), Piece(said, *at)]
    pieces = [*head, *flat(rest)]
    return Chunk("clause", tuple(p for p in pieces if p.text), form="to"), until
