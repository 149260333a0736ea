"""What does the standard run cost, and where does the time go?

The standard run: one week, one dose, treated and vehicle arms, four size classes and the soluble companion, 100 cells,
256 draws. Each line is a process of its own (so that import, compiling and caches are met as a user meets them); the
split inside a process is by its own clock. Cold is the first run ever, with an empty cache of compiled code.

    python benchmarks/standard_run.py [--repeat 3] [--draws 256] [--threads 1] [--scenario serum-after-needling]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time

INSIDE = """
import json, resource, sys, time
spent, clock = {}, time.perf_counter()

def lap(name):
    global clock
    now = time.perf_counter()
    spent[name] = now - clock
    clock = now

name, draws, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
import exoderm
from exoderm import answer, scenario
from exoderm.journey import plan, run, summary
import exoderm.show.report, exoderm.evidence.study
lap("import")
chosen = scenario.load(name)
data = chosen.text() | {"weeks": 1.0, "draws": draws}
data["regimen"]["doses"] = 1
chosen = scenario.from_data(data, name)
few = plan.build(scenario.from_data(data | {"draws": 1, "weeks": 0.001}, name))
lap("read, build")
run.simulate(few)
lap("compile or load")
built = plan.build(chosen)
lap("draw")
from exoderm.journey.donor.harvest import harvest
from exoderm.journey.vial.keep import keep
keep(built, harvest(built), threads)
lap("vial, once more")
clock = time.perf_counter()
journey = run.simulate(built, threads)
lap("compute")
summary.summarise(journey, 0.0)
lap("summarise")
result = answer.simulate(scenario.from_data(data | {"draws": 8, "weeks": 0.001}, name))
lap("answer of 8 draws, apart")
html = answer.report(result)
lap("report")
usage = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({
    "split": spent, "cpu": usage.ru_utime + usage.ru_stime, "memory_mb": usage.ru_maxrss / 1024,
    "residual": float(abs(journey.residual).max()), "redone": journey.redone, "html_kb": len(html) / 1024,
    "cells": int(journey.depth.layer.size), "travellers": int(journey.harvest.diameter.shape[1]),
}))
"""

WHOLE = """
import sys
sys.argv = ["exoderm", "run", sys.argv[1], "--draws", sys.argv[2], "--out", sys.argv[3]]
from exoderm.cli import main
raise SystemExit(main())
"""


def spawn(code: str, *args: str, cache: str) -> tuple[str, float, float]:
    """Run code in a process with its own cache of compiled code; what it printed, seconds, processor seconds."""
    environment = {**os.environ, "NUMBA_CACHE_DIR": cache, "OMP_NUM_THREADS": "1", "NO_COLOR": "1"}
    before, clock = os.times(), time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, env=environment)
    seconds, after = time.perf_counter() - clock, os.times()
    if done.returncode:
        sys.exit(f"the run failed:\n{done.stderr[-2000:]}")
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return done.stdout, seconds, spent


def main() -> None:
    """Print the tables."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--repeat", type=int, default=3, help="warm runs, of which the median is shown")
    ask.add_argument("--draws", type=int, default=256)
    ask.add_argument("--threads", type=int, default=1)
    ask.add_argument("--scenario", default="serum-after-needling")
    asked = ask.parse_args()
    given = (asked.scenario, str(asked.draws))
    machine = f"{platform.machine()}, {os.cpu_count()} processors, {asked.threads} thread(s)"
    print(f"Python {platform.python_version()}, {machine}")
    print(f"scenario {asked.scenario}: 1 week, 1 dose, treated and vehicle, {asked.draws} draws\n")
    with tempfile.TemporaryDirectory() as cache, tempfile.TemporaryDirectory() as out:
        rows = []
        for i in range(asked.repeat + 1):
            _, seconds, cpu = spawn(WHOLE, *given, f"{out}/{i}", cache=cache)
            rows.append((seconds, cpu))
        warm = [statistics.median(column) for column in zip(*rows[1:], strict=True)] if asked.repeat else [0.0, 0.0]
        print(f"{'exoderm run, whole process with report':<44}{'wall s':>9}{'processor s':>13}")
        print(f"{'  cold: first ever, compiling':<44}{rows[0][0]:>9.2f}{rows[0][1]:>13.2f}")
        print(f"{f'  warm: median of {asked.repeat}':<44}{warm[0]:>9.2f}{warm[1]:>13.2f}\n")
    with tempfile.TemporaryDirectory() as cache:
        cold, *again = [
            json.loads(spawn(INSIDE, *given, str(asked.threads), cache=cache)[0]) for _ in range(asked.repeat + 1)
        ]
    print(f"{'split inside one process, wall s':<44}{'cold':>9}{'warm':>13}")
    for name in cold["split"]:
        middle = statistics.median(run["split"][name] for run in again) if again else float("nan")
        print(f"  {name:<42}{cold['split'][name]:>9.2f}{middle:>13.2f}")
    last = (again or [cold])[-1]
    week = last["split"]["compute"] / (asked.draws * last["travellers"])
    print(f"\n{last['cells']} cells, {last['travellers']} travellers; {1 / week:.0f} traveller-weeks a second")
    print(f"largest residual of the ledger {last['residual']:.1e} of the dose; {last['redone']} steps redone")
    print(f"memory {last['memory_mb']:.0f} MB; report {last['html_kb']:.0f} kB")


if __name__ == "__main__":
    main()
