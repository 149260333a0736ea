"""Which language a text is in, by its smallest words; English is read for claims, German by a gloss."""

from __future__ import annotations

import re

SUPPORTED = ("en",)
GLOSSED = ("de",)
"""Languages whose pages are read by way of a gloss in English."""

_SMALL = """
en the of and to in is are that for with as by on this it from be can have not which has they or our your we
de der die das und ist in den von mit zu nicht eine ein für auf sich werden auch bei als aus sind im
fr le la les des et est une un dans que pour qui sur par avec du au ne pas sont plus ce cette
es el la los las de y es una un en que para por con del se no son más su como al lo
it il la lo gli le di e è una un in che per con del della non sono più si come dei alla
pt o a os as de e é uma um em que para por com do da não são mais se como dos ao
nl de het een en van is in dat voor met op zijn niet te aan door ook bij als worden die
pl i w na z się nie jest do to że o jak ale po od za przez dla są przy lub
sv och att det som en på är av för med den till inte om ett han var från de
tr ve bir bu için ile da de çok olarak daha olan gibi en ya sonra kadar
"""
_WORDS: dict[str, frozenset[str]] = {
    line.split()[0]: frozenset(line.split()[1:]) for line in _SMALL.strip().splitlines()
}
_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
)
_WORD = re.compile(r"[^\W\d_]+")
NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "pl": "Polish", "sv": "Swedish", "tr": "Turkish", "ja": "Japanese", "ko": "Korean",
    "zh": "Chinese", "ru": "Russian", "ar": "Arabic", "el": "Greek", "th": "Thai", "he": "Hebrew",
    "und": "a language that could not be told",
}  # fmt: skip


def is_foreign(code: str) -> bool:
    """Whether a text is known to be in a language that is not read; one that cannot be told is read as English."""
    return code not in (*SUPPORTED, "und")


def detect(text: str, default: str = "und") -> str:
    """ISO 639-1 code by script, then by the share of function words; ``default`` where a text is too short to tell."""
    sample = text[:20_000]
    letters = sum(1 for c in sample if c.isalpha())
    if not letters:
        return default
    for code, script in _SCRIPTS:
        if len(script.findall(sample)) > (0.1 if code == "ja" else 0.3) * letters:
            return code
    words = [w.lower() for w in _WORD.findall(sample)]
    scores = {code: sum(w in small for w in words) / len(words) for code, small in _WORDS.items()}
    best = max(scores, key=lambda code: scores[code])
    second = max(value for code, value in scores.items() if code != best)
    if scores[best] * len(words) < 2 or scores[best] < 0.08 or scores[best] - second < 0.03:
        if default in scores and scores[default] >= second:
            return default
        if re.search(r"[äöüß]", sample) and scores["de"] > 0:
            return "de"
        return default
    return best
