"""A sweep for people: lines for a terminal, and a page with one picture for each readout."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from exoderm import words
from exoderm.show import answers
from exoderm.show.charts import intervals
from exoderm.show.charts.intervals import Bar, Group
from exoderm.show.charts.svg import Figure, Stamp
from exoderm.show.plain import flat
from exoderm.show.sheet import Sheet, Table
from exoderm.show.terminal import Line, wrapped

_HATCHED = " Hatched: no number, and the reason."


def lines(sweep: Mapping[str, Any], width: int) -> list[Line]:
    """One block for each readout: a line for each value."""
    path = sweep["over"]["path"]
    out = [*wrapped(f"{sweep['scenario']['name']}, over {path}", width, "bold"), ("", "")]
    room = max((len(flat(p["value"])) for p in sweep["points"]), default=0)
    for readout in sweep["readouts"]:
        out += wrapped(f"{readout['label']}, {readout['basis']}", width, "bold")
        for point in sweep["points"]:
            value = point["readouts"].get(readout["id"])
            said = answers.told(readout, value) if value else f"{point['status'].replace('_', ' ')}"
            out += wrapped(f"  {flat(point['value']).ljust(room)}  {said}", width, "", " " * (room + 4), keep=True)
            paired = value and point["value"] != sweep["against"] and value["against_first"]
            if paired:
                versus = f"against {flat(sweep['against'])}: {answers.ratio(paired)}"
                out += wrapped(" " * (room + 4) + versus, width, "dim", " " * (room + 6))
        out.append(("", ""))
    for point in sweep["points"]:
        if point["status"] != "done":
            out += wrapped(f"{flat(point['value'])}: {flat(point['reason'])}", width, "red")
    out += wrapped(f"In brackets nine draws in ten. {_how(sweep)}", width, "dim")
    return out


def sheet(sweep: Mapping[str, Any], stamp: Stamp, date: str) -> Sheet:
    """The page of a sweep."""
    path, name = str(sweep["over"]["path"]), str(sweep["scenario"]["name"])
    head = ("value", *(str(r["label"]) for r in sweep["readouts"]))
    rows = tuple(
        (str(p["value"]), *(_cell(p, r, sweep["against"]) for r in sweep["readouts"])) for p in sweep["points"]
    )
    return Sheet(
        kicker="sweep",
        title=f"{name}: what {path} changes",
        lead=lead(sweep),
        how=_how(sweep),
        figures=(("", tuple(_figure(sweep, r, stamp) for r in sweep["readouts"])),),
        tables=(
            Table("Every number", f"Below each number: how it stands to {path} = {sweep['against']}, draw by draw.",
                  head, rows),
        ),
        notes=tuple(map(str, sweep["notes"])),
        cite=f"exoderm {stamp.version}. Sweep of “{name}” over {path} (digest {stamp.digest}, seed {stamp.seed}, "
        f"{sweep['draws']} draws), {date}.",
        files=tuple(sweep["files"]),
    )  # fmt: skip


def lead(sweep: Mapping[str, Any]) -> str:
    """What to see: how far the answers move, and whether the ends can be told apart."""
    done = [p for p in sweep["points"] if p["status"] == "done"]
    said = []
    for readout in sweep["readouts"]:
        found = [(p, v) for p in done if (v := p["readouts"].get(readout["id"])) and v["median"] is not None]
        if len(found) < 2:
            continue
        least, most = (pick(found, key=lambda f: f[1]["median"]) for pick in (min, max))
        moved = any((v["against_first"] or {}).get("distinguishable") for _, v in found)
        if not moved:
            said.append(f"{readout['label']}: no value can be told apart from {sweep['against']}")
            continue
        small, large = (answers.short(readout)(v["median"]) for _, v in (least, most))
        if small == large:
            # Too little for words on both sides; the ratio on the same people says what the words cannot.
            apart = [(p, v) for p, v in found if (v["against_first"] or {}).get("distinguishable")]
            point, value = max(apart, key=lambda f: abs(math.log(f[1]["against_first"]["median"] or 1e-300)))
            ratio = answers.ratio(value["against_first"])
            said.append(f"{readout['label']}: {small} throughout; {point['value']} against {sweep['against']}: {ratio}")
            continue
        ends = [f"{answers.short(readout)(v['median'])} at {p['value']}" for p, v in (least, most)]
        said.append(f"{readout['label']}: from {ends[0]} to {ends[1]}, in the middle of all draws")
    return " ".join(words.sentence(s) for s in said)


def _figure(sweep: Mapping[str, Any], readout: Mapping[str, Any], stamp: Stamp) -> Figure:
    bars = []
    for point in sweep["points"]:
        value = point["readouts"].get(readout["id"]) or {}
        paired = value.get("against_first") if point["value"] != sweep["against"] else None
        status = "refused: " if point["status"] == "refused" else ""
        why = f"{status}{point['reason']}" if not value else ""
        if value and paired:
            why = f"against {sweep['against']}: {answers.ratio(paired)}"
        hollow = paired is not None and not paired["distinguishable"]
        bars.append(
            Bar(f"{point['value']}", value.get("median"), value.get("low"), value.get("high"), str(readout["color"]),
                hollow, why)
        )  # fmt: skip
    gaps = _HATCHED if any(b.median is None for b in bars) else ""
    caption = (
        f"One row for each value of {sweep['over']['path']}. Dot: the middle of all draws; bar: nine draws in ten. An "
        f"open dot can’t be told apart from {sweep['against']} on the same people.{gaps}"
    )
    rows = tuple((b.label, _told(readout, b), b.why or "–") for b in bars)
    name = f"sweep-{str(readout['id']).replace('.', '-')}"
    return intervals.draw(
        name, words.sentence(str(readout["label"])).rstrip("."), [Group("", tuple(bars))], answers.axis(readout),
        caption, ("value", "middle and nine draws in ten", "against the first, or why there is no number"), rows, stamp,
    )  # fmt: skip


def _told(readout: Mapping[str, Any], bar: Bar) -> str:
    return answers.told(readout, {"median": bar.median, "low": bar.low, "high": bar.high})


def _cell(point: Mapping[str, Any], readout: Mapping[str, Any], against: str | None) -> str:
    value = point["readouts"].get(readout["id"])
    if not value:
        return str(point["reason"] or "not a readout of this run")
    versus = f"; {answers.ratio(value['against_first'])}" if point["value"] != against else ""
    return f"{answers.told(readout, value)}{versus}"


def _how(sweep: Mapping[str, Any]) -> str:
    done = [p for p in sweep["points"] if p["status"] == "done"]
    failed = sum(p["failed"] for p in done)
    return (
        f"{len(done)} of {len(sweep['points'])} values run, {sweep['draws']} draws each, {failed or 'none'} failed, "
        f"seed {sweep['seed']}; the same people throughout; {words.duration(sum(p['seconds'] for p in done))}"
    )
