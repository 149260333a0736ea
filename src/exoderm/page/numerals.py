"""Numbers as people write them: in words, with powers set high, with commas for thousands."""

from __future__ import annotations

import math
import re

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:[.,]\d+)?"
"""A number in digits."""
SCALE = {
    "million": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "mrd": 1e9,
    "milliarden": 1e9,
    "trillion": 1e12,
    "quadrillion": 1e15,
    "quintillion": 1e18,
    "sextillion": 1e21,
}
LARGE = "|".join(SCALE)
"""Words of scale that may follow a number."""
_SMALL = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_LARGE = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ONES = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {w: n for n, w in enumerate(_ONES, 1)} | {w: 10 * n for n, w in enumerate(_TENS, 2)} | {"dozen": 12}
_UNIT_AFTER = (
    r"(?= (?:hours?|days?|weeks?|months?|years?|sessions?|treatments?|millilit\w+|ml|percent|drops?|pumps?|vials?|"
    r"ampoules?|billion|trillion|million|quadrillion|quintillion|sextillion|hundred|thousand|degrees?))"
)
_TEN, _ONE = "|".join(_TENS), "|".join(_ONES[:9])
_SMALL_WORDS = "|".join([*_ONES[1:], "dozen"])
_IN_WORDS = re.compile(
    rf"(?<![\w-])(?P<minus>minus )(?=\d|(?:{_TEN}|{_SMALL_WORDS})\b)"
    rf"|(?<![\w-])(?:(?P<ten>{_TEN})(?:[- ](?P<one>{_ONE}))?|(?P<small>{_SMALL_WORDS})|"
    rf"(?P<single>one){_UNIT_AFTER})(?![\w-])"
    r"|(?P<hundred> hundred)\b|(?<=\d)(?P<percent> per cent)\b"
)


_A_SCALE = re.compile(rf"(?<![\w-])an? (?=(?:{LARGE})\b(?!-))|(?<![\w-])a (?=(?:hundred|thousand) (?:{LARGE})\b)")
_CHAIN = re.compile(rf"({NUMBER}) (thousand|{LARGE})((?: (?:{LARGE}))+)\b")
_TO_THE = re.compile(r"\b(?:10|ten) to the (?:power (?:of )?)?(\d{1,2})(?:st|nd|rd|th)?(?: power)?\b")


_AGAIN = re.compile(rf"(?<=[a-z]) \((?:{NUMBER} ?[x×*·] ?)?10 ?\^ ?\d{{1,2}}\)(?= )")
"""A number said again in figures behind its words: "ten quintillion (10^19) vesicles"."""


def digits(flat: str) -> str:
    """The same text with its numbers in digits: words up to ninety-nine, hundreds of them, powers set high.

    "One" becomes a digit only before a unit: "one of our customers" stays as it is. Scales in a row multiply: "a
    billion billion" is 1e18.
    """
    raised = _SMALL.sub(lambda run: "^" + run.group().translate(_LARGE), flat)
    raised = _AGAIN.sub("", raised)
    raised = _A_SCALE.sub("1 ", _TO_THE.sub(r"10^\1", raised))
    plain = _CHAIN.sub(_chained, _IN_WORDS.sub(_digit, raised))
    return re.sub(r"(?<![\d.,])(\d{1,2})00(?: and (\d{1,2}))\b", lambda m: str(int(m[1]) * 100 + int(m[2])), plain)


def _digit(hit: re.Match[str]) -> str:
    if hit["minus"]:
        return "-"
    if hit["hundred"]:
        return "00" if hit.string[: hit.start()].endswith(tuple("0123456789")) or _number_before(hit) else " hundred"
    if hit["percent"]:
        return " percent"
    if hit["ten"]:
        return str(_VALUES[hit["ten"]] + (_VALUES[hit["one"]] if hit["one"] else 0))
    return str(_VALUES[hit["small"] or hit["single"]])


def _chained(hit: re.Match[str]) -> str:
    """Scales that follow one another, as one power of ten."""
    scale = 1e3 if hit[2] == "thousand" else SCALE[hit[2]]
    for word in hit[3].split():
        scale *= SCALE[word]
    return f"{hit[1]}e{round(math.log10(min(scale, 1e60)))}"


def _number_before(hit: re.Match[str]) -> bool:
    word = re.search(r"([a-z]+)$", hit.string[: hit.start()])
    return bool(word) and word[1] in _VALUES  # type: ignore[index]


MOST = 1e300
"""A number with more digits than a float can hold is taken as this."""


def number(text: str) -> float:
    """A number with a decimal point or comma; a comma before each three digits parts thousands ("1,000")."""
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", text):
        return min(float(text.replace(",", "")), MOST)
    return min(float(text.replace(",", ".").replace(" ", "")), MOST)


def power(digits: str | None) -> float:
    """Ten to a power as written; powers beyond thirty stand for thirty, which no field takes."""
    return 10.0 ** min(int((digits or "0").lstrip("0")[:3] or "0"), 30)
