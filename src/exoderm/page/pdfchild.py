"""The inside of a PDF, in a process of its own that can be lost: bytes on standard input, lines of text as JSON out.

Run as a script, never imported by the program: it knows pypdf and nothing of exoderm, and holds itself to its limits
(memory, processor time, no file written, no program started) before the first byte is looked at.
"""

from __future__ import annotations

import json
import math
import sys
import time
from typing import Any

MEMORY = 400_000_000
"""Bytes of address space."""
SECONDS = 2
"""Of processor time, after which the system ends this process."""
ENOUGH = 1.2
"""Seconds of processor time after which no further page is begun."""
MOST_PAGES = 400
MOST_CHARACTERS = 500_000
LONGEST_LINE = 4_000


def limit() -> None:
    """Hold this process to its limits, where the system knows such limits."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is all there is
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def read(content: bytes) -> dict[str, Any]:
    """Lines of the pages, each [page, x, y, size, text], or the reason why there are none."""
    import io
    import logging

    import pypdf
    from pypdf.errors import FileNotDecryptedError, LimitReachedError

    logging.disable()
    # Smaller than pypdf's own, and no decoder outside this process: pictures are not looked at.
    pypdf.overwrite_configuration(
        jbig2dec_binary=None,
        maximum_declared_stream_length=20_000_000,
        array_based_stream_maximum_output_length=20_000_000,
        zlib_maximum_output_length=20_000_000,
        lzw_maximum_output_length=20_000_000,
        run_length_maximum_output_length=20_000_000,
        stream_decoding_work_maximum_length=60_000_000,
    )
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            return {"refused": "encrypted"}
        return _pages(reader)
    except FileNotDecryptedError:
        return {"refused": "encrypted"}
    except LimitReachedError:
        return {"refused": "costly"}


def _pages(reader: Any) -> dict[str, Any]:
    from pypdf.errors import FileNotDecryptedError, LimitReachedError

    lines: list[list[Any]] = []
    total = len(reader.pages)
    done, characters, broken = 0, 0, 0
    for page in reader.pages:
        if done >= MOST_PAGES or characters >= MOST_CHARACTERS or time.process_time() > ENOUGH:
            break
        collector = _Lines(done)
        try:
            page.extract_text(visitor_text=collector.take)
        except (MemoryError, LimitReachedError, FileNotDecryptedError):
            raise
        except Exception:
            broken += 1
        collector.flush()
        lines += collector.lines
        characters += sum(len(line[4]) for line in collector.lines)
        done += 1
    return {"pages": total, "read": done, "broken": broken, "lines": lines}


class _Lines:
    """Pieces of writing, put together until one ends its line."""

    def __init__(self, page: int) -> None:
        self.page = page
        self.lines: list[list[Any]] = []
        self.pieces: list[tuple[str, float, float, float]] = []

    def take(self, text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        """Called by pypdf for each piece: its text, both matrices, font and size."""
        for i, part in enumerate(text.split("\n")):
            if i:
                self.flush()
            if part.strip():
                x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                scale = abs((tm[0] * tm[3] - tm[1] * tm[2]) * (cm[0] * cm[3] - cm[1] * cm[2])) ** 0.5
                self.pieces.append((part, float(x), float(y), float(size) * scale))
            elif part and self.pieces:
                self.pieces.append((" ", *self.pieces[-1][1:]))

    def flush(self) -> None:
        """End the line; its place is that of its first piece, its size that of its longest."""
        if self.pieces:
            _, x, y, _ = self.pieces[0]
            size = max(self.pieces, key=lambda piece: len(piece[0]))[3]
            words = "".join(piece[0] for piece in self.pieces)[:LONGEST_LINE]
            place = [round(v, 2) if math.isfinite(v) else 0.0 for v in (x, y, size)]
            self.lines.append([self.page, *place, words])
        self.pieces = []


def main() -> None:
    """Read standard input, write one JSON document; whatever goes wrong becomes a word in it."""
    try:
        limit()
        found = read(sys.stdin.buffer.read())
    except ImportError:
        found = {"refused": "missing"}
    except MemoryError:
        found = {"refused": "costly"}
    except Exception:
        found = {"refused": "broken"}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
