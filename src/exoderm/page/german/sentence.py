"""Subject, verb and the rest of a clause in English order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exoderm.page.german import arrange, verbs
from exoderm.page.german.parts import Chunk, Piece, flat


@dataclass(frozen=True)
class Told:
    """A clause with its parts known, ready to be written in English order."""

    finite: Chunk
    others: tuple[Chunk, ...]
    group: verbs.Group
    subject: Chunk | None
    before: tuple[Chunk, ...]
    after: tuple[Chunk, ...]
    question: bool = False
    made: tuple[str, ...] = ()
    """What somebody is made to do, behind the object ("make the hair grow back")."""
    orders: bool = False
    """Whether it can be a command: its verb does not stand last and nothing is asked."""
    linked: bool = False
    """Whether it is joined to a clause before, whose subject it may share."""
    wish: bool = False
    """Whether its verb has the form of a wish or of a command to one person ("Trage ... auf")."""


def ordered(told: Told) -> list[Piece]:
    """English of a clause: what leads, subject, verb, object, the rest."""
    word = told.finite.word
    assert word is not None
    told, nots = _nowhere(told)
    whole = (*told.before, *told.after)
    early = [c for c in whole if c.form == "pre" and c not in nots]
    asked = [c for c in told.before if c.kind == "opener" and c.form == "asking"]
    fronted = [c for c in whole if c.form == "front"]
    clauses = [c for c in told.before if c.kind == "clause"]
    taken = {id(c) for c in (*nots, *early, *asked, *fronted, *clauses)}
    empty = told.subject is not None and told.subject.german != ("es",)
    before = [c for c in told.before if id(c) not in taken and not (empty and c.german == ("es",))]
    objects = [c for c in before if c.kind in ("noun", "name", "adjective")]
    places = [c for c in before if c not in objects and c.form != "late"]
    middle = [c for c in (*told.after, *(c for c in before if c.form == "late")) if id(c) not in taken]
    objects, middle = arrange.behind_verb(objects, middle, told.group)
    if not told.group.lexical and not told.group.rest and not nots:
        objects, middle, nots = arrange.not_for_no(objects, middle)
    verb = _verb_pieces(told.group, nots, early, told.finite, told.others)
    if told.subject is not None:
        places, middle = arrange.back(places, middle)
    about = bool(clauses) and all(c.form in ("that", "whether", "asking") for c in clauses)
    out = [*flat(asked), *flat(fronted), *([] if about else _leading(clauses, word.start)), *flat(places)]
    if any(p.text in ("that", "which") for c in places for p in c.pieces):
        out.append(Piece(",", word.start, word.start))
    if _commands(told):
        return [*out, *_command(told, nots), *flat(middle)]
    subject = _subject_pieces(told, word.start)
    if told.question and not clauses:
        return [*out, *_asked(told.group, subject, verb), *flat(objects), *flat(middle)]
    tail = [p for c in clauses for p in c.pieces] if about else []
    return [*out, *subject, *verb, *flat(objects), *_with_made(told, middle), *tail]


def _nowhere(told: Told) -> tuple[Told, list[Chunk]]:
    """The denials of a clause; "nirgendwo" is "not ... anywhere"."""
    nots = [c for c in (*told.before, *told.after) if c.kind == "not"]
    nowhere = [c for c in nots if c.pieces[0].text == "nowhere"]
    if not nowhere:
        return told, nots
    spot = nowhere[0].pieces[0]
    anywhere = Chunk("adverb", (replace(spot, text="anywhere"),), german=("nirgendwo",))
    denied = Chunk("not", (replace(spot, text="not"),), german=("nicht",))
    before = tuple(c for c in told.before if c not in nowhere)
    after = tuple(anywhere if c in nowhere else c for c in told.after)
    return replace(told, before=before, after=after), [*nots, denied]


def _leading(clauses: Sequence[Chunk], at: int) -> list[Piece]:
    """Clauses in front, each with its comma."""
    out: list[Piece] = []
    for c in clauses:
        out += c.pieces
        if not c.pieces or c.pieces[-1].text != ",":
            out.append(Piece(",", at, at))
    return out


def _subject_pieces(told: Told, at: int) -> list[Piece]:
    """The subject; "it" where German has none, nothing where it is left out."""
    if told.subject is not None:
        return list(told.subject.pieces)
    omitted = not told.before and not told.group.passive and told.orders
    shared = told.linked and not any(c.kind == "clause" for c in told.before)
    return [] if omitted or shared else [Piece("it", at, at)]


def _commands(told: Told) -> bool:
    """ "Tragen Sie ... auf": the verb before a "Sie"."""
    subject, word = told.subject, told.finite.word
    if told.orders and subject is None and not told.linked and not told.before and told.wish:
        return True
    if not told.orders or subject is None or subject.form != "pronoun" or subject.word is None or word is None:
        return False
    plain = all(c.kind == "place" and c.german[:1] == ("bei",) for c in told.before)
    return subject.word.text == "Sie" and subject.word.start > word.start and plain


def _command(told: Told, nots: Sequence[Chunk]) -> list[Piece]:
    word = told.finite.word
    assert word is not None
    heads = [n.pieces[0] for n in nots if n.pieces[0].text != "nowhere"]
    denied = [replace(p, text="do not") for p in heads if p.text == "not"]
    other = [p for p in heads if p.text != "not"]
    base = told.group.lexical or told.group.first
    return [*denied, *other, Piece(" ".join([base, *told.group.rest]), word.start, word.end)]


def _with_made(told: Told, middle: list[Chunk]) -> list[Piece]:
    """The rest of the clause; what somebody is made to do stands behind the object."""
    word = told.finite.word
    if not told.made or word is None:
        return flat(middle)
    spot = next((i for i, c in enumerate(middle) if c.kind in ("noun", "name")), -1)
    made = [Piece(w, word.start, word.end) for w in told.made]
    return [*flat(middle[: spot + 1]), *made, *flat(middle[spot + 1 :])]


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
    if plain:
        deny = Piece("not", plain[0].pieces[0].start, plain[0].pieces[0].end)
        if group.lexical:
            many = group.first == group.lexical
            do = "did" if group.past else "do" if many else "does"
            return [Piece(do, *at), deny, *middle, Piece(group.lexical, *at), *tail]
        if group.first == "must":
            # "muss nicht" leaves it open, "must not" forbids.
            return [Piece("need", *at), deny, *middle, *tail]
        if group.first == "can" and not middle:
            return [Piece("cannot", *at), *tail]
        return [Piece(group.first, *at), deny, *middle, *tail]
    if group.lexical:
        return [*middle, Piece(group.first, *at), *tail]
    return [Piece(group.first, *at), *middle, *tail]


def _asked(group: verbs.Group, subject: list[Piece], verb: list[Piece]) -> list[Piece]:
    """Verb and subject of a question."""
    at = (verb[0].start, verb[0].end)
    nots = [p for p in verb if p.text == "not"]
    if not group.lexical:
        return [Piece(group.first, *at), *subject, *nots, *[p for p in verb[1:] if p.text != "not"]]
    do = "did" if group.past else "do" if group.first == group.lexical else "does"
    gone = ("do", "does", "did", "not", group.first, group.lexical)
    return [Piece(do, *at), *subject, *nots, Piece(group.lexical, *at), *[p for p in verb if p.text not in gone]]
