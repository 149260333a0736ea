"""Is a stated length held against vesicles only where it is theirs?"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from exoderm.appraisal.finding import Verdict
from exoderm.appraisal.lengths import lengths
from exoderm.appraisal.owner import of_vesicles
from exoderm.page.ideas import read

Judge = Callable[[str], Verdict]

OF_OTHERS = [
    "A pore is 50 micrometres wide, an exosome far less.",
    "Skin cells measure 30 micrometres across and exosomes a hundredth of that.",
    "A red blood cell measures 8 micrometres, exosomes are much smaller.",
    "Exosomes are far smaller than a cell of 20 micrometres.",
    "Exosomes are 100 nm wide while a human cell is 20 micrometres wide.",
    "The cap has a hole of 2 mm, and exosomes are tiny.",
]
THEIRS = [
    "A single exosome is as wide as 8 micrometres.",
    "Exosomes, which are tiny bubbles, measure 5 micrometres.",
    "Exosomes are tiny and measure 20 micrometres across.",
    "Exosomes leave the cell but are 20 micrometres wide.",
    "Exosomes are small; their diameter is 20 micrometres.",
    "Exosomes are small; the mean diameter is 20 micrometres.",
    "Exosomes are wider than 20 micrometres.",
    "Exosomes are wider than a hundred micrometres.",
    "At 3 mm across, exosomes are large.",
]


@pytest.mark.parametrize("text", OF_OTHERS)
def test_the_length_of_another_thing_is_left_alone(text: str, verdict_of: Judge) -> None:
    assert not [one for one in lengths(of_vesicles(read(text))) if one.high > 1000]
    assert verdict_of(text).word != "contradicted"


@pytest.mark.parametrize("text", THEIRS)
def test_their_own_length_is_judged(text: str, verdict_of: Judge) -> None:
    assert lengths(of_vesicles(read(text)))
    assert verdict_of(text).word == "contradicted"


def test_words_joined_without_end_take_no_time() -> None:
    started = time.process_time()
    of_vesicles(read("for-" * 480))
    assert time.process_time() - started < 2.0
