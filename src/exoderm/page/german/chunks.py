"""Words to the parts of a clause: noun phrases with their case and number, phrases of place and time, verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from exoderm.page.german import english
from exoderm.page.german.lexicon import Cases, Reading
from exoderm.page.german.words import Word, shown


@dataclass(frozen=True)
class Piece:
    """A stretch of English with the place of the German that it stands for."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Chunk:
    """A part of a clause."""

    kind: str
    """noun, place (with a preposition), adverb, adjective, verb, particle, not, clause, conjunction, sign, opener."""
    pieces: tuple[Piece, ...]
    number: str = ""
    cases: Cases = frozenset()
    word: Word | None = None
    form: str = ""
    """Class of an adverb; of a clause its opener; of a noun "pronoun" or "es"."""
    german: tuple[str, ...] = field(default=())


_DIRECTION = {"in": "into", "auf": "onto", "an": "to", "unter": "under", "hinter": "behind", "vor": "before", "zwischen": "between", "über": "over", "neben": "beside"}  # fmt: skip
_SHORT_TO = {"im": "d", "am": "d", "beim": "d", "vom": "d", "zum": "d", "zur": "d", "ins": "a", "ans": "a", "aufs": "a"}
_UNITS = frozenset(
    "degrees °C % per-cent euros dollars francs nm µm ml nanometres micrometres millimetres reviews weeks months".replace(
        "per-cent", "per cent"
    ).split()
    + ["per cent"]
)
_COMPLAINTS = frozenset(
    "haar haarausfall akne aknenarbe narbe falte rosazea ekzem neurodermitis psoriasis melasma pigmentfleck alopezie cellulite".split()
)
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
_BARE_CASES = frozenset(f"{c}.{g}" for c in "nad" for g in "mfnp")


def piece(word: Word, text: str) -> Piece:
    return Piece(text, word.start, word.end)


def chunk(words: Sequence[Word | Chunk]) -> list[Chunk]:
    """Parts of a stretch of words; clauses that were read before stand among the words as they are."""
    found: list[Chunk] = []
    at = 0
    while at < len(words):
        item = words[at]
        if isinstance(item, Chunk):
            found.append(item)
            at += 1
            continue
        part, at = _next(words, at, found)
        if part.german == ("lang",) and found and found[-1].kind == "noun":
            # "drei Jahre lang"
            time = found.pop()
            lead = Piece("for", time.pieces[0].start, time.pieces[0].start)
            part = Chunk("place", (lead, *time.pieces), german=("lang",))
        found.append(part)
    return found


def _next(words: Sequence[Word | Chunk], at: int, before: Sequence[Chunk]) -> tuple[Chunk, int]:
    word = words[at]
    assert isinstance(word, Word)
    if word.kind == "phrase":
        return _phrase(words, at, before)
    if word.get("not"):
        return Chunk("not", (piece(word, word.readings[0].english),), word=word, german=(word.low,)), at + 1
    degree = word.get("adverb")
    nxt = words[at + 1] if at + 1 < len(words) else None
    if word.low == "zu" and (wish := _place(words, at)) is not None and wish[0].kind == "verb":
        return wish
    if word.low == "zu" and not (
        isinstance(nxt, Word) and nxt.text[:1].islower() and nxt.get("adjective", "adverb") and not nxt.get("number")
    ):
        degree = None
    if (
        word.low == "selbst"
        and isinstance(nxt, Word)
        and (nxt.get("preposition", "article") or nxt.get("noun") and nxt.text[:1].isupper())
    ):
        degree = Reading("adverb", "even", "selbst", form="degree")
    if word.low == "etwas" and isinstance(nxt, Word) and nxt.get("preposition"):
        return _noun(words, at) or (Chunk("adverb", (piece(word, "something"),)), at + 1)
    if (
        word.low in ("aber", "doch", "denn", "ja")
        and before
        and not all(b.kind in ("conjunction", "sign") for b in before)
    ):
        return Chunk("adverb", (), german=(word.low,)), at + 1
    if word.low == "noch" and not any(isinstance(w, Word) and w.low == "weder" for w in words[:at]):
        return Chunk("adverb", (piece(word, "still"),), form="pre", german=("noch",)), at + 1
    if word.low == "je" and isinstance(nxt, Word) and any(r.degree == 1 for r in nxt.readings):
        return Chunk("adverb", (piece(word, "the"),), german=("je",)), at + 1
    if degree is not None and degree.form == "degree":
        # "about", "only", "very" stay with what follows.
        if word.low == "ganz" and isinstance(nxt, Word) and nxt.get("noun") and nxt.text[:1].isupper():
            degree = replace(degree, english="all of")
        follow, until = (None, at)
        if at + 1 < len(words) and isinstance(words[at + 1], Word):
            follow, until = _next(words, at + 1, before)
        if follow is not None and follow.kind in ("noun", "place", "adjective", "adverb") and follow.form != "pronoun":
            if word.low == "so" and any("kein" in b.german or "niemand" in b.german for b in before):
                degree = replace(degree, english="as")
            lead = () if degree.english == "@drop" else (piece(word, degree.english),)
            return replace(follow, pieces=(*lead, *follow.pieces), german=(word.low, *follow.german)), until
        if not word.get("verb", "preposition"):
            return Chunk("adverb", (piece(word, degree.english),), form="degree", german=(word.low,)), at + 1
    place = _place(words, at)
    if place is not None:
        return place
    noun = _nouns(words, at)
    if noun is not None:
        return noun
    verb = word.get("verb")
    bare = next((r for r in word.readings if r.pos == "adjective" and r.form == "bare"), word.get("adjective"))
    manner = next((r for r in word.readings if r.pos == "adverb" and r.form != "degree"), None)
    if manner is not None and bare is not None and word.low not in ("gut", "selten", "häufig") and verb is None:
        text = "" if manner.english == "@drop" else manner.english
        return Chunk(
            "adverb", (piece(word, text),) if text else (), form=manner.form, word=word, german=(word.low,)
        ), at + 1
    if verb is not None and (bare is None or verb.form == "finite" or verb.form == "participle"):
        return Chunk("verb", (), word=word, german=(word.low,)), at + 1
    if bare is not None:
        return Chunk("adjective", (piece(word, shown(bare)),), word=word, german=(word.low,)), at + 1
    particle = word.get("particle")
    if word.get("conjunction"):
        said = word.get("conjunction")
        assert said is not None
        return Chunk("conjunction", (piece(word, said.english),), word=word, german=(word.low,)), at + 1
    adverb = word.get("adverb")
    if adverb is not None:
        text = "" if adverb.english == "@drop" or adverb.form == "drop" else adverb.english
        return Chunk(
            "adverb", (piece(word, text),) if text else (), form=adverb.form, word=word, german=(word.low,)
        ), at + 1
    if particle is not None:
        return Chunk("particle", (), word=word, german=(word.low,)), at + 1
    for pos in ("opener", "relative", "asking"):
        said = word.get(pos)
        if said is not None:
            return Chunk("opener", (piece(word, said.english),), word=word, form=pos, german=(word.low,)), at + 1
    if word.kind == "sign":
        return Chunk("sign", (piece(word, word.text),), german=(word.text,)), at + 1
    text = word.readings[0].english if word.readings else word.text
    return Chunk("name", (piece(word, text),), word=word, number="s", cases=_BARE_CASES, german=(word.low,)), at + 1


def _phrase(words: Sequence[Word | Chunk], at: int, before: Sequence[Chunk]) -> tuple[Chunk, int]:
    """A fixed phrase by its class: an adverb, what stays with the next part, a preposition, a noun phrase, a denial."""
    word = words[at]
    assert isinstance(word, Word)
    said = word.readings[0]
    head = (piece(word, said.english),)
    german = (word.low,)
    follow = words[at + 1] if at + 1 < len(words) else None
    if said.form == "prep" and follow is not None:
        inner = _nouns(words, at + 1)
        if inner is not None:
            return Chunk(
                "place", (*head, *inner[0].pieces), number=inner[0].number, german=(*german, *inner[0].german)
            ), inner[1]
    if said.form == "degree" and isinstance(follow, Word):
        part, until = _next(words, at + 1, before)
        if part.kind in ("noun", "place", "adjective", "adverb"):
            return replace(part, pieces=(*head, *part.pieces), german=(*german, *part.german)), until
    if said.form in ("noun", "nouns"):
        return Chunk(
            "noun", head, number="p" if said.form == "nouns" else "s", cases=_BARE_CASES, german=german
        ), at + 1
    if said.form == "not":
        return Chunk("not", head, word=word, german=german), at + 1
    if said.form == "verb":
        return Chunk("adjective", head, german=german), at + 1
    return Chunk("adverb", head, form=said.form or "phrase", german=german), at + 1


def _place(words: Sequence[Word | Chunk], at: int) -> tuple[Chunk, int] | None:
    """A preposition with its noun phrase."""
    word = words[at]
    assert isinstance(word, Word)
    if word.low in ("als", "wie") and at + 1 < len(words) and (at or word.low == "als"):
        inner = _nouns(words, at + 1)
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
            inner = _place(words, at + 1)
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
                    cases=_BARE_CASES,
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
    inner = _nouns(words, at + 1)
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
        follow = _word(words, at + 1)
        if follow is not None and follow.low in ("von", "vom"):
            inner = _nouns(words, at + 2)
    if inner is None:
        # "bis heute", "von oben"
        follow = words[at + 1]
        if isinstance(follow, Word) and follow.get("adverb") and not follow.get("verb"):
            adverb = follow.get("adverb")
            assert adverb is not None
            if adverb.form == "degree":
                deep, until = _next(words, at + 1, ())
                if deep.kind == "noun":
                    inner = (deep, until)
            else:
                return Chunk(
                    "place", (piece(word, said.english), piece(follow, adverb.english)), german=(word.low,)
                ), at + 2
    if inner is None:
        return None
    noun, until = inner
    counts = _word(words, at + 1)
    if counts is not None and counts.kind == "number" and word.low == "über":
        return Chunk(
            "noun", (piece(word, "more than"), *noun.pieces), number="p", cases=_BARE_CASES, german=noun.german
        ), until
    if counts is not None and counts.kind == "number" and word.low == "zu":
        return Chunk("adverb", noun.pieces, german=noun.german), until
    text = said.english
    case = {c[0] for c in noun.cases}
    if word.low in _DIRECTION and word.low not in _SHORT_TO:
        article = next((w for w in words[at + 1 : until] if isinstance(w, Word) and w.get("article")), None)
        if article is not None and "a" in case and "d" not in case:
            text = _DIRECTION[word.low]
        elif article is not None and "a" in case and article.low.endswith("e"):
            text = _DIRECTION[word.low]
        elif article is not None and "a" in case and article.low in ("den", "einen", "das"):
            text = _DIRECTION[word.low] if noun.number == "s" else text
    lead = noun.pieces
    if word.low == "bei" and words[at + 1 : at + 2]:
        nxt = words[at + 1]
        last = noun.pieces[-1].text if noun.pieces else ""
        if isinstance(nxt, Word) and (
            nxt.low == "minus" or (nxt.kind == "number" and (noun.form == "number" or last in _UNITS))
        ):
            text = "at"
        elif (
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
    follow = _word(words, at + 1)
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


def _nouns(words: Sequence[Word | Chunk], at: int) -> tuple[Chunk, int] | None:
    """A noun phrase, and those that "und", "oder", "noch" or a comma before such joins to it."""
    first = _noun(words, at)
    if first is None:
        return None
    found, until = first
    while until < len(words):
        link = words[until]
        if not isinstance(link, Word):
            break
        if link.low in ("und", "oder", "sowie", "&", "bzw.", "noch", "bis", "wie") and found.form != "pronoun":
            if link.low == "bis" and not found.pieces[-1].text[-1:].isdigit() and found.form != "number":
                break
            if link.low == "wie" and "wie" in found.german:
                break
            following = (
                _noun(words, until + 1) if until + 1 < len(words) and isinstance(words[until + 1], Word) else None
            )
            if following is None or following[0].form == "pronoun":
                break
            if link.low == "wie" and not _is_example(words, until):
                break
            said = {
                "und": "and",
                "oder": "or",
                "sowie": "and",
                "bzw.": "or",
                "noch": "nor",
                "bis": "to",
                "wie": "such as",
            }
            more, until = following
            both = found.number == "s" and more.number == "s"
            number = found.number if link.low in ("oder", "wie", "noch") else "sp" if both else "p"
            found = replace(
                found, pieces=(*found.pieces, piece(link, said.get(link.low, "and")), *more.pieces),
                number=number, cases=found.cases | (more.cases & _BARE_CASES) if link.low == "und" else found.cases,
                german=(*found.german, link.low, *more.german), form=more.form if link.low == "bis" else "",
            )  # fmt: skip
            continue
        if link.text == "," and _goes_on(words, until + 1):
            following = _noun(words, until + 1)
            assert following is not None
            more, until = following
            found = replace(
                found, pieces=(*found.pieces, piece(link, ","), *more.pieces), number="p",
                german=(*found.german, ",", *more.german),
            )  # fmt: skip
            continue
        break
    if (
        until < len(words)
        and isinstance(clause := words[until], Chunk)
        and clause.kind == "clause"
        and clause.form == "relative"
    ):
        told = clause.pieces
        if found.german[:1] != ("der",) and found.form != "pronoun" and told and told[0].text == ",":
            # Without an article it says which ones: no commas.
            told = tuple(replace(p, text="that") if i == 0 and p.text == "which" else p for i, p in enumerate(told[1:]))
            told = told[:-1] if told and told[-1].text == "," else told
        found = replace(found, pieces=(*found.pieces, *told))
        until += 1
    return found, until


def _is_example(words: Sequence[Word | Chunk], at: int) -> bool:
    """ "Zucker wie Trehalose": "wie" between two bare nouns gives an example."""
    before, after = words[at - 1], words[at + 1]
    return (
        isinstance(before, Word) and isinstance(after, Word) and bool(before.get("noun")) and bool(after.get("noun", "name"))
        and not after.get("article")
    )  # fmt: skip


def _goes_on(words: Sequence[Word | Chunk], at: int) -> bool:
    """Whether a list goes on behind a comma: noun phrases and commas up to "und" or "oder"."""
    for _ in range(12):
        if at >= len(words) or not isinstance(words[at], Word):
            return False
        following = _noun(words, at)
        if following is None or following[0].form == "pronoun":
            return False
        at = following[1]
        if at >= len(words):
            return False
        link = words[at]
        if not isinstance(link, Word):
            return False
        if link.low in ("und", "oder", "sowie"):
            return at + 1 < len(words) and isinstance(words[at + 1], Word) and _noun(words, at + 1) is not None
        if link.text != ",":
            return False
        at += 1
    return False


def _noun(words: Sequence[Word | Chunk], at: int, genitive: bool = False) -> tuple[Chunk, int] | None:
    """One noun phrase: article, numbers, adjectives, noun, and the genitive behind it."""
    start = at
    pieces: list[Piece] = []
    article: Reading | None = None
    weder = False
    word = _word(words, at)
    if word is None:
        return None
    if word.low in ("weder", "entweder", "sowohl") and _word(words, at + 1) is not None:
        inner = _noun(words, at + 1)
        if inner is None:
            return None
        said = {"weder": "neither", "entweder": "either", "sowohl": "both"}[word.low]
        return replace(
            inner[0], pieces=(piece(word, said), *inner[0].pieces), german=(word.low, *inner[0].german)
        ), inner[1]
    if word.get("article") and _opens_noun(words, at + 1):
        article = word.get("article")
        assert article is not None
        pieces.append(piece(word, article.english))
        at += 1
    # "in einem bei der FDA registrierten Werk", "von einer Lipidhülle umgebene Päckchen"
    behind: list[Piece] = []
    opened = _word(words, at)
    if opened is not None and opened.get("preposition") and (article is not None or at == start):
        inner = _place(words, at)
        if inner is not None:
            adjective = _word(words, inner[1])
            noun = _word(words, inner[1] + 1)
            said_as = adjective.get("adjective") if adjective else None
            if said_as and adjective is not None and _participial(adjective) and noun and noun.get("noun"):
                assert adjective is not None
                agent = inner[0].pieces
                if agent and agent[0].text == "of":
                    agent = (Piece("by", agent[0].start, agent[0].end), *agent[1:])
                behind = [piece(adjective, said_as.english), *agent]
                at = inner[1] + 1
            elif article is None:
                return None
        elif article is None:
            return None
        if article is not None and not behind:
            return None
    number = ""
    counted = False
    adjectives: list[tuple[Word, Reading]] = []
    while (word := _word(words, at)) is not None:
        count = word.get("number")
        nominal = word.get("noun")
        if count is not None and not (nominal and word.text[:1].isupper() and at > start):
            pieces.append(piece(word, count.english))
            number = "s" if count.english in ("1", "one") else "p"
            counted = True
            at += 1
            follow = _word(words, at)
            if follow is not None and follow.low == "von" and count.english.endswith(" of"):
                at += 1
                follow = _word(words, at)
            if (
                follow is not None
                and follow.low in ("bis", "und", "oder")
                and (second := _word(words, at + 1)) is not None
                and second.get("number")
            ):
                pieces += [piece(follow, {"bis": "to", "und": "and"}.get(follow.low, "or"))]
                at += 1
            continue
        if (
            word.get("article")
            and adjectives == []
            and article is not None
            and article.lemma in ("all", "beid", "solch", "manch", "kein", "der")
            and word.low not in ("der", "die", "das", "den", "dem", "des")
        ):
            said = word.get("article")
            assert said is not None
            pieces.append(piece(word, said.english))
            at += 1
            continue
        adverb = word.get("adverb")
        nxt = _word(words, at + 1)
        if (
            word.low == "nicht"
            and nxt is not None
            and nxt.get("adjective")
            and _ends(nxt)
            and _leads_to_noun(words, at + 1)
        ):
            # "nicht zugelassene Produkte"
            bare = next(r for r in nxt.readings if r.pos == "adjective")
            best = next((r for r in nxt.readings if r.pos == "adjective" and r.form == "ending"), bare)
            pieces.append(
                Piece(
                    {
                        "approved": "unapproved",
                        "proven": "unproven",
                        "authorised": "unauthorised",
                        "proved": "unproven",
                    }.get(shown(best), "not " + shown(best)),
                    word.start,
                    nxt.end,
                )
            )
            adjectives.append((nxt, best))
            at += 2
            continue
        if (
            adverb is not None
            and nxt is not None
            and (adverb.form == "degree" or word.get("adjective") or article is not None or adjectives)
            and nxt.get("adjective")
            and _ends(nxt)
            and _leads_to_noun(words, at + 1)
        ):
            if adverb.english and not adverb.english.startswith("@"):
                pieces.append(piece(word, adverb.english))
            at += 1
            continue
        bare = word.get("adjective")
        if (
            bare is not None
            and nxt is not None
            and word.text[:1].islower()
            and not _ends(word)
            and nxt.get("adjective")
            and _ends(nxt)
            and _leads_to_noun(words, at + 1)
        ):
            # "erblich bedingter Haarausfall"
            pieces.append(piece(word, shown(bare)))
            at += 1
            continue
        if bare is not None and word.text[:1].isupper() and nominal is not None and not _leads_to_noun(words, at):
            break
        if bare is not None and (nominal is None or nominal.english.endswith(" one") or at == start) and _leads_to_noun(words, at):
            best = next((r for r in word.readings if r.pos == "adjective" and r.form == "ending"), bare)
            fewer = word.low == "weniger" and any(
                r.pos == "noun" and r.number == "p"
                for w in words[at + 1 : at + 4]
                if isinstance(w, Word)
                for r in w.readings
            )
            pieces.append(piece(word, "fewer" if fewer else shown(best)))
            adjectives.append((word, best))
            at += 1
            link = _word(words, at)
            if (
                link is not None
                and link.low in ("und", "oder", ",")
                and (second := _word(words, at + 1)) is not None
                and second.get("adjective")
                and _leads_to_noun(words, at + 1)
                and not second.text[:1].isupper()
            ):
                pieces.append(piece(link, {"und": "and", "oder": "or"}.get(link.low, ",")))
                at += 1
            continue
        break
    word = _word(words, at)
    noun = word.get("noun") if word is not None else None
    name = word.get("name") if word is not None else None
    if word is not None and word.unknown and word.text[:1].isupper() and (article or adjectives or counted):
        name = Reading("name", word.text, word.text, number="s")
    if noun is None and name is None:
        if counted and word is not None and word.text in ("%", "°", "°C", "€", "$", "£"):
            pieces.append(piece(word, word.text))
            at += 1
            tail = _word(words, at)
            if word.text == "°" and tail is not None and tail.text == "C":
                pieces[-1] = Piece("°C", word.start, tail.end)
                at += 1
            after = (
                _noun(words, at)
                if _word(words, at) is not None and not _word(words, at).get("article", "pronoun", "preposition")
                else None
            )  # type: ignore[union-attr]
            if after is not None and after[0].form != "pronoun":
                return replace(after[0], pieces=(*pieces, *after[0].pieces)), after[1]
            return Chunk("noun", tuple(pieces), number="p", cases=_BARE_CASES, form="number", german=("number",)), at
        if counted:
            return Chunk("noun", tuple(pieces), number=number, cases=_BARE_CASES, form="number", german=("number",)), at
        return _pronoun(words, start)
    assert word is not None
    at += 1
    if noun is None:
        assert name is not None
        pieces.append(piece(word, name.english))
        german, gender, numbers = word.low, "", number or ("sp" if not article else "s")
        while (
            (more := _word(words, at)) is not None
            and (more.get("name") or more.kind == "number" or more.unknown and more.text[:1].isupper())
            and not more.get("verb", "article", "preposition", "conjunction")
        ):
            pieces.append(piece(more, more.readings[0].english if more.readings else more.text))
            at += 1
        trailing = _word(words, at)
        if (
            trailing is not None
            and trailing.get("noun")
            and trailing.text[:1].isupper()
            and article is None
            and word.low not in ("pro",)
            and not adjectives
        ):
            # "5 ml Kochsalzlösung"
            if word.text in ("ml", "mL", "mg", "µg", "g", "l", "µl", "kg"):
                inner = _noun(words, at)
                if inner is not None:
                    pieces += [Piece("of", trailing.start, trailing.start), *inner[0].pieces]
                    at = inner[1]
    else:
        german, gender = noun.lemma.lower(), noun.gender
        numbers = noun.number
        if number and number in numbers:
            numbers = number
        elif number == "p" and numbers == "s":
            numbers = "s"
    cases = _cases(article, gender, numbers, adjectives)
    of_it = frozenset(c for c in cases if c.startswith("g"))
    if genitive:
        cases = of_it
    elif len(of_it) < len(cases):
        cases = cases - of_it
    lead = _word(words, start - 1)
    if lead is not None and (lead.low in _SHORT_TO or lead.low in ("pro", "je", "per")) and numbers == "sp":
        numbers = "s"
    numbers = _number(article, gender, numbers, cases, counted and number == "p")
    if numbers != "sp":
        cases = frozenset(c for c in cases if (c.endswith("p")) == (numbers == "p")) or cases
    if noun is not None:
        many = "p" in numbers
        plural = noun.tense if noun.tense and many else english.plural(noun.english) if many else noun.english
        if counted and number == "p":
            plural = noun.tense or english.plural(noun.english)
        pieces.append(piece(word, plural))
        while (
            (more := _word(words, at)) is not None
            and (more.get("name") or more.kind == "number" and more.text.isdigit() and len(more.text) < 4)
            and not more.get("verb", "article", "preposition", "conjunction", "adjective", "adverb")
        ):
            pieces.append(piece(more, more.readings[0].english))
            at += 1
    if (
        noun is not None
        and noun.lemma == "Mensch"
        and article is not None
        and article.lemma == "der"
        and not adjectives
    ):
        pieces[-1] = replace(pieces[-1], text="people")
        pieces = pieces[1:]
        article = None
    if article is not None and article.lemma == "ein" and noun is not None and noun.lemma == "Prozent":
        pieces[0] = replace(pieces[0], text="one")
        article = None
    pieces = _articled(article, pieces, numbers, noun, adjectives)
    pieces += behind
    behind_it = _genitive(words, at)
    if behind_it is not None:
        pieces += behind_it[0]
        at = behind_it[1]
    if counted and number == "p" and numbers == "s":
        numbers = "sp"
    return Chunk(
        "noun",
        tuple(pieces),
        number=numbers,
        cases=cases,
        word=word,
        german=(*((article.lemma,) if article else ()), german),
    ), at


def _articled(
    article: Reading | None,
    pieces: list[Piece],
    number: str,
    noun: Reading | None,
    adjectives: list[tuple[Word, Reading]],
) -> list[Piece]:
    """The article in the English number; "kein einziges" is "not a single"."""
    if article is None:
        return pieces
    head, *rest = pieces
    text = head.text
    if number == "p":
        text = {"this": "these", "that": "those", "every": "all", "a": "", "much": "many", "little": "few"}.get(
            text, text
        )
    elif text in ("many", "few") and number == "s":
        text = {"many": "much", "few": "little"}[text]
    elif text == "all" and number == "s":
        text = "all"
    if (
        text == "a"
        and rest
        and rest[0].text[:1].lower() in "aeiou"
        and not rest[0].text.lower().startswith(("one", "uni", "use", "eu"))
    ):
        text = "an"
    if text == "no" and rest and rest[0].text.endswith("s of"):
        text = "not"
    if text == "no" and rest and rest[0].text == "single":
        text = "not a"
    return [replace(head, text=text), *rest] if text else rest


def _genitive(words: Sequence[Word | Chunk], at: int) -> tuple[list[Piece], int] | None:
    """The noun phrase behind a noun to which it belongs ("die Wirkung der Exosomen")."""
    word = _word(words, at)
    article = word.get("article") if word is not None else None
    told = _word(words, at + 1) if word is not None and word.low == "nicht" else word
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
        bare = _noun(words, at, genitive=True)
        if (
            bare is not None
            and bare[0].kind == "noun"
            and bare[0].form != "pronoun"
            and any(c in ("g.f", "g.p") for c in bare[0].cases)
        ):
            return [Piece("of", word.start, word.start), *bare[0].pieces], bare[1]
        return None
    noun = _word(words, at + 1)
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
            bare = _noun(words, at)
            if bare is not None:
                return [Piece("of", word.start, word.start), *bare[0].pieces], bare[1]
        return None
    if word is None or article is None or word.low[-1:] not in "rs" or word.low in ("das",):
        return None
    if not any(c.startswith("g") for c in article.cases):
        return None
    inner = _noun(words, at, genitive=True)
    if inner is None or inner[0].form == "pronoun":
        return None
    if not any(c.startswith("g") for c in inner[0].cases):
        return None
    return [Piece("of", word.start, word.start), *inner[0].pieces], inner[1]


def _cases(article: Reading | None, gender: str, numbers: str, adjectives: list[tuple[Word, Reading]]) -> Cases:
    kinds = ([gender] if "s" in numbers and gender in ("m", "f", "n") else []) + (["p"] if "p" in numbers else [])
    if not gender:
        kinds = ["m", "f", "n", "p"]
    if article is not None:
        fitting = frozenset(c for c in article.cases if c[2:] in kinds)
        return fitting or article.cases
    cases = "nad"
    if adjectives:
        ending = adjectives[0][0].low[-2:]
        if ending == "em":
            cases = "d"
        elif ending == "en":
            cases = "ad"
        elif ending == "er" and gender == "f":
            cases = "d"
    if article is None and adjectives and adjectives[0][0].low.endswith("er"):
        return frozenset(f"{c}.{k}" for c in cases for k in kinds) | frozenset(f"g.{k}" for k in kinds if k in "fp")
    return frozenset(f"{c}.{k}" for c in cases for k in kinds)


def _number(article: Reading | None, gender: str, numbers: str, cases: Cases, many: bool) -> str:
    if many and "p" in numbers:
        return "p"
    if numbers in ("s", "p"):
        return numbers
    if article is None:
        return "sp"
    left = {"p" if c.endswith("p") else "s" for c in cases}
    if left == {"p"}:
        return "p"
    if left == {"s"}:
        return "s"
    return (
        "s"
        if gender == "f" and not article.english == "no"
        else "p"
        if article.lemma in ("der", "kein", "unser")
        else "s"
    )


def _opens_noun(words: Sequence[Word | Chunk], at: int) -> bool:
    """Whether an article is followed by what can belong to a noun phrase."""
    word = _word(words, at)
    if word is None:
        return False
    if word.get("noun", "name", "number") or (word.unknown and word.text[:1].isupper()):
        return True
    if word.get("article") and word.low not in ("der", "die", "das", "den", "dem", "des"):
        return _opens_noun(words, at + 1)
    if word.low == "nicht":
        follow = _word(words, at + 1)
        return follow is not None and bool(follow.get("adjective")) and _ends(follow) and _leads_to_noun(words, at + 1)
    if word.get("adjective", "adverb"):
        return _leads_to_noun(words, at)
    if word.get("preposition"):
        inner = _place(words, at)
        if inner is None:
            return False
        adjective, noun = _word(words, inner[1]), _word(words, inner[1] + 1)
        said = adjective.get("adjective") if adjective else None
        return bool(said and adjective is not None and _participial(adjective) and noun and noun.get("noun"))
    return False


def _participial(word: Word) -> bool:
    """Whether an adjective with an ending comes from a verb, so that a phrase can hang on it."""
    rows = [r for r in word.readings if r.pos == "adjective" and r.form == "ending"]
    return any(r.tense or r.english.split()[0].endswith(("ed", "en", "wn", "ht")) for r in rows)


def _leads_to_noun(words: Sequence[Word | Chunk], at: int) -> bool:
    """Whether adjectives from here lead to a noun."""
    for place in range(at, min(at + 6, len(words))):
        word = _word(words, place)
        if word is None:
            return False
        noun = word.get("noun", "name")
        if noun is not None and word.text[:1].isupper() and place > at:
            return True
        if noun is not None and place > at and noun.pos == "name":
            return True
        if word.unknown and word.text[:1].isupper() and place > at:
            return True
        if word.low in ("und", "oder", ",") and place > at:
            continue
        if not word.get("adjective", "adverb", "number"):
            return False
        following = _word(words, place + 1)
        if (
            word.get("adverb")
            and not word.get("number")
            and not _ends(word)
            and (following is None or following.get("noun") and following.text[:1].isupper())
        ):
            return False
        adjective = word.get("adjective")
        if adjective is not None and following is not None and following.get("adjective") and _ends(following):
            continue
        if (
            adjective is not None
            and not _ends(word)
            and not word.get("adverb")
            and not word.text[:1].isupper()
            and not word.get("number")
        ):
            return False
    return False


def _ends(word: Word) -> bool:
    """Whether an adjective has an ending, or is one that never takes any."""
    return any(r.pos == "adjective" and (r.form == "ending" or word.low in _NEVER) for r in word.readings)


_NEVER = frozenset(["mehr", "weniger", "genügend", "viele", "andere", "anderen", "ander", "anderer", "anderes", "rosa", "beige", "minus", "weitere", "weiteren", "meisten", "meiste", "obere", "oberen", "untere", "unteren", "äußere", "äußeren", "äußerste", "äußersten", "oberste", "obersten", "innere", "inneren", "mittlere", "mittleren", "mittlerer", "hohe", "wenige", "wenigen", "vielen", "dieselben", "teilweise", "oberer"])  # fmt: skip


def _word(words: Sequence[Word | Chunk], at: int) -> Word | None:
    if 0 <= at < len(words):
        item = words[at]
        if isinstance(item, Word) and item.kind != "phrase":
            return item
    return None


def _pronoun(words: Sequence[Word | Chunk], at: int) -> tuple[Chunk, int] | None:
    word = _word(words, at)
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
