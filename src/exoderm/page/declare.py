"""What a page declares about its product, as a scenario that can be run. Silence stays "undeclared": a wide prior."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from exoderm.page.cues import flatten
from exoderm.page.label import particles_per_ml
from exoderm.page.page import Claim, LabelItem, Page

UNDECLARED = "undeclared"
SCHEMA = "exoderm/scenario/1"

_ROUTES = {
    "topical_intact": "topical",
    "topical_compromised": "topical",
    "microneedle": "microneedle_roller",
    "injection": "intradermal",
}
_VOLUME = re.compile(r"\b(\d+(?:[.,]\d+)?) ?(ml|millilit(?:er|re)s?|fl\.? ?oz)\b(?! ?(?:of water|per))")
_COUNT = re.compile(
    r"(\d+(?:[.,]\d+)?)(?: ?(?:x|×) ?10 ?\^?(\d+)|e(\d+))? ?(billion|trillion|million|"
    r"bn)? (?:[\w-]+ ){0,4}(?:exosomes?|particles?|vesicles?|evs)\b"
    r"(?: ?(?:/|per|in each|in every|a) ?(?:vial|bottle|ampoule))?"
)
_TEMPERATURE = re.compile(r"(-? ?\d+)(?: ?(?:-|to|and) ?(-?\d+))? ?(?:°|degrees? ?)(?: ?c\b|celsius)?")
_PH = re.compile(r"\bph ?(?:of |is |=|:)? ?(\d{1,2}(?:[.,]\d+)?)")
_OWN = re.compile(
    r"\b(?:our|we|this|the|each|every|contains?|source|origin|derived|concentration|store|keep|apply|use|"
    r"volume|ingredients?)\b|^\d"
)


def declare(page: Page, claims: Sequence[Claim], label: Sequence[LabelItem]) -> dict[str, Any]:
    """The scenario that a page declares, as the plain mapping of ``exoderm/scenario/1``.

    Every product field that the page does not state is "undeclared". Nothing is guessed from what is usual.
    """
    return _read(page, claims, label)[0]


def declared_words(page: Page, claims: Sequence[Claim], label: Sequence[LabelItem]) -> tuple[tuple[str, str], ...]:
    """Which words of the page declared which path of the scenario: pairs (path, passage)."""
    return _read(page, claims, label)[1]


def _read(
    page: Page, claims: Sequence[Claim], label: Sequence[LabelItem]
) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
    words: list[tuple[str, str]] = []
    status = {item.item: item for item in label}
    own = [c for c in claims if c.role not in ("nav", "reference", "question") and c.certainty != "negated"]
    product: dict[str, Any] = {
        "donor": _donor(status, own, words),
        "concentration": UNDECLARED,
        "volume": UNDECLARED,
        "container": UNDECLARED,
        "carrier": UNDECLARED,
        "ph": UNDECLARED,
    }
    product["volume"] = _volume(own, words)
    product["concentration"] = _concentration(status, own, product["volume"], words)
    product["carrier"] = _carrier(own, words)
    product["container"] = _container(own, words)
    for claim in own:
        if (hit := _PH.search(flatten(claim.text))) and _OWN.search(flatten(claim.text)):
            product["ph"] = float(hit.group(1).replace(",", "."))
            words.append(("product.ph", claim.text))
            break
    scenario: dict[str, Any] = {
        "schema": SCHEMA,
        "name": re.sub(r"[^\w.-]+", "_", page.name.rsplit("/", 1)[-1]).strip("_")[:80] or "page",
        "product": product,
        "storage": _storage(status, words),
        "route": {"card": _route(status, own, words)},
        "person": {},
    }
    return scenario, tuple(words)


def _donor(status: dict[str, LabelItem], claims: Sequence[Claim], words: list[tuple[str, str]]) -> str:
    item = status.get("origin_species")
    if item is None or item.status != "declared" or item.passage is None:
        return UNDECLARED
    for claim in [c for c in claims if c.text == item.passage] + list(claims):
        found = {"umbilical cord": "msc_umbilical", "ginger": "ginger"}.get(claim.slots.donor or "")
        if found and _OWN.search(flatten(claim.text)) and "donor" not in claim.slots.inherited:
            words.append(("product.donor", claim.text))
            return found
    return UNDECLARED


def _volume(claims: Sequence[Claim], words: list[tuple[str, str]]) -> str:
    for claim in claims:
        flat = flatten(claim.text)
        for hit in _VOLUME.finditer(flat):
            if re.search(r"(?:/|per) ?$", flat[: hit.start()]) or re.search(
                r"particles|exosomes ?$", flat[max(0, hit.start() - 12) : hit.start()]
            ):
                continue
            if (
                not re.search(r"\b(?:vial|bottle|ampoule|serum|jar|tube|net|volume|content|pump|pack|size)s?\b", flat)
                and len(flat.split()) > 4
            ):
                continue
            value = float(hit.group(1).replace(",", "."))
            millilitres = value * 29.57 if "oz" in hit.group(2) else value
            words.append(("product.volume", claim.text))
            return f"{millilitres:g} mL"
    return UNDECLARED


def _concentration(
    status: dict[str, LabelItem], claims: Sequence[Claim], volume: str, words: list[tuple[str, str]]
) -> str:
    item = status.get("dose_particles")
    if item is None or item.status not in ("declared", "partial") or item.passage is None:
        return UNDECLARED
    direct = particles_per_ml(item.passage)
    if item.status == "declared" and direct:
        words.append(("product.concentration", item.passage))
        return _particles(direct)
    # A count per vial becomes a concentration only where the vial's volume is declared too.
    for claim in claims:
        hit = _COUNT.search(flatten(claim.text))
        if hit and volume != UNDECLARED and re.search(r"\b(?:vial|bottle|ampoule)\b", flatten(claim.text)):
            scale = {"billion": 1e9, "bn": 1e9, "trillion": 1e12, "million": 1e6}.get(hit.group(4) or "", 1.0)
            power = min(int(hit.group(2) or hit.group(3) or 0), 20)
            count = float(hit.group(1).replace(",", ".")) * 10.0**power * scale
            millilitres = float(volume.split()[0])
            if millilitres > 0:
                words.append(("product.concentration", claim.text))
                return _particles(count / millilitres)
    return UNDECLARED


def _particles(per_ml: float) -> str:
    return f"{per_ml:.3g} particle/mL".replace("e+", "e")


def _carrier(claims: Sequence[Claim], words: list[tuple[str, str]]) -> str:
    for claim in claims:
        if re.search(r"\b(?:our|this|the) (?:\w+ ){0,3}serum\b|^serum\b|\bserum,? \d+ ?ml", flatten(claim.text)):
            words.append(("product.carrier", claim.text))
            return "serum"
    return UNDECLARED


def _container(claims: Sequence[Claim], words: list[tuple[str, str]]) -> str:
    for claim in claims:
        flat = flatten(claim.text)
        for card, pattern in (("lobind", r"\b(?:lo-?bind|low[- ]bind\w*)\b"), ("polypropylene", r"\bpolypropylene\b")):
            if re.search(pattern, flat):
                words.append(("product.container", claim.text))
                return card
    return UNDECLARED


def _storage(status: dict[str, LabelItem], words: list[tuple[str, str]]) -> Any:
    """Storage history: closed, for a time that no label can know, then opened for as long as the page allows."""
    item = status.get("storage")
    if item is None or item.status != "declared" or item.passage is None:
        return UNDECLARED
    flat = flatten(item.passage)
    hit = _TEMPERATURE.search(flat)
    if hit:
        low = float(hit.group(1).replace(" ", ""))
        high = float(hit.group(2)) if hit.group(2) else low
        temperature = f"{(low + high) / 2:g} degC"
    elif re.search(r"fridge|refrigerat", flat):
        temperature = "4 degC"
    elif "room temperature" in flat:
        temperature = "22 degC"
    else:
        return UNDECLARED
    words.append(("storage", item.passage))
    history = [{"temperature": temperature, "duration": UNDECLARED}]
    opened = status.get("after_opening")
    if opened is not None and opened.status == "declared" and opened.passage:
        period = re.search(r"(\d+) ?(hour|day|week|month)", flatten(opened.passage))
        if period:
            # What is frozen is thawed or dissolved before use, at a temperature that the page would have to state.
            kept = UNDECLARED if temperature.startswith("-") else temperature
            history.append({"temperature": kept, "duration": f"{period.group(1)} {period.group(2)}"})
            words.append(("storage.1.duration", opened.passage))
    return history


def _route(status: dict[str, LabelItem], claims: Sequence[Claim], words: list[tuple[str, str]]) -> str:
    """Route of the page's own product: where it is told how to use it, else the most often named of our three."""
    item = status.get("route")
    passages = [c for c in claims if item is not None and item.passage == c.text]
    for claim in passages + [c for c in claims if c.claim_type == "usage"]:
        card = _ROUTES.get(claim.slots.route)
        if card and "route" not in claim.slots.inherited:
            words.append(("route.card", claim.text))
            return card
    counts: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.claim_type in ("safety", "regulation", "evidence", "market", None):
            continue
        card = _ROUTES.get(claim.slots.route)
        if card and "route" not in claim.slots.inherited and _OWN.search(flatten(claim.text)):
            counts.setdefault(card, []).append(claim)
    if not counts:
        return UNDECLARED
    best = max(counts, key=lambda card: len(counts[card]))
    words.append(("route.card", counts[best][0].text))
    return best
