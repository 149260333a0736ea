"""How many vesicles a page states, in every notation, each on its basis: per mL, vial, session, gram or area."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exoderm.page.cues import flatten
from exoderm.page.numerals import LARGE, NUMBER, SCALE, digits, number, power


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
    rf"(?<![\w.,])(?:({NUMBER}){_POWER}|10 ?\^ ?(\d+))(?: ?({LARGE}|thousand))?"
    r"(?! ?(?:ng|µg|μg|ug|mcg|mg|g|%|ppm|ppb|percent|nm|mm|µl|ml|°|degrees?)\b|[\d.]| ?%)"
)
_BASES = {
    "mL": r"ml|millilit(?:er|re)s?|cc", "L": r"l|lit(?:er|re)s?", "uL": r"(?:µ|μ|u)l|microlit(?:er|re)s?",
    "cm2": r"cm ?\^?(?:2|²)|square centimet(?:er|re)s?|sq\.? ?cm", "g": r"g|grams?",
    "drop": r"drops?", "vial": r"vials?|bottles?|ampoules?|tubes?|jars?|flacons?|pack|box",
    "session": r"sessions?|treatments?|applications?|uses?|doses?",
}  # fmt: skip
_BASIS = "|".join(f"(?P<{name}>{words})" for name, words in _BASES.items())
_PER = re.compile(
    rf"{_HOW_MANY}(?: [\w-]+){{0,8}}?(?: ?/ ?| (?:per|in(?:to)? (?:each|every|one|a)|in|for each|pro|a) )"
    rf"(?:(?P<over>\d+(?:\.\d+)?) ?)?(?:{_BASIS})(?!\w)"
)
_EACH = re.compile(
    rf"(?<!\w)(?:each|every|1|a|one|per) (?:(?P<over>\d+(?:\.\d+)?) ?)?(?:{_BASIS})(?!\w)[^.]{{0,40}}?"
    rf"{_HOW_MANY} ?(?:[\w-]+ ){{0,3}}{_VESICLE}"
)
_DROPS_PER_ML = 20.0
"""Of water from a dropper; drops of a serum are of that size or smaller."""
FEWEST = 1e4
"""Numbers below this are of drops, people or vials, not of vesicles."""
_MASS = re.compile(
    rf"(?<![\w.,])({NUMBER}) ?(?P<mass>ng|µg|μg|ug|mcg|mg|g)(?: of)?(?: [\w-]+){{0,3}}? ?(?:/|per|in each|in every) ?"
    r"(?P<of>ml|millilit(?:er|re)s?|l|g|grams?|vials?|bottles?)\b"
)
_SHARE = re.compile(rf"(?<![\w.,])({NUMBER}) ?(?P<share>ppm|ppb|%|percent)")


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
            if value >= FEWEST and over > 0.0 and not (basis in ("vial", "session") and over != 1.0):
                yield Amount(*_per(value / over, basis))
    for hit in _MASS.finditer(text):
        unit = {"µg": "ug", "μg": "ug", "mcg": "ug"}.get(hit["mass"], hit["mass"])
        of = "mL" if hit["of"].startswith("m") else "vial" if hit["of"][0] in "vb" else hit["of"][:1].replace("l", "L")
        yield Amount(number(hit[1]), f"{unit}/{of}")
    for hit in _SHARE.finditer(text):
        if re.search(_VESICLE, text[hit.end() : hit.end() + 40]) or re.search(
            _VESICLE, text[max(0, hit.start() - 40) : hit.start()]
        ):
            yield Amount(number(hit[1]), hit["share"].replace("percent", "%"))


def _value(hit: re.Match[str]) -> float:
    """The number of a match of ``_HOW_MANY``: mantissa, two notations of a power, bare power, word."""
    names = set(hit.re.groupindex.values())
    mantissa, first, second, bare, word = (hit[i] for i in range(1, hit.re.groups + 1) if i not in names)
    if bare:
        return power(bare) * _scale(word)
    return number(mantissa or "0") * power(first or second) * _scale(word)


def _scale(word: str | None) -> float:
    return 1e3 if word == "thousand" else SCALE.get(word or "", 1.0)


def _per(value: float, basis: str) -> tuple[float, str]:
    volume = {"L": 1e-3, "uL": 1e3, "drop": _DROPS_PER_ML}.get(basis)
    return (value * volume, "particle/mL") if volume else (value, f"particle/{basis}")


def particles_per_ml(text: str) -> float | None:
    """A stated number concentration in particles per millilitre, ``None`` where the text gives none."""
    return next((a.value for a in concentrations(flatten(text)) if a.unit == "particle/mL"), None)
