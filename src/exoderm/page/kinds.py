"""Is it a claim, and of which type: a small linear model over cues and the meaning of words, weights in data files.

    score = w0 + sum over marks of w x + mean over words of r(word)

``is_claim`` by the logistic function, the type by softmax. Marks are the cues that fired, the form of the sentence and
the topics above it. ``r`` is one row of weights per word. In training it is bound to a table of word vectors, so that
words of like meaning weigh alike, also those that no training page holds; a word that is not listed weighs nothing.
Weights come from ``scripts/train_kinds.py``.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from exoderm.library.terms import CLAIM_TYPES
from exoderm.page import files, wordlist
from exoderm.page.cues import Hit
from exoderm.page.penetration import Crossing
from exoderm.page.scope import Scope

_TOKEN = re.compile(r"[a-zà-ÿ][a-zà-ÿ'-]*|\d+|%|°")
_EMPTY = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "is",
        "are",
        "that",
        "for",
        "with",
        "as",
        "by",
        "on",
        "this",
        "it",
        "from",
        "be",
        "or",
        "an",
        "a",
        "at",
        "its",
        "their",
        "they",
        "these",
        "was",
        "were",
        "which",
        "has",
        "have",
        "had",
        "but",
    ]
)
"""Words that say nothing of what a sentence is about."""
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+-"
"""How rows of weights are written: one letter per weight, the one in the middle for zero."""
_ENDINGS = (("s", ""), ("es", ""), ("d", ""), ("ed", ""), ("ly", ""), ("ing", ""), ("ing", "e"))


@cache
def _verbs() -> re.Pattern[str]:
    helpers = "is|are|was|were|has|have|had|can|could|may|might|will|would|should|must|do|does|did|cannot|[a-z]+n't"
    verb, form = wordlist.either("clause", "verb"), wordlist.either("clause", "verb_form")
    return re.compile(rf"\b(?:{helpers}|{verb}(?:s|es|ed|d)?|{form})\b")


_LENGTHS = ((4, "1-4"), (8, "5-8"), (15, "9-15"), (30, "16-30"))
_MODAL = frozenset(["may", "might", "could", "possibly", "perhaps", "probably", "potentially", "maybe", "presumably"])
_PRONOUN = re.compile(r"^(?:they|these|this|it|their|its|those|such|both|she|he|we|i|you)\b")


@dataclass(frozen=True)
class Kind:
    """What the model says of one sentence."""

    claim: float
    """Probability that the sentence is a claim."""
    types: tuple[tuple[str, float], ...]
    """Claim types with their probabilities, best first."""


def features(
    text: str,
    flat: str,
    hits: list[Hit],
    scope: Scope,
    crossing: Crossing | None,
    role: str | None,
    before: Sequence[str],
) -> tuple[list[str], list[str]]:
    """Words and marks (0 or 1) of a sentence; ``before`` holds the topics of what stands above it."""
    # Modal words are left out: how sure a writer is must not change what the sentence is about.
    tokens = ["#" if t.isdigit() else t for t in _TOKEN.findall(flat) if t not in _MODAL]
    marks = {
        f"cue:{h.cue.id}" for h in hits if h.cue.group not in ("direction", "dose", "source") and h.means != "hedge"
    }
    marks |= {f"cue:{h.cue.group}.{h.means}" for h in hits if h.cue.group in ("direction", "dose")}
    marks |= {"cue:source" for h in hits if h.cue.group == "source"}
    marks |= {f"main:{h.cue.id}" for h in hits if h.cue.group == "topic" and scope.in_main(h.start)}
    marks |= {f"first:{h.cue.id}" for h in [h for h in hits if h.cue.group == "topic"][:1]}
    if scope.certainty in ("negated", "question"):
        marks.add(f"certainty:{scope.certainty}")
    if crossing:
        marks.add("crossing:main" if crossing.main else "crossing:side")
    if scope.advice:
        marks.add("advice")
    marks |= set(_shape(text, flat, tokens, role, _finite(flat, hits)))
    if any(h.cue.group == "role" for h in hits):
        marks.add("any role")
    marks |= set(before)
    return tokens, sorted(marks)


def _finite(flat: str, hits: list[Hit]) -> bool:
    """Whether a verb makes the words a statement: an auxiliary, a common verb, or a verb of change or movement."""
    if _verbs().search(flat):
        return True
    verbs = (h for h in hits if h.cue.group == "direction" or h.means in ("pass", "stay", "block"))
    return any(
        not re.search(r"(?:ing|ion|ment|er|ed)$", flat[h.start : h.end].split()[0]) and h.start > 0 for h in verbs
    )


def _shape(text: str, flat: str, tokens: list[str], role: str | None, finite: bool) -> list[str]:
    count = len(tokens)
    shape = ["length:" + next((name for most, name in _LENGTHS if count <= most), "31+")]
    last = text.rstrip("\"'”’)*] ")[-1:]
    shape.append(
        {"?": "ends:question", "!": "ends:exclamation", ".": "ends:stop", ":": "ends:colon"}.get(last, "ends:open")
    )
    shape.append("verb" if finite else "no verb")
    if _PRONOUN.match(flat):
        shape.append("begins:pronoun")
    words = [w for w in text.split() if w[:1].isalpha()]
    if count > 2 and sum(w[:1].isupper() for w in words) > 0.6 * len(words):
        shape.append("title case")
    if text[:1] == "|":
        shape.append("row")
    if re.match(r"^[^:.]{2,50}: \S", text):
        shape.append("label")
    if any(c.isdigit() for c in text):
        shape.append("digits")
    if last not in ".!?:":
        shape.append("verb open" if finite else "bare phrase")
    if finite and re.search(r"\b(?:exosom|vesicle|evs?\b|serum|they\b|it\b|these\b)", flat):
        shape.append("on topic")
    if role in ("heading", "nav", "cell", "caption", "quote"):
        shape.append(f"role:{role}")
    return shape


def votes(hits: list[Hit], scope: Scope) -> dict[str, float]:
    """Sums of what the topic cues vote for, words of the main clause counting more."""
    sums: dict[str, float] = {}
    for hit in hits:
        weight = 1.0 if scope.in_main(hit.start) else 0.4
        for kind, value in hit.cue.votes:
            sums[kind] = sums.get(kind, 0.0) + value * weight
    return sums


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, Any]:
    home = files.DATA / "claim"
    data: Mapping[str, Any] = json.loads((home / "kinds.json").read_text(encoding="utf-8"))
    lines = (home / "words.txt").read_text(encoding="utf-8").splitlines()
    return {**data, "words": dict(line.split(" ") for line in lines)}


def telling(words: Sequence[str]) -> list[str]:
    """The words of a sentence that may say what it is about."""
    return [word for word in words if word[0].isalpha() and word not in _EMPTY]


def entry(word: str, rows: Collection[str]) -> str | None:
    """The form under which a word is listed: itself, or without the ending of a plural, a past or an adverb."""
    if word in rows:
        return word
    for ending, instead in _ENDINGS:
        base = word[: -len(ending)] + instead
        if word.endswith(ending) and base in rows:
            return base
    return None


def weigh(marks: Sequence[str], sums: Mapping[str, float]) -> dict[str, float]:
    """Values of marks (0.5) and votes (by the square root of their sum)."""
    values = dict.fromkeys(marks, 0.5)
    values.update({f"vote:{k}": 0.6 * math.sqrt(v) for k, v in sums.items() if v > 0})
    return values


def write_row(row: Sequence[float], step: float) -> str:
    """Weights of a word in letters, in steps of ``step``; what is beyond the last letter is cut."""
    half = len(_LETTERS) // 2
    return "".join(_LETTERS[min(max(round(w / step) + half, 0), len(_LETTERS) - 1)] for w in row)


def read_row(letters: str, step: float) -> list[float]:
    """The weights that :func:`write_row` wrote."""
    half = len(_LETTERS) // 2
    return [(_LETTERS.index(letter) - half) * step for letter in letters]


def classify(
    words: Sequence[str], marks: Sequence[str], sums: Mapping[str, float], weights: Mapping[str, Any] | None = None
) -> Kind:
    """Probabilities from the stored weights, or from others of the same form."""
    model = weights or _weights()
    values = weigh(marks, sums)
    claim = model["claim"]["bias"] + sum(v * model["claim"]["weights"].get(k, 0.0) for k, v in values.items())
    scores = list(model["type"]["bias"])
    for key, value in values.items():
        row = model["type"]["weights"].get(key)
        if row is not None:
            for at, weight in enumerate(row):
                scores[at] += value * weight
    told = telling(words)
    for word in told:
        listed = entry(word, model["words"])
        if listed is not None:
            first, *others = read_row(model["words"][listed], model["step"])
            claim += first / len(told)
            for at, weight in enumerate(others):
                scores[at] += weight / len(told)
    top = max(scores)
    raised = [math.exp(s - top) for s in scores]
    total = sum(raised)
    ranked = sorted(zip(CLAIM_TYPES, (r / total for r in raised), strict=True), key=lambda pair: -pair[1])
    return Kind(1 / (1 + math.exp(-max(-30.0, min(30.0, claim)))), tuple(ranked))
