"""The studies of an outcome on the ladder for one case, what they come to, and what hangs on the ladder's choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from exoderm.appraisal.shelf_weight import of_vesicles
from exoderm.evidence import ladder
from exoderm.evidence.ladder import Circumstances, Ladder
from exoderm.evidence.study import Study
from exoderm.library.terms import LEVELS, Route, Species, Verdict

FEWS = (20, 30, 100)
"""Other cuts for "few people" that are tried."""
HARM = ("harm", "warning", "safety_only")
RANK: Mapping[str, int] = {"for": 0, "against": 1, "neither": 2}


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


def weigh(family: str, case: Circumstances, studies: Iterable[Study], rules: Ladder) -> tuple[Weighed, ...]:
    """Every study of vesicles on the outcome, best survivors first; those outside the ladder are left out."""
    mine = [s for s in studies if family in s.families and s.level is not None and of_vesicles(s)]
    out = [Weighed(s, ladder.grade(s, case, beside=mine, ladder=rules), ladder.side(s, rules)) for s in mine]
    return tuple(sorted(out, key=lambda w: (-w.height, RANK[w.side], w.study.id)))


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


def harms(route: Route, species: Species, studies: Iterable[Study], rules: Ladder) -> list[Study]:
    """Reports on safety by a way in and of a source that are not ruled out by what was asked."""
    group = {r: name for name, routes in rules.route_groups.items() for r in routes}
    loose = ("unknown", "mixed", "not_applicable")

    def bears(study: Study) -> bool:
        way = group.get(study.route) is None or group.get(route) is None or group[study.route] == group[route]
        source = study.species in loose or species in loose or study.species == species
        return way and source and study.route != "bench"

    # What was needled in beside vesicles tells of the needle, so other products count here, and are said to be others.
    mine = [s for s in studies if "safety" in s.families and s.direction in HARM and s.preparation != "not_applicable"]
    return sorted((s for s in mine if bears(s)), key=lambda s: (HARM.index(s.direction), s.id))


def sensitivity(
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
