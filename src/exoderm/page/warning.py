"""Whether a sentence warns: it tells of a harm, or it tells somebody to take care. A promise warns of nothing.

harm     "redness may occur", "five patients had sepsis"
caution  "not in pregnancy", "tell us of blood thinners", and what is listed under "Contraindications"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, partial
from typing import Literal

from exoderm.page import side_effect, wordlist
from exoderm.page.page import Claim, Page

Warns = Literal["harm", "caution"]

_CARE = ("avoids", "stop_word", "tests_first")
_CARELESS = ("fit_for", "goes_on", "no_doctor", "no_asking")
_PROMISED = ("no_harm", "lowers_harm", "safe_word_firm")
_OPEN = ("open_question", "unmeasured", "evidence_weak", "lacks_proof")
_either = partial(wordlist.either, "warning")


@cache
def _forbids() -> re.Pattern[str]:
    return re.compile(rf"\b{_either('must_not')} {_either('act')}\b|\b{_either('tell_us')}\b", re.IGNORECASE)


_ENDS = re.compile(r":\s*$")


@cache
def _listed() -> re.Pattern[str]:
    """Headings under which a bare word is a warning."""
    return re.compile(rf"\b(?P<caution>{_either('caution')})\b|\b(?P<harm>{_either('harm')})\b", re.IGNORECASE)


def warns(claim: Claim) -> Warns | None:
    """What a sentence warns of by itself; ``None`` where it promises, describes or only names."""
    ideas = claim.ideas
    if ideas.says("safe_word_firm"):
        return None
    advised = ideas.says("consults") and ideas.has("see_doctor")
    care = ideas.says(*_CARE) or advised or bool(_forbids().search(claim.text))
    if care and not ideas.says(*_CARELESS):
        return "caution"
    if not claim.is_claim:
        return None  # "active cancer" alone names a thing; what stands above it says why
    if side_effect.affirmed(claim.text):
        return "harm"
    told = [m for m in ideas.of("harm") if not m.denied and not side_effect.relieved(ideas.text, m.start)]
    if told and not ideas.has(*_PROMISED):
        return "harm"
    if ideas.has("harm", "safety_word", "long_term") and ideas.says(*_OPEN):
        return "harm"
    return None


def read(page: Page, claims: Sequence[Claim]) -> tuple[tuple[Claim, Warns | None], ...]:
    """Every sentence with what it warns of; what is listed under a warning heading takes its kind."""
    roles = {s.start: s.role for s in page.sentences}
    above: Warns | None = None
    out: list[tuple[Claim, Warns | None]] = []
    for claim in claims:
        own, role = warns(claim), roles.get(claim.start)
        listed = _listed().search(claim.text)
        if role in ("bullet", "cell"):
            own = own or above
        elif role == "heading" or claim.role == "heading" or _ENDS.search(claim.text):
            above = None if listed is None else "caution" if listed["caution"] else "harm"
        out.append((claim, own))
    return tuple(out)
