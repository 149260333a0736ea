"""The German cards (``data/german``): lexicon by field, and forms that no rule makes. Read only for German pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from exoderm.errors import CardError
from exoderm.library import yamlfile
from exoderm.page import files

SECTIONS = ("nouns", "verbs", "adjectives", "adverbs", "phrases", "idioms", "names")
"""What a card of a field may hold; each maps German to English, ``names`` is a list."""


@lru_cache(maxsize=1)
def forms() -> Mapping[str, Mapping[str, str]]:
    """Irregular forms: English plurals, verbs and degrees, German strong verbs."""
    found: Mapping[str, Mapping[str, str]] = yamlfile.read(files.own("german")["forms"], "card of forms")
    return found


@lru_cache(maxsize=1)
def grammar() -> Mapping[str, Any]:
    """The small words: articles, pronouns, prepositions, conjunctions, auxiliaries."""
    found: Mapping[str, Any] = yamlfile.read(files.own("german")["grammar"], "card of small words")
    return found


@lru_cache(maxsize=64)
def named(group: str) -> frozenset[str]:
    """A group of German words that share a part in grammar, by its name in the card of small words."""
    return frozenset(grammar()["groups"][group])


@lru_cache(maxsize=1)
def fields() -> Mapping[str, Mapping[str, str]]:
    """Every section of the lexicon, joined over all fields; a word stands in one field only."""
    joined: dict[str, dict[str, str]] = {section: {} for section in SECTIONS}
    for name, path in files.own("german").items():
        if name in ("forms", "grammar"):
            continue
        for section, rows in yamlfile.read(path, "German card").items():
            if section not in joined:
                raise CardError(f"'{section}' is no section of a German card", where=f"german/{name}.yaml")
            for word, english in (dict.fromkeys(rows, "") if isinstance(rows, list) else rows).items():
                joined[section][str(word)] = str(english).lower() if isinstance(english, bool) else str(english)
    return joined
