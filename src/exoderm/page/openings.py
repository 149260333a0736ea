"""With which letters a pattern must begin: most patterns are never compiled, and never tried, on most sentences.

Patterns are those of cue and label cards: over lower case, beginning at the border of a word. What begins a pattern is
told as an *opening*: its first letters (at most four), "0" for a digit, "" where it may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LETTERS = 4
_LITERAL = re.compile(r"[a-zà-öø-ÿ]+")
_NO_WIDTH = re.compile(r"(?:\\b|\^|\(\?<?[!=][^()]*\))+")
_DIGIT = re.compile(r"\\d|\d")
_OPTIONAL = re.compile(r"[?*]\??|\{\d*,?\d*\}\??")


def needed(pattern: str) -> frozenset[str]:
    """Openings of which one occurs in every text in which the pattern can match."""
    pattern = pattern[zero.end() :] if (zero := _NO_WIDTH.match(pattern)) else pattern
    if "|" in pattern and len(parts := _alternatives(pattern)) > 1:
        return frozenset[str]().union(*map(needed, parts))
    if pattern.startswith("(?:"):
        end = _closing(pattern)
        inside, rest = needed(pattern[3:end]), pattern[end + 1 :]
        optional = _OPTIONAL.match(rest)
        return inside | needed(rest[optional.end() :]) if optional else inside
    if digit := _DIGIT.match(pattern):
        return frozenset({"" if _OPTIONAL.match(pattern, digit.end()) else "0"})
    letters = hit.group() if (hit := _LITERAL.match(pattern)) else ""
    if _OPTIONAL.match(pattern, len(letters)):
        letters = letters[:-1]
    return frozenset({letters[:_LETTERS]})


def given(flat: str) -> frozenset[str]:
    """The openings that occur in a text in lower case."""
    starts = {word[:size] for word in set(_LITERAL.findall(flat)) for size in range(1, _LETTERS + 1)}
    return frozenset({"", *starts, *("0" for c in flat if c.isdigit())})


def _closing(pattern: str) -> int:
    """Place of the bracket that closes the one at the beginning."""
    return next(at for at, depth, _ in _walk(pattern) if depth == 0)


def _alternatives(pattern: str) -> list[str]:
    cuts = [at for at, depth, sign in _walk(pattern) if sign == "|" and depth == 0]
    return [pattern[a + 1 : b] for a, b in zip([-1, *cuts], [*cuts, len(pattern)], strict=True)]


def _walk(pattern: str) -> Iterator[tuple[int, int, str]]:
    """Every sign outside of classes, with its place and how many brackets are open behind it."""
    depth, listing, skipped = 0, False, False
    for at, sign in enumerate(pattern):
        if skipped or sign == "\\":
            skipped = not skipped
        elif listing:
            listing = sign != "]"
        elif sign == "[":
            listing = True
        else:
            depth += (sign == "(") - (sign == ")")
            yield at, depth, sign
