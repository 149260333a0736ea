"""What nobody has measured, for people: a ranked list, and intervals as they are and as they would be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from exoderm import words
from exoderm.show import answers
from exoderm.show.charts import intervals
from exoderm.show.charts.grade import squares
from exoderm.show.charts.intervals import Bar, Group
from exoderm.show.charts.svg import Figure, Stamp
from exoderm.show.plain import flat
from exoderm.show.sheet import Sheet, Table
from exoderm.show.terminal import Line, wrapped

_TOP, _PICTURED = 8, 6
"""Gaps that a picture shows, and scenarios that have pictures."""
_NOTHING = 1e-12
"""Below this an answer is none: an interval has no lower end there."""


def lines(found: Mapping[str, Any], width: int, most: int = 12) -> list[Line]:
    """The gaps that move an answer, the one that moves it most first."""
    out = [*wrapped(lead(found), width, "bold"), ("", "")]
    told = [g for g in found["gaps"] if g["effect"]]
    for gap in told[:most]:
        out += wrapped(f"{gap['rank']}. {flat(gap['label'])}", width, "bold", "   ")
        out += wrapped(f"   {gap['path']}, on {gap['card']}: {flat(gap['range'])}", width, "", "   ")
        out += wrapped(f"   {_unknown(gap)}", width, "", "   ")
        for effect in gap["effects"][:2]:
            out += wrapped(f"   {_effect(found, effect)}", width, "dim", "     ")
    rest = [g for g in found["gaps"] if not g["effect"]]
    more = f"{len(told) - most} more move an answer. " if len(told) > most else ""
    out.append(("", ""))
    out += wrapped(
        f"{more}Of {len(rest)} more the effect is not seen here: it cannot be told from chance, or it is held at "
        f"one value. {len(found['not_modelled'])} things are not in the model at all. The report has all.",
        width,
    )
    for refusal in found["refused"]:
        out += wrapped(f"{refusal['name']}: {flat(refusal['reason'])}", width, "red")
    out += wrapped(" ".join(found["notes"]), width, "dim")
    out += wrapped(str(found["stated"]), width, "dim")
    return out


def sheet(found: Mapping[str, Any], stamp: Stamp, date: str) -> Sheet:
    """The page of the gaps."""
    told = [g for g in found["gaps"] if g["effect"]]
    rest = [g for g in found["gaps"] if not g["effect"]]
    shown = found["scenarios"][:_PICTURED]
    names = words.listing([f"“{s['name']}”" for s in found["scenarios"]])
    beyond = tuple(found["not_modelled"])
    return Sheet(
        kicker="what nobody has measured",
        title="What to measure first" if told else "No single gap stands out",
        lead=lead(found),
        how=f"{found['stated']} {_draws(found)}",
        figures=tuple(_figures(found, i, stamp, len(shown) > 1) for i in range(len(shown))),
        tables=(
            Table("Gaps that move an answer", _MOVE, _HEAD, tuple(_row(found, g) for g in told)),
            Table("Gaps whose effect is not seen here", _STILL, _HEAD, tuple(_row(found, g) for g in rest)),
        ),
        notes=(*map(str, found["notes"]), *(f"{r['name']} was refused: {r['reason']}" for r in found["refused"])),
        lists=((f"{len(beyond)} things that no number of the model stands for", beyond),) if beyond else (),
        cite=f"exoderm {stamp.version}. Gaps of {names} (digest {stamp.digest}, seed {stamp.seed}), {date}.",
        files=tuple(found["files"]),
    )


_MOVE = (
    "The effect is the largest share of the spread of an answer that a number carries; its range is as the card has "
    "it now."
)
_STILL = (
    "Nobody has measured these either. In the scenarios run here their share cannot be told from chance, or they are "
    "held at one value."
)


def _figures(found: Mapping[str, Any], i: int, stamp: Stamp, several: bool) -> tuple[str, tuple[Figure, ...]]:
    scenario = found["scenarios"][i]
    drawn = tuple(f for a in scenario["answers"] if (f := _figure(found, i, a, stamp)))
    return (str(scenario["name"]) if several else ""), drawn


def lead(found: Mapping[str, Any]) -> str:
    """The first gap and what it would bring."""
    first = next((g for g in found["gaps"] if g["effect"]), None)
    if first is None:
        return "No single gap stands out: the spread comes from many numbers, or there are too few draws to tell."
    return words.sentence(f"first of all: {flat(first['label'])}. {_effect(found, first['effects'][0])}")


def _effect(found: Mapping[str, Any], effect: Mapping[str, Any]) -> str:
    scenario = found["scenarios"][effect["scenario"]]
    answer = next(a for a in scenario["answers"] if a["id"] == effect["answer"])
    where = f" ({scenario['name']})" if len(found["scenarios"]) > 1 else ""
    said = f"{words.percent(effect['share'])} of the spread of {answer['label']}{where}"
    if effect["times_now"] is None:
        return said
    now, then = (words.figure(effect[k]) for k in ("times_now", "times_if_known"))
    return f"{said}: nine draws in ten now span a factor of {now}; if it were known, about {then}"


def _figure(found: Mapping[str, Any], scenario: int, answer: Mapping[str, Any], stamp: Stamp) -> Figure | None:
    """The interval of one answer as it is, and as it would be with each gap closed."""
    moved = [
        (g, e) for g in found["gaps"] for e in g["effects"] if e["scenario"] == scenario and e["answer"] == answer["id"]
    ]
    if not moved or answer["median"] is None or answer["high"] is None or answer["median"] <= _NOTHING:
        return None
    moved.sort(key=lambda m: -m[1]["share"])
    low = answer["low"] if answer["low"] > _NOTHING else None
    now = Bar("as it is known today", answer["median"], low, answer["high"], str(answer["color"]))
    bars = []
    for gap, effect in moved[:_TOP]:
        keep = max(1.0 - effect["share"], 0.0) ** 0.5
        low, high = (_drawn_in(answer["median"], end, keep) for end in (answer["low"], answer["high"]))
        bars.append(
            Bar(str(gap["label"]), answer["median"], low, high, str(answer["color"]), True,
                f"{gap['card']}; {_unknown(gap)}", words.percent(effect["share"]))
        )  # fmt: skip
    rows = tuple(
        (b.label, words.interval(b.median, b.low, b.high, say=answers.short(answer)), b.said or "–")
        for b in (now, *bars)
    )
    name = f"gaps-{scenario}-{str(answer['id']).replace('.', '-')}"
    caption = (
        "First bar: nine draws in ten as it is. Below: what would be left if one number were known and lay in the "
        "middle of its range, estimated from its share of the spread, which stands at the right."
    )
    groups = [Group("", (now,)), Group("were only this known", tuple(bars))]
    title, head = words.sentence(str(answer["label"])).rstrip("."), ("what is known", "nine draws in ten", "share")
    return intervals.draw(name, title, groups, answers.axis(answer), caption, head, rows, stamp)


def _drawn_in(median: float, end: float, keep: float) -> float | None:
    """An end of an interval drawn towards the middle on the logarithm; an end at nothing stays there."""
    return float(median * (end / median) ** keep) if end > _NOTHING else None


_HEAD = ("", "number", "where", "what is unknown", "range now", "how well known", "effect")


def _row(found: Mapping[str, Any], gap: Mapping[str, Any]) -> tuple[str | Markup, ...]:
    still = "not told from chance" if gap["varies"] else "held at one value"
    effect = _effect(found, gap["effects"][0]) if gap["effects"] else still
    return (
        str(gap["rank"]), str(gap["label"]), f"{gap['path']} ({gap['card']})", _unknown(gap), str(gap["range"]),
        Markup(squares(gap["grade"])), effect,
    )  # fmt: skip


def _unknown(gap: Mapping[str, Any]) -> str:
    said = gap["unknown"] or f"nobody has measured it; {gap['origin']}"
    return f"unknown: {flat(said)}" if gap["unknown"] else flat(said)


def _draws(found: Mapping[str, Any]) -> str:
    first = found["scenarios"][0]
    failed = sum(s["failed"] for s in found["scenarios"])
    return f"{first['draws']} draws each, {failed or 'none'} failed, seed {first['seed']}."
