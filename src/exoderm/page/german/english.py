"""Forms of English words, by rule and by a short list of what no rule makes (``data/german/forms.yaml``)."""

from __future__ import annotations

import re

from exoderm.page.german import cards

_VOWEL = "aeiou"
_SHORT = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprt]$")
"""One short syllable with one consonant at its end, which is doubled before an ending."""


def plural(noun: str) -> str:
    """The plural of a noun; of several words the last one takes it."""
    *before, last = noun.split(" ")
    irregular = cards.forms()["plurals"].get(last)
    if irregular is None:
        if re.search(r"(?:s|x|z|ch|sh)$", last):
            irregular = last + "es"
        elif last.endswith("y") and last[-2:-1] not in _VOWEL:
            irregular = last[:-1] + "ies"
        else:
            irregular = last + "s"
    return " ".join([*before, irregular])


def _headed(verb: str) -> tuple[str, str]:
    """The inflected first word of a verb and what follows it ("take", " up")."""
    head, _, rest = verb.partition(" ")
    return head, f" {rest}" if rest else ""


def third(verb: str) -> str:
    """Third person singular, present."""
    head, rest = _headed(verb)
    if head in ("be", "have"):
        return ("is" if head == "be" else "has") + rest
    if re.search(r"(?:s|x|z|ch|sh|o)$", head):
        return head + "es" + rest
    if head.endswith("y") and head[-2:-1] not in _VOWEL:
        return head[:-1] + "ies" + rest
    return head + "s" + rest


def past(verb: str) -> str:
    """Simple past; of "be" that of the plural."""
    head, rest = _headed(verb)
    irregular = cards.forms()["verbs"].get(head)
    return (irregular.split()[0] if irregular else _ed(head)) + rest


def participle(verb: str) -> str:
    """Past participle."""
    head, rest = _headed(verb)
    irregular = cards.forms()["verbs"].get(head)
    return (irregular.split()[-1] if irregular else _ed(head)) + rest


def _ed(head: str) -> str:
    if head.endswith("e"):
        return head + "d"
    if head.endswith("y") and head[-2:-1] not in _VOWEL:
        return head[:-1] + "ied"
    return (head + head[-1] if _SHORT.match(head) else head) + "ed"


def gerund(verb: str) -> str:
    """The form in -ing."""
    head, rest = _headed(verb)
    if head.endswith("e") and not head.endswith("ee") and head != "be":
        return head[:-1] + "ing" + rest
    return (head + head[-1] if _SHORT.match(head) else head) + "ing" + rest


def compared(adjective: str) -> str:
    """The comparative."""
    irregular = cards.forms()["degrees"].get(adjective)
    if irregular:
        return str(irregular.split()[0])
    return _short(adjective, "er") or f"more {adjective}"


def highest(adjective: str) -> str:
    """The superlative."""
    irregular = cards.forms()["degrees"].get(adjective)
    if irregular:
        return str(irregular.split()[1])
    return _short(adjective, "est") or f"most {adjective}"


def _short(adjective: str, ending: str) -> str | None:
    """The form with an ending, of words of one syllable and of those in -y."""
    if not adjective.isalpha():
        return None
    if adjective.endswith("y") and len(adjective) < 8:
        return adjective[:-1] + "i" + ending
    if len(re.findall(r"[aeiouy]+", adjective.rstrip("e"))) != 1:
        return None
    if adjective.endswith("e"):
        return adjective + ending[1:]
    return (adjective + adjective[-1] if _SHORT.match(adjective) else adjective) + ending
