"""Is the report one small file that says the answer first and fetches nothing?"""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
from lxml import etree, html

from exoderm.show.report import LARGEST, render

Doc = dict[str, Any]


def tree(text: str) -> Any:
    return html.fromstring(text)


def plain(node: Any) -> str:
    return " ".join(node.text_content().split())


@pytest.fixture
def both(appraisal: Doc, run: Doc, stamp: Doc) -> str:
    return render(appraisal, run, stamp)


def test_the_answer_comes_first_and_is_a_sentence(both: str) -> None:
    page = tree(both)
    assert len(page.findall(".//h1")) == 1
    assert (
        plain(page.find(".//h1"))
        == "Some of what this page says about exosomes holds, some goes further than anyone has shown."
    )
    assert [plain(b) for b in page.xpath("//div[@class='boxes']//h2")] == [
        "A What holds",
        "E What does not",
        "– What it keeps silent",
        "? What to ask",
    ]
    assert "Of 8 claims, 2 hold, 1 has early signs in people" in plain(page.xpath("//p[@class='lead']")[0])


def test_a_run_alone_leads_with_its_own_headline(run: Doc, stamp: Doc) -> None:
    page = tree(render(None, run, stamp))
    assert plain(page.find(".//h1")) == run["headline"]
    kicker = plain(page.xpath("//p[@class='kicker'][2]")[0])
    assert "256 draws, none failed · seed 20417 · every vesicle accounted for to 1 part in 35 trillion" in kicker
    assert not page.xpath("//div[@class='boxes']")


def test_what_nobody_has_measured_is_said_as_large_as_the_answer(run: Doc, stamp: Doc) -> None:
    """The numbers that are assumed are counted, and none is said to be unmeasured where all were measured."""
    used = run["inputs"]
    for given in used:
        given["card"] = "vial/serum"
    assumed = sum(i["grade"] == 1 for i in used)
    assert assumed
    said = tree(render(None, run, stamp)).xpath("//div[@class='gap']/p[@class='head']")
    assert plain(said[0]) == f"Nobody has measured {assumed} of the {len(used)} numbers behind this answer."
    for given in run["inputs"]:
        given["grade"] = 5
    assert not tree(render(None, run, stamp)).xpath("//div[@class='gap']")


def test_failed_draws_are_named(run: Doc, stamp: Doc) -> None:
    run["failed"] = 3
    assert "256 draws, 3 failed" in render(None, run, stamp)


def test_an_appraisal_alone_draws_no_figure(appraisal: Doc, stamp: Doc) -> None:
    page = tree(render(appraisal, None, stamp))
    assert not page.xpath("//figure")
    assert page.xpath("//section[@id='page']")


def test_nothing_at_all_is_still_a_page(stamp: Doc) -> None:
    assert "no dosing, usage or sourcing advice" in render(None, None, stamp)


def test_each_claim_is_marked_where_it_stands_by_letter_colour_and_line(both: str, appraisal: Doc) -> None:
    page = tree(both)
    marked = {plain(m): m.get("class") for m in page.xpath("//section[@id='page']//mark")}
    keys = {
        "supported": "holds",
        "contradicted": "wrong",
        "not_checkable": "nocheck",
        "unsupported": "notshown",
        "preclinical_only": "lab",
        "preliminary": "early",
        "supported_limited": "holds",
    }
    for claim in appraisal["claims"]:
        assert marked[claim["text"]] == keys[claim["verdict"]]
    letters = [plain(b)[0] for b in page.xpath("//section[@id='page']//a[@class='to']/span")]
    assert letters == ["A", "E", "–", "D", "C", "B", "E", "A"]
    styles = {
        key: re.search(rf"mark\.{key}\{{[^}}]*text-decoration-style:(\w+)", both)[1] for key in set(keys.values())
    }  # type: ignore[index]
    assert styles == {
        "holds": "solid",
        "early": "dashed",
        "lab": "dotted",
        "notshown": "wavy",
        "wrong": "double",
        "nocheck": "dotted",
    }


def test_no_word_of_the_page_is_lost(both: str, appraisal: Doc) -> None:
    words = "".join(t for p in tree(both).xpath("//div[starts-with(@class,'words')]") for t in p.itertext())
    shown = re.sub(r"\s+", "", re.sub(r"[ABCDE–]\d(?=\s)", "", words))
    for block in appraisal["document"]["blocks"]:
        assert re.sub(r"\s+", "", block["text"]) in shown


def test_each_mark_leads_to_its_note(both: str) -> None:
    page = tree(both)
    targets = set(page.xpath("//@id"))
    links = [h[1:] for h in page.xpath("//a/@href") if h.startswith("#")]
    assert links
    assert set(links) <= targets
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_run_stands_beside_the_claim_that_it_concerns(both: str) -> None:
    note = plain(tree(both).xpath("//*[@id='note-2']")[0])
    assert "Contradicted by the records." in note
    assert "1 in 3 million (1 in 500 million to 1 in 50,000)" in note
    assert "Able 2016, E1; Charlie 2021 (second-hand), E3, does not carry over: origin" in note
    assert "promotional wording (“right through”)" in note


def test_a_run_that_the_reason_tells_is_not_told_again(appraisal: Doc, stamp: Doc) -> None:
    claim = appraisal["claims"][1]
    claim["reason"] += " Run of what this page declares: 1 in 3 million (1 in 500 million to 1 in 50,000)."
    note = plain(tree(render(appraisal, None, stamp)).xpath("//*[@id='note-2']")[0])
    assert note.count("Run of what this page declares") == 1
    assert note.count("1 in 3 million") == 1


def test_records_are_named_for_people_and_listed_in_full(both: str) -> None:
    page = tree(both)
    (link,) = page.xpath("//*[@id='note-2']//a[text()='Able 2016']")
    assert link.get("title") == "explant_2016"
    entry = page.xpath(f"//*[@id='{link.get('href')[1:]}']")[0]
    assert "Vesicles on skin in a dish" in plain(entry)
    (away,) = entry.xpath(".//a")
    assert away.get("href") == "https://doi.org/10.1000/explant"
    assert "noreferrer" in away.get("rel")
    assert "Delta 2018 (from memory)" in plain(page.xpath("//section[@id='page']")[0])
    assert "Delta 2018; law_us" in plain(page.xpath("//section[@id='law']")[0])


def test_a_record_of_an_older_document_keeps_its_id(appraisal: Doc, stamp: Doc) -> None:
    del appraisal["citations"]
    for claim in appraisal["claims"]:
        for record in claim["records"]:
            record.pop("citation", None)
    page = tree(render(appraisal, None, stamp))
    assert "explant_2016, E1" in plain(page.xpath("//*[@id='note-2']")[0])
    assert not page.xpath("//*[@id='records']")


def test_an_old_record_of_law_is_shown_as_past_its_date(both: str) -> None:
    rows = {plain(r): r for r in tree(both).xpath("//section[@id='law']//tbody/tr")}
    assert any("European Union" in t and "past its date" in t for t in rows)
    assert not any("United States" in t and "past its date" in t for t in rows)


def test_pending_law_ages_twice_as_fast(appraisal: Doc, stamp: Doc) -> None:
    appraisal["law"] = [{"jurisdiction": "X", "status": "pending", "as_of": "2026-04-01", "source": "s"}]
    assert "past its date" in render(appraisal, None, stamp)
    appraisal["law"][0]["status"] = "in force"
    assert "past its date" not in render(appraisal, None, stamp)


def test_silence_and_questions_beyond_the_fourth_are_kept(both: str, appraisal: Doc) -> None:
    said = plain(tree(both).xpath("//div[@class='boxes']")[0])
    for item in appraisal["silence"] + appraisal["questions"]:
        assert item in said


def test_the_run_shows_what_the_design_asks_for(both: str, run: Doc) -> None:
    said = plain(tree(both).find(".//main"))
    for part in (
        "the serum as declared",
        "vehicle alone",
        "storage temperature",
        "nobody has followed whole vesicles",
        "The weakest link of each number",
        "Methods in short",
        "Cite this",
        "Education and research; no dosing, usage or sourcing advice",
        "Light was not modelled",
        "serum-on-forearm.nc",
        "digest 5f2c9a7be310",
    ):
        assert part in said
    assert len(tree(both).xpath("//figure")) == 10
    assert all(plain(f.find(".//figcaption")) and f.xpath(".//details//table") for f in tree(both).xpath("//figure"))


def test_only_three_sentences_stand_before_the_picture(run: Doc, stamp: Doc) -> None:
    run["sentences"] = ["One.", "Two.", "Three.", "Four."]
    assert "Four." not in render(None, run, stamp)


def test_scripts_are_off_and_nothing_is_fetched(both: str) -> None:
    page = tree(both)
    assert not page.xpath("//script|//link|//iframe|//object|//embed|//img|//form|//base|//*[@src]")
    assert not [a for e in page.iter() for a in e.attrib if a.startswith("on")]
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert not re.search(r"@import|url\((?!#)", both)
    outward = [a for a in page.xpath("//a") if not a.get("href").startswith("#")]
    assert [a.get("href") for a in outward] == [
        "https://doi.org/10.1000/explant",
        "https://example.org/tape",
        "https://doi.org/10.1000/example",
    ]
    assert all("noreferrer" in a.get("rel") for a in outward)


def test_each_svg_is_sound_xml(both: str) -> None:
    found = re.findall(r"<svg xmlns.*?</svg>(?=\s*(?:<figcaption|<span))", both, re.DOTALL)
    assert len(found) >= 8
    for svg in found:
        etree.fromstring(svg)


def test_neither_folders_nor_user_names_are_told(appraisal: Doc, run: Doc, stamp: Doc) -> None:
    run["files"] = ["/home/someone/out/serum.nc", r"C:\Users\someone\serum.json"]
    run["notes"] = ["cards were read from /home/someone/cards/mine.yaml"]
    run["scenario"]["name"] = "/home/someone/scenarios/serum.yaml"
    run["inputs"][0]["origin"] = "set by the user in ~/secret/place.yaml"
    appraisal["document"]["name"] = "/home/someone/pages/glow.html"
    text = render(appraisal, run, stamp)
    assert "someone" not in text
    assert "secret" not in text
    for kept in ("serum.nc", "serum.json", "mine.yaml", "glow.html", "place.yaml"):
        assert kept in text


def test_citations_that_are_no_addresses_stay_text(run: Doc, stamp: Doc) -> None:
    run["citations"] = [{"text": "Bad", "url": "javascript:alert(1)"}, {"text": "Worse", "url": "data:text/html,x"}]
    assert not [h for h in tree(render(None, run, stamp)).xpath("//a/@href") if not h.startswith("#")]


def test_the_report_is_small(both: str) -> None:
    assert len(both.encode()) < 200_000


def test_a_huge_page_still_gives_a_small_report_that_says_what_it_left_out(
    appraisal: Doc, run: Doc, stamp: Doc
) -> None:
    filler = "A sentence about the weather. " * 40
    line = "Vesicles of this page do a great many wonderful things to skin. "
    text, blocks, claims = "", [], []
    for i in range(3000):
        start = len(text)
        claims.append({**appraisal["claims"][1], "text": line.strip(), "start": start, "end": start + len(line) - 1})
        text += line
        blocks.append({"role": "paragraph", "text": line, "start": start, "end": len(text)})
        if i % 3 == 0:
            blocks.append({"role": "paragraph", "text": filler, "start": len(text), "end": len(text) + len(filler)})
            text += filler
    appraisal["document"].update(text=text, blocks=blocks)
    appraisal["claims"] = claims
    report = render(appraisal, run, stamp)
    assert len(report.encode()) < LARGEST
    assert "further claims are counted above" in report
    assert "characters without a claim are left out here" in report
    assert "Of 3000 claims" in report


def test_documents_with_only_what_must_be_there_are_drawn(stamp: Doc) -> None:
    bare = {"schema": "exoderm/run/1", "scenario": {"name": "x"}, "digest": "d", "version": "v", "seed": 1, "draws": 2}
    assert "This run reports no vesicles in living skin." in render(None, bare, stamp)
    thin = {"schema": "exoderm/appraisal/1", "document": {"name": "x", "text": "Hello."}, "claims": []}
    assert "makes no claim about exosomes" in render(thin, None, stamp)


def test_the_same_documents_give_the_same_report(appraisal: Doc, run: Doc, stamp: Doc) -> None:
    once = render(copy.deepcopy(appraisal), copy.deepcopy(run), stamp)
    assert once == render(appraisal, run, stamp)


AUDIT = {"group": "safety", "severity": "critical", "question": "Is it clean?", "ask": "How clean?", "value": None}


def test_the_label_shows_what_applies_and_warnings_apart(appraisal: Doc, stamp: Doc) -> None:
    told = {"status": "declared", "passage": "tested", "costs": "germs", "measured": None}
    appraisal["label"] = [
        {**AUDIT, **told, "item": "sterility", "kind": "declaration"},
        {**AUDIT, **told, "item": "consent", "kind": "declaration", "status": "not_applicable"},
        {**AUDIT, **told, "item": "absolutes", "kind": "warning", "question": "Is it certain?", "passage": "a miracle"},
        {**AUDIT, **told, "item": "superiority", "kind": "warning", "status": "missing", "question": "Is it better?"},
    ]
    label = plain(tree(render(appraisal, None, stamp)).xpath("//section[@id='label']")[0])
    assert "safety: 1 of 1 said, 0 in part" in label.lower()
    assert "1 of 4 questions do not apply" in label
    assert "said here Is it certain?“a miracle”How clean?" in label
    assert "Is it better?" not in label


def test_a_measured_silence_a_price_and_a_list_are_told_in_words(appraisal: Doc, stamp: Doc) -> None:
    measured = {
        "path": "product.ph", "told": "a pH of 7", "draws": 64, "unit": "particle", "quantity": "whole vesicles",
        "silent": {"median": 2.0, "low": 0.0, "high": 700.0}, "said": {"median": 5.0, "low": 0.2, "high": 2000.0},
        "narrower": None,
    }  # fmt: skip
    appraisal["label"] = [
        {**AUDIT, "item": "ph_compat", "kind": "declaration", "status": "missing", "passage": None, "costs": "acid",
         "measured": measured},
    ]  # fmt: skip
    ends = {"median": None, "low": 0.003, "high": None}
    appraisal["price"] = {
        "amount": 189.0, "currency": "EUR", "buys": "30 mL", "passage": "189 EUR", "counted": 2e10, "per_vesicle": 1e-8,
        "per_billion": 9.45, "per_delivered": ends, "per_billion_delivered": ends, "quantity": "x", "reason": None,
    }  # fmt: skip
    hit = {"annex": "II", "entry": "416", "means": "prohibited", "name": "human", "cas": [], "maximum": None,
           "as_of": "2011-03-03", "conditional": False}  # fmt: skip
    appraisal["ingredients"] = {
        "start": 0, "one_percent": None, "order": "It stands last.", "attribution": "CosIng",
        "listed": [{"position": 1, "name": "Human Cells <b>", "percent": None, "reads_as": "may hide vesicles",
                    "human": True, "hits": [hit]}],
    }  # fmt: skip
    label = plain(tree(render(appraisal, None, stamp)).xpath("//section[@id='label']")[0])
    assert "less than one to 700 as it stands and less than one to 2" in label
    assert "189 EUR for 30 mL" in label
    assert "with no upper end" in label
    assert "Human Cells <b>" in label
    assert "annex II, entry 416: prohibited" in label


def test_a_run_in_which_nothing_stands_out_says_so(run: Doc, stamp: Doc) -> None:
    words = "No single unknown stands out"
    assert words not in render(None, run, stamp)
    assert words in render(None, {**run, "moves": []}, stamp)
