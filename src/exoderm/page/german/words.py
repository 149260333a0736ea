"""A German sentence as words with their places and readings; fixed phrases are one word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from exoderm.page.german import cards, lexicon
from exoderm.page.german.compounds import look_up
from exoderm.page.german.lexicon import Reading

_TOKEN = re.compile(
    r"(?P<short>\b(?:z\. ?B|d\. ?h|u\. ?a|u\. ?U|i\. ?d\. ?R|ca|bzw|ggf|evtl|inkl|max|mind|usw|etc|vgl|Mio|Mrd|"
    r"Dr|Prof|Nr|St)\.)"
    r"|(?P<day>\b\d{1,2}\.(?=\s+(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)))"
    r"|(?P<code>\d+(?:-[A-Za-z]\w*)+)"
    r"|(?P<power>(?:\d+(?:[.,]\d+)?\s?[x×·*]\s?)?10\^\d+)"
    r"|(?P<number>\d[\d.,]*\d(?:[eE]\d+)?|\d)"
    r"|(?P<word>[^\W\d_][\w®™]*(?:[-'’·][\w]+)*-?)"
    r"|(?P<sign>[^\s])"
)


_THOUSANDS = re.compile(r"^\d{1,3}(?:\.\d{3})+(?:,\d+)?$")


_DENIES = re.compile(r"kein|nie|nicht")


_BODY = cards.named("yours")


@dataclass(frozen=True)
class Word:
    """One word, number or sign of a sentence."""

    text: str
    start: int
    end: int
    kind: str
    """word, number, sign or phrase."""
    readings: tuple[Reading, ...]

    def get(self, *pos: str) -> Reading | None:
        """The first reading of one of some kinds."""
        return next((r for r in self.readings if r.pos in pos), None)

    @property
    def low(self) -> str:
        return self.text.lower()

    @property
    def unknown(self) -> bool:
        return self.kind == "word" and not self.readings


def words(text: str) -> list[Word]:
    """Words of a sentence with their readings; fixed phrases are one word."""
    plain = _ordering(_yours(_ranges(list(_plain(text)))))
    joined: list[Word] = []
    at = 0
    while at < len(plain):
        size, said = _phrase(plain, at)
        if size:
            first, last = plain[at], plain[at + size - 1]
            shown_, _, form = said.partition(" @")
            reading = Reading("phrase", shown_, form=form)
            joined.append(Word(text[first.start : last.end], first.start, last.end, "phrase", (reading,)))
            at += size
        elif plain[at].low == "noch" and at + 1 < len(plain) and _DENIES.match(plain[at + 1].low):
            # "noch nie", "noch kein": the "noch" says no more
            at += 1
        else:
            joined.append(plain[at])
            at += 1
    return joined


def _yours(plain: list[Word]) -> list[Word]:
    """ "Ihre Haut" at the beginning of a sentence is the reader's."""
    if (
        len(plain) > 1
        and re.fullmatch(r"Ihr(?:e[nmrs]?)?", plain[0].text)
        and any(r.pos == "noun" and r.lemma in _BODY for r in plain[1].readings)
    ):
        return [replace(plain[0], readings=look_up(plain[0].text)), *plain[1:]]
    return plain


def _ordering(plain: list[Word]) -> list[Word]:
    """ "Spritzen Sie": before "Sie" at the beginning of a sentence stands a verb, though a noun is written so too."""
    if len(plain) > 1 and plain[1].text == "Sie" and plain[0].get("verb"):
        return [replace(plain[0], readings=tuple(r for r in plain[0].readings if r.pos == "verb")), *plain[1:]]
    return plain


def _ranges(plain: list[Word]) -> list[Word]:
    """ "30-150": a dash between two numbers is "bis"."""
    return [
        Word("bis", w.start, w.end, "word", (Reading("conjunction", "to", "bis"),))
        if w.text in ("-", "–")
        and 0 < i < len(plain) - 1
        and plain[i - 1].kind == "number"
        and plain[i + 1].kind == "number"
        else w
        for i, w in enumerate(plain)
    ]


def _phrase(plain: list[Word], at: int) -> tuple[int, str]:
    for row, said in lexicon.phrases().get(plain[at].low, ()):
        after = plain[at + len(row)].low if at + len(row) < len(plain) else ""
        if said.endswith("@verb") and after in ("werden", "worden", "wird", "wurde", "wurden"):
            # "nicht ausgeschlossen werden" is a verb.
            continue
        if tuple(w.low for w in plain[at : at + len(row)]) == row:
            return len(row), said
    return 0, ""


def _plain(text: str) -> Iterator[Word]:
    first = True
    for hit in _TOKEN.finditer(text):
        kind, shown = str(hit.lastgroup), hit.group()
        start, end = hit.span()
        if kind == "day":
            yield Word(shown, start, end, "number", (Reading("number", shown.rstrip(".")),))
        elif kind == "number":
            yield Word(shown, start, end, "number", (Reading("number", number(shown)),))
        elif kind == "power":
            yield Word(shown, start, end, "number", (Reading("number", shown.replace(",", ".")),))
        elif kind == "code":
            yield Word(shown, start, end, "word", (Reading("name", shown, shown, number="s"),))
        elif kind == "sign":
            yield Word(shown, start, end, "sign", (Reading("sign", shown),))
        else:
            # At its beginning, "Sie" speaks of them rather than of the reader.
            form = shown.replace("’", "'")
            if first and re.fullmatch(r"Sie|Ihr(?:e[nmrs]?)?", shown):
                form = form.lower()
            yield Word(
                form if form in ("sie",) else shown, start, end, "word", look_up(form, first and form[:1].isupper())
            )
        if kind != "sign":
            first = False
        elif shown in '.:!?•*–—„“"»«(':
            first = True


def number(shown: str) -> str:
    """A German number in English notation: "1.234,5" is "1,234.5"."""
    if _THOUSANDS.match(shown):
        return shown.replace(".", "\0").replace(",", ".").replace("\0", ",")
    if "," in shown and shown.count(",") == 1 and "." not in shown:
        return shown.replace(",", ".")
    return shown
