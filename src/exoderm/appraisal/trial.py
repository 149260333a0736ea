"""A sentence that tells of a trial: how it was done, in how many people, what came out; held against that trial.

Such a sentence says less than a promise. It holds if a trial of that kind is in the records and came out so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from exoderm.appraisal.finding import Finding
from exoderm.appraisal.match import Match, records
from exoderm.library.terms import Verdict
from exoderm.page.ideas import Ideas
from exoderm.page.numerals import digits
from exoderm.page.page import Claim

Result = Literal["gain", "none", "large", "faded"]

_PEOPLE = re.compile(
    r"(?<![\w.])(?P<n>\d{1,4}) (?:[a-z]+ )?"
    r"(?:people|patients|women|men|volunteers|participants|adults|subjects|persons)\b",
    re.IGNORECASE,
)


_SIZE = re.compile(r"small|large|big|pilot", re.IGNORECASE)


@dataclass(frozen=True)
class Report:
    """What the sentence tells of the trial."""

    people: int | None
    controlled: bool
    placebo: bool
    result: Result
    loose: bool = False
    """How it was controlled is not said ("a small trial")."""


def read(ideas: Ideas, claim: Claim) -> Report | None:
    """The trial that the sentence tells of; ``None`` unless it says how it was done or in how many people."""
    people = _PEOPLE.search(digits(ideas.text))
    open_ = ideas.says("uncontrolled")
    observed = (
        bool(claim.slots.outcomes)
        and not ideas.has("harm")
        and ideas.has("human_trial", "uncontrolled", "trial_design")
    )
    designed = ideas.says("trial_design") or open_
    if not (ideas.has("evidence_word", "trial_word") or observed) or not (designed or people):
        return None
    return Report(
        int(people["n"]) if people else None,
        not open_,
        ideas.says("placebo_word"),
        _result(ideas, claim),
        _loose(ideas),
    )


def _loose(ideas: Ideas) -> bool:
    """Whether nothing but its size is told of how the trial was made."""
    made = [m for m in ideas.of("trial_design") if not m.denied]
    return all(_SIZE.match(ideas.text[m.start : m.end]) for m in made)


def _result(ideas: Ideas, claim: Claim) -> Result:
    if ideas.says("lasting_gain", "large_gain"):
        return "large"
    if ideas.says("faded"):
        return "faded"
    return "none" if ideas.has("no_gain") or claim.certainty == "negated" else "gain"


def judge(report: Report, claim: Claim, matches: Sequence[Match], words: str) -> Finding:
    """The verdict on what is told, from the trials in people of that outcome, route and kind of product."""
    mine = [m for m in matches if m.study.who.level == "human" and m.side != "neither" and _same(m, report, claim)]
    pro, con = [m for m in mine if m.side == "for"], [m for m in mine if m.side == "against"]
    if not mine and report.loose and report.controlled:
        return judge(replace(report, controlled=False), claim, matches, words)
    if not mine:
        of = f" of {report.people} people" if report.people else ""
        return _finding("unsupported", f"No such study{of} on {words} was located.", [])
    if not report.controlled:
        return _finding("preliminary", f"Studies on {words} without a control exist and point that way.", mine)
    if report.result == "large":
        return _finding("overstated", f"The studies on {words} found less than that.", mine)
    if report.result == "none":
        if con:
            return _finding("supported", f"A study on {words} that found no difference is in the records.", con + pro)
        return _finding("contradicted", f"The study on {words} found a difference.", pro)
    if report.result == "faded":
        faded = [m for m in pro if "fade" in " ".join(m.study.bias) or m.study.direction == "favours_small"]
        return (
            _finding("supported", f"A study on {words} in which the gain shrank again is in the records.", faded)
            if faded
            else _finding("unsupported", f"No study on {words} in which a gain shrank again was located.", mine)
        )
    if pro:
        return _finding(
            "supported", f"Said of a trial, and so judged there: such a result on {words} was reported.", pro + con
        )
    return _finding("contradicted", f"The located study on {words} found no difference.", con)


def _same(match: Match, report: Report, claim: Claim) -> bool:
    """Whether a study is of the size, route and kind of product that the sentence tells of."""
    if report.people is not None:
        return match.study.n == report.people
    own = claim.slots.preparation
    if own in ("conditioned_medium", "platelet_extract") and match.study.preparation != own:
        return False
    if report.placebo and not match.study.vehicle:
        return False
    if report.controlled and not match.study.controlled:
        return False
    return claim.slots.route == "unknown" or "route" not in match.failures


def _finding(word: Verdict, reason: str, matches: Sequence[Match]) -> Finding:
    return Finding("outcome", word, reason, records(matches), ("own_level",))
