"""An appraisal of an English stand-in, given back to the page in its own language: words, places and quotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from exoderm.appraisal import headline
from exoderm.appraisal.appraise import Appraisal, Judged
from exoderm.appraisal.price import Priced
from exoderm.page.german.pages import Glossed, Passage
from exoderm.page.page import Claim, LabelItem

_LONGEST = 240
"""Characters of a label passage, as the audit cuts them."""


def restore(appraisal: Appraisal, glossed: Glossed) -> Appraisal:
    """The same verdicts on the page as it was written; each claim keeps its gloss."""
    told = {(p.english.start, p.english.text): p for p in glossed.passages}
    judged = tuple(
        Judged(_claim(j.claim, told.get((j.claim.start, j.claim.text))), j.verdict) for j in appraisal.judged
    )
    by_words = {p.english.text: p.german.text for p in glossed.passages if p.gloss is not None and p.gloss.read}
    pairs = [(j.claim, j.verdict) for j in judged if j.verdict is not None]
    ingredients = appraisal.ingredients
    if ingredients is not None and (passage := glossed.at(ingredients.start)) is not None:
        inside = ingredients.start - passage.english.start
        place = passage.gloss.german(inside, inside + 1)[0] if passage.gloss else inside
        ingredients = replace(ingredients, start=passage.german.start + place)
    return replace(
        appraisal,
        page=replace(
            glossed.original,
            notes=tuple(_reworded(n, by_words) for n in appraisal.page.notes),
            about=appraisal.page.about,
        ),
        judged=judged,
        label=tuple(_label(item, glossed, by_words) for item in appraisal.label),
        headline=headline.write(pairs, appraisal.silence, appraisal.questions),
        ingredients=ingredients,
        priced=_priced(appraisal.priced, by_words),
        unread=tuple((p.german.start, p.german.end, p.gloss.unknown) for p in glossed.unread if p.gloss),
    )


def _claim(claim: Claim, passage: Passage | None) -> Claim:
    if passage is None:
        return claim
    german, read = passage.german, passage.gloss
    cue = claim.hype_cue
    if cue and read is not None and read.read:
        means, _, said = cue.partition(": ")
        at = read.text.find(said)
        start, end = read.german(at, at + len(said)) if at >= 0 else (0, 0)
        cue = f"{means}: {german.text[start:end]}" if end > start else cue
    return replace(
        claim, text=german.text, start=german.start, end=german.end, hype_cue=cue,
        gloss=read.text if read is not None and read.read else None,
    )  # fmt: skip


def _priced(found: Priced | None, by_words: Mapping[str, str]) -> Priced | None:
    if found is None:
        return None
    return replace(found, price=replace(found.price, passage=_reworded(found.price.passage, by_words)))


def _label(item: LabelItem, glossed: Glossed, by_words: Mapping[str, str]) -> LabelItem:
    if item.passage is None:
        return item
    passage = glossed.at(item.start) if item.start is not None else None
    start = passage.german.start if passage is not None else item.start
    return replace(item, passage=_reworded(item.passage, by_words), start=start)


def _reworded(text: str, by_words: Mapping[str, str]) -> str:
    """A text with the glosses that it quotes, whole or cut, in the words of the page."""
    if text in by_words:
        return by_words[text]
    for english, german in by_words.items():
        if english in text:
            text = text.replace(english, german)
        elif f"“{english[:77]}…”" in text:
            text = text.replace(f"“{english[:77]}…”", f"“{german[:77]}…”")
        elif len(text) >= 40 and text.endswith("…") and english.startswith(text[:-1].rstrip()):
            return german if len(german) <= _LONGEST else german[: _LONGEST - 1] + "…"
    return text
