"""Does a PDF become the text that its reader sees, or a refusal in words, whatever is inside?"""

from __future__ import annotations

import time

import pdfs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exoderm.errors import PageError
from exoderm.page import pdf
from exoderm.page.pdf import Line
from exoderm.page.reader import read_page

BODY = [
    "Exosomes are small vesicles that are released by almost every cell of the skin. They pass be-",
    "tween cells and carry proteins, lipids and RNA. Many products are plant-",
    "derived, and their makers say that the vesicles reach the dermis within minutes.",
]
LIST = ["[1] A. Writer. On vesicles of the", "skin. A Journal, 2020.", "[2] B. Writer. On others. 2021."]


def article(pages: int = 4) -> bytes:
    made = []
    for number in range(1, pages + 1):
        lines = [(9.0, 60.0, 810.0, f"Journal of Light 12 (2026) {number}")]
        if number == 1:
            lines.append((20.0, 60.0, 770.0, "What vesicles do"))
        lines += pdfs.column(BODY if number == 1 else [f"Page {number} goes on about exosomes in its own words."])
        if number == pages:
            lines.append((13.0, 60.0, 600.0, "References"))
            lines += pdfs.column(
                ["[1] A. Writer. On vesicles of the", "skin. A Journal, 2020.", "[2] B. Writer. On others. 2021."],
                580.0,
            )
        lines.append((9.0, 300.0, 30.0, f"{number}"))
        made.append(pdfs.writing(lines))
    return pdfs.document(made)


def test_an_article_is_read_as_its_reader_sees_it() -> None:
    page = read_page(article(), "article.pdf")
    found = [(b.role, b.text) for b in page.blocks]
    assert found[0] == ("heading", "What vesicles do")
    assert found[1] == (
        "paragraph",
        "Exosomes are small vesicles that are released by almost every cell of the skin. They pass between cells and "
        "carry proteins, lipids and RNA. Many products are plant-derived, and their makers say that the vesicles reach "
        "the dermis within minutes.",
    )
    assert ("reference", "[1] A. Writer. On vesicles of the skin. A Journal, 2020.") in found
    assert ("reference", "[2] B. Writer. On others. 2021.") in found
    assert not [text for _, text in found if "Journal of Light" in text or text.isdigit()]
    assert any("running heads" in note for note in page.notes)
    assert page.about
    assert all(page.text[b.start : b.end] == b.text for b in page.blocks)


def test_a_number_in_the_text_and_a_line_that_comes_once_stay() -> None:
    lines = [Line(p, 60, 800, 11, f"A line of page {'abc'[p]}") for p in range(3)]
    lines += [Line(p, 60, 400, 11, "7") for p in range(3)] + [Line(p, 60, 20, 11, f"word {'xyz'[p]}") for p in range(3)]
    kept, dropped = pdf.body(sorted(lines, key=lambda line: (line.page, -line.y)))
    assert dropped == 0
    assert len(kept) == 9


@pytest.mark.parametrize(
    ("lines", "whole", "expected"),
    [
        (["vesi-", "cles pass"], "", "vesicles pass"),
        (["plant-", "derived"], "", "plant-derived"),
        (["anti-", "ageing"], "an anti-ageing cream", "anti-ageing"),
        (["vesi\u00ad", "cles"], "", "vesicles"),
        (["10-", "20 nm"], "", "10-20 nm"),
        (["the EU-", "Commission"], "", "the EU- Commission"),
        (["one", "", "two"], "", "one two"),
    ],
)
def test_words_that_a_line_parts_are_made_whole(lines: list[str], whole: str, expected: str) -> None:
    assert pdf.join(lines, whole) == expected


def test_paragraphs_are_told_by_distance_and_bullets_by_their_sign() -> None:
    lines = [
        (11.0, 60.0, 700.0, "A first paragraph of exosomes that fills this line from left to right"),
        (11.0, 60.0, 686.0, "and goes on."),
        (11.0, 60.0, 650.0, "A second one stands apart."),
        (11.0, 60.0, 620.0, "\u2022 without perfume, and with a long list of other things that"),
        (11.0, 70.0, 606.0, "are not inside"),
        (11.0, 60.0, 592.0, "\u2022 vegan"),
    ]
    page = read_page(pdfs.document([pdfs.writing(lines)]), "a.pdf")
    assert [(b.role, b.text) for b in page.blocks] == [
        ("paragraph", "A first paragraph of exosomes that fills this line from left to right and goes on."),
        ("paragraph", "A second one stands apart."),
        ("bullet", "without perfume, and with a long list of other things that are not inside"),
        ("bullet", "vegan"),
    ]


def test_a_sentence_goes_on_over_the_page() -> None:
    first = pdfs.writing(pdfs.column(["Exosomes from cells of the skin were counted in"], 60.0))
    second = pdfs.writing(pdfs.column(["ten bottles. None held more than half."], 780.0))
    page = read_page(pdfs.document([first, second]), "a.pdf")
    assert page.sentences[0].text == "Exosomes from cells of the skin were counted in ten bottles."


def bomb(megabytes: int, filters: int) -> bytes:
    return pdfs.document([b" " * (megabytes * 1_000_000)], filters=filters)


def loop() -> bytes:
    return pdfs.assemble([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"])


def nested() -> bytes:
    return pdfs.document([pdfs.writing(pdfs.column(BODY))], catalog=b"/Deep " + b"[" * 50_000 + b"]" * 50_000)


def forms(deep: int, times: int) -> bytes:
    """Forms that each draw the next one many times: a few bytes that ask for times ** deep drawings."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
        pdfs.stream(b"/X Do " * times),
    ]
    for level in range(deep):
        below = b"/Resources << /XObject << /X %d 0 R >> >>" % (6 + level) if level < deep - 1 else b""
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + below
        objects.append(pdfs.stream(b"/X Do " * times if level < deep - 1 else b"BT (exosomes) Tj ET", head))
    return pdfs.assemble(objects)


def slow() -> bytes:
    return pdfs.document([b"BT /F1 9 Tf " + b"(exosome) Tj 1 0 0 1 1 1 Tm " * 300_000 + b"ET"])


LOCK = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -4 >> /ID [(a) (a)]"

HOSTILE = {
    "scanned": (pdfs.document([b"q 500 0 0 700 0 0 cm Q"]), "a.pdf", {"pdf.scanned"}),
    "no pages": (pdfs.document([]), "a.pdf", {"pdf.scanned", "pdf.broken"}),
    "locked": (pdfs.document([b"BT ET"], trailer=LOCK), "a.pdf", {"pdf.locked", "pdf.broken"}),
    "bomb": (bomb(60, 1), "a.pdf", {"pdf.costly"}),
    "bomb in a bomb": (bomb(200, 3), "a.pdf", {"pdf.costly"}),
    "pages in a ring": (loop(), "a.pdf", {"pdf.broken", "pdf.costly", "pdf.scanned"}),
    "nested": (nested(), "a.pdf", {"pdf.broken", "pdf.costly", None}),
    "forms in forms": (forms(8, 40), "a.pdf", {"pdf.costly", "pdf.scanned", "pdf.broken", None}),
    "slow": (slow(), "a.pdf", {"pdf.costly"}),
    "cut short": (article()[:300], "a.pdf", {"pdf.broken", "pdf.scanned"}),
    "head alone": (b"%PDF-1.7\n", "a.pdf", {"pdf.broken"}),
    "zip by name": (b"PK\x03\x04" + bytes(300), "a.pdf", {"page.binary"}),
    "page by name": (b"<html><body><p>Exosomes.</p></body></html>", "a.pdf", {"page.misnamed"}),
    "text by name": (b"Exosomes reach the dermis.", "a.PDF", {"page.misnamed"}),
    "empty": (b"", "a.pdf", {"page.empty"}),
    "named text": (article(), "a.txt", {"page.misnamed"}),
    "named page": (article(), "a.html", {"page.misnamed"}),
    "opened as text": (article().decode("latin-1"), "page", {"page.misnamed"}),
    "too large": (b"%PDF-1.7" + bytes(10_000_001), "a.pdf", {"page.large"}),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_pdfs_are_refused_in_words_and_in_time(case: str) -> None:
    content, name, codes = HOSTILE[case]
    began = time.monotonic()
    code = None
    try:
        page = read_page(content, name)
        assert page.text
    except PageError as error:
        code = error.code
        assert error.action
        assert error.exit_code == 2
    assert code in codes
    assert time.monotonic() - began < pdf.PATIENCE + 4


def test_a_pdf_without_an_ending_is_known_by_its_content() -> None:
    assert read_page(article()).about
    assert read_page(b"\n" + article(), "download").about


def test_a_text_that_speaks_of_the_sign_is_no_pdf() -> None:
    assert not pdf.is_pdf(b"A file with exosomes may begin with %PDF-1.7 or not.", "a.txt")


def test_scripts_and_attachments_of_a_pdf_are_left_alone() -> None:
    evil = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /AA << /O << /S /Launch /F (sh) >> >>"
    page = read_page(pdfs.document([pdfs.writing(pdfs.column(BODY))], catalog=evil), "a.pdf")
    assert "alert" not in page.text
    assert "dermis" in page.text


def test_a_long_pdf_says_how_much_of_it_was_read() -> None:
    one = pdfs.writing(pdfs.column(BODY))
    page = read_page(pdfs.document([one] * 450), "a.pdf")
    assert any("pages of this PDF were read" in note for note in page.notes)


@settings(max_examples=25)
@given(st.data())
def test_a_damaged_pdf_is_read_or_refused(data: st.DataObject) -> None:
    raw = bytearray(article(2))
    for _ in range(data.draw(st.integers(1, 30))):
        raw[data.draw(st.integers(9, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert read_page(bytes(raw), "a.pdf").text
    except PageError as error:
        assert error.code.startswith(("pdf.", "page."))
