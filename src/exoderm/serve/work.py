"""What the worker process does: judge one page, run what it declares, and tell both line by line.

A process of its own can be ended at any moment, whatever it is busy with. It gets one line of JSON and the page's bytes
on standard input and answers with lines of JSON on standard output; nothing is pickled. When the server goes, standard
input ends, and so does the worker.

    in   {"name": ..., "run": true, "threads": 2, "cards": null, "bytes": 1234}  and then 1234 bytes
    out  {"judged": document, "headline": ...}
         {"progress": [share, word]}
         {"done": document, "headline": ..., "run": document or null}
         {"refused": sentence, "code": code}
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

Tell = Callable[[Mapping[str, Any]], None]


def judge(order: Mapping[str, Any], content: bytes, tell: Tell) -> None:
    """Judge the page by records alone, tell it, then run what it declares and tell that."""
    from exoderm import answer
    from exoderm.errors import ExodermError

    cards = Path(order["cards"]) if order["cards"] else None
    name, last = str(order["name"]), -1.0

    def progress(share: float, word: str) -> None:
        nonlocal last
        if share - last >= 0.01 or share >= 1.0:
            last = share
            tell({"progress": [share, word]})

    try:
        appraised = answer.appraise(content, name, run=False, cards=cards)
        tell({"judged": appraised.document, "headline": headline(appraised.document)})
        if order["run"]:
            appraised = answer.appraise(
                content, name, run=True, threads=int(order["threads"]), progress=progress, cards=cards
            )
        run = appraised.result.document if appraised.result else None
        tell({"done": appraised.document, "headline": headline(appraised.document), "run": run})
    except ExodermError as error:
        tell({"refused": error.sentence(), "code": error.code})


def headline(document: Mapping[str, Any]) -> str:
    """The answer in one sentence, as the page prints it."""
    from exoderm.show import page_view

    return page_view.view(document, "", 0, 0).headline


def main() -> int:
    """Read one order, carry it out, end; a defect is told by its name and never by what the page said."""
    given: BinaryIO = sys.stdin.buffer
    order = json.loads(given.readline(1_000_000))
    content = given.read(int(order["bytes"]))
    threading.Thread(target=_end_with_the_server, args=(given,), daemon=True).start()
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever else prints does not break a line

    def tell(message: Mapping[str, Any]) -> None:
        out.write(json.dumps(message, allow_nan=False) + "\n")
        out.flush()

    try:
        judge(order, content, tell)
    except Exception as error:
        said = f"a defect of ours: {type(error).__name__}. Please report it with the page."
        tell({"refused": said, "code": "defect"})
        return 1
    return 0


def _end_with_the_server(given: BinaryIO) -> None:
    given.read(1)
    os._exit(0)


if __name__ == "__main__":
    raise SystemExit(main())
