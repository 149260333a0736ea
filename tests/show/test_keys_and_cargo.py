"""Do the pictures of keys and of named cargo carry their numbers, and say what is lacking rather than draw nothing?"""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import etree

from exoderm.show.charts import cargo, keys
from exoderm.show.charts.svg import Figure, Stamp

STAMP = Stamp("0.1.0", "5f2c9a7be310", "20417")
SVG = "{http://www.w3.org/2000/svg}"


def ends(median: float) -> dict[str, float]:
    return {"median": median, "low": median / 2, "high": median * 2}


def cell(label: str, lost: float, named: str = "mir_21", inside: float | None = 0.1) -> dict[str, Any]:
    parts = [
        {"key": "integrin", "label": "integrins", "level": ends(0.0), "ordinary": ends(lost), "here": ends(0.0)},
        {"key": "serine", "label": "phosphatidylserine", "level": ends(1.0), "ordinary": ends(0.1), "here": ends(0.1)},
    ]
    got = {"cargo": named, "delivered": ends(3.0), "cytosol": None if inside is None else ends(inside)}
    return {"label": label, "keys": {"binding": ends(1.0 - lost), "parts": parts}, "cargo": [got]}


def one(name: str, label: str, absent: bool = False) -> dict[str, Any]:
    return {
        "cargo": name,
        "label": label,
        "kind": "microRNA",
        "per_vesicle": ends(0.0 if absent else 0.02),
        "absent": absent,
    }


def written(figure: Figure) -> str:
    return " | ".join("".join(t.itertext()) for t in etree.fromstring(figure.svg).iter(f"{SVG}text"))


def pictures() -> list[Figure]:
    cells = [cell("fibroblast", 0.25), cell("macrophage", 0.5)]
    return [keys.draw(cells, STAMP), cargo.draw([one("mir_21", "miR-21")], cells, STAMP)]


@pytest.mark.parametrize("figure", pictures(), ids=lambda f: f.name)
def test_each_has_title_description_stamp_unit_caption_and_table(figure: Figure) -> None:
    root = etree.fromstring(figure.svg)
    said = ["".join(root.find(f"{SVG}{tag}").itertext()) for tag in ("title", "desc", "metadata")]  # type: ignore[union-attr]
    assert all(len(part) > 15 for part in said)
    assert re.search(r"unit: \S.*; basis: \S", said[2])
    assert len(figure.caption) > 30
    assert figure.rows
    assert all(len(row) == len(figure.head) for row in figure.rows)


def test_a_lost_key_shortens_the_lower_bar_by_its_share() -> None:
    """Two bars per cell; the upper one is the whole of ordinary binding, the lower lacks a quarter of it."""
    root = etree.fromstring(keys.draw([cell("fibroblast", 0.25)], STAMP).svg)
    lengths: dict[str, float] = {}
    for rect in root.iter(f"{SVG}rect"):
        if rect.get("height") == "18" and rect.get("width", "").endswith("%"):
            lengths[rect.get("y")] = lengths.get(rect.get("y"), 0.0) + float(rect.get("width").rstrip("%"))
    upper, lower = (length for _, length in sorted(lengths.items(), key=lambda item: float(item[0])))
    assert lower / upper == pytest.approx(0.75, rel=1e-3)


def test_the_least_and_the_best_bound_cells_are_named() -> None:
    caption = keys.draw([cell("fibroblast", 0.25), cell("macrophage", 0.5)], STAMP).caption
    assert "macrophage 0.5" in caption
    assert "fibroblast 0.75" in caption
    assert "nobody has measured" in caption


def test_what_a_vesicle_lacks_and_what_stays_in_its_membrane_is_said() -> None:
    lacking = cargo.draw([one("mir_21", "miR-21", absent=True)], [cell("fibroblast", 0.1)], STAMP)
    assert "no vesicle of this donor carries any" in written(lacking)
    assert lacking.rows[0][1] == "none"
    held = cargo.draw([one("cd63", "CD63")], [cell("fibroblast", 0.1, "cd63", None)], STAMP)
    assert "stays in the membrane" in written(held)
    assert "meet it at their surface" in held.caption


def test_dots_stand_in_order_of_their_numbers() -> None:
    """0.02 in a vesicle, 3 brought to a cell, 0.1 freed: the axis is one for all three."""
    root = etree.fromstring(cargo.draw([one("mir_21", "miR-21")], [cell("fibroblast", 0.1)], STAMP).svg)
    at = {c.get("fill"): float(c.get("cx").rstrip("%")) for c in root.iter(f"{SVG}circle") if c.get("class") == "bar"}
    assert at["var(--vial)"] < at["var(--cell)"] < at["var(--dermis)"]


def test_words_from_outside_are_escaped() -> None:
    bad = "<script>x</script>"
    for figure in (keys.draw([cell(bad, 0.2)], STAMP), cargo.draw([one("mir_21", bad)], [cell(bad, 0.2)], STAMP)):
        assert "<script>" not in figure.svg
        etree.fromstring(figure.svg)
