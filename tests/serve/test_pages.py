"""Does each address show what it says, with scripts off, and is an appraisal the same as the command's?"""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from pdfs import column, document, writing

from exoderm import answer
from exoderm.library import shelf
from exoderm.library.card import JOURNEY_KINDS
from exoderm.serve import shelves

from .conftest import WORDS, telling


def plain(node: Any) -> str:
    return " ".join(node.text_content().split())


def finished(page: Any, address: str) -> Any:
    """The page at this address once nothing is worked out any more."""
    for _ in range(300):
        found = page.get(address)
        if "Look again" not in found.text:
            return found
        time.sleep(0.05)
    raise AssertionError("it is still being worked on")


def test_pasted_words_get_an_address_a_report_and_a_twin(open_page: Any) -> None:
    page = open_page()
    sent = page.post("/appraise", text=WORDS, name="ginger.txt")
    assert sent.status_code == 303, sent.text
    address = sent.headers["location"]
    assert re.fullmatch(r"/appraisal/[0-9a-f]{32}", address)
    shown = finished(page, address)
    assert shown.status_code == 200
    twin = page.get(f"{address}.json").json()
    assert twin["schema"] == "exoderm/appraisal/1"
    assert twin["file"] == "ginger.txt"
    command = answer.appraise(WORDS, "ginger.txt", run=False)
    assert twin == {"file": "ginger.txt", **command.document}
    ours, theirs = html.fromstring(shown.text), html.fromstring(answer.report(command))
    assert [plain(s) for s in ours.xpath("//main/section")] == [plain(s) for s in theirs.xpath("//main/section")]


@pytest.mark.parametrize("example", sorted(p.stem for p in (shelf.own() / "example").glob("*.html")))
def test_each_example_can_be_tried(open_page: Any, example: str) -> None:
    page = open_page()
    assert f'value="{example}"' in page.get("/").text
    address = page.post("/appraise", example=example).headers["location"]
    assert f"appraisal of <b>{example}.html</b>" in finished(page, address).text


def test_an_uploaded_file_is_read_as_what_its_name_says(open_page: Any) -> None:
    page = open_page()
    content = f"<html><body><h1>Serum</h1><p>{WORDS}</p><script>alert(1)</script></body></html>".encode()
    sent = page.post("/appraise", files={"file": ("../../etc/serum.html", content, "text/html")})
    shown = finished(page, sent.headers["location"]).text
    assert "appraisal of <b>serum.html</b>" in shown
    assert "alert(1)" not in shown


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": "  \n "}, "There is nothing to judge"),
        ({"files": {"file": ("x.pdf", b"%PDF-1.7 ...", "application/pdf")}}, "this PDF"),
        ({"files": {"file": ("x.txt", WORDS.encode())}, "text": WORDS}, "were sent together"),
    ],
)
def test_what_cannot_be_judged_is_refused_in_words_and_not_kept(open_page: Any, given: Any, said: str) -> None:
    page = open_page()
    sent = page.post("/appraise", **given)
    assert sent.status_code == 422
    assert said.lower() in plain(html.fromstring(sent.text)).lower()
    assert "Nothing is kept." in page.get("/").text


def test_an_unknown_example_is_answered_with_the_nearest(open_page: Any) -> None:
    sent = open_page().post("/appraise", example="glow-serun")
    assert sent.status_code == 404
    assert "glow-serum" in sent.text


def test_a_progress_that_is_seen_leads_to_the_page(open_page: Any, judged: Any) -> None:
    page = open_page(telling(judged, "tell({'progress': [0.42, 'skin']}); time.sleep(2)"))
    address = page.post("/appraise", text=WORDS, run="yes").headers["location"]
    assert "Look again" in page.get(address).text
    for _ in range(100):
        told = page.get(f"{address}/progress")
        if "42" in told.text:
            break
        time.sleep(0.02)
    assert "42&nbsp;% (skin)" in told.text
    assert 'hx-trigger="every 1s"' in told.text
    assert "HX-Refresh" not in told.headers
    waiting = page.get(f"{address}/progress?seen=waiting")
    assert waiting.headers["HX-Refresh"] == "true"
    finished(page, address)
    done = page.get(f"{address}/progress")
    assert "hx-trigger" not in done.text
    assert f'href="{address}"' in done.text


def test_a_search_forgives_a_typing_error_and_says_so(open_page: Any) -> None:
    shown = open_page().get("/library", params={"q": "folicle"}).text
    assert "searched for “follicle”" in shown
    assert "/card/" in shown


@pytest.mark.parametrize("kind", sorted(shelves.SHELVES))
def test_every_card_of_a_shelf_can_be_opened(open_page: Any, kind: str) -> None:
    page = open_page()
    links = re.findall(r'href="(/card/[^"]+)"', page.get("/library", params={"kind": kind}).text)
    assert len(links) == len(shelf.paths(kind))
    for link in links[:: max(1, len(links) // 6)]:
        shown = page.get(link)
        assert shown.status_code == 200, link
        assert "<dd></dd>" not in shown.text, link
        for further in set(re.findall(r'href="(/card/[^"]+)"', shown.text)):
            assert page.get(further).status_code == 200, f"{link} leads to {further}"


def test_every_kind_of_card_that_carries_numbers_has_a_shelf() -> None:
    assert {*JOURNEY_KINDS, "study", "law", "risk"} <= set(shelves.SHELVES)


def test_a_study_says_what_rests_on_it(open_page: Any) -> None:
    page = open_page()
    assert "/card/donor/ginger" in page.get("/card/study/vogel_2016").text
    assert "/card/study/vogel_2016" in page.get("/card/donor/ginger").text


def test_cards_of_ones_own_stand_in_the_library(open_page: Any, tmp_path: Path) -> None:
    (tmp_path / "mine" / "risk").mkdir(parents=True)
    card = (
        shelf.paths("risk")["granuloma"]
        if "granuloma" in shelf.paths("risk")
        else next(iter(shelf.paths("risk").values()))
    ).read_text()
    (tmp_path / "mine" / "risk" / "my_own_worry.yaml").write_text(re.sub(r"(?m)^id: .*\n", "", card), encoding="utf-8")
    page = open_page(cards=tmp_path / "mine")
    assert page.get("/card/risk/my_own_worry").status_code == 200


@pytest.mark.parametrize("path", ["/nowhere", "/appraisal/abc", f"/appraisal/{'0' * 32}", "/card/study/nobody_1900",
                                  "/card/cue/any", "/static/", "/static/..%2f..%2fsecret", "/static/htmx.LICENSE"])  # fmt: skip # noqa: E501
def test_nothing_there_is_a_page_in_our_words(open_page: Any, path: str) -> None:
    shown = open_page().get(path)
    assert shown.status_code == 404
    assert "Nothing is here." in shown.text
    assert "Traceback" not in shown.text


def test_json_addresses_refuse_in_json(open_page: Any) -> None:
    refused = open_page().get(f"/appraisal/{'0' * 32}.json")
    assert refused.status_code == 404
    assert set(refused.json()) == {"error", "code"}


def test_a_defect_is_told_by_its_kind_alone(open_page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from starlette.testclient import TestClient

    page = open_page()
    monkeypatch.setattr(shelves, "library", lambda *a: 1 / 0)
    client = TestClient(page.http.app, base_url=str(page.http.base_url), raise_server_exceptions=False)
    shown = client.get("/library")
    assert shown.status_code == 500
    assert "ZeroDivisionError" in shown.text
    assert "division by zero" not in shown.text
    assert shown.headers["content-security-policy"]


def test_every_page_names_its_language_title_and_one_heading(open_page: Any) -> None:
    page = open_page()
    for path in ("/", "/library", "/card/donor/ginger", "/about", "/nowhere"):
        tree = html.fromstring(page.get(path).text)
        assert tree.get("lang") == "en"
        assert tree.findtext(".//title")
        assert len(tree.findall(".//h1")) == 1, path


def test_health_says_the_version(open_page: Any) -> None:
    import exoderm

    assert json.loads(open_page().get("/health").text) == {"status": "ok", "version": exoderm.__version__}


def test_a_pdf_that_is_dropped_is_judged_like_the_words_in_it(open_page: Any) -> None:
    page = open_page()
    said = document([writing(column(["Exosomes from ginger pass through intact skin within a week."]))])
    sent = page.post("/appraise", files={"file": ("offer.pdf", said, "application/pdf")})
    assert sent.status_code == 303, sent.text
    shown = finished(page, sent.headers["location"])
    assert "pass through intact skin" in plain(html.fromstring(shown.text))
    twin = page.get(f"{sent.headers['location']}.json").json()
    assert [c["verdict"] for c in twin["claims"]] == ["contradicted"]
