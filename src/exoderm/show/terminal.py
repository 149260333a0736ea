"""A run and an appraisal as lines for a terminal: plain text anywhere, colour where the terminal shows it."""

from __future__ import annotations

import math
import os
import sys
import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TextIO

from exoderm import words
from exoderm.show import outside
from exoderm.show.charts import spread
from exoderm.show.marks import FLAG_WORDS, MARKS, VERDICT_WORDS, mark
from exoderm.show.plain import flat
from exoderm.show.unmeasured import unmeasured

_STYLES = {
    "vial": "blue", "surface": "yellow", "stratum_corneum": "yellow",
    "living": "red", "dermis": "magenta", "cell": "bright_blue", "body": "green",
    "holds": "green", "early": "cyan", "lab": "yellow", "notshown": "bright_red", "wrong": "red",
    "nocheck": "bright_black",
}  # fmt: skip

_LABEL, _MEANING = 34, 60
"""Characters of a stage's label and of a parameter's meaning, at most."""
_SHORTEST, _BAR = 6, 40
"""Characters of a bar."""

Line = tuple[str, str]
"""A line and the style it has where colours are shown."""


def run_lines(run: Mapping[str, Any], width: int = 88) -> list[str]:
    """The waterfall and what belongs to it as plain lines no wider than ``width``."""
    return [text for text, _ in _run(run, width)]


def appraisal_lines(appraisal: Mapping[str, Any], width: int = 88) -> list[str]:
    """The first screen and the claims of an appraisal as plain lines no wider than ``width``."""
    return [text for text, _ in _appraisal(appraisal, width)]


def show_run(run: Mapping[str, Any], stream: TextIO | None = None) -> None:
    """Write a run to a stream (standard output by default)."""
    show(lambda width: _run(run, width), stream)


def show_appraisal(appraisal: Mapping[str, Any], stream: TextIO | None = None) -> None:
    """Write an appraisal to a stream (standard output by default)."""
    show(lambda width: _appraisal(appraisal, width), stream)


def show(lines: Callable[[int], list[Line]], stream: TextIO | None = None) -> None:
    """Write lines, made for a width, to a stream (standard output by default), in colour on a terminal."""
    stream = stream or sys.stdout
    if not stream.isatty():
        for text, _ in lines(88):
            print(text, file=stream)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, no_color="NO_COLOR" in os.environ)
    for text, style in lines(max(min(console.width, 110), 40)):
        # Text, not markup: what a page says must not be read as a style.
        console.print(Text(text, style=style), soft_wrap=True)


def _run(run: Mapping[str, Any], width: int) -> list[Line]:
    out = wrapped(str(run.get("headline") or ""), width, "bold")
    for said in list(run.get("sentences") or ())[:3]:
        out += wrapped(str(said), width)
    if left := unmeasured(run):
        out += wrapped(" ".join(left), width, "bold")
    out.append(("", ""))
    out += _waterfall(list(run.get("stages") or ()), width)
    for cell in run.get("cells") or ():
        copies, need = cell.get("copies_per_cell") or {}, cell.get("threshold") or {}
        said = words.interval(copies.get("median"), copies.get("low"), copies.get("high"), _copies)
        ratio = words.against((cell.get("traffic_ratio") or {}).get("median"))
        need_said = words.count(need["value"]) if need.get("value") is not None else "nobody knows how many"
        noticed = f"{flat(cell.get('label'))}: {said}; a cell would notice {need_said}."
        out += wrapped(f"{noticed} Against the skin's own traffic: {ratio}.", width)
        link = _link(cell.get("weakest") or {}, width)
        moved = flat(cell.get("moved_most_by"))
        if link:
            stands = f"stands on: {link.removeprefix('weakest link: ')}"
            out += wrapped(f"  {stands}{f'; moved most by: {moved}' if moved else ''}", width, "dim", "    ")
    for cargo in run.get("cargo") or ():
        out += wrapped(_carries(cargo, run.get("cells") or ()), width)
    for said in outside.sentences(run.get("outside") or {}):
        out += wrapped(flat(said), width)
    top = sorted(run.get("moves") or (), key=lambda m: -(m.get("share") or 0))[:1]
    for move in top:
        out += wrapped(f"Moved most by: {flat(move.get('label'))}, {words.percent(move.get('share'))} of the spread "
                        f"({flat(move.get('known'))}).", width)  # fmt: skip
    for told in [s for s in run.get("spread") or () if s.get("parts")][:1]:
        out += wrapped(words.sentence(flat(spread.tell(told))), width)
    failed = run.get("failed") or 0
    closes = words.residual((run.get("ledger") or {}).get("residual_of_dose"))
    out.append(("", ""))
    out += wrapped(
        f"{words.plural(int(run.get('draws') or 0), 'draw')}, {failed or 'none'} failed; seed {run.get('seed')}; "
        f"account closes {closes} of the dose; {words.duration(run.get('seconds'))}.",
        width,
        "dim",
    )
    return out


def _carries(cargo: Mapping[str, Any], cells: Sequence[Mapping[str, Any]]) -> str:
    """ "miR-21: 1.6 copies for every thousand vesicles; fibroblast: one copy for every six cells." """
    label = flat(cargo.get("label"))
    if cargo.get("absent"):
        return f"{label}: no vesicle of this donor carries any."
    got = [
        f"{flat(cell.get('label'))}: {_copies((found.get('delivered') or {}).get('median'))}"
        for cell in cells
        for found in cell.get("cargo") or ()
        if found.get("cargo") == cargo.get("cargo")
    ]
    each = words.per((cargo.get("per_vesicle") or {}).get("median"), "copy", "copies", "vesicle", "vesicles")
    return f"{label}: {each}; brought to each {'; '.join(got)} (grade {cargo.get('grade')} of 7)."


def _waterfall(stages: Sequence[Mapping[str, Any]], width: int) -> list[Line]:
    """One line a stage, bar, number and interval; the weakest link under the stage from which on it is another."""
    if not stages:
        return []
    unit, basis = stages[0].get("unit"), stages[0].get("basis")
    bars = [s for s in stages if s.get("unit") == unit and s.get("basis") == basis]
    told = [words.counts(s.get("median"), s.get("low"), s.get("high")) for s in bars]
    label = min(max(len(flat(s.get("label"))) for s in bars), _LABEL)
    room = min(width - label - 2 - max(map(len, told)), _BAR)
    most = max((s["median"] for s in bars if s.get("median")), default=1.0)
    out: list[Line] = []
    last = ""
    for stage, number in zip(bars, told, strict=True):
        style = _STYLES.get(str(stage.get("color")), "")
        if room < _SHORTEST:  # no room for a bar: words alone, on as many lines as they take
            out += wrapped(f"{flat(stage.get('label'))}: {number}", width, style, "  ")
        else:
            name = textwrap.shorten(flat(stage.get("label")), label, placeholder="…").ljust(label)
            out.append((f"{name} {_bar(stage.get('median'), most, room)} {number}", style))
        link = _link(stage.get("weakest") or {}, width)
        if link not in ("", last):
            out += wrapped(f"  {link}", width, "dim", "    ")
        last = link or last
    drawn = "" if room < _SHORTEST else "bars are logarithmic; "
    out += wrapped(
        f"vesicles, {flat(basis)}; {drawn}in brackets nine draws in ten; a weakest link holds until the next one.",
        width,
        "dim",
    )
    out.append(("", ""))
    return out


def _bar(median: float | None, most: float, room: int) -> str:
    if median is None:
        return "?" * room
    full = math.log10(max(median, 1.0)) / max(math.log10(max(most, 10.0)), 1.0)
    filled = min(room, max(1, round(room * full))) if median > 0 else 0
    return "█" * filled + "·" * (room - filled)


def _link(weak: Mapping[str, Any], width: int) -> str:
    """ "weakest link: passage of whole vesicles through the follicular wall (grade 1 of 7)"."""
    meaning = flat(weak.get("input"))
    if not meaning:
        return ""
    grade = f" (grade {weak['grade']} of 7)" if weak.get("grade") is not None else ""
    room = width - len("  weakest link: ") - len(grade)
    longest = min(_MEANING, room) if room >= _MEANING / 2 else _MEANING  # where one line can't hold it, two may
    return f"weakest link: {textwrap.shorten(meaning, longest, placeholder=' …')}{grade}"


def _appraisal(appraisal: Mapping[str, Any], width: int) -> list[Line]:
    claims = [c for c in appraisal.get("claims") or () if c.get("is_claim", True)]
    letters = [mark(c.get("verdict")) for c in claims]
    tally = [f"{m.letter} {m.words}: {n}" for m in MARKS if (n := sum(x == m for x in letters))]
    out = wrapped(str(appraisal.get("headline") or ""), width, "bold") if appraisal.get("headline") else []
    out += wrapped(f"{words.plural(len(claims), 'claim')}. {'; '.join(tally)}", width, "bold" if not out else "")
    out.append(("", ""))
    for claim, sign in zip(claims, letters, strict=True):
        style = _STYLES.get(sign.key, "")
        out += wrapped(f"{sign.letter}  “{flat(claim.get('text'))}”", width, style, "   ")
        verdict = str(claim.get("verdict") or "not_checkable")
        flags = "".join(f" [{FLAG_WORDS.get(str(f), flat(f))}]" for f in claim.get("flags") or ())
        out += wrapped(
            f"   {VERDICT_WORDS.get(verdict, verdict)}: {flat(claim.get('reason'))}{flags}", width, "", "   "
        )
    for title, key in (("The page keeps silent on", "silence"), ("To ask", "questions")):
        items = list(appraisal.get(key) or ())
        if items:
            out += [("", ""), (f"{title}:", "bold")]
            for item in items:
                said = item if isinstance(item, str) else next((str(v) for v in item.values() if v), "")
                out += wrapped(f" - {flat(said)}", width, "", "   ")
    return out


def wrapped(text: str, width: int, style: str = "", indent: str = "", keep: bool = False) -> list[Line]:
    """Text as lines no wider than ``width``, those after the first indented; ``keep`` leaves columns as they are."""
    bare = text if keep else " " * (len(text) - len(text.lstrip(" "))) + flat(text)
    return [(line, style) for line in textwrap.wrap(bare, width, subsequent_indent=indent)]


def _copies(x: float | None) -> str:
    return words.per(x, "copy", "copies")
