"""Which risks a text names, by the longest words that fit: "active infection" is no infection that was seen.

A page names a risk where a sentence warns of it. A promise ("prevents melanoma") and a comparison ("unlike retinol")
hold the same words and warn of nothing. What is in the vial (its germs, its donors) is named where it is spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from exoderm.evidence.risk import Risk
from exoderm.page import side_effect, warning
from exoderm.page.denial import LONGEST, Denials
from exoderm.page.page import Claim, Page
from exoderm.page.phrase import Index, compile_phrases, index


def mentioned(text: str, risks: Iterable[Risk]) -> list[tuple[Risk, int, int]]:
    """Each risk with the places of its words, save words that lie within longer ones of another risk."""
    text, known = text[:LONGEST], {r.id: r for r in risks}
    named = _index(tuple((r.id, r.named_by) for r in known.values())).ideas(text)
    found = [(known[i], *m.span()) for i in known if i in named for m in _pattern(known[i].named_by).finditer(text)]
    return [
        (risk, a, b)
        for risk, a, b in found
        if not any(o is not risk and c <= a and b <= d and d - c > b - a for o, c, d in found)
    ]


def named(page: Page, claims: Sequence[Claim], risks: Iterable[Risk]) -> frozenset[str]:
    """Ids of the risks that a page names."""
    known = tuple(risks)
    out: set[str] = set()
    for claim, kind in warning.read(page, claims):
        out |= {r.id for r, a, b in mentioned(claim.text, known) if _counts(r, kind, claim.text, a, b)}
    return frozenset(out)


def _counts(risk: Risk, kind: warning.Warns | None, text: str, at: int, until: int) -> bool:
    """Whether a mention names the risk: "not in pregnancy" does, "no allergies were seen" does not."""
    denied = Denials(text[:LONGEST]).denied(at, until, inside=False)
    if risk.about == "product":
        return not denied
    if kind == "caution":
        return risk.about != "harm"  # "not with an infection" is of whom it is for, not of what went wrong
    return kind == "harm" and not denied and not side_effect.relieved(text[:LONGEST], at)


@lru_cache(maxsize=8)
def _index(named_by: tuple[tuple[str, tuple[str, ...]], ...]) -> Index:
    return index({risk: [f"{word}*" for word in words] for risk, words in named_by})


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return compile_phrases(f"{word}*" for word in words)
