"""The label audit: what a page declares about its product or treatment, what it hints at, and what it keeps silent.

Fifty-nine questions (:mod:`exoderm.page.label_cards`). A shop is not asked what only a clinic can answer, nor the other
way round, and an article is asked only how it deals with evidence, law and risks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, partial

from exoderm.page import label_lists, label_values, warning, wordlist
from exoderm.page.concentrations import concentrations
from exoderm.page.label_cards import LabelCard, Reader, Word, by_id, cards
from exoderm.page.label_values import value
from exoderm.page.page import Claim, LabelItem, Page, Status
from exoderm.page.told import Told, of_people, of_plants, species, tell

_clinic = partial(wordlist.pattern, "offer", "clinic")


@cache
def _offer(kind: str) -> re.Pattern[str]:
    """Words of one kind of offer, or the sign of a brand."""
    return re.compile(rf"\b{wordlist.either('offer', kind)}\b|[®™]", re.IGNORECASE)


@cache
def _advises() -> re.Pattern[str]:
    return re.compile(rf"^{wordlist.either('offer', 'advice')}\b|\b{wordlist.either('offer', 'asks')}\b")


@cache
def _asks() -> re.Pattern[str]:
    return re.compile(rf"^{wordlist.either('offer', 'to_ask')}\b(?! us)")


def offers(page: Page) -> bool:
    """Whether a page offers a product or a treatment of its own, rather than writing about others'."""
    return bool(_offer("offers").search(page.text))


def readers(page: Page) -> frozenset[Reader]:
    """As what a page is audited: product, clinic, both, or article; nothing where it is not about vesicles."""
    if not offers(page):
        return frozenset({"article"}) if page.about else frozenset()
    if not _clinic().search(page.text):
        return frozenset({"product"})
    # A clinic speaks of vials too; only what it sells over the counter is audited as a product.
    return frozenset({"clinic", "product"} if _offer("shop").search(page.text) else {"clinic"})


def sells(label: Sequence[LabelItem]) -> bool:
    """Whether an audit is that of a product or a treatment: something was asked that no article is asked."""
    known = by_id()
    return any(
        i.status != "not_applicable" and i.item in known and "article" not in known[i.item].asked_of for i in label
    )


def read_label(page: Page, claims: Sequence[Claim]) -> tuple[LabelItem, ...]:
    """The audit of one page, the gravest questions first."""
    roles = readers(page)
    usable = [c for c in claims if c.role not in ("nav", "reference", "question")]
    told = tell(usable)
    flat = page.text.lower()
    origin = species(told)
    items = []
    for card in cards():
        if not (roles & set(card.asked_of) and _concerns(card, origin, flat)):
            items.append(LabelItem(card.id, "not_applicable"))
        elif card.reads is not None:
            items.append(label_lists.READERS[card.id](card.id, page, told))
        else:
            items.append(_answer(card, told))
    return tuple(items)


def _concerns(card: LabelCard, origin: str, flat: str) -> bool:
    """Whether a question has an occasion on this page."""
    return (not card.only_for or origin in card.only_for) and (
        card.occasion is None or bool(card.occasion.search(flat))
    )


def judge(card: LabelCard, claim: Claim, own: bool = False) -> Status:
    """What one sentence contributes to one question: declared, partial, or missing.

    ``own`` says that the sentence is known to speak of the page's own product though it does not name it.
    """
    return _judge(card, Told(claim, own))


def _judge(card: LabelCard, told: Told) -> Status:
    flat = told.flat
    if card.warned is not None and card.warned == warning.warns(told.claim):
        return "declared"
    counted = card.value == "particles" and not told.denials.some and _per_ml(flat)
    if not (counted or _speaks(card, told)):
        return "missing"
    if _advises().search(flat) and card.kind == "declaration" and not card.generic:
        return "missing"
    if _asks().search(flat) and card.kind == "declaration":
        return "missing"
    if (card.near is not None and not card.near.search(flat)) or (
        card.silencer is not None and card.silencer.search(flat)
    ):
        return "missing"
    if card.kind == "warning" and (told.claim.reported or (card.denied is None and told.claim.certainty == "negated")):
        return "missing"
    own = told.own or card.generic
    if counted:
        return "declared" if own else "partial"
    if found := _found(card, told):
        return "declared" if own and len(found) >= card.least else "partial"
    if own and card.kind == "declaration" and any(_affirmed(word, told) for word in card.hints):
        return "partial"
    return "missing"


def _per_ml(flat: str) -> bool:
    return any(a.unit == "particle/mL" for a in concentrations(flat))


def _speaks(card: LabelCard, told: Told) -> bool:
    """Whether a sentence holds any of a card's words, denied or not."""
    words = () if card.openings.isdisjoint(told.openings) else (*card.each, *card.hints)
    return any(True for word in words for _ in word.places(told.flat, told.openings))


def _found(card: LabelCard, told: Told) -> set[int]:
    """Which of a card's words a sentence says without denying them."""
    if card.denied == "counts":
        return {n for n, word in enumerate(card.each) for _ in word.places(told.flat, told.openings)}
    return {n for n, word in enumerate(card.each) if _affirmed(word, told)}


def _affirmed(word: Word, told: Told) -> bool:
    places = word.places(told.flat, told.openings)
    return any(not told.denials.denied(*place, inside=not word.negative) for place in places)


def _answer(card: LabelCard, told: Sequence[Told]) -> LabelItem:
    declared: list[Told] = []
    hint: Told | None = None
    named: set[int] = set()
    for sentence in told:
        status = _judge(card, sentence)
        if status == "declared":
            declared.append(sentence)
        elif status == "partial" and hint is None:
            hint = sentence
        if card.least > 1 and status != "missing":
            named |= _found(card, sentence)
    if (clash := _clash(card, told, declared)) is not None:
        return clash
    if declared or (hint is not None and card.least > 1 and len(named) >= card.least):
        first = declared[0] if declared else hint
        assert first is not None
        return LabelItem(card.id, "declared", first.claim.text, first.claim.start, value(card.value, first))
    if hint is not None:
        return LabelItem(card.id, "partial", hint.claim.text, hint.claim.start, value(card.value, hint))
    return LabelItem(card.id, "missing")


def _two(item: str, first: Told, second: Told) -> LabelItem:
    return LabelItem(item, "contradictory", f"{first.claim.text} / {second.claim.text}", first.claim.start)


def _clash(card: LabelCard, told: Sequence[Told], declared: Sequence[Told]) -> LabelItem | None:
    """Two declarations of the page's own that cannot both hold."""
    own = [t for t in told if t.own and t.claim.certainty != "negated"]
    if card.id == "origin_species":
        human, plant = (
            _sources(own, species, words) for species, words in (("human", of_people()), ("plant", of_plants()))
        )
        return _two(card.id, human[0], plant[0]) if human and plant else None
    if card.id in ("route_declared", "legal_category"):
        cosmetic = [t for t in own if re.search(r"\bcosmetic\b(?! (?:clinic|surg))", t.flat) and not t.denials.some]
        injected = [t for t in own if t.claim.slots.route == "injection" and "route" not in t.claim.slots.inherited]
        return _two(card.id, cosmetic[0], injected[0]) if cosmetic and injected else None
    reader = label_values.READERS.get(card.value or "")
    if reader is None:
        return None
    said = [(t, key, low, high) for t in declared for key, low, high in reader(t.flat)]
    for number, (first, key, low, high) in enumerate(said):
        for second, other, least, most in said[number + 1 :]:
            if key == other and first is not second and (least > 1.01 * high or low > 1.01 * most):
                return _two(card.id, first, second)
    return None


def _sources(own: Sequence[Told], species: str, words: re.Pattern[str]) -> list[Told]:
    slots = ((t, t.claim.slots) for t in own)
    return [t for t, s in slots if s.species == species and "species" not in s.inherited and words.search(t.flat)]
