"""The label audit: what a page declares about its own product, what it only hints at, and what it keeps silent.

Fourteen questions (``data/label/*.yaml``) were chosen from the fifty-nine of the full checklist: those whose silence
leaves a wide prior in the scenario (origin, dose and its basis, purity, size, isolation, stabilisation, storage, age
after opening, route), and those without which neither lawfulness nor benefit can be judged (category, sterility, trial
of this product).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal

from exoderm.errors import CardError
from exoderm.library import yamlfile
from exoderm.page import files
from exoderm.page.cues import flatten
from exoderm.page.page import Claim, LabelItem, Page

Status = Literal["declared", "partial", "missing", "contradictory", "not_applicable"]


@dataclass(frozen=True)
class LabelCard:
    """One question of the audit: in plain words, why it matters, and which path of the scenario silence leaves open."""

    id: str
    order: int
    question: str
    why: str
    costs: str | None
    """Scenario path that stays undeclared, such as ``product.concentration``; ``None`` where no run depends on it."""
    cost_words: str
    words: tuple[str, ...]
    partial: tuple[str, ...]
    context: tuple[str, ...]
    generic: bool
    """An instruction ("store it cold") declares it too, without naming the product."""
    examples: Mapping[str, tuple[str, ...]]

    @cached_property
    def full(self) -> re.Pattern[str]:
        return re.compile(r"(?<![\w-])(?:" + "|".join(self.words) + r")(?!\w)")

    @cached_property
    def hint(self) -> re.Pattern[str]:
        return re.compile(r"(?<![\w-])(?:" + "|".join(self.partial) + r")(?!\w)")

    @cached_property
    def near(self) -> re.Pattern[str] | None:
        return re.compile("|".join(self.context)) if self.context else None


_KEYS = {"order", "question", "why", "costs", "cost_words", "words", "partial", "context", "generic", "examples"}


@lru_cache(maxsize=1)
def cards() -> tuple[LabelCard, ...]:
    """All questions in their order."""
    return tuple(sorted((_read(name, path) for name, path in files.own("label").items()), key=lambda card: card.order))


def _read(name: str, path: Any) -> LabelCard:
    data = yamlfile.read(path, "label card")
    if odd := set(data) - _KEYS:
        raise CardError(
            f"unknown key {sorted(odd)[0]}", where=f"label/{name}.yaml", why=f"known: {', '.join(sorted(_KEYS))}"
        )
    return LabelCard(
        id=name, order=int(data["order"]), question=data["question"], why=data["why"], costs=data["costs"],
        cost_words=data["cost_words"], words=tuple(data["words"]), partial=tuple(data["partial"]),
        context=tuple(data.get("context", ())), generic=bool(data.get("generic", False)),
        examples={key: tuple(value) for key, value in data["examples"].items()},
    )  # fmt: skip


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
_HUMAN = re.compile(r"\b(?:human|umbilical|adipose|placent\w+|amnio\w+|wharton'?s)\b")
_PLANT = re.compile(r"\b(?:plant|vegan|botanical|ginger|centella|rosa|ginseng|aloe|broccoli|grape)\b")
_ADVISES = re.compile(
    r"^(?:ask|check|look for|make sure|choose|find out|whether|confirm|prefer|avoid products)\b|\b(?:whether|"
    r"ask (?:for|your)|make sure)\b"
)
_SMALL = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_LARGE = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_PER_ML = re.compile(
    r"(\d+(?:[.,]\d+)?)(?: ?(?:x|×) ?10 ?\^?(\d+)|e(\d+))? ?(billion|trillion|million|"
    r"bn)?(?: \w+){0,3}? ?(?:/|per) ?(?:ml|millilit(?:er|re))\b"
)


def offers(page: Page) -> bool:
    """Whether a page offers a product or a treatment of its own, rather than writing about others'."""
    return bool(_OFFER.search(page.text))


def read_label(page: Page, claims: Sequence[Claim]) -> tuple[LabelItem, ...]:
    """The audit of one page. A page that offers nothing has no label: its silence is then not applicable."""
    selling = offers(page)
    usable = [c for c in claims if c.role not in ("nav", "reference", "question")]
    items = tuple(_answer(card, usable, selling) for card in cards())
    return tuple(_contradiction(item, usable) or item for item in items)


def _answer(card: LabelCard, claims: Sequence[Claim], selling: bool) -> LabelItem:
    hint: Claim | None = None
    own = False
    for claim in claims:
        flat = flatten(claim.text)
        # "Our vesicles come from ... They are isolated by ...": a pronoun goes on speaking of the product before it.
        own = bool(_OWN.search(flat)) or (own and bool(_GOES_ON.match(flat)))
        status = judge(card, claim, own)
        if status == "declared" and selling:
            return LabelItem(card.id, "declared", claim.text, claim.start)
        if status != "missing" and hint is None:
            hint = claim
    if hint is not None and selling:
        return LabelItem(card.id, "partial", hint.text, hint.start)
    return LabelItem(card.id, "missing" if selling else "not_applicable")


def judge(card: LabelCard, claim: Claim, own: bool = False) -> Status:
    """What one sentence contributes to one question: declared, partial, or missing.

    ``own`` says that the sentence is known to speak of the page's own product though it does not name it.
    """
    flat = flatten(claim.text)
    if _ADVISES.search(flat) or (claim.certainty == "negated" and card.id not in ("route", "legal_category")):
        return "missing"
    if card.near is not None and not card.near.search(flat):
        return "missing"
    own = own or bool(_OWN.search(flat)) or card.generic
    if card.full.search(flat):
        return "declared" if own else "partial"
    return "partial" if own and card.hint.search(flat) else "missing"


def _contradiction(item: LabelItem, claims: Sequence[Claim]) -> LabelItem | None:
    """Two declarations of the page's own that cannot both hold."""
    own = [c for c in claims if _OWN.search(flatten(c.text)) and c.certainty != "negated"]
    if item.item == "origin_species":
        human = [
            c
            for c in own
            if c.slots.species == "human" and "species" not in c.slots.inherited and _HUMAN.search(flatten(c.text))
        ]
        plant = [
            c
            for c in own
            if c.slots.species == "plant" and "species" not in c.slots.inherited and _PLANT.search(flatten(c.text))
        ]
        if human and plant:
            return LabelItem(item.item, "contradictory", f"{human[0].text} / {plant[0].text}", human[0].start)
    if item.item == "dose_particles":
        values = {particles_per_ml(c.text): c for c in own if particles_per_ml(c.text)}
        if len(values) > 1:
            first, second = list(values.values())[:2]
            return LabelItem(item.item, "contradictory", f"{first.text} / {second.text}", first.start)
    if item.item in ("route", "legal_category"):
        cosmetic = [
            c for c in own if re.search(r"\bcosmetic\b", flatten(c.text)) and "cosmetic clinic" not in flatten(c.text)
        ]
        injected = [c for c in own if c.slots.route == "injection" and "route" not in c.slots.inherited]
        if cosmetic and injected:
            return LabelItem(item.item, "contradictory", f"{cosmetic[0].text} / {injected[0].text}", cosmetic[0].start)
    return None


def particles_per_ml(text: str) -> float | None:
    """A stated number concentration in particles per millilitre, ``None`` where the text gives none."""
    flat = flatten(_SMALL.sub(lambda run: "^" + run.group().translate(_LARGE), text))
    hit = _PER_ML.search(flat)
    if hit is None or not re.search(r"exosom|particle|vesicle|\bevs?\b", flat):
        return None
    value = float(hit.group(1).replace(",", "."))
    power = int(hit.group(2) or hit.group(3) or 0)
    value *= 10.0 ** min(power, 20)
    return value * {"billion": 1e9, "bn": 1e9, "trillion": 1e12, "million": 1e6}.get(hit.group(4) or "", 1.0)
