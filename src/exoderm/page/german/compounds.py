"""Readings of a word: its known form, a participle, a compound taken apart, or a name."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from exoderm.page import kinds
from exoderm.page.german import cards, english, lexicon
from exoderm.page.german.lexicon import Reading

LINKS = ("", "s", "es", "n", "en", "e", "er")


_LEAST = 3
_LONGEST = 48
"""Letters of the longest word that is taken apart."""


_NAME = re.compile(r"[®™\d]|^[A-ZÄÖÜ]{2,}s?$|[a-zäöü][A-Z]|^[A-Z]$")


_PARTICIPLE_ENDINGS = ("e", "en", "er", "es", "em")


_FREE = cards.grammar()["compound_ends"]


@lru_cache(maxsize=20_000)
def look_up(form: str, first: bool = False) -> tuple[Reading, ...]:
    """Readings of a form; at the beginning of a sentence a capital says nothing."""
    known = lexicon.forms()
    found = list(known.get(form, ()))
    low = form[:1].lower() + form[1:]
    if form != low:
        if first or form.isupper():
            found += [r for r in known.get(low, ()) if r.pos != "noun"]
            found += [r for r in _participle(low) if r not in found]
        if not found or all(r.pos == "particle" for r in found):
            found += _from_verb(low)
        if not any(r.pos == "noun" for r in found) and not (
            first and any(r.pos in ("verb", "adverb", "preposition") for r in found)
        ):
            if not first:
                found += [r for r in known.get(low, ()) if r.pos == "adjective" and r.form == "ending"]
            found += _named_after_adjective(form, low)
    else:
        found = [r for r in found if r.pos != "noun"] + _participle(form)
    if not found:
        found = _compound(form, first)
    if not found and first and form != low:
        found = _compound(low, False)
    if not found and _NAME.search(form):
        found = [Reading("name", form, form, number="s")]
    if not found and _is_english(form):
        found = [Reading("name", form, form, number="s", form="english")]
    return tuple(found)


def _participle(form: str) -> list[Reading]:
    """A participle with the ending of an adjective, of the past or of the present ("behandelte", "straffende")."""
    known = lexicon.forms()
    found = []
    for ending in _PARTICIPLE_ENDINGS:
        base = form.removesuffix(ending)
        if base == form:
            continue
        for r in known.get(base, ()):
            if r.pos == "verb" and r.form == "participle" and r.english:
                found.append(Reading("adjective", english.participle(r.english), r.lemma, form="ending", tense="past"))
        if base.endswith("ndst"):
            for r in known.get(base[:-3], ()):
                if r.pos == "verb" and r.form == "infinitive" and r.english:
                    found.append(
                        Reading("adjective", "most " + _doing(r.english), r.lemma, form="ending", tense="present")
                    )
        if base.endswith("nd"):
            for r in known.get(base[:-1], ()):
                if r.pos == "verb" and r.form == "infinitive" and r.english:
                    found.append(Reading("adjective", _doing(r.english), r.lemma, form="ending", tense="present"))
    if form.endswith("nd"):
        for r in known.get(form[:-1], ()):
            if r.pos == "verb" and r.form == "infinitive" and r.english:
                found.append(Reading("adjective", _doing(r.english), r.lemma, form="bare", tense="present"))
    return found


def _doing(verb: str) -> str:
    """What somebody or something is that does it: "missing" of "be missing", "healing" of "heal"."""
    return verb.removeprefix("be ") if verb.startswith("be ") else english.gerund(verb)


def _from_verb(low: str) -> list[Reading]:
    """A verb written with a capital is the name of what is done: "Einfrieren", "das Auftragen"."""
    stem = low.removesuffix("s") if low.endswith("ens") else low
    return [
        Reading(
            "noun",
            f"{_doing(r.english)}/{_doing(r.english)}".split("/")[0],
            r.lemma,
            number="s",
            gender="n",
        )
        for r in lexicon.forms().get(stem, ())
        if r.pos == "verb" and r.form == "infinitive" and r.english
    ][:1]


def _named_after_adjective(form: str, low: str) -> list[Reading]:
    """ "Das Beste", "Erwachsene": an adjective that stands for whoever or whatever is so."""
    rows = [
        r for r in (*lexicon.forms().get(low, ()), *_participle(low)) if r.pos == "adjective" and r.form == "ending"
    ]
    return [
        Reading("noun", f"{shown(r)} one", r.lemma, number="sp", gender="n", tense=f"{shown(r)} ones") for r in rows[:1]
    ]


def shown(adjective: Reading) -> str:
    """An adjective in its degree."""
    if adjective.degree == 1:
        return english.compared(adjective.english)
    if adjective.degree == 2:
        return english.highest(adjective.english)
    return adjective.english


@lru_cache(maxsize=20_000)
def _parts(low: str) -> tuple[str, ...]:
    """English of the first part of a compound, in every way that it can be taken apart; empty where it cannot."""
    known = lexicon.forms()
    found = [prefixes[low]] if low in (prefixes := cards.grammar()["prefixes"]) else []
    for shape in (low[:1].upper() + low[1:], low):
        for link in LINKS:
            base = shape.removesuffix(link) if link else shape
            if (link and base == shape) or len(base) < _LEAST:
                continue
            for r in known.get(base, ()):
                if r.pos == "noun" or r.pos == "name":
                    found.append(r.english)
                elif r.pos == "adjective" and r.form == "bare" and not link:
                    found.append(shown(r))
                elif r.pos == "number" and not link:
                    found.append(r.english)
    for base in (low + "en", low + "n"):
        found += [
            _doing(r.english) for r in known.get(base, ()) if r.pos == "verb" and r.form == "infinitive" and r.english
        ]
    # "Zellaktivität": a noun in -e without its ending
    found += [r.english for r in known.get(low[:1].upper() + low[1:] + "e", ()) if r.pos == "noun" and r.gender == "f"]
    if not found:
        for cut in range(_LEAST, len(low) - _LEAST + 1):
            left, right = _parts_flat(low[:cut]), _parts_flat(low[cut:])
            if left and right:
                found.append(f"{left} {right}")
                break
    return tuple(dict.fromkeys(found))


def _parts_flat(low: str) -> str:
    """The first English of a part that needs no further cut."""
    known = lexicon.forms()
    for shape in (low[:1].upper() + low[1:],):
        for link in LINKS:
            base = shape.removesuffix(link) if link else shape
            if (link and base == shape) or len(base) < _LEAST:
                continue
            for r in known.get(base, ()):
                if r.pos in ("noun", "name"):
                    return r.english
    for r in known.get(low, ()):
        if r.pos == "adjective" and r.form == "bare":
            return shown(r)
    return ""


def _compound(form: str, first: bool) -> list[Reading]:
    """A word made of known ones: by hyphens, or by trying where it can be cut, the longest last part first."""
    if len(form) > _LONGEST:
        return []
    if form.endswith("-") and "-" not in form[:-1]:
        # "Kollagen- und Elastinbildung"
        said = _parts(form[:-1].lower())
        return [Reading("noun", said[0], form, number="s", gender="f")] if said else []
    if "-" in form.strip("-"):
        return _hyphened(form.strip("-"))
    low = form.lower()
    capital = form[:1].isupper()
    known = lexicon.forms()
    for cut in range(_LEAST, len(low) - 1):
        before, after = low[:cut], low[cut:]
        if capital:
            last = (
                [r for r in known.get(after[:1].upper() + after[1:], ()) if r.pos == "noun"]
                if len(after) >= _LEAST
                else []
            )
            if not last and len(after) > 5:
                last = _from_verb(after)
            said = _parts(before) if last else ()
            if said:
                return [
                    replace(r, english=f"{said[0]} {r.english}", tense=f"{said[0]} {r.tense}" if r.tense else "")
                    for r in last
                ]
        else:
            for ending in ("", *_PARTICIPLE_ENDINGS):
                tail = after.removesuffix(ending) if ending else after
                if ending and tail == after:
                    continue
                if tail in _FREE and (said := _parts(before)):
                    return [Reading("adjective", said[0] + _FREE[tail], form, form="ending" if ending else "bare")]
            adjectives = [r for r in known.get(after, ()) if r.pos == "adjective"] or _participle(after)
            adjectives = adjectives or [
                Reading("adjective", english.participle(r.english), r.lemma, form="bare")
                for r in known.get(after, ())
                if r.pos == "verb" and r.form == "participle" and r.english
            ]
            if adjectives and len(after) >= _LEAST + 1 and (said := _parts(before)):
                return [replace(r, english=f"{said[0]} {shown(r)}", degree=0) for r in adjectives]
    return []


def _hyphened(form: str) -> list[Reading]:
    """ "Phase-3-Studie": every part known, a number, or a name."""
    *before, last = form.split("-")
    end = [r for r in look_up(last) if r.pos in ("noun", "adjective", "name")]
    if not end and last[:1].islower():
        end = [r for r in look_up(last[:1].upper() + last[1:]) if r.pos == "noun"]
    if not end:
        return []
    said = []
    for part in before:
        if part.isdigit():
            said.append(part)
        elif rows := _parts(part.lower()):
            said.append(rows[0])
        elif _NAME.search(part) or _is_english(part) or len(part) <= 5:
            said.append(part)
        else:
            return []
    lead = " ".join(said)
    return [replace(r, english=f"{lead} {r.english}", tense=f"{lead} {r.tense}" if r.tense else "") for r in end]


def _is_english(form: str) -> bool:
    """Whether a word that is not known is an English one, as product names are."""
    return len(form) > 2 and form.isascii() and form[:1].isupper() and form.lower() in kinds._weights()["words"]
