"""Every cue fires on its examples and stays silent on its counter-examples; so do the guards of hype."""

from __future__ import annotations

import pytest

from exoderm.page import cues, hype, scope

EVERY = [cue for group in cues.load().values() for cue in group]


def _fires(cue: cues.Cue, text: str) -> bool:
    flat = cues.flatten(text)
    hits = cues.find(flat)
    if cue.guards:
        return any(hit.cue.id == cue.id for hit in hype.find_hype(flat, hits, scope.analyse(flat, hits)))
    return any(hit.cue.id == cue.id for hit in hits)


@pytest.mark.parametrize("cue", EVERY, ids=lambda cue: cue.id)
def test_a_cue_shows_what_it_means(cue: cues.Cue) -> None:
    assert cue.fires, "a cue needs an example"
    assert cue.silent, "a cue needs a counter-example"
    for text in cue.fires:
        assert _fires(cue, text), text
    for text in cue.silent:
        assert not _fires(cue, text), text


def test_every_cue_has_its_own_name() -> None:
    assert len({cue.id for cue in EVERY}) == len(EVERY)


@pytest.mark.parametrize("cue", EVERY, ids=lambda cue: cue.id)
def test_the_short_cut_by_first_letters_loses_no_hit(cue: cues.Cue) -> None:
    for text in (*cue.fires, *cue.silent):
        flat = cues.flatten(text)
        slow = bool(cue.pattern.search(flat)) and not (cue.silencer and cue.silencer.search(flat))
        slow = slow and (cue.company is None or bool(cue.company.search(flat)))
        assert slow == any(hit.cue.id == cue.id for hit in cues.find(flat))


def test_flattened_text_keeps_every_place() -> None:
    text = "“İt’s—ODD” ß ﬁrm"
    assert len(cues.flatten(text)) == len(text)
