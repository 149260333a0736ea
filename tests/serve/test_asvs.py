"""Does the table of security requirements in docs/serve.md name tests that there are, and reasons for the rest?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEVEL_1 = {
    "1.2": 5, "1.3": 2, "1.5": 1, "2.1": 1, "2.2": 2, "2.3": 1, "3.2": 2, "3.3": 1, "3.4": 2, "3.5": 3, "4.1": 1,
    "4.4": 1, "5.2": 2, "5.3": 2, "6.1": 1, "6.2": 8, "6.3": 2, "6.4": 2, "7.2": 4, "7.4": 2, "8.1": 1, "8.2": 2,
    "8.3": 1, "9.1": 3, "9.2": 1, "10.4": 5, "11.3": 2, "11.4": 1, "12.1": 1, "12.2": 2, "13.4": 1, "14.2": 1,
    "14.3": 1, "15.1": 1, "15.2": 1, "15.3": 1,
}  # fmt: skip
"""Level 1 of ASVS 5.0.0: section -> number of requirements, which are counted from one."""
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \|$", (ROOT / "docs/serve.md").read_text(), re.MULTILINE)


def there_are() -> set[str]:
    files = (ROOT / "tests" / "serve").glob("test_*.py")
    return {n for f in files for n in re.findall(r"^def (test_\w+)", f.read_text(), re.MULTILINE)}


def test_every_requirement_of_level_1_has_a_row() -> None:
    asked = [f"{section}.{n}" for section, most in LEVEL_1.items() for n in range(1, most + 1)]
    assert len(asked) == 70
    assert [row[0] for row in ROWS] == asked


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_row_names_a_test_that_there_is_or_a_reason(row: tuple[str, str, str]) -> None:
    named = re.findall(r"`(test_\w+)`", row[2])
    assert set(named) <= there_are()
    assert named or re.match(r"(Reason: |Not met)\S*.{8,}", row[2]), row
