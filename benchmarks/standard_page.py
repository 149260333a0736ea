"""What does reading a page cost, and where does the time go?

The standard page: 140 sentences of our own (scripts/own_claims.txt), judged by records alone. Each line is a process of
its own, from its start to its end, with compiled Python code at hand. Processor times rise when neighbours share a
core, so each run is paired with a yardstick that our code does not touch: loading pydantic, typer, jinja2 and yaml.

    python benchmarks/standard_page.py [--repeat 9] [--sentences 140] [--folder 1000]

--folder: also appraise so many pages of 720 words (the sentences drawn anew for each), one process per processor.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = 720
YARDSTICK = "import pydantic, typer, jinja2, yaml; pydantic.create_model('Card', name=(str, ...))"
WHOLE = """
import sys
sys.argv = ["exoderm", "appraise", *sys.argv[1:]]
from exoderm.cli import main
raise SystemExit(main())
"""
INSIDE = """
import json, sys, time
from pathlib import Path
spent, clock = {}, 0.0

def lap(name):
    global clock
    now = time.process_time()
    spent[name] = now - clock
    clock = now

from datetime import date
from exoderm import answer
from exoderm.appraisal import appraise, fact, rules
from exoderm.appraisal.document import to_document
from exoderm.evidence import law, risk, sources, study, work
from exoderm.page import declare
from exoderm.page.claims import read_claims
from exoderm.page.label import read_label
from exoderm.page.reader import read_page
rules.rules()
lap("Python, import")
page = read_page(Path(sys.argv[1]).read_bytes(), "page.txt")
claims = read_claims(page)
lap("sentences, claims")
for claim in claims:
    claim.ideas
lap("ideas")
label = read_label(page, claims)
declared = declare.read(page, claims, label)
lap("label, declaration")
shelf = {"studies": study.load(), "facts": fact.load(), "laws": law.load(), "risks": risk.load(), "works": work.load()}
lap("shelf of records")
judged = appraise.appraise_page(page, claims, label, declared.scenario, date.today(), route=declared.route, **shelf)
lap("verdicts")
found = answer.Appraised(to_document(judged, sources.sources(shelf["studies"], shelf["laws"], shelf["risks"])), None)
answer.report(found)
lap("document, report")
print(json.dumps(spent))
"""


def spawn(cache: str, code: str, *args: str) -> tuple[str, float, float]:
    """Run code in a process of its own: what it printed, seconds, processor seconds of it and its children."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": cache, "NO_COLOR": "1"}
    before, clock = os.times(), time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, env=environment)
    seconds, after = time.perf_counter() - clock, os.times()
    if done.returncode:
        sys.exit(f"the run failed:\n{done.stderr[-2000:]}")
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return done.stdout, seconds, spent


def sentences() -> list[str]:
    """Our own sentences, without the type that stands before each."""
    lines = (Path(__file__).parent.parent / "scripts" / "own_claims.txt").read_text(encoding="utf-8").splitlines()
    return [line.split(" | ", 1)[1] for line in lines if " | " in line and not line.startswith("#")]


def write_folder(folder: Path, pages: int) -> None:
    """Pages that differ in their sentences, the order of them and their numbers."""
    written, dice = sentences(), random.Random(0)
    for number in range(pages):
        lines: list[str] = []
        while sum(len(line.split()) for line in lines) < WORDS:
            lines.append(dice.choice(written).replace("two", str(dice.randint(2, 99))))
        (folder / f"page-{number:04d}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def time_page(cache: str, place: Path, count: int, repeat: int) -> None:
    """The whole command beside the yardstick, and the split inside one process."""
    every = sentences()
    page = place / "page.txt"
    page.write_text("\n\n".join(every[i * len(every) // count] for i in range(count)) + "\n", encoding="utf-8")
    command = (WHOLE, str(page), "--no-run", "--out", str(place / "out"))
    pairs = [(spawn(cache, *command)[2], spawn(cache, YARDSTICK)[2]) for _ in range(repeat + 1)][1:]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"exoderm appraise, {count} sentences, whole process {ours:>6.2f} s of processor time")
    print(f"loading the libraries alone                    {theirs:>6.2f} s")
    print(f"ratio, median of {repeat} pairs                      {statistics.median(a / b for a, b in pairs):>6.2f}\n")
    split = [json.loads(spawn(cache, INSIDE, str(page))[0]) for _ in range(repeat)]
    print("split inside one process, processor seconds")
    for name in split[0]:
        print(f"  {name:<24}{statistics.median(s[name] for s in split):>6.3f}")


def time_folder(cache: str, place: Path, pages: int) -> None:
    """A folder of pages, and the largest process that it took."""
    (place / "pages").mkdir()
    write_folder(place / "pages", pages)
    _, seconds, spent = spawn(cache, WHOLE, str(place / "pages"), "--out", str(place / "folder"))
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\n{pages} pages of {WORDS} words: {seconds:.0f} s, {spent:.0f} s of processor time")
    print(f"{1000 * spent / pages:.0f} ms of processor time a page; at most {largest:.0f} MB in any process")


def main() -> None:
    """Print the tables."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("--repeat", type=int, default=9, help="pairs of runs, of which the median is shown")
    ask.add_argument("--sentences", type=int, default=140)
    ask.add_argument("--folder", type=int, default=0, help="pages of a folder to appraise as well")
    asked = ask.parse_args()
    load = ", ".join(f"{x:.1f}" for x in os.getloadavg())
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors, load {load}\n")
    with tempfile.TemporaryDirectory() as cache, tempfile.TemporaryDirectory() as place:
        time_page(cache, Path(place), asked.sentences, asked.repeat)
        if asked.folder:
            time_folder(cache, Path(place), asked.folder)


if __name__ == "__main__":
    main()
