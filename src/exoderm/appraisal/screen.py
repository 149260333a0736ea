"""A scenario held against risks and law: what is on record, what cannot be ruled out, what nobody knows. Never advice.

What a scenario leaves open rules nothing out: an unknown source meets every risk of every source, and a rule that turns
on it "depends". The people whom a risk concerns are asked after, since a scenario does not know its person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast, get_args

from exoderm import __version__
from exoderm.appraisal import lawbook
from exoderm.bounds import UNDECLARED
from exoderm.evidence import law as law_cards
from exoderm.evidence import risk as risk_cards
from exoderm.evidence.law import Law, LawFinding
from exoderm.evidence.risk import Risk
from exoderm.evidence.sources import Source
from exoderm.library import card
from exoderm.library.terms import Preparation, Route, Species
from exoderm.scenario import Scenario

SCHEMA = "exoderm/screen/1"

Use = Literal["cosmetic", "medicinal", "research", "unknown"]
USES: tuple[Use, ...] = get_args(Use)

NOT_ADVICE = (
    "Not a recommendation: it says what is on record, not what to do. That a risk or a rule is not listed does not "
    "mean that there is none."
)
KNOWN_WORDS: Mapping[str, str] = {
    "reported": "reported with vesicles",
    "reported_for_class": "reported for a wider class of products",
    "reported_elsewhere": "reported with a neighbouring product or procedure",
    "alleged": "told by others, examined by nobody",
    "theoretical": "argued, not seen",
    "unstudied": "no study located",
    "assumed": "common caution, no record: ask",
}
_BARS = ("prohibited", "unapproved_drug", "not_cosmetic", "not_authorised")
_CONDITIONS = ("conditional", "claims_dependent")
_LIMITS = (*_CONDITIONS, "advertising_ban")
_INSIDE = ("injection", "intravenous", "intramuscular")
_SILENT = ("unknown", "mixed", "bench", "not_applicable")


@dataclass(frozen=True)
class Case:
    """What of a scenario decides risks and law."""

    species: Species
    preparation: Preparation
    route: Route
    site: str
    condition: str
    age: int
    use: Use


def case(scenario: Scenario, use: Use = "unknown", cards: Path | None = None) -> Case:
    """Source, preparation, way in and person of a scenario, by its cards' terms; what they leave open is unknown.

    Skin that is not whole turns a cream into one on damaged skin or on a wound.
    """
    donor = {} if scenario.product.donor == UNDECLARED else _terms("donor", scenario.product.donor, cards)
    made = _terms("donor", scenario.product.preparation, cards) if scenario.product.preparation != UNDECLARED else {}
    way = _terms("route", scenario.route.card, cards).get("route", "unknown")
    skin = _terms("skin", scenario.person.condition, cards).get("route", "unknown")
    if way == "topical_intact" and skin != "unknown":
        way = skin
    return Case(
        species=cast(Species, donor.get("species", "unknown")),
        preparation=cast(Preparation, made.get("preparation", donor.get("preparation", "unknown"))),
        route=cast(Route, way),
        site=scenario.person.site,
        condition=scenario.person.condition,
        age=scenario.person.age,
        use=use,
    )


def screen(
    scenario: Scenario,
    use: Use,
    today: date,
    known: Mapping[str, Source],
    laws: Mapping[str, Law] | None = None,
    risks: Mapping[str, Risk] | None = None,
    cards: Path | None = None,
) -> dict[str, Any]:
    """The document of schema exoderm/screen/1.

    Parameters
    ----------
    use:   what the product is meant for; "unknown" leaves rules that turn on it open.
    today: the day against which records are stale.
    known: the records by which sources are named.
    laws, risks: other shelves than the package's.
    """
    found = case(scenario, use, cards)
    bearing = risk_cards.relevant(found.route, found.species, risks)
    shown = [r for r in bearing if _fits(r, found)]
    shelf = law_cards.load() if laws is None else laws
    places = sorted({law.jurisdiction for law in shelf.values()}, key=lawbook.place_name)
    stands = [_place(p, found, today, shelf) for p in places]
    named = {n for r in shown for n in (*r.studies, *r.laws)} | {
        f["law"] for p in stands for f in p["rules"] if f["law"]
    }
    return {
        "schema": SCHEMA,
        "version": __version__,
        "name": scenario.name,
        "digest": scenario.digest(),
        "today": today.isoformat(),
        "case": {
            "species": found.species, "preparation": found.preparation, "route": found.route, "site": found.site,
            "condition": found.condition, "age": found.age, "use": found.use,
        },
        "risks": [_risk(r, found) for r in shown],
        "law": stands,
        "unknown": _unknown(found, shown, stands),
        "not_advice": NOT_ADVICE,
        "citations": [
            {"id": s.id, "citation": s.short, "text": s.text, "doi": s.doi, "url": s.url, "status": s.status}
            for s in sorted((known[n] for n in named if n in known), key=lambda s: (s.short.lower(), s.id))
        ],
        "files": [],
    }  # fmt: skip


def _terms(kind: str, name: str, cards: Path | None) -> dict[str, str]:
    out: dict[str, str] = {}
    for one in card.chain(kind, name, cards):
        out.update(one.terms)
    return out


def _fits(risk: Risk, found: Case) -> bool:
    return not risk.preparations or found.preparation in (*risk.preparations, *_SILENT)


def _open(risk: Risk, found: Case) -> bool:
    """Whether the risk is listed only because the scenario does not rule it out."""
    sides = ((risk.routes, found.route), (risk.species, found.species), (risk.preparations, found.preparation))
    return any(listed and given in _SILENT and given not in listed for listed, given in sides)


def _risk(risk: Risk, found: Case) -> dict[str, Any]:
    return {
        "id": risk.id,
        "title": risk.title,
        "about": risk.about,
        "known": risk.known,
        "known_words": KNOWN_WORDS[risk.known],
        "bearing": "not_ruled_out" if _open(risk, found) else "bears",
        "statement": risk.statement,
        "unknown": risk.unknown,
        "concerns": risk.concerns,
        "ask": risk.ask,
        "source": [*risk.studies, *risk.laws],
        "as_of": risk.as_of,
    }


def _place(place: str, found: Case, today: date, shelf: Mapping[str, Law]) -> dict[str, Any]:
    rules = _rules(place, found, today, shelf)
    return {
        "jurisdiction": place,
        "name": lawbook.place_name(place),
        "standing": standing(rules),
        "rules": [
            {
                "law": f.law, "status": f.code, "bearing": f.bearing, "statement": f.statement, "reason": f.reason,
                "as_of": f.as_of, "stale": f.stale, "age": f.age, "read": f.status if f.law else None,
                "source": (f.source.url or f.source.title) if f.source else None,
            }
            for f in rules
        ],
    }  # fmt: skip


def standing(rules: Sequence[LawFinding]) -> str:
    """What the rules of a place come to: barred, disputed, open, conditional, other or unknown; never "allowed".

    A rule that applies goes before one that turns on what is not stated ("open"). Where one record bars what another
    puts under conditions, neither is taken ("disputed").
    """
    applies, depends = ({f.code for f in rules if f.bearing == bearing} for bearing in ("applies", "depends"))
    if applies & set(_BARS):
        return "disputed" if applies & set(_CONDITIONS) else "barred"
    if depends & set(_BARS):
        return "open"
    if (applies | depends) & set(_LIMITS):
        return "conditional"
    return "other" if (applies | depends) - {"unknown"} else "unknown"


def _rules(place: str, found: Case, today: date, shelf: Mapping[str, Law]) -> tuple[LawFinding, ...]:
    """The rules of a place. What is put into the body may be judged as a medicine whatever it is meant to be."""
    own = law_cards.status(place, found.species, found.route, found.use, today, cards=shelf)
    if found.use != "cosmetic" or found.route not in _INSIDE:
        return own
    seen = {f.law for f in own}
    other = law_cards.status(place, found.species, found.route, "medicinal", today, cards=shelf)
    reason = "what is put into the body may be judged as a medicine, whatever it is called"
    more = [replace(f, bearing="depends", reason=reason) for f in other if f.bearing == "applies" and f.law not in seen]
    own = tuple(f for f in own if f.law or not more)
    return tuple(sorted((*own, *more), key=lambda f: get_args(law_cards.Bearing).index(f.bearing)))


def _unknown(found: Case, risks: list[Risk], stands: list[dict[str, Any]]) -> list[str]:
    """What stays open: what the scenario does not say, what no law was found on, what nobody knows of each risk."""
    out = []
    if found.species in _SILENT:
        out.append("The source is not stated: no risk and no rule of any source is ruled out.")
    if found.preparation in _SILENT:
        out.append("What was prepared from the source is not stated.")
    if found.route in _SILENT:
        out.append("The way in is not stated: no risk and no rule of any way in is ruled out.")
    if found.use == "unknown":
        out.append("What it is meant for is not stated: rules that turn on it stay open.")
    silent = [p["jurisdiction"] for p in stands if p["standing"] == "unknown"]
    if silent:
        out.append(f"No rule that bears on it was found for {lawbook.place_words(silent)}; that allows nothing.")
    return [*out, *(f"{r.title}: {r.unknown}" for r in risks if r.known != "assumed")]
