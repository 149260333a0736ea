"""Case, number and the English article of a noun phrase."""

from __future__ import annotations

from dataclasses import replace

from exoderm.page.german.lexicon import Cases, Reading
from exoderm.page.german.parts import Piece
from exoderm.page.german.words import Word


def articled(article: Reading | None, pieces: list[Piece], number: str) -> list[Piece]:
    """The article in the English number; "kein einziges" is "not a single"."""
    if article is None:
        return pieces
    head, *rest = pieces
    text = head.text
    if number == "p":
        text = {"this": "these", "that": "those", "every": "all", "a": "", "much": "many", "little": "few"}.get(
            text, text
        )
    elif text in ("many", "few") and number == "s":
        text = {"many": "much", "few": "little"}[text]
    elif text == "all" and number == "s":
        text = "all"
    if (
        text == "a"
        and rest
        and rest[0].text[:1].lower() in "aeiou"
        and not rest[0].text.lower().startswith(("one", "uni", "use", "eu"))
    ):
        text = "an"
    if text == "no" and rest and rest[0].text.endswith("s of"):
        text = "not"
    if text == "no" and rest and rest[0].text == "single":
        text = "not a"
    return [replace(head, text=text), *rest] if text else rest


def cases_of(article: Reading | None, gender: str, numbers: str, adjectives: list[tuple[Word, Reading]]) -> Cases:
    kinds = ([gender] if "s" in numbers and gender in ("m", "f", "n") else []) + (["p"] if "p" in numbers else [])
    if not gender:
        kinds = ["m", "f", "n", "p"]
    if article is not None:
        fitting = frozenset(c for c in article.cases if c[2:] in kinds)
        return fitting or article.cases
    cases = "nad"
    if adjectives:
        ending = adjectives[0][0].low[-2:]
        if ending == "em":
            cases = "d"
        elif ending == "en":
            cases = "ad"
        elif ending == "er" and gender == "f":
            cases = "d"
    if article is None and adjectives and adjectives[0][0].low.endswith("er"):
        return frozenset(f"{c}.{k}" for c in cases for k in kinds) | frozenset(f"g.{k}" for k in kinds if k in "fp")
    return frozenset(f"{c}.{k}" for c in cases for k in kinds)


def number_of(article: Reading | None, gender: str, numbers: str, cases: Cases, many: bool) -> str:
    if many and "p" in numbers:
        return "p"
    if numbers in ("s", "p"):
        return numbers
    if article is None:
        return "sp"
    left = {"p" if c.endswith("p") else "s" for c in cases}
    if left == {"p"}:
        return "p"
    if left == {"s"}:
        return "s"
    return (
        "s" if gender == "f" and article.english != "no" else "p" if article.lemma in ("der", "kein", "unser") else "s"
    )
