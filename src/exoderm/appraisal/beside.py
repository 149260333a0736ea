"""What stands beside the verdicts and is never averaged into them: law, safety, silence, questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from exoderm.appraisal import lawbook, risk_names
from exoderm.appraisal.context import Context
from exoderm.appraisal.references import Looked
from exoderm.evidence import law as law_cards
from exoderm.evidence import risk as risk_cards
from exoderm.evidence.law import Bearing, Code, Trigger
from exoderm.page import label_cards
from exoderm.page.page import Claim, LabelItem, Page, Status

_SHOWN = 3
"""Rules shown per place, strictest first."""
_PLACES = 8
"""Places shown at most."""


@dataclass(frozen=True)
class LawLine:
    """What one rule says of the product as the page describes it, with its date."""

    jurisdiction: str
    code: Code
    bearing: Bearing
    statement: str
    law: str | None
    as_of: str | None
    stale: bool
    source: str | None


@dataclass(frozen=True)
class SafetyLine:
    """A risk that bears on such a product, and whether the page names it."""

    id: str
    risk: str
    known: str
    named_on_page: bool
    statement: str
    source: tuple[str, ...]


def law_lines(claims: Sequence[Claim], context: Context, page: Page | None = None) -> tuple[LawLine, ...]:
    """The rules that bear on the page's product, place by place (:func:`places`); without a record, "unknown"."""
    lines: list[LawLine] = []
    for place in places(claims, page):
        found = law_cards.status(
            place,
            context.species,
            context.route,
            _use(context),
            context.today,
            _triggers(claims, context),
            context.laws,
        )
        lines += [
            LawLine(
                f.jurisdiction,
                f.code,
                f.bearing,
                f.statement,
                f.law,
                f.as_of,
                f.stale,
                f.source.url or f.source.title if f.source else None,
            )
            for f in found[:_SHOWN]
        ]
    return tuple(lines)


def places(claims: Sequence[Claim], page: Page | None = None) -> tuple[str, ...]:
    """Places whose law stands beside a page: those that it names, else those that its money suggests, else the usual.

    Countries, peoples and authorities name a place. Prices only hint at one, so that they count where nothing is named.
    """
    texts = [c.text for c in claims] + ([s.text for s in page.sentences] if page else [])
    named = tuple(dict.fromkeys(p for text in texts for p in lawbook.places(text)))
    hinted = lawbook.hinted(page.text) if page and not named else ()
    return (named or hinted or lawbook.standing())[:_PLACES]


def _use(context: Context) -> Literal["cosmetic", "medicinal", "unknown"]:
    """What the product is meant for, by its way in: the words of its claims may still call down other rules."""
    if not context.product or context.route == "unknown":
        return "unknown"
    return "medicinal" if context.route in ("injection", "intravenous", "intramuscular", "oral") else "cosmetic"


def _triggers(claims: Sequence[Claim], context: Context) -> tuple[Trigger, ...]:
    """What the page's own words call down: disease treated, body changed, approval boasted of, human origin."""
    found: dict[Trigger, None] = {}
    for claim in claims:
        if claim.reported or claim.certainty == "negated":
            continue
        ideas = claim.ideas
        if claim.claim_family in ("wound", "other-medical", "acne"):
            found["disease"] = None
        if claim.claim_type in ("efficacy", "mechanism") and ideas.has("cell_effect"):
            found["structure_function"] = None
        if ideas.says("approved"):
            found["approval"] = None
        if ideas.says("registered") and ideas.has("authority"):
            found["listing"] = None
        if "proof" in claim.slots.promises:
            found["proof"] = None
    if context.species == "human":
        found["human_origin"] = None
    return tuple(found)


def safety_lines(page: Page, claims: Sequence[Claim], context: Context) -> tuple[SafetyLine, ...]:
    """Risks of such a route and source, those that were reported first, each with whether the page names it.

    Where a page calls its product a plant's and names human material, that is a risk of its own.
    """
    risks = list(risk_cards.relevant(context.route, context.species, context.risks))
    crossed = context.risks.get("plant_with_human") if context.clash else None
    if crossed is not None and crossed not in risks:
        risks.append(crossed)
    named = risk_names.named(page, claims, context.risks.values())
    return tuple(
        SafetyLine(
            r.id,
            r.title,
            r.known,
            r.id in named,
            r.statement,
            (*r.studies, *r.laws),
        )
        for r in risks
    )


def questions(context: Context) -> tuple[str, ...]:
    """What a reader can ask: of each item that the page leaves out, half says, or had better not say."""
    declarations = _cards(context, ("missing", "contradictory", "partial"), "declaration")
    said = _cards(context, ("declared", "partial", "contradictory"), "warning")
    asked = [card for card in label_cards.cards() if card in declarations or card in said]
    return tuple(card.ask for card in asked)


def silence(context: Context) -> tuple[str, ...]:
    """What the page keeps to itself, in plain words."""
    return tuple(card.silent or "" for card in _cards(context, ("missing",), "declaration"))


def checked(items: Sequence[LabelItem], looked: Sequence[Looked]) -> tuple[LabelItem, ...]:
    """The audit with what became of the page's references: what a public record contradicts is a contradiction.

    A reference that could not be confirmed is no proof against the page: it leaves the item partial.
    """
    listed = [entry for entry in looked if entry.reference.listed]
    if not listed:
        return tuple(items)
    wrong = [entry for entry in listed if entry.status == "contradicted"]
    sure = sum(entry.status == "confirmed" for entry in listed)
    status: Status = "contradictory" if wrong else "declared" if sure == len(listed) else "partial"
    first = (wrong or listed)[0].reference
    answer = LabelItem(
        "reference_resolves", status, " ".join(first.text.split())[:240], first.start,
        f"{sure} of {len(listed)} confirmed, {len(wrong)} contradicted",
    )  # fmt: skip
    return tuple(answer if i.item == answer.item and i.status != "not_applicable" else i for i in items)


def _cards(context: Context, statuses: tuple[str, ...], kind: label_cards.Kind) -> list[label_cards.LabelCard]:
    """Label cards in their order whose answer on this page is one of the statuses."""
    found = {item.item for item in context.label if item.status in statuses}
    return [card for card in label_cards.cards() if card.id in found and card.kind == kind]
