"""One noun phrase: article, numbers, adjectives, noun, and the genitive behind it; or a pronoun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exoderm.page.german import english, place
from exoderm.page.german.agreement import articled, cases_of, number_of
from exoderm.page.german.attributes import comes_from_verb, has_ending, leads_to_noun, opens_noun
from exoderm.page.german.compounds import shown
from exoderm.page.german.lexicon import Reading
from exoderm.page.german.parts import BARE_CASES, Chunk, Piece, piece, word_at
from exoderm.page.german.words import Word


def one_noun(words: Sequence[Word | Chunk], at: int, genitive: bool = False) -> tuple[Chunk, int] | None:
    """One noun phrase: article, numbers, adjectives, noun, and the genitive behind it."""
    start = at
    pieces: list[Piece] = []
    article: Reading | None = None
    weder = False
    word = word_at(words, at)
    if word is None:
        return None
    if word.low in ("weder", "entweder", "sowohl") and word_at(words, at + 1) is not None:
        inner = one_noun(words, at + 1)
        if inner is None:
            return None
        said = {"weder": "neither", "entweder": "either", "sowohl": "both"}[word.low]
        return replace(
            inner[0], pieces=(piece(word, said), *inner[0].pieces), german=(word.low, *inner[0].german)
        ), inner[1]
    if word.get("article") and opens_noun(words, at + 1):
        article = word.get("article")
        assert article is not None
        pieces.append(piece(word, article.english))
        at += 1
    # "in einem bei der FDA registrierten Werk", "von einer Lipidhülle umgebene Päckchen"
    behind: list[Piece] = []
    opened = word_at(words, at)
    if opened is not None and opened.get("preposition") and (article is not None or at == start):
        inner = place.prepositional(words, at)
        if inner is not None:
            adjective = word_at(words, inner[1])
            noun = word_at(words, inner[1] + 1)
            said_as = adjective.get("adjective") if adjective else None
            if said_as and adjective is not None and comes_from_verb(adjective) and noun and noun.get("noun"):
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
    while (word := word_at(words, at)) is not None:
        count = word.get("number")
        nominal = word.get("noun")
        if count is not None and not (nominal and word.text[:1].isupper() and at > start):
            pieces.append(piece(word, count.english))
            number = "s" if count.english in ("1", "one") else "p"
            counted = True
            at += 1
            follow = word_at(words, at)
            if follow is not None and follow.low == "von" and count.english.endswith(" of"):
                at += 1
                follow = word_at(words, at)
            if (
                follow is not None
                and follow.low in ("bis", "und", "oder")
                and (second := word_at(words, at + 1)) is not None
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
        nxt = word_at(words, at + 1)
        if (
            word.low == "nicht"
            and nxt is not None
            and nxt.get("adjective")
            and has_ending(nxt)
            and leads_to_noun(words, at + 1)
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
            and has_ending(nxt)
            and leads_to_noun(words, at + 1)
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
            and not has_ending(word)
            and nxt.get("adjective")
            and has_ending(nxt)
            and leads_to_noun(words, at + 1)
        ):
            # "erblich bedingter Haarausfall"
            pieces.append(piece(word, shown(bare)))
            at += 1
            continue
        if bare is not None and word.text[:1].isupper() and nominal is not None and not leads_to_noun(words, at):
            break
        if (
            bare is not None
            and (nominal is None or nominal.english.endswith(" one") or at == start)
            and leads_to_noun(words, at)
        ):
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
            link = word_at(words, at)
            if (
                link is not None
                and link.low in ("und", "oder", ",")
                and (second := word_at(words, at + 1)) is not None
                and second.get("adjective")
                and leads_to_noun(words, at + 1)
                and not second.text[:1].isupper()
            ):
                pieces.append(piece(link, {"und": "and", "oder": "or"}.get(link.low, ",")))
                at += 1
            continue
        break
    word = word_at(words, at)
    noun = word.get("noun") if word is not None else None
    name = word.get("name") if word is not None else None
    if word is not None and word.unknown and word.text[:1].isupper() and (article or adjectives or counted):
        name = Reading("name", word.text, word.text, number="s")
    if noun is None and name is None:
        if counted and word is not None and word.text in ("%", "°", "°C", "€", "$", "£"):
            pieces.append(piece(word, word.text))
            at += 1
            tail = word_at(words, at)
            if word.text == "°" and tail is not None and tail.text == "C":
                pieces[-1] = Piece("°C", word.start, tail.end)
                at += 1
            after = (
                one_noun(words, at)
                if word_at(words, at) is not None and not word_at(words, at).get("article", "pronoun", "preposition")
                else None
            )  # type: ignore[union-attr]
            if after is not None and after[0].form != "pronoun":
                return replace(after[0], pieces=(*pieces, *after[0].pieces)), after[1]
            return Chunk("noun", tuple(pieces), number="p", cases=BARE_CASES, form="number", german=("number",)), at
        if counted:
            return Chunk("noun", tuple(pieces), number=number, cases=BARE_CASES, form="number", german=("number",)), at
        return _pronoun(words, start)
    assert word is not None
    at += 1
    if noun is None:
        assert name is not None
        pieces.append(piece(word, name.english))
        german, gender, numbers = word.low, "", number or ("sp" if not article else "s")
        while (
            (more := word_at(words, at)) is not None
            and (more.get("name") or more.kind == "number" or (more.unknown and more.text[:1].isupper()))
            and not more.get("verb", "article", "preposition", "conjunction")
        ):
            pieces.append(piece(more, more.readings[0].english if more.readings else more.text))
            at += 1
        trailing = word_at(words, at)
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
                inner = one_noun(words, at)
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
    cases = cases_of(article, gender, numbers, adjectives)
    of_it = frozenset(c for c in cases if c.startswith("g"))
    if genitive:
        cases = of_it
    elif len(of_it) < len(cases):
        cases = cases - of_it
    lead = word_at(words, start - 1)
    if lead is not None and (lead.low in place.CONTRACTED or lead.low in ("pro", "je", "per")) and numbers == "sp":
        numbers = "s"
    numbers = number_of(article, gender, numbers, cases, counted and number == "p")
    if numbers != "sp":
        cases = frozenset(c for c in cases if (c.endswith("p")) == (numbers == "p")) or cases
    if noun is not None:
        many = "p" in numbers
        plural = noun.tense if noun.tense and many else english.plural(noun.english) if many else noun.english
        if counted and number == "p":
            plural = noun.tense or english.plural(noun.english)
        pieces.append(piece(word, plural))
        while (
            (more := word_at(words, at)) is not None
            and (more.get("name") or (more.kind == "number" and more.text.isdigit() and len(more.text) < 4))
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
    pieces = articled(article, pieces, numbers, noun, adjectives)
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


def _genitive(words: Sequence[Word | Chunk], at: int) -> tuple[list[Piece], int] | None:
    """The noun phrase behind a noun to which it belongs ("die Wirkung der Exosomen")."""
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
