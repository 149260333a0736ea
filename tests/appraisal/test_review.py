"""Does a review keep both verdicts and its signature, and is anything that was changed since found out?"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from exoderm import answer
from exoderm.appraisal import review, seal
from exoderm.errors import InputError, UnknownName

DAY = date(2026, 11, 28)
PAGE = (
    "<h1>Serum</h1><p>Exosomes reach the dermis within minutes through intact skin. Exosomes are small vesicles that "
    "are released by cells. Our serum is loved by Alice. It is FDA approved.</p>"
)


@pytest.fixture(scope="module")
def appraisal() -> dict[str, Any]:
    return dict(answer.appraise(PAGE, "page.html", run=False, today=DAY).document)


@pytest.fixture(scope="module")
def signed(appraisal: dict[str, Any]) -> dict[str, Any]:
    return review.sign(appraisal, "A. Reviewer", [review.parse("1=preliminary:one trial speaks for it")], DAY)


def test_both_verdicts_the_name_the_day_and_the_reason_are_there(appraisal: Any, signed: Any) -> None:
    first = signed["claims"][0]
    assert first["machine"]["verdict"] == appraisal["claims"][0]["verdict"] != "preliminary"
    assert first["reviewer"] == {"verdict": "preliminary", "letter": "B", "reason": "one trial speaks for it"}
    assert not first["agreed"]
    assert all(c["agreed"] and c["machine"] == c["reviewer"] for c in signed["claims"][1:])
    assert signed["reviewer"]["name"] == "A. Reviewer"
    assert signed["date"] == "2026-11-28"
    assert signed["changed"] == 1
    assert signed["of"]["seal"] == appraisal["seal"]
    review.verify(signed)
    review.verify(json.loads(json.dumps(signed)))


def test_an_appraisal_is_sealed_alike_on_any_day_that_says_the_same(appraisal: Any) -> None:
    again = answer.appraise(PAGE, "page.html", run=False, today=DAY).document
    assert again["seal"] == appraisal["seal"]
    assert seal.seal({**appraisal, "file": "elsewhere.html"}) == appraisal["seal"]


TAMPERED: dict[str, Callable[[Any], object]] = {
    "verdict": lambda d: d["claims"][0]["reviewer"].update(verdict="supported", letter="A"),
    "machine": lambda d: d["claims"][0]["machine"].update(verdict="supported", letter="A"),
    "name": lambda d: d["reviewer"].update(name="B. Reviewer"),
    "date": lambda d: d.update(date="2026-01-01"),
    "text": lambda d: d["claims"][0].update(text="Something else."),
    "letter": lambda d: d["claims"][0]["reviewer"].update(letter="A"),
    "agreed": lambda d: d["claims"][0].update(agreed=True),
    "appraisal": lambda d: d["appraisal"]["claims"][1].update(reason="Because."),
    "seal": lambda d: d.pop("seal"),
    "added": lambda d: d.update(extra=1),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_what_was_changed_is_found_out(how: str, signed: Any) -> None:
    document = copy.deepcopy(signed)
    TAMPERED[how](document)
    with pytest.raises(InputError) as refusal:
        review.verify(document)
    assert refusal.value.code in ("review.tampered", "document.form")


@pytest.mark.parametrize("how", ["machine", "text", "letter", "agreed", "appraisal"])
def test_an_exchanged_part_is_found_out_though_sealed_anew(how: str, signed: Any) -> None:
    document = copy.deepcopy(signed)
    TAMPERED[how](document)
    document["appraisal"]["seal"] = seal.seal(document["appraisal"])
    document["seal"] = seal.seal(document)
    with pytest.raises(InputError) as refusal:
        review.verify(document)
    assert refusal.value.code == "review.tampered"


def test_a_changed_appraisal_is_not_signed(appraisal: Any) -> None:
    changed = copy.deepcopy(appraisal)
    changed["claims"][0]["verdict"], changed["claims"][0]["letter"] = "supported", "A"
    with pytest.raises(InputError) as refusal:
        review.sign(changed, "A. Reviewer", [], DAY)
    assert refusal.value.code == "review.tampered"


@pytest.mark.parametrize(
    "text",
    ["", "1", "1=supported", "1=supported:", "=supported:x", "x=supported:y", "-1=supported:y", "1=supported: \"' "],
)
def test_what_is_no_override_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refusal:
        review.parse(text)
    assert refusal.value.code == "review.override"


def test_a_mistyped_verdict_gets_the_nearest() -> None:
    with pytest.raises(UnknownName, match="unsupported"):
        review.parse("1=unsuported:x")


@pytest.mark.parametrize("overrides", [["0=supported:x"], ["999=supported:x"], ["1=supported:x", "1=contradicted:y"]])
def test_claims_that_do_not_exist_or_stand_twice_are_refused(overrides: list[str], appraisal: Any) -> None:
    with pytest.raises(InputError) as refusal:
        review.sign(appraisal, "A. Reviewer", map(review.parse, overrides), DAY)
    assert refusal.value.code == "review.override"


@pytest.mark.parametrize("name", ["", "  ", "\x1b\x00", "x" * 121])
def test_nobody_signs_without_a_name(name: str, appraisal: Any) -> None:
    with pytest.raises(InputError) as refusal:
        review.sign(appraisal, name, [], DAY)
    assert refusal.value.code == "review.unsigned"


def test_claim_review_has_what_schema_org_asks_for(signed: Any) -> None:
    linked, left = review.claim_reviews(signed)
    assert linked["@context"] == "https://schema.org"
    assert len(linked["@graph"]) + left == len(signed["claims"])
    assert left == sum(c["reviewer"]["letter"] == "-" for c in signed["claims"])
    for one in linked["@graph"]:
        assert one["@type"] == "ClaimReview"
        assert one["claimReviewed"]
        assert one["author"] == {"@type": "Person", "name": "A. Reviewer"}
        assert date.fromisoformat(one["datePublished"])
        assert one["itemReviewed"]["@type"] == "Claim"
        rating = one["reviewRating"]
        assert rating["@type"] == "Rating"
        assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
        assert rating["alternateName"]
    assert linked["@graph"][0]["reviewRating"]["ratingValue"] == 4
    assert linked["@graph"][0]["reviewRating"]["alternateName"] == "Early signs"
