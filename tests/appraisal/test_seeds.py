"""The five documents that the work began with: found by their words at run time, none of them stored here."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from exoderm.appraisal import fact
from exoderm.appraisal.appraise import Appraisal, Judged, appraise_page
from exoderm.evidence import law, risk, study
from exoderm.page.claims import read_claims
from exoderm.page.reader import read_page


def seed(shared: Path, number: str) -> Appraisal:
    (path,) = (shared / "seeds").glob(f"{number}_*.txt")
    page = read_page(path.read_bytes(), path.name)
    claims = read_claims(page)
    return appraise_page(page, claims, (), {}, date(2026, 11, 24), study.load(), fact.load(), law.load(), risk.load())


def holding(appraisal: Appraisal, *words: str) -> Judged:
    """The one claim that holds all the words."""
    found = [j for j in appraisal.claims if all(w in j.claim.text.lower() for w in words)]
    assert len(found) == 1, [j.claim.text for j in found]
    return found[0]


def test_easy_passage_is_contradicted_by_named_records(shared: Path) -> None:
    verdict = holding(seed(shared, "001"), "penetrate", "stratum", "easily").verdict
    assert verdict is not None
    assert verdict.word == "contradicted"
    assert {"zhang_2021_explant", "roadmap_2023"} <= {r.id for r in verdict.records}
    assert verdict.asks_run


def test_the_opposite_is_not(shared: Path) -> None:
    verdict = holding(seed(shared, "000"), "penetrate", "sufficient concentration").verdict
    assert verdict is not None
    assert verdict.word == "supported"


def test_cautious_and_negated_sentences_are_not_called_hype(shared: Path) -> None:
    appraisal = seed(shared, "002")
    sober = [j.claim for j in appraisal.judged if j.claim.certainty in ("negated", "hedged")]
    assert len(sober) >= 15
    assert [c.text for c in sober if c.hype] == []


def test_the_sentence_on_new_zealand_is_outdated(shared: Path) -> None:
    verdict = holding(seed(shared, "004"), "new zealand", "repeal").verdict
    assert verdict is not None
    assert "outdated" in verdict.flags
    assert verdict.word == "supported"


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_document_is_read_and_judged(shared: Path, number: str) -> None:
    assert len(seed(shared, number).claims) >= 15
