"""The label audit: what a page declares about its product or treatment, what it only hints at, and what it keeps silent.

Fifty-nine questions (:mod:`exoderm.page.label_cards`). A shop is not asked what only a clinic can answer, nor the other
way round, and an article is asked only how it deals with evidence, law and risks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from exoderm.page import amounts, inci, reference
from exoderm.page.amounts import particles_per_ml
from exoderm.page.cues import flatten
from exoderm.page.denial import Denials
from exoderm.page.label_cards import LabelCard, Reader, Word, by_id, cards
from exoderm.page.page import Claim, LabelItem, Page

__all__ = ["judge", "offers", "particles_per_ml", "read_label", "readers", "sells"]

Status = Literal["declared", "partial", "missing", "contradictory", "not_applicable"]

_OWN = re.compile(
    r"\b(?:our|ours|we|my clinic|this (?:\w+ )?(?:serum|product|cream|ampoule|gel|formula|vial|mask|treatment|"
    r"kit|essence)|"
    r"(?:the|each|every|one|per) (?:\w+ ){0,3}(?:serum|product|cream|ampoule|gel|formula|vial|bottle|mask|kit|"
    r"essence|box))\b|"
    r"[®™]|^(?:ingredients?|inci|contains?|composition|source|origin|storage|store|keep|size|concentration|"
    r"dose|content|directions|how to use|"
    r"use|apply|volume|net|shelf[- ]life|donor|isolation|purity|testing|tested|sterile|form|count|particles?|"
    r"indication|category)\b"
)
_OFFER = re.compile(
    r"\b(?:our (?:\w+ ){0,2}(?:serum|product|cream|ampoule|formula|exosomes?|vesicles?|clinic|treatment|range|"
    r"patients|vials?|lab)|add to (?:cart|bag|basket)|"
    r"how to use|ingredients:|book (?:a|your|an)|in our clinic|at our clinic|we (?:offer|use|inject|treat|"
    r"sell|recommend|ship)|£ ?\d|€ ?\d|\$ ?\d|shop now|"
    r"order now|free shipping|this (?:serum|ampoule|cream|product|gel))\b|[®™]",
    re.I,
)
_GOES_ON = re.compile(r"(?:they|it|these|this|both|all)\b")
_CLINIC = re.compile(
    r"\b(?:(?:our|at the|this|my) (?:\w+ )?(?:clinic|practice|surgery|doctors?|nurses?|physicians?|practitioners?|therapists?|"
    r"treatment|sessions?|patients)|book (?:a|your|an) (?:\w+ ){0,2}(?:treatment|appointment|consultation|session)|"
    r"we (?:inject|treat|infuse|perform)|per session|sessions? (?:costs?|from)|at our clinic)\b",
    re.I,
)
_PRODUCT = re.compile(
    r"\b(?:(?:our|this|the|each|every) (?:\w+ ){0,3}(?:serum|cream|ampoule|gel|mask|lotion|essence|bottle|vial|jar|kit|product|formula)|"
    r"add to (?:cart|bag|basket)|ingredients ?:|inci ?:|how to use|shop now|order now|free shipping|\d+ ?ml)\b|[®™]",
    re.I,
)
_WORK = re.compile(r"10\.\d{4,9}/|pmid|nct\d{8}", re.I)
_HUMAN = re.compile(r"\b(?:human|umbilical|adipose|placent\w+|amnio\w+|wharton'?s)\b")
_PLANT = re.compile(r"\b(?:plant|vegan|botanical|ginger|centella|rosa|ginseng|aloe|broccoli|grape)\b")
_ADVISES = re.compile(
    r"^(?:ask|check|look for|make sure|choose|find out|whether|confirm|prefer|avoid products)\b|\b(?:whether|"
    r"ask (?:for|your)|make sure)\b"
)
_ASKS = re.compile(r"^(?:ask|look for|find out|make sure|choose)\b(?! us)")


def offers(page: Page) -> bool:
    """Whether a page offers a product or a treatment of its own, rather than writing about others'."""
    return bool(_OFFER.search(page.text))


def readers(page: Page) -> frozenset[Reader]:
    """As what a page is audited: product, clinic, both, or article; nothing where it is not about vesicles."""
    if not offers(page):
        return frozenset({"article"}) if page.about else frozenset()
    found: set[Reader] = set()
    if _CLINIC.search(page.text):
        found.add("clinic")
    if _PRODUCT.search(page.text) or not found:
        found.add("product")
    return frozenset(found)


def sells(label: Sequence[LabelItem]) -> bool:
    """Whether an audit is that of a product or a treatment: something was asked that no article is asked."""
    known = by_id()
    return any(i.status != "not_applicable" and i.item in known and "article" not in known[i.item].asked_of for i in label)


def read_label(page: Page, claims: Sequence[Claim]) -> tuple[LabelItem, ...]:
    """The audit of one page, the gravest questions first."""
    roles = readers(page)
    usable = [c for c in claims if c.role not in ("nav", "reference", "question")]
    told = tuple(_Told(c, own) for c, own in zip(usable, _own(usable), strict=True))
    flat = flatten_all(page.text)
    species = _species(told)
    items = []
    for card in cards():
        if not roles & set(card.asked_of) or (card.only_for and species not in card.only_for):
            items.append(LabelItem(card.id, "not_applicable"))
        elif card.occasion is not None and not card.occasion.search(flat):
            items.append(LabelItem(card.id, "not_applicable"))
        elif card.reads is not None:
            items.append(_STRUCTURES[card.id](card.id, page, told))
        else:
            items.append(_answer(card, told))
    return tuple(items)


def flatten_all(text: str) -> str:
    """A whole page in lower case, for a look at whether a word occurs at all."""
    return text.lower()


class _Told:
    """A sentence of the page with what the audit needs of it, worked out once for all questions."""

    __slots__ = ("claim", "denials", "flat", "own")

    def __init__(self, claim: Claim, own: bool = False) -> None:
        self.claim = claim
        self.flat = amounts.digits(flatten(claim.text))
        self.own = own or bool(_OWN.search(self.flat))
        self.denials = Denials(self.flat)


def _own(claims: Sequence[Claim]) -> Iterator[bool]:
    """Whether each sentence speaks of the page's own product; a pronoun goes on speaking of the one before it."""
    own = False
    for claim in claims:
        flat = flatten(claim.text)
        own = bool(_OWN.search(flat)) or (own and bool(_GOES_ON.match(flat)))
        yield own


def _species(told: Sequence[_Told]) -> str:
    """The one species of which the page's own sentences speak, else "unknown"."""
    said = {t.claim.slots.species for t in told if t.own and "species" not in t.claim.slots.inherited} - {"unknown"}
    return said.pop() if len(said) == 1 else "unknown"


def judge(card: LabelCard, claim: Claim, own: bool = False) -> Status:
    """What one sentence contributes to one question: declared, partial, or missing.

    ``own`` says that the sentence is known to speak of the page's own product though it does not name it.
    """
    return _judge(card, _Told(claim, own))


def _judge(card: LabelCard, told: _Told) -> Status:
    flat = told.flat
    counted = card.value == "particles" and not told.denials.some and _per_ml(flat)
    if not (counted or card.full.search(flat) or card.hint.search(flat)):
        return "missing"
    if _ADVISES.search(flat) and card.kind == "declaration" and not card.generic:
        return "missing"
    if _ASKS.search(flat) and card.kind == "declaration":
        return "missing"
    if (card.near is not None and not card.near.search(flat)) or (card.silencer is not None and card.silencer.search(flat)):
        return "missing"
    if card.kind == "warning" and told.claim.reported:
        return "missing"
    own = told.own or card.generic
    if counted:
        return "declared" if own else "partial"
    if found := _found(card, told):
        return "declared" if own and len(found) >= card.least else "partial"
    if own and card.kind == "declaration" and any(_affirmed(card, word, told) for word in card.hints):
        return "partial"
    return "missing"


def _per_ml(flat: str) -> bool:
    return any(a.unit == "particle/mL" for a in amounts.concentrations(flat))


def _found(card: LabelCard, told: _Told) -> set[int]:
    """Which of a card's words a sentence says without denying them."""
    return {n for n, word in enumerate(card.each) if _affirmed(card, word, told)}


def _affirmed(card: LabelCard, word: Word, told: _Told) -> bool:
    if card.denied == "counts":
        return bool(word.pattern.search(told.flat))
    hits = word.pattern.finditer(told.flat)
    return any(not told.denials.denied(*hit.span(), inside=not word.negative) for hit in hits)


def _answer(card: LabelCard, told: Sequence[_Told]) -> LabelItem:
    declared: list[_Told] = []
    hint: _Told | None = None
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
        return LabelItem(card.id, "declared", first.claim.text, first.claim.start, _value(card, first))
    if hint is not None:
        return LabelItem(card.id, "partial", hint.claim.text, hint.claim.start, _value(card, hint))
    return LabelItem(card.id, "missing")


def _two(item: str, first: _Told, second: _Told) -> LabelItem:
    return LabelItem(item, "contradictory", f"{first.claim.text} / {second.claim.text}", first.claim.start)


def _clash(card: LabelCard, told: Sequence[_Told], declared: Sequence[_Told]) -> LabelItem | None:
    """Two declarations of the page's own that cannot both hold."""
    own = [t for t in told if t.own and t.claim.certainty != "negated"]
    if card.id == "origin_species":
        human, plant = (_sources(own, species, words) for species, words in (("human", _HUMAN), ("plant", _PLANT)))
        return _two(card.id, human[0], plant[0]) if human and plant else None
    if card.id in ("route_declared", "legal_category"):
        cosmetic = [t for t in own if re.search(r"\bcosmetic\b(?! (?:clinic|surg))", t.flat) and not t.denials.some]
        injected = [t for t in own if t.claim.slots.route == "injection" and "route" not in t.claim.slots.inherited]
        return _two(card.id, cosmetic[0], injected[0]) if cosmetic and injected else None
    reader = _VALUES.get(card.value or "")
    if reader is None:
        return None
    said = [(t, key, low, high) for t in declared for key, low, high in reader(t.flat)]
    for number, (first, key, low, high) in enumerate(said):
        for second, other, least, most in said[number + 1 :]:
            if key == other and first is not second and (least > 1.01 * high or low > 1.01 * most):
                return _two(card.id, first, second)
    return None


def _sources(own: Sequence[_Told], species: str, words: re.Pattern[str]) -> list[_Told]:
    slots = ((t, t.claim.slots) for t in own)
    return [t for t, s in slots if s.species == species and "species" not in s.inherited and words.search(t.flat)]


Stated = Iterator[tuple[str, float, float]]
"""A value as (what it is a value of, low, high): only values of one thing can contradict each other."""


def _particles(flat: str) -> Stated:
    yield from ((a.unit, a.value, a.value) for a in amounts.concentrations(flat) if a.unit.startswith("particle/"))


def _period(flat: str) -> Stated:
    length = {"hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.5, "year": 8766.0}
    if found := amounts.period(flat):
        count, unit = found.split()
        after = "mixing" if re.search(r"reconstit|mix|dissol", flat) else "opening"
        yield after, float(count[:9]) * length[unit], float(count[:9]) * length[unit]


def _temperature(flat: str) -> Stated:
    ends = amounts.temperatures(flat)
    if ends and not re.search(r"open|reconstit|mix|dissol|transport|ship|long[- ]term", flat):
        # Degrees may be negative: they are compared in kelvin.
        yield "storage", min(ends) + 273.15, max(ends) + 273.15


def _size(flat: str) -> Stated:
    if found := amounts.sizes(flat):
        yield "size", *found


def _acidity(flat: str) -> Stated:
    if (ph := amounts.acidity(flat)) is not None:
        yield "ph", ph, ph


_VALUES: Mapping[str, Callable[[str], Stated]] = {
    "particles": _particles, "period": _period, "temperature": _temperature, "size": _size, "ph": _acidity,
}  # fmt: skip


def _value(card: LabelCard, told: _Told) -> str | None:
    """The declared value of a sentence, in one notation."""
    flat = told.flat
    match card.value:
        case "source":
            return told.claim.slots.donor or (told.claim.slots.species if told.claim.slots.species != "unknown" else None)
        case "particles":
            return next((a.text for a in amounts.concentrations(flat)), None)
        case "period":
            return amounts.period(flat)
        case "temperature":
            return " to ".join(f"{t:g}" for t in amounts.temperatures(flat)) + " °C" if amounts.temperatures(flat) else None
        case "size":
            ends = amounts.sizes(flat)
            return None if ends is None else " to ".join(dict.fromkeys(f"{e:g}" for e in ends)) + " nm"
        case "ph":
            ph = amounts.acidity(flat)
            return None if ph is None else f"pH {ph:g}"
        case "price":
            price = next(amounts.prices(told.claim.text), None)
            return None if price is None else price.text
        case _:
            return None


def _match(item: str, page: Page, told: Sequence[_Told]) -> LabelItem:
    found = _listed(page)
    if found is None:
        return LabelItem(item, "missing")
    named = found.vesicles or found.hidden
    if not named:
        return LabelItem(item, "missing", _cut(found.text), found.start, "no vesicle in the list")
    return LabelItem(item, "declared" if found.vesicles else "partial", _cut(found.text), found.start, named[0].name)


def _order(item: str, page: Page, told: Sequence[_Told]) -> LabelItem:
    found = _listed(page)
    named = found.vesicles or found.hidden if found is not None else ()
    if found is None or not named:
        return LabelItem(item, "missing")
    return LabelItem(item, "declared", _cut(found.text), found.start, found.order(named[0]))


def _hidden(item: str, page: Page, told: Sequence[_Told]) -> LabelItem:
    found = _listed(page)
    human = [i for i in found.ingredients if i.human] if found is not None else []
    plant = [t for t in told if t.own and (t.claim.slots.species == "plant" or _PLANT.search(t.flat)) and not _HUMAN.search(t.flat)]
    if not human or not plant:
        return LabelItem(item, "missing")
    return LabelItem(item, "declared", f"{plant[0].claim.text} / {human[0].name}", plant[0].claim.start, human[0].name)


def _resolves(item: str, page: Page, told: Sequence[_Told]) -> LabelItem:
    listed = [r for r in reference.references(page) if r.listed]
    if not listed:
        return LabelItem(item, "missing")
    traced = [r for r in listed if r.doi or _WORK.search(r.text)]
    status: Status = "declared" if len(traced) == len(listed) else "partial"
    return LabelItem(item, status, _cut(listed[0].text), listed[0].start, f"{len(traced)} of {len(listed)} with a DOI or number")


def _used(item: str, page: Page, told: Sequence[_Told]) -> LabelItem:
    found = reference.references(page)
    listed, absent = [r for r in found if r.listed], [r for r in found if not r.listed]
    if not found:
        return LabelItem(item, "not_applicable")
    never = [r for r in listed if not r.cited]
    if absent:
        return LabelItem(item, "contradictory", _cut(absent[0].text), None, f"{len(absent)} cited and not in the list")
    status: Status = "declared" if not never else "partial" if len(never) < len(listed) else "missing"
    return LabelItem(item, status, _cut(listed[0].text), listed[0].start, f"{len(never)} of {len(listed)} never cited")


_STRUCTURES: Mapping[str, Callable[[str, Page, Sequence[_Told]], LabelItem]] = {
    "inci_match": _match, "inci_order": _order, "hidden_human": _hidden,
    "reference_resolves": _resolves, "reference_used": _used,
}  # fmt: skip


@lru_cache(maxsize=4)
def _listed(page: Page) -> inci.IngredientList | None:
    return inci.read(page)


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 240 else flat[:239].rsplit(" ", 1)[0] + "…"
