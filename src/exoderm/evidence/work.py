"""Works by which a citation can be looked up: who, when, where, in which form. What a work found is said elsewhere.

Every study card is such a work; cards of kind ``work`` add those that are cited often and judge nothing here. Absence
is no proof: what is not among them could not be confirmed, and no more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field

from exoderm.evidence import study
from exoderm.library import shelf
from exoderm.library.value import Frozen


class Work(Frozen):
    """One publication as a reader finds it; what is empty is not known of it."""

    id: str
    form: Literal["article", "notice", "document", "unknown"] = Field(
        "unknown", description="in a journal, an authority's notice of a day, or a document of its own"
    )
    title: str
    authors: str = Field("", description="families and initials, or the body that published it")
    year: int | None = None
    date: str = Field("", description="day of publication, YYYY-MM-DD, where it is known")
    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = Field("", description="first and last page, or the article's number")
    doi: str = ""
    url: str = ""
    statement: str = Field("", description="what it is, in our own words")
    status: Literal["seen", "secondary", "recalled"]
    as_of: str = Field(description="date at which the record was made, YYYY-MM-DD")


_PLACE = re.compile(r"^(?P<journal>.*?)\s+(?P<volume>\d{1,4})(?:\((?P<issue>[^)]+)\))?(?::(?P<pages>[\w.-]+))?$")


def load(extra: Path | None = None) -> Mapping[str, Work]:
    """All works by id: cards of kind ``work``, and studies that were read or quoted; never one from memory."""
    known = dict(shelf.load("work", Work, extra))
    told = {card.url for card in known.values() if card.url}
    for name, card in study.load(extra).items():
        if card.status != "recalled" and card.url not in told:
            known.setdefault(name, of_study(card))
    return known


def of_study(card: study.Study) -> Work:
    """The bibliographic side of a study card, whose ``journal`` reads like "J Extracell Vesicles 7(1):1535750"."""
    hit = _PLACE.match(card.journal)
    plain = "" if re.search(r"\d|preprint|abstract|guidance", card.journal) else card.journal
    place = {k: v or "" for k, v in hit.groupdict().items()} if hit else {"journal": plain}
    return Work(
        id=card.id, form="article" if hit else "unknown", title=card.title, authors=card.authors, year=card.year,
        doi=card.doi or "", url=card.url or "", statement=card.statement, status=card.status, as_of=card.as_of, **place,
    )  # fmt: skip
