"""Colours that mean the same thing in every picture, page and document, for light and dark paper."""

from __future__ import annotations

PAPER = {"paper": ("#fffdf9", "#16181c"), "card": ("#f6f2ea", "#1f2228")}
INK = {"ink": ("#22252a", "#e8e6e1"), "soft": ("#5d636d", "#a9aeb7")}
RULE = {"line": ("#ddd8cf", "#353941"), "edge": ("#5d636d", "#a9aeb7")}

VERDICT = {
    "holds": ("#00775a", "#4cc9a4"),
    "early": ("#0b6fb0", "#6db8f0"),
    "lab": ("#8a6d00", "#e0c14a"),
    "notshown": ("#b35900", "#f0a050"),
    "wrong": ("#c0361a", "#ff8266"),
    "nocheck": ("#6b7280", "#a3a8b1"),
}
"""One colour per letter that people read: for badges (paper on colour) and for the line under words."""

STAGE = {
    "vial": ("#4c6a92", "#8fb0dc"),
    "surface": ("#b08d57", "#d8b987"),
    "stratum_corneum": ("#d9a679", "#e6bd97"),
    "living": ("#c9727a", "#e8949b"),
    "dermis": ("#8c4f7d", "#c48ab5"),
    "cell": ("#3d3b8e", "#a5a3f0"),
    "body": ("#5c7a68", "#9cc0aa"),
    "lost": ("#9aa0a8", "#757b85"),
}

HEAT = {
    "heat0": ("#eef0f2", "#22272e"),
    "heat1": ("#d5dce4", "#2c3540"),
    "heat2": ("#b5c3d2", "#3a4858"),
    "heat3": ("#8fa4bb", "#4d6178"),
    "heat4": ("#6a84a1", "#66809d"),
    "heat5": ("#486585", "#86a2c1"),
    "heat6": ("#2b4666", "#afc6e0"),
    "heat7": ("#122740", "#e0ecfa"),
}
"""From almost none to most; lightness alone orders the steps, so they survive print and colour blindness."""

_ALL = {**PAPER, **INK, **RULE, **VERDICT, **STAGE, **HEAT}

LETTER_KEY = {"A": "holds", "B": "early", "C": "lab", "D": "notshown", "E": "wrong", "-": "nocheck"}


def variables() -> str:
    """The palette as CSS custom properties, dark ones where the reader's system asks for them."""
    light, dark = ("".join(f"--{name}:{pair[side]};" for name, pair in _ALL.items()) for side in (0, 1))
    return (
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        "@media print{:root{color-scheme:light;--paper:#fff;--card:#fff}}"
    )


def stage(name: str) -> str:
    """The colour of a stage as a CSS value; a name that is not known counts as lost."""
    return f"var(--{name if name in STAGE else 'lost'})"


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2: (L₁+0.05)/(L₂+0.05) of the relative luminances)."""
    bright, dim = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
