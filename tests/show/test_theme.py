"""Can every mark be read on its paper, and told apart without colour?"""

from __future__ import annotations

import itertools

import pytest

from exoderm.library.terms import VERDICTS
from exoderm.show import theme
from exoderm.show.marks import FLAG_WORDS, MARKS, VERDICT_WORDS, mark

SIDES = {"light": 0, "dark": 1}


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("key", theme.VERDICT)
def test_a_badge_is_readable_on_its_paper(key: str, side: str) -> None:
    i = SIDES[side]
    assert theme.contrast(theme.VERDICT[key][i], theme.PAPER["paper"][i]) >= 4.5


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("ink", theme.INK)
@pytest.mark.parametrize("paper", theme.PAPER)
def test_writing_is_readable_on_paper_and_on_cards(ink: str, paper: str, side: str) -> None:
    i = SIDES[side]
    assert theme.contrast(theme.INK[ink][i], theme.PAPER[paper][i]) >= 4.5


@pytest.mark.parametrize("side", SIDES)
def test_the_outline_of_bars_is_seen_where_their_colour_is_pale(side: str) -> None:
    i = SIDES[side]
    assert theme.contrast(theme.RULE["edge"][i], theme.PAPER["paper"][i]) >= 3


@pytest.mark.parametrize("side", SIDES)
def test_the_colour_scale_goes_one_way_in_lightness(side: str) -> None:
    i = SIDES[side]
    against = [theme.contrast(pair[i], theme.PAPER["paper"][i]) for pair in theme.HEAT.values()]
    assert all(b > 1.1 * a for a, b in itertools.pairwise(against))


def test_contrast_agrees_with_its_known_ends() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_verdict_has_a_letter_and_words() -> None:
    assert set(VERDICT_WORDS) == set(VERDICTS)
    assert {mark(v).letter for v in VERDICTS} == {m.letter for m in MARKS} == set("ABCDE–")
    assert mark("contradicted").words == "wrong"
    assert mark("a word that nobody knows").letter == "–"
    assert set(FLAG_WORDS) == {
        "outdated", "regulatory", "safety", "out_of_scope", "unknown_term", "own_level", "interest",
    }  # fmt: skip


def test_a_stage_without_a_colour_of_its_own_counts_as_lost() -> None:
    assert theme.stage("dermis") == "var(--dermis)"
    assert theme.stage("red;}") == "var(--lost)"
