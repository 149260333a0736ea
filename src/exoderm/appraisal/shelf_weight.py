"""What the shelf holds on an outcome, counted from the study cards: how many of which kind, and for how long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exoderm.appraisal.verdict import settings
from exoderm.evidence.study import Study
from exoderm.library.terms import LEVELS


@dataclass(frozen=True)
class Weight:
    """Counts of studies on outcomes in skin; reviews count apart, since they repeat what others found."""

    by_level: Mapping[str, int]
    people: int
    controlled: int
    randomised: int
    laboratory: int
    reviews: int
    best: str
    """Highest rung reached by a single study; "E0" where there is none."""
    weeks: float | None
    """Longest follow-up against a control without vesicles but otherwise alike, in weeks; ``None`` if not stated."""
    ids: tuple[str, ...]
    """Ids of the studies in people, the highest rung first."""

    def words(self) -> str:
        """The counts in a clause."""
        people = f"{self.people} studies in people" if self.people != 1 else "1 study in people"
        longest = f", the longest controlled one over {self.weeks:g} weeks" if self.weeks else ""
        return f"{people} ({self.controlled} with a control, {self.randomised} of those drawn by lot{longest})"


def of_vesicles(study: Study) -> bool:
    """Whether a study is of vesicles or what is sold in their name; other actives serve as comparison only."""
    return study.preparation not in settings("families")["other_actives"]


def weigh(studies: Mapping[str, Study], families: Iterable[str] = ()) -> Weight:
    """Count the studies on the given outcomes; with none given, on any outcome in skin or hair."""
    wanted = set(families) or set(settings("families")["outcomes"])
    mine = [s for s in studies.values() if wanted & set(s.families) and s.level is not None and of_vesicles(s)]
    single = [s for s in mine if s.study not in ("review", "guideline", "textbook", "adverse_event")]
    people = [s for s in single if s.who.level == "human" and s.study == "human_study" and s.direction != "no_results"]
    controlled = [s for s in people if s.controlled]
    weeks = [s.duration_weeks for s in controlled if s.vehicle and s.duration_weeks]
    return Weight(
        by_level=dict(Counter(str(s.level) for s in single)),
        people=len(people),
        controlled=len(controlled),
        randomised=sum(s.randomised for s in controlled),
        laboratory=sum(s.who.level in ("animal", "in-vitro") for s in single),
        reviews=len(mine) - len(single),
        best=max((str(s.level) for s in single), key=LEVELS.index, default="E0"),
        weeks=max(weeks, default=None),
        ids=tuple(s.id for s in sorted(people, key=lambda s: (-LEVELS.index(s.level or "E0"), s.id))),
    )
