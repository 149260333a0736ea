"""From a page to its document: complete, finite, stable, and never moved by a run."""

from __future__ import annotations

import json
from datetime import date
from importlib import resources

import pytest

from exoderm.appraisal import fact
from exoderm.appraisal.appraise import Appraisal, appraise_page
from exoderm.appraisal.document import to_document
from exoderm.appraisal.finding import RunNumber
from exoderm.evidence import law, risk, study
from exoderm.library.terms import VERDICTS
from exoderm.page.claims import read_claims
from exoderm.page.label import read_label
from exoderm.page.page import LabelItem
from exoderm.page.reader import read_page

RUN = RunNumber("fraction of the dose below the horny layer", "fraction", 3e-7, 2e-9, 2e-5)


def appraised(name: str, label: tuple[LabelItem, ...] | None = None) -> Appraisal:
    page = read_page((resources.files("exoderm") / "data" / "example" / name).read_bytes(), name)
    claims = read_claims(page)
    items = tuple(read_label(page, claims)) if label is None else label
    return appraise_page(
        page, claims, items, {}, date(2026, 11, 24), study.load(), fact.load(), law.load(), risk.load()
    )


@pytest.fixture(scope="module")
def hyped() -> Appraisal:
    return appraised("glow-serum.html")


@pytest.fixture(scope="module")
def cautious() -> Appraisal:
    return appraised("cautious-article.html")


def test_the_hyped_page_is_told_apart_from_the_cautious_one(hyped: Appraisal, cautious: Appraisal) -> None:
    def share(appraisal: Appraisal, letters: str) -> float:
        found = [j.verdict.letter for j in appraisal.claims if j.verdict]
        return sum(x in letters for x in found) / len(found)

    assert share(hyped, "DE") > 0.5
    assert share(cautious, "DE") == 0
    assert share(cautious, "A") > 0.5


def test_every_claim_lies_where_the_document_says(hyped: Appraisal) -> None:
    for claim in to_document(hyped)["claims"]:
        assert hyped.page.text[claim["start"] : claim["end"]] == claim["text"]


@pytest.mark.parametrize("name", ["glow-serum.html", "cautious-article.html"])
def test_the_document_is_whole_finite_and_stable(name: str) -> None:
    document = to_document(appraised(name))
    assert document["schema"] == "exoderm/appraisal/1"
    assert {"document", "language", "claims", "references", "label", "law", "safety", "questions", "silence"} <= set(
        document
    )
    assert {"name", "language", "sentences", "digest", "data_date", "version"} <= set(document["document"])
    fields = {
        "text", "start", "end", "claim_type", "second_type", "claim_family", "population", "certainty", "hype",
        "hype_cue", "verdict", "reason", "records", "run", "flags",
    }  # fmt: skip
    for claim in document["claims"]:
        assert fields <= set(claim)
        assert claim["verdict"] in VERDICTS
        assert claim["reason"].endswith(".")
    written = json.dumps(document, allow_nan=False, sort_keys=True)
    assert json.dumps(to_document(appraised(name)), allow_nan=False, sort_keys=True) == written


def test_a_run_stands_beside_the_claims_that_ask_for_it_and_moves_nothing(hyped: Appraisal) -> None:
    assert hyped.asks_run
    before, after = to_document(hyped)["claims"], to_document(hyped.with_run(RUN))["claims"]
    assert [c["verdict"] for c in before] == [c["verdict"] for c in after]
    # What a vial still holds when it is opened stands beside a claim on keeping: that is no run of this page.
    told = [c for c in after if c["run"] and c["claim_type"] != "storage"]
    assert told
    assert all("Run of what this page declares: 1 in 3.5 million" in c["reason"] for c in told)
    assert all(c["claim_type"] in ("penetration", "usage", "mechanism", "efficacy") for c in told)


def test_every_record_is_cited_short_and_in_full(hyped: Appraisal, cautious: Appraisal) -> None:
    for document in (to_document(hyped), to_document(cautious)):
        full = {c["id"]: c for c in document["citations"]}
        used = [r for claim in document["claims"] for r in claim["records"]]
        assert used
        for record in used:
            assert record["citation"] == full[record["id"]]["citation"] != record["id"]
            assert record["status"] == full[record["id"]]["status"]
        for line in document["safety"]:
            assert set(line["source"]) <= set(full)
        assert len(full) == len(document["citations"])


def test_the_four_boxes_are_never_empty_and_give_no_advice(hyped: Appraisal, cautious: Appraisal) -> None:
    for appraisal in (hyped, cautious):
        boxes = to_document(appraisal)["summary"]
        assert set(boxes) == {"holds", "does_not", "silent", "ask"}
        for sentences in boxes.values():
            assert sentences
            for sentence in sentences:
                assert "!" not in sentence.split("”")[-1]


def test_silence_and_questions_follow_the_label() -> None:
    items = (LabelItem("dose_particles", "missing"), LabelItem("origin_species", "declared", "human"))
    document = to_document(appraised("glow-serum.html", items))
    assert document["silence"] == ["How many vesicles it holds."]
    assert len(document["questions"]) == 1


def test_law_lines_carry_their_date_and_their_age(hyped: Appraisal) -> None:
    for line in to_document(hyped)["law"]:
        assert line["as_of"] or line["stale"] or line["status"] == "unknown"


def test_scripts_on_the_page_are_never_part_of_it(hyped: Appraisal) -> None:
    assert "must never run" not in hyped.page.text


def test_a_page_about_something_else_is_not_judged() -> None:
    text = "Our tyres last for years. They are approved by the motor authority. The rubber is made from trees. " * 4
    page = read_page(text.encode(), "tyres.txt")
    claims = read_claims(page)
    appraisal = appraise_page(
        page, claims, (), {}, date(2026, 11, 24), study.load(), fact.load(), law.load(), risk.load()
    )
    assert any(c.is_claim for c in claims)
    assert not appraisal.claims


def test_a_risk_counts_as_named_only_where_it_is_not_denied(hyped: Appraisal, cautious: Appraisal) -> None:
    def named(appraisal: Appraisal) -> set[str]:
        return {line.id for line in appraisal.safety if line.named_on_page}

    assert "serious_events" not in named(hyped)
    assert "granuloma" in named(cautious)


def test_the_page_of_a_cream_meets_the_law_of_its_places(hyped: Appraisal) -> None:
    """Human material in a cosmetic is barred in the Union, and the words of the page call down medicines law."""
    assert {("EU", "prohibited"), ("US", "unapproved_drug")} <= {(line.jurisdiction, line.code) for line in hyped.law}


def test_what_a_laboratory_counted_is_no_word_on_the_evidence() -> None:
    """The same words about evidence are one; a count of particles in a vial is a statement on what is in it."""
    text = "Our exosome serum comes in vials. Our laboratory counted 60 billion particles per vial by tracking them."
    page = read_page(text.encode(), "x.txt")
    shelves = (study.load(), fact.load(), law.load(), risk.load())
    found = appraise_page(page, read_claims(page), (), {}, date(2026, 11, 24), *shelves)
    counted = next(j for j in found.claims if "counted" in j.claim.text)
    assert counted.verdict is not None
    assert counted.verdict.letter == "-"
