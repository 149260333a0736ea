"""How much a study weighs for a claim: its rung on the ladder, less a step for each way in which it fails to fit.

    surviving = start − Σ minus(rule)        over the rules that fail, none pushing below its own floor

Rules about how well a study was done are taken off first, then those about whether it speaks of the thing claimed
(``transfer``). What the claim does not state is named, never guessed, and costs nothing. A review starts no higher than
what it contains. Rungs, steps, cuts and precedence stand in ``data/appraisal/ladder.yaml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from exoderm import units
from exoderm.errors import InputError, UnitError
from exoderm.evidence.study import Direction, Study
from exoderm.library import shelf, terms
from exoderm.library.terms import LEVELS, Family, Level, Population, Preparation, Route, Species, Verdict
from exoderm.library.value import Frozen

Side = Literal["for", "against", "neither"]
RuleId = Literal["bias", "imprecision", "inconsistency", "outcome", "dose", "source", "population", "route"]
Outcome = tuple[bool | None, str]
"""Whether a rule fails (``None``: cannot be asked) and the reason in a clause."""


class Rung(Frozen):
    """One level: what it admits and the best verdict that it allows."""

    level: Level
    name: str
    admits: str
    best: Verdict


class Downgrade(Frozen):
    """One rule that costs steps."""

    id: RuleId
    minus: int = Field(ge=0, le=7)
    from_: Level = Field(alias="from", description="lowest rung on which the rule counts")
    floor: Level = Field(description="rung below which the rule alone never pushes")
    transfer: bool = Field(description="whether the study speaks of the thing claimed, not how well it was done")
    why: str


class Ladder(Frozen):
    """The ladder as configured: rungs from worst to best, rules, cuts and precedence."""

    rungs: tuple[Rung, ...]
    downgrades: tuple[Downgrade, ...]
    few: int = Field(gt=0, description="fewer people than this count as imprecise")
    dose_factor: float = Field(gt=1, description="doses further apart than this factor do not transfer")
    route_groups: Mapping[str, tuple[Route, ...]]
    speaks_for: tuple[Direction, ...]
    speaks_against: tuple[Direction, ...]
    precedence: tuple[Verdict, ...]

    @model_validator(mode="after")
    def _whole(self) -> Ladder:
        if tuple(r.level for r in self.rungs) != LEVELS:
            raise ValueError(f"rungs must be {', '.join(LEVELS)}, each once and in that order")
        ids = [d.id for d in self.downgrades]
        if len(set(ids)) != len(ids):
            raise ValueError("a downgrade stands twice")
        routes = [r for group in self.route_groups.values() for r in group]
        if len(set(routes)) != len(routes):
            raise ValueError("a route stands in two groups")
        return self


@dataclass(frozen=True)
class Circumstances:
    """What a claim, and the page around it, say of its circumstances; what they do not say stays unknown."""

    species: Species = "unknown"
    preparation: Preparation = "unknown"
    route: Route = "unknown"
    dose_known: bool | None = None
    """Whether the product declares a dose; ``None`` where the claim is of no product."""
    dose: str | None = None
    """The declared dose as a quantity ("1e10 particle"), if there is one."""
    purpose: Literal["cosmetic", "disease", "unknown"] = "unknown"
    family: Family | None = None
    surrogate: bool | None = None
    """True: the claim itself is of a stand-in (collagen in a biopsy); False: of something visible."""
    population: Population = "none"
    """The level at which the claim says it holds ("in mice")."""


@dataclass(frozen=True)
class Step:
    """One rule asked: what it cost and why. ``minus`` is 0 where it passed, did not count or could not be asked."""

    rule: RuleId
    minus: int
    reason: str
    failed: bool | None
    transfer: bool


@dataclass(frozen=True)
class Graded:
    """A study weighed for one claim. Levels are ``None`` for works that stand outside the ladder."""

    study: str
    level: Level | None
    surviving: Level | None
    steps: tuple[Step, ...]

    @property
    def transfer_failures(self) -> tuple[str, ...]:
        """Transfer tests that failed: source, route, dose, population."""
        return tuple(s.rule for s in self.steps if s.failed and s.transfer)

    @property
    def not_stated(self) -> tuple[str, ...]:
        """Rules that could not be asked, because the claim or the study is silent."""
        return tuple(s.rule for s in self.steps if s.failed is None)


def load(path: Path | None = None) -> Ladder:
    """The ladder of the package, or another one for a test of sensitivity."""
    return shelf.read_record(path, Ladder, "ladder") if path else _own()


@lru_cache(maxsize=1)
def _own() -> Ladder:
    return shelf.read_record(shelf.own() / "appraisal" / "ladder.yaml", Ladder, "ladder")


def grade(study: Study, against: Circumstances, beside: Iterable[Study] = (), ladder: Ladder | None = None) -> Graded:
    """Weigh one study for one claim.

    Parameters
    ----------
    against: what the claim says of its circumstances.
    beside:  other studies, for the test of consistency; those of another outcome, source or way in don't count there.
    ladder:  another configuration than the package's.
    """
    rules = ladder or load()
    start = _start(study)
    if start is None:
        return Graded(study.id, None, None, ())
    others = tuple(s for s in beside if s.id != study.id)
    asked: dict[RuleId, Callable[[], Outcome]] = {
        "bias": lambda: _bias(study),
        "imprecision": lambda: _imprecision(study, rules),
        "inconsistency": lambda: _inconsistency(study, start, others, against, rules),
        "outcome": lambda: _outcome(study, against),
        "dose": lambda: _dose(study, against, rules),
        "source": lambda: _source(study, against),
        "population": lambda: _population(study, against),
        "route": lambda: _route(study, against, rules),
    }
    height = LEVELS.index(start)
    steps: list[Step] = []
    for rule in sorted(rules.downgrades, key=lambda d: d.transfer):
        failed, reason = asked[rule.id]()
        minus = 0
        if failed and LEVELS.index(start) < LEVELS.index(rule.from_):
            reason += f"; {start} stands for that already"
        elif failed:
            floor = min(height, LEVELS.index(rule.floor))
            minus = height - max(height - rule.minus, floor)
            height -= minus
        steps.append(Step(rule.id, minus, reason, failed, rule.transfer))
    return Graded(study.id, start, LEVELS[height], tuple(steps))  # type: ignore[arg-type]


def best_verdict(level: Level, ladder: Ladder | None = None) -> Verdict:
    """The best verdict that a rung allows."""
    rules = ladder or load()
    return rules.rungs[LEVELS.index(level)].best


def side(study: Study, ladder: Ladder | None = None) -> Side:
    """Whether a study's result speaks for a benefit, against it, or neither."""
    rules = ladder or load()
    if study.direction in rules.speaks_for:
        return "for"
    return "against" if study.direction in rules.speaks_against else "neither"


def strongest(verdicts: Iterable[Verdict], ladder: Ladder | None = None) -> Verdict:
    """The verdict that wins where several apply; the rest keep the order in which they are given.

    Raises
    ------
    InputError
        If there is no verdict to choose from.
    """
    given = list(verdicts)
    if not given:
        raise InputError("no verdict to choose from", why="precedence orders verdicts, it makes none")
    order = (ladder or load()).precedence
    return next((v for v in order if v in given), given[0])


def _start(study: Study) -> Level | None:
    if study.level is None or study.contains is None:
        return study.level
    return min(study.level, study.contains)


def _bias(study: Study) -> Outcome:
    faults = [
        words
        for words, fault in (
            ("nobody was blinded, or none says so", not study.blinded),
            ("no arm that differed by the vesicles alone", not study.vehicle),
            ("run or paid by the maker", study.sponsored is True),
        )
        if fault
    ]
    return bool(faults), "; ".join(faults) or "blinded, with a matching control, no tie to the maker stated"


def _imprecision(study: Study, rules: Ladder) -> Outcome:
    if study.study == "review" or study.who.level != "human":
        return None, "numbers of people are not compared for a review, animals or cells"
    if study.n is None:
        return None, "the number of people is not reported"
    return study.n < rules.few, f"{study.n} people, the cut lies at {rules.few}"


def _inconsistency(
    study: Study, start: Level, others: tuple[Study, ...], against: Circumstances, rules: Ladder
) -> Outcome:
    mine = side(study, rules)
    if mine == "neither":
        return None, "the result points neither way"
    contrary = sorted(
        s.id
        for s in others
        if side(s, rules) not in (mine, "neither")
        and (level := _start(s)) is not None
        and level >= start
        and _same_question(study, s, against, rules)
    )
    return bool(
        contrary
    ), f"contradicted by {', '.join(contrary)}" if contrary else "nothing of its rank contradicts it"


def _same_question(study: Study, other: Study, against: Circumstances, rules: Ladder) -> bool:
    """Whether two studies ask the same: the claimed outcome, or one of each other's, by no other way and source."""
    shared = {against.family} if against.family else set(study.families)
    return (
        bool(shared & set(other.families)) and not _source(other, against)[0] and not _route(other, against, rules)[0]
    )


def _outcome(study: Study, against: Circumstances) -> Outcome:
    if against.family is not None and against.family not in study.families:
        return True, f"studied {', '.join(study.families) or 'nothing listed'}, claimed {against.family}"
    if against.surrogate is None or study.surrogate is None:
        return None, "not stated whether a stand-in or a visible outcome is meant"
    if study.surrogate and not against.surrogate:
        return True, "a stand-in was measured, something visible is claimed"
    return False, "what was measured is what is claimed"


def _dose(study: Study, against: Circumstances, rules: Ladder) -> Outcome:
    if against.dose_known is None:
        return None, "no product, so no dose to compare"
    if not against.dose_known:
        return True, "the product declares no dose"
    if study.dose is None:
        return True, "the study reports no dose"
    apart = _apart(study.dose, against.dose)
    if apart is None:
        return None, "the two doses are stated in ways that cannot be compared"
    return apart > rules.dose_factor, f"the doses lie a factor of {apart:.3g} apart"


def _apart(one: str, two: str | None) -> float | None:
    """Factor between two doses written as quantities; ``None`` where they do not compare."""
    if two is None:
        return None
    try:
        unit = units.split(two)[1]
        a, b = units.read(one, unit), units.read(two, unit)
    except UnitError:
        return None
    return max(a / b, b / a) if a > 0 and b > 0 else None


def _source(study: Study, against: Circumstances) -> Outcome:
    silent = ("unknown", "not_applicable", "mixed")
    known = study.preparation not in silent and against.preparation not in silent
    if known and study.preparation != against.preparation:
        used, meant = (terms.PREPARATION_WORDS[p] for p in (study.preparation, against.preparation))
        return True, f"what was studied was {used}, not {meant}"
    if study.species in silent or against.species in silent:
        return None, "the class of source is not stated on one side"
    if study.species != against.species:
        used, meant = (terms.SPECIES_WORDS[s] for s in (study.species, against.species))
        return True, f"its source was {used}, not {meant}"
    return False, "the same class of source"


def _population(study: Study, against: Circumstances) -> Outcome:
    if against.population != "none" and against.population == study.who.level != "human":
        return False, f"the claim names its own level: {against.population}"
    if against.purpose == "unknown":
        return None, "not stated whether the claim is cosmetic"
    if against.purpose != "cosmetic":
        return False, "the claim is of disease"
    if study.who.level == "animal":
        return True, "animals, for a cosmetic claim"
    if study.who.condition in ("disease", "wounded"):
        return True, f"people who are ill or wounded ({study.who.words or study.who.condition}), for a cosmetic claim"
    return False, "people or material without disease"


def _route(study: Study, against: Circumstances, rules: Ladder) -> Outcome:
    group = {route: name for name, routes in rules.route_groups.items() for route in routes}
    mine, claimed = group.get(study.route), group.get(against.route)
    if claimed is None:
        return None, "the claim states no single route"
    if mine is None:
        return None, "the study states no single route"
    if mine != claimed:
        used, meant = (terms.ROUTE_WORDS[r] for r in (study.route, against.route))
        return True, f"it was studied {used}, not {meant}"
    return False, "the same way into the skin"
