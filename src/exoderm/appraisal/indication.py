"""What do studies say of an outcome, by way in and source, without a page or a scenario? Document exoderm/evidence/1.

Free words are taken for the nearest wish in ``data/verdict/indications.yaml``; what resembles none is refused with the
nearest. Every study of the outcome is weighed on the ladder for the case that was asked; those without effect and those
that report harm stand beside the others. The ladder's steps and cuts are choices of design: each is moved in turn, and
what the answer would then be is said.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, get_args

from exoderm import __version__
from exoderm.appraisal import weighing
from exoderm.appraisal.indication_words import of_the_very_thing, sentence, unknowns
from exoderm.appraisal.shelf_weight import of_vesicles
from exoderm.appraisal.weighing import RANK, Weighed, conclude, sensitivity, weigh
from exoderm.appraisal.wish import Wish, wish
from exoderm.evidence import ladder
from exoderm.evidence.ladder import Circumstances, Ladder
from exoderm.evidence.sources import Source
from exoderm.evidence.study import Study
from exoderm.library.terms import LEVELS, PEOPLE_LETTER, ROUTE_WORDS, Route, Species

SCHEMA = "exoderm/evidence/1"

NOT_ADVICE = "Not a recommendation: it says what studies on the shelf found, not what to do."


def look_up(
    asked: str,
    route: Route,
    species: Species,
    today: date,
    studies: Mapping[str, Study],
    known: Mapping[str, Source],
    rules: Ladder | None = None,
) -> dict[str, Any]:
    """The document of schema exoderm/evidence/1.

    Parameters
    ----------
    asked:   an outcome in free words.
    route, species: the way in and the source that are asked about; "unknown" for any.
    studies: the shelf.
    known:   the records by which sources are named.
    rules:   another ladder than the package's.
    """
    taken, rules = wish(asked), rules or ladder.load()
    case = Circumstances(
        species=species, preparation="vesicles", route=route,
        purpose="disease" if taken.purpose == "disease" else "cosmetic",
        family=taken.family, surrogate=False if taken.visible else None,  # type: ignore[arg-type]
    )  # fmt: skip
    found = weigh(taken.family, case, studies.values(), rules)
    harms = weighing.harms(route, species, studies.values(), rules)
    verdict, best, against = conclude(found, rules)
    named = {w.study.id for w in found} | {s.id for s in harms}
    tried = sensitivity(taken.family, case, studies.values(), rules, verdict, best)
    newest = max((s.as_of for s in studies.values()), default="")
    stamp = hashlib.sha256(f"{taken.id}|{route}|{species}|{newest}".encode()).hexdigest()[:12]
    return {
        "schema": SCHEMA,
        "version": __version__,
        "digest": stamp,
        "today": today.isoformat(),
        "data_date": newest or None,
        "asked": {"words": taken.asked, "route": route, "species": species},
        "taken_as": {
            "id": taken.id, "name": taken.name, "family": taken.family, "phrase": taken.phrase,
            "likeness": taken.likeness, "purpose": taken.purpose,
        },
        "verdict": verdict,
        "letter": PEOPLE_LETTER[verdict],
        "sentence": sentence(taken, route, species, found, harms, verdict, best, against, rules),
        "best": _rung(best, rules),
        "against": _rung(against, rules),
        "studies": [_study(w, taken, known) for w in found],
        "table": _table(found),
        "harms": [_harm(s, known) for s in harms],
        "sensitivity": tried,
        "unknown": unknowns(taken, route, species, found),
        "not_advice": NOT_ADVICE,
        "citations": [
            {"id": s.id, "citation": s.short, "text": s.text, "doi": s.doi, "url": s.url, "status": s.status}
            for s in sorted((known[n] for n in named if n in known), key=lambda s: (s.short.lower(), s.id))
        ],
        "files": [],
    }  # fmt: skip


def _rung(weighed: Weighed | None, rules: Ladder) -> dict[str, Any] | None:
    if weighed is None:
        return None
    return {
        "study": weighed.study.id, "level": weighed.graded.level, "surviving": weighed.graded.surviving,
        "name": rules.rungs[weighed.height].name,
    }  # fmt: skip


def _study(weighed: Weighed, taken: Wish, known: Mapping[str, Source]) -> dict[str, Any]:
    s, g = weighed.study, weighed.graded
    return {
        "id": s.id, "citation": known[s.id].short if s.id in known else s.id, "level": g.level,
        "surviving": g.surviving, "side": weighed.side, "direction": s.direction, "kind": s.study,
        "people": s.n if s.who.level == "human" else None,
        "in": s.who.level, "species": s.species, "preparation": s.preparation, "route": s.route,
        "weeks": s.duration_weeks, "statement": s.statement, "status": s.status,
        "of_the_very_thing": of_the_very_thing(s, taken) if taken.says else None,
        "steps": [{"rule": x.rule, "minus": x.minus, "reason": x.reason} for x in g.steps if x.minus],
        "not_stated": list(g.not_stated),
    }  # fmt: skip


def _table(found: Iterable[Weighed]) -> list[dict[str, Any]]:
    """Counts by way in, rung before steps are taken off, and side."""
    rows: dict[Route, dict[str, dict[str, int]]] = {}
    for w in found:
        cell = rows.setdefault(w.study.route, {}).setdefault(str(w.graded.level), dict.fromkeys(RANK, 0))
        cell[w.side] += 1
    order = list(get_args(Route))
    return [
        {
            "route": route, "route_words": ROUTE_WORDS[route],
            "levels": [{"level": lv, **cells[lv]} for lv in LEVELS if lv in cells],
        }
        for route, cells in sorted(rows.items(), key=lambda kv: order.index(kv[0]))
    ]  # fmt: skip


def _harm(study: Study, known: Mapping[str, Source]) -> dict[str, Any]:
    return {
        "id": study.id, "citation": known[study.id].short if study.id in known else study.id,
        "direction": study.direction, "route": study.route, "species": study.species, "statement": study.statement,
        "status": study.status, "of_vesicles": of_vesicles(study),
    }  # fmt: skip
