"""A preposition with its noun phrase: of place, time, manner; "als" and "wie" with what is compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from exoderm.page.german import cards, chunks, lists
from exoderm.page.german.parts import BARE_CASES, Chunk, piece, word_at
from exoderm.page.german.words import Word

_DIRECTION = {"in": "into", "auf": "onto", "an": "to", "unter": "under", "hinter": "behind", "vor": "before", "zwischen": "between", "über": "over", "neben": "beside"}  # fmt: skip


CONTRACTED = {
    "im": "d",
    "am": "d",
    "beim": "d",
    "vom": "d",
    "zum": "d",
    "zur": "d",
    "ins": "a",
    "ans": "a",
    "aufs": "a",
}


_UNITS = frozenset(
    "degrees °C % per-cent euros dollars francs nm µm ml nanometres micrometres millimetres reviews weeks months".replace(
        "per-cent", "per cent"
    ).split()
    + ["per cent"]
)


_COMPLAINTS = cards.named("complaints")


_WHOLE = {
    "im": "in",
    "am": "an",
    "beim": "bei",
    "vom": "von",
    "zum": "zu",
    "zur": "zu",
    "ins": "in",
    "ans": "an",
    "aufs": "auf",
}


def prepositional(words: Sequence[Word | Chunk], at: int) -> tuple[Chunk, int] | None:
    """A preposition with its noun phrase."""
    word = words[at]
    assert isinstance(word, Word)
    if word.low in ("als", "wie") and at + 1 < len(words) and (at or word.low == "als"):
        inner = lists.nouns(words, at + 1)
        if inner is not None and inner[0].form != "number" and not _question_word(words, at):
            text = _as_or_than(words, at)
            return Chunk(
                "place",
                (piece(word, text), *inner[0].pieces),
                number=inner[0].number,
                word=word,
                german=(word.low, *inner[0].german),
            ), inner[1]
        return None
    said = word.get("preposition")
    if said is None:
        return None
    if word.low == "bis" and at + 1 < len(words):
        follow = words[at + 1]
        if isinstance(follow, Word) and follow.get("preposition"):
            inner = prepositional(words, at + 1)
            if inner is not None:
                after = words[at + 2] if at + 2 < len(words) else None
                counted = isinstance(after, Word) and (after.get("number") is not None)
                pieces = inner[0].pieces[1:] if counted else inner[0].pieces
                if not counted and follow.low in ("zu", "zum", "zur"):
                    pieces = (replace(pieces[0], text="to the" if follow.low != "zu" else "to"), *pieces[1:])
                return replace(
                    inner[0],
                    kind="noun" if counted else "place",
                    pieces=(piece(word, "up to" if counted else "all the way"), *pieces),
                    cases=BARE_CASES,
                ), inner[1]
    if word.low == "zu" and at + 1 < len(words) and isinstance(words[at + 1], Word):
        follow = words[at + 1]
        assert isinstance(follow, Word)
        verb = next((r for r in follow.readings if r.pos == "verb" and r.form == "infinitive"), None)
        if follow.text[:1].islower() and verb is not None:
            merged = replace(verb, form="zu")
            return Chunk(
                "verb", (), word=replace(follow, start=word.start, readings=(merged,)), german=("zu", follow.low)
            ), at + 2
        if follow.get("adjective") and not follow.get("noun"):
            return None
    if at + 1 >= len(words):
        return None
    inner = lists.nouns(words, at + 1)
    if inner is None and word.low in (
        "innerhalb",
        "außerhalb",
        "unterhalb",
        "oberhalb",
        "anstelle",
        "aufgrund",
        "mithilfe",
        "jenseits",
    ):
        # "innerhalb von sechs Wochen"
        follow = word_at(words, at + 1)
        if follow is not None and follow.low in ("von", "vom"):
            inner = lists.nouns(words, at + 2)
    if inner is None:
        # "bis heute", "von oben"
        follow = words[at + 1]
        if isinstance(follow, Word) and follow.get("adverb") and not follow.get("verb"):
            adverb = follow.get("adverb")
            assert adverb is not None
            if adverb.form == "degree":
                deep, until = chunks.part_at(words, at + 1, ())
                if deep.kind == "noun":
                    inner = (deep, until)
            else:
                return Chunk(
                    "place", (piece(word, said.english), piece(follow, adverb.english)), german=(word.low,)
                ), at + 2
    if inner is None:
        return None
    noun, until = inner
    counts = word_at(words, at + 1)
    if counts is not None and counts.kind == "number" and word.low == "über":
        return Chunk(
            "noun", (piece(word, "more than"), *noun.pieces), number="p", cases=BARE_CASES, german=noun.german
        ), until
    if counts is not None and counts.kind == "number" and word.low == "zu":
        return Chunk("adverb", noun.pieces, german=noun.german), until
    text = said.english
    case = {c[0] for c in noun.cases}
    if word.low in _DIRECTION and word.low not in CONTRACTED:
        article = next((w for w in words[at + 1 : until] if isinstance(w, Word) and w.get("article")), None)
        if (article is not None and "a" in case and "d" not in case) or (article is not None and "a" in case and article.low.endswith("e")):
            text = _DIRECTION[word.low]
        elif article is not None and "a" in case and article.low in ("den", "einen", "das"):
            text = _DIRECTION[word.low] if noun.number == "s" else text
    lead = noun.pieces
    if word.low == "bei" and words[at + 1 : at + 2]:
        nxt = words[at + 1]
        last = noun.pieces[-1].text if noun.pieces else ""
        if (isinstance(nxt, Word) and (
            nxt.low == "minus" or (nxt.kind == "number" and (noun.form == "number" or last in _UNITS))
        )) or (
            isinstance(nxt, Word)
            and noun.german
            and noun.german[-1] in ("temperatur", "konzentration", "bewertung", "ph-wert")
        ):
            text = "at"
    if word.low == "bei" and noun.german:
        if noun.german[-1] in _COMPLAINTS:
            text = "for"
        elif noun.german[-1] in ("fda", "ema", "behörde", "bfarm"):
            text = "with"
    if word.low == "seit" and noun.number != "p":
        text = "since"
    if word.low == "auf" and text == "on" and any("mensch" in g for g in noun.german):
        text = "in"
    return Chunk(
        "place",
        (piece(word, text), *lead),
        number=noun.number,
        word=word,
        german=(_WHOLE.get(word.low, word.low), *noun.german),
    ), until


def _question_word(words: Sequence[Word | Chunk], at: int) -> bool:
    follow = word_at(words, at + 1)
    return words[at].low == "wie" and follow is not None and follow.low in ("viele", "viel", "wenig", "oft", "lange")  # type: ignore[union-attr]


def _as_or_than(words: Sequence[Word | Chunk], at: int) -> str:
    """ "als" behind a comparative is "than"; "wie" behind "so" is "as", else "like"."""
    before = [w for w in words[:at] if isinstance(w, Word)]
    if words[at].low == "wie":  # type: ignore[union-attr]
        return "as" if any(w.low in ("so", "ebenso", "genauso", "gleich", "genau") for w in before) else "like"
    compared = any(r.degree == 1 for w in before for r in w.readings) or any(
        w.low
        in (
            "mehr",
            "weniger",
            "besser",
            "schneller",
            "tiefer",
            "stärker",
            "leichter",
            "länger",
            "häufiger",
            "eher",
            "lieber",
            "anders",
        )
        for w in before
    )
    return "than" if compared else "as"
