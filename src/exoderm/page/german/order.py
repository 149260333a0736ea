"""A German clause in English order: subject, verb with its denial, object, the rest as it stood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from exoderm.page.german import verbs
from exoderm.page.german.chunks import Chunk, Piece
from exoderm.page.german.lexicon import Reading

UNKNOWN = "\x00"
"""What marks a verb whose meaning is not known."""
_PERSONS = {"ich": "I", "wir": "we", "Sie": "you", "du": "you"}
_AGENTS = frozenset(
    "fda eu ema behörde us-behörde gesundheitsbehörde arzneimittelbehörde hersteller forscher arzt hautarzt forschende experte regierung niemand anbieter unternehmen firma".split()
)
"""Whoever does things rather than undergoes them: the subject, though an object stands before the verb."""
_LOOKS = frozenset(
    "frisch jung alt glatt straff prall strahlend ebenmäßig gesund müde fahl natürlich weich rosig makellos jugendlich vital lebendig dicht voll hell klar zart".split()
)
"""How skin or hair looks, with "wirken"."""
_POINTERS = frozenset("dafür dagegen darauf daran davon dazu darin dadurch damit darüber".split())
_GOVERN = frozenset("überlegen unterlegen ähnlich ebenbürtig gleichwertig fremd verwandt".split())
"""Adjectives whose noun stands in the dative: superior to, inferior to."""
_WANT_INFINITIVE = frozenset("können müssen dürfen sollen wollen mögen lassen".split())
_NOT_ALONE = frozenset("not never".split())


@dataclass(frozen=True)
class Parsed:
    """A clause taken apart: what leads, its verbs, and everything else in the German order."""

    lead: tuple[Chunk, ...]
    finite: Chunk | None
    others: tuple[Chunk, ...]
    before: tuple[Chunk, ...]
    after: tuple[Chunk, ...]


def _verb(chunk: Chunk) -> bool:
    return chunk.kind == "verb" and chunk.word is not None


def _reading(chunk: Chunk, *forms: str) -> Reading | None:
    if chunk.word is None:
        return None
    for form in forms:
        for r in chunk.word.readings:
            if r.pos == "verb" and r.form == form and (r.english or r.lemma):
                return r
    return None


def _best_finite(chunk: Chunk, number: str, particle: str) -> Reading | None:
    """The reading of a finite verb that fits its particle, else one with an English of its own."""
    assert chunk.word is not None
    rows = [r for r in chunk.word.readings if r.pos == "verb" and r.form == "finite"]
    if particle:
        rows = [r for r in rows if verbs.joined(r, particle) != r.lemma] or rows
    now = any(r.tense == "present" for r in rows)
    plain = any(r.tense != "told" for r in rows)
    rows.sort(
        key=lambda r: (
            r.tense == "told" and plain,
            r.tense == "past" and now,
            bool(number) and r.number not in (number, "sp"),
            not r.english,
        )
    )
    return rows[0] if rows else None


def main(chunks: Sequence[Chunk], question: bool = False, verb_last: bool = False) -> list[Piece]:
    """English order of a clause whose finite verb is at its second place, at its head, or (``verb_last``) at its end."""
    lead: list[Chunk] = []
    rest = list(chunks)
    while rest and rest[0].kind in ("conjunction", "sign"):
        lead.append(rest.pop(0))
    ends: list[Chunk] = []
    while rest and rest[-1].kind == "sign":
        ends.insert(0, rest.pop())
    parsed = None if any(c.form == "wish" for c in lead) else _take_apart(rest, verb_last)
    if parsed is None:
        return _flat([*lead, *_fragment(rest, bool(lead)), *ends])
    finite, others, before, after = parsed
    linked = any(c.kind == "conjunction" or verb_last for c in lead)
    return [
        *_flat(lead),
        *_build(finite, others, before, after, question, verb_last or (question and not before), linked),
        *_flat(ends),
    ]


def _take_apart(rest: list[Chunk], verb_last: bool) -> tuple[Chunk, list[Chunk], list[Chunk], list[Chunk]] | None:
    places = [i for i, c in enumerate(rest) if _verb(c)]
    finite = [i for i in places if _reading(rest[i], "finite") is not None]
    if not finite:
        return None
    if verb_last:
        at = finite[-1]
        # "wirken als Retinol": what stands behind the verbs stays there.
        first = at
        while first - 1 in places:
            first -= 1
        cluster = [rest[i] for i in range(first, at)]
        later = [rest[i] for i in places if i > at]
        return (
            rest[at],
            [*cluster, *later],
            [],
            [c for i, c in enumerate(rest) if i < first or (i > at and i not in places)],
        )
    finite = [i for i in finite if not _joined(rest[i])]
    if not finite:
        return None
    at = finite[0]
    if at == 0 and len(finite) > 1 and finite[1] == 1 and _reading(rest[0], "participle"):
        at = 1
    if _is_order(rest, places, at):
        return None
    if len(places) == 1 and _reading(rest[at], "participle") and not any(_nominative(c, rest[at]) for c in rest):
        # "Klinisch bewiesen": no subject that could have done it
        return None
    pair = next((i for i, c in enumerate(rest) if i > at and c.kind == "conjunction"), None)
    if (
        pair is not None
        and (any(c.kind == "adjective" for c in rest[at:pair]) or rest[pair].german == ("sondern",))
        and not any(i < pair for i in places if i > at)
    ):
        # "waren klein und wieder verschwunden": both are told of the subject.
        told = [i for i in places if i > pair and _reading(rest[i], "participle")]
        if (
            told
            and _reading(rest[at], "finite")
            and any(r.lemma == "sein" for r in rest[at].word.readings if rest[at].word)
        ):  # type: ignore[union-attr]
            rest = [_as_adjective(c) if i in told else c for i, c in enumerate(rest)]
            places = [i for i in places if i not in told]
    later = [i for i in places if i > at]
    earlier = [i for i in places if i < at]
    others = [rest[i] for i in later] + [rest[i] for i in earlier]
    return (
        rest[at],
        others,
        [c for i, c in enumerate(rest[:at]) if i not in earlier],
        [c for i, c in enumerate(rest[at + 1 :], at + 1) if i not in later],
    )


def _joined(chunk: Chunk) -> bool:
    """Whether a verb carries a prefix that leaves it in a main clause ("aufträgt"): it cannot be the finite verb there."""
    from exoderm.page.german import lexicon

    assert chunk.word is not None
    rows = [r for r in chunk.word.readings if r.pos == "verb" and r.form == "finite"]
    return bool(rows) and all(
        any(p + v == r.lemma and chunk.word.low.startswith(p) for p, v in lexicon.leaving()) for r in rows
    )


def _is_order(rest: Sequence[Chunk], places: Sequence[int], at: int) -> bool:
    """An instruction in the infinitive ("Kühl und trocken lagern"): one verb, at the end, without a subject."""
    if len(places) != 1 or at != len(rest) - 1 or at == 0 or _reading(rest[at], "infinitive") is None:
        return False
    whole = [c for c in rest[:at] if c.kind not in ("sign",)]
    nouns = [c for c in whole if c.kind in ("noun", "name")]
    return not (len(whole) == 1 and nouns and _nominative(nouns[0], rest[at]))


def _as_adjective(chunk: Chunk) -> Chunk:
    from exoderm.page.german import english

    reading = _reading(chunk, "participle")
    if reading is None or chunk.word is None:
        return chunk
    return replace(
        chunk,
        kind="adjective",
        pieces=(Piece(english.participle(_english(reading)), chunk.word.start, chunk.word.end),),
    )


def _build(
    finite_chunk: Chunk,
    others: list[Chunk],
    before: list[Chunk],
    after: list[Chunk],
    question: bool,
    verb_last: bool = False,
    linked: bool = False,
) -> list[Piece]:
    first = finite_chunk.word.start if finite_chunk.word else 0
    fronted = any(c.word is not None and c.word.start < first for c in others)
    particle = next(
        (
            c
            for c in reversed(after)
            if c.kind == "particle" or (c.word is not None and c.word.get("particle") and c.kind == "adverb")
        ),
        None,
    )
    trial = _best_finite(finite_chunk, "", particle.german[0] if particle else "")
    assert trial is not None
    if particle is not None and verbs.joined(trial, particle.german[0]) == trial.lemma:
        particle = None
    if particle is not None:
        after = [c for c in after if c is not particle]
    subject, before, after = _subject(finite_chunk, before, after, verb_last, linked, fronted)
    number = subject.number if subject else ""
    finite = _best_finite(finite_chunk, number if number in ("s", "p") else "", particle.german[0] if particle else "")
    assert finite is not None
    if not number or number == "sp":
        number = finite.number or "s"
    if subject is not None and subject.german[:1] == ("sie",) and finite.number == "s" and finite.tense != "told":
        subject = replace(subject, pieces=(replace(subject.pieces[0], text="it"),))
    person = _PERSONS.get(subject.word.text, "") if subject and subject.form == "pronoun" and subject.word else ""
    forms = (
        ("zu", "infinitive", "participle", "finite")
        if finite.lemma in _WANT_INFINITIVE
        else ("zu", "participle", "infinitive", "finite")
    )
    chain = [(r, c) for c in others if (r := _reading(c, *forms)) is not None]
    wished = next(((r, c) for r, c in chain if r.form == "zu"), None)
    if wished is not None and finite.lemma == "sein" and any(c.kind == "adjective" for c in (*before, *after)):
        # "Es ist falsch zu glauben": it is wrong to think
        chain = [pair for pair in chain if pair is not wished]
        others = [c for c in others if c is not wished[1]]
        assert wished[1].word is not None
        after = [
            *after,
            Chunk(
                "adverb",
                (Piece("to " + _english(wished[0]), wished[1].word.start, wished[1].word.end),),
                german=("zu",),
            ),
        ]
    lemma = verbs.joined(finite, particle.german[0] if particle else "")
    reflexive = any(c.german == ("sich",) for c in (*before, *after))
    everything = [*before, *after, *([subject] if subject else [])]
    # The verb whose meaning the clause bears: the last of the others, or the finite one.
    bears = next(
        (
            r
            for r, _ in chain
            if r.lemma
            not in ("werden", "worden", "haben", "sein", "können", "müssen", "dürfen", "sollen", "wollen", "lassen")
        ),
        None,
    )
    main_lemma = bears.lemma if bears is not None else lemma
    if particle is not None and bears is not None:
        main_lemma = bears.lemma
    chain, others, fixed = _fixed(finite, lemma, chain, others, everything)
    if fixed is not None:
        bears = next((r for r, _ in chain if r.lemma == fixed[0]), None)
        main_lemma = fixed[0]
    meant = (
        verbs.meaning(main_lemma, everything, reflexive)
        if fixed is None
        else verbs.Meaning(fixed[1], tuple(everything))
    )
    if (
        not meant.english
        and main_lemma not in ("werden", "worden")
        and bears is None
        or (bears is not None and not meant.english)
    ):
        meant = replace(meant, english=UNKNOWN + main_lemma)
    if main_lemma == "wirken" and meant.english == "work" and any(_told_of(c) for c in everything):
        meant = replace(meant, english="look")
    kept = {id(c): c for c in everything}
    used = _matched(everything, meant.chunks)
    before = [used[id(c)] for c in before if id(c) in used]
    after = [used[id(c)] for c in after if id(c) in used]
    if subject is not None:
        subject = used.get(id(kept[id(subject)]))
    spoken = [(r, meant.english if r is bears else _english(r)) for r, _ in chain]
    if finite.lemma == "sein" and chain and chain[-1][0].form == "participle" and chain[-1][1].word is not None:
        # "ist erwiesen": what is told of the subject rather than done to it
        told = next((r for r in chain[-1][1].word.readings if r.pos == "adjective" and r.form == "bare"), None)
        if told is not None and len(chain) == 1:
            spoken = [(replace(chain[-1][0], form="told"), told.english)]
    spans = [finite_chunk, *others]
    if finite.lemma == "lassen" and bears is not None and reflexive:
        # "lässt sich zeigen": can be shown
        spoken = [
            (replace(bears, form="participle"), meant.english),
            (Reading("verb", "be", "werden", form="infinitive"), "be"),
        ]
        finite = replace(finite, lemma="können")
    made: list[str] = []
    if finite.lemma == "lassen" and bears is not None and not reflexive:
        made = meant.english.split()
    group = verbs.group(
        finite, spoken, meant.english if bears is None else _english(replace(finite, lemma=lemma)), number, person
    )
    lemma = main_lemma if bears is not None and main_lemma in ("geben", "kommen", "fehlen") else lemma
    if (
        "es" == (subject.german[0] if subject and subject.german else "")
        and (
            lemma in ("geben", "fehlen", "mangeln")
            or (lemma == "kommen" and any(c.kind == "place" and c.german[:1] == ("zu",) for c in (*before, *after)))
            or (
                lemma in ("bestehen", "existieren", "vorliegen")
                and meant.english == "exist"
                and any(c.kind == "noun" for c in (*before, *after))
            )
        )
        or _there(subject, lemma, before, after)
    ):
        return _existence(finite_chunk, group, finite, before, after, subject, lemma, spoken)
    if (
        subject is not None
        and subject.kind == "clause"
        and subject.german != ("wer",)
        and (group.passive or not group.lexical)
    ):
        # "Dass ..., ist nicht erwiesen": it is not proven that ...
        clause, subject = subject, None
        return [*_sentence(finite_chunk, others, group, None, before, after, question, made), *clause.pieces]
    if lemma == "fehlen" and subject is not None and subject.kind == "noun" and subject.form != "pronoun" and not spoken and not any(c.kind == "not" or c.cases and all(k.startswith("d") for k in c.cases) for c in (*before, *after)):
        # "Belege fehlen": there is no evidence
        body = subject.pieces[1:] if subject.pieces[0].text in ("the", "a", "an") else subject.pieces
        at = Piece("no", subject.pieces[0].start, subject.pieces[0].start)
        absent = replace(subject, pieces=(at, *body), german=subject.german)
        return _existence(finite_chunk, group, finite, before, [absent, *after], None, "geben", spoken)
    if subject is not None and subject.german == ("man",):
        return _one(finite_chunk, finite, spoken, meant.english, before, after, spans)
    return _sentence(
        finite_chunk,
        others,
        group,
        subject,
        before,
        after,
        question,
        made,
        orders=not verb_last and not question,
        linked=linked,
    )


def _fixed(
    finite: Reading, lemma: str, chain: list[tuple[Reading, Chunk]], others: list[Chunk], everything: Sequence[Chunk]
) -> tuple[list[tuple[Reading, Chunk]], list[Chunk], tuple[str, str] | None]:
    """An idiom of two verbs ("stecken bleiben"): the first is taken out of the chain, the second bears both."""
    from exoderm.page.german import lexicon

    for name in (lemma, *(r.lemma for r, _ in chain)):
        for row, text in lexicon.idioms().get(name, ()):
            partner = next(((r, c) for r, c in chain if len(row) == 1 and c.german[-1:] == (row[0].lower(),)), None)
            if partner is not None:
                left = [pair for pair in chain if pair is not partner and pair[1] is not partner[1]]
                return left, [c for c in others if c is not partner[1]], (name, text)
    return chain, others, None


def _told_of(chunk: Chunk) -> bool:
    """An adjective that stands alone and tells how something is ("wirkt frischer")."""
    if chunk.kind not in ("adjective", "adverb") or chunk.word is None:
        return False
    return any(r.pos == "adjective" and r.lemma in _LOOKS for r in chunk.word.readings)


def _matched(whole: Sequence[Chunk], left: Sequence[Chunk]) -> dict[int, Chunk]:
    """Which chunks are left after an idiom took its words, by identity of what they were."""
    found: dict[int, Chunk] = {}
    rest = list(left)
    for c in whole:
        for i, other in enumerate(rest):
            if other is c or (other.german == c.german and other.word is c.word):
                found[id(c)] = other
                del rest[i]
                break
    return found


def _english(reading: Reading) -> str:
    from exoderm.page.german import lexicon

    return lexicon.verbs().get(reading.lemma, reading.english) or UNKNOWN + reading.lemma


def _there(subject: Chunk | None, lemma: str, before: Sequence[Chunk], after: Sequence[Chunk]) -> bool:
    return (
        lemma == "geben"
        and any(c.german == ("es",) for c in (*before, *after))
        and subject is not None
        and "es" not in subject.german
    )


def _nominative(chunk: Chunk, finite: Chunk) -> bool:
    """Whether a noun phrase can be the subject: by its case, and by agreeing with the verb."""
    if chunk.kind != "noun" and chunk.kind != "name":
        return False
    if chunk.cases and not any(c.startswith("n") for c in chunk.cases):
        return False
    if chunk.german in (("sich",),) or chunk.form == "governed":
        return False
    assert finite.word is not None
    numbers = {r.number for r in finite.word.readings if r.pos == "verb" and r.form == "finite"}
    return chunk.number in ("", "sp") or "sp" in numbers or chunk.number in numbers or (chunk.form == "number")


def _subject(
    finite: Chunk, before: list[Chunk], after: list[Chunk], verb_last: bool, linked: bool = False, fronted: bool = False
) -> tuple[Chunk | None, list[Chunk], list[Chunk]]:
    """The subject, taken out of what stands before and behind the verb."""
    clause = next((c for c in before if c.kind == "clause" and c.form in ("that", "whether", "asking")), None)
    copula = finite.word is not None and any(r.lemma == "sein" for r in finite.word.readings)
    if clause is not None and (
        copula
        or clause.german == ("wer",)
        or not any(_nominative(c, finite) and not _either(c) for c in (*before, *after))
    ):
        thing = replace(clause, number="s", cases=frozenset({"n.n"}))
        return thing, [c for c in before if c is not clause], after
    pronoun = (
        None
        if verb_last
        else next(
            (
                c
                for c in after[:3]
                if c.form == "pronoun"
                and _nominative(c, finite)
                and c.german[0] in ("ich", "du", "er", "wir", "man", "niemand", "jeder", "sie", "es")
            ),
            None,
        )
    )
    first = next((c for c in before if _nominative(c, finite)), None)
    agent = next((c for c in after[:2] if _nominative(c, finite) and c.german and c.german[-1] in _AGENTS), None)
    if (
        first is not None
        and agent is not None
        and first.german[-1:] != agent.german[-1:]
        and any(c.startswith("a") for c in first.cases)
        and not copula
    ):
        return agent, before, [c for c in after if c is not agent]
    sure = pronoun is not None and pronoun.german[0] not in ("es", "sie") and pronoun.german != ("Sie",)
    if first is not None and not (sure and any(c.startswith("a") for c in first.cases)):
        spot = before.index(first)
        return _with_all(first, before[spot + 1 :]), before[:spot], after
    if pronoun is not None:
        return pronoun, before, [c for c in after if c is not pronoun]
    if (
        not before
        and not verb_last
        and not fronted
        and not any(_nominative(c, finite) and c.cases and not any(k.startswith("a") for k in c.cases) for c in after)
    ):
        # "Heilt Rosazea", "und enthält Kollagen": the subject is left out
        return None, before, after
    found = next((c for c in after if _nominative(c, finite)), None)
    if verb_last and linked and found is not None and any(k.startswith("a") for k in found.cases):
        # "..., dass sie Kollagen bilden und Entzündungen hemmen": the subject is the one before.
        return None, before, after
    if found is not None:
        spot = after.index(found)
        more = spot + 1
        while (
            more < len(after)
            and after[more].kind == "place"
            and after[more].german[:1] in (("von",), ("vom",), ("aus",), ("mit",), ("ohne",))
        ):
            more += 1
        return _with_all(found, after[spot + 1 : more]), before, [*after[:spot], *after[more:]]
    return None, before, after


def _with_all(noun: Chunk, rest: Sequence[Chunk]) -> Chunk:
    """A noun phrase with the phrases of place behind it, which belong to it."""
    return replace(
        noun,
        pieces=(*noun.pieces, *(p for c in rest for p in c.pieces)),
        german=(*noun.german, *(w for c in rest for w in c.german)),
    )


def _either(chunk: Chunk) -> bool:
    """A pronoun that may as well be the object ("macht sie")."""
    return (
        chunk.form == "pronoun"
        and chunk.german[0] in ("es", "sie", "das")
        and any(c.startswith("a") for c in chunk.cases)
    )


def _existence(
    finite_chunk: Chunk,
    group: verbs.Group,
    finite: Reading,
    before: list[Chunk],
    after: list[Chunk],
    subject: Chunk | None,
    lemma: str,
    spoken: list[tuple[Reading, str]],
) -> list[Piece]:
    """ "Es gibt keine ...", "an ... fehlt es": there is, there is no."""
    parts = [c for c in (*before, *after) if c.german != ("es",)]
    if subject is not None and subject.german != ("es",):
        parts = [subject, *[c for c in parts if c is not subject]]
    nots = [c for c in parts if c.kind == "not"]
    floating = [c for c in parts if c.form == "pronoun" and c.german[0].startswith("kein")]
    thing = next((c for c in parts if c.kind in ("noun", "name") and c not in floating), None)
    if thing is None and lemma != "geben":
        thing = next((c for c in parts if c.kind == "place" and c.german[0] == "an"), None)
        if thing is not None:
            parts = [c for c in parts if c is not thing]
            thing = replace(thing, kind="noun", pieces=thing.pieces[1:])
            parts.insert(0, thing)
    if lemma == "kommen":
        thing = next((c for c in parts if c.kind == "place" and c.german[:1] == ("zu",)), thing)
        if thing is not None and thing.kind == "place":
            parts = [c for c in parts if c is not thing]
            thing = replace(thing, kind="noun", pieces=thing.pieces[1:])
            parts.insert(0, thing)
    if thing is None and lemma == "geben" and finite_chunk.word is not None:
        # "Studien, die es nicht gibt"
        at = (finite_chunk.word.start, finite_chunk.word.end)
        return [Piece("do not exist" if nots else "exist", *at), *_flat([c for c in parts if c not in nots])]
    many = thing is not None and thing.number == "p"
    was = finite.tense == "past"
    exists = lemma not in ("fehlen", "mangeln")
    verb = ("were" if was else "are") if many and exists else "was" if was else "is"
    if finite.lemma in ("können",):
        verb = "could be" if finite.tense == "wish" else "can be"
    place = (finite_chunk.word.start, finite_chunk.word.end) if finite_chunk.word else (0, 0)
    out = [c for c in parts if c is not thing and c not in nots and c not in floating]
    front = [c for c in out if c.form == "front"]
    adverbs = [c for c in out if c.form == "pre"]
    rest = [c for c in out if c not in front and c not in adverbs and c.kind != "particle"]
    head = [Piece("there", *place), Piece(verb, *place), *_flat(adverbs)]
    no: list[Piece] = []
    if not exists:
        no = [Piece("no" if nots else "a", *place), Piece("lack", *place), Piece("of", *place)]
        nots = []
        if no[0].text == "a":
            pass
    elif floating or nots:
        source = (floating or nots)[0]
        no = [Piece("no", source.pieces[0].start, source.pieces[0].end)]
        if nots and nots[0].pieces[0].text == "never":
            no = [Piece("never", source.pieces[0].start, source.pieces[0].end)]
    body = list(thing.pieces) if thing else []
    if no and no[0].text == "no" and len(no) == 1 and body and body[0].text in ("a", "an", "the"):
        body = body[1:]
    return [*_flat(front), *head, *no, *body, *_flat(rest)]


def _one(
    finite_chunk: Chunk,
    finite: Reading,
    spoken: list[tuple[Reading, str]],
    said: str,
    before: list[Chunk],
    after: list[Chunk],
    spans: list[Chunk],
) -> list[Piece]:
    """ "Man": the passive ("it is thought that", "X has been tested")."""
    whole = [*before, *after]
    target = next(
        (
            c
            for c in whole
            if c.kind == "noun" and any(k.startswith("a") for k in c.cases or {"a.n"}) and c.german != ("sich",)
        ),
        None,
    )
    clause = next((c for c in whole if c.kind == "clause"), None)
    if target is None and clause is None:
        assert finite_chunk.word is not None
        people = Chunk("noun", (Piece("people", finite_chunk.word.start, finite_chunk.word.start),), number="p")
        group = verbs.group(replace(finite, number="p"), spoken, said, "p", "")
        return _sentence(finite_chunk, [], group, people, before, after, False, [])
    subject = target if target is not None else None
    many = subject is not None and subject.number == "p"
    participle = Reading("verb", said, "", form="participle")
    if finite.lemma in ("können", "dürfen", "müssen", "sollen") and spoken:
        group = verbs.group(
            finite,
            [(participle, said), (Reading("verb", "be", "werden", form="infinitive"), "be")],
            said,
            "p" if many else "s",
            "",
        )
    elif finite.lemma == "haben" and spoken:
        perfect = Reading("verb", "be", "sein", form="finite", tense=finite.tense)
        group = verbs.group(
            perfect,
            [(participle, said), (Reading("verb", "", "worden", form="participle"), "")],
            said,
            "p" if many else "s",
            "",
        )
    else:
        passive = Reading("verb", "be", "werden", form="finite", tense=finite.tense)
        group = verbs.group(passive, [(participle, said)], said, "p" if many else "s", "")
    assert finite_chunk.word is not None
    if subject is None:
        subject = Chunk("noun", (Piece("it", finite_chunk.word.start, finite_chunk.word.start),), number="s")
    before = [c for c in before if c is not target]
    after = [c for c in after if c is not target]
    return _sentence(finite_chunk, spans[1:], group, subject, before, after, False, [])


def _sentence(
    finite_chunk: Chunk,
    others: Sequence[Chunk],
    group: verbs.Group,
    subject: Chunk | None,
    before: list[Chunk],
    after: list[Chunk],
    question: bool,
    made: list[str],
    orders: bool = False,
    linked: bool = False,
) -> list[Piece]:
    word = finite_chunk.word
    assert word is not None
    nots = [c for c in (*before, *after) if c.kind == "not" and not _bound(c, (*before, *after))]
    nowhere = [c for c in (*before, *after) if c.kind == "not" and c.pieces[0].text == "nowhere"]
    if nowhere:
        spot = nowhere[0].pieces[0]
        nots = [*nots, Chunk("not", (replace(spot, text="not"),), german=("nicht",))]
        before = [c for c in before if c not in nowhere]
        after = [
            Chunk("adverb", (replace(spot, text="anywhere"),), german=("nirgendwo",)) if c in nowhere else c
            for c in after
        ]
    early = [c for c in (*before, *after) if c.form == "pre" and c not in nots]
    asked = [c for c in before if c.kind == "opener" and c.form == "asking"]
    fronted = [c for c in (*before, *after) if c.form == "front"]
    clauses = [c for c in before if c.kind == "clause"]
    taken = {id(c) for c in (*nots, *early, *asked, *fronted, *clauses)}
    if subject is not None and subject.german != ("es",):
        before = [c for c in before if c.german != ("es",)]
    objects = [c for c in before if c.kind in ("noun", "name", "adjective") and id(c) not in taken]
    places = [c for c in before if id(c) not in taken and c not in objects]
    late = [c for c in places if c.form == "late"]
    places = [c for c in places if c not in late]
    after = [*after, *late]
    middle = [c for c in after if id(c) not in taken]
    # An object goes to the verb, before phrases of place and time.
    first = next((c for c in middle if c.kind in ("noun", "name")), None)
    if first is not None and not objects:
        spot = middle.index(first)
        if spot > 0 and all(c.kind in ("place", "adverb") for c in middle[:spot]):
            middle = [first, *[c for c in middle if c is not first]]
    dative = [
        c
        for c in middle
        if c.kind == "noun" and c.cases and all(k.startswith("d") for k in c.cases) and c.form != "pronoun"
    ]
    if dative and any(c.kind == "noun" and c not in dative for c in middle):
        moved = dative[0]
        spot = middle.index(moved)
        middle = [c for c in middle if c is not moved]
        to = replace(
            moved, kind="place", pieces=(Piece("to", moved.pieces[0].start, moved.pieces[0].start), *moved.pieces)
        )
        middle.insert(min(spot + 1, len(middle)), to)
    if group.passive:
        middle = [_by(c) for c in middle]
    middle = [
        c
        for i, c in enumerate(middle)
        if not (c.german and c.german[0] in _POINTERS and i + 1 < len(middle) and middle[i + 1].kind == "clause")
    ]
    governs = next((c for c in middle if c.kind == "adjective" and c.german[-1] in _GOVERN), None)
    if governs is not None:
        given = next(
            (
                c
                for c in (*objects, *middle)
                if c.kind in ("noun", "name") and (not c.cases or any(k.startswith("d") for k in c.cases))
            ),
            None,
        )
        if given is not None:
            objects = [c for c in objects if c is not given]
            middle = [c for c in middle if c is not given]
            to = replace(
                given, kind="place", pieces=(Piece("to", given.pieces[0].start, given.pieces[0].start), *given.pieces)
            )
            middle.insert(middle.index(governs) + 1, to)
    if not group.lexical and not objects:
        # What is told of the subject stands behind the verb.
        told = next((c for c in middle if c.kind == "adjective"), None)
        if told is not None and not any(c.kind == "conjunction" for c in middle):
            spot = middle.index(told)
            if all(c.kind in ("place", "adverb") for c in middle[:spot]):
                middle = [told, *middle[:spot], *middle[spot + 1 :]]
    if not group.lexical and not group.rest and not nots:
        # "are no cells": are not cells
        said = next(
            (
                c
                for c in (*objects, *middle)
                if c.kind == "noun" and c.pieces and c.pieces[0].text == "no" and len(c.pieces) > 1
            ),
            None,
        )
        if said is not None:
            article = Piece(
                "an" if said.pieces[1].text[:1] in "aeiou" else "a", said.pieces[0].start, said.pieces[0].end
            )
            new = replace(said, pieces=(*((article,) if said.number == "s" else ()), *said.pieces[1:]))
            objects = [new if c is said else c for c in objects]
            middle = [new if c is said else c for c in middle]
            nots = [Chunk("not", (Piece("not", said.pieces[0].start, said.pieces[0].end),), german=("kein",))]
    verb = _verb_pieces(group, nots, early, finite_chunk, others)
    moved = [
        c
        for c in places
        if c.kind == "place"
        and c.german[:1] in (("an",), ("auf",), ("am",), ("aus",), ("durch",))
        and subject is not None
    ]
    places = [c for c in places if c not in moved]
    middle = [*middle, *moved] if not any(c.kind == "clause" for c in middle) else [*moved, *middle]
    out: list[Piece] = []
    out += _flat(asked)
    out += _flat(fronted)
    lead_clause = bool(clauses)
    thematic = bool(clauses) and all(c.form in ("that", "whether", "asking") for c in clauses)
    if clauses and not thematic:
        for c in clauses:
            out += [*c.pieces]
            if not c.pieces or c.pieces[-1].text != ",":
                out.append(Piece(",", word.start, word.start))
    out += _flat(places)
    if places and any(p.text in ("that", "which") for c in places for p in c.pieces):
        out.append(Piece(",", word.start, word.start))
    if subject is None:
        if _imperative_allowed(before, question):
            base = group.lexical or "be"
            deny = [Piece("do not", n.pieces[0].start, n.pieces[0].end) for n in nots if n.pieces[0].text == "not"]
            tail = [*deny, Piece(" ".join([base, *group.rest]), word.start, word.end)]
            return [*out, *tail, *_flat(objects), *_flat(middle)]
        bare = (not before and not group.passive and orders) or (linked and not any(c.kind == "clause" for c in before))
        subject_pieces: list[Piece] = [] if bare else [Piece("it", word.start, word.start)]
    else:
        subject_pieces = list(subject.pieces)
        if (
            orders
            and subject.form == "pronoun"
            and subject.german[0] == "sie"
            and subject.word is not None
            and subject.word.start > word.start
            and subject.word is not None
            and subject.word.text == "Sie"
            and not question
            and all(c.kind == "place" and c.german[:1] == ("bei",) for c in before)
        ):
            base = group.lexical or group.first
            deny = [Piece("do not", n.pieces[0].start, n.pieces[0].end) for n in nots if n.pieces[0].text == "not"]
            more = [
                Piece(n.pieces[0].text, n.pieces[0].start, n.pieces[0].end)
                for n in nots
                if n.pieces[0].text not in ("not", "nowhere")
            ]
            return [*out, *deny, *more, Piece(" ".join([base, *group.rest]), word.start, word.end), *_flat(middle)]
    if question and not clauses:
        return [
            *out,
            *_asked(group, subject_pieces, verb, word, subject),
            *_flat(objects),
            *_flat([c for c in middle]),
        ]
    trailing = [c.pieces for c in clauses] if thematic else []
    bound = [Piece(w, word.start, word.end) for w in made]
    tail = _flat(middle)
    if bound:
        # "make the hair grow back": the object stands between.
        spot = next((i for i, c in enumerate(middle) if c.kind in ("noun", "name")), -1)
        tail = [*_flat(middle[: spot + 1]), *bound, *_flat(middle[spot + 1 :])]
    del lead_clause
    return [*out, *subject_pieces, *verb, *_flat(objects), *tail, *[p for t in trailing for p in t]]


def _imperative_allowed(before: Sequence[Chunk], question: bool) -> bool:
    return not question and not before and False


def _by(chunk: Chunk) -> Chunk:
    """The agent of a passive: "von der Hornschicht" is "by the horny layer"."""
    if chunk.kind == "place" and any(w in ("von", "vom") for w in chunk.german[:2]):
        spot = next((i for i, p in enumerate(chunk.pieces) if p.text in ("of", "of the")), None)
        if spot is not None:
            new = replace(chunk.pieces[spot], text="by" if chunk.pieces[spot].text == "of" else "by the")
            return replace(chunk, pieces=(*chunk.pieces[:spot], new, *chunk.pieces[spot + 1 :]))
    return chunk


def _bound(chunk: Chunk, whole: Sequence[Chunk]) -> bool:
    return chunk.pieces[0].text in ("nowhere",)


def _verb_pieces(
    group: verbs.Group, nots: Sequence[Chunk], early: Sequence[Chunk], finite: Chunk, others: Sequence[Chunk]
) -> list[Piece]:
    """The verb group with its denial and the adverbs that stand before the main verb."""
    assert finite.word is not None
    at = (finite.word.start, finite.word.end)
    last = others[0].word if others and others[0].word is not None else finite.word
    tail = [Piece(" ".join(group.rest), last.start, last.end)] if group.rest else []
    plain = [n for n in nots if n.pieces[0].text.split()[0] == "not"]
    strong = [n for n in nots if n not in plain]
    more = [replace(n.pieces[0], text=n.pieces[0].text[4:]) for n in plain if len(n.pieces[0].text) > 4]
    middle = [*more, *(p for n in (*strong, *early) for p in n.pieces)]
    phrases = []
    if plain:
        deny = Piece("not", plain[0].pieces[0].start, plain[0].pieces[0].end)
        if group.lexical:
            many = group.first == group.lexical
            do = "did" if group.past else "do" if many else "does"
            return [Piece(do, *at), deny, *middle, Piece(group.lexical, *at), *tail]
        if group.first == "can" and not middle:
            return [Piece("cannot", *at), *tail]
        return [Piece(group.first, *at), deny, *middle, *tail]
    if group.lexical:
        return [*phrases, *middle, Piece(group.first, *at), *tail]
    return [Piece(group.first, *at), *middle, *tail]


def _asked(group: verbs.Group, subject: list[Piece], verb: list[Piece], word: object, who: Chunk | None) -> list[Piece]:
    at = (verb[0].start, verb[0].end)
    nots = [p for p in verb if p.text == "not"]
    tail = [p for p in verb[1:] if p.text != "not"]
    if group.lexical:
        many = group.first == group.lexical
        do = "did" if group.past else "do" if many else "does"
        body = [p for p in verb if p.text not in ("do", "does", "did", "not", group.first)]
        return [
            Piece(do, *at),
            *subject,
            *nots,
            Piece(" ".join([group.lexical]), *at),
            *[p for p in body if p.text != group.lexical],
        ]
    return [Piece(group.first, *at), *subject, *nots, *tail]


def _fragment(rest: Sequence[Chunk], linked: bool = False) -> list[Chunk]:
    """Words without a finite verb: an instruction goes with its verb first, the rest stays as it is."""
    cut = next(
        (i for i, c in enumerate(rest) if i and (c.kind == "conjunction" or c.pieces and c.pieces[0].text == ",")), None
    )
    if cut is not None and any(_verb(c) for c in rest):
        return [*_fragment(rest[:cut]), rest[cut], *_fragment(rest[cut + 1 :])]
    verb = next(
        (
            i
            for i in range(len(rest) - 1, -1, -1)
            if _verb(rest[i]) and _reading(rest[i], "infinitive", "zu", "participle")
        ),
        None,
    )
    if verb is None:
        if rest and rest[-1].kind == "not" and rest[-1].pieces[0].text == "not" and rest[0].kind == "noun":
            # "die in einer Creme nicht": those in a cream do not
            last = rest[-1].pieces[0]
            do = "does not" if rest[0].number == "s" else "do not"
            return [*rest[:-1], replace(rest[-1], pieces=(replace(last, text=do),))]
        return list(rest)
    chunk = rest[verb]
    assert chunk.word is not None
    infinitive = _reading(chunk, "infinitive")
    others = [c for i, c in enumerate(rest) if i != verb]
    if infinitive is not None:
        nots = [c for c in others if c.kind == "not"]
        meant = verbs.meaning(
            infinitive.lemma, [c for c in others if c.kind != "not"], any(c.german == ("sich",) for c in others)
        )
        text = meant.english or infinitive.english or UNKNOWN + infinitive.lemma
        body = list(meant.chunks)
        first = next((c for c in body if c.kind in ("noun", "name")), None)
        if first is not None:
            body = [first, *[c for c in body if c is not first]]
        lead = [Chunk("verb", (Piece(("do not " if nots else "") + text, chunk.word.start, chunk.word.end),))]
        signs = [c for c in body if c.kind == "sign" and body.index(c) == len(body) - 1]
        return [*lead, *[c for c in body if c not in signs], *signs]
    participle = _reading(chunk, "participle")
    if participle is not None:
        from exoderm.page.german import english

        bare = next((r for r in chunk.word.readings if r.pos == "adjective" and r.form == "bare"), None)
        text = bare.english if bare is not None else english.participle(_english(participle))
        said = Chunk("verb", (Piece(text, chunk.word.start, chunk.word.end),), word=chunk.word)
        if linked or not any(c.kind in ("noun", "name") for c in others):
            # "Nicht für jeden geeignet": not suitable for everyone
            nots = [c for c in others if c.kind == "not"]
            return [*nots, said, *[_by(c) for c in others if c not in nots]]
        return [*rest[:verb], said, *rest[verb + 1 :]]
    zu = _reading(chunk, "zu")
    if zu is not None:
        said = Chunk("verb", (Piece("to " + _english(zu), chunk.word.start, chunk.word.end),), word=chunk.word)
        return [said, *others]
    return list(rest)


_OBJECTS = {"they": "them", "we": "us", "I": "me"}


def participial(chunks: Sequence[Chunk]) -> list[Piece]:
    """ "abends aufgetragen": applied in the evening."""
    verb = chunks[-1]
    body = list(chunks[:-1])
    if verb.kind == "adjective":
        return [*verb.pieces, *_flat(body)]
    reading = _reading(verb, "participle")
    from exoderm.page.german import english

    assert verb.word is not None and reading is not None
    return [Piece(english.participle(_english(reading)), verb.word.start, verb.word.end), *_flat(body)]


def _flat(chunks: Iterable[Chunk]) -> list[Piece]:
    out: list[Piece] = []
    for c in chunks:
        if c.form == "pronoun" and len(c.pieces) == 1:
            c = replace(c, pieces=(replace(c.pieces[0], text=_OBJECTS.get(c.pieces[0].text, c.pieces[0].text)),))
        if c.kind == "verb" and not c.pieces and c.word is not None:
            reading = next((r for r in c.word.readings if r.pos == "verb"), None)
            out.append(
                Piece(
                    reading.english if reading and reading.english else UNKNOWN + c.word.text, c.word.start, c.word.end
                )
            )
        elif c.kind == "particle" and not c.pieces and c.word is not None:
            continue
        else:
            out += c.pieces
    return out
