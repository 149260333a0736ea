"""PDF files written by hand: just enough of the format for a test to say what lies where."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

Put = tuple[float, float, float, str]
"""Size in points, place from the left, place from below, words."""


def writing(lines: Sequence[Put]) -> bytes:
    """The content of a page on which these lines stand."""
    out = [b"BT"]
    for size, x, y, words in lines:
        safe = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
        out.append(f"/F1 {size} Tf 1 0 0 1 {x} {y} Tm (".encode() + safe + b") Tj")
    return b"\n".join([*out, b"ET"])


def column(words: Sequence[str], top: float = 700.0, size: float = 11.0, step: float = 14.0) -> list[Put]:
    """Lines under one another, as in a column of text."""
    return [(size, 60.0, top - step * i, line) for i, line in enumerate(words)]


def stream(content: bytes, extra: bytes = b"", filters: int = 1) -> bytes:
    """A stream, packed as often as asked."""
    for _ in range(filters):
        content = zlib.compress(content, 9)
    packed = b"/Filter [" + b" /FlateDecode" * filters + b" ]" if filters else b""
    return b"<< /Length %d %s %s >>\nstream\n" % (len(content), packed, extra) + content + b"\nendstream"


def document(pages: Sequence[bytes], trailer: bytes = b"", catalog: bytes = b"", filters: int = 1) -> bytes:
    """A whole file with one stream per page; ``trailer`` and ``catalog`` add entries to these dictionaries."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [b"", b"", font]
    kids = []
    for content in pages:
        objects.append(stream(content, filters=filters))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return assemble(objects, trailer)


def assemble(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of numbered objects, the first of which is its root."""
    out = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
    return out + head + table + end % (len(objects) + 1, trailer, len(out))
