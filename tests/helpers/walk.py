"""Runs in a process of its own: appraise each file of a folder, use all outputs, and tell what it took.

Prints one line of JSON per file. Whatever this process starts, connects to or opens for writing is noted.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

noted: list[str] = []


def hook(event: str, args: tuple[Any, ...]) -> None:
    """Note what a page must never cause."""
    if event in ("os.system", "os.exec", "os.posix_spawn", "os.startfile", "socket.connect", "socket.getaddrinfo"):
        noted.append(event)
    elif event == "subprocess.Popen" and "pdfchild.py" not in str(args[1]):
        noted.append(f"{event} {args[1]}")
    elif event == "open" and isinstance(args[0], str) and args[0].startswith(("/etc/", "http")):
        noted.append(f"{event} {args[0]}")


def one(path: Path, out: Path) -> dict[str, Any]:
    """What came of one file."""
    from exoderm import answer
    from exoderm.appraisal import batch, review
    from exoderm.errors import ExodermError
    from exoderm.show import tabular, verdict_card
    from exoderm.show.terminal import appraisal_lines

    # The name is in the file's first line where a name is the matter: file systems take too few.
    content = path.read_bytes()
    try:
        appraised = answer.appraise(content, path.name, run=False)
    except ExodermError as error:
        return {"code": error.code, "action": error.action, "exit": error.exit_code}
    document = dict(appraised.document)
    (out / f"{path.name}.out.html").write_text(answer.report(appraised), encoding="utf-8")
    (out / f"{path.name}.out.json").write_text(json.dumps(document, allow_nan=False), encoding="utf-8")
    entry = batch.Entry("", path.name, "", "done", "1", None, None, False)
    tabular.write(out / f"{path.name}.out.csv", batch.CLAIM_HEAD, batch.claim_rows(entry, document))
    pictures = [verdict_card.draw(document, n) for n in range(1, min(12, len(document["claims"])) + 1)]
    (out / f"{path.name}.out.svgs").write_text(json.dumps(pictures), encoding="utf-8")
    appraisal_lines(document)
    for claim in document["claims"][:1]:
        said = review.Override(1, "unsupported", claim["text"] or "-")
        signed = review.sign(document, claim["text"][:100] or "-", [said], __import__("datetime").date(2026, 1, 1))
        review.verify(signed)
    return {"code": None, "claims": len(document["claims"]), "notes": document["document"]["notes"]}


def peak() -> int:
    """The most memory that this program has held, kB; ``ru_maxrss`` also counts whoever started it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return next(int(row.split()[1]) for row in status.read_text().splitlines() if row.startswith("VmHWM"))


def main() -> None:
    """Walk the folder that is named."""
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    from exoderm import answer

    answer.report(answer.appraise("Exosomes are small vesicles.", run=False))
    sys.stdout = io.StringIO()
    said, told = sys.stdout, sys.__stdout__
    assert told
    sys.addaudithook(hook)
    for path in sorted(folder.iterdir()):
        noted.clear()
        before = sum(resource.getrusage(who).ru_utime for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        began = time.monotonic()
        found = one(path, out)
        after = sum(resource.getrusage(who).ru_utime for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        most = max(peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
        found |= {"file": path.name, "seconds": after - before, "clock": time.monotonic() - began, "kilobytes": most}
        told.write(json.dumps({**found, "noted": noted, "printed": said.getvalue()}) + "\n")


if __name__ == "__main__":
    main()
