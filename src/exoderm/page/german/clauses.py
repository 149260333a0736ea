"""A sentence cut into clauses, each put in order; clauses that depend on others stand inside them as one part."""

from __future__ import annotations

from collections.abc import Sequence

from exoderm.page.german import cards
from exoderm.page.german.chunks import chunk
from exoderm.page.german.dependent import DEPTH, dependent
from exoderm.page.german.finite import LINKS, Item, begins_main, helped, is_finite, low_of, text_of, waits, wishes
from exoderm.page.german.fragment import participial
from exoderm.page.german.order import main
from exoderm.page.german.parts import Chunk, Piece, Stretch
from exoderm.page.german.words import Word

_BREAKS = frozenset(";:–—•|")


_CLAIMS = cards.named("said_things")


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
            out += main([*chunks[1:], chunks[0]], verb_last=True)
            out.append(Piece(",", out[-1].end, out[-1].end))
            continue
        if number and chunks and chunks[0].kind == "sign" and _told(clause):
            chunks = [
                Chunk("conjunction", (Piece("that", chunks[0].pieces[0].start, chunks[0].pieces[0].end),)),
                *chunks[1:],
            ]
        out += main(chunks, question)
    return out


def _says_you(items: Sequence[Item]) -> bool:
    return any(text_of(i) == "Sie" for i in items[1:3])


def _head_verb(items: Sequence[Item]) -> bool:
    rest = [i for i in items if text_of(i) != ","]
    return bool(rest) and is_finite(rest[0])


def _told(items: Sequence[Item]) -> bool:
    """Whether a clause is told speech by the form of its verb ("die FDA habe ...")."""
    verb = next((i for i in items if is_finite(i)), None)
    if not isinstance(verb, Word):
        return False
    rows = [r for r in verb.readings if r.pos == "verb" and r.form == "finite"]
    return bool(rows) and all(r.tense == "told" for r in rows)


def _mains(items: list[Item], depth: int) -> list[list[Item]]:
    """Main clauses with their dependent ones inside; a comma or a conjunction between two verbs begins a new one."""
    items = Stretch(items)
    mains: list[list[Item]] = []
    current: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        comma = text_of(item) == ","
        begins = comma or at == 0
        if begins and depth < DEPTH:
            inner = dependent(items, at + 1 if comma else at, depth, not comma, current[-1] if current else None) or (
                _said_of(items) if not comma else None
            )
            if inner is not None:
                clause, at = inner
                acted = any(is_finite(i) for i in current)
                follows = at + 1 if at < len(items) and text_of(items[at]) == "," else at
                if acted and follows < len(items) and is_finite(items[follows]) and clause.form == "when":
                    # "..., aber da es ..., werden ...": the clause opens the next main one.
                    mains.append(current)
                    current = [clause]
                    at = follows
                    continue
                current.append(clause)
                if acted and follows > at and begins_main(items, follows, True) and not waits(current, items[follows:]):
                    mains.append(current)
                    current = [items[at]]
                    at = follows
                    continue
                if at < len(items) and text_of(items[at]) == ",":
                    at += 1
                    if at < len(items) and (further := dependent(items, at, depth, initial=False)) is not None:
                        clause, at = further
                        current.append(clause)
                        if at < len(items) and text_of(items[at]) == ",":
                            at += 1
                continue
        has = any(is_finite(i) for i in current)
        if comma and not has and current and low_of(current[-1]) in _CLAIMS and begins_main(items, at + 1, True):
            stop = next((i for i in range(at + 1, len(items)) if text_of(items[i]) == ","), len(items))
            said = main(chunk(items[at + 1 : stop]))
            place = items[at]
            start = place.start if isinstance(place, Word) else 0
            current.append(Chunk("clause", (Piece("that", start, start), *said), form="relative"))
            at = stop + 1
            continue
        if has and (comma or low_of(item) in LINKS):
            after = at + 1
            if comma and after < len(items) and low_of(items[after]) in LINKS:
                after += 1
            wished = wishes(current, items[after:]) and helped(current)
            second = not wished and begins_main(items, after, comma) and not waits(current, items[after:])
            wished = wished or (not second and wishes(current, items[after:]))
            if second or wished:
                mains.append(current)
                current = [_wish(i) if wished else i for i in items[at:after]]
                at = after
                continue
        current.append(item)
        at += 1
    return [*mains, current] if current else mains


def _wish(item: Item) -> Item:
    """A link behind which an infinitive or a participle of the verb before is to be put in order by itself."""
    if not isinstance(item, Word):
        return item
    said = item.get("conjunction")
    return Chunk("conjunction", (Piece(said.english if said else item.text, item.start, item.end),), form="wish")


def _said_of(items: list[Item]) -> tuple[Chunk, int] | None:
    """ "Abends aufgetragen, ...": words up to a participle and a comma, before any finite verb."""
    comma = next((i for i, c in enumerate(items) if text_of(c) == ","), 0)
    if not comma or comma > 8:
        return None
    last = items[comma - 1]
    stretch = items[:comma]
    if (
        not isinstance(last, Word)
        or not any(r.pos == "verb" and r.form == "participle" for r in last.readings)
        or any(is_finite(i) for i in stretch[:-1])
    ):
        return None
    if comma + 1 >= len(items) or not (is_finite(items[comma + 1])):
        return None
    said = participial(chunk(stretch))
    return Chunk("clause", (*said, Piece(",", last.end, last.end)), form="participle"), comma
