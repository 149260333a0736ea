"""Scenarios side by side for people: a table for a terminal, and a page with all stages on one axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from exoderm import words
from exoderm.show import answers
from exoderm.show.charts import intervals
from exoderm.show.charts.intervals import Bar, Group
from exoderm.show.charts.svg import Figure, Stamp
from exoderm.show.plain import flat
from exoderm.show.sheet import Sheet, Table
from exoderm.show.terminal import Line, wrapped

_MANY = 20
"""Numbers that differ, listed on the page."""


def lines(compared: Mapping[str, Any], width: int) -> list[Line]:
    """Stages and cells with one line for each scenario, then what differs between them."""
    out: list[Line] = []
    for each in compared["scenarios"]:
        out += wrapped(f"{each['letter']}  {each['name']}", width, "bold", "   ")
    for said in lead(compared):
        out += wrapped(said, width)
    out.append(("", ""))
    for row in compared["rows"]:
        out += wrapped(_title(row), width, "bold")
        for i, each in enumerate(compared["scenarios"]):
            value, paired = row["values"][i], row["ratios"][i]
            out += wrapped(
                f"  {each['letter']}  {answers.told(row, value) if value else 'not watched'}", width, "", "     "
            )
            if paired:
                out += wrapped(f"     against A: {answers.ratio(paired)}", width, "dim", "       ")
    out.append(("", ""))
    out += wrapped("What the scenarios say otherwise:", width, "bold")
    for field in compared["differ_in"]:
        said = "; ".join(
            f"{each['letter']} {flat(_or(field['values'][i]))}" for i, each in enumerate(compared["scenarios"])
        )
        out += wrapped(f"  {field['path']}: {said}", width, "", "    ")
    out.append(("", ""))
    for note in compared["notes"]:
        out += wrapped(str(note), width, "dim")
    out += wrapped(f"In brackets nine draws in ten. {_how(compared)}", width, "dim")
    return out


def sheet(compared: Mapping[str, Any], stamp: Stamp, date: str) -> Sheet:
    """The page of a comparison."""
    scenarios = compared["scenarios"]
    names = [str(s["name"]) for s in scenarios]
    stages = [r for r in compared["rows"] if str(r["id"]).startswith("stage.")]
    cells = [r for r in compared["rows"] if str(r["id"]).startswith("copies.")]
    ratios = [r for r in compared["rows"] if r["id"] != "stage.labelled" and r["id"] != "living_skin"]
    pictures = [_side(compared, stages, "stages", "Where the vesicles are left behind", stamp)]
    pictures.append(_ratios(compared, ratios, stamp))
    head = ("number", *(f"{s['letter']}  {s['name']}" for s in scenarios))
    differing = compared["inputs_that_differ"]
    return Sheet(
        kicker="comparison",
        title=" against ".join(names) if len(names) == 2 else f"{len(names)} scenarios side by side",
        lead=" ".join(lead(compared)),
        how=_how(compared),
        figures=(
            ("", tuple(pictures)),
            ("At the cell", (_side(compared, cells, "cells", "Copies inside one cell", stamp),)),
        ),
        tables=(
            Table("Every number", "After the interval: how it stands to A, draw by draw on the same people.", head,
                  tuple((_title(r), *(_cell(r, i) for i in range(len(names)))) for r in compared["rows"])),
            Table("What the scenarios say otherwise", "", ("field", *head[1:]),
                  tuple((str(f["path"]), *map(_or, f["values"])) for f in compared["differ_in"])),
            Table("Numbers that differ", _hint(len(differing)), ("number", *head[1:]),
                  tuple((str(d["label"]), *map(_or, d["values"])) for d in differing[:_MANY])),
        ),
        notes=tuple(map(str, compared["notes"])),
        cite=f"exoderm {stamp.version}. Comparison of {words.listing([f'“{n}”' for n in names])} (digest "
        f"{stamp.digest}, seed {stamp.seed}, {compared['draws']} draws), {date}.",
        files=tuple(compared["files"]),
    )  # fmt: skip


def lead(compared: Mapping[str, Any]) -> list[str]:
    """What to see: how many more or fewer reach living skin, and whether that can be told."""
    row = next(r for r in compared["rows"] if r["id"] == "stage.living_skin")
    out = []
    for each, paired in zip(compared["scenarios"][1:], row["ratios"][1:], strict=True):
        if paired is None or paired["median"] is None:
            out.append(words.sentence(f"{each['letter']} against A in living skin: {answers.ratio(paired)}"))
            continue
        said = words.interval(paired["median"], paired["low"], paired["high"], say=answers.times)
        told = (
            "nine draws in ten lie on that side" if paired["distinguishable"]
            else "which of them is ahead cannot be told"
        )  # fmt: skip
        higher = words.percent(paired["higher_in"])
        out.append(
            words.sentence(f"whole vesicles in living skin, {each['letter']} against A: {said}; {told} "
                           f"({each['letter']} is ahead in {higher} of the draws)")
        )  # fmt: skip
    return out


def _side(compared: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], name: str, title: str,
          stamp: Stamp) -> Figure:  # fmt: skip
    """All scenarios under each stage or cell, on one axis."""
    groups = []
    for row in rows:
        bars = []
        for i, each in enumerate(compared["scenarios"]):
            value, paired = row["values"][i] or {}, row["ratios"][i]
            why = "" if value else "this scenario does not watch that cell"
            bars.append(
                Bar(f"{each['letter']}", value.get("median"), value.get("low"), value.get("high"), str(row["color"]),
                    bool(paired) and not paired["distinguishable"], why)
            )  # fmt: skip
        groups.append(Group(str(row["label"]), tuple(bars)))
    key = "; ".join(f"{s['letter']}: {s['name']}" for s in compared["scenarios"])
    caption = (
        f"{key}. Dot: the middle of all draws; bar: nine draws in ten; an open dot can’t be told apart from A on the "
        "same people, even where the bars differ."
    )
    head = ("number", *(str(s["letter"]) for s in compared["scenarios"]))
    table = tuple((str(r["label"]), *(answers.told(r, v) for v in r["values"])) for r in rows)
    axis = answers.axis(rows[0] if name == "stages" else {**rows[0], "label": "copies per cell"})
    if name == "stages":
        axis = answers.axis({**rows[0], "label": "whole vesicles; first row: particles as counted"})
    return intervals.draw(f"compare-{name}", title, groups, axis, caption, head, table, stamp)


def _ratios(compared: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], stamp: Stamp) -> Figure:
    """How the others stand to A, draw by draw, with a line where they are as many."""
    groups, table = [], []
    for row in rows:
        bars = []
        for each, paired in zip(compared["scenarios"][1:], row["ratios"][1:], strict=True):
            found = paired or {}
            drawn = found.get("median") and found.get("low") and found.get("high")
            why = "" if drawn else str(found.get("reason") or "one of the two has none to compare")
            bars.append(
                Bar(f"{each['letter']} against A", found["median"] if drawn else None, found.get("low"),
                    found.get("high"), str(row["color"]), not found.get("distinguishable"), why)
            )  # fmt: skip
            table.append((str(row["label"]), f"{each['letter']} against A", answers.ratio(paired)))
        groups.append(Group(str(row["label"]), tuple(bars)))
    caption = (
        "The same people in both: all that is unknown of both alike falls out of the ratio. Where a bar crosses the "
        "thick mark, which is ahead cannot be told."
    )
    axis = answers.ratio_axis("how many times as many as in A, draw by draw")
    return intervals.draw(
        "compare-ratios", "How the others stand to A", groups, axis, caption, ("number", "which", "ratio"), table, stamp
    )


def _title(row: Mapping[str, Any]) -> str:
    return str(row["label"])


def _cell(row: Mapping[str, Any], i: int) -> str:
    value, paired = row["values"][i], row["ratios"][i]
    if not value:
        return "not watched"
    return answers.told(row, value) + (f"; against A: {answers.ratio(paired)}" if paired else "")


def _or(value: object) -> str:
    return "–" if value is None or value == "None" else str(value)


def _hint(n: int) -> str:
    return f"{n} numbers of the plans differ" + (f"; the first {_MANY} are shown, all are in the document." if n > _MANY else ".")  # fmt: skip # noqa: E501


def _how(compared: Mapping[str, Any]) -> str:
    failed = sum(s["failed"] for s in compared["scenarios"])
    seconds = sum(s["seconds"] for s in compared["scenarios"])
    return (
        f"{compared['draws']} draws each, {failed or 'none'} failed, seed {compared['seed']} for all; "
        f"{words.duration(seconds)}"
    )
