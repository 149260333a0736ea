"""A sentence cut into clauses, each put in order; clauses that depend on others stand inside them as one part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exoderm.page.german import order, verbs
from exoderm.page.german.chunks import Chunk, Piece, chunk
from exoderm.page.german.lexicon import Reading
from exoderm.page.german.words import Word

Item = Word | Chunk
_ALWAYS = frozenset(
    "dass daß weil ob wenn falls sofern obwohl sobald solange nachdem bevor ehe sodass indem seitdem".split()
)
_ONLY_VERB_LAST = frozenset("da während bis damit seit als wie wo weshalb wodurch womit woraus wobei worin wofür wovon worauf warum wann soweit zumal".split())  # fmt: skip
_ASKS = frozenset(
    "was wer wie wann warum wieso weshalb wo wohin woher welche welcher welches welchen wem wen wofür womit".split()
)
_RELATIVE = frozenset("der die das den dem denen deren dessen welche welcher welches welchen welchem was wo".split())
_LINKS = frozenset("und oder aber sondern denn doch noch jedoch".split())
_BREAKS = frozenset(";:–—•|")
_DEPTH = 6


def gloss(words: Sequence[Word], question: bool) -> list[Piece]:
    """English pieces of a sentence in their order."""
    out: list[Piece] = []
    part: list[Item] = []
    for word in _brackets([w for w in words if w.text not in '„“”"»«']):
        if isinstance(word, Word) and (
            word.text in _BREAKS
            or (
                word.text == "-"
                and word.kind == "sign"
                and (not part or not isinstance(part[-1], Word) or part[-1].end < word.start)
            )
        ):
            out += _part(part, question)
            out.append(Piece(word.text, word.start, word.end))
            part = []
        else:
            part.append(word)
    return [*out, *_part(part, question)]


def _brackets(words: Sequence[Word]) -> list[Item]:
    """What stands in brackets as one part."""
    out: list[Item] = []
    inner: list[Word] | None = None
    opened: Word | None = None
    for word in words:
        if word.text in "([" and word.kind == "sign" and inner is None:
            inner, opened = [], word
        elif word.text in ")]" and word.kind == "sign" and inner is not None and opened is not None:
            pieces = (
                Piece(opened.text, opened.start, opened.end),
                *_part(list(inner), False),
                Piece(word.text, word.start, word.end),
            )
            out.append(Chunk("adverb", pieces, form="bracket"))
            inner = None
        elif inner is not None:
            inner.append(word)
        else:
            out.append(word)
    return [*out, *(inner or [])]


def _text(item: Item) -> str:
    return item.text if isinstance(item, Word) else ""


def _low(item: Item) -> str:
    return item.low if isinstance(item, Word) else ""


def _finite(item: Item) -> bool:
    """Whether a word can be a finite verb here: by its form, and not written as a noun."""
    if not isinstance(item, Word) or item.kind != "word":
        return False
    verb = next((r for r in item.readings if r.pos == "verb" and r.form == "finite"), None)
    if verb is None:
        return False
    if item.text[:1].isupper() and item.get("noun"):
        return False
    return not item.get("article", "preposition", "conjunction", "pronoun", "not") or item.low in ("sind",)


def _finites(items: Sequence[Item]) -> list[int]:
    """Places of the finite verbs of a stretch; what stands behind "zu" is none."""
    return [i for i, item in enumerate(items) if _finite(item) and not (i and _low(items[i - 1]) == "zu")]


def _part(items: list[Item], question: bool) -> list[Piece]:
    """English of the main clauses between two strong marks."""
    if not items:
        return []
    mains = _mains(items, 0)
    out: list[Piece] = []
    # "Ist das Pulver gelöst, sollte es ...": a clause with its verb first before another such is a condition.
    conditional = (
        len(mains) == 2 and not question and _head_verb(mains[0]) and _head_verb(mains[1]) and not _says_you(mains[0])
    )
    for number, clause in enumerate(mains):
        chunks = chunk(clause)
        if conditional and number == 0:
            out.append(
                Piece(
                    "if", chunks[0].word.start if chunks[0].word else 0, chunks[0].word.start if chunks[0].word else 0
                )
            )
            out += order.main([*chunks[1:], chunks[0]], verb_last=True)
            out.append(Piece(",", out[-1].end, out[-1].end))
            continue
        if number and chunks and chunks[0].kind == "sign" and _told(clause):
            chunks = [
                Chunk("conjunction", (Piece("that", chunks[0].pieces[0].start, chunks[0].pieces[0].end),)),
                *chunks[1:],
            ]
        out += order.main(chunks, question)
    return out


def _says_you(items: Sequence[Item]) -> bool:
    return any(_text(i) == "Sie" for i in items[1:3])


def _head_verb(items: Sequence[Item]) -> bool:
    rest = [i for i in items if _text(i) != ","]
    return bool(rest) and _finite(rest[0])


def _told(items: Sequence[Item]) -> bool:
    """Whether a clause is told speech by the form of its verb ("die FDA habe ...")."""
    verb = next((i for i in items if _finite(i)), None)
    if not isinstance(verb, Word):
        return False
    rows = [r for r in verb.readings if r.pos == "verb" and r.form == "finite"]
    return bool(rows) and all(r.tense == "told" for r in rows)


def _mains(items: list[Item], depth: int) -> list[list[Item]]:
    """Main clauses with their dependent ones inside; a comma or a conjunction between two verbs begins a new one."""
    mains: list[list[Item]] = []
    current: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        comma = _text(item) == ","
        begins = comma or at == 0
        if begins and depth < _DEPTH:
            inner = _dependent(items, at + 1 if comma else at, depth, not comma, current[-1] if current else None) or (
                _said_of(items) if not comma else None
            )
            if inner is not None:
                clause, at = inner
                acted = any(_finite(i) for i in current)
                follows = at + 1 if at < len(items) and _text(items[at]) == "," else at
                if acted and follows < len(items) and _finite(items[follows]) and clause.form == "when":
                    # "..., aber da es ..., werden ...": the clause opens the next main one.
                    mains.append(current)
                    current = [clause]
                    at = follows
                    continue
                current.append(clause)
                if acted and follows > at and _second(items, follows, True) and not _waits(current, items[follows:]):
                    mains.append(current)
                    current = [items[at]]
                    at = follows
                    continue
                if at < len(items) and _text(items[at]) == ",":
                    at += 1
                    if at < len(items) and (further := _dependent(items, at, depth, initial=False)) is not None:
                        clause, at = further
                        current.append(clause)
                        if at < len(items) and _text(items[at]) == ",":
                            at += 1
                continue
        has = any(_finite(i) for i in current)
        if comma and not has and current and _low(current[-1]) in _CLAIMS and _second(items, at + 1, True):
            stop = next((i for i in range(at + 1, len(items)) if _text(items[i]) == ","), len(items))
            said = order.main(chunk(items[at + 1 : stop]))
            place = items[at]
            start = place.start if isinstance(place, Word) else 0
            current.append(Chunk("clause", (Piece("that", start, start), *said), form="relative"))
            at = stop + 1
            continue
        if has and (comma or _low(item) in _LINKS):
            after = at + 1
            if comma and after < len(items) and _low(items[after]) in _LINKS:
                after += 1
            wished = _wishes(current, items[after:]) and _helped(current)
            second = not wished and _second(items, after, comma) and not _waits(current, items[after:])
            wished = wished or (not second and _wishes(current, items[after:]))
            if second or wished:
                mains.append(current)
                current = [_wish(i) if wished else i for i in items[at:after]]
                at = after
                continue
        current.append(item)
        at += 1
    return [*mains, current] if current else mains


_CLAIMS = frozenset(
    "behauptung annahme meinung vorstellung aussage these gerücht glaube idee versprechen hoffnung eindruck".split()
)
_HELPERS = frozenset("werden haben sein können müssen dürfen sollen wollen".split())


def _waits(before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Whether the clause before still waits for its participle or infinitive, and what follows ends in one."""
    helper = next((i for i in before if _finite(i)), None)
    lemmas = {r.lemma for r in helper.readings if r.pos == "verb"} if isinstance(helper, Word) else set()
    forms = ("participle",) if lemmas & {"sein", "haben"} else ("infinitive",) if lemmas & _MODALS else ()
    forms = ("participle", "infinitive") if "werden" in lemmas else forms
    if not forms or any(i is not helper and _can_be(i, forms) for i in before):
        return False
    stretch: list[Word] = []
    for item in after:
        if _text(item) == ",":
            break
        if isinstance(item, Word) and item.kind == "word":
            stretch.append(item)
    acting = [w for w in stretch if w.text[:1].islower() and w.get("verb")]
    return len(acting) == 1 and acting[0] is stretch[-1] and _can_be(acting[0], forms)


_MODALS = frozenset(["können", "müssen", "dürfen", "sollen", "wollen"])


def _can_be(item: Item, forms: Sequence[str]) -> bool:
    """Whether a word can be a verb in one of some forms."""
    return (
        isinstance(item, Word)
        and item.text[:1].islower()
        and any(r.pos == "verb" and r.form in forms for r in item.readings)
    )


def _helped(items: Sequence[Item]) -> bool:
    """Whether the first finite verb of a clause is one that needs another."""
    verb = next((i for i in items if _finite(i)), None)
    return isinstance(verb, Word) and any(r.lemma in _HELPERS for r in verb.readings if r.pos == "verb")


def _wish(item: Item) -> Item:
    """A link behind which an infinitive or a participle of the verb before is to be put in order by itself."""
    if not isinstance(item, Word):
        return item
    said = item.get("conjunction")
    return Chunk("conjunction", (Piece(said.english if said else item.text, item.start, item.end),), form="wish")


def _wishes(before: Sequence[Item], after: Sequence[Item]) -> bool:
    """ "... lagern und ... verbrauchen": an infinitive before "und" and one at the end behind it."""
    stretch: list[Word] = []
    for item in after:
        if (
            not isinstance(item, Word)
            or item.text in (",", ".", "!", "?")
            or (item.low in ("und", "oder") and stretch and stretch[-1].get("verb"))
        ):
            break
        stretch.append(item)
    ends = (before[-1], stretch[-1]) if before and stretch else ()
    return any(
        bool(ends)
        and all(
            isinstance(w, Word) and w.text[:1].islower() and any(r.pos == "verb" and r.form == form for r in w.readings)
            for w in ends
        )
        for form in ("infinitive", "participle")
    )


def _said_of(items: list[Item]) -> tuple[Chunk, int] | None:
    """ "Abends aufgetragen, ...": words up to a participle and a comma, before any finite verb."""
    comma = next((i for i, c in enumerate(items) if _text(c) == ","), 0)
    if not comma or comma > 8:
        return None
    last = items[comma - 1]
    stretch = items[:comma]
    if (
        not isinstance(last, Word)
        or not any(r.pos == "verb" and r.form == "participle" for r in last.readings)
        or any(_finite(i) for i in stretch[:-1])
    ):
        return None
    if comma + 1 >= len(items) or not (_finite(items[comma + 1])):
        return None
    said = order.participial(chunk(stretch))
    return Chunk("clause", (*said, Piece(",", last.end, last.end)), form="participle"), comma


def after_denn(items: Sequence[Item], at: int) -> bool:
    """Whether "denn" opens what begins here: a main clause always follows it."""
    return at > 0 and _low(items[at - 1]) in ("denn", "doch")


def _second(items: Sequence[Item], at: int, comma: bool) -> bool:
    """Whether a main clause begins here: a finite verb first or second, counted in parts."""
    stretch: list[Item] = []
    for item in items[at : at + 14]:
        if _text(item) == "," or (
            _low(item) in ("und", "oder", "aber") and stretch and any(_finite(i) for i in stretch)
        ):
            break
        stretch.append(item)
    while stretch and isinstance(stretch[-1], Word) and stretch[-1].kind == "sign":
        stretch.pop()
    if not stretch:
        return False
    parts = chunk(stretch)
    for place, part in enumerate(p for p in parts if p.kind not in ("adverb",) or p.form not in ("pre", "front")):
        if part.kind == "verb" and part.word is not None and _finite(part.word):
            forms = {r.form for r in part.word.readings if r.pos == "verb"}
            if "infinitive" in forms and place == len(parts) - 1 and place > 0:
                # "... und die Haut straffen": the infinitive of the verb before, unless a subject stands before it.
                subject = parts[place - 1]
                return (
                    subject.kind == "noun"
                    and subject.number in ("p", "sp")
                    and place == 1
                    and (comma or not any(c.startswith("a") for c in subject.cases) or after_denn(items, at))
                )
            if "infinitive" in forms and place == 0 and len(parts) == 1 and not comma:
                return False
            return place <= 1
    return False


def _dependent(
    items: list[Item], at: int, depth: int, initial: bool, before: Item | None = None
) -> tuple[Chunk, int] | None:
    """A dependent clause that begins here, in order, and where it ends."""
    start = at
    lead: list[Item] = []
    while (
        at < len(items)
        and _low(items[at]) in ("und", "oder", "aber", "sondern", "nur", "auch", "selbst", "je", "außer")
        and at + 1 < len(items)
        and (
            _low(items[at + 1]) in _ALWAYS
            or _low(items[at + 1]) in ("da", "während", "damit")
            or (_low(items[at + 1]) in _RELATIVE and not initial and _low(items[at]) in ("und", "oder", "aber"))
        )
    ):
        lead.append(items[at])
        at += 1
    if at >= len(items):
        return None
    word = items[at]
    if not isinstance(word, Word):
        return None
    low = word.low
    end = _end(items, at, depth)
    if end is None:
        return None
    content, until, complete = end
    if low in ("dass", "daß") and complete and _prevents(items[:start]):
        # "verhindert, dass sie eindringen": sees to it that they do not
        last = next(i for i in range(len(content) - 1, 0, -1) if _finite(content[i]))
        deny = Word("nicht", word.start, word.start, "word", (Reading("not", "not", "nicht"),))
        content = [*content[:last], deny, *content[last:]]
    if low in _ALWAYS and complete:
        kind = {"dass": "that", "daß": "that", "ob": "whether"}.get(low, "when")
        return _made(lead, [word], content[1:], kind, until)
    if (
        word.get("opener")
        and low in _ONLY_VERB_LAST
        and complete
        and _verb_last(content)
        and not (low in ("als", "wie") and len(content) < 3)
        and not (initial and until >= len(items))
    ):
        return _made(lead, [word], content[1:], "asking" if low in _ASKS else "when", until)
    if (
        low in _ASKS
        and (low != "was" or initial)
        and complete
        and _verb_last(content)
        and (not initial or until < len(items))
    ):
        return _made(lead, [word], content[1:], "asking", until)
    if initial:
        return None
    if low in _RELATIVE and complete and _verb_last(content):
        return _made(lead, [word], content[1:], "relative", until, before)
    follow = items[at + 1] if at + 1 < len(items) else None
    if (
        word.get("preposition")
        and isinstance(follow, Word)
        and follow.low in _RELATIVE
        and follow.low not in ("das", "was")
        and complete
        and _verb_last(content)
    ):
        # "in denen", "mit der": only where no noun follows the article at once
        third = items[at + 2] if at + 2 < len(items) else None
        if not (
            isinstance(third, Word) and third.get("noun") and follow.low in ("der", "dem", "den", "die")
        ) or follow.low in ("denen", "deren", "dessen"):
            return _made(lead, [word, follow], content[2:], "relative", until)
    if (low in ("um", "ohne", "statt", "anstatt") or not complete) and _to(content):
        return _purpose(word, content, until)
    return None


def _prevents(before: Sequence[Item]) -> bool:
    """Whether the verb of the clause before keeps what follows from happening."""
    near = list(before[-8:])
    return any(
        isinstance(i, Word) and any(r.pos == "verb" and r.lemma in ("verhindern", "vermeiden") for r in i.readings)
        for i in near
    ) and not any(_low(i) in ("nicht", "nie", "kaum") for i in near)


def _end(items: list[Item], at: int, depth: int) -> tuple[list[Item], int, bool] | None:
    """Content of a dependent clause up to the comma behind its verb, with clauses inside it already made."""
    content: list[Item] = []
    place = at
    while place < len(items):
        item = items[place]
        if _text(item) == ",":
            if bool(_finites(content[1:])) or _to(content):
                inner = _dependent(items, place + 1, depth + 1, initial=False) if depth < _DEPTH else None
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
            if depth < _DEPTH:
                inner = _dependent(items, place + 1, depth + 1, False, content[-1] if content else None)
                if inner is not None:
                    content.append(inner[0])
                    place = inner[1]
                    if place < len(items) and _text(items[place]) == ",":
                        place += 1
                    continue
        if (
            _low(item) in ("und", "aber", "sondern", "oder", "denn")
            and bool(_finites(content[1:]))
            and _second(items, place + 1, False)
            and _verb_last(content)
        ):
            nxt = items[place + 1 :]
            if not _later_last(nxt):
                break
        content.append(item)
        place += 1
    return content, place, bool(_finites(content[1:]))


def _goes_on(content: Sequence[Item], after: Sequence[Item]) -> bool:
    """Whether another stretch with its verb last follows behind a comma ("..., schneller regenerieren und ...")."""
    stretch: list[Item] = []
    for item in after:
        if _text(item) in (",", "und", "oder"):
            break
        stretch.append(item)
    return (
        bool(stretch)
        and _finite(stretch[-1])
        and bool(_finites(content[1:]))
        and _finite(content[-1])
        and not _second(after, 0, True)
    )


def _later_last(items: Sequence[Item]) -> bool:
    stretch: list[Item] = []
    for item in items:
        if _text(item) == ",":
            break
        stretch.append(item)
    while stretch and _text(stretch[-1]) in (".", "!", "?"):
        stretch.pop()
    return bool(stretch) and _finite(stretch[-1])


def _verb_last(content: Sequence[Item]) -> bool:
    """Whether the finite verb of a clause stands at its end; only phrases of place may follow it."""
    places = [i for i in _finites(content) if i]
    if not places:
        return False
    last = places[-1]
    if len(places) > 1:
        # "die Evidenz ist begrenzt": a helper before its participle stands in a main clause.
        first_, end_ = content[places[0]], content[last]
        if (
            isinstance(first_, Word) and isinstance(end_, Word) and places[0] + 1 < last
            and any(r.lemma in _HELPERS for r in first_.readings if r.pos == "verb")
            and not any(r.lemma in _HELPERS for r in end_.readings if r.pos == "verb")
            and any(r.form in ("participle", "infinitive") for r in end_.readings if r.pos == "verb")
        ):  # fmt: skip
            return False
    tail = [c for c in content[last + 1 :] if _text(c) not in (".", "!", "?") and not isinstance(c, Chunk)]
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


def _to(content: Sequence[Item]) -> bool:
    """Whether a stretch ends in an infinitive with "zu"."""
    words = [c for c in content if isinstance(c, Word) and c.kind == "word"]
    if len(words) < 2 or any(
        _finite(c) and not any(r.form in ("infinitive", "zu") for r in c.readings if r.pos == "verb") for c in words
    ):
        return False
    last, before = words[-1], words[-2]
    return any(r.pos == "verb" and r.form == "zu" for r in last.readings) or (
        before.low == "zu" and any(r.form == "infinitive" for r in last.readings if r.pos == "verb")
    )


def _purpose(word: Word, content: list[Item], until: int) -> tuple[Chunk, int]:
    """ "um ... zu heilen": to heal; "ohne ... zu": without ...ing."""
    from exoderm.page.german import english

    body = content[1:] if word.low in ("um", "ohne", "statt", "anstatt") else content
    cut = next(
        (
            i
            for i in range(1, len(body) - 1)
            if _low(body[i]) in ("und", "oder", ",")
            and isinstance(body[i - 1], Word)
            and _to(body[:i])
            and _to(body[i + 1 :])
        ),
        None,
    )
    if cut is not None:
        link = body[cut]
        assert isinstance(link, Word)
        first, _ = _purpose(word, [*content[: len(content) - len(body)], *body[:cut]], until)
        second, _ = _purpose(Word("zu", link.start, link.end, "word", ()), list(body[cut + 1 :]), until)
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
            said, rest = meant.english or order.UNKNOWN + reading.lemma, list(meant.chunks)
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
    pieces = [*head, *order._flat(rest)]
    return Chunk("clause", tuple(p for p in pieces if p.text), form="to"), until


def _made(
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
            pieces += order.main(parts, verb_last=True)
        else:
            pieces += order.main(parts, verb_last=True)
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
    verb = next((p for p in reversed(parts) if p.kind == "verb" and p.word is not None and _finite(p.word)), None)
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
        elif low in ("das", "was") and numbers == {"p"} and rival.number == "p":
            is_object = True
        elif rival is first_noun and all(c.startswith("n") for c in rival.cases):
            is_object = True
        elif (
            rival is first_noun
            and low == "die"
            and isinstance(before, Word)
            and (noun := before.get("noun")) is not None
        ):
            # "Vesikel, die fast jede Zelle abgibt": many are told of, one acts.
            plural = "p" in noun.number and noun.gender != "f" or noun.number == "p"
            is_object = plural and numbers == {"s"} or (noun.number == "s" and numbers == {"p"})
    people = isinstance(before, Word) and before.get("pronoun") is not None and before.get("noun") is None
    text = {"deren": "whose", "dessen": "whose", "wer": "whoever"}.get(
        low, "who" if people and low in ("die", "der") else "which"
    )
    if low == "was" and (before is None or isinstance(before, Word) and before.get("verb") and not before.get("noun")):
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
            _low(item) in ("und", "oder", "aber", ",")
            and found[-1]
            and _finite(found[-1][-1])
            and (_later_last(content[place + 1 :]) or _low(item) == ",")
        ):
            found.append([])
        found[-1].append(item)
    return [s for s in found if s]


def reading(word: Word) -> Reading | None:
    return word.readings[0] if word.readings else None


__all__ = ["gloss", "replace"]
