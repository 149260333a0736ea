"""What do studies say of an outcome, by way in and source, without a page or a scenario? Document exoderm/evidence/1.

Free words are taken for the nearest wish in ``data/verdict/indications.yaml``; what resembles none is refused with the
nearest. Every study of the outcome is weighed on the ladder for the case that was asked; those without effect and those
that report harm stand beside the others. The ladder's steps and cuts are choices of design: each is moved in turn, and
what the answer would then be is said.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from rapidfuzz import fuzz, process

from exoderm import __version__
from exoderm.appraisal.shelf_weight import of_vesicles
from exoderm.appraisal.verdict import settings
from exoderm.errors import unknown
from exoderm.evidence import ladder
from exoderm.evidence.ladder import Circumstances, Ladder
from exoderm.evidence.sources import Source
from exoderm.evidence.study import Study
from exoderm.library.terms import LEVELS, PEOPLE_LETTER, ROUTE_WORDS, SPECIES_WORDS, Route, Species, Verdict

SCHEMA = "exoderm/evidence/1"

NOT_ADVICE = "Not a recommendation: it says what studies on the shelf found, not what to do."
FEWS = (20, 30, 100)
"""Other cuts for "few people" that are tried."""
_ALIKE = 74.0
"""Likeness of free words to a known wish, 0 to 100, below which they are refused."""
_HARM = ("harm", "warning", "safety_only")
_RANK: Mapping[str, int] = {"for": 0, "against": 1, "neither": 2}


@dataclass(frozen=True)
class Wish:
    """Free words and what they were taken for."""

    id: str
    asked: str
    phrase: str
    likeness: float
    name: str
    family: str
    purpose: str
    visible: bool
    says: tuple[str, ...]


@dataclass(frozen=True)
class Weighed:
    """One study on the ladder for the case that was asked."""

    study: Study
    graded: ladder.Graded
    side: ladder.Side

    @property
    def height(self) -> int:
        """The rung that survives, as a number."""
        return LEVELS.index(self.graded.surviving or "E0")


def wish(asked: str) -> Wish:
    """What free words ask for: the longest known phrase among them, else the one most like them.

    Raises
    ------
    UnknownName
        With the nearest, if they resemble none.
    """
    known = settings("indications")["indications"]
    phrases = {" ".join(p.lower().split()): name for name, entry in known.items() for p in entry["words"]}
    flat = " ".join(asked.lower()[:200].replace("-", " ").split())
    plain = {p.replace("-", " "): p for p in phrases}
    within = [p for p in plain if f" {p} " in f" {flat} "]
    if within:
        best, likeness = max(within, key=len), 100.0
    else:
        hit = process.extractOne(flat, plain.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE)
        if hit is None:
            near = [plain[p] for p, _, _ in process.extract(flat, plain.keys(), scorer=fuzz.WRatio, limit=3)]
            raise unknown(
                "outcome", asked[:60], near, action=f"ask for one of: {', '.join(e['name'] for e in known.values())}"
            )
        best, likeness = hit[0], round(float(hit[1]), 1)
    phrase = plain[best]
    entry = known[phrases[phrase]]
    return Wish(
        phrases[phrase], asked[:200], phrase, likeness, entry["name"], entry["family"], entry["purpose"],
        bool(entry["visible"]), tuple(entry.get("says", ())),
    )  # fmt: skip


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
    harms = _harms(route, species, studies.values(), rules)
    verdict, best, against = conclude(found, rules)
    named = {w.study.id for w in found} | {s.id for s in harms}
    tried = _sensitivity(taken.family, case, studies.values(), rules, verdict, best)
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
        "sentence": _sentence(taken, route, species, found, harms, verdict, best, against, rules),
        "best": _rung(best, rules),
        "against": _rung(against, rules),
        "studies": [_study(w, taken, known) for w in found],
        "table": _table(found),
        "harms": [_harm(s, known) for s in harms],
        "sensitivity": tried,
        "unknown": _unknown(taken, route, species, found),
        "not_advice": NOT_ADVICE,
        "citations": [
            {"id": s.id, "citation": s.short, "text": s.text, "doi": s.doi, "url": s.url, "status": s.status}
            for s in sorted((known[n] for n in named if n in known), key=lambda s: (s.short.lower(), s.id))
        ],
        "files": [],
    }  # fmt: skip


def weigh(family: str, case: Circumstances, studies: Iterable[Study], rules: Ladder) -> tuple[Weighed, ...]:
    """Every study of vesicles on the outcome, best survivors first; those outside the ladder are left out."""
    mine = [s for s in studies if family in s.families and s.level is not None and of_vesicles(s)]
    out = [Weighed(s, ladder.grade(s, case, beside=mine, ladder=rules), ladder.side(s, rules)) for s in mine]
    return tuple(sorted(out, key=lambda w: (-w.height, _RANK[w.side], w.study.id)))


def conclude(found: Iterable[Weighed], rules: Ladder) -> tuple[Verdict, Weighed | None, Weighed | None]:
    """The verdict that the best study for a benefit allows, that study, and the best one against.

    Where a study against stands as high as every one for, nothing is taken as shown; a review repeats others and never
    decides.
    """
    single = [w for w in found if w.study.study not in ("review", "guideline")]
    best = next((w for w in single if w.side == "for"), None)
    against = next((w for w in single if w.side == "against"), None)
    if best is None or (against is not None and against.height >= best.height and best.height >= LEVELS.index("E3")):
        return "unsupported", best, against
    return ladder.best_verdict(best.graded.surviving or "E0", rules), best, against


def _harms(route: Route, species: Species, studies: Iterable[Study], rules: Ladder) -> list[Study]:
    """Reports on safety by a way in and of a source that are not ruled out by what was asked."""
    group = {r: name for name, routes in rules.route_groups.items() for r in routes}
    loose = ("unknown", "mixed", "not_applicable")

    def bears(study: Study) -> bool:
        way = group.get(study.route) is None or group.get(route) is None or group[study.route] == group[route]
        source = study.species in loose or species in loose or study.species == species
        return way and source and study.route != "bench"

    # What was needled in beside vesicles tells of the needle, so other products count here, and are said to be others.
    mine = [s for s in studies if "safety" in s.families and s.direction in _HARM and s.preparation != "not_applicable"]
    return sorted((s for s in mine if bears(s)), key=lambda s: (_HARM.index(s.direction), s.id))


def _sensitivity(
    family: str, case: Circumstances, studies: Iterable[Study], rules: Ladder, verdict: Verdict, best: Weighed | None
) -> list[dict[str, Any]]:
    """The answer with each choice of the ladder moved in turn."""
    shelf = list(studies)
    moved: list[tuple[str, str, str, Ladder]] = [
        ("fewer people than this count as imprecise", str(rules.few), str(few), rules.model_copy(update={"few": few}))
        for few in FEWS
        if few != rules.few
    ]
    for rule in rules.downgrades:
        for minus in (rule.minus - 1, rule.minus + 1):
            steps = tuple(d.model_copy(update={"minus": minus}) if d is rule else d for d in rules.downgrades)
            other = rules.model_copy(update={"downgrades": steps})
            moved.append((f"steps lost for {rule.id}", str(rule.minus), str(minus), other))
    out = []
    for what, now, then, other in moved:
        word, top, _ = conclude(weigh(family, case, shelf, other), other)
        out.append(
            {
                "choice": what, "now": now, "then": then, "verdict": word,
                "level": top.graded.surviving if top else None,
                "changes": word != verdict,
                "moves_level": (top.graded.surviving if top else None) != (best.graded.surviving if best else None),
            }
        )  # fmt: skip
    return out


def _sentence(
    taken: Wish, route: Route, species: Species, found: tuple[Weighed, ...], harms: list[Study], verdict: Verdict,
    best: Weighed | None, against: Weighed | None, rules: Ladder,
) -> str:  # fmt: skip
    """The answer in plain words."""
    of = "" if species == "unknown" else f"{SPECIES_WORDS[species]} "
    way = "" if route == "unknown" else f" {ROUTE_WORDS[route]}"
    case = f"{of}vesicles{way} for {taken.name}"
    if not found:
        return f"No study of {case} is on the shelf: nothing is known, for or against."
    people = sum(w.study.who.level == "human" and w.study.study == "human_study" for w in found)
    head = f"Of {case} {len(found)} records speak, {people} of them studies in people"
    if best is None:
        tail = "none of them shows a benefit"
    else:
        lost = LEVELS.index(best.graded.level or "E0") - best.height
        steps = f", after {lost} step{'s' if lost > 1 else ''} lost" if lost else ""
        name = rules.rungs[best.height].name
        means = _means(verdict, best)
        tail = f"the best for a benefit stands at {best.graded.surviving} ({name}){steps}, which is {means}"
    null = sum(w.side == "against" for w in found)
    end = (
        f" {null} found no effect."
        if null
        else " No null result is on record, which may say more of what gets printed."
    )
    if against is not None and best is not None and against.height >= best.height and verdict == "unsupported":
        end = f" {null} found no effect, one of them as strong as the best for it."
    return f"{head}; {tail}.{end}{f' {len(harms)} records of harm or safety stand beside them.' if harms else ''}"


def _means(verdict: Verdict, best: Weighed) -> str:
    if verdict == "unsupported":
        return "no ground for a claim"
    return {
        "preclinical_only": "the laboratory only",
        "preliminary": "an early sign and no proof",
        "supported_limited": "support within the limits of one small trial",
        "supported": "support",
    }.get(verdict, str(best.graded.surviving))


def _rung(weighed: Weighed | None, rules: Ladder) -> dict[str, Any] | None:
    if weighed is None:
        return None
    return {
        "study": weighed.study.id, "level": weighed.graded.level, "surviving": weighed.graded.surviving,
        "name": rules.rungs[weighed.height].name,
    }  # fmt: skip


def _study(weighed: Weighed, taken: Wish, known: Mapping[str, Source]) -> dict[str, Any]:
    s, g = weighed.study, weighed.graded
    text = f"{s.title} {s.who.words} {s.statement} {s.design}".lower()
    return {
        "id": s.id, "citation": known[s.id].short if s.id in known else s.id, "level": g.level,
        "surviving": g.surviving, "side": weighed.side, "direction": s.direction, "kind": s.study,
        "people": s.n if s.who.level == "human" else None,
        "in": s.who.level, "species": s.species, "preparation": s.preparation, "route": s.route,
        "weeks": s.duration_weeks, "statement": s.statement, "status": s.status,
        "of_the_very_thing": any(w in text for w in taken.says) if taken.says else None,
        "steps": [{"rule": x.rule, "minus": x.minus, "reason": x.reason} for x in g.steps if x.minus],
        "not_stated": list(g.not_stated),
    }  # fmt: skip


def _table(found: Iterable[Weighed]) -> list[dict[str, Any]]:
    """Counts by way in, rung before steps are taken off, and side."""
    rows: dict[Route, dict[str, dict[str, int]]] = {}
    for w in found:
        cell = rows.setdefault(w.study.route, {}).setdefault(str(w.graded.level), dict.fromkeys(_RANK, 0))
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


def _unknown(taken: Wish, route: Route, species: Species, found: tuple[Weighed, ...]) -> list[str]:
    out = []
    if route == "unknown":
        out.append("No way in was asked for: studies of every way count alike, though none carries over to another.")
    if species == "unknown":
        out.append("No source was asked for: human, animal and plant vesicles count alike.")
    if taken.says and found and not any(_study(w, taken, {})["of_the_very_thing"] for w in found):
        out.append(f"No record names {taken.name}: all are of {settings('families')['words'][taken.family]} at large.")
    if not any(w.study.level is not None and w.study.level >= "E5" for w in found):
        out.append("No randomised trial whose control differs by the vesicles alone is on the shelf for this outcome.")
    weeks = [w.study.duration_weeks for w in found if w.study.vehicle and w.study.duration_weeks]
    out.append(f"Nothing controlled is on record beyond {max(weeks):g} weeks." if weeks else "No controlled follow-up is on record.")  # fmt: skip # noqa: E501
    return out
