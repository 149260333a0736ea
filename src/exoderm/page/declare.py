"""What a page declares about its product, as a scenario that can be run. Silence stays "undeclared": a wide prior.

A declared value is kept only where the scenario's own field takes it; what is not used is told in a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from exoderm import units
from exoderm.bounds import UNDECLARED
from exoderm.library.terms import ROUTE_WORDS, Route
from exoderm.library.value import Frozen
from exoderm.page import amounts, known, way
from exoderm.page.concentrations import FEWEST, particles_per_ml
from exoderm.page.cues import flatten
from exoderm.page.page import Claim, LabelItem, Page
from exoderm.page.way import PLAIN, own
from exoderm.scenario import SCHEMA, Dose, Product, Spell

_VIAL = re.compile(r"\b(?:vial|bottle|ampoule)s?\b")
_HOLDS = re.compile(r"\b(?:vial|bottle|ampoule|serum|jar|tube|net|volume|content|pump|pack|size)s?\b")


@dataclass(frozen=True)
class Declaration:
    """A page's declarations as a scenario, with the words that made them and what was found but not used."""

    scenario: dict[str, Any]
    """The plain mapping of ``exoderm/scenario/1``; what the page does not state is "undeclared"."""
    route: Route
    """How the page says that its product is used, also where no card knows that way; "unknown" where it does not."""
    words: tuple[tuple[str, str], ...]
    """Which passage declared which path of the scenario."""
    notes: tuple[str, ...]
    """What was found and not used, or derived from what was found, in sentences."""

    @property
    def unmodelled(self) -> bool:
        """Whether the page names a way of use that no card knows: then there is nothing to run."""
        return self.route != "unknown" and self.scenario["route"]["card"] == UNDECLARED


@dataclass
class _Found:
    """What gathers while a page is read."""

    words: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take(self, path: str, passage: str) -> None:
        self.words.append((path, passage))

    def fits(self, record: type[Frozen], name: str, value: object, say: str, passage: str) -> bool:
        """Whether the scenario's field takes a value; else a note says why not."""
        why = known.refusal(record, name, value)
        if why is not None:
            self.notes.append(f"Not used: {say} ({_short(passage)}). {why[0].upper()}{why[1:]}.")
        return why is None


def _short(passage: str) -> str:
    flat = " ".join(passage.split())
    return f"“{flat}”" if len(flat) <= 80 else f"“{flat[:77]}…”"


def read(page: Page, claims: Sequence[Claim], label: Sequence[LabelItem], cards: Path | None = None) -> Declaration:
    """What a page declares, what its words were, and what of them was not used.

    Parameters
    ----------
    page, claims, label: the page as it was read.
    cards: a folder of cards of one's own, beside the package's: a route card of it makes that way of use known.
    """
    found = _Found()
    status = {item.item: item for item in label}
    own = [c for c in claims if c.role not in ("nav", "reference", "question") and c.certainty != "negated"]
    volume = _volume(own, found)
    product: dict[str, Any] = {
        "donor": _donor(status, own, found, cards),
        "concentration": _concentration(status, own, volume, found),
        "volume": volume,
        "container": _container(own, found),
        "carrier": _carrier(own, found),
        "ph": _acidity(own, found),
    }
    told = way.stated(status.get("route_declared"), own)
    card, person = _way(told, found, cards)
    scenario: dict[str, Any] = {
        "schema": SCHEMA,
        "name": re.sub(r"[^\w.-]+", "_", page.name.rsplit("/", 1)[-1]).strip("_")[:80] or "page",
        "product": product,
        "storage": _storage(status, found),
        "route": {"card": card},
        "person": person,
    }
    if (dose := _dose(volume, found)) is not None:
        scenario["dose"] = {"volume": dose}
    route = told.slots.route if told is not None else "unknown"
    return Declaration(scenario, route, tuple(found.words), tuple(dict.fromkeys(found.notes)))


def declare(page: Page, claims: Sequence[Claim], label: Sequence[LabelItem]) -> dict[str, Any]:
    """The scenario that a page declares, as the plain mapping of ``exoderm/scenario/1``.

    Every product field that the page does not state is "undeclared". Nothing is guessed from what is usual.
    """
    return read(page, claims, label).scenario


def declared_words(page: Page, claims: Sequence[Claim], label: Sequence[LabelItem]) -> tuple[tuple[str, str], ...]:
    """Which words of the page declared which path of the scenario: pairs (path, passage)."""
    return read(page, claims, label).words


def _donor(status: dict[str, LabelItem], claims: Sequence[Claim], found: _Found, cards: Path | None) -> str:
    item = status.get("origin_species")
    if item is None or item.status != "declared" or item.passage is None:
        return UNDECLARED
    unknown: dict[str, Claim] = {}
    for claim in [c for c in claims if c.text == item.passage] + list(claims):
        donor = claim.slots.donor
        if donor in (None, *unknown) or "donor" in claim.slots.inherited or not own().search(flatten(claim.text)):
            continue
        card = known.donor_card(donor, cards)
        if card is not None:
            found.take("product.donor", claim.text)
            return card
        unknown[str(donor)] = claim
    for donor, claim in unknown.items():
        found.notes.append(f"Not used: the source {donor} ({_short(claim.text)}). No donor card knows it.")
    return UNDECLARED


def _volume(claims: Sequence[Claim], found: _Found) -> str:
    for claim in claims:
        flat = flatten(claim.text)
        if not _HOLDS.search(flat) and len(flat.split()) > 4:
            continue
        for millilitres in amounts.volumes(flat):
            text = f"{millilitres:g} mL"
            if found.fits(Product, "volume", text, f"a content of {text}", claim.text):
                found.take("product.volume", claim.text)
                return text
    return UNDECLARED


def _dose(volume: str, found: _Found) -> str | None:
    """One dose, where the usual one is more than the declared vial holds: then the whole vial."""
    usual = str(Dose.model_fields["volume"].default)
    if volume == UNDECLARED or units.read(volume, "mL") >= units.read(usual, "mL"):
        return None
    found.take("dose.volume", dict(found.words)["product.volume"])
    found.notes.append(
        f"One dose is taken to be the whole content of {volume}, as the usual {usual} is more than that."
    )
    return volume


def _concentration(status: dict[str, LabelItem], claims: Sequence[Claim], volume: str, found: _Found) -> str:
    item = status.get("dose_particles")
    if item is None or item.status not in ("declared", "partial") or item.passage is None:
        return UNDECLARED
    for per_ml, passage in _stated(item, claims, volume):
        text = f"{per_ml:.3g} particle/mL".replace("e+", "e")
        if found.fits(Product, "concentration", text, f"a concentration of {text}", passage):
            found.take("product.concentration", passage)
            return text
    return UNDECLARED


LABEL_WORDS = 12
"""A count in a line this short, on the page of a product, is a line of its label even where it names no product."""


def _stated(item: LabelItem, claims: Sequence[Claim], volume: str) -> Iterator[tuple[float, str]]:
    """Concentrations per mL; a count per vial becomes one only where the vial's volume is declared too."""
    direct = particles_per_ml(item.passage or "")
    passage = item.passage or ""
    terse = len(passage.split()) <= LABEL_WORDS
    if direct and (item.status == "declared" or terse):
        yield direct, passage
    if volume == UNDECLARED:
        return
    millilitres = units.read(volume, "mL")
    for claim in claims:
        flat = flatten(claim.text)
        if _VIAL.search(flat):
            yield from ((count / millilitres, claim.text) for count in amounts.counts(flat) if count >= FEWEST)


def _carrier(claims: Sequence[Claim], found: _Found) -> str:
    for claim in claims:
        if re.search(r"\b(?:our|this|the) (?:\w+ ){0,3}serum\b|^serum\b|\bserum,? \d+ ?ml", flatten(claim.text)):
            found.take("product.carrier", claim.text)
            return "serum"
    return UNDECLARED


def _container(claims: Sequence[Claim], found: _Found) -> str:
    for claim in claims:
        flat = flatten(claim.text)
        for card, pattern in (("lobind", r"\b(?:lo-?bind|low[- ]bind\w*)\b"), ("polypropylene", r"\bpolypropylene\b")):
            if re.search(pattern, flat):
                found.take("product.container", claim.text)
                return card
    return UNDECLARED


def _acidity(claims: Sequence[Claim], found: _Found) -> Any:
    for claim in claims:
        flat = flatten(claim.text)
        ph = amounts.acidity(flat) if own().search(flat) else None
        if ph is not None and found.fits(Product, "ph", ph, f"a pH of {ph:g}", claim.text):
            found.take("product.ph", claim.text)
            return ph
    return UNDECLARED


def _storage(status: dict[str, LabelItem], found: _Found) -> Any:
    """Storage history: closed, for a time that no label can know, then opened for as long as the page allows."""
    item = status.get("storage")
    if item is None or item.status != "declared" or item.passage is None:
        return UNDECLARED
    temperature = _temperature(item.passage, found)
    if temperature == UNDECLARED:
        return UNDECLARED
    history = [{"temperature": temperature, "duration": UNDECLARED}]
    opened = status.get("after_opening")
    if opened is not None and opened.status == "declared" and opened.passage:
        period = amounts.period(flatten(opened.passage))
        if period and found.fits(Spell, "duration", period, f"a time of {period[:40]}", opened.passage):
            found.take("storage.1.duration", opened.passage)
            # What is frozen is thawed or dissolved before use, at a temperature that the page would have to state.
            kept = UNDECLARED if temperature.startswith("-") else temperature
            history.append({"temperature": kept, "duration": period})
    return history


def _temperature(passage: str, found: _Found) -> str:
    flat = flatten(passage)
    ends = amounts.temperatures(flat)
    if ends:
        if all(found.fits(Spell, "temperature", f"{t:g} degC", f"a storage at {t:g} °C", passage) for t in ends):
            found.take("storage", passage)
            return f"{sum(ends) / len(ends):g} degC"
        return UNDECLARED
    named = "4 degC" if re.search(r"fridge|refrigerat", flat) else "22 degC" if "room temperature" in flat else None
    if named:
        found.take("storage", passage)
    return named or UNDECLARED


def _way(told: Claim | None, found: _Found, cards: Path | None) -> tuple[str, dict[str, str]]:
    """The route card of a stated way of use and what it asks of the skin; both open where no card knows that way."""
    if told is None:
        return UNDECLARED, {}
    route = told.slots.route
    condition = known.condition_card(route, flatten(told.text), cards)
    card = known.route_card(PLAIN if condition else route, cards, flatten(told.text))
    if card is None:
        found.notes.append(f"Nobody has modelled this way of use here yet: {ROUTE_WORDS[route]} ({_short(told.text)}).")
        return UNDECLARED, {}
    found.take("route.card", told.text)
    condition = condition or known.skin_under(card, cards)
    if condition:
        found.take("person.condition", told.text)
    return card, {"condition": condition} if condition else {}


def runnable(declared: Mapping[str, Any]) -> dict[str, Any]:
    """A declared scenario with a stated default where a scenario cannot be silent: route and content of the vial.

    Nothing said of needles, lasers or injection: the plainest way of use stands for the silence. Both are left out
    here, so that the run lists them among its defaults.
    """
    data = dict(declared)
    if data.get("route", {}).get("card", UNDECLARED) == UNDECLARED:
        data.pop("route", None)
    if data.get("product", {}).get("volume") == UNDECLARED:
        data["product"] = {key: value for key, value in data["product"].items() if key != "volume"}
    return data
