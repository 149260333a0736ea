"""What a record is called where it is shown: short beside a claim, in full in a list, and how it was read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from exoderm.evidence.law import Law
from exoderm.evidence.law import load as load_laws
from exoderm.evidence.risk import Risk
from exoderm.evidence.risk import load as load_risks
from exoderm.evidence.study import Study
from exoderm.evidence.study import load as load_studies
from exoderm.library import cite

Status = Literal["seen", "secondary", "recalled"]


@dataclass(frozen=True)
class Source:
    """One study, law or risk card as a source to be named."""

    id: str
    short: str
    """"Zhang 2021" for a study, "FDA, as of 2019" for a rule of law."""
    text: str
    """The full citation in one line, with how it was read if not at first hand."""
    doi: str | None
    url: str | None
    status: Status | None
    """Read itself, second-hand, or recalled and not confirmed; ``None`` for risks, which gather other cards."""


def sources(
    studies: Mapping[str, Study] | None = None,
    laws: Mapping[str, Law] | None = None,
    risks: Mapping[str, Risk] | None = None,
) -> Mapping[str, Source]:
    """Every card that a verdict may rest on, by id; shelves that are not given are the package's own."""
    return {
        **{r.id: _of_risk(r) for r in (load_risks() if risks is None else risks).values()},
        **{r.id: _of_law(r) for r in (load_laws() if laws is None else laws).values()},
        **{s.id: _of_study(s) for s in (load_studies() if studies is None else studies).values()},
    }


def _of_study(study: Study) -> Source:
    return Source(study.id, cite.short(study), cite.text(study), study.doi, study.url, study.status)


def _of_law(law: Law) -> Source:
    # "FDA, biologics centre, letter 7" is known as FDA, but a "Food, Drug and Cosmetic Act" keeps its commas.
    who = re.split(r";|, (?=[a-z])", law.authority)[0]
    title = law.source.title.rstrip(".")
    text = f"{law.authority} ({law.jurisdiction}). {title}. {_as_of(law.as_of).capitalize()}."
    note = cite.NOT_READ.get(law.status)
    text = f"{text} [{note}]" if note else text
    return Source(law.id, f"{who}, {_as_of(law.as_of, year=True)}", text, None, law.source.url, law.status)


def _of_risk(risk: Risk) -> Source:
    text = f"{risk.title}. Read in {', '.join((*risk.studies, *risk.laws))}. {_as_of(risk.as_of).capitalize()}."
    return Source(risk.id, f"{risk.title}, {_as_of(risk.as_of, year=True)}", text, None, None, None)


def _as_of(when: str | None, year: bool = False) -> str:
    return f"as of {when[:4] if year else when}" if when else "without a date"
