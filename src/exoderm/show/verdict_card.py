"""One verdict as a picture of its own, to be passed on: everything that must not get lost on the way stands in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from exoderm import words
from exoderm.show import theme
from exoderm.show.charts.svg import el, text
from exoderm.show.charts.svg import words as safe
from exoderm.show.marks import VERDICT_WORDS, Mark, mark
from exoderm.show.plain import flat
from exoderm.show.scrub import name_only

WIDTH, HEIGHT = 1200, 630
_LEFT, _ACROSS = 60, 1080
_RULE = 506
_FONT = "DejaVu Sans, Segoe UI, Roboto, Helvetica, Arial, sans-serif"
_NARROW, _WIDE = frozenset("iljtfrI.,;:'’‘|!()[] "), frozenset("mwMW@%—…")
_PAPER, _INK, _SOFT = theme.PAPER["paper"][0], theme.INK["ink"][0], theme.INK["soft"][0]


def draw(appraisal: Mapping[str, Any], number: int) -> str:
    """The picture of a claim by its number in the report: SVG that stands alone, 1200 by 630, light paper.

    ``appraisal`` is a document of schema exoderm/appraisal/1; where a reviewer's verdict stands beside the claim, it is
    the one that is drawn, and the machine's is named.
    """
    claim, page = appraisal["claims"][number - 1], appraisal["document"]
    review = claim.get("review")
    said = review or claim
    shown = mark(said["verdict"])
    colour = theme.VERDICT[shown.key][0]
    exact = words.sentence(VERDICT_WORDS.get(str(said["verdict"]), str(said["verdict"])))
    called = wrap(name_only(flat(page["name"])), 48, 1)[0]
    size, quote = _fitted(f"“{flat(claim['text'])}”", (44, 38, 33), 170, "…”")
    top = 74 + size
    under = top + 1.3 * size * (len(quote) - 1) + 40
    body = [
        el("rect", x=0, y=0, width=WIDTH, height=HEIGHT, fill=_PAPER),
        el("rect", x=0, y=0, width=16, height=HEIGHT, fill=colour),
        _line(f"A claim on {called}, held against the records", 48, 22, fill=_SOFT),
        text("exoderm", _LEFT + _ACROSS, 48, font_size=22, fill=_SOFT, font_weight="700", text_anchor="end"),
        *_lines(quote, top, size, 1.3 * size, font_weight="600"),
        *_badge(shown, colour, exact, under),
    ]
    begin = under + 86
    size, reason = _fitted(flat(said["reason"]), (30, 27, 24), _RULE - 20 - begin)
    body += _lines(reason, begin + 1.5 * size, size, 1.36 * size)
    body.append(
        el("line", x1=_LEFT, y1=_RULE, x2=_LEFT + _ACROSS, y2=_RULE, stroke=theme.RULE["line"][0], stroke_width=2)
    )
    body += _lines(wrap(_records(claim), 19, 2), _RULE + 28, 19, 25, fill=_SOFT)
    body += _lines(_feet(appraisal, claim, review), HEIGHT - 42, 18, 24, fill=_SOFT)
    title = f"{shown.letter} {shown.words}: {flat(claim['text'])}"
    return (
        el(
            "svg",
            el("title", safe(title)),
            el("desc", safe(f"{exact} {flat(said['reason'])} {_records(claim)}")),
            el("metadata", safe(f"exoderm {page['version']}; page digest {page['digest']}; claim {number}")),
            *body,
            xmlns="http://www.w3.org/2000/svg",
            width=WIDTH,
            height=HEIGHT,
            viewBox=f"0 0 {WIDTH} {HEIGHT}",
            role="img",
            font_family=_FONT,
        )
        + "\n"
    )


def _fitted(said: str, sizes: Sequence[int], height: float, end: str = "…") -> tuple[int, list[str]]:
    """The largest of the sizes in which the words fit into a height, and their lines; in the smallest they are cut."""
    for size in sizes:
        lines = wrap(said, size, max(1, int(height / (1.36 * size))), end)
        if not lines[-1].endswith(end) or size == sizes[-1]:
            break
    return size, lines


def _badge(shown: Mark, colour: str, exact: str, y: float) -> list[str]:
    return [
        el("rect", x=_LEFT, y=y, width=86, height=86, rx=16, fill=colour),
        text(shown.letter, _LEFT + 43, y + 64, font_size=58, font_weight="700", fill=_PAPER, text_anchor="middle"),
        _line(words.sentence(shown.words).rstrip("."), y + 42, 42, x=_LEFT + 112, font_weight="700", fill=colour),
        _line(exact, y + 76, 22, x=_LEFT + 112, fill=_SOFT),
    ]


def _records(claim: Mapping[str, Any]) -> str:
    named = [f"{flat(r['citation'])} [{flat(r['id'])}]" for r in claim["records"]]
    if not named:
        return "Records: none speaks of it."
    more = f" and {len(named) - 3} more" if len(named) > 3 else ""
    return f"Records: {'; '.join(named[:3])}{more}"


def _feet(appraisal: Mapping[str, Any], claim: Mapping[str, Any], review: Mapping[str, Any] | None) -> list[str]:
    page = appraisal["document"]
    who = "Judged by a program; nobody has reviewed it."
    if review:
        machine = mark(claim["verdict"])
        told = "agrees with the program" if review["agreed"] else f"the program said {machine.letter} {machine.words}"
        who = f"Reviewed by {flat(review['by'])[:60]} on {flat(review['date'])}; {told}."
    data = f"Law and evidence as of {flat(page['data_date'] or 'no day')}"
    made = f"{flat(page['today'])} · exoderm {flat(page['version'])} · page {page['digest'][:12]}"
    return [f"{who} Education and research, no advice.", f"{data} · {made}"]


def _line(said: str, y: float, size: float, x: float = _LEFT, fill: str = _INK, font_weight: str | None = None) -> str:
    return text(said, x, y, font_size=size, fill=fill, font_weight=font_weight)


def _lines(
    said: Sequence[str], y: float, size: float, step: float, fill: str = _INK, font_weight: str | None = None
) -> list[str]:
    return [_line(line, y + step * i, size, fill=fill, font_weight=font_weight) for i, line in enumerate(said)]


def wrap(said: str, size: float, most: int, end: str = "…") -> list[str]:
    """Lines that fit across the picture, at most so many; what is too long ends in ``end``."""
    room = _ACROSS / size
    lines: list[str] = []
    line, used = "", 0.0
    for word in said.split():
        for part in _parts(word, room):
            long = _measure(part)
            if line and used + 0.32 + long > room:
                lines.append(line)
                line, used = "", 0.0
            line, used = (f"{line} {part}", used + 0.32 + long) if line else (part, long)
    lines.append(line)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and _measure(last + end) > room:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip(" ,;:.") + end]


def _parts(word: str, room: float) -> list[str]:
    """A word that is wider than a line, cut where it must be."""
    parts, here = [""], 0.0
    for sign in word:
        here += _measure(sign)
        if here > room:
            parts.append("")
            here = _measure(sign)
        parts[-1] += sign
    return parts


def _measure(said: str) -> float:
    """Width in units of the size of the writing, on the safe side: no font is loaded to know it."""
    return sum(
        0.36 if c in _NARROW else 0.98 if c in _WIDE else 0.74 if c.isupper() else 0.63 if ord(c) < 0x2000 else 1.05
        for c in said
    )
