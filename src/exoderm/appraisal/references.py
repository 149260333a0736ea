"""Looking up what a page cites: confirmed, contradicted, or could not be confirmed. Never an accusation.

An entry and a work are the same where they share a DOI or nearly a title. They are *meant* the same where first author,
year and journal agree and both speak of the same thing, or where an authority, the year and the subject do. Then each
part that both give is compared: a part that differs contradicts the entry, and the reason names what the record has.
No record is no finding: the list of works is short, and its silence proves nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from exoderm.evidence.work import Work
from exoderm.page.reference import Place, Reference

Status = Literal["confirmed", "contradicted", "could_not_be_confirmed"]

NO_RECORD = "No record of it was found, which does not prove that none exists."
SAME_TITLE = 88.0
"""Likeness of two titles from which on they are one (0 to 100); subtitles may be missing."""
SHARED_WORDS = 2
"""Words of substance that two titles share where author, year and journal are the same."""
_COMMON = frozenset((
    "the", "and", "for", "with", "from", "are", "its", "their", "via", "after", "during", "into", "between", "under",
    "using", "study", "studies", "analysis", "systematic", "review", "trial", "effect", "effects", "role", "clinical",
    "randomized", "randomised", "controlled", "human", "mouse", "mice", "cell", "cells", "based", "new",
))  # fmt: skip


@dataclass(frozen=True)
class Looked:
    """One entry of a page's list with what became of looking it up."""

    reference: Reference
    status: Status
    reason: str
    work: str | None = None
    """Id of the work it was compared with."""


def look_up(references: Iterable[Reference], works: Mapping[str, Work]) -> tuple[Looked, ...]:
    """Every entry, in the order of the page."""
    return tuple(_one(reference, works) for reference in references)


def _one(reference: Reference, works: Mapping[str, Work]) -> Looked:
    if not reference.listed:
        return Looked(reference, "could_not_be_confirmed", "The text cites this number, and the list does not hold it.")
    closest = max(works.values(), key=lambda work: _likeness(reference, work), default=None)
    if closest is None or _likeness(reference, closest) <= 0.0:
        elsewhere = _taken(reference, works)
        if elsewhere is not None:
            return Looked(reference, "contradicted", _place_of_another(reference, elsewhere), elsewhere.id)
        return Looked(
            reference, "could_not_be_confirmed", "No record of it was found, which does not prove that none exists."
        )
    against = _against(reference, closest, works)
    if against:
        return Looked(reference, "contradicted", f"A public record has {'; '.join(against)}.", closest.id)
    return Looked(reference, "confirmed", "A public record matches in every part that both give.", closest.id)


def _likeness(reference: Reference, work: Work) -> float:
    """How surely an entry means a work, 0 to 3."""
    if reference.doi and work.doi and _bare(reference.doi) == _bare(work.doi):
        return 3.0
    alike = _alike(reference.title, work.title)
    if alike >= SAME_TITLE:
        return 1.0 + alike / 100.0
    shared = _substance(reference.title) & _substance(work.title)
    if len(shared) < SHARED_WORDS or not work.year or reference.year != work.year:
        return 0.0
    person = _family(reference.authors) and _family(reference.authors) == _family(work.authors)
    if person and work.journal and _same_journal(reference.place.journal, work.journal):
        return 0.5 + alike / 1000.0
    if work.form in ("notice", "document") and _same_body(reference.authors, work.authors):
        return 0.5 + alike / 1000.0
    return 0.0


def _against(reference: Reference, work: Work, works: Mapping[str, Work]) -> list[str]:
    """What the record has otherwise, in words; empty where all that both give agrees."""
    found, place = [], reference.place
    same_title = _alike(reference.title, work.title)
    other_numbers = same_title >= SAME_TITLE and not _numbers_agree(reference.title, work.title)
    if reference.title and work.form not in ("notice", "document") and (same_title < SAME_TITLE or other_numbers):
        found.append(f"the title “{work.title}”")
    if reference.year and work.year and reference.year != work.year:
        found.append(f"the year {work.year}")
    if reference.date and work.date and reference.date != work.date:
        found.append(f"the date {work.date}")
    people = _family(reference.authors), _family(work.authors)
    if all(people) and people[0] != people[1] and work.form not in ("notice", "document"):
        found.append(f"{work.authors.split(',')[0]} as first author")
    if work.form == "document" and (place.volume or place.first):
        found.append("a document of its own, in no volume and with no journal pages")
    if work.journal and place.journal and not _same_journal(place.journal, work.journal):
        found.append(f"the journal {work.journal}")
    found += _numbers_against(place, work)
    if reference.doi and work.doi and _bare(reference.doi) != _bare(work.doi):
        found.append(f"the DOI {work.doi}")
    if found and (other := _taken(reference, works)) is not None and other.id != work.id:
        found.append(f"the cited number {place.first} belongs to “{other.title}”")
    return found


def _numbers_against(place: Place, work: Work) -> list[str]:
    first, _, last = work.pages.partition("-")
    pairs = (
        ("volume", place.volume, work.volume, _same_number), ("issue", place.issue, work.issue, _same_number),
        ("page or article", place.first, first, _same_number), ("last page", place.last, last, _same_last),
    )  # fmt: skip
    return [f"{what} {ours}" for what, theirs, ours, same in pairs if theirs and ours and not same(theirs, ours)]


def _taken(reference: Reference, works: Mapping[str, Work]) -> Work | None:
    """The work whose article number an entry gives for another: long numbers are given once per journal."""
    number = reference.place.first
    if len(re.sub(r"\D", "", number)) < 5:
        return None
    for work in works.values():
        if work.pages == number and _same_journal(reference.place.journal, work.journal):
            return work if _alike(reference.title, work.title) < SAME_TITLE else None
    return None


def _place_of_another(reference: Reference, work: Work) -> str:
    return f"A public record has another work under the number {reference.place.first} of that journal: “{work.title}”."


def _plain(text: str) -> str:
    flat = unicodedata.normalize("NFKD", text.lower())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", "".join(c for c in flat if not unicodedata.combining(c))).split())


def _alike(one: str, other: str) -> float:
    """Likeness of two titles, of which one may lack its subtitle if it is still of some length."""
    from rapidfuzz import fuzz  # most pages cite nothing

    short, long = sorted((_plain(one), _plain(other)), key=len)
    whole = float(fuzz.token_sort_ratio(short, long))
    return whole if len(short.split()) < 5 else max(whole, float(fuzz.ratio(short, long[: len(short)])))


def _numbers_agree(one: str, other: str) -> bool:
    """Whether the shorter of two like titles has no number that the longer lacks."""
    short, long = sorted((one, other), key=len)
    return Counter(re.findall(r"\d+", short)) <= Counter(re.findall(r"\d+", long))


def _substance(title: str) -> set[str]:
    """Stems of a title's words that say what it is about."""
    return {word[:7] for word in _plain(title).split() if word not in _COMMON and len(word) > 3}


def _family(authors: str) -> str:
    """The first author's family name, or nothing where none is shown."""
    first = re.split(r",|;| and |\bet al\b", authors)[0].strip()
    words = [w for w in first.split() if not re.fullmatch(r"(?:[A-Z]\.?-?){1,4}", w)]
    return _plain(" ".join(words)) if 0 < len(words) <= 3 else ""


def _same_body(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return fuzz.token_set_ratio(_plain(one).replace("labor ", "labour "), _plain(other)) >= 85.0


def _same_journal(one: str, other: str) -> bool:
    """Whether a journal's name and an abbreviation of it are the same: words in order, each beginning the other."""
    a = [w for w in _plain(one).split() if w not in ("of", "the", "and", "in", "for", "on")]
    b = [w for w in _plain(other).split() if w not in ("of", "the", "and", "in", "for", "on")]
    if not a or not b:
        return False
    if len(a) == 1 and len(a[0]) <= 5 and len(b) > 1:
        return a[0] == "".join(w[0] for w in b)
    if len(b) == 1 and len(b[0]) <= 5 and len(a) > 1:
        return b[0] == "".join(w[0] for w in a)
    return len(a) == len(b) and all(x.startswith(y) or y.startswith(x) for x, y in zip(a, b, strict=True))


def _same_number(one: str, other: str) -> bool:
    """Page 2837 and 02837 are one, and so are article 31242 and e31242."""
    a, b = (re.sub(r"^e(?=\d)", "", x.lower()).lstrip("0") for x in (one, other))
    return a == b


def _same_last(one: str, other: str) -> bool:
    """Last pages are shortened: 20 after 9412 is 9420."""
    a, b = sorted((one.lower(), other.lower()), key=len)
    return b.endswith(a)


def _bare(doi: str) -> str:
    return doi.lower().strip().rstrip(".")
