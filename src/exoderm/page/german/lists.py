"""Noun phrases joined by "und", "oder", "noch" or commas, with the relative clause behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exoderm.page.german.noun import one_noun
from exoderm.page.german.parts import BARE_CASES, Chunk, piece
from exoderm.page.german.words import Word


def nouns(words: Sequence[Word | Chunk], at: int) -> tuple[Chunk, int] | None:
    """A noun phrase, and those that "und", "oder", "noch" or a comma before such joins to it."""
    first = one_noun(words, at)
    if first is None:
        return None
    found, until = first
    while until < len(words):
        link = words[until]
        if not isinstance(link, Word):
            break
        if link.low in ("und", "oder", "sowie", "&", "bzw.", "noch", "bis", "wie") and found.form != "pronoun":
            if link.low == "bis" and not found.pieces[-1].text[-1:].isdigit() and found.form != "number":
                break
            if link.low == "wie" and "wie" in found.german:
                break
            following = (
                one_noun(words, until + 1) if until + 1 < len(words) and isinstance(words[until + 1], Word) else None
            )
            if following is None or following[0].form == "pronoun":
                break
            if link.low == "wie" and not _is_example(words, until):
                break
            said = {
                "und": "and",
                "oder": "or",
                "sowie": "and",
                "bzw.": "or",
                "noch": "nor",
                "bis": "to",
                "wie": "such as",
            }
            more, until = following
            both = found.number == "s" and more.number == "s"
            number = found.number if link.low in ("oder", "wie", "noch") else "sp" if both else "p"
            found = replace(
                found, pieces=(*found.pieces, piece(link, said.get(link.low, "and")), *more.pieces),
                number=number, cases=found.cases | (more.cases & BARE_CASES) if link.low == "und" else found.cases,
                german=(*found.german, link.low, *more.german), form=more.form if link.low == "bis" else "", mass=False,
            )  # fmt: skip
            continue
        if link.text == "," and _goes_on(words, until + 1):
            following = one_noun(words, until + 1)
            assert following is not None
            more, until = following
            found = replace(
                found, pieces=(*found.pieces, piece(link, ","), *more.pieces), number="p",
                german=(*found.german, ",", *more.german), mass=False,
            )  # fmt: skip
            continue
        break
    if (
        until < len(words)
        and isinstance(clause := words[until], Chunk)
        and clause.kind == "clause"
        and clause.form == "relative"
    ):
        told = clause.pieces
        if found.german[:1] != ("der",) and found.form != "pronoun" and told and told[0].text == ",":
            # Without an article it says which ones: no commas.
            told = tuple(replace(p, text="that") if i == 0 and p.text == "which" else p for i, p in enumerate(told[1:]))
            told = told[:-1] if told and told[-1].text == "," else told
        found = replace(found, pieces=(*found.pieces, *told))
        until += 1
    return found, until


def _is_example(words: Sequence[Word | Chunk], at: int) -> bool:
    """ "Zucker wie Trehalose": "wie" between two bare nouns gives an example."""
    before, after = words[at - 1], words[at + 1]
    if not isinstance(before, Word) or not isinstance(after, Word) or after.get("article"):
        return False
    return before.get("noun") is not None and after.get("noun", "name") is not None


def _goes_on(words: Sequence[Word | Chunk], at: int) -> bool:
    """Whether a list goes on behind a comma: noun phrases and commas up to "und" or "oder"."""
    for _ in range(12):
        if at >= len(words) or not isinstance(words[at], Word):
            return False
        following = one_noun(words, at)
        if following is None or following[0].form == "pronoun":
            return False
        at = following[1]
        if at >= len(words):
            return False
        link = words[at]
        if not isinstance(link, Word):
            return False
        if link.low in ("und", "oder", "sowie"):
            return at + 1 < len(words) and isinstance(words[at + 1], Word) and one_noun(words, at + 1) is not None
        if link.text != ",":
            return False
        at += 1
    return False
