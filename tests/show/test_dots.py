"""Does a table of dots draw each record once, tell shapes apart without colour, and draw the unknown?"""

from __future__ import annotations

from lxml import etree

from exoderm.show.charts import dots
from exoderm.show.charts.dots import Dot, Strip
from exoderm.show.charts.svg import Stamp

STAMP = Stamp("0", "abc", "")


def drawn(*strips: Strip) -> str:
    return dots.draw("d", "t", ["E0", "E1", "E2"], strips, "c", "u", ("a",), (), STAMP).svg


def test_each_record_is_one_mark() -> None:
    svg = drawn(Strip("a", tuple(Dot(1, "for") for _ in range(11))))
    assert svg.count("<circle") == 11
    etree.fromstring(svg)


def test_shapes_differ_without_their_colour() -> None:
    bare = {
        shape: drawn(Strip("a", (Dot(1, shape),))).replace(f"var(--{colour})", "").replace(shape, "")
        for shape, colour in dots.SHAPES.items()
    }
    assert len(set(bare.values())) == len(dots.SHAPES)


def test_a_row_without_a_record_is_hatched_and_says_why() -> None:
    svg = drawn(Strip("a", (), "nobody looked"))
    assert "hatch)" in svg
    assert "unknown: nobody looked" in svg


def test_hostile_words_stay_words() -> None:
    svg = drawn(Strip("<script>alert(1)</script>", (Dot(0, "for"),)))
    assert "<script" not in svg
    etree.fromstring(svg)
