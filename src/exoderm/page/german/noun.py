"""One noun phrase: article, numbers, adjectives, noun, and the genitive behind it; or a pronoun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exoderm.page.german import cards, draft, english, place
from exoderm.page.german.agreement import articled, cases_of, number_of
from exoderm.page.german.lexicon import Cases
from exoderm.page.german.parts import BARE_CASES, Chunk, Piece, Stretch, piece, word_at
from exoderm.page.german.words import Word

_PAIRS = {"weder": "neither", "entweder": "either", "sowohl": "both"}
_SIGNS = frozenset(["%", "°", "°C", "€", "$", "£"])
_MEASURES = frozenset(["ml", "mL", "mg", "µg", "g", "l", "µl", "kg"])
_EACH = frozenset(["pro", "je", "per"])


def one_noun(words: Sequence[Word | Chunk], at: int, genitive: bool = False) -> tuple[Chunk, int] | None:
    """The noun phrase that begins here, and where it ends; ``None`` where none does.

    ``genitive``: it stands behind a noun to which it belongs.
    """
    word = word_at(words, at)
    if word is None:
        return None
    if word.low in _PAIRS:
        inner = one_noun(words, at + 1)
        if inner is None:
            return None
        lead = piece(word, _PAIRS[word.low])
        return replace(inner[0], pieces=(lead, *inner[0].pieces), german=(word.low, *inner[0].german)), inner[1]
    begun = draft.Draft(words, at)
    draft.article(begun)
    if not draft.participial(begun):
        return None
    draft.modifiers(begun)
    head = begun.word()
    if head is not None and head.get("noun"):
        return _with_noun(begun, at, genitive)
    if head is not None and (head.get("name") or _passes_as_name(begun, head)):
        return _with_name(begun, genitive)
    if begun.counted:
        return _number_alone(begun)
    return _pronoun(words, at)


def _passes_as_name(begun: draft.Draft, word: Word) -> bool:
    return word.unknown and word.text[:1].isupper() and bool(begun.article or begun.adjectives or begun.counted)


def _number_alone(begun: draft.Draft) -> tuple[Chunk, int]:
    """A number with a sign, and what is counted behind it ("30 % Vesikel"), or without anything."""
    word = begun.word()
    if word is None or word.text not in _SIGNS:
        bare = tuple(begun.pieces)
        return Chunk("noun", bare, begun.number, BARE_CASES, form="number", german=("number",)), begun.at
    begun.put(word, word.text)
    tail = begun.word()
    if word.text == "°" and tail is not None and tail.text == "C":
        begun.pieces[-1] = Piece("°C", word.start, tail.end)
        begun.at += 1
    follow = begun.word()
    if follow is not None and not follow.get("article", "pronoun", "preposition"):
        after = one_noun(begun.words, begun.at)
        if after is not None and after[0].form != "pronoun":
            return replace(after[0], pieces=(*begun.pieces, *after[0].pieces)), after[1]
    owners = _genitive(begun.words, begun.at)
    if owners is not None:
        # "97 % der Anwenderinnen"
        return Chunk("noun", (*begun.pieces, *owners[0]), "p", BARE_CASES, german=("number",)), owners[1]
    return Chunk("noun", tuple(begun.pieces), "p", BARE_CASES, form="number", german=("number",)), begun.at


def _with_name(begun: draft.Draft, genitive: bool) -> tuple[Chunk, int]:
    """A phrase whose head is a name: names and numbers behind it belong to it."""
    word = begun.word()
    assert word is not None
    name = word.get("name")
    begun.put(word, name.english if name is not None else word.text)
    while (more := begun.word()) is not None and not more.get("verb", "article", "preposition", "conjunction"):
        if not (more.get("name") or more.kind == "number" or (more.unknown and more.text[:1].isupper())):
            break
        if _counts(begun):
            break
        begun.put(more, more.readings[0].english if more.readings else more.text)
    trailing = begun.word()
    if word.text in _MEASURES and trailing is not None and trailing.get("noun") and trailing.text[:1].isupper():
        # "5 ml Kochsalzlösung"
        inner = one_noun(begun.words, begun.at)
        if inner is not None:
            begun.pieces += [Piece("of", trailing.start, trailing.start), *inner[0].pieces]
            begun.at = inner[1]
    numbers = begun.number or ("s" if begun.article else "sp")
    cases = cases_of(begun.article, "", numbers, begun.adjectives)
    of_it = frozenset(c for c in cases if c.startswith("g"))
    return _closed(begun, word, numbers, of_it if genitive else cases - of_it or cases, word.low)


def _with_noun(begun: draft.Draft, start: int, genitive: bool) -> tuple[Chunk, int]:
    """A phrase whose head is a noun, in its number."""
    word = begun.word()
    noun = word.get("noun") if word is not None else None
    assert word is not None
    assert noun is not None
    numbers = begun.number if begun.number and begun.number in noun.number else noun.number
    cases = cases_of(begun.article, noun.gender, numbers, begun.adjectives)
    of_it = frozenset(c for c in cases if c.startswith("g"))
    cases = of_it if genitive else cases - of_it or cases
    lead = word_at(begun.words, start - 1)
    if lead is not None and (lead.low in place.CONTRACTED or lead.low in _EACH) and numbers == "sp":
        numbers = "s"
    many = begun.counted and begun.number == "p"
    numbers = number_of(begun.article, noun.gender, numbers, cases, many)
    if numbers != "sp":
        cases = frozenset(c for c in cases if c.endswith("p") == (numbers == "p")) or cases
    begun.put(word, (noun.tense or english.plural(noun.english)) if many or "p" in numbers else noun.english)
    while (more := begun.word()) is not None and _names_behind(more, noun.lemma == "Jahr") and not _counts(begun):
        begun.put(more, more.readings[0].english)
    if noun.lemma.lower() in cards.named("times"):
        # "wenige Minuten" tells of time, not of how little gets through.
        begun.pieces = [replace(p, text="some") if p.text in ("few", "many few") else p for p in begun.pieces]
    if noun.lemma == "Mensch" and begun.article is not None and begun.article.lemma == "der" and not begun.adjectives:
        begun.pieces = [replace(begun.pieces[-1], text="people")]
        begun.article = None
    if noun.lemma == "Prozent" and begun.article is not None and begun.article.lemma == "ein":
        begun.pieces[0] = replace(begun.pieces[0], text="one")
        begun.article = None
    if many and numbers == "s":
        numbers = "sp"
    found, until = _closed(begun, word, numbers, cases, noun.lemma.lower())
    return replace(found, mass=noun.tense == noun.english and not begun.counted and noun.gender != "p"), until


def _counts(begun: draft.Draft) -> bool:
    """Whether a number counts what stands behind it ("bleibt die Lösung 24 Monate"), and names nothing before it."""
    word, behind = begun.word(), word_at(begun.words, begun.at + 1)
    if word is None or word.kind != "number" or behind is None:
        return False
    return behind.get("noun") is not None or behind.text in _SIGNS or behind.text in _MEASURES


def _names_behind(word: Word, year: bool = False) -> bool:
    """Whether a word belongs to the noun before it as its name or number ("Vitamin C", "Phase 3")."""
    if word.get("verb", "article", "preposition", "conjunction", "adjective", "adverb"):
        return False
    return word.get("name") is not None or (
        word.kind == "number" and word.text.isdigit() and (year or len(word.text) < 4)
    )


def _closed(begun: draft.Draft, word: Word, numbers: str, cases: Cases, german: str) -> tuple[Chunk, int]:
    """The phrase with its article in English, what stands behind its noun, and its genitive."""
    pieces = [*articled(begun.article, begun.pieces, numbers), *begun.behind]
    genitive = _genitive(begun.words, begun.at)
    if genitive is not None:
        pieces += genitive[0]
        begun.at = genitive[1]
    said = (*((begun.article.lemma,) if begun.article else ()), german)
    return Chunk("noun", tuple(pieces), number=numbers, cases=cases, word=word, german=said), begun.at


def _genitive(words: Sequence[Word | Chunk], at: int) -> tuple[list[Piece], int] | None:
    """The noun phrase behind a noun to which it belongs ("die Wirkung der Exosomen")."""
    if not isinstance(words, Stretch):
        return _owner(words, at)
    found = words.once("genitive", at, lambda: _as_chunk(_owner(words, at)))
    return (list(found[0].pieces), found[1]) if found is not None else None


def _as_chunk(found: tuple[list[Piece], int] | None) -> tuple[Chunk, int] | None:
    return (Chunk("noun", tuple(found[0])), found[1]) if found is not None else None


def _owner(words: Sequence[Word | Chunk], at: int) -> tuple[list[Piece], int] | None:
    word = word_at(words, at)
    article = word.get("article") if word is not None else None
    told = word_at(words, at + 1) if word is not None and word.low == "nicht" else word
    if (
        word is not None
        and told is not None
        and article is None
        and told.low.endswith("er")
        and told.text[:1].islower()
        and told.get("adjective")
        and not told.get("verb")
    ):
        # "die Dermis intakter Haut"
        bare = one_noun(words, at, genitive=True)
        if (
            bare is not None
            and bare[0].kind == "noun"
            and bare[0].form != "pronoun"
            and any(c in ("g.f", "g.p") for c in bare[0].cases)
        ):
            return [Piece("of", word.start, word.start), *bare[0].pieces], bare[1]
        return None
    noun = word_at(words, at + 1)
    if (
        word is not None
        and article is None
        and noun is not None
        and word.low.endswith("en")
        and word.text[:1].islower()
        and word.get("adjective")
        and noun.low.endswith("s")
    ):
        # "Exosomen menschlichen Ursprungs"
        if any(r.pos == "noun" and r.gender in ("m", "n") and r.lemma != noun.text for r in noun.readings):
            bare = one_noun(words, at)
            if bare is not None:
                return [Piece("of", word.start, word.start), *bare[0].pieces], bare[1]
        return None
    if word is None or article is None or word.low[-1:] not in "rs" or word.low in ("das",):
        return None
    if not any(c.startswith("g") for c in article.cases):
        return None
    inner = one_noun(words, at, genitive=True)
    if inner is None or inner[0].form == "pronoun":
        return None
    if not any(c.startswith("g") for c in inner[0].cases):
        return None
    return [Piece("of", word.start, word.start), *inner[0].pieces], inner[1]


def _pronoun(words: Sequence[Word | Chunk], at: int) -> tuple[Chunk, int] | None:
    word = word_at(words, at)
    follow = word_at(words, at + 1)
    if (
        word is not None
        and word.low in ("der", "dem", "den", "denen")
        and follow is not None
        and follow.low in ("von", "vom")
    ):
        # "vergleichbar mit der von Retinol"
        text = "those" if word.low in ("den", "denen") else "that"
        return Chunk("noun", (piece(word, text),), "sp", BARE_CASES, word, "pronoun", (word.low,)), at + 1
    said = word.get("pronoun") if word is not None else None
    if word is None or said is None:
        return None
    text = said.english
    number = said.number
    if word.low == "sie" and word.text == "sie":
        text = "they"
    pieces = (piece(word, text),)
    if word.low in (
        "jede",
        "jeder",
        "jedes",
        "viele",
        "einige",
        "keine",
        "keiner",
        "keines",
        "alle",
        "eine",
        "einer",
        "eines",
        "manche",
        "wenige",
        "meisten",
    ):
        of = _genitive(words, at + 1)
        if of is not None:
            text = {"everyone": "each", "everything": "all"}.get(text, text)
            return Chunk(
                "noun",
                (piece(word, text), *of[0]),
                number=number,
                cases=frozenset(f"{c}.n" for c in said.cases),
                german=(word.low,),
            ), of[1]
    return Chunk(
        "noun",
        pieces,
        number=number,
        cases=frozenset(f"{c}.p" if number == "p" else f"{c}.n" for c in said.cases),
        word=word,
        form="pronoun",
        german=(word.low,),
    ), at + 1
