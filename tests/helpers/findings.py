"""Findings of many trials in one file of JSON lines: run again, it goes on where it stopped, with nothing lost.

Each trial is one line, written and flushed when it is done. A line cut off by the end of a run is left out when the
file is read and asked again. Results do not depend on the order or on how many processes work.
"""

from __future__ import annotations

import json
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def read(path: Path) -> dict[int, dict[str, Any]]:
    """Findings by seed; a line that is no whole finding is left out."""
    found: dict[int, dict[str, Any]] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            one = json.loads(line)
        except ValueError:
            continue
        if isinstance(one, dict) and "seed" in one:
            found[one["seed"]] = one
    return found


def ask(seed: int, mouse: str) -> dict[str, Any]:
    """One trial; what breaks is a finding as well."""
    from trial import examine

    try:
        return examine(seed, Path(mouse))
    except Exception as error:
        return {"seed": seed, "error": f"{type(error).__name__}: {error}"[:500]}


def _ask(given: tuple[int, str]) -> dict[str, Any]:
    return ask(*given)


def gather(path: Path, seeds: Sequence[int], workers: int) -> Iterator[dict[str, Any]]:
    """Ask the seeds that the file lacks and write each answer into it as it comes."""
    from anything import mouse_body

    path.parent.mkdir(parents=True, exist_ok=True)
    mouse = str(mouse_body(path.parent / "mouse"))
    known = read(path)
    left = [(seed, mouse) for seed in seeds if seed not in known]
    for name in ONE_THREAD:  # the pool's processes are enough
        os.environ.setdefault(name, "1")
    cut_off = path.exists() and not path.read_bytes().endswith(b"\n")
    with path.open("a", encoding="utf-8") as out, multiprocessing.get_context("spawn").Pool(workers) as pool:
        out.write("\n" * cut_off)
        for one in pool.imap_unordered(_ask, left):
            out.write(json.dumps(one) + "\n")
            out.flush()
            yield one
