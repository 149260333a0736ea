"""Do the cards of studies hold what the appraisal and the journey rest on, and nothing that nobody read?"""

from __future__ import annotations

import pytest

from exoderm import units
from exoderm.errors import CardError
from exoderm.evidence import law, risk, study
from exoderm.library import shelf

STUDIES = study.load()
RISKS = risk.load()
LAWS = law.load()

# Measurements kept back to test the journey: their papers may be cited, their numbers may enter no card.
KEPT_BACK = (
    "zhang_2021_explant", "zhang_2021", "roadmap_2023", "dreier_2016", "cross_2007", "gulson_2012", "patzelt_2011",
    "vogt_2006", "wei_2018", "reddy_2007", "heusermann_2016",
)  # fmt: skip


def test_the_shelf_is_filled() -> None:
    assert len(STUDIES) >= 90
    assert sum(1 for s in STUDIES.values() if s.findings) >= 40


def test_ids_are_file_names_and_no_paper_stands_twice_under_one_rung() -> None:
    assert all(name == s.id for name, s in STUDIES.items())
    seen: dict[tuple[str, str | None], str] = {}
    for s in STUDIES.values():
        if s.doi:
            key = (s.doi.lower(), s.level)
            assert key not in seen, f"{s.id} and {seen[key]} are the same paper"
            seen[key] = s.id


@pytest.mark.parametrize("name", sorted(STUDIES))
def test_a_finding_is_readable_and_belongs_to_its_own_study(name: str) -> None:
    s = STUDIES[name]
    for key, value in s.findings.items():
        assert value.origin.study == name
        assert value.origin.finding == key
        assert value.conditions, f"{key}: nobody can use a number without its conditions"
        texts = [t for t in (value.value, value.low, value.high, value.sd) if t]
        assert value.numbers(units.split(texts[0])[1])


def test_nothing_recalled_or_second_hand_passes_for_a_measurement() -> None:
    for s in STUDIES.values():
        if s.status == "recalled":
            assert not s.findings, s.id
        if s.status == "secondary":
            assert s.missing, f"{s.id}: say what was not read"
            assert all(v.grade <= 2 for v in s.findings.values()), (
                f"{s.id}: a number read second-hand is bounded at best"
            )


def test_a_recalled_record_with_a_number_is_refused() -> None:
    data = STUDIES["kalluri_2011"].model_dump(mode="json")
    with pytest.raises(CardError, match="memory"):
        shelf.validate({**data, "status": "recalled"}, study.Study, "test")


def test_a_finding_of_another_study_is_refused() -> None:
    data = STUDIES["kalluri_2011"].model_dump(mode="json")
    with pytest.raises(CardError, match="origin"):
        shelf.validate({**data, "id": "other"}, study.Study, "test")


@pytest.mark.parametrize("name", KEPT_BACK)
def test_measurements_kept_back_for_validation_give_no_number(name: str) -> None:
    assert STUDIES[name].statement
    assert not STUDIES[name].findings


def test_kept_back_parts_of_papers_that_give_other_numbers() -> None:
    assert set(STUDIES["kalluri_2011"].findings) == {"channel_depth_770", "channel_diameter_770"}
    assert not any("size" in f for f in STUDIES["evtushenko_2020"].findings)


@pytest.mark.parametrize(
    ("family", "null"),
    [
        ("wrinkle", "alhaddad_2019"), ("wrinkle", "estupinan_2025"), ("comparison", "quinlan_2023"),
        ("pigmentation", "wyles_2024_hands"), ("wound", "johnson_2023"), ("wound", "ulcer_four_arms"),
        ("comparison", "wyles_2024_hands"), ("comparison", "estupinan_2025"), ("penetration", "zhang_2021_explant"),
        ("penetration", "dreier_2016"), ("hydration", "reports_2025"), ("elasticity", "reports_2025"),
        ("mechanism", "chavez_2008"), ("inflammation", "mohseni_2024"),
    ],
)  # fmt: skip
def test_the_nulls_stand_beside_the_successes(family: str, null: str) -> None:
    s = STUDIES[null]
    assert family in s.families
    assert s.direction in ("no_difference", "against", "mixed")


def test_every_family_of_benefit_has_its_best_study() -> None:
    for family, best in {
        "scar": "kwon_2020", "wrinkle": "park_2023", "pigmentation": "cho_2020", "inflammation": "ye_2022",
        "barrier": "shin_2020", "hair": "hair_extract_2025", "wound": "kishta_2025",
    }.items():  # fmt: skip
        assert family in STUDIES[best].families


def test_what_is_no_vesicle_is_no_evidence_of_benefit_by_vesicles() -> None:
    kin = {"vesicles", "conditioned_medium", "platelet_extract", "engineered_vesicles", "unknown"}
    outside = {"comparison", "penetration", "safety", "biodistribution", "mechanism", "storage", "composition"}
    for s in STUDIES.values():
        if s.level and s.preparation not in kin:
            assert set(s.families) <= outside, s.id


def test_harm_is_recorded_and_points_to_injection() -> None:
    harms = [s for s in STUDIES.values() if s.study == "adverse_event"]
    assert len(harms) >= 7
    assert all(s.level is None and "safety" in s.families for s in harms)
    assert {s.route for s in harms if s.status == "seen"} <= {"injection", "mixed"}


def test_a_registration_supports_nothing() -> None:
    for s in STUDIES.values():
        if s.level == "E0":
            assert s.direction == "no_results"
            assert s.registry
            assert not s.effects


def test_a_review_says_what_it_contains() -> None:
    for s in STUDIES.values():
        if s.study == "review" and s.level and s.level > "E1":
            assert s.contains, s.id


def test_effects_repeat_the_printed_difference() -> None:
    for s in STUDIES.values():
        for e in s.effects:
            if None not in (e.treated, e.control, e.difference):
                assert e.treated - e.control == pytest.approx(e.difference, abs=0.011), s.id  # type: ignore[operator]


def test_risks_rest_on_cards_that_exist() -> None:
    assert len(RISKS) >= 10
    for r in RISKS.values():
        assert set(r.studies) <= set(STUDIES), r.id
        assert set(r.laws) <= set(LAWS), r.id
        assert all(word == word.lower() for word in r.named_by)


def test_no_risk_seen_only_in_a_class_is_laid_to_vesicles() -> None:
    assert RISKS["vision"].known == "reported_for_class"
    assert RISKS["tumour"].known == "theoretical"
    for r in RISKS.values():
        if r.known == "reported":
            assert any(STUDIES[s].status == "seen" or STUDIES[s].direction == "favours_uncertain" for s in r.studies)


def test_what_is_not_stated_rules_no_risk_out() -> None:
    everything = {r.id for r in risk.relevant("unknown", "unknown")}
    assert everything == set(RISKS)
    assert risk.relevant("unknown", "unknown")[0].known == "reported"


def test_intact_plant_skin_care_is_not_charged_with_injection_harms() -> None:
    mild = {r.id for r in risk.relevant("topical_intact", "plant")}
    assert mild.isdisjoint({"granuloma", "necrosis", "vision", "virus"})
    assert {"pregnancy", "allergy"} <= mild
    assert {"granuloma", "necrosis", "infection", "virus"} <= {r.id for r in risk.relevant("injection", "human")}


def test_a_risk_without_a_source_is_refused() -> None:
    data = RISKS["vision"].model_dump(mode="json")
    with pytest.raises(CardError, match="at least one"):
        shelf.validate({**data, "studies": [], "laws": []}, risk.Risk, "test")
