"""The answer on an outcome in plain words, and what is unknown beside it."""

from __future__ import annotations

from exoderm.appraisal.verdict import settings
from exoderm.appraisal.weighing import Weighed
from exoderm.appraisal.wish import Wish
from exoderm.evidence.ladder import Ladder
from exoderm.evidence.study import Study
from exoderm.library.terms import LEVELS, ROUTE_WORDS, SPECIES_WORDS, Route, Species, Verdict


def sentence(
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


def unknowns(taken: Wish, route: Route, species: Species, found: tuple[Weighed, ...]) -> list[str]:
    """What was not asked, not named or not on the shelf."""
    out = []
    if route == "unknown":
        out.append("No way in was asked for: studies of every way count alike, though none carries over to another.")
    if species == "unknown":
        out.append("No source was asked for: human, animal and plant vesicles count alike.")
    if taken.says and found and not any(of_the_very_thing(w.study, taken) for w in found):
        out.append(f"No record names {taken.name}: all are of {settings('families')['words'][taken.family]} at large.")
    if not any(w.study.level is not None and w.study.level >= "E5" for w in found):
        out.append("No randomised trial whose control differs by the vesicles alone is on the shelf for this outcome.")
    weeks = [w.study.duration_weeks for w in found if w.study.vehicle and w.study.duration_weeks]
    out.append(f"Nothing controlled is on record beyond {max(weeks):g} weeks." if weeks else "No controlled follow-up is on record.")  # fmt: skip # noqa: E501
    return out


def of_the_very_thing(study: Study, taken: Wish) -> bool:
    """Whether a study's own words name what was asked for, not only its wider family."""
    text = f"{study.title} {study.who.words} {study.statement} {study.design}".lower()
    return any(word in text for word in taken.says)
