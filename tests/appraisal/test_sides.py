"""Is a size, or life, given to the side of which it is said, whatever the order of the words?"""

from __future__ import annotations

import pytest

from exoderm.appraisal import sides
from exoderm.page.ideas import read


def size(text: str) -> str | None:
    found = sides.read(read(text)).of("smaller_wrong", "larger_right")
    assert len(found) <= 1
    return None if not found else ("not " if found[0].denied else "") + found[0].idea


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("An exosome is smaller than a retinol molecule.", "smaller_wrong"),
        ("A retinol molecule is bulkier than an exosome.", "smaller_wrong"),
        ("Being smaller than peptides, exosomes slip through.", "smaller_wrong"),
        ("Exosomes are as small as a vitamin molecule.", "smaller_wrong"),
        ("Next to an exosome, a molecule of niacinamide is minute.", "larger_right"),
        ("A caffeine molecule is dwarfed by a vesicle.", "larger_right"),
        ("Compared with a peptide, a vesicle is a giant.", "larger_right"),
        ("Exosomes are a hundred times the width of a retinol molecule.", "larger_right"),
        ("Exosomes are not smaller than peptides.", "not smaller_wrong"),
        ("Exosomes need a smaller dose than peptides.", None),
        ("Exosomes are smaller than cells.", None),
        ("A retinol molecule is smaller than a peptide.", None),
    ],
)
def test_a_size_belongs_to_the_one_that_has_it(text: str, said: str | None) -> None:
    assert size(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Stem cells are alive and can divide; vesicles are not and cannot.", False),
        ("Stem cells multiply; exosomes do not.", False),
        ("Stem cells divide, and exosomes do.", True),
        ("Unlike stem cells, exosomes go on dividing.", True),
        ("Stem cells can divide.", None),
    ],
)
def test_life_is_said_of_vesicles_or_of_cells(text: str, said: bool | None) -> None:
    found = sides.read(read(text)).of("alive")
    assert {not m.denied for m in found} == (set() if said is None else {said})
