"""A page names a risk where it warns of it; a promise, a comparison and a contraindication tell of no harm."""

from datetime import date

import pytest

from exoderm.appraisal import fact, risk_names
from exoderm.appraisal.appraise import Appraisal, appraise_page
from exoderm.evidence import law, risk, study
from exoderm.page.claims import read_claims
from exoderm.page.label import read_label
from exoderm.page.reader import read_page

SHOP = "Our exosome serum is here. Add to cart.\n\n"
CLINIC = "Book a treatment at our clinic. We inject exosomes into the face.\n\n"


def appraised(text: str, name: str = "page.md") -> Appraisal:
    page = read_page(text.encode(), name)
    claims = read_claims(page)
    shelves = (study.load(), fact.load(), law.load(), risk.load())
    return appraise_page(page, claims, read_label(page, claims), {}, date(2026, 11, 24), *shelves)


def named(appraisal: Appraisal) -> set[str]:
    return {line.id for line in appraisal.safety if line.named_on_page}


def tells_risks(appraisal: Appraisal) -> str:
    return next(i.status for i in appraisal.label if i.item == "risks_present")


@pytest.mark.parametrize(
    "promise",
    [
        "Heals psoriasis and rosacea and keeps melanoma away.",
        "Gentler than tretinoin and glycolic peels.",
        "Protects from infection and scars.",
        "Perfect for eczema, also during pregnancy.",
    ],
)
def test_a_promise_is_not_credited_as_a_warning(promise: str) -> None:
    found = appraised(SHOP + promise)
    assert not named(found)
    assert tells_risks(found) != "declared"


def test_a_contraindication_names_the_condition_and_no_harm_that_was_seen() -> None:
    found = named(appraised(CLINIC + "Please do not come with an active infection or on blood thinners."))
    assert {"active_infection", "anticoagulants"} <= found
    assert "infection" not in found


def test_what_is_listed_under_contraindications_is_named_and_what_is_listed_as_benefit_is_not() -> None:
    lists = "## Contraindications\n\n- keloids\n- pregnancy\n\n## What it helps\n\n- eczema\n- diabetic ulcers\n"
    found = named(appraised(CLINIC + lists))
    assert {"keloid", "pregnancy"} <= found
    assert not {"skin_disease", "slow_healing"} & found


@pytest.mark.parametrize(
    "text",
    [
        CLINIC + "You may have stinging and redness for a day. Two clients got a rash.",
        "Officials look into exosome injections. Five people had sepsis after exosome injections in Nebraska.",
    ],
)
def test_a_page_that_tells_of_harm_is_not_told_that_it_is_silent_on_it(text: str) -> None:
    found = appraised(text)
    assert tells_risks(found) == "declared"
    assert "Any risk or side effect." not in found.silence


def test_harm_told_of_an_injection_names_its_risk() -> None:
    text = "Exosome clinics are watched. Five people had sepsis after exosome injections. Exosomes come from cells."
    assert "infection" in named(appraised(text))


def test_the_longest_words_win() -> None:
    found = {r.id for r, _, _ in risk_names.mentioned("Not with an active infection.", risk.load().values())}
    assert found == {"active_infection"}


def test_advice_to_the_pregnant_is_not_backed_by_blood_poisoning() -> None:
    """The reason is that of the person who is spoken of."""
    found = appraised(CLINIC + "Speak to your doctor if you are pregnant or have an active infection.")
    reasons = [j.verdict.reason for j in found.claims if j.verdict and "pregnant" in j.claim.text]
    assert reasons
    assert not any("Nebraska" in r for r in reasons)
