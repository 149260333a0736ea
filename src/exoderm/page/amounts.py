"""Amounts as pages write them, in the units of a scenario: "30 ml", "1,000 billion per vial", "2 to 8 °C", "6 weeks".

Numbers in words are put into digits first (:func:`digits`): "ten billion", "fifteen people", "minus twenty degrees".
Only reading: whether an amount makes sense is for the scenario's own fields to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exoderm.page.cues import flatten

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:[.,]\d+)?"
_VOLUME = re.compile(rf"(?<![\w.,])({_NUMBER}) ?(ml|millilit(?:er|re)s?|fl\.? ?oz)\b(?! ?(?:of water|per))")
_COUNT = re.compile(
    rf"(?<![\w.,])({_NUMBER})(?: ?(?:x|×|·|\*) ?10 ?\^?(\d+)|e\+?(\d+))? ?(billion|trillion|million|bn|mrd|milliarden)? "
    r"(?:[\w-]+ ){0,4}(?:exosomes?|particles?|vesicles?|evs)\b"
)
_TEMPERATURE = re.compile(
    r"(-? ?\d+(?:\.\d+)?)(?: ?(?:°|degrees?) ?[cf]?)?(?: ?(?:-|to|and) ?(-? ?\d+(?:\.\d+)?))? ?(?:°|degrees?)"
    r"(?: ?(f|fahrenheit)\b)?"
)
_PERIOD = re.compile(r"(?<![\w.,])(\d+) ?(hour|day|week|month|year)")
_PH = re.compile(r"\bph ?(?:of |is |=|:)? ?(\d+(?:[.,]\d+)?)")
_SCALE = {"million": 1e6, "billion": 1e9, "bn": 1e9, "mrd": 1e9, "milliarden": 1e9, "trillion": 1e12}
_OUNCE = 29.57
"""Millilitres of a fluid ounce."""


_SMALL = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_LARGE = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {w: n for n, w in enumerate(_ONES, 1)} | {w: 10 * n for n, w in enumerate(_TENS, 2)} | {"dozen": 12}
_UNIT_AFTER = (
    r"(?= (?:hours?|days?|weeks?|months?|years?|sessions?|treatments?|millilit\w+|ml|percent|drops?|pumps?|vials?|"
    r"ampoules?|billion|trillion|million|hundred|thousand|degrees?))"
)
_TEN, _ONE = "|".join(_TENS), "|".join(_ONES[:9])
_SMALL_WORDS = "|".join([*_ONES[1:], "dozen"])
_IN_WORDS = re.compile(
    rf"(?<![\w-])(?P<minus>minus )(?=\d|(?:{_TEN}|{_SMALL_WORDS})\b)"
    rf"|(?<![\w-])(?:(?P<ten>{_TEN})(?:[- ](?P<one>{_ONE}))?|(?P<small>{_SMALL_WORDS})|(?P<single>one){_UNIT_AFTER})(?![\w-])"
    r"|(?P<hundred> hundred)\b|(?<=\d)(?P<percent> per cent)\b"
)


def digits(flat: str) -> str:
    """The same text with its numbers in digits: words up to ninety-nine, hundreds of them, powers set high.

    "One" becomes a digit only before a unit: "one of our customers" stays as it is.
    """
    raised = _SMALL.sub(lambda run: "^" + run.group().translate(_LARGE), flat)
    plain = _IN_WORDS.sub(_digit, raised)
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


def _number_before(hit: re.Match[str]) -> bool:
    word = re.search(r"([a-z]+)$", hit.string[: hit.start()])
    return bool(word) and word[1] in _VALUES  # type: ignore[index]


@dataclass(frozen=True)
class Amount:
    """An amount as a page states it, with the basis that it is given on."""

    value: float
    unit: str
    """Such as "particle/mL", "particle/vial", "ug/mL", "ppm", "%"."""

    @property
    def text(self) -> str:
        """Number and unit, as a scenario takes them."""
        return f"{self.value:.3g} {self.unit}".replace("e+", "e")


_VESICLE = r"(?:exosom\w*|particles?|vesicles?|evs?)\b"
_POWER = r"(?: ?(?:x|×|·|\*) ?10 ?\^? ?(\d+)|e\+?(\d+))?"
_HOW_MANY = (
    rf"(?<![\w.,])(?:({_NUMBER}){_POWER}|10 ?\^ ?(\d+))(?: ?(billion|trillion|million|bn|mrd|milliarden|thousand))?"
    r"(?! ?(?:ng|µg|μg|ug|mcg|mg|g|%|ppm|ppb|percent|nm|mm|µl|ml|°|degrees?)\b|[\d.]| ?%)"
)
_BASES = {
    "mL": r"ml|millilit(?:er|re)s?|cc", "L": r"l|lit(?:er|re)s?", "uL": r"(?:µ|μ|u)l|microlit(?:er|re)s?",
    "cm2": r"cm ?\^?(?:2|²)|square centimet(?:er|re)s?|sq\.? ?cm", "g": r"g|grams?",
    "vial": r"vials?|bottles?|ampoules?|tubes?|jars?|flacons?|pack|box",
    "session": r"sessions?|treatments?|applications?|uses?|doses?",
}  # fmt: skip
_BASIS = "|".join(f"(?P<{name}>{words})" for name, words in _BASES.items())
_PER = re.compile(
    rf"{_HOW_MANY}(?: [\w-]+){{0,8}}?(?: ?/ ?| (?:per|in each|in every|in one|in a|in|for each|pro|a) )"
    rf"(?:(?P<over>\d+(?:\.\d+)?) ?)?(?:{_BASIS})(?!\w)"
)
_EACH = re.compile(
    rf"(?<!\w)(?:each|every|1|a|one|per) (?:(?P<over>\d+(?:\.\d+)?) ?)?(?:{_BASIS})(?!\w)[^.]{{0,40}}?{_HOW_MANY} ?(?:[\w-]+ ){{0,3}}{_VESICLE}"
)
_FEWEST = 1e4
"""Numbers below this are of drops, people or vials, not of vesicles."""
_MASS = re.compile(
    rf"(?<![\w.,])({_NUMBER}) ?(?P<mass>ng|µg|μg|ug|mcg|mg|g)(?: of)?(?: [\w-]+){{0,3}}? ?(?:/|per|in each|in every) ?"
    r"(?P<of>ml|millilit(?:er|re)s?|l|g|grams?|vials?|bottles?)\b"
)
_SHARE = re.compile(rf"(?<![\w.,])({_NUMBER}) ?(?P<share>ppm|ppb|%|percent)")


def concentrations(flat: str) -> Iterator[Amount]:
    """Every stated concentration of vesicles, in the notation of the page brought to one unit per basis.

    Counts per volume, vial, session, gram or area; vesicle protein per volume or gram; ppm and percent of an
    ingredient that is named a vesicle. A percentage in a sentence without vesicles is none.
    """
    text = digits(flat)
    if not re.search(_VESICLE, text):
        return
    for pattern in (_PER, _EACH):
        for hit in pattern.finditer(text):
            basis = next(name for name in _BASES if hit[name])
            over = float(hit["over"] or 1.0)
            value = _value(hit)
            if value >= _FEWEST and over > 0.0 and not (basis in ("vial", "session") and over != 1.0):
                yield Amount(*_per(value / over, basis))
    for hit in _MASS.finditer(text):
        unit = {"µg": "ug", "μg": "ug", "mcg": "ug"}.get(hit["mass"], hit["mass"])
        of = "mL" if hit["of"].startswith("m") else "vial" if hit["of"][0] in "vb" else hit["of"][:1].replace("l", "L")
        yield Amount(number(hit[1]), f"{unit}/{of}")
    for hit in _SHARE.finditer(text):
        if re.search(_VESICLE, text[hit.end() : hit.end() + 40]) or re.search(_VESICLE, text[max(0, hit.start() - 40) : hit.start()]):
            yield Amount(number(hit[1]), hit["share"].replace("percent", "%"))


def _value(hit: re.Match[str]) -> float:
    """The number of a match of ``_HOW_MANY``: mantissa, two notations of a power, bare power, word."""
    names = set(hit.re.groupindex.values())
    mantissa, first, second, bare, word = (hit[i] for i in range(1, hit.re.groups + 1) if i not in names)
    if bare:
        return power(bare) * _scale(word)
    return number(mantissa or "0") * power(first or second) * _scale(word)


def _scale(word: str | None) -> float:
    return 1e3 if word == "thousand" else _SCALE.get(word or "", 1.0)


def _per(value: float, basis: str) -> tuple[float, str]:
    volume = {"L": 1e-3, "uL": 1e3}.get(basis)
    return (value * volume, "particle/mL") if volume else (value, f"particle/{basis}")


def particles_per_ml(text: str) -> float | None:
    """A stated number concentration in particles per millilitre, ``None`` where the text gives none."""
    return next((a.value for a in concentrations(flatten(text)) if a.unit == "particle/mL"), None)


_SIZE = re.compile(rf"({_NUMBER})(?: ?(?:nm|nanomet\w+))? ?(?:(?:-|to|and) ?({_NUMBER}) ?)?(?:nm|nanomet\w+)\b")


def sizes(flat: str) -> tuple[float, float] | None:
    """The first size or range of sizes in nanometres."""
    hit = _SIZE.search(digits(flat))
    if hit is None:
        return None
    low, high = number(hit[1]), number(hit[2] or hit[1])
    return min(low, high), max(low, high)


def number(text: str) -> float:
    """A number with a decimal point or comma; a comma before each three digits parts thousands ("1,000")."""
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", text):
        return float(text.replace(",", ""))
    return float(text.replace(",", ".").replace(" ", ""))


def power(digits: str | None) -> float:
    """Ten to a power as written; powers beyond thirty stand for thirty, which no field takes."""
    return 10.0 ** min(int((digits or "0").lstrip("0")[:3] or "0"), 30)


def volumes(flat: str) -> Iterator[float]:
    """Volumes in mL that are not part of a concentration ("2 billion per 5 ml")."""
    for hit in _VOLUME.finditer(flat):
        before = flat[: hit.start()]
        if not re.search(r"(?:/|per) ?$", before) and not re.search(r"particles|exosomes ?$", before[-12:]):
            yield number(hit.group(1)) * (_OUNCE if "oz" in hit.group(2) else 1.0)


def counts(flat: str) -> Iterator[float]:
    """Numbers of particles ("50 billion exosomes")."""
    for hit in _COUNT.finditer(digits(flat)):
        yield number(hit.group(1)) * power(hit.group(2) or hit.group(3)) * _SCALE.get(hit.group(4) or "", 1.0)


def temperatures(flat: str) -> tuple[float, ...]:
    """The first temperature in °C, or both ends of a range; nothing where none is stated."""
    hit = _TEMPERATURE.search(digits(flat))
    if hit is None:
        return ()
    ends = [number(end.replace(" ", "")) for end in hit.group(1, 2) if end]
    return tuple(round((t - 32.0) / 1.8, 1) for t in ends) if hit.group(3) else tuple(ends)


def period(flat: str) -> str | None:
    """The first stretch of time ("6 week")."""
    hit = _PERIOD.search(digits(flat))
    return f"{hit.group(1)} {hit.group(2)}" if hit else None


def acidity(flat: str) -> float | None:
    """The first pH."""
    hit = _PH.search(flat)
    return number(hit.group(1)) if hit else None


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
    "pound": "GBP", "pounds": "GBP", "won": "KRW", "yen": "JPY", "dollar": "$", "dollars": "$", "franc": "CHF", "francs": "CHF",
    "us$": "USD", "ca$": "CAD", "au$": "AUD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD",
} | _SIGNS  # fmt: skip
_MONEY = r"\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{2})?(?!\d)|\d{1,9}(?:[.,]\d{1,2})?(?!\d)"
_WORD_CODES = "|".join(sorted((k for k in _CODES if k.isalpha()), key=len, reverse=True))
_PRICE = re.compile(
    rf"(?:(?<!\w)(?P<before>(?:us|ca|au|nz|hk|s)?\$|[€£¥₩]|(?:usd|eur|gbp|chf|krw|jpy)(?= ?\d)) ?(?P<first>{_MONEY}))"
    rf"|(?:(?<![\w.,])(?P<second>{_MONEY}) ?(?P<after>[€£¥₩$]|(?:{_WORD_CODES})\b))"
)
_EACH_ONE = re.compile(r"(?:per|each|a|every|one|/) ?(session|treatment|vial|bottle|ampoule|month)\b|\b(session|treatment) costs?")


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
        yield Price(
            amount, _CODES[hit["before"] or hit["after"]], volume,
            {"treatment": "session", "bottle": "vial", "ampoule": "vial"}.get(w := each[1] or each[2], w) if each else None,
            " ".join(text.split())[:240],
        )  # fmt: skip


def _money(text: str) -> float:
    """A price with either mark for thousands and for cents: the last mark with two digits behind it parts the cents."""
    plain = re.sub(r"[' ]", "", text)
    cents = re.fullmatch(r"(.*)[.,](\d{1,2})", plain)
    whole, rest = (cents[1], cents[2]) if cents else (plain, "0")
    return float(re.sub(r"[.,]", "", whole) + "." + rest)
