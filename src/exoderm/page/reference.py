"""The references that a page lists: each entry taken apart, and whether the text cites it.

An entry is read by what its parts look like and not by one style: APA, Vancouver, Harvard and Nature put the same parts
in different places. What is not found is left empty; nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from exoderm.page.page import Page

MOST = 400
"""Entries of a page that are read."""


@dataclass(frozen=True)
class Place:
    """Where a work stands: journal, volume, issue, first page or article number, last page."""

    journal: str = ""
    volume: str = ""
    issue: str = ""
    first: str = ""
    last: str = ""


@dataclass(frozen=True)
class Reference:
    """One entry of a list of references, or a number that the text cites and the list does not hold."""

    number: int | None
    text: str
    start: int
    end: int
    authors: str = ""
    year: int | None = None
    title: str = ""
    place: Place = Place()
    doi: str = ""
    date: str = ""
    """A day in the entry, YYYY-MM-DD."""
    cited: bool = False
    listed: bool = True


_NUMBER = re.compile(r"^\s*[-*•–]?\s*(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.)])\s+")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>,;]+", re.I)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\bdoi:?\s*", re.I)
_YEAR = re.compile(r"(?<![\d.:/-])((?:19|20)\d\d)(?![\d:/])[a-z]?")
_IN_BRACKETS = re.compile(r"\(((?:19|20)\d\d)[a-z]?(?:,[^)]{0,30})?\)")
_PAGES = r"(?P<first>[a-z]{0,4}\d[\w.]*)(?:\s*[-–—]\s*(?P<last>[a-z]?\d[\w.]*))?"
_PLACES = (
    # vol. 7, no. 1, pp. 3-9
    re.compile(rf"(?P<journal>[^.]*?)[,.]?\s+vol\.?\s*(?P<volume>\d{{1,4}})\s*(?:,?\s*(?:no|iss(?:ue)?)\.?\s*(?P<issue>[\w-]{{1,12}}))?\s*(?:,?\s*pp?\.?\s*{_PAGES})?\s*\.?$", re.I),  # noqa: E501
    # 19(10), 1456-1467 and 9, 2837 (APA)
    re.compile(rf"(?P<journal>[^.]*?)[,.]?\s+(?P<volume>\d{{1,4}})\s*(?:\((?P<issue>[^)]{{1,12}})\))?\s*,\s*(?:pp?\.?\s*)?{_PAGES}\s*\.?$", re.I),  # noqa: E501
    # 2018;7(1):1535750 (Vancouver) and 7(1):1535750
    re.compile(rf"(?P<journal>[^.;]*?)[.,]?\s*(?:(?:19|20)\d\d[^;:]{{0,12}};)?\s*(?P<volume>\d{{1,4}})\s*(?:\((?P<issue>[^)]{{1,12}})\))?\s*:\s*{_PAGES}\s*\.?$", re.I),  # noqa: E501
)  # fmt: skip
_CITED = re.compile(r"\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED_RUN = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[,⁻–-][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})*")
_SHORT_DATE = re.compile(r"\b(\d{2}|(?:19|20)\d\d)[-./](\d{1,2})[-./](\d{1,2})\b")
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_LONG_DATE = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(_MONTHS)})\s+((?:19|20)\d\d)\b", re.I)
_US_DATE = re.compile(rf"\b({'|'.join(_MONTHS)})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b", re.I)


def references(page: Page) -> tuple[Reference, ...]:
    """Entries in the order of the list, then numbers that the text cites and the list does not hold."""
    entries = [b for b in page.blocks if b.role == "reference"][:MOST]
    text = "\n".join(b.text for b in page.blocks if b.role not in ("reference", "nav"))
    cited = _numbers(text)
    found = []
    marks = [_NUMBER.match(block.text) for block in entries]
    counted = bool(cited) and not any(marks)  # a list that its page numbers holds no numbers: they follow its order
    for at, (block, numbered) in enumerate(zip(entries, marks, strict=True), start=1):
        number = int(next(g for g in numbered.groups() if g)) if numbered else at if counted else None
        entry = take_apart(block.text[numbered.end() :] if numbered else block.text)
        said = (number or at) in cited if cited else _named(entry, text)
        found.append(_placed(entry, number, block.text, block.start, block.end, said))
    known = {entry.number for entry in found if entry.number}
    absent = sorted(cited - known) if known else []
    return (*found, *(Reference(n, "", 0, 0, cited=True, listed=False) for n in absent))


def _placed(entry: Reference, number: int | None, text: str, start: int, end: int, cited: bool) -> Reference:
    return Reference(
        number, text, start, end, entry.authors, entry.year, entry.title, entry.place, entry.doi, entry.date, cited
    )


def take_apart(text: str) -> Reference:
    """Authors, year, title, place, DOI and date of one entry, as far as they are found."""
    doi = _DOI.search(text)
    plain = _ADDRESS.sub("", _DOI.sub("", text)).strip().rstrip(".,; ") + "."
    bracketed = _IN_BRACKETS.search(plain)
    years = [int(y) for y in _YEAR.findall(plain)]
    year = int(bracketed.group(1)) if bracketed else years[-1] if years else None
    if bracketed and bracketed.start() < 0.6 * len(plain) and bracketed.start() > 2:
        authors, rest = plain[: bracketed.start()], plain[bracketed.end() :]
    else:
        authors, _, rest = _cut(_IN_BRACKETS.sub("", plain))
    title, place = _title(rest.strip(" .,"))
    return Reference(
        None, text, 0, 0, authors.strip(" .,"), year, title.strip(" .,\"“”"), read_place(place),
        doi.group().rstrip(".)") if doi else "", _date(plain),
    )  # fmt: skip


def _title(text: str) -> tuple[str, str]:
    """The title, in quotation marks or up to its full stop, and what follows."""
    quoted = re.match(r"[\"“'‘](.{8,400}?)[\"”'’],?\s+", text)
    if quoted:
        return quoted.group(1), text[quoted.end() :]
    title, _, place = _cut(text)
    return title, place


def read_place(text: str) -> Place:
    """Journal, volume, issue and pages of what follows a title, such as "J Extracell Vesicles 7(1):1535750"."""
    words = " ".join(re.sub(r"(?<![\w–—-])\(?(?:19|20)\d\d\)?\.?$", "", text.strip(" .,")).split()).strip(" .,")
    for look in _PLACES:
        if hit := look.search(words):
            part = {k: (v or "").strip() for k, v in hit.groupdict().items()}
            return Place(part["journal"].strip(" .,"), part["volume"], part["issue"], part["first"], part["last"])
    return Place(re.sub(r"[\d(:].*$", "", words).strip(" .,"))


def _cut(text: str) -> tuple[str, str, str]:
    """A text before and after the first full stop that ends a part: not one behind an initial or an abbreviation."""
    for hit in re.finditer(r"\bet al\.\s+|[.?!]\s+(?=[A-Z\"“(])", text):
        if hit.group().startswith("et"):
            return text[: hit.start()], ".", text[hit.end() :]
        before = text[: hit.start()]
        last = before.split()[-1] if before.split() else ""
        if re.fullmatch(r"(?:[A-Z]\.?)+|eds?|St|Jr|vs|no|vol", last) and not re.fullmatch(r"[A-Z]{2,}s?", last):
            continue
        return before, ".", text[hit.end() :]
    return text, "", ""


def _numbers(text: str) -> set[int]:
    """Numbers that the text cites in square brackets or raised: [3], [2, 5-7], ³."""
    runs = [hit.group(1) for hit in _CITED.finditer(text)]
    runs += [hit.group().translate(_RAISED).replace("⁻", "-") for hit in _RAISED_RUN.finditer(text)]
    found: set[int] = set()
    for run in runs:
        for part in re.split(r"[,;]", run):
            ends = [int(n) for n in re.findall(r"\d+", part)]
            if len(ends) == 2 and 0 < ends[1] - ends[0] < 60:
                found |= set(range(ends[0], ends[1] + 1))
            else:
                found |= set(ends)
    return found - {0}


def _named(entry: Reference, text: str) -> bool:
    """Whether the text names the first author and the year together: (Zhang et al., 2021)."""
    family = re.split(r"[,\s]", entry.authors.strip())[0] if entry.authors else ""
    if len(family) < 3 or entry.year is None:
        return False
    return bool(re.search(rf"\b{re.escape(family)}\b[^\n;]{{0,60}}?\b{entry.year}\b", text))


def _date(text: str) -> str:
    if hit := _LONG_DATE.search(text):
        day, month, year = hit.groups()
    elif hit := _US_DATE.search(text):
        month, day, year = hit.groups()
    elif hit := _SHORT_DATE.search(text):
        short, number, day = hit.groups()
        year, month = (short if len(short) == 4 else f"20{short}"), number
    else:
        return ""
    at = _MONTHS.index(month.lower()) + 1 if month.lower() in _MONTHS else int(month)
    return f"{year}-{at:02d}-{int(day):02d}" if 1 <= at <= 12 and 1 <= int(day) <= 31 else ""
