"""A page's own text cut into passages and pieces, so that each claim can be marked where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_QUIET = ("nav", "reference", "other", "caption")


@dataclass(frozen=True)
class Piece:
    """A run of text, marked if it belongs to a claim."""

    text: str
    claim: int | None = None
    """Position of the claim in the document, none for plain text."""
    first: bool = False
    """Whether the claim begins here, so that its badge stands here."""


@dataclass(frozen=True)
class Passage:
    """One block of the page, in pieces, with the claims whose notes stand beside it."""

    role: str
    pieces: tuple[Piece, ...]
    claims: tuple[int, ...]
    left_out: int = 0
    """Characters without claims that were left out here to keep the report small."""

    @property
    def quiet(self) -> bool:
        """Menus, reference lists and the like without a claim: shown small."""
        return self.role in _QUIET and not self.claims


def cut(document: Mapping[str, Any], claims: Sequence[Mapping[str, Any]], budget: int) -> tuple[Passage, ...]:
    """Cut the page by its blocks; claims that overlap an earlier one are not marked twice.

    ``budget`` is the number of characters of claimless text that are shown; what is left out is counted, not hidden.
    """
    text = str(document.get("text") or "")
    places = _places(claims, len(text))
    passages: list[Passage] = []
    spent = 0
    for role, start, end in _blocks(document, text):
        inside = [p for p in places if p[1] < end and p[2] > start]
        if not inside:
            spent += end - start
            if spent > budget:
                passages = _leave_out(passages, end - start)
                continue
        passages.append(_passage(text, role, start, end, inside))
    return tuple(passages)


def _places(claims: Sequence[Mapping[str, Any]], length: int) -> list[tuple[int, int, int]]:
    """(position, start, end) of the claims that have a sane place on the page, in order and without overlaps."""
    found: list[tuple[int, int, int]] = []
    for i, claim in enumerate(claims):
        start, end = claim.get("start"), claim.get("end")
        if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length:
            found.append((i, start, end))
    found.sort(key=lambda p: (p[1], p[2]))
    apart: list[tuple[int, int, int]] = []
    for place in found:
        if not apart or place[1] >= apart[-1][2]:
            apart.append(place)
    return apart


def _blocks(document: Mapping[str, Any], text: str) -> list[tuple[str, int, int]]:
    """The blocks in order; text between them counts as "other", so that nothing of the page is lost."""
    given = [
        (str(b.get("role") or "other"), b["start"], b["end"])
        for b in document.get("blocks") or ()
        if isinstance(b.get("start"), int) and isinstance(b.get("end"), int)
    ]
    out: list[tuple[str, int, int]] = []
    reached = 0
    for role, start, end in sorted(given, key=lambda b: (b[1], b[2])):
        start, end = max(start, reached), min(end, len(text))
        if start >= end:
            continue
        if text[reached:start].strip():
            out.append(("other", reached, start))
        out.append((role, start, end))
        reached = end
    if text[reached:].strip():
        out.append(("paragraph" if not given else "other", reached, len(text)))
    return out


def _passage(text: str, role: str, start: int, end: int, inside: Sequence[tuple[int, int, int]]) -> Passage:
    pieces: list[Piece] = []
    here = start
    for claim, a, b in inside:
        a, b, first = max(a, start), min(b, end), a >= start
        if a > here:
            pieces.append(Piece(text[here:a]))
        pieces.append(Piece(text[a:b], claim, first))
        here = b
    if here < end:
        pieces.append(Piece(text[here:end]))
    return Passage(role, tuple(pieces), tuple(c for c, a, _ in inside if a >= start))


def _leave_out(passages: list[Passage], characters: int) -> list[Passage]:
    if passages and passages[-1].left_out:
        last = passages[-1]
        return [*passages[:-1], Passage(last.role, (), (), last.left_out + characters)]
    return [*passages, Passage("other", (), (), characters)]
