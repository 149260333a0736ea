"""A dependent clause in English order behind the word that opens it."""

from __future__ import annotations

from dataclasses import replace

from exoderm.page.german import english, verbs
from exoderm.page.german.chunks import chunk
from exoderm.page.german.finite import Item, ends_in_zu, is_finite, later_last, low_of
from exoderm.page.german.order import main
from exoderm.page.german.parts import UNKNOWN, Chunk, Piece, flat
from exoderm.page.german.words import Word


def opened(
    lead: list[Item], openers: list[Word], content: list[Item], kind: str, until: int, before: Item | None = None
) -> tuple[Chunk, int]:
    """A dependent clause in English order behind its opener."""
    out: list[Piece] = []
    for item in lead:
        if isinstance(item, Word):
            said = item.get("conjunction", "adverb")
            out.append(Piece(said.english if said else item.text, item.start, item.end))
    opener = openers[-1]
    first = openers[0]
    comma = [Piece(",", first.start, first.start)] if kind in ("relative",) else []
    deny = bool(lead and isinstance(lead[0], Word) and lead[0].low == "nicht")
    del deny
    said = opener.get("relative" if kind == "relative" else "opener", "asking", "opener", "relative")
    text = said.english if said else opener.text
    if kind == "asking":
        asked = opener.get("asking")
        text = asked.english if asked else text
    degree: list[Piece] = []
    chunks = _segments(content)
    pieces: list[Piece] = []
    for number, segment in enumerate(chunks):
        parts = chunk(segment)
        if (
            kind == "asking"
            and number == 0
            and opener.low == "wie"
            and parts
            and parts[0].kind in ("adjective", "adverb")
            and parts[0].form in ("", "degree", "pre")
        ):
            degree = list(parts[0].pieces)
            parts = parts[1:]
        if (
            kind == "asking"
            and number == 0
            and opener.low.startswith("welch")
            and len(parts) > 1
            and parts[0].kind == "noun"
        ):
            if any(p.kind == "noun" and any(c.startswith("n") for c in p.cases) for p in parts[1:]):
                degree = list(parts[0].pieces)
                parts = parts[1:]
            else:
                parts[0] = replace(parts[0], pieces=(Piece(text, opener.start, opener.end), *parts[0].pieces))
                text = ""
        if (
            kind == "asking"
            and number == 0
            and opener.low == "wie"
            and parts
            and parts[0].kind == "noun"
            and parts[0].pieces[0].text in ("many", "much", "few")
        ):
            rival = next((p for p in parts[1:] if p.kind == "noun" and any(c.startswith("n") for c in p.cases)), None)
            if rival is not None:
                degree = list(parts[0].pieces)
                parts = parts[1:]
        if number == 0 and len(openers) == 1 and (kind == "relative" or opener.low in ("wer", "was")):
            parts = _with_relative(parts, opener, before)
            pieces += main(parts, verb_last=True)
        else:
            pieces += main(parts, verb_last=True)
    if len(openers) == 1 and (kind == "relative" or opener.low in ("wer", "was")):
        text = ""
    if len(openers) == 2:
        before = openers[0].get("preposition")
        out.append(Piece(before.english if before else "", openers[0].start, openers[0].end))
    head = [Piece(text, opener.start, opener.end)] if text else []
    whole = [*comma, *out, *head, *degree, *pieces]
    if kind == "relative":
        whole.append(Piece(",", whole[-1].end, whole[-1].end))
    return Chunk("clause", tuple(whole), form=kind, german=(opener.low,) if opener.low in ("wer", "was") else ()), until


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
    if not is_object and others:
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
        elif (low in ("das", "was") and numbers == {"p"} and rival.number == "p") or (rival is first_noun and all(c.startswith("n") for c in rival.cases)):
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
    if low == "was" and (before is None or (isinstance(before, Word) and before.get("verb") and not before.get("noun"))):
        text = "what"
    pronoun = Chunk(
        "relative" if is_object else "noun", (Piece(text, opener.start, opener.end),), number=number,
        cases=frozenset(cases.get(low, "n.p n.f n.m n.n").split()), german=("relative",),
    )  # fmt: skip
    if is_object:
        return [Chunk("conjunction", pronoun.pieces), *parts]
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
        first, _ = purpose(word, [*content[: len(content) - len(body)], *body[:cut]], until)
        second, _ = purpose(Word("zu", link.start, link.end, "word", ()), list(body[cut + 1 :]), until)
        said = {"und": "and", "oder": "or"}.get(link.low, ",")
        return Chunk("clause", (*first.pieces, Piece(said, link.start, link.end), *second.pieces), form="to"), until
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
