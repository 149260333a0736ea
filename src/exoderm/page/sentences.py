"""A block of text to its sentences, each with its place."""

from __future__ import annotations

import re

LONGEST = 2_000
"""Characters of one sentence; longer ones are cut, so that no pattern ever sees a giant."""

_SHORT = frozenset(
    [
        "al",
        "approx",
        "bzw",
        "ca",
        "cf",
        "co",
        "corp",
        "dr",
        "dept",
        "e.g",
        "eg",
        "ed",
        "eds",
        "eq",
        "etc",
        "et",
        "fig",
        "figs",
        "i.e",
        "ie",
        "inc",
        "jr",
        "ltd",
        "max",
        "min",
        "mr",
        "mrs",
        "ms",
        "no",
        "nos",
        "nr",
        "p",
        "pp",
        "prof",
        "ref",
        "refs",
        "resp",
        "sec",
        "sr",
        "st",
        "u.s",
        "u.k",
        "u.s.a",
        "vol",
        "vs",
        "z.b",
        "d.h",
        "usw",
        "ph.d",
        "m.d",
    ]
)
_END = re.compile(
    r"""(?P<mark>(?<![.!?…])[.!?…]++["'”’»“)\]]*(?:\s*\[\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\])*)(?P<gap>\s+)(?=["'“‘«„»(\[]?[A-ZÄÖÜÀ-Þ0-9•*])"""
    r"""|(?<=[a-z]{3})(?P<glued>[.!?])(?=[A-Z][a-z]+\s)"""
    r"""|(?P<line>(?<!\n)\n++)(?=["'“‘«(\[]?[A-ZÄÖÜ0-9•✓✔-])"""
)
_GERMAN = re.compile(
    r"(?:^|[\s(])(?:Mrd|Mio|Tsd|inkl|exkl|ggf|evtl|vgl|bspw|mind|z|u|d|i|s|o|a|B|h|R|U|Abs|Art|Std|Min|Sek|Tel|Str|\d{1,2})\.$"
)
"""What stands before a full stop that ends no German sentence."""
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]{0,12})$")


def split(text: str, offset: int = 0, code: str = "en") -> list[tuple[int, int]]:
    """Places (start, end) of the sentences of a block; abbreviations, initials and decimals do not end one.

    ``code`` is the language: German writes days, ordinals and large numbers with a full stop.
    """
    cuts: list[int] = []
    for hit in _END.finditer(text):
        if hit.group("line") is not None:
            cuts.append(hit.start())
        elif hit.group("glued") is not None:
            cuts.append(hit.end())
        elif not _abbreviation(text, hit.start(), hit.group("mark")) and not (
            code == "de" and _GERMAN.search(text, max(0, hit.start() - 14), hit.start() + 1)
        ):
            cuts.append(hit.end("mark"))
    spans: list[tuple[int, int]] = []
    start = 0
    for cut in [*cuts, len(text)]:
        for a, b in _pieces(text, start, cut):
            spans.append((a + offset, b + offset))
        start = cut
    return spans


def _abbreviation(text: str, at: int, mark: str) -> bool:
    if mark != ".":
        return False
    before = _LAST_WORD.search(text, max(0, at - 14), at)
    if before is None:
        return False
    word = before.group(1)
    if len(word) == 1 and word.isupper():
        # "J. Smith" is an initial; "vitamin C. Then" ends a sentence.
        return not re.search(
            r"(?:vitamin|type|group|hepatitis|grade|phase|level)\s$", text[max(0, at - 12) : at - 1], re.I
        )
    if word.lower() == "no":
        return bool(re.match(r"\.\s+\d", text[at : at + 6]))
    return word.lower() in _SHORT


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretch without its outer blanks, cut where it is longer than any sentence should be."""
    found: list[tuple[int, int]] = []
    while start < end:
        while start < end and text[start].isspace():
            start += 1
        stop = min(end, start + LONGEST)
        if stop < end:
            blank = text.rfind(" ", start, stop)
            stop = blank if blank > start else stop
        last = stop
        while last > start and text[last - 1].isspace():
            last -= 1
        if last > start:
            found.append((start, last))
        start = stop
    return found
