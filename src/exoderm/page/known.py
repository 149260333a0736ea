"""What of a page's words a run can use: cards whose ``terms`` bear them, amounts that a scenario's field takes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from exoderm.errors import ScenarioError
from exoderm.library import card, shelf
from exoderm.library.terms import Route
from exoderm.library.value import Frozen


def route_card(route: Route, cards: Path | None = None, flat: str = "") -> str | None:
    """The route card for a way of use; ``None`` where nobody has modelled it here yet.

    Of several, the one whose own words (``said``) are the longest in the text, else the one that needs none.
    """
    fitting = {
        name: found.terms for name, found in card.load("route", cards).items() if found.terms.get("route") == route
    }
    heard = [(len(word), name) for name, terms in fitting.items() for word in _said(terms, flat)]
    plain = next((name for name, terms in fitting.items() if "said" not in terms), None)
    return max(heard)[1] if heard else plain


def skin_under(name: str, cards: Path | None = None) -> str | None:
    """The skin condition that a route is meant for, where its card names one."""
    return card.load("route", cards)[name].terms.get("on")


def _said(terms: Mapping[str, str], flat: str) -> list[str]:
    """Those of a card's words that are in the text; alternatives stand between commas."""
    spaced = flat.replace("-", " ")
    return [word for word in (w.strip() for w in terms.get("said", "").split(",")) if word and word in spaced]


def condition_card(route: Route, flat: str, cards: Path | None = None) -> str | None:
    """The card of a skin condition that the words name ("tape stripped"), if it is met by that way of use."""
    for name, found in card.load("skin", cards).items():
        if found.role == "condition" and found.terms.get("route") == route and _said(found.terms, flat):
            return name
    return None


def donor_card(donor: str | None, cards: Path | None = None) -> str | None:
    """The donor card for a source by the reader's name for it ("umbilical cord")."""
    return _by_term("donor", "donor", donor, cards) if donor else None


def _by_term(kind: str, term: str, word: str, cards: Path | None) -> str | None:
    return next((name for name, found in card.load(kind, cards).items() if found.terms.get(term) == word), None)


def refusal(record: type[Frozen], field: str, value: object) -> str | None:
    """Why a scenario's record would not take a value, in a clause; ``None`` where it takes it."""
    try:
        shelf.validate({field: value}, record, field, ScenarioError)
    except ScenarioError as error:
        return error.why.rstrip(".")
    return None
