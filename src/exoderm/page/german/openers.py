"""A dependent clause in English order behind the word that opens it."""

from __future__ import annotations

from dataclasses import replace

from exoderm.page.german import english, verbs
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


def _with_relative(parts: list[Chunk], opener: Word, before: Item | None = None) -> list[Chunk]:
    """The relative pronoun as a part of its clause, so that it is the subject or the object as the verb agrees."""
    low = opener.low
    cases = {
        "der": "n.m d.f",
        "den": "a.m",
        "dem": "d.m",
        "denen": "d.p",
        "die": "n.p a.p n.f a.f",
        "das": "n.n a.n",
        "was": "n.n a.n",
    }
    verb = next((p for p in reversed(parts) if p.kind == "verb" and p.word is not None and is_finite(p.word)), None)
    others = [p for p in parts if p.kind == "noun" and any(c.startswith("n") for c in p.cases)]
    numbers = (
        {r.number for r in verb.word.readings if r.pos == "verb" and r.form == "finite"}
        if verb and verb.word
        else {"s"}
    )
    number = "sp" if low in ("die", "der") else "s"
    is_object = low in ("den", "dem", "denen", "deren", "dessen")
    if not is_object and others and low != "wer":
        rival = others[0]
        first_noun = next((p for p in parts if p.kind in ("noun", "place")), None)
        if low == "was" and rival.german[:1] in (("sie",), ("es",)):
            is_object = False
        elif (
            rival.form == "pronoun"
            and rival.german[0] in ("ich", "wir", "er", "man", "sie", "niemand", "es")
            and rival is first_noun
        ):
            is_object = True
        elif low == "was" and rival.german[:1] in (("sie",), ("es",)) and "s" in numbers:
            is_object = False
        elif (low in ("das", "was") and numbers == {"p"} and rival.number == "p") or (
            rival is first_noun and all(c.startswith("n") for c in rival.cases)
        ):
            is_object = True
        elif (
            rival is first_noun
            and low == "die"
            and isinstance(before, Word)
            and (noun := before.get("noun")) is not None
        ):
            # "Vesikel, die fast jede Zelle abgibt": many are told of, one acts.
            plural = ("p" in noun.number and noun.gender != "f") or noun.number == "p"
            is_object = (plural and numbers == {"s"}) or (noun.number == "s" and numbers == {"p"})
    people = isinstance(before, Word) and before.get("pronoun") is not None and before.get("noun") is None
    text = {"deren": "whose", "dessen": "whose", "wer": "whoever"}.get(
        low, "who" if people and low in ("die", "der") else "which"
    )
    if low == "was" and (
        before is None or (isinstance(before, Word) and before.get("verb") and not before.get("noun"))
    ):
        text = "what"
    pronoun = Chunk(
        "relative" if is_object else "noun", (Piece(text, opener.start, opener.end),), number=number,
        cases=frozenset(cases.get(low, "n.p n.f n.m n.n").split()), german=("relative",),
    )  # fmt: skip
    if is_object:
        return [Chunk("conjunction", pronoun.pieces, form="relative"), *parts]
    return [pronoun, *parts]


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
