"""How well sentences are read and judged, against lines that somebody labelled.

Predicts from ``text``, ``lang``, ``doc_id`` and the order of lines alone; the labels only score. The verdict words
are mapped onto the labels by ``data/verdict/map.yaml``. Figures come with the middle 90 % of resampled documents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from exoderm.appraisal import score
from exoderm.appraisal.appraise import context_of, judge
from exoderm.appraisal.score import Figure, Floats, Tally, measure, share, tally
from exoderm.appraisal.verdict import settings
from exoderm.errors import InputError, unknown
from exoderm.library.terms import CLAIM_TYPES

MOST_LINES = 100_000
_CERTAINTY = ("asserted", "hedged", "negated")
_PEOPLE = ("human", "animal", "in-vitro")


@dataclass(frozen=True)
class Prediction:
    """What is read from one line, as words that compare with the labels."""

    is_claim: str
    claim_type: str
    second_type: str
    hype: str
    certainty: str
    population: str
    verdict: str


def predict(lines: Sequence[Mapping[str, Any]], today: date | None = None) -> list[Prediction]:
    """Read and judge every line, document by document, from its text and the order of lines."""
    from exoderm.page.claims import read_sentences

    groups: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        groups.setdefault(str(line["doc_id"]), []).append(number)
    labels: dict[str, str] = settings("map")["labels"]
    found: dict[int, Prediction] = {}
    for numbers in groups.values():
        claims = read_sentences([str(lines[n]["text"]) for n in numbers])
        context = context_of(claims, today=today or date.today())
        for number, claim in zip(numbers, claims, strict=True):
            verdict = judge(claim, context).word if claim.is_claim else "not_checkable"
            found[number] = Prediction(
                is_claim="yes" if claim.is_claim else "no",
                claim_type=claim.claim_type or "none",
                second_type=claim.second_type or "none",
                hype="yes" if claim.hype else "no",
                certainty=claim.certainty,
                population=claim.population,
                verdict=labels[verdict],
            )
    return [found[n] for n in range(len(lines))]


def evaluate(lines: list[dict[str, Any]], today: date | None = None) -> dict[str, Any]:
    """Score the reading and the verdicts of labelled sentences.

    Raises
    ------
    InputError
        If there are no lines, too many, or one without text, document or label.
    """
    _check(lines)
    guesses = predict(lines, today)
    kinds = settings("map")
    pairs = list(zip(lines, guesses, strict=True))
    claims = [(line, p) for line, p in pairs if line["is_claim"]]
    judged = [(line, p) for line, p in claims if line["claim_type"] in kinds["counted_types"]]
    kind = _table(claims, "claim_type", CLAIM_TYPES)
    kind_top2 = tally(
        [str(line["doc_id"]) for line, _ in claims],
        ["claim"] * len(claims),
        ["claim" if line["claim_type"] in (p.claim_type, p.second_type) else "miss" for line, p in claims],
        ["claim"],
    )
    hype = _table(pairs, "hype", ("yes",))
    traps = [(line, p) for line, p in pairs if line.get("hype_trap")]
    named = [(line, p) for line, p in claims if line.get("population") in _PEOPLE]
    verdict = _table(judged, "verdict", tuple(kinds["judging_labels"]))
    supported = list(kinds["judging_labels"]).index("supported")
    return {
        "schema": "exoderm/evaluation/1",
        "n": len(lines),
        "is_claim": _section(macro_f1=measure(_table(pairs, "is_claim", ("yes", "no")), score.macro)),
        "claim_type": _section(macro_f1=measure(kind, score.macro), top2=measure(kind_top2, _recall(0))),
        "hype": _section(
            f1=measure(hype, score.macro),
            precision=measure(hype, _precision(0)),
            recall=measure(hype, _recall(0)),
            trap_alarms=measure(_table(traps, "hype", ("yes", "no")), _called(0)),
        ),
        "certainty": _section(macro_f1=measure(_table(claims, "certainty", _CERTAINTY), score.macro)),
        "population": _section(recall=measure(_table(named, "population", _PEOPLE), _hits)),
        "verdict": _section(
            macro_f1=measure(verdict, score.macro),
            overcalled=measure(verdict, _overcalled(verdict, supported)),
            supported_found=measure(verdict, _recall(supported)),
            contradicted_found=measure(verdict, _recall(list(kinds["judging_labels"]).index("contradicted"))),
        ),
        "second_reader": dict(kinds["second_reader"]),
    }


def _section(**figures: Figure) -> dict[str, Any]:
    """Figures of one task under their names, their intervals under ``low`` and ``high``, and why one is null."""
    out: dict[str, Any] = {name: figure.value for name, figure in figures.items()}
    out["low"] = {name: figure.low for name, figure in figures.items()}
    out["high"] = {name: figure.high for name, figure in figures.items()}
    missing = {name: "no line with such a label" for name, figure in figures.items() if figure.value is None}
    return {**out, "reason": missing} if missing else out


def _check(lines: list[dict[str, Any]]) -> None:
    if not lines:
        raise InputError(
            "no lines", why="there is nothing to evaluate", action="give a file with one JSON object per line"
        )
    if len(lines) > MOST_LINES:
        raise InputError(f"{len(lines)} lines", why=f"at most {MOST_LINES} are evaluated", action="split the file")
    needed = ("text", "doc_id", "is_claim", "claim_type", "hype", "certainty", "verdict")
    for number, line in enumerate(lines, start=1):
        missing = [k for k in needed if not isinstance(line, dict) or k not in line]
        if missing:
            raise InputError(f"no '{missing[0]}'", where=f"line {number}", why="every line needs " + ", ".join(needed))
        _known(line, number)


def _known(line: Mapping[str, Any], number: int) -> None:
    """Refuse a label that no sentence can get: a misspelt one would count as missed each time. Null is no label."""
    where = f"line {number}"
    for name in ("is_claim", "hype"):
        if line[name] not in (True, False, None):
            raise InputError(
                f"{name} is {line[name]!r:.60}",
                where=where,
                why="it is true or false",
                action="write it without quotes",
            )
    words = {
        "certainty": (*_CERTAINTY, "question"), "claim_type": CLAIM_TYPES, "verdict": settings("map")["labels"].values()
    }  # fmt: skip
    for name, known in words.items():
        if line[name] is not None and line[name] not in known:
            raise unknown(f"label of {name.replace('_', ' ')}", str(line[name]), set(known), where)


def _table(pairs: Sequence[tuple[Mapping[str, Any], Prediction]], name: str, labels: Sequence[str]) -> Tally:
    yes_no = {True: "yes", False: "no"}
    given = [yes_no[v] if isinstance(v := line[name], bool) else str(v) for line, _ in pairs]
    return tally([str(line["doc_id"]) for line, _ in pairs], given, [getattr(p, name) for _, p in pairs], labels)


def _recall(label: int) -> Any:
    return share(lambda c: c[..., label, label], lambda c: c[..., label, :].sum(axis=-1))


def _precision(label: int) -> Any:
    return share(lambda c: c[..., label, label], lambda c: c[..., :, label].sum(axis=-1))


def _called(label: int) -> Any:
    """Share of all lines that were called ``label``."""
    return share(lambda c: c[..., :, label].sum(axis=-1), lambda c: c.sum(axis=(-1, -2)))


def _hits(counts: Floats) -> Floats:
    return share(
        lambda c: c.diagonal(axis1=-2, axis2=-1)[..., :-1].sum(axis=-1), lambda c: c[..., :-1, :].sum(axis=(-1, -2))
    )(counts)


def _overcalled(table: Tally, supported: int) -> Any:
    """Share of unproven, preclinical-only and contradicted claims that were called supported."""
    rows = [table.labels.index(w) for w in ("unproven", "preclinical-only", "contradicted")]
    return share(lambda c: c[..., rows, supported].sum(axis=-1), lambda c: c[..., rows, :].sum(axis=(-1, -2)))
