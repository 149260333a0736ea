"""Are stated lengths read with their unit, their range and their words?"""

from __future__ import annotations

import pytest

from exoderm.appraisal.lengths import Length, lengths


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They measure 30–150 nm.", [(30, 150)]),
        ("between 30 and 150 nanometres across", [(30, 150)]),
        ("about 0.1 µm wide", [(100, 100)]),
        ("a tenth of a micrometre", [(100, 100)]),
        ("as large as 50 micrometers", [(50_000, 50_000)]),
        ("needles of 0.5 mm", [(500_000, 500_000)]),
        ("from 1,000 nm down to 0,2 µm", [(1000, 1000), (200, 200)]),
        ("no length here, 30 people", []),
    ],
)
def test_lengths_in_nanometres(text: str, expected: list[tuple[float, float]]) -> None:
    assert lengths(text) == tuple(Length(pytest.approx(a), pytest.approx(b)) for a, b in expected)
