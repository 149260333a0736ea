"""Does the evidence answer for an outcome, a way in and a source, with nulls, harms and what would change it?"""

from __future__ import annotations

import contextlib
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exoderm.appraisal import indication
from exoderm.appraisal.verdict import settings as files
from exoderm.errors import UnknownName
from exoderm.evidence import ladder, study
from exoderm.evidence.sources import sources
from exoderm.library.terms import LEVELS, Route, Species

TODAY = date(2026, 11, 28)
STUDIES = study.load()
KNOWN = sources()
WISHES = files("indications")["indications"]


def ask(words: str, route: Route = "unknown", species: Species = "unknown", **others: Any) -> dict[str, Any]:
    return indication.look_up(words, route, species, TODAY, others.pop("studies", STUDIES), KNOWN, **others)


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("acne scar", "acne_scar"), ("Acne-scarring", "acne_scar"), ("fine lines round the eyes", "wrinkle"),
        ("wrinkels", "wrinkle"), ("pigmentaton", "pigmentation"),
        ("my hair loss", "hair"), ("diabetic foot ulcer", "ulcer"),
        ("atopic dermatitis", "eczema"), ("recovery after laser", "downtime"), ("surgical scars", "scar"),
        ("acne", "acne"), ("photoaging", "wrinkle"),
    ],
)  # fmt: skip
def test_free_words_find_their_outcome(words: str, id: str) -> None:
    assert indication.wish(words).id == id


@pytest.mark.parametrize("words", ["zebra", "", "ßßß", "exosome"])
def test_words_that_resemble_nothing_are_refused_with_what_there_is(words: str) -> None:
    with pytest.raises(UnknownName) as refusal:
        indication.wish(words)
    assert "hair growth" in refusal.value.sentence()


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_words_are_an_outcome_or_a_refusal(words: str) -> None:
    with contextlib.suppress(UnknownName):
        assert indication.wish(words).id in WISHES


def test_the_best_trial_of_acne_scars_followed_a_laser_and_carries_over_to_needles_not_to_whole_skin() -> None:
    opened, whole = (ask("acne scar", route) for route in ("microneedle", "topical_intact"))
    assert opened["best"]["study"] == "kwon_2020"
    assert opened["best"]["surviving"] == "E5"
    kwon = next(s for s in whole["studies"] if s["id"] == "kwon_2020")
    assert LEVELS.index(kwon["surviving"]) == LEVELS.index(kwon["level"]) - 2
    assert [x["rule"] for x in kwon["steps"]] == ["route"]
    assert whole["verdict"] != "supported_limited"


def test_a_source_that_was_asked_for_takes_a_step_from_studies_of_another() -> None:
    plain, plant = ask("acne scar", "laser"), ask("acne scar", "laser", "plant")
    height = {s["id"]: LEVELS.index(s["surviving"]) for s in plain["studies"]}
    for s in plant["studies"]:
        if s["species"] in ("human", "animal") and s["level"] != "E0":
            assert LEVELS.index(s["surviving"]) == height[s["id"]] - 1 or s["surviving"] == "E0", s["id"]


def test_nulls_and_harms_are_kept() -> None:
    assert "johnson_2023" in {s["id"] for s in ask("wound healing", "injection")["studies"] if s["side"] == "against"}
    harms = {h["id"] for h in ask("wrinkles", "injection")["harms"]}
    assert {"nahm_2024", "tawanwongsri_2024"} <= harms
    assert not {"nahm_2024", "tawanwongsri_2024"} & {h["id"] for h in ask("wrinkles", "topical_intact")["harms"]}
    needled = {h["id"]: h["of_vesicles"] for h in ask("wrinkles", "microneedle")["harms"]}
    assert needled["friedmann_2024"] is False


def test_a_null_as_strong_as_the_best_for_it_leaves_nothing_shown() -> None:
    answer = ask("wrinkles", "topical_intact")
    assert LEVELS.index(answer["against"]["surviving"]) >= LEVELS.index(answer["best"]["surviving"])
    assert answer["verdict"] == "unsupported"


def test_without_that_null_the_same_shelf_would_say_more() -> None:
    fewer = {i: s for i, s in STUDIES.items() if s.direction not in ("no_difference", "against")}
    assert ask("wrinkles", "topical_intact", studies=fewer)["verdict"] == "preliminary"


@pytest.mark.parametrize("id", sorted(WISHES))
def test_each_outcome_answers_and_counts_every_record_once(id: str) -> None:
    answer = ask(WISHES[id]["words"][0])
    counted = sum(c[side] for row in answer["table"] for c in row["levels"] for side in ("for", "against", "neither"))
    assert counted == len(answer["studies"])
    heights = [LEVELS.index(s["surviving"]) for s in answer["studies"]]
    assert heights == sorted(heights, reverse=True)
    assert answer["sentence"].count(".") >= 1


def test_no_study_is_nothing_known_for_or_against() -> None:
    answer = ask("psoriasis", studies={})
    assert answer["verdict"] == "unsupported"
    assert answer["best"] is None
    assert "nothing is known" in answer["sentence"]


def test_what_would_change_does_change_it() -> None:
    """Each line of the sensitivity is the answer that the moved ladder gives by itself."""
    rules = ladder.load()
    answer = ask("wrinkles", "microneedle")
    assert any(t["changes"] for t in answer["sensitivity"])
    for t in answer["sensitivity"]:
        if t["choice"].startswith("steps lost for "):
            rule = t["choice"].removeprefix("steps lost for ")
            steps = tuple(
                d.model_copy(update={"minus": int(t["then"])}) if d.id == rule else d for d in rules.downgrades
            )
            other = rules.model_copy(update={"downgrades": steps})
        else:
            other = rules.model_copy(update={"few": int(t["then"])})
        assert ask("wrinkles", "microneedle", rules=other)["verdict"] == t["verdict"]
        assert t["changes"] == (t["verdict"] != answer["verdict"])


def test_milder_steps_never_lower_the_best_study_for_a_benefit() -> None:
    """But for consistency, which asks after the rungs of others, less off is never lower."""
    for words in ("wrinkles", "hair", "acne scar"):
        answer = ask(words, "microneedle")
        for t in answer["sensitivity"]:
            if t["choice"].startswith("steps lost") and int(t["then"]) < int(t["now"]) and answer["best"]:
                assert LEVELS.index(t["level"]) >= LEVELS.index(answer["best"]["surviving"])
