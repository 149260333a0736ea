"""Prices as pages write them: amount, currency, and what it buys. Nothing is converted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exoderm.page.amounts import volumes
from exoderm.page.cues import flatten
from exoderm.page.numerals import digits


@dataclass(frozen=True)
class Price:
    """A price as written, and what it buys where the sentence says so."""

    amount: float
    currency: str
    """ISO 4217 code; of a sign that several currencies bear ("$") the sign itself."""
    volume: float | None
    """Millilitres that it buys; ``None`` where the sentence does not say."""
    each: str | None
    """"session", "vial" or "month" where the price is for one of those."""
    passage: str

    @property
    def text(self) -> str:
        """Amount and currency."""
        return f"{self.amount:,.2f} {self.currency}".replace(".00 ", " ")


_SIGNS = {"€": "EUR", "£": "GBP", "¥": "¥", "₩": "KRW", "$": "$"}
_CODES = {
    "usd": "USD", "eur": "EUR", "gbp": "GBP", "chf": "CHF", "krw": "KRW", "jpy": "JPY", "euro": "EUR", "euros": "EUR",
    "pound": "GBP", "pounds": "GBP", "won": "KRW", "yen": "JPY", "dollar": "$", "dollars": "$", "franc": "CHF",
    "francs": "CHF",    "us$": "USD", "ca$": "CAD", "au$": "AUD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD",
} | _SIGNS  # fmt: skip
_MONEY = r"\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{2})?(?!\d)|\d{1,9}(?:[.,]\d{1,2})?(?!\d)"
_WORD_CODES = "|".join(sorted((k for k in _CODES if k.isalpha()), key=len, reverse=True))
_PRICE = re.compile(
    rf"(?:(?<!\w)(?P<before>(?:us|ca|au|nz|hk|s)?\$|[€£¥₩]|(?:usd|eur|gbp|chf|krw|jpy)(?= ?\d)) ?(?P<first>{_MONEY}))"
    rf"|(?:(?<![\w.,])(?P<second>{_MONEY}) ?(?P<after>[€£¥₩$]|(?:{_WORD_CODES})\b))"
)
_EACH_ONE = re.compile(
    r"(?:per|each|a|every|one|/) ?(session|treatment|vial|bottle|ampoule|month)\b|\b(session|treatment) costs?"
)


_SAME = {"treatment": "session", "bottle": "vial", "ampoule": "vial"}


def prices(text: str) -> Iterator[Price]:
    """Prices as written, in the order of the text; nothing is converted."""
    flat = digits(flatten(text))
    for hit in _PRICE.finditer(flat):
        amount = _money(hit["first"] or hit["second"])
        if amount <= 0.0:
            continue
        around = flat[hit.start() : hit.end() + 60]
        each = _EACH_ONE.search(flat)
        volume = next(volumes(around), None)
        if volume is None:
            volume = next(volumes(flat), None)
        one = each[1] or each[2] if each else None
        yield Price(
            amount,
            _CODES[hit["before"] or hit["after"]],
            volume,
            _SAME.get(one or "", one),
            " ".join(text.split())[:240],
        )


def _money(text: str) -> float:
    """A price with either mark for thousands and for cents: the last mark with two digits behind it parts the cents."""
    plain = re.sub(r"[' ]", "", text)
    cents = re.fullmatch(r"(.*)[.,](\d{1,2})", plain)
    whole, rest = (cents[1], cents[2]) if cents else (plain, "0")
    return float(re.sub(r"[.,]", "", whole) + "." + rest)
