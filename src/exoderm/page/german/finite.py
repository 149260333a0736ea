"""Which words of a stretch are finite verbs, and what a verb still waits for."""

from __future__ import annotations

from collections.abc import Sequence

from exoderm.page.german.chunks import chunk
from exoderm.page.german.parts import Chunk
from exoderm.page.german.words import Word

Item = Word | Chunk
"""A word, or a clause that was read before."""


HELPERS = frozenset(["werden", "haben", "sein", "können", "müssen", "dürfen", "sollen", "wollen"])


_MODALS = frozenset(["können", "müssen", "dürfen", "sollen", "wollen"])


LINKS = frozenset(["und", "oder", "aber", "sondern", "denn", "doch", "noch", "jedoch"])


def text_of(item: Item) -> str:
    return item.text if isinstance(item, Word) else ""


def later_last(items: Sequence[Item]) -> bool:
    stretch: list[Item] = []
    for item in items:
        if text_of(item) == ",":
            break
        stretch.append(item)
    while stretch and text_of(stretch[-1]) in (".", "!", "?"):
        stretch.pop()
    return bool(stretch) and is_finite(stretch[-1])


def ends_in_zu(content: Sequence[Item]) -> bool:
    """Whether a stretch ends in an infinitive with "zu"."""
    words = [c for c in content if isinstance(c, Word) and c.kind == "word"]
    if len(words) < 2 or any(
        is_finite(c) and not any(r.form in ("infinitive", "zu") for r in c.readings if r.pos == "verb") for c in words
    ):
        return False
    last, before = words[-1], words[-2]
    return any(r.pos == "verb" and r.form == "zu" for r in last.readings) or (
        before.low == "zu" and any(r.form == "infinitive" for r in last.readings if r.pos == "verb")
    )


def low_of(item: Item) -> str:
    return item.low if isinstance(item, Word) else ""


def is_finite(item: Item) -> bool:
    """Whether a word can be a finite verb here: by its form, and not written as a noun."""
    if not isinstance(item, Word) or item.kind != "word":
        return False
    verb = next((r for r in item.readings if r.pos == "verb" and r.form == "finite"), None)
    if verb is None:
        return False
    if item.text[:1].isupper() and item.get("noun"):
        return False
    return not item.get("article", "preposition", "conjunction", "pronoun", "not") or item.low in ("sind",)


def finites(items: Sequence[Item]) -> list[int]:
    """Places of the finite verbs of a stretch; what stands behind "zu" is none."""
    return [i for i, item in enumerate(items) if is_finite(item) and not (i and low_of(items[i - 1]) == "zu")]


def waits(before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Whether the clause before still waits for its participle or infinitive, and what follows ends in one."""
    helper = next((i for i in before if is_finite(i)), None)
    lemmas = {r.lemma for r in helper.readings if r.pos == "verb"} if isinstance(helper, Word) else set()
    forms: tuple[str, ...] = ()
    if lemmas & {"sein", "haben"}:
        forms = ("participle",)
    elif lemmas & _MODALS:
        forms = ("infinitive",)
    forms = ("participle", "infinitive") if "werden" in lemmas else forms
    if not forms or any(i is not helper and _can_be(i, forms) for i in before):
        return False
    stretch: list[Word] = []
    for item in after:
        if text_of(item) == ",":
            break
        if isinstance(item, Word) and item.kind == "word":
            stretch.append(item)
    acting = [w for w in stretch if w.text[:1].islower() and w.get("verb")]
    return len(acting) == 1 and acting[0] is stretch[-1] and _can_be(acting[0], forms)


def _can_be(item: Item, forms: Sequence[str]) -> bool:
    """Whether a word can be a verb in one of some forms."""
    return (
        isinstance(item, Word)
        and item.text[:1].islower()
        and any(r.pos == "verb" and r.form in forms for r in item.readings)
    )


def helped(items: Sequence[Item]) -> bool:
    """Whether the first finite verb of a clause is one that needs another."""
    verb = next((i for i in items if is_finite(i)), None)
    return isinstance(verb, Word) and any(r.lemma in HELPERS for r in verb.readings if r.pos == "verb")


def wishes(before: Sequence[Item], after: Sequence[Item]) -> bool:
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


def after_denn(items: Sequence[Item], at: int) -> bool:
    """Whether "denn" opens what begins here: a main clause always follows it."""
    return at > 0 and low_of(items[at - 1]) in ("denn", "doch")


def begins_main(items: Sequence[Item], at: int, comma: bool) -> bool:
    """Whether a main clause begins here: a finite verb first or second, counted in parts."""
    stretch: list[Item] = []
    for item in items[at : at + 14]:
        if text_of(item) == "," or (
            low_of(item) in ("und", "oder", "aber") and stretch and any(is_finite(i) for i in stretch)
        ):
            break
        stretch.append(item)
    while stretch and isinstance(stretch[-1], Word) and stretch[-1].kind == "sign":
        stretch.pop()
    if not stretch:
        return False
    parts = chunk(stretch)
    for place, part in enumerate(p for p in parts if p.kind not in ("adverb",) or p.form not in ("pre", "front")):
        if part.kind == "verb" and part.word is not None and is_finite(part.word):
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
