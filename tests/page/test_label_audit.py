"""Does the audit ask each page what it can answer, in any wording, and does it see what contradicts itself?"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoderm.library import yamlfile
from exoderm.page.claims import read_claims, read_sentences
from exoderm.page.label import judge, read_label, readers
from exoderm.page.label_cards import by_id, cards
from exoderm.page.page import LabelItem
from exoderm.page.reader import read_page

HERE = Path(__file__).parent
FIRST = yamlfile.read(HERE / "label_wordings.yaml")
SECOND = yamlfile.read(HERE / "label_wordings_second.yaml")
BY_LIST = {"inci_match", "inci_order", "hidden_human", "reference_resolves", "reference_used"}

SHOP = "Our exosome serum is here. Add to cart. "
CLINIC = "At our clinic we use exosomes on the face. Book your treatment. "


def audit(text: str) -> dict[str, LabelItem]:
    page = read_page(text)
    return {item.item: item for item in read_label(page, read_claims(page))}


def declares(item: str, text: str) -> bool:
    return judge(by_id()[item], read_sentences([text])[0]) == "declared"


def test_every_question_that_sentences_answer_has_wordings() -> None:
    assert set(FIRST) == set(SECOND) == set(by_id()) - BY_LIST
    assert sum(len(texts) for asked in FIRST.values() for texts in asked.values()) >= 180


@pytest.mark.parametrize("item", FIRST)
def test_a_question_is_answered_in_many_wordings_and_not_by_talk_about_it(item: str) -> None:
    assert [t for t in FIRST[item]["yes"] if not declares(item, t)] == []
    assert [t for t in FIRST[item]["no"] if declares(item, t)] == []


def test_wordings_that_no_card_was_mended_with_are_mostly_read() -> None:
    """The first score was 69 of 80 and 54 of 54; what was missed then stands in docs/label.md as a miss."""
    yes = [declares(item, t) for item, asked in SECOND.items() for t in asked["yes"]]
    no = [declares(item, t) for item, asked in SECOND.items() for t in asked["no"]]
    assert sum(yes) >= 69
    assert not any(no)


@pytest.mark.parametrize("item", ["sterility", "donor_screening", "isolation", "third_party", "batch", "viral_safety"])
def test_a_denial_turns_a_declaration_and_a_second_one_turns_it_back(item: str) -> None:
    said = {
        "sterility": "every lot is tested for endotoxin",
        "donor_screening": "our donors are screened for HIV",
        "isolation": "our vesicles are isolated by ultracentrifugation",
        "third_party": "our lots are verified by an independent laboratory",
        "batch": "each box carries a lot number",
        "viral_safety": "our process has a virus inactivation step",
    }[item]
    assert declares(item, said.capitalize() + ".")
    assert not declares(item, f"It is not true that {said}.")
    assert not declares(item, f"It is a myth that {said}.")


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        (SHOP, {"product"}),
        (CLINIC, {"clinic"}),
        (CLINIC + "Our serum can be had at the desk.", {"clinic", "product"}),
        ("Exosomes are vesicles. Cells release them.", {"article"}),
        ("Tyres are round. They roll.", set()),
    ],
)
def test_a_page_is_asked_only_what_its_kind_can_answer(text: str, whom: set[str]) -> None:
    assert readers(read_page(text)) == whom
    asked = {name for name, item in audit(text).items() if item.status != "not_applicable"}
    assert all(whom & set(by_id()[name].asked_of) for name in asked)
    must = {card.id for card in cards() if whom & set(card.asked_of) and not (card.when or card.only_for or card.reads)}
    assert must <= asked


@pytest.mark.parametrize(
    ("item", "first", "second"),
    [
        ("dose_particles", "Our serum has 2 billion particles per mL.", "Our serum has 9e9 particles/mL."),
        ("after_opening", "Use within six weeks after opening.", "Use within 3 months after opening."),
        ("storage", "Store the bottle at 2 to 8 °C.", "Store the bottle at 20 to 25 °C."),
        ("size", "Our vesicles measure 30 to 60 nm.", "Our vesicles measure 120 to 200 nm."),
        ("ph_compat", "The pH is 5.5.", "The pH is 7.4."),
    ],
)
def test_two_values_that_cannot_both_hold_contradict_and_the_same_twice_do_not(
    item: str, first: str, second: str
) -> None:
    assert audit(f"{SHOP}\n{first}\n{second}")[item].status == "contradictory"
    assert audit(f"{SHOP}\n{first}\n{first}")[item].status == "declared"


@pytest.mark.parametrize(
    ("item", "first", "second"),
    [
        ("dose_particles", "Our serum has 2 billion particles per mL.", "Our serum: 2×10⁹ vesicles/mL."),
        ("after_opening", "Use within two weeks after opening.", "Use within 14 days after opening."),
        ("after_opening", "Use within six months after opening.", "Use within 24 hours after reconstitution."),
        ("storage", "Store the bottle at 2 to 8 °C.", "Store the bottle at 5 °C."),
        ("size", "Our vesicles measure 30 to 150 nm.", "Our vesicles' median diameter is 90 nm."),
    ],
)
def test_one_value_in_two_notations_is_no_contradiction(item: str, first: str, second: str) -> None:
    assert audit(f"{SHOP}\n{first}\n{second}")[item].status == "declared"


def test_risks_named_in_several_sentences_count_together() -> None:
    one = audit(SHOP + "Infections have been reported.")["risks_specific"]
    three = audit(SHOP + "Infections were reported. Nodules were seen. Allergic reactions occurred.")["risks_specific"]
    assert (one.status, three.status) == ("partial", "declared")


def test_donors_of_a_plant_are_not_asked_for() -> None:
    assert audit(SHOP + "Our vesicles come from ginger root.")["donor_screening"].status == "not_applicable"
    assert audit(SHOP + "Our vesicles come from human cord cells.")["donor_screening"].status == "missing"


def test_an_article_that_warns_of_a_promise_does_not_make_it() -> None:
    text = (
        "Exosomes are vesicles. Nobody has shown that they are better than retinol. They do not pass the horny layer."
    )
    asked = audit(text)
    assert {asked[w].status for w in ("superiority", "penetration_claim", "absolutes")} == {"missing"}


def test_references_are_counted_as_cited_and_as_traceable() -> None:
    text = (
        "# Exosomes\n\nVesicles carry RNA [1]. They are small [3].\n\n# References\n\n"
        "1. Thery C et al. Minimal information. J Extracell Vesicles 2018;7:1535750. "
        "doi:10.1080/20013078.2018.1535750\n\n"
        "2. Doe J. A paper. Some Journal 2019;1:2."
    )
    asked = audit(text)
    assert (asked["reference_resolves"].status, asked["reference_resolves"].value) == (
        "partial", "1 of 2 with a DOI or number",
    )  # fmt: skip
    assert asked["reference_used"].status == "contradictory"


@given(st.sampled_from([c.id for c in cards()]), st.text(max_size=60))
def test_any_sentence_is_judged_without_a_fault(item: str, text: str) -> None:
    claim = read_sentences(["Our serum " + text])[0]
    assert judge(by_id()[item], claim) in {"declared", "partial", "missing"}
