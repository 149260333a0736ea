"""Does hostile text in any field stay text: in HTML, in SVG, and in a terminal?"""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree, html
from payloads import PAYLOADS

from exoderm.show import terminal
from exoderm.show.report import render

WORDS_OF_THE_FORM = {"schema"}


def poisoned(value: Any, payload: str, key: str = "") -> Any:
    """The same document with every piece of text replaced."""
    if isinstance(value, dict):
        return {k: poisoned(v, payload, k) for k, v in value.items()}
    if isinstance(value, list):
        return [poisoned(v, payload) for v in value]
    return payload if isinstance(value, str) and key not in WORDS_OF_THE_FORM else value


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 40


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_hostile_text_in_every_field_stays_text(payload: str, appraisal: Any, run: Any, stamp: Any) -> None:
    harmless = html.fromstring(render(poisoned(appraisal, "word"), poisoned(run, "word"), stamp))
    text = render(poisoned(appraisal, payload), poisoned(run, payload), poisoned(stamp, payload))
    text.encode("utf8")
    page = html.fromstring(text)
    kinds = {e.tag for e in page.iter() if isinstance(e.tag, str)}
    assert kinds <= {e.tag for e in harmless.iter() if isinstance(e.tag, str)} | {"br", "a"}
    assert not [a for e in page.iter() for a in e.attrib if a.startswith("on") or a in ("src", "srcdoc", "action")]
    assert not [h for h in page.xpath("//a/@href") if not h.startswith(("#", "https://", "http://"))]
    assert [e.tag for e in page.iter() if not isinstance(e.tag, str)] == []
    for svg in page.iter("svg"):
        if svg.get("class", "").startswith("chart"):
            etree.fromstring(etree.tostring(svg))
    assert len(text.encode()) < 1_000_000


def test_a_poisoned_name_of_a_field_is_text_too(run: Any, stamp: Any) -> None:
    run["ledger"]["fates"] = {'"><script>alert(1)</script>': {"median": 1.0, "low": 1.0, "high": 1.0}}
    assert "<script" not in render(None, run, stamp)


@pytest.mark.parametrize("field", ["start", "end"])
@pytest.mark.parametrize("value", [-5, 10**12, None, "7", 3.5, True])
def test_offsets_that_make_no_sense_do_not_break_the_page(field: str, value: Any, appraisal: Any, stamp: Any) -> None:
    appraisal["claims"][0][field] = value
    appraisal["document"]["blocks"][2][field] = value
    text = render(appraisal, None, stamp)
    assert "Customers say they adore it." in text
    assert "note-1" in text


def test_a_page_cannot_steer_the_terminal(appraisal: Any, run: Any) -> None:
    lines = terminal.appraisal_lines(poisoned(appraisal, "\x1b[2J\x07\rgone\u202e")) + terminal.run_lines(
        poisoned(run, "\x1b]0;x\x07")
    )
    assert all(c.isprintable() for line in lines for c in line)
