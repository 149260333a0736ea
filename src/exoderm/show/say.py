"""What a run comes to, in a sentence and three more: the first words of its report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exoderm import words

SOURCES = {
    "as the label counts": "particles on the label",
    "donor's card": "particles that the donor's card counts",
    "silent": "particles that the silent label may stand for",
}


def say(run: Mapping[str, Any]) -> dict[str, Any]:
    """The document of a run with ``headline`` and ``sentences`` written from its numbers."""
    stages = {stage["stage"]: stage for stage in run["stages"]}
    first, living = stages["labelled"], stages["living_skin"]
    headline = words.of(living["median"], first["median"])
    source = next(words for mark, words in SOURCES.items() if mark in first["label"])
    return {
        **run,
        "headline": words.sentence(f"{headline} {source} reach living skin as whole vesicles {run['when']}"),
        "sentences": [_spread(living), *_cells(run)],
    }


def _spread(living: Mapping[str, Any]) -> str:
    share = living["of_dose"]
    said = words.interval(share["median"], share["low"], share["high"])
    return words.sentence(f"as a share of what the label counts: {said}; nine draws in ten lie in that range")


def _cells(run: Mapping[str, Any]) -> list[str]:
    """How that compares with the cells' own traffic and with what a cell would notice."""
    cells = run.get("cells") or []
    if not cells:
        return []
    if not any(cell["vesicles_per_cell"]["high"] for cell in cells):
        return [words.sentence("in hardly any draw does a whole vesicle come to a cell of the skin")]
    most = max(cells, key=lambda cell: cell["vesicles_per_cell"]["median"])
    each = words.per(most["vesicles_per_cell"]["median"], "vesicle", "vesicles", most["label"], _many(most["label"]))
    own = words.figure(most["resident_per_day"]["median"])
    lines = [words.sentence(f"that is {each} by the end; each makes about {own} of its own every day")]
    chance = max(cell["chance_noticed"] for cell in cells)
    copies, enough = most["copies_per_cell"]["high"], most["threshold"]["low"]
    if chance == 0.0:
        lines.append(
            words.sentence(
                "in no draw does the microRNA that they bring reach what a cell is known to notice: the most is "
                f"{words.per(copies, 'copy', 'copies')}, against {words.figure(enough)} and more"
            )
        )
    else:
        lines.append(
            words.sentence(f"in {words.share(chance)} of the draws the microRNA that they bring is enough to notice")
        )
    return lines


def _many(label: str) -> str:
    return label if label.endswith("s") else label + "s"
