"""Every form of every German word that is known, with what it can be in a sentence and its English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from exoderm.page.german import cards

Cases = frozenset[str]
"""Case and gender or plural: "n.m", "d.f", "a.p"."""


@dataclass(frozen=True)
class Reading:
    """One thing that a form can be."""

    pos: str
    """noun, verb, adjective, adverb, article, pronoun, preposition, conjunction, opener, not, number or name."""
    english: str
    lemma: str = ""
    number: str = ""
    """s, p or sp."""
    gender: str = ""
    form: str = ""
    """Of verbs: finite, infinitive, participle, zu. Of adjectives: bare or ending. Of adverbs: their class."""
    tense: str = ""
    """present, past, wish (second subjunctive), told (first subjunctive)."""
    degree: int = 0
    cases: Cases = frozenset()


_WEAK: Mapping[str, str] = {
    "er": "n.m d.f g.f g.p", "e": "n.f a.f n.p a.p", "es": "n.n a.n g.m g.n", "en": "a.m d.p", "em": "d.m d.n",
}  # fmt: skip
_EIN: Mapping[str, str] = {
    "": "n.m n.n a.n", "e": "n.f a.f n.p a.p", "en": "a.m d.p", "em": "d.m d.n", "er": "d.f g.f g.p", "es": "g.m g.n",
}  # fmt: skip
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_SEPARABLE = cards.named("separable")


@lru_cache(maxsize=1)
def forms() -> Mapping[str, tuple[Reading, ...]]:
    """Readings by form, as the form is written inside a sentence."""
    found: dict[str, list[Reading]] = {}
    for form, reading in _all():
        rows = found.setdefault(form, [])
        if reading not in rows:
            rows.append(reading)
    return {form: tuple(rows) for form, rows in found.items()}


def _all() -> Iterator[tuple[str, Reading]]:
    fields = cards.fields()
    yield from _small()
    for key, english in fields["nouns"].items():
        yield from noun(key, english)
    for key, english in fields["verbs"].items():
        yield from verb(key, english)
    for key in fields["idioms"]:
        # The verb of an idiom must be known by its forms, though it may have no English of its own.
        yield from verb(key.split()[-1], fields["verbs"].get(key.split()[-1], ""))
    for key, english in fields["adjectives"].items():
        yield from adjective(key, english)
    for key, english in fields["adverbs"].items():
        word, _, kind = english.partition(" @")
        yield key, Reading("adverb", word, key, form=kind)
    for key in fields["names"]:
        yield key, Reading("name", key, key, number="s")
    for prefix in _SEPARABLE:
        yield prefix, Reading("particle", "", prefix)


def _small() -> Iterator[tuple[str, Reading]]:
    small = cards.grammar()
    for form, row in small["articles"].items():
        english, _, cases = row.partition(" @")
        yield form, Reading("article", english, "der", cases=frozenset(cases.split()))
    for stem, english in small["like_ein"].items():
        for ending, cases in _EIN.items():
            shape = stem[:-2] + "r" if stem.endswith("er") and stem in ("euer",) and ending else stem
            yield shape + ending, Reading("article", english, stem, cases=frozenset(cases.split()))
    for stem, english in small["like_der"].items():
        for ending, cases in _WEAK.items():
            if stem == "wenig" and ending == "er":
                continue
            yield stem + ending, Reading("article", english, stem, cases=frozenset(cases.split()))
    for form, row in small["pronouns"].items():
        english, _, rest = row.partition(" @")
        number, *cases = rest.split()
        yield form, Reading("pronoun", english, form, number=number, cases=frozenset(cases))
    for form, row in small["prepositions"].items():
        english, _, case = row.partition(" @")
        yield form, Reading("preposition", english, form, cases=frozenset(case.split()))
    plain = {
        "conjunctions": "conjunction", "openers": "opener", "relatives": "relative", "asking": "asking",
        "denials": "not", "numbers": "number",
    }  # fmt: skip
    for section, pos in plain.items():
        for form, english in small[section].items():
            yield form, Reading(pos, str(english), form)


def noun(key: str, english: str) -> Iterator[tuple[str, Reading]]:
    """Forms of a noun from its key: word, gender (m, f, n, p for plural only) and plural ("-n" or in full)."""
    word, gender, *more = key.split()
    one, _, many = english.partition("/")
    base = Reading("noun", one, word, gender=gender)
    if many:
        base = replace(base, tense=many)
    if gender == "p":
        yield word, replace(base, number="p", tense=base.tense or one)
        return
    ending = more[0] if more else ""
    plural = "" if not ending else word + ending[1:] if ending.startswith("-") else ending
    shapes: dict[str, set[str]] = {word: {"s"}}
    if gender in "mn" and not plural.endswith("en"):
        for genitive in ("s", "es"):
            shapes.setdefault(word + genitive, set()).add("s")
    elif gender in "mn" and word + "n" != plural and word + "en" != plural:
        shapes.setdefault(word + "s", set()).add("s")
    if gender in "mn" and plural.endswith("en") and not word.endswith("e"):
        shapes.setdefault(word + "s", set()).add("s")
    if plural:
        shapes.setdefault(plural, set()).add("p")
        if plural[-1] not in "ns":
            shapes.setdefault(plural + "n", set()).add("p")
    for shape, numbers in shapes.items():
        yield shape, replace(base, number="".join(sorted(numbers, reverse=True)))


def split_verb(key: str) -> tuple[str, str, bool]:
    """Prefix that leaves ("ein" of "ein|dringen"), the verb without it, and whether it is reflexive."""
    reflexive = key.startswith("sich ")
    word = key.removeprefix("sich ")
    prefix, bar, rest = word.partition("|")
    return (prefix, rest, reflexive) if bar else ("", word, reflexive)


def strong(verb_: str) -> tuple[str, str, list[str]] | None:
    """Prefix, and the forms of the strong verb that a verb ends in, if its beginning is a prefix that stays."""
    table = cards.forms()["strong"]
    if verb_ in table:
        return "", verb_, table[verb_].split()
    for prefix in cards.forms()["inseparable"]:
        rest = verb_.removeprefix(prefix)
        if rest != verb_ and rest in table and rest not in ("schlüpfen", "löschen", "laden"):
            return prefix, rest, table[rest].split()
    return None


def verb(key: str, english: str) -> Iterator[tuple[str, Reading]]:
    """Forms of a verb from its key; one whose prefix leaves is known with and without it."""
    prefix, rest, _ = split_verb(key)
    lemma = prefix + rest
    for form, reading in _forms_of(rest):
        whole = replace(reading, lemma=lemma, english=english)
        if not prefix:
            yield form, whole
        elif reading.form == "participle" or reading.form == "infinitive":
            yield prefix + form, whole
            if reading.form == "infinitive":
                yield f"{prefix}zu{form}", replace(whole, form="zu")
                yield prefix + form, replace(whole, form="finite", tense="present", number="p")
        else:
            yield prefix + form, whole
    if prefix and rest not in cards.grammar()["conjunctions"]:
        for form, reading in _forms_of(rest):
            if reading.form != "participle":
                yield form, replace(reading, lemma=rest, english="")


def _forms_of(word: str) -> Iterator[tuple[str, Reading]]:
    base = Reading("verb", "", word)
    stem = word[:-2] if word.endswith("en") else word[:-1]
    tenses: list[tuple[str, str, str]] = [(word, "present", "p")]
    found = strong(word)
    if found is not None:
        prefix, root, (third, past, part, *wish) = found
        third, past = prefix + third, prefix + past
        tenses.append((third, "present", "s"))
        plural_past = past + ("n" if past.endswith("e") else "en")
        tenses += [(past, "past", "s"), (plural_past, "past", "p")]
        if wish:
            form = prefix + wish[0]
            tenses += [(form, "wish", "s"), (form + ("n" if form.endswith("e") else "en"), "wish", "p")]
        participle = prefix + part.removeprefix("ge") if prefix and part.startswith("ge") else prefix + part
        if root == "sein":
            tenses += [("sind", "present", "p"), ("sei", "told", "s"), ("seien", "told", "p"), ("wären", "wish", "p")]
            tenses += [("bin", "present", "s"), ("bist", "present", "s"), ("seid", "present", "p")]
            tenses = [t for t in tenses if t[0] != "sein"]
    else:
        soft = "e" if stem[-1:] in "td" or (stem[-1:] in "nm" and stem[-2:-1] not in "aeiouäöülrnmh") else ""
        if word.endswith(("eln", "ern")):
            stem, soft = word[:-1], ""
        tenses.append((f"{stem}{soft}t", "present", "s"))
        tenses += [(f"{stem}{soft}te", "past", "s"), (f"{stem}{soft}ten", "past", "p")]
        stays = word.endswith("ieren") or any(
            word.startswith(p) and len(word) > len(p) + 4
            for p in ("be", "er", "ver", "zer", "ent", "emp", "über", "unter", "wider", "ge")
        )
        stays = stays and not word.startswith(("beten", "betteln", "ernten", "erben", "gelten"))
        participle = f"{'' if stays else 'ge'}{stem}{soft}t"
    if word != "sein":
        tenses.append((stem + "e", "told", "s"))
        tenses.append(
            (_second_person(word, next(t for t, tense, n in tenses if (tense, n) == ("present", "s"))), "present", "s")
        )
    tenses += [
        (f"{form}st", tense, "s")
        for form, tense, n in tenses
        if n == "s" and tense in ("past", "wish") and form[-1] == "e"
    ]
    for form, tense, number in tenses:
        yield form, replace(base, form="finite", tense=tense, number=number)
    yield word, replace(base, form="infinitive")
    yield participle, replace(base, form="participle")
    if word == "werden":
        yield "worden", replace(base, form="participle", lemma="worden")


def _second_person(word: str, third: str) -> str:
    """ "du trägst" from "er trägt"."""
    special = {"haben": "hast", "werden": "wirst", "wissen": "weißt", "müssen": "musst"}.get(word)
    if special is not None:
        return special
    stem = third.removesuffix("t")
    return stem + ("t" if stem.endswith(("s", "ß", "z", "x")) else "st")


def adjective(key: str, english: str) -> Iterator[tuple[str, Reading]]:
    """Forms of an adjective from its key; behind a stroke stands the stem of its degrees ("stark/stärk")."""
    word, _, changed = key.partition("/")
    if english.startswith("="):
        # A word that never takes an ending.
        yield word, Reading("adjective", english[1:], word, form="bare")
        return
    base = Reading("adjective", english, word)
    yield word, replace(base, form="bare")
    stem = word
    if word.endswith(("el", "euer", "auer")):
        stem = word[:-2] + word[-1]
    elif word == "hoch":
        stem = "hoh"
    elif word.endswith("e"):
        stem = word[:-1]
    for ending in _ADJECTIVE_ENDINGS:
        yield stem + ending, replace(base, form="ending")
    more = {"gut": "besser", "viel": "mehr", "hoch": "höher"}.get(word, (changed or stem) + "er")
    most = {"gut": "best", "hoch": "höchst", "nah": "nächst", "viel": "meist", "groß": "größt"}.get(word)
    if most is None:
        root = changed or word
        most = root + (
            "st" if root.endswith("end") else "est" if root[-1:] in "tdszßx" or root.endswith("sch") else "st"
        )
    yield more, replace(base, form="bare", degree=1)
    for ending in _ADJECTIVE_ENDINGS:
        yield more + ending, replace(base, form="ending", degree=1)
        yield most + ending, replace(base, form="ending", degree=2)
    yield most, replace(base, form="bare", degree=2)


@lru_cache(maxsize=1)
def verbs() -> Mapping[str, str]:
    """English of verbs by lemma, reflexive ones under "sich ...", and with "|" taken out."""
    return {key.replace("|", ""): english for key, english in cards.fields()["verbs"].items()}


@lru_cache(maxsize=1)
def leaving() -> frozenset[tuple[str, str]]:
    """Pairs (prefix, verb) of the verbs whose prefix leaves."""
    fields = cards.fields()
    keys = [*fields["verbs"], *(key.split()[-1] for key in fields["idioms"])]
    return frozenset(split_verb(key)[:2] for key in keys if "|" in key)


@lru_cache(maxsize=1)
def idioms() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Words that change what a verb means when they stand in its clause, by lemma: the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, english in cards.fields()["idioms"].items():
        *words, last = key.split()
        found.setdefault(last.replace("|", ""), []).append((tuple(words), english))
    return {lemma: tuple(sorted(rows, key=lambda r: -len(r[0]))) for lemma, rows in found.items()}


@lru_cache(maxsize=1)
def phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Words in a row that stand for one adverbial or other phrase, by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, english in cards.fields()["phrases"].items():
        words = tuple(key.lower().split())
        found.setdefault(words[0], []).append((words, english))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in found.items()}
